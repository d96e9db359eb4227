from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest

from respnet.analysis.portfolio.joint_leads import LeadMatrix, assess_joint_leads
from tests.analysis.margins import SMALL_MARGINS, all_with_margins, random_plan


def test_the_chances_are_those_of_all_matrices_of_all_plans() -> None:
    """Three plans of three, four and five units, which have other keys in each: every combination of matrices."""
    keys = [np.array([0, 1, 2]), np.array([2, 0, 5, 1]), np.array([1, 2, 9, 5, 0])]
    drawn = [np.array(all_with_margins(*margins)) for margins in SMALL_MARGINS[:3]]
    found = assess_joint_leads([LeadMatrix(one, matrices[-1]) for one, matrices in zip(keys, drawn, strict=True)])
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
    alone, together = (assess_joint_leads([LeadMatrix(np.arange(8), b)] * number) for number in (1, 6))
    assert (0, 1) not in {(int(alone.first[at]), int(alone.second[at])) for at in alone.together}
    strongest = together.together[0]
    assert (together.first[strongest], together.second[strongest], together.joint[strongest]) == (0, 1, 12)
    assert together.ratio[strongest] > together.ratio_limit[strongest] > 2


def test_lots_alone_show_a_tie_in_few_of_many_corpora() -> None:
    flagged = 0
    for seed in range(60):
        plans = [random_plan(9, 14, (1, 1, 2, 3), seed=100 * seed + one) for one in range(5)]
        found = assess_joint_leads(
            [LeadMatrix(np.arange(9), np.random.default_rng(seed).permutation(b)) for b in plans]
        )
        flagged += bool(found.together.size)
    assert flagged <= 9  # 5% is 3; more than 9 would happen once in 600 times


def test_huge_tasks_and_plans_are_left_out_and_counted() -> None:
    b = np.zeros((410, 3), dtype=np.bool_)
    b[:31, 0] = b[:2, 1] = True
    small = assess_joint_leads([LeadMatrix(np.arange(410), b)])
    assert (small.crowded, small.joint.tolist(), small.expected.tolist()) == (1, [1], [1.0])
    b[:, 1:] = np.eye(2, dtype=np.bool_)[np.arange(410) % 2]
    assert assess_joint_leads([LeadMatrix(np.arange(410), np.repeat(np.eye(410, dtype=bool), 2, axis=1))]).left_out == (
        0,
    )


def test_no_plan_and_no_pair_give_nothing() -> None:
    without = LeadMatrix(np.arange(2), np.zeros((2, 3), dtype=np.bool_))
    alone = LeadMatrix(np.arange(1), np.ones((1, 1), dtype=np.bool_))
    for plans in ([], [without], [alone], [without, alone]):
        found = assess_joint_leads(plans)
        assert found.first.tolist() == found.together.tolist() == found.apart.tolist() == []
