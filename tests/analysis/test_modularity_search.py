from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
import scipy.optimize

from respnet.analysis.clusters.clusters import (
    assign_tasks,
    compute_co_assignment,
    compute_null_modularity,
    find_stable_groups,
)
from respnet.analysis.clusters.modularity import (
    BatchGraphs,
    SearchBudget,
    barber_modularity,
    build_modularity_matrix,
    find_best_partition,
    run_quick_search,
)
from respnet.analysis.nulls.fixed_margins import compute_canonical_order
from tests.analysis.davis import davis, women
from tests.analysis.optimality_proof import (
    MAX_BRANCH_NODES,
    MAX_LP_GAP,
    MOST_CONSTRAINTS,
    OptimalityProof,
    certify_optimum,
)
from tests.analysis.partitions_of import compute_scaled_modularity, partitions_of


def made(units: int, tasks: int, share: float, seed: int) -> np.ndarray:
    """A random matrix without empty rows and columns."""
    b = np.random.default_rng(seed).random((units, tasks)) < share
    return b[b.any(axis=1)][:, b.any(axis=0)]


def grouped(units: int, tasks: int, groups: int, seed: int) -> np.ndarray:
    """One to three leads a task, nine in ten from its own group, and some units far busier than others."""
    random = np.random.default_rng(seed)
    of_units, busy = random.integers(0, groups, units), 1 / np.sqrt(1 + random.permutation(units))
    b = np.zeros((units, tasks), dtype=np.bool_)
    for task in range(tasks):
        chances = busy * np.where(of_units == task % groups, 1, 0.1 / groups)
        b[random.choice(units, random.integers(1, 4), replace=False, p=chances / chances.sum()), task] = True
    return b[b.any(axis=1)][:, b.any(axis=0)]


SMALL = [made(units, tasks, share, seed) for seed, (units, tasks, share) in enumerate(
    [(2, 2, 0.6), (3, 4, 0.5), (4, 4, 0.4), (5, 7, 0.3), (6, 9, 0.3), (7, 7, 0.25), (7, 12, 0.4), (8, 5, 0.4)] * 3
)]  # fmt: skip


def best_of_all(b: np.ndarray) -> int:
    w = build_modularity_matrix(b)
    return max(compute_scaled_modularity(w, labels) for labels in partitions_of(len(b)))


def same(labels: np.ndarray) -> set[frozenset[int]]:
    return {frozenset(np.flatnonzero(labels == one).tolist()) for one in labels}


@pytest.mark.parametrize("b", SMALL, ids=lambda b: f"{b.shape[0]}x{b.shape[1]}")
def test_search_and_proof_agree_with_enumeration(b: np.ndarray) -> None:
    best = best_of_all(b)
    found = find_best_partition(b, seed=1)
    assert (found.value, compute_scaled_modularity(build_modularity_matrix(b), found.labels)) == (best, best)
    proof = certify_optimum(build_modularity_matrix(b), best)
    assert proof.at_most is not None
    assert proof.at_most >= best
    assert proof.better is None
    assert not certify_optimum(build_modularity_matrix(b), best - 1).proved
    if proof.at_most <= best * (1 + MAX_LP_GAP):
        assert proof.proved


def test_partitions_of_units_and_tasks_together_are_no_better() -> None:
    """That each task goes to its best module is no restriction: all partitions of units and tasks, side by side."""
    for seed in range(6):
        b = made(3, 4, 0.5, seed)
        units = len(b)
        best = max(barber_modularity(b, both[:units], both[units:]) for both in partitions_of(sum(b.shape)))
        assert best == pytest.approx(find_best_partition(b, seed=1).value / b.sum() ** 2, abs=1e-12)


def test_the_southern_women_have_the_published_modules_and_no_better_ones() -> None:
    """R9: the proved maximum and its four modules."""
    found = find_best_partition(davis(), seed=2022)
    assert found.value / 89**2 == pytest.approx(0.345537, abs=5e-7)
    assert certify_optimum(build_modularity_matrix(davis()), found.value).proved
    tasks = assign_tasks(davis(), found.labels)
    modules = {
        (
            frozenset(women()[row] for row in np.flatnonzero(found.labels == module)),
            frozenset((np.flatnonzero(tasks == module) + 1).tolist()),
        )
        for module in np.unique(found.labels)
    }
    assert modules == {
        (frozenset({"Evelyn", "Laura", "Theresa", "Brenda", "Charlotte", "Frances"}), frozenset({1, 2, 3, 4, 5, 6})),
        (frozenset({"Eleanor", "Ruth", "Verne"}), frozenset({7, 8})),
        (frozenset({"Pearl", "Dorothy", "Olivia", "Flora"}), frozenset({9, 11})),
        (frozenset({"Myra", "Katherina", "Sylvia", "Nora", "Helen"}), frozenset({10, 12, 13, 14})),
    }


def test_a_proof_finds_what_a_poor_search_missed() -> None:
    w = build_modularity_matrix(davis())
    proof = certify_optimum(w, 2_730)
    assert not proof.proved
    assert proof.better is not None
    assert compute_scaled_modularity(w, proof.better) == 2_737
    assert certify_optimum(w.T.copy(), 2_737).proved


