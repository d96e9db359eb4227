"""Barber's modularity of two-mode graphs, in which units and tasks share modules, and the search for its maximum.

Given the units' modules, the best module of each task follows, so a partition is represented by its units. Values are
E^2 times Q, integers that compare without rounding. The search is label propagation (LPAb+, BRIM): units and tasks move
to their best module in turn, then modules are merged. Time and memory grow with the edges, not with units x tasks x
modules. Many small graphs, or many searches on one, form one disconnected graph: no module reaches across components,
so each step serves all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.nulls.fixed_margins import compute_canonical_order
from respnet.analysis.stats.sparse_counts import Counts, list_cells
from respnet.core.network import Matrix

Labels = NDArray[np.int64]

PERTURBED_SHARE = 0.3
"""Share of the units moved to singleton modules before another round."""


@dataclass(frozen=True, slots=True)
class LocalOptima:
    """Local optima of a search: `values`, one a graph, and `labels`, graphs x units.

    A module is labelled by the row of its first unit, so equal partitions have equal labels.
    """

    values: Counts
    labels: Labels


@dataclass(frozen=True, slots=True)
class BatchEdges:
    """Edges of a batch of graphs: unit u of graph g is node g * units + u, and tasks alike."""

    unit: Counts
    task: Counts

    def where(self, kept: Matrix) -> BatchEdges:
        """Select edges by a boolean mask."""
        return BatchEdges(self.unit[kept], self.task[kept])


class BatchGraphs:
    """Batch of graphs with equal numbers of units and tasks, given by their edges; isolated nodes are allowed."""

    def __init__(self, places: tuple[Counts, Counts, Counts], shape: tuple[int, int, int]) -> None:
        graph, unit, task = places
        self.graphs, self.units, self.tasks = shape
        self.nodes = self.graphs * self.units
        self.lines = BatchEdges(graph * self.units + unit, graph * self.tasks + task)
        self.edges = np.bincount(graph, minlength=self.graphs)
        self.unit_degrees = np.bincount(self.lines.unit, minlength=self.nodes)
        self.task_degrees = np.bincount(self.lines.task, minlength=self.graphs * self.tasks)

    @classmethod
    def of(cls, matrices: Matrix, *, starts: int = 1) -> BatchGraphs:
        """Build the batch from matrices.

        Args:
            matrices: Boolean biadjacency matrices, graphs x units x tasks.
            starts: Number of copies of each graph, adjacent in the batch.

        Returns:
            The batch of graphs * starts graphs.
        """
        graphs, units, tasks = matrices.shape
        row, task = list_cells(matrices.reshape(graphs * units, tasks))
        graph, unit = np.divmod(row, max(1, units))
        copies = np.repeat(np.arange(starts), graph.size)
        graph, unit, task = (np.tile(each, starts) for each in (graph, unit, task))
        return cls((graph * starts + copies, unit, task), (graphs * starts, units, tasks))

    def run_climbs(self, *, rounds: int, seed: int) -> Iterator[LocalOptima]:
        """Search from a random start, then from a perturbation of the best partition in each round.

        Each task first joins one of its units at random. Then, as in BRIM (Barber 2007) and LPAwb+ (Beckett 2016),
        units and tasks in turn move to their best module and modules are merged, until nothing gains. In each round a
        random 30 % of the units become singleton modules and the search continues from there.

        Args:
            rounds: Number of perturbations after the first climb.
            seed: Seed of the generator.

        Yields:
            The local optima of all graphs, one batch for each climb.
        """
        random = np.random.Generator(np.random.PCG64(seed))
        alone = np.arange(self.nodes)
        values, labels = self._climb(self._assign_randomly(random))
        first = np.arange(0, self.nodes, max(1, self.units))[:, None]  # batch labels become rows of each graph
        yield LocalOptima(values, labels.reshape(self.graphs, self.units) - first)
        for _ in range(rounds):
            leaving = random.random(self.nodes) < PERTURBED_SHARE
            reached, end = self._climb(np.where(leaving, self.nodes + alone, labels))
            yield LocalOptima(reached, end.reshape(self.graphs, self.units) - first)
            labels = np.where(np.repeat(reached >= values, self.units), end, labels)
            values = np.maximum(values, reached)

    def search(self, *, rounds: int, seed: int) -> LocalOptima:
        """Return the best local optimum of each graph over all climbs; of ties, the earliest.

        Args:
            rounds: Number of perturbations after the first climb.
            seed: Seed of the generator.

        Returns:
            One optimum a graph.
        """
        ends = list(self.run_climbs(rounds=rounds, seed=seed))
        values = np.stack([end.values for end in ends])
        best = values.argmax(axis=0)
        graph = np.arange(self.graphs)
        return LocalOptima(values[best, graph], np.stack([end.labels for end in ends])[best, graph])

    def _assign_randomly(self, random: np.random.Generator) -> Labels:
        """Assign each task to one of its units at random, and each unit to the best module that results."""
        order = np.lexsort((random.random(self.lines.task.size), self.lines.task))
        task = self.lines.task[order]
        first, _ = _find_runs(task)
        tasks = np.zeros(self.graphs * self.tasks, dtype=np.int64)
        tasks[task[first]] = self.lines.unit[order[first]]
        node, _, best = self._find_best_modules(self.lines, tasks)
        labels = np.arange(self.nodes)
        labels[node] = best
        return labels

    def _climb(self, labels: Labels) -> tuple[Counts, Labels]:
        """Climb to a local optimum of moves and mergers: values, and modules labelled by their first unit."""
        lines, labels = self.lines, labels.copy()
        values = np.zeros(self.graphs, dtype=np.int64)
        tasks = np.zeros(self.graphs * self.tasks, dtype=np.int64)
        while lines.unit.size:
            self._alternate(lines, labels, tasks, values)
            into, merged = self._merge_modules(lines, labels, tasks)
            labels = into[labels]
            lines = lines.where(merged[lines.unit // self.units])
        _, first, named = np.unique(labels, return_index=True, return_inverse=True)
        return values, first[named]

    def _alternate(self, lines: BatchEdges, labels: Labels, tasks: Labels, values: Counts) -> None:
        """Move tasks and units to their best modules in turn until nothing gains; updates its arguments in place."""
        while True:
            node, most, best = self._find_best_modules(lines, labels, of_tasks=True)
            tasks[node] = best
            found = np.bincount(node // self.tasks, weights=most, minlength=self.graphs).astype(np.int64)
            gained = found > values
            values[gained] = found[gained]
            lines = lines.where(gained[lines.unit // self.units])
            if not lines.unit.size:
                return
            node, _, best = self._find_best_modules(lines, tasks)
            labels[node] = best

    def _find_best_modules(
        self, lines: BatchEdges, modules: Labels, *, of_tasks: bool = False
    ) -> tuple[Counts, Counts, Labels]:
        """Find, for each unit with edges, its largest gain and the module that gives it; of ties the lowest label.

        `modules` are those of the tasks; with `of_tasks` the sides change places. Only modules adjacent to the node are
        candidates. No other can be better: over all modules a node's gains sum to 0, and those without an edge are
        negative.
        """
        sides = (lines.unit, self.units, self.unit_degrees), (lines.task, self.tasks, self.task_degrees)
        (nodes, side, degrees), (others, _, weights) = sides[::-1] if of_tasks else sides
        totals = self._add_up(modules, weights)
        keys, joint = _count_keys(nodes * totals.size + modules[others])
        node, module = np.divmod(keys, totals.size)
        gains = self.edges[node // side] * joint - degrees[node] * totals[module]
        starts, widths = _find_runs(node)
        most = np.maximum.reduceat(gains, starts)
        best = np.minimum.reduceat(np.where(gains == np.repeat(most, widths), module, totals.size), starts)
        return node[starts], most, best

    def _add_up(self, modules: Labels, degrees: Counts) -> Counts:
        """Add up the degrees of each module's nodes."""
        return np.bincount(modules, weights=degrees, minlength=2 * self.nodes).astype(np.int64)

    def _merge_modules(self, lines: BatchEdges, labels: Labels, tasks: Labels) -> tuple[Labels, Matrix]:
        """Return the new label of each module, and a mask of the graphs with a merger.

        Two modules merge if each is the other's best partner and their gain is at least half of the largest in their
        graph: faster than merging only the best pair, while merging all mutual pairs would let large modules absorb
        small ones.
        """
        size = 2 * self.nodes
        by_units, by_tasks = self._add_up(labels, self.unit_degrees), self._add_up(tasks, self.task_degrees)
        a, b = labels[lines.unit], tasks[lines.task]
        apart = a != b
        keys, between = _count_keys(np.minimum(a, b)[apart] * size + np.maximum(a, b)[apart])
        low, high = np.divmod(keys, size)
        graph = low % self.nodes // self.units
        gains = self.edges[graph] * between - by_units[low] * by_tasks[high] - by_units[high] * by_tasks[low]
        most = np.zeros(self.graphs, dtype=np.int64)
        np.maximum.at(most, graph, gains)
        enough = np.flatnonzero((gains > 0) & (2 * gains >= most[graph]))
        enough = enough[np.argsort(-gains[enough], kind="stable")]
        low, high, rank = low[enough], high[enough], np.arange(enough.size)
        first = np.full(size, enough.size)
        np.minimum.at(first, low, rank)
        np.minimum.at(first, high, rank)
        chosen = (first[low] == rank) & (first[high] == rank)
        into = np.arange(size)
        into[high[chosen]] = low[chosen]
        return into, most > 0


