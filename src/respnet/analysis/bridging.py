"""Betweenness between units: how many shortest paths from one unit to another pass a third, over shared tasks."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.paths import DENSE_CELLS, Vector
from respnet.network import Matrix

DENSE_UNITS = 4_000
"""Up to this many units, a full units x units matrix of shared tasks is the faster one (128 MB)."""
BLOCK = 256
"""Sources walked side by side where the units are more than that."""


def betweenness_between_units(b: Matrix) -> Vector:
    """Raw betweenness of the units over pairs of units only: paths that end at a task count for nobody.

    Two units that share tasks are joined by as many shortest paths; so all of it happens on the counts of shared
    tasks, C = B B' with a zero diagonal.

    >>> betweenness_between_units(np.array([[True, False], [True, True], [False, True]])).tolist()
    [0.0, 1.0, 0.0]
    """
    units = b.shape[0]
    shared = shared_tasks(b)
    if units <= DENSE_UNITS:
        raw: Vector = betweenness_over_shared(shared[None])[0]
        return raw
    found = np.zeros(units)
    for start in range(0, units, BLOCK):
        paths = shared[:, start : start + BLOCK].toarray()
        unseen = paths == 0
        unseen[np.arange(start, start + paths.shape[1]), np.arange(paths.shape[1])] = False
        found += _carried(shared, paths, unseen)
    return found / 2


def shared_tasks(b: Matrix) -> Any:
    """Units x units, the number of tasks each two share, 0 on the diagonal; sparse for more than `DENSE_UNITS`.

    >>> shared_tasks(np.array([[True, True], [True, True]])).tolist()
    [[0.0, 2.0], [2.0, 0.0]]
    """
    if b.size <= DENSE_CELLS:
        return shared_tasks_of_each(b[None])[0]
    from scipy.sparse import csr_array  # type: ignore[import-untyped]  # scipy ships no types

    sparse = csr_array(b.astype(np.float64))
    shared = csr_array(sparse @ sparse.T)
    shared.setdiag(0)
    shared.eliminate_zeros()
    return shared.toarray() if b.shape[0] <= DENSE_UNITS else shared


def shared_tasks_of_each(stack: NDArray[np.bool_]) -> Vector:
    """The shared tasks of every matrix of a stack, matrices x units x tasks: matrices x units x units."""
    full = stack.astype(np.float64)
    shared = full @ full.transpose(0, 2, 1)
    diagonal = np.arange(stack.shape[1])
    shared[:, diagonal, diagonal] = 0
    return shared


def betweenness_over_shared(shared: Vector) -> Vector:
    """Raw betweenness between units, matrices x units, from the shared tasks of each: matrices x units x units.

    >>> betweenness_over_shared(np.array([[[0.0, 1, 0], [1, 0, 1], [0, 1, 0]]])).tolist()
    [[0.0, 1.0, 0.0]]
    """
    unseen = shared == 0
    diagonal = np.arange(shared.shape[1])
    unseen[:, diagonal, diagonal] = False
    return _carried(shared, shared, unseen) / 2


def _carried(shared: Any, first: Vector, unseen: NDArray[np.bool_]) -> Vector:
    """What each unit carries of the shortest paths from all sources; arrays are ... x units x sources.

    `first` holds the paths to each source's neighbours, `unseen` the units that are neither these nor the source.
    """
    levels = [first]
    while unseen.any():
        arriving = shared @ levels[-1]
        arriving *= unseen
        if not arriving.any():
            break
        unseen = unseen & (arriving == 0)
        levels.append(arriving)
    found = np.zeros(first.shape[:-1])
    carried: Vector | float = 0.0
    for here, before in zip(levels[:0:-1], levels[-2::-1], strict=True):
        share = np.zeros_like(here)
        np.divide(1 + carried, here, out=share, where=here > 0)
        carried = shared @ share
        carried *= before
        found += carried.sum(axis=-1)
    return found
