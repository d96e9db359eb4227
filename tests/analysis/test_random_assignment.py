from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations, product

import numpy as np
import pytest
from scipy.stats import false_discovery_control

from respnet.analysis.approximations import FewerDraws
from respnet.analysis.nulls.random_assignment_sampler import Seats, draw_seat_blocks
from respnet.analysis.stats.multiple_testing import benjamini_hochberg
from respnet.analysis.workload.random_assignment import LoadTests, assess_loads, assess_within_kinds
from respnet.analysis.workload.workload import RATIOS, Flag, compute_loads, list_weighting_schemes
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role, UnitKind
from respnet.findings.display_names import FLAG_WORDS
from respnet.intake.builder import UnitRecord
from tests.analysis.family import FAMILY, letters, network
from tests.analysis.fengdu import fengdu


def flag_of(found: LoadTests, name: str) -> Flag:
    (one,) = (one for one in found.flags if one.unit.endswith(f"/{name}"))
    return one.flag


@pytest.mark.parametrize("seed", [0, 1, 2022, 77])
def test_the_busiest_leader_of_the_shipped_plan_by_lot_has_seven(seed: int) -> None:
    found = assess_loads(fengdu(), seed=seed)
    assert found.lead_limit == 7
    assert found.lead_mean == 2.0
    assert found.pool == 30
    assert [(setting.ratio, setting.alpha) for setting in found.settings] == [(r, a) for a in (0, 1) for r in RATIOS]


def test_the_association_is_overloaded_in_all_settings() -> None:
    (one,) = (one for one in assess_loads(fengdu()).flags if one.unit == "丰都县/县科协")
    assert (one.flag, one.over_in, one.excess) == (Flag.OVERLOADED, 20, 22 - 7)
    assert one.most_over > 10
    # 30 units, none of the draws near it, four units that far out: BH multiplies the floor by 30 / 4.
    assert one.p == pytest.approx(30 / 4 / 10_001)
    assert one.p_any == one.p_excess == pytest.approx(1 / 10_001)


def test_the_limits_are_those_of_a_plain_lottery_by_hand() -> None:
    """The same null with random.sample and dictionaries; two samples of the maximum agree within their error."""
    plan, draws = fengdu(), 3_000
    seats = [
        (int(k), int(s))
        for k, s in zip(
            plan.biadjacency(Role.LEAD).sum(axis=0), plan.biadjacency(Role.RESPONSIBLE).sum(axis=0), strict=True
        )
    ]
    chance = random.Random(5)
    maxima: dict[tuple[float, int], list[float]] = {(r, a): [] for r in (0.3, 1.0) for a in (0, 1)}
    for _ in range(draws):
        load: dict[tuple[float, int], Counter[int]] = {way: Counter() for way in maxima}
        for k, s in seats:
            drawn = chance.sample(range(30), k + s)
            for (r, a), counts in load.items():
                for unit in drawn[:k]:
                    counts[unit] += 1 / k**a
                for unit in drawn[k:]:
                    counts[unit] += r / s**a
        for way, counts in load.items():
            maxima[way].append(max(counts.values()))
    found = {(setting.ratio, setting.alpha): setting.limit for setting in assess_loads(plan).settings}
    for way, values in maxima.items():
        # The limit must lie where the plain sample puts the 93.5 to the 96.5 percent points (4 standard errors).
        low, high = np.quantile(values, [0.935, 0.965])
        assert low - 1e-9 <= found[way] <= high + 1e-9


def exact_maxima(pool: int, seats: list[tuple[int, int]], ratio: Fraction, alpha: int) -> dict[Fraction, Fraction]:
    """The law of the largest load of a tiny plan, by writing down every lottery."""
    law: Counter[Fraction] = Counter()
    choices = [list(permutations(range(pool), k + s)) for k, s in seats]
    for lots in product(*choices):
        load = [Fraction(0)] * pool
        for (k, s), drawn in zip(seats, lots, strict=True):
            for unit in drawn[:k]:
                load[unit] += Fraction(1, k**alpha)
            for unit in drawn[k:]:
                load[unit] += ratio / s**alpha
        law[max(load)] += 1
    total = sum(law.values())
    return {value: Fraction(count, total) for value, count in law.items()}


