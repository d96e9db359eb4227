"""From a draft to what the page of a plan under check shows: blocks with marks, rows, questions, history."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from respnet.core.i18n import Text, format_count, join_sentences
from respnet.core.lookup import match_key
from respnet.intake.documents.document import Paragraph
from respnet.intake.language.normalize import Span
from respnet.workspace.draft import FACT_FIELDS
from respnet.workspace.state import (
    FACT_NAMES,
    BlockState,
    CellState,
    Fact,
    Mark,
    RowState,
    UnitEntry,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from respnet.intake.documents.document import Block
    from respnet.intake.hints import HintState
    from respnet.intake.language.extraction import Extraction
    from respnet.workspace.draft import DraftRow, PlanDraft, StepOutcome
    from respnet.workspace.state import Question

_Place = tuple[int, int, int]


class DocumentMarks:
    """The blocks of one reading with their marks, and the row of each place.

    Args:
        extraction: The reading.
        keys: Keys of its rows, in order.
    """

    def __init__(self, extraction: Extraction, keys: Sequence[str]) -> None:
        self.document = extraction.document
        self._marks: defaultdict[_Place, list[Mark]] = defaultdict(list)
        self._starts: defaultdict[_Place, list[tuple[int, str]]] = defaultdict(list)
        self._lines: dict[tuple[int, int], str] = {}
        self.places: dict[str, Span] = {}
        for mark in extraction.marks:
            span, key = mark.span, keys[mark.row]
            self._marks[span.block, span.row, span.column].append(Mark(span.start, span.end, mark.what, key))
            if mark.what == "task" or key not in self.places:
                self.places.setdefault(key, span)
            self._starts[span.block, span.row, span.column].append((span.start, key))
            if span.row >= 0:
                self._lines.setdefault((span.block, span.row), key)
        for starts in self._starts.values():
            starts.sort()
        self._plain = [self._build(at, block, {}) for at, block in enumerate(self.document.blocks)]

    def find_row(self, span: Span) -> str:
        """Find the key of the row that a place, or another cell of its line, was read into; empty if into none."""
        starts = self._starts.get((span.block, span.row, span.column), [])
        at = bisect_right(starts, (span.end, ""))
        return starts[at - 1][1] if at else self._lines.get((span.block, span.row), "")

    def build_blocks(self, questions: Sequence[Question]) -> tuple[BlockState, ...]:
        """Build the blocks, with the marks of what is asked; blocks without such marks are the same each time."""
        asked: defaultdict[_Place, list[Mark]] = defaultdict(list)
        for question in questions:
            for one in question.places:
                if one.place and one.place.end > one.place.start:
                    key = (one.place.block, one.place.row, one.place.column)
                    asked[key].append(Mark(one.place.start, one.place.end, "question", one.row))
        blocks = list(self._plain)
        for at in {key[0] for key in asked}:
            blocks[at] = self._build(at, self.document.blocks[at], asked)
        return tuple(blocks)

    def _build(self, at: int, block: Block, asked: Mapping[_Place, list[Mark]]) -> BlockState:
        def marks(row: int = -1, column: int = -1) -> tuple[Mark, ...]:
            key = (at, row, column)
            return (*self._marks.get(key, ()), *asked.get(key, ()))

        if isinstance(block, Paragraph):
            return BlockState(block.text, block.source, block.number, block.heading, marks())
        cells = tuple(
            tuple(
                CellState(cell.text, cell.source, cell.rows, cell.columns, marks(row, column))
                for column, cell in enumerate(line)
            )
            for row, line in enumerate(block.rows)
        )
        return BlockState("", block.source, cells=cells)


def build_row_state(row: DraftRow, unsure: frozenset[str], spellings: Mapping[str, str]) -> RowState:
    """Build what is shown of a row.

    Args:
        row: The row.
        unsure: Names that something is asked about.
        spellings: For other spellings of a unit, its name.
    """
    task = row.task
    units = tuple(
        UnitEntry(one.role, name, one.origin, name in unsure, spellings.get(name, ""))
        for one in task.units
        for name in one.names
    )
    printed = ("number", "part", "title", "section", "deadline", "targets", "text")
    same: dict[str, Any] = {name: getattr(task, name) for name in printed}
    open_roles = tuple(dict.fromkeys(one.role for one in task.units if one.open))
    return RowState(row.key, **same, units=units, open_roles=open_roles, place=row.place, checked=row.checked)


def build_facts(draft: PlanDraft) -> tuple[Fact, ...]:
    """Build the facts, each with the paragraph that states it, if one does in the same words."""
    found = []
    for name in FACT_NAMES:
        value = getattr(draft.facts, FACT_FIELDS[name])
        found.append(Fact(name, value, _find_text(value, draft.marks) if value and draft.marks else None))
    return tuple(found)


def _find_text(value: str, marks: DocumentMarks) -> Span | None:
    wanted = match_key(value)
    for at, block in enumerate(marks.document.blocks[:80]):
        if isinstance(block, Paragraph) and wanted in match_key(block.text):
            start = max(0, block.text.find(value))
            return Span(at, start, start + len(value) if value in block.text else len(block.text))
    return None


_STATE_WORDS = {
    "taken": Text(zh="采用", en="taken in"),
    "moved": Text(zh="采用但位置有变", en="taken in at a moved place"),
    "already": Text(zh="原文已是如此", en="already so"),
    "contradicted": Text(zh="与新文件不一致", en="contradicted"),
    "orphaned": Text(zh="找不到原处", en="without their place"),
    "idle": Text(zh="没有用到", en="without use"),
}


def name_state(state: HintState) -> Text:
    """Say in a word what became of a step."""
    return _STATE_WORDS[state]


def describe_outcomes(outcomes: Sequence[StepOutcome]) -> Text | None:
    """Say in one sentence what became of all steps in the last reading; None if there were none."""
    if not outcomes:
        return None
    counts = [(sum(one.state == state for one in outcomes), words) for state, words in _STATE_WORDS.items()]
    zh = "、".join(f"{count} 步{words.zh}" for count, words in counts if count)
    en = ", ".join(f"{count} {words.en}" for count, words in counts if count)
    return Text(
        zh=f"现有的 {len(outcomes)} 步更正：{zh}。",
        en=f"Of {format_count(len(outcomes), 'step', 'steps')} so far: {en}.",
    )


def describe_check(draft: PlanDraft) -> Text | None:
    """Say who checked the plan and when, and what was changed since; None while nobody has."""
    entry = draft.checked_by
    if entry is None:
        return None
    by, day, note = entry.parameters.get("by", ""), entry.at[:10], entry.parameters.get("note", "")
    since = draft.edits_since_check
    said = [Text(zh=f"{by or '有人'}于 {day} 核对", en=f"Checked by {by or 'somebody'} on {day}")]
    if note:
        said.append(Text(zh=f"（{note}）", en=f"({note})"))
    if since:
        said.append(
            Text(zh=f"，之后又改动 {since} 处", en=f"and changed in {format_count(since, 'place', 'places')} since")
        )
    if entry.doc != draft.reading[0]:
        said.append(Text(zh="，之后换了新的文件", en="and given a newer document since"))
    return join_sentences(said)
