"""The load over the whole range of what taking part may weigh beside leading: nothing in a plan fixes that weight."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.stats.rank_intervals import Vector, rank_lines, round_to_ties
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.plan import Role

REVERSAL_RANKS = 10
"""Reversals are told among the units that are somewhere among so many busiest."""


@dataclass(frozen=True, slots=True)
class UnitSensitivity:
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
class RankReversal:
    """Below weight `ratio` unit `a` carries more, above it unit `b`: an exact point in (0, 1)."""

    a: str
    b: str
    alpha: int
    ratio: float


@dataclass(frozen=True, slots=True)
class WeightSensitivity:
    """Every actor in printed order; the reversals among the units that are ever among the `among` busiest.

    "Ever" means over a stretch of the range, not at a single point. Reversals go by alpha, then by ratio, then in
    printed order. Where no actor leads there is nothing to weigh: the lines are then level, at all tasks.
    """

    units: tuple[UnitSensitivity, ...]
    among: int
    reversals: tuple[RankReversal, ...]


def compute_weight_sensitivity(network: ResponsibilityNetwork) -> WeightSensitivity:
    """Loads, ranks and dominance over the whole range of the weight, exactly.

    Between two weights at which lines cross no rank changes, so the crossings are all that has to be looked at.
    Ranks are 1 for the most, equal loads share the best; a rank held at a single weight counts for `best` and
    `worst`, but has no share of the range. Share of the range: rank acceptability (SMAA-2, Lahdelma & Salminen 2001)
    with every weight equally likely. Takes U^2 log U steps for U actors, and O(U) memory.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> lists = [("a", "b"), ("a", "bc"), ("b", "c"), ("c", "b")]
    >>> rows = [TaskRow("t", units=(UnitList(Role.LEAD, tuple(x)), UnitList(Role.SUPPORT, tuple(y)))) for x, y in lists]
    >>> found = compute_weight_sensitivity(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows)))
    >>> [(one.whole, one.best, one.worst, one.first) for one in found.units]
    [((2.0, 0.0), 1, 3, 0.3666666667), ((1.0, 3.0), 1, 2, 0.6333333333), ((1.0, 2.0), 2, 3, 0.0)]
    >>> [(one.a, one.b, one.alpha, round(one.ratio, 3)) for one in found.reversals]
    [('p/a', 'p/b', 0, 0.333), ('p/a', 'p/c', 0, 0.5), ('p/a', 'p/b', 1, 0.4), ('p/a', 'p/c', 1, 0.667)]
    """
    lead = network.biadjacency(Role.LEAD)
    other = network.biadjacency(Role.RESPONSIBLE, Role.SUPPORT)
    lines = [_line(lead, other, alpha) for alpha in (0, 1)]
    ranks = [rank_lines(start, slope) for start, slope in lines]
    above = _dominating(lead.sum(axis=1), other.sum(axis=1))
    inside = [
        row for row in range(len(network.actors)) if min(both.best_inside[row] for both in ranks) <= REVERSAL_RANKS
    ]
    units = tuple(
        UnitSensitivity(
            unit=unit.id,
            whole=(float(lines[0][0][row]), float(lines[0][1][row])),
            shared=(float(lines[1][0][row]), float(lines[1][1][row])),
            best=int(min(both.best[row] for both in ranks)),
            worst=int(max(both.worst[row] for both in ranks)),
            first=round(float(sum(both.first[row] for both in ranks)) / 2, 10),
            top_three=round(float(sum(both.top_three[row] for both in ranks)) / 2, 10),
            dominated_by=int(above[0][row]),
            dominates=int(above[1][row]),
        )
        for row, unit in enumerate(network.actors)
    )
    return WeightSensitivity(units, REVERSAL_RANKS, _reversals([one.unit for one in units], lines, inside))


def _line(lead: Matrix, other: Matrix, alpha: int) -> tuple[Vector, Vector]:
    """Where each unit's load starts, at weight 0, and how much it rises to weight 1."""
    start, slope = (_shares(matrix, alpha) for matrix in (lead, other))
    return (start, slope) if lead.any() else (slope, np.zeros_like(slope))


def _shares(matrix: Matrix, alpha: int) -> Vector:
    """The sum of 1 / size^alpha over each unit's tasks, by size, so that the order of the tasks does not matter."""
    sizes = matrix.sum(axis=0)
    found = np.zeros(matrix.shape[0])
    for size in np.unique(sizes[sizes > 0]):
        found += matrix[:, sizes == size].sum(axis=1) / size**alpha
    return found


def _dominating(leads: NDArray[np.int64], others: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each unit, how many have at least as much of both and more of one; and how many it is so above."""
    below, above = np.zeros_like(leads), np.zeros_like(leads)
    for row in range(leads.size):
        same = (leads == leads[row]) & (others == others[row])
        below[row] = np.count_nonzero((leads >= leads[row]) & (others >= others[row]) & ~same)
        above[row] = np.count_nonzero((leads <= leads[row]) & (others <= others[row]) & ~same)
    return below, above


def _reversals(units: list[str], lines: list[tuple[Vector, Vector]], inside: list[int]) -> tuple[RankReversal, ...]:
    found = []
    for alpha, (start, slope) in enumerate(lines):
        for place, row in enumerate(inside):
            rest = np.array(inside[place + 1 :], dtype=np.int64)
            at_zero = round_to_ties(start[row] - start[rest])
            at_one = round_to_ties(at_zero + slope[row] - slope[rest])
            crossing = np.flatnonzero(at_zero * at_one < 0)
            found += [
                (alpha, float(at_zero[one] / (at_zero[one] - at_one[one])), row, int(rest[one]), bool(at_zero[one] > 0))
                for one in crossing
            ]
    return tuple(
        RankReversal(units[row if ahead else other], units[other if ahead else row], alpha, ratio)
        for alpha, ratio, row, other, ahead in sorted(found)
    )