def test_the_limits_of_a_tiny_plan_are_those_of_its_full_enumeration() -> None:
    """Four units; tasks with seats (1, 1), (2, 1), (1, 0): 1,152 lotteries."""
    plan = network([("a", "b"), ("ab", "c"), ("d", [])])
    for setting in assess_loads(plan, draws=20_000).settings:
        law = exact_maxima(4, [(1, 1), (2, 1), (1, 0)], Fraction(round(setting.ratio * 10), 10), setting.alpha)
        reached, limit = Fraction(0), Fraction(0)
        for value in sorted(law):
            reached, limit = reached + law[value], value
            if reached >= Fraction(95, 100):
                break
        assert abs(reached - Fraction(95, 100)) > Fraction(1, 100)  # else the draws could fall on either side
        assert setting.limit == pytest.approx(float(limit), abs=1e-9)


def test_p_values_are_those_of_the_exact_law() -> None:
    """Twelve tasks of one seat for twelve units: a unit's leads are binomial(12, 1/12)."""
    plan = network([(["a"], [])] * 4 + [([name], []) for name in "bcdefghi"], extra=["j", "k", "l"])
    found = assess_loads(plan, draws=50_000)
    tail = {n: sum(math.comb(12, k) * 11 ** (12 - k) for k in range(n, 13)) / 12**12 for n in (0, 1, 4)}
    exact = benjamini_hochberg(np.array([tail[4]] + [tail[1]] * 8 + [tail[0]] * 3))
    for one, p in zip(found.flags, exact, strict=True):
        assert one.p == pytest.approx(p, rel=0.08)  # of each draw two units are kept


def test_correction_is_that_of_scipy() -> None:
    p = np.random.default_rng(1).uniform(size=50) ** 3
    assert benjamini_hochberg(p) == pytest.approx(false_discovery_control(p), abs=1e-15)


def test_many_units_at_the_limit_are_watched() -> None:
    """Eight of forty units share all leads: none beyond what the busiest draws, but so many are not chance."""
    names = letters(40)
    plan = network([([names[task % 8]], []) for task in range(40)], extra=names[8:])
    found = assess_loads(plan)
    assert found.lead_limit == 5
    assert [one.flag for one in found.flags] == [Flag.WATCH] * 8 + [Flag.NONE] * 32
    assert {one.excess for one in found.flags} == {0, -5}


@pytest.mark.parametrize(("sharing", "tasks", "flag"), [(8, 32, Flag.WATCH), (10, 40, Flag.NONE)])
def test_a_unit_is_watched_from_one_in_twenty_on(sharing: int, tasks: int, flag: Flag) -> None:
    """Four leads each, within the limit: for eight of forty units chance gives it in 4 %, for ten of them in 7 %."""
    names = letters(40)
    found = assess_loads(network([([names[task % sharing]], []) for task in range(tasks)], extra=names[sharing:]))
    busy = found.flags[:sharing]
    assert {(one.flag, one.over_in) for one in busy} == {(flag, 0)}
    assert {one.flag for one in found.flags[sharing:]} == {Flag.NONE}
    assert all(0.04 < one.p < 0.05 if flag is Flag.WATCH else 0.06 < one.p < 0.08 for one in busy)


def test_who_supports_much_is_flagged_only_where_support_weighs() -> None:
    names = letters(20)
    plan = network([([names[task]], ["s"]) for task in range(20)])
    found = assess_loads(plan)
    (one,) = (one for one in found.flags if one.unit == "p/s")
    assert one.flag is Flag.SOME_WEIGHTS
    assert 0 < one.over_in < 20
    assert one.excess < 0


def test_a_plan_without_leads_is_compared_by_tasks_alone() -> None:
    plan = network([([], ["a", name]) for name in letters(14)])
    found = assess_loads(plan)
    assert [(setting.ratio, setting.alpha) for setting in found.settings] == [(1.0, 0), (1.0, 1)]
    assert (found.lead_limit, found.lead_mean) == (0, 0.0)
    assert found.settings[0].limit == found.task_limit
    assert flag_of(found, "a") is Flag.OVERLOADED
    assert found.flags[0].excess == 14 - found.task_limit


