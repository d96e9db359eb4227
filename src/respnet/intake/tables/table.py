"""A table read strictly: one header line with known columns, and rows that know their line."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.problems import Problem, Severity
from respnet.intake.builder import UnitList
from respnet.intake.documents.document import Grid
from respnet.intake.documents.formats import read_document
from respnet.intake.language.row_draft import build_task_row
from respnet.intake.tables.columns import TASK_VOCABULARY, UNIT_COLUMNS, ColumnMatch, match_columns
from respnet.intake.tables.header_rows import ColumnHeader, match_header, spans_columns
from respnet.intake.tables.table_problems import unread_column
from respnet.intake.tables.table_rows import TableReader
from respnet.intake.tables.text_tables import TextCell, build_grid_matrix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.builder import TaskRow
    from respnet.intake.documents.document import Document
    from respnet.intake.language.row_draft import RowDraft
    from respnet.intake.tables.columns import HeaderVocabulary

_LOOKED_AT = 10
"""So many lines from the top may hold the header: offices print a title, and sometimes a date, above it."""


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line of a spreadsheet: its number from 1 and its cells."""

    row: int
    places: tuple[TextCell, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """The text of each cell, outer white space removed."""
        return tuple(cell.text for cell in self.places)


@dataclass(frozen=True, slots=True)
class Table:
    """The header, the lines under it that are not empty, and remarks; `file` is the name that problems carry."""

    file: str
    header: TableLine
    lines: tuple[TableLine, ...]
    remarks: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskTable:
    """The tasks of a table, and what was noticed while reading them."""

    rows: tuple[TaskRow, ...]
    drafts: tuple[RowDraft, ...]
    remarks: tuple[Problem, ...] = ()


def find_header(lines: Sequence[TableLine], vocabulary: HeaderVocabulary) -> int | None:
    """Find the header among `lines` (none empty): the first if it has a known column, else one with two; or None.

    >>> from respnet.intake.tables.columns import TASK_VOCABULARY
    >>> lines = [("任务分解表", ""), ("工作任务", "牵头单位")]
    >>> cells = [tuple(TextCell(text, "", 0) for text in line) for line in lines]
    >>> find_header([TableLine(row, line) for row, line in enumerate(cells, 1)], TASK_VOCABULARY)
    1
    """
    for place, line in enumerate(lines[:_LOOKED_AT]):
        known = {name for cell in line.cells if (name := vocabulary.find_word(cell))}
        if len(known) >= (2 if place else 1):
            return place
    return None


def list_sheet_lines(document: Document) -> dict[str, list[TableLine]]:
    """The lines of every sheet of a table file by the sheet's name ("" in a file of one table)."""
    sheets: dict[str, dict[int, TableLine]] = {}
    for place, block in enumerate(document.blocks):
        if isinstance(block, Grid):
            lines = sheets.setdefault(
                block.source.removeprefix("sheet ") if block.source.startswith("sheet ") else "", {}
            )
            for row in build_grid_matrix(block, place).rows:
                number = row[0].line or 0
                lines[number] = TableLine(number, row)
        elif found := _LINE_SOURCE.fullmatch(block.source):
            lines = sheets.setdefault(found["sheet"] or "", {})
            number = int(found["row"])
            before = lines[number].cells[0] + "\n" if number in lines else ""
            lines[number] = TableLine(number, (TextCell(before + block.text, block.source, place, line=number),))
    return {name: list(lines.values()) for name, lines in sheets.items()}


_LINE_SOURCE = re.compile(r"(?:sheet (?P<sheet>.*) )?row (?P<row>\d+)")


def read_table(path: Path, vocabulary: HeaderVocabulary) -> Table:
    """Read the table in a .csv or .xlsx file: of a workbook the first sheet with a known header.

    Args:
        path: The file.
        vocabulary: Its columns.

    Raises:
        InputError: Where the file cannot be read, or nothing, no known header, or nothing under it stands.
    """
    document = read_document(path, as_written=True)
    if not document.is_table:
        raise InputError(
            zh=f"{path} 不是表格。请另存为 .xlsx 或 .csv。", en=f"{path} is no table. Save it as .xlsx or .csv."
        )
    return build_table(document, path, vocabulary)


def build_table(document: Document, path: Path, vocabulary: HeaderVocabulary) -> Table:
    """Build the Table in a document that is one.

    Args:
        document: What was read from the file.
        path: The file, as messages name it.
        vocabulary: Its columns.

    Raises:
        InputError: Where no known header, or nothing under it stands.
    """
    sheets = list_sheet_lines(document)
    found = [name for name, lines in sheets.items() if find_header(lines, vocabulary) is not None]
    chosen = found[0] if found else next(iter(sheets))
    where = f"{path} [{chosen}]" if len(sheets) > 1 else str(path)
    lines = sheets[chosen]
    place = find_header(lines, vocabulary)
    if place is None:
        raise _no_header(where, lines[0], vocabulary)
    if not lines[place + 1 :] and not vocabulary.may_be_empty:
        raise InputError(
            zh=f"{where} 只有表头（第 {lines[place].row} 行），下面没有内容。请每行填写一个{vocabulary.noun.zh}。",
            en=f"{where} has a header (row {lines[place].row}) and nothing under it. "
            f"Write one row for each {vocabulary.noun.en}.",
        )
    remarks = [
        *(replace(one, file=path.name) for one in (*document.remarks, *map(note_to_problem, document.notes))),
        *_list_other_sheets(path.name, chosen, found[1:]),
        *(_above_header(path.name, line) for line in lines[:place]),
    ]
    return Table(path.name, lines[place], tuple(lines[place + 1 :]), tuple(remarks))


def note_to_problem(note: Text) -> Problem:
    """The problem for what a reader says it could not read."""
    remedy = Text(zh="请对照原文件", en="compare with the file")
    return Problem("read-note", Severity.WARNING, note, remedy)


def is_own_table(document: Document) -> bool:
    """True if a document is a table as respnet writes it: every header is the name of a column of tasks.csv."""
    sheets = list_sheet_lines(document).values() if document.is_table else ()
    headers = (lines[place] for lines in sheets if (place := find_header(lines, TASK_VOCABULARY)) is not None)
    first = next(headers, None)
    return document.is_own or (first is not None and _has_own_header(first))


def _has_own_header(header: TableLine) -> bool:
    names = {cell.lower() for cell in header.cells if cell}
    return len(names) > 1 and names <= {column.name for column in TASK_VOCABULARY.columns}


def read_task_table(document: Document, path: Path) -> TaskTable:
    """Read the tasks of a table strictly: every cell counts as it stands.

    A row that cannot be read whole stays, and an error among the remarks names it.

    Args:
        document: What was read from the file.
        path: The file, as messages name it.

    Raises:
        InputError: Without a column for the title or for units, or with two columns for one thing.
    """
    table = build_table(document, path, TASK_VOCABULARY)
    remarks = list(table.remarks)
    rows = [line.places for line in table.lines]
    size = 1
    headers: tuple[ColumnHeader, ...] = ()
    if spans_columns(table.header.places):
        size, headers = match_header([table.header.places, *rows], 0)
    if size < 2:
        columns = match_columns(TASK_VOCABULARY, table.header.cells, str(path))
        headers = tuple(ColumnHeader(*pair) for pair in zip(columns.names, columns.headers, strict=True))
        remarks += find_unread_columns(columns, table)
    _require(headers, str(path))
    reader = TableReader(strict=True, literal=_has_own_header(table.header), headers=headers)
    reader.read_strictly(rows[size - 1 :])
    remarks += [replace(problem, file=table.file, row=cell.line) for problem, cell in reader.problems]
    return TaskTable(tuple(map(_make_row, reader.drafts)), tuple(reader.drafts), tuple(remarks))


def _make_row(draft: RowDraft) -> TaskRow:
    lists = (UnitList(one.role, tuple(name.printed for name in one.names), one.origin, one.open) for one in draft.lists)
    return build_task_row(draft, tuple(lists), draft.targets)


def _require(headers: Sequence[ColumnHeader], where: str) -> None:
    found = "、".join(header.word for header in headers if header.word)
    names = [header.name for header in headers]
    if "title" not in names:
        raise InputError(
            zh=f"{where} 没有任务一列。表头有：{found}。请给任务一列加上表头，如“任务”“工作任务”“重点任务”或 title。",
            en=f"{where} has no column for the task. Its headers are: {found}. "
            f"Give that column a header: title, 任务, 工作任务 or 重点任务.",
        )
    if not any(column in names for column in UNIT_COLUMNS):
        raise InputError(
            zh=f"{where} 没有单位一列。表头有：{found}。"
            f"至少要有一列：牵头单位、责任单位、配合单位、督促单位（{'、'.join(UNIT_COLUMNS)}）。",
            en=f"{where} has no column of units. Its headers are: {found}. "
            f"At least one is needed: {', '.join(UNIT_COLUMNS)} (牵头单位, 责任单位, 配合单位, 督促单位).",
        )


def find_unread_columns(columns: ColumnMatch, table: Table) -> tuple[Problem, ...]:
    """A note for every column with content that respnet does not read, with or without a header."""
    width = max(len(line.cells) for line in (table.header, *table.lines))
    places = (*columns.unknown_places, *range(len(columns.headers), width))
    return tuple(
        replace(
            unread_column(place, columns.headers[place] if place < len(columns.headers) else ""),
            file=table.file,
            row=table.header.row,
        )
        for place in places
        if any(place < len(line.cells) and line.cells[place] for line in table.lines)
    )


def _no_header(where: str, first: TableLine, vocabulary: HeaderVocabulary) -> InputError:
    found = [cell for cell in first.cells if cell]
    return InputError(
        zh=f"{where} 第 {first.row} 行没有可识别的表头，只看到：{' | '.join(found)}。"
        f"可用的表头有：{vocabulary.accepted_headers.zh}。",
        en=f"{where} has no known header; row {first.row} reads: {' | '.join(found)}. "
        f"Known headers are: {vocabulary.accepted_headers.en}.",
    )


def _above_header(file: str, line: TableLine) -> Problem:
    value = " ".join(cell for cell in line.cells if cell)
    what = Text(zh=f"表头上方的第 {line.row} 行没有读入", en=f"row {line.row} stands above the header and is not read")
    remedy = Text(zh="若是标题，可写入 plan.toml 的 title", en="if it is the title, write it as title in plan.toml")
    return Problem("above-header", Severity.NOTE, what, remedy, file=file, row=line.row, value=value)


def _list_other_sheets(file: str, chosen: str, others: Sequence[str]) -> list[Problem]:
    if not others:
        return []
    value = "、".join(others)
    what = Text(
        zh=f"只读入工作表“{chosen}”，同样带有表头的“{value}”没有读入",
        en=f"only the sheet “{chosen}” is read; “{value}” also has a known header",
    )
    remedy = Text(zh="若都要读，请合并到一张工作表", en="to read them all, put them on one sheet")
    return [Problem("other-sheets", Severity.WARNING, what, remedy, file=file, value=value)]
