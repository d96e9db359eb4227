"""What a unit's position says beyond its number of tasks, and how firmly its rank stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.approximations import PositionApproximation
from respnet.analysis.nulls.curveball import compute_burn_in, compute_thinning, draw_fixed_margin_matrices
from respnet.analysis.position.batch_centrality import BatchCentrality, compute_centrality_batch
from respnet.analysis.position.null_comparison import NullSummary, compare_with_null
from respnet.analysis.position.perturbation import (
    Perturbation,
    RankIntervals,
    compute_rank_intervals,
    draw_perturbed_matrices,
)
from respnet.analysis.position.shortest_paths import Vector
from respnet.analysis.stats.canonical_order import compute_canonical_order
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL
from respnet.analysis.stats.ranks import rank_rows
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.options import SEED
from respnet.core.progress import StepProgress

NULL_MEASURES = ("closeness", "harmonic", "unit_betweenness")
"""The measures held against plans with the same margins. The number of tasks is what these keep: it is no question."""
RANKED_MEASURES = ("degree", "closeness", "unit_betweenness")
"""The measures whose ranks are shaken."""
NULL_DRAWS = 200
SMALL_PLAN_FACTOR = 10
"""A small plan is drawn so many times oftener: which units have p <= .05 should not hang on the seed."""
REPETITIONS = 200
MIN_NULL_DRAWS = 60
"""Fewer would hardly let any unit stand out: the smallest p is then 2/61."""
FEWEST_REPETITIONS = 20
MAX_PAIR_WALKS = 2_000_000
"""Pairs of units that are walked in all: a plan of up to 100 units is drawn and shaken as often as wished."""


@dataclass(frozen=True, slots=True)
class RankRange:
    """The ranks a unit takes in a measure when the record is shaken.

    The middle 95 % lie from `low` to `high` (1 is first); `first` is the share of repetitions, 0 to 1, in which it is
    first or level with the first.
    """

    measure: str
    shaking: Perturbation
    low: int
    high: int
    first: float


@dataclass(frozen=True, slots=True)
class NullComparison:
    """A measure against plans with the same margins: what they give on average, how far this is from it.

    `z` is None where the null does not vary. `p` is two-sided, 2 min((1+#>=)/(1+n), (1+#<=)/(1+n)), at most 1.
    Units with as many tasks have the same chances: # is averaged over them.
    """

    measure: str
    value: float
    expected: float
    z: float | None
    p: float

    @property
    def above(self) -> bool:
        """More than the number of tasks alone would give, beyond what chance does to a single unit."""
        return self.p <= SIGNIFICANCE_LEVEL and self.value > self.expected

    @property
    def below(self) -> bool:
        """Less than the number of tasks alone would give, beyond what chance does to a single unit."""
        return self.p <= SIGNIFICANCE_LEVEL and self.value < self.expected


@dataclass(frozen=True, slots=True)
class UnitPositionTests:
    """One unit's position given its volume, and its rank ranges: one each measure and shaking."""

    unit: str
    beyond: tuple[NullComparison, ...]
    ranges: tuple[RankRange, ...]

    def get_null_comparison(self, measure: str) -> NullComparison | None:
        """The comparison of one measure, None where nothing was drawn."""
        return next((one for one in self.beyond if one.measure == measure), None)

    def get_rank_range(self, measure: str) -> tuple[int, int] | None:
        """From the best to the worst rank over all shakings; None where nothing was shaken."""
        found = [one for one in self.ranges if one.measure == measure]
        return (min(one.low for one in found), max(one.high for one in found)) if found else None


@dataclass(frozen=True, slots=True)
class FlagCount:
    """How many units have p <= 0.05 in a measure, and what chance alone gives when so many units are compared.

    `usual` is the mean number in the plans drawn; `most` the smallest that at least 95 % of them do not exceed, with
    two standard errors to spare for so few draws. `p` is (1 + plans drawn with at least as many) / (1 + draws).
    """

    measure: str
    units: int
    usual: float
    most: int
    p: float

    @property
    def within_chance(self) -> bool:
        """Whether chance alone may well flag so many."""
        return self.units <= self.most


@dataclass(frozen=True, slots=True)
class PositionTests:
    """The standing of every actor, in printed order. Ranges are robustness ranges, no confidence intervals.

    `null_draws` plans with the same margins were drawn; each shaking was repeated `repetitions` times, but one task
    less only as often as there are tasks. `rounds` of trades lie between two draws of a chain, `compute_burn_in`
    before the
    first. All are 0 where the plan has nothing to draw. `approximation` says where a large plan had fewer than wished.
    """

    null_draws: int
    repetitions: int
    rounds: int
    burn_in: int
    seed: int
    units: tuple[UnitPositionTests, ...]
    unusual: tuple[FlagCount, ...]
    approximation: PositionApproximation | None

    def get_flag_count(self, measure: str) -> FlagCount | None:
        """The count of one measure, None where nothing was drawn."""
        return next((one for one in self.unusual if one.measure == measure), None)


def assess_positions(
    network: ResponsibilityNetwork,
    *,
    null_draws: int = NULL_DRAWS,
    seed: int = SEED,
    progress: StepProgress | None = None,
) -> PositionTests:
    """The standing of every actor in degree, closeness, harmonic closeness and unit-to-unit betweenness.

    Given volume: against plans in which every unit keeps its number of tasks and every task its number of units (all
    roles): `null_draws` of them, up to ten times as many in a small plan, fewer in one of more than 100 units, and
    `approximation` says so. Ranks: in the four shakings, 200 times each, large plans less often. Where a shaken plan
    falls apart, closeness ranks its units by harmonic closeness. `progress` hears (plans walked, plans to walk).

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
        return PositionTests(0, 0, 0, 0, seed, tuple(UnitPositionTests(unit, (), ()) for unit in ids), (), None)
    draws = max(
        _affordable(null_draws, MIN_NULL_DRAWS, len(ids)), _affordable(SMALL_PLAN_FACTOR * null_draws, 0, len(ids))
    )
    repetitions = _affordable(REPETITIONS, FEWEST_REPETITIONS, len(ids))
    rows, columns = compute_canonical_order(b)
    ordered = b[rows][:, columns]
    told = _Told(progress, draws + (len(Perturbation) - 1) * repetitions + min(repetitions, b.shape[1]))
    beyond = _against_draws(ordered, draws, seed, told)
    ranges = _under_shaking(ordered, repetitions, seed, told)
    place = np.argsort(rows)
    return PositionTests(
        null_draws=draws,
        repetitions=repetitions,
        rounds=compute_thinning(ordered),
        burn_in=compute_burn_in(ordered),
        seed=seed,
        units=tuple(
            UnitPositionTests(
                unit,
                tuple(_beyond(measure, value, found, at) for measure, (value, found) in beyond.items()),
                tuple(_range(measure, shaking, found, at) for (measure, shaking), found in ranges.items()),
            )
            for unit, at in zip(ids, place, strict=True)
        ),
        unusual=tuple(_unusual(measure, found) for measure, (_, found) in beyond.items()),
        approximation=PositionApproximation(draws, repetitions)
        if draws < null_draws or repetitions < REPETITIONS
        else None,
    )


def _affordable(wanted: int, fewest: int, units: int) -> int:
    return min(wanted, max(fewest, MAX_PAIR_WALKS // max(1, units * units)))


class _Told:
    """What the caller hears of the plans walked so far."""

    def __init__(self, progress: StepProgress | None, total: int) -> None:
        self.progress, self.total, self.done = progress, total, 0

    def walked(self, stacks: Iterator[NDArray[np.bool_]]) -> Iterator[BatchCentrality]:
        """The positions in each stack."""
        for stack in stacks:
            yield compute_centrality_batch(stack)
            self.done += len(stack)
            if self.progress is not None:
                self.progress(self.done, self.total)


def _against_draws(b: Matrix, draws: int, seed: int, told: _Told) -> dict[str, tuple[Vector, NullSummary]]:
    """For each measure the units' values, and what the draws say of them."""
    here = compute_centrality_batch(b[None])
    there = list(told.walked(draw_fixed_margin_matrices(b, draws=draws, seed=seed)))
    found = {}
    for measure in NULL_MEASURES:
        value: Vector = getattr(here, measure)[0]
        drawn = np.concatenate([getattr(one, measure) for one in there])
        found[measure] = (value, compare_with_null(value, drawn, b.sum(axis=1)))
    return found


def _under_shaking(
    b: Matrix, repetitions: int, seed: int, told: _Told
) -> dict[tuple[str, Perturbation], RankIntervals]:
    """For each measure and shaking the spread of the units' ranks, measure by measure."""
    spreads = {}
    for shaking in Perturbation:
        ranks: dict[str, list[NDArray[np.int64]]] = {measure: [] for measure in RANKED_MEASURES}
        for one in told.walked(draw_perturbed_matrices(b, shaking, repetitions=repetitions, seed=seed)):
            for measure in RANKED_MEASURES:
                ranks[measure].append(rank_rows(_ranked_by(one, measure)))
        spreads.update(
            {(measure, shaking): compute_rank_intervals(np.concatenate(those)) for measure, those in ranks.items()}
        )
    return {(measure, shaking): spreads[measure, shaking] for measure in RANKED_MEASURES for shaking in Perturbation}


def _ranked_by(one: BatchCentrality, measure: str) -> Vector:
    values: Vector = getattr(one, measure)
    return np.where(one.apart[:, None], one.harmonic, values) if measure == "closeness" else values


def _beyond(measure: str, value: Vector, found: NullSummary, at: int) -> NullComparison:
    z = float(found.z[at])
    return NullComparison(
        measure, float(value[at]), float(found.expected[at]), None if np.isnan(z) else z, float(found.p[at])
    )


def _range(measure: str, shaking: Perturbation, found: RankIntervals, at: int) -> RankRange:
    return RankRange(measure, shaking, int(found.low[at]), int(found.high[at]), float(found.first[at]))


def _unusual(measure: str, found: NullSummary) -> FlagCount:
    in_order, units = np.sort(found.flagged), int((found.p <= SIGNIFICANCE_LEVEL).sum())
    draws = in_order.size
    above = max(0, int(SIGNIFICANCE_LEVEL * draws - 2 * np.sqrt(SIGNIFICANCE_LEVEL * (1 - SIGNIFICANCE_LEVEL) * draws)))
    return FlagCount(
        measure=measure,
        units=units,
        usual=float(in_order.mean()),
        most=int(in_order[draws - 1 - above]),
        p=(1 + int((in_order >= units).sum())) / (1 + draws),
    )
