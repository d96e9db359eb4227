"""Centralities and standing against networkx and igraph, in turn in one run, at three sizes: python bench/centrality.py

networkx takes part only where it needs less than a minute. igraph (GPL) is for measuring alone: pip install igraph.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from typing import Any

import igraph
import networkx as nx
import numpy as np
from timing import in_turn, tell

from respnet.analysis.position.centrality import compute_centrality
from respnet.analysis.position.position_tests import assess_positions
from respnet.analysis.position.shortest_paths import betweenness, compute_raw_unit_betweenness, compute_unit_distances
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan

SIZES = ((30, 32, 230), (300, 3_000, 20_000), (1_000, 10_000, 70_000))
MEASURES = ("betweenness of all nodes", "closeness and harmonic", "betweenness between units")


def plan(units: int, tasks: int, lines: int) -> ResponsibilityNetwork:
    """Tasks of equal size; the busier a unit, the likelier it is in the next: loads as uneven as in real plans."""
    random = np.random.default_rng(1)
    weight = 1 / np.sqrt(np.arange(1, units + 1))
    rows = []
    for place in range(tasks):
        size = lines // tasks + (place < lines % tasks)
        those = random.choice(units, size, replace=False, p=weight / weight.sum())
        rows.append(TaskRow(f"t{place}", units=(UnitList(Role.SUPPORT, tuple(f"u{unit}" for unit in those)),)))
    return ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))


def of_igraph(b: Matrix) -> dict[str, Callable[[], Any]]:
    unit, task = np.nonzero(b)
    graph = igraph.Graph(n=sum(b.shape), edges=np.column_stack((unit, b.shape[0] + task)).tolist())
    units = range(b.shape[0])
    return {
        MEASURES[0]: graph.betweenness,
        MEASURES[1]: lambda: (graph.closeness(), graph.harmonic_centrality()),
        MEASURES[2]: lambda: graph.betweenness(sources=units, targets=units),
    }


def of_networkx(b: Matrix) -> dict[str, Callable[[], Any]]:
    units = [f"u{place}" for place in range(b.shape[0])]
    graph: nx.Graph[str] = nx.Graph((f"u{i}", f"t{j}") for i, j in zip(*np.nonzero(b), strict=True))
    small = b.shape[0] <= 30
    found: dict[str, Callable[[], Any]] = {}
    if small:
        found[MEASURES[0]] = lambda: nx.betweenness_centrality(graph)
    if b.shape[0] <= 300:
        found[MEASURES[1]] = lambda: (nx.closeness_centrality(graph), nx.harmonic_centrality(graph))
        found[MEASURES[2]] = lambda: nx.betweenness_centrality_subset(graph, units, units)
    return found


def seconds(run: Callable[[], Any]) -> Callable[[], float]:
    def once() -> float:
        start = time.perf_counter()
        run()
        return time.perf_counter() - start

    return once


def main() -> None:
    for size in SIZES:
        network = plan(*size)
        b = network.biadjacency()
        units, tasks = b.shape
        ours = {
            MEASURES[0]: lambda b=b: betweenness(b),
            MEASURES[1]: lambda b=b: (compute_unit_distances(b), compute_unit_distances(b.T)),
            MEASURES[2]: lambda b=b: compute_raw_unit_betweenness(b),
        }
        for name, there in (("igraph", of_igraph(b)), ("networkx", of_networkx(b))):
            for measure, run in there.items():
                runs = 5 if units < 100 else 2 if units < 1_000 and name == "igraph" else 1
                tell(
                    f"{units} x {tasks}, {measure}", *_named(in_turn(seconds(ours[measure]), seconds(run), runs), name)
                )
        for what, whole in (("centrality()", compute_centrality), ("standing()", assess_positions)):
            print(
                f"{units} x {tasks}, {what}: {seconds(lambda whole=whole, network=network: whole(network))():.2f} s",
                flush=True,
            )
        print(
            f"{units} x {tasks}: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB at most", flush=True
        )


def _named(times: tuple[list[float], list[float]], name: str) -> tuple[list[float], str, list[float]]:
    return times[0], name, times[1]


if __name__ == "__main__":
    main()
