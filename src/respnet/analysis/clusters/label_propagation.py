"""Modularity maximisation of two-mode graphs by label propagation (LPAb+, BRIM), many graphs in one batch.

Units and tasks move to their best module in turn, then modules are merged. Time and memory grow with the edges, not
with units x tasks x modules. Many small graphs, or many searches on one, form one disconnected graph: no module reaches
across components, so each step serves all of them. Values are E^2 times Barber's Q, integers that compare without
rounding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.stats.sparse_counts import list_cells
from respnet.core.network import Matrix

Counts = NDArray[np.int64]
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
        yield self._to_local_optima(values, labels)
        for _ in range(rounds):
            leaving = random.random(self.nodes) < PERTURBED_SHARE
            reached, end = self._climb(np.where(leaving, self.nodes + alone, labels))
            yield self._to_local_optima(reached, end)
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

    def _to_local_optima(self, values: Counts, labels: Labels) -> LocalOptima:
        """Convert batch labels to rows of each graph."""
        return LocalOptima(
            values, labels.reshape(self.graphs, self.units) - np.arange(self.graphs)[:, None] * self.units
        )

    def _assign_randomly(self, random: np.random.Generator) -> Labels:
        """Assign each task to one of its units at random, and each unit to the best module that results."""
        order = np.lexsort((random.random(self.lines.task.size), self.lines.task))
        task = self.lines.task[order]
        first, _ = _find_runs(task)
        tasks = np.zeros(self.graphs * self.tasks, dtype=np.int64)
        tasks[task[first]] = self.lines.unit[order[first]]
        totals = np.bincount(tasks, weights=self.task_degrees, minlength=2 * self.nodes).astype(np.int64)
        node, _, best = self._find_best_modules(
            self.lines.unit, self.units, self.unit_degrees, tasks[self.lines.task], totals
        )
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
            totals = np.bincount(labels, weights=self.unit_degrees, minlength=2 * self.nodes).astype(np.int64)
            node, most, best = self._find_best_modules(
                lines.task, self.tasks, self.task_degrees, labels[lines.unit], totals
            )
            tasks[node] = best
            found = np.bincount(node // self.tasks, weights=most, minlength=self.graphs).astype(np.int64)
            gained = found > values
            values[gained] = found[gained]
            lines = lines.where(gained[lines.unit // self.units])
            if not lines.unit.size:
                return
            totals = np.bincount(tasks, weights=self.task_degrees, minlength=2 * self.nodes).astype(np.int64)
            node, _, best = self._find_best_modules(
                lines.unit, self.units, self.unit_degrees, tasks[lines.task], totals
            )
            labels[node] = best

    def _find_best_modules(
        self, nodes: Counts, side: int, degrees: Counts, modules: Labels, totals: Counts
    ) -> tuple[Counts, Counts, Labels]:
        """Find, for each node with edges, its largest gain and the module that gives it; of ties the lowest label.

        Only modules adjacent to the node are candidates. No other can be better: over all modules a node's gains sum to
        0, and those without an edge are negative.
        """
        keys, lines = _count_keys(nodes * totals.size + modules)
        node, module = np.divmod(keys, totals.size)
        gains = self.edges[node // side] * lines - degrees[node] * totals[module]
        starts, widths = _find_runs(node)
        most = np.maximum.reduceat(gains, starts)
        best = np.minimum.reduceat(np.where(gains == np.repeat(most, widths), module, totals.size), starts)
        return node[starts], most, best

    def _merge_modules(self, lines: BatchEdges, labels: Labels, tasks: Labels) -> tuple[Labels, Matrix]:
        """Return the new label of each module, and a mask of the graphs with a merger.

        Two modules merge if each is the other's best partner and their gain is at least half of the largest in their
        graph: faster than merging only the best pair, while merging all mutual pairs would let large modules absorb
        small ones.
        """
        size = 2 * self.nodes
        by_units = np.bincount(labels, weights=self.unit_degrees, minlength=size).astype(np.int64)
        by_tasks = np.bincount(tasks, weights=self.task_degrees, minlength=size).astype(np.int64)
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
