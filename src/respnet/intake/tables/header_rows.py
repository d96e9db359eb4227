"""The header rows of a table: where they stand, and what each column holds."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from respnet.intake.tables.header_words import ColumnHeader, ColumnKind, is_header_row, parse_header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.tables.text_tables import TextCell, TextTable

CellRow = tuple["TextCell", ...]


def match_header(table: TextTable, place: int) -> tuple[int, tuple[ColumnHeader, ...]]:
    """How many rows from `place` are a header (0, 1 or 2), and the columns they announce."""
    row = table.rows[place]
    if not any(cell.text for cell in row):
        return 0, ()
    alone = is_header_row(get_distinct_texts(row))
    upper = tuple(parse_header(cell.text) for cell in row)
    if place + 1 < len(table.rows):
        both = _with_row_below(upper, table.rows[place + 1])
        gains = not alone or any(header.column is ColumnKind.OTHER for header in upper) or _spans_columns(row)
        if both and gains:
            return 2, both
    return (1, upper) if alone else (0, ())


def _with_row_below(upper: tuple[ColumnHeader, ...], row: CellRow) -> tuple[ColumnHeader, ...]:
    """The headers of two rows together, or () where the lower one is no part of a header."""
    lower = [parse_header(cell.text) for cell in row]
    own = [header for header, cell in zip(lower, row, strict=True) if cell.text and not cell.covered]
    is_header = bool(own) and all(header.column is not ColumnKind.OTHER for header in own)
    if not is_header or not any(header.column is ColumnKind.UNITS for header in own):
        return ()
    both = tuple(
        below if below.column is not ColumnKind.OTHER else above for above, below in zip(upper, lower, strict=True)
    )
    known_above = sum(header.column is not ColumnKind.OTHER for header in upper)
    return both if known_above >= 2 and is_header_row([header.word for header in both]) else ()


def _spans_columns(row: CellRow) -> bool:
    """Whether a cell of the row covers several columns."""
    return any(one.text and one.is_part_of(before) for before, one in pairwise(row))


def get_distinct_texts(row: CellRow) -> list[str]:
    """The texts of a row, a cell merged over several columns once."""
    return [cell.text for place, cell in enumerate(row) if place == 0 or not cell.is_part_of(row[place - 1])]


def resolve_title_column(headers: tuple[ColumnHeader, ...], below: Sequence[CellRow]) -> tuple[ColumnHeader, ...]:
    """One title column: of two, the one whose cells run over several rows is the section, else the second is text."""
    titles = [place for place, header in enumerate(headers) if header.column is ColumnKind.TITLE]
    loose = [place for place, header in enumerate(headers) if header.column is ColumnKind.LOOSE]
    columns = list(headers)
    if not titles:
        spare = loose or [place for place, header in enumerate(headers) if header.column is ColumnKind.TARGETS]
        if spare:
            columns[spare[0]] = replace(columns[spare[0]], column=ColumnKind.TITLE)
        return tuple(columns)
    first, others = titles[0], titles[1:]
    if others and any(row[first].covered and not row[others[0]].covered for row in below if len(row) > others[0]):
        columns[first] = replace(columns[first], column=ColumnKind.SECTION)
        others = others[1:]
    for place in others:
        columns[place] = replace(columns[place], column=ColumnKind.LOOSE)
    return tuple(columns)
