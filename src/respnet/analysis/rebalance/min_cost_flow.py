"""Rebalancing of leads as a minimum-cost flow, solved exactly by successive shortest paths.

Matrices are units x tasks. A unit's load is the number of its leads plus `ratio` for each of its other tasks.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from respnet.core.network import Matrix

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
