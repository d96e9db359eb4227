"""Load of each unit over the plans of one area and year, held against lots drawn within each plan.

Lots are drawn among each plan's own actors: one pool for all units of an area would flag the busiest, which is merely
named in more plans. A task with k leads among n units of a pool of U gives a unit the lead with probability k / U and
another role with (n - k) / U; loads over tasks and plans are sums of independent numbers, convolved exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from math import gcd

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.nulls.pair_null import Counts, Vector
from respnet.analysis.stats.multiple_testing import ROUNDING, SIGNIFICANCE_LEVEL
from respnet.analysis.stats.poisson_binomial import convolve_power
from respnet.core.network import Matrix

LEAD = 10
"""Loads are counted in tenths: a lead has 10, another task 0 (leads alone) to 10 (all tasks alike)."""


@dataclass(frozen=True, slots=True)
class PlanSeats:
    """Seats of one plan with `pool` actors: `tasks` of a kind have `units` of them, of which `leads` lead."""

    pool: int
    leads: Counts
    units: Counts
    tasks: Counts

    @classmethod
    def of(cls, lead: Matrix, working: Matrix) -> PlanSeats:
        """Count the seats in biadjacency matrices, actors x tasks.

        Args:
            lead: Leads.
            working: All working roles, leads included.

        Returns:
            The seats.
        """
        sizes = np.stack([lead.sum(axis=0), working.sum(axis=0)], axis=1).astype(np.int64)
        kinds, tasks = np.unique(sizes, axis=0, return_counts=True)
        return cls(lead.shape[0], kinds[:, 0], kinds[:, 1], tasks)

    def compute_means(self) -> Vector:
        """Compute the mean leads, and the mean tasks, of a unit of this plan."""
        means: Vector = np.array([self.leads @ self.tasks, self.units @ self.tasks]) / max(1, self.pool)
        return means

    def compute_law(self, other: int) -> Vector:
        """Compute the probabilities of a unit's load in this plan, in steps of gcd(10, other) tenths.

        Args:
            other: Tenths that a task without the lead counts, 0 to 10.

        Returns:
            Probabilities of a load of 0, 1, … steps.

        >>> PlanSeats(4, np.array([1]), np.array([3]), np.array([1])).compute_law(5).tolist()
        [0.25, 0.5, 0.25]
        """
        step = gcd(LEAD, other)
        law = np.ones(1)
        for leads, units, tasks in zip(self.leads.tolist(), self.units.tolist(), self.tasks.tolist(), strict=True):
            one = np.zeros(LEAD // step + 1)
            one[0] += 1 - units / self.pool
            one[other // step] += (units - leads) / self.pool
            one[-1] += leads / self.pool
            law = np.convolve(law, convolve_power(one, tasks))
        return law


@dataclass(frozen=True, slots=True)
class PlanLoads:
    """Loads of units in plans, one entry each: place of the plan, key of the unit, leads, other tasks.

    `owned` marks the load of a plan's own coordinating unit, which is left out; `capacity` is the number of tasks that
    the unit can carry for that plan, nan where none is given.
    """

    plan: Counts
    unit: Counts
    leads: Counts
    others: Counts
    owned: NDArray[np.bool_]
    capacity: Vector


@dataclass(frozen=True, slots=True)
class OverCommitment:
    """A unit (key) of which several plans together ask too much, with what it leads (`led`), else its tasks, in number.

    `number` in `plans` (places), of which lots would give it `expected`, and at most `limit`, all units considered;
    without the plan that asks most, `largest` (a place), `rest` of at most `rest_limit`. With a `capacity`, the sum
    over the plans that give one, `number` is the least load in them, another task than a lead counting a tenth, and
    what lots would give is 0.
    """

    unit: int
    plans: tuple[int, ...]
    led: bool
    number: float
    expected: float
    limit: int
    largest: int
    rest: int
    rest_limit: int
    capacity: float | None = None


def assess_over_commitment(plans: Sequence[PlanSeats], loads: PlanLoads) -> tuple[OverCommitment, ...]:
    """Find the units that are over-committed over the plans of one area and year.

    Such a unit exceeds, in two plans at least, what lots within each plan give at level .05 (Bonferroni, for all
    units) in all 11 ways of counting, leads + r * other tasks for r = 0, .1, … 1 (where no plan names leads, in tasks);
    and it still does without the plan that asks the most of it. A capacity, where given, decides alone.

    Args:
        plans: Seats of each plan.
        loads: Loads of every unit in every plan that names it.

    Returns:
        The units, by key.

    >>> seats = PlanSeats(10, np.array([1]), np.array([1]), np.array([8]))
    >>> rows = np.array([[0, 1, 2], [7] * 3, [6] * 3, [0] * 3])
    >>> found = assess_over_commitment([seats] * 3, PlanLoads(*rows, np.zeros(3, bool), np.full(3, np.nan)))
    >>> [(one.unit, one.number, one.limit, one.rest, one.rest_limit) for one in found]
    [(7, 18, 5, 12, 4)]
    """
    laws = _Laws(plans, SIGNIFICANCE_LEVEL / max(1, np.unique(loads.unit).size))
    order = np.lexsort((loads.plan, loads.unit))
    starts = np.flatnonzero(np.diff(loads.unit[order])) + 1
    return tuple(one for rows in np.split(order, starts) if rows.size for one in _assess_unit(loads, rows, laws))


def _assess_unit(loads: PlanLoads, rows: Counts, laws: _Laws) -> Iterator[OverCommitment]:
    unit, given = int(loads.unit[rows[0]]), rows[np.isfinite(loads.capacity[rows])]
    if given.size:
        load, capacity = loads.leads[given].sum() + loads.others[given].sum() / LEAD, loads.capacity[given].sum()
        if load > capacity * (1 + ROUNDING):
            plans = tuple(loads.plan[given].tolist())
            yield OverCommitment(unit, plans, True, float(load), 0.0, 0, plans[0], 0, 0, float(capacity))
        return
    rows = rows[~loads.owned[rows]]
    plans = tuple(loads.plan[rows].tolist())
    led = bool(laws.means[list(plans), 0].any())
    ways = [0, LEAD, *range(1, LEAD)] if led else [LEAD]
    counted = loads.leads[rows] + (0 if led else loads.others[rows])
    expected = float(laws.means[list(plans), 0 if led else 1].sum())
    if rows.size < 2 or counted.sum() <= expected:  # lots give the mean, or more, half of the time
        return
    largest = int(np.argmax(counted))
    parts = (rows, np.delete(rows, largest))
    limits = []
    for other in ways:
        for part in parts:
            load = LEAD * loads.leads[part].sum() + other * loads.others[part].sum()
            limits.append(laws.find_limit(tuple(loads.plan[part].tolist()), other))
            if load <= limits[-1]:
                return
    number, rest = int(counted.sum()), int(np.delete(counted, largest).sum())
    shown = (number, expected, limits[0] // LEAD, plans[largest], rest, limits[1] // LEAD)
    yield OverCommitment(unit, plans, led, *shown)


class _Laws:
    """Distributions of a unit's load over plans, and their limits at one level; each is computed once."""

    def __init__(self, plans: Sequence[PlanSeats], level: float) -> None:
        self.plans, self._level = plans, level
        self.means = np.array([plan.compute_means() for plan in plans]).reshape(-1, 2)
        self._single: dict[tuple[int, int], Vector] = {}
        self._limits: dict[tuple[tuple[int, ...], int], int] = {}

    def find_limit(self, places: tuple[int, ...], other: int) -> int:
        """Return the smallest load, in tenths, that lots exceed with at most the level's probability."""
        if (places, other) not in self._limits:
            for at in places:
                if (at, other) not in self._single:
                    self._single[at, other] = self.plans[at].compute_law(other)
            law = reduce(np.convolve, (self._single[at, other] for at in places))
            tail = np.cumsum(law[::-1])[::-1]  # of a load of so many steps, or more
            steps = int(np.count_nonzero(tail > self._level * (1 + ROUNDING))) - 1
            self._limits[places, other] = steps * gcd(LEAD, other)
        return self._limits[places, other]
