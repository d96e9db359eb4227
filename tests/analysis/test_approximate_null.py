from __future__ import annotations

from itertools import combinations_with_replacement

import numpy as np
import pytest

from respnet.analysis.nulls.approximate_null import compute_approximate_null
from respnet.analysis.nulls.exact_null import compute_exact_null
from respnet.analysis.nulls.fixed_margins import draw_fixed_margin_matrices
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.plan import Role
from tests.analysis.family import FAMILY
from tests.analysis.fengdu import fengdu
from tests.analysis.margins import random_plan


def deviations(b: Matrix) -> list[float]:
    """Relative errors of the chances between 1e-7 and .2."""
    exact, near = compute_exact_null(b), compute_approximate_null(b)
    counts = np.bincount(b.sum(axis=1))
    found = []
    for i, j in combinations_with_replacement(np.flatnonzero(counts)[1:], 2):
        if i == j and counts[i] < 2:
            continue
        for shared in range(1, int(exact.most(i, j)) + 1):
            chance = float(exact.at_least(i, j, shared))
            if 1e-7 < chance < 0.2:
                found.append(float(near.at_least(i, j, shared)) / chance - 1)
    return found


def test_it_is_close_to_the_exact_law_of_the_shipped_plan() -> None:
    found = deviations(fengdu().biadjacency(Role.LEAD))
    assert len(found) == 29
    assert max(map(abs, found)) < 0.075


@pytest.mark.parametrize("seed", [1, 2])
def test_it_is_closer_in_larger_plans(seed: int) -> None:
    found = deviations(random_plan(40, 64, (1, 2, 2, 3), seed))
    assert len(found) > 50
    assert max(map(abs, found)) < 0.03


def test_a_hub_with_nearly_all_tasks_is_no_obstacle() -> None:
    b = random_plan(20, 40, (1, 2, 2), seed=3)
    b[0] = True
    b[0, :4] = False
    found = deviations(b)
    assert found
    assert max(map(abs, found)) < 0.05


def test_draws_of_a_plan_with_all_sizes_of_tasks_follow_it() -> None:
    """Of 300 pairs the mean of the draws lies where it should, in units of its error."""
    b = random_plan(60, 400, (1, 2, 3, 5, 8), seed=5)
    b = b[np.argsort(-b.sum(axis=1), kind="stable")]
    laws, degrees = compute_approximate_null(b), b.sum(axis=1)
    matrices = np.concatenate(list(draw_fixed_margin_matrices(b, draws=300, seed=1)))[:, :25].astype(np.float32)
    joint = matrices @ matrices.transpose(0, 2, 1)
    first, second = np.triu_indices(25, k=1)
    drawn = joint[:, first, second]
    expected = laws.expected(degrees[first], degrees[second])
    z = (drawn.mean(axis=0) - expected) / (drawn.std(axis=0) / np.sqrt(300))
    assert abs(z.mean()) < 0.3
    assert 0.8 < z.std() < 1.2
    chances = laws.at_least(degrees[first], degrees[second], drawn.astype(np.int64))
    assert 0.005 < (chances <= 0.01).mean() <= 0.012


def test_expected_joint_tasks_add_up_to_those_of_the_tasks() -> None:
    b = random_plan(60, 400, (1, 2, 3, 5, 8), seed=6)
    laws, degrees, seats = compute_approximate_null(b), b.sum(axis=1), b.sum(axis=0)
    first, second = np.triu_indices(degrees.size, k=1)
    pairs = (seats * (seats - 1) / 2).sum()
    assert laws.expected(degrees[first], degrees[second]).sum() == pytest.approx(pairs, rel=2e-3)


@pytest.mark.parametrize("plan", FAMILY.values(), ids=FAMILY.keys())
def test_the_family(plan: ResponsibilityNetwork) -> None:
    for b in (plan.biadjacency(Role.LEAD), plan.biadjacency()):
        laws = compute_approximate_null(b)
        assert ((laws.upper > 0) & (laws.upper <= 1) & (laws.lower > 0) & (laws.lower <= 1)).all()
        assert np.isfinite(laws.mean).all()


def test_one_task_that_names_everybody_among_small_ones() -> None:
    b = random_plan(150, 100, (1, 2), seed=7)
    b[:, 0] = True
    laws, degrees = compute_approximate_null(b), b.sum(axis=1)
    assert np.isfinite(laws.upper).all()
    assert laws.at_least(degrees[:1], degrees[1:2], 1)[0] == pytest.approx(1.0)
