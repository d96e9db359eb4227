"""Connected components, and the components left without each unit (articulation points)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from respnet.analysis.stats.sparse_counts import list_cells
from respnet.core.network import Matrix


@dataclass(frozen=True, slots=True)
class ComponentCounts:
    """Number of components (each with a unit that has a task), and the number after removal of each row's unit."""

    whole: int
    without: tuple[int, ...]


def count_components(part: Matrix) -> ComponentCounts:
    """Count the components, and those after removal of each unit, by one depth-first search (Hopcroft & Tarjan 1973).

    Isolated units and tasks are not counted. A subtree of the search is separated by the removal of its root's parent
    if no back edge leads above that parent. `part` is a boolean matrix, units x tasks.

    >>> count_components(np.array([[True, False], [True, True], [False, True], [False, False]]))
    ComponentCounts(whole=1, without=(1, 2, 1, 1))
    """
    units = part.shape[0]
    row, column = list_cells(part)
    by_column = np.argsort(column, kind="stable")
    sides = ((row, units + column, units), (column[by_column], row[by_column], part.shape[1]))
    neighbours = [
        those.tolist()
        for node, other, count in sides
        for those in np.split(other, np.cumsum(np.bincount(node, minlength=count))[:-1])[:count]
    ]
    walk = _DepthFirstSearch(neighbours, units)
    whole = 0
    for unit in range(units):
        if neighbours[unit] and walk.seen[unit] < 0:
            walk.from_unit(unit)
            whole += 1
    change = (hanging - 1 if neighbours[unit] else 0 for unit, hanging in enumerate(walk.pieces))
    return ComponentCounts(whole, tuple(whole + more for more in change))


class _DepthFirstSearch:
    """Depth-first search; `pieces` counts for each unit the pieces its component falls into without it."""

    def __init__(self, neighbours: list[list[int]], units: int) -> None:
        self.neighbours = neighbours
        self.units = units
        self.seen = [-1] * len(neighbours)
        self.reach = [0] * len(neighbours)
        self.pieces = [0] * units
        self.clock = 0

    def from_unit(self, root: int) -> None:
        """Visit the component of `root`, iteratively."""
        path = [(root, iter(self._enter(root)))]
        while path:
            node, rest = path[-1]
            for after in rest:
                if self.seen[after] < 0:
                    path.append((after, iter(self._enter(after))))
                    break
                self.reach[node] = min(self.reach[node], self.seen[after])
            else:
                path.pop()
                if path:
                    self._leave(node, path[-1][0])
                if node < self.units and node != root:
                    self.pieces[node] += 1  # what lies above it

    def _enter(self, node: int) -> list[int]:
        self.seen[node] = self.reach[node] = self.clock
        self.clock += 1
        return self.neighbours[node]

    def _leave(self, node: int, above: int) -> None:
        """Update the low point of the parent; a task whose only unit is the parent is no piece of its own."""
        self.reach[above] = min(self.reach[above], self.reach[node])
        if above < self.units and self.reach[node] >= self.seen[above] and len(self.neighbours[node]) > 1:
            self.pieces[above] += 1
