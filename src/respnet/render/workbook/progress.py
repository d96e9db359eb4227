"""Form on which units report how far their tasks are (办理情况): a workbook that comes back to be merged."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from respnet.core.i18n import Lang
from respnet.core.plan import Plan, Task
from respnet.core.progress import ProgressRecord
from respnet.render.workbook.labels import PROGRESS_STATES
from respnet.render.workbook.table import ColumnSpec, build_sheet
from respnet.render.workbook.tasks import to_cell_number
from respnet.render.workbook.workbook import draw_workbook, format_sheet_title, prepare_sheet
from respnet.workspace.progress import get_task_tail, list_leads


class _Line(NamedTuple):
    task: Task
    report: ProgressRecord


def build_progress_form(
    plan: Plan, records: Iterable[ProgressRecord], lang: Lang = "zh", units: Collection[str] = ()
) -> bytes:
    """Build the form: a row for each task and each unit that leads it, with what was reported before.

    Args:
        plan: The plan.
        records: What was reported.
        lang: Language of the form.
        units: Names of the units that are asked; all without any.

    Returns:
        The content of the .xlsx file.
    """
    found = {one.key: one for one in records}
    leads = list_leads(plan)
    lines: list[_Line] = []
    for task in plan.tasks:
        tail = get_task_tail(plan, task)
        others = [key[1] for key in found if key[0] == tail]
        asked = dict.fromkeys((*(leads[task.id] or ("",)), *others))
        lines += [
            _Line(task, found.get((tail, unit), ProgressRecord(tail, unit)))
            for unit in asked
            if not units or unit in units
        ]
    fields: list[ColumnSpec[_Line]] = [
        ColumnSpec("number", lambda one: to_cell_number(one.task.number), kept=True),
        ColumnSpec("part", lambda one: to_cell_number(one.task.part)),
        ColumnSpec("title", lambda one: one.task.title, most=34, least=16, kept=True),
        ColumnSpec("reporter", lambda one: one.report.unit, most=20, kept=True),
        ColumnSpec("deadline", lambda one: one.task.deadline, most=16),
        ColumnSpec("state", lambda one: one.report.state, least=12, kept=True, choices=PROGRESS_STATES),
        ColumnSpec("date", lambda one: one.report.date, least=12, kept=True),
        ColumnSpec("progress", lambda one: one.report.progress, least=30, kept=True),
        ColumnSpec("difficulties", lambda one: one.report.problem, least=24, kept=True),
        ColumnSpec("remarks", lambda one: one.report.note, least=14, kept=True),
        ColumnSpec("sent", lambda one: one.report.describe(), most=24, kept=True),
    ]
    sheet = build_sheet("progress", format_sheet_title(plan, "progress", lang), fields, lines, lang)
    return draw_workbook(plan, [prepare_sheet(sheet, lang)], lang)