def test_names_and_printed_order_of_units_change_nothing() -> None:
    rows = [("abc", "de"), ("a", "f"), ("ad", "bc"), ("a", "cde"), ("a", []), ("a", "bf"), ("a", "e")]
    here = assess_loads(network(rows), draws=2_000)
    turned = assess_loads(network([(leads[::-1], others[::-1]) for leads, others in rows]), draws=2_000)
    for one, other in zip(here.settings, turned.settings, strict=True):
        assert (one.limit, sorted(one.loads)) == (other.limit, sorted(other.loads))
    assert {one.unit: one for one in here.flags} == {one.unit: one for one in turned.flags}
    assert [one.unit for one in here.flags] != [one.unit for one in turned.flags]
    swap = str.maketrans("abcdef", "fedcba")
    renamed = network([(str(lead).translate(swap), str(other).translate(swap)) for lead, other in rows if other] + [])
    original = network([row for row in rows if row[1]])
    back = {one.unit.translate(swap): one for one in assess_loads(renamed, draws=2_000).flags}
    for one in assess_loads(original, draws=2_000).flags:
        assert (one.flag, one.p, one.p_any) == (back[one.unit].flag, back[one.unit].p, back[one.unit].p_any)


def test_equal_loads_get_equal_flags_and_p_values() -> None:
    b, c = assess_loads(FAMILY["identical tasks"], draws=500).flags[1:]
    assert (b.p, b.p_any, b.p_excess) == (c.p, c.p_any, c.p_excess)


def test_units_over_in_some_ways_are_told_only_where_that_is_rare() -> None:
    flags = {one.unit.split("/")[1]: one for one in assess_loads(fengdu(), draws=40_000).flags}
    for name in ("县人力社保局", "县委宣传部"):
        assert (flags[name].flag, flags[name].over_in) == (Flag.SOME_WEIGHTS, 8)
        assert flags[name].p_any < 0.001
    assert flags["县教委"].over_in == 5
    assert flags["县教委"].p_any == pytest.approx(0.054, abs=0.004)
    assert flags["县教委"].flag is not Flag.SOME_WEIGHTS


def test_the_chance_of_any_unit_in_any_way_is_that_of_plain_counting() -> None:
    """The smallest of twenty chances, held against the smallest of every draw, in loops and whole numbers."""
    plan, draws = network([("ab", "c"), ("a", "d"), ("a", "bc"), ("bd", ""), ("a", "e")]), 100  # squared loops
    lead, other = plan.biadjacency(Role.LEAD), plan.biadjacency(Role.SUPPORT)
    seats, ways = Seats.of(lead, other), list_weighting_schemes(True)
    (block,) = draw_seat_blocks(seats, draws=draws, seed=5)
    drawn, own = compute_loads(block, ways), compute_loads(seats.observed(lead, other), ways)
    maxima = [[round(value, 6) for value in way.max(axis=0)] for way in drawn]
    least = [min(sum(other >= way[draw] for other in way) for way in maxima) for draw in range(draws)]
    for row, one in enumerate(assess_loads(plan, draws=draws, seed=5).flags):
        mine = min(sum(other >= round(load[row], 6) for other in way) for way, load in zip(maxima, own, strict=True))
        assert one.p_any == pytest.approx((1 + sum(other <= mine for other in least)) / (1 + draws))
    every = [[round(value, 6) for value in way.ravel()] for way in drawn]  # the pool is small: all units are kept
    least = [min(sum(other >= way[at] for other in way) for way in every) for at in range(5 * draws)]
    raw = []
    for row in range(5):
        mine = min(sum(other >= round(load[row], 6) for other in way) for way, load in zip(every, own, strict=True))
        raw.append((1 + sum(other <= mine for other in least) / 5) / (1 + draws))
    assert [one.p for one in assess_loads(plan, draws=draws, seed=5).flags] == pytest.approx(
        benjamini_hochberg(np.array(raw)).tolist()
    )


