"""Barber's modularity of two-mode graphs, in which units and tasks share modules.

Given the units' modules, the best module of each task follows, so a partition is represented by its units. Values are
E^2 times Q, integers that compare without rounding.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from respnet.core.network import Matrix

Labels = NDArray[np.int64]


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


def assign_tasks(w: NDArray[np.int64], units: Labels) -> Labels:
    """Assign each task to its best module, given the units' modules; ties go to the module whose unit comes first.

    Args:
        w: Modularity matrix, units x tasks.
        units: Module of each unit.

    Returns:
        Module of each task.

    >>> assign_tasks(build_modularity_matrix(np.eye(2, dtype=bool)), np.array([7, 3])).tolist()
    [7, 3]
    """
    modules, first = np.unique(units, return_index=True)
    modules = modules[np.argsort(first)]
    sums = np.stack([w[units == module].sum(axis=0) for module in modules])
    found: Labels = modules[sums.argmax(axis=0)]
    return found


def compute_scaled_modularity(w: NDArray[np.int64], units: Labels) -> int:
    """Compute E^2 times Q with every task in its best module.

    Args:
        w: Modularity matrix, units x tasks; at least one unit.
        units: Module of each unit.

    Returns:
        The scaled modularity.

    >>> compute_scaled_modularity(build_modularity_matrix(np.eye(2, dtype=bool)), np.array([0, 1]))
    2
    """
    return int(w[units[:, None] == assign_tasks(w, units)].sum())


def relabel_by_first_member(labels: Labels) -> Labels:
    """Label modules by their first unit, so that equal partitions have equal rows; `labels` is partitions x units.

    >>> relabel_by_first_member(np.array([[5, 3, 5], [0, 1, 0]])).tolist()
    [[0, 1, 0], [0, 1, 0]]
    """
    named = np.empty_like(labels)
    for unit in range(labels.shape[1]):
        named[:, unit] = (labels[:, : unit + 1] == labels[:, unit, None]).argmax(axis=1)
    return named
