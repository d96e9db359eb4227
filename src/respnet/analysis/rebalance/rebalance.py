"""Leads spread more evenly with few moves: proposals for people to decide on, never written back by themselves."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.approximations import MoveLimit
from respnet.analysis.rebalance.local_search import LOAD_SCALE, RebalanceProblem, compute_load_curve
from respnet.analysis.risk.lead_gaps import find_lead_gaps
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.options import RebalanceOptions
from respnet.core.plan import Role

LoadArray = NDArray[np.int64]

MOST_MOVES = 60
"""Without a budget of moves the curve ends here: nobody decides on more proposals at once."""

WORK = 1_500_000
"""Moves times pairs of unit and task that are looked through: some ten seconds."""


@dataclass(frozen=True, slots=True)
class MoveReason:
    """A unit that would lead a task, and what speaks for it.

    `responsible`: it is responsible for the task at present, else it supports it. `shared` of the `section_tasks`
    tasks of the section it takes part in (0 of 0 where there is no section). `candidates` counts who could take the
    lead; `lightest`: none of them has a lower load at present. `before` and `after` are the unit's loads.
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
    """The lead of one task passes from one unit to another; `reason` says why this one."""

    task: str
    from_unit: str
    to_unit: str
    reason: MoveReason


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """With at most `moves` moves: the highest load any unit then has, who has it, and what happens to the rest.

    `squares` is the sum of squared loads (the tie-break: smaller is more even), `single_leads` the tasks that then
    have one lead (the same at every point: leads pass on, and none is added or dropped), `most_leads` the most leads
    any unit has.
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
    """The curve of moves against the highest load: from no move to where more do not help, or to the budget.

    Only points at which the highest load is lower than before are listed. `candidates` counts the (unit, task) pairs
    that may take a lead; `proved` that each point is optimal; `approximation` says where the curve was cut short.
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
    """The integer program of docs/methods.md, solved for every number of moves that lowers the highest load.

    Raises InputError where the rules name a unit, task or lead that the plan does not have.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> lists = (UnitList(Role.LEAD, ("县科协", "县教委")), UnitList(Role.RESPONSIBLE, ("县科技局",)))
    >>> alone = (UnitList(Role.LEAD, ("县科协",)),)
    >>> plan = build_plan(PlanFacts("p"), [TaskRow("t", units=lists), TaskRow("u", units=alone)])
    >>> [(one.moves, one.highest) for one in rebalance(ResponsibilityNetwork(plan)).curve]
    [(0, 2.0), (1, 1.5)]
    """
    rules = rules or RebalanceOptions()
    rules.check(network)
    board = _board(network, rules)
    asked = MOST_MOVES if rules.moves is None else rules.moves
    budget = min(asked, WORK // max(1, int(board.part.sum())))
    cut, steps = False, [board.lead]
    for lead in compute_load_curve(board):
        if _moves(board, lead) > budget:
            cut = rules.moves is None or budget < rules.moves
            break
        steps.append(lead)
    single_leads = len(find_lead_gaps(network).single)
    return Rebalancing(
        rules=rules,
        candidates=int(board.candidates.sum()),
        proved=True,
        curve=tuple(_point(network, board, lead, single_leads) for lead in steps),
        approximation=MoveLimit(budget) if cut else None,
    )


def _moves(board: RebalanceProblem, lead: Matrix) -> int:
    return int((lead & ~board.lead).sum())


def _board(network: ResponsibilityNetwork, rules: RebalanceOptions) -> RebalanceProblem:
    lead = network.biadjacency(Role.LEAD)
    together = {unit.id for unit in network.collectives}
    led_by_many = [
        any(one.role is Role.LEAD and one.unit in together for one in network.assignments_by_task[task.id])
        for task in network.tasks
    ]
    return RebalanceProblem(
        lead=lead,
        part=network.biadjacency(),
        may=_pairs(network, rules.field) if rules.field else build_section_candidates(network),
        stays=_pairs(network, tuple((unit, task) for task, unit in rules.protected)),
        anchored=np.array([rules.keep_one and not many for many in led_by_many], dtype=np.bool_),
        ratio=rules.ratio,
    )


def build_section_candidates(network: ResponsibilityNetwork) -> Matrix:
    """Actors x tasks: who takes part in a task and in another of the same section, the deepest that is printed.

    Where the plan has no sections: who takes part in the task.
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


def _pairs(network: ResponsibilityNetwork, pairs: tuple[tuple[str, str], ...]) -> Matrix:
    """Actors x tasks, True for these (unit id, task id) pairs."""
    row = {unit.id: place for place, unit in enumerate(network.actors)}
    column = {task.id: place for place, task in enumerate(network.tasks)}
    found = np.zeros((len(row), len(column)), dtype=np.bool_)
    for unit, task in pairs:
        found[row[unit], column[task]] = True
    return found


def _point(network: ResponsibilityNetwork, board: RebalanceProblem, lead: Matrix, single_leads: int) -> CurvePoint:
    loads = board.loads(lead).tolist()
    highest = max(loads, default=0)
    return CurvePoint(
        moves=_moves(board, lead),
        highest=highest / LOAD_SCALE,
        busiest=tuple(unit.id for unit, load in zip(network.actors, loads, strict=True) if load == highest > 0),
        squares=sum(load * load for load in loads) / LOAD_SCALE**2,
        single_leads=single_leads,
        most_leads=int(lead.sum(axis=1).max(initial=0)),
        proposed=_proposed(network, board, lead),
    )


def _proposed(network: ResponsibilityNetwork, board: RebalanceProblem, lead: Matrix) -> tuple[LeadMove, ...]:
    """The moves in printed order of the tasks; who gives and who takes are paired in printed order of the units."""
    loads = board.loads(board.lead), board.loads(lead)
    found = []
    for column in np.flatnonzero((lead != board.lead).any(axis=0)).tolist():
        givers = np.flatnonzero(board.lead[:, column] & ~lead[:, column]).tolist()
        takers = np.flatnonzero(lead[:, column] & ~board.lead[:, column]).tolist()
        for giver, taker in zip(givers, takers, strict=True):
            units = network.actors[giver].id, network.actors[taker].id
            why = _what_speaks_for(network, board, taker, column, loads)
            found.append(LeadMove(network.tasks[column].id, *units, why))
    return tuple(found)


def _what_speaks_for(
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
