from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from respnet.analysis.approximations import TieApproximation
from respnet.analysis.nulls.fixed_margins import draw_fixed_margin_matrices
from respnet.analysis.pairs import backbone
from respnet.analysis.pairs.backbone import (
    NullMethod,
    PairTests,
    Tie,
    TieLayer,
    Ties,
    TieScope,
    TieVerdict,
    assess_pairs,
    build_step_ups,
    find_significant_ties,
    list_all_pairs,
)
from respnet.analysis.stats.multiple_testing import StepUp
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from tests.analysis.family import FAMILY, letters, network
from tests.analysis.fengdu import fengdu
from tests.analysis.margins import random_plan


@pytest.fixture(scope="module")
def found() -> Ties:
    return find_significant_ties(fengdu(), draws=20_000, seed=2022)


def tie(layer: TieLayer, a: str, b: str) -> Tie:
    (one,) = (one for one in layer.ties if {one.a, one.b} == {f"丰都县/{a}", f"丰都县/{b}"})
    return one


class TestLeadsOfTheShippedPlan:
    def test_three_pairs_of_78_lead_together_beyond_chance(self, found: Ties) -> None:
        leads = found.leads
        assert (leads.layer, leads.law, leads.units, leads.pairs) == (TieScope.LEADS, NullMethod.EXACT, 13, 78)
        assert (leads.discrete, leads.testable, leads.with_joint_tasks, leads.validated) == (True, 33, 15, 3)
        assert [(one.a, one.b) for one in leads.together()] == [
            ("丰都县/县科协", "丰都县/县科技局"),
            ("丰都县/县人力社保局", "丰都县/县总工会"),
            ("丰都县/县经济信息委", "丰都县/县总工会"),
        ]
        assert (leads.draws, leads.rounds, leads.burn_in, leads.approximation) == (0, 0, 0, None)

    def test_the_pair_that_leads_most_together(self, found: Ties) -> None:
        one = tie(found.leads, "县科协", "县科技局")
        assert (len(one.tasks), one.most) == (11, 11)
        assert one.expected == pytest.approx(6.40, abs=0.005)
        assert one.p == pytest.approx(3.148e-4, rel=1e-3)
        assert one.p < 0.001

    def test_pairs_that_lead_much_and_never_together(self, found: Ties) -> None:
        leads = found.leads
        assert (leads.testable_fewer, leads.apart) == (1, 0)
        assert [(one.a, one.b, one.tasks, one.verdict) for one in leads.fewer] == [
            ("丰都县/县人力社保局", "丰都县/县科协", (), TieVerdict.WITHIN_CHANCE),
            ("丰都县/县科协", "丰都县/县总工会", (), TieVerdict.WITHIN_CHANCE),
        ]
        for one in leads.fewer:
            assert one.expected == pytest.approx(2.15, abs=0.005)
            assert one.p_fewer == pytest.approx(0.034, abs=0.001)
            assert one.corrected_fewer > 0.05

    def test_a_pair_with_few_tasks_can_stand_out(self, found: Ties) -> None:
        one = tie(found.leads, "县经济信息委", "县总工会")
        assert (len(one.tasks), one.most, one.verdict) == (2, 2, TieVerdict.TOGETHER)
        assert one.p == pytest.approx(0.0029, abs=5e-5)
        assert tie(found.leads, "县人力社保局", "县委组织部").verdict is TieVerdict.WITHIN_CHANCE

    def test_pairs_that_cannot_be_judged_are_not_called_chance(self, found: Ties) -> None:
        one = tie(found.leads, "县民政局", "县委组织部")
        assert (len(one.tasks), one.most, one.verdict) == (1, 1, TieVerdict.TOO_FEW)


def test_what_is_as_much_as_chance_gives_is_called_so() -> None:
    """Two units lead 12 and 11 of 14 tasks, nine together, where lots give 9.1 and 10 at most."""
    rows = [("ab", "")] * 9 + [("a", "c")] * 3 + [("b", "c")] * 2
    layer = find_significant_ties(network(rows), draws=50).leads
    (one,) = layer.ties
    assert one.p > 0.3
    assert len(one.tasks) <= one.expected
    assert one.verdict is TieVerdict.WITHIN_CHANCE


