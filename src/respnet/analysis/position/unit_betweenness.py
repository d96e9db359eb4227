"""Raw betweenness among units, from the numbers of tasks that they share; many small graphs in one batch."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.position.shortest_paths import Vector
from respnet.analysis.stats.sparse_counts import DENSE_CELLS, to_csr
from respnet.core.network import Matrix

ALWAYS_DENSE_UNITS = 200
"""Up to this many units a dense matrix of shared tasks is fastest, whatever its density."""
MAX_DENSE_UNITS = 4_000
"""Above this many units a dense matrix of shared tasks would be too large (128 MB)."""
SPARSE_COST = 11
"""Time of a sparse step relative to a dense one (measured)."""
SOURCE_BLOCK = 256
"""Sources of one sparse batch."""

StepFunction = Callable[[Vector], Vector]


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
        found += _accumulate_dependencies(lambda values: sparse @ (across @ values), first, unseen)
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
    full = stack.astype(np.float64)
    shared: Vector = full @ full.transpose(0, 2, 1)
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
        return _accumulate_dependencies(lambda values: shared @ values, shared, unseen) / 2
    some = _accumulate_dependencies(lambda values: shared @ values, shared[:, :, pivots], unseen[:, :, pivots])
    estimate: Vector = some / 2 * (shared.shape[1] / max(1, pivots.size))
    return estimate


def _accumulate_dependencies(step: StepFunction, first: Vector, unseen: NDArray[np.bool_]) -> Vector:
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
