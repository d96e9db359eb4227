"""A measure against plans with the same margins: is it more, or less, than the number of tasks alone would give?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.position.shortest_paths import Vector
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL
from respnet.analysis.stats.ranks import TIE_TOLERANCE


@dataclass(frozen=True, slots=True)
class NullSummary:
    """What the draws say of each unit: the value expected, the distance in standard deviations, the p-value.

    `z` is nan where nothing varies.
    `flagged` says for each draw how many units it would flag, held against all draws as the plan itself is.
    """

    expected: Vector
    z: Vector
    p: Vector
    flagged: NDArray[np.int64]


def compare_with_null(value: Vector, drawn: Vector, tasks: NDArray[np.int64]) -> NullSummary:
    """Each unit's `value` against `drawn`, draws x units; `tasks` are the units' numbers of tasks.

    With both margins fixed, units with as many tasks have the same chances: their values are taken together, so that
    the draws say more and equal units get equal answers. p = 2 min((1 + n>=)/(1 + draws), (1 + n<=)/(1 + draws)), at
    most 1, with n counted in draws: the values that reach it, divided by the number of units taken together.

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
        p[alike] = _two_sided((1 + _tails(pool, value[alike], slack) / alike.size) / (1 + draws))
        # A draw is one of the pool: it already counts itself, once for all that are taken together.
        own = 1 - 1 / alike.size
        flagged += (
            _two_sided((own + _tails(pool, drawn[:, alike], slack) / alike.size) / draws) <= SIGNIFICANCE_LEVEL
        ).sum(axis=1)
    return NullSummary(expected, z, p, flagged)


def _tails(pool: Vector, values: Vector, slack: float) -> NDArray[np.int64]:
    """How many of the sorted pool reach each value, and how many do not exceed it: 2 x the values' shape."""
    at_least = pool.size - np.searchsorted(pool, values - slack, side="left")
    return np.array([at_least, np.searchsorted(pool, values + slack, side="right")])


def _two_sided(tails: Vector) -> Vector:
    found: Vector = np.minimum(1.0, 2 * tails.min(axis=0))
    return found
