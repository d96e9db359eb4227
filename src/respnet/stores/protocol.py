"""Protocol of a store: values, rows, and the summaries of loads, plans and versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from respnet.core.plan import Plan

CypherValue = str | int | float | bool | None | list[str] | list[int] | list[float]


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """Result of a load: counts of the stored plan, and `replaced` if one was there; `unchanged` if it was this one."""

    plan: str
    units: int
    tasks: int
    assignments: int
    replaced: bool
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """Entry of a store's list of plans: `loaded` is the version's date, `versions` the number of former ones.

    `year` is that in which the plan was issued, else published; empty if neither is known.
    """

    id: str
    title: str
    tasks: int
    loaded: str = ""
    versions: int = 0
    area: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """Entry of a plan's history: a former version, its date (empty where none was given) and its size."""

    id: str
    loaded: str
    tasks: int
    assignments: int


@dataclass(frozen=True, slots=True)
class ResultSet:
    """Result of a query: column names, and rows in the statement's order."""

    columns: tuple[str, ...]
    rows: tuple[tuple[CypherValue, ...], ...]


QueryRequest = tuple[str, Mapping[str, CypherValue]]
"""A statement with its parameters."""

DatedPlans = Sequence[tuple[Plan, str]]
"""Plans with the dates of these versions; an empty date is not known."""

FindingLinks = Mapping[str, Sequence[dict[str, CypherValue]]]
"""Findings as rows, by relationship type."""

LoadProgress = Callable[[str], None]
"""Hears the id of each plan before it is written."""
