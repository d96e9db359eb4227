from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from respnet.analysis.nulls.exact_null import compute_exact_null, is_exact_feasible
from respnet.analysis.nulls.fixed_margins import draw_fixed_margin_matrices
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from tests.analysis.family import FAMILY
from tests.analysis.fengdu import fengdu
from tests.analysis.margins import SMALL_MARGINS, all_with_margins, random_plan


@pytest.mark.parametrize(("units", "tasks"), SMALL_MARGINS)
def test_the_law_is_that_of_all_matrices_with_the_margins(units: tuple[int, ...], tasks: tuple[int, ...]) -> None:
    matrices = np.array(all_with_margins(units, tasks))
    laws = compute_exact_null(matrices[0])
    for i, j in combinations(np.flatnonzero(units), 2):
        joint = (matrices[:, i] & matrices[:, j]).sum(axis=1)
        a, b = np.array([units[i]]), np.array([units[j]])
        assert laws.get_distribution(units[i], units[j]).low == joint.min()
        assert laws.most(a, b) == joint.max()
        assert laws.expected(a, b) == pytest.approx(joint.mean(), abs=1e-12)
        for shared in range(joint.min(), joint.max() + 1):
            assert laws.at_least(a, b, shared)[0] == pytest.approx((joint >= shared).mean(), abs=1e-12)
            assert laws.at_most(a, b, shared)[0] == pytest.approx((joint <= shared).mean(), abs=1e-12)


def test_all_pairs_of_the_shipped_plan_agree_with_a_long_run_of_draws() -> None:
    b = fengdu().biadjacency(Role.LEAD)
    rows, degrees = np.flatnonzero(b.any(axis=1)), b.sum(axis=1)
    matrices = np.concatenate(list(draw_fixed_margin_matrices(b[rows], draws=20_000, seed=5)))
    laws, pairs = compute_exact_null(b), list(combinations(range(rows.size), 2))
    assert len(pairs) == 78
    for i, j in pairs:
        joint = (matrices[:, i] & matrices[:, j]).sum(axis=1)
        a, c = degrees[rows[[i]]], degrees[rows[[j]]]
        deviation = joint.std() / np.sqrt(20_000)
        assert joint.mean() == pytest.approx(float(laws.expected(a, c)[0]), abs=5 * deviation + 1e-9)
        for shared in np.unique(joint):
            chance = float(laws.at_least(a, c, int(shared))[0])
            error = 5 * np.sqrt(chance * (1 - chance) / 20_000) + 1e-4
            assert (joint >= shared).mean() == pytest.approx(chance, abs=error)


def test_expected_joint_tasks_add_up_to_those_of_the_tasks() -> None:
    """Whatever the draw, a task with k leads holds k (k - 1) / 2 pairs."""
    for b in (fengdu().biadjacency(Role.LEAD), random_plan(15, 40, (1, 2, 2, 3), seed=4)):
        laws, degrees, seats = compute_exact_null(b), b.sum(axis=1), b.sum(axis=0)
        first, second = np.triu_indices(degrees.size, k=1)
        assert laws.expected(degrees[first], degrees[second]).sum() == pytest.approx((seats * (seats - 1) / 2).sum())


def test_what_is_worth_counting() -> None:
    assert is_exact_feasible(fengdu().biadjacency(Role.LEAD))
    assert is_exact_feasible(random_plan(40, 64, (1, 2, 2, 3), seed=1))
    assert not is_exact_feasible(fengdu().biadjacency())
    assert not is_exact_feasible(random_plan(300, 3_000, (1, 2, 3), seed=1))
    assert not is_exact_feasible(np.ones((5, 200), dtype=bool))


@pytest.mark.parametrize("plan", FAMILY.values(), ids=FAMILY.keys())
def test_the_family(plan: ResponsibilityNetwork) -> None:
    for b in (plan.biadjacency(Role.LEAD), plan.biadjacency()):
        if is_exact_feasible(b):
            laws = compute_exact_null(b)
            assert ((laws.upper > 0) & (laws.upper <= 1) & (laws.lower > 0) & (laws.lower <= 1)).all()
