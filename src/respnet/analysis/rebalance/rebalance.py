"""Rebalancing of leads: proposals of few moves that lower the highest load. Proposals are never written back."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.approximations import MoveLimit
from respnet.analysis.risk.lead_gaps import find_lead_gaps
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.options import RebalanceOptions
from respnet.core.plan import Role

LOAD_SCALE = 10**6
"""Integer load of one lead: `ratio` is rounded to its sixth decimal, and no sum is ever rounded."""

MAX_EXACT_TIEBREAK = 512
"""Up to this many candidates each has its own power of two as a tie-break, so the proposal is unique; above, its rank.
"""


@dataclass(frozen=True)
class RebalanceProblem:
    """Leads and assignments of a plan, and the constraints on moves.

    `lead` and `part` (any role, leads included) as in the plan; `may`: units that can take a lead of a task they take
    part in; `stays`: leads that cannot move; `anchored` (shape (tasks,)): at least one present lead has to stay.
    `ratio` is the weight of a task without the lead, 0 to 1.
    """

    lead: Matrix
    part: Matrix
    may: Matrix
    stays: Matrix
    anchored: NDArray[np.bool_]
    ratio: float

    @cached_property
    def room(self) -> NDArray[np.int64]:
        """Number of leads of each task that can move."""
        free: NDArray[np.int64] = (self.lead & ~self.stays).sum(axis=0)
        return np.maximum(free - (self.anchored & ~(self.lead & self.stays).any(axis=0)), 0)

    @cached_property
    def candidates(self) -> Matrix:
        """Units that can take a lead of each task, units x tasks."""
        return self.may & self.part & ~self.lead & (self.room > 0)

    def loads(self, lead: Matrix) -> NDArray[np.int64]:
        """Compute each unit's load for a matrix of leads, in units of 1 / LOAD_SCALE.

        A unit that passes a lead on stays on the task.
        """
        other = round(self.ratio * LOAD_SCALE)
        loads: NDArray[np.int64] = LOAD_SCALE * lead.sum(axis=1) + other * (self.part & ~lead).sum(axis=1)
        return loads


def compute_load_curve(board: RebalanceProblem) -> Iterator[Matrix]:
    """Generate the leads after the fewest moves that lower the highest load, again and again until it cannot fall.

    Each step is optimal: with as many moves no other has a lower highest load, nor, with the same, a smaller sum of
    squared loads; of equals, the units named first take the leads. Leads are taken from the busiest units one by one
    along the cheapest augmenting path to a unit with spare load: successive shortest paths, exact for a flow with
    convex costs (Harvey et al. 2006, J. Algorithms 59:53).

    >>> lead, everyone = np.array([[True, True], [False, False]]), np.ones((2, 2), dtype=bool)
    >>> free = RebalanceProblem(lead, everyone, everyone, ~everyone, np.zeros(2, dtype=bool), ratio=0.5)
    >>> [after.tolist() for after in compute_load_curve(free)]
    [[[False, True], [True, False]]]
    """
    if round(board.ratio * LOAD_SCALE) >= LOAD_SCALE or not board.lead.any():
        return  # who passes a lead on would carry as much as before
    leads = _LeadFlow(board)
    moves, best = 0, board.lead
    while leads.lower():
        if leads.moves > moves > 0:
            yield best
        moves, best = leads.moves, leads.matrix()
    if moves:
        yield best


class _LeadFlow:
    """Current flow of leads.

    Nodes: each unit by its row; for each task one node for its present leads (units + column) and one for all other
    units (units + tasks + column), which at most `room` of its leads may reach.
    """

    def __init__(self, board: RebalanceProblem) -> None:
        self.board = board
        self.units, self.tasks = board.lead.shape
        free = board.lead & ~board.stays
        self.room: list[int] = board.room.tolist()
        self.own = _list_column_rows(free)
        self.takers = _list_column_rows(board.candidates)
        self.held = [set(np.flatnonzero(row).tolist()) for row in free]
        self.passed = [0] * self.tasks
        self.load: list[int] = board.loads(board.lead).tolist()
        self.gain = LOAD_SCALE - round(board.ratio * LOAD_SCALE)
        places = sorted((unit, task) for task, units in enumerate(self.takers) for unit in units)
        self.tie = {
            pair: 1 << place if len(places) <= MAX_EXACT_TIEBREAK else place for place, pair in enumerate(places)
        }
        self.square = 1 + 2 * sum(self.tie.values())
        self.move = self.square * (1 + 2 * sum((load + LOAD_SCALE * self.tasks) ** 2 for load in self.load))

    @property
    def moves(self) -> int:
        """Number of leads moved."""
        return sum(self.passed)

    def matrix(self) -> Matrix:
        """Return the current leads, units x tasks."""
        lead = self.board.lead & self.board.stays
        for unit, tasks in enumerate(self.held):
            lead[unit, list(tasks)] = True
        return lead

    def lower(self) -> bool:
        """Take a lead from every unit with the highest load; False where one of them cannot pass any on."""
        highest = max(self.load)
        return all(self._pass_on(unit, highest) for unit, load in enumerate(self.load) if load == highest)

    def _pass_on(self, unit: int, highest: int) -> bool:
        cost, before = self._find_cheapest_paths(unit)
        ends = [
            (cost[other] + self.square * (2 * load + self.gain), other)
            for other, load in enumerate(self.load)
            if other in cost and load + self.gain < highest
        ]
        if not ends:
            return False
        node = min(ends)[1]
        self.load[node] += self.gain
        self.load[unit] -= self.gain
        while node != unit:
            self._move_lead(before[node], node)
            node = before[node]
        return True

    def _find_cheapest_paths(self, start: int) -> tuple[dict[int, int], dict[int, int]]:
        """Compute the least cost from `start` to each node, and the predecessors (Bellman–Ford with a queue)."""
        cost, before = {start: 0}, {}
        waiting, queued = deque([start]), {start}
        while waiting:
            node = waiting.popleft()
            queued.remove(node)
            for after, price in self._list_steps(node):
                if after not in cost or cost[node] + price < cost[after]:
                    cost[after], before[after] = cost[node] + price, node
                    if after not in queued:
                        queued.add(after)
                        waiting.append(after)
        return cost, before

    def _list_steps(self, node: int) -> Iterator[tuple[int, int]]:
        """Generate the residual edges of a node with their costs; undoing a move has its negative cost."""
        if node < self.units:
            for task in self.held[node]:
                own = (node, task) not in self.tie
                yield (self.units + task, 0) if own else (self.units + self.tasks + task, -self.tie[node, task])
            return
        new, task = divmod(node - self.units, self.tasks)
        if new and self.passed[task]:
            yield self.units + task, -self.move
        if not new and self.passed[task] < self.room[task]:
            yield node + self.tasks, self.move
        for unit in (self.takers if new else self.own)[task]:
            if task not in self.held[unit]:
                yield unit, self.tie[unit, task] if new else 0

    def _move_lead(self, before: int, after: int) -> None:
        """Move one lead along an edge."""
        if before < self.units:
            self.held[before].discard((after - self.units) % self.tasks)
        elif after < self.units:
            self.held[after].add((before - self.units) % self.tasks)
        else:
            self.passed[min(before, after) - self.units] += 1 if after > before else -1


def _list_column_rows(matrix: Matrix) -> list[list[int]]:
    """List the True rows of each column."""
    return [np.flatnonzero(column).tolist() for column in matrix.T]


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
