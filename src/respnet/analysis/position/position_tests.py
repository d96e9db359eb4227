"""Position tests: centrality compared with the fixed-margin null, and robustness of ranks under perturbation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.approximations import PositionApproximation
from respnet.analysis.nulls.fixed_margins import compute_burn_in, compute_thinning, draw_fixed_margin_matrices
from respnet.analysis.position.centrality import BatchCentrality, compute_centrality_batch
from respnet.analysis.position.perturbation import compute_rank_intervals, draw_resampled_matrices
from respnet.analysis.position.shortest_paths import Vector
from respnet.analysis.stats.canonical_order import compute_canonical_order
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL, count_as_extreme
from respnet.analysis.stats.ranks import TIE_TOLERANCE, rank_rows
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.options import SEED, StepProgress


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
RANKED_MEASURES = ("degree", "closeness", "unit_betweenness")
"""Measures whose ranks are perturbed."""
NULL_DRAWS = 200
SMALL_PLAN_FACTOR = 10
"""Factor of draws for a small plan, so that p <= .05 does not depend on the seed."""
REPETITIONS = 200
MIN_NULL_DRAWS = 60
"""Lower bound of draws; with fewer hardly any unit could be significant: the smallest p is then 2/61."""
FEWEST_REPETITIONS = 20
MAX_PAIR_WALKS = 2_000_000
"""Upper bound of pairs of units x matrices; up to 100 units draws and perturbations are not cut."""


@dataclass(frozen=True, slots=True)
class RankRange:
    """Rank interval of a unit in one measure: the middle 95 % of its ranks (1 is first) when the tasks are redrawn."""

    measure: str
    low: int
    high: int


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
class UnitPositionTests:
    """Null comparisons of one unit, and its rank intervals, one for each measure."""

    unit: str
    beyond: tuple[NullComparison, ...]
    ranges: tuple[RankRange, ...]

    def get_null_comparison(self, measure: str) -> NullComparison | None:
        """Return the comparison of one measure; None where nothing was drawn."""
        return next((one for one in self.beyond if one.measure == measure), None)

    def get_rank_range(self, measure: str) -> tuple[int, int] | None:
        """Return the ends of the rank interval; None where there is none."""
        return next(((one.low, one.high) for one in self.ranges if one.measure == measure), None)


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


@dataclass(frozen=True, slots=True)
class PositionTests:
    """Position tests of every actor, in printed order.

    Rank intervals are robustness ranges, not confidence intervals. `null_draws` matrices were drawn from the
    fixed-margin null; the tasks were redrawn with repetition `repetitions` times. In `level` of these no unit lies
    between others: they do not count for the ranks in unit betweenness; where that is all, there are none. `rounds` is
    the thinning interval of a chain and `burn_in` its burn-in, in rounds of trades. All are 0 where the plan has
    nothing to draw.
    `approximation` records reduced effort for a large plan.
    """

    null_draws: int
    repetitions: int
    level: int
    rounds: int
    burn_in: int
    seed: int
    units: tuple[UnitPositionTests, ...]
    unusual: tuple[FlagCount, ...]
    approximation: PositionApproximation | None


def assess_positions(
    network: ResponsibilityNetwork,
    *,
    null_draws: int = NULL_DRAWS,
    seed: int = SEED,
    progress: StepProgress | None = None,
) -> PositionTests:
    """Test the degree, closeness, harmonic closeness and unit betweenness of every actor.

    Null comparison: draws in which every unit keeps its number of tasks and every task its number of units (all roles);
    up to ten times as many in a small plan, fewer with more than 100 units. Rank robustness: the tasks redrawn with
    repetition 200 times, less often for large plans. Where such a graph is disconnected, closeness ranks its units by
    harmonic closeness.

    Args:
        network: Network of the plan.
        null_draws: Number of draws from the null.
        seed: Seed of draws.
        progress: Progress callback: (matrices done, matrices in all).

    Returns:
        Tests of every actor.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> from respnet.core.plan import Role
    >>> rows = [TaskRow("t", units=(UnitList(Role.LEAD, ("a", name)),)) for name in "bcde"]
    >>> found = assess_positions(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows)), null_draws=50)
    >>> found.units[0].get_rank_range("unit_betweenness"), found.units[0].get_null_comparison("unit_betweenness").z
    ((1, 1), None)
    """
    b = network.biadjacency()
    ids = [unit.id for unit in network.actors]
    if not b.any():
        return PositionTests(0, 0, 0, 0, 0, seed, tuple(UnitPositionTests(unit, (), ()) for unit in ids), (), None)
    draws = max(
        _limit_by_cost(null_draws, MIN_NULL_DRAWS, len(ids)),
        _limit_by_cost(SMALL_PLAN_FACTOR * null_draws, 0, len(ids)),
    )
    repetitions = _limit_by_cost(REPETITIONS, FEWEST_REPETITIONS, len(ids))
    rows, columns = compute_canonical_order(b)
    ordered = b[rows][:, columns]
    told = _ProgressCounter(progress, draws + repetitions)
    beyond = _compare_with_draws(ordered, draws, seed, told)
    ranges, level = _compute_ranges(ordered, repetitions, seed, told)
    place = np.argsort(rows)
    return PositionTests(
        null_draws=draws,
        repetitions=repetitions,
        level=level,
        rounds=compute_thinning(ordered),
        burn_in=compute_burn_in(ordered),
        seed=seed,
        units=tuple(
            UnitPositionTests(
                unit,
                tuple(_to_null_comparison(measure, value, found, at) for measure, (value, found) in beyond.items()),
                tuple(RankRange(measure, int(low[at]), int(high[at])) for measure, (low, high) in ranges.items()),
            )
            for unit, at in zip(ids, place, strict=True)
        ),
        unusual=tuple(_count_flags(measure, found) for measure, (_, found) in beyond.items()),
        approximation=PositionApproximation(draws, repetitions)
        if draws < null_draws or repetitions < REPETITIONS
        else None,
    )


def _limit_by_cost(wanted: int, fewest: int, units: int) -> int:
    return min(wanted, max(fewest, MAX_PAIR_WALKS // max(1, units * units)))


class _ProgressCounter:
    """Progress counter over batches of matrices."""

    def __init__(self, progress: StepProgress | None, total: int) -> None:
        self.progress, self.total, self.done = progress, total, 0

    def walked(self, stacks: Iterator[NDArray[np.bool_]]) -> Iterator[BatchCentrality]:
        """Generate the centralities of each batch."""
        for stack in stacks:
            yield compute_centrality_batch(stack)
            self.done += len(stack)
            if self.progress is not None:
                self.progress(self.done, self.total)


def _compare_with_draws(
    b: Matrix, draws: int, seed: int, told: _ProgressCounter
) -> dict[str, tuple[Vector, NullSummary]]:
    """Compare each measure with its draws: observed values and null summary."""
    here = compute_centrality_batch(b[None])
    there = list(told.walked(draw_fixed_margin_matrices(b, draws=draws, seed=seed)))
    found = {}
    for measure in NULL_MEASURES:
        value: Vector = getattr(here, measure)[0]
        drawn = np.concatenate([getattr(one, measure) for one in there])
        found[measure] = (value, compare_with_null(value, drawn, b.sum(axis=1)))
    return found


def _compute_ranges(
    b: Matrix, repetitions: int, seed: int, told: _ProgressCounter
) -> tuple[dict[str, tuple[NDArray[np.int64], NDArray[np.int64]]], int]:
    """Compute the rank intervals of each measure, and the number of matrices in which no unit lies between others."""
    redrawn = list(told.walked(draw_resampled_matrices(b, repetitions=repetitions, seed=seed)))
    found, level = {}, 0
    for measure in RANKED_MEASURES:
        values = np.concatenate([_select_ranking(one, measure) for one in redrawn])
        if measure == "unit_betweenness":
            bridged = values.max(axis=1) > 0
            values, level = values[bridged], int((~bridged).sum())
        if len(values):
            found[measure] = compute_rank_intervals(rank_rows(values))
    return found, level


def _select_ranking(one: BatchCentrality, measure: str) -> Vector:
    values: Vector = getattr(one, measure)
    return np.where(one.apart[:, None], one.harmonic, values) if measure == "closeness" else values


def _to_null_comparison(measure: str, value: Vector, found: NullSummary, at: int) -> NullComparison:
    z = float(found.z[at])
    return NullComparison(
        measure,
        float(value[at]),
        float(found.expected[at]),
        None if np.isnan(z) else z,
        float(found.p[at]),
        float(found.p_any[at]),
    )


def _count_flags(measure: str, found: NullSummary) -> FlagCount:
    in_order = np.sort(found.flagged)
    return FlagCount(
        measure=measure,
        units=int((found.p <= SIGNIFICANCE_LEVEL).sum()),
        usual=float(in_order.mean()),
        most=int(in_order[-(-95 * in_order.size // 100) - 1]),
        p=found.p_plan,
    )
