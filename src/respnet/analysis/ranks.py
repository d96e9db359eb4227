"""Ranks and the agreement of two rankings, with ties taken as people take them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

TIE = 1e-9
"""Values closer than this (relative to the largest) are equal: the difference is only the order of adding up."""


def levels(values: ArrayLike) -> NDArray[np.int64]:
    """0 for the smallest value, 1 for the next different one, and so on; equal up to rounding is equal.

    >>> levels([0.3, 0.1 + 0.2, 0.0]).tolist()
    [1, 1, 0]
    """
    numbers = np.asarray(values, dtype=np.float64)
    if numbers.size == 0:
        return np.zeros(0, dtype=np.int64)
    order = np.argsort(numbers, kind="stable")
    step = np.diff(numbers[order]) > TIE * max(1e-300, float(np.abs(numbers).max()))
    found = np.empty(numbers.size, dtype=np.int64)
    found[order] = np.concatenate(([0], np.cumsum(step)))
    return found


def competition_ranks(values: ArrayLike) -> tuple[int, ...]:
    """1 for the largest; equal values share the best rank, and the next rank leaves the gap (1, 2, 2, 4).

    >>> competition_ranks([5, 9, 5, 1])
    (2, 1, 2, 4)
    """
    place = levels(values)
    if place.size == 0:
        return ()
    above = place.size - np.cumsum(np.bincount(place))
    return tuple(int(rank) + 1 for rank in above[place])


def kendall_tau_b(x: Sequence[float] | NDArray[np.float64], y: Sequence[float] | NDArray[np.float64]) -> float | None:
    """Agreement of two rankings of the same things, -1 to 1, corrected for ties (Kendall's tau-b).

    (concordant - discordant) / sqrt((pairs untied in x) * (pairs untied in y)). None where one of the two
    does not tell any apart. Takes O(n^2) steps and O(n) memory. Raises ValueError for unequal lengths.

    >>> kendall_tau_b([1, 2, 3], [1, 2, 3]), kendall_tau_b([1, 2, 3], [3, 2, 1]), kendall_tau_b([1, 1], [1, 2])
    (1.0, -1.0, None)
    """
    a, b = levels(x), levels(y)
    if a.size != b.size:
        raise ValueError(f"{a.size} and {b.size} values cannot be compared")
    balance = untied_a = untied_b = 0
    for place in range(a.size - 1):
        da = np.sign(a[place + 1 :] - a[place])
        db = np.sign(b[place + 1 :] - b[place])
        balance += int(da @ db)
        untied_a += int(np.count_nonzero(da))
        untied_b += int(np.count_nonzero(db))
    if not untied_a or not untied_b:
        return None
    return balance / (untied_a**0.5 * untied_b**0.5) if untied_a != untied_b else balance / untied_a
