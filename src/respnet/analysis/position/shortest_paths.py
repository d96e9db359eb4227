"""Shortest paths in two-mode graphs: bit-parallel breadth-first search, Brandes' betweenness, and that among units."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.nulls.pair_null import count_joint_tasks
from respnet.analysis.stats.sparse_counts import DENSE_CELLS, Counts, Vector, to_csr
from respnet.core.network import Matrix

WordArray = NDArray[np.uint64]
Pivots = tuple[NDArray[np.intp], NDArray[np.intp]]
"""Rows and columns that stand for all nodes of their side, as sources of shortest paths."""

PATH_BLOCK = 64
"""Upper bound of sources of one betweenness batch."""
BLOCK_CELLS = 350_000
"""Nodes x sources held at once, so that path counts stay in the processor's cache."""
WORD_BITS = 64
WORD_BLOCK = 1 << 21
"""Words of sources gathered at once, 16 MB: a memory bound for graphs of any size."""
ALWAYS_DENSE_UNITS = 200
"""Up to this many units a dense matrix of shared tasks is fastest, whatever its density."""
MAX_DENSE_UNITS = 4_000
"""Above this many units a dense matrix of shared tasks would be too large (128 MB)."""
SPARSE_COST = 11
"""Time of a sparse step relative to a dense one (measured)."""
SOURCE_BLOCK = 256
"""Sources of one sparse batch."""

StepFunction = Callable[[Vector], Vector]


@dataclass(frozen=True, slots=True)
class TwoModeValues:
    """One value for each unit and each task, in the order of rows and columns."""

    units: Vector
    tasks: Vector


@dataclass(frozen=True, slots=True)
class DistanceSums:
    """Sums over the nodes reached from each source: distances (`total`) and reciprocal distances (`inverse`).

    `reached` counts the nodes reached, without the source; `own` those on the source's side. Neighbours have distance
    1. Arrays of sources, or of matrices x sources.
    """

    total: Vector
    inverse: Vector
    reached: Counts
    own: Counts


def compute_unit_distances(b: Matrix) -> DistanceSums:
    """Compute distance sums from the units only; `b` is units x tasks.

    >>> compute_unit_distances(np.array([[True, False], [True, True]])).total.tolist()
    [6.0, 4.0]
    """
    found = compute_unit_distances_batch(b[None])
    return DistanceSums(found.total[0], found.inverse[0], found.reached[0], found.own[0])


