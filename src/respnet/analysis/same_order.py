"""An order of rows and columns that comes from the matrix alone, so that a plan printed in another order is the same.

A random search depends on the order of what it is given. Put in this order first, the same plan gets the same search.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from respnet.network import Matrix

Words = NDArray[np.uint64]

ROUNDS = 4
"""Steps that a node's mark looks around; more rarely tell nodes apart that are not alike."""


def structural_order(b: Matrix) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Orders of rows and columns by marks that nodes get from their neighbours' marks, and those from theirs.

    Colour refinement (Weisfeiler & Leman 1968) with hashes for colours. Nodes with equal marks, mostly twins or mirror
    images, stay in the order given.

    >>> b = np.array([[True, True, False], [False, True, False], [False, True, True]])
    >>> rows, columns = structural_order(b)
    >>> again_rows, again_columns = structural_order(b[::-1, ::-1])
    >>> bool((b[rows][:, columns] == b[::-1, ::-1][again_rows][:, again_columns]).all())
    True
    """
    units, tasks = np.nonzero(b)
    of_units = np.ones(b.shape[0], dtype=np.uint64)
    of_tasks = np.ones(b.shape[1], dtype=np.uint64)
    for _ in range(ROUNDS):
        of_units, of_tasks = (
            _mixed(of_units + _mixed(_sums(units, of_tasks[tasks], of_units.size))),
            _mixed(of_tasks + _mixed(_sums(tasks, of_units[units], of_tasks.size))),
        )
    return np.argsort(of_units, kind="stable"), np.argsort(of_tasks, kind="stable")


def _sums(nodes: NDArray[np.intp], marks: Words, size: int) -> Words:
    """The neighbours' marks added up (modulo 2^64: the order of adding does not matter)."""
    found = np.zeros(size, dtype=np.uint64)
    np.add.at(found, nodes, marks)
    return found


def _mixed(words: Words) -> Words:
    """The finaliser of SplitMix64 (Steele, Lea & Flood 2014): near words become far ones."""
    words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return words ^ (words >> np.uint64(31))
