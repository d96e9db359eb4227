"""Exact rank intervals of straight lines over [0, 1], from all their crossings instead of a grid of weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.workload.weighting_schemes import LOAD_TOLERANCE

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
