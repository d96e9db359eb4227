"""State of a plan while it is checked: the document with its marks, its rows, and what is still to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from respnet.core.i18n import Text
    from respnet.core.plan import Origin, Role
    from respnet.intake.language.normalize import Span

FactName = Literal["title", "area", "issuer", "number", "date"]
FACT_NAMES: tuple[FactName, ...] = ("title", "area", "issuer", "number", "date")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the plan as a whole; `place` says where the document states it."""

    name: FactName
    value: str
    place: Span | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Stretch of a block or cell that a row was read from, or (`question`) that something is asked about.

    `row` is the key of the row; empty for a question that concerns none.
    """

    start: int
    end: int
    kind: Literal["task", "clause", "unit", "role", "question"]
    row: str = ""


@dataclass(frozen=True, slots=True)
class CellState:
    """Cell of a table of the document."""

    text: str
    source: str
    rows: int = 1
    columns: int = 1
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockState:
    """Paragraph of the document, or one of its tables (`cells`)."""

    text: str
    source: str
    number: str = ""
    heading: int = 0
    marks: tuple[Mark, ...] = ()
    cells: tuple[tuple[CellState, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """Unit of a row as it is printed there; `unit` is its own name where that is another."""

    role: Role
    name: str
    origin: Origin
    unsure: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class RowState:
    """Task as it stands now.

    `key` names the row in decisions: it has no blank and stays the same while number, part, section and title do.
    """

    key: str
    number: str
    part: str
    title: str
    section: tuple[str, ...] = ()
    units: tuple[UnitEntry, ...] = ()
    deadline: str = ""
    targets: tuple[str, ...] = ()
    text: str = ""
    open_roles: tuple[Role, ...] = ()
    place: Span | None = None
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """Answer to a question: what its button says, and the decision that it makes."""

    label: Text
    op: str
    parameters: Mapping[str, object] = field(hash=False)
    anchor: Span | None = None


@dataclass(frozen=True, slots=True)
class QuestionPlace:
    """Place that a question is about."""

    what: Text
    place: Span | None = None
    row: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to look at, asked once for all places that it concerns for the same reason."""

    key: str
    kind: str
    sentence: Text
    reason: Text
    places: tuple[QuestionPlace, ...] = ()
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Line of the history: what was decided, by whom, and whether it has been undone since, or cannot be."""

    n: int
    at: str
    by: str
    sentence: Text
    undone: bool = False
    undoable: bool = True


@dataclass(frozen=True, slots=True)
class State:
    """Everything that the page of a plan under check shows. `checked` is who checked it and when, in words.

    `title` is the name of its document where the plan has none.
    """

    version: int
    title: str
    facts: tuple[Fact, ...]
    blocks: tuple[BlockState, ...]
    rows: tuple[RowState, ...]
    questions: tuple[Question, ...]
    history: tuple[Step, ...] = ()
    outcomes: Text | None = None
    checked: Text | None = None
    facts_seen: bool = False
