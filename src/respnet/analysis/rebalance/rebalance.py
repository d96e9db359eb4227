"""Rebalancing of leads: proposals of few moves that lower the highest load. Proposals are never written back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from respnet.analysis.approximations import EnumeratedMoves
from respnet.analysis.rebalance.lead_moves import (
    LOAD_SCALE,
    MAX_ENUMERATED_MOVES,
    LoadArray,
    RebalanceProblem,
    compute_load_curve,
)
from respnet.analysis.risk.lead_gaps import find_lead_gaps
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.options import RebalanceOptions
from respnet.core.plan import Role


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
    """Best result with `moves` moves: the highest load, the units that have it, and the moves.

    `squares` is the sum of squared loads (tie-break: smaller is more even), `single_leads` the number of tasks with one
    lead (the same at every point, as leads are neither added nor dropped), `most_leads` the most leads of a unit. An
    exempt unit counts for neither the highest load nor the most leads.
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
    """Highest load against the number of moves, to where more do not help, or to the number asked for.

    Only points that lower the highest load are listed, and each is proved best. `candidates` counts the (unit, task)
    pairs that may take a lead. `exempt` is the plan's own coordinating unit (id) where its leads stay, else empty.
    `anchored` counts the tasks whose only lead stays because one present lead has to. `approximation`: only so many
    moves were looked for in a very large plan.
    """

    rules: RebalanceOptions
    candidates: int
    exempt: str
    anchored: int
    curve: tuple[CurvePoint, ...]
    approximation: EnumeratedMoves | None = None


def rebalance(network: ResponsibilityNetwork, rules: RebalanceOptions | None = None) -> Rebalancing:
    """Find, for every number of moves that lowers the highest load, the best moves of leads.

    Args:
        network: Network of the plan.
        rules: Constraints of the moves; None for the defaults.

    Returns:
        The curve.

    Raises:
        InputError: The rules name a unit, task or lead that the plan does not have.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> lists = (UnitList(Role.LEAD, ("县科协", "县教委")), UnitList(Role.RESPONSIBLE, ("县科技局",)))
    >>> alone, other = (UnitList(Role.LEAD, ("县科协",)),), (UnitList(Role.LEAD, ("县科技局",)),)
    >>> rows = [TaskRow("task", units=units) for units in (lists, alone, alone, other)]
    >>> [(one.moves, one.highest) for one in rebalance(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))).curve]
    [(0, 3.0), (1, 2.5)]
    """
    rules = rules or RebalanceOptions()
    rules.check(network)
    owner = network.find_actor_row(network.plan.owner) if network.plan.owner and not rules.from_owner else None
    board = _build_problem(network, rules, owner)
    steps = [board.lead, *compute_load_curve(board, rules.moves)]
    cut = network.efforts is None and not board.suits_programs and (steps[-1] & ~board.lead).sum() < rules.moves
    single_leads = len(find_lead_gaps(network).single)
    return Rebalancing(
        rules=rules,
        candidates=int(board.candidates.sum()),
        exempt=network.actors[owner].id if owner is not None else "",
        anchored=int((board.anchored & (board.lead.sum(axis=0) == 1)).sum()),
        curve=tuple(_build_point(network, board, lead, single_leads) for lead in steps),
        approximation=EnumeratedMoves(MAX_ENUMERATED_MOVES) if cut else None,
    )


def _build_problem(network: ResponsibilityNetwork, rules: RebalanceOptions, owner: int | None) -> RebalanceProblem:
    lead = network.biadjacency(Role.LEAD)
    together = {unit.id for unit in network.collectives}
    led_by_many = [
        any(one.role is Role.LEAD and one.unit in together for one in network.assignments_by_task[task.id])
        for task in network.tasks
    ]
    exempt = np.zeros(lead.shape[0], dtype=np.bool_)
    if owner is not None:
        exempt[owner] = True
    return RebalanceProblem(
        lead=lead,
        part=network.biadjacency(),
        may=_build_pair_matrix(network, rules.field)
        if rules.field
        else build_section_candidates(network, leading=rules.keep_one),
        stays=_build_pair_matrix(network, tuple((unit, task) for task, unit in rules.protected)) | exempt[:, None],
        anchored=np.array([rules.keep_one and not many for many in led_by_many], dtype=np.bool_),
        exempt=exempt,
        ratio=rules.ratio,
        efforts=network.efforts,
    )


def build_section_candidates(network: ResponsibilityNetwork, *, leading: bool) -> Matrix:
    """Build the candidate matrix, actors x tasks: units with the task and another of its (innermost) section.

    Args:
        network: Network of the plan; without sections all its tasks are one.
        leading: True if the unit has to lead that other task.

    Returns:
        Boolean matrix.
    """
    part, lead = network.biadjacency(), network.biadjacency(Role.LEAD)
    columns: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for column, task in enumerate(network.tasks):
        columns[task.section].append(column)
    field = np.zeros_like(part)
    for those in columns.values():
        there = (lead if leading else part)[:, those].sum(axis=1, keepdims=True) > (0 if leading else 1)
        field[:, those] = part[:, those] & there
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
    counted = np.flatnonzero(~board.exempt).tolist()
    highest = max((loads[row] for row in counted), default=0)
    return CurvePoint(
        moves=int((lead & ~board.lead).sum()),
        highest=highest / LOAD_SCALE,
        busiest=tuple(network.actors[row].id for row in counted if loads[row] == highest > 0),
        squares=sum(load * load for load in loads) / LOAD_SCALE**2,
        single_leads=single_leads,
        most_leads=int(lead[counted].sum(axis=1).max(initial=0)),
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
