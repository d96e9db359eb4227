"""Rules over all rows: names that can be no unit, a deadline for the tasks above it, a text that stands twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from respnet.core.i18n import Text
from respnet.core.name_guard import NameFault, find_name_fault
from respnet.intake.clauses.conventions import decide_on_row
from respnet.intake.language.extraction import Decision
from respnet.intake.language.lexicon import ABOVE_DEADLINE_PATTERN
from respnet.intake.language.normalize import collapse_whitespace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.language.normalize import TextStream
    from respnet.intake.language.row_draft import PrintedName, RowDraft


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


MIN_REPEATED_ROWS = 3
"""Rows that must come again, all of them in order, before they count as the same text twice."""


def drop_repeated_rows(drafts: Sequence[RowDraft]) -> tuple[list[RowDraft], list[Decision]]:
    """The rows without a second (third …) copy of all of them, and what was left out. Linear in the rows."""
    keys = [(*draft.section, draft.number, draft.part, draft.title, draft.clause) for draft in drafts]
    size = _period(keys)
    if not size:
        return list(drafts), []
    again = drafts[size]
    spans = again.task_spans or again.clause_spans
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
