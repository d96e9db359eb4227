"""Rows of cells with spans, as files give them, to a Grid in which every place is taken exactly once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from respnet.intake.documents.document import Grid, GridCell
from respnet.intake.documents.errors import limit_exceeded_error

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MAX_TABLE_COLUMNS = 256
"""Columns of one table."""
MAX_TABLE_CELLS = 1_000_000
"""Places (rows by columns) of one table."""


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell with the row and column (from 0) where it begins."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


def place_cells(rows: Sequence[Sequence[GridCell]], path: Path) -> list[PlacedCell]:
    """Place the cells of rows as a browser does: to the right of what reaches down from above."""
    placed: list[PlacedCell] = []
    taken_until: list[int] = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column < len(taken_until) and taken_until[column] > number:
                column += 1
            columns = _free(taken_until, number, column, max(1, cell.columns))
            _check_size(path, len(rows), column + columns)
            taken_until.extend([0] * (column + columns - len(taken_until)))
            down = min(max(1, cell.rows), len(rows) - number)
            taken_until[column : column + columns] = [number + down] * columns
            placed.append(PlacedCell(number, column, down, columns, cell.text))
            column += columns
    return placed


def build_grid(
    placed: Sequence[PlacedCell], name: str, path: Path, printed: Sequence[int] | None = None
) -> Grid | None:
    """The table of these cells, or None where no cell says anything.

    Rows and columns at the edge without a word fall away, and so do rows within; a place that no cell covers gets an
    empty one. `name` is how `source` begins ("table 2"), `printed` how the file counts the rows, if not from 1.
    """
    said = [one for one in placed if one.text]
    if not said:
        return None
    kept = sorted({one.row for one in said})
    width = max(one.column + 1 for one in said)
    _check_size(path, len(kept), width)
    new_row = _new_rows(kept, max(one.row + one.rows for one in placed))
    begins: list[list[PlacedCell]] = [[] for _ in kept]
    for one in placed:
        first, after = new_row[one.row], new_row[one.row + one.rows]
        if first < after and one.column < width:
            columns = min(one.columns, width - one.column)
            begins[first].append(PlacedCell(first, one.column, after - first, columns, one.text))
    taken: list[_Owner] = [_Owner(0, [])] * width
    lines = [printed[row] if printed else row + 1 for row in kept]
    rows = [
        _row(sorted(row, key=lambda one: one.column), number, lines[number], taken, name)
        for number, row in enumerate(begins)
    ]
    cells = [[GridCell("\n".join(texts), source, *size) for texts, source, size in row] for row in rows]
    if not all(cells):
        # Every word of a row stood under a merged cell: laid out again without that row.
        return build_grid(place_cells(cells, path), name, path, lines)
    return Grid(tuple(tuple(row) for row in cells), name, tuple(lines))


class _Owner(NamedTuple):
    """Texts of the cell that holds a column down to the row `until`."""

    until: int
    texts: list[str]


def _new_rows(kept: list[int], height: int) -> list[int]:
    """For each old row, and for the end, how many kept rows stand before it."""
    before = [0] * (height + 1)
    for row in kept:
        before[row + 1] = 1
    for row in range(height):
        before[row + 1] += before[row]
    return before


def _row(
    row: list[PlacedCell], number: int, printed: int, taken: list[_Owner], name: str
) -> list[tuple[list[str], str, tuple[int, int]]]:
    """Texts, source and size of the cells that begin in this row; texts are added to while the table is made."""
    made: list[tuple[list[str], str, tuple[int, int]]] = []

    def take(column: int, text: str, rows: int, columns: int) -> None:
        texts = [text]
        taken[column : column + columns] = [_Owner(number + rows, texts)] * columns
        made.append((texts, f"{name} row {printed} column {column + 1}", (rows, columns)))

    def fill(start: int, end: int) -> None:
        for column in range(start, end):
            if taken[column].until <= number:
                take(column, "", 1, 1)

    filled = 0
    for one in row:
        fill(filled, one.column)
        filled = one.column
        owner = taken[one.column]
        if owner.until > number:
            # Stored under a merged cell: mostly the same words again; others are kept with what the cell says.
            owner.texts.extend([one.text] if one.text and one.text not in owner.texts else [])
        else:
            until = [other.until for other in taken[one.column : one.column + one.columns]]
            take(one.column, one.text, one.rows, _free(until, number, 0, one.columns))
    fill(filled, len(taken))
    return made


def _free(taken_until: Sequence[int], row: int, column: int, columns: int) -> int:
    """Count how many of `columns` from `column` on are free in the row; those beyond the table's edge are."""
    for step in range(1, columns):
        if column + step < len(taken_until) and taken_until[column + step] > row:
            return step
    return columns


def _check_size(path: Path, rows: int, columns: int) -> None:
    if columns > MAX_TABLE_COLUMNS:
        raise limit_exceeded_error(
            path, zh=f"有一张表超过 {MAX_TABLE_COLUMNS} 列", en=f"a table has more than {MAX_TABLE_COLUMNS} columns"
        )
    if rows * columns > MAX_TABLE_CELLS:
        raise limit_exceeded_error(
            path, zh=f"有一张表超过 {MAX_TABLE_CELLS} 格", en=f"a table has more than {MAX_TABLE_CELLS} cells"
        )
