"""Ranks and the agreement of two rankings, with ties taken as people take them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

TIE_TOLERANCE = 1e-9
"""Values closer than this (relative to the largest) are equal: the difference is only the order of adding up."""


def dense_ranks(values: ArrayLike) -> NDArray[np.int64]:
    """0 for the smallest value, 1 for the next different one, and so on; equal up to rounding is equal.

    >>> dense_ranks([0.3, 0.1 + 0.2, 0.0]).tolist()
    [1, 1, 0]
    """
    numbers = np.asarray(values, dtype=np.float64)
    if numbers.size == 0:
        return np.zeros(0, dtype=np.int64)
    order = np.argsort(numbers, kind="stable")
    step = np.diff(numbers[order]) > TIE_TOLERANCE * max(1e-300, float(np.abs(numbers).max()))
    found = np.empty(numbers.size, dtype=np.int64)
    found[order] = np.concatenate(([0], np.cumsum(step)))
    return found


def competition_ranks(values: ArrayLike) -> tuple[int, ...]:
    """1 for the largest; equal values share the best rank, and the next rank leaves the gap (1, 2, 2, 4).

    >>> competition_ranks([5, 9, 5, 1])
    (2, 1, 2, 4)
    """
    place = dense_ranks(values)
    if place.size == 0:
        return ()
    above = place.size - np.cumsum(np.bincount(place))
    return tuple(int(rank) + 1 for rank in above[place])


def rank_rows(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """The `competition_ranks` of every row of values, rows x things.

    >>> rank_rows(np.array([[5.0, 9, 5, 1], [0, 0, 0, 0]])).tolist()
    [[2, 1, 2, 4], [1, 1, 1, 1]]
    """
    if values.size == 0:
        return np.ones(values.shape, dtype=np.int64)
    order = np.argsort(-values, axis=1, kind="stable")
    sorted_down = np.take_along_axis(values, order, axis=1)
    slack = TIE_TOLERANCE * np.maximum(1e-300, np.abs(values).max(axis=1, keepdims=True))
    new = np.ones(values.shape, dtype=np.bool_)
    new[:, 1:] = sorted_down[:, :-1] - sorted_down[:, 1:] > slack
    place = np.arange(1, values.shape[1] + 1)
    ranks = np.empty(values.shape, dtype=np.int64)
    np.put_along_axis(ranks, order, np.maximum.accumulate(np.where(new, place, 0), axis=1), axis=1)
    return ranks


def kendall_tau_b(x: Sequence[float] | NDArray[np.float64], y: Sequence[float] | NDArray[np.float64]) -> float | None:
    """Agreement of two rankings of the same things, -1 to 1, corrected for ties (Kendall's tau-b).

    (concordant - discordant) / sqrt((pairs untied in x) * (pairs untied in y)). None where one of the two
    does not tell any apart. Takes O(n log n) steps (Knight 1966). Raises ValueError for unequal lengths.

    >>> kendall_tau_b([1, 2, 3], [1, 2, 3]), kendall_tau_b([1, 2, 3], [3, 2, 1]), kendall_tau_b([1, 1], [1, 2])
    (1.0, -1.0, None)
    """
    a, b = dense_ranks(x), dense_ranks(y)
    if a.size != b.size:
        raise ValueError(f"{a.size} and {b.size} values cannot be compared")
    pairs = a.size * (a.size - 1) // 2
    untied_a, untied_b = pairs - _tied(a), pairs - _tied(b)
    if not untied_a or not untied_b:
        return None
    untied = untied_a + untied_b - pairs + _tied(a * (int(b.max()) + 1) + b)
    balance = untied - 2 * _inversions(b[np.lexsort((b, a))])
    return balance / (untied_a**0.5 * untied_b**0.5) if untied_a != untied_b else balance / untied_a


def _tied(places: NDArray[np.int64]) -> int:
    """The number of pairs with equal values."""
    counts = np.unique(places, return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())


def _inversions(values: NDArray[np.int64]) -> int:
    """The number of pairs of whole numbers from 0 on of which the first is larger.

    Two such numbers differ first in one binary digit: digit by digit from the highest, numbers that are alike in the
    higher ones stand together, in their order, and every 1 before a 0 is an inversion.
    """
    found = 0
    for digit in reversed(range(int(values.max()).bit_length())):
        values = values[np.argsort(values >> (digit + 1), kind="stable")]
        ones = (values >> digit) & 1
        before = np.cumsum(ones) - ones
        group = np.searchsorted(values >> (digit + 1), values >> (digit + 1))
        found += int((before - before[group])[ones == 0].sum())
    return found
