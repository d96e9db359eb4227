"""The moves of leads, enumerated and by integer programs, against every assignment of small plans and the greedy."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

import numpy as np
import pytest
from numpy.typing import NDArray

from respnet.analysis.rebalance import rebalance as rebalancing
from respnet.analysis.rebalance.rebalance import LOAD_SCALE, RebalanceProblem, compute_load_curve
from respnet.core.network import Matrix
from respnet.core.plan import Role
from tests.analysis.fengdu import fengdu

Value = tuple[int, int, int]
"""Moves, highest load of those that count, sum of squared loads."""
ALL = 99
"""More moves than any of these plans allows."""


def board(
    lead: Matrix,
    part: Matrix,
    *,
    ratio: float = 0.5,
    keep_one: bool = True,
    may: Matrix | None = None,
    stays: Matrix | None = None,
    exempt: NDArray[np.bool_] | None = None,
) -> RebalanceProblem:
    out = np.zeros(lead.shape[0], dtype=bool) if exempt is None else exempt
    return RebalanceProblem(
        lead=lead,
        part=part | lead,
        may=part if may is None else may,
        stays=(np.zeros_like(lead) if stays is None else stays) | (lead & out[:, None]),
        anchored=np.full(lead.shape[1], keep_one),
        exempt=out,
        ratio=ratio,
    )


def curve(given: RebalanceProblem, most: int = ALL) -> list[Matrix]:
    return list(compute_load_curve(given, most))


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
        exempt=np.arange(units) == (0 if seed % 3 == 0 else ALL),
    )


def value(given: RebalanceProblem, lead: Matrix) -> Value:
    loads = given.loads(lead)
    return (
        int((lead & ~given.lead).sum()),
        int(loads[~given.exempt].max(initial=0)),
        sum(int(load) ** 2 for load in loads),
    )


def every_assignment(given: RebalanceProblem) -> Iterator[Matrix]:
    """All leads that the rules allow, found without any thought."""
    columns = []
    for task in range(given.lead.shape[1]):
        seats = int(given.lead[:, task].sum())
        able = np.flatnonzero(given.lead[:, task] | (given.may & given.part & ~given.exempt[:, None])[:, task])
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
def test_every_point_is_the_best_of_all_assignments(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    given = random_board(seed)
    best = best_by_enumeration(given)
    assert [value(given, lead) for lead in curve(given, 3)] == [one for one in best if one[0] <= 3]
    assert [value(given, lead) for lead in curve(given)] == best
    monkeypatch.setattr(rebalancing, "MAX_ENUMERATED_SETS", 0)  # integer programs alone
    assert [value(given, lead) for lead in curve(given)] == best


@pytest.mark.parametrize("ratio", [0.0, 0.5])
def test_six_tasks_of_the_shipped_plan_by_enumeration(ratio: float) -> None:
    given = shipped(slice(0, 6), ratio)
    found = [value(given, lead) for lead in curve(given)]
    assert found == best_by_enumeration(given)
    assert found


def test_of_equals_the_tasks_and_units_named_first_are_taken() -> None:
    lead = np.array([[True, True], [False, False], [False, False]])
    (first,) = curve(board(lead, np.ones((3, 2), dtype=bool), keep_one=False), 1)
    assert np.argwhere(first & ~lead).tolist() == [[1, 0]]


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
    for drawn in (shipped(slice(0, 16)), *(random_board(seed) for seed in range(200, 230))):
        given = board(drawn.lead, drawn.part, ratio=drawn.ratio, keep_one=bool(drawn.anchored.all()))
        ours = [value(given, lead)[:2] for lead in curve(given)]
        for step in greedy(given):
            moves, highest = value(given, step)[:2]
            reached = [low for number, low in ours if number <= moves]
            assert min([*reached, value(given, given.lead)[1]]) <= highest


def test_the_order_of_rows_and_columns_changes_only_who_of_equals_is_taken() -> None:
    given = shipped()
    random = np.random.Generator(np.random.PCG64(3))
    rows, columns = random.permutation(30), random.permutation(32)
    turned = board(given.lead[rows][:, columns], given.part[rows][:, columns])
    assert [value(turned, lead) for lead in curve(turned)] == [value(given, lead) for lead in curve(given)]


def test_nothing_to_move() -> None:
    nothing = np.zeros((0, 0), dtype=bool)
    assert curve(board(nothing, nothing)) == []
    full = np.ones((3, 3), dtype=bool)
    assert curve(board(full, full)) == []
    only = np.array([[True, True], [False, False]])
    assert curve(board(only, full[:2, :2], ratio=1.0, keep_one=False)) == []
