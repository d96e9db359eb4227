"""Tables of a document as rows of cells: those the reader found, and those that stand in plain text.

Read in text: pipes, tabs, blanks between columns, boxes drawn with lines, and cells on lines of their own.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from respnet.intake.documents.document import Grid, Paragraph
from respnet.intake.language.normalize import Span, normalize_text
from respnet.intake.tables.columns import PERSON
from respnet.intake.tables.header_rows import is_header_row, is_header_word, is_remark, match_header
from respnet.intake.tables.matrices import has_header, match_matrix
from respnet.intake.tables.unheaded_tables import match_clause_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.documents.document import Document


@dataclass(frozen=True, slots=True)
class TextCell:
    """One cell: its text, its source, and where it stands: block and offset; row and column in a table of the file.

    `covered` says that a merged cell which begins elsewhere covers this place; `line` is the row as the file counts it.
    `parts` are the pieces of a cell that
    was joined from several lines: where each begins in the text, its block and its offset there.
    """

    text: str
    source: str
    block: int
    start: int = 0
    row: int = -1
    column: int = -1
    covered: bool = False
    line: int | None = None
    parts: tuple[tuple[int, int, int], ...] = ()

    def is_part_of(self, other: TextCell) -> bool:
        """True if both places are covered by one merged cell."""
        return self.covered and self.row >= 0 and (self.row, self.column) == (other.row, other.column)

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The places in the document of `start` to `end` of the text."""
        if self.row >= 0:
            return (Span(self.block, self.start + start, self.start + end, self.row, self.column),)
        if not self.parts:
            return (Span(self.block, self.start + start, self.start + end),)
        spans: list[Span] = []
        for place, (begin, block, offset) in enumerate(self.parts):
            stop = self.parts[place + 1][0] if place + 1 < len(self.parts) else len(self.text)
            first, last = max(start, begin), min(end, stop)
            if first < last:
                spans.append(Span(block, offset + first - begin, offset + last - begin))
        return tuple(spans)


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table as a full matrix of cells; `block` is its first block."""

    rows: tuple[tuple[TextCell, ...], ...]
    source: str
    block: int


@lru_cache(maxsize=2)
def find_text_tables(document: Document) -> tuple[tuple[TextTable, ...], frozenset[int]]:
    """The tables of a document, and the numbers of the paragraphs that they were made of."""
    tables: list[TextTable] = []
    consumed: set[int] = set()
    refused = [0] * 6
    blocks = document.blocks
    place = 0
    while place < len(blocks):
        block = blocks[place]
        if isinstance(block, Grid):
            tables.append(build_grid_matrix(block, place))
            place += 1
            continue
        after = place + 1
        for index, read in enumerate((_ruled, _piped, _tabbed, _boxed, _spaced, _cell_by_cell)):
            if place < refused[index]:  # inside a run of lines that this reading has seen whole
                continue
            table, reached = read(blocks, place)
            if table is not None:
                tables.append(table)
                consumed.update(range(place, reached))
                after = reached
                break
            refused[index] = reached
        place = after
    return tuple(join_columns(tables)), frozenset(consumed)


def _is_whole(table: TextTable) -> bool:
    """True if the header of a table announces units and what they do: a column that is no number and no deadline."""
    return any(
        match_matrix(table.rows, at)
        or any(
            one.word and not one.role and one.name not in ("number", "deadline", PERSON) and not is_remark(one)
            for one in match_header(table.rows, at)[1]
        )
        for at in range(len(table.rows))
    )


def join_columns(tables: list[TextTable]) -> list[TextTable]:
    """Join tables of which none is whole where they are columns of one, as a wide sheet is printed page by page.

    Args:
        tables: All tables of a document; a sheet prints all pages of its first columns before those of the next.

    Returns:
        The rows of each page together, or the tables as they are where they do not match or have no header together.
    """
    count = len(tables)
    if count < 2 or any(map(_is_whole, tables)):
        return tables
    for pages in (pages for pages in range(1, count // 2 + 1) if count % pages == 0):
        groups = [tables[page::pages] for page in range(pages)]
        if all(len({len(table.rows) for table in group}) == 1 for group in groups):
            rows = [zip(*(table.rows for table in group), strict=True) for group in groups]
            joined = [
                replace(one, rows=tuple(tuple(chain(*parts)) for parts in own))
                for one, own in zip(tables, rows, strict=False)
            ]
            if _is_whole(joined[0]):
                return joined
    return tables


def build_grid_matrix(grid: Grid, block: int) -> TextTable:
    """The matrix of a table with merged cells: each place that a merged cell covers holds its text again.

    Args:
        grid: The table as it was read.
        block: Its place among the blocks of the document.

    Returns:
        The table with a cell in every place.
    """
    filled: dict[tuple[int, int], TextCell] = {}
    width = 0
    lines = grid.lines or tuple(range(1, len(grid.rows) + 1))
    for row, cells in enumerate(grid.rows):
        column = 0
        for index, cell in enumerate(cells):
            while (row, column) in filled:
                column += 1
            for down in range(min(cell.rows, len(grid.rows) - row)):
                for right in range(min(cell.columns, 200)):
                    covered = bool(down or right)
                    one = TextCell(cell.text, cell.source, block, 0, row, index, covered, lines[row + down])
                    filled.setdefault((row + down, column + right), one)
            column += cell.columns
            width = max(width, min(column, 400))
    rows = tuple(
        tuple(
            filled.get((row, column)) or TextCell("", grid.source, block, covered=True, line=line)
            for column in range(width)
        )
        for row, line in enumerate(lines)
    )
    return TextTable(rows, grid.source, block)


def _text(blocks: Sequence[Paragraph | Grid], place: int) -> str | None:
    """The text of a paragraph, or None where a table stands or the document ends."""
    block = blocks[place] if place < len(blocks) else None
    return block.text if isinstance(block, Paragraph) else None


_PIPES = re.compile(r"[|｜]")
_RULE = re.compile(r"[\s|｜:\-—–─═+┼├┤┌┐└┘┬┴━]+")


_DASHES = re.compile(r":?-{2,}:?")


def _ruled(blocks: Sequence[Paragraph | Grid], place: int) -> tuple[TextTable | None, int]:
    """A Markdown table wherever a copy ended its lines: its rule says how many cells a row has."""
    pieces: list[list[TextCell]] = [[]]
    at = place
    while (text := _text(blocks, at)) is not None and ("|" in text or any(one.text for one in pieces[-1])):
        first, *others = _cells(blocks[at].source, at, text, _PIPES, edges=False)
        pieces[-1].append(first)
        pieces += [[one] for one in others]
        at += 1
    cells = [_one(held, blocks[place].source, place) for held in pieces]
    rule = next((index for index, cell in enumerate(cells) if _DASHES.fullmatch(cell.text)), 0)
    width = next((more for more, cell in enumerate(cells[rule:]) if not _DASHES.fullmatch(cell.text)), 0)
    first_row = rule - width - 1
    starts = range(rule + width, len(cells) - width, width + 1)
    regular = width > 1 and first_row >= 0 and not any(cells[start].text for start in (rule - 1, *starts))
    outside = [*cells[:first_row], cells[-1]]
    if not regular or 2 * sum(len(cell.text) for cell in outside) > sum(len(cell.text) for cell in cells):
        return None, at
    rows = [tuple(cells[start + 1 : start + 1 + width]) for start in (first_row - 1, *starts)]
    return _if_table(rows, blocks, place, at)


def _piped(blocks: Sequence[Paragraph | Grid], place: int) -> tuple[TextTable | None, int]:
    """| a | b | lines, a line a row; a header among them or nothing."""
    rows: list[tuple[TextCell, ...]] = []
    at = place
    while (text := _text(blocks, at)) is not None and len(_PIPES.findall(text)) >= 2:
        if not _RULE.fullmatch(text):
            rows.append(_cells(blocks[at].source, at, text, _PIPES, edges=True))
        at += 1
    return _if_table(rows, blocks, place, at)


def _tabbed(blocks: Sequence[Paragraph | Grid], place: int) -> tuple[TextTable | None, int]:
    """Lines with tabs between the cells."""
    first = _text(blocks, place)
    if first is None or "\t" not in first or not any(map(is_header_word, first.split("\t"))):
        return None, place
    unbroken = _split_unbroken_rows(_cells(blocks[place].source, place, first, re.compile("\t"), edges=False))
    if unbroken:
        return _if_table(unbroken, blocks, place, place + 1)
    width = first.count("\t") + 1
    cut = _find_cut_length(blocks, place)
    rows: list[tuple[TextCell, ...]] = []
    at = place
    open_row: list[list[TextCell]] = []
    while (text := _text(blocks, at)) is not None and text.count("\t") <= width:
        of_section = _SECTION_ROW.match(text) and "\t" in (_text(blocks, at + 1) or "")
        if not ("\t" in text or open_row or of_section):
            break
        first_cell, *others = _cells(blocks[at].source, at, text, re.compile("\t"), edges=False)
        open_row = [*open_row[:-1], [*(open_row[-1] if open_row else []), first_cell], *([one] for one in others)]
        at += 1
        if len(text) != cut or (len(open_row) == width and "\t" in (_text(blocks, at) or "")):
            rows.append(tuple(_one(held, blocks[at - 1].source, at - 1) for held in open_row))
            open_row = []
    return _if_table(rows, blocks, place, at)


_SECTION_ROW = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]).{2,30}$")
"""A line between the rows of a table that names the section of those below (一、基础设施)."""


def _split_unbroken_rows(cells: Sequence[TextCell]) -> list[tuple[TextCell, ...]]:
    """The rows of a table on one line, whose line ends a copy made tabs or took away: its numbers count them.

    Where they were taken away, the number of each row stands behind the last cell of the row before it.
    """
    for width in range(3, min(len(cells) // 2, 13)):
        numbers = cells[width::width]
        if len(numbers) > 1 and all(cell.text == str(at) for at, cell in enumerate(numbers, 1)):
            return [tuple(cells[start : start + width]) for start in range(0, len(cells), width)]
        glued = cells[width - 1 : -1 : width - 1]
        if len(glued) > 1 and all(cell.text.endswith(str(at)) for at, cell in enumerate(glued, 1)):
            parted = list(cells[:1])
            for at, cell in enumerate(cells[1:], 1):
                number = "" if at % (width - 1) or cell is cells[-1] else str(at // (width - 1))
                end = len(cell.text) - len(number)
                parted.append(replace(cell, text=cell.text[:end].rstrip()))
                if number:
                    parted.append(replace(cell, text=number, start=cell.start + end))
            return [tuple(parted[start : start + width]) for start in range(0, len(parted), width)]
    return []


def _find_cut_length(blocks: Sequence[Paragraph | Grid], place: int) -> int:
    """The length at which a copy cut the lines of a table, 0 where it cut none: three of the longest are alike."""
    lengths: list[int] = []
    while (text := _text(blocks, place)) is not None and len(lengths) < _LINES_TO_MEASURE:
        lengths.append(len(text))
        place += 1
    longest = max(lengths)
    return longest if lengths.count(longest) >= 3 and longest > 15 else 0


_LINES_TO_MEASURE = 200


def _cells(source: str, block: int, text: str, mark: re.Pattern[str], *, edges: bool) -> tuple[TextCell, ...]:
    cells: list[TextCell] = []
    start = 0
    for end, after in [*((match.start(), match.end()) for match in mark.finditer(text)), (len(text), len(text))]:
        cells.append(_cell(source, block, text, start, end))
        start = after
    if edges:
        cells = cells[1 if not cells[0].text else 0 : len(cells) - (1 if not cells[-1].text else 0)]
    return tuple(cells)


def _cell(source: str, block: int, text: str, start: int, end: int) -> TextCell:
    raw = text[start:end]
    left = len(raw) - len(raw.lstrip())
    return TextCell(raw.strip(), source, block, start + left)


def _if_table(
    rows: Sequence[tuple[TextCell, ...]], blocks: Sequence[Paragraph | Grid], place: int, after: int
) -> tuple[TextTable | None, int]:
    """A table if one of its rows is a header with a column of units."""
    width = max((len(row) for row in rows), default=0)
    if len(rows) < 2 or width < 2:
        return None, after
    filled = tuple(
        row + tuple(TextCell("", row[0].source, row[0].block) for _ in range(width - len(row))) for row in rows
    )
    table = TextTable(filled, blocks[place].source, place)
    if not has_header(filled):
        first, columns = match_clause_columns(filled)
        if not first or not any(column.word and is_header_word(column.word) for column in columns):
            return None, after
    return table, after


_BOX = re.compile(r"[│┃║|]")
_BOX_RULE = re.compile(r"^\s*[┌├└┏┣┗╔╠╚][─━═┬┼┴┳╋┻╦╬╩┐┤┘┓┫┛╗╣╝\s]+$")


def _boxed(blocks: Sequence[Paragraph | Grid], place: int) -> tuple[TextTable | None, int]:
    """A box drawn with lines: the parts of a cell on several lines are joined."""
    text = _text(blocks, place)
    if text is None or not _BOX_RULE.match(text):
        return None, place
    rows: list[tuple[TextCell, ...]] = []
    open_row: list[list[TextCell]] = []
    at = place
    while (text := _text(blocks, at)) is not None:
        if _BOX_RULE.match(text):
            if open_row:
                rows.append(tuple(_one(held, blocks[at].source, at) for held in open_row))
            open_row = []
        elif _BOX.match(text.strip()):
            parts = _cells(blocks[at].source, at, text, _BOX, edges=False)[1:-1]
            if open_row and len(parts) != len(open_row):
                break
            open_row = [[*held, part] for held, part in zip(open_row or [[] for _ in parts], parts, strict=True)]
        else:
            break
        at += 1
    if open_row:
        rows.append(tuple(_one(held, blocks[place].source, place) for held in open_row))
    return _if_table(rows, blocks, place, at)


def _spaced(blocks: Sequence[Paragraph | Grid], place: int) -> tuple[TextTable | None, int]:
    """Columns with blanks between them: a header of two to six known words, then numbered lines."""
    text = _text(blocks, place)
    if text is None or text.isascii() or len(text) > 80 or " " not in text.strip().replace("\u3000", " "):
        return None, place
    header = _header_words(text)
    if header is None:
        return None, place
    rows = [tuple(TextCell(word, blocks[place].source, place, text.find(word[0])) for word in header)]
    at = place + 1
    while (line := _text(blocks, at)) is not None:
        row = _spaced_row(blocks[at].source, at, line, len(header))
        if row is None and _header_words(line) != header:
            break
        if row is not None:
            rows.append(row)
        at += 1
    return _if_table(rows, blocks, place, at)


def _header_words(text: str) -> tuple[str, ...] | None:
    joined: list[str] = []
    lone = False
    for word in unicodedata.normalize("NFKC", text).split():  # 工 作 任 务 arrives in pieces
        if lone and len(word) == 1:
            joined[-1] += word
        else:
            joined.append(word)
        lone = len(word) == 1
    if not 3 <= len(joined) <= 7 or not is_header_word(joined[0]) or not is_header_row(joined):
        return None
    return tuple(joined)


def _spaced_row(source: str, block: int, line: str, width: int) -> tuple[TextCell, ...] | None:
    words = list(re.finditer(r"\S+", line))
    if len(words) < width or not re.fullmatch(r"\d{1,3}[.、．]?", words[0][0]):
        return None
    last = words[len(words) - (width - 2) :]
    middle = (words[1].start(), last[0].start())
    cells = [TextCell(words[0][0], source, block, words[0].start()), _cell(source, block, line, *middle)]
    cells += [TextCell(word[0], source, block, word.start()) for word in last]
    return tuple(cells)


def _cell_by_cell(blocks: Sequence[Paragraph | Grid], place: int) -> tuple[TextTable | None, int]:
    """A cell a line, each ended by | (or | on a line of its own). The header ends where the first number stands.

    Without any | only where three header words and numbers from 1 that stand in one column say so.
    """
    if bare := _find_bare_cells(blocks, place):
        return _if_table(bare, blocks, place, place + len(bare) * len(bare[0]))
    cells: list[TextCell] = []
    at = place
    pending: list[TextCell] = []
    while (text := _text(blocks, at)) is not None:
        stripped = text.strip()
        ends = stripped.endswith(("|", "｜"))
        inner = stripped.strip("|｜ ")
        if _PIPES.search(inner) or (not ends and len(pending) >= 3):
            break
        if inner:
            pending.append(TextCell(inner, blocks[at].source, at, text.find(inner[0])))
        if ends:
            cells.append(_one(pending, blocks[at].source, at))
            pending = []
        at += 1
        if len(cells) == 1 and not is_header_word(normalize_text(cells[0].text).text):
            return None, place
    if pending and len(pending) == 1:
        cells.append(pending[0])
    width = _width(cells)
    if width < 2:
        return None, at if cells else place
    rows = [tuple(cells[start : start + width]) for start in range(0, len(cells) - width + 1, width)]
    return _if_table(rows, blocks, place, at)


def _find_bare_cells(blocks: Sequence[Paragraph | Grid], place: int) -> list[tuple[TextCell, ...]]:
    """The rows of a table of which every cell is a line and nothing marks its end; none where one may be lost."""

    def read_cells(start: int, count: int) -> tuple[TextCell, ...]:
        texts = ((at, _text(blocks, at)) for at in range(start, start + count))
        return tuple(_cell(blocks[at].source, at, text, 0, len(text)) for at, text in texts if text is not None)

    words = [text for at in range(place, place + 3) if (text := _text(blocks, at)) is not None]
    if len(words) < 3 or not all(len(word) <= 20 and is_header_word(normalize_text(word).text) for word in words):
        return []
    head = read_cells(place, 12)
    width = _width(head)
    if width < 3:
        return []
    rows = [head[:width]]
    while len(row := read_cells(place + len(rows) * width, width)) == width and row[0].text == str(len(rows)):
        rows.append(row)
    return rows if len(rows) > 2 and not any(cell.text.isdecimal() for cell in row) else []


def _one(pieces: list[TextCell], source: str, block: int) -> TextCell:
    """One cell of its pieces on several lines."""
    held = [piece for piece in pieces if piece.text]
    if len(held) <= 1:
        return held[0] if held else TextCell("", source, block)
    parts: list[tuple[int, int, int]] = []
    begin = 0
    for piece in held:
        parts.append((begin, piece.block, piece.start))
        begin += len(piece.text)
    text = "".join(piece.text for piece in held)
    return TextCell(text, held[0].source, held[0].block, held[0].start, parts=tuple(parts))


def _width(cells: Sequence[TextCell]) -> int:
    for place, cell in enumerate(cells[:12]):
        if re.fullmatch(r"\d{1,3}", cell.text.strip()):
            return place
    known = 0
    while known < len(cells) and known < 12 and is_header_word(normalize_text(cells[known].text).text):
        known += 1
    return known
