"""The lead layer as a network, against networkx."""

from __future__ import annotations

from collections import Counter

import networkx as nx
import pytest

from respnet.analysis.structure.lead_network import LeadNetwork, build_lead_network
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from tests.analysis.family import FAMILY
from tests.analysis.fengdu import fengdu


def graphs(plan: ResponsibilityNetwork) -> tuple[nx.Graph[str], nx.DiGraph[str], Counter[str]]:
    """Joint leads and directed links, task by task, and the tasks that each unit leads with others."""
    names = [unit.id for unit in plan.actors]
    lead, other = plan.biadjacency(Role.LEAD), plan.biadjacency(Role.RESPONSIBLE, Role.SUPPORT)
    joint, directed, jointly = nx.Graph(), nx.DiGraph(), Counter[str]()
    directed.add_nodes_from(names)
    for leads, others in zip(lead.T, other.T, strict=True):
        leaders = [name for name, on in zip(names, leads, strict=True) if on]
        joint.add_nodes_from(leaders)
        joint.add_edges_from((a, b) for a in leaders for b in leaders if a < b)
        jointly.update(leaders if len(leaders) > 1 else [])
        for a in leaders:
            for b in (name for name, on in zip(names, others, strict=True) if on):
                weight = directed.get_edge_data(a, b, {"weight": 0})["weight"]
                directed.add_edge(a, b, weight=weight + 1)
    return joint, directed, jointly


@pytest.mark.parametrize("plan", [fengdu(), *FAMILY.values()], ids=["shipped", *FAMILY.keys()])
def test_both_networks_are_those_of_networkx(plan: ResponsibilityNetwork) -> None:
    found: LeadNetwork = build_lead_network(plan)
    joint, directed, jointly = graphs(plan)
    assert found.joint_pairs == joint.number_of_edges()
    assert found.components == (nx.number_connected_components(joint) if joint else 0)
    assert (found.density or 0) == pytest.approx(nx.density(joint))
    assert found.links == directed.number_of_edges()
    if found.links:
        assert found.reciprocity == pytest.approx(nx.overall_reciprocity(directed))
    for one in found.units:
        assert one.partners == (joint.degree[one.unit] if one.unit in joint else 0)
        assert one.joint == jointly[one.unit]
        assert (one.followers, one.leaders) == (directed.out_degree[one.unit], directed.in_degree[one.unit])
        assert one.out_strength == directed.out_degree(one.unit, weight="weight")
        assert one.in_strength == directed.in_degree(one.unit, weight="weight")
    for link in found.strongest:
        assert directed.edges[link.lead, link.other]["weight"] == link.tasks


def test_the_shipped_plan() -> None:
    found = build_lead_network(fengdu())
    first = found.strongest[0]
    assert (first.lead, first.other, first.tasks) == ("丰都县/县科协", "丰都县/县人力社保局", 14)
    assert (found.joint_pairs, found.components, found.links) == (15, 1, 136)
