from __future__ import annotations

import numpy as np
import pytest

from respnet.analysis.workload.random_assignment import FlagBasis, assess_loads
from respnet.analysis.workload.workload import ALPHAS, RATIOS, Flag, compare_with_capacity
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role, UnitKind
from respnet.intake.builder import UnitRecord
from tests.analysis.family import FAMILY, network


def given(**capacity: float) -> list[UnitRecord]:
    return [UnitRecord(name, capacity=number) for name, number in capacity.items()]


ROWS = [(["a"], ["b"])] * 6 + [(["b", "c"], ["a"])] * 2


def test_load_against_capacity_by_hand() -> None:
    """a: leads 6, others 2; from 6.2 (r = .1) to 8 (r = 1), both ways to count alike, as no one else takes part."""
    found = compare_with_capacity(network(ROWS, records=given(a=7)))
    (a,) = found.units
    assert (found.settings, found.without, a.unit, a.capacity) == (20, 2, "p/a", 7.0)
    assert (a.least, a.most) == pytest.approx((6.2 / 7, 8 / 7))
    assert a.over_in == 2 * sum(6 + 2 * ratio > 7 for ratio in RATIOS) == 10
    assert a.flag is Flag.SOME_WEIGHTS


def test_every_setting_counts() -> None:
    plan = network(ROWS, records=given(b=2.5, c=1, a=100))
    lead, other = plan.biadjacency(Role.LEAD), plan.biadjacency(Role.SUPPORT)
    for one in compare_with_capacity(plan).units:
        row = [unit.id for unit in plan.actors].index(one.unit)
        used = [
            sum(1 / lead[:, task].sum() ** alpha for task in np.flatnonzero(lead[row])) / one.capacity
            + ratio * sum(1 / other[:, task].sum() ** alpha for task in np.flatnonzero(other[row])) / one.capacity
            for ratio in RATIOS
            for alpha in ALPHAS
        ]
        assert (one.least, one.most) == pytest.approx((min(used), max(used)))
        assert one.over_in == sum(each > 1 + 1e-9 for each in used)


@pytest.mark.parametrize(
    ("capacity", "flag"),
    [(6, Flag.OVERLOADED), (6.2, Flag.SOME_WEIGHTS), (7.9, Flag.SOME_WEIGHTS), (8, Flag.NONE), (50, Flag.NONE)],
)
def test_a_load_that_just_fits_is_no_overload(capacity: float, flag: Flag) -> None:
    (one,) = compare_with_capacity(network(ROWS, records=given(a=capacity))).units
    assert one.flag is flag


def test_capacity_decides_over_the_lottery() -> None:
    """By lot a stands out among twelve units; its capacity says that it can carry that. b is the reverse."""
    rows = [(["a"], [name]) for name in "bcdefghijkl"]
    by_lot = assess_loads(network(rows))
    assert {one.by for one in by_lot.flags} == {FlagBasis.LOTTERY}
    assert [one.unit for one in by_lot.flagged(Flag.OVERLOADED)] == ["p/a"]
    found = assess_loads(network(rows, records=given(a=12, b=0.05)))
    flags = {one.unit: one for one in found.flags}
    assert (flags["p/a"].flag, flags["p/a"].by, flags["p/a"].over_in) == (Flag.NONE, FlagBasis.CAPACITY, 0)
    assert (flags["p/b"].flag, flags["p/b"].by, flags["p/b"].over_in) == (Flag.OVERLOADED, FlagBasis.CAPACITY, 20)
    assert flags["p/c"].by is FlagBasis.LOTTERY
    for before, after in zip(by_lot.flags, found.flags, strict=True):  # the lottery itself is as it was
        assert (before.excess, before.p, before.p_any, before.most_over) == (
            after.excess,
            after.p,
            after.p_any,
            after.most_over,
        )
    assert by_lot.settings == found.settings


def test_a_capacity_of_a_collective_is_left_out() -> None:
    plan = network([(["各乡镇"], ["a"])], records=[UnitRecord("各乡镇", UnitKind.COLLECTIVE, capacity=1)])
    assert compare_with_capacity(plan).units == ()
    assert compare_with_capacity(plan).without == 1


def test_without_leads_two_ways_are_left() -> None:
    rows = [([], ["a", "b"]), ([], ["a", "b", "c"])]
    found = compare_with_capacity(network(rows, records=given(a=1)))
    assert found.settings == 2
    assert (found.units[0].least, found.units[0].most) == pytest.approx((5 / 6, 2))


def test_the_order_of_tasks_and_names_change_nothing() -> None:
    here = compare_with_capacity(network(ROWS, records=given(a=7, b=3)))
    turned = compare_with_capacity(network(ROWS[::-1], records=given(b=3, a=7)))
    assert {one.unit: (one.flag, one.over_in) for one in here.units} == {
        one.unit: (one.flag, one.over_in) for one in turned.units
    }


@pytest.mark.parametrize("plan", FAMILY.values(), ids=FAMILY.keys())
def test_the_family_has_none(plan: ResponsibilityNetwork) -> None:
    assert compare_with_capacity(plan).units == ()
    assert compare_with_capacity(plan).without == len(plan.actors)
