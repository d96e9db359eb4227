"""Every measure against published values of the Southern women (Davis) and against networkx."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache

import networkx as nx
import numpy as np
import pytest

from respnet.analysis.position import shortest_paths
from respnet.analysis.position.centrality import (
    MEASURES,
    compute_centrality,
    two_mode_betweenness,
    two_mode_closeness,
    two_mode_degree,
    two_mode_harmonic,
    unit_betweenness,
)
from respnet.analysis.position.shortest_paths import TwoModeValues, betweenness, count_shared_tasks_batch
from respnet.core.network import Matrix, ResponsibilityNetwork
from tests.analysis.family import FAMILY, network
from tests.analysis.fengdu import fengdu

Measure = Callable[[Matrix], TwoModeValues]


def graph_of(b: Matrix) -> tuple[nx.Graph[str], list[str], list[str]]:
    units, tasks = ([f"{side}{place}" for place in range(count)] for side, count in zip("ut", b.shape, strict=True))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(units)
    graph.add_nodes_from(tasks)
    graph.add_edges_from((units[i], tasks[j]) for i, j in zip(*np.nonzero(b), strict=True))
    return graph, units, tasks


@cache
def davis() -> tuple[Matrix, list[str], list[str]]:
    graph = nx.davis_southern_women_graph()
    women, events = list(graph.graph["top"]), list(graph.graph["bottom"])
    b = np.array([[graph.has_edge(woman, event) for event in events] for woman in women])
    assert (b.shape, int(b.sum())) == ((18, 14), 89)
    return b, women, events


def of(measure: Measure, who: str) -> float:
    b, women, events = davis()
    found = measure(b)
    if who in events:
        return float(found.tasks[events.index(who)])
    return float(found.units[next(place for place, name in enumerate(women) if name.startswith(who))])


@pytest.mark.parametrize(("who", "printed"), [("Evelyn", 0.800), ("E8", 0.846), ("Flora", 0.585), ("E1", 0.524)])
def test_closeness_as_published(who: str, printed: float) -> None:
    """R1: Borgatti & Everett 1997, table 1."""
    assert of(two_mode_closeness, who) == pytest.approx(printed, abs=5e-4)


@pytest.mark.parametrize(
    ("who", "printed", "divisor"),
    [("Nora", 11.42, 442), ("Evelyn", 9.72, 442), ("E8", 24.60, 448), ("E9", 22.75, 448)],
)
def test_raw_betweenness_as_published(who: str, printed: float, divisor: int) -> None:
    """R2: printed in percent of divisors that other texts use."""
    assert 100 * of(betweenness, who) / divisor == pytest.approx(printed, abs=0.005)


@pytest.mark.parametrize(("who", "percent"), [("Nora", 11.35), ("Evelyn", 9.66), ("E8", 24.38), ("E9", 22.55)])
def test_betweenness_by_the_true_maxima(who: str, percent: float) -> None:
    assert 100 * of(two_mode_betweenness, who) == pytest.approx(percent, abs=0.005)


def test_the_divisors_are_445_and_452() -> None:
    b = davis()[0]
    raw, scaled = betweenness(b), two_mode_betweenness(b)
    divisors = (raw.units[0] / scaled.units[0], raw.tasks[7] / scaled.tasks[7])
    assert sorted(round(divisor, 9) for divisor in divisors) == [445, 452]


@pytest.mark.parametrize(("who", "degree", "between"), [("E8", 0.78, 0.24), ("E9", 0.67, 0.23), ("Evelyn", 0.57, 0.10)])
def test_degree_and_betweenness_as_published(who: str, degree: float, between: float) -> None:
    """R2d, R3: Borgatti & Halgin 2011, two decimals."""
    assert round(of(two_mode_degree, who), 2) == degree
    assert round(of(two_mode_betweenness, who), 2) == between


@pytest.mark.parametrize(
    ("b", "degree", "closeness", "between"),
    [
        ([[1, 0], [1, 1]], [1 / 2, 1], [2 / 3, 1], [0, 1]),
        ([[1, 1, 1]] * 3, [1] * 3, [1] * 3, [1 / 8] * 3),
        ([[1, 1]] * 2, [1] * 2, [1] * 2, [1 / 4] * 2),
    ],
    ids=["path of four", "three by three", "circle of four"],
)
def test_fractions_known_by_hand(
    b: list[list[int]], degree: list[float], closeness: list[float], between: list[float]
) -> None:
    """R17: the values in networkx's own tests."""
    matrix = np.array(b, dtype=np.bool_)
    assert two_mode_degree(matrix).units.tolist() == degree
    assert two_mode_closeness(matrix).units == pytest.approx(closeness, abs=1e-15)
    assert two_mode_betweenness(matrix).units == pytest.approx(between, abs=1e-15)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [("Evelyn", "Theresa", 7), ("Laura", "Brenda", 6), ("Katherina", "Sylvia", 6), ("Charlotte", "Pearl", 0)],
)
def test_shared_events_as_published(one: str, other: str, together: int) -> None:
    """R4: the co-attendance that the vignette of the R package backbone prints."""
    b, women, _ = davis()
    first, second = (next(place for place, name in enumerate(women) if name.startswith(who)) for who in (one, other))
    assert count_shared_tasks_batch(b[None])[0, first, second] == together


