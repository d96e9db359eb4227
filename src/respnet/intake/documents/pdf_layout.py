"""Pages to paragraphs: page furniture away, columns in order, broken lines joined, tables where they stand."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from respnet.intake.documents.cell_spans import build_grid
from respnet.intake.documents.characters import CONTINUING_SIGNS, join_lines
from respnet.intake.documents.document import Block, Grid, GridCell, Paragraph
from respnet.intake.documents.pdf_lines import (
    PageRow,
    build_page_rows,
    estimate_right_edge,
    fill_missing_gutters,
    find_gutter,
    merge_reading_order,
    split_line_segments,
)
from respnet.intake.documents.pdf_plain_tables import find_plain_tables
from respnet.intake.documents.pdf_tables import RuledTable, find_ruled_tables
from respnet.intake.language.lexicon import CLAUSE_WORDS, is_complete_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from respnet.intake.documents.pdf_lines import LineSegment
    from respnet.intake.documents.pdf_objects import PageDrawing

_MARGIN = 0.13
"""The share of a page's height, above and below, in which furniture stands."""
_PAGE_NUMBER = re.compile(
    r"[-—–－一·•\s]*\d{1,4}[-—–－一·•\s]*|第?\s*\d{1,4}\s*页?\s*[/／，,]?\s*共?\s*\d{1,4}\s*页|第\s*\d{1,4}\s*页|\d{1,4}\s*[/／]\s*\d{1,4}|[pP]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?|[ivxIVX]{1,6}"
)
_DIGITS = re.compile(r"\d+")
_ITEM = re.compile(
    r"(?:[一二三四五六七八九十]{1,4}、|[（(][一二三四五六七八九十]{1,4}[)）]|第[一二三四五六七八九十百]{1,5}[章节条]|\d{1,3}[.．、](?!\d)|[（(]\d{1,3}[)）]|[①-⑳]"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+(?=[A-Z])|[•▪●–]\s|(?:Lead|Owner|Resp|Partner|Support|Due)[A-Za-z/ ]{0,25}:\s)"
)
_COLON = re.compile("[:：]")
_FOOTNOTE_SIZE = 0.9
_NOTE_MARK = re.compile(r"[①-⑳*＊†‡※]|[\[［〔]\d{1,3}[\]］〕]|注\s*[:：\d]|\d{1,3}\s")
_LISTED = re.compile(r"\d{1,3}[.．、](?!\d)|[（(]\d{1,3}[)）]|[①-⑳]")
_ENDS = ("。", "；", "：", "！", "？", "）", ")", "”", ".", ";", ":", "〕", "】")
_FULL_LINE = 2.2
"""In letter sizes: a line that ends this near to its column's edge fills it."""
_LATIN_WORD = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page taken apart."""

    page: int
    width: float
    height: float
    pieces: tuple[LineSegment, ...]
    tables: tuple[RuledTable, ...]
    separators: tuple[float, ...] = ()
    """Heights of the short lines that part footnotes from the text."""
    rows: tuple[PageRow, ...] = ()
    has_unread_table: bool = False


@dataclass(slots=True)
class _Open:
    """A paragraph that may go on in the next row."""

    rows: list[PageRow]
    source: str
    page: int


def build_page_layout(page: PageDrawing, before: Sequence[RuledTable] = ()) -> PageLayout:
    """Build a page's pieces of text outside its tables, and its tables.

    Args:
        page: What is drawn on it.
        before: The tables of the page before it, with the last of which it may go on.
    """
    tables, rules = find_ruled_tables(page)
    loose = [one for one in page.glyphs if not any(table.holds(one) for table in tables)]
    plain, unread = find_plain_tables(loose, rules, before[-1] if before else None)
    loose = [one for one in loose if not any(table.holds(one) for table in plain)]
    tables = sorted([*tables, *plain], key=lambda table: table.rows[0])
    separators = tuple(rule.at for rule in page.rules if rule.level and rule.end - rule.start < page.width / 2)
    return PageLayout(
        page.number, page.width, page.height, tuple(split_line_segments(loose)), tuple(tables), separators, (), unread
    )


def build_blocks(sheets: Sequence[PageLayout], path: Path) -> tuple[list[Block], list[str]]:
    """Build the paragraphs and tables of all pages in reading order.

    Args:
        sheets: The pages.
        path: The file, for messages.

    Returns:
        The blocks, and the lines left out since they stand at the edge of most pages.
    """
    gutters = fill_missing_gutters([find_gutter(sheet.pieces) for sheet in sheets])
    edges = _edges([sheet for sheet, gutter in zip(sheets, gutters, strict=True) if gutter is None])
    sheets = [
        replace(sheet, rows=tuple(build_page_rows(sheet.pieces, gutter, edges.get(round(sheet.width), 0))))
        for sheet, gutter in zip(sheets, gutters, strict=True)
    ]
    repeated = _repeated(sheets)
    writer = _Writer(path, keeps_blanks=_are_end_blanks_typed(sheets))
    left_out: dict[str, None] = {}
    for sheet in sheets:
        rows = []
        for row in sheet.rows:
            if not _is_furniture(row, sheet, repeated):
                rows.append(row)
            elif _PAGE_NUMBER.fullmatch(row.text.strip()) is None:
                left_out.setdefault(row.text)
        notes = _count_footnote_rows(rows, sheet)
        text = rows[: len(rows) - notes]
        writer.page(sheet, merge_reading_order(text, [(table.rows[0], table.rows[-1]) for table in sheet.tables]))
        writer.add_footnotes(rows[len(text) :], sheet)
    writer.end()
    return writer.blocks, list(left_out)


def _count_footnote_rows(rows: Sequence[PageRow], sheet: PageLayout) -> int:
    """Count the last rows of a page that are footnotes: smaller than the text, under a short line or with a mark."""
    sizes = sorted(row.size for row in rows)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    count = 0
    while count < len(rows) and rows[-1 - count].size <= _FOOTNOTE_SIZE * usual:
        count += 1
    if not 0 < count < len(rows) or sheet.tables:
        return 0
    first, above = rows[len(rows) - count], rows[-1 - count]
    if first.base < sheet.height / 2 or above.base > first.base:
        return 0
    is_parted = any(above.base < at < first.base for at in sheet.separators)
    return count if is_parted or _NOTE_MARK.match(first.text) else 0


def _are_end_blanks_typed(sheets: Sequence[PageLayout]) -> bool:
    """True if a blank drawn at a line's end stands in the text: some programs put one behind every line."""
    full = [row for sheet in sheets for row in sheet.rows if _left_over(row) <= _FULL_LINE * row.size]
    return sum(row.ends_blank for row in full) * 3 <= max(len(full), 3)


