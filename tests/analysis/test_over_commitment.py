from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pandas
import pytest

from respnet.analysis.portfolio.over_commitment import LEAD, PlanLoads, PlanSeats, assess_over_commitment

Task = tuple[int, int]
"""Leads of a task, and its units."""
Row = tuple[int, int, int, int]
"""Plan, unit, leads, other tasks."""


def seats(pool: int, tasks: Sequence[Task]) -> PlanSeats:
    kinds = sorted(Counter(tasks).items())
    return PlanSeats(pool, *np.array([[*kind, number] for kind, number in kinds], dtype=np.int64).T)


def loads(rows: Sequence[Row], owned: Sequence[int] = (), capacity: dict[int, float] | None = None) -> PlanLoads:
    given = [(capacity or {}).get(at, np.nan) for at in range(len(rows))]
    return PlanLoads(*np.array(rows, dtype=np.int64).T, np.isin(np.arange(len(rows)), owned), np.array(given))


def law_in_fractions(plans: Sequence[tuple[int, Sequence[Task]]], other: int) -> dict[int, Fraction]:
    """Every seating of every task, for unit 0: seats are given to different units, leads first."""
    law = {0: Fraction(1)}
    for pool, tasks in plans:
        for leads, units in tasks:
            one: Counter[int] = Counter()
            for chosen in combinations(range(pool), units):
                for leading in combinations(chosen, leads):
                    one[LEAD if 0 in leading else other if 0 in chosen else 0] += 1
            both: dict[int, Fraction] = {}
            for (a, p), (b, ways) in product(law.items(), one.items()):
                both[a + b] = both.get(a + b, Fraction()) + p * Fraction(ways, one.total())
            law = both
    return law


PLANS = ((4, ((1, 3), (1, 3), (2, 2))), (5, ((1, 2), (0, 3), (1, 1), (1, 2))), (3, ((1, 1), (2, 3), (0, 2))))


@pytest.mark.parametrize("other", range(11))
def test_the_law_of_a_load_is_that_of_all_seatings_in_whole_fractions(other: int) -> None:
    step = int(np.gcd(other, LEAD))
    found = [seats(*plan).compute_law(other) for plan in PLANS]
    whole = np.convolve(np.convolve(found[0], found[1]), found[2])
    exact = law_in_fractions(PLANS, other)
    assert whole.sum() == pytest.approx(1, abs=1e-14)
    for place, chance in enumerate(whole):
        assert chance == pytest.approx(float(exact.get(place * step, Fraction())), rel=1e-13, abs=1e-18)


def expected_over(plans: Sequence[tuple[int, Sequence[Task]]], rows: Sequence[Row]) -> dict[int, tuple[int, ...]]:
    """The rule once more, with pandas and fractions, for corpora without owners and capacities."""
    frame = pandas.DataFrame(rows, columns=["plan", "unit", "leads", "others"])
    level, over = Fraction(1, 20) / frame["unit"].nunique(), {}
    for unit, own in frame.groupby("unit"):
        shown = []
        for part in (own, own.drop(own["leads"].idxmax())):
            here = [plans[plan] for plan in part["plan"]]
            for other in range(11):
                law = law_in_fractions(here, other)
                load = LEAD * part["leads"].sum() + other * part["others"].sum()
                if sum(chance for number, chance in law.items() if number >= load) > level:
                    shown = None
                    break
            if shown is None or len(own) < 2:
                break
            leads = law_in_fractions(here, 0)
            limit = min(at for at in leads if sum(p for number, p in leads.items() if number > at) <= level)
            shown += [int(part["leads"].sum()), limit // LEAD]
        else:
            over[int(str(unit))] = tuple(shown)
    return over


def test_units_over_in_all_ways_are_those_of_a_count_in_whole_fractions() -> None:
    plans = [(6, ((1, 1),) * 5 + ((1, 2),) * 2), (6, ((1, 1),) * 6), (7, ((1, 2),) * 5)]
    rows = [(0, 1, 5, 1), (1, 1, 5, 0), (2, 1, 4, 0), (0, 2, 1, 1), (1, 2, 1, 0), (2, 2, 1, 5), (0, 3, 1, 0)]
    rows += [(1, 4, 6, 0), (2, 3, 0, 0)]  # unit 4 leads all, but in one plan alone
    found = assess_over_commitment([seats(*plan) for plan in plans], loads(rows))
    shown = {one.unit: (int(one.number), one.limit, one.rest, one.rest_limit) for one in found}
    assert shown == expected_over(plans, rows)
    assert list(shown) == [1]
    assert (found[0].plans, found[0].largest, found[0].led) == ((0, 1, 2), 0, True)


def test_own_plans_are_left_out_and_one_plan_alone_is_not_enough() -> None:
    plans = [seats(20, ((1, 1),) * 10)] * 3
    rows = [(0, 1, 9, 0), (1, 1, 9, 0), (2, 1, 0, 1), (0, 2, 1, 0), (1, 2, 1, 0), (2, 2, 10, 0)]
    assert [(one.unit, one.number, one.rest) for one in assess_over_commitment(plans, loads(rows))] == [(1, 18, 9)]
    assert not assess_over_commitment(plans, loads(rows, owned=[0]))  # 9 of one plan, but none without it


def test_where_no_plan_names_leads_all_tasks_count() -> None:
    rows = [(0, 1, 0, 8), (1, 1, 0, 8), (0, 2, 0, 1), (1, 2, 0, 1)]
    (found,) = assess_over_commitment([seats(20, ((0, 1),) * 9)] * 2, loads(rows))
    assert (found.unit, found.led, found.number) == (1, False, 16)


def test_a_capacity_decides_over_the_sum() -> None:
    plans = [seats(20, ((1, 1),) * 10)] * 2
    rows = [(0, 1, 9, 0), (1, 1, 9, 0), (0, 2, 2, 5), (1, 2, 1, 5)]
    assert not assess_over_commitment(plans, loads(rows, capacity={0: 9, 1: 9}))
    (found,) = assess_over_commitment(plans, loads(rows, capacity={0: 18, 2: 2, 3: 1.5}))
    assert (found.unit, found.number, found.capacity) == (2, 4.0, 3.5)


def draw_corpus(random: np.random.Generator, units: int = 25, plans: int = 8) -> tuple[list[PlanSeats], PlanLoads]:
    """Plans of an area by lot: each of some of its units, the first in most plans, the last in few."""
    all_seats, rows = [], []
    for plan in range(plans):
        named = np.flatnonzero(random.random(units) < np.linspace(1, 0.2, units))
        tasks = random.integers(8, 30)
        size = np.minimum(random.integers(1, 6, tasks), named.size)
        ranks = random.random((named.size, tasks)).argsort(axis=0).argsort(axis=0)
        working = ranks < size
        lead = ranks < np.minimum(size, random.integers(1, 3, tasks))
        all_seats.append(PlanSeats.of(lead, working))
        leads, all_tasks = lead.sum(axis=1), working.sum(axis=1)
        rows += [(plan, int(named[at]), int(leads[at]), int(all_tasks[at] - leads[at])) for at in range(named.size)]
    return all_seats, loads(rows)


def test_lots_alone_flag_a_unit_in_few_of_many_corpora() -> None:
    random = np.random.default_rng(7)
    assert sum(bool(assess_over_commitment(*draw_corpus(random))) for _ in range(200)) <= 10
