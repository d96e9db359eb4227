"""Moving leads: respnet's flow against an integer program for each number of moves, networkx's flow, and the greedy.

The integer program is that of docs/methods.md, solved by HiGHS (scipy); networkx can only do the case in which a task
without the lead weighs nothing and every lead may move, so that case is set against it. The greedy moves a lead of the
busiest unit to the least loaded again and again: it is no competitor in time but in how low it gets.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from timing import in_turn, tell

import respnet
from respnet.analysis.rebalance.rebalance import (
    LOAD_SCALE,
    RebalanceProblem,
    build_section_candidates,
    compute_load_curve,
)
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role

RUNS = 3


def timed(action: Callable[[], object]) -> Callable[[], float]:
    """Seconds that the action takes."""

    def run() -> float:
        start = time.perf_counter()
        action()
        return time.perf_counter() - start

    return run


def shipped() -> RebalanceProblem:
    """The plan that ships, with the rules that `respnet rebalance` has without options."""
    network = ResponsibilityNetwork(respnet.read_plan(str(Path(__file__).parents[1] / "data")))
    lead = network.biadjacency(Role.LEAD)
    keep = np.ones(lead.shape[1], dtype=bool)
    return RebalanceProblem(
        lead, network.biadjacency(), build_section_candidates(network), np.zeros_like(lead), keep, ratio=0.5
    )


def large(units: int, tasks: int, *, ratio: float, keep_one: bool) -> RebalanceProblem:
    """A plan in which few units lead much: seven units a task, one to three of them lead."""
    random = np.random.Generator(np.random.PCG64(1))
    weight = 1 / np.arange(1, units + 1) ** 0.8
    part = np.zeros((units, tasks), dtype=bool)
    lead = np.zeros_like(part)
    for task in range(tasks):
        there = random.choice(units, 7, replace=False, p=weight / weight.sum())
        part[there, task] = True
        lead[there[: random.integers(1, 4)], task] = True
    return RebalanceProblem(lead, part, part, np.zeros_like(lead), np.full(tasks, keep_one), ratio)


def programs(board: RebalanceProblem, moves: int) -> list[float]:
    """The lowest highest load for 1, 2, … moves, an integer program each."""
    unit, task = np.nonzero(board.lead | board.candidates)
    (units, tasks), pairs, place = board.lead.shape, unit.size, np.arange(unit.size)
    old = board.lead[unit, task].astype(float)
    seats, keeps, load = (np.zeros((rows, pairs + 1)) for rows in (tasks, tasks, units))
    seats[task, place], keeps[task, place], load[unit, place] = 1, old, 1 - board.ratio
    load[:, pairs] = -1
    leads = board.lead.sum(axis=0)
    fixed = [
        LinearConstraint(seats, leads, leads),
        LinearConstraint(keeps, np.minimum(leads, board.anchored), np.inf),
        LinearConstraint(load, -np.inf, -board.ratio * board.part.sum(axis=1)),
    ]
    found = []
    for most in range(1, moves + 1):
        budget = LinearConstraint(np.r_[old, 0.0][None, :], old.sum() - most, np.inf)
        bounds = Bounds(np.zeros(pairs + 1), np.r_[np.ones(pairs), np.inf])
        whole = np.r_[np.ones(pairs), 0]
        options = {"mip_rel_gap": 0}
        objective = np.r_[np.zeros(pairs), 1.0]
        found.append(
            milp(objective, constraints=[*fixed, budget], bounds=bounds, integrality=whole, options=options).fun
        )
    return found


def by_networkx(board: RebalanceProblem) -> int:
    """The most leads of any unit where seats alone count: unit arcs of cost 1, 3, 5, …"""
    graph: nx.DiGraph[object] = nx.DiGraph()
    for task in range(board.lead.shape[1]):
        graph.add_edge("from", ("task", task), capacity=int(board.lead[:, task].sum()), weight=0)
    for unit, task in np.argwhere(board.part).tolist():
        graph.add_edge(("task", task), ("unit", unit), capacity=1, weight=0)
    for unit, most in enumerate(board.part.sum(axis=1).tolist()):
        for place in range(most):
            graph.add_edge(("unit", unit), ("step", unit, place), capacity=1, weight=2 * place + 1)
            graph.add_edge(("step", unit, place), "to", capacity=1, weight=0)
    flow = nx.max_flow_min_cost(graph, "from", "to")
    return max(sum(out.values()) for node, out in flow.items() if node[0] == "unit")


def greedy(board: RebalanceProblem) -> list[float]:
    """The highest load after each move from the busiest unit to the least loaded that may take the lead."""
    lead, found = board.lead.copy(), []
    gain = LOAD_SCALE - round(board.ratio * LOAD_SCALE)
    while True:
        loads = board.loads(lead)
        busiest = int(loads.argmax())
        ways = [
            (int(loads[unit]), task, unit)
            for task in np.flatnonzero(lead[busiest] & board.lead[busiest]).tolist()
            for unit in np.flatnonzero(board.candidates[:, task] & ~lead[:, task]).tolist()
            if (lead[:, task] & board.lead[:, task]).sum() > board.anchored[task]
            and loads[unit] + gain < loads[busiest]
        ]
        if not ways:
            return found
        _, task, unit = min(ways)
        lead[busiest, task], lead[unit, task] = False, True
        found.append(float(board.loads(lead).max()) / LOAD_SCALE)


def lows(board: RebalanceProblem) -> list[tuple[int, float]]:
    """Moves and highest load of each point of the curve."""
    return [
        (int((one & ~board.lead).sum()), float(board.loads(one).max()) / LOAD_SCALE)
        for one in compute_load_curve(board)
    ]


def main() -> None:
    """A line for each comparison."""
    board = shipped()
    found, steps = lows(board), greedy(board)
    most = found[-1][0]
    ours, theirs = in_turn(timed(lambda: lows(board)), timed(lambda: programs(board, most)), RUNS)
    tell(f"whole curve of the shipped plan ({most} moves)", ours, "an integer program a number of moves", theirs)
    same = all(abs(programs(board, moves)[-1] - low) < 1e-6 for moves, low in found)
    print(
        f"  the same loads: {same}; lowest {found[-1][1]:g} with {most} moves, greedy {min(steps):g} with {len(steps)}"
    )
    board = large(60, 150, ratio=0.0, keep_one=False)
    ours, theirs = in_turn(timed(lambda: lows(board)), timed(lambda: by_networkx(board)), RUNS)
    tell("60 units, 150 tasks, leads alone, every move", ours, "networkx max_flow_min_cost, the end only", theirs)
    found, steps = lows(board), greedy(board)
    print(
        f"  the same load: {found[-1][1] == by_networkx(board)}; lowest {found[-1][1]:g} with {found[-1][0]} moves, "
        f"greedy {min(steps):g} with {len(steps)}"
    )


if __name__ == "__main__":
    main()
