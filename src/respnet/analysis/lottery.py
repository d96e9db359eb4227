"""Is a unit's load more than an even hand would give? The plan's own seats, drawn by lot many times over.

The lottery keeps the tasks and their seats and draws only who sits there: for each task as many different
units as take part in it, all at once and uniformly, from the pool of all actors; the first ones drawn lead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.draws import Drawn, Seats, draw_blocks
from respnet.analysis.settings import DRAWS, SEED
from respnet.network import ResponsibilityNetwork
from respnet.plan import Role
from respnet.words import Text

Vector = NDArray[np.float64]
Progress = Callable[[int, int], None]

RATIOS = tuple(tenth / 10 for tenth in range(1, 11))
"""What one task without the lead weighs against one with it: nothing in a plan fixes this, so all are tried."""
ALPHAS = (0, 1)
"""0: every co-lead carries the whole lead; 1: one lead is shared among the co-leads."""
SLACK = 1e-9
"""Loads closer than this are equal; they differ only by the order in which fractions were added."""
LEVEL = 0.05
FEW_MARKS = 40
"""Up to this many different loads, comparing with each is faster than sorting the draws."""


class Flag(StrEnum):
    """What the lottery says of one unit's load, from the strongest down."""

    OVERLOADED = "overloaded"
    SOME_WEIGHTS = "overloaded-under-some-weights"
    WATCH = "watch"
    NONE = "none"


