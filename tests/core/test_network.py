"""The simple graph agrees with respnet's own measures, the multigraph has every assignment."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from respnet.analysis.position.centrality import two_mode_betweenness, two_mode_closeness, two_mode_degree
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role, UnitKind
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
from tests.analysis.family import FAMILY
from tests.analysis.fengdu import fengdu

PLANS = {"fengdu": fengdu(), **{name: plan for name, plan in FAMILY.items() if min(plan.biadjacency().shape) > 1}}


@pytest.mark.parametrize("network", PLANS.values(), ids=PLANS.keys())
def test_two_mode_functions_of_networkx_agree_with_the_measures(network: ResponsibilityNetwork) -> None:
    graph, b = network.to_networkx(), network.biadjacency()
    units = [node for node, side in graph.nodes(data="bipartite") if side == 0]
    assert units == [unit.id for unit in network.actors]
    assert nx.is_bipartite(graph)
    assert (nx.bipartite.biadjacency_matrix(graph, units, [task.id for task in network.tasks]).toarray() == b).all()
    for ours, theirs in (
        (two_mode_degree, nx.bipartite.degree_centrality),
        (two_mode_closeness, nx.bipartite.closeness_centrality),
        (two_mode_betweenness, nx.bipartite.betweenness_centrality),
    ):
        found = theirs(graph, units)
        assert ours(b).units.tolist() == pytest.approx([found[unit] for unit in units], abs=1e-12)


def test_projections_count_joint_tasks() -> None:
    network = fengdu()
    graph, b = network.to_networkx(), network.biadjacency().astype(int)
    units = [unit.id for unit in network.actors]
    joint = b @ b.T
    np.fill_diagonal(joint, 0)
    weighted = nx.bipartite.weighted_projected_graph(graph, units)
    assert (nx.to_numpy_array(weighted, units) == joint).all()
    assert nx.bipartite.projected_graph(graph, units).number_of_edges() == (joint > 0).sum() // 2
    overlap = nx.bipartite.overlap_weighted_projected_graph(graph, units)
    a, other = units[0], units[1]
    assert overlap[a][other]["weight"] == pytest.approx(joint[0, 1] / (b[0] | b[1]).sum())


def test_edges_have_the_strongest_role_and_all_roles() -> None:
    lists = (
        UnitList(Role.SUPPORT, ("a", "各乡镇")),
        UnitList(Role.LEAD, ("a",)),
        UnitList(Role.SUPERVISE, ("a", "b")),
    )
    records = [UnitRecord("各乡镇", UnitKind.COLLECTIVE)]
    network = ResponsibilityNetwork(build_plan(PlanFacts("p"), [TaskRow("t", number="1", units=lists)], records))
    graph = network.to_networkx()
    assert list(graph.edges(data=True)) == [("p/a", "p/1", {"role": "lead", "roles": "lead,support"})]
    assert list(graph) == ["p/a", "p/b", "p/1"]
    every = network.to_networkx(multigraph=True)
    assert every.is_multigraph()
    assert every.number_of_edges() == 5
    assert "p/各乡镇" in every
