"""The rules that hold for a whole document: who leads by its own sentence, units and deadlines from elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from respnet.core.i18n import Text, format_list
from respnet.core.plan import Origin, Role
from respnet.intake.builder import UnitList
from respnet.intake.language.extraction import Decision
from respnet.intake.language.lexicon import ABOVE_DEADLINE_PATTERN
from respnet.intake.language.normalize import collapse_whitespace, normalize_text
from respnet.intake.language.outline import parse_chinese_number
from respnet.intake.language.riders import LEAD_PATTERNS, RiderKind, get_rider_word, speaks_of_lists
from respnet.intake.language.row_draft import RiderDraft

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from respnet.intake.language.extraction import DecisionKind
    from respnet.intake.language.normalize import Span, TextStream
    from respnet.intake.language.row_draft import PrintedName, RowDraft, UnitListDraft
    from respnet.intake.tables.text_tables import TextTable


@dataclass(frozen=True, slots=True)
class ResolvedUnits:
    """The units of one row after the document's rules, and what the rules decided for it."""

    units: tuple[UnitList, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class StatedConvention:
    """A convention that stands outside the clauses: `at` its place; `until` the last block of its table, else -1."""

    rider: RiderDraft
    at: tuple[int, int]
    until: int = -1


def find_stated_conventions(text: TextStream, tables: Sequence[TextTable]) -> list[StatedConvention]:
    """Find the conventions that stand outside the clauses of a paper, in order.

    Args:
        text: Its folded text.
        tables: Its tables.
    """
    return sorted([*_find_in_text(text), *_find_in_tables(tables)], key=lambda one: one.at)


_OF_LISTS = tuple(kind for kind in LEAD_PATTERNS if kind is not RiderKind.DEFINED)


def _find_in_tables(tables: Sequence[TextTable]) -> Iterator[StatedConvention]:
    """The conventions that cells of tables state, most often the header: 责任单位（列第一位的为牵头单位）."""
    for table in tables:
        until = max((cell.block for row in table.rows for cell in row), default=table.block)
        for cell in (cell for row in table.rows for cell in row if "牵头" in cell.text or "主办" in cell.text):
            folded = normalize_text(cell.text)
            kinds = _OF_LISTS if speaks_of_lists(folded.text) else (RiderKind.MARKED,)
            found = ((kind, LEAD_PATTERNS[kind].search(folded.text)) for kind in kinds)
            kind, match = next((one for one in found if one[1]), (RiderKind.MARKED, None))
            if match:
                start, end = folded.offsets[match.start()], folded.offsets[match.end() - 1] + 1
                words = collapse_whitespace(cell.text[start:end])
                rider = RiderDraft(kind, words, cell.spans(start, end), (), get_rider_word(match))
                yield StatedConvention(rider, (table.block, 0), until)
                break


_SENTENCE_BREAK = re.compile("[。;\n]")


def _find_in_text(text: TextStream) -> Iterator[StatedConvention]:
    """The conventions that sentences outside the clauses state (责任分解中,列第一位的责任单位为牵头单位)."""
    seen: set[int] = set()
    for kind, pattern in LEAD_PATTERNS.items():
        for match in pattern.finditer(text.text):
            start, end = match.span()
            if not seen.isdisjoint(range(start, end)):
                continue
            seen.update(range(start, end))
            begin = max(0, start - 100)
            breaks = [one.end() for one in _SENTENCE_BREAK.finditer(text.text, begin, start)]
            stop = _SENTENCE_BREAK.search(text.text, end, end + 100)
            sentence = text.text[breaks[-1] if breaks else begin : stop.start() if stop else end + 100]
            if kind is RiderKind.MARKED or speaks_of_lists(sentence):
                words = collapse_whitespace("".join(text.paragraphs(start, end)))
                rider = RiderDraft(kind, words, text.spans(start, end), (), get_rider_word(match))
                yield StatedConvention(rider, (text.blocks[start], start))


def find_conventions(drafts: Sequence[RowDraft], stated: Sequence[StatedConvention]) -> list[RiderDraft | None]:
    """The convention that holds for each row: from where it is stated; a table's for its rows alone.

    A sentence below all rows is a note to them all.

    Args:
        drafts: The rows of one paper, in order.
        stated: Conventions of its text and tables.
    """
    last = drafts[-1].at if drafts else (-1, -1)
    rules = [(draft.at, one) for draft in drafts for one in draft.riders if one.kind in LEAD_PATTERNS]
    rules += [((-1, -1) if one.at > last else one.at, one.rider) for one in stated if one.until < 0]
    rules.sort(key=lambda rule: rule[0])
    tables = [one for one in stated if one.until >= 0]
    found: list[RiderDraft | None] = []
    holds: RiderDraft | None = None
    place = 0
    for draft in drafts:
        while place < len(rules) and rules[place][0] <= draft.at:
            holds = rules[place][1]
            place += 1
        while tables and tables[0].until < draft.at[0]:
            tables.pop(0)
        inside = bool(tables) and tables[0].at[0] <= draft.at[0]
        found.append(tables[0].rider if inside else holds)
    return found


def apply_conventions(drafts: Sequence[RowDraft], conventions: Sequence[RiderDraft | None]) -> list[ResolvedUnits]:
    """The units of every row, in order: printed ones, leads by convention, and those carried over from other clauses.

    Args:
        drafts: The rows of one paper, in order.
        conventions: The convention that holds for each row, or None.
    """
    carried: list[tuple[RiderDraft, tuple[str, ...]]] = []
    known: set[str] = set()
    rows: list[ResolvedUnits] = []
    above = _find_carried_upwards(drafts)
    for draft, convention, from_below in zip(drafts, conventions, above, strict=True):
        lists: list[UnitList] = []
        decisions: list[Decision] = []
        by_rule = _find_convention_lists(draft, convention)
        for one in draft.lists:
            lists += _unit_lists(one, convention if one in by_rule else None)
        leads = [name for one in lists if one.origin is Origin.CONVENTION for name in one.names]
        if convention is not None and convention.spans and leads:
            decisions.append(_decide_by_rule("convention", draft, leads, convention))
        printed = {name.printed for one in draft.lists for name in one.names}
        for rider, names in [*carried, *from_below]:
            more = tuple(name for name in names if name not in printed)
            if more:
                lists.append(UnitList(Role.RESPONSIBLE, more, Origin.INHERITED))
                decisions.append(_decide_by_rule("inherited", draft, more, rider))
        for rider in draft.riders:
            if rider.kind is RiderKind.INHERITED:
                fresh = tuple(dict.fromkeys(name.printed for name in rider.names if name.printed not in known))
                known.update(fresh)
                carried += [(rider, fresh)] if fresh else []
        rows.append(ResolvedUnits(tuple(_merged(lists)), tuple(decisions)))
    return rows


def add_shared_deadlines(stream: TextStream, drafts: Sequence[RowDraft]) -> list[RowDraft]:
    """Give the deadline of such a sentence to the rows above it that have none, down from the sentence before it.

    Args:
        stream: The folded text.
        drafts: The rows, in order.

    Returns:
        All rows, in the same order.
    """
    given = list(drafts)
    first = 0
    for match in ABOVE_DEADLINE_PATTERN.finditer(stream.text):
        when = collapse_whitespace(stream.printed(*match.span("when"))).strip("）)。；; ")
        stop = first
        while stop < len(given) and given[stop].at < (stream.blocks[match.start()], match.start()):
            if not given[stop].deadline:
                given[stop] = replace(given[stop], deadline=when)
            stop += 1
        first = stop
    return given


def _find_carried_upwards(drafts: Sequence[RowDraft]) -> list[list[tuple[RiderDraft, tuple[str, ...]]]]:
    """For each row the units of a rider on the tasks above (以上任务均需各镇落实), up to the rider before it."""
    found: list[list[tuple[RiderDraft, tuple[str, ...]]]] = [[] for _ in drafts]
    first = 0
    for place, draft in enumerate(drafts):
        for rider in draft.riders:
            if rider.kind is RiderKind.INHERITED_ABOVE and rider.names:
                names = tuple(dict.fromkeys(name.printed for name in rider.names))
                for row in range(first, place + 1):
                    found[row].append((rider, names))
                first = place + 1
    return found


def _find_convention_lists(draft: RowDraft, convention: RiderDraft | None) -> list[UnitListDraft]:
    """The lists of which units lead by convention, where the row names no lead itself."""
    if convention is None or any(one.role is Role.LEAD for one in draft.lists):
        return []
    responsible = [one for one in draft.lists if one.role is Role.RESPONSIBLE]
    if convention.kind is RiderKind.MARKED:
        return [one for one in draft.lists if any(convention.word in name.mark for name in one.names)]
    if convention.kind is RiderKind.DEFINED:
        return [one for one in responsible if convention.word in one.word]
    return responsible[:1]


def _unit_lists(one: UnitListDraft, convention: RiderDraft | None) -> list[UnitList]:
    if convention is None:
        return [UnitList(one.role, _printed(one.names), one.origin, one.open)]
    if convention.kind is RiderKind.MARKED:
        leads = [name for name in one.names if convention.word in name.mark]
    elif convention.kind is RiderKind.DEFINED:
        leads = list(one.names)
    else:
        comma = convention.kind is RiderKind.FIRST_COMMA
        count = parse_chinese_number(convention.word.replace("两", "二")) if convention.word else 1
        leads = list(one.names[: max(1, sum(name.first_phrase for name in one.names)) if comma else count])
    rest = [name for name in one.names if name not in leads]
    lists = [UnitList(Role.LEAD, _printed(leads), Origin.CONVENTION)]
    if rest:
        lists.append(UnitList(one.role, _printed(rest), open=one.open))
    return lists


def _printed(names: Sequence[PrintedName]) -> tuple[str, ...]:
    return tuple(name.printed for name in names)


def _merged(lists: Sequence[UnitList]) -> list[UnitList]:
    """Lists of one role and origin as one, in printed order."""
    merged: dict[tuple[Role, Origin], UnitList] = {}
    for one in lists:
        other = merged.get((one.role, one.origin), replace(one, names=(), open=False))
        merged[one.role, one.origin] = replace(other, names=other.names + one.names, open=other.open or one.open)
    return list(merged.values())


def _decide_by_rule(kind: DecisionKind, draft: RowDraft, names: Sequence[str], rider: RiderDraft) -> Decision:
    """Describe the leads of a row by a convention, or the units that it has from another clause."""
    said, reason = _BY_RULE[kind]
    zh, en = (said.of(lang).format(format_list(list(names), lang)) for lang in ("zh", "en"))
    place = (draft.clause_spans or draft.task_spans or rider.spans)[0]
    reason = Text(zh=reason.zh.format(rider.text), en=reason.en.format(rider.text))
    return decide_on_row(kind, draft, zh, en, reason, place)


_BY_RULE: dict[DecisionKind, tuple[Text, Text]] = {
    "convention": (
        Text(zh="{}作为牵头单位", en="{} taken as the lead"),
        Text(
            zh="文中规定“{}”，这一条没有另写牵头单位。",
            en="The document says “{}”, and this clause names no lead of its own.",
        ),
    ),
    "inherited": (
        Text(zh="{}沿用为责任单位", en="{} carried forward as responsible"),
        Text(zh="前文写明“{}”。", en="An earlier clause says “{}”."),
    ),
}


def decide_on_row(kind: DecisionKind, draft: RowDraft, zh: str, en: str, reason: Text, place: Span) -> Decision:
    """Describe a decision on one row, behind its number and title.

    Args:
        kind: The kind of the decision.
        draft: The row.
        zh: What was decided, in Chinese.
        en: The same in English.
        reason: Why.
        place: Where it can be checked.
    """
    name = f"{f'{draft.number}.{draft.part}' if draft.part else draft.number} {draft.title}".strip()
    return Decision(kind, Text(zh=f"任务“{name}”：{zh}", en=f"task “{name}”: {en}"), reason, place)
