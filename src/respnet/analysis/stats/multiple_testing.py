"""Multiple testing: Benjamini–Hochberg corrections (plain, discrete), min-p, critical p-values, testable pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from respnet.analysis.nulls.pair_null import Counts, PairNullModel, Vector
from respnet.analysis.stats.sparse_counts import count_common
from respnet.core.network import Matrix

SIGNIFICANCE_LEVEL = 0.05
"""Level of every test, and the false discovery rate of corrected p-values."""
ROUNDING = 1e-9
"""Relative difference up to which two p-values are equal: they come from sums in another order."""


def benjamini_hochberg(p: Vector, family: int | None = None) -> Vector:
    """Adjust p-values for multiple comparisons, controlling the false discovery rate (Benjamini & Hochberg 1995).

    Args:
        p: p-values, shape (n,).
        family: Number of comparisons, at least n; those without a p-value here have p = 1. None for n.

    Returns:
        Adjusted p-values, at most 1.

    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03, 1.0])).round(4).tolist()
    [0.04, 0.0533, 0.0533, 1.0]
    >>> benjamini_hochberg(np.array([0.01, 0.04]), 4).round(4).tolist()
    [0.04, 0.08]
    """
    order = np.argsort(p, kind="stable")
    scaled = p[order] * (p.size if family is None else family) / np.arange(1, p.size + 1)
    corrected = np.empty_like(p)
    corrected[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return corrected


def count_as_extreme(drawn: Vector, observed: Vector, tolerance: float = 0.0) -> Counts:
    """Count the draws whose smallest upper tail over several statistics is at most that of each observation (min-p).

    Westfall & Young 1993: looking at many statistics of the same draws needs no other correction.

    Args:
        drawn: Statistics under the null, statistics x draws.
        observed: Statistics of the observations, statistics x observations.
        tolerance: Values closer than this are equal.

    Returns:
        Draws as extreme, shape (observations,).

    >>> count_as_extreme(np.array([[1.0, 2, 3, 4], [4.0, 1, 2, 3]]), np.array([[4.0, 3], [3.0, 0]])).tolist()
    [2, 3]
    """
    draws = drawn.shape[1]
    tails, own = np.full(draws, draws), np.full(observed.shape[1], draws)
    for values, seen in zip(drawn, observed, strict=True):
        order = np.argsort(values)
        rising = values[order]
        fresh = np.concatenate([[True], np.diff(rising) > tolerance])
        first = np.maximum.accumulate(np.where(fresh, np.arange(draws), 0))
        tails[order] = np.minimum(tails[order], draws - first)
        own = np.minimum(own, draws - np.searchsorted(rising, seen - tolerance))
    return np.searchsorted(np.sort(tails), own, side="right")


@dataclass(frozen=True, slots=True)
class StepUp:
    """Step-up rule of the Benjamini–Hochberg correction for p-values that can only come from `points`.

    `sums` is, at each point, the number of false rejections expected there in the family; with no points (p-values
    continuous) that number is family * p. A rule with points rejects nothing above the last of them.
    """

    family: int
    points: Vector | None = None
    sums: Vector | None = None

    @classmethod
    def discrete(cls, tails: Sequence[Vector], number: Counts, continuous: Vector | None = None) -> StepUp:
        """Build the discrete rule (DBH step-up: Döhler, Durand & Roquain 2018, doi 10.1214/18-EJS1441).

        Benjamini–Hochberg takes each p-value for a continuous one. Here each hypothesis counts with F(t), the largest
        p-value up to t that it can have: tau is the largest t with sum F(t) / (1 - F(t)) <= level * family, and the
        expected false rejections up to t are sum F(t) / (1 - F(tau)).

        Args:
            tails: p-values that each kind of hypothesis can have, ascending, the last 1.
            number: Hypotheses of each kind, shape (kinds,).
            continuous: p-values of further hypotheses, which can have any: F(t) = t.

        Returns:
            The rule.

        >>> rule = StepUp.discrete([np.array([0.02, 1.0]), np.array([0.3, 1.0])], np.array([1, 9]))
        >>> rule.adjust(np.array([0.02, 0.3, 1.0])).round(4).tolist(), StepUp(10).adjust(np.array([0.02])).tolist()
        ([0.0204, 1.0, 1.0], [0.2])
        """
        free = np.zeros(0) if continuous is None else continuous
        values, sizes = np.concatenate([*tails, [1.0]])[:-1], np.array([tail.size for tail in tails], dtype=np.int64)
        points = np.unique(np.concatenate([values, free, [1.0]]))
        near = points * (1 + ROUNDING)
        kind = np.repeat(np.arange(sizes.size), sizes)
        before = np.append(0.0, values)[:-1] * (np.diff(kind, prepend=-1) == 0)
        order = np.argsort(values, kind="stable")
        reached = np.searchsorted(values[order], near, side="right")

        def add_up(steps: Vector) -> Vector:  # F rises in steps, all of them sorted once
            return np.append(0.0, np.cumsum((number[kind] * steps)[order]))[reached]

        def compute_odds(f: Vector) -> Vector:
            return np.divide(f, 1 - f, out=np.full_like(f, np.inf), where=f < 1 - ROUNDING)

        family = int(number.sum()) + free.size
        full = before >= 1 - ROUNDING  # from infinity to infinity is no rise
        rises = np.where(full, 0.0, compute_odds(values) - compute_odds(np.where(full, 0.0, before)))
        odds = add_up(rises) + (free.size * compute_odds(points) if free.size else 0.0)
        held = int(np.count_nonzero(odds <= SIGNIFICANCE_LEVEL * family)) if family else 0
        if not held:
            return cls(family, np.zeros(0), np.zeros(0))
        last = np.zeros(sizes.size)
        np.maximum.at(last, kind, np.where(values <= near[held - 1], values, 0.0))
        sums = add_up((values - before) / (1 - last[kind])) + free.size * points / (1 - points[held - 1])
        return cls(family, points[:held], sums[:held])

    def thresholds(self, size: int) -> Vector:
        """Return the critical value of each rank, 1 to `size`: of sorted p-values the k-th is held against the k-th."""
        allowed = SIGNIFICANCE_LEVEL * np.arange(1, size + 1)
        if self.points is None or self.sums is None:
            return allowed / max(1, self.family)
        return np.append(0.0, self.points)[np.searchsorted(self.sums, allowed * (1 + ROUNDING), side="right")]

    def adjust(self, p: Vector) -> Vector:
        """Adjust p-values: at most SIGNIFICANCE_LEVEL where the rule rejects, at most 1."""
        if self.points is None or self.sums is None:
            return benjamini_hochberg(p, self.family)
        place = np.searchsorted(self.points, p * (1 + ROUNDING), side="right")
        order = np.argsort(p, kind="stable")
        expected = np.where(p > self.points.max(initial=0.0) * (1 + ROUNDING), np.inf, np.append(0.0, self.sums)[place])
        scaled = expected[order] / np.arange(1, p.size + 1)
        corrected = np.empty_like(p)
        corrected[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
        return corrected


@dataclass(frozen=True, slots=True)
class JointTasks:
    """Pairs of units (row indices, first < second, in lexicographic order), and their number of joint tasks."""

    first: Counts
    second: Counts
    joint: Counts


def find_joint_pairs(b: Matrix) -> JointTasks:
    """Find all pairs of units with a joint task; `b` is a boolean matrix, units x tasks.

    >>> found = find_joint_pairs(np.array([[True, True], [False, True]]))
    >>> found.first.tolist(), found.second.tolist(), found.joint.tolist()
    ([0], [1], [1])
    """
    first, second, joint = count_common(b, b)
    pairs = first < second
    return JointTasks(first[pairs], second[pairs], joint[pairs])


def compute_critical_p(p: Vector, thresholds: Vector) -> Vector:
    """Compute the critical p-value of each hypothesis: the largest at which it would be rejected, others unchanged.

    With r - 1 other p-values up to the r-th threshold, one more at or below that is rejected too.

    Args:
        p: p-values, shape (n,).
        thresholds: Critical value of each rank (`StepUp.thresholds`), up to n + 1 ranks.

    Returns:
        Array of n + 1; the last is the critical value of a hypothesis with p = 1.

    >>> compute_critical_p(np.array([0.001, 0.5]), StepUp(10).thresholds(3)).round(4).tolist()
    [0.005, 0.01, 0.01]
    """
    ranks = np.arange(1, thresholds.size + 1)
    reached = np.searchsorted(np.sort(p), thresholds, side="right")
    # A hypothesis' own p is one of those reached from its mark on; below its mark only the others count.
    own = np.searchsorted(thresholds, np.append(p, 1.0), side="left") + 1
    enough = np.concatenate([[0], ranks[reached >= ranks - 1]])
    by_others = enough[np.searchsorted(enough, own, side="left") - 1]
    flagged = int(ranks[reached >= ranks].max(initial=0))
    by_all = np.where(own <= flagged, flagged, 0)
    found: Vector = np.append(0.0, thresholds)[np.maximum(by_others, by_all)]
    return found


def count_detectable_pairs(laws: PairNullModel, degrees: Counts, pairs: JointTasks, limit: float) -> int:
    """Count the pairs that are *not* listed and whose smallest attainable p-value is at most `limit` (Tarone 1990).

    Pairs are counted by their two degrees, not one by one.

    Args:
        laws: Null distributions by degrees.
        degrees: Degree of each unit.
        pairs: Listed pairs.
        limit: Critical p-value.

    Returns:
        Number of testable pairs.
    """
    kinds, units = np.unique(degrees[degrees > 0], return_counts=True)
    possible = units[:, None] * units - np.diag(units)
    places = np.searchsorted(kinds, degrees)
    counted = np.zeros_like(possible)
    np.add.at(counted, (places[pairs.first], places[pairs.second]), 1)
    without = possible - counted - counted.T
    testable = laws.compute_smallest_p(kinds[:, None], kinds) <= limit
    return int(without[testable].sum()) // 2


def compute_limit(maxima: Vector) -> float:
    """Compute the smallest value that at least 95 % do not exceed (in whole draws, so no rounding decides)."""
    enough = -(-95 * maxima.size // 100)
    return float(np.partition(maxima, enough - 1)[enough - 1])
