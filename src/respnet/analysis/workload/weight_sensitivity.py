"""Weight sensitivity: loads, ranks and dominance over the whole range of the participation weight, exactly.

The weight says what a task without the lead counts beside one with it; no plan fixes it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.workload.workload import LOAD_TOLERANCE
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.plan import Role

Vector = NDArray[np.float64]
Counts = NDArray[np.int64]

CROSSING_DIGITS = 12
"""Crossings equal to this many decimals are one point."""


@dataclass(frozen=True, slots=True)
class LineRanks:
    """Ranks of each line over [0, 1], 1 for the highest.

    `best` and `worst` count single points too; `best_inside` is the best rank on an interval of positive width. `first`
    and `top_three` are the measures of the set of weights, 0 to 1, on which the line ranks first, or third or better.
    """

    best: Counts
    worst: Counts
    best_inside: Counts
    first: Vector
    top_three: Vector


def round_to_ties(differences: Vector) -> Vector:
    """Set differences of loads within LOAD_TOLERANCE, which are rounding errors, to 0."""
    return np.where(np.abs(differences) <= LOAD_TOLERANCE, 0.0, differences)


def rank_lines(start: Vector, slope: Vector) -> LineRanks:
    """Compute the ranks of the lines `start + r * slope` over r in [0, 1]; tied lines share the best rank.

    The number of lines above each line changes only at crossings and is updated from one crossing to the next.

    Args:
        start: Values at r = 0, shape (lines,).
        slope: Slopes, shape (lines,).

    Returns:
        Rank intervals, arrays of shape (lines,).

    >>> found = rank_lines(np.array([2.0, 1.0, 0.0]), np.array([0.0, 2.0, 2.0]))
    >>> found.best.tolist(), found.worst.tolist(), found.first.tolist()
    ([1, 1, 2], [2, 2, 3], [0.5, 0.5, 0.0])
    """
    size = start.size
    best, worst, inside = (np.ones(size, dtype=np.int64) for _ in range(3))
    first, top_three = np.zeros(size), np.zeros(size)
    for line in range(size):
        points, stretches, widths = _count_lines_above(start - start[line], slope - slope[line])
        best[line] += min(points.min(), stretches.min())
        worst[line] += max(points.max(), stretches.max())
        inside[line] += stretches.min()
        first[line] = widths[stretches < 1].sum()
        top_three[line] = widths[stretches < 3].sum()
    return LineRanks(best, worst, inside, first, top_three)


def _count_lines_above(start: Vector, slope: Vector) -> tuple[Counts, Counts, Vector]:
    """Count the lines above 0 at r = 0, each crossing and r = 1, and on each interval; and the interval widths."""
    at_zero = round_to_ties(start)
    at_one = round_to_ties(at_zero + slope)
    crosses = at_zero * at_one < 0
    where = at_zero[crosses] / (at_zero[crosses] - at_one[crosses])
    rises = at_one[crosses] > 0
    places, group = np.unique(where.round(CROSSING_DIGITS), return_inverse=True)
    rising = np.bincount(group[rises], minlength=places.size)
    falling = np.bincount(group[~rises], minlength=places.size)
    at_first = np.count_nonzero((at_zero > 0) | ((at_zero == 0) & (at_one > 0)))
    stretches = at_first + np.concatenate(([0], np.cumsum(rising - falling)))
    points = np.concatenate(([np.count_nonzero(at_zero > 0)], stretches[:-1] - falling, [np.count_nonzero(at_one > 0)]))
    return points, stretches, np.diff(np.concatenate(([0.0], places, [1.0])))


REVERSAL_RANKS = 10
"""Reversals are listed among the units that rank this high at some weight."""


@dataclass(frozen=True, slots=True)
class UnitSensitivity:
    """Load of one unit as two straight lines, with its rank interval and dominance.

    Its load at weight r (0 to 1) is `whole[0] + r * whole[1]` where every co-lead carries the whole task (alpha 0), and
    `shared[0] + r * shared[1]` where a task is divided among its leads and among its other units (alpha 1). `best` and
    `worst` are its ranks over all r in [0, 1] and both alphas; `first` and `top_three` the shares of that range, 0 to
    1, in which it ranks first, or third or better. `dominated_by` counts the units with at least as many leads and at
    least as many other tasks, and more of one; `dominates` the reverse.
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
    """Rank reversal: unit `a` has the higher load below weight `ratio`, an exact point in (0, 1), `b` above it."""

    a: str
    b: str
    alpha: int
    ratio: float


@dataclass(frozen=True, slots=True)
class WeightSensitivity:
    """Sensitivity of every actor in printed order, and the reversals among the units ever among the `among` busiest.

    "Ever" means over an interval of the weight, not at a single point. Reversals are sorted by alpha, ratio and printed
    order. Where no actor leads there is nothing to weigh: the lines are constant, at all tasks.
    """

    units: tuple[UnitSensitivity, ...]
    among: int
    reversals: tuple[RankReversal, ...]


def compute_weight_sensitivity(network: ResponsibilityNetwork) -> WeightSensitivity:
    """Compute loads, ranks and dominance over the whole range of the weight, exactly.

    Ranks change only at crossings of the load lines, so only these are evaluated. Ranks are 1 for the most, ties share
    the best; a rank held at a single weight counts for `best` and `worst`, but has no share of the range. The share of
    the range is the rank acceptability index (SMAA-2, Lahdelma & Salminen 2001) under a uniform weight. O(U^2 log U)
    time and O(U) memory for U actors.

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
    lines = [_build_load_lines(lead, other, alpha) for alpha in (0, 1)]
    ranks = [rank_lines(start, slope) for start, slope in lines]
    above = _count_dominance(lead.sum(axis=1), other.sum(axis=1))
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
    return WeightSensitivity(units, REVERSAL_RANKS, _find_reversals([one.unit for one in units], lines, inside))


def _build_load_lines(lead: Matrix, other: Matrix, alpha: int) -> tuple[Vector, Vector]:
    """Compute each unit's load at weight 0 and its slope."""
    start, slope = (_sum_shares(matrix, alpha) for matrix in (lead, other))
    return (start, slope) if lead.any() else (slope, np.zeros_like(slope))


def _sum_shares(matrix: Matrix, alpha: int) -> Vector:
    """Sum 1 / size^alpha over each unit's tasks, grouped by size so that the order of the tasks does not matter."""
    sizes = matrix.sum(axis=0)
    found = np.zeros(matrix.shape[0])
    for size in sorted(set(sizes[sizes > 0].tolist())):  # np.unique would import numpy.ma, at 9 ms
        found += matrix[:, sizes == size].sum(axis=1) / size**alpha
    return found


def _count_dominance(
    leads: NDArray[np.int64], others: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count the units that dominate each unit, and those it dominates."""
    below, above = np.zeros_like(leads), np.zeros_like(leads)
    for row in range(leads.size):
        same = (leads == leads[row]) & (others == others[row])
        below[row] = np.count_nonzero((leads >= leads[row]) & (others >= others[row]) & ~same)
        above[row] = np.count_nonzero((leads <= leads[row]) & (others <= others[row]) & ~same)
    return below, above


def _find_reversals(
    units: list[str], lines: list[tuple[Vector, Vector]], inside: list[int]
) -> tuple[RankReversal, ...]:
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
