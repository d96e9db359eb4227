"""The load over the whole range of what taking part may weigh beside leading: nothing in a plan fixes that weight."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.network import ResponsibilityNetwork


@dataclass(frozen=True, slots=True)
class UnitWeighing:
    """One unit's load as two straight lines, and what holds whatever the weight.

    Its load at weight r (0 to 1) is `whole[0] + r * whole[1]` where every co-lead carries the whole (alpha 0), and
    `shared[0] + r * shared[1]` where one lead and one other share of a task are divided (alpha 1).
    `best` and `worst` are its ranks over all r in [0, 1] and both ways; `first` and `top_three` the share of that
    range, 0 to 1, in which it ranks first, or third or better. `dominated_by` counts the units with at least as many
    leads and at least as many other tasks, and more of one; `dominates` the reverse.
    """

    unit: str
    whole: tuple[float, float]
    shared: tuple[float, float]
    best: int
    worst: int
    first: float
    top_three: float
    dominated_by: int
    dominates: int


@dataclass(frozen=True, slots=True)
class Reversal:
    """Below weight `ratio` unit `a` carries more, above it unit `b`: an exact point in (0, 1)."""

    a: str
    b: str
    alpha: int
    ratio: float


@dataclass(frozen=True, slots=True)
class Weighing:
    """Every actor in printed order; the reversals among the units that are ever among the `among` busiest."""

    units: tuple[UnitWeighing, ...]
    among: int
    reversals: tuple[Reversal, ...]


def weigh(network: ResponsibilityNetwork) -> Weighing:
    """Loads, ranks and dominance over the whole range of the weight, exactly."""
    raise NotImplementedError
