"""Comparison of centralities with the fixed-margin null: z-scores and p-values of each unit, and of the whole plan."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.position.shortest_paths import Vector
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL, count_as_extreme
from respnet.analysis.stats.ranks import TIE_TOLERANCE


@dataclass(frozen=True, slots=True)
class NullSummary:
    """Null mean (`expected`), z-score, p-value and `p_any` of each unit, as in `NullComparison`.

    `z` is nan where the null does not vary. `flagged` holds, for each draw, the number of units with p <=
    SIGNIFICANCE_LEVEL if that draw is tested like the plan itself, and `p_plan` is `FlagCount.p`.
    """

    expected: Vector
    z: Vector
    p: Vector
    p_any: Vector
    flagged: NDArray[np.int64]
    p_plan: float


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
    own_key, drawn_least = np.ones(value.size), np.ones(draws)
    for held in np.unique(tasks):
        alike = np.flatnonzero(tasks == held)
        pool = np.sort(drawn[:, alike], axis=None)
        slack = TIE_TOLERANCE * max(abs(float(pool[0])), abs(float(pool[-1])), float(np.abs(value[alike]).max()))
        expected[alike] = pool.mean()
        spread = pool.std() if pool[-1] - pool[0] > slack else np.inf
        if np.isfinite(spread):
            z[alike] = (value[alike] - pool.mean()) / spread
        p[alike] = _two_sided((1 + _count_tails(pool, value[alike], slack) / alike.size) / (1 + draws))
        # A draw is one of the pool: it already counts itself, once for all that are taken together.
        own = 1 - 1 / alike.size
        by_draw = _two_sided((own + _count_tails(pool, drawn[:, alike], slack) / alike.size) / draws)
        flagged += (by_draw <= SIGNIFICANCE_LEVEL).sum(axis=1)
        keys = _break_ties(by_draw, (drawn[:, alike] - pool.mean()) / spread)
        drawn_least = np.minimum(drawn_least, keys.min(axis=1))
        own_key[alike] = _break_ties(p[alike] * (1 + draws) / draws, (value[alike] - pool.mean()) / spread)
    units = int((p <= SIGNIFICANCE_LEVEL).sum())
    observed = np.array([[*[0] * value.size, units], [*-own_key, -own_key.min(initial=1.0)]])
    extreme = (1 + count_as_extreme(np.array([flagged, -drawn_least]), observed)) / (1 + draws)
    return NullSummary(expected, z, p, extreme[:-1], flagged, float(extreme[-1]))


def _break_ties(p: Vector, z: Vector) -> Vector:
    """Lower p-values by less than the steps between them, the more the larger |z| is: many draws reach the least p."""
    found: Vector = p * (1 - 1e-9 * np.minimum(np.abs(z), 100))
    return found


def _count_tails(pool: Vector, values: Vector, slack: float) -> NDArray[np.int64]:
    """Count the values of the sorted pool that reach, and that do not exceed, each value: 2 x the values' shape."""
    at_least = pool.size - np.searchsorted(pool, values - slack, side="left")
    return np.array([at_least, np.searchsorted(pool, values + slack, side="right")])


def _two_sided(tails: Vector) -> Vector:
    found: Vector = np.minimum(1.0, 2 * tails.min(axis=0))
    return found


NULL_MEASURES = ("closeness", "harmonic", "unit_betweenness")
"""Measures compared with the fixed-margin null, which keeps the number of tasks and so says nothing of degree."""


@dataclass(frozen=True, slots=True)
class NullComparison:
    """Observed value, null mean, z-score and two-sided p-value under the fixed-margin null.

    `z` is None where the null does not vary. p = 2 min((1+#>=)/(1+n), (1+#<=)/(1+n)), at most 1, with # averaged over
    the units of equal degree, which have the same null distribution. `p_any` is the chance that any unit is as far out,
    or as many units are: the smallest p of the units, and of their number, held against the same of the draws (min-p).
    """

    measure: str
    value: float
    expected: float
    z: float | None
    p: float
    p_any: float

    @property
    def above(self) -> bool:
        """True if the value is above the null mean beyond what chance gives any unit."""
        return self.p_any <= SIGNIFICANCE_LEVEL and self.value > self.expected

    @property
    def below(self) -> bool:
        """True if the value is below the null mean beyond what chance gives any unit."""
        return self.p_any <= SIGNIFICANCE_LEVEL and self.value < self.expected


@dataclass(frozen=True, slots=True)
class FlagCount:
    """Number of units with p <= 0.05 in a measure, beside the number that chance alone gives.

    `usual` is the mean number in the null draws, `most` the smallest that at least 95 % of them do not exceed. `p` is
    the chance of as many units, or of one as far out as the farthest here (see `NullComparison.p_any`).
    """

    measure: str
    units: int
    usual: float
    most: int
    p: float

    @property
    def within_chance(self) -> bool:
        """True if chance alone may well flag as many units, and none as clearly."""
        return self.p > SIGNIFICANCE_LEVEL


def to_null_comparison(measure: str, value: Vector, found: NullSummary, at: int) -> NullComparison:
    """Return the comparison of one unit.

    Args:
        measure: Name of the measure.
        value: Observed values, shape (units,).
        found: Their comparison with the null.
        at: Row of the unit.
    """
    z = float(found.z[at])
    return NullComparison(
        measure,
        float(value[at]),
        float(found.expected[at]),
        None if np.isnan(z) else z,
        float(found.p[at]),
        float(found.p_any[at]),
    )


def count_flags(measure: str, found: NullSummary) -> FlagCount:
    """Count the units with p <= SIGNIFICANCE_LEVEL, beside those that the draws have.

    Args:
        measure: Name of the measure.
        found: Its comparison with the null.
    """
    in_order = np.sort(found.flagged)
    return FlagCount(
        measure=measure,
        units=int((found.p <= SIGNIFICANCE_LEVEL).sum()),
        usual=float(in_order.mean()),
        most=int(in_order[-(-95 * in_order.size // 100) - 1]),
        p=found.p_plan,
    )
