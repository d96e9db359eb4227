"""Lazy rows: the rows of a long table in the page's data, which `tables.js` creates on demand.

A row is [id, class, values of its data attributes, cells]; a cell is text, or a list of parts: the index of a unit
(with another name to write, if any), {"task": index} or words.
"""

from __future__ import annotations

from collections.abc import Sequence

from respnet.core.plan import Role, Task
from respnet.render.presenter import Presenter

MAX_INLINE_ROWS = 1_000
"""The first rows of a table are always plain content."""

ViewData = dict[str, object]


def lazy_rows(table: str, keys: Sequence[str], rows: Sequence[object], voice: Presenter) -> ViewData | None:
    """Return a view's data for a table with lazy rows; None if all rows are in the page.

    Args:
        table: Id of the table.
        keys: Names of the rows' data attributes.
        rows: The rows.
        voice: The presenter.
    """
    return {"rest": {"table": table, "keys": keys, "rows": rows, "comma": voice.t("comma")}} if rows else None


def build_units_cell(voice: Presenter, task: Task, role: Role, *, wanted: bool) -> list[object]:
    """Build the cell of the units with this role on a task.

    Args:
        voice: The presenter.
        task: The task.
        role: The role.
        wanted: Say so if nobody has the role.
    """
    cell: list[object] = []
    for one in voice.list_assigned(task.id, role):
        place, printed = voice.place_of_unit[one.unit], voice.printed_name(one)
        cell.append(place if printed == voice.unit_name(one.unit) else [place, printed])
    if not cell and wanted:
        cell.append(voice.t("not_named"))
    if role in task.open_roles:
        cell.append(voice.t("and_others"))
    return cell
