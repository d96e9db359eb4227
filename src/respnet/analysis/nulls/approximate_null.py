"""Approximate null distribution of joint tasks with fixed margins, for plans of any size.

Each task draws as many units as it has, with fitted weights: the tasks' margins are exact, the units' margins hold on
average. The two degrees of the pair are then fixed exactly by conditioning; the sum over all tables is Laplace's
approximation with the error of Stirling's formula removed (exact where all tasks have as many units).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.nulls.pair_null import Counts, NullDistribution, PairNullModel, Vector
from respnet.analysis.stats.poisson_binomial import binomial_pmf, compute_log_factorials, convolve, leave_one_out
from respnet.core.network import Matrix

MAX_FIT_STEPS = 500
"""Upper bound of fixed-point iterations for the weights; a hub with nearly all tasks needs many."""
FIT_TOLERANCE = 1e-6
"""Relative tolerance between fitted and given degrees."""
MIN_CHANCE = 1e-250
LEAST_SPREAD = 0.2
"""Lower bound of the determinant in Laplace's correction, which would diverge where the margins leave next to nothing
free; elsewhere it is between .5 and 1.
"""
CHANCE_BLOCK = 1 << 13
"""Numbers of joint tasks evaluated in one block, sized for the processor's cache."""
SCALINGS = 200
"""Upper bound of iterative proportional fitting steps."""


def compute_approximate_null(b: Matrix) -> PairNullModel:
    """Approximate the null distribution of joint tasks for every pair of units with tasks.

    Probabilities below .2 are 1 to 4 % off as a rule, 7 to 27 % where tasks name most units, and were 126 % off (on the
    safe side) in the worst plan tried.

    Args:
        b: Boolean biadjacency matrix, units x tasks, of any size.

    Returns:
        Null distributions by the pair's two degrees.

    >>> ring = np.eye(6, dtype=bool) | np.roll(np.eye(6, dtype=bool), 1, axis=1)
    >>> (compute_approximate_null(ring).at_least(np.array([2]), np.array([2]), np.array([1,
    ... 2])).round(3).tolist())  # .380 and .020
    [0.344, 0.015]
    """
    degrees, units = np.unique(b.sum(axis=1)[b.any(axis=1)], return_counts=True)
    if not degrees.size:
        return PairNullModel.of((), most=0)
    seats, tasks = np.unique(b.sum(axis=0)[b.any(axis=0)], return_counts=True)
    layer = _MarginClasses(degrees, units, seats, tasks)
    shares = _fit_inclusion_chances(layer)
    pairs, others = _convolve_other_units(layer, shares)
    return PairNullModel.of(_compute_distributions(layer, pairs, others), most=int(degrees[-1]))


@dataclass(frozen=True, slots=True)
class _MarginClasses:
    """The margins by distinct value.

    `units[v]` units have degree `degrees[v]`, `tasks[k]` tasks have `seats[k]` units; all are above 0.
    """

    degrees: Counts
    units: Counts
    seats: Counts
    tasks: Counts


def _fit_inclusion_chances(layer: _MarginClasses) -> Vector:
    """Fit the inclusion probability p of each degree class, before conditioning on the number of units of a task.

    The weights w = p / (1 - p) are iterated as w <- w * degree / expected degree until both agree.
    """
    weights, most = layer.degrees / layer.tasks.sum(), layer.seats[-1]
    for _ in range(MAX_FIT_STEPS):
        shares = _scale_weights(layer, weights)
        powers = [binomial_pmf(share, units - 1, most) for share, units in zip(shares, layer.units, strict=True)]
        single = [np.array([1 - share, share]) for share in shares]
        whole = [convolve(power, one) for power, one in zip(powers, single, strict=True)]
        rest = [convolve(power, other) for power, other in zip(powers, leave_one_out(whole), strict=True)]
        every = np.maximum(convolve(rest[0], single[0])[layer.seats], MIN_CHANCE)
        fitted = shares * (np.array(rest)[:, layer.seats - 1] / every * layer.tasks).sum(axis=1)
        weights = shares / (1 - shares) * layer.degrees / np.maximum(fitted, MIN_CHANCE)
        if (abs(fitted - layer.degrees) <= FIT_TOLERANCE * layer.degrees).all():
            break
    return _scale_weights(layer, weights)


def _scale_weights(layer: _MarginClasses, weights: Vector) -> Vector:
    """Scale the weights so that half of the largest task's seats are expected, and return w / (1 + w).

    The scale cancels out in the conditional probabilities; it only keeps the numbers in floating-point range.
    """
    low, high = -700.0, 700.0
    logs = np.log(np.maximum(weights, MIN_CHANCE))
    for _ in range(60):
        shift = (low + high) / 2
        shares = 1 / (1 + np.exp(np.clip(-logs - shift, -700.0, 700.0)))
        low, high = (shift, high) if layer.units @ shares < layer.seats[-1] / 2 else (low, shift)
    return np.clip(shares, MIN_CHANCE, 1 - 1e-12)


