from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from respnet.analysis.approximations import TieApproximation
from respnet.analysis.pairs import backbone, pair_tests
from respnet.analysis.pairs.backbone import Tie, TieLayer, Ties, TieScope, TieVerdict, find_significant_ties
from respnet.analysis.pairs.pair_tests import NullMethod, assess_pairs
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
    def test_two_pairs_of_78_lead_together_beyond_chance(self, found: Ties) -> None:
        leads = found.leads
        assert (leads.layer, leads.law, leads.units, leads.pairs) == (TieScope.LEADS, NullMethod.EXACT, 13, 78)
        assert (leads.testable, leads.with_joint_tasks, leads.validated) == (18, 15, 2)
        assert [(one.a, one.b) for one in leads.together()] == [
            ("丰都县/县科协", "丰都县/县科技局"),
            ("丰都县/县人力社保局", "丰都县/县总工会"),
        ]
        assert (leads.draws, leads.rounds, leads.burn_in, leads.approximation) == (0, 0, 0, None)

    def test_the_pair_that_leads_most_together(self, found: Ties) -> None:
        one = tie(found.leads, "县科协", "县科技局")
        assert (len(one.tasks), one.most) == (11, 11)
        assert one.expected == pytest.approx(6.40, abs=0.005)
        assert one.p == pytest.approx(3.148e-4, rel=1e-3)
        assert one.p < 0.001

    def test_false_alarms_are_rare(self, found: Ties) -> None:
        assert found.leads.null_plans == found.all_roles.null_plans == 1_000
        assert found.leads.false_alarms <= 0.02
        assert found.all_roles.false_alarms <= 0.02

    def test_pairs_that_cannot_be_judged_are_not_called_chance(self, found: Ties) -> None:
        one = tie(found.leads, "县经济信息委", "县总工会")
        assert (len(one.tasks), one.most, one.verdict) == (2, 2, TieVerdict.TOO_FEW)
        assert tie(found.leads, "县人力社保局", "县委组织部").verdict is TieVerdict.WITHIN_CHANCE


def test_all_roles_of_the_shipped_plan(found: Ties) -> None:
    layer = found.all_roles
    assert (layer.law, layer.units, layer.pairs, layer.validated) == (NullMethod.SAMPLED, 30, 435, 0)
    assert (layer.draws, layer.rounds, layer.burn_in, layer.seed) == (20_000, 20, 100, 2022)
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
        assert 0 <= layer.false_alarms <= 1
        for one in layer.ties:
            assert 0 < len(one.tasks) <= one.most
            assert 0 < one.p <= one.corrected <= 1
            assert 0 < one.p_fewer <= 1
            assert 0 <= one.expected <= one.most
            assert all(type(getattr(one, field.name)).__module__ != "numpy" for field in fields(one))


@pytest.mark.parametrize("name", ["complete", "everybody leads everything", "star of units", "identical tasks"])
def test_a_forced_plan_has_no_remarkable_pairs(name: str) -> None:
    layer = find_significant_ties(FAMILY[name], draws=60, seed=1).leads
    assert (layer.validated, layer.testable, layer.false_alarms) == (0, 0, 0)
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
    assert heard[-1] == (2_500, 2_500)
    assert heard == sorted(set(heard))


def test_planted_pairs_are_found_by_every_law() -> None:
    b = random_plan(16, 60, (1, 2, 2), seed=9)
    b[:, 50:58] = False
    b[12:14, 50:58] = True
    for law in NullMethod:
        tests = assess_pairs(b, law, draws=5_000, seed=1, tell=lambda drawn: None)
        flagged = list(zip(tests.pairs.first[tests.together], tests.pairs.second[tests.together], strict=True))
        assert (12, 13) in flagged
        assert len(flagged) <= 2


@pytest.mark.parametrize("law", [NullMethod.EXACT, NullMethod.NEAR_EXACT])
def test_the_rule_rarely_flags_a_plan_drawn_by_lot(law: NullMethod, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pair_tests, "NULL_PLANS_LARGE", 400)
    b = random_plan(14, 40, (1, 2, 2), seed=4)
    assert assess_pairs(b, law, draws=400, seed=1, tell=lambda drawn: None).alarms <= 400 * 0.05


def test_a_large_plan_lists_the_first_pairs_and_says_so() -> None:
    b = random_plan(150, 600, (3, 4, 5), seed=1)
    names = letters(150)
    plan = network([([], [names[row] for row in np.flatnonzero(column)]) for column in b.T])
    layer = find_significant_ties(plan, draws=20, seed=1).all_roles
    assert layer.law is NullMethod.NEAR_EXACT
    assert len(layer.ties) == backbone.MOST_TIES < layer.with_joint_tasks
    assert layer.null_plans == 20
    assert layer.approximation == TieApproximation(near_exact=True, pairs=layer.with_joint_tasks, listed=500)
    assert [one.p for one in layer.ties] == sorted(one.p for one in layer.ties)
