"""A row in the making, the same from running text and from tables, before the rules of the whole document."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from respnet.core.plan import Origin
from respnet.intake.builder import TaskRow

if TYPE_CHECKING:
    from respnet.core.plan import Role
    from respnet.intake.builder import UnitList
    from respnet.intake.language.normalize import Span
    from respnet.intake.language.riders import RiderKind
    from respnet.intake.language.unit_list import NameExpansion


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A unit as printed (without notes that are no part of it), folded for comparing, and where it stands."""

    printed: str
    folded: str
    spans: tuple[Span, ...]
    first_phrase: bool = False
    mark: str = ""
    """The signs around the printed name (*, ★) that a note of the document may explain."""


@dataclass(frozen=True, slots=True)
class UnitListDraft:
    """One printed list under one role; `word` is the printed role word."""

    role: Role
    word: str
    names: tuple[PrintedName, ...]
    open: bool
    origin: Origin = Origin.PRINTED


@dataclass(frozen=True, slots=True)
class RiderDraft:
    """A rider of a clause or a sentence of the text: what it says, its words, its place and the units it carries."""

    kind: RiderKind
    text: str
    spans: tuple[Span, ...]
    names: tuple[PrintedName, ...] = ()
    word: str = ""
    """The alias, or the mark, number or role word of those that lead."""


@dataclass(frozen=True, slots=True)
class RowDraft(TaskRow):
    """One row: what is printed, with the places it came from. `at` orders rows by block and offset.

    Its `lists` become `units` by the rules of the whole document; `row` is set in tables that a spreadsheet counts.
    """

    at: tuple[int, int] = (0, 0)
    lists: tuple[UnitListDraft, ...] = ()
    fuller: tuple[NameExpansion, ...] = ()
    riders: tuple[RiderDraft, ...] = ()
    folded: str = ""
    section_wide: bool = False
    task_spans: tuple[Span, ...] = ()
    clause_spans: tuple[Span, ...] = ()
    role_spans: tuple[Span, ...] = ()
    persons: tuple[tuple[str, Span], ...] = ()
    unread: tuple[tuple[str, Span], ...] = ()
    """Words of its clauses that were not read as units, each with its place, as each person has one."""


def build_task_row(draft: RowDraft, units: tuple[UnitList, ...], targets: tuple[str, ...]) -> TaskRow:
    """Build the row of a plan from a draft.

    Args:
        draft: The row as it was read.
        units: Its lists of units after the rules of the document.
        targets: Its targets.
    """
    same: dict[str, Any] = {one.name: getattr(draft, one.name) for one in fields(TaskRow) if one.name not in _GIVEN}
    return TaskRow(units=units, targets=targets, **same)


_GIVEN = ("units", "targets")
