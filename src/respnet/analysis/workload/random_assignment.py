"""Test of each unit's load against random assignment with the same task sizes.

The null keeps the tasks and their seats: each task draws as many different units as take part in it, uniformly without
replacement, from the pool of all actors; the first ones drawn lead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.approximations import FewerDraws
from respnet.analysis.nulls.random_assignment_sampler import DrawnLoads, Seats, draw_seat_blocks, limit_draws
from respnet.analysis.stats.descriptive import (
    Concentration,
    competition_ranks,
    compute_concentration,
    compute_effective_number,
    gini,
)
from respnet.analysis.stats.multiple_testing import (
    SIGNIFICANCE_LEVEL,
    benjamini_hochberg,
    compute_limit,
    count_as_extreme,
)
from respnet.analysis.stats.sparse_counts import Vector
from respnet.analysis.workload.workload import (
    LOAD_TOLERANCE,
    Flag,
    compare_with_capacity,
    compute_loads,
    get_flag,
    list_weighting_schemes,
)
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import DRAWS, SEED, StepProgress
from respnet.core.plan import Role, UnitKind


@dataclass(frozen=True, slots=True)
class KindTest:
    """Test of one unit against random assignment among the `pool` units of its kind.

    `over_in` counts the schemes in which its load exceeds the 95 % quantile of the kind's largest load. `p` is the
    chance that any unit of the kind, in any scheme, is as far out, times the number of kinds tested. The flag is given
    where `p` is at most .05: over in all schemes, or in some.
    """

    unit: str
    kind: UnitKind
    pool: int
    over_in: int
    p: float
    flag: Flag


@dataclass(frozen=True, slots=True)
class KindTests:
    """Tests of the actors within their kinds, in printed order.

    `single` are the kinds left out because they have one unit; `without_kind` actors are left out as well.
    """

    draws: int
    units: tuple[KindTest, ...]
    single: tuple[UnitKind, ...]
    without_kind: int


def assess_within_kinds(network: ResponsibilityNetwork, *, draws: int = DRAWS, seed: int = SEED) -> KindTests:
    """Test every actor's load against random assignment in which each seat goes to a unit of its holder's kind.

    Each task keeps its lead and its other seats of every kind; loads are shared among all units of the task as in
    `assess_loads`. A fifth of the draws is made, since only the 5 % level decides.

    Args:
        network: Network of the plan.
        draws: Number of draws of the lottery among all units.
        seed: Seed of the draws.

    Returns:
        Tests of the actors whose kind is known and has at least two units.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
    >>> rows = [TaskRow("t", units=(UnitList(Role.LEAD, ("a",)), UnitList(Role.SUPPORT, ("b", "c")))) for _ in range(9)]
    >>> kinds = [UnitRecord("a", UnitKind.MASS), UnitRecord("b", UnitKind.MASS), UnitRecord("c", UnitKind.PARTY)]
    >>> found = assess_within_kinds(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows, kinds)))
    >>> [(one.pool, one.over_in, one.flag.value) for one in found.units], [kind.value for kind in found.single]
    ([(2, 19, 'overloaded-under-some-weights'), (2, 0, 'none')], ['party'])
    """
    lead, other = network.biadjacency(Role.LEAD), network.biadjacency(Role.RESPONSIBLE, Role.SUPPORT)
    whole, ways = Seats.of(lead, other, network.efforts), list_weighting_schemes(bool(lead.any()))
    loads, made = np.array(compute_loads(whole.observed(lead, other), ways)), -(-limit_draws(draws, whole) // 5)
    sizes = Counter(unit.kind for unit in network.actors if unit.kind is not UnitKind.UNKNOWN)
    kinds, found = [kind for kind, size in sizes.items() if size > 1], {}
    for kind in kinds:
        rows = [row for row, unit in enumerate(network.actors) if unit.kind is kind]
        seats = replace(Seats.of(lead[rows], other[rows], network.efforts), shared_by=whole.tasks)
        blocks = [compute_loads(block, ways) for block in draw_seat_blocks(seats, draws=made, seed=seed)]
        maxima = np.concatenate([[load.max(axis=0) for load in block] for block in blocks], axis=1)
        limits = np.array([compute_limit(one) for one in maxima])
        over = (loads[:, rows] > limits[:, None] + LOAD_TOLERANCE).sum(axis=0).tolist()
        p = (1 + count_as_extreme(maxima, loads[:, rows], LOAD_TOLERANCE)) / (1 + made) * len(kinds)
        for row, above, chance in zip(rows, over, np.minimum(p, 1).tolist(), strict=True):
            flag = get_flag(above, len(ways)) if chance <= SIGNIFICANCE_LEVEL else Flag.NONE
            found[row] = KindTest(network.actors[row].id, kind, len(rows), above, chance, flag)
    return KindTests(
        draws=made,
        units=tuple(found[row] for row in sorted(found)),
        single=tuple(kind for kind, size in sizes.items() if size == 1),
        without_kind=len(network.actors) - sizes.total(),
    )


MAX_UNIT_DRAWS = 50_000
"""Loads of single units kept for their law, draws x units: all units have the same, so a few of them stand for all."""


class FlagBasis(StrEnum):
    """Basis of a unit's flag."""

    LOTTERY = "lottery"
    CAPACITY = "capacity"


