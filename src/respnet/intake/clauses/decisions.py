"""Decisions on rows beyond the letter, in words: shared clauses, items without one, names and rows left out."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from respnet.core.i18n import Text, format_list
from respnet.core.name_guard import NameFault, find_name_fault
from respnet.core.plan import Role
from respnet.intake.clauses.conventions import decide_on_row
from respnet.intake.language.extraction import Decision
from respnet.intake.language.lexicon import TWO_ROLES, match_final_verb
from respnet.intake.language.row_builder import get_item_number, shorten_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from respnet.intake.clauses.scope import ClauseScopes
    from respnet.intake.language.normalize import Span
    from respnet.intake.language.row_builder import ReadingContext
    from respnet.intake.language.row_draft import PrintedName, RowDraft

_SECTION_WIDE = Text(
    zh="这段分工放在一节的标题后或末尾，节内各项没有自己的分工，因此合为一行。",
    en="The clause stands after the section's heading or at its end, and its items have none of their own; so the "
    "section is one row.",
)
_SHARED = Text(
    zh="这一行写在这几项任务之前，或者点明了这几项，各项没有自己的分工。",
    en="It stands above these tasks or names them, and they have no clause of their own.",
)
_WITHOUT = Text(
    zh="同级的其他任务有分工，这一项没有。保留这一行，单位留空。",
    en="Other items beside it have a clause, this one has none. The row stays, without units.",
)
_PERSON = Text(zh="文中写的是人，没有列为单位。", en="The document names a person here; no unit was made.")
_NO_ROLE = Text(
    zh="它前面的标签不说明角色，或者没有写明是谁。请核对。",
    en="The label before it announces no role, or it names nobody. Check it.",
)
_GUIDANCE = Text(
    zh="指导既不是牵头，也不是配合。如果另有分工，请在 tasks.csv 里改。",
    en="To guide is neither to lead nor to support. Where the units have another role, change it in tasks.csv.",
)
_DOERS = Text(zh="“配合”以外没有写角色，请核对。", en="“配合” (supports) is the only role written: check it.")
_TWO_ROLES = Text(zh="有一家牵头的，请在 tasks.csv 里写明。", en="Where one of them leads, write it in tasks.csv.")
_NO_TASK = Text(zh="它和同节各项都没有分工。", en="Neither it nor the items beside it have a clause.")
_NO_CLAUSE = Text(
    zh="它像一段分工，但看不出属于哪项任务，或者其中没有明确的单位。请核对。",
    en="It looks like a clause, but belongs to no task or names no particular unit. Check it.",
)


def describe_drafts(drafts: Sequence[RowDraft]) -> Iterator[Decision]:
    """Describe what the rows hold beyond the letter, and what of their clauses is no unit."""
    for draft in drafts:
        spans = draft.clause_spans or draft.task_spans
        if not spans:
            continue
        if draft.section_wide:
            yield decide_on_row(
                "section-wide", draft, "一段分工管整节", "one clause for the section", _SECTION_WIDE, spans[-1]
            )
        if not draft.lists:
            yield decide_on_row("no-clause", draft, "没有写明单位", "no unit is named", _WITHOUT, spans[0])
        yield from _ask_who_is_responsible(draft, spans[-1])
        for name, span in draft.persons:
            yield decide_on_row("person", draft, f"“{name}”是人，不是单位", f"“{name}” is a person", _PERSON, span)
        for words, span in draft.unread:
            zh, en = f"“{words}”没有作为单位读取", f"“{words}” was not read as units"
            yield decide_on_row("not-read", draft, zh, en, _NO_ROLE, span)
    for clause, rows in groupby(drafts, key=lambda draft: draft.clause_spans[:1]):
        several = [draft for draft in rows if clause and not draft.part and clause[0].row < 0]
        if len(several) > 1:
            shown = several[0].clause
            named = [f"{one.number} {one.title}".strip() for one in several]
            what = Text(
                zh=f"“{shown}”用于 {len(named)} 项任务：{format_list(named, 'zh')}",
                en=f"“{shown}” holds for {len(named)} tasks: {format_list(named, 'en')}",
            )
            yield Decision("section-wide", what, _SHARED, clause[0])
    guided = [draft for draft in drafts if any(one.word.endswith("指导") for one in draft.lists)]
    if guided and (spans := guided[0].clause_spans or guided[0].task_spans):
        what = Text(
            zh=f"有 {len(guided)} 项任务只写了由某单位“指导”，这些单位列为责任单位",
            en=f"“指导” (guides) is the only verb of units in {len(guided)} tasks; they are taken as responsible",
        )
        yield Decision("guidance", what, _GUIDANCE, spans[0])


def _ask_who_is_responsible(draft: RowDraft, place: Span) -> Iterator[Decision]:
    """Ask who leads or is responsible: under a label of two roles, or where 配合 is the only word of a clause."""
    for one in draft.lists:
        if TWO_ROLES.search(one.word) and all(other.role is not Role.LEAD for other in draft.lists):
            zh = f"“{one.word}”没有分出哪一家牵头，都列为责任单位"
            en = f"“{one.word}” does not say which one leads: all are taken as responsible"
            yield decide_on_row("not-read", draft, zh, en, _TWO_ROLES, place)
    for first in draft.lists[:1]:
        others, verbs = {one.role for one in draft.lists[1:]}, match_final_verb(draft.lists[-1].word)
        bare = first.role is Role.RESPONSIBLE and not first.word and others == {Role.SUPPORT}
        if verbs and (bare or (first.role is Role.SUPPORT and not others and len(first.names) > 1)):
            names = format_list([one.printed for one in first.names], "zh")
            zh, en = f"“{names}”都列为配合单位", f"“{names}” all support"
            if bare:
                zh = f"“{names}”后面没有写角色，列为责任单位"
                en = f"“{names}” has no role word and is taken as responsible"
            yield decide_on_row("no-role", draft, zh, en, _DOERS, place)


def describe_unread(reading: ReadingContext, scoped: ClauseScopes) -> Iterator[Decision]:
    """Describe items without a clause that are no rows, clauses without an item, and what looked like a clause.

    Args:
        reading: A paper with its text, outline and clauses.
        scoped: The items that its clauses govern.
    """
    text, tree = reading.stream, reading.tree
    for node in scoped.without:
        one = tree.nodes[node]
        title = shorten_title(text.printed(one.marker.end, one.title_end))
        name = f"{get_item_number(text, tree, node)} {title}".strip()
        for span in text.spans(one.marker.start, one.title_end)[:1]:
            what = Text(zh=f"“{name}”没有列为任务", en=f"“{name}” was not taken as a task")
            yield Decision("no-clause", what, _NO_TASK, span)
    for start, end in sorted([*((one.start, one.end) for one in scoped.homeless), *reading.found.unread]):
        shown = shorten_title(text.printed(start, end))
        for span in text.spans(start, end)[:1]:
            what = Text(zh=f"“{shown}”没有作为分工读取", en=f"“{shown}” was not read as a clause")
            yield Decision("not-read", what, _NO_CLAUSE, span)


def drop_unlikely_names(
    drafts: Sequence[RowDraft], known: frozenset[str] = frozenset()
) -> tuple[list[RowDraft], list[Decision]]:
    """Leave out the names that cannot be units, from running text and from tables alike.

    Args:
        drafts: The rows before the rules of the whole document, so that no rule makes a lead of such a name.
        known: Names that a person says are units.

    Returns:
        The rows without these names, and a decision for each that says why it was not read.
    """
    kept: list[RowDraft] = []
    decisions: list[Decision] = []
    for draft in drafts:
        faults = [
            (name, fault)
            for one in draft.lists
            for name in one.names
            if name.printed not in known and (fault := find_name_fault(name.printed)) is not None
        ]
        if faults:
            refused = {id(name) for name, _ in faults}
            lists = (
                replace(one, names=tuple(name for name in one.names if id(name) not in refused)) for one in draft.lists
            )
            decisions += [_not_read(draft, name, fault) for name, fault in faults if name.spans]
            draft = replace(draft, lists=tuple(one for one in lists if one.names))  # noqa: PLW2901
        kept.append(draft)
    return kept, decisions


def _not_read(draft: RowDraft, name: PrintedName, fault: NameFault) -> Decision:
    why = fault.value
    zh, en = f"“{name.printed}”没有读作单位", f"“{name.printed}” was not read as a unit"
    reason = Text(
        zh=f"{why.zh}。如果其中有单位，请在 tasks.csv 里补上。",
        en=f"{why.en[0].upper()}{why.en[1:]}. If it names a unit, add it in tasks.csv.",
    )
    return decide_on_row("not-read", draft, zh, en, reason, name.spans[0])


MIN_REPEATED_ROWS = 3
"""Rows that must come again, all of them in order, before they count as the same text twice."""


def drop_repeated_rows(drafts: Sequence[RowDraft]) -> tuple[list[RowDraft], list[Decision]]:
    """The rows without a second (third …) copy of all of them, and what was left out. Linear in the rows."""
    keys = [(*draft.section, draft.number, draft.part, draft.title, draft.clause) for draft in drafts]
    size = _period(keys)
    if not size:
        return list(drafts), []
    spans = drafts[size].task_spans or drafts[size].clause_spans
    if not spans:
        return list(drafts), []
    what = Text(
        zh=f"后 {len(drafts) - size} 行是前面 {size} 行的重复，没有再列",
        en=f"the last {len(drafts) - size} rows repeat the first {size} and were left out",
    )
    reason = Text(zh="同一份文件的文字在这里又出现了一遍。", en="The text of the document stands here a second time.")
    decision = Decision("repeated", what, reason, spans[0])
    return list(drafts[:size]), [decision]


def _period(keys: Sequence[tuple[str, ...]]) -> int:
    """The shortest length whose whole repetitions make up all keys, or 0."""
    divisors = (size for size in range(1, len(keys) // 2 + 1) if len(keys) % size == 0)
    size = next((size for size in divisors if keys[size:] == keys[:-size]), 0)
    return size if size >= MIN_REPEATED_ROWS else 0
