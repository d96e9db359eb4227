"""From what a plan folder holds and the steps of its journal to its draft."""

from __future__ import annotations

import sys
import unicodedata
from dataclasses import asdict, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from respnet.core.errors import InputError, RespnetError
from respnet.core.i18n import Text
from respnet.core.installation import get_version
from respnet.workspace.decision import HINT_OPS
from respnet.workspace.draft import PlanDraft, StepOutcome
from respnet.workspace.plan_state import DocumentMarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from respnet.intake.anchors import DocumentText
    from respnet.intake.hints import Hint
    from respnet.intake.language.extraction import Extraction
    from respnet.workspace.journal import Entry
    from respnet.workspace.reading import Reading

REREAD = "reread"
"""Operation of the line that says which document the plan is read from, or which tables it began with."""
NOT_KNOWN = Text(zh="这一步不认得，没有采用", en="this step is not known, and nothing was done for it")


class DocumentSource:
    """A document as it was read: drafts of it are made with hints to the reader and steps on its rows."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.source_file = ""
        self._started: tuple[Extraction, PlanDraft] | None = None

    def build(self, entries: Iterable[Entry]) -> PlanDraft:
        """Build the draft that the steps make."""
        from respnet.workspace.reading import read_with_hints

        hints: list[tuple[Entry, Hint]] = []
        steps: list[Entry] = []
        lost: list[StepOutcome] = []
        for entry in entries:
            if entry.op not in HINT_OPS:
                steps.append(entry)
                continue
            try:
                hints.append((entry, make_hint(entry)))
            except (RespnetError, AttributeError, KeyError, TypeError, ValueError):
                lost.append(StepOutcome(entry.n, "orphaned", NOT_KNOWN))
        read = read_with_hints(self.reading, tuple(hint for _, hint in hints))
        draft = self._start(read)
        draft.outcomes = lost
        for (entry, _), outcome in zip(hints, read.extraction.outcomes, strict=True):
            draft.outcomes.append(StepOutcome(entry.n, outcome.state, outcome.reason))
            draft.note(entry)
        return apply_steps(draft, steps)

    def _start(self, read: Reading) -> PlanDraft:
        """The draft of a reading before the first step on its rows; that of the last reading is kept for an undo."""
        found = read.extraction
        if self._started is None or self._started[0] is not found:
            draft = PlanDraft(found.facts, found.rows, found.records, reading=(read.digest, get_version("respnet")))
            draft.read, draft.marks = read, DocumentMarks(found, tuple(draft.rows))
            for key, place in draft.marks.places.items():
                draft.rows[key] = replace(draft.rows[key], place=place)
            self._started = found, draft
        return self._started[1].copy()

    @cached_property
    def _text(self) -> DocumentText:
        from respnet.intake.anchors import DocumentText

        return DocumentText(self.reading.extraction.document)

    def quote(self, op: str, anchor: Mapping[str, int]) -> dict[str, Any]:
        """Make the quote of a place of the document, by which it is found in another reading.

        Args:
            op: Operation of the step: a task's beginning is quoted by its first words.
            anchor: Block, row and column, and `start` to `end` in its text; `end` in `end_block` if there is one.

        Raises:
            InputError: There is no such place.
        """
        text, block, cell = self._text, anchor["block"], (anchor["row"], anchor["column"])
        try:
            first = text.fold_place(block, anchor["start"], *cell) if anchor["start"] > 0 else text.starts[block, *cell]
            end = text.fold_place(anchor.get("end_block", block), anchor["end"], *cell)
            if op == "begin":  # as many words of the task as are there
                end = min(first + BEGIN_WORDS, text.fold_place(block, sys.maxsize, *cell))
        except (IndexError, KeyError):
            raise InputError(
                zh="文中没有这个位置。请重新打开这份方案，再选一次。",
                en="The document has no such place. Open the plan again and choose it once more.",
            ) from None
        return asdict(text.quote_range(first, max(first, end)))


BEGIN_WORDS = 24
"""Folded characters by which the beginning of a task is found again."""


class TableSource:
    """Tables of a plan that has no document.

    Args:
        folder: The plan folder.
        base: The tables as they were before the first step; None before it.
    """

    def __init__(self, folder: Path, base: Path | None) -> None:
        from respnet.intake.read import read_folder_tables

        facts, tasks, units, _ = read_folder_tables(base or folder)
        name = unicodedata.normalize("NFC", folder.resolve().name) or "plan"
        self._facts, self._rows, self._records = replace(facts.facts, name=name), tasks.rows, units.records
        self.source_file, self._digest = facts.source_file, base.name if base else ""
        if facts.source_file:
            from respnet.intake.folder.source_document import add_source_texts

            self._rows, _ = add_source_texts(folder, facts.source_file, tasks.rows)

    def build(self, entries: Iterable[Entry]) -> PlanDraft:
        """Build the draft that the steps make."""
        given = (self._digest, get_version("respnet"))
        return apply_steps(PlanDraft(self._facts, self._rows, self._records, reading=given), entries)


def apply_steps(draft: PlanDraft, entries: Iterable[Entry]) -> PlanDraft:
    """Apply steps in their order; one that is not known stops nobody.

    Args:
        draft: The draft, which is changed.
        entries: The steps that hold.
    """
    for entry in entries:
        if entry.op != REREAD:
            try:
                draft.apply(entry)
                draft.note(entry)
            except (RespnetError, AttributeError, KeyError, TypeError, ValueError):  # a line that another program wrote
                draft.outcomes.append(StepOutcome(entry.n, "orphaned", NOT_KNOWN))
    return draft


def make_hint(entry: Entry) -> Hint:
    """Make the hint to the reader of a step.

    Raises:
        InputError: The step is no hint.
    """
    from respnet.intake.hints import parse_hint

    quote = (entry.anchor or {}).get("quote")
    return parse_hint({**entry.parameters, "kind": entry.op, "quote": quote, "row": entry.row})
