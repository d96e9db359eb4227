"""Rebalancing of leads: moves that lower the highest load, up to three enumerated, more found by `programs`.

Both prove their results. Proposals are never written back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.approximations import EnumeratedMoves
from respnet.analysis.stats.sparse_counts import sum_over_tasks
from respnet.analysis.structure.lead_network import find_lead_gaps
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.options import RebalanceOptions
from respnet.core.plan import Role

LOAD_SCALE = 10**6
"""Integer load of one lead: `ratio` is rounded to its sixth decimal, and no sum is ever rounded."""
MAX_ENUMERATED_MOVES = 3
INDEPENDENT_MOVES = 2 * (MAX_ENUMERATED_MOVES - 1) + 1
MAX_ENUMERATED_SETS = 20_000
"""Upper bound of sets of moves enumerated, a fraction of a second; beyond it integer programs take over."""

MAX_PROGRAM_CELLS = 200_000
"""Leads that can move and units that could take one, up to which HiGHS proves more moves best within a minute."""

LoadArray = NDArray[np.int64]
Move = tuple[int, int, int]
"""Column of the task, row of the unit that gives the lead, row of the unit that takes it."""


@dataclass(frozen=True)
class RebalanceProblem:
    """Leads and assignments of a plan, and the constraints on moves.

    `lead` and `part` (any role, leads included) as in the plan; `may`: units that can take a lead of a task they take
    part in; `stays`: leads that cannot move; `anchored` (shape (tasks,)): at least one present lead has to stay;
    `exempt` (shape (units,)): units whose load is not to be lowered, and that take no lead. `ratio` is the weight of a
    task without the lead, 0 to 1; `efforts` (shape (tasks,)) is the work of each task, None for 1 each.
    """

    lead: Matrix
    part: Matrix
    may: Matrix
    stays: Matrix
    anchored: NDArray[np.bool_]
    exempt: NDArray[np.bool_]
    ratio: float
    efforts: NDArray[np.float64] | None = None

    @cached_property
    def room(self) -> LoadArray:
        """Number of leads of each task that can move."""
        free: LoadArray = (self.lead & ~self.stays).sum(axis=0)
        return np.maximum(free - (self.anchored & ~(self.lead & self.stays).any(axis=0)), 0)

    @cached_property
    def candidates(self) -> Matrix:
        """Units that can take a lead of each task, units x tasks."""
        found: Matrix = self.may & self.part & ~self.lead & (self.room > 0) & ~self.exempt[:, None]
        return found

    @cached_property
    def weights(self) -> tuple[LoadArray, LoadArray]:
        """Load of a unit that leads each task, and of one that takes part otherwise, in units of 1 / LOAD_SCALE."""
        efforts = np.ones(self.lead.shape[1]) if self.efforts is None else self.efforts
        whole, other = (np.rint(efforts * weight * LOAD_SCALE).astype(np.int64) for weight in (1, self.ratio))
        return whole, other

    @cached_property
    def gains(self) -> LoadArray:
        """Load that a unit loses with the lead of each task: it stays on the task."""
        return self.weights[0] - self.weights[1]

    @cached_property
    def suits_programs(self) -> bool:
        """True if integer programs can find more moves: without efforts, and not in a very large plan."""
        cells = int(self.candidates.sum()) + int((self.lead & ~self.stays)[:, self.room > 0].sum())
        return self.efforts is None and cells <= MAX_PROGRAM_CELLS

    def loads(self, lead: Matrix) -> LoadArray:
        """Compute each unit's load for a matrix of leads, in units of 1 / LOAD_SCALE."""
        whole, other = self.weights
        loads: LoadArray = sum_over_tasks(lead, whole) + sum_over_tasks(self.part & ~lead, other)
        return loads