@dataclass(frozen=True, slots=True)
class LoadScheme:
    """Weighting scheme, load = sum of lead/leads^alpha + ratio * other/others^alpha, with its limit.

    `limit` is the 95 % quantile of the largest load of a unit under random assignment; `loads` are those of the actors,
    in printed order.
    """

    ratio: float
    alpha: int
    limit: float
    loads: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class UnitFlag:
    """Test of one unit against random assignment, or against its capacity where one is given (`by`).

    `over_in` counts the schemes in which its load exceeds the scheme's limit, or its capacity. All else refers to
    random assignment. `excess` is its leads minus `LoadTests.lead_limit` (may be negative); without any leads in the
    plan, its tasks minus `LoadTests.task_limit`; `p_excess` is the chance that any unit has as many. `most_over` is the
    largest load minus limit over all schemes. `p_any` is the chance that any unit, in any scheme, is as far out, and
    `p` that this one is, in any scheme, Benjamini–Hochberg adjusted for the units. `owner` marks the plan's own
    coordinating unit, which has much to do by design.
    """

    unit: str
    flag: Flag
    by: FlagBasis
    owner: bool
    over_in: int
    excess: int
    p_excess: float
    most_over: float
    p_any: float
    p: float


@dataclass(frozen=True, slots=True)
class LoadTests:
    """Tests of every actor's load, in printed order.

    `pool` is the number of units drawn from. `lead_limit` and `task_limit` are the 95 % quantiles of the largest number
    of leads and of tasks (any role) of a unit; `lead_mean` and `task_mean` the means per unit. Without leads in the
    plan the schemes count the other roles alone, with ratio 1. `concentration` uses the same draws; `within_kinds` has
    its own. `approximation` records a reduced number of draws.
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
    within_kinds: KindTests
    approximation: FewerDraws | None = None

    def flagged(self, *flags: Flag) -> tuple[UnitFlag, ...]:
        """List the units with one of these flags, in printed order."""
        return tuple(one for one in self.flags if one.flag in flags)

    def compute_rank_ranges(self) -> tuple[tuple[int, int], ...]:
        """Compute the best and the worst rank of each actor by load over the schemes; ties share the best."""
        ranks = [competition_ranks(one.loads) for one in self.settings]
        return tuple((min(each), max(each)) for each in zip(*ranks, strict=True))


def assess_loads(
    network: ResponsibilityNetwork, *, draws: int = DRAWS, seed: int = SEED, progress: StepProgress | None = None
) -> LoadTests:
    """Test every actor's load against random assignment.

    Flags: over the limit in all schemes; over in some, where that is rare (see `p_any`); else `watch` where `p` is at
    most .05; else none. A unit with a capacity is flagged by load / capacity > 1 in all, some or none of the schemes
    instead. In each scheme a load has the chance that a drawn maximum (for `p_any`) or a drawn load of a single unit
    (for `p`) reaches it; the smallest over the schemes is held against the same minimum of the draws (min-p, Westfall &
    Young 1993). Time grows with draws x seats, memory does not. Plans that would take more than about a minute get
    fewer draws, at least 1,000.

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
    lead, other = network.biadjacency(Role.LEAD), network.biadjacency(Role.RESPONSIBLE, Role.SUPPORT)
    seats = Seats.of(lead, other, network.efforts)
    led = bool(lead.any())
    ways = list_weighting_schemes(led)
    made, pool = limit_draws(draws, seats), len(network.actors)
    tally = _Tally(ways, compute_loads(seats.observed(lead, other), ways), made)
    for block in draw_seat_blocks(seats, draws=made, seed=seed):
        tally.add(block)
        if progress is not None:
            progress(tally.done, made)
    settings = tuple(
        LoadScheme(ratio, alpha, compute_limit(found), tuple(loads))
        for (ratio, alpha), found, loads in zip(ways, tally.maxima, tally.observed.tolist(), strict=True)
    )
    lead_limit, task_limit = round(compute_limit(tally.most_leads)), round(compute_limit(tally.most_tasks))
    leads, tasks = lead.sum(axis=1), (lead | other).sum(axis=1)
    return LoadTests(
        draws=made,
        seed=seed,
        pool=pool,
        settings=settings,
        lead_limit=lead_limit,
        lead_mean=float(leads.sum() / pool) if pool else 0.0,
        task_limit=task_limit,
        task_mean=float(tasks.sum() / pool) if pool else 0.0,
        flags=_build_flags(network, settings, tally, leads if led else tasks, lead_limit if led else task_limit),
        concentration=Concentration(
            leads=compute_concentration("leads", leads, tally.gini_leads, tally.effective_leads),
            tasks=compute_concentration("tasks", tasks, tally.gini_tasks, tally.effective_tasks),
        ),
        within_kinds=assess_within_kinds(network, draws=draws, seed=seed),
        approximation=FewerDraws(made, draws) if made < draws else None,
    )


