"""Tables without a header of units: forms of labels and values, and cells that end in clauses (牵头单位：县妇联)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from respnet.core.plan import Origin, Role
from respnet.intake.tables.header_rows import ColumnHeader, get_distinct_texts, is_remark, parse_header
from respnet.intake.tables.unit_cells import RowUnits, parse_cell_lists

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.tables.header_rows import CellRow
    from respnet.intake.tables.text_tables import TextCell, TextTable

_LABEL = re.compile(r"[\u4e00-\u9fff()（）/、]{2,12}")
LONGEST_CELL = 800
"""Characters of a cell in which a clause is looked for: a longer one holds a whole text."""
_BRACKETS = re.compile(r"[（(](?P<inner>[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[)）]\s*[。；;.]?\s*$")
_ROLE_WORD = re.compile(
    r"牵\s*头|负\s*责|责\s*任|配\s*合|承\s*办|主\s*办|协\s*办|落\s*实|[Ll]ead|[Ss]upport|[Rr]esponsib|[Pp]artner"
)


def find_cell_clause(cell: TextCell) -> tuple[TextCell, RowUnits] | None:
    """Find the clause in brackets that ends a cell.

    Args:
        cell: A cell of a table.

    Returns:
        The cell without it and its units, or None where the cell ends in none that names units under a role.
    """
    if len(cell.text) > LONGEST_CELL:
        return None
    found = _BRACKETS.search(cell.text)
    if found is None or not _ROLE_WORD.search(found["inner"]):
        return None
    inner = replace(cell, text=found["inner"], start=cell.start + found.start("inner"))
    units = parse_cell_lists(inner, Role.RESPONSIBLE, "", Origin.PRINTED)
    return (replace(cell, text=cell.text[: found.start()].rstrip()), units) if units.lists else None


def match_clause_columns(rows: Sequence[CellRow]) -> tuple[int, tuple[ColumnHeader, ...]]:
    """Match a table whose rows end in clauses.

    Args:
        rows: The rows of a table in which no header announces units.

    Returns:
        How many rows stand above the first clause, and the columns: number, title and text; () where fewer than half
        of the rows below hold a clause.
    """
    with_clause = [at for at, row in enumerate(rows) if _find_in_row(row)]
    if not with_clause or with_clause[0] > 2 or 2 * len(with_clause) < len(rows) - with_clause[0]:
        return 0, ()
    first = with_clause[0]
    header = [parse_header(cell.text) for cell in rows[first - 1]] if first else [ColumnHeader("", "") for _ in rows[0]]
    columns = [replace(one, name="" if is_remark(one) or one.role else one.name or "text") for one in header]
    sample = rows[first]
    for at, cell in enumerate(sample):
        if columns[at].name == "text" and re.fullmatch(
            r"\s*[(（]?[\d一二三四五六七八九十]{1,3}[)）]?[.、．]?\s*", cell.text
        ):
            columns[at] = replace(columns[at], name="number")
    if not any(one.name == "title" for one in columns):
        texts = [at for at, one in enumerate(columns) if one.name in ("text", "loose")]
        if not texts:
            return 0, ()
        columns[texts[0]] = replace(columns[texts[0]], name="title")
    return first, tuple(replace(one, name="text") if one.name == "loose" else one for one in columns)


def _find_in_row(row: CellRow) -> bool:
    return len(get_distinct_texts(row)) > 1 and any(find_cell_clause(cell) for cell in row if not cell.covered)


def read_cell_clauses(cells: CellRow) -> tuple[CellRow, RowUnits]:
    """Read the clauses of one row.

    Args:
        cells: The row.

    Returns:
        The row without its clauses, and the units of all of them.
    """
    kept = list(cells)
    units = RowUnits(())
    for at, cell in enumerate(cells):
        found = None if cell.covered else find_cell_clause(cell)
        if found is not None:
            kept[at] = found[0]
            units += found[1]
    return tuple(kept), units


def unfold_fields(table: TextTable) -> TextTable | None:
    """Turn a form into a table with a column for each label and a row for each block, which its first label begins.

    Args:
        table: A table.

    Returns:
        The table with the labels as its header, or None where it is no form.
    """
    rows = [[cell for at, cell in enumerate(row) if not at or not cell.is_part_of(row[at - 1])] for row in table.rows]
    while rows and len(rows[0]) == 1:
        rows.pop(0)
    pairs = [pair for row in rows for pair in zip(row[::2], row[1::2], strict=False) if pair[0].text or pair[1].text]
    names = [parse_header(label.text) for label, _ in pairs]
    known = sum(bool(one.name or is_remark(one)) for one in names)
    if any(len(row) % 2 for row in rows) or not pairs or 2 * known < len(pairs) or not any(one.role for one in names):
        return None
    if not all(_LABEL.fullmatch(one.word) for one in names) or any(parse_header(value.text).name for _, value in pairs):
        return None
    blocks: list[dict[tuple[str, int], TextCell]] = []
    header: dict[tuple[str, int], TextCell] = {}
    for (label, value), one in zip(pairs, names, strict=True):
        if not blocks or one.word == names[0].word:
            blocks.append({})
            count: Counter[str] = Counter()
        key = (one.word, count[one.word])
        count[one.word] += 1
        header.setdefault(key, replace(label, covered=False))
        blocks[-1][key] = replace(value, covered=False)
    empty = replace(pairs[0][0], text="", covered=False)
    made = [tuple(header.values()), *(tuple(block.get(key, empty) for key in header) for block in blocks)]
    return replace(table, rows=tuple(made))