def compute_load_curve(board: RebalanceProblem, most: int) -> Iterator[Matrix]:
    """Generate the leads after the fewest moves that lower the highest load, again and again up to `most` moves.

    Each step is optimal: with as many moves no other has a lower highest load, nor, with the same, a smaller sum of
    squared loads; up to three moves, of equals the tasks and units named first are taken. Where tasks have efforts of
    their own, and in a very large plan, there are at most three moves, and fewer where three would be too many sets to
    enumerate.

    >>> lead, everyone = np.array([[True, True], [False, False]]), np.ones((2, 2), dtype=bool)
    >>> nothing = np.zeros(2, dtype=bool)
    >>> free = RebalanceProblem(lead, everyone, everyone, ~everyone, nothing, nothing, ratio=0.5)
    >>> [after.tolist() for after in compute_load_curve(free, 3)], len(list(compute_load_curve(free, 4)))
    ([[[False, True], [True, False]]], 1)
    """
    if not board.gains.any() or not board.candidates.any() or board.exempt.all():
        return  # who passes a lead on would carry as much as before, or nobody may take one
    found = _enumerate_moves(board, min(most, MAX_ENUMERATED_MOVES))
    if not board.suits_programs:
        fewer = (_enumerate_moves(board, moves) for moves in range(min(most, MAX_ENUMERATED_MOVES) - 1, 0, -1))
        yield from found if found is not None else next((one for one in fewer if one is not None), [])
        return
    yield from found or ()
    if found is None or most > MAX_ENUMERATED_MOVES:
        from respnet.analysis.rebalance.programs import solve_programs

        yield from solve_programs(board, 0 if found is None else MAX_ENUMERATED_MOVES, most)


def _enumerate_moves(board: RebalanceProblem, most: int) -> list[Matrix] | None:
    """Find the best set of each number of moves that lowers the highest load further; None where there are too many.

    A set that lowers it has to take a lead from the busiest unit, then from the unit that is busiest after that, and so
    on: only these sets are visited, and none that could be best is left out.
    """
    by_giver = _list_moves_by_giver(board)
    start, room, gains = board.loads(board.lead).tolist(), board.room.tolist(), board.gains.tolist()
    watched = np.flatnonzero(~board.exempt).tolist()
    best: list[tuple[tuple[int, int, list[Move]], tuple[Move, ...]] | None] = [None] * (most + 1)
    seen: set[frozenset[Move]] = set()

    def visit(moves: tuple[Move, ...], loads: list[int]) -> None:
        busiest = max(watched, key=loads.__getitem__)
        rank = loads[busiest], sum(load * load for load in loads), sorted(moves)
        held = best[len(moves)]
        if held is None or rank < held[0]:
            best[len(moves)] = rank, moves
        if len(moves) == most or len(seen) > MAX_ENUMERATED_SETS:
            return
        for move in by_giver.get(busiest, ()):
            column, giver, taker = move
            there = [one for one in moves if one[0] == column]
            used = any(one[1] == giver or one[2] == taker for one in there)
            chosen = frozenset((*moves, move))
            if used or len(there) >= room[column] or chosen in seen:
                continue
            seen.add(chosen)
            after = loads.copy()
            after[giver] -= gains[column]
            after[taker] += gains[column]
            visit((*moves, move), after)

    visit((), start)
    if len(seen) > MAX_ENUMERATED_SETS:
        return None
    steps, highest = [], max(start[row] for row in watched)
    for one in best[1:]:
        if one is not None and one[0][0] < highest:
            highest = one[0][0]
            steps.append(board.lead.copy())
            for column, giver, taker in one[1]:
                steps[-1][giver, column], steps[-1][taker, column] = False, True
    return steps


def _list_moves_by_giver(board: RebalanceProblem) -> dict[int, list[Move]]:
    """List the single moves that can be part of a best set, by the unit that gives the lead.

    Of the moves of one unit, by the present load of the taker, those after five with different tasks and takers are
    left out: two other moves of a set can stand in the way of four of them, so one of the five can take the place of a
    later one, and is more even. Takers that may have to give leads themselves stay, and all moves where tasks have
    efforts of their own.
    """
    loads = board.loads(board.lead)
    busy = loads > loads[~board.exempt].max(initial=0) - MAX_ENUMERATED_MOVES * board.gains.max(initial=0)
    every: defaultdict[int, list[Move]] = defaultdict(list)
    for column in np.flatnonzero(board.room).tolist():
        takers = np.flatnonzero(board.candidates[:, column]).tolist()
        for giver in np.flatnonzero(board.lead[:, column] & ~board.stays[:, column]).tolist():
            every[giver] += [(column, giver, taker) for taker in takers]
    kept: dict[int, list[Move]] = {}
    for giver, moves in every.items():
        tasks: set[int] = set()
        takers_seen: set[int] = set()
        kept[giver] = []
        for move in sorted(moves, key=lambda one: (loads[one[2]], one)):
            if len(tasks) < INDEPENDENT_MOVES or busy[move[2]] or board.efforts is not None:
                kept[giver].append(move)
            if move[0] not in tasks and move[2] not in takers_seen:
                tasks.add(move[0])
                takers_seen.add(move[2])
    return kept


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
    exempt = np.equal(np.arange(lead.shape[0]), -1 if owner is None else owner)
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
