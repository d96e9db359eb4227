"""Distances and shortest paths through a two-mode graph, many sources at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from respnet.core.network import Matrix

Vector = NDArray[np.float64]
WordArray = NDArray[np.uint64]
Counts = NDArray[np.int64]

PATH_BLOCK = 64
"""The most sources of paths walked side by side."""
BLOCK_CELLS = 350_000
"""Nodes x sources held at once: their paths then stay in the processor's cache."""
DENSE_CELLS = 200_000
"""From this many cells on a sparse matrix is faster than a full one, and worth the time to import scipy."""
WORD_BITS = 64
WORD_BLOCK = 1 << 21
"""Words of sources gathered at once, 16 MB: bounds the memory whatever the size of the graph."""


@dataclass(frozen=True, slots=True)
class TwoModeValues:
    """One value for each unit and one for each task, in the order of the matrix's rows and columns."""

    units: Vector
    tasks: Vector


@dataclass(frozen=True, slots=True)
class DistanceSums:
    """How far the other nodes of each source are: `total` sums the distances, `inverse` their reciprocals.

    `reached` counts the nodes with a path, the source itself left out; `own` of them are of the source's side.
    Neighbours have distance 1. Arrays of sources, or of matrices x sources.
    """

    total: Vector
    inverse: Vector
    reached: Counts
    own: Counts


def compute_distances(b: Matrix) -> tuple[DistanceSums, DistanceSums]:
    """Distances from every unit, and from every task, of units x tasks `b`.

    >>> from_units, from_tasks = compute_distances(np.array([[True], [True]]))
    >>> from_units.total.tolist(), from_tasks.total.tolist()
    ([3.0, 3.0], [2.0])
    """
    return compute_unit_distances(b), compute_unit_distances(b.T)


def compute_unit_distances(b: Matrix) -> DistanceSums:
    """Distances from the units alone: the half of `compute_distances` that a ranking of units needs.

    >>> compute_unit_distances(np.array([[True, False], [True, True]])).total.tolist()
    [6.0, 4.0]
    """
    found = compute_unit_distances_batch(b[None])
    return DistanceSums(found.total[0], found.inverse[0], found.reached[0], found.own[0])


def compute_unit_distances_batch(stack: NDArray[np.bool_]) -> DistanceSums:
    """Distances from the units of every matrix of a stack, matrices x units x tasks: arrays of matrices x units.

    A set of sources is a row of bits at each node. One step outwards joins the sets of a node's neighbours, so 64
    sources travel in one word. The matrices are walked as one graph of as many parts, whose sources share the bits.

    >>> compute_unit_distances_batch(np.array([[[True], [True]], [[True], [False]]])).total.tolist()
    [[3.0, 3.0], [1.0, 0.0]]
    """
    depth, units, tasks = stack.shape
    steps = _Steps.of(stack)
    total, inverse = np.zeros((depth, units)), np.zeros((depth, units))
    reached, own = (np.zeros((depth, units), dtype=np.int64) for _ in range(2))
    most = max(1, WORD_BLOCK // max(1, steps.edges, tasks * depth * WORD_BITS // 8))
    for start in range(0, units, most * WORD_BITS):
        for distance, block, counts in _rings(steps, stack.shape, range(start, min(units, start + most * WORD_BITS))):
            total[:, block] += distance * counts
            inverse[:, block] += counts / distance
            reached[:, block] += counts
            if distance % 2 == 0:
                own[:, block] += counts
    return DistanceSums(total, inverse, reached, own)


@dataclass(frozen=True, slots=True)
class _Steps:
    """The edges of a stack of matrices as one graph: the neighbours of each node that has any, one node after another.

    `nodes[s]` are the nodes of side s (0 units, 1 tasks), `starts[s]` where their neighbours begin in `others[s]`.
    """

    edges: int
    nodes: tuple[NDArray[np.intp], NDArray[np.intp]]
    starts: tuple[NDArray[np.intp], NDArray[np.intp]]
    others: tuple[NDArray[np.intp], NDArray[np.intp]]

    @classmethod
    def of(cls, stack: NDArray[np.bool_]) -> _Steps:
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
        """For each of `nodes[side]` the union of its neighbours' sets."""
        joined: WordArray = np.bitwise_or.reduceat(sets[self.others[side]], self.starts[side], axis=0)
        return joined


def _rings(
    steps: _Steps, shape: tuple[int, ...], sources: range
) -> Iterator[tuple[int, slice, NDArray[np.int64] | NDArray[np.uint64]]]:
    """For each distance how many nodes the units `sources` find there: (distance, their rows, matrices x sources)."""
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
        yield distance, slice(sources.start, sources.stop), _by_source(full.reshape(depth, -1, words), len(sources))


def _by_source(sets: WordArray, sources: int) -> Counts:
    """In how many of the sets of each matrix (matrices x nodes x words) each source is."""
    octets = sets.astype("<u8", copy=False).view(np.uint8)
    counts: Counts = np.unpackbits(octets, axis=2, count=sources, bitorder="little").sum(axis=1, dtype=np.int64)
    return counts


def betweenness(b: Matrix) -> TwoModeValues:
    """Raw betweenness of all nodes over all pairs of nodes, each pair counted once (Freeman 1977; Brandes 2001).

    >>> betweenness(np.array([[True], [True], [True]])).tasks.tolist()
    [3.0]
    """
    steps = _products(b)
    found = [np.zeros(b.shape[0]), np.zeros(b.shape[1])]
    block = max(1, min(PATH_BLOCK, BLOCK_CELLS // max(1, sum(b.shape))))
    for side in (0, 1):
        for start in range(0, b.shape[side], block):
            _credit(found, _walk(b, steps, side, slice(start, start + block)), steps, side)
    return TwoModeValues(found[0] / 2, found[1] / 2)


def _products(b: Matrix) -> tuple[Any, Any]:
    """Matrices that carry values from units to tasks and from tasks to units."""
    if b.size <= DENSE_CELLS:
        full = b.astype(np.float64)
        return full.T.copy(), full
    from scipy.sparse import csr_array  # type: ignore[import-untyped]  # scipy ships no types

    sparse = csr_array(b.astype(np.float64))
    return csr_array(sparse.T), sparse


def _walk(b: Matrix, steps: tuple[Any, Any], side: int, sources: slice) -> list[Vector]:
    """The shortest paths from a block of sources of `side`: for each distance from 1 on, nodes x sources.

    The sides alternate: distance 1 is the other side. A node that is found at another distance has 0.
    """
    paths = [(b[sources].T if side == 0 else b[:, sources]).astype(np.float64)]
    width = paths[0].shape[1]
    unseen = [np.ones((count, width), dtype=np.bool_) for count in b.shape]
    unseen[side][sources.start + np.arange(width), np.arange(width)] = False
    at = 1 - side
    unseen[at] &= paths[0] == 0
    while True:
        at, arriving = 1 - at, steps[at] @ paths[-1]
        arriving *= unseen[at]
        if not arriving.any():
            return paths
        unseen[at] &= arriving == 0
        paths.append(arriving)


def _credit(found: list[Vector], paths: list[Vector], steps: tuple[Any, Any], side: int) -> None:
    """Add what each node carries of the paths of this walk to the nodes beyond it."""
    carried: Vector | float = 0.0
    for distance in range(len(paths), 1, -1):
        here, before = paths[distance - 1], paths[distance - 2]
        at = side if distance % 2 == 0 else 1 - side
        carried = steps[at] @ ((1 + carried) / np.where(here > 0, here, np.inf))
        carried *= before
        found[1 - at] += carried.sum(axis=1)
