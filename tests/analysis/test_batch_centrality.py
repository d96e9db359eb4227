"""Many small matrices at once against one at a time, and large ones against igraph."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from respnet.analysis.approximations import PivotApproximation
from respnet.analysis.nulls.fixed_margins import compute_canonical_order
from respnet.analysis.position import centrality as batch_centrality
from respnet.analysis.position import shortest_paths
from respnet.analysis.position.centrality import (
    compute_centrality_batch,
    compute_pivot_error,
    two_mode_closeness,
    two_mode_degree,
    two_mode_harmonic,
    unit_betweenness,
)
from respnet.analysis.position.shortest_paths import (
    betweenness,
    compute_raw_unit_betweenness,
    compute_unit_distances,
    draw_pivots,
)
from respnet.core.network import Matrix
from tests.analysis.fengdu import fengdu


def some(depth: int, units: int, tasks: int, share: float, seed: int = 1) -> Matrix:
    return np.random.default_rng(seed).random((depth, units, tasks)) < share


STACKS = {
    "dense": some(20, 9, 7, 0.5),
    "sparse, in parts": some(20, 12, 10, 0.12),
    "more than a word of units": some(2, 80, 30, 0.06),
    "one unit": some(5, 1, 4, 0.5),
    "one task": some(5, 4, 1, 0.5),
    "no tasks": np.zeros((3, 4, 0), dtype=np.bool_),
    "no units": np.zeros((3, 0, 4), dtype=np.bool_),
    "no lines": np.zeros((2, 3, 3), dtype=np.bool_),
}


@pytest.mark.parametrize("stack", STACKS.values(), ids=STACKS.keys())
def test_a_stack_gives_what_each_matrix_gives(stack: Matrix) -> None:
    found = compute_centrality_batch(stack)
    for place, b in enumerate(stack):
        assert found.degree[place].tolist() == two_mode_degree(b).units.tolist()
        assert found.closeness[place].tolist() == two_mode_closeness(b).units.tolist()
        assert found.harmonic[place].tolist() == two_mode_harmonic(b).units.tolist()
        assert found.unit_betweenness[place] == pytest.approx(unit_betweenness(b), abs=1e-14)
        graph = nx.Graph((f"u{unit}", f"t{task}") for unit, task in zip(*np.nonzero(b), strict=True))
        assert found.apart[place] == (nx.number_connected_components(graph) > 1)


def test_it_does_not_matter_how_the_work_is_cut_up(monkeypatch: pytest.MonkeyPatch) -> None:
    b = some(1, 200, 90, 0.03)[0]
    whole, between, far = betweenness(b), compute_raw_unit_betweenness(b), compute_unit_distances(b)
    monkeypatch.setattr(shortest_paths, "WORD_BLOCK", 1)
    monkeypatch.setattr(shortest_paths, "BLOCK_CELLS", 900)
    monkeypatch.setattr(shortest_paths, "ALWAYS_DENSE_UNITS", 0)
    monkeypatch.setattr(shortest_paths, "DENSE_CELLS", 0)
    monkeypatch.setattr(shortest_paths, "SOURCE_BLOCK", 70)
    monkeypatch.setattr(batch_centrality, "DENSE_CELLS", 0)
    assert compute_raw_unit_betweenness(b) == pytest.approx(between, abs=1e-9)
    monkeypatch.setattr(shortest_paths, "MAX_DENSE_UNITS", 0)
    assert betweenness(b).units == pytest.approx(whole.units, abs=1e-9)
    assert betweenness(b).tasks == pytest.approx(whole.tasks, abs=1e-9)
    assert compute_raw_unit_betweenness(b) == pytest.approx(between, abs=1e-9)
    assert compute_unit_distances(b).total.tolist() == far.total.tolist()
    assert compute_unit_distances(b).inverse.tolist() == far.inverse.tolist()
    assert compute_centrality_batch(b[None]).unit_betweenness[0] == pytest.approx(unit_betweenness(b), abs=1e-14)


@pytest.mark.rare  # smaller ones are compared with networkx each time
def test_igraph_agrees_at_300_by_3000() -> None:
    igraph = pytest.importorskip("igraph")
    random = np.random.default_rng(3)
    b = np.zeros((300, 3000), dtype=np.bool_)
    for task in range(3000):
        b[random.choice(300, random.integers(1, 7), replace=False), task] = True
    unit, task = np.nonzero(b)
    graph = igraph.Graph(n=3300, edges=np.column_stack((unit, 300 + task)).tolist())
    found = betweenness(b)
    assert np.concatenate((found.units, found.tasks)) == pytest.approx(np.array(graph.betweenness()), rel=1e-10)
    from_units, from_tasks = compute_unit_distances(b), compute_unit_distances(b.T)
    total = np.concatenate((from_units.total, from_tasks.total))
    assert (3299 / total).tolist() == pytest.approx(graph.closeness(), rel=1e-12)
    inverse = np.concatenate((from_units.inverse, from_tasks.inverse))
    assert (inverse / 3299).tolist() == pytest.approx(graph.harmonic_centrality(), rel=1e-12)
    shared = b.astype(int) @ b.T.astype(int)
    pairs = [pair for pair in zip(*np.triu(shared, 1).nonzero(), strict=True) for _ in range(shared[pair])]
    of_units = igraph.Graph(n=300, edges=pairs)  # a line for every shared task: as many paths
    assert compute_raw_unit_betweenness(b).tolist() == pytest.approx(of_units.betweenness(), rel=1e-10, abs=1e-10)


def test_the_order_of_a_listing_leaves_no_trace() -> None:
    random = np.random.default_rng(8)
    parts = np.kron(np.eye(4, dtype=np.bool_), np.array([[True, True, False], [False, True, True]]))
    path = np.eye(40, dtype=np.bool_) | np.eye(40, k=1, dtype=np.bool_)
    for b in [*(random.random((12, 9)) < share for share in (0.1, 0.2, 0.3) for _ in range(20)), parts, path]:
        listed = b[random.permutation(b.shape[0])][:, random.permutation(b.shape[1])]
        (rows, columns), (other_rows, other_columns) = compute_canonical_order(b), compute_canonical_order(listed)
        assert b[rows][:, columns].tolist() == listed[other_rows][:, other_columns].tolist()


@pytest.mark.parametrize("dense", [0, 1000], ids=["sparse", "dense"])
def test_with_every_node_a_pivot_estimates_are_exact(dense: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortest_paths, "ALWAYS_DENSE_UNITS", dense)
    monkeypatch.setattr(shortest_paths, "MAX_DENSE_UNITS", dense)
    for stack in STACKS.values():
        exact, random = compute_centrality_batch(stack), np.random.default_rng(1)
        found = compute_centrality_batch(stack, 100, random)
        for measure in ("degree", "closeness", "harmonic", "unit_betweenness"):
            assert getattr(found, measure) == pytest.approx(getattr(exact, measure), abs=1e-12)
        assert found.apart.tolist() == exact.apart.tolist()
        for b in stack:
            there = betweenness(b, draw_pivots(b.shape, 100, random))
            assert np.concatenate([there.units, there.tasks]) == pytest.approx(
                np.concatenate([betweenness(b).units, betweenness(b).tasks]), abs=1e-9
            )


def test_pivots_hit_the_mark_on_average_and_stay_within_their_bound() -> None:
    b, random = some(1, 60, 50, 0.06)[0], np.random.default_rng(3)
    exact, both = compute_centrality_batch(b[None]), batch_centrality.two_mode_betweenness(b).units
    found = [compute_centrality_batch(b[None], 20, random) for _ in range(30)]
    paths = np.array([one.unit_betweenness[0] for one in found])
    assert np.abs(paths - exact.unit_betweenness[0]).max() <= compute_pivot_error(20, 60)
    for measure in ("harmonic", "unit_betweenness"):
        drawn = np.array([getattr(one, measure)[0] for one in found])
        off = drawn.mean(axis=0) - getattr(exact, measure)[0]
        assert (np.abs(off) <= 5 * drawn.std(axis=0, ddof=1) / np.sqrt(30) + 1e-3).all()
    sampled = [batch_centrality.two_mode_betweenness(b, draw_pivots(b.shape, 20, random)).units for _ in range(30)]
    assert (np.abs(np.mean(sampled, axis=0) - both) <= 5 * np.std(sampled, axis=0) / np.sqrt(30) + 1e-6).all()


def test_a_very_large_plan_has_its_betweenness_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = batch_centrality.compute_centrality(fengdu())
    monkeypatch.setattr(batch_centrality, "MAX_PATH_WORK", 1)
    monkeypatch.setattr(batch_centrality, "PIVOTS", 20)
    found = batch_centrality.compute_centrality(fengdu())
    assert found.approximation == PivotApproximation(20, compute_pivot_error(20, 30))
    for one, other in zip(found.units, exact.units, strict=True):
        assert (one.degree, one.closeness, one.harmonic) == (other.degree, other.closeness, other.harmonic)
        assert one.unit_betweenness == pytest.approx(other.unit_betweenness, abs=compute_pivot_error(20, 30))
