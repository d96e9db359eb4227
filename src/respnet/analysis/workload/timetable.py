"""Timetable: due dates of the tasks, and each unit's peak period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.stats.sparse_counts import list_cells
from respnet.core.deadlines import DueDate, InvalidDateError, is_ongoing, parse_due_date
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.plan import Role


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
