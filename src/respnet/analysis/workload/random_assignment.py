"""Test of each unit's load against random assignment with the same task sizes.

The null keeps the tasks and their seats: each task draws as many different units as take part in it, uniformly without
replacement, from the pool of all actors; the first ones drawn lead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.approximations import FewerDraws
from respnet.analysis.nulls.random_assignment_sampler import DrawnLoads, Seats, draw_seat_blocks
from respnet.analysis.stats.gini import Concentration, compute_concentration, gini
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL, benjamini_hochberg
from respnet.analysis.workload.workload import (
    LOAD_TOLERANCE,
    Flag,
    Vector,
    compare_with_capacity,
    compute_loads,
    get_flag,
    list_weighting_schemes,
)
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import DRAWS, SEED
from respnet.core.plan import Role
from respnet.core.progress import StepProgress

MAX_COMPARED_LOADS = 40
"""Up to this many distinct loads, comparing with each is faster than sorting the draws."""
MAX_DRAW_WORK = 2_000_000_000
"""Upper bound of draws x (seats + 20 schemes x units), about a minute."""
MIN_LOTTERY_DRAWS = 1_000
"""Lower bound of draws; with fewer the 95 % quantile would be imprecise."""


class FlagBasis(StrEnum):
    """Basis of a unit's flag."""

    LOTTERY = "lottery"
    CAPACITY = "capacity"


@dataclass(frozen=True, slots=True)
class LoadScheme:
    """Weighting scheme, load = sum of lead/leads^alpha + ratio * other/others^alpha, with its limit.

    `limit` is the 95 % quantile of the largest load of a unit under random assignment.
    """

    ratio: float
    alpha: int
    limit: float


@dataclass(frozen=True, slots=True)
class UnitFlag:
    """Test of one unit against random assignment, or against its capacity where one is given (`by`).

    `over_in` counts the schemes in which its load exceeds the scheme's limit, or its capacity. All else refers to
    random assignment. `excess` is its leads minus `LoadTests.lead_limit` (may be negative); without any leads in the
    plan, its tasks minus `LoadTests.task_limit`. `most_over` is the largest load minus limit over all schemes.
    `p_values` are Benjamini–Hochberg adjusted, one a scheme; `p` is the smallest of them. `owner` marks the plan's own
    coordinating unit, which has much to do by design.
    """

    unit: str
    flag: Flag
    by: FlagBasis
    owner: bool
    over_in: int
    excess: int
    most_over: float
    p: float
    p_values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class LoadTests:
    """Tests of every actor's load, in printed order.

    `pool` is the number of units drawn from. `lead_limit` and `task_limit` are the 95 % quantiles of the largest number
    of leads and of tasks (any role) of a unit; `lead_mean` and `task_mean` the means per unit. Without leads in the
    plan the schemes count the other roles alone, with ratio 1. `concentration` uses the same draws. `approximation`
    records a reduced number of draws.
    """

    draws: int
    seed: int
    pool: int
    settings: tuple[LoadScheme, ...]
    lead_limit: int
    lead_mean: float
    task_limit: int
    task_mean: float
    flags: tuple[UnitFlag, ...]
    concentration: Concentration
    approximation: FewerDraws | None = None

    def flagged(self, *flags: Flag) -> tuple[UnitFlag, ...]:
        """List the units with one of these flags, in printed order."""
        return tuple(one for one in self.flags if one.flag in flags)


def assess_loads(
    network: ResponsibilityNetwork, *, draws: int = DRAWS, seed: int = SEED, progress: StepProgress | None = None
) -> LoadTests:
    """Test every actor's load against random assignment.

    Flags: over the limit in all schemes; over in some; else `watch` where an adjusted p-value is at most .05; else
    none. A unit with a capacity is flagged by load / capacity > 1 in all, some or none of the schemes instead. The
    p-value of a load in a scheme is (1 + n*) / (1 + draws), with n* the draws in which a unit has at least that load,
    averaged over the pool since all units have the same null distribution: equal loads get equal p. Time grows with
    draws x seats, memory does not. Plans that would take more than about a minute get fewer draws, at least 1,000.

    Args:
        network: Network of the plan.
        draws: Number of random assignments.
        seed: Seed of the draws.
        progress: Progress callback: (draws done, draws).

    Returns:
        Tests of every actor.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> rows = [TaskRow("t", units=(UnitList(Role.LEAD, ("a",)), UnitList(Role.SUPPORT, ("b", "c")))) for _ in "1234"]
    >>> found = assess_loads(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows)), draws=500)
    >>> found.lead_mean, found.lead_limit, [one.flag.value for one in found.flags]
    (1.3333333333333333, 3, ['overloaded-under-some-weights', 'none', 'none'])
    """
    lead = network.biadjacency(Role.LEAD)
    other = network.biadjacency(Role.RESPONSIBLE, Role.SUPPORT)
    seats = Seats.of(lead, other)
    led = bool(lead.any())
    ways = list_weighting_schemes(led)
    made = limit_draws(draws, seats)
    tally = _Tally(ways, compute_loads(seats.observed(lead, other), ways), made)
    for block in draw_seat_blocks(seats, draws=made, seed=seed):
        tally.add(block)
        if progress is not None:
            progress(tally.done, made)
    settings = tuple(
        LoadScheme(ratio, alpha, _compute_limit(found))
        for (ratio, alpha), found in zip(ways, tally.maxima, strict=True)
    )
    lead_limit, task_limit = round(_compute_limit(tally.most_leads)), round(_compute_limit(tally.most_tasks))
    leads, tasks = lead.sum(axis=1), (lead | other).sum(axis=1)
    pool = len(network.actors)
    return LoadTests(
        draws=made,
        seed=seed,
        pool=pool,
        settings=settings,
        lead_limit=lead_limit,
        lead_mean=float(leads.sum() / pool) if pool else 0.0,
        task_limit=task_limit,
        task_mean=float(tasks.sum() / pool) if pool else 0.0,
        flags=_build_flags(network, settings, tally, leads - lead_limit if led else tasks - task_limit),
        concentration=Concentration(
            leads=compute_concentration("leads", leads, tally.gini_leads),
            tasks=compute_concentration("tasks", tasks, tally.gini_tasks),
        ),
        approximation=FewerDraws(made, draws) if made < draws else None,
    )


