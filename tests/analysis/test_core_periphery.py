"""Cores against networkx, the rank-one fit against numpy's decomposition, and planted cores."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from numpy.typing import NDArray

from respnet.analysis.approximations import FewerDraws
from respnet.analysis.structure import structure as core_periphery
from respnet.analysis.structure.structure import compute_core_numbers, compute_rank_one_fit, find_core
from respnet.core.network import Matrix, ResponsibilityNetwork
from tests.analysis.family import FAMILY, letters, network
from tests.analysis.fengdu import fengdu
from tests.analysis.margins import random_plan


def plan_of(b: Matrix) -> ResponsibilityNetwork:
    names = letters(len(b))
    return network([([names[row] for row in np.flatnonzero(column)], []) for column in b.T])


def planted(seed: int) -> Matrix:
    """Eight units share ten tasks; twelve with as many tasks each have theirs among fourteen others."""
    random = np.random.default_rng(seed)
    b = np.zeros((20, 24), dtype=np.bool_)
    b[:8, :10] = random.random((8, 10)) < 0.85
    for unit in range(8, 20):
        b[unit, 10 + random.choice(14, 7, replace=False)] = True
    return b


@pytest.mark.parametrize("seats", [(1, 2, 3), (5, 9, 12)], ids=["sparse", "crowded"])
def test_core_numbers_are_those_of_networkx(seats: tuple[int, ...]) -> None:
    stack = np.array([random_plan(15, 25, seats, seed=seed) for seed in range(20)])
    units, tasks = compute_core_numbers(stack)
    for b, of_units, of_tasks in zip(stack, units.tolist(), tasks.tolist(), strict=True):
        graph: nx.Graph[int] = nx.Graph()
        graph.add_nodes_from(range(40))
        graph.add_edges_from((int(unit), 15 + int(task)) for unit, task in np.argwhere(b))
        expected = nx.core_number(graph)
        assert of_units + of_tasks == [expected[node] for node in range(40)]


def fit_by_decomposition(b: Matrix) -> float:
    left, value, right = np.linalg.svd(b.astype(float))
    model: NDArray[np.float64] = value[0] * np.outer(left[:, 0], right[0])
    return float(np.corrcoef(model.ravel(), b.ravel())[0, 1])


def test_the_fit_is_that_of_the_first_singular_vectors() -> None:
    stack = np.array([random_plan(12, 18, (2, 3, 5), seed=seed) for seed in range(10)])
    assert compute_rank_one_fit(stack) == pytest.approx([fit_by_decomposition(b) for b in stack], abs=1e-4)


def test_the_shipped_plan() -> None:
    found = find_core(fengdu())
    assert (found.k, len(found.units), len(found.tasks), found.null_draws) == (6, 11, 16, 200)
    assert found.fit == pytest.approx(fit_by_decomposition(fengdu().biadjacency()), abs=1e-6)
    assert found.p_core == 1.0  # as many tasks and units in other company give as deep a core


@pytest.mark.parametrize("seed", range(4))
def test_a_planted_core_is_found(seed: int) -> None:
    b = planted(seed)
    found = find_core(plan_of(b), seed=seed)
    assert set(found.units) == {f"p/{name}" for name in letters(8)}
    assert found.p_fit is not None
    assert found.p_fit <= 0.05


def test_plans_drawn_by_lot_have_no_better_fit_as_a_rule() -> None:
    told = [find_core(plan_of(random_plan(14, 20, (2, 3, 4), seed=seed)), null_draws=60).p_fit for seed in range(40)]
    assert sum(p is not None and p <= 0.05 for p in told) <= 6


@pytest.mark.parametrize("plan", FAMILY.values(), ids=FAMILY.keys())
def test_the_family(plan: ResponsibilityNetwork) -> None:
    found = find_core(plan, null_draws=20)
    assert len(found.core_numbers) == len(plan.actors)
    assert found.k == max(found.core_numbers, default=0)
    assert bool(found.units) == bool(found.k)
    assert (found.p_core is None) == (found.null_draws == 0)


def test_a_large_plan_has_fewer_draws_and_the_same_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    small = find_core(fengdu())
    monkeypatch.setattr(core_periphery, "MAX_CORE_EDGES", 1)
    monkeypatch.setattr(core_periphery, "DENSE_CELLS", 1)
    found = find_core(fengdu())
    assert (found.core_numbers, found.approximation) == (small.core_numbers, FewerDraws(20, 200))
    assert found.fit == pytest.approx(small.fit, abs=1e-12)
    assert None not in {found.p_core, found.p_fit}