def test_units_that_lead_much_and_never_together_are_apart() -> None:
    """Two units lead twelve of 24 tasks each, always with others: lots never give that."""
    rows = [(["a", f"c{task % 4}"], []) for task in range(12)] + [(["b", f"d{task % 4}"], []) for task in range(12)]
    layer = find_significant_ties(network(rows), draws=50).leads
    first = layer.fewer[0]
    assert (first.a, first.b, first.tasks, first.verdict) == ("p/a", "p/b", (), TieVerdict.APART)
    assert layer.apart >= 1
    assert first.corrected_fewer <= 0.05
    assert layer.apart <= layer.testable_fewer <= layer.pairs


def test_all_roles_of_the_shipped_plan(found: Ties) -> None:
    layer = found.all_roles
    assert (layer.law, layer.units, layer.pairs, layer.validated) == (NullMethod.SAMPLED, 30, 435, 0)
    assert (layer.draws, layer.rounds, layer.burn_in, layer.seed) == (20_000, 10, 100, 2022)
    assert layer.with_joint_tasks == len(layer.ties) == 265
    assert 10 < layer.testable < 30
    assert tie(layer, "团县委", "县妇联").p == pytest.approx(4.6e-4, abs=2.5e-4)


@pytest.mark.parametrize("plan", FAMILY.values(), ids=FAMILY.keys())
def test_the_family(plan: ResponsibilityNetwork) -> None:
    both = find_significant_ties(plan, draws=60, seed=1)
    for layer, b in ((both.leads, plan.biadjacency(Role.LEAD)), (both.all_roles, plan.biadjacency())):
        units = int(b.any(axis=1).sum())
        assert layer.pairs == units * (units - 1) // 2
        assert layer.validated <= layer.testable <= layer.pairs
        assert len(layer.ties) == min(layer.with_joint_tasks, backbone.MOST_TIES)
        assert all(one.tasks for one in layer.ties)
        assert layer.discrete == (layer.law is NullMethod.EXACT)
        assert layer.apart <= layer.testable_fewer <= layer.pairs
        for one in (*layer.ties, *layer.fewer):
            assert 0 <= len(one.tasks) <= one.most
            assert 0 < one.p <= one.corrected <= 1
            assert 0 < one.p_fewer <= one.corrected_fewer <= 1
            assert 0 <= one.expected <= one.most
            assert all(type(getattr(one, field.name)).__module__ != "numpy" for field in fields(one))


@pytest.mark.parametrize("name", ["complete", "everybody leads everything", "star of units", "identical tasks"])
def test_a_forced_plan_has_no_remarkable_pairs(name: str) -> None:
    layer = find_significant_ties(FAMILY[name], draws=60, seed=1).leads
    assert (layer.validated, layer.testable, layer.apart, layer.testable_fewer, layer.fewer) == (0, 0, 0, 0, ())
    assert {one.p for one in layer.ties} <= {1.0}


def test_two_runs_are_the_same() -> None:
    plan = fengdu()
    assert find_significant_ties(plan, draws=500, seed=3) == find_significant_ties(plan, draws=500, seed=3)


def test_neither_names_nor_the_order_of_tasks_change_what_is_said_of_a_pair() -> None:
    b = random_plan(9, 24, (1, 2, 3), seed=8)
    names = letters(9)
    rows = [([names[row] for row in np.flatnonzero(column)], ["z"]) for column in b.T]
    swap = dict(zip(names, reversed(names), strict=True))
    here = find_significant_ties(network(rows), draws=100, seed=1).leads
    turned = find_significant_ties(network(rows[::-1]), draws=100, seed=1).leads
    renamed = find_significant_ties(network([([swap[x] for x in a], b) for a, b in rows]), draws=100, seed=1).leads

    def told(layer: TieLayer, back: dict[str, str] | None = None) -> dict[frozenset[str], tuple[object, ...]]:
        unit = {f"p/{a}": f"p/{(back or {}).get(a, a)}" for a in (*names, "z")}
        return {
            frozenset((unit[one.a], unit[one.b])): (
                len(one.tasks), one.most, round(one.p, 12), round(one.corrected, 12), one.verdict
            )
            for one in layer.ties
        }  # fmt: skip

    assert told(here) == told(turned) == told(renamed, swap)


