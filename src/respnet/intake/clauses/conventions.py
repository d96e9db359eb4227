"""The rules that hold for a whole document: who leads by its own sentence, and units carried forward."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from respnet.core.i18n import Text, format_list
from respnet.core.plan import Origin, Role
from respnet.intake.builder import UnitList
from respnet.intake.language.clause_parser import RiderKind
from respnet.intake.language.extraction import Decision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.language.normalize import Span
    from respnet.intake.language.row_draft import PrintedName, RiderDraft, RowDraft, UnitListDraft


@dataclass(frozen=True, slots=True)
class ResolvedUnits:
    """The units of one row after the document's rules, and what the rules decided for it."""

    units: tuple[UnitList, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class LeadConvention:
    """The document's sentence on who leads: the first unit, or all before the first comma."""

    kind: RiderKind
    text: str
    spans: tuple[Span, ...]


def find_convention(drafts: Sequence[RowDraft], prose: RiderDraft | None) -> LeadConvention | None:
    """The convention that the document states, in a clause or in its text; it holds for all rows."""
    for draft in drafts:
        for rider in draft.riders:
            if rider.kind in (RiderKind.FIRST, RiderKind.FIRST_COMMA):
                return LeadConvention(rider.kind, rider.text, rider.spans)
    return LeadConvention(prose.kind, prose.text, prose.spans) if prose else None


def apply_conventions(drafts: Sequence[RowDraft], convention: LeadConvention | None) -> list[ResolvedUnits]:
    """The units of every row, in order: printed ones, leads by convention, and those carried forward from above."""
    carried: list[tuple[RiderDraft, tuple[str, ...]]] = []
    known: set[str] = set()
    rows: list[ResolvedUnits] = []
    for draft in drafts:
        lists: list[UnitList] = []
        decisions: list[Decision] = []
        by_rule = _find_convention_list(draft, convention)
        for one in draft.lists:
            lists += _unit_lists(one, by_rule if one is by_rule else None, convention)
        if by_rule is not None and convention is not None:
            decisions.append(_convention_decision(draft, lists, convention))
        printed = {name.printed for one in draft.lists for name in one.names}
        for rider, names in carried:
            more = tuple(name for name in names if name not in printed)
            if more:
                lists.append(UnitList(Role.RESPONSIBLE, more, Origin.INHERITED))
                decisions.append(_inherited_decision(draft, more, rider))
        for rider in draft.riders:
            if rider.kind is RiderKind.INHERITED:
                fresh = tuple(dict.fromkeys(name.printed for name in rider.names if name.printed not in known))
                known.update(fresh)
                carried += [(rider, fresh)] if fresh else []
        rows.append(ResolvedUnits(tuple(_merged(lists)), tuple(decisions)))
    return rows


def _find_convention_list(draft: RowDraft, convention: LeadConvention | None) -> UnitListDraft | None:
    """The list whose first units lead by convention: the responsible one, where the row names no lead itself."""
    if convention is None or any(one.role is Role.LEAD for one in draft.lists):
        return None
    return next((one for one in draft.lists if one.role is Role.RESPONSIBLE), None)


def _unit_lists(one: UnitListDraft, by_rule: UnitListDraft | None, convention: LeadConvention | None) -> list[UnitList]:
    if by_rule is None or convention is None:
        return [UnitList(one.role, _printed(one.names), open=one.open)]
    count = 1
    if convention.kind is RiderKind.FIRST_COMMA:
        count = max(1, sum(name.first_phrase for name in one.names))
    lists = [UnitList(Role.LEAD, _printed(one.names[:count]), Origin.CONVENTION)]
    if one.names[count:]:
        lists.append(UnitList(one.role, _printed(one.names[count:]), open=one.open))
    return lists


def _printed(names: Sequence[PrintedName]) -> tuple[str, ...]:
    return tuple(name.printed for name in names)


def _merged(lists: Sequence[UnitList]) -> list[UnitList]:
    """Lists of one role and origin as one, in printed order."""
    merged: list[UnitList] = []
    for one in lists:
        for place, other in enumerate(merged):
            if (other.role, other.origin) == (one.role, one.origin):
                merged[place] = replace(other, names=other.names + one.names, open=other.open or one.open)
                break
        else:
            merged.append(one)
    return merged


def _convention_decision(draft: RowDraft, lists: Sequence[UnitList], convention: LeadConvention) -> Decision:
    leads = [name for one in lists if one.origin is Origin.CONVENTION for name in one.names]
    return Decision(
        "convention",
        Text(
            zh=f"{describe_draft(draft).zh}：{format_list(leads, 'zh')}作为牵头单位",
            en=f"{describe_draft(draft).en}: {format_list(leads, 'en')} taken as the lead",
        ),
        Text(
            zh=f"文中规定“{convention.text}”，这一条没有另写牵头单位。",
            en=f"The document says “{convention.text}”, and this clause names no lead of its own.",
        ),
        (draft.clause_spans or draft.task_spans or convention.spans)[0],
    )


def _inherited_decision(draft: RowDraft, names: Sequence[str], rider: RiderDraft) -> Decision:
    return Decision(
        "inherited",
        Text(
            zh=f"{describe_draft(draft).zh}：{format_list(list(names), 'zh')}沿用为责任单位",
            en=f"{describe_draft(draft).en}: {format_list(list(names), 'en')} carried forward as responsible",
        ),
        Text(
            zh=f"前文写明“{rider.text}”。",
            en=f"An earlier clause says “{rider.text}”.",
        ),
        (draft.clause_spans or draft.task_spans or rider.spans)[0],
    )


def describe_draft(draft: RowDraft) -> Text:
    """How a row is called in a decision."""
    number = f"{draft.number}.{draft.part}" if draft.part else draft.number
    name = f"{number} {draft.title}".strip()
    return Text(zh=f"任务“{name}”", en=f"task “{name}”")
