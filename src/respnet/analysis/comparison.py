"""Two plans or two versions of one: which tasks and assignments stayed, came, went or changed their role."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from respnet.network import ResponsibilityNetwork


class Change(StrEnum):
    """What became of a unit's part in a task."""

    KEPT = "kept"
    NEW = "new"
    GONE = "gone"
    ROLE = "role"


class Match(StrEnum):
    """On what ground two tasks are taken for the same."""

    NUMBER = "number"
    LIKENESS = "likeness"


@dataclass(frozen=True, slots=True)
class TaskMatch:
    """A task of the old plan and one of the new (ids); `likeness` is 0.5 Jaccard of the titles' character pairs +
    0.5 Jaccard of the units, 0 to 1."""

    old: str
    new: str
    by: Match
    likeness: float


@dataclass(frozen=True, slots=True)
class AssignmentChange:
    """One unit's part in one matched task, or in an unmatched one. Unit by canonical name; roles "" where none."""

    unit: str
    old_task: str
    new_task: str
    change: Change
    old_role: str
    new_role: str


@dataclass(frozen=True, slots=True)
class UnitChange:
    """One unit (canonical name) in both plans: counts, shares of each plan (0 to 1), rank by leads (None: absent)."""

    unit: str
    old_leads: int
    new_leads: int
    old_total: int
    new_total: int
    old_share: float
    new_share: float
    old_rank: int | None
    new_rank: int | None


@dataclass(frozen=True, slots=True)
class Structure:
    """A measure of the whole in both plans (`what` is a key of STRUCTURE_WORDS); None where it does not apply."""

    what: str
    old: float | None
    new: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that changed. Jaccard values: what both share / what either has, over (unit, matched task) pairs:
    with the role, leads only, and whatever the role. `tau` is Kendall's tau-b of the units' leads in both plans."""

    matches: tuple[TaskMatch, ...]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    assignments: tuple[AssignmentChange, ...]
    jaccard_roles: float | None
    jaccard_leads: float | None
    jaccard_any: float | None
    units: tuple[UnitChange, ...]
    tau: float | None
    gini_difference: float | None
    gini_p: float | None
    structure: tuple[Structure, ...]


def compare(old: ResponsibilityNetwork, new: ResponsibilityNetwork, *, seed: int, permutations: int = 2_000) -> Comparison:
    """Compare two plans."""
    raise NotImplementedError
