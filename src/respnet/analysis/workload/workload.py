"""Workload of each unit: tasks by role, weighting schemes, capacities, and due dates with the peak period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.nulls.random_assignment_sampler import DrawnLoads, Seats
from respnet.analysis.stats.descriptive import competition_ranks
from respnet.analysis.stats.sparse_counts import Vector, list_cells, sum_over_tasks
from respnet.core.deadlines import DueDate, InvalidDateError, is_ongoing, parse_due_date
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.plan import Role

RATIOS = tuple(tenth / 10 for tenth in range(1, 11))
"""Weights of a task without the lead, relative to a task with it."""
ALPHAS = (0, 1)
"""Sharing exponents: 0, every co-lead carries the whole task; 1, a task is divided among its co-leads."""
LOAD_TOLERANCE = 1e-9
"""Loads closer than this are equal; they differ only by rounding in the order of summation."""


class Flag(StrEnum):
    """Verdict on the load of one unit, strongest first."""

    OVERLOADED = "overloaded"
    SOME_WEIGHTS = "overloaded-under-some-weights"
    WATCH = "watch"
    NONE = "none"


def list_weighting_schemes(led: bool) -> tuple[tuple[float, int], ...]:
    """List the (ratio, alpha) pairs; without any leads the ratio is 1 and two are left.

    >>> len(list_weighting_schemes(True)), list_weighting_schemes(False)
    (20, ((1.0, 0), (1.0, 1)))
    """
    return tuple((ratio, alpha) for alpha in ALPHAS for ratio in (RATIOS if led else (1.0,)))


def compute_loads(drawn: DrawnLoads, ways: Sequence[tuple[float, int]]) -> list[Vector]:
    """Compute the load of each unit (and draw) under every scheme: leads + ratio * other tasks, each by its effort.

    Args:
        drawn: Loads by role.
        ways: (ratio, alpha) pairs.

    Returns:
        One array a scheme, in the shape of the loads.
    """
    parts = {0: (drawn.lead_efforts, drawn.other_efforts), 1: (drawn.lead_parts, drawn.other_parts)}
    return [parts[alpha][0] + ratio * parts[alpha][1] for ratio, alpha in ways]


def get_flag(over: int, ways: int) -> Flag:
    """Return the flag for a unit that exceeds its limit in `over` of the schemes.

    Args:
        over: Number of schemes in which the load exceeds its limit.
        ways: Number of schemes.

    Returns:
        OVERLOADED for all schemes, SOME_WEIGHTS for some, NONE for none.

    >>> get_flag(20, 20).value, get_flag(3, 20).value, get_flag(0, 20).value
    ('overloaded', 'overloaded-under-some-weights', 'none')
    """
    if not over:
        return Flag.NONE
    return Flag.OVERLOADED if over == ways else Flag.SOME_WEIGHTS


@dataclass(frozen=True, slots=True)
class UnitCapacity:
    """Utilisation of one unit with a given capacity: the number of tasks it can carry, a lead counting 1.

    `least` and `most` are load / capacity over all weighting schemes; `over_in` counts the schemes in which it exceeds
    1, and `flag` says whether these are all, some or none.
    """

    unit: str
    capacity: float
    least: float
    most: float
    over_in: int
    flag: Flag


@dataclass(frozen=True, slots=True)
class Capacities:
    """Units with a capacity, in printed order; `without` counts the actors that have none."""

    settings: int
    units: tuple[UnitCapacity, ...]
    without: int


def compare_with_capacity(network: ResponsibilityNetwork) -> Capacities:
    """Compute load / capacity for the actors with a capacity, in all weighting schemes of the overload rule.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
    >>> rows = [TaskRow("t", units=(UnitList(Role.LEAD, ("a", "b")), UnitList(Role.SUPPORT, ("c",))))] * 3
    >>> plan = build_plan(PlanFacts("p"), rows, [UnitRecord("a", capacity=1), UnitRecord("b", capacity=2)])
    >>> [(one.least, one.most, one.flag.value) for one in compare_with_capacity(ResponsibilityNetwork(plan)).units]
    [(1.5, 3.0, 'overloaded'), (0.75, 1.5, 'overloaded-under-some-weights')]
    """
    lead = network.biadjacency(Role.LEAD)
    other = network.biadjacency(Role.RESPONSIBLE, Role.SUPPORT)
    ways = list_weighting_schemes(bool(lead.any()))
    if all(unit.capacity is None for unit in network.actors):
        return Capacities(len(ways), (), len(network.actors))
    observed = np.array(compute_loads(Seats.of(lead, other, network.efforts).observed(lead, other), ways))
    found = []
    for row, unit in enumerate(network.actors):
        if unit.capacity is not None:
            used = observed[:, row] / unit.capacity
            over = int(np.count_nonzero(used > 1 + LOAD_TOLERANCE))
            found.append(
                UnitCapacity(
                    unit=unit.id,
                    capacity=unit.capacity,
                    least=float(used.min()),
                    most=float(used.max()),
                    over_in=over,
                    flag=get_flag(over, len(ways)),
                )
            )
    return Capacities(len(ways), tuple(found), len(network.actors) - len(found))


@dataclass(frozen=True, slots=True)
class UnitLoad:
    """Tasks of one unit by role, each task once, in the stronger role.

    `lead_share` is the share of the plan's tasks that the unit leads, 0 to 1 (co-led tasks count for each lead, so
    shares may sum to more than 1). `effort` adds up the efforts of its tasks, None where the plan gives none. Ranks are
    1 for the most; ties share the best.
    """

    unit: str
    leads: int
    responsible: int
    supports: int
    total: int
    lead_share: float
    rank_leads: int
    rank_total: int
    effort: float | None = None

    @property
    def others(self) -> int:
        """Number of tasks with a role other than lead."""
        return self.responsible + self.supports


@dataclass(frozen=True, slots=True)
class Workload:
    """Workload of every actor, in printed order."""

    loads: tuple[UnitLoad, ...]

    def rank_leaders(self) -> tuple[UnitLoad, ...]:
        """Sort the actors by leads, then by all tasks, both descending, then in printed order."""
        return tuple(sorted(self.loads, key=lambda load: (-load.leads, -load.total)))


def compute_workload(network: ResponsibilityNetwork) -> Workload:
    """Count the tasks of all actors by role.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> row = TaskRow("t", units=(UnitList(Role.LEAD, ("县教委",)), UnitList(Role.SUPPORT, ("县科协",))))
    >>> [(load.leads, load.others, load.rank_leads) for load in
    ...     compute_workload(ResponsibilityNetwork(build_plan(PlanFacts("p"), [row]))).loads]
    [(1, 0, 1), (0, 1, 2)]
    """
    counts = [network.biadjacency(role).sum(axis=1) for role in (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT)]
    leads, responsible, supports = ([int(number) for number in column] for column in counts)
    total = [sum(three) for three in zip(leads, responsible, supports, strict=True)]
    efforts = network.efforts
    work = [None] * len(total) if efforts is None else sum_over_tasks(network.biadjacency(), efforts).tolist()
    rank_leads, rank_total = competition_ranks(leads), competition_ranks(total)
    return Workload(
        tuple(
            UnitLoad(
                unit=unit.id,
                leads=leads[row],
                responsible=responsible[row],
                supports=supports[row],
                total=total[row],
                lead_share=leads[row] / len(network.tasks) if network.tasks else 0.0,
                effort=work[row],
                rank_leads=rank_leads[row],
                rank_total=rank_total[row],
            )
            for row, unit in enumerate(network.actors)
        )
    )


class PeriodLength(StrEnum):
    """Finest period length that all dated tasks can be assigned to."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class DeadlineStatus(StrEnum):
    """Kind of a deadline's text."""

    DATED = "dated"
    ONGOING = "ongoing"  # 持续推进, 长期坚持
    UNREADABLE = "unreadable"  # a text without a date that can be told, such as 年底前 without its year
    NONE = "none"