def _count_keys(keys: Counts) -> tuple[Counts, Counts]:
    """Return the distinct keys in ascending order and their counts."""
    keys = np.sort(keys)
    starts, widths = _find_runs(keys)
    return keys[starts], widths


def _find_runs(keys: Counts) -> tuple[Counts, Counts]:
    """Return start and length of each run of equal keys; twice as fast as with np.diff.

    >>> _find_runs(np.array([2, 2, 5, 7, 7, 7]))
    (array([0, 2, 3]), array([2, 1, 3]))
    """
    starts = np.concatenate(([0], np.flatnonzero(keys[1:] != keys[:-1]) + 1))[: keys.size]
    widths = np.empty_like(starts)
    widths[:-1] = starts[1:] - starts[:-1]
    widths[-1:] = keys.size - starts[-1:]
    return starts, widths


NEAR_OPTIMAL_SHARE = 0.99
"""A partition with at least this share of the best value is near-optimal."""
LINE_BLOCK = 25_000
"""Edges searched in one batch, sized for the processor's cache."""
STARTS, LINES_OF_STARTS = 500, 60_000
"""Starts of the full search, reduced so that edges x starts stay below the second number; at least FEWEST_STARTS."""
FEWEST_STARTS = 4
SEARCH_ROUNDS, SEARCH_ROUNDS_LARGE, LINES_OF_ROUNDS = 3, 10, 600_000
"""Perturbation rounds after each start; graphs with fewer starts get more rounds, as far as edges x rounds stay below
the third number."""
QUICK_ROUNDS, LINES_OF_QUICK_ROUNDS, LINES_WITHOUT_ROUNDS = 5, 1_000, 10_000
"""Perturbation rounds of the quick search for null draws and resamples, which has one start, and the bound of edges x
rounds; at least one round, but none from the third number of edges on. What it misses (.1 % of the value in the shipped
plan) it misses in plan and draws alike.
"""
LINES_IN_ALL, FEWEST_REPEATS = 150_000, 20
"""Null draws, and resamples of each kind, are cut so that edges x draws stay below; at least FEWEST_REPEATS."""


