"""Base of the views: their types, rows that are made when they are needed, and bars."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from respnet.core.plan import Role, Task
from respnet.findings.finding import Finding
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


VIEWPORT_WIDTH = 1000


BarPiece = namedtuple("BarPiece", "look x width")
"""Segment of a bar: style, start, length."""

BarLine = namedtuple("BarLine", "units label href pieces value")
"""One bar: its units (or `label` with its link), segments, value as text."""

BarSpec = namedtuple("BarSpec", "counts value units label href", defaults=((), "", ""))
"""Input of a bar: its units, or a label with its link; counts with styles; value as text."""


def build_bars(given: Sequence[BarSpec]) -> tuple[BarLine, ...]:
    """Build bars on one scale.

    >>> [line.pieces[0].width for line in build_bars([BarSpec((("lead", 2),), "2"), BarSpec((("lead", 4),), "4")])]
    [500, 1000]
    """
    largest = max([sum(count for _, count in one.counts) for one in given] + [1])
    return tuple(
        BarLine(one.units, one.label, one.href, _pieces(one.counts, VIEWPORT_WIDTH / largest), one.value)
        for one in given
    )


def _pieces(counts: tuple[tuple[str, float], ...], scale: float) -> tuple[BarPiece, ...]:
    pieces, start = [], 0.0
    for look, count in counts:
        if count:
            pieces.append(BarPiece(look, round(start * scale), max(1, round(count * scale))))
        start += count
    return tuple(pieces)


@dataclass(frozen=True, slots=True)
class PageView:
    """One view of the page.

    `name` is its address and its template (`name.html.j2`), `tab` the entry of the menu that it belongs to, `it` the
    template's view model, and `data` the script's `page.data[name]` (None: nothing).
    """

    name: str
    tab: str
    it: object
    data: object = None


def list_carded_findings(views: Iterable[PageView]) -> frozenset[str]:
    """List the findings that a view shows as a card; the others stand under data and methods, with their rule."""
    found: list[object] = []
    for view in views:
        if view.name != "data" and isinstance(view.it, tuple):
            for value in view.it:
                found += value if isinstance(value, tuple) else [value]
    return frozenset(one.id for one in found if isinstance(one, Finding) and one.shown)


def group_evidence(voice: Presenter, finding: Finding) -> list[tuple[tuple[str, ...], str, list[str]]]:
    """Group the evidence of a finding: a unit's tasks on one line, tasks of the same units on one line.

    Args:
        voice: The presenter.
        finding: The finding.

    Returns:
        Of each line its units, a value as text, and the tasks it stands on.
    """
    lines: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for one in finding.evidence:
        # A number without a word for what it counts would only puzzle.
        value = f"{voice.t(f'role_{one.role}')} {one.value:g}" if one.role and one.value is not None else ""
        lines.setdefault(((one.unit,) if one.unit else (), value), []).extend([one.task] if one.task else [])
    return [(units, value, tasks) for (units, value), tasks in lines.items()]
