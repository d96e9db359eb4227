"""Rows of cells with spans, as files give them, to a Grid in which every place is taken exactly once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from respnet.extract.document import Cell, Grid
from respnet.extract.readers.refusals import too_much

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WIDEST = 256
"""Columns of one table."""
LARGEST = 1_000_000
"""Places (rows by columns) of one table."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with the row and column (from 0) where it begins."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


def place(rows: Sequence[Sequence[Cell]], path: Path) -> list[Placed]:
    """Where each cell of these rows begins, laid out as a browser does: right of what reaches down from above."""
    placed: list[Placed] = []
    taken_until: list[int] = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column < len(taken_until) and taken_until[column] > number:
                column += 1
            columns = max(1, cell.columns)
            _check_size(path, len(rows), column + columns)
            taken_until.extend([0] * (column + columns - len(taken_until)))
            down = min(max(1, cell.rows), len(rows) - number)
            taken_until[column : column + columns] = [number + down] * columns
            placed.append(Placed(number, column, down, columns, cell.text))
            column += columns
    return placed


def grid(placed: Sequence[Placed], name: str, path: Path) -> Grid | None:
    """The table of these cells, or None where no cell says anything.

    Rows and columns at the edge without a word fall away, and so do rows within; a place that no cell covers gets an
    empty one. `name` is how `source` begins ("table 2").
    """
    said = [one for one in placed if one.text]
    if not said:
        return None
    kept = sorted({one.row for one in said})
    width = max(one.column + 1 for one in said)
    _check_size(path, len(kept), width)
    new_row = _new_rows(kept, max(one.row + one.rows for one in placed))
    rows: list[list[Cell]] = []
    begins: list[list[Placed]] = [[] for _ in kept]
    for one in placed:
        first, after = new_row[one.row], new_row[one.row + one.rows]
        if first < after and one.column < width:
            columns = min(one.columns, width - one.column)
            begins[first].append(Placed(first, one.column, after - first, columns, one.text))
    taken_until = [0] * width
    for number, row in enumerate(begins):
        rows.append(_row(sorted(row, key=lambda one: one.column), number, kept[number], taken_until, name))
    return Grid(tuple(tuple(row) for row in rows), name)


def _new_rows(kept: list[int], height: int) -> list[int]:
    """For each old row, and for the end, how many kept rows stand before it."""
    before = [0] * (height + 1)
    for row in kept:
        before[row + 1] = 1
    for row in range(height):
        before[row + 1] += before[row]
    return before


def _row(row: list[Placed], number: int, printed: int, taken_until: list[int], name: str) -> list[Cell]:
    cells: list[Cell] = []
    column = 0
    for one in [*row, None]:
        end = len(taken_until) if one is None else one.column
        for free in range(column, end):
            if taken_until[free] <= number:
                cells.append(Cell("", _source(name, printed, free)))
                taken_until[free] = number + 1
        if one is None:
            break
        if any(taken_until[place] > number for place in range(one.column, one.column + one.columns)):
            # Two cells claim one place, which only a damaged table does: what is said is kept, in a place of its own.
            one = Placed(one.row, one.column, 1, 1, one.text)  # noqa: PLW2901 - the same cell, made small
            if not one.text:
                column = max(column, one.column)
                continue
        cells.append(Cell(one.text, _source(name, printed, one.column), one.rows, one.columns))
        for place_ in range(one.column, one.column + one.columns):
            taken_until[place_] = max(taken_until[place_], number + one.rows)
        column = one.column + one.columns
    return cells


def _source(name: str, row: int, column: int) -> str:
    return f"{name} row {row + 1} column {column + 1}"


def _check_size(path: Path, rows: int, columns: int) -> None:
    if columns > WIDEST:
        raise too_much(
            path,
            zh=f"有一张表超过 {WIDEST} 列",
            en=f"a table has more than {WIDEST} columns",
        )
    if rows * columns > LARGEST:
        raise too_much(
            path,
            zh=f"有一张表超过 {LARGEST} 格",
            en=f"a table has more than {LARGEST} cells",
        )
