"""Is a unit's load more than an even hand would give? The plan's own seats, drawn by lot many times over.

The lottery keeps the tasks and their seats and draws only who sits there: for each task as many different
units as take part in it, all at once and uniformly, from the pool of all actors; the first ones drawn lead.
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
from respnet.analysis.workload.capacity import compare_with_capacity
from respnet.analysis.workload.weighting_schemes import (
    LOAD_TOLERANCE,
    Flag,
    Vector,
    compute_loads,
    get_flag,
    list_weighting_schemes,
)
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import DRAWS, SEED
from respnet.core.plan import Role
from respnet.core.progress import StepProgress

MAX_COMPARED_LOADS = 40
"""Up to this many different loads, comparing with each is faster than sorting the draws."""
MAX_DRAW_WORK = 2_000_000_000
"""Draws x (seats + 20 ways to count for every unit): about a minute. Larger plans are drawn less often."""
MIN_LOTTERY_DRAWS = 1_000
"""Below this the 95 % point itself would be unsure."""


class FlagBasis(StrEnum):
    """By what a unit's load was judged."""

    LOTTERY = "lottery"
    CAPACITY = "capacity"


@dataclass(frozen=True, slots=True)
class LoadScheme:
    """One way to add up a load, `sum of lead/leads^alpha + ratio * other/others^alpha`, and its limit.

    `limit` is the smallest load that the busiest unit of at least 95% of the lotteries does not exceed.
    """

    ratio: float
    alpha: int
    limit: float


@dataclass(frozen=True, slots=True)
class UnitFlag:
    """One unit against the lottery, or against its capacity where one is given: `by` says which gave the flag.

    `over_in` counts the settings in which it is above what it is judged by: the limit of the setting, or its
    capacity. All else is against the lottery. `excess` is its leads minus `LoadTests.lead_limit` (negative: below);
    without any leads in the plan, its tasks minus `LoadTests.task_limit`. `most_over` is the largest load minus limit
    over all settings. `p_values` are Benjamini-Hochberg corrected, one a setting; `p` is the smallest of them.
    `owner` marks the plan's own coordinating unit, which has much to do by design.
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
    """The lottery's outcome. `flags` holds every actor in printed order.

    `pool` is the number of units drawn from. `lead_limit` and `task_limit` are the 95% limits of the busiest
    unit's leads and tasks (any role); `lead_mean` and `task_mean` what each unit gets on average.
    Without leads in the plan the settings count the other roles alone, with ratio 1. `concentration` compares how
    unevenly leads and tasks are spread with the same draws. `approximation` says so where a plan is so large that
    there were fewer draws than were asked for.
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
        """The units with one of these flags, in printed order."""
        return tuple(one for one in self.flags if one.flag in flags)


def assess_loads(
    network: ResponsibilityNetwork, *, draws: int = DRAWS, seed: int = SEED, progress: StepProgress | None = None
) -> LoadTests:
    """Draw the plan's seats `draws` times and compare every actor with the busiest unit drawn.

    Flags: over in all settings; over in some; else `watch` where a corrected p-value is at most .05; else none. A
    unit with a capacity is judged by load / capacity > 1 in all, some or none of the settings instead.
    The p-value of a load in a setting is (1 + n*) / (1 + draws), with n* the lotteries in which a unit has at
    least that load. All units have the same chances, so n* is averaged over the pool: equal loads get equal p.
    Time grows with draws x seats, memory does not: the draws are made in blocks. Plans for which that would take
    more than about a minute are drawn less often, but at least 1,000 times. `progress` hears (draws done, draws).

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
        LoadScheme(ratio, alpha, _limit(found)) for (ratio, alpha), found in zip(ways, tally.maxima, strict=True)
    )
    lead_limit, task_limit = round(_limit(tally.most_leads)), round(_limit(tally.most_tasks))
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
        flags=_flags(network, settings, tally, leads - lead_limit if led else tasks - task_limit),
        concentration=Concentration(
            leads=compute_concentration("leads", leads, tally.gini_leads),
            tasks=compute_concentration("tasks", tasks, tally.gini_tasks),
        ),
        approximation=FewerDraws(made, draws) if made < draws else None,
    )


def limit_draws(draws: int, seats: Seats) -> int:
    """How many of the draws asked for can be made in about a minute, but not below `MIN_LOTTERY_DRAWS`.

    >>> limit_draws(10_000, Seats(30, ((1, 2),) * 32)), limit_draws(10_000, Seats(10_000, ((2, 5),) * 100_000))
    (10000, 2222)
    """
    work = sum(leads + others for leads, others in seats.tasks) + 20 * seats.pool
    return min(draws, max(MIN_LOTTERY_DRAWS, MAX_DRAW_WORK // max(1, work)))


class _Tally:
    """What is kept of the draws: the busiest unit, how uneven each is, and how often each observed load is reached."""

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
        """Count one block of draws."""
        here = slice(self.done, self.done + block.leads.shape[1])
        self.done = here.stop
        if block.leads.shape[0] == 0:
            return
        tasks = block.leads + block.others
        self.most_leads[here], self.gini_leads[here] = block.leads.max(axis=0), gini(block.leads)
        self.most_tasks[here], self.gini_tasks[here] = tasks.max(axis=0), gini(tasks)
        for place, load in enumerate(compute_loads(block, self.ways)):
            self.maxima[place, here] = load.max(axis=0)
            self.reached[place][:-1] += _at_least(load, self.marks[place] - LOAD_TOLERANCE)

    def p_values(self) -> list[Vector]:
        """For every setting, the corrected p-value of each unit."""
        found = []
        for load, marks, reached in zip(self.observed, self.marks, self.reached, strict=True):
            on_average = reached[np.searchsorted(marks, load)] / max(1, load.size)
            found.append(benjamini_hochberg((1 + on_average) / (1 + self.done)))
        return found


def _at_least(loads: Vector, marks: Vector) -> NDArray[np.int64]:
    """How many of the loads reach each mark; for many marks it pays to sort the loads once."""
    if marks.size <= MAX_COMPARED_LOADS:
        return np.array([np.count_nonzero(loads >= mark) for mark in marks], dtype=np.int64)
    return loads.size - np.searchsorted(np.sort(loads, axis=None), marks)


def _limit(maxima: Vector) -> float:
    """The smallest value that at least 95% do not exceed (counted in whole draws, so no rounding decides)."""
    enough = -(-95 * maxima.size // 100)
    return float(np.partition(maxima, enough - 1)[enough - 1])


def _flags(
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
