"""The most modular partition of a two-mode graph, by moves and mergers along its lines; many graphs side by side.

Time and memory grow with the lines, not with units x tasks x modules. Many small graphs, or many searches on one, are
one graph of many parts: modules never reach from one part into another, so every step serves all of them at once.
Values are E squared times Barber's Q, whole numbers that compare without rounding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.core.network import Matrix

Counts = NDArray[np.int64]
Labels = NDArray[np.int64]

PERTURBED_SHARE = 0.3
"""Share of the units that leave their modules for another round."""


@dataclass(frozen=True, slots=True)
class LocalOptima:
    """Where climbs ended: `values`, one a graph, and `labels`, graphs x units.

    A module goes by the row of its first unit, so equal partitions are equal rows of labels.
    """

    values: Counts
    labels: Labels


@dataclass(frozen=True, slots=True)
class BatchEdges:
    """The lines of many graphs side by side: unit u of graph g is node g * units + u, and tasks alike."""

    unit: Counts
    task: Counts

    def where(self, kept: Matrix) -> BatchEdges:
        """Some of the lines."""
        return BatchEdges(self.unit[kept], self.task[kept])


class BatchGraphs:
    """Graphs of as many units and tasks each, given by the places of their lines. Nodes without lines may occur."""

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
        """From graphs x units x tasks, each graph `starts` times, one after the other."""
        graphs, units, tasks = matrices.shape
        graph, unit, task = np.nonzero(matrices)
        copies = np.repeat(np.arange(starts), graph.size)
        graph, unit, task = (np.tile(each, starts) for each in (graph, unit, task))
        return cls((graph * starts + copies, unit, task), (graphs * starts, units, tasks))

    def run_climbs(self, *, rounds: int, seed: int) -> Iterator[LocalOptima]:
        """The end of a first climb in every graph, then of one a round.

        First each task goes to one of its units by lot. Then, as in BRIM (Barber 2007) and in Louvain's two-mode kin
        (Beckett 2016): units and tasks in turn move to their best module, modules are merged, and again until nothing
        gains. In each round a random 30 % of the units leave the best modules so far for modules of their own, and
        the search goes on from there.
        """
        random = np.random.Generator(np.random.PCG64(seed))
        alone = np.arange(self.nodes)
        values, labels = self._climb(self._start(random))
        yield self._ends(values, labels)
        for _ in range(rounds):
            leaving = random.random(self.nodes) < PERTURBED_SHARE
            reached, end = self._climb(np.where(leaving, self.nodes + alone, labels))
            yield self._ends(reached, end)
            labels = np.where(np.repeat(reached >= values, self.units), end, labels)
            values = np.maximum(values, reached)

    def search(self, *, rounds: int, seed: int) -> LocalOptima:
        """The best end of all climbs of each graph; between equals the earlier one."""
        ends = list(self.run_climbs(rounds=rounds, seed=seed))
        values = np.stack([end.values for end in ends])
        best = values.argmax(axis=0)
        graph = np.arange(self.graphs)
        return LocalOptima(values[best, graph], np.stack([end.labels for end in ends])[best, graph])

    def _ends(self, values: Counts, labels: Labels) -> LocalOptima:
        return LocalOptima(
            values, labels.reshape(self.graphs, self.units) - np.arange(self.graphs)[:, None] * self.units
        )

    def _start(self, random: np.random.Generator) -> Labels:
        """Each task goes to one of its units by lot, and each unit to the best of the modules that this makes."""
        order = np.lexsort((random.random(self.lines.task.size), self.lines.task))
        task = self.lines.task[order]
        first, _ = _runs(task)
        tasks = np.zeros(self.graphs * self.tasks, dtype=np.int64)
        tasks[task[first]] = self.lines.unit[order[first]]
        totals = np.bincount(tasks, weights=self.task_degrees, minlength=2 * self.nodes).astype(np.int64)
        node, _, best = self._best(self.lines.unit, self.units, self.unit_degrees, tasks[self.lines.task], totals)
        labels = np.arange(self.nodes)
        labels[node] = best
        return labels

    def _climb(self, labels: Labels) -> tuple[Counts, Labels]:
        """To where neither a move nor a merger gains: values, and modules named by their first unit."""
        lines, labels = self.lines, labels.copy()
        values = np.zeros(self.graphs, dtype=np.int64)
        tasks = np.zeros(self.graphs * self.tasks, dtype=np.int64)
        while lines.unit.size:
            self._alternate(lines, labels, tasks, values)
            into, merged = self._mergers(lines, labels, tasks)
            labels = into[labels]
            lines = lines.where(merged[lines.unit // self.units])
        _, first, named = np.unique(labels, return_index=True, return_inverse=True)
        return values, first[named]

    def _alternate(self, lines: BatchEdges, labels: Labels, tasks: Labels, values: Counts) -> None:
        """Tasks, then units, to their best module until nothing gains; changes the last three."""
        while True:
            totals = np.bincount(labels, weights=self.unit_degrees, minlength=2 * self.nodes).astype(np.int64)
            node, most, best = self._best(lines.task, self.tasks, self.task_degrees, labels[lines.unit], totals)
            tasks[node] = best
            found = np.bincount(node // self.tasks, weights=most, minlength=self.graphs).astype(np.int64)
            gained = found > values
            values[gained] = found[gained]
            lines = lines.where(gained[lines.unit // self.units])
            if not lines.unit.size:
                return
            totals = np.bincount(tasks, weights=self.task_degrees, minlength=2 * self.nodes).astype(np.int64)
            node, _, best = self._best(lines.unit, self.units, self.unit_degrees, tasks[lines.task], totals)
            labels[node] = best

    def _best(
        self, nodes: Counts, side: int, degrees: Counts, modules: Labels, totals: Counts
    ) -> tuple[Counts, Counts, Labels]:
        """The nodes that have lines, the most that each can add, and the module where (between equals the lower).

        Only modules that a node's lines lead to are looked at. No other can be better: over all modules a node's
        sums add up to 0, and those without a line are negative.
        """
        keys, lines = _counted(nodes * totals.size + modules)
        node, module = np.divmod(keys, totals.size)
        gains = self.edges[node // side] * lines - degrees[node] * totals[module]
        starts, widths = _runs(node)
        most = np.maximum.reduceat(gains, starts)
        best = np.minimum.reduceat(np.where(gains == np.repeat(most, widths), module, totals.size), starts)
        return node[starts], most, best

    def _mergers(self, lines: BatchEdges, labels: Labels, tasks: Labels) -> tuple[Labels, Matrix]:
        """Where each module goes, and in which graphs there was a merger.

        Two modules merge if neither gains more with another and they gain at least half as much as any two of their
        graph: better than only the best pair, for many can merge at once, and than all, for big ones would eat small.
        """
        size = 2 * self.nodes
        by_units = np.bincount(labels, weights=self.unit_degrees, minlength=size).astype(np.int64)
        by_tasks = np.bincount(tasks, weights=self.task_degrees, minlength=size).astype(np.int64)
        a, b = labels[lines.unit], tasks[lines.task]
        apart = a != b
        keys, between = _counted(np.minimum(a, b)[apart] * size + np.maximum(a, b)[apart])
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


def _counted(keys: Counts) -> tuple[Counts, Counts]:
    """The different keys in order, and how often each occurs."""
    keys = np.sort(keys)
    starts, widths = _runs(keys)
    return keys[starts], widths


def _runs(keys: Counts) -> tuple[Counts, Counts]:
    """Where each run of equal keys starts, and how long it is; np.diff does the same and takes twice as long.

    >>> _runs(np.array([2, 2, 5, 7, 7, 7]))
    (array([0, 2, 3]), array([2, 1, 3]))
    """
    starts = np.concatenate(([0], np.flatnonzero(keys[1:] != keys[:-1]) + 1))[: keys.size]
    widths = np.empty_like(starts)
    widths[:-1] = starts[1:] - starts[:-1]
    widths[-1:] = keys.size - starts[-1:]
    return starts, widths