def limit_draws(draws: int, seats: Seats) -> int:
    """Limit the number of draws to about a minute, but not below `MIN_LOTTERY_DRAWS`.

    Args:
        draws: Number of draws wanted.
        seats: Pool and seats.

    Returns:
        Number of draws to make.

    >>> limit_draws(10_000, Seats(30, ((1, 2),) * 32)), limit_draws(10_000, Seats(10_000, ((2, 5),) * 100_000))
    (10000, 2222)
    """
    work = sum(leads + others for leads, others in seats.tasks) + 20 * seats.pool
    return min(draws, max(MIN_LOTTERY_DRAWS, MAX_DRAW_WORK // max(1, work)))


class _Tally:
    """Statistics of the draws: maxima, Gini coefficients, and how often each observed load is reached."""

    def __init__(self, ways: Sequence[tuple[float, int]], observed: list[Vector], draws: int) -> None:
        self.ways = ways
        self.marks = [np.unique(load) for load in observed]
        self.observed = observed
        self.reached = [np.zeros(marks.size + 1, dtype=np.int64) for marks in self.marks]
        self.maxima = np.zeros((len(ways), draws))
        self.most_leads = np.zeros(draws)
        self.most_tasks = np.zeros(draws)
        self.gini_leads = np.zeros(draws)
        self.gini_tasks = np.zeros(draws)
        self.done = 0

    def add(self, block: DrawnLoads) -> None:
        """Add one block of draws."""
        here = slice(self.done, self.done + block.leads.shape[1])
        self.done = here.stop
        if block.leads.shape[0] == 0:
            return
        tasks = block.leads + block.others
        self.most_leads[here], self.gini_leads[here] = block.leads.max(axis=0), gini(block.leads)
        self.most_tasks[here], self.gini_tasks[here] = tasks.max(axis=0), gini(tasks)
        for place, load in enumerate(compute_loads(block, self.ways)):
            self.maxima[place, here] = load.max(axis=0)
            self.reached[place][:-1] += _count_reaching(load, self.marks[place] - LOAD_TOLERANCE)

    def p_values(self) -> list[Vector]:
        """Compute the adjusted p-values of the units, one array a scheme."""
        found = []
        for load, marks, reached in zip(self.observed, self.marks, self.reached, strict=True):
            on_average = reached[np.searchsorted(marks, load)] / max(1, load.size)
            found.append(benjamini_hochberg((1 + on_average) / (1 + self.done)))
        return found


def _count_reaching(loads: Vector, marks: Vector) -> NDArray[np.int64]:
    """Count the loads that reach each mark; for many marks it pays to sort the loads once."""
    if marks.size <= MAX_COMPARED_LOADS:
        return np.array([np.count_nonzero(loads >= mark) for mark in marks], dtype=np.int64)
    return loads.size - np.searchsorted(np.sort(loads, axis=None), marks)


def _compute_limit(maxima: Vector) -> float:
    """Compute the smallest value that at least 95 % do not exceed (in whole draws, so no rounding decides)."""
    enough = -(-95 * maxima.size // 100)
    return float(np.partition(maxima, enough - 1)[enough - 1])


def _build_flags(
    network: ResponsibilityNetwork, settings: tuple[LoadScheme, ...], tally: _Tally, excess: NDArray[np.int64]
) -> tuple[UnitFlag, ...]:
    above = np.array(tally.observed) - np.array([setting.limit for setting in settings])[:, None]
    over = (above > LOAD_TOLERANCE).sum(axis=0)
    p_table = np.array(tally.p_values())
    given = {one.unit: one for one in compare_with_capacity(network).units}
    owner = network.find_actor_row(network.plan.owner) if network.plan.owner else None
    found = []
    for row, unit in enumerate(network.actors):
        own, p = given.get(unit.id), float(p_table[:, row].min())
        over_in = own.over_in if own else int(over[row])
        flag = get_flag(over_in, len(settings))
        found.append(
            UnitFlag(
                unit=unit.id,
                flag=Flag.WATCH if flag is Flag.NONE and not own and p <= SIGNIFICANCE_LEVEL else flag,
                by=FlagBasis.CAPACITY if own else FlagBasis.LOTTERY,
                owner=row == owner,
                over_in=over_in,
                excess=int(excess[row]),
                most_over=float(above[:, row].max()),
                p=p,
                p_values=tuple(p_table[:, row].tolist()),
            )
        )
    return tuple(found)
