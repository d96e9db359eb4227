"""Centrality of the units in every matrix of a batch of null draws or perturbations."""

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
    """Centralities, each matrices x units, and a mask of the matrices whose graph is disconnected (`apart`).

    Isolated units and tasks do not count as components.
    """

    degree: Vector
    closeness: Vector
    harmonic: Vector
    unit_betweenness: Vector
    apart: NDArray[np.bool_]


def compute_centrality_batch(stack: NDArray[np.bool_]) -> BatchCentrality:
    """Compute degree, closeness, harmonic closeness and unit betweenness, as defined in `centrality`.

    `stack` is matrices x units x tasks, boolean.

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
    """Scale distance sums to closeness: (least possible sum / actual sum) * (share of the other nodes reached).

    Args:
        far: Distance sums of the nodes of one side.
        own: Number of nodes on that side.
        other: Number of nodes on the other side.

    Returns:
        Closeness in the shape of `far.total`; 0 for isolated nodes.
    """
    found = np.zeros(far.total.shape)
    np.divide(
        (other + 2 * (own - 1)) * (far.reached / max(1, own + other - 1)), far.total, out=found, where=far.total > 0
    )
    return found


def scale_harmonic(far: DistanceSums, own: int, other: int) -> Vector:
    """Scale sums of 1/distance by their largest possible value, other + (own - 1)/2.

    Args:
        far: Distance sums of the nodes of one side.
        own: Number of nodes on that side.
        other: Number of nodes on the other side.

    Returns:
        Harmonic closeness, 0 to 1, in the shape of `far.inverse`.
    """
    return scale_by_maximum(far.inverse, other + (own - 1) / 2)


def scale_by_maximum(raw: Vector, most: float) -> Vector:
    """Divide raw values by their maximum possible value.

    Args:
        raw: Raw values.
        most: Maximum possible value.

    Returns:
        Values from 0 to 1; all 0 where the maximum is 0.
    """
    return raw / most if most > 0 else np.zeros(raw.shape)