class _Tally:
    """Statistics of the draws: maxima, Gini coefficients, effective numbers, and loads of single units."""

    def __init__(self, ways: Sequence[tuple[float, int]], observed: list[Vector], draws: int) -> None:
        self.ways = ways
        self.observed = np.array(observed)
        self.maxima = np.zeros((len(ways), draws))
        self.units = min(self.observed.shape[1], max(1, MAX_UNIT_DRAWS // draws))
        self.single = np.zeros((len(ways), self.units, draws))
        self.most_leads, self.gini_leads, self.effective_leads = np.zeros((3, draws))
        self.most_tasks, self.gini_tasks, self.effective_tasks = np.zeros((3, draws))
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
        self.effective_leads[here] = compute_effective_number(block.leads)
        self.effective_tasks[here] = compute_effective_number(tasks)
        for place, load in enumerate(compute_loads(block, self.ways)):
            self.maxima[place, here] = load.max(axis=0)
            self.single[place, :, here] = load[: self.units]

    def compute_p_any(self) -> Vector:
        """Compute the chance of each unit's smallest p-value among those of all units and schemes."""
        return (1 + count_as_extreme(self.maxima, self.observed, LOAD_TOLERANCE)) / (1 + self.done)

    def compute_p(self) -> Vector:
        """Compute the adjusted chance of each unit's smallest p-value among those of the schemes."""
        drawn = self.single.reshape(len(self.ways), -1)
        found = count_as_extreme(drawn, self.observed, LOAD_TOLERANCE) / max(1, self.units)
        return benjamini_hochberg((1 + found) / (1 + self.done))


def _build_flags(
    network: ResponsibilityNetwork,
    settings: tuple[LoadScheme, ...],
    tally: _Tally,
    counts: NDArray[np.int64],
    limit: int,
) -> tuple[UnitFlag, ...]:
    """Build the flags; `counts` are the leads of the units, or their tasks, and `limit` is that of their maximum."""
    above = tally.observed - np.array([setting.limit for setting in settings])[:, None]
    over = (above > LOAD_TOLERANCE).sum(axis=0)
    p_any, p = tally.compute_p_any(), tally.compute_p()
    most = tally.most_leads if network.biadjacency(Role.LEAD).any() else tally.most_tasks
    p_excess = (1 + (most >= counts[:, None]).sum(axis=1)) / (1 + tally.done)
    given = {one.unit: one for one in compare_with_capacity(network).units}
    owner = network.find_actor_row(network.plan.owner) if network.plan.owner else None
    found = []
    for row, unit in enumerate(network.actors):
        own = given.get(unit.id)
        flag = own.flag if own else get_flag(int(over[row]), len(settings))
        if flag is Flag.SOME_WEIGHTS and not own and p_any[row] > SIGNIFICANCE_LEVEL:
            flag = Flag.NONE
        found.append(
            UnitFlag(
                unit=unit.id,
                flag=Flag.WATCH if flag is Flag.NONE and not own and p[row] <= SIGNIFICANCE_LEVEL else flag,
                by=FlagBasis.CAPACITY if own else FlagBasis.LOTTERY,
                owner=row == owner,
                over_in=own.over_in if own else int(over[row]),
                excess=int(counts[row]) - limit,
                p_excess=float(p_excess[row]),
                most_over=float(above[:, row].max()),
                p_any=float(p_any[row]),
                p=float(p[row]),
            )
        )
    return tuple(found)
