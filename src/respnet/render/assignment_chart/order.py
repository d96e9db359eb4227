"""Order of the units in the middle column, with few crossings of curves."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

MAX_SWEEPS = 20


def compute_crossing_costs(sides: tuple[NDArray[np.bool_], ...]) -> NDArray[np.int64]:
    """Compute for each two units the crossings of their lines when the first stands above the second.

    Args:
        sides: For each side units x tasks, True where a line is drawn; tasks from the top.

    Returns:
        Units x units.

    >>> compute_crossing_costs((np.array([[False, True], [True, False]]),)).tolist()
    [[0, 1], [0, 0]]
    """
    count = sides[0].shape[0]
    costs = np.zeros((count, count), dtype=np.int64)
    for side in sides:
        drawn = side.astype(np.int64)
        above = drawn.cumsum(axis=1) - drawn  # lines that end above a task
        costs += drawn @ above.T
    return costs


def order_units(sides: tuple[NDArray[np.bool_], ...]) -> NDArray[np.int64]:
    """Order the units so that few lines cross: by the mean place of their tasks, then each where it costs least.

    Moving one unit at a time to its best place is Matuszewski, Schönfeld and Molitor's sifting (Graph Drawing 1999).
    The result depends on the input alone.

    Args:
        sides: For each side units x tasks, True where a line is drawn; tasks from the top.

    Returns:
        Indices of the units from the top.

    >>> order_units((np.array([[False, True], [True, False]]),)).tolist()
    [1, 0]
    """
    costs = compute_crossing_costs(sides)
    count = len(costs)
    places = np.zeros(count)
    for side in sides:
        scale = np.arange(side.shape[1]) / max(1, side.shape[1] - 1)
        places += side @ scale
    means = places / np.maximum(1, sum(side.sum(axis=1) for side in sides))
    order = list(np.argsort(means, kind="stable"))
    for _ in range(MAX_SWEEPS):
        before = list(order)
        for unit in range(count):
            order.remove(unit)
            others = np.array(order, dtype=np.int64)
            # With the unit on top it costs costs[unit, others]; each step down trades one term for its mirror.
            steps = np.concatenate(([0], np.cumsum(costs[others, unit] - costs[unit, others])))
            order.insert(int(np.argmin(steps)), unit)
        if order == before:
            break
    return np.array(order, dtype=np.int64)