def test_loads_and_ranks_over_all_ways_are_those_of_plain_counting() -> None:
    """a leads two tasks, one with b; c takes part in three, alone or with b."""
    found = assess_loads(network([("ab", "c"), ("a", "bc"), ("b", "c")]), draws=50)
    half, shared = (next(one for one in found.settings if (one.ratio, one.alpha) == (0.5, alpha)) for alpha in (0, 1))
    assert half.loads == (2.0, 2.5, 1.5)
    assert shared.loads == pytest.approx((1.5, 1.75, 0.5 * (1 + 0.5 + 1)))
    assert found.compute_rank_ranges() == ((2, 3), (1, 2), (1, 3))


def test_leads_alone_have_their_own_chance() -> None:
    """Six units on all eight tasks, one leads all: at weight 1, counted one each, all have eight."""
    one, *others = assess_loads(network([("a", "bcdef")] * 8)).flags
    assert (one.flag, one.over_in) == (Flag.SOME_WEIGHTS, 19)
    assert one.p_excess == one.p_any == pytest.approx(1 / 10_001)
    assert one.excess == 8 - 4
    assert {each.p_excess for each in others} == {1.0}


def test_the_owner_is_marked_by_any_of_its_names() -> None:
    plan = network([("a", "b")], owner="甲", records=[UnitRecord("a", also_written=("甲",))])
    assert [(one.unit, one.owner) for one in assess_loads(plan, draws=50).flags] == [("p/a", True), ("p/b", False)]
    assert [one.unit for one in assess_loads(fengdu(), draws=50).flags if one.owner] == ["丰都县/县科协"]
    assert not any(one.owner for one in assess_loads(network([("a", "b")]), draws=50).flags)


def test_a_very_large_plan_is_drawn_less_often_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = network([("abc", "de")] * 20)
    assert assess_loads(plan, draws=1_200).approximation is None
    monkeypatch.setattr("respnet.analysis.nulls.random_assignment_sampler.MAX_DRAW_WORK", 220_000)
    found = assess_loads(plan, draws=5_000)
    assert found.draws == 1_100  # 220,000 by 100 seats and 20 ways to count for each of 5 units
    assert found.approximation == FewerDraws(made=1_100, asked=5_000)
    monkeypatch.setattr("respnet.analysis.nulls.random_assignment_sampler.MAX_DRAW_WORK", 1)
    assert assess_loads(plan, draws=1_500).draws == 1_000


def test_progress_is_told_to_the_end() -> None:
    heard: list[tuple[int, int]] = []
    assess_loads(fengdu(), draws=10_000, progress=lambda done, of: heard.append((done, of)))
    assert heard[-1] == (10_000, 10_000)
    assert heard == sorted(set(heard))
    assert len(heard) > 1


@pytest.mark.parametrize("plan", FAMILY.values(), ids=FAMILY.keys())
def test_the_family(plan: ResponsibilityNetwork) -> None:
    found = assess_loads(plan, draws=400)
    assert [one.unit for one in found.flags] == [unit.id for unit in plan.actors]
    for one in found.flags:
        assert 0 < one.p <= 1
        assert 0 < one.p_any <= 1
        assert 0 < one.p_excess <= 1
        assert 0 <= one.over_in <= len(found.settings)
        assert math.isfinite(one.most_over)
        assert one.flag in FLAG_WORDS


@pytest.mark.parametrize(
    "name", ["complete", "everybody leads everything", "star of units", "one unit", "only collectives"]
)
def test_where_all_have_the_same_nobody_is_flagged(name: str) -> None:
    assert {one.flag for one in assess_loads(FAMILY[name], draws=400).flags} <= {Flag.NONE}


def test_the_one_that_leads_all_is_flagged() -> None:
    found = assess_loads(FAMILY["one leads all, of twelve"])
    assert [one.unit for one in found.flagged(Flag.OVERLOADED)] == ["p/a"]


# Within kinds


KINDS = [
    *(UnitRecord(name, kind=UnitKind.PARTY) for name in "ab"),
    *(UnitRecord(name, kind=UnitKind.MASS) for name in "cde"),
    UnitRecord("f", kind=UnitKind.TOWN),
]


