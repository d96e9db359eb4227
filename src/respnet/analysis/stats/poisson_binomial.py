"""Poisson-binomial probabilities by convolution: sums of independent Bernoulli draws, without cancellation."""

from __future__ import annotations

from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


def binomial_pmf(chance: float, draws: int, most: int) -> Vector:
    """Compute the binomial probabilities of 0, 1, … `most` successes, by repeated squaring.

    Args:
        chance: Success probability of one draw, 0 to 1.
        draws: Number of draws.
        most: Largest number of successes kept.

    Returns:
        Array of `most` + 1 probabilities.

    >>> binomial_pmf(0.5, 2, 3).tolist()
    [0.25, 0.5, 0.25, 0.0]
    """
    chances = convolve_power(np.array([1 - chance, chance]), draws, most + 1)
    return np.pad(chances, (0, most + 1 - chances.size))


def convolve_power(chances: Vector, number: int, size: int | None = None) -> Vector:
    """Convolve a distribution with itself, by repeated squaring.

    Args:
        chances: Probabilities of 0, 1, … for one variable.
        number: Number of independent variables.
        size: Probabilities kept; None for all.

    Returns:
        Probabilities of their sum.

    >>> convolve_power(np.array([0.5, 0.5]), 3).tolist()
    [0.125, 0.375, 0.375, 0.125]
    """
    whole = np.ones(1)
    while number:
        if number & 1:
            whole = np.convolve(whole, chances)[:size]
        number >>= 1
        if number:
            chances = np.convolve(chances, chances)[:size]
    return whole


def compute_log_factorials(most: int) -> Vector:
    """Compute the natural logarithms of 0!, 1!, … `most`!.

    >>> np.exp(compute_log_factorials(4)).round(6).tolist()
    [1.0, 1.0, 2.0, 6.0, 24.0]
    """
    logs: Vector = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, most + 1)))])
    return logs


def convolve(a: Vector, b: Vector) -> Vector:
    """Convolve two probability mass functions, truncated to the length of the first.

    Args:
        a: Probabilities of 0, 1, … for the first variable.
        b: The same for the second variable.

    Returns:
        Probabilities of the sum, as many as `a` has.

    >>> convolve(binomial_pmf(0.5, 1, 2), binomial_pmf(0.5, 1, 2)).tolist()
    [0.25, 0.5, 0.25]
    """
    return np.convolve(a, b)[: a.size]


def leave_one_out(chances: list[Vector]) -> list[Vector]:
    """Compute, for each distribution, the convolution of all the others.

    Prefix and suffix convolutions are combined, so nothing is deconvolved.

    >>> leave_one_out([binomial_pmf(0.5, 1, 1), binomial_pmf(0.25, 1, 1)])[0].tolist()
    [0.75, 0.25]
    """
    if not chances:
        return []
    nothing = binomial_pmf(0.0, 0, chances[0].size - 1)
    before = accumulate(chances[:-1], convolve, initial=nothing)
    after = list(accumulate(chances[:0:-1], convolve, initial=nothing))[::-1]
    return [convolve(a, b) for a, b in zip(before, after, strict=True)]