def compute_unit_distances_batch(stack: NDArray[np.bool_]) -> DistanceSums:
    """Compute distance sums from the units of every matrix of a batch, by bit-parallel breadth-first search.

    Each node holds a bit set of the sources that have reached it; a step takes the union of the neighbours' sets, 64
    sources to a word. All matrices are walked as one disconnected graph whose components share the bits. `stack` is
    matrices x units x tasks; the result has matrices x units.

    >>> compute_unit_distances_batch(np.array([[[True], [True]], [[True], [False]]])).total.tolist()
    [[3.0, 3.0], [1.0, 0.0]]
    """
    depth, units, tasks = stack.shape
    steps = _BatchAdjacency.of(stack)
    total, inverse = np.zeros((depth, units)), np.zeros((depth, units))
    reached, own = (np.zeros((depth, units), dtype=np.int64) for _ in range(2))
    most = max(1, WORD_BLOCK // max(1, steps.edges, tasks * depth * WORD_BITS // 8))
    for start in range(0, units, most * WORD_BITS):
        for distance, block, counts in _walk_distances(
            steps, stack.shape, range(start, min(units, start + most * WORD_BITS))
        ):
            total[:, block] += distance * counts
            inverse[:, block] += counts / distance
            reached[:, block] += counts
            if distance % 2 == 0:
                own[:, block] += counts
    return DistanceSums(total, inverse, reached, own)


def estimate_unit_distances(b: Matrix, pivots: Pivots) -> DistanceSums:
    """Estimate the distance sums of the units from their distances to pivots of either side (Eppstein & Wang 2004).

    Each pivot stands for as many nodes of its side as there are to one pivot.

    Args:
        b: Boolean biadjacency matrix, units x tasks.
        pivots: Rows and columns drawn without replacement.

    Returns:
        Sums of the units, exact where every node is a pivot; `reached` and `own` are estimates, too.

    >>> both = np.arange(2), np.arange(2)
    >>> estimate_unit_distances(np.array([[True, False], [True, True]]), both).total.tolist()
    [6.0, 4.0]
    """
    steps = _BatchAdjacency.of(b[None])
    total, inverse, *counts = np.zeros((4, b.shape[0]))
    for side, chosen in enumerate(pivots):
        sets = [np.zeros((nodes, -(-chosen.size // WORD_BITS)), dtype=np.uint64) for nodes in b.shape]
        place = np.arange(chosen.size)
        sets[side][chosen, place // WORD_BITS] = np.uint64(1) << (place % WORD_BITS).astype(np.uint64)
        at, weight, distance = side, b.shape[side] / max(1, chosen.size), 0
        while True:
            at, distance, nodes = 1 - at, distance + 1, steps.nodes[1 - at]
            fresh = steps.joined(at, sets[1 - at]) & ~sets[at][nodes]
            if not fresh.any():
                break
            sets[at][nodes] |= fresh
            if at == 0:
                seen = weight * np.bitwise_count(fresh).sum(axis=1)
                total[nodes] += distance * seen
                inverse[nodes] += seen / distance
                counts[side][nodes] += seen
    own, other = (np.rint(count).astype(np.int64) for count in counts)
    return DistanceSums(total, inverse, own + other, own)


@dataclass(frozen=True, slots=True)
class _BatchAdjacency:
    """Adjacency lists of a batch of matrices, as one graph in compressed form.

    `nodes[s]` are the non-isolated nodes of side s (0 units, 1 tasks); `starts[s]` is the offset of their neighbours in
    `others[s]`.
    """

    edges: int
    nodes: tuple[NDArray[np.intp], NDArray[np.intp]]
    starts: tuple[NDArray[np.intp], NDArray[np.intp]]
    others: tuple[NDArray[np.intp], NDArray[np.intp]]

    @classmethod
    def of(cls, stack: NDArray[np.bool_]) -> _BatchAdjacency:
        # Many times faster than np.nonzero where few cells are filled.
        unit, task = np.divmod(np.flatnonzero(stack), max(1, stack.shape[2]))
        task += unit // max(1, stack.shape[1]) * stack.shape[2]
        by_task = np.argsort(task, kind="stable")
        sides = (unit, task[by_task])
        starts = tuple(np.flatnonzero(np.diff(side, prepend=-1)) for side in sides)
        return cls(
            edges=unit.size,
            nodes=(unit[starts[0]], sides[1][starts[1]]),
            starts=(starts[0], starts[1]),
            others=(task, unit[by_task]),
        )

    def joined(self, side: int, sets: WordArray) -> WordArray:
        """Return, for each of `nodes[side]`, the union of its neighbours' bit sets."""
        joined: WordArray = np.bitwise_or.reduceat(sets[self.others[side]], self.starts[side], axis=0)
        return joined


def _walk_distances(
    steps: _BatchAdjacency, shape: tuple[int, ...], sources: range
) -> Iterator[tuple[int, slice, NDArray[np.int64] | NDArray[np.uint64]]]:
    """Generate (distance, rows, number of nodes each source reaches at that distance, matrices x sources)."""
    depth, units, tasks = shape
    words = -(-len(sources) // WORD_BITS)
    sets = (np.zeros((depth * units, words), dtype=np.uint64), np.zeros((depth * tasks, words), dtype=np.uint64))
    place = np.arange(len(sources))
    for each in range(depth):
        bit = np.uint64(1) << (place % WORD_BITS).astype(np.uint64)
        sets[0][each * units + sources.start + place, place // WORD_BITS] = bit
    distance = 0
    while steps.edges:
        distance += 1
        side = distance % 2
        here = sets[side]
        joined = steps.joined(side, sets[1 - side])
        fresh = joined & ~here[steps.nodes[side]]
        if not fresh.any():
            return
        here[steps.nodes[side]] |= fresh
        full = np.zeros_like(here)
        full[steps.nodes[side]] = fresh
        yield (
            distance,
            slice(sources.start, sources.stop),
            _count_by_source(full.reshape(depth, -1, words), len(sources)),
        )


def _count_by_source(sets: WordArray, sources: int) -> Counts:
    """Count, for each matrix and source, the nodes whose bit set has the source; `sets` is matrices x nodes x words."""
    octets = sets.astype("<u8", copy=False).view(np.uint8)
    counts: Counts = np.unpackbits(octets, axis=2, count=sources, bitorder="little").sum(axis=1, dtype=np.int64)
    return counts


def draw_pivots(shape: tuple[int, ...], most: int, random: np.random.Generator) -> Pivots:
    """Draw up to `most` pivots of each side, without replacement; all nodes of a side that has no more.

    Args:
        shape: Numbers of units and of tasks.
        most: Largest number of pivots of a side.
        random: Generator.

    Returns:
        Sorted rows and columns.
    """
    units, tasks = (
        np.sort(random.choice(nodes, most, replace=False)) if nodes > most else np.arange(nodes) for nodes in shape
    )
    return units, tasks


def betweenness(b: Matrix, pivots: Pivots | None = None) -> TwoModeValues:
    """Compute raw betweenness of all nodes over all pairs of nodes, each pair once (Freeman 1977; Brandes 2001).

    Args:
        b: Boolean biadjacency matrix, units x tasks.
        pivots: Sources of the paths, each for as many nodes of its side as there are to one pivot (Brandes & Pich
            2007); None for all nodes, which is exact.

    Returns:
        Values of both sides.

    >>> betweenness(np.array([[True], [True], [True]])).tasks.tolist()
    [3.0]
    """
    steps = _build_step_matrices(b)
    found = TwoModeValues(np.zeros(b.shape[0]), np.zeros(b.shape[1]))
    block = max(1, min(PATH_BLOCK, BLOCK_CELLS // max(1, sum(b.shape))))
    for side, chosen in enumerate(pivots or map(np.arange, b.shape)):
        of_side = [np.zeros(nodes) for nodes in b.shape]
        for start in range(0, chosen.size, block):
            sources = chosen[start : start + block]
            _accumulate_dependencies(of_side, _count_paths(b, steps, side, sources), steps, side)
        weight = b.shape[side] / max(1, chosen.size)
        found = TwoModeValues(found.units + weight * of_side[0], found.tasks + weight * of_side[1])
    return TwoModeValues(found.units / 2, found.tasks / 2)


def _build_step_matrices(b: Matrix) -> tuple[Any, Any]:
    """Build the matrices that carry values from units to tasks and from tasks to units."""
    if b.size <= DENSE_CELLS:
        full = b.astype(np.float64)
        return full.T.copy(), full
    sparse = to_csr(b)
    return sparse.T.tocsr(), sparse


def _count_paths(b: Matrix, steps: tuple[Any, Any], side: int, sources: NDArray[np.intp]) -> list[Vector]:
    """Count the shortest paths from a block of sources: for each distance from 1 on, nodes x sources.

    The sides alternate, distance 1 being the other side. Nodes at other distances have 0.
    """
    paths = [(b[sources].T if side == 0 else b[:, sources]).astype(np.float64)]
    width = paths[0].shape[1]
    unseen = [np.ones((count, width), dtype=np.bool_) for count in b.shape]
    unseen[side][sources, np.arange(width)] = False
    at = 1 - side
    unseen[at] &= paths[0] == 0
    while True:
        at, arriving = 1 - at, steps[at] @ paths[-1]
        arriving *= unseen[at]
        if not arriving.any():
            return paths
        unseen[at] &= arriving == 0
        paths.append(arriving)


def _accumulate_dependencies(found: list[Vector], paths: list[Vector], steps: tuple[Any, Any], side: int) -> None:
    """Add each node's dependencies of this block of sources (Brandes' backward pass) to `found`."""
    carried: Vector | float = 0.0
    for distance in range(len(paths), 1, -1):
        here, before = paths[distance - 1], paths[distance - 2]
        at = side if distance % 2 == 0 else 1 - side
        carried = steps[at] @ ((1 + carried) / np.where(here > 0, here, np.inf))
        carried *= before
        found[1 - at] += carried.sum(axis=1)


def compute_raw_unit_betweenness(b: Matrix, pivots: NDArray[np.intp] | None = None) -> Vector:
    """Compute raw betweenness of the units over pairs of units; paths that end at a task do not count.

    Two units with shared tasks are joined by as many shortest paths, so everything follows from the counts of shared
    tasks C = B B^T, as a dense matrix or, for few edges, as products with sparse B and B^T.

    Args:
        b: Boolean biadjacency matrix, units x tasks.
        pivots: Units at which paths begin, each for units / pivots of them (Brandes & Pich 2007); None for all units.

    Returns:
        Values of all units.

    >>> compute_raw_unit_betweenness(np.array([[True, False], [True, True], [False, True]])).tolist()
    [0.0, 1.0, 0.0]
    """
    units, lines = b.shape[0], int(b.sum())
    few_lines = 2 * SPARSE_COST * lines < units * units
    if units <= ALWAYS_DENSE_UNITS or (units <= MAX_DENSE_UNITS and not few_lines):
        raw: Vector = compute_betweenness_batch(_count_shared_tasks(b)[None], pivots)[0]
        return raw
    sparse = to_csr(b)
    across = sparse.T.tocsr()
    found, chosen = np.zeros(units), np.arange(units) if pivots is None else pivots
    for start in range(0, chosen.size, SOURCE_BLOCK):
        sources = chosen[start : start + SOURCE_BLOCK]
        place = np.arange(sources.size)
        first = sparse @ across[:, sources].toarray()
        first[sources, place] = 0
        unseen = first == 0
        unseen[sources, place] = False
        found += _accumulate_unit_dependencies(lambda values: sparse @ (across @ values), first, unseen)
    estimate: Vector = found / 2 * (units / max(1, chosen.size))
    return estimate


def _count_shared_tasks(b: Matrix) -> Vector:
    if b.size <= DENSE_CELLS:
        few: Vector = count_shared_tasks_batch(b[None])[0]
        return few
    sparse = to_csr(b)
    shared: Vector = (sparse @ sparse.T).toarray()
    np.fill_diagonal(shared, 0)
    return shared


def count_shared_tasks_batch(stack: NDArray[np.bool_]) -> Vector:
    """Count the shared tasks of each two units, matrices x units x units, with a zero diagonal.

    >>> count_shared_tasks_batch(np.array([[[True, True], [True, True]]])).tolist()
    [[[0.0, 2.0], [2.0, 0.0]]]
    """
    shared: Vector = count_joint_tasks(stack).astype(np.float64)
    diagonal = np.arange(stack.shape[1])
    shared[:, diagonal, diagonal] = 0
    return shared


def compute_betweenness_batch(shared: Vector, pivots: NDArray[np.intp] | None = None) -> Vector:
    """Compute raw betweenness among units, matrices x units.

    Args:
        shared: Shared tasks, matrices x units x units.
        pivots: Units at which paths begin, as in `compute_raw_unit_betweenness`; None for all.

    Returns:
        Values, matrices x units.

    >>> compute_betweenness_batch(np.array([[[0.0, 1, 0], [1, 0, 1], [0, 1, 0]]])).tolist()
    [[0.0, 1.0, 0.0]]
    """
    unseen = shared == 0
    diagonal = np.arange(shared.shape[1])
    unseen[:, diagonal, diagonal] = False
    if pivots is None:
        return _accumulate_unit_dependencies(lambda values: shared @ values, shared, unseen) / 2
    some = _accumulate_unit_dependencies(lambda values: shared @ values, shared[:, :, pivots], unseen[:, :, pivots])
    estimate: Vector = some / 2 * (shared.shape[1] / max(1, pivots.size))
    return estimate


def _accumulate_unit_dependencies(step: StepFunction, first: Vector, unseen: NDArray[np.bool_]) -> Vector:
    """Compute each unit's dependencies over all sources; arrays are ... x units x sources.

    `first` holds the path counts to each source's neighbours, `unseen` masks the units that are neither these nor the
    source. A step back to an earlier level adds nothing, since nothing is unseen there.
    """
    levels = [first]
    while unseen.any():
        arriving = step(levels[-1])
        arriving *= unseen
        if not arriving.any():
            break
        unseen = unseen & (arriving == 0)
        levels.append(arriving)
    found = np.zeros(first.shape[:-1])
    carried: Vector | float = 0.0
    for here, before in zip(levels[:0:-1], levels[-2::-1], strict=True):
        carried = step((1 + carried) / np.where(here > 0, here, np.inf))
        carried *= before
        found += carried.sum(axis=-1)
    return found
