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
    return PositionNull(drawn, tasks).compare(value)


class PositionNull:
    """Draws of one measure, pooled by degree, with the number of flags and the smallest p-value of each draw.

    Args:
        drawn: Values under the null, draws x units.
        tasks: Degrees of the units, shape (units,).
    """

    def __init__(self, drawn: Vector, tasks: NDArray[np.int64]) -> None:
        self.draws = drawn.shape[0]
        self.pools = [_DegreePool.of(drawn, np.flatnonzero(tasks == held)) for held in np.unique(tasks)]
        self.flagged = np.zeros(self.draws, dtype=np.int64)
        self.least = np.ones(self.draws)
        for pool in self.pools:
            # A draw is one of the pool: it already counts itself, once for all that are taken together.
            p = pool.compute_p(drawn[:, pool.units], 1 - 1 / pool.units.size, self.draws)
            self.flagged += (p <= SIGNIFICANCE_LEVEL).sum(axis=1)
            self.least = np.minimum(self.least, pool.break_ties(p, drawn[:, pool.units]).min(axis=1))

    def compare(self, value: Vector) -> NullSummary:
        """Compare the values of the units, shape (units,), with the draws: see `compare_with_null`."""
        expected, p, keys = np.zeros(value.size), np.ones(value.size), np.ones(value.size)
        z = np.full(value.size, np.nan)
        for pool in self.pools:
            alike, own = pool.units, value[pool.units]
            expected[alike] = pool.mean
            if np.isfinite(pool.spread):
                z[alike] = (own - pool.mean) / pool.spread
            p[alike] = pool.compute_p(own, 1, 1 + self.draws)
            keys[alike] = pool.break_ties(p[alike] * (1 + self.draws) / self.draws, own)
        units = int((p <= SIGNIFICANCE_LEVEL).sum())
        observed = np.array([[*[0] * value.size, units], [*-keys, -keys.min(initial=1.0)]])
        extreme = (1 + count_as_extreme(np.array([self.flagged, -self.least]), observed)) / (1 + self.draws)
        return NullSummary(expected, z, p, extreme[:-1], self.flagged, float(extreme[-1]))


@dataclass(frozen=True, slots=True)
class _DegreePool:
    """Sorted draws of all units of one degree; `spread` is infinite where they do not vary beyond `slack`."""

    units: NDArray[np.intp]
    values: Vector
    mean: float
    spread: float
    slack: float

    @classmethod
    def of(cls, drawn: Vector, units: NDArray[np.intp]) -> _DegreePool:
        values = np.sort(drawn[:, units], axis=None)
        slack = TIE_TOLERANCE * float(np.abs(values[[0, -1]]).max())
        varies = values[-1] - values[0] > slack
        return cls(units, values, float(values.mean()), float(values.std()) if varies else np.inf, slack)

    def compute_p(self, values: Vector, own: float, draws: int) -> Vector:
        """Compute two-sided p-values from the smaller tail; `own` is what each value counts of itself."""
        at_least = self.values.size - np.searchsorted(self.values, values - self.slack, side="left")
        at_most = np.searchsorted(self.values, values + self.slack, side="right")
        p: Vector = 2 * (own + np.minimum(at_least, at_most) / self.units.size) / draws
        return np.minimum(1.0, p)

    def break_ties(self, p: Vector, values: Vector) -> Vector:
        """Lower p-values by less than the steps between them, the more the larger |z|: many draws reach the least p."""
        found: Vector = p * (1 - 1e-9 * np.minimum(np.abs((values - self.mean) / self.spread), 100))
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
