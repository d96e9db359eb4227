"""From the tables of a document to rows: sections, merged cells, parts, rows that go on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from respnet.intake.language.normalize import collapse_whitespace, normalize_text
from respnet.intake.language.outline import NumberKind, match_marker
from respnet.intake.language.row_builder import shorten_title
from respnet.intake.language.row_draft import RowDraft
from respnet.intake.language.targets import list_target_phrases
from respnet.intake.tables.header_rows import get_distinct_texts, match_header, resolve_title_column
from respnet.intake.tables.header_words import ColumnHeader, ColumnKind, is_header_row
from respnet.intake.tables.unit_cells import EMPTY_CELL_TEXTS, RowUnits, parse_row_units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.tables.text_tables import TextCell, TextTable


@dataclass(slots=True)
class _Reader:
    """What is known while a table is read: its columns, the open sections, the row before."""

    headers: tuple[ColumnHeader, ...] = ()
    sections: list[tuple[int, str]] = field(default_factory=list)
    drafts: list[RowDraft] = field(default_factory=list)
    number: str = ""
    title: str = ""
    part: int = 0


@dataclass(frozen=True, slots=True)
class _Row:
    """One row with its cells by column; merged cells that begin in another row stand in it too, as covered."""

    cells: tuple[TextCell, ...]
    headers: tuple[ColumnHeader, ...]
    units: RowUnits

    def of(self, column: ColumnKind) -> list[TextCell]:
        """The cells of one column that hold something."""
        pairs = zip(self.headers, self.cells, strict=False)
        return [cell for header, cell in pairs if header.column is column and cell.text]

    def first(self, column: ColumnKind) -> TextCell | None:
        """The first cell of a column, also an empty one."""
        pairs = zip(self.headers, self.cells, strict=False)
        return next((cell for header, cell in pairs if header.column is column), None)


def read_table_rows(tables: Sequence[TextTable]) -> list[RowDraft]:
    """The rows of all tables, in order. A table without a header goes on with the columns of the one before it."""
    drafts: list[RowDraft] = []
    headers: tuple[ColumnHeader, ...] = ()
    for table in tables:
        reader = _Reader(headers if table.rows and len(table.rows[0]) == len(headers) else ())
        _read_table(reader, table)
        headers = reader.headers
        drafts += reader.drafts
    return drafts


HEADER_SAMPLE_ROWS = 200
"""Rows below a header that are looked at to tell its columns apart."""


def _read_table(reader: _Reader, table: TextTable) -> None:
    place = 0
    while place < len(table.rows):
        size, headers = match_header(table, place)
        if size:
            reader.headers = resolve_title_column(headers, table.rows[place + size : place + size + HEADER_SAMPLE_ROWS])
            place += size
            continue
        if reader.headers:
            _read_row(reader, table.rows[place])
        place += 1


_TOTAL = re.compile(r"(?:合计|总计|总分|小计)\d*分?")


def _read_row(reader: _Reader, cells: tuple[TextCell, ...]) -> None:
    distinct = [text for text in get_distinct_texts(cells) if text]
    if not distinct or is_header_row(get_distinct_texts(cells)):
        return
    places = [
        place
        for place, (header, cell) in enumerate(zip(reader.headers, cells, strict=False))
        if header.column is ColumnKind.UNITS and not _runs_in(cells, place, cell)
    ]
    row = _Row(cells, reader.headers, parse_row_units(reader.headers, cells, places))
    if len(distinct) == 1 and not row.units.lists:
        _enter(reader, distinct[0])
        return
    number, title = row.first(ColumnKind.NUMBER), row.first(ColumnKind.TITLE)
    if any(_TOTAL.fullmatch(collapse_whitespace(cell.text)) for cell in (number, title) if cell is not None):
        return
    _add_row(reader, row, number, title)


def _runs_in(cells: tuple[TextCell, ...], place: int, cell: TextCell) -> bool:
    """Whether a cell of another column is merged into this one (一、… across the whole table)."""
    return place > 0 and cell.is_part_of(cells[place - 1])


def _enter(reader: _Reader, text: str) -> None:
    """A row that is a section: it closes those of its own level and below."""
    folded = normalize_text(text).text.strip()
    marker = match_marker(folded, 0, len(folded))
    level = int(marker.kind) if marker else int(NumberKind.HEADING)
    while reader.sections and reader.sections[-1][0] >= level:
        reader.sections.pop()
    reader.sections.append((level, shorten_title(text)))
    reader.number = reader.title = ""


_HAN_ALONE = re.compile(r"[(（]?[一二三四五六七八九十百]{1,4}[)）]?[、.]?")


def _add_row(reader: _Reader, row: _Row, number: TextCell | None, title: TextCell | None) -> None:
    number_text = collapse_whitespace(number.text).strip(" 、.．,，") if number else ""
    title_text = title.text if title else ""
    is_chapter = number is not None and bool(_HAN_ALONE.fullmatch(collapse_whitespace(number.text)))
    if is_chapter:
        mark = "" if number_text.endswith((")", "）")) else "、"
        _enter(reader, f"{number_text}{mark}{shorten_title(title_text)}")
        if not row.units.lists:
            return
    loose = row.of(ColumnKind.LOOSE)
    goes_on = _goes_on(reader, number, title)
    if goes_on and not row.units.lists:
        _append_text(reader, [*([title] if title and not title.covered else []), *loose])
        return
    if not title_text and not (goes_on and reader.title):
        if not loose:
            return
        title_text = loose[0].text
    _count(reader, goes_on=goes_on, number=number_text, title=title_text)
    sections = tuple(text for _, text in (reader.sections[:-1] if is_chapter else reader.sections))
    reader.drafts.append(_draft(reader, row, title_text or reader.title, sections))
    if is_chapter:
        reader.number = reader.title = ""


def _goes_on(reader: _Reader, number: TextCell | None, title: TextCell | None) -> bool:
    """Whether a row belongs to the item of the row before: its number and title are merged with it, or left empty."""
    if not reader.drafts or not reader.title:
        return False
    titled = title is None or not title.text or title.covered
    if number is None or not number.text:
        return titled
    return number.covered and (titled or bool(reader.number))


def _count(reader: _Reader, *, goes_on: bool, number: str, title: str) -> None:
    """The number, title and part of the row that begins: a row that goes on makes the rows of its item parts."""
    if not goes_on:
        reader.number, reader.title, reader.part = number, title, 0
        return
    reader.part += 1
    if reader.part == 1:
        reader.drafts[-1] = replace(reader.drafts[-1], part="1")
        reader.part = 2
    if title:
        reader.title = title


def _append_text(reader: _Reader, more: Sequence[TextCell]) -> None:
    last = reader.drafts[-1]
    text = "".join(collapse_whitespace(cell.text) for cell in more)
    reader.drafts[-1] = replace(last, text=f"{last.text}{text}")


def _draft(reader: _Reader, row: _Row, title: str, sections: tuple[str, ...]) -> RowDraft:
    anchor = row.first(ColumnKind.TITLE) or row.cells[0]
    goals = [cell.text for cell in row.of(ColumnKind.TARGETS)]
    texts = [title, *(cell.text for cell in row.of(ColumnKind.LOOSE) if cell.text != title), *goals]
    folded = "\n".join(normalize_text(text).text for text in texts)
    short_goals = tuple(collapse_whitespace(goal) for goal in goals if len(goal) <= 40)
    dates = [collapse_whitespace(cell.text) for cell in row.of(ColumnKind.DEADLINE)]
    return RowDraft(
        at=(anchor.block, anchor.row * 1000 + anchor.start if anchor.row >= 0 else anchor.start),
        title=_title(title),
        number=reader.number,
        part=str(reader.part) if reader.part else "",
        section=(*sections, *(shorten_title(cell.text) for cell in row.of(ColumnKind.SECTION))),
        lists=row.units.lists,
        fuller=row.units.fuller,
        deadline="，".join(date for date in dates if date not in EMPTY_CELL_TEXTS),
        text="\n".join(collapse_whitespace(text) for text in texts),
        folded=folded,
        targets=short_goals or list_target_phrases(folded),
        clause="；".join(collapse_whitespace(cell.text) for cell in row.units.cells),
        source=anchor.source,
        task_spans=anchor.spans(0, len(anchor.text)),
        clause_spans=tuple(span for cell in row.units.cells for span in cell.spans(0, len(cell.text))),
        persons=tuple(
            name
            for cell in row.of(ColumnKind.PERSON)
            if (name := collapse_whitespace(cell.text)) not in EMPTY_CELL_TEXTS
        ),
    )


_SENTENCE_END = re.compile(r"[。!?！？]")


def _title(text: str) -> str:
    """The first sentence of a cell, without a number of its own."""
    folded = normalize_text(text)
    start = 0
    marker = match_marker(folded.text, 0, len(folded.text))
    if marker is not None and not marker.doubtful and marker.end < len(folded.text):
        start = folded.offsets[marker.end]
    match = _SENTENCE_END.search(text, start)
    return shorten_title(text[start : match.start() if match else len(text)].replace("\n", " "))