def test_no_clock_decides_what_is_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, int]] = []
    solve = scipy.optimize.milp

    def heard(*args: object, options: dict[str, int], **kwargs: object) -> object:
        asked.append(options.copy())
        return solve(*args, options=options, **kwargs)

    monkeypatch.setattr(scipy.optimize, "milp", heard)
    assert certify_optimum(build_modularity_matrix(davis()), 2_737).proved
    assert asked == [{"node_limit": MAX_BRANCH_NODES}]


def test_a_proof_that_would_take_too_long_is_not_begun() -> None:
    b = made(60, 60, 0.2, 1)
    assert len(b) ** 3 > MOST_CONSTRAINTS
    assert certify_optimum(build_modularity_matrix(b), 1) == OptimalityProof(proved=False)


@pytest.mark.parametrize("shape", [(40, 200, 5), (300, 900, 20)])
def test_large_searches_beat_the_projection_and_end_where_they_say(shape: tuple[int, int, int]) -> None:
    b = grouped(*shape, seed=3)
    w = build_modularity_matrix(b)
    ends = BatchGraphs.of(b[None]).search(rounds=3, seed=1)
    assert compute_scaled_modularity(w, ends.labels[0]) == ends.values[0]
    graph = nx.Graph((unit, len(b) + task) for unit, task in np.argwhere(b).tolist())
    louvain = np.zeros(len(b), dtype=np.int64)
    for module, members in enumerate(nx.community.louvain_communities(graph, seed=1)):
        louvain[[node for node in members if node < len(b)]] = module
    assert ends.values[0] >= compute_scaled_modularity(w, louvain)


def test_parts_that_share_nothing_are_modules() -> None:
    b = np.kron(np.eye(12, dtype=np.bool_), np.ones((3, 5), dtype=np.bool_))
    assert same(find_best_partition(b, seed=1).labels) == {
        frozenset(range(3 * part, 3 * part + 3)) for part in range(12)
    }


def test_graphs_side_by_side_do_not_disturb_one_another() -> None:
    b = davis()
    alone = find_best_partition(b, seed=1).value
    stack = np.stack([b, np.zeros_like(b), b[::-1], made(18, 14, 0.9, 1)[:, :14] & b])
    ends = BatchGraphs.of(stack, starts=20).search(rounds=3, seed=1)
    assert ends.values.reshape(4, 20).max(axis=1).tolist()[:3] == [alone, 0, alone]
    for graph, labels in enumerate(ends.labels[60:]):
        assert compute_scaled_modularity(build_modularity_matrix(stack[3]), labels) == ends.values[60 + graph]


def test_the_order_of_rows_and_columns_does_not_matter() -> None:
    b = made(14, 30, 0.15, 4)
    random = np.random.default_rng(8)
    rows, columns = (random.permutation(size) for size in b.shape)
    turned = b[rows][:, columns]
    orders = compute_canonical_order(b), compute_canonical_order(turned)
    assert (b[orders[0][0]][:, orders[0][1]] == turned[orders[1][0]][:, orders[1][1]]).all()
    one, other = find_best_partition(b, seed=1), find_best_partition(turned, seed=1)
    assert (one.value, one.near) == (other.value, other.near)
    assert same(one.labels[rows]) == same(other.labels)
    chance = [compute_null_modularity(each, draws=30, seed=1, heard=lambda _: None) for each in (b, turned)]
    assert chance[0].tolist() == chance[1].tolist()
    shares = [compute_co_assignment(each, repeats=40, seed=1, heard=lambda _: None) for each in (b, turned)]
    assert (shares[0][np.ix_(rows, rows)] == shares[1]).all()


def test_the_quick_search_of_a_small_plan_seldom_misses_the_best() -> None:
    b = grouped(13, 32, 5, seed=6)
    draws = np.stack([grouped(13, 32, 5, seed=seed)[:12] for seed in range(7, 8)] + [b[:12]])
    effort = SearchBudget.of(int(b.sum()))
    (ends,) = run_quick_search([draws], effort, seed=1)
    for matrix, reached in zip(draws, ends.values.tolist(), strict=True):
        used = matrix[matrix.any(axis=1)][:, matrix.any(axis=0)]
        assert reached == find_best_partition(used, seed=1).value


def test_units_hold_together_only_if_every_two_do() -> None:
    shares = np.eye(5)
    for a, b, share in ((0, 1, 0.97), (1, 2, 0.95), (0, 2, 0.89), (3, 4, 0.9)):
        shares[a, b] = shares[b, a] = share
    assert [rows.tolist() for rows in find_stable_groups(shares, 0.9)] == [[0, 1], [3, 4]]
    shares[0, 2] = shares[2, 0] = 0.9
    assert [rows.tolist() for rows in find_stable_groups(shares, 0.9)] == [[0, 1, 2], [3, 4]]


def test_what_hangs_on_one_task_does_not_hold() -> None:
    """Two pairs with eight tasks each, and one whose only task is gone from every third bootstrap."""
    b = np.kron(np.eye(3, dtype=np.bool_), np.ones((2, 8), dtype=np.bool_))[:, :17]
    found = compute_co_assignment(b, repeats=300, seed=1, heard=lambda _: None)
    assert found[0, 1] > 0.99
    assert 0.5 < found[4, 5] < 0.75
    assert [rows.tolist() for rows in find_stable_groups(found, 0.9)] == [[0, 1], [2, 3]]
