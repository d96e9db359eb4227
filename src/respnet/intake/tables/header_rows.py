"""The header rows of a table: where they stand, and what each column holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from respnet.intake.tables.columns import (
    LOOSE,
    MAX_HEADER_LENGTH,
    ROLE_OF_COLUMN,
    TASK_VOCABULARY,
    UNIT_COLUMNS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.core.plan import Role
    from respnet.intake.tables.text_tables import TextCell

CellRow = tuple["TextCell", ...]
MOST_COLUMNS = 30
"""Cells of the longest row that is taken for a header."""


@dataclass(frozen=True, slots=True)
class ColumnHeader:
    """One column: the name of what it holds ("" where that is unknown), and its header as printed."""

    name: str
    word: str

    @property
    def role(self) -> Role | None:
        """The role of the units in the column, None where it holds no units."""
        return ROLE_OF_COLUMN.get(self.name)


def parse_header(text: str) -> ColumnHeader:
    """Parse the header of one column.

    >>> (parse_header("工 作 任 务").name, parse_header("市委内牵头处室").role.value, parse_header("备注").name)
    ('title', 'lead', '')
    """
    return ColumnHeader(TASK_VOCABULARY.parse_header(text), re.sub(r"[\s:：*]+", "", text))


def is_header_word(text: str) -> bool:
    """True if a text is the header of some column."""
    return bool(TASK_VOCABULARY.parse_header(text))


def is_header_row(texts: Sequence[str]) -> bool:
    """True if these cells are a header: a column of units, and one more that is known and says what is to be done."""
    if not 2 <= len(texts) <= MOST_COLUMNS or any(len(text) > MAX_HEADER_LENGTH for text in texts):
        return False
    return _is_header([parse_header(text) for text in texts])


def _is_header(headers: Sequence[ColumnHeader]) -> bool:
    names = [header.name for header in headers if header.name]
    work = any(name in ("title", LOOSE, "text", "targets", "number", "section") for name in names)
    return len(names) >= 2 and work and any(name in UNIT_COLUMNS for name in names)


def match_header(rows: Sequence[CellRow], place: int) -> tuple[int, tuple[ColumnHeader, ...]]:
    """Return how many rows from `place` are a header (0, 1 or 2), and the columns they announce."""
    row = rows[place]
    if not any(cell.text for cell in row):
        return 0, ()
    alone = is_header_row(get_distinct_texts(row))
    upper = tuple(parse_header(cell.text) for cell in row)
    if place + 1 < len(rows):
        both = _with_row_below(upper, rows[place + 1])
        gains = not alone or any(not header.name for header in upper) or spans_columns(row)
        if both and gains:
            return 2, both
    return (1, upper) if alone else (0, ())


def _with_row_below(upper: tuple[ColumnHeader, ...], row: CellRow) -> tuple[ColumnHeader, ...]:
    """The headers of two rows together, or () where the lower one is no part of a header."""
    lower = [parse_header(cell.text) for cell in row]
    own = [header for header, cell in zip(lower, row, strict=True) if cell.text and not cell.covered]
    if not own or not all(header.name for header in own) or not any(header.role for header in own):
        return ()
    both = tuple(below if below.name else above for above, below in zip(upper, lower, strict=True))
    return both if sum(bool(header.name) for header in upper) >= 2 and _is_header(both) else ()


def spans_columns(row: CellRow) -> bool:
    """True if a cell of the row covers several columns."""
    return any(one.text and one.is_part_of(before) for before, one in pairwise(row))


def get_distinct_texts(row: CellRow) -> list[str]:
    """The texts of a row, a cell merged over several columns once."""
    return [cell.text for place, cell in enumerate(row) if place == 0 or not cell.is_part_of(row[place - 1])]


def resolve_title_column(headers: tuple[ColumnHeader, ...], below: Sequence[CellRow]) -> tuple[ColumnHeader, ...]:
    """One title column: of two, the one whose cells run over several rows is the section, else the second is text."""
    columns = list(headers)

    def places(name: str) -> list[int]:
        return [place for place, header in enumerate(columns) if header.name == name]

    titles = places("title")
    if not titles:
        spare = places(LOOSE) or places("text") or places("targets")
        if spare:
            columns[spare[0]] = replace(columns[spare[0]], name="title")
    elif titles[1:]:
        first, second = titles[:2]
        if any(row[first].covered and not row[second].covered for row in below if len(row) > second):
            columns[first] = replace(columns[first], name="section")
            titles = titles[1:]
        for place in titles[1:]:
            columns[place] = replace(columns[place], name="text")
    return tuple(replace(header, name="text") if header.name == LOOSE else header for header in columns)