def _edges(sheets: Sequence[PageLayout]) -> dict[int, float]:
    """For each width of page how far lines reach to the right on all such pages."""
    pieces: dict[int, list[LineSegment]] = {}
    for sheet in sheets:
        pieces.setdefault(round(sheet.width), []).extend(sheet.pieces)
    return {width: estimate_right_edge(found, width) for width, found in pieces.items() if found}


def _repeated(sheets: Sequence[PageLayout]) -> set[tuple[str, int]]:
    """Text (digits left out) with its height that stands in the margin of half of the pages or more."""
    counts: Counter[tuple[str, int]] = Counter()
    for sheet in sheets:
        counts.update({_key(row) for row in sheet.rows if _in_margin(row, sheet)})
    enough = max(2, len(sheets) // 2 if len(sheets) > 3 else len(sheets))
    return {key for key, count in counts.items() if count >= enough}


def _key(row: PageRow) -> tuple[str, int]:
    return _DIGITS.sub("#", "".join(row.text.split())), round(row.base / 8)


def _in_margin(row: PageRow, sheet: PageLayout) -> bool:
    return row.base < sheet.height * _MARGIN or row.base > sheet.height * (1 - _MARGIN)


def _is_furniture(row: PageRow, sheet: PageLayout, repeated: set[tuple[str, int]]) -> bool:
    """True if a row is a running head or foot; one that names the units of a task is none, though it is repeated."""
    if not _in_margin(row, sheet) or (CLAUSE_WORDS.search(row.text) and _COLON.search(row.text)):
        return False
    return _key(row) in repeated or _PAGE_NUMBER.fullmatch(row.text.strip()) is not None


class _Writer:
    """Joins rows to paragraphs and tables to tables, page after page."""

    def __init__(self, path: Path, *, keeps_blanks: bool) -> None:
        self.path = path
        self.keeps_blanks = keeps_blanks
        self.blocks: list[Block] = []
        self._open: _Open | None = None
        self._footnotes: list[Paragraph] = []
        self._columns: tuple[float, ...] = ()
        self._table_ends_page = False

    def page(self, sheet: PageLayout, order: Iterable[PageRow | int]) -> None:
        """Write one page.

        Args:
            sheet: The page.
            order: Its rows, and for each table its place in the sheet.
        """
        pitch = _pitch(sheet.rows)
        first = True
        line = 0
        for one in order:
            if isinstance(one, int):
                self._end_paragraph()
                self._table(sheet, one, goes_on=first and self._table_ends_page)
                self._table_ends_page = True
            else:
                line += 1
                self._row(one, f"page {sheet.page} line {line}", sheet.page, pitch)
                self._table_ends_page = False
            first = False

    def _row(self, row: PageRow, source: str, page: int, pitch: float) -> None:
        if self._open is not None and is_continued(self._open.rows[-1], row, pitch if page == self._open.page else 0):
            self._open.rows.append(row)
            self._open.page = page
            return
        self.end()
        self._open = _Open([row], source, page)

    def add_footnotes(self, rows: Sequence[PageRow], sheet: PageLayout) -> None:
        """Keep the footnotes of a page until the paragraph that runs on to the next page has ended.

        Args:
            rows: The rows of the footnotes.
            sheet: The page.
        """
        for row in rows:
            if self._footnotes and row is not rows[0] and not _NOTE_MARK.match(row.text):
                last = self._footnotes[-1]
                self._footnotes[-1] = replace(last, text=join_lines([last.text, row.text]))
            else:
                self._footnotes.append(Paragraph(row.text, f"page {sheet.page} footnote"))

    def end(self) -> None:
        """Write the paragraph that is open, and the footnotes that waited for its end."""
        self._end_paragraph()
        self.blocks += self._footnotes
        self._footnotes.clear()

    def _end_paragraph(self) -> None:
        if self._open is not None:
            lines = [row.text + " " * (row.ends_blank and self.keeps_blanks) for row in self._open.rows]
            self.blocks.append(Paragraph(join_lines(lines).rstrip(), self._open.source))
        self._open = None

    def _table(self, sheet: PageLayout, place: int, *, goes_on: bool) -> None:
        table = sheet.tables[place]
        made = build_grid(table.cells, f"page {sheet.page} table {place + 1}", self.path)
        if made is None:
            return
        last = self.blocks[-1] if self.blocks else None
        if goes_on and isinstance(last, Grid) and _same_columns(self._columns, table.columns):
            self.blocks[-1] = join_table_parts(last, made)
        else:
            self.blocks.append(made)
        self._columns = table.columns


def _pitch(rows: Sequence[PageRow]) -> float:
    """The usual step from line to line on the page; 0 where there are too few."""
    steps = sorted(after.base - row.base for row, after in itertools.pairwise(rows) if after.base > row.base + 1)
    return steps[len(steps) // 2] if len(steps) >= 3 else 0


def is_continued(row: PageRow, following: PageRow, pitch: float) -> bool:
    """Say if a paragraph runs on from one row to the next.

    Args:
        row: The row.
        following: The next one.
        pitch: The usual step from line to line in points, 0 across pages.
    """
    if (
        row.is_columnar
        or following.is_columnar
        or abs(row.size - following.size) > 0.12 * max(row.size, following.size)
    ):
        return False
    step = following.base - row.base
    if pitch and step > max(1.5 * pitch, 1.9 * row.size):
        return False
    if row.is_centred or following.is_centred:
        # Titles of several lines are centred and set larger than the text.
        return row.is_centred and following.is_centred and row.is_large and not row.text.endswith(_ENDS)
    em = row.size
    indented = following.left - following.column_left > 0.8 * em
    ended = row.text.endswith(_ENDS)
    left_over = _left_over(row)
    if not _is_full(row, following) and (ended or indented or left_over > 4 * em or _ITEM.match(following.text)):
        return False
    if indented:
        return not ended and not _ITEM.match(following.text) and _goes_on_indented(row, following)
    return not (ended and _ITEM.match(following.text))


def _goes_on_indented(row: PageRow, following: PageRow) -> bool:
    """True if an indented row goes on with the one before: a list with its numbers hung out, an indented block."""
    if following.left > row.left + 0.8 * row.size:
        return _LISTED.match(row.text) is not None
    return not following.is_indent_opening


def _is_full(row: PageRow, following: PageRow) -> bool:
    """True if the row reaches its column's edge, as far as the next word or a pair of signs would have let it."""
    left_over = _left_over(row)
    if left_over <= _FULL_LINE * row.size or following.text.startswith(CONTINUING_SIGNS):
        return True
    word = _LATIN_WORD.match(following.text)
    return word is not None and left_over <= (len(word[0]) * 0.6 + 1.5) * row.size


def _left_over(row: PageRow) -> float:
    return row.column_right - row.right


def _same_columns(before: Sequence[float], after: Sequence[float]) -> bool:
    # A table whose pages are set alternately is moved sideways as a whole.
    return len(before) == len(after) and all(
        abs((one - before[0]) - (other - after[0])) <= 4 for one, other in zip(before, after, strict=True)
    )


def join_table_parts(table: Grid, more: Grid) -> Grid:
    """Join a table with what follows of it on the next page.

    Args:
        table: The table so far.
        more: Its rows on the next page.

    Returns:
        The table without a header printed again; a row that breaks over the page is one.
    """
    rows = list(table.rows)
    added = list(more.rows)
    repeated = 0
    while repeated < min(len(added), len(rows), 3) and _texts(added[repeated]) == _texts(rows[repeated]):
        repeated += 1
    added = added[repeated:]
    if added and rows and _is_rest(rows[-1], added[0]):
        rows[-1] = tuple(
            replace(cell, text=_join_cut_texts(cell.text, rest.text))
            for cell, rest in zip(rows[-1], added[0], strict=True)
        )
        added = added[1:]
    return Grid((*rows, *added), table.source)


def _join_cut_texts(above: str, below: str) -> str:
    """The text of a cell that the end of a page cut; a name that is whole and a sentence that has ended stay apart."""
    if not above or not below or above.endswith(_ENDS) or is_complete_name(re.split(r"[、，；\s]", above)[-1]):
        return "\n".join(filter(None, (above, below)))
    return join_lines([above, below])


def _texts(row: Sequence[GridCell]) -> list[str]:
    return ["".join(cell.text.split()) for cell in row]


def _is_rest(row: Sequence[GridCell], rest: Sequence[GridCell]) -> bool:
    """True if `rest` is the lower part of `row`, cut by the end of the page: its first cell, the number, is empty."""
    if len(row) != len(rest) or not row[0].text or rest[0].text:
        return False
    if any(cell.rows != 1 for cell in (*row, *rest)) or [c.columns for c in row] != [c.columns for c in rest]:
        return False
    return any(
        other.text and cell.text and not cell.text.endswith(("。", "；", "！", "）"))
        for cell, other in zip(row, rest, strict=True)
    )
