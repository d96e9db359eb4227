"""Which units stay in one module however the tasks are shaken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.clusters.label_propagation import LocalOptima
from respnet.analysis.clusters.modularity import Labels
from respnet.analysis.clusters.modularity_search import SearchBudget, run_quick_search
from respnet.analysis.stats.canonical_order import compute_canonical_order
from respnet.core.network import Matrix

STABLE_SHARE = 0.9
"""The share of partitions, in either shaking, in which units of one core should be in one module."""
MIN_STABILITY_GAP = 0.03
"""Shares this close to HOLDS are a close call: another seed moves them by .01 where 1,000 shakings are drawn."""
RESAMPLE_BLOCK_CELLS = 1 << 22
"""Cells of shaken matrices held at once."""


@dataclass(frozen=True, slots=True)
class CoAssignment:
    """For each two units the smaller of the two shares of partitions with both in one module; how many there were."""

    shares: NDArray[np.float64]
    jackknifes: int
    bootstraps: int


def compute_co_assignment(b: Matrix, *, repeats: int, seed: int, heard: Callable[[int], None]) -> CoAssignment:
    """Search again with one task left out (each, or `repeats` of them), and with as many tasks drawn with repetition.

    A unit whose tasks are all gone is with nobody: what hangs on one or two tasks does not hold.
    """
    rows, columns = compute_canonical_order(b)
    ordered = b[rows][:, columns]
    effort = SearchBudget.of(int(b.sum()))
    random = np.random.Generator(np.random.PCG64(seed))
    tasks = b.shape[1]
    left_out = np.arange(tasks) if tasks <= repeats else np.sort(random.choice(tasks, repeats, replace=False))
    redrawn = random.integers(0, tasks, size=(repeats, tasks))
    shares = [
        _shares(run_quick_search(matrices, effort, seed=seed), len(b), heard)
        for matrices in (_without(ordered, left_out), _redrawn(ordered, redrawn))
    ]
    place = np.argsort(rows)
    return CoAssignment(np.minimum(*shares)[place][:, place], len(left_out), repeats)


def _without(b: Matrix, left_out: NDArray[np.int64]) -> Iterator[Matrix]:
    step = max(1, RESAMPLE_BLOCK_CELLS // b.size)
    for start in range(0, len(left_out), step):
        part = left_out[start : start + step]
        block = np.repeat(b[None], len(part), axis=0)
        block[np.arange(len(part)), :, part] = False
        yield block


def _redrawn(b: Matrix, tasks: NDArray[np.int64]) -> Iterator[Matrix]:
    step = max(1, RESAMPLE_BLOCK_CELLS // b.size)
    for start in range(0, len(tasks), step):
        yield b[:, tasks[start : start + step]].transpose(1, 0, 2)


def _shares(found: Iterable[LocalOptima], units: int, heard: Callable[[int], None]) -> NDArray[np.float64]:
    times = np.zeros((units, units), dtype=np.int64)
    repeats = 0
    for ends in found:
        for labels in ends.labels:
            times += labels[:, None] == labels
        repeats += len(ends.labels)
        heard(len(ends.labels))
    return times / max(1, repeats)


def compute_stability_gap(bootstraps: int) -> float:
    """How far from HOLDS a share must be to be told from it: CLOSE_CALL, and no less than two standard errors.

    >>> compute_stability_gap(1_000), round(compute_stability_gap(100), 3)
    (0.03, 0.06)
    """
    return max(MIN_STABILITY_GAP, float(2 * np.sqrt(STABLE_SHARE * (1 - STABLE_SHARE) / max(1, bootstraps))))


def find_stable_groups(shares: NDArray[np.float64], least: float) -> list[Labels]:
    """Groups of two and more units in which every two have at least this share, as rows in order, by their first unit.

    Groups grow by the surest pair first (complete linkage); between equals by the order of rows.

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
