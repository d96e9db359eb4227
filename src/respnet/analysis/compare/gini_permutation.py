"""Test of a change in the Gini coefficient: paired bootstrap over matched tasks, or permutation of plan labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.stats.gini import gini
from respnet.core.network import Matrix

Vector = NDArray[np.float64]

RESAMPLE_CELLS = 1 << 21
"""Tasks x draws held at once."""
GINI_TOLERANCE = 1e-9
"""Differences closer than this are equal up to rounding."""


class GiniTestMethod(StrEnum):
    """Test applied to the difference of two Gini coefficients."""

    PAIRED = "paired-task-bootstrap"
    PERMUTED = "plan-labels-permuted"
    NONE = "not-tested"


@dataclass(frozen=True, slots=True)
class GiniChange:
    """New Gini minus old, -1 to 1, over the units of either plan.

    Paired bootstrap: matched tasks (and those of one plan only) are resampled with repetition for both plans together;
    `low` and `high` are the 2.5 and 97.5 % quantiles of the difference, `p` twice the smaller tail beyond 0.
    Permutation: the tasks of both plans are dealt out to the two anew; `p` is the share of permutations with a
    difference as large in absolute value.
    """

    test: GiniTestMethod
    difference: float | None
    p: float | None
    low: float | None
    high: float | None


NO_GINI_TEST = GiniChange(GiniTestMethod.NONE, None, None, None, None)


def compare_ginis(old: Matrix, new: Matrix, pairs: list[tuple[int, int]], *, draws: int, seed: int) -> GiniChange:
    """Test the difference of the Gini coefficients of two plans over the same units.

    Where more than half of the larger plan's tasks are matched, the test is a paired bootstrap, else a permutation
    test.

    Args:
        old: Boolean matrix of the old plan, units x tasks.
        new: Boolean matrix of the new plan, the same units x its tasks.
        pairs: Matched columns (old, new).
        draws: Number of resamples.
        seed: Seed of the generator.

    Returns:
        The test; NO_GINI_TEST where a matrix is empty.

    >>> uneven, even = np.array([[1, 1, 1, 1], [0, 0, 0, 0]]) > 0, np.array([[1, 1, 0, 0], [0, 0, 1, 1]]) > 0
    >>> found = compare_ginis(uneven, even, [(0, 0), (1, 1), (2, 2), (3, 3)], draws=400, seed=1)
    >>> found.test.value, found.difference, found.high < 0
    ('paired-task-bootstrap', -0.5, False)
    """
    if not old.any() or not new.any():
        return NO_GINI_TEST
    difference = float((_gini(new.sum(axis=1, keepdims=True)) - _gini(old.sum(axis=1, keepdims=True)))[0])
    random = np.random.Generator(np.random.PCG64(seed))
    if 2 * len(pairs) <= max(old.shape[1], new.shape[1]):
        drawn = np.concatenate(list(_permute_differences(old, new, draws, random)))
        as_large = int(np.count_nonzero(np.abs(drawn) >= abs(difference) - GINI_TOLERANCE))
        return GiniChange(GiniTestMethod.PERMUTED, difference, (1 + as_large) / (1 + draws), None, None)
    drawn = np.concatenate(list(_bootstrap_differences(*_align_columns(old, new, pairs), draws, random)))
    below, above = int(np.count_nonzero(drawn < GINI_TOLERANCE)), int(np.count_nonzero(drawn > -GINI_TOLERANCE))
    low, high = (float(point) for point in np.quantile(drawn, [0.025, 0.975], method="inverted_cdf"))
    return GiniChange(GiniTestMethod.PAIRED, difference, min(1.0, 2 * (1 + min(below, above)) / (1 + draws)), low, high)


def _gini(counts: NDArray[np.number]) -> Vector:
    return gini(counts.astype(np.float64))


def _align_columns(old: Matrix, new: Matrix, pairs: list[tuple[int, int]]) -> tuple[Matrix, Matrix]:
    """Align the columns of both plans: matched tasks first, then those of one plan only, empty in the other."""
    of_old, of_new = [i for i, _ in pairs], [j for _, j in pairs]
    only_old = [i for i in range(old.shape[1]) if i not in set(of_old)]
    only_new = [j for j in range(new.shape[1]) if j not in set(of_new)]
    return (
        np.hstack((old[:, of_old + only_old], np.zeros((old.shape[0], len(only_new)), dtype=np.bool_))),
        np.hstack((new[:, of_new], np.zeros((new.shape[0], len(only_old)), dtype=np.bool_), new[:, only_new])),
    )


def _list_block_widths(tasks: int, draws: int) -> Iterator[int]:
    most = max(16, RESAMPLE_CELLS // tasks)
    yield from (min(most, draws - start) for start in range(0, draws, most))


def _bootstrap_differences(old: Matrix, new: Matrix, draws: int, random: np.random.Generator) -> Iterator[Vector]:
    tasks = old.shape[1]
    both = np.vstack((old, new)).astype(np.float32)  # exact for counts, and multiplied fast
    for width in _list_block_widths(tasks, draws):
        picks = random.integers(0, tasks, size=(tasks, width)) * width + np.arange(width)
        times = np.bincount(picks.ravel(), minlength=tasks * width).reshape(tasks, width)
        loads = both @ times.astype(np.float32)
        yield _gini(loads[old.shape[0] :]) - _gini(loads[: old.shape[0]])


def _permute_differences(old: Matrix, new: Matrix, draws: int, random: np.random.Generator) -> Iterator[Vector]:
    both = np.hstack((old, new)).astype(np.float32)
    tasks, taken = both.shape[1], old.shape[1]
    whole = both.sum(axis=1, keepdims=True)
    for width in _list_block_widths(tasks, draws):
        dealt = np.argsort(random.random((tasks, width)), axis=0)[:taken]
        to_old = np.zeros((tasks, width), dtype=np.float32)
        np.put_along_axis(to_old, dealt, 1, axis=0)
        loads = both @ to_old
        yield _gini(whole - loads) - _gini(loads)
