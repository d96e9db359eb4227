"""Ranks with ties up to rounding, and Kendall's tau-b."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

TIE_TOLERANCE = 1e-9
"""Values closer than this, relative to the largest, are tied: they differ only by rounding."""


def dense_ranks(values: ArrayLike) -> NDArray[np.int64]:
    """Compute dense ranks: 0 for the smallest value, 1 for the next distinct one, and so on; ties up to rounding.

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
    """Compute standard competition ranks, 1 for the largest value; ties share the best rank (1, 2, 2, 4).

    >>> competition_ranks([5, 9, 5, 1])
    (2, 1, 2, 4)
    """
    place = dense_ranks(values)
    if place.size == 0:
        return ()
    above = place.size - np.cumsum(np.bincount(place))
    return tuple(int(rank) + 1 for rank in above[place])


def rank_rows(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """Compute the `competition_ranks` of every row of a matrix, samples x items.

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
    """Compute Kendall's tau-b, the rank correlation corrected for ties.

    (concordant - discordant) / sqrt((pairs untied in x) * (pairs untied in y)), in O(n log n) by counting inversions
    (Knight 1966).

    Args:
        x: Values of the items in the first ranking.
        y: Values of the same items in the second ranking.

    Returns:
        -1 to 1; None where one of the two has all values tied.

    Raises:
        ValueError: The lengths differ.

    >>> kendall_tau_b([1, 2, 3], [1, 2, 3]), kendall_tau_b([1, 2, 3], [3, 2, 1]), kendall_tau_b([1, 1], [1, 2])
    (1.0, -1.0, None)
    """
    a, b = dense_ranks(x), dense_ranks(y)
    if a.size != b.size:
        raise ValueError(f"{a.size} and {b.size} values cannot be compared")
    pairs = a.size * (a.size - 1) // 2
    untied_a, untied_b = pairs - _count_tied_pairs(a), pairs - _count_tied_pairs(b)
    if not untied_a or not untied_b:
        return None
    untied = untied_a + untied_b - pairs + _count_tied_pairs(a * (int(b.max()) + 1) + b)
    balance = untied - 2 * _count_inversions(b[np.lexsort((b, a))])
    return balance / (untied_a**0.5 * untied_b**0.5) if untied_a != untied_b else balance / untied_a


def _count_tied_pairs(places: NDArray[np.int64]) -> int:
    """Count the pairs of equal values."""
    counts = np.unique(places, return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())


def _count_inversions(values: NDArray[np.int64]) -> int:
    """Count the pairs of non-negative integers of which the earlier is larger, by radix from the highest bit.

    Two numbers differ first in one binary digit. With numbers grouped by their higher digits in stable order, every 1
    before a 0 within a group is an inversion.
    """
    found = 0
    for digit in reversed(range(int(values.max()).bit_length())):
        values = values[np.argsort(values >> (digit + 1), kind="stable")]
        ones = (values >> digit) & 1
        before = np.cumsum(ones) - ones
        group = np.searchsorted(values >> (digit + 1), values >> (digit + 1))
        found += int((before - before[group])[ones == 0].sum())
    return found
