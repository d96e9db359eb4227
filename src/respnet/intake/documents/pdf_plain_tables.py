"""Tables without upright lines, as a spreadsheet or a book prints them: columns under a header, rows below it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from respnet.intake.documents.cell_spans import PlacedCell
from respnet.intake.documents.pdf_lines import group_levels
from respnet.intake.documents.pdf_plain_columns import (
    SET_APART,
    Level,
    PlainHeader,
    do_columns_hold,
    find_edges,
    match_plain_header,
    split_runs,
    text_of,
)
from respnet.intake.documents.pdf_plain_rows import (
    FAR,
    PlainBody,
    PlainRow,
    find_lefts,
    split_plain_rows,
)
from respnet.intake.documents.pdf_tables import RuledTable, join_cell_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.documents.pdf_objects import Glyph, RuledLine

_MOST_LINES = 500


def find_plain_tables(
    glyphs: Sequence[Glyph], rules: Sequence[RuledLine], before: RuledTable | None = None
) -> tuple[list[RuledTable], bool]:
    """Find the tables without upright lines on a page, and tell if one could not be read.

    They are read only under a header row that announces units, where no text crosses from column to column and the
    rows are certain.

    Args:
        glyphs: The characters of the page outside other tables.
        rules: Its level lines that no upright one touches.
        before: The last table of the page before, with which a page may go on.
    """
    levels = [level for level in group_levels(glyphs) if any(one.text.strip() for one in level)]
    if len(levels) > _MOST_LINES:
        return [], False
    before = before if before is not None and before.names else None
    parts: list[tuple[PlainHeader | None, list[Level]]] = [(None, [])]
    at = 0
    while at < len(levels):
        header = match_plain_header(levels, at)
        if header is None:
            parts[-1][1].append(levels[at])
        else:
            parts.append((header, []))
        at += header.depth if header else 1
    tables, unread = [], False
    for header, body in parts:
        table = _read_part(header, body, rules, before)
        if table is not None:
            tables.append(table)
        elif header is not None or before is not None:
            unread |= sum(len(split_runs(level, SET_APART)) > 2 for level in body) > 1
        before = table if table is not None else before if header is None and not body else None
    return tables, unread


def _read_part(
    header: PlainHeader | None, body: Sequence[Level], rules: Sequence[RuledLine], before: RuledTable | None
) -> RuledTable | None:
    """The table below a header, or without one the rest of the table of the page before."""
    body = list(itertools.takewhile(lambda level: not _is_number_header(level), body))
    if header is not None and before is not None and header.names != before.names:
        before = None
    head = header or before
    edges = before.columns[1:-1] if before is not None else ()
    if head is None or not body:
        return None
    if not (edges and do_columns_hold(body, edges)):
        edges = find_edges(head.names, head.middles, [*body, *(header.leaves if header else ())])
    if not edges or not do_columns_hold(body, edges):
        return None
    number = head.names.index("number") if "number" in head.names else None
    task = head.names.index("title") if "title" in head.names else number or 0
    within = PlainBody(body, edges, number, task, before.last_number + 1 if before else 0, header is not None)
    if before is None and not within.list_numbers():
        within = replace(within, number=None)  # it counts by letters, or not at all
    within = within.trim()
    rows = split_plain_rows(within, [rule for rule in rules if _is_between_rows(rule, within)])
    return _build(header, within, rows, head)


def _is_number_header(level: Level) -> bool:
    """True if a line is the header of another table with numbers."""
    from respnet.intake.tables.header_rows import parse_header

    runs = split_runs(level, 0.8)
    return len(runs) > 1 and parse_header(text_of(runs[0])).name == "number"


def _is_between_rows(rule: RuledLine, body: PlainBody) -> bool:
    """True if a level line runs over most columns between the first and the last line."""
    over = sum(rule.start <= edge <= rule.end for edge in body.edges)
    top = body.levels[0][0].base - body.levels[0][0].size
    return over * 2 > len(body.edges) and top < rule.at < body.levels[-1][0].base


def _build(
    header: PlainHeader | None, body: PlainBody, rows: Sequence[PlainRow], head: PlainHeader | RuledTable
) -> RuledTable | None:
    """The table of these rows, None without any. Cells reach to where the next column begins."""
    if not rows:
        return None
    edges = body.edges
    lefts = find_lefts(rows, edges)
    right = max(one.right for row in rows if not row.across for one in row.columns[-1] or row.columns[0])
    widths = [after - before for before, after in itertools.pairwise([*lefts[:-1], right])]
    cells = list(header.cells) if header is not None else []
    top = max((cell.row + cell.rows for cell in cells), default=0)
    for at, row in enumerate(rows):
        for column, text in enumerate(row.columns):
            if text or column not in row.joined:
                down = _count_joined(rows[at + 1 :], column)
                over = len(edges) + 1 if row.across else 1
                cells.append(PlacedCell(top + at, column, down + 1, over, join_cell_text(text, widths[column])))
    glyphs = [one for row in rows for column in row.columns for one in column]
    glyphs += [one for leaf in (header.leaves if header else ()) for one in leaf]
    heights = (min(one.base - one.size for one in glyphs), max(one.base for one in glyphs) + 1)
    last = [body.first - 1, *body.list_numbers()][-1]
    return RuledTable((-FAR, *edges, FAR), heights, tuple(cells), head.names, head.middles, max(last, 0))


def _count_joined(rows: Sequence[PlainRow], column: int) -> int:
    """Count the rows below a cell to which it reaches down."""
    joined = (column in row.joined and not row.across and not row.columns[column] for row in rows)
    return len(list(itertools.takewhile(bool, joined)))
