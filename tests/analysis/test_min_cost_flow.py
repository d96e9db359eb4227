"""The moves of leads against every assignment of small plans, an integer program, a flow of networkx, the greedy."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

import networkx as nx
import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from respnet.analysis.rebalance.rebalance import LOAD_SCALE, RebalanceProblem, compute_load_curve
from respnet.core.network import Matrix
from respnet.core.plan import Role
from tests.analysis.fengdu import fengdu

Value = tuple[int, int, int, int]
"""Moves, highest load, sum of squared loads, and the places of the new leads as powers of two."""


def board(
    lead: Matrix,
    part: Matrix,
    *,
    ratio: float = 0.5,
    keep_one: bool = True,
    may: Matrix | None = None,
    stays: Matrix | None = None,
) -> RebalanceProblem:
    return RebalanceProblem(
        lead=lead,
        part=part | lead,
        may=part if may is None else may,
        stays=np.zeros_like(lead) if stays is None else stays,
        anchored=np.full(lead.shape[1], keep_one),
        ratio=ratio,
    )


def shipped(columns: slice = slice(None), ratio: float = 0.5) -> RebalanceProblem:
    network = fengdu()
    return board(network.biadjacency(Role.LEAD)[:, columns], network.biadjacency()[:, columns], ratio=ratio)


def random_board(seed: int) -> RebalanceProblem:
    random = np.random.Generator(np.random.PCG64(seed))
    units, tasks = random.integers(2, 6), random.integers(1, 6)
    part = random.random((units, tasks)) < random.choice([0.5, 0.7, 0.9])
    lead = part & (random.random((units, tasks)) < 0.5)
    lead[0] |= part[0]
    return board(
        lead,
        part,
        ratio=float(random.choice([0.0, 0.3, 0.5, 0.75])),
        keep_one=bool(random.random() < 0.6),
        may=random.random((units, tasks)) < 0.9,
        stays=lead & (random.random((units, tasks)) < 0.15),
    )


def value(given: RebalanceProblem, lead: Matrix) -> Value:
    loads = given.loads(lead)
    places = np.cumsum(given.candidates.ravel()).reshape(lead.shape) - 1
    new = lead & ~given.lead
    tie = sum(1 << int(place) for place in places[new])
    return int(new.sum()), int(loads.max(initial=0)), sum(int(load) ** 2 for load in loads), tie


def every_assignment(given: RebalanceProblem) -> Iterator[Matrix]:
    """All leads that the rules allow, found without any thought."""
    columns = []
    for task in range(given.lead.shape[1]):
        seats = int(given.lead[:, task].sum())
        able = np.flatnonzero(given.lead[:, task] | (given.may & given.part)[:, task])
        choices = []
        for those in combinations(able.tolist(), seats):
            column = np.zeros(len(given.lead), dtype=bool)
            column[list(those)] = True
            kept = (column & given.lead[:, task]).any() or not seats
            if (kept or not given.anchored[task]) and not (given.stays[:, task] & ~column).any():
                choices.append(column)
        columns.append(choices)
    for chosen in product(*columns):
        yield np.array(chosen, dtype=bool).reshape(-1, len(given.lead)).T


def best_by_enumeration(given: RebalanceProblem) -> list[Value]:
    """For each number of moves that lowers the highest load further, the best value there is."""
    values = sorted(value(given, lead) for lead in every_assignment(given))
    highest, found = value(given, given.lead)[1], []
    for one in values:
        if one[1] < highest and (not found or one[0] > found[-1][0]):
            found.append(one)
            highest = one[1]
    return found


@pytest.mark.parametrize("seed", range(120))
def test_every_point_is_the_best_of_all_assignments_and_the_only_one(seed: int) -> None:
    given = random_board(seed)
    assert [value(given, lead) for lead in compute_load_curve(given)] == best_by_enumeration(given)


@pytest.mark.parametrize("ratio", [0.0, 0.5])
def test_six_tasks_of_the_shipped_plan_by_enumeration(ratio: float) -> None:
    given = shipped(slice(0, 6), ratio)
    found = [value(given, lead) for lead in compute_load_curve(given)]
    assert found == best_by_enumeration(given)
    assert found


class Program:
    """The integer program as it is written in docs/methods.md, for HiGHS."""

    def __init__(self, given: RebalanceProblem) -> None:
        self.given = given
        self.unit, self.task = np.nonzero(given.lead | given.candidates)
        self.old = given.lead[self.unit, self.task].astype(float)
        pairs, (units, tasks) = self.unit.size, given.lead.shape
        place = np.arange(pairs)
        self.seats, self.keeps, self.load = np.zeros((tasks, pairs)), np.zeros((tasks, pairs)), np.zeros((units, pairs))
        self.seats[self.task, place] = 1
        self.keeps[self.task, place] = self.old
        self.load[self.unit, place] = 1 - given.ratio
        self.share = given.ratio * given.part.sum(axis=1)

    def lowest(self, moves: int) -> float:
        """The lowest highest load with at most so many moves."""
        units, pairs = len(self.given.lead), self.unit.size
        wide = [np.hstack([rows, np.zeros((len(rows), 1))]) for rows in (self.seats, self.keeps, self.old[None, :])]
        leads = self.given.lead.sum(axis=0)
        found = milp(
            np.r_[np.zeros(pairs), 1.0],
            constraints=[
                LinearConstraint(wide[0], leads, leads),
                LinearConstraint(wide[1], np.minimum(leads, self.given.anchored), np.inf),
                LinearConstraint(wide[2], self.old.sum() - moves, np.inf),
                LinearConstraint(np.hstack([self.load, -np.ones((units, 1))]), -np.inf, -self.share),
            ],
            bounds=Bounds(np.zeros(pairs + 1), np.r_[np.ones(pairs), np.inf]),
            integrality=np.r_[np.ones(pairs), 0],
            options={"mip_rel_gap": 0},
        )
        return float(found.fun)


def test_the_shipped_plan_agrees_with_the_integer_program() -> None:
    given = shipped()
    program = Program(given)
    found = {value(given, lead)[0]: value(given, lead)[1] / LOAD_SCALE for lead in compute_load_curve(given)}
    lowest = given.loads(given.lead).max() / LOAD_SCALE
    for moves in range(1, max(found) + 3):
        lowest = found.get(moves, lowest)
        assert program.lowest(moves) == pytest.approx(lowest, abs=1e-6), moves


def evenest_by_flow(given: RebalanceProblem) -> NDArray[np.int64]:
    """Leads of each unit, sorted, where nothing but the seats counts: a flow with unit arcs of cost 1, 3, 5, …"""
    graph: nx.MultiDiGraph[object] = nx.MultiDiGraph()
    units, tasks = given.lead.shape
    for task in range(tasks):
        graph.add_edge("from", ("task", task), capacity=int(given.lead[:, task].sum()), weight=0)
    for unit, task in zip(*np.nonzero(given.lead | given.part), strict=True):
        graph.add_edge(("task", int(task)), ("unit", int(unit)), capacity=1, weight=0)
    for unit in range(units):
        for place in range(tasks):
            graph.add_edge(("unit", unit), ("step", unit, place), capacity=1, weight=2 * place + 1)
            graph.add_edge(("step", unit, place), "to", capacity=1, weight=0)
    flow = nx.max_flow_min_cost(nx.DiGraph(graph), "from", "to")
    return np.sort([sum(flow["unit", unit].values()) if ("unit", unit) in flow else 0 for unit in range(units)])


@pytest.mark.parametrize("seed", range(8))
def test_without_weights_budget_and_field_it_is_as_low_as_the_flow_of_networkx(seed: int) -> None:
    random = np.random.Generator(np.random.PCG64(seed))
    part = random.random((8, 12)) < 0.4
    lead = part & (random.random((8, 12)) < 0.5)
    lead[0] = part[0] = True
    given = board(lead, part, ratio=0.0, keep_one=False)
    *_, last = (given.lead, *compute_load_curve(given))
    assert given.loads(last).max() / LOAD_SCALE == evenest_by_flow(given).max()


def greedy(given: RebalanceProblem) -> Iterator[Matrix]:
    """Again and again a lead of the busiest unit to the least loaded that may take it."""
    lead = given.lead.copy()
    while True:
        loads = given.loads(lead)
        busiest = int(loads.argmax())
        ways = [
            (loads[unit], task, unit)
            for task in np.flatnonzero(lead[busiest] & given.lead[busiest])
            for unit in np.flatnonzero(given.candidates[:, task] & ~lead[:, task])
            if (lead[:, task] & given.lead[:, task]).sum() > given.anchored[task]
            and loads[unit] + LOAD_SCALE * (1 - given.ratio) < loads[busiest]
        ]
        if not ways:
            return
        _, task, unit = min(ways)
        lead[busiest, task], lead[unit, task] = False, True
        yield lead.copy()


def test_no_greedy_is_lower() -> None:
    for drawn in (shipped(), *(random_board(seed) for seed in range(200, 240))):
        given = board(drawn.lead, drawn.part, ratio=drawn.ratio, keep_one=bool(drawn.anchored.all()))
        ours = [value(given, lead)[:2] for lead in compute_load_curve(given)]
        for step in greedy(given):
            moves, highest = value(given, step)[:2]
            reached = [low for number, low in ours if number <= moves]
            assert min([*reached, value(given, given.lead)[1]]) <= highest


def test_the_order_of_rows_and_columns_changes_only_who_of_equals_is_taken() -> None:
    given = shipped()
    random = np.random.Generator(np.random.PCG64(3))
    rows, columns = random.permutation(30), random.permutation(32)
    turned = board(given.lead[rows][:, columns], given.part[rows][:, columns])
    assert [value(turned, lead)[:3] for lead in compute_load_curve(turned)] == [
        value(given, lead)[:3] for lead in compute_load_curve(given)
    ]


def test_more_candidates_than_have_powers_of_their_own() -> None:
    random = np.random.Generator(np.random.PCG64(5))
    part = random.random((60, 100)) < 0.3
    lead = part & (random.random((60, 100)) < 0.2)
    lead[0] |= part[0]
    given = board(lead, part)
    assert given.candidates.sum() > 512
    assert Program(given).lowest(5) * LOAD_SCALE == next(
        value(given, one)[1] for one in reversed(list(compute_load_curve(given))) if value(given, one)[0] <= 5
    )


def test_nothing_to_move() -> None:
    nothing = np.zeros((0, 0), dtype=bool)
    assert list(compute_load_curve(board(nothing, nothing))) == []
    full = np.ones((3, 3), dtype=bool)
    assert list(compute_load_curve(board(full, full))) == []
    only = np.array([[True, True], [False, False]])
    assert list(compute_load_curve(board(only, full[:2, :2], ratio=1.0, keep_one=False))) == []
