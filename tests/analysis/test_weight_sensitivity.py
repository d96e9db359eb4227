from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations, pairwise

import numpy as np
import pytest

from respnet.analysis.workload.weight_sensitivity import (
    RankReversal,
    UnitSensitivity,
    compute_weight_sensitivity,
    rank_lines,
)
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from tests.analysis.family import FAMILY, Row, letters, network
from tests.analysis.fengdu import fengdu

Line = tuple[Fraction, Fraction]


def exact_lines(plan: ResponsibilityNetwork, alpha: int) -> list[Line]:
    """The lines in fractions, straight from the definition."""
    lead = plan.biadjacency(Role.LEAD)
    other = plan.biadjacency(Role.RESPONSIBLE, Role.SUPPORT)
    lines = []
    for row in range(len(plan.actors)):
        sums = [
            sum((Fraction(1, int(matrix[:, task].sum()) ** alpha) for task in np.flatnonzero(matrix[row])), Fraction(0))
            for matrix in (lead, other)
        ]
        lines.append((sums[0], sums[1]) if lead.any() else (sums[1], Fraction(0)))
    return lines


def ranks_at(lines: list[Line], weight: Fraction) -> list[int]:
    loads = [start + weight * slope for start, slope in lines]
    return [1 + sum(other > load for other in loads) for load in loads]


def crossings(lines: list[Line]) -> list[Fraction]:
    found = set()
    for (a, b), (c, d) in combinations(lines, 2):
        if b != d and 0 < (weight := (a - c) / (d - b)) < 1:
            found.add(weight)
    return sorted(found)


def exactly(plan: ResponsibilityNetwork) -> list[tuple[int, int, Fraction, Fraction]]:
    """Best and worst rank and both shares, by trying every crossing, both ends and the middle of every stretch."""
    count = len(plan.actors)
    seen: list[set[int]] = [set() for _ in range(count)]
    first, third = [Fraction(0)] * count, [Fraction(0)] * count
    for alpha in (0, 1):
        lines = exact_lines(plan, alpha)
        points = [Fraction(0), *crossings(lines), Fraction(1)]
        for point in points:
            for unit, rank in enumerate(ranks_at(lines, point)):
                seen[unit].add(rank)
        for low, high in pairwise(points):
            for unit, rank in enumerate(ranks_at(lines, (low + high) / 2)):
                seen[unit].add(rank)
                first[unit] += (high - low) / 2 if rank == 1 else 0
                third[unit] += (high - low) / 2 if rank <= 3 else 0
    return [(min(ranks), max(ranks), a, b) for ranks, a, b in zip(seen, first, third, strict=True)]


def scattered(seed: int, units: int, tasks: int) -> ResponsibilityNetwork:
    chance = random.Random(seed)
    rows: list[Row] = []
    for _ in range(tasks):
        names = chance.sample(letters(units), chance.randint(2, min(units, 7)))
        leads = chance.randint(1, 2)
        rows.append((names[:leads], names[leads:]))
    return network(rows)


@pytest.mark.parametrize(
    "plan", [fengdu(), scattered(1, 7, 9), scattered(2, 12, 20), scattered(3, 5, 40)], ids=["fengdu", "1", "2", "3"]
)
def test_ranks_and_shares_are_those_of_exact_fractions(plan: ResponsibilityNetwork) -> None:
    for one, (best, worst, first, third) in zip(compute_weight_sensitivity(plan).units, exactly(plan), strict=True):
        assert (one.best, one.worst) == (best, worst), one.unit
        assert (one.first, one.top_three) == pytest.approx((float(first), float(third)), abs=1e-9)


@pytest.mark.parametrize("name", [name for name in FAMILY if name != "300 units"])
def test_the_family_too(name: str) -> None:
    plan = FAMILY[name]
    found = compute_weight_sensitivity(plan)
    assert [one.unit for one in found.units] == [unit.id for unit in plan.actors]
    assert [(one.best, one.worst) for one in found.units] == [exact[:2] for exact in exactly(plan)]


def test_the_association_is_first_and_the_technology_bureau_second_whatever_the_weight() -> None:
    units = {one.unit.split("/")[1]: one for one in compute_weight_sensitivity(fengdu()).units}
    first, second = units["县科协"], units["县科技局"]
    assert (first.best, first.worst, first.first, first.top_three, first.dominated_by) == (1, 1, 1.0, 1.0, 0)
    assert (second.best, second.worst, second.first, second.top_three) == (2, 2, 0.0, 1.0)
    assert first.whole == (22.0, 8.0)
    assert first.shared[0] == pytest.approx(11 + 2 / 3)