def _convolve_other_units(layer: _MarginClasses, shares: Vector) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Compute, for each pair of degree classes, the distribution of the number of *other* units drawn.

    Returns the pairs as indices into `degrees`, and a matrix of pairs x number drawn.
    """
    most = layer.seats[-1]
    classes = list(zip(shares, layer.units, strict=True))
    whole = [binomial_pmf(share, units, most) for share, units in classes]
    less = [binomial_pmf(share, units - 1, most) for share, units in classes]
    nothing = binomial_pmf(0.0, 0, most)
    pairs, found = [], []
    for first, before in enumerate(accumulate(whole[:-1], convolve, initial=nothing)):
        share, units = classes[first]
        tail = whole[first + 1 :]
        if units > 1:
            pairs.append((first, first))
            found.append(
                convolve(before, list(accumulate(tail, convolve, initial=binomial_pmf(share, units - 2, most)))[-1])
            )
        mine = convolve(before, less[first])
        for second, rest in enumerate(leave_one_out(tail), first + 1):
            pairs.append((first, second))
            found.append(convolve(convolve(mine, less[second]), rest))
    return np.array(pairs, dtype=np.intp).reshape(-1, 2), np.array(found).reshape(-1, most + 1)


def _compute_distributions(
    layer: _MarginClasses, pairs: NDArray[np.intp], others: NDArray[np.float64]
) -> Iterator[NullDistribution]:
    """Compute the null distribution of each pair over the numbers of joint tasks within `_bound_joint_tasks`."""
    ways = np.maximum(
        np.stack([np.pad(others, ((0, 0), (2, 0)))[:, layer.seats + 2 - held] for held in range(3)]), MIN_CHANCE
    )
    first, second = layer.degrees[pairs].T
    low, high = _bound_joint_tasks(layer, first, second)
    sizes = high - low + 1
    pair = np.repeat(np.arange(pairs.shape[0]), sizes)
    joint = np.arange(pair.size) - np.repeat(np.cumsum(sizes) - sizes - low, sizes)
    weights = np.concatenate(
        [
            _log_weights(layer, ways[:, pair[here]], first[pair[here]], second[pair[here]], joint[here])
            for here in (slice(start, start + CHANCE_BLOCK) for start in range(0, pair.size, CHANCE_BLOCK))
        ]
        or [np.zeros(0)]
    )
    for place, start in enumerate(np.cumsum(sizes) - sizes):
        own = weights[start : start + sizes[place]]
        yield NullDistribution.trim_impossible(
            (int(first[place]), int(second[place])), int(low[place]), np.exp(own - own.max())
        )


def _bound_joint_tasks(layer: _MarginClasses, first: Counts, second: Counts) -> tuple[Counts, Counts]:
    """Compute the range of joint tasks to evaluate: the support, cut to about 12 standard deviations."""
    shared = int(layer.tasks[layer.seats > 1].sum())
    least = np.maximum(0, first + second - layer.tasks.sum())
    most = np.minimum(np.minimum(first, second), max(shared, 0))
    edges = int(layer.seats @ layer.tasks)
    middle = first * second * float((layer.seats * (layer.seats - 1)) @ layer.tasks) / edges**2
    middle = np.clip(middle, least, np.maximum(least, most))
    reach = 12 * np.sqrt(middle)
    low = np.maximum(least, np.floor(middle - reach - 12)).astype(np.int64)
    high = np.minimum(most, np.ceil(middle + reach + 24)).astype(np.int64)
    return low, np.maximum(low, high)


def _log_weights(
    layer: _MarginClasses, ways: NDArray[np.float64], first: Counts, second: Counts, joint: Counts
) -> Vector:
    """Compute the log weight of each number of joint tasks, up to a constant of the pair.

    Given the joint count, the tasks form a contingency table: class of size (rows) by whether a task has neither, one
    or both of the two units (columns), with fixed margins; `ways` weighs each cell by the other units' draws. Its mode,
    tasks * row factor * column sum * column factor * ways, is found by iterative proportional fitting.
    """
    alone = first + second - 2 * joint
    neither = layer.tasks.sum() - alone - joint
    columns = np.stack([neither, alone, joint]).astype(np.float64)
    factors = np.ones_like(columns)
    for _ in range(SCALINGS):
        rows = 1 / sum(ways[m] * (columns[m] * factors[m])[:, None] for m in range(3))
        weighted = rows * layer.tasks
        before, factors = factors, 1 / np.stack([np.einsum("nk,nk->n", ways[m], weighted) for m in range(3)])
        if (abs(factors - before) <= FIT_TOLERANCE * factors).all():
            break
    shape = np.stack([ways[m] * factors[m][:, None] * rows for m in range(3)])
    spread = np.einsum("ank,bnk,k->nab", shape, shape, layer.tasks.astype(np.float64))
    spread = np.eye(3) - (spread - 1 / layer.tasks.sum()) * columns.T[:, None, :]
    logs = -np.log(rows) @ layer.tasks - (columns * np.log(factors)).sum(axis=0)
    factorials = compute_log_factorials(int(layer.tasks.sum()))
    logs -= factorials[np.stack([neither, joint, first - joint, second - joint])].sum(axis=0)
    corrected: Vector = logs - np.log(np.maximum(np.linalg.det(spread), LEAST_SPREAD)) / 2
    return corrected
