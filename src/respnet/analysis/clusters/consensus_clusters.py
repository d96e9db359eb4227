"""Stable cores: units that stay in one module under jackknife and bootstrap resampling of the tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.clusters.modularity import Labels, LocalOptima, SearchBudget, run_quick_search
from respnet.analysis.stats.canonical_order import compute_canonical_order
from respnet.core.network import Matrix

STABLE_SHARE = 0.9
"""Share of partitions, in either resampling, in which units of one core are in one module."""
MIN_STABILITY_GAP = 0.03
"""Shares this close to STABLE_SHARE are a close call: with 1,000 bootstraps another seed moves them by .01."""
RESAMPLE_BLOCK_CELLS = 1 << 22
"""Cells of resampled matrices held at once."""


@dataclass(frozen=True, slots=True)
class CoAssignment:
    """Co-assignment matrix: share of partitions with both units in one module, the smaller of the two resamplings."""

    shares: NDArray[np.float64]
    jackknifes: int
    bootstraps: int


def compute_co_assignment(b: Matrix, *, repeats: int, seed: int, heard: Callable[[int], None]) -> CoAssignment:
    """Compute the co-assignment of units under jackknife and bootstrap resampling of the tasks.

    A unit that loses all its tasks in a resample is in nobody's module, so cores that rest on one or two tasks are not
    stable.

    Args:
        b: Boolean biadjacency matrix, units x tasks, without empty rows and columns.
        repeats: Number of bootstraps, and the upper bound of jackknifes.
        seed: Seed of the resampling and of the searches.
        heard: Progress callback; called with the number of resamples done since the last call.

    Returns:
        Shares, units x units, and the number of resamples of each kind.
    """
    rows, columns = compute_canonical_order(b)
    ordered = b[rows][:, columns]
    effort = SearchBudget.of(int(b.sum()))
    random = np.random.Generator(np.random.PCG64(seed))
    tasks = b.shape[1]
    left_out = np.arange(tasks) if tasks <= repeats else np.sort(random.choice(tasks, repeats, replace=False))
    redrawn = random.integers(0, tasks, size=(repeats, tasks))
    shares = [
        _count_co_assignments(run_quick_search(matrices, effort, seed=seed), len(b), heard)
        for matrices in (_leave_tasks_out(ordered, left_out), _resample_tasks(ordered, redrawn))
    ]
    place = np.argsort(rows)
    return CoAssignment(np.minimum(*shares)[place][:, place], len(left_out), repeats)


def _leave_tasks_out(b: Matrix, left_out: NDArray[np.int64]) -> Iterator[Matrix]:
    """Generate jackknife matrices in blocks, each with one of the given tasks emptied."""
    step = max(1, RESAMPLE_BLOCK_CELLS // b.size)
    for start in range(0, len(left_out), step):
        part = left_out[start : start + step]
        block = np.repeat(b[None], len(part), axis=0)
        block[np.arange(len(part)), :, part] = False
        yield block


def _resample_tasks(b: Matrix, tasks: NDArray[np.int64]) -> Iterator[Matrix]:
    """Generate bootstrap matrices in blocks, with the given columns."""
    step = max(1, RESAMPLE_BLOCK_CELLS // b.size)
    for start in range(0, len(tasks), step):
        yield b[:, tasks[start : start + step]].transpose(1, 0, 2)


def _count_co_assignments(
    found: Iterable[LocalOptima], units: int, heard: Callable[[int], None]
) -> NDArray[np.float64]:
    """Compute the share of partitions in which each two units are in one module."""
    times = np.zeros((units, units), dtype=np.int32)
    repeats = 0
    for ends in found:
        for labels in ends.labels:
            times += labels[:, None] == labels
        repeats += len(ends.labels)
        heard(len(ends.labels))
    return times / max(1, repeats)


def compute_stability_gap(bootstraps: int) -> float:
    """Compute the half-width of close calls around STABLE_SHARE: two standard errors, at least MIN_STABILITY_GAP.

    >>> compute_stability_gap(1_000), round(compute_stability_gap(100), 3)
    (0.03, 0.06)
    """
    return max(MIN_STABILITY_GAP, float(2 * np.sqrt(STABLE_SHARE * (1 - STABLE_SHARE) / max(1, bootstraps))))


def find_stable_groups(shares: NDArray[np.float64], least: float) -> list[Labels]:
    """Find groups of two or more units in which every pair has at least the share `least` (complete linkage).

    The pair with the largest share is merged first; ties go by row order.

    Args:
        shares: Co-assignment shares, units x units, 0 to 1.
        least: Smallest share of a pair in one group, 0 to 1.

    Returns:
        Sorted row indices of each group; groups by their first row.

    >>> shares = np.array([[1, 0.95, 0.9], [0.95, 1, 0.8], [0.9, 0.8, 1]])
    >>> [rows.tolist() for rows in find_stable_groups(shares, 0.87)]
    [[0, 1]]
    """
    first, second = np.nonzero(np.triu(shares >= least, k=1))
    group = {row: [row] for row in np.union1d(first, second).tolist()}
    for place in np.argsort(-shares[first, second], kind="stable").tolist():
        one, other = group[int(first[place])], group[int(second[place])]
        if one is not other and shares[np.ix_(one, other)].min() >= least:
            one += other
            for row in other:
                group[row] = one
    found = {min(rows): sorted(rows) for rows in group.values() if len(rows) > 1}
    return [np.array(found[row]) for row in sorted(found)]
