"""Canonical ordering of a two-mode graph by colour refinement: a seed gives equal draws for relabelled input."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.stats.sparse_counts import list_cells
from respnet.core.network import Matrix

WordArray = NDArray[np.uint64]
Places = NDArray[np.intp]

MAX_REFINEMENT_WORK = 20_000_000
"""Upper bound of edges visited while symmetric units are individualised; units still alike then keep their input order.
"""


def compute_canonical_order(b: Matrix) -> tuple[Places, Places]:
    """Compute an order of rows and columns that does not depend on the order of the input.

    Draws made from `b[rows][:, columns]` are then the same for a plan whose units or tasks are listed in another order.
    Colour refinement (Weisfeiler & Leman 1968) hashes each node's colour with those of its neighbours until the number
    of colours no longer grows. Among units of one colour with different tasks, the first in input order is
    individualised (McKay 1981) and refinement repeats. Where such units are images of one another under an
    automorphism, the reordered matrix is the same whichever is chosen. In graphs where colour refinement cannot
    separate units that differ, such as biregular ones, the result may still depend on the input order.

    Args:
        b: Boolean biadjacency matrix, units x tasks.

    Returns:
        Row and column permutations.

    >>> b = np.array([[True, True, False, False], [False, False, True, True]])
    >>> for listed in (b, b[::-1], b[:, [0, 2, 1, 3]], b[:, ::-1]):
    ...     rows, columns = compute_canonical_order(listed)
    ...     print(listed[rows][:, columns].tolist() == [[True, True, False, False], [False, False, True, True]])
    True
    True
    True
    True
    """
    unit, task = list_cells(b)
    lines = unit, task
    units, tasks = _refine_colours(lines, *(np.ones(count, dtype=np.uint64) for count in b.shape))
    # Units with the same tasks are told apart by nothing, and need not be.
    own = _sum_at(unit, _mix_bits(np.arange(b.shape[1], dtype=np.uint64))[task], b.shape[0])
    for _ in range(MAX_REFINEMENT_WORK // max(1, unit.size)):
        first = _find_ambiguous_unit(units, own)
        if first is None:
            break
        units[first] = _mix_bits(units[first : first + 1])[0]
        units, tasks = _refine_colours(lines, units, tasks)
    return np.argsort(units, kind="stable"), np.argsort(tasks, kind="stable")


def _refine_colours(lines: tuple[Places, Places], units: WordArray, tasks: WordArray) -> tuple[WordArray, WordArray]:
    """Refine node colours by their neighbours' colours until the number of distinct colours is stable."""
    unit, task = lines
    distinct = 0
    while distinct < (now := np.unique(units).size + np.unique(tasks).size):
        distinct = now
        units, tasks = (
            _combine_colours(units, _sum_at(unit, _mix_bits(tasks)[task], units.size)),
            _combine_colours(tasks, _sum_at(task, _mix_bits(units)[unit], tasks.size)),
        )
    return units, tasks


def _find_ambiguous_unit(units: WordArray, own: WordArray) -> int | None:
    """Find the first unit of the lowest colour class whose units differ in their tasks (`own`), if any."""
    order = np.lexsort((own, units))
    mixed = (units[order][1:] == units[order][:-1]) & (own[order][1:] != own[order][:-1])
    if not mixed.any():
        return None
    return int(np.flatnonzero(units == units[order][int(mixed.argmax())])[0])


def _sum_at(places: Places, values: WordArray, count: int) -> WordArray:
    """Sum `values` into `count` bins modulo 2^64, so the order of summation makes no difference."""
    found = np.zeros(count, dtype=np.uint64)
    np.add.at(found, places, values)
    return found


def _combine_colours(colours: WordArray, sums: WordArray) -> WordArray:
    """Hash each node's colour with the sum of its neighbours' colours."""
    return _mix_bits(colours + _mix_bits(sums))


def _mix_bits(words: WordArray) -> WordArray:
    """Hash 64-bit words with the finaliser of splitmix64 (Steele et al. 2014)."""
    words = words + np.uint64(0x9E3779B97F4A7C15)
    words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return words ^ (words >> np.uint64(31))
