"""An order of units and tasks that comes from the graph alone, so that chance falls alike however a plan is listed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from respnet.core.network import Matrix

WordArray = NDArray[np.uint64]
Places = NDArray[np.intp]

MAX_REFINEMENT_WORK = 20_000_000
"""Lines walked to tell units apart that look alike; beyond, those left keep the order they came in."""


def compute_canonical_order(b: Matrix) -> tuple[Places, Places]:
    """Rows and columns of units x tasks `b` in an order that does not depend on the order they came in.

    Draws made from `b[rows][:, columns]` are then the same for a plan whose units or tasks are listed otherwise. Each
    node's colour is made of its own and its neighbours' until no more nodes are told apart (colour refinement,
    Weisfeiler & Leman 1968). Of units that then look alike without having the same tasks, such as two that each have a
    task alone, the first that came gets a colour of its own, and so on until none are left (individualisation, McKay
    1981). Where these are mirror images of one another the matrix is the same whichever came first. It may not be only
    where they look alike and are not, as in graphs in which every unit has as many tasks and every task as many units.

    >>> b = np.array([[True, True, False, False], [False, False, True, True]])
    >>> for listed in (b, b[::-1], b[:, [0, 2, 1, 3]], b[:, ::-1]):
    ...     rows, columns = compute_canonical_order(listed)
    ...     print(listed[rows][:, columns].tolist() == [[True, True, False, False], [False, False, True, True]])
    True
    True
    True
    True
    """
    unit, task = np.nonzero(b)
    lines = unit, task
    units, tasks = _refined(lines, *(np.ones(count, dtype=np.uint64) for count in b.shape))
    # Units with the same tasks are told apart by nothing, and need not be.
    own = _sums(unit, _mix_bits(np.arange(b.shape[1], dtype=np.uint64))[task], b.shape[0])
    for _ in range(MAX_REFINEMENT_WORK // max(1, unit.size)):
        first = _first_of_several(units, own)
        if first is None:
            break
        units[first] = _mix_bits(units[first : first + 1])[0]
        units, tasks = _refined(lines, units, tasks)
    return np.argsort(units, kind="stable"), np.argsort(tasks, kind="stable")


def _refined(lines: tuple[Places, Places], units: WordArray, tasks: WordArray) -> tuple[WordArray, WordArray]:
    """Colours that also tell the neighbours' colours, as far as that tells more nodes apart."""
    unit, task = lines
    distinct = 0
    while distinct < (now := np.unique(units).size + np.unique(tasks).size):
        distinct = now
        units, tasks = (
            _mixed(units, _sums(unit, _mix_bits(tasks)[task], units.size)),
            _mixed(tasks, _sums(task, _mix_bits(units)[unit], tasks.size)),
        )
    return units, tasks


def _first_of_several(units: WordArray, own: WordArray) -> int | None:
    """Of the lowest colour whose units differ in `own`, the unit that came first."""
    order = np.lexsort((own, units))
    mixed = (units[order][1:] == units[order][:-1]) & (own[order][1:] != own[order][:-1])
    if not mixed.any():
        return None
    return int(np.flatnonzero(units == units[order][int(mixed.argmax())])[0])


def _sums(places: Places, values: WordArray, count: int) -> WordArray:
    """Sums of the neighbours' colours, modulo 2^64: the order of adding up makes no difference."""
    found = np.zeros(count, dtype=np.uint64)
    np.add.at(found, places, values)
    return found


def _mixed(colours: WordArray, sums: WordArray) -> WordArray:
    return _mix_bits(colours + _mix_bits(sums))


def _mix_bits(words: WordArray) -> WordArray:
    """Each word replaced by another that looks random (the finisher of splitmix64, Steele et al. 2014)."""
    words = words + np.uint64(0x9E3779B97F4A7C15)
    words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return words ^ (words >> np.uint64(31))
