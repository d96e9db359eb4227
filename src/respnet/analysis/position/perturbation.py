"""The record shaken: matrices that a slightly different plan would have given, and how far the ranks move in them.

Four perturbations (Costenbader & Valente 2003; Smith & Moody 2013): one task less; as many tasks drawn with repetition
from those there are; two unknown tasks more; 5 % of the lines moved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from respnet.core.network import Matrix

MOVED_ONE_IN = 20
"""One line in so many is moved: 5 %."""
ADDED_TASKS = 2
PERTURBATION_BLOCK_CELLS = 1 << 18
"""Cells of a stack made at once: the working arrays of a small plan stay in the processor's cache."""
TRIMMED_ONE_IN = 40
"""One repetition in so many is left out at either end: the middle 95 % stay."""


class Perturbation(StrEnum):
    """Four ways in which the record could have been a little different."""

    ONE_TASK_LESS = "one-task-less"
    TASKS_REDRAWN = "tasks-redrawn"
    TWO_TASKS_MORE = "two-tasks-more"
    LINES_MOVED = "lines-moved"


def draw_perturbed_matrices(
    b: Matrix, shaking: Perturbation, *, repetitions: int, seed: int
) -> Iterator[NDArray[np.bool_]]:
    """The matrices of one shaking of units x tasks `b`, in stacks of matrices x units x tasks.

    One task less: each task is left out once; with more tasks than `repetitions`, so many of them, taken by lot.
    Two tasks more: each as large as a task taken by lot among those with units, its units drawn without repetition.
    Lines moved: 5 % of the lines, at least one, are taken away, and as many put on places empty before, all equally
    likely; a plan with fewer empty places moves so many.
    A plan without a line cannot be shaken and gives nothing. The same seed gives the same matrices.

    >>> b = np.array([[True, True, False], [False, True, True]])
    >>> [next(draw_perturbed_matrices(b, way, repetitions=5, seed=1)).shape for way in Perturbation]
    [(3, 2, 2), (5, 2, 3), (5, 2, 5), (5, 2, 3)]
    """
    if not b.any():
        return
    random = np.random.Generator(np.random.PCG64([seed, list(Perturbation).index(shaking)]))
    most = max(1, PERTURBATION_BLOCK_CELLS // (b.shape[0] * max(b.shape)))
    held: list[Matrix] = []
    for matrix in _WAYS[shaking](b, repetitions, random):
        held.append(matrix)
        if len(held) == most:
            yield np.array(held)
            held = []
    if held:
        yield np.array(held)


def _one_task_less(b: Matrix, repetitions: int, random: np.random.Generator) -> Iterator[Matrix]:
    tasks = b.shape[1]
    for task in range(tasks) if tasks <= repetitions else random.choice(tasks, repetitions, replace=False):
        yield np.delete(b, task, axis=1)


def _tasks_redrawn(b: Matrix, repetitions: int, random: np.random.Generator) -> Iterator[Matrix]:
    for _ in range(repetitions):
        yield b[:, random.integers(0, b.shape[1], b.shape[1])]


def _two_tasks_more(b: Matrix, repetitions: int, random: np.random.Generator) -> Iterator[Matrix]:
    units = b.shape[0]
    sizes = b.sum(axis=0)
    sizes = sizes[sizes > 0]
    for _ in range(repetitions):
        unknown = np.zeros((units, ADDED_TASKS), dtype=np.bool_)
        for place, size in enumerate(random.choice(sizes, ADDED_TASKS)):
            unknown[random.choice(units, size, replace=False), place] = True
        yield np.hstack((b, unknown))


def _lines_moved(b: Matrix, repetitions: int, random: np.random.Generator) -> Iterator[Matrix]:
    lines, empty = np.flatnonzero(b), np.flatnonzero(~b)
    moved = min(max(1, lines.size // MOVED_ONE_IN), empty.size)
    for _ in range(repetitions):
        found = b.copy()
        found.ravel()[random.choice(lines, moved, replace=False)] = False
        found.ravel()[random.choice(empty, moved, replace=False)] = True
        yield found


_WAYS = {
    Perturbation.ONE_TASK_LESS: _one_task_less,
    Perturbation.TASKS_REDRAWN: _tasks_redrawn,
    Perturbation.TWO_TASKS_MORE: _two_tasks_more,
    Perturbation.LINES_MOVED: _lines_moved,
}


@dataclass(frozen=True, slots=True)
class RankIntervals:
    """The middle 95 % of each unit's ranks, from `low` to `high`, and in what share of the repetitions it is first."""

    low: NDArray[np.int64]
    high: NDArray[np.int64]
    first: NDArray[np.float64]


def compute_rank_intervals(ranks: NDArray[np.int64]) -> RankIntervals:
    """The spread of repetitions x units `ranks`. Of fewer than 40 repetitions none is left out.

    >>> found = compute_rank_intervals(np.array([[1, 2], [1, 2], [2, 1]]))
    >>> found.low.tolist(), found.high.tolist(), found.first.round(2).tolist()
    ([1, 1], [2, 2], [0.67, 0.33])
    """
    in_order = np.sort(ranks, axis=0)
    cut = len(ranks) // TRIMMED_ONE_IN
    return RankIntervals(low=in_order[cut], high=in_order[len(ranks) - 1 - cut], first=(ranks == 1).mean(axis=0))
