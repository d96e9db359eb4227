"""Structure of the two-mode network: components, core and periphery, brokerage between kinds of units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.approximations import FewerDraws
from respnet.analysis.nulls.fixed_margins import compute_canonical_order, draw_fixed_margin_matrices
from respnet.analysis.stats.sparse_counts import DENSE_CELLS, Counts, list_cells, to_csr
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.options import NULL_DRAWS, SEED
from respnet.core.plan import UnitKind


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


FIT_TOLERANCE = 1e-6
"""Fits closer than this are equal: they differ only by rounding, or by the last steps of the iteration."""
FIT_STEPS = 60
MAX_CORE_EDGES, FEWEST_CORE_DRAWS = 2_000_000, 20
"""Draws x edges stay below the first number, but at least as many draws as the second are made: the least p is 1/21."""


@dataclass(frozen=True, slots=True)
class CorePeriphery:
    """Innermost core of a plan, all roles.

    `units` and `tasks` (ids, printed order) are the innermost core: each of its units has at least `k` tasks in it,
    each of its tasks at least `k` units. `core_numbers` has the largest such k of each actor in printed order. `fit` is
    the correlation of the assignments with the best rank-one model (a unit is on a task as both are near the core:
    Borgatti & Everett 1999), None where all entries are equal. `p_core` and `p_fit` are the chances of as deep a core
    and as good a fit in `null_draws` draws with the same margins; None without draws. A single large task can make a
    deep core. `approximation` records a reduced number of draws.
    """

    k: int
    units: tuple[str, ...]
    tasks: tuple[str, ...]
    core_numbers: tuple[int, ...]
    p_core: float | None
    fit: float | None
    p_fit: float | None
    null_draws: int
    approximation: FewerDraws | None = None


def find_core(network: ResponsibilityNetwork, *, null_draws: int = NULL_DRAWS, seed: int = SEED) -> CorePeriphery:
    """Find the innermost two-mode k-core and the fit of the rank-one model, against the fixed-margin null.

    Args:
        network: Network of the plan.
        null_draws: Number of draws.
        seed: Seed of the draws.

    Returns:
        The core with its tests.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> from respnet.core.plan import Role
    >>> rows = [TaskRow("t", units=(UnitList(Role.LEAD, tuple(names)),)) for names in ("ab", "ab", "c", "ad")]
    >>> found = find_core(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows)), null_draws=20)
    >>> found.k, found.units, found.core_numbers
    (2, ('p/a', 'p/b'), (2, 2, 1, 1))
    """
    b = network.biadjacency()
    units, tasks = compute_core_numbers(b[None])
    k = int(units.max(initial=0))
    fit = float(compute_rank_one_fit(b[None])[0]) if b.any() and not b.all() else None
    draws = 0 if fit is None else min(null_draws, max(FEWEST_CORE_DRAWS, MAX_CORE_EDGES // int(b.sum())))
    rows, columns = compute_canonical_order(b)
    deeper = better = 0
    for block in draw_fixed_margin_matrices(b[rows][:, columns], draws=draws, seed=seed):
        deeper += int((compute_core_numbers(block)[0].max(axis=1) >= k).sum())
        better += int((compute_rank_one_fit(block) >= (fit or 0.0) - FIT_TOLERANCE).sum())
    return CorePeriphery(
        k=k,
        units=tuple(unit.id for unit, own in zip(network.actors, units[0], strict=True) if own == k > 0),
        tasks=tuple(task.id for task, own in zip(network.tasks, tasks[0], strict=True) if own == k > 0),
        core_numbers=tuple(units[0].tolist()),
        p_core=(1 + deeper) / (1 + draws) if draws else None,
        fit=fit,
        p_fit=(1 + better) / (1 + draws) if draws else None,
        null_draws=draws,
        approximation=FewerDraws(draws, null_draws) if 0 < draws < null_draws else None,
    )


def compute_core_numbers(stack: NDArray[np.bool_]) -> tuple[Counts, Counts]:
    """Compute the core numbers of units and tasks: the largest k of a subgraph in which each node has k neighbours.

    Nodes with too few neighbours are peeled off again and again, for k = 1, 2, … (Seidman 1983).

    Args:
        stack: Boolean matrices, graphs x units x tasks.

    Returns:
        Core numbers, graphs x units and graphs x tasks.

    >>> units, tasks = compute_core_numbers(np.array([[[True, True, False], [True, True, True]]]))
    >>> units.tolist(), tasks.tolist()
    ([[2, 2]], [[2, 2, 1]])
    """
    graphs, sizes = len(stack), stack.shape[1:]
    unit, task = list_cells(stack.reshape(graphs * sizes[0], sizes[1]))
    task += unit // max(1, sizes[0]) * sizes[1]
    units, tasks = (np.zeros(graphs * size, dtype=np.int64) for size in sizes)
    k = 0
    while unit.size:
        k += 1
        while True:
            held = (np.bincount(unit)[unit] >= k) & (np.bincount(task)[task] >= k)
            if held.all():
                break
            unit, task = unit[held], task[held]
        units[unit], tasks[task] = k, k
    return units.reshape(graphs, sizes[0]), tasks.reshape(graphs, sizes[1])


def compute_rank_one_fit(stack: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Compute the correlation of each matrix with its best rank-one approximation, by power iteration.

    Args:
        stack: Boolean matrices, graphs x units x tasks, each with True and False entries.

    Returns:
        Correlations, shape (graphs,).

    >>> compute_rank_one_fit(np.array([[[True, True], [False, False]]])).round(6).tolist()
    [1.0]
    """
    if stack[0].size > DENSE_CELLS:
        return np.concatenate([_fit_rank_one(sparse, sparse.T.tocsr()) for sparse in map(to_csr, stack)])
    numbers = stack.astype(np.float64)
    return _fit_rank_one(numbers, numbers.transpose(0, 2, 1))