def test_the_lottery_within_kinds_is_its_full_enumeration() -> None:
    """Each seat goes round the units of its holder's kind; f is alone, and g's kind is not stated."""
    rows: list[tuple[str, str]] = [("ac", "f"), ("af", "bc"), ("c", "deg"), ("ac", "")]
    plan = network(rows, records=KINDS)
    found = assess_loads(plan, draws=100_000).within_kinds
    assert (found.draws, found.single, found.without_kind) == (20_000, (UnitKind.TOWN,), 1)
    assert [one.unit[-1] for one in found.units] == ["a", "c", "b", "d", "e"]
    ways = list_weighting_schemes(True)
    for one in found.units:
        alike = "ab" if one.kind is UnitKind.PARTY else "cde"
        own = weigh(rows, [[name for name in lead + other if name in alike] for lead, other in rows], alike, ways)
        sizes = [sum(name in alike for name in lead + other) for lead, other in rows]
        drawn = [
            [max(load.values()) for load in weigh(rows, lots, alike, ways)]
            for lots in product(*(permutations(alike, size) for size in sizes))
        ]
        tails = [Counter(way) for way in zip(*drawn, strict=True)]
        reach = [lambda load, way=way: sum(n for value, n in way.items() if value >= load) for way in tails]
        least = [min(tail(load) for tail, load in zip(reach, loads, strict=True)) for loads in drawn]
        mine = min(tail(load[one.unit[-1]]) for tail, load in zip(reach, own, strict=True))
        chance = sum(value <= mine for value in least) / len(least)
        assert one.pool == len(alike)
        assert one.p == pytest.approx(min(1, 2 * chance), abs=0.015)  # two kinds
        shares = [tail(load[one.unit[-1]]) / len(drawn) for tail, load in zip(reach, own, strict=True)]
        assert all(abs(share - 0.05) > 0.005 for share in shares)  # else the draws could fall on either side
        assert one.over_in == sum(share < 0.05 for share in shares)


def weigh(
    rows: list[tuple[str, str]], seated: Sequence[Sequence[str]], alike: str, ways: Sequence[tuple[float, int]]
) -> list[dict[str, Fraction]]:
    """Loads by hand: the units seated in the seats of a kind, leads first; a task is shared among all its units."""
    loads = [dict.fromkeys(alike, Fraction(0)) for _ in ways]
    for (lead, other), names in zip(rows, seated, strict=True):
        leads = sum(name in alike for name in lead)
        for (ratio, alpha), load in zip(ways, loads, strict=True):
            for seat, name in enumerate(names):
                weight = Fraction(1, len(lead) ** alpha)
                load[name] += weight if seat < leads else Fraction(round(10 * ratio), 10) / len(other) ** alpha
    return loads


def test_units_are_compared_with_their_like() -> None:
    """Two party units lead nearly all that party units lead alike; among all units both stand out."""
    party = [UnitRecord(name, kind=UnitKind.PARTY) for name in "ab"]
    rest = [UnitRecord(name, kind=UnitKind.GOVERNMENT) for name in letters(20)]
    plan = network([("ab", [name]) for name in letters(20)], records=[*party, *rest])
    found = assess_loads(plan)
    assert {flag_of(found, name) for name in "ab"} == {Flag.OVERLOADED}
    assert {(one.flag, one.p) for one in found.within_kinds.units} == {(Flag.NONE, 1.0)}


def test_of_plans_drawn_within_kinds_few_have_a_flag() -> None:
    random, told = np.random.default_rng(7), 0
    records = [UnitRecord(name, kind=kind) for kind in (UnitKind.PARTY, UnitKind.MASS) for name in letters_of(kind)]
    for _ in range(200):
        lots = [
            [list(random.permutation(letters_of(kind))) for kind in (UnitKind.PARTY, UnitKind.MASS)] for _ in "12345678"
        ]
        plan = network([(a[:1] + b[:1], b[1:3]) for a, b in lots], records=records)
        told += any(one.flag is not Flag.NONE for one in assess_within_kinds(plan, draws=2_000).units)
    assert 0 < told <= 18  # 5 % of 200, and 2.6 standard errors


def letters_of(kind: UnitKind) -> list[str]:
    return [f"{kind.value[0]}{place}" for place in range(6)]
