from __future__ import annotations

import math
import random
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from respnet.analysis.stats.descriptive import CountConcentration, compute_concentration, gini
from respnet.analysis.workload.random_assignment import assess_loads
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from tests.analysis.family import FAMILY, letters, network
from tests.analysis.fengdu import fengdu


def plain_gini(counts: list[int]) -> Fraction:
    """Half the mean absolute difference by the mean."""
    pairs = sum(abs(a - b) for a, b in product(counts, repeat=2))
    return Fraction(pairs, 2 * len(counts) * sum(counts))


def test_the_published_value() -> None:
    """R phylotools' example: .3076923."""
    counts = [1, 3, 2, 1, 1, 1, 4]
    found = compute_concentration("leads", np.array(counts), np.zeros(1), np.zeros(1))
    assert found.gini == pytest.approx(0.3076923, abs=5e-8)
    assert found.gini == pytest.approx(float(plain_gini(counts)), abs=1e-15)
    assert found.gini_small == pytest.approx(float(plain_gini(counts) * 7 / 6), abs=1e-15)
    assert found.effective == pytest.approx(13**2 / 33)
    assert found.largest == pytest.approx(4 / 13)


def test_it_is_half_the_mean_difference_by_the_mean() -> None:
    chance = random.Random(3)
    columns = [[chance.randint(0, 9) for _ in range(11)] for _ in range(50)]
    found = gini(np.array(columns, dtype=np.float64).T)
    assert found == pytest.approx([float(plain_gini(column)) for column in columns], abs=1e-14)


def test_the_ends_of_the_scale() -> None:
    assert compute_concentration("tasks", np.array([3, 3, 3, 3]), np.zeros(1), np.zeros(1)).gini == 0
    alone = compute_concentration("tasks", np.array([0, 0, 5, 0]), np.zeros(1), np.zeros(1))
    assert (alone.gini, alone.gini_small, alone.effective, alone.largest) == (0.75, 1.0, 1.0, 1.0)
    single = compute_concentration("tasks", np.array([5]), np.zeros(1), np.zeros(1))
    assert (single.gini, single.gini_small) == (0.0, None)
    assert gini(np.zeros((3, 2))).tolist() == [0.0, 0.0]
    assert gini(np.zeros((0, 2))).tolist() == [0.0, 0.0]


def test_units_without_any_count_and_change_it() -> None:
    leading = compute_concentration("leads", np.array([4, 2]), np.zeros(1), np.zeros(1))
    everybody = compute_concentration("leads", np.array([4, 2, 0, 0]), np.zeros(1), np.zeros(1))
    assert (leading.units, leading.with_any, everybody.units, everybody.with_any) == (2, 2, 4, 2)
    assert leading.gini is not None
    assert everybody.gini is not None
    assert everybody.gini > leading.gini


def test_the_shipped_plan() -> None:
    plan = fengdu()
    found = assess_loads(plan).concentration
    leads = plan.biadjacency(Role.LEAD).sum(axis=1).tolist()
    assert (found.leads.units, found.leads.with_any, found.leads.total) == (30, 13, 60)
    assert found.leads.gini == pytest.approx(float(plain_gini(leads)), abs=1e-14)
    assert found.leads.largest == pytest.approx(22 / 60)
    assert (found.tasks.units, found.tasks.with_any, found.tasks.total) == (30, 30, 230)
    assert found.leads.p == pytest.approx(1 / 10_001)
    assert found.leads.z is not None
    assert found.leads.z > 5


def test_the_lottery_is_not_even_and_its_points_are_those_of_a_plain_one() -> None:
    """The same null with random.sample and dictionaries."""
    plan, draws = fengdu(), 3_000
    chance = random.Random(11)
    values = []
    for _ in range(draws):
        counts = [0] * 30
        for leads in plan.biadjacency(Role.LEAD).sum(axis=0).tolist():
            for unit in chance.sample(range(30), leads):
                counts[unit] += 1
        values.append(float(plain_gini(counts)))
    found = assess_loads(plan).concentration.leads
    error = np.std(values) / math.sqrt(draws)
    assert found.lottery_mean == pytest.approx(np.mean(values), abs=4.5 * error)
    assert found.lottery_sd == pytest.approx(np.std(values), rel=0.07)
    assert found.lottery_low == pytest.approx(np.quantile(values, 0.025), abs=0.01)
    assert found.lottery_high == pytest.approx(np.quantile(values, 0.975), abs=0.01)


