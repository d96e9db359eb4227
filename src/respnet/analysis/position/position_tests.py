"""Position tests: centrality compared with the fixed-margin null, and robustness of ranks under perturbation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.approximations import PositionApproximation
from respnet.analysis.nulls.fixed_margins import (
    compute_burn_in,
    compute_canonical_order,
    compute_thinning,
    draw_fixed_margin_matrices,
)
from respnet.analysis.position.centrality import BatchCentrality, compute_centrality_batch
from respnet.analysis.stats.descriptive import TIE_TOLERANCE, compute_rank_intervals, rank_rows
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL, compute_limit, count_as_extreme
from respnet.analysis.stats.sparse_counts import Vector
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.options import SEED, StepProgress


class PositionNull:
    """Draws of one measure, pooled by degree, with the number of flags and the smallest p-value of each draw.

    With fixed margins, units of equal degree have the same null distribution; pooling makes the p-values finer and
    equal for equal units. p = 2 min((1 + n>=)/(1 + draws), (1 + n<=)/(1 + draws)), at most 1, with n the pooled count /
    pool size.

    Args:
        drawn: Values under the null, draws x units.
        tasks: Degrees of the units, shape (units,).

    >>> null = PositionNull(np.array([[1.0, 2.0], [2.0, 1.0], [1.0, 2.0]]), np.array([4, 4]))
    >>> found = null.compare(np.array([3.0, 1.0]))
    >>> found.expected.tolist(), found.p.tolist(), found.flagged.tolist()
    ([1.5, 1.5], [0.5, 1.0], [0, 0, 0])
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
        """Compare the values of the units, shape (units,), with the draws."""
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
        return NullSummary(value, expected, z, p, extreme[:-1], self.flagged, float(extreme[-1]))


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


@dataclass(frozen=True, slots=True)
class NullSummary:
    """Value, null mean (`expected`), z-score, p-value and `p_any` of each unit, as in `NullComparison`.

    `z` is nan where the null does not vary. `flagged` holds, for each draw, the number of units with p <=
    SIGNIFICANCE_LEVEL if that draw is tested like the plan itself, and `p_plan` is `FlagCount.p`.
    """

    value: Vector
    expected: Vector
    z: Vector
    p: Vector
    p_any: Vector
    flagged: NDArray[np.int64]
    p_plan: float

    def get_comparison(self, measure: str, row: int) -> NullComparison:
        """Return the comparison of the unit in this row."""
        value, expected, z, p, p_any = (
            float(each[row]) for each in (self.value, self.expected, self.z, self.p, self.p_any)
        )
        return NullComparison(measure, value, expected, None if np.isnan(z) else z, p, p_any)

    def count_flags(self, measure: str) -> FlagCount:
        """Count the units with p <= SIGNIFICANCE_LEVEL, beside those that the draws have."""
        units = int((self.p <= SIGNIFICANCE_LEVEL).sum())
        flagged = self.flagged.astype(np.float64)
        return FlagCount(measure, units, float(flagged.mean()), round(compute_limit(flagged)), self.p_plan)


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
MAX_PIVOT_WORK, FEWEST_PIVOTS = 1_000_000_000, 64
"""Pivots x edges x matrices stay below the first number, but no fewer pivots than the second are taken."""
MAX_PAIR_WALKS = 2_000_000
"""Upper bound of pairs of units x matrices; up to 100 units draws and perturbations are not cut."""


