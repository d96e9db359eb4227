from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest

from respnet.analysis.structure.lead_network import count_co_leads
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from tests.analysis.family import FAMILY, network
from tests.analysis.fengdu import fengdu


def test_the_southern_women_give_the_published_co_attendance() -> None:
    """R4: the co-attendance matrix printed with the R package backbone."""
    graph = nx.davis_southern_women_graph()
    events = graph.graph["bottom"]
    plan = network([(sorted(graph[event]), []) for event in events])
    found = count_co_leads(plan)
    names = [plan.unit_by_id[unit].name for unit in found.units]

    def joint(a: str, b: str) -> int:
        places = [next(i for i, name in enumerate(names) if name.startswith(who)) for who in (a, b)]
        return found.matrix[places[0]][places[1]]

    assert (joint("Evelyn", "Theresa"), joint("Laura", "Brenda"), joint("Katherina", "Sylvia")) == (7, 6, 6)
    assert joint("Charlotte", "Pearl") == 0
    assert joint("Evelyn", "Evelyn") == 8
    assert len(found.pairs) == 139


def test_the_shipped_plan_has_fifteen_pairs_nine_with_the_association() -> None:
    found = count_co_leads(fengdu())
    assert len(found.pairs) == 15
    assert sum("丰都县/县科协" in (pair.a, pair.b) for pair in found.pairs) == 9
    assert (found.pairs[0].a, found.pairs[0].b, len(found.pairs[0].tasks)) == ("丰都县/县科协", "丰都县/县科技局", 11)
    assert len(found.units) == 13


def test_pairs_go_by_count_then_in_printed_order() -> None:
    found = count_co_leads(network([("cd", []), ("ab", []), ("ab", []), ("ad", [])]))
    assert [(pair.a, pair.b, pair.tasks) for pair in found.pairs] == [
        ("p/a", "p/b", ("p/2", "p/3")),
        ("p/c", "p/d", ("p/1",)),
        ("p/d", "p/a", ("p/4",)),
    ]


@pytest.mark.parametrize("plan", FAMILY.values(), ids=FAMILY.keys())
def test_counts_in_the_family_are_those_of_plain_sets(plan: ResponsibilityNetwork) -> None:
    led = {
        unit.id: {one.task for one in plan.assignments_by_unit[unit.id] if one.role is Role.LEAD}
        for unit in plan.actors
        if any(one.role is Role.LEAD for one in plan.assignments_by_unit[unit.id])
    }
    found = count_co_leads(plan)
    assert found.units == tuple(led)
    assert found.matrix == tuple(tuple(len(led[a] & led[b]) for b in led) for a in led)
    assert {(pair.a, pair.b): set(pair.tasks) for pair in found.pairs} == {
        (a, b): led[a] & led[b] for a, b in combinations(led, 2) if led[a] & led[b]
    }