def test_dominance_is_that_of_both_counts() -> None:
    plan = fengdu()
    leads = plan.biadjacency(Role.LEAD).sum(axis=1)
    others = plan.biadjacency(Role.RESPONSIBLE, Role.SUPPORT).sum(axis=1)
    pairs = list(zip(leads.tolist(), others.tolist(), strict=True))
    for one, (own_leads, own_others) in zip(compute_weight_sensitivity(plan).units, pairs, strict=True):
        above = sum(a >= own_leads and b >= own_others and (a, b) != (own_leads, own_others) for a, b in pairs)
        below = sum(a <= own_leads and b <= own_others and (a, b) != (own_leads, own_others) for a, b in pairs)
        assert (one.dominated_by, one.dominates) == (above, below)


def test_reversals_are_the_crossings_and_say_who_is_ahead_on_either_side() -> None:
    plan = fengdu()
    found = compute_weight_sensitivity(plan)
    row = {unit.id: place for place, unit in enumerate(plan.actors)}
    for alpha in (0, 1):
        lines = exact_lines(plan, alpha)
        told = [one for one in found.reversals if one.alpha == alpha]
        assert [one.ratio for one in told] == sorted(one.ratio for one in told)
        assert {round(one.ratio, 9) for one in told} <= {round(float(point), 9) for point in crossings(lines)}
        for one in told:
            (a, b), (c, d) = lines[row[one.a]], lines[row[one.b]]
            assert float((a - c) / (d - b)) == pytest.approx(one.ratio, abs=1e-12)
            assert a > c
            assert a + b < c + d
    busy = {one.unit for one in found.units if one.best <= found.among}
    assert {unit for one in found.reversals for unit in (one.a, one.b)} <= busy


def test_a_reversal_by_hand() -> None:
    """a leads 2; b leads 1 and takes part in 2 others: level where 2 = 1 + 2r."""
    found = compute_weight_sensitivity(
        network([("a", []), ("a", []), ("b", []), ("c", "b"), ("c", "b"), ("c", []), ("c", [])])
    )
    assert [one for one in found.reversals if one.alpha == 0] == [RankReversal("p/a", "p/b", 0, 0.5)]
    assert [one.ratio for one in found.reversals] == [0.5, 0.5]  # every task has one lead and one other: the same
    (b,) = (one for one in found.units if one.unit == "p/b")
    assert b == UnitSensitivity("p/b", (1.0, 2.0), (1.0, 2.0), 2, 3, 0.0, 1.0, 0, 0)


def test_three_lines_through_one_point_are_level_there() -> None:
    """At 1/2 all three have 1.5: the one that is never first on a stretch is first there."""
    found = rank_lines(np.array([2.0, 1.5, 1.0]), np.array([-1.0, 0.0, 1.0]))
    assert found.best.tolist() == [1, 1, 1]
    assert found.worst.tolist() == [3, 2, 3]
    assert found.best_inside.tolist() == [1, 2, 1]
    assert found.first.tolist() == [0.5, 0.0, 0.5]


def test_thirds_that_add_up_to_one_are_a_tie() -> None:
    """a has a third of three tasks, b one task alone: level, whatever the order of adding up."""
    plan = network([("acd", []), ("aef", []), ("agh", []), ("b", [])])
    ranks = {one.unit: (one.best, one.worst) for one in compute_weight_sensitivity(plan).units}
    lines = exact_lines(plan, 1)
    assert lines[0] == lines[[unit.id for unit in plan.actors].index("p/b")]
    assert ranks["p/b"] == (1, 2)  # second only where co-leads carry the whole
    assert ranks["p/a"] == (1, 1)


def test_without_leads_there_is_nothing_to_weigh() -> None:
    found = compute_weight_sensitivity(FAMILY["nobody leads"])
    assert [one.whole for one in found.units] == [(2.0, 0.0), (3.0, 0.0), (2.0, 0.0), (1.0, 0.0)]
    assert found.reversals == ()


def test_names_and_printed_order_change_nothing() -> None:
    rows = [("abc", "de"), ("a", "f"), ("ad", "bc"), ("b", "cde"), ("c", "ab"), ("a", "bf"), ("e", "abcd")]
    here, turned = (
        compute_weight_sensitivity(network(rows)),
        compute_weight_sensitivity(network([(a[::-1], b[::-1]) for a, b in rows[::-1]])),
    )
    assert {one.unit: one for one in here.units} == {one.unit: one for one in turned.units}
    assert set(here.reversals) == set(turned.reversals)
    assert [one.unit for one in here.units] != [one.unit for one in turned.units]


def test_a_thousand_units() -> None:
    plan = scattered(5, 1_000, 2_000)
    found = compute_weight_sensitivity(plan)
    assert len(found.units) == 1_000
    assert sum(one.first for one in found.units) >= 1 - 1e-9
    assert found == compute_weight_sensitivity(plan)
    assert all(1 <= one.best <= one.worst <= 1_000 and 0 <= one.first <= one.top_three <= 1 for one in found.units)