@dataclass(frozen=True, slots=True)
class SearchBudget:
    """Effort of the full search, and of the quick search that is repeated on null draws and resamples."""

    starts: int
    rounds: int
    quick_rounds: int
    most_repeats: int

    @classmethod
    def of(cls, edges: int) -> SearchBudget:
        """Return the budget for a graph with this number of edges.

        >>> SearchBudget.of(60), SearchBudget.of(19_000).most_repeats
        (SearchBudget(starts=500, rounds=3, quick_rounds=5, most_repeats=2500), 20)
        """
        lines = max(1, edges)
        starts = max(FEWEST_STARTS, min(STARTS, LINES_OF_STARTS // lines))
        rounds = SEARCH_ROUNDS if starts == STARTS else SEARCH_ROUNDS_LARGE
        return cls(
            starts=starts,
            rounds=max(1, min(rounds, LINES_OF_ROUNDS // lines)),
            quick_rounds=max(lines <= LINES_WITHOUT_ROUNDS, min(QUICK_ROUNDS, LINES_OF_QUICK_ROUNDS // lines)),
            most_repeats=max(FEWEST_REPEATS, LINES_IN_ALL // lines),
        )


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Best partition: module of each unit, value, and the number of partitions within 1 % of it.

    `gap` is the share of the value that the worst of the starts missed, 0 to 1.
    """

    labels: Labels
    value: int
    near: int
    gap: float


def find_best_partition(b: Matrix, *, seed: int) -> SearchResult:
    """Find the partition of maximum modularity; of equal ones, the one whose labels come first in row order.

    The search runs on the canonical order of the matrix, so relabelled input gives the same partition. Where no
    partition has more than a single module, the result is a single module.

    Args:
        b: Boolean biadjacency matrix, units x tasks.
        seed: Seed of the search.

    Returns:
        The best partition found.

    >>> found = find_best_partition(np.kron(np.eye(3, dtype=bool), np.ones((2, 2), dtype=bool)), seed=1)
    >>> found.labels.tolist(), found.value / 12**2, found.near
    ([0, 0, 2, 2, 4, 4], 0.6666666666666666, 1)
    """
    rows, columns = compute_canonical_order(b)
    ordered = b[rows][:, columns]
    effort = SearchBudget.of(int(b.sum()))
    best, worst, good = _collect_near_optimal(
        BatchGraphs.of(ordered[None], starts=effort.starts).run_climbs(rounds=effort.rounds, seed=seed)
    )
    if not best:
        return SearchResult(np.zeros(len(rows), dtype=np.int64), 0, 1, 0.0)
    named = np.empty((len(good), len(rows)), dtype=np.int64)
    named[:, rows] = np.stack([labels for _, labels in good.values()])
    named = relabel_by_first_member(named)[[one == best for one, _ in good.values()]]
    return SearchResult(named[np.lexsort(named.T[::-1])[0]], best, len(good), 1 - worst / best)


def _collect_near_optimal(climbs: Iterable[LocalOptima]) -> tuple[int, int, dict[bytes, tuple[int, Labels]]]:
    """Return the best value, the best of the worst start, and the distinct partitions within 1 % of the best."""
    best, good, of_starts = 0, {}, np.zeros(1, dtype=np.int64)
    for ends in climbs:
        best, of_starts = max(best, int(ends.values.max())), np.maximum(of_starts, ends.values)
        near = ends.values >= NEAR_OPTIMAL_SHARE * best
        different, first = np.unique(ends.labels[near], axis=0, return_index=True)
        for labels, reached in zip(different, ends.values[near][first].tolist(), strict=True):
            good[labels.tobytes()] = (reached, labels)
    kept = {key: one for key, one in good.items() if one[0] >= NEAR_OPTIMAL_SHARE * best}
    return best, int(of_starts.min()), kept


def run_quick_search(matrices: Iterable[Matrix], effort: SearchBudget, *, seed: int) -> Iterator[LocalOptima]:
    """Run the quick search on blocks of matrices.

    Args:
        matrices: Blocks of graphs x units x tasks.
        effort: Budget of the search.
        seed: Seed of the search.

    Yields:
        Best local optimum of each graph, in smaller blocks.
    """
    for block in matrices:
        step = max(1, LINE_BLOCK // max(1, int(block[0].sum())))
        for start in range(0, len(block), step):
            yield BatchGraphs.of(block[start : start + step]).search(rounds=effort.quick_rounds, seed=seed)


def build_modularity_matrix(b: Matrix) -> NDArray[np.int64]:
    """Compute the modularity matrix E B - d k^T, units x tasks.

    An entry is what a unit and a task in one module add to E^2 times Q.

    >>> build_modularity_matrix(np.array([[True, False], [True, True]])).tolist()
    [[1, -1], [-1, 1]]
    """
    return int(b.sum()) * b.astype(np.int64) - np.outer(b.sum(axis=1), b.sum(axis=0))


def barber_modularity(b: Matrix, units: Labels, tasks: Labels) -> float:
    """Compute Barber's modularity Q = (1/E) sum of (B - d k^T / E) over the pairs in one module (Barber 2007).

    Args:
        b: Boolean biadjacency matrix, units x tasks.
        units: Module of each row.
        tasks: Module of each column.

    Returns:
        Below 1; 0 for a graph without edges and for a single module.

    >>> barber_modularity(np.eye(2, dtype=bool), np.array([0, 1]), np.array([0, 1]))
    0.5
    """
    edges = int(b.sum())
    return int(build_modularity_matrix(b)[units[:, None] == tasks].sum()) / edges**2 if edges else 0.0


def relabel_by_first_member(labels: Labels) -> Labels:
    """Label modules by their first unit, so that equal partitions have equal rows; `labels` is partitions x units.

    >>> relabel_by_first_member(np.array([[5, 3, 5], [0, 1, 0]])).tolist()
    [[0, 1, 0], [0, 1, 0]]
    """
    named = np.empty_like(labels)
    for unit in range(labels.shape[1]):
        named[:, unit] = (labels[:, : unit + 1] == labels[:, unit, None]).argmax(axis=1)
    return named
