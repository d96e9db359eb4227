"""Duty sheets inside the page; their data comes from `duty_sheet.duties`."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.core.plan import Role, Unit
from respnet.render.duty_sheet.duties import DutySheet, SheetRow, build_duty_sheets
from respnet.render.presenter import Presenter

MAX_INLINE_ASSIGNMENTS = 10_000
"""With more the sheets would make the page too large, and `respnet sheet` makes them."""


@dataclass(frozen=True, slots=True)
class OmittedSheets:
    """Reason why the page has no sheets (more than `most` assignments), and the commands that make one or all.

    The command for one has `{unit}` in place of the name.
    """

    assignments: int
    most: int
    one: str
    all: str


def list_inline_sheets(voice: Presenter) -> tuple[DutySheet, ...]:
    """List the sheets of all units; none if they are omitted."""
    return () if get_omitted_sheets(voice) else build_duty_sheets(voice.network)


def get_omitted_sheets(voice: Presenter) -> OmittedSheets | None:
    """Return the reason and commands if the sheets are omitted, else None."""
    many = len(voice.plan.assignments)
    if many <= MAX_INLINE_ASSIGNMENTS:
        return None
    here, lang = voice.t("plan_here"), f"--lang {voice.lang}"
    return OmittedSheets(
        many, MAX_INLINE_ASSIGNMENTS, f"respnet sheet {{unit}} {here} {lang}", f"respnet sheet --all {here} {lang}"
    )


def format_sheet_meta(voice: Presenter, sheet: DutySheet) -> str:
    """Format the line under a sheet's title: the plan's owner, and the unit's load.

    Args:
        voice: The presenter.
        sheet: The sheet.
    """
    counts = []
    for group in sheet.groups:
        words = voice.t(f"role_{group.role.value}")
        number = len(group.rows)
        counts.append(f"{words} {number} 项" if voice.lang == "zh" else f"{words.lower()} {number}")
    joined = ("，" if voice.lang == "zh" else ", ").join(counts)
    owner = voice.t("sheet_owner", owner=voice.owner_name()) if voice.plan.owner else ""
    return voice.t("sheet_meta", owner=owner, counts=joined)


def format_sheet_names(voice: Presenter, row: SheetRow, role: Role) -> str:
    """Format the units with a role on the task; a missing lead is stated.

    Args:
        voice: The presenter.
        row: The row.
        role: The role.
    """
    names = [voice.printed_name(one) for one in row.list_in_role(role)]
    if role in row.task.open_roles:
        return voice.t("comma").join(names) + voice.t("and_others")
    return voice.t("comma").join(names) or (voice.t("not_named") if role is Role.LEAD else "")


def format_sheet_maybe(voice: Presenter, collectives: tuple[Unit, ...], row: SheetRow) -> str:
    """Format a task of collectives that may include the unit.

    Args:
        voice: The presenter.
        collectives: The collectives.
        row: The row.
    """
    units = voice.t("comma").join(voice.unit_name(one.id) for one in collectives)
    leads = format_sheet_names(voice, row, Role.LEAD)
    return voice.t(
        "sheet_maybe_line", label=voice.task_label(row.task.id), title=row.task.title, units=units, leads=leads
    )


def format_sheet_numeral(voice: Presenter, place: int) -> str:
    """Format a part's numeral: 一、 二、 … as in official documents; 1. 2. in English.

    Args:
        voice: The presenter.
        place: Number of the part, from 1.
    """
    return f"{'零一二三四五六七八九'[place]}、" if voice.lang == "zh" else f"{place}. "
