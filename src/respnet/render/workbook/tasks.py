"""任务分解表: the plan's task table, in the column order of county ledgers."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Assignment, Origin, Role, Task
from respnet.findings.display_names import format_task_label, format_unit_name
from respnet.render.duty_sheet.pages import measure_width, pack
from respnet.render.workbook.labels import PROGRESS_STATES, WORKBOOK_LABELS
from respnet.render.workbook.table import CellValue, ColumnSpec, SheetTable, build_sheet

NUMBERS_WIDTH = 27
"""Half characters of a line of numbers: spreadsheets would break it inside a number."""


def build_tasks_sheet(network: ResponsibilityNetwork, title: str, lang: Lang, *, progress_columns: bool) -> SheetTable:
    """Build the task table, in printed order.

    Args:
        network: The network.
        title: Title above the table.
        lang: Language of the sheet.
        progress_columns: Add four empty columns for progress reports.
    """

    def units(key: str, role: Role, most: int, *, inherited: bool = False) -> ColumnSpec[Task]:
        return ColumnSpec(key, lambda task: _names(network, task, role, lang, most, inherited=inherited), most=most)

    in_order = _numbers_tell_the_order(network)
    fields: list[ColumnSpec[Task]] = [
        ColumnSpec("number", lambda task: to_cell_number(task.number), kept=True),
        ColumnSpec("part", lambda task: to_cell_number(task.part)),
        ColumnSpec("section", lambda task: " > ".join(task.section), most=26),
        ColumnSpec("source", lambda task: task.source, most=16),
        ColumnSpec("title", lambda task: task.title, most=34, least=16, kept=True),
        ColumnSpec("targets", lambda task: "\n".join(task.targets), most=34),
        ColumnSpec("text", lambda task: task.text, most=60),
        ColumnSpec("summary", lambda task: task.summary, most=44),
        units("lead_units", Role.LEAD, 24),
        ColumnSpec("lead_ground", lambda task: _ground(network, task, lang), most=12),
        units("responsible_units", Role.RESPONSIBLE, 40),
        units("inherited_units", Role.RESPONSIBLE, 24, inherited=True),
        units("supporting_units", Role.SUPPORT, 36),
        units("supervising_units", Role.SUPERVISE, 20),
        ColumnSpec("deadline", lambda task: task.deadline, most=16),
        ColumnSpec("effort", lambda task: task.effort),
        ColumnSpec("clause", lambda task: task.clause, most=40),
        ColumnSpec("order", lambda task: None if in_order else task.order),
    ]
    if progress_columns:
        fields += [
            ColumnSpec("progress", _empty, least=30, kept=True),
            ColumnSpec("difficulties", _empty, least=24, kept=True),
            ColumnSpec("state", _empty, least=12, kept=True, choices=PROGRESS_STATES),
            ColumnSpec("remarks", _empty, least=14, kept=True),
        ]
    return build_sheet("tasks", title, fields, network.tasks, lang)


def to_cell_number(text: str) -> CellValue:
    """Convert a text to a whole number where that loses nothing; otherwise return the text.

    >>> (to_cell_number("12"), to_cell_number("4.10"), to_cell_number("007"), to_cell_number("１"),
    ... to_cell_number("9" * 16))
    (12, '4.10', '007', '１', '9999999999999999')
    """
    is_plain = text.isascii() and text.isdigit() and len(text) <= 15  # more digits than a spreadsheet keeps
    return int(text) if is_plain and str(int(text)) == text else text


def join_task_labels(network: ResponsibilityNetwork, tasks: Iterable[str], lang: Lang) -> str:
    """Join the distinct labels of tasks in one cell, in lines that end between two numbers.

    Args:
        network: The network.
        tasks: Ids of the tasks.
        lang: Language of the separator.
    """
    between = WORKBOOK_LABELS["numbers_between"].of(lang)
    labels = [format_task_label(network, task, lang) for task in tasks]
    pieces = [label + between for label in labels[:-1]] + labels[-1:]
    return "\n".join("".join(line).rstrip() for line in pack(pieces, NUMBERS_WIDTH, measure_width))


def find_first_place(network: ResponsibilityNetwork, tasks: Iterable[str]) -> int | None:
    """Find the place of the first of these tasks in the task table; None without tasks.

    Args:
        network: The network.
        tasks: Ids of the tasks.
    """
    return min((network.task_by_id[task].order - 1 for task in tasks), default=None)


def _empty(_: Task) -> CellValue:
    return None


def _names(network: ResponsibilityNetwork, task: Task, role: Role, lang: Lang, most: int, *, inherited: bool) -> str:
    """Join the names of one cell; Chinese ones in lines that end between two names."""
    found = [
        one for one in network.assignments_by_task[task.id] if one.role is role and _is_inherited(one) is inherited
    ]
    between, names = WORKBOOK_LABELS["between"].of(lang), [_name(network, one, lang) for one in found]
    pieces = [name + between for name in names[:-1]] + names[-1:]
    if names and role in task.open_roles and not inherited:
        pieces[-1] += WORKBOOK_LABELS["open_list"].of(lang)
    lines = pack(pieces, most, measure_width) if lang == "zh" else [pieces]
    return "\n".join(map("".join, lines))


def _is_inherited(one: Assignment) -> bool:
    """True if the unit goes into the column of inherited units, which only the role responsible has."""
    return one.role is Role.RESPONSIBLE and one.origin is Origin.INHERITED


def _name(network: ResponsibilityNetwork, one: Assignment, lang: Lang) -> str:
    """Return the printed name, or on an English sheet the recorded English name."""
    unit = network.unit_by_id[one.unit]
    return format_unit_name(network, unit.id, lang) if lang == "en" and unit.english else one.printed


def _ground(network: ResponsibilityNetwork, task: Task, lang: Lang) -> CellValue:
    leads = [one for one in network.assignments_by_task[task.id] if one.role is Role.LEAD]
    return WORKBOOK_LABELS["by_convention"].of(lang) if any(one.origin is Origin.CONVENTION for one in leads) else None


def _numbers_tell_the_order(network: ResponsibilityNetwork) -> bool:
    """True if sorting by the printed numbers restores the plan's order."""
    numbers = [number for task in network.tasks if isinstance(number := to_cell_number(task.number), int)]
    return len(numbers) == len(network.tasks) and all(a < b for a, b in pairwise(numbers))