def test_progress_is_told_to_the_end() -> None:
    heard: list[tuple[int, int]] = []
    find_significant_ties(fengdu(), draws=1_500, seed=1, progress=lambda done, of: heard.append((done, of)))
    assert heard[-1] == (1_500, 1_500)
    assert heard == sorted(set(heard))


def test_planted_pairs_are_found_by_every_law() -> None:
    b = random_plan(16, 60, (1, 2, 2), seed=9)
    b[:, 50:58] = False
    b[12:14, 50:58] = True
    for law in NullMethod:
        tests = assess_pairs(b, law, draws=5_000, seed=1, tell=lambda drawn: None)
        flagged = list(
            zip(*(side[tests.more.rejected] for side in (tests.pairs.first, tests.pairs.second)), strict=True)
        )
        assert (12, 13) in flagged
        assert len(flagged) <= 2


def count_flagged_plans(tests: PairTests, rules: list[StepUp], b: np.ndarray, *, fewer: bool, plans: int) -> list[int]:
    """Count the plans drawn with these margins in which each rule flags any pair."""
    degrees, found = b.sum(axis=1), [0] * len(rules)
    for block in draw_fixed_margin_matrices(b, draws=plans, seed=9):
        for matrix in block:
            pairs = list_all_pairs(matrix)
            p = (tests.laws.at_most if fewer else tests.laws.at_least)(
                degrees[pairs.first], degrees[pairs.second], pairs.joint
            )
            for place, rule in enumerate(rules):
                found[place] += bool((rule.adjust(p) <= 0.05).any())
    return found


def test_plans_with_the_shipped_margins_carry_a_tie_in_one_of_twenty_five() -> None:
    """As in the published trial of the rule: plain correction .4 %, discrete 4.1 % (5 % are meant)."""
    b = fengdu().biadjacency(Role.LEAD)
    tests = assess_pairs(b, NullMethod.EXACT, draws=1, seed=1, tell=lambda drawn: None)
    more, fewer = build_step_ups(tests.laws, b.sum(axis=1), 78, discrete=True)
    discrete, plain = count_flagged_plans(tests, [more, StepUp(78)], b, fewer=False, plans=1_000)
    assert plain <= 10
    assert 25 <= discrete <= 60
    assert count_flagged_plans(tests, [fewer], b, fewer=True, plans=1_000)[0] <= 60


@pytest.mark.parametrize("law", [NullMethod.EXACT, NullMethod.NEAR_EXACT])
def test_the_rule_rarely_flags_a_plan_drawn_by_lot(law: NullMethod) -> None:
    b = random_plan(14, 40, (1, 2, 2), seed=4)
    tests = assess_pairs(b, law, draws=1, seed=1, tell=lambda drawn: None)
    for fewer, rule in enumerate(build_step_ups(tests.laws, b.sum(axis=1), 91, discrete=tests.discrete)):
        assert count_flagged_plans(tests, [rule], b, fewer=bool(fewer), plans=400)[0] <= 400 * 0.075


def test_a_plan_with_very_many_pairs_lists_those_that_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = find_significant_ties(fengdu(), draws=500).leads
    monkeypatch.setattr(backbone, "MOST_PAIRS_LISTED", 70)
    few = find_significant_ties(fengdu(), draws=500).leads
    assert (few.testable, few.validated, few.with_joint_tasks) == (whole.testable, whole.validated, 15)
    assert [replace(one, corrected_fewer=1.0) for one in whole.ties] == list(few.ties)
    assert (few.fewer, few.apart, few.testable_fewer) == ((), 0, 0)


def test_a_large_plan_lists_the_first_pairs_and_says_so() -> None:
    b = random_plan(150, 600, (3, 4, 5), seed=1)
    names = letters(150)
    plan = network([([], [names[row] for row in np.flatnonzero(column)]) for column in b.T])
    layer = find_significant_ties(plan, draws=20, seed=1).all_roles
    assert layer.law is NullMethod.NEAR_EXACT
    assert len(layer.ties) == backbone.MOST_TIES < layer.with_joint_tasks
    assert layer.approximation == TieApproximation(near_exact=True, pairs=layer.with_joint_tasks, listed=500)
    assert [one.p for one in layer.ties] == sorted(one.p for one in layer.ties)
