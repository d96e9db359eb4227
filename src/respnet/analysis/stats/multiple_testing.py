"""Multiple testing of pairs: Benjamini–Hochberg correction, critical p-values and testable pairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from respnet.analysis.nulls.pair_null import Counts, PairNullModel, Vector

SIGNIFICANCE_LEVEL = 0.05
"""Level of every test, and the false discovery rate of corrected p-values."""


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
class JointTasks:
    """Pairs of units (row indices, first < second, in lexicographic order) with joint tasks, and their number."""

    first: Counts
    second: Counts
    joint: Counts


def find_joint_pairs(units: Counts, tasks: Counts, shape: tuple[int, ...]) -> JointTasks:
    """Find all pairs of units with a joint task.

    Args:
        units: Unit of each edge.
        tasks: Task of each edge.
        shape: Number of units and tasks.

    Returns:
        Pairs with at least one joint task.

    >>> found = find_joint_pairs(np.array([0, 0, 1]), np.array([0, 1, 1]), (3, 2))
    >>> found.first.tolist(), found.second.tolist(), found.joint.tolist()
    ([0], [1], [1])
    """
    meetings = int(np.square(np.bincount(tasks, minlength=1)).sum() - tasks.size) // 2
    return _count_by_matrix(units, tasks, shape) if meetings > shape[0] ** 2 else _count_by_task(units, tasks, shape[0])


def _count_by_matrix(units: Counts, tasks: Counts, shape: tuple[int, ...]) -> JointTasks:
    """Count joint tasks by a matrix product; for dense networks, in which most pairs meet more than once."""
    numbers = np.zeros(shape, dtype=np.float32)
    numbers[units, tasks] = 1.0
    joint = (numbers @ numbers.T).astype(np.int64)
    first, second = np.nonzero(np.triu(joint, k=1))
    return JointTasks(first, second, joint[first, second])


def _count_by_task(units: Counts, tasks: Counts, number: int) -> JointTasks:
    """Count joint tasks by listing the pairs of each task."""
    order = np.lexsort((units, tasks))
    units, tasks = units[order], tasks[order]
    met = [np.zeros(0, dtype=np.int64)]
    for step in range(1, tasks.size):
        same = tasks[step:] == tasks[:-step]
        if not same.any():
            break
        met.append(units[:-step][same] * number + units[step:][same])
    pairs, joint = np.unique(np.concatenate(met), return_counts=True)
    return JointTasks(pairs // max(1, number), pairs % max(1, number), joint)


def has_significant_pair(p: Vector, family: int) -> bool:
    """Return True if Benjamini–Hochberg rejects any hypothesis at SIGNIFICANCE_LEVEL.

    Args:
        p: p-values of the pairs with a joint task.
        family: Number of comparisons; all others have p = 1.

    Returns:
        True if any adjusted p-value is at most the level.
    """
    small = np.sort(p[p <= SIGNIFICANCE_LEVEL])
    return bool((small * family / np.arange(1, small.size + 1) <= SIGNIFICANCE_LEVEL).any())


def compute_critical_p(p: Vector, family: int) -> Vector:
    """Compute the critical p-value of each pair: the largest at which it would be rejected, all others unchanged.

    With r - 1 other p-values up to level * r / family, one more at or below that is rejected too.

    Args:
        p: p-values of the pairs with a joint task, shape (n,).
        family: Number of comparisons; all others have p = 1.

    Returns:
        Array of n + 1; the last is the critical value of a pair with p = 1.

    >>> compute_critical_p(np.array([0.001, 0.5]), 10).round(4).tolist()
    [0.005, 0.01, 0.01]
    """
    family = max(1, family)
    ranks = np.arange(1, min(family, p.size + 1) + 1)
    reached = np.searchsorted(np.sort(p), SIGNIFICANCE_LEVEL * ranks / family, side="right")
    # A pair's own p is one of those reached from its mark on; below its mark only the others count.
    own = np.append(p, 1.0)
    enough = np.concatenate([[0], ranks[reached >= ranks - 1]])
    by_others = enough[np.searchsorted(enough, own * family / SIGNIFICANCE_LEVEL, side="left") - 1]
    flagged = int(ranks[reached >= ranks].max(initial=0))
    by_all = np.where(own <= SIGNIFICANCE_LEVEL * flagged / family, flagged, 0)
    found: Vector = SIGNIFICANCE_LEVEL * np.maximum(by_others, by_all) / family
    return found


def count_detectable_pairs(laws: PairNullModel, degrees: Counts, pairs: JointTasks, limit: float) -> int:
    """Count the pairs *without* a joint task whose smallest attainable p-value is at most `limit` (Tarone 1990).

    Pairs are counted by their two degrees, not one by one.

    Args:
        laws: Null distributions by degrees.
        degrees: Degree of each unit.
        pairs: Pairs with a joint task.
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