@dataclass(frozen=True, slots=True)
class TaskDeadline:
    """Deadline of a task: the text as printed and its period ("2025-06", "2025-Q2", "2025"; empty if not dated)."""

    task: str
    text: str
    when: DeadlineStatus
    period: str


@dataclass(frozen=True, slots=True)
class UnitPeak:
    """Period in which a unit has most tasks due (the first of ties), with its leads and all its tasks in it."""

    unit: str
    period: str
    leads: int
    tasks: int


@dataclass(frozen=True, slots=True)
class Timetable:
    """Tasks by due period, in printed order; `period` is a year where nothing is dated.

    `unit_tasks` is actors x `periods` (those in which something is due, in time order): tasks due, in any role;
    `unit_leads` counts leads only. `peaks` has the actors with a dated task.
    """

    period: PeriodLength
    periods: tuple[str, ...]
    dues: tuple[TaskDeadline, ...]
    unit_leads: tuple[tuple[int, ...], ...]
    unit_tasks: tuple[tuple[int, ...], ...]
    peaks: tuple[UnitPeak, ...]


def build_timetable(network: ResponsibilityNetwork) -> Timetable:
    """Build the timetable from the deadlines that can be parsed; a missing year is never guessed.

    A text with several dates is due at the last of them; one with a date and 持续推进 is dated.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> texts = ("2025年6月底前", "2025年底前", "长期坚持", "年底前", "")
    >>> rows = [TaskRow("t", deadline=text, units=(UnitList(Role.LEAD, ("a",)),)) for text in texts]
    >>> found = build_timetable(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows)))
    >>> [(due.when.value, due.period) for due in found.dues]
    [('dated', '2025-06'), ('dated', '2025-12'), ('ongoing', ''), ('unreadable', ''), ('none', '')]
    >>> found.period.value, found.unit_leads
    ('month', ((1, 1),))
    """
    read = [_classify_deadline(task.deadline) for task in network.tasks]
    dates = [date for _, date in read]
    period = _find_period_length(date for date in dates if date is not None)
    named = [_format_period(date, period) if date is not None else "" for date in dates]
    periods = tuple(sorted(set(named) - {""}))
    place = np.array([periods.index(name) if name else -1 for name in named], dtype=np.int64)
    leads, tasks = (
        _count_by_period(b, place, len(periods)) for b in (network.biadjacency(Role.LEAD), network.biadjacency())
    )
    return Timetable(
        period=period,
        periods=periods,
        dues=tuple(
            TaskDeadline(task.id, task.deadline, when, name)
            for task, (when, _), name in zip(network.tasks, read, named, strict=True)
        ),
        unit_leads=_to_rows(leads),
        unit_tasks=_to_rows(tasks),
        peaks=tuple(
            UnitPeak(unit.id, periods[peak], int(leads[row, peak]), int(tasks[row, peak]))
            for row, unit in enumerate(network.actors)
            if tasks[row].any()
            for peak in (int(tasks[row].argmax()),)
        ),
    )


