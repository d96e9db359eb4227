"""Descriptive statistics of counts: ranks with ties, Kendall's tau-b, Gini coefficient, concentration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

TIE_TOLERANCE = 1e-9
"""Values closer than this, relative to the largest, are tied: they differ only by rounding."""


TRIMMED_ONE_IN = 40
"""One sample in so many is trimmed at either end of a rank interval: the middle 95 % remain."""


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


def compute_rank_intervals(ranks: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Compute the ends of the middle 95 % of `ranks`, repetitions x units; fewer than 40 repetitions are not trimmed.

    >>> compute_rank_intervals(np.array([[1, 2], [1, 2], [2, 1]]))
    (array([1, 1]), array([2, 2]))
    """
    in_order = np.sort(ranks, axis=0)
    cut = len(ranks) // TRIMMED_ONE_IN
    return in_order[cut], in_order[len(ranks) - 1 - cut]


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


Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CountConcentration:
    """Concentration of one count (`what`: "leads" or "tasks") over the actors.

    `units` is the number of actors, `with_any` of them have a count above 0, `total` is the sum. `gini` ranges from 0
    (even) to 1 - 1/n; `gini_small` is the small-sample form, times n/(n-1). `effective` is the effective number of
    units, 1 / sum of squared shares (inverse Herfindahl index); `largest` is the largest share. `lottery_*` are the
    mean, standard deviation and 2.5 and 97.5 % quantiles of the Gini under random assignment; `z` is (gini - mean) / sd
    and `p` the upper-tail p-value. `effective_mean`, `effective_low` and `effective_high` are the same of the effective
    number, and `effective_p` is the chance of one as low. Fields are None where `total` is 0; `z` also where the draws
    do not vary.
    """

    what: str
    units: int
    with_any: int
    total: int
    gini: float | None
    gini_small: float | None
    effective: float | None
    largest: float | None
    lottery_mean: float | None
    lottery_sd: float | None
    lottery_low: float | None
    lottery_high: float | None
    z: float | None
    p: float | None
    effective_mean: float | None
    effective_low: float | None
    effective_high: float | None
    effective_p: float | None


@dataclass(frozen=True, slots=True)
class Concentration:
    """Concentration of the leads and of all tasks."""

    leads: CountConcentration
    tasks: CountConcentration


def gini(counts: NDArray[np.float64]) -> Vector:
    """Compute the Gini coefficient of each column: `2 sum(i x_(i)) / (n sum x) - (n+1)/n`, x in ascending order.

    O(n log n) a column.

    Args:
        counts: Non-negative matrix, units x samples.

    Returns:
        One value a column, 0 (all equal, or all 0) to 1 - 1/n (one unit has everything).

    >>> gini(np.array([[1.0], [3], [2], [1], [1], [1], [4]])).round(7).tolist()
    [0.3076923]
    """
    units = counts.shape[0]
    total = counts.sum(axis=0)
    if not units:
        return np.zeros_like(total)
    rising = np.sort(counts, axis=0)
    weighted = (2 * np.arange(1, units + 1) - units - 1) @ rising
    found: Vector = weighted / (units * np.maximum(total, 1e-300))
    return found


def compute_effective_number(counts: NDArray[np.float64]) -> Vector:
    """Compute the effective number of units of each column, 1 / sum of squared shares; 0 where all counts are 0.

    >>> compute_effective_number(np.array([[1.0, 4, 0], [1, 0, 0]])).tolist()
    [2.0, 1.0, 0.0]
    """
    found: Vector = counts.sum(axis=0) ** 2 / np.maximum(np.square(counts).sum(axis=0), 1e-300)
    return found


def compute_concentration(
    what: str, counts: NDArray[np.int64], drawn: Vector, drawn_effective: Vector
) -> CountConcentration:
    """Compute the concentration of one count and its p-values against random assignment.

    p = (1 + draws at least as concentrated) / (1 + draws), by the Gini and by the effective number.

    Args:
        what: Name of the count, "leads" or "tasks".
        counts: Count of each actor, shape (units,).
        drawn: Gini coefficients of the random assignments, shape (draws,).
        drawn_effective: Their effective numbers, shape (draws,).

    Returns:
        The concentration; all statistics None if the counts sum to 0.

    >>> drawn = np.array([0.0, 0.25, 0.25, 0.5]), np.array([2.0, 1.6, 1.6, 1.0])
    >>> found = compute_concentration("leads", np.array([4, 0]), *drawn)
    >>> found.gini, found.gini_small, found.effective, found.largest, found.lottery_mean, found.p, found.effective_p
    (0.5, 1.0, 1.0, 1.0, 0.25, 0.4, 0.4)
    """
    units, total, with_any = counts.size, int(counts.sum()), int(np.count_nonzero(counts))
    if not total:
        return CountConcentration(what, units, 0, 0, *(None,) * 14)
    own = float(gini(counts[:, None].astype(np.float64))[0])
    mean, sd = float(drawn.mean()), float(drawn.std())
    (low, high), (few, many) = (
        np.quantile(values, [0.025, 0.975], method="inverted_cdf").tolist() for values in (drawn, drawn_effective)
    )
    effective = total**2 / int((counts**2).sum())
    return CountConcentration(
        what=what,
        units=units,
        with_any=with_any,
        total=total,
        gini=own,
        gini_small=own * units / (units - 1) if units > 1 else None,
        effective=effective,
        largest=int(counts.max()) / total,
        lottery_mean=mean,
        lottery_sd=sd,
        lottery_low=low,
        lottery_high=high,
        z=(own - mean) / sd if sd > TIE_TOLERANCE else None,
        p=(1 + int(np.count_nonzero(drawn >= own - TIE_TOLERANCE))) / (1 + drawn.size),
        effective_mean=float(drawn_effective.mean()),
        effective_low=few,
        effective_high=many,
        effective_p=(1 + int(np.count_nonzero(drawn_effective <= effective + TIE_TOLERANCE))) / (1 + drawn.size),
    )
