from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from respnet.analysis.structure.structure import ComponentCounts, count_components
from respnet.core.network import Matrix


def counted_anew(part: Matrix) -> int:
    graph: nx.Graph[object] = nx.Graph()
    graph.add_edges_from((("unit", unit), ("task", task)) for unit, task in np.argwhere(part).tolist())
    return nx.number_connected_components(graph)


def by_taking_out(part: Matrix) -> ComponentCounts:
    units = range(len(part))
    return ComponentCounts(counted_anew(part), tuple(counted_anew(np.delete(part, unit, axis=0)) for unit in units))


@pytest.mark.parametrize("seed", range(150))
def test_each_unit_taken_out_and_counted_anew(seed: int) -> None:
    random = np.random.Generator(np.random.PCG64(seed))
    units, tasks = random.integers(0, 10), random.integers(0, 10)
    part = random.random((units, tasks)) < random.choice([0.1, 0.2, 0.3, 0.5])
    assert count_components(part) == by_taking_out(part)


def test_davis_southern_women_hold_together_without_any_one() -> None:
    davis = nx.davis_southern_women_graph()
    women, events = davis.graph["top"], davis.graph["bottom"]
    part = nx.bipartite.biadjacency_matrix(davis, women, events).toarray() > 0
    assert count_components(part) == ComponentCounts(1, (1,) * 18)


def test_a_long_chain_needs_no_deep_stack() -> None:
    chain = np.eye(3_000, dtype=bool) | np.eye(3_000, k=1, dtype=bool)
    found = count_components(chain)
    assert found.whole == 1
    assert found.without[:2] == (1, 2)
    assert found.without[-1] == 1