def _count_by_period(b: Matrix, place: NDArray[np.int64], periods: int) -> NDArray[np.int64]:
    """Count the tasks of each unit in each period; `place` has the period of each task, -1 for none."""
    unit, task = list_cells(b)
    dated = place[task] >= 0
    keys = unit[dated] * periods + place[task[dated]]
    return np.bincount(keys, minlength=b.shape[0] * periods).reshape(b.shape[0], periods)


def _classify_deadline(text: str) -> tuple[DeadlineStatus, DueDate | None]:
    if not text.strip():
        return DeadlineStatus.NONE, None
    try:
        date = parse_due_date(text)
    except InvalidDateError:
        return DeadlineStatus.UNREADABLE, None
    if date is not None:
        return DeadlineStatus.DATED, date
    return DeadlineStatus.ONGOING if is_ongoing(text) else DeadlineStatus.UNREADABLE, None


def _find_period_length(dates: Iterable[DueDate]) -> PeriodLength:
    known = list(dates)
    if not known or any(not date.quarter for date in known):
        return PeriodLength.YEAR
    return PeriodLength.MONTH if all(date.month for date in known) else PeriodLength.QUARTER


def _format_period(date: DueDate, period: PeriodLength) -> str:
    return {
        PeriodLength.YEAR: f"{date.year}",
        PeriodLength.QUARTER: f"{date.year}-Q{date.quarter}",
        PeriodLength.MONTH: f"{date.year}-{date.month:02}",
    }[period]


def _to_rows(matrix: NDArray[np.int64]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(int(number) for number in row) for row in matrix)
