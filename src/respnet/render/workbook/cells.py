"""What may stand in a cell: text that XML can hold, that no program takes for markup, and that Excel can take whole."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from respnet.core.i18n import Lang
from respnet.render.workbook.labels import SAID
from respnet.render.workbook.table import Cell, Sheet

MOST_CHARACTERS = 32_767
"""What Excel takes in one cell, counted in UTF-16."""

MOST_TITLE = 1_000
"""A longer title would fill the page; none that was seen has more than a hundred characters."""

_UNSEEN = re.compile("[^\t\n\u0020-\u007e\u00a0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class CutCell:
    """A cell whose text was too long: where it stands, as spreadsheets name it, and how long it was."""

    place: str
    length: int


def clean(text: str) -> str:
    r"""The text with control characters, turns of direction and what is no character spelt out; line ends are `\n`.

    >>> clean("县\u202e科协\x00\r\n=1")
    '县<U+202E>科协<U+0000>\n=1'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    seen = _UNSEEN.sub(lambda found: f"<U+{ord(found.group()):04X}>", lines)
    # XlsxWriter takes a text between these two for its own markup and would write it unescaped.
    return f"{seen} " if seen.startswith("<r>") and seen.endswith("</r>") else seen


def is_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula when somebody edits its cell.

    >>> is_like_a_formula("=1+1"), is_like_a_formula(" ＠a"), is_like_a_formula("县教委")
    (True, True, False)
    """
    begins = text.lstrip()[:1]
    return begins != text[:1] or unicodedata.normalize("NFKC", begins) in tuple("=+-@")


def cleaned(sheet: Sheet, lang: Lang) -> tuple[Sheet, tuple[CutCell, ...]]:
    """The sheet with every text clean and none longer than Excel takes, and the cells that had to be cut."""
    cuts: list[CutCell] = []

    def fit(cell: Cell, row: int, column: int) -> Cell:
        if not isinstance(cell, str) or not cell:
            return cell
        text = clean(cell)
        if len(text) * 2 <= MOST_CHARACTERS or _units(text) <= MOST_CHARACTERS:
            return text
        cuts.append(CutCell(f"{sheet.name}!{column_letters(column)}{row + 1}", len(cell)))
        return _cut(text, SAID["cut_here"].of(lang).format(length=len(cell)), MOST_CHARACTERS)

    rows = tuple(
        tuple(fit(cell, sheet.header + 1 + place, column) for column, cell in enumerate(row))
        for place, row in enumerate(sheet.rows)
    )
    bands = tuple(replace(band, cells=tuple(cell and clean(cell) for cell in band.cells)) for band in sheet.bands)
    columns = tuple(replace(column, heading=clean(column.heading)) for column in sheet.columns)
    title = clean(sheet.title)
    if _units(title) > MOST_TITLE:
        title = _cut(title, "…", MOST_TITLE)
    return replace(sheet, title=title, columns=columns, rows=rows, bands=bands), tuple(cuts)


def column_letters(column: int) -> str:
    """A column (from 0) by its letters.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(16383)
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