SMALL = {name: plan.biadjacency() for name, plan in FAMILY.items() if len(plan.actors) < 100}
GRAPHS: dict[str, Matrix] = {
    **SMALL,
    "davis": davis()[0],
    "fengdu": fengdu().biadjacency(),
    "sparse random": np.random.default_rng(4).random((40, 70)) < 0.03,
    "denser random": np.random.default_rng(5).random((70, 30)) < 0.12,
}
FILLED = {name: b for name, b in GRAPHS.items() if b.shape[0] and b.shape[1]}


@pytest.mark.parametrize("b", FILLED.values(), ids=FILLED.keys())
def test_networkx_agrees(b: Matrix) -> None:
    graph, units, tasks = graph_of(b)
    pairs: list[tuple[Measure, Callable[..., dict[str, float]]]] = [
        (two_mode_degree, nx.bipartite.degree_centrality),
        (two_mode_closeness, nx.bipartite.closeness_centrality),
    ]
    if min(b.shape) > 1:  # a side of one leaves the other a maximum of 0, by which networkx divides
        pairs.append((two_mode_betweenness, nx.bipartite.betweenness_centrality))
    for ours, theirs in pairs:
        here, there = ours(b), theirs(graph, units)
        assert here.units.tolist() == pytest.approx([there[unit] for unit in units], abs=1e-12)
        assert here.tasks.tolist() == pytest.approx([there[task] for task in tasks], abs=1e-12)


@pytest.mark.parametrize("b", FILLED.values(), ids=FILLED.keys())
def test_harmonic_is_the_scaled_sum_of_networkx(b: Matrix) -> None:
    graph, units, tasks = graph_of(b)
    there, here = nx.harmonic_centrality(graph), two_mode_harmonic(b)
    most_unit, most_task = len(tasks) + (len(units) - 1) / 2, len(units) + (len(tasks) - 1) / 2
    assert here.units.tolist() == pytest.approx([there[unit] / most_unit for unit in units], abs=1e-12)
    assert here.tasks.tolist() == pytest.approx([there[task] / most_task for task in tasks], abs=1e-12)
    assert (here.units <= 1 + 1e-12).all()


@pytest.mark.parametrize("b", FILLED.values(), ids=FILLED.keys())
def test_unit_betweenness_is_that_of_the_subset(b: Matrix) -> None:
    graph, units, _ = graph_of(b)
    there, pairs = nx.betweenness_centrality_subset(graph, units, units), math.comb(len(units) - 1, 2)
    expected = [there[unit] / pairs if pairs else 0.0 for unit in units]
    assert unit_betweenness(b).tolist() == pytest.approx(expected, abs=1e-12)


def test_the_sparse_form_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    b = GRAPHS["denser random"]
    dense = [measure(b) for measure in (two_mode_betweenness, two_mode_closeness, two_mode_harmonic)]
    between = unit_betweenness(b)
    monkeypatch.setattr(shortest_paths, "DENSE_CELLS", 0)
    for here, measure in zip(dense, (two_mode_betweenness, two_mode_closeness, two_mode_harmonic), strict=True):
        assert measure(b).units.tolist() == pytest.approx(here.units.tolist(), abs=1e-12)
        assert measure(b).tasks.tolist() == pytest.approx(here.tasks.tolist(), abs=1e-12)
    assert unit_betweenness(b).tolist() == pytest.approx(between.tolist(), abs=1e-12)