def _fit_rank_one(b: Any, across: Any) -> NDArray[np.float64]:
    """Fit matrices, dense and stacked or one sparse: all sums over their cells follow from the two vectors."""
    right = across @ np.ones((b.shape[-2], 1))
    edges = right.sum(axis=(-2, -1))
    for _ in range(FIT_STEPS):
        right = across @ (b @ right)
        right /= np.maximum(np.linalg.norm(right, axis=-2, keepdims=True), 1e-300)
    left = b @ right
    square, cells = np.square(left).sum(axis=(-2, -1)), b.shape[-2] * b.shape[-1]
    model = left.sum(axis=(-2, -1)) * right.sum(axis=(-2, -1))
    spread = (square - model**2 / cells) * (edges - edges**2 / cells)
    return np.atleast_1d((square - model * edges / cells) / np.sqrt(np.maximum(spread, 1e-300)))


MAX_TASK_PAIRS = 20_000_000
"""Upper bound of pairs of tasks of one unit, over all units, a second or two; nothing is counted beyond it."""
TASK_BLOCK = 256
"""First tasks of the paths counted at once: a memory bound for units with thousands of tasks."""


@dataclass(frozen=True, slots=True)
class UnitBrokerage:
    """Paths that one unit brokers, by the kinds of the three units.

    `coordinator`: all three of one kind; `itinerant`: the two others of one kind, the broker of another; `gatekeeper`:
    one of the two of the broker's kind (in an undirected network the same as a representative); `liaison`: three kinds.
    """

    unit: str
    coordinator: int
    itinerant: int
    gatekeeper: int
    liaison: int


@dataclass(frozen=True, slots=True)
class Brokerage:
    """Brokerage of every actor whose kind is known, in printed order; `without_kind` actors are left out.

    Nobody is in `units` where the plan is too large to count.
    """

    units: tuple[UnitBrokerage, ...]
    without_kind: int


def assess_brokerage(network: ResponsibilityNetwork) -> Brokerage:
    """Count the paths that each unit brokers between units of its own and of other kinds, all roles.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
    >>> from respnet.core.plan import Role
    >>> rows = [TaskRow("t", units=(UnitList(Role.LEAD, tuple(names)),)) for names in ("ab", "bc")]
    >>> kinds = [UnitRecord("a", UnitKind.PARTY), UnitRecord("b", UnitKind.PARTY), UnitRecord("c", UnitKind.MASS)]
    >>> assess_brokerage(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows, kinds))).units[1]
    UnitBrokerage(unit='p/b', coordinator=0, itinerant=0, gatekeeper=1, liaison=0)
    """
    rows = [row for row, unit in enumerate(network.actors) if unit.kind is not UnitKind.UNKNOWN]
    units, b = [network.actors[row] for row in rows], network.biadjacency()[rows]
    without = len(network.actors) - len(units)
    if np.square(b.sum(axis=1)).sum() > MAX_TASK_PAIRS:
        return Brokerage((), without)
    counts = count_brokered_paths(b, [unit.kind for unit in units])
    found = tuple(UnitBrokerage(unit.id, *row) for unit, row in zip(units, counts.tolist(), strict=True))
    return Brokerage(found, without)


def count_brokered_paths(b: Matrix, kinds: Sequence[str]) -> NDArray[np.int64]:
    """Count the paths A - task - broker - other task - C in which A is not on C's task, and C not on A's.

    With D the number of units of a kind that are on one task and not on the other, a pair of the broker's tasks has
    D(first, second) x D(second, first) paths; the broker, being on both, is in none of them.

    Args:
        b: Boolean biadjacency matrix, units x tasks.
        kinds: Kind of each unit.

    Returns:
        Numbers of paths, units x 4, in the order of `UnitBrokerage`.

    >>> count_brokered_paths(np.array([[True, False], [True, True], [False, True]]), ["x", "y", "x"]).tolist()
    [[0, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0]]
    """
    found = np.zeros((len(b), 4))
    named = np.array(kinds)
    for row, own in enumerate(b):
        mine = b[:, own].astype(np.float64)
        parts = {kind: mine[named == kind] for kind in sorted({*kinds})}
        for start in range(0, mine.shape[1], TASK_BLOCK):
            here = slice(start, start + TASK_BLOCK)
            apart = {kind: _count_apart(part, here) for kind, part in parts.items()}
            every, (there, back) = _count_apart(mine, here), apart[kinds[row]]
            alike, both = sum(np.vdot(*pair) for pair in apart.values()), np.vdot(there, back)
            one = np.vdot(every[0], back) + np.vdot(there, every[1]) - 2 * both
            found[row] += both, alike - both, one, np.vdot(*every) - alike - one
    return (found / 2).round().astype(np.int64)  # each pair of tasks came twice


def _count_apart(mine: NDArray[np.float64], here: slice) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Count the units on a task of `here` that are not on another, and those on the other alone: tasks x tasks."""
    size, shared = mine.sum(axis=0), mine[:, here].T @ mine
    return size[here, None] - shared, size - shared
