"""Rebalancing of leads: proposals of few moves that lower the highest load. Proposals are never written back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.approximations import MoveLimit
from respnet.analysis.rebalance.min_cost_flow import LOAD_SCALE, RebalanceProblem, compute_load_curve
from respnet.analysis.risk.lead_gaps import find_lead_gaps
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.options import RebalanceOptions
from respnet.core.plan import Role

LoadArray = NDArray[np.int64]

MOST_MOVES = 60
"""Default budget of moves: nobody decides on more proposals at once."""

WORK = 1_500_000
"""Upper bound of moves x assignments, about ten seconds."""


@dataclass(frozen=True, slots=True)
class MoveReason:
    """Reasons for a unit to take a lead.

    `responsible`: it is responsible for the task at present, else it supports it. It takes part in `shared` of the
    `section_tasks` tasks of the section (0 of 0 where there is none). `candidates` is the number of units that could
    take the lead; `lightest`: none of them has a lower load at present. `before` and `after` are the unit's loads.
    """

    responsible: bool
    shared: int
    section_tasks: int
    candidates: int
    lightest: bool
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class LeadMove:
    """Move of the lead of one task from one unit to another, with its `reason`."""

    task: str
    from_unit: str
    to_unit: str
    reason: MoveReason


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Best result with at most `moves` moves: the highest load, the units that have it, and the moves.

    `squares` is the sum of squared loads (tie-break: smaller is more even), `single_leads` the number of tasks with one
    lead (the same at every point, as leads are neither added nor dropped), `most_leads` the most leads of a unit.
    """

    moves: int
    highest: float
    busiest: tuple[str, ...]
    squares: float
    single_leads: int
    most_leads: int
    proposed: tuple[LeadMove, ...]


@dataclass(frozen=True, slots=True)
class Rebalancing:
    """Curve of the highest load against the number of moves, to where more do not help, or to the budget.

    Only points that lower the highest load are listed. `candidates` counts the (unit, task) pairs that may take a lead;
    `proved`: each point is optimal; `approximation` records where the curve was cut short.
    """

    rules: RebalanceOptions
    candidates: int
    proved: bool
    curve: tuple[CurvePoint, ...]
    approximation: MoveLimit | None

    def find_knee(self) -> CurvePoint:
        """Find the point with the largest fall of the highest load by the number of moves; of equals the last.

        From there on each move brings less.
        """
        first = self.curve[0]
        return max(self.curve, key=lambda one: ((first.highest - one.highest) / max(1, one.moves), one.moves))