def test_the_mean_gini_of_a_tiny_lottery_is_that_of_its_enumeration() -> None:
    """Three tasks of one seat for three units: 27 lotteries."""
    found = assess_loads(network([("a", []), ("a", []), ("b", [])], extra=["c"]), draws=20_000).concentration.leads
    law = [plain_gini([lot.count(unit) for unit in range(3)]) for lot in product(range(3), repeat=3)]
    mean = float(sum(law) / 27)
    assert found.lottery_mean == pytest.approx(mean, abs=0.006)
    assert found.gini == pytest.approx(float(plain_gini([2, 1, 0])))
    at_least = sum(value >= plain_gini([2, 1, 0]) for value in law) / 27
    assert found.p == pytest.approx(at_least, abs=0.015)


def test_the_effective_number_is_tested_itself() -> None:
    """One unit leads eleven tasks, each with another one: no draw gives anybody half, though the Gini is usual."""
    found = assess_loads(FAMILY["one leads all, of twelve"]).concentration.tasks
    assert found.effective == pytest.approx(22**2 / (11**2 + 11))
    assert found.p is not None
    assert found.p > 0.05
    assert found.effective_p == pytest.approx(1 / 10_001)
    assert found.effective_mean == pytest.approx(8.4, abs=0.05)
    assert found.effective_low == pytest.approx(6.4, abs=0.05)


def test_the_law_of_the_effective_number_is_that_of_its_enumeration() -> None:
    """Three tasks of one seat for three units: 27 lotteries."""
    found = assess_loads(network([("a", []), ("a", []), ("b", [])], extra=["c"]), draws=20_000).concentration.leads
    law = [Fraction(9, sum(lot.count(unit) ** 2 for unit in range(3))) for lot in product(range(3), repeat=3)]
    assert found.effective == pytest.approx(9 / 5)
    assert found.effective_mean == pytest.approx(float(sum(law) / 27), abs=0.015)
    assert found.effective_p == pytest.approx(sum(value <= Fraction(9, 5) for value in law) / 27, abs=0.015)


def test_where_every_draw_is_the_same_there_is_no_z() -> None:
    found = assess_loads(FAMILY["complete"], draws=50).concentration.leads
    assert (found.gini, found.lottery_sd, found.z, found.p) == (0.0, 0.0, None, 1.0)


def test_nothing_to_spread() -> None:
    found = assess_loads(FAMILY["nobody leads"], draws=50).concentration
    assert found.leads == CountConcentration("leads", 4, 0, 0, *(None,) * 14)
    assert found.tasks.total == 8


def test_order_and_names_change_nothing() -> None:
    rows = [("abc", "de"), ("a", "f"), ("ad", "bc"), ("a", "cde")]
    here = assess_loads(network(rows), draws=300).concentration
    assert here == assess_loads(network([(a[::-1], b[::-1]) for a, b in rows]), draws=300).concentration
    assert here == assess_loads(network(rows), draws=300).concentration


@pytest.mark.parametrize("plan", FAMILY.values(), ids=FAMILY.keys())
def test_the_family(plan: ResponsibilityNetwork) -> None:
    found = assess_loads(plan, draws=200).concentration
    for one in (found.leads, found.tasks):
        assert one.units == len(plan.actors)
        if not one.total:
            assert one.gini is one.p is one.effective is None
            continue
        assert one.gini is not None
        assert one.effective is not None
        assert one.p is not None
        assert 0 <= one.gini <= 1 - 1 / one.units + 1e-12
        assert 1 - 1e-12 <= one.effective <= one.with_any + 1e-9
        assert 0 < one.p <= 1
        assert one.z is None or math.isfinite(one.z)


def test_many_units() -> None:
    names = letters(1_000)
    plan = network([([names[task % 40]], [names[(task * 7) % 1_000]]) for task in range(1_000)])
    found = assess_loads(plan, draws=64).concentration
    assert found.leads.with_any == 40
    assert found.leads.effective == pytest.approx(40)
