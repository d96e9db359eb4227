"""Autofit of column widths and row heights: spreadsheets keep explicit heights and do not grow rows.

Widths are in Latin characters at the body's size, the unit of column widths; a Chinese character counts two. Lines
break as in spreadsheets: between Chinese characters, after Latin words, never before closing punctuation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from respnet.render.workbook.table import CellValue, SheetColumn, SheetTable

BODY, HEAD, SMALL, TITLE = 10.5, 10.5, 9.0, 18.0
"""Points; 10.5 is 五号, 9 小五 and 18 小二."""

_LEADING_CHINESE, _LEADING_LATIN = 1.45, 1.2
"""From line to line, in parts of the size. Chinese fonts ask for 1.15 (仿宋) to 1.45 (Noto, where 仿宋 is missing)."""

_ABOVE_AND_BELOW = 4.0

MAX_ROW_HEIGHT = 409.0
"""Points; Excel makes no row higher."""

MAX_CENTRED_WIDTH = 12.0
"""What is not wider (six Chinese characters) stands in the middle of its column."""

_WIDEST = 110.0
_SLACK = 1.5
_WIDE = re.compile("[^\u0000-\u024f]")
_BROAD = re.compile("[A-Z@%mwMW0-9]")
_CLOSE = "，。、；：！？）》」』】〕”’…,.;:!?)\\]"
_PIECE = re.compile(f"\\s+|[（《「『【〔“‘(\\[]*(?:[^\u0000-\u024f]|[\u0021-\u024f]+)[{_CLOSE}]*")


@dataclass(frozen=True, slots=True)
class SheetSize:
    """Column widths, heights of the rows under the header, and indices (from 0) of rows too high to show in full."""

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    centred: tuple[bool, ...]
    too_high: tuple[int, ...]


def measure_text_width(text: str) -> float:
    r"""Measure the width of the longest line of a text.

    >>> (measure_text_width("县教委"),
    ... measure_text_width("县教委、县科协\n县") > measure_text_width("县教委、县科协") - 1)
    (6.0, True)
    """
    return max(map(_width, text.split("\n"))) if "\n" in text else _width(text)


@lru_cache(maxsize=8192)
def _width(line: str) -> float:
    wide = len(_WIDE.findall(line))
    return 2.0 * wide + 1.05 * (len(line) - wide) + 0.25 * len(_BROAD.findall(line)) + 7.0 * line.count("\t")


def count_wrapped_lines(text: str, room: float) -> int:
    r"""Count the lines of a wrapped text.

    Args:
        text: The text.
        room: Width of a line.

    >>> (count_wrapped_lines("县教委、县科协", 14), count_wrapped_lines("县教委、县科协", 12),
    ... count_wrapped_lines("县教委\n县科协", 20), count_wrapped_lines("", 5))
    (1, 2, 2, 1)
    """
    return sum(_lines(line, room) for line in text.split("\n"))


def _lines(line: str, room: float) -> int:
    if _width(line) <= room:
        return 1
    count, used = 1, 0.0
    for piece in _PIECE.findall(line):
        size = _width(piece)
        if used and used + size > room and not piece.isspace():
            count, used = count + 1, 0.0
        if size > room:  # a word longer than the line is broken anywhere
            more = int(size // room)
            count, used = count + more, size - more * room
        else:
            used += size
    return count


def measure_text_height(text: str, room: float, points: float = BODY) -> float:
    r"""Measure the height of a wrapped text in points; it may exceed the largest row height.

    Args:
        text: The text.
        room: Width of a line.
        points: Font size.

    >>> measure_text_height("县教委", 10), measure_text_height("县教委\n县科协", 10), measure_text_height("a", 10)
    (19.23, 34.45, 16.6)
    """
    leading = _LEADING_CHINESE if _WIDE.search(text) else _LEADING_LATIN
    return round(count_wrapped_lines(text, room) * points * leading + _ABOVE_AND_BELOW, 2)


def autofit_sheet(sheet: SheetTable) -> SheetSize:
    """Compute column widths from the content within each column's limits, and row heights to match.

    A column grows beyond its limit where a row would be higher than a row can be.
    """
    natural = [_natural(sheet, place) for place in range(len(sheet.columns))]
    widths = [_column_width(column, wide) for column, wide in zip(sheet.columns, natural, strict=True)]
    columns = list(zip(*sheet.rows, strict=True)) or [()] * len(widths)
    heights = [[_cell_height(cell, wide) for cell in cells] for cells, wide in zip(columns, widths, strict=True)]
    for place, highest in enumerate(max(high, default=0.0) for high in heights):
        if highest > MAX_ROW_HEIGHT:
            widths[place] = min(_WIDEST, round(widths[place] * highest / MAX_ROW_HEIGHT + 4, 1))
            heights[place] = [_cell_height(cell, widths[place]) for cell in columns[place]]
    of_rows = [max(high) for high in zip(*heights, strict=True)]
    return SheetSize(
        widths=tuple(widths),
        heights=tuple(min(MAX_ROW_HEIGHT, high) for high in of_rows),
        centred=tuple(wide <= MAX_CENTRED_WIDTH for wide in natural),
        too_high=tuple(place for place, high in enumerate(of_rows) if high > MAX_ROW_HEIGHT),
    )


def _natural(sheet: SheetTable, place: int) -> float:
    return max((measure_text_width(cell) for row in sheet.rows if isinstance(cell := row[place], str)), default=0.0)


def _column_width(column: SheetColumn, natural: float) -> float:
    heading = min(measure_text_width(column.heading), 10.0)  # a heading may take two lines
    return round(max(min(natural, column.most), heading, column.least) + _SLACK + 0.5, 1)


def _cell_height(cell: CellValue, wide: float) -> float:
    if not isinstance(cell, str) or (2 * len(cell) < wide - _SLACK and "\n" not in cell):
        return _LINE
    return measure_text_height(cell, wide - _SLACK)


_LINE = measure_text_height("一", 10)