@dataclass(frozen=True, slots=True)
class RankRange:
    """Rank interval of a unit in one measure: the middle 95 % of its ranks (1 is first) when the tasks are redrawn."""

    measure: str
    low: int
    high: int


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
class PositionTests:
    """Position tests of every actor, in printed order.

    Rank intervals are robustness ranges, not confidence intervals. `null_draws` matrices were drawn from the
    fixed-margin null; the tasks were redrawn with repetition `repetitions` times. In `level` of these no unit lies
    between others: they do not count for the ranks in unit betweenness; where that is all, there are none. `rounds` is
    the thinning interval of a chain and `burn_in` its burn-in, in rounds of trades. All are 0 where the plan has
    nothing to draw. `approximation` records reduced effort for a large plan, in which also the values compared are
    estimates.
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
    repetition 200 times, less often for large plans; closeness ranks a disconnected graph by harmonic closeness.

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
    b, ids = network.biadjacency(), [unit.id for unit in network.actors]
    if not b.any():
        return PositionTests(0, 0, 0, 0, 0, seed, tuple(UnitPositionTests(unit, (), ()) for unit in ids), (), None)
    rows, columns = compute_canonical_order(b)
    ordered, effort = b[rows][:, columns], _Effort.of(b, null_draws)
    told = _Walker(effort, progress, seed)
    beyond = _compare_with_draws(ordered, seed, told)
    ranges, level = _compute_ranges(ordered, seed, told)
    less = effort.draws < null_draws or effort.repetitions < REPETITIONS
    return PositionTests(
        null_draws=effort.draws,
        repetitions=effort.repetitions,
        level=level,
        rounds=compute_thinning(ordered),
        burn_in=compute_burn_in(ordered),
        seed=seed,
        units=tuple(
            UnitPositionTests(
                unit,
                tuple(found.get_comparison(measure, at) for measure, found in beyond.items()),
                tuple(RankRange(measure, int(low[at]), int(high[at])) for measure, (low, high) in ranges.items()),
            )
            for unit, at in zip(ids, np.argsort(rows).tolist(), strict=True)
        ),
        unusual=tuple(found.count_flags(measure) for measure, found in beyond.items()),
        approximation=PositionApproximation(effort.draws, effort.repetitions, effort.pivots) if less else None,
    )


@dataclass(frozen=True, slots=True)
class _Effort:
    """Draws, repetitions, and pivots of either side (0: all nodes), fewer in a large plan."""

    draws: int
    repetitions: int
    pivots: int

    @classmethod
    def of(cls, b: Matrix, null_draws: int) -> _Effort:
        affordable = MAX_PAIR_WALKS // b.shape[0] ** 2
        draws = max(min(null_draws, max(MIN_NULL_DRAWS, affordable)), min(SMALL_PLAN_FACTOR * null_draws, affordable))
        repetitions = min(REPETITIONS, max(FEWEST_REPETITIONS, affordable))
        pivots = max(FEWEST_PIVOTS, MAX_PIVOT_WORK // ((draws + repetitions) * int(b.sum())))
        return cls(draws, repetitions, pivots if pivots < b.shape[0] else 0)


class _Walker:
    """Centralities of batches of matrices, with progress."""

    def __init__(self, effort: _Effort, progress: StepProgress | None, seed: int) -> None:
        self.effort, self.progress, self.done = effort, progress, 0
        self.random = np.random.Generator(np.random.PCG64([seed, 2]))

    def measure(self, stack: NDArray[np.bool_]) -> BatchCentrality:
        """Compute the centralities of a batch, or estimate them from pivots in a large network."""
        return compute_centrality_batch(stack, self.effort.pivots, self.random)

    def walked(self, stacks: Iterator[NDArray[np.bool_]]) -> list[BatchCentrality]:
        """Compute the centralities of each batch."""
        found = []
        for stack in stacks:
            found.append(self.measure(stack))
            self.done += len(stack)
            if self.progress is not None:
                self.progress(self.done, self.effort.draws + self.effort.repetitions)
        return found


def _compare_with_draws(b: Matrix, seed: int, told: _Walker) -> dict[str, NullSummary]:
    """Compare each measure with its draws."""
    here, tasks = told.measure(b[None]), b.sum(axis=1)
    there = told.walked(draw_fixed_margin_matrices(b, draws=told.effort.draws, seed=seed))
    return {
        measure: PositionNull(np.concatenate([getattr(one, measure) for one in there]), tasks).compare(
            getattr(here, measure)[0]
        )
        for measure in NULL_MEASURES
    }


def _compute_ranges(
    b: Matrix, seed: int, told: _Walker
) -> tuple[dict[str, tuple[NDArray[np.int64], NDArray[np.int64]]], int]:
    """Compute the rank intervals of each measure, and the number of matrices in which no unit lies between others."""
    redrawn = told.walked(draw_resampled_matrices(b, repetitions=told.effort.repetitions, seed=seed))
    found, level = {}, 0
    for measure in RANKED_MEASURES:
        values = np.concatenate([getattr(one, measure) for one in redrawn])
        if measure == "closeness":
            apart = np.concatenate([one.apart for one in redrawn])
            values[apart] = np.concatenate([one.harmonic for one in redrawn])[apart]
        if measure == "unit_betweenness":
            bridged = values.max(axis=1) > 0
            values, level = values[bridged], int((~bridged).sum())
        if len(values):
            found[measure] = compute_rank_intervals(rank_rows(values))
    return found, level


PERTURBATION_BLOCK_CELLS = 1 << 18
"""Cells of a batch made at once, so that the working arrays of a small plan stay in the processor's cache."""


def draw_resampled_matrices(b: Matrix, *, repetitions: int, seed: int) -> Iterator[NDArray[np.bool_]]:
    """Draw as many tasks as there are, with repetition; the same seed gives the same matrices.

    Args:
        b: Boolean biadjacency matrix, units x tasks.
        repetitions: Number of matrices.
        seed: Seed of the generator.

    Yields:
        Batches of matrices x units x tasks; nothing for a matrix without edges.

    >>> next(draw_resampled_matrices(np.eye(2, dtype=bool), repetitions=5, seed=1)).shape
    (5, 2, 2)
    """
    if not b.any():
        return
    random = np.random.Generator(np.random.PCG64([seed, 1]))
    most = max(1, PERTURBATION_BLOCK_CELLS // (b.shape[0] * max(b.shape)))
    for start in range(0, repetitions, most):
        drawn = random.integers(0, b.shape[1], (min(most, repetitions - start), b.shape[1]))
        yield b[:, drawn].transpose(1, 0, 2)
