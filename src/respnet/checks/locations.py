"""Location of problems: row, column and task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from respnet.core.plan import ROLE_COLUMNS, Assignment, Origin, Plan, Role, Task, Unit
from respnet.core.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from respnet.core.i18n import Text


def format_task_number(task: Task) -> str:
    """Return the task's number without the mark that only ends it in print (1、 and 1.).

    >>> format_task_number(Task(id="p/1、", order=1, title="t", number="1、"))
    '1'
    """
    return task.label.rstrip("、.．，,")


def build_task_problem(  # noqa: PLR0913 - one parameter a field
    plan: Plan,
    task: Task,
    *,
    code: str,
    level: Severity = Severity.WARNING,
    what: Text,
    remedy: Text,
    column: str = "",
    value: str = "",
) -> Problem:
    """Build a problem of one task, with its location.

    Args:
        plan: The plan that the task belongs to.
        task: The task concerned.
        code: Code of the check.
        level: How severe it is.
        what: What is wrong.
        remedy: What to do.
        column: Column of the task's row.
        value: What stands there.
    """
    return Problem(code, level, what, remedy, plan.file, task.row, column, value, (task.id,))


def group_by_task_and_unit(plan: Plan) -> Iterator[tuple[Task, Unit, list[Assignment]]]:
    """Group the assignments by task and unit, in printed order of both."""
    tasks = {task.id: task for task in plan.tasks}
    units = {unit.id: unit for unit in plan.units}
    found: dict[tuple[str, str], list[Assignment]] = {}
    for one in plan.assignments:
        found.setdefault((one.task, one.unit), []).append(one)
    for (task, unit), assignments in found.items():
        yield tasks[task], units[unit], assignments


def find_role_column(assignments: Iterable[Assignment], role: Role) -> str:
    """Return the column that the last assignment in a role came from: inherited units have a column of their own.

    Args:
        assignments: The assignments of one task.
        role: The role to look for.
    """
    last = [one for one in assignments if one.role is role][-1]
    return "inherited_units" if last.origin is Origin.INHERITED else ROLE_COLUMNS[role]
