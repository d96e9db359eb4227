"""Brokered paths against enumeration of all paths of five nodes with networkx."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from respnet.analysis.structure import structure as brokerage
from respnet.analysis.structure.structure import assess_brokerage, count_brokered_paths
from respnet.core.network import Matrix, ResponsibilityNetwork
from tests.analysis.family import FAMILY
from tests.analysis.fengdu import fengdu
from tests.analysis.margins import davis, random_plan

ROLES = ("coordinator", "itinerant", "gatekeeper", "liaison")


def enumerate_paths(b: Matrix, kinds: list[str]) -> list[Counter[str]]:
    """Every unit - task - broker - task - unit path that has no other line among its five nodes."""
    graph = nx.Graph((("unit", int(u)), ("task", int(t))) for u, t in np.argwhere(b))
    found: list[Counter[str]] = [Counter() for _ in kinds]
    for broker in range(len(b)):
        for one, other in combinations(np.flatnonzero(b[broker]).tolist(), 2):
            for first in set(np.flatnonzero(b[:, one]).tolist()) - {broker}:
                for last in set(np.flatnonzero(b[:, other]).tolist()) - {broker, first}:
                    nodes = [("unit", first), ("task", one), ("unit", broker), ("task", other), ("unit", last)]
                    if graph.subgraph(nodes).number_of_edges() == 4:
                        found[broker][role_of(kinds[first], kinds[broker], kinds[last])] += 1
    return found


def role_of(first: str, broker: str, last: str) -> str:
    if first == last:
        return "coordinator" if first == broker else "itinerant"
    return "gatekeeper" if broker in (first, last) else "liaison"


@pytest.mark.parametrize("seed", range(6))
def test_paths_are_those_of_enumeration(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(brokerage, "TASK_BLOCK", 3)
    b = random_plan(9, 8, (1, 2, 4), seed=seed)
    kinds = np.random.default_rng(seed).choice(["party", "government", "mass"], len(b)).tolist()
    expected = enumerate_paths(b, kinds)
    assert count_brokered_paths(b, kinds).tolist() == [[one[role] for role in ROLES] for one in expected]


def test_the_southern_women_in_three_kinds() -> None:
    _, b = davis()
    kinds = (["a"] * 7 + ["b"] * 6 + ["c"] * 5)[: len(b)]
    expected = enumerate_paths(b, kinds)
    assert count_brokered_paths(b, kinds).tolist() == [[one[role] for role in ROLES] for one in expected]
    assert count_brokered_paths(b, ["a"] * len(b))[:, 1:].sum() == 0


def test_the_shipped_plan_s_association_joins_others_of_one_kind() -> None:
    found = assess_brokerage(fengdu())
    most = max(found.units, key=lambda one: one.itinerant)
    assert (found.without_kind, most.unit, most.itinerant) == (0, "丰都县/县科协", 2527)


def test_a_plan_beyond_the_bound_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(brokerage, "MAX_TASK_PAIRS", 10)
    assert assess_brokerage(fengdu()).units == ()


@pytest.mark.parametrize("plan", FAMILY.values(), ids=FAMILY.keys())
def test_the_family(plan: ResponsibilityNetwork) -> None:
    found = assess_brokerage(plan)
    assert len(found.units) + found.without_kind == len(plan.actors)
