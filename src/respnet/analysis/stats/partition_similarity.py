"""Partition similarity: adjusted mutual information, and a permutation test of unit overlap within groups of tasks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.stats.canonical_order import compute_canonical_order
from respnet.core.network import Matrix

Labels = NDArray[np.int64]
Vector = NDArray[np.float64]
TaskPairs = tuple[NDArray[np.int64], NDArray[np.int64], Vector]
"""Pairs of tasks as (first, second, Jaccard overlap)."""

SUM_TOLERANCE = 1e-9
"""Sums closer than this are equal; they differ only by rounding in the order of summation."""
MIN_AMI_RANGE = 1e-9
"""Below this range between the expected and the maximum mutual information the adjusted value is undefined."""
PAIR_BLOCK = 1 << 20
"""Pairs x permutations compared in one block."""
MAX_PAIR_DEALS = 1 << 28
"""Upper bound of pairs x permutations; a large plan gets fewer permutations, at least MIN_PERMUTATIONS."""
MIN_PERMUTATIONS = 100


def adjusted_mutual_information(a: Labels, b: Labels) -> float | None:
    """Compute the adjusted mutual information of two labelings (Vinh et al. 2010), normalised by the mean entropy.

    Args:
        a: Labels, shape (n,).
        b: Labels of the same items, shape (n,).

    Returns:
        1 for equal partitions, about 0 for independent ones, possibly negative; None where the expected mutual
        information already reaches the maximum, so the ratio is undefined.

    >>> adjusted_mutual_information(np.array([0, 0, 1, 1]), np.array([5, 5, 2, 2]))
    1.0
    >>> adjusted_mutual_information(np.array([0, 1, 2]), np.array([0, 1, 2])) is None
    True
    """
    n = a.size
    if not n:
        return None
    sizes_a, sizes_b = (np.unique(labels, return_counts=True)[1] for labels in (a, b))
    joint = np.unique(np.stack((a, b)), axis=1, return_counts=True)[1]
    most = (_entropy(sizes_a) + _entropy(sizes_b)) / 2
    shared = _entropy(sizes_a) + _entropy(sizes_b) - _entropy(joint)
    by_chance = expected_mutual_information(sizes_a, sizes_b)
    if most - by_chance < MIN_AMI_RANGE:
        return None
    return round(float((shared - by_chance) / (most - by_chance)), 12)


def expected_mutual_information(sizes_a: NDArray[np.int64], sizes_b: NDArray[np.int64]) -> float:
    """Compute the expected mutual information, in nats, of two random labelings with given group sizes.

    The overlap of two groups is hypergeometric (Vinh et al. 2010); equal sizes are evaluated once.

    Args:
        sizes_a: Group sizes of the first labeling.
        sizes_b: Group sizes of the second labeling; the same sum.

    Returns:
        Expected mutual information under permutation of the labels.
    """
    n = int(sizes_a.sum())
    log_factorial = np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, n + 1)))))
    total = 0.0
    for x, times_x in zip(*np.unique(sizes_a, return_counts=True), strict=True):
        for y, times_y in zip(*np.unique(sizes_b, return_counts=True), strict=True):
            both = np.arange(max(1, x + y - n), min(x, y) + 1)
            log_chance = (
                log_factorial[[x, y, n - x, n - y]].sum()
                - log_factorial[n]
                - log_factorial[both]
                - log_factorial[x - both]
                - log_factorial[y - both]
                - log_factorial[n - x - y + both]
            )
            share = both / n * (np.log(n * both) - np.log(x * y))
            total += float(times_x * times_y) * float((np.exp(log_chance) * share).sum())
    return total


def _entropy(sizes: NDArray[np.int64]) -> float:
    """Shannon entropy, in nats, of a partition with these group sizes."""
    shares = sizes / sizes.sum()
    return float(-(shares * np.log(shares)).sum())


@dataclass(frozen=True, slots=True)
class GroupOverlap:
    """Mean Jaccard overlap of the units of two tasks of one group (`within`) and of different groups (`between`).

    `p` is the one-sided permutation p-value of the difference. A field is None where no such pair of tasks exists.
    """

    within: float | None
    between: float | None
    p: float | None
    permutations: int


def compare_group_overlap(b: Matrix, groups: Labels, *, permutations: int, seed: int) -> GroupOverlap:
    """Test whether tasks of one group share more units than tasks of different groups, by permuting the group labels.

    p = (1 + permutations at least as large) / (1 + permutations). Tasks are first put into canonical order, so that
    relabelled input gets the same permutations.

    Args:
        b: Boolean biadjacency matrix, units x tasks; every task has a unit.
        groups: Group label of each task, shape (tasks,).
        permutations: Number of permutations wanted; fewer for large plans, see MAX_PAIR_DEALS.
        seed: Seed of the permutations.

    Returns:
        Mean overlaps, p-value and the number of permutations made.

    >>> compare_group_overlap(np.array([[1, 1, 0], [0, 0, 1]], dtype=bool), np.array([0, 0, 1]), permutations=9, seed=1)
    GroupOverlap(within=1.0, between=0.0, p=0.6, permutations=9)
    """
    in_groups = groups == np.unique(groups)[:, None]
    _, order = compute_canonical_order(np.concatenate((b, in_groups)))
    b, groups = b[:, order], groups[order]
    first, second, common = _find_overlapping_pairs(b)
    tasks = groups.size
    sizes = np.unique(groups, return_counts=True)[1]
    inside = int((sizes * (sizes - 1) // 2).sum())
    outside = tasks * (tasks - 1) // 2 - inside
    together = float(common[groups[first] == groups[second]].sum())
    within = together / inside if inside else None
    between = (float(common.sum()) - together) / outside if outside else None
    if not (inside and outside):
        return GroupOverlap(within, between, None, 0)
    within_groups = inside * int(b.sum(axis=0).max()) ** 2
    small_groups = within_groups < first.size
    cost = max(1, min(within_groups, first.size))
    permutations = min(permutations, max(MIN_PERMUTATIONS, MAX_PAIR_DEALS // cost))
    deals = _permute_labels(groups, permutations, max(1, PAIR_BLOCK // cost), seed)
    sums = _sum_overlaps_by_group(deals, b) if small_groups else _sum_overlaps_by_pair(deals, (first, second, common))
    as_large = sum(int((one >= together - SUM_TOLERANCE).sum()) for one in sums)
    return GroupOverlap(within, between, (1 + as_large) / (1 + permutations), permutations)


def _sum_overlaps_by_pair(deals: Iterator[Labels], pairs: TaskPairs) -> Iterator[Vector]:
    """Sum the within-group overlaps of each permutation over all pairs of tasks that overlap."""
    first, second, common = pairs
    for dealt in deals:
        yield ((dealt[:, first] == dealt[:, second]) * common).sum(axis=1)


def _sum_overlaps_by_group(deals: Iterator[Labels], b: Matrix) -> Iterator[Vector]:
    """Sum the within-group overlaps of each permutation group by group; faster where groups and tasks are small."""
    counts = b.sum(axis=0)
    task, unit = np.nonzero(b.T)
    most = int(counts.max())
    units = np.tile(-1 - np.arange(most), (counts.size, 1))
    units[task, np.arange(task.size) - np.repeat(np.cumsum(counts) - counts, counts)] = unit
    others = np.where(units < 0, units - most, units)  # empty places are like none of another task
    for dealt in deals:
        order = np.argsort(dealt, axis=1)
        labels = np.take_along_axis(dealt, order, axis=1)[0]  # the same in every deal
        sums = np.zeros(len(dealt))
        for step in range(1, labels.size):
            same = np.flatnonzero(labels[step:] == labels[:-step])
            if not same.size:
                break
            one, other = order[:, same], order[:, same + step]
            joint = (units[one][..., :, None] == others[other][..., None, :]).sum(axis=(2, 3))
            sums += (joint / (counts[one] + counts[other] - joint)).sum(axis=1)
        yield sums


def _find_overlapping_pairs(b: Matrix) -> TaskPairs:
    """Find the pairs of tasks with a unit in common and their Jaccard overlaps."""
    from scipy.sparse import csr_array, triu  # type: ignore[import-untyped]  # scipy ships no types

    of_tasks = csr_array(b.T, dtype=np.float64)
    joint = triu(of_tasks @ of_tasks.T, k=1).tocoo()
    counts = b.sum(axis=0)
    return joint.row, joint.col, joint.data / (counts[joint.row] + counts[joint.col] - joint.data)


def _permute_labels(groups: Labels, permutations: int, block: int, seed: int) -> Iterator[Labels]:
    """Generate blocks of permuted labels, permutations x tasks."""
    random = np.random.Generator(np.random.PCG64(seed))
    for start in range(0, permutations, block):
        yield random.permuted(np.tile(groups, (min(block, permutations - start), 1)), axis=1)
