"""Comparison of a centrality with its fixed-margin null distribution: expectation, z-score and two-sided p-value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.position.shortest_paths import Vector
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL
from respnet.analysis.stats.ranks import TIE_TOLERANCE


@dataclass(frozen=True, slots=True)
class NullSummary:
    """Null mean (`expected`), z-score and p-value of each unit.

    `z` is nan where the null does not vary. `flagged` holds, for each draw, the number of units with p <=
    SIGNIFICANCE_LEVEL if that draw is tested like the plan itself.
    """

    expected: Vector
    z: Vector
    p: Vector
    flagged: NDArray[np.int64]


def compare_with_null(value: Vector, drawn: Vector, tasks: NDArray[np.int64]) -> NullSummary:
    """Compare each unit's value with the draws of all units of equal degree.

    With fixed margins, units of equal degree have the same null distribution; pooling makes the p-values finer and
    equal for equal units. p = 2 min((1 + n>=)/(1 + draws), (1 + n<=)/(1 + draws)), at most 1, with n the pooled count /
    pool size.

    Args:
        value: Observed values, shape (units,).
        drawn: Values under the null, draws x units.
        tasks: Degrees of the units, shape (units,).

    Returns:
        Summary of each unit, and the flags of each draw.

    >>> found = compare_with_null(np.array([3.0, 1.0]), np.array([[1.0, 2.0], [2.0, 1.0], [1.0, 2.0]]),
    ... np.array([4, 4]))
    >>> found.expected.tolist(), found.p.tolist(), found.flagged.tolist()
    ([1.5, 1.5], [0.5, 1.0], [0, 0, 0])
    """
    draws = drawn.shape[0]
    expected, p = np.zeros(value.size), np.ones(value.size)
    z = np.full(value.size, np.nan)
    flagged = np.zeros(draws, dtype=np.int64)
    for held in np.unique(tasks):
        alike = np.flatnonzero(tasks == held)
        pool = np.sort(drawn[:, alike], axis=None)
        slack = TIE_TOLERANCE * max(abs(float(pool[0])), abs(float(pool[-1])), float(np.abs(value[alike]).max()))
        expected[alike] = pool.mean()
        if pool[-1] - pool[0] > slack:
            z[alike] = (value[alike] - pool.mean()) / pool.std()
        p[alike] = _two_sided((1 + _count_tails(pool, value[alike], slack) / alike.size) / (1 + draws))
        # A draw is one of the pool: it already counts itself, once for all that are taken together.
        own = 1 - 1 / alike.size
        flagged += (
            _two_sided((own + _count_tails(pool, drawn[:, alike], slack) / alike.size) / draws) <= SIGNIFICANCE_LEVEL
        ).sum(axis=1)
    return NullSummary(expected, z, p, flagged)


def _count_tails(pool: Vector, values: Vector, slack: float) -> NDArray[np.int64]:
    """Count the values of the sorted pool that reach, and that do not exceed, each value: 2 x the values' shape."""
    at_least = pool.size - np.searchsorted(pool, values - slack, side="left")
    return np.array([at_least, np.searchsorted(pool, values + slack, side="right")])


def _two_sided(tails: Vector) -> Vector:
    found: Vector = np.minimum(1.0, 2 * tails.min(axis=0))
    return found
