from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest

from respnet.analysis.portfolio.joint_leads import LeadCounts, assess_joint_leads, compute_plan_laws
from tests.analysis.margins import SMALL_MARGINS, all_with_margins, random_plan


def test_the_chances_are_those_of_all_matrices_of_all_plans() -> None:
    """Three plans of three, four and five units, which have other keys in each: every combination of matrices."""
    keys = [np.array([0, 1, 2]), np.array([2, 0, 5, 1]), np.array([1, 2, 9, 5, 0])]
    drawn = [np.array(all_with_margins(*margins)) for margins in SMALL_MARGINS[:3]]
    found = assess_joint_leads([LeadCounts.of(one, matrices[-1]) for one, matrices in zip(keys, drawn, strict=True)])
    pairs = list(zip(found.first.tolist(), found.second.tolist(), strict=True))
    assert pairs == sorted({tuple(sorted(pair)) for one in keys for pair in combinations(one.tolist(), 2)})
    for place, (a, b) in enumerate(pairs):
        joint = [
            (matrices[:, one.tolist().index(a)] & matrices[:, one.tolist().index(b)]).sum(axis=1)
            for one, matrices in zip(keys, drawn, strict=True)
            if a in one and b in one
        ]
        sums = np.array([sum(each) for each in product(*(one.tolist() for one in joint))])
        observed = sum(int(one[-1]) for one in joint)
        assert found.plans[place] == len(joint)
        assert found.joint[place] == observed
        assert found.expected[place] == pytest.approx(sums.mean(), abs=1e-12)
        assert found.more[place] == pytest.approx((sums >= observed).mean(), rel=1e-12)
        assert found.fewer[place] == pytest.approx((sums <= observed).mean(), rel=1e-12)


def test_a_tie_that_no_single_plan_shows_is_seen_over_all() -> None:
    b = np.zeros((8, 12), dtype=np.bool_)
    b[[0, 1], [[0], [1]]] = b[0, 2] = b[1, 3] = True  # two joint leads, and one more each
    for task in range(2, 12):
        b[2 + task % 6, task] = b[2 + (task + 1) % 6, task] = True
    alone, together = (assess_joint_leads([LeadCounts.of(np.arange(8), b)] * number) for number in (1, 6))
    assert (0, 1) not in {(int(alone.first[at]), int(alone.second[at])) for at in alone.together}
    strongest = together.together[0]
    assert (together.first[strongest], together.second[strongest], together.joint[strongest]) == (0, 1, 12)
    assert together.ratio[strongest] > together.ratio_limit[strongest] > 2


def test_a_ratio_has_no_end_where_all_is_shared_that_could_be_and_no_ratio_is_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    b = np.zeros((100, 103), dtype=np.bool_)
    b[:2, :3] = b[2:4, 3:6] = True  # a pair shares all that it leads, and another one all but one
    b[2, 5], b[2, 6] = False, True
    b[4 + np.arange(96), 7 + np.arange(96)] = True
    plans = [LeadCounts.of(np.arange(100), b)] * 6
    exact = assess_joint_leads(plans)
    monkeypatch.setattr("respnet.analysis.portfolio.joint_leads.MAX_CONVOLVED", 0)
    near = assess_joint_leads(plans)
    for found in (exact, near):
        place = {(int(a), int(b)): at for at, (a, b) in enumerate(zip(found.first, found.second, strict=True))}
        assert found.ratio[place[0, 1]] == np.inf > found.ratio_limit[place[0, 1]] > 10
        assert 1_000 < found.ratio[place[2, 3]] < 1e7
        assert np.isnan(found.ratio[place[0, 2]])
        assert np.isnan(found.ratio_limit[place[0, 2]])


def test_lots_alone_show_a_tie_in_few_of_many_corpora() -> None:
    flagged = 0
    for seed in range(60):
        plans = [random_plan(9, 14, (1, 1, 2, 3), seed=100 * seed + one) for one in range(5)]
        found = assess_joint_leads(
            [LeadCounts.of(np.arange(9), np.random.default_rng(seed).permutation(b)) for b in plans]
        )
        flagged += bool(found.together.size)
    assert flagged <= 9  # 5% is 3; more than 9 would happen once in 600 times


