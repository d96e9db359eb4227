"""The rows of a long table that stand in the page's data: `tables.js` makes them when they are asked for.

A row is [id, class, values of its data attributes, cells]; a cell is text, or a list of what stands in it: the place of
a unit (with the name to write, where that is another), {"task": place} or words.
"""

from __future__ import annotations

from collections.abc import Sequence

from respnet.core.plan import Role, Task
from respnet.render.presenter import Presenter

MAX_INLINE_ROWS = 1_000
"""The first rows of a table are always plain content."""

ViewData = dict[str, object]


def lazy_rows(table: str, keys: Sequence[str], rows: Sequence[object], voice: Presenter) -> ViewData | None:
    """For a view's data: the rows of its table, the names of their data attributes, what stands between units."""
    return {"rest": {"table": table, "keys": keys, "rows": rows, "comma": voice.t("comma")}} if rows else None


def build_units_cell(voice: Presenter, task: Task, role: Role, *, wanted: bool) -> list[object]:
    """Everyone who has the task in this role; that the list goes on, or that nobody has it who is wanted, in words."""
    cell: list[object] = []
    for one in voice.list_assigned(task.id, role):
        place, printed = voice.place_of_unit[one.unit], voice.printed_name(one)
        cell.append(place if printed == voice.unit_name(one.unit) else [place, printed])
    if not cell and wanted:
        cell.append(voice.t("not_named"))
    if role in task.open_roles:
        cell.append(voice.t("and_others"))
    return cell
