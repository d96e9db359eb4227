"""Perturbed matrices for the robustness of ranks, and the rank intervals they give.

Four perturbations (Costenbader & Valente 2003; Smith & Moody 2013): one task left out; tasks drawn with repetition; two
tasks added; 5 % of the edges rewired.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from respnet.core.network import Matrix

MOVED_ONE_IN = 20
"""One edge in so many is rewired: 5 %."""
ADDED_TASKS = 2
PERTURBATION_BLOCK_CELLS = 1 << 18
"""Cells of a batch made at once, so that the working arrays of a small plan stay in the processor's cache."""
TRIMMED_ONE_IN = 40
"""One repetition in so many is trimmed at either end: the middle 95 % remain."""


class Perturbation(StrEnum):
    """The four perturbation schemes."""

    ONE_TASK_LESS = "one-task-less"
    TASKS_REDRAWN = "tasks-redrawn"
    TWO_TASKS_MORE = "two-tasks-more"
    LINES_MOVED = "lines-moved"


def draw_perturbed_matrices(
    b: Matrix, shaking: Perturbation, *, repetitions: int, seed: int
) -> Iterator[NDArray[np.bool_]]:
    """Draw perturbed matrices of one scheme; the same seed gives the same matrices.

    - One task less: each task is left out once; with more tasks than `repetitions`, a random sample of them.
    - Tasks redrawn: as many tasks, drawn with repetition (bootstrap).
    - Two tasks more: each as large as a random non-empty task, its units drawn without repetition.
    - Lines moved: 5 % of the edges, at least one, move to random empty cells; fewer if there are fewer empty cells.

    Args:
        b: Boolean biadjacency matrix, units x tasks.
        shaking: Perturbation scheme.
        repetitions: Number of matrices, an upper bound for one task less.
        seed: Seed of the generator.

    Yields:
        Batches of matrices x units x tasks; nothing for a matrix without edges.

    >>> b = np.array([[True, True, False], [False, True, True]])
    >>> [next(draw_perturbed_matrices(b, way, repetitions=5, seed=1)).shape for way in Perturbation]
    [(3, 2, 2), (5, 2, 3), (5, 2, 5), (5, 2, 3)]
    """
    if not b.any():
        return
    random = np.random.Generator(np.random.PCG64([seed, list(Perturbation).index(shaking)]))
    most = max(1, PERTURBATION_BLOCK_CELLS // (b.shape[0] * max(b.shape)))
    held: list[Matrix] = []
    for matrix in _PERTURBATIONS[shaking](b, repetitions, random):
        held.append(matrix)
        if len(held) == most:
            yield np.array(held)
            held = []
    if held:
        yield np.array(held)


def _leave_tasks_out(b: Matrix, repetitions: int, random: np.random.Generator) -> Iterator[Matrix]:
    tasks = b.shape[1]
    for task in range(tasks) if tasks <= repetitions else random.choice(tasks, repetitions, replace=False):
        yield np.delete(b, task, axis=1)


def _resample_tasks(b: Matrix, repetitions: int, random: np.random.Generator) -> Iterator[Matrix]:
    for _ in range(repetitions):
        yield b[:, random.integers(0, b.shape[1], b.shape[1])]


def _add_tasks(b: Matrix, repetitions: int, random: np.random.Generator) -> Iterator[Matrix]:
    units = b.shape[0]
    sizes = b.sum(axis=0)
    sizes = sizes[sizes > 0]
    for _ in range(repetitions):
        unknown = np.zeros((units, ADDED_TASKS), dtype=np.bool_)
        for place, size in enumerate(random.choice(sizes, ADDED_TASKS)):
            unknown[random.choice(units, size, replace=False), place] = True
        yield np.hstack((b, unknown))


def _rewire_edges(b: Matrix, repetitions: int, random: np.random.Generator) -> Iterator[Matrix]:
    lines, empty = np.flatnonzero(b), np.flatnonzero(~b)
    moved = min(max(1, lines.size // MOVED_ONE_IN), empty.size)
    for _ in range(repetitions):
        found = b.copy()
        found.ravel()[random.choice(lines, moved, replace=False)] = False
        found.ravel()[random.choice(empty, moved, replace=False)] = True
        yield found


_PERTURBATIONS = {
    Perturbation.ONE_TASK_LESS: _leave_tasks_out,
    Perturbation.TASKS_REDRAWN: _resample_tasks,
    Perturbation.TWO_TASKS_MORE: _add_tasks,
    Perturbation.LINES_MOVED: _rewire_edges,
}


@dataclass(frozen=True, slots=True)
class RankIntervals:
    """Middle 95 % of each unit's ranks, `low` to `high`, and the share of repetitions in which it ranks first."""

    low: NDArray[np.int64]
    high: NDArray[np.int64]
    first: NDArray[np.float64]


def compute_rank_intervals(ranks: NDArray[np.int64]) -> RankIntervals:
    """Compute rank intervals from `ranks`, repetitions x units; fewer than 40 repetitions are not trimmed.

    >>> found = compute_rank_intervals(np.array([[1, 2], [1, 2], [2, 1]]))
    >>> found.low.tolist(), found.high.tolist(), found.first.round(2).tolist()
    ([1, 1], [2, 2], [0.67, 0.33])
    """
    in_order = np.sort(ranks, axis=0)
    cut = len(ranks) // TRIMMED_ONE_IN
    return RankIntervals(low=in_order[cut], high=in_order[len(ranks) - 1 - cut], first=(ranks == 1).mean(axis=0))
