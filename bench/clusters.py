"""The most modular division of lead layers, against Louvain of networkx and of igraph on the same two-mode graph.

Louvain moves by one-mode modularity, so its modules are measured by Barber's with each task where it adds most: they
say what a ready-made tool reaches. The last part is the whole of `lead_clusters`, with nulls and shakings.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import igraph
import networkx as nx
import numpy as np

import respnet
from respnet.analysis.clusters.clusters import assign_tasks, find_lead_clusters
from respnet.analysis.clusters.modularity import (
    BatchGraphs,
    SearchBudget,
    barber_modularity,
    find_best_partition,
)
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.finding import describe_approximation
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan

sys.path.insert(0, str(Path(__file__).parent))
from timing import in_turn, tell

SEED = 2022


def grouped(units: int, tasks: int, groups: int) -> Matrix:
    """One to three leads a task, mostly of its own group; some units are far busier than others."""
    random = np.random.default_rng(SEED)
    group, busy = random.integers(0, groups, units), 1 / np.sqrt(1 + random.permutation(units))
    b = np.zeros((units, tasks), dtype=np.bool_)
    for task in range(tasks):
        chances = busy * np.where(group == task % groups, 1, 0.01)
        leads = random.choice(3, p=[0.3, 0.5, 0.2]) + 1
        b[random.choice(units, leads, replace=False, p=chances / chances.sum()), task] = True
    return b[b.any(axis=1)][:, b.any(axis=0)]


def plan_of(b: Matrix) -> ResponsibilityNetwork:
    """A plan with these leads."""
    rows = [
        TaskRow(f"任务{task}", number=str(task), units=(UnitList(Role.LEAD, tuple(f"单位{u}" for u in leads)),))
        for task, leads in enumerate(np.flatnonzero(column).tolist() for column in b.T)
    ]
    return ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))


def seconds(action: Callable[[], object]) -> Callable[[], float]:
    """A run of the action, by the processor's clock: a machine that others share stretches every other one."""

    def run() -> float:
        start = time.process_time()
        action()
        return time.process_time() - start

    return run


def by_networkx(b: Matrix) -> np.ndarray:
    graph = nx.Graph((unit, len(b) + task) for unit, task in np.argwhere(b).tolist())
    return labelled(nx.community.louvain_communities(graph, seed=SEED), len(b))


def by_igraph(b: Matrix) -> np.ndarray:
    edges = [(unit, len(b) + task) for unit, task in np.argwhere(b).tolist()]
    return labelled(list(igraph.Graph(n=sum(b.shape), edges=edges).community_multilevel()), len(b))


def labelled(modules: list[set[int]], units: int) -> np.ndarray:
    labels = np.zeros(units, dtype=np.int64)
    for module, members in enumerate(modules):
        labels[[node for node in members if node < units]] = module
    return labels


def search(name: str, b: Matrix, runs: int) -> None:
    """Times and the Q that each reaches: one climb as Louvain makes one, and the full search with its many."""
    edges = int(b.sum())
    effort = SearchBudget.of(edges)
    full = f"{effort.starts} starts with {effort.rounds} rounds"

    def score(labels: np.ndarray) -> float:
        return edges**2 * barber_modularity(b, labels, assign_tasks(b, labels))

    def climb() -> int:
        return int(BatchGraphs.of(b[None]).search(rounds=0, seed=SEED).values[0])

    reached = {
        "one climb": climb(),
        full: find_best_partition(b, seed=SEED).value,
        "networkx Louvain": score(by_networkx(b)),
        "igraph Louvain": score(by_igraph(b)),
    }
    told = ", ".join(f"{who} {found / edges**2:.4f}" for who, found in reached.items())
    print(f"{name} ({b.shape[0]} x {b.shape[1]}, {edges} lines): Q {told}", flush=True)
    for what, ours, times in (("one climb", climb, runs), (full, lambda: find_best_partition(b, seed=SEED), 1)):
        for other, action in (("networkx Louvain", by_networkx), ("igraph Louvain", by_igraph)):
            tell(f"  {what}", *in_turn_named(ours, other, lambda act=action: act(b), times))


def in_turn_named(
    ours: Callable[[], object], other: str, theirs: Callable[[], object], runs: int
) -> tuple[list[float], str, list[float]]:
    """Both timed in turn, in the order in which they are told."""
    mine, others = in_turn(seconds(ours), seconds(theirs), runs)
    return mine, other, others


def whole(name: str, network: ResponsibilityNetwork) -> None:
    """Everything that is said of clusters."""
    network.biadjacency()
    start = time.process_time()
    found = find_lead_clusters(network, null_draws=200, seed=SEED)
    used = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    said = f" {describe_approximation(found.approximation).en}"
    print(
        f"lead_clusters, {name}: {used:.1f} s of one core, {memory:.0f} MB at most so far; Q {found.best.q:.4f}, "
        f"z {found.best.z or 0:.1f}, {len(found.cores)} cores.{said}",
        flush=True,
    )


def main() -> None:
    """Print the lines for three sizes."""
    shipped = ResponsibilityNetwork(respnet.read_plan(Path(__file__).parents[1] / "data"))
    lead = shipped.biadjacency(Role.LEAD)
    sizes = {"the shipped plan": lead[lead.any(axis=1)][:, lead.any(axis=0)]}
    sizes |= {
        f"{units} x {tasks}": grouped(units, tasks, units // 15) for units, tasks in ((300, 3_000), (1_000, 10_000))
    }
    for (name, b), runs in zip(sizes.items(), (7, 3, 1), strict=True):
        search(name, b, runs)
    for name, b in sizes.items():
        whole(name, shipped if name == "the shipped plan" else plan_of(b))


if __name__ == "__main__":
    main()