FLAG_WORDS = {
    Flag.OVERLOADED: Text(zh="任务偏多", en="overload"),
    Flag.SOME_WEIGHTS: Text(zh="部分算法下任务偏多", en="overload under some weights"),
    Flag.WATCH: Text(zh="留意", en="watch"),
    Flag.NONE: Text(zh="未见偏多", en="no overload"),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One way to add up a load, `sum of lead/leads^alpha + ratio * other/others^alpha`, and its limit.

    `limit` is the smallest load that the busiest unit of at least 95% of the lotteries does not exceed.
    """

    ratio: float
    alpha: int
    limit: float


@dataclass(frozen=True, slots=True)
class UnitFlag:
    """One unit against the lottery.

    `over_in` counts the settings whose limit it exceeds. `excess` is its leads minus `Lottery.lead_limit`
    (negative: below); without any leads in the plan, its tasks minus `Lottery.task_limit`. `most_over` is the
    largest load minus limit over all settings. `p_values` are Benjamini-Hochberg corrected, one a setting;
    `p` is the smallest of them.
    """

    unit: str
    flag: Flag
    over_in: int
    excess: int
    most_over: float
    p: float
    p_values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Lottery:
    """The lottery's outcome. `flags` holds every actor in printed order.

    `pool` is the number of units drawn from. `lead_limit` and `task_limit` are the 95% limits of the busiest
    unit's leads and tasks (any role); `lead_mean` and `task_mean` what each unit gets on average.
    Without leads in the plan the settings count the other roles alone, with ratio 1.
    """

    draws: int
    seed: int
    pool: int
    settings: tuple[Setting, ...]
    lead_limit: int
    lead_mean: float
    task_limit: int
    task_mean: float
    flags: tuple[UnitFlag, ...]

    def flagged(self, *flags: Flag) -> tuple[UnitFlag, ...]:
        """The units with one of these flags, in printed order."""
        return tuple(one for one in self.flags if one.flag in flags)


def lottery(
    network: ResponsibilityNetwork, *, draws: int = DRAWS, seed: int = SEED, progress: Progress | None = None
) -> Lottery:
    """Draw the plan's seats `draws` times and compare every actor with the busiest unit drawn.

    Flags: over in all settings; over in some; else `watch` where a corrected p-value is at most .05; else none.
    The p-value of a load in a setting is (1 + n*) / (1 + draws), with n* the lotteries in which a unit has at
    least that load. All units have the same chances, so n* is averaged over the pool: equal loads get equal p.
    Time grows with draws x seats, memory does not: the draws are made in blocks. `progress` hears
    (draws done, draws).

    >>> from respnet.assemble import PlanFacts, TaskRow, UnitList, assemble
    >>> rows = [TaskRow("t", units=(UnitList(Role.LEAD, ("a",)), UnitList(Role.SUPPORT, ("b", "c")))) for _ in "1234"]
    >>> found = lottery(ResponsibilityNetwork(assemble(PlanFacts("p"), rows)), draws=500)
    >>> found.lead_mean, found.lead_limit, [one.flag.value for one in found.flags]
    (1.3333333333333333, 3, ['overloaded-under-some-weights', 'none', 'none'])
    """
    lead = network.biadjacency(Role.LEAD)
    other = network.biadjacency(Role.RESPONSIBLE, Role.SUPPORT)
    seats = Seats.of(lead, other)
    led = bool(lead.any())
    ways = [(ratio, alpha) for alpha in ALPHAS for ratio in (RATIOS if led else (1.0,))]
    observed = _loads(seats.observed(lead, other), ways)
    tally = _Tally(ways, observed, draws)
    for block in draw_blocks(seats, draws=draws, seed=seed):
        tally.add(block)
        if progress is not None:
            progress(tally.done, draws)
    settings = tuple(
        Setting(ratio, alpha, _limit(found)) for (ratio, alpha), found in zip(ways, tally.maxima, strict=True)
    )
    lead_limit, task_limit = round(_limit(tally.most_leads)), round(_limit(tally.most_tasks))
    leads, tasks = lead.sum(axis=1), (lead | other).sum(axis=1)
    pool = len(network.actors)
    return Lottery(
        draws=draws,
        seed=seed,
        pool=pool,
        settings=settings,
        lead_limit=lead_limit,
        lead_mean=float(leads.sum() / pool) if pool else 0.0,
        task_limit=task_limit,
        task_mean=float(tasks.sum() / pool) if pool else 0.0,
        flags=_flags(network, settings, observed, tally.p_values(), leads - lead_limit if led else tasks - task_limit),
    )


def _loads(drawn: Drawn, ways: list[tuple[float, int]]) -> list[Vector]:
    """The load of each unit (of each draw) in every setting."""
    parts = {0: (drawn.leads, drawn.others), 1: (drawn.lead_parts, drawn.other_parts)}
    return [parts[alpha][0] + ratio * parts[alpha][1] for ratio, alpha in ways]


class _Tally:
    """What is kept of the draws: the busiest unit of each, and how often each observed load is reached."""

    def __init__(self, ways: list[tuple[float, int]], observed: list[Vector], draws: int) -> None:
        self.ways = ways
        self.marks = [np.unique(loads) for loads in observed]
        self.observed = observed
        self.reached = [np.zeros(marks.size + 1, dtype=np.int64) for marks in self.marks]
        self.maxima = np.zeros((len(ways), draws))
        self.most_leads = np.zeros(draws)
        self.most_tasks = np.zeros(draws)
        self.done = 0

    def add(self, block: Drawn) -> None:
        """Count one block of draws."""
        here = slice(self.done, self.done + block.leads.shape[1])
        self.done = here.stop
        if block.leads.shape[0] == 0:
            return
        self.most_leads[here] = block.leads.max(axis=0)
        self.most_tasks[here] = (block.leads + block.others).max(axis=0)
        for place, loads in enumerate(_loads(block, self.ways)):
            self.maxima[place, here] = loads.max(axis=0)
            self.reached[place][:-1] += _at_least(loads, self.marks[place] - SLACK)

    def p_values(self) -> list[Vector]:
        """For every setting, the corrected p-value of each unit."""
        found = []
        for loads, marks, reached in zip(self.observed, self.marks, self.reached, strict=True):
            on_average = reached[np.searchsorted(marks, loads)] / max(1, loads.size)
            found.append(benjamini_hochberg((1 + on_average) / (1 + self.done)))
        return found


def _at_least(loads: Vector, marks: Vector) -> NDArray[np.int64]:
    """How many of the loads reach each mark; for many marks it pays to sort the loads once."""
    if marks.size <= FEW_MARKS:
        return np.array([np.count_nonzero(loads >= mark) for mark in marks], dtype=np.int64)
    return loads.size - np.searchsorted(np.sort(loads, axis=None), marks)


def _limit(maxima: Vector) -> float:
    """The smallest value that at least 95% do not exceed (counted in whole draws, so no rounding decides)."""
    enough = -(-95 * maxima.size // 100)
    return float(np.partition(maxima, enough - 1)[enough - 1])


def benjamini_hochberg(p: Vector) -> Vector:
    """p-values corrected for the number of comparisons (Benjamini & Hochberg 1995): false discovery rate.

    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03, 1.0])).round(4).tolist()
    [0.04, 0.0533, 0.0533, 1.0]
    """
    order = np.argsort(p, kind="stable")
    scaled = p[order] * p.size / np.arange(1, p.size + 1)
    corrected = np.empty_like(p)
    corrected[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return corrected


def _flags(
    network: ResponsibilityNetwork,
    settings: tuple[Setting, ...],
    observed: list[Vector],
    p_values: list[Vector],
    excess: NDArray[np.int64],
) -> tuple[UnitFlag, ...]:
    limits = np.array([setting.limit for setting in settings])
    above = np.array(observed) - limits[:, None]
    over = (above > SLACK).sum(axis=0)
    p_table = np.array(p_values)
    return tuple(
        UnitFlag(
            unit=unit.id,
            flag=_flag(int(over[row]), len(settings), float(p_table[:, row].min())),
            over_in=int(over[row]),
            excess=int(excess[row]),
            most_over=float(above[:, row].max()),
            p=float(p_table[:, row].min()),
            p_values=tuple(p_table[:, row].tolist()),
        )
        for row, unit in enumerate(network.actors)
    )


def _flag(over: int, settings: int, p: float) -> Flag:
    if over == settings:
        return Flag.OVERLOADED
    if over:
        return Flag.SOME_WEIGHTS
    return Flag.WATCH if p <= LEVEL else Flag.NONE
