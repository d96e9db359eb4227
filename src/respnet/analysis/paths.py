"""Shortest paths through a two-mode graph, many sources at once, as products with the biadjacency matrix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from respnet.network import Matrix

Vector = NDArray[np.float64]

BLOCK = 64
"""Sources walked side by side. 1,000 x 10,000 nodes then take about 25 MB of working arrays."""
DENSE_CELLS = 200_000
"""From this many cells on a sparse matrix is faster than a full one, and worth the time to import scipy."""


@dataclass(frozen=True, slots=True)
class BothSides:
    """One value for each unit and one for each task, in the order of the matrix's rows and columns."""

    units: Vector
    tasks: Vector


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the other nodes of each source are: `total` sums the distances, `inverse` their reciprocals.

    `reached` counts the nodes with a path, the source itself left out. Neighbours have distance 1.
    """

    total: Vector
    inverse: Vector
    reached: NDArray[np.int64]


def reach(b: Matrix) -> tuple[Reach, Reach]:
    """Distances from every unit, and from every task, of units x tasks `b`.

    >>> from_units, from_tasks = reach(np.array([[True], [True]]))
    >>> from_units.total.tolist(), from_tasks.total.tolist()
    ([3.0, 3.0], [2.0])
    """
    steps = _steps(b)
    return _reach(steps, 0, b.shape), _reach(steps, 1, b.shape)


def reach_of_units(b: Matrix) -> Reach:
    """Distances from the units alone: the half of `reach` that a ranking of units needs."""
    return _reach(_steps(b), 0, b.shape)


def betweenness(b: Matrix) -> BothSides:
    """Raw betweenness of all nodes over all pairs of nodes, each pair counted once (Freeman 1977; Brandes 2001).

    >>> betweenness(np.array([[True], [True], [True]])).tasks.tolist()
    [3.0]
    """
    steps = _steps(b)
    found = [np.zeros(b.shape[0]), np.zeros(b.shape[1])]
    for side in (0, 1):
        for walk in _walks(steps, side, b.shape):
            _credit(found, walk, steps, ends=(1.0, 1.0))
    return BothSides(found[0] / 2, found[1] / 2)


def betweenness_between_units(b: Matrix) -> Vector:
    """Raw betweenness of the units over pairs of units only: paths that end at a task count for nobody.

    >>> betweenness_between_units(np.array([[True, False], [True, True], [False, True]])).tolist()
    [0.0, 1.0, 0.0]
    """
    steps = _steps(b)
    found = [np.zeros(b.shape[0]), np.zeros(b.shape[1])]
    for walk in _walks(steps, 0, b.shape):
        _credit(found, walk, steps, ends=(1.0, 0.0))
    return found[0] / 2


@dataclass(frozen=True, slots=True)
class _Walk:
    """A block of sources, walked outwards: by side, nodes x sources, the level (-1: none) and number of paths."""

    side: int
    sources: NDArray[np.intp]
    level: tuple[NDArray[np.int32], NDArray[np.int32]]
    paths: tuple[Vector, Vector]
    deepest: int


def _steps(b: Matrix) -> tuple[Any, Any]:
    """Matrices that carry values from units to tasks and from tasks to units."""
    if b.size <= DENSE_CELLS:
        full = b.astype(np.float64)
        return full.T.copy(), full
    from scipy.sparse import csr_array  # type: ignore[import-untyped]  # scipy ships no types

    sparse = csr_array(b.astype(np.float64))
    return csr_array(sparse.T), sparse


def _walks(steps: tuple[Any, Any], side: int, shape: tuple[int, ...]) -> Iterator[_Walk]:
    """Breadth-first walks from all nodes of `side`; sides alternate, so one product is one level."""
    for start in range(0, shape[side], BLOCK):
        sources = np.arange(start, min(start + BLOCK, shape[side]))
        level = tuple(np.full((count, sources.size), -1, dtype=np.int32) for count in shape)
        paths = tuple(np.zeros((count, sources.size)) for count in shape)
        level[side][sources, np.arange(sources.size)] = 0
        paths[side][sources, np.arange(sources.size)] = 1
        at, depth, front = side, 0, paths[side]
        while True:
            arriving = steps[at] @ front
            at, depth = 1 - at, depth + 1
            new = (arriving > 0) & (level[at] < 0)
            if not new.any():
                break
            level[at][new] = depth
            front = np.where(new, arriving, 0.0)
            paths[at][new] = arriving[new]
        yield _Walk(side, sources, (level[0], level[1]), (paths[0], paths[1]), depth - 1)


def _credit(found: list[Vector], walk: _Walk, steps: tuple[Any, Any], ends: tuple[float, float]) -> None:
    """Add what each node carries of the paths of this walk; `ends` says which sides count as ends of a path."""
    at = walk.side if walk.deepest % 2 == 0 else 1 - walk.side
    carried = np.zeros_like(walk.paths[at])
    for depth in range(walk.deepest, 1, -1):
        here = walk.level[at] == depth
        share = np.zeros_like(carried)
        np.divide(ends[at] + carried, walk.paths[at], out=share, where=here)
        at, back = 1 - at, steps[at] @ share
        carried = np.where(walk.level[at] == depth - 1, back * walk.paths[at], 0.0)
        found[at] += carried.sum(axis=1)


def _reach(steps: tuple[Any, Any], side: int, shape: tuple[int, ...]) -> Reach:
    total = np.zeros(shape[side])
    inverse = np.zeros(shape[side])
    reached = np.zeros(shape[side], dtype=np.int64)
    for walk in _walks(steps, side, shape):
        for level in walk.level:
            far = level > 0
            total[walk.sources] += np.where(far, level, 0).sum(axis=0)
            inverse[walk.sources] += np.divide(1.0, level, out=np.zeros(level.shape), where=far).sum(axis=0)
            reached[walk.sources] += far.sum(axis=0)
    return Reach(total, inverse, reached)
