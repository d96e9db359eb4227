"""Counts over the filled cells of a biadjacency matrix, for networks in which these are few."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from respnet.core.network import Matrix

Counts = NDArray[np.int64]
Vector = NDArray[np.float64]
DENSE_CELLS = 200_000
"""From this many cells on a sparse matrix is faster than a dense one and worth importing scipy."""


def list_cells(b: Matrix) -> tuple[Counts, Counts]:
    """List rows and columns of the filled cells, row after row; many times faster than np.nonzero where few are.

    >>> [part.tolist() for part in list_cells(np.array([[False, True], [True, True]]))]
    [[0, 1, 1], [1, 0, 1]]
    """
    rows, columns = np.divmod(np.flatnonzero(b), max(1, b.shape[1]))
    return rows, columns


def to_csr(b: Matrix) -> Any:
    """Convert to a sparse matrix of floats (scipy's csr_array)."""
    from scipy.sparse import csr_array  # type: ignore[import-untyped]  # scipy ships no types

    rows, columns = list_cells(b)  # csr_array(b) looks at every cell
    starts = np.searchsorted(rows, np.arange(b.shape[0] + 1))
    return csr_array((np.ones(rows.size), columns, starts), shape=b.shape)


def sum_over_tasks(b: Matrix, values: NDArray[Any]) -> NDArray[Any]:
    """Sum a value of each task over the tasks of each unit, without a matrix of numbers where few cells are filled.

    Args:
        b: Boolean biadjacency matrix, units x tasks.
        values: One value a task; sums of integers are exact below 2^53.

    Returns:
        One sum a unit, of the type of the values.

    >>> sum_over_tasks(np.array([[True, True], [False, True]]), np.array([2, 3])).tolist()
    [5, 3]
    """
    sums: NDArray[Any] = b @ values if b.size <= DENSE_CELLS else to_csr(b) @ values
    return sums.astype(values.dtype)


def count_common(a: Matrix, b: Matrix) -> tuple[Counts, Counts, Counts]:
    """Count the columns that each row of `a` has in common with each row of `b`.

    Args:
        a: Boolean matrix.
        b: Boolean matrix with as many columns.

    Returns:
        Rows of `a`, rows of `b` and counts above 0, in the order of the rows.

    >>> both = np.array([[True, True], [False, True]])
    >>> [part.tolist() for part in count_common(both, both)]
    [[0, 0, 1, 1], [0, 1, 0, 1], [2, 1, 1, 1]]
    """
    if a.size <= DENSE_CELLS:
        found = a.astype(np.float64) @ b.T.astype(np.float64)
        first, second = np.nonzero(found)
        return first, second, found[first, second].astype(np.int64)
    sparse = to_csr(a) @ to_csr(b).T
    sparse.sort_indices()
    first = np.repeat(np.arange(a.shape[0]), np.diff(sparse.indptr))
    return first, sparse.indices.astype(np.int64), sparse.data.astype(np.int64)
