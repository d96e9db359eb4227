"""Task list view: all tasks in printed order, with filters."""

from __future__ import annotations

from collections import Counter, namedtuple

from respnet.core.deadlines import format_last_day
from respnet.core.plan import Role, Task
from respnet.core.problems import Problem
from respnet.findings.display_names import get_first_words
from respnet.pipeline import Analysis
from respnet.render.page.views.base import MAX_INLINE_ROWS, PageView, build_units_cell, lazy_rows
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
