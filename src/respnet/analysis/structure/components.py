"""The separate parts of the two-mode network, and those that are left without one unit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from respnet.core.network import Matrix


@dataclass(frozen=True, slots=True)
class ComponentCounts:
    """How many separate parts there are (each with a unit that has a task), and how many without each row's unit."""

    whole: int
    without: tuple[int, ...]


def count_components(part: Matrix) -> ComponentCounts:
    """Units x tasks: the parts of the network, and of the rest without each unit.

    Units without tasks and tasks without units are no part. One walk into the depth for all units (Hopcroft and
    Tarjan 1973): what hangs on a unit alone is what cannot reach above it any other way.

    >>> count_components(np.array([[True, False], [True, True], [False, True], [False, False]]))
    ComponentCounts(whole=1, without=(1, 2, 1, 1))
    """
    units = part.shape[0]
    neighbours = [(units + np.flatnonzero(row)).tolist() for row in part]
    neighbours += [np.flatnonzero(column).tolist() for column in part.T]
    walk = _Walk(neighbours, units)
    whole = 0
    for unit in range(units):
        if neighbours[unit] and walk.seen[unit] < 0:
            walk.from_unit(unit)
            whole += 1
    change = (hanging - 1 if neighbours[unit] else 0 for unit, hanging in enumerate(walk.pieces))
    return ComponentCounts(whole, tuple(whole + more for more in change))


class _Walk:
    """A walk into the depth. `pieces` counts for each unit what its part falls into without it."""

    def __init__(self, neighbours: list[list[int]], units: int) -> None:
        self.neighbours = neighbours
        self.units = units
        self.seen = [-1] * len(neighbours)
        self.reach = [0] * len(neighbours)
        self.pieces = [0] * units
        self.clock = 0

    def from_unit(self, root: int) -> None:
        """Everything that hangs together with `root`."""
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
        """A task that only its unit above has is no piece of its own."""
        self.reach[above] = min(self.reach[above], self.reach[node])
        if above < self.units and self.reach[node] >= self.seen[above] and len(self.neighbours[node]) > 1:
            self.pieces[above] += 1
