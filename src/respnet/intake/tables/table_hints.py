"""Hints in tables: what columns hold, cells that mean those above, marks and headers that give a role."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from respnet.core.plan import ROLE_COLUMNS, Role
from respnet.intake.anchors import fold_quote
from respnet.intake.documents.document import Paragraph
from respnet.intake.hints import Begin, Clause, Fill, Grid, RoleWord
from respnet.intake.tables.columns import LOOSE
from respnet.intake.tables.header_rows import get_distinct_texts, match_header, parse_header
from respnet.intake.tables.text_tables import TextCell, TextTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.hint_book import HintBook
    from respnet.intake.tables.header_rows import CellRow, ColumnHeader

FIRST_ROWS = 10
"""Rows of a table of which one may be the header of a hint."""
_USES = {"task": "title", "none": "", **{role.value: column for role, column in ROLE_COLUMNS.items()}}
KnownColumns = tuple[int, tuple["ColumnHeader", ...]]
"""The first row below a header, and the columns."""


def part_false_tables(
    book: HintBook, tables: tuple[TextTable, ...], consumed: frozenset[int]
) -> tuple[tuple[TextTable, ...], frozenset[int]]:
    """Leave out the tables made of paragraphs, without a header of units, in which a person sees a task or a clause.

    Args:
        book: The hints.
        tables: The tables of the document.
        consumed: The paragraphs of which they were made.

    Returns:
        The tables and the paragraphs that are left of them.
    """
    hints = (hint for hint in book.hints if isinstance(hint, Begin | Clause))
    found = [book.text.find(hint.quote).start for hint in hints]
    wanted = {book.text.locate(place)[0] for place in found if place >= 0} & consumed
    parted: set[int] = set()
    kept: list[TextTable] = []
    for table in tables:
        own = {cell.block for row in table.rows for cell in row} & consumed
        own = set(range(min(own), max(own) + 1)) if own else own
        if own & wanted and not _has_unit_header(table):
            parted |= own
        else:
            kept.append(table)
    return tuple(kept), consumed - parted


def _has_unit_header(table: TextTable) -> bool:
    """True for a table that says itself which column holds units: a place in it is no running text."""
    places = range(min(FIRST_ROWS, len(table.rows)))
    return any(header.role for place in places for header in match_header(table.rows, place)[1])


def add_text_tables(
    book: HintBook, tables: tuple[TextTable, ...], consumed: frozenset[int]
) -> tuple[tuple[TextTable, ...], frozenset[int]]:
    """Add the tables of running text whose header only a person knows, parted by tabs, strokes or blanks.

    Args:
        book: The hints.
        tables: The tables that the reader found.
        consumed: The paragraphs of which they were made.

    Returns:
        All tables, and the paragraphs of which they are made.
    """
    headers = {tuple(map(fold_quote, hint.header)) for hint in book.hints if isinstance(hint, Grid | Fill)}
    found = list(tables)
    taken = set(consumed)
    for start, pattern in product(range(len(book.text.document.blocks)) if headers else (), _SEPARATORS):
        header = _split_cells(book, start, pattern)
        if start in taken or tuple(fold_quote(cell.text) for cell in header) not in headers:
            continue
        rows, at = [header], start + 1
        while len(row := _split_cells(book, at, pattern)) == len(header):
            rows.append(row)
            at += 1
        taken.update(range(start, at))
        found.append(TextTable(tuple(rows), header[0].source, start))
    return tuple(sorted(found, key=lambda table: table.block)), frozenset(taken)


def _split_cells(book: HintBook, block: int, pattern: re.Pattern[str]) -> tuple[TextCell, ...]:
    """The cells of a paragraph between these separators; () where there is none."""
    blocks = book.text.document.blocks
    one = blocks[block] if block < len(blocks) else None
    if not isinstance(one, Paragraph) or not pattern.search(one.text.strip()):
        return ()
    text = one.text.rstrip("\n |｜")
    first = len(text) - len(text.lstrip(" |｜"))
    ends = [*((match.start(), match.end()) for match in pattern.finditer(text, first)), (len(text), len(text))]
    starts = [first, *(end for _, end in ends)]
    return tuple(
        TextCell(text[start:stop].strip(), one.source, block, start)
        for start, (stop, _) in zip(starts, ends, strict=False)
    )


_SEPARATORS = (re.compile("\t"), re.compile("[|｜]"), re.compile("[ \u3000]+"))


def fill_down(book: HintBook, tables: Sequence[TextTable]) -> tuple[TextTable, ...]:
    """The tables, empty cells of the columns that hints name with the cell above in their place.

    Args:
        book: The hints.
        tables: The tables of the document.
    """
    filled = list(tables)
    for at, hint in book.each(Fill):
        place, header = _find_table(filled, hint.header, hint.nth)
        if place < 0:
            book.note(at, "no table")
            continue
        rows = list(filled[place].rows)
        columns = [column for column, cell in enumerate(rows[header]) if _is_same(cell.text, hint.column)]
        for row in range(header + 2, len(rows)):
            cells = list(rows[row])
            for column in columns:
                above = rows[row - 1][column]
                if not cells[column].text.strip() and above.text:
                    cells[column] = replace(above, line=cells[column].line, covered=False)
                    book.note(at, "taken")
            rows[row] = tuple(cells)
        filled[place] = replace(filled[place], rows=tuple(rows))
    return tuple(filled)


def find_columns(book: HintBook, tables: Sequence[TextTable]) -> dict[int, KnownColumns]:
    """The columns of each table of which a hint speaks, by the place of the table.

    Args:
        book: The hints.
        tables: The tables of the document.
    """
    known: dict[int, KnownColumns] = {}
    for at, hint in book.each(Grid):
        place, header = _find_table(tables, hint.header, hint.nth)
        if place < 0:
            book.note(at, "no table")
            continue
        known[place] = _name_columns(book, at, tables[place].rows, header, dict(hint.columns))
    for at, word in book.each(RoleWord):
        if word.row is not None or len(fold_quote(word.word)) < 2:
            continue
        for place, table in enumerate(tables):
            header = next((row for row in range(min(FIRST_ROWS, len(table.rows))) if _heads(table.rows[row], word)), -1)
            if header >= 0 and place not in known:
                known[place] = _name_columns(book, at, table.rows, header, {word.word: word.role})
    return known


def _heads(row: CellRow, hint: RoleWord) -> bool:
    texts = get_distinct_texts(row)
    return len(texts) > 1 and any(_is_same(text, hint.word) for text in texts)


def _is_same(one: str, other: str) -> bool:
    return fold_quote(one) == fold_quote(other)


def _find_table(tables: Sequence[TextTable], header: Sequence[str], nth: int) -> tuple[int, int]:
    """The nth table with a row that is this header, and the row; -1 for none."""
    wanted = tuple(map(fold_quote, header))
    left = max(1, nth)
    for place, table in enumerate(tables):
        for row, cells in enumerate(table.rows[:FIRST_ROWS]):
            if wanted in (
                tuple(fold_quote(cell.text) for cell in cells),
                tuple(map(fold_quote, get_distinct_texts(cells))),
            ):
                left -= 1
                if not left:
                    return place, row
                break
    return -1, -1


def _name_columns(book: HintBook, at: int, rows: Sequence[CellRow], header: int, uses: dict[str, str]) -> KnownColumns:
    """The first row below a header and its columns, named as a person says."""
    wanted = {fold_quote(word): _USES.get(use, use) for word, use in uses.items()}
    size, seen = match_header(rows, header)
    columns = [
        replace(one, name="text" if one.name == LOOSE else one.name)
        for one in seen or (parse_header(cell.text) for cell in rows[header])
    ]
    single = {name for name in wanted.values() if not name.endswith("units")}
    named = [
        replace(one, name=wanted.get(fold_quote(cell.text), "" if one.name in single else one.name))
        for one, cell in zip(columns, rows[header], strict=True)
    ]
    book.note(at, "already" if seen and named == columns else "taken")
    return header + max(size, 1), tuple(named)


def find_marks(book: HintBook, tables: Sequence[TextTable]) -> dict[str, Role | None]:
    """The roles that hints give to marks of tables.

    Args:
        book: The hints.
        tables: The tables of the document.
    """
    cells = {cell.text.strip() for table in tables for row in table.rows for cell in row}
    marks: dict[str, Role | None] = {}
    for at, hint in book.each(RoleWord):
        if hint.word.strip() in cells and len(hint.word.strip()) == 1:
            marks[hint.word.strip()] = None if hint.role == "none" else Role(hint.role)
            book.note(at, "taken")
    return marks
