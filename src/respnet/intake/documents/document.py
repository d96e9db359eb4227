"""A document as every reader gives it: paragraphs and tables in reading order, each knowing where it stood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from respnet.core.i18n import Lang, Text

if TYPE_CHECKING:
    from respnet.core.problems import Problem


GENERATOR_MARK = "respnet-report"
"""Stands near the beginning of every file that respnet writes, and makes it respnet's to replace."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or line, its `text` as it stood.

    `number` is what a word processor numbered it with (an automatic "1." or "（一）" that is no part of the text);
    `source` says where it stood: "line 12", "paragraph 3", "page 2 line 7".
    """

    text: str
    source: str
    number: str = ""
    heading: int = 0
    """1 to 9 where the file itself marks a heading (h1, Heading 1, #), else 0."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: how many `rows` and `columns` it covers (merged), and where: "table 1 row 3 column 2"."""

    text: str
    source: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the document: rows of cells as written, a merged cell standing once, where it begins.

    `lines` are the rows as the file counts them (a sheet's empty rows are left out).
    """

    rows: tuple[tuple[GridCell, ...], ...]
    source: str
    lines: tuple[int, ...] = ()


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """Result of a reader. `name` is the file's name without its ending; `notes` say what could not be read.

    `remarks` are what else is to be said of the reading; `is_table` says that the file is a table itself, whose rows a
    spreadsheet counts.
    """

    name: str
    blocks: tuple[Block, ...]
    notes: tuple[Text, ...] = ()
    remarks: tuple[Problem, ...] = ()
    is_table: bool = False
    file: str = ""
    """The file's name with its ending, for messages."""
    pictures: int = 0
    """Number of pictures in it."""
    is_own: bool = False
    """True if respnet wrote the file, so that its cells count as they stand."""


def format_source(source: str, lang: Lang) -> str:
    """Format a reader's source reference for a page.

    Args:
        source: The reference.
        lang: Language of the page.

    >>> format_source("page 2 line 7", "zh"), format_source("table 1 row 3 column 2", "zh")
    ('第 2 页第 7 行', '表 1 第 3 行第 2 列')
    """
    if lang == "en":
        return source
    told = re.sub(r"^sheet (.+?)(?= row \d|$)", r"工作表“\1”", source).replace("footnote", "脚注").replace("; ", "、")
    return re.sub(r" ?\b(page|line|row|paragraph|column|table) (\d+)", _place_in_chinese, told).strip()


def _place_in_chinese(match: re.Match[str]) -> str:
    words = {"page": "页", "line": "行", "row": "行", "paragraph": "段", "column": "列"}
    return f" 表 {match[2]} " if match[1] == "table" else f"第 {match[2]} {words[match[1]]}"
