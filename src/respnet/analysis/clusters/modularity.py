"""Barber's modularity of two-mode graphs: units and tasks share modules.

With each unit in some module, every task goes where its weights add up to most: a partition of the units says it all.
Values are E squared times Q, whole numbers that compare without rounding.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from respnet.core.network import Matrix

Labels = NDArray[np.int64]


def build_modularity_matrix(b: Matrix) -> NDArray[np.int64]:
    """E B - d k, units x tasks: what a unit and a task in one module add to E squared times Q.

    >>> build_modularity_matrix(np.array([[True, False], [True, True]])).tolist()
    [[1, -1], [-1, 1]]
    """
    return int(b.sum()) * b.astype(np.int64) - np.outer(b.sum(axis=1), b.sum(axis=0))


def barber_modularity(b: Matrix, units: Labels, tasks: Labels) -> float:
    """Barber's modularity, (1/E) sum of (B - d k / E) over the pairs in one module (Barber 2007); below 1.

    `units` and `tasks` are the modules of rows and columns. Without edges it is 0; with one module for all, too.

    >>> barber_modularity(np.eye(2, dtype=bool), np.array([0, 1]), np.array([0, 1]))
    0.5
    """
    edges = int(b.sum())
    return int(build_modularity_matrix(b)[units[:, None] == tasks].sum()) / edges**2 if edges else 0.0


def assign_tasks(w: NDArray[np.int64], units: Labels) -> Labels:
    """The module of each task for given modules of the units; between equals the one whose unit comes first.

    >>> assign_tasks(build_modularity_matrix(np.eye(2, dtype=bool)), np.array([7, 3])).tolist()
    [7, 3]
    """
    modules, first = np.unique(units, return_index=True)
    modules = modules[np.argsort(first)]
    sums = np.stack([w[units == module].sum(axis=0) for module in modules])
    found: Labels = modules[sums.argmax(axis=0)]
    return found


def compute_scaled_modularity(w: NDArray[np.int64], units: Labels) -> int:
    """E squared times Q with every task in its best module; at least one unit.

    >>> compute_scaled_modularity(build_modularity_matrix(np.eye(2, dtype=bool)), np.array([0, 1]))
    2
    """
    return int(w[units[:, None] == assign_tasks(w, units)].sum())


def relabel_by_first_member(labels: Labels) -> Labels:
    """Modules named by the place of their first unit, so that equal partitions are equal rows.

    `labels` is partitions x units.

    >>> relabel_by_first_member(np.array([[5, 3, 5], [0, 1, 0]])).tolist()
    [[0, 1, 0], [0, 1, 0]]
    """
    named = np.empty_like(labels)
    for unit in range(labels.shape[1]):
        named[:, unit] = (labels[:, : unit + 1] == labels[:, unit, None]).argmax(axis=1)
    return named
