"""Position given volume against enumeration of every plan with the same margins; ranges that hold."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest

from respnet.analysis.approximations import PositionApproximation
from respnet.analysis.nulls.fixed_margins import compute_burn_in, compute_thinning
from respnet.analysis.position import position_tests
from respnet.analysis.position.centrality import compute_centrality, compute_centrality_batch
from respnet.analysis.position.position_tests import (
    NULL_MEASURES,
    RANKED_MEASURES,
    PositionNull,
    PositionTests,
    UnitPositionTests,
    assess_positions,
)
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL
from respnet.core.to_json import to_jsonable
from tests.analysis.family import FAMILY, network
from tests.analysis.fengdu import fengdu

ROWS = [("abc", "de"), ("a", "f"), ("ad", "bc"), ("f", "cde"), ("e", "g")]


@cache
def of_fengdu() -> PositionTests:
    return assess_positions(fengdu())


@cache
def of_family(name: str) -> PositionTests:
    return assess_positions(FAMILY[name])


def by_unit(found: PositionTests) -> dict[str, UnitPositionTests]:
    return {one.unit: one for one in found.units}


def with_margins(held: list[int], seats: list[int]) -> Iterator[list[list[bool]]]:
    """Every matrix with these row and column sums."""
    if not held:
        yield from [[]] if not any(seats) else []
        return
    for chosen in itertools.combinations([task for task, free in enumerate(seats) if free], held[0]):
        row = [task in chosen for task in range(len(seats))]
        for rest in with_margins(held[1:], [free - taken for free, taken in zip(seats, row, strict=True)]):
            yield [row, *rest]


def test_beyond_is_what_enumeration_gives() -> None:
    plan = network([("ab", []), ("bc", []), ("acd", []), ("de", []), ("e", "b")])
    b = plan.biadjacency()
    every = np.array(list(with_margins(b.sum(axis=1).tolist(), b.sum(axis=0).tolist())))
    assert len(every) > 500
    assert len({one.tobytes() for one in every}) == len(every)
    found, here_and_there = (
        assess_positions(plan, null_draws=2000),
        compute_centrality_batch(np.concatenate(([b], every))),
    )
    for measure in NULL_MEASURES:
        value, drawn = np.split(getattr(here_and_there, measure), [1])
        value = value[0]
        for row, unit in enumerate(found.units):
            alike = drawn[:, b.sum(axis=1) == b[row].sum()]
            here = unit.get_null_comparison(measure)
            assert here is not None
            assert here.value == value[row]
            error = 4 * alike.std() / math.sqrt(2000) + 1e-12
            assert here.expected == pytest.approx(alike.mean(), abs=error)
            tails = [(alike >= value[row] - 1e-9).mean(), (alike <= value[row] + 1e-9).mean()]
            assert here.p == pytest.approx(min(1.0, 2 * min(tails)), abs=0.05)
            assert here.z == pytest.approx((value[row] - alike.mean()) / alike.std(), abs=0.15)


def test_units_with_as_many_tasks_have_the_same_expectation() -> None:
    loads = fengdu().biadjacency().sum(axis=1)
    for held in np.unique(loads):
        for measure in NULL_MEASURES:
            alike = {
                by.expected
                for row in np.flatnonzero(loads == held)
                if (by := of_fengdu().units[row].get_null_comparison(measure))
            }
            assert len(alike) == 1


def test_chance_alone_flags_about_one_unit_in_twenty_at_most() -> None:
    """A plan drawn from the null is one of its draws: its own count must look like theirs."""
    random = np.random.default_rng(1)
    for tasks in (np.full(20, 3), np.arange(20)):
        found = PositionNull(random.normal(size=(400, 20)), tasks).compare(random.normal(size=20))
        assert found.flagged.mean() == pytest.approx(1.0, abs=0.25)
        assert found.p.min() > 1e-4


def test_what_does_not_vary_is_explained() -> None:
    found = of_family("star of tasks")
    for unit in found.units:
        for one in unit.beyond:
            assert (one.z, one.p, one.above, one.below) == (None, 1.0, False, False)
            assert one.value == pytest.approx(one.expected, abs=1e-12)


def test_the_shipped_plan() -> None:
    found = of_fengdu()
    assert (found.null_draws, found.repetitions, found.rounds) == (2000, 200, 10)
    assert found.burn_in == compute_burn_in(fengdu().biadjacency())
    assert found.rounds == compute_thinning(fengdu().biadjacency())
    assert found.approximation is None
    association, commission = (by_unit(found)[f"丰都县/{name}"] for name in ("县科协", "县教委"))
    for measure in RANKED_MEASURES:
        assert association.get_rank_range(measure) in {(1, 1), (1, 2)}
    assert commission.get_rank_range("degree") == (3, 8)
    bridge = association.get_null_comparison("unit_betweenness")
    assert bridge is not None
    assert bridge.value == compute_centrality(fengdu()).units[2].unit_betweenness
    assert bridge.expected == pytest.approx(0.097, abs=0.005)
    assert not bridge.above
    unusual = next(one for one in found.unusual if one.measure == "unit_betweenness")
    assert unusual.units <= 1  # one is at .057
    assert unusual.p > SIGNIFICANCE_LEVEL
    assert 0 < unusual.usual < unusual.most


@pytest.mark.parametrize("seed", [2022, 3, 4])
def test_one_unit_far_out_is_not_hidden_by_a_usual_number_of_such_units(seed: int) -> None:
    """Three units have p near .05, as chance gives in 6 %; one of them is farther out than in 98 of 100 draws."""
    found = assess_positions(fengdu(), seed=seed)
    closeness, _, bridging = found.unusual
    assert closeness.units <= closeness.most
    assert closeness.p <= SIGNIFICANCE_LEVEL
    assert bridging.p > SIGNIFICANCE_LEVEL
    told = [(unit.unit, one.below) for unit in found.units for one in unit.beyond[:1] if one.above or one.below]
    assert told == [("丰都县/县委组织部", True)]


def test_of_draws_from_the_null_one_in_twenty_says_anything() -> None:
    """Independent values of units of different degree: a unit is named, or a number of them, in 5 % in all."""
    random = np.random.default_rng(2)
    tasks, draws = np.arange(12) // 2, random.exponential(size=(400, 12))
    found = [PositionNull(draws, tasks).compare(value) for value in random.exponential(size=(400, 12))]
    said = np.mean([one.p_plan <= 0.05 for one in found])
    assert 0.025 < said < 0.075
    for one in found:
        assert one.p_plan <= one.p_any.min() + 1e-12


def test_the_chance_of_any_unit_is_that_of_plain_counting() -> None:
    """Of each draw the smallest p; where every unit has its own degree no draws are pooled."""
    random = np.random.default_rng(3)
    draws, value = random.normal(size=(99, 4)), np.array([0.0, 0.4, -9.0, 2.2])
    found = PositionNull(draws, np.arange(4)).compare(value)
    tails = np.array([[(column >= one).sum() for one in column] for column in draws.T])
    least = np.minimum(tails, 100 - tails).min(axis=0)  # in whole draws, without the tie-break
    mine = [min((column >= one).sum(), (column <= one).sum()) for one, column in zip(value, draws.T, strict=True)]
    assert found.p_any[2] == pytest.approx(1 / 100)  # beyond all draws, and farther than any of them
    assert (least <= mine[0]).all()
    assert found.p_any[0] == 1.0


def test_ranks_in_bridging_leave_out_the_plans_without_any() -> None:
    nobody = assess_positions(network([("abcdef", "")] * 10))
    assert nobody.level == nobody.repetitions == 200
    assert {one.measure for unit in nobody.units for one in unit.ranges} == {"degree", "closeness"}
    # a is the only bridge, and where the redrawn tasks have both sides it stays first
    found = assess_positions(network([("abc", "")] * 2 + [("ade", "")] * 2))
    assert 10 < found.level < 40  # all tasks from one side: 2 in 16
    assert {unit.unit: unit.get_rank_range("unit_betweenness") for unit in found.units}["p/a"] == (1, 1)
    assert found.units[1].get_rank_range("unit_betweenness") == (2, 2)


@pytest.mark.parametrize("name", FAMILY)
def test_the_family(name: str) -> None:
    plan, found = FAMILY[name], of_family(name)
    assert [one.unit for one in found.units] == [unit.id for unit in plan.actors]
    drawn = bool(plan.biadjacency().any())
    for unit in found.units:
        assert [one.measure for one in unit.beyond] == (list(NULL_MEASURES) if drawn else [])
        ranked = RANKED_MEASURES if found.level < found.repetitions else RANKED_MEASURES[:2]
        assert [one.measure for one in unit.ranges] == (list(ranked) if drawn else [])
        for one in unit.beyond:
            assert 0 < one.p <= 1
            assert math.isfinite(one.value)
            assert math.isfinite(one.expected)
            assert one.z is None or math.isfinite(one.z)
        for each in unit.ranges:
            assert 1 <= each.low <= each.high <= len(plan.actors)
    assert (found.approximation is not None) == (len(plan.actors) > 100)
    if not drawn:
        assert (found.null_draws, found.repetitions, found.unusual) == (0, 0, ())


def test_two_runs_are_the_same_and_the_seed_counts() -> None:
    plan = network(ROWS)
    assert assess_positions(plan, null_draws=60) == assess_positions(plan, null_draws=60)
    assert assess_positions(plan, null_draws=60) != assess_positions(plan, null_draws=60, seed=1)


def test_names_and_order_change_nothing() -> None:
    here = assess_positions(network(ROWS))
    turned = assess_positions(network([(a[::-1], b[::-1]) for a, b in reversed(ROWS)]))
    alike = {"p/c", "p/d"}  # in the same tasks: either may take the other's part
    for unit, one in by_unit(here).items():
        other = by_unit(turned)[unit]
        assert [to_jsonable(each.p) for each in one.beyond] == [to_jsonable(each.p) for each in other.beyond]
        assert [each.z and round(each.z, 8) for each in one.beyond] == [
            each.z and round(each.z, 8) for each in other.beyond
        ]
        assert unit in alike or one.ranges == other.ranges
    renamed = assess_positions(network([(a.translate({ord("a"): "z"}), b) for a, b in ROWS]))
    assert [one.ranges for one in renamed.units] == [one.ranges for one in here.units]


def test_closeness_in_parts_is_ranked_by_harmonic_closeness() -> None:
    """In a small part, closeness as networkx scales it can exceed that of the large one; its rank would mislead."""
    found = by_unit(assess_positions(network([*[("ab", "cdefg")] * 8, ("xy", [])])))
    small = found["p/x"].get_rank_range("closeness")
    assert small is not None
    assert small[0] > 2


def test_progress_is_told_up_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    assess_positions(network(ROWS), null_draws=70, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (10 * 70 + 200, 900)
    assert [done for done, _ in told] == sorted({done for done, _ in told})


def test_fewer_draws_where_a_plan_is_large() -> None:
    found = of_family("300 units")
    assert (found.null_draws, found.repetitions) == (60, 22)
    assert found.approximation == PositionApproximation(draws=60, repetitions=22)


def test_from_pivots_a_plan_and_its_draws_are_estimated_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(position_tests, "MAX_PIVOT_WORK", 1)
    monkeypatch.setattr(position_tests, "FEWEST_PIVOTS", 15)
    monkeypatch.setattr(position_tests, "MAX_PAIR_WALKS", 1)
    found = assess_positions(fengdu())
    assert found.approximation == PositionApproximation(60, 20, 15)
    here = np.array([[one.p for one in unit.beyond] for unit in found.units])
    assert 0.01 < (here <= SIGNIFICANCE_LEVEL).mean() < 0.2
    association = by_unit(found)["丰都县/县科协"]
    assert association.get_rank_range("degree") == of_fengdu().units[2].get_rank_range("degree")
