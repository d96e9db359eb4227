"""The position of the units in every matrix of a stack: what is compared when a plan is shaken or drawn anew."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.position.shortest_paths import DENSE_CELLS, DistanceSums, Vector, compute_unit_distances_batch
from respnet.analysis.position.unit_betweenness import (
    ALWAYS_DENSE_UNITS,
    compute_betweenness_batch,
    compute_raw_unit_betweenness,
    count_shared_tasks_batch,
)


@dataclass(frozen=True, slots=True)
class BatchCentrality:
    """Four measures, each matrices x units, and of each matrix whether its graph falls into several parts.

    A unit or task without a line is no part.
    """

    degree: Vector
    closeness: Vector
    harmonic: Vector
    unit_betweenness: Vector
    apart: NDArray[np.bool_]


def compute_centrality_batch(stack: NDArray[np.bool_]) -> BatchCentrality:
    """The positions in a stack of matrices x units x tasks, as `centrality` defines them.

    >>> found = compute_centrality_batch(np.array([[[True, False], [True, True], [False, True]]]))
    >>> found.degree.tolist(), found.unit_betweenness.tolist(), found.apart.tolist()
    ([[0.5, 1.0, 0.5]], [[0.0, 1.0, 0.0]], [False])
    """
    _, units, tasks = stack.shape
    held = stack.sum(axis=2)
    far = compute_unit_distances_batch(stack)
    if units <= ALWAYS_DENSE_UNITS and units * tasks <= DENSE_CELLS:
        between = compute_betweenness_batch(count_shared_tasks_batch(stack))
    else:
        between = np.array([compute_raw_unit_betweenness(b) for b in stack]).reshape(held.shape)
    busy = held > 0
    return BatchCentrality(
        degree=held / max(1, tasks),
        closeness=scale_closeness(far, units, tasks),
        harmonic=scale_harmonic(far, units, tasks),
        unit_betweenness=scale_by_maximum(between, (units - 1) * (units - 2) / 2),
        apart=(busy & (far.own + 1 < busy.sum(axis=1, keepdims=True))).any(axis=1),
    )


def scale_closeness(far: DistanceSums, own: int, other: int) -> Vector:
    """The least possible sum of distances by the actual one, times the part of all other nodes in reach."""
    found = np.zeros(far.total.shape)
    np.divide(
        (other + 2 * (own - 1)) * (far.reached / max(1, own + other - 1)), far.total, out=found, where=far.total > 0
    )
    return found


def scale_harmonic(far: DistanceSums, own: int, other: int) -> Vector:
    """The sum of 1/distance by its largest possible value."""
    return scale_by_maximum(far.inverse, other + (own - 1) / 2)


def scale_by_maximum(raw: Vector, most: float) -> Vector:
    """Raw values by their largest possible one; where nothing is possible, nothing is there."""
    return raw / most if most > 0 else np.zeros(raw.shape)
