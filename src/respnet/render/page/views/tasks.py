"""Task lists: all tasks in printed order with filters, and the timetable of a plan with deadlines."""

from __future__ import annotations

from collections import Counter, namedtuple
from itertools import pairwise

from respnet.analysis.workload.workload import DeadlineStatus
from respnet.core.deadlines import format_last_day
from respnet.core.plan import Role, Task
from respnet.core.problems import Problem
from respnet.findings.deadlines import format_period
from respnet.findings.display_names import get_first_words
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

FINDINGS = ("single-lead-tasks", "tasks-without-lead", "largest-tasks")
LEAD_FILTERS = ("single", "several", "none")
"""How many units lead a task, as the filter asks, also where no task fits; a collective stands for several."""


SectionChoice = namedtuple("SectionChoice", "path name depth")
"""A section or subsection to filter by: its path (for the address), and its name under its parent's."""

TaskListRow = namedtuple("TaskListRow", "task sections leads who due words")
"""One task with its filter values. `sections` are the indices, from 1, of its sections; `who` is one `unit
index/role` a unit, the role its strongest; `due` is the last day of a dated task (ISO), and `words` begin the
text of a task that shares its title."""

TasksView = namedtuple("TasksView", "rows tasks roles sections units has_targets has_deadline has_due findings")
"""Of very many tasks `rows` are the first."""


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Presenter) -> PageView:
    """Prepare the view for every plan.

    Args:
        analysis: The results.
        voice: The presenter.
    """
    network = analysis.network
    sections = list_sections(network.tasks)
    rows = _rows(analysis, sections, voice)
    it = TasksView(
        rows=rows[:MAX_INLINE_ROWS],
        tasks=len(rows),
        roles=tuple(voice.roles_shown()),
        sections=tuple(sections.values()),
        units=network.plan.units,
        has_targets=any(task.targets for task in network.tasks),
        has_deadline=any(task.deadline for task in network.tasks),
        has_due=any(row.due for row in rows),
        findings=tuple(analysis.finding(name) for name in FINDINGS),
    )
    further = [_in_data(row, it, voice) for row in rows[MAX_INLINE_ROWS:]]
    return PageView("tasks", "tasks", it, lazy_rows("tasks-table", ("section", "leads", "who", "due"), further, voice))


def _in_data(row: TaskListRow, it: TasksView, voice: Presenter) -> list[object]:
    """Return the row's cells in the order of the table's columns."""
    task = row.task
    cells: list[object] = [voice.listed_number(task.id)]
    if it.sections:
        cells.append(" › ".join(task.section))
    words = [row.words, f"{voice.t('summary')}{voice.t('colon')}{task.summary}" if task.summary else ""]
    cells.append([{"title": voice.place_of_task[task.id]}, *(f" {one}" for one in words if one)])
    if it.has_targets:
        cells.append("；".join(task.targets))
    cells.extend(build_units_cell(voice, task, role, wanted=role is Role.LEAD) for role in it.roles)
    if it.has_deadline:
        cells.append(task.deadline)
    return [task.order, "", [row.sections, row.leads, row.who, row.due], cells]


def list_sections(tasks: tuple[Task, ...]) -> dict[tuple[str, ...], SectionChoice]:
    """List all sections and subsections by path, each under its parent, in printed order.

    >>> tasks = [Task("a", 1, "a", section=("一", "甲")), Task("b", 2, "b", section=("二",))]
    >>> [(one.path, one.name, one.depth) for one in list_sections(tuple(tasks)).values()]
    [('一', '一', 0), ('一 › 甲', '甲', 1), ('二', '二', 0)]
    """
    paths = dict.fromkeys(task.section[: depth + 1] for task in tasks for depth in range(len(task.section)))
    first = {path: place for place, path in enumerate(paths)}
    # A section that goes on after another one still lists its subsections together.
    ordered = sorted(paths, key=lambda path: [first[path[: depth + 1]] for depth in range(len(path))])
    return {path: SectionChoice(" › ".join(path), path[-1], len(path) - 1) for path in ordered}


def _rows(
    analysis: Analysis, sections: dict[tuple[str, ...], SectionChoice], voice: Presenter
) -> tuple[TaskListRow, ...]:
    network = analysis.network
    single = {one.task for one in analysis.single_leads}
    none = set(analysis.without_lead)
    place_of_section = {path: place for place, path in enumerate(sections, 1)}
    titles = Counter(task.title for task in network.tasks)
    return tuple(
        TaskListRow(
            task=task,
            sections=" ".join(str(place_of_section[task.section[: depth + 1]]) for depth in range(len(task.section))),
            leads="single" if task.id in single else "none" if task.id in none else "several",
            who=voice.shares[task.id],
            due=format_last_day(task.deadline),
            words=get_first_words(task) if titles[task.title] > 1 else "",
        )
        for task in network.tasks
    )


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


def prepare_timetable(analysis: Analysis, _: tuple[Problem, ...], voice: Presenter) -> PageView | None:
    """Prepare the view of a plan that has deadlines; None for others.

    Args:
        analysis: The results.
        voice: The presenter.
    """
    found = analysis.results.timetable
    if not any(due.text.strip() for due in found.dues):
        return None
    names = {period: voice.say(format_period(period)) for period in found.periods}
    names |= {when.value: voice.t(f"due_{when.value}") for when in UNDATED_KINDS}
    rows = _due_rows(analysis, names, voice)
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
    further = [_due_in_data(row, first, it, voice) for row, first in zip(rows[MAX_INLINE_ROWS:], starts, strict=True)]
    return PageView("time", "tasks", it, lazy_rows("due-table", ("when", "who"), further, voice))


def _due_in_data(row: DueRow, first: bool, it: TimetableView, voice: Presenter) -> list[object]:
    """Return the row's cells in the order of the table's columns."""
    task = row.task
    number = [{"task": voice.place_of_task[task.id]}]
    cells = [row.period, row.text, number, task.title, build_units_cell(voice, task, it.main_role, wanted=True)]
    return ["", "starts" if first else "", [row.when, row.who], cells]


def _due_rows(analysis: Analysis, names: dict[str, str], voice: Presenter) -> tuple[DueRow, ...]:
    network = analysis.network
    order = {value: at for at, value in enumerate(names)}
    whens = [(due, due.period or due.when.value) for due in analysis.results.timetable.dues]
    rows = [DueRow(network.task_by_id[due.task], due.text, names[at], at, voice.shares[due.task]) for due, at in whens]
    return tuple(sorted(rows, key=lambda row: order[row.when]))


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
