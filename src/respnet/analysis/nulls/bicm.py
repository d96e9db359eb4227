"""Two customary nulls for joint tasks that keep less than a plan fixes; shown beside the others for comparison.

The hypergeometric null (Tumminello et al. 2011) keeps the units' numbers of tasks alone. The bipartite configuration
model (Saracco et al. 2017; the stochastic degree sequence model of Neal 2014) keeps both margins, on average only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from respnet.analysis.nulls.pair_null import Counts, Vector
from respnet.analysis.stats.poisson_binomial import compute_log_factorials, poisson_binomial_pmf
from respnet.core.network import Matrix

MAX_NEWTON_STEPS = 200
MARGIN_TOLERANCE = 1e-9
"""Expected margins are this close to the given ones, in tasks."""
MAX_LOG_WEIGHT = 40.0
"""Logarithm of the largest weight: its chance is 1 but for rounding."""


@dataclass(frozen=True, slots=True)
class Bicm:
    """The fitted model, by distinct numbers, each ascending; zeros may be among them.

    `chances[v, k]` is the chance that a unit with `degrees[v]` tasks has a given task with `seats[k]` units;
    `tasks[k]` tasks have so many units.
    """

    degrees: Counts
    seats: Counts
    tasks: Counts
    chances: Vector

    def matrix(self, b: Matrix) -> Vector:
        """The chance of every unit x task, for the matrix that was fitted.

        >>> b = np.array([[True, True], [True, False]])
        >>> fit_bicm(b).matrix(b).tolist()
        [[1.0, 1.0], [1.0, 0.0]]
        """
        rows = np.searchsorted(self.degrees, b.sum(axis=1))
        columns = np.searchsorted(self.seats, b.sum(axis=0))
        chances: Vector = self.chances[rows[:, None], columns]
        return chances

    def at_least(self, a: int, b: int, joint: int) -> float:
        """The chance that units with `a` and `b` tasks share at least `joint`: a Poisson-binomial tail."""
        first, second = np.searchsorted(self.degrees, [a, b])
        chances = self.chances[first] * self.chances[second]
        mean = float(chances @ self.tasks)
        # The tail is summed upwards to where nothing is left: 1 - (the chance of fewer) would lose its digits.
        most = min(int(self.tasks.sum()), int(max(joint, mean) + 12 * mean**0.5 + 40))
        return min(1.0, float(poisson_binomial_pmf(chances, self.tasks, most)[joint:].sum()))


def fit_bicm(b: Matrix) -> Bicm | None:
    """Fit p = x y / (1 + x y) to the margins of a units x tasks matrix, by Newton's method; None if they resist.

    Only distinct numbers are fitted, so a large plan takes milliseconds. Full and empty rows and columns are certain
    and set aside first.

    >>> b = np.array([[True, False, True], [False, True, True]])
    >>> fit_bicm(b).matrix(b).round(3).tolist()
    [[0.5, 0.5, 1.0], [0.5, 0.5, 1.0]]
    """
    degrees, units = np.unique(b.sum(axis=1), return_counts=True)
    seats, tasks = np.unique(b.sum(axis=0), return_counts=True)
    chances = np.zeros((degrees.size, seats.size))
    rows, columns = np.ones(degrees.size, dtype=np.bool_), np.ones(seats.size, dtype=np.bool_)
    left, room = degrees.astype(np.float64), seats.astype(np.float64)
    while rows.any() and columns.any():
        empty, full = rows & (left <= 0), rows & (left >= tasks[columns].sum())
        if (empty | full).any():
            chances[np.ix_(full & ~empty, columns)] = 1.0
            room -= units[full & ~empty].sum()
            rows &= ~(empty | full)
            continue
        empty, full = columns & (room <= 0), columns & (room >= units[rows].sum())
        if not (empty | full).any():
            break
        chances[np.ix_(rows, full & ~empty)] = 1.0
        left -= tasks[full & ~empty].sum()
        columns &= ~(empty | full)
    if rows.any() and columns.any():
        fitted = _fit(left[rows], room[columns], units[rows], tasks[columns])
        if fitted is None:
            return None
        chances[np.ix_(rows, columns)] = fitted
    return Bicm(degrees, seats, tasks, chances)


def _fit(degrees: Vector, seats: Vector, units: Counts, tasks: Counts) -> Vector | None:
    """Maximise the likelihood, concave in the logarithms of the weights: damped Newton steps."""
    edges = float(units @ degrees)
    logs = np.concatenate([np.log(degrees) - np.log(edges) / 2, np.log(seats) - np.log(edges) / 2])
    margins = np.concatenate([units * degrees, tasks * seats])

    def chances_at(at: Vector) -> Vector:
        found: Vector = 1 / (1 + np.exp(-(at[: degrees.size, None] + at[degrees.size :])))
        return found

    def likelihood(at: Vector) -> float:
        inner = np.logaddexp(0, at[: degrees.size, None] + at[degrees.size :])
        return float(margins @ at - units @ inner @ tasks)

    for _ in range(MAX_NEWTON_STEPS):
        chances = chances_at(logs)
        counts = units[:, None] * chances * tasks
        slope = margins - np.concatenate([counts.sum(axis=1), counts.sum(axis=0)])
        if (abs(slope) <= MARGIN_TOLERANCE * margins).all():
            return chances
        spread = counts * (1 - chances)
        bend = np.diag(np.concatenate([spread.sum(axis=1), spread.sum(axis=0)]) + 1e-12)
        bend[: degrees.size, degrees.size :] = spread
        bend[degrees.size :, : degrees.size] = spread.T
        # Adding to all units' logarithms what is taken from all tasks' changes nothing: the last one stays.
        step = np.append(np.linalg.solve(bend[:-1, :-1], slope[:-1]), 0.0)
        length, now = 1.0, likelihood(logs)
        while length > 1e-6 and likelihood(np.clip(logs + length * step, -MAX_LOG_WEIGHT, MAX_LOG_WEIGHT)) < now:
            length /= 2
        logs = np.clip(logs + length * step, -MAX_LOG_WEIGHT, MAX_LOG_WEIGHT)
    return chances if (abs(slope) <= 1e-6 * margins).all() else None


def compute_hypergeometric_tail(tasks: int, a: Counts, b: Counts, joint: Counts) -> Vector:
    """The chance that two units share at least `joint` of all `tasks`, if each drew its `a` and `b` by lot.

    Each distinct case once: its first chance by logarithms of factorials, the others of the tail by their ratios.

    >>> compute_hypergeometric_tail(10, np.array([3, 3]), np.array([4, 4]), np.array([1, 3])).round(4).tolist()
    [0.8333, 0.0333]
    """
    base = tasks + 1
    cases, which = np.unique((np.minimum(a, b) * base + np.maximum(a, b)) * base + joint, return_inverse=True)
    low, high, shared = cases // base**2, cases // base % base, cases % base
    # Below the mean the tail is nearly everything: then what is left out is summed, seen from the tasks not held.
    turned = shared * tasks <= low * high
    high = np.where(turned, tasks - high, high)
    shared = np.where(turned, low - shared + 1, shared)
    shared = np.maximum(shared, np.maximum(0, low + high - tasks))
    logs = compute_log_factorials(tasks)

    def log_choose(n: Counts, k: Counts) -> Vector:
        found: Vector = logs[n] - logs[k] - logs[n - k]
        return found

    most = np.minimum(low, high)
    possible = shared <= most
    shared = np.minimum(shared, most)
    ways = log_choose(high, shared) + log_choose(tasks - high, low - shared)
    term = np.exp(ways - log_choose(np.full_like(low, tasks), low))
    tail = np.where(possible, term, 0.0)
    while (here := possible & (shared < most) & (term > tail * 1e-17)).any():
        ratio = (low - shared) * (high - shared) / ((shared + 1) * (tasks - low - high + shared + 1))
        term = np.where(here, term * ratio, 0.0)
        tail += term
        shared = shared + here
    found: Vector = np.clip(np.where(turned, 1 - tail, tail), 0.0, 1.0)[which]
    return found
