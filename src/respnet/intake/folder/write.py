"""A plan as the text of tasks.csv, units.csv and plan.toml: what reading them gives back is the same plan."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from respnet.core.errors import OutputError
from respnet.core.plan import ROLE_COLUMNS, Assignment, Origin, Plan, Role, Task
from respnet.core.unit_names import UnbalancedBracketError, split_units
from respnet.intake.folder.plan_file import PLAN_KEYS
from respnet.intake.tables.columns import TASK_VOCABULARY, UNIT_VOCABULARY
from respnet.intake.tables.table_rows import SECTION_SEPARATOR
from respnet.intake.tables.unit_cells import EMPTY_CELL_TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def render_tasks_csv(plan: Plan) -> str:
    """The text of tasks.csv, one row a task, all columns, lines ending in a line feed.

    Raises OutputError where a table cannot say what the plan says (an inherited lead, a name with `；` in it).

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> row = TaskRow("修路", number="1", units=(UnitList(Role.LEAD, ("县交通局", "县财政局")),))
    >>> render_tasks_csv(build_plan(PlanFacts("p"), [row])).splitlines()[1]
    '1,,,修路,县交通局、县财政局,,,,,,,,,,,'
    """
    of_task: dict[str, list[Assignment]] = {task.id: [] for task in plan.tasks}
    for assignment in plan.assignments:
        of_task[assignment.task].append(assignment)
    given = any(task.effort is not None for task in plan.tasks)
    header = [column.name for column in TASK_VOCABULARY.columns if given or column.name != "effort"]
    return _csv(header, [_task_cells(task, of_task[task.id], header) for task in plan.tasks])


def render_units_csv(plan: Plan) -> str:
    """The text of units.csv: every unit in printed order; a kind that was only guessed has a question mark."""
    rows = [
        (
            unit.name,
            f"{unit.kind.value}?" if unit.guessed and unit.kind else unit.kind.value,
            _joined(unit.also_written, unit.name),
            _joined(unit.members, unit.name),
            unit.english,
            unit.capacity_written,
        )
        for unit in plan.units
    ]
    return _csv([column.name for column in UNIT_VOCABULARY.columns], rows)


def render_plan_toml(plan: Plan) -> str:
    """The text of plan.toml; keys without a value are left out, and a title that is only the file's name.

    >>> print(render_plan_toml(Plan(id="p", title="修路", focus=("县交通局",))), end="")
    id = "p"
    title = "修路"
    focus = ["县交通局"]
    """
    lines = []
    for key in PLAN_KEYS:
        value: str | tuple[str, ...] = getattr(plan, key)
        untitled = key == "title" and any(remark.code == "no-plan-title" for remark in plan.remarks)
        if value and not untitled:
            shown = _quoted(value) if isinstance(value, str) else f"[{', '.join(map(_quoted, value))}]"
            lines.append(f"{key} = {shown}\n")
    return "".join(lines)


def _task_cells(task: Task, assignments: Sequence[Assignment], header: Sequence[str]) -> list[str]:
    plain = ("number", "part", "title", "deadline", "text", "summary", "clause", "source")
    cells: dict[str, str] = {name: getattr(task, name) for name in plain}
    cells |= {"section": SECTION_SEPARATOR.join(task.section), "targets": "；".join(task.targets)}
    cells |= {"origin": _lead_origin(task, assignments), "effort": task.effort_written}
    for role, column in ROLE_COLUMNS.items():
        printed = [one.printed for one in assignments if one.role is role and one.origin is not Origin.INHERITED]
        cells[column] = _joined(printed, task.id, is_open=role in task.open_roles)
    inherited = [one.printed for one in assignments if one.origin is Origin.INHERITED]
    cells["inherited_units"] = _joined(inherited, task.id)
    return [cells[column] for column in header]


def _lead_origin(task: Task, assignments: Iterable[Assignment]) -> str:
    """The cell `origin`: a table can say that all leads follow from the convention, and nothing finer."""
    leads = {one.origin for one in assignments if one.role is Role.LEAD}
    others = {(one.role, one.origin) for one in assignments if one.role is not Role.LEAD}
    sayable = leads in ({Origin.PRINTED}, {Origin.CONVENTION}, set()) and all(
        origin is Origin.PRINTED or (role is Role.RESPONSIBLE and origin is Origin.INHERITED) for role, origin in others
    )
    if not sayable:
        raise OutputError(
            zh=f"任务 {task.id} 的分工依据无法写入表格：只有责任单位可以是 inherited，只有牵头单位可以是 convention。",
            en=f"The origins of task {task.id} cannot be written to a table: only responsible units can be "
            "inherited, "
            f"and only leads can follow from the convention.",
        )
    return Origin.CONVENTION.value if leads == {Origin.CONVENTION} else ""


def _joined(names: Sequence[str], where: str, *, is_open: bool = False) -> str:
    """Names in one cell, checked to be read back as the same names."""
    cell = "、".join(names) + ("等" if is_open else "")
    try:
        same = split_units(cell) == (tuple(names), is_open) and (not cell or cell not in EMPTY_CELL_TEXTS)
    except UnbalancedBracketError:
        same = False
    if not same:
        raise OutputError(
            zh=f"{where} 的单位“{cell}”写入一格后无法原样读回：名称里有分隔符、不成对的括号，或末尾有“等”。",
            en=f"{where}: the units “{cell}” would not be read back as they are: a name holds a separator, "
            f"a bracket without a partner, or ends in 等.",
        )
    return cell


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _quoted(text: str) -> str:
    # A JSON string is a TOML basic string but for U+007F, which TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
