"""The duty sheets inside the page: their lines of text; the sheets themselves are `sheets.py`'s."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.core.plan import Role, Unit
from respnet.render.duty_sheet.duties import DutySheet, SheetRow, build_duty_sheets
from respnet.render.presenter import Presenter

MAX_INLINE_ASSIGNMENTS = 10_000
"""With more the sheets would make the page too large, and `respnet sheet` makes them."""


@dataclass(frozen=True, slots=True)
class OmittedSheets:
    """Why there are no sheets in the page (more than `most` assignments), and the commands that make one or all.

    The command for one has `{unit}` where its name goes.
    """

    assignments: int
    most: int
    one: str
    all: str


def list_inline_sheets(voice: Presenter) -> tuple[DutySheet, ...]:
    """The sheets of all units; none where they are apart."""
    return () if get_omitted_sheets(voice) else build_duty_sheets(voice.network)


def get_omitted_sheets(voice: Presenter) -> OmittedSheets | None:
    """None where the sheets are in the page."""
    many = len(voice.plan.assignments)
    if many <= MAX_INLINE_ASSIGNMENTS:
        return None
    here, lang = voice.t("plan_here"), f"--lang {voice.lang}"
    return OmittedSheets(
        many, MAX_INLINE_ASSIGNMENTS, f"respnet sheet {{unit}} {here} {lang}", f"respnet sheet --all {here} {lang}"
    )


def format_sheet_meta(voice: Presenter, sheet: DutySheet) -> str:
    """The line under a sheet's title: the plan's owner, and how much it is."""
    counts = []
    for group in sheet.groups:
        words = voice.t(f"role_{group.role.value}")
        number = len(group.rows)
        counts.append(f"{words} {number} 项" if voice.lang == "zh" else f"{words.lower()} {number}")
    joined = ("，" if voice.lang == "zh" else ", ").join(counts)
    owner = voice.t("sheet_owner", owner=voice.owner_name()) if voice.plan.owner else ""
    return voice.t("sheet_meta", owner=owner, counts=joined)


def format_sheet_names(voice: Presenter, row: SheetRow, role: Role) -> str:
    """Who has the task in `role`; that nobody is named to lead is said."""
    names = [voice.printed_name(one) for one in row.list_in_role(role)]
    if role in row.task.open_roles:
        return voice.t("comma").join(names) + voice.t("and_others")
    return voice.t("comma").join(names) or (voice.t("not_named") if role is Role.LEAD else "")


def format_sheet_maybe(voice: Presenter, collectives: tuple[Unit, ...], row: SheetRow) -> str:
    """A task of collectives that may include the unit, in a line."""
    units = voice.t("comma").join(voice.unit_name(one.id) for one in collectives)
    leads = format_sheet_names(voice, row, Role.LEAD)
    return voice.t(
        "sheet_maybe_line", label=voice.task_label(row.task.id), title=row.task.title, units=units, leads=leads
    )


def format_sheet_numeral(voice: Presenter, place: int) -> str:
    """一、 二、 … as official documents number their parts; 1. 2. in English."""
    return f"{'零一二三四五六七八九'[place]}、" if voice.lang == "zh" else f"{place}. "