@pytest.mark.parametrize("plan", FAMILY.values(), ids=FAMILY.keys())
def test_the_family_stays_between_0_and_1(plan: ResponsibilityNetwork) -> None:
    found = compute_centrality(plan)
    assert [one.unit for one in found.units] == [unit.id for unit in plan.actors]
    for one in found.units:
        for measure in MEASURES:
            most = math.inf if measure == "closeness" else 1 + 1e-12
            assert 0 <= getattr(one, measure) <= most
            assert 1 <= getattr(one, f"rank_{measure}") <= len(found.units)
    for agreement in found.tau:
        assert agreement.tau is None or -1 <= agreement.tau <= 1 + 1e-12


def test_closeness_can_exceed_1_only_where_the_graph_falls_apart() -> None:
    """Found in a small component: rescaled by its size as networkx does, two neighbours still come out too close."""
    assert max(one.closeness for one in compute_centrality(FAMILY["two components"]).units) > 1
    for name in ("one task", "star of tasks", "complete", "path", "300 units"):
        assert max(one.closeness for one in compute_centrality(FAMILY[name]).units) <= 1 + 1e-12


@pytest.mark.parametrize("shape", [(0, 0), (3, 0), (0, 3)])
def test_a_side_without_nodes_gives_zeros(shape: tuple[int, int]) -> None:
    b = np.zeros(shape, dtype=np.bool_)
    for measure in (two_mode_degree, two_mode_closeness, two_mode_harmonic, two_mode_betweenness):
        found = measure(b)
        assert found.units.tolist() == [0.0] * shape[0]
        assert found.tasks.tolist() == [0.0] * shape[1]
    assert unit_betweenness(b).tolist() == [0.0] * shape[0]


def test_the_hub_of_a_star_is_between_all_others() -> None:
    hub, *rest = compute_centrality(FAMILY["star of tasks"]).units
    assert (hub.unit_betweenness, hub.rank_unit_betweenness) == (1.0, 1)
    assert [one.unit_betweenness for one in rest] == [0.0] * 4


def test_paths_that_end_at_a_task_count_for_no_unit() -> None:
    """A task that hangs on one unit alone raises its two-mode betweenness, not its betweenness between units."""
    without, alone = network([("abc", [])]), network([("abc", []), ("a", [])])
    assert compute_centrality(without).units[0].betweenness == 0
    assert compute_centrality(alone).units[0].betweenness > 0
    assert compute_centrality(alone).units[0].unit_betweenness == 0


def test_a_task_without_units_stays_in_the_divisor() -> None:
    assert compute_centrality(network([("a", []), ([], [])])).units[0].degree == 0.5


def test_names_and_order_change_nothing() -> None:
    rows = [("abc", "de"), ("a", "f"), ("ad", "bc"), ("f", "cde"), ("e", "g")]
    here = {one.unit: one for one in compute_centrality(network(rows)).units}
    there = {
        one.unit: one for one in compute_centrality(network([(a[::-1], b[::-1]) for a, b in reversed(rows)])).units
    }
    assert set(here) == set(there)
    for unit, one in here.items():
        for measure in MEASURES:
            assert getattr(one, measure) == pytest.approx(getattr(there[unit], measure), abs=1e-12)
            assert getattr(one, f"rank_{measure}") == getattr(there[unit], f"rank_{measure}")


def test_more_sources_than_one_block() -> None:
    b = np.random.default_rng(6).random((150, 20)) < 0.1
    graph, units, _ = graph_of(b)
    there = nx.betweenness_centrality(graph, normalized=False)
    assert betweenness(b).units.tolist() == pytest.approx([there[unit] for unit in units], abs=1e-9)


def test_tau_of_asks_for_a_known_measure() -> None:
    found = compute_centrality(FAMILY["path"])
    assert found.get_tau("closeness") is not None
    with pytest.raises(KeyError):
        found.get_tau("degree")
