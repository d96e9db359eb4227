"""Result of an extraction: the rows, and the decisions beyond the letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

# Decisions are kept as JSON, and read back by the types of their fields.
from respnet.core.i18n import Text
from respnet.core.problems import Problem
from respnet.intake.language.normalize import Span

if TYPE_CHECKING:
    from respnet.intake.builder import PlanFacts, TaskRow, UnitRecord
    from respnet.intake.documents.document import Document
    from respnet.intake.hints import HintOutcome

__all__ = ["Decision", "DecisionKind", "Extraction", "MarkKind", "SourceMark", "Span"]

DecisionKind = Literal[
    "convention",
    "inherited",
    "expanded",
    "section-wide",
    "alias",
    "no-clause",
    "not-read",
    "person",
    "no-role",
    "guidance",
    "repeated",
    "table",
]
MarkKind = Literal["task", "clause", "unit", "role"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing decided beyond the letter of the document: what, why, and where it can be checked."""

    kind: DecisionKind
    what: Text
    reason: Text
    place: Span
    problem: Problem | None = None
    """Message of the check on a cell or column, where there is more to say than `what` and `reason`."""


@dataclass(frozen=True, slots=True)
class SourceMark:
    """A stretch of the document that a row was read from; `row` is its place in `Extraction.rows`, from 0."""

    span: Span
    what: MarkKind
    row: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one document. `rows` and `records` go into `respnet.intake.builder.build_plan`."""

    document: Document
    facts: PlanFacts
    rows: tuple[TaskRow, ...]
    records: tuple[UnitRecord, ...]
    decisions: tuple[Decision, ...]
    marks: tuple[SourceMark, ...]
    outcomes: tuple[HintOutcome, ...] = ()
    """What became of each hint, in the order in which they were given."""
