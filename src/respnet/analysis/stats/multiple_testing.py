"""When joint tasks are more than chance: the false discovery rate over all pairs, and which of them can be judged."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from respnet.analysis.nulls.pair_null import Counts, PairNullModel, Vector

SIGNIFICANCE_LEVEL = 0.05


def benjamini_hochberg(p: Vector) -> Vector:
    """p-values corrected for the number of comparisons (Benjamini & Hochberg 1995): false discovery rate.

    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03, 1.0])).round(4).tolist()
    [0.04, 0.0533, 0.0533, 1.0]
    """
    order = np.argsort(p, kind="stable")
    scaled = p[order] * p.size / np.arange(1, p.size + 1)
    corrected = np.empty_like(p)
    corrected[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return corrected


@dataclass(frozen=True, slots=True)
class JointTasks:
    """The pairs of units (rows of a matrix, the smaller first, in order) that share tasks, and how many they share."""

    first: Counts
    second: Counts
    joint: Counts


def find_joint_pairs(units: Counts, tasks: Counts, shape: tuple[int, ...]) -> JointTasks:
    """All pairs with a joint task, from a list of edges.

    >>> found = find_joint_pairs(np.array([0, 0, 1]), np.array([0, 1, 1]), (3, 2))
    >>> found.first.tolist(), found.second.tolist(), found.joint.tolist()
    ([0], [1], [1])
    """
    meetings = int(np.square(np.bincount(tasks, minlength=1)).sum() - tasks.size) // 2
    return _by_matrix(units, tasks, shape) if meetings > shape[0] ** 2 else _by_task(units, tasks, shape[0])


def _by_matrix(units: Counts, tasks: Counts, shape: tuple[int, ...]) -> JointTasks:
    """For crowded plans, in which most pairs meet more than once."""
    numbers = np.zeros(shape, dtype=np.float32)
    numbers[units, tasks] = 1.0
    joint = (numbers @ numbers.T).astype(np.int64)
    first, second = np.nonzero(np.triu(joint, k=1))
    return JointTasks(first, second, joint[first, second])


def _by_task(units: Counts, tasks: Counts, number: int) -> JointTasks:
    """Task by task, each unit with the next, the one after it, and so on."""
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


def adjust_p_values(p: Vector, family: int) -> Vector:
    """Benjamini-Hochberg for a family of `family` comparisons of which all but these have p = 1.

    The same as `benjamini_hochberg` with so many ones added, without making them.

    >>> adjust_p_values(np.array([0.01, 0.04]), 4).round(4).tolist()
    [0.04, 0.08]
    """
    order = np.argsort(p, kind="stable")
    scaled = p[order] * family / np.arange(1, p.size + 1)
    found = np.empty_like(p)
    found[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return found


def has_significant_pair(p: Vector, family: int) -> bool:
    """Whether the rule flags any of a family in which all but these have p = 1."""
    small = np.sort(p[p <= SIGNIFICANCE_LEVEL])
    return bool((small * family / np.arange(1, small.size + 1) <= SIGNIFICANCE_LEVEL).any())


def compute_critical_p(p: Vector, family: int) -> Vector:
    """The largest p at which each pair would be flagged, all others as they are; at the end, that of a pair with p = 1.

    With r - 1 other p-values up to level · r / family, one more at or below that is flagged too.

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
    """How many of the pairs *without* a joint task could have come to p <= limit; counted by kind, not by pair."""
    kinds, units = np.unique(degrees[degrees > 0], return_counts=True)
    possible = units[:, None] * units - np.diag(units)
    places = np.searchsorted(kinds, degrees)
    counted = np.zeros_like(possible)
    np.add.at(counted, (places[pairs.first], places[pairs.second]), 1)
    without = possible - counted - counted.T
    testable = laws.compute_smallest_p(kinds[:, None], kinds) <= limit
    return int(without[testable].sum()) // 2