def test_huge_tasks_and_plans_are_left_out_and_counted() -> None:
    b = np.zeros((410, 3), dtype=np.bool_)
    b[:31, 0] = b[:2, 1] = True
    small = assess_joint_leads([LeadCounts.of(np.arange(410), b)])
    assert (small.crowded, small.joint.tolist(), small.expected.tolist()) == (1, [1], [1.0])
    b[:, 1:] = np.eye(2, dtype=np.bool_)[np.arange(410) % 2]
    assert assess_joint_leads(
        [LeadCounts.of(np.arange(410), np.repeat(np.eye(410, dtype=bool), 2, axis=1))]
    ).left_out == (0,)


def test_no_plan_and_no_pair_give_nothing() -> None:
    without = LeadCounts.of(np.arange(2), np.zeros((2, 3), dtype=np.bool_))
    alone = LeadCounts.of(np.arange(1), np.ones((1, 1), dtype=np.bool_))
    for plans in ([], [without], [alone], [without, alone]):
        found = assess_joint_leads(plans)
        assert found.first.tolist() == found.together.tolist() == found.apart.tolist() == []


def test_a_tie_that_rests_on_one_plan_does_not_last_without_it() -> None:
    def plan(together: int, year: int) -> LeadCounts:
        b = np.zeros((6, 16), dtype=np.bool_)
        b[:2, :together] = True
        b[0, together:6] = b[1, 6 : 12 - together] = True
        b[np.arange(16) % 4 + 2, np.arange(16)] = True
        return LeadCounts.of(np.arange(6), b, year)

    for shares, lasting, years in (([6, 2, 2, 2], False, 4), ([5, 5, 5, 5], True, 4), ([5, 5, 5, 1], True, 3)):
        found = assess_joint_leads([plan(share, 2021 + at) for at, share in enumerate(shares)])
        assert (found.first[0], found.second[0], found.joint[0]) == (0, 1, sum(shares))
        assert found.more_adjusted[0] <= 0.05
        assert (bool(found.lasting[0]), int(found.years[0])) == (lasting, years)


def test_many_plans_go_by_saddlepoint_as_by_convolution(monkeypatch: pytest.MonkeyPatch) -> None:
    plans = []
    for seed in range(40):
        b = random_plan(8, 16, (1, 1, 2, 3), seed=seed)
        b[1, :3] = b[0, :3] = True
        plans.append(LeadCounts.of(np.arange(8), b, 2020 + seed % 4))
    laws = [compute_plan_laws(plan) for plan in plans]
    exact = assess_joint_leads(plans, laws)
    monkeypatch.setattr("respnet.analysis.portfolio.joint_leads.MAX_CONVOLVED", 0)
    near = assess_joint_leads(plans, laws)
    assert 0 in exact.together
    assert exact.more[0] < 1e-10
    for tail in ("more", "fewer"):
        assert getattr(near, tail) == pytest.approx(getattr(exact, tail), rel=0.02)
    assert near.ratio[0] == pytest.approx(exact.ratio[0], rel=1e-6)
    assert near.ratio_limit[0] == pytest.approx(exact.ratio_limit[0], rel=0.02)
    assert (near.years == exact.years)[exact.more_adjusted < 0.01].all()
    # p-values that could be any number are held against a stricter rule, never against a weaker one
    assert (near.more_adjusted >= exact.more_adjusted * 0.98)[exact.more_adjusted <= 0.05].all()


def test_units_that_are_not_compared_keep_the_laws_as_they_are() -> None:
    b = random_plan(7, 12, (1, 2, 3), seed=5)
    whole = assess_joint_leads([LeadCounts.of(np.arange(7), b)])
    some = assess_joint_leads([LeadCounts.of(np.array([0, -1, 2, 3, -1, 5, 6]), b)])
    kept = np.flatnonzero(~np.isin(whole.first, [1, 4]) & ~np.isin(whole.second, [1, 4]))
    assert some.first.tolist() == whole.first[kept].tolist()
    assert some.more.tolist() == whole.more[kept].tolist()
