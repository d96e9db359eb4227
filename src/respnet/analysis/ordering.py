"""An order of units and tasks that comes from the graph alone, so that chance falls alike however a plan is listed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from respnet.network import Matrix

Words = NDArray[np.uint64]


def structural_order(b: Matrix) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns of units x tasks `b` in an order that does not depend on the order they came in.

    Draws made from `b[rows][:, columns]` are then the same for a plan whose units or tasks are listed otherwise. Each
    node's colour is made of its own and its neighbours' until no more nodes are told apart (colour refinement,
    Weisfeiler & Leman 1968); nodes that stay alike keep the order they came in.

    >>> b = np.array([[True, True], [True, False]])
    >>> orders = [structural_order(each) for each in (b, b[::-1], b[:, ::-1])]
    >>> [each[rows][:, columns].tolist() == b[orders[0][0]][:, orders[0][1]].tolist()
    ...  for each, (rows, columns) in zip((b, b[::-1], b[:, ::-1]), orders)]
    [True, True, True]
    """
    unit, task = np.nonzero(b)
    units, tasks = (np.ones(count, dtype=np.uint64) for count in b.shape)
    distinct = 0
    while distinct < (now := np.unique(units).size + np.unique(tasks).size):
        distinct = now
        units, tasks = (
            _mixed(units, _sums(unit, _scattered(tasks)[task], units.size)),
            _mixed(tasks, _sums(task, _scattered(units)[unit], tasks.size)),
        )
    return np.argsort(units, kind="stable"), np.argsort(tasks, kind="stable")


def _sums(places: NDArray[np.intp], values: Words, count: int) -> Words:
    """Sums of the neighbours' colours, modulo 2^64: the order of adding up makes no difference."""
    found = np.zeros(count, dtype=np.uint64)
    np.add.at(found, places, values)
    return found


def _mixed(colours: Words, sums: Words) -> Words:
    return _scattered(colours + _scattered(sums))


def _scattered(words: Words) -> Words:
    """Each word replaced by another that looks random (the finisher of splitmix64, Steele et al. 2014)."""
    words = words + np.uint64(0x9E3779B97F4A7C15)
    words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return words ^ (words >> np.uint64(31))
