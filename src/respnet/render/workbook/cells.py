"""Cell text: valid in XML, no markup or formula to any program, and within Excel's length limit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from respnet.core.formulas import FORMULA
from respnet.core.i18n import Lang
from respnet.render.workbook.labels import WORKBOOK_LABELS
from respnet.render.workbook.table import CellValue, SheetTable

MAX_CELL_CHARACTERS = 32_767
"""What Excel takes in one cell, counted in UTF-16."""

MAX_TITLE_CHARACTERS = 1_000
"""A longer title would fill the page; none that was seen has more than a hundred characters."""

_UNSEEN = re.compile("[^\t\n\u0020-\u007e\u00a0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class TruncatedCell:
    """A truncated cell: its reference as in spreadsheets, and the full length of its text."""

    place: str
    length: int


def sanitize_cell_text(text: str) -> str:
    r"""Spell out control characters, direction controls and noncharacters; line ends become `\n`.

    >>> sanitize_cell_text("县\u202e科协\x00\r\n=1")
    '县<U+202E>科协<U+0000>\n=1'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    seen = _UNSEEN.sub(lambda found: f"<U+{ord(found.group()):04X}>", lines)
    # XlsxWriter takes a text between these two for its own markup and would write it unescaped.
    return f"{seen} " if seen.startswith("<r>") and seen.endswith("</r>") else seen


def is_formula_like(text: str) -> bool:
    """True if a spreadsheet could take the text for a formula when somebody edits its cell.

    >>> is_formula_like("=1+1"), is_formula_like(" ＠a"), is_formula_like("县教委")
    (True, True, False)
    """
    return text[:1].isspace() or bool(FORMULA.match(text))


def clean_sheet(sheet: SheetTable, lang: Lang) -> tuple[SheetTable, tuple[TruncatedCell, ...]]:
    """Sanitize and truncate all texts of a sheet.

    Args:
        sheet: The sheet.
        lang: Language of the truncation mark.

    Returns:
        The clean sheet and the cells that were truncated.
    """
    cuts: list[TruncatedCell] = []

    def fit(cell: CellValue, row: int, column: int) -> CellValue:
        if not isinstance(cell, str) or not cell:
            return cell
        text = sanitize_cell_text(cell)
        if len(text) * 2 <= MAX_CELL_CHARACTERS or _units(text) <= MAX_CELL_CHARACTERS:
            return text
        cuts.append(TruncatedCell(f"{sheet.name}!{_format_column_letters(column)}{row + 1}", len(cell)))
        return _cut(text, WORKBOOK_LABELS["cut_here"].of(lang).format(length=len(cell)), MAX_CELL_CHARACTERS)

    rows = tuple(
        tuple(fit(cell, sheet.header + 1 + place, column) for column, cell in enumerate(row))
        for place, row in enumerate(sheet.rows)
    )
    bands = tuple(
        replace(band, cells=tuple(cell and sanitize_cell_text(cell) for cell in band.cells)) for band in sheet.bands
    )
    columns = tuple(replace(column, heading=sanitize_cell_text(column.heading)) for column in sheet.columns)
    title = sanitize_cell_text(sheet.title)
    if _units(title) > MAX_TITLE_CHARACTERS:
        title = _cut(title, "…", MAX_TITLE_CHARACTERS)
    return replace(sheet, title=title, columns=columns, rows=rows, bands=bands), tuple(cuts)


def _format_column_letters(column: int) -> str:
    """Format a column index (from 0) as letters.

    >>> _format_column_letters(0), _format_column_letters(25), _format_column_letters(26), _format_column_letters(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    while column >= 0:
        column, last = divmod(column, 26)
        letters = chr(ord("A") + last) + letters
        column -= 1
    return letters


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, ending: str, most: int) -> str:
    room = (most - len(ending)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + ending
