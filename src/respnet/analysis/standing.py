"""What a unit's position says beyond its number of tasks, and how firmly its rank stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from respnet.network import ResponsibilityNetwork
from respnet.words import Text


class Shaking(StrEnum):
    """Four ways in which the record could have been a little different."""

    ONE_TASK_LESS = "one-task-less"
    TASKS_REDRAWN = "tasks-redrawn"
    TWO_TASKS_MORE = "two-tasks-more"
    LINES_MOVED = "lines-moved"


@dataclass(frozen=True, slots=True)
class RankRange:
    """The ranks a unit takes in a measure when the record is shaken: the middle 95 % from `low` to `high` (1 is
    first), and the share of repetitions, 0 to 1, in which it is first (or level with the first)."""

    measure: str
    shaking: Shaking
    low: int
    high: int
    first: float


@dataclass(frozen=True, slots=True)
class Beyond:
    """A measure against plans with the same margins: what they give on average, how far this is from it.

    `z` is None where the null does not vary. `p` is two-sided, 2 min((1+#>=)/(1+n), (1+#<=)/(1+n)), at most 1.
    """

    measure: str
    value: float
    expected: float
    z: float | None
    p: float


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """One unit's position given its volume, and its rank ranges: one each measure and shaking."""

    unit: str
    beyond: tuple[Beyond, ...]
    ranges: tuple[RankRange, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The standing of every actor, in printed order. Ranges are robustness ranges, no confidence intervals."""

    null_draws: int
    repetitions: int
    rounds: int
    burn_in: int
    seed: int
    units: tuple[UnitStanding, ...]
    approximation: Text | None


def standing(network: ResponsibilityNetwork, *, null_draws: int, seed: int) -> Standing:
    """The standing of every actor in degree, closeness, harmonic closeness and unit-to-unit betweenness."""
    raise NotImplementedError
