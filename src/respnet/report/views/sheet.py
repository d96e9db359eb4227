"""The duty sheets inside the page: their lines of text; the sheets themselves are `sheets.py`'s."""

from __future__ import annotations

from respnet.plan import Role
from respnet.report.sheets import DutySheet, SheetRow
from respnet.report.voice import Voice


def sheet_meta(voice: Voice, sheet: DutySheet) -> str:
    """The line under a sheet's title: the plan's owner, and how much it is."""
    counts = []
    for group in sheet.groups:
        words = voice.t(f"role_{group.role.value}")
        number = len(group.rows)
        counts.append(f"{words} {number} 项" if voice.lang == "zh" else f"{words.lower()} {number}")
    joined = ("，" if voice.lang == "zh" else ", ").join(counts)
    owner = voice.t("sheet_owner", owner=voice.owner_name()) if voice.plan.owner else ""
    return voice.t("sheet_meta", owner=owner, counts=joined)


def sheet_names(voice: Voice, row: SheetRow, role: Role) -> str:
    """Who has the task in `role`; that nobody is named to lead is said."""
    names = [voice.printed_name(one) for one in row.in_role(role)]
    if role in row.task.open_roles:
        return voice.t("comma").join(names) + voice.t("and_others")
    return voice.t("comma").join(names) or (voice.t("not_named") if role is Role.LEAD else "")


def sheet_numeral(voice: Voice, place: int) -> str:
    """一、 二、 … as official documents number their parts; 1. 2. in English."""
    return f"{'零一二三四五六七八九'[place]}、" if voice.lang == "zh" else f"{place}. "
