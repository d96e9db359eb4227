"""Timetable view: tasks by due period and unit; only for plans with deadlines."""

from __future__ import annotations

from collections import namedtuple
from itertools import pairwise

from respnet.analysis.workload.timetable import DeadlineStatus, TaskDeadline
from respnet.core.plan import Role
from respnet.core.problems import Problem
from respnet.pipeline import Analysis
from respnet.render.page.views.base import (
    MAX_INLINE_ROWS,
    BarSpec,
    PageView,
    build_bars,
    build_units_cell,
    lazy_rows,
)
from respnet.render.presenter import Presenter

UNDATED_KINDS = (DeadlineStatus.UNREADABLE, DeadlineStatus.NONE, DeadlineStatus.ONGOING)
"""What has no date comes after what has one; work that goes on without an end comes last."""
SHADE_STEPS = 5


DueRow = namedtuple("DueRow", "task text period when who")
"""One task, in order of due dates. `period` and `first` (of its period) are for the table, `when` and `who` for the
filters."""

PeriodChoice = namedtuple("PeriodChoice", "value name tasks")
"""A due period, or a reason to have none: its address, its display name, its tasks."""

DueCell = namedtuple("DueCell", "tasks leads shade href")
"""One unit in one period: its tasks due, those it leads, and the shade from 0 (none) to 5."""

TimetableView = namedtuple(
    "TimetableView",
    "rows tasks choices periods units cells bars names_leads main_role findings",
)
"""`main_role` is the role whose units stand beside each task: the leads, or the responsible if none are named."""


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Presenter) -> PageView | None:
    """Prepare the view of a plan that has deadlines; None for others.

    Args:
        analysis: The results.
        voice: The presenter.
    """
    found = analysis.results.timetable
    if not any(due.text.strip() for due in found.dues):
        return None
    names = {period: format_period_name(voice, period) for period in found.periods}
    names |= {when.value: voice.t(f"due_{when.value}") for when in UNDATED_KINDS}
    rows = _rows(analysis, names, voice)
    choices = tuple(
        PeriodChoice(value, name, tasks)
        for value, name in names.items()
        if (tasks := sum(row.when == value for row in rows))
    )
    it = TimetableView(
        rows=rows[:MAX_INLINE_ROWS],
        tasks=len(rows),
        choices=choices,
        periods=tuple(names[period] for period in found.periods),
        units=analysis.network.plan.units,
        cells=_cells(analysis, voice),
        bars=build_bars(_bars(analysis, voice, choices)),
        names_leads=analysis.network.names_leads,
        main_role=Role.LEAD if analysis.network.names_leads else Role.RESPONSIBLE,
        findings=(analysis.finding("due-dates"),),
    )
    starts = [row.when != before.when for before, row in pairwise(rows[MAX_INLINE_ROWS - 1 :])]
    further = [_in_data(row, first, it, voice) for row, first in zip(rows[MAX_INLINE_ROWS:], starts, strict=True)]
    return PageView("time", "tasks", it, lazy_rows("due-table", ("when", "who"), further, voice))


def _in_data(row: DueRow, first: bool, it: TimetableView, voice: Presenter) -> list[object]:
    """Return the row's cells in the order of the table's columns."""
    task = row.task
    number = [{"task": voice.place_of_task[task.id]}]
    cells = [row.period, row.text, number, task.title, build_units_cell(voice, task, it.main_role, wanted=True)]
    return ["", "starts" if first else "", [row.when, row.who], cells]


def format_period_name(voice: Presenter, period: str) -> str:
    """Format a period: 2025年6月, 2025年第二季度, 2025年.

    Args:
        voice: The presenter.
        period: Key of the period.
    """
    year, _, part = period.partition("-")
    if not part:
        return voice.t("due_year", year=year)
    if part.startswith("Q"):
        return voice.t("due_quarter", year=year, quarter=voice.t(f"due_quarter_{part[1:]}"))
    return voice.t("due_month", year=year, month=int(part) if voice.lang == "zh" else part)


def _rows(analysis: Analysis, names: dict[str, str], voice: Presenter) -> tuple[DueRow, ...]:
    network = analysis.network
    order = {value: at for at, value in enumerate(names)}
    rows = [
        DueRow(
            task=network.task_by_id[due.task],
            text=due.text,
            period=names[_when(due)],
            when=_when(due),
            who=voice.shares[due.task],
        )
        for due in analysis.results.timetable.dues
    ]
    return tuple(sorted(rows, key=lambda row: order[row.when]))


def _when(due: TaskDeadline) -> str:
    return due.period or due.when.value


def _bars(analysis: Analysis, voice: Presenter, choices: tuple[PeriodChoice, ...]) -> list[BarSpec]:
    """Return a bar for each period: leads and other shares in the work due in it."""
    found = analysis.results.timetable
    tasks = {choice.value: choice for choice in choices}
    if not any(map(any, found.unit_tasks)):
        return []  # collectives alone
    bars = []
    for column, period in enumerate(found.periods):
        leads = sum(row[column] for row in found.unit_leads)
        others = sum(row[column] for row in found.unit_tasks) - leads
        label = voice.t("due_bar", period=tasks[period].name, n=tasks[period].tasks)
        value = f"{leads}＋{others}" if analysis.network.names_leads else str(others)
        bars.append(BarSpec((("lead", leads), ("other", others)), value, label=label, href=f"#time?when={period}"))
    return bars


def _cells(analysis: Analysis, voice: Presenter) -> tuple[tuple[str, tuple[DueCell, ...]], ...]:
    """Return the units with tasks due, those with most in one period first, then in printed order."""
    found = analysis.results.timetable
    most = max((count for row in found.unit_tasks for count in row), default=0)
    rows = []
    for unit, tasks, leads in zip(analysis.network.actors, found.unit_tasks, found.unit_leads, strict=True):
        if any(tasks):
            href = voice.unit_href(unit.id).replace("#unit=", "#time?unit=")
            cells = tuple(
                DueCell(count, led, -(-SHADE_STEPS * count // most), f"{href}&when={period}")
                for count, led, period in zip(tasks, leads, found.periods, strict=True)
            )
            rows.append((unit.id, cells))
    return tuple(sorted(rows, key=lambda row: -max(cell.tasks for cell in row[1])))