def rebalance(network: ResponsibilityNetwork, rules: RebalanceOptions | None = None) -> Rebalancing:
    """Solve the integer program of docs/methods.md for every number of moves that lowers the highest load.

    Args:
        network: Network of the plan.
        rules: Constraints of the moves; None for the defaults.

    Returns:
        The curve.

    Raises:
        InputError: The rules name a unit, task or lead that the plan does not have.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> lists = (UnitList(Role.LEAD, ("县科协", "县教委")), UnitList(Role.RESPONSIBLE, ("县科技局",)))
    >>> alone = (UnitList(Role.LEAD, ("县科协",)),)
    >>> plan = build_plan(PlanFacts("p"), [TaskRow("t", units=lists), TaskRow("u", units=alone)])
    >>> [(one.moves, one.highest) for one in rebalance(ResponsibilityNetwork(plan)).curve]
    [(0, 2.0), (1, 1.5)]
    """
    rules = rules or RebalanceOptions()
    rules.check(network)
    board = _build_problem(network, rules)
    asked = MOST_MOVES if rules.moves is None else rules.moves
    budget = min(asked, WORK // max(1, int(board.part.sum())))
    cut, steps = False, [board.lead]
    for lead in compute_load_curve(board):
        if _count_moves(board, lead) > budget:
            cut = rules.moves is None or budget < rules.moves
            break
        steps.append(lead)
    single_leads = len(find_lead_gaps(network).single)
    return Rebalancing(
        rules=rules,
        candidates=int(board.candidates.sum()),
        proved=True,
        curve=tuple(_build_point(network, board, lead, single_leads) for lead in steps),
        approximation=MoveLimit(budget) if cut else None,
    )


def _count_moves(board: RebalanceProblem, lead: Matrix) -> int:
    return int((lead & ~board.lead).sum())


def _build_problem(network: ResponsibilityNetwork, rules: RebalanceOptions) -> RebalanceProblem:
    lead = network.biadjacency(Role.LEAD)
    together = {unit.id for unit in network.collectives}
    led_by_many = [
        any(one.role is Role.LEAD and one.unit in together for one in network.assignments_by_task[task.id])
        for task in network.tasks
    ]
    return RebalanceProblem(
        lead=lead,
        part=network.biadjacency(),
        may=_build_pair_matrix(network, rules.field) if rules.field else build_section_candidates(network),
        stays=_build_pair_matrix(network, tuple((unit, task) for task, unit in rules.protected)),
        anchored=np.array([rules.keep_one and not many for many in led_by_many], dtype=np.bool_),
        ratio=rules.ratio,
    )


def build_section_candidates(network: ResponsibilityNetwork) -> Matrix:
    """Build the candidate matrix, actors x tasks: units with the task and another of its (innermost) section.

    Where the plan has no sections, the units with the task.
    """
    part = network.biadjacency()
    if not any(task.section for task in network.tasks):
        return part
    columns: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for column, task in enumerate(network.tasks):
        columns[task.section].append(column)
    field = np.zeros_like(part)
    for those in columns.values():
        field[:, those] = part[:, those] & (part[:, those].sum(axis=1, keepdims=True) > 1)
    return field


def _build_pair_matrix(network: ResponsibilityNetwork, pairs: tuple[tuple[str, str], ...]) -> Matrix:
    """Build the matrix of these (unit id, task id) pairs, actors x tasks."""
    row = {unit.id: place for place, unit in enumerate(network.actors)}
    column = {task.id: place for place, task in enumerate(network.tasks)}
    found = np.zeros((len(row), len(column)), dtype=np.bool_)
    for unit, task in pairs:
        found[row[unit], column[task]] = True
    return found


def _build_point(
    network: ResponsibilityNetwork, board: RebalanceProblem, lead: Matrix, single_leads: int
) -> CurvePoint:
    loads = board.loads(lead).tolist()
    highest = max(loads, default=0)
    return CurvePoint(
        moves=_count_moves(board, lead),
        highest=highest / LOAD_SCALE,
        busiest=tuple(unit.id for unit, load in zip(network.actors, loads, strict=True) if load == highest > 0),
        squares=sum(load * load for load in loads) / LOAD_SCALE**2,
        single_leads=single_leads,
        most_leads=int(lead.sum(axis=1).max(initial=0)),
        proposed=_list_moves(network, board, lead),
    )


def _list_moves(network: ResponsibilityNetwork, board: RebalanceProblem, lead: Matrix) -> tuple[LeadMove, ...]:
    """List the moves in printed order of tasks, pairing givers and takers in printed order of units."""
    loads = board.loads(board.lead), board.loads(lead)
    found = []
    for column in np.flatnonzero((lead != board.lead).any(axis=0)).tolist():
        givers = np.flatnonzero(board.lead[:, column] & ~lead[:, column]).tolist()
        takers = np.flatnonzero(lead[:, column] & ~board.lead[:, column]).tolist()
        for giver, taker in zip(givers, takers, strict=True):
            units = network.actors[giver].id, network.actors[taker].id
            why = _explain_move(network, board, taker, column, loads)
            found.append(LeadMove(network.tasks[column].id, *units, why))
    return tuple(found)


def _explain_move(
    network: ResponsibilityNetwork, board: RebalanceProblem, row: int, column: int, loads: tuple[LoadArray, LoadArray]
) -> MoveReason:
    before, after = loads
    unit, task = network.actors[row].id, network.tasks[column]
    section = [place for place, one in enumerate(network.tasks) if task.section and one.section == task.section]
    could = np.flatnonzero(board.candidates[:, column])
    return MoveReason(
        responsible=any(
            one.unit == unit and one.role is Role.RESPONSIBLE for one in network.assignments_by_task[task.id]
        ),
        shared=int(board.part[row, section].sum()),
        section_tasks=len(section),
        candidates=could.size,
        lightest=bool(before[row] == before[could].min()),
        before=int(before[row]) / LOAD_SCALE,
        after=int(after[row]) / LOAD_SCALE,
    )
