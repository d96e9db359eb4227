"""Markdown (.md): its lines as paragraphs, its headings and tables, without its marks."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from respnet.intake.documents.cell_spans import build_grid, place_cells
from respnet.intake.documents.document import Block, Document, Grid, GridCell, Paragraph
from respnet.intake.documents.encoding import decode_text, read_bytes
from respnet.intake.documents.errors import empty_document_error
from respnet.intake.documents.html import parse_html_blocks, parse_html_document
from respnet.intake.documents.html_tree import strip_front_matter
from respnet.intake.documents.line_joining import join_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MAX_FILE_BYTES = 16 * 1024 * 1024
_LARGEST_HTML = 8 * 1024 * 1024

_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)(.*)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?")
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?(?:[ \t]*\|[ \t]*:?-+:?)*[ \t]*\|?")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_IMAGE = re.compile(r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])")
_LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)")
_STRONG = re.compile(r"\*\*(?=\S)([^*]*[^\s*])\*\*|__(?=\S)([^_]*[^\s_])__|\*(?=\S)([^*]*[^\s*])\*")
_CODE = re.compile(r"`([^`]*)`")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BARE_PIPE = re.compile(r"(?<!\\)\|")


def read_markdown(path: Path) -> Document:
    """The document in a .md file. A line is a paragraph; HTML tables in it are read as tables.

    Raises InputError where the file is too large, no text, or empty.
    """
    text = decode_text(path, read_bytes(path, MAX_FILE_BYTES))
    if _PAGE.match(text) and len(text) <= _LARGEST_HTML:
        return parse_html_document(path, text)
    reader = _Reader(path)
    reader.read(_COMMENT.sub("", _same_ends(strip_front_matter(_same_ends(text)))))
    if not reader.blocks:
        raise empty_document_error(path)
    return Document(path.stem, tuple(reader.blocks))


def _same_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


class _Reader:
    """Goes through the lines once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.blocks: list[Block] = []
        self._tables = 0

    def read(self, text: str) -> None:
        """Every line of the text, into `blocks`; HTML tables are cut out first."""
        place_ = line = 0
        for begin in _TABLE.finditer(text):
            end = _TABLE_END.search(text, begin.end())
            if end is None:
                break
            if begin.start() < place_:
                continue
            before = text[place_ : begin.start()]
            self._lines(before.split("\n"), line)
            line += before.count("\n")
            self._html_table(text[begin.start() : end.end()])
            line += text.count("\n", begin.start(), end.end())
            place_ = end.end()
        self._lines(text[place_:].split("\n"), line)

    def _html_table(self, text: str) -> None:
        for block in parse_html_blocks(self.path, text):
            if isinstance(block, Grid):
                self._tables += 1
                name = f"table {self._tables}"
                self.blocks.append(
                    Grid(
                        tuple(
                            tuple(
                                GridCell(cell.text, cell.source.replace(block.source, name, 1), cell.rows, cell.columns)
                                for cell in row
                            )
                            for row in block.rows
                        ),
                        name,
                    )
                )
            else:
                self.blocks.append(block)

    def _lines(self, lines: Sequence[str], before: int) -> None:
        fence = ""
        at = 0
        while at < len(lines):
            line = lines[at]
            found = _FENCE.match(line)
            if fence or found:
                closing = found is not None and fence != "" and found[1].startswith(fence)
                if not fence and found:
                    fence = found[1]
                elif closing:
                    fence = ""
                else:
                    self._paragraph(line.strip(), before + at + 1, 0)
                at += 1
                continue
            rows = _table_rows(lines, at)
            if rows:
                self._pipe_table(rows)
                at += len(rows)
                continue
            at += self._line(line, lines[at + 1] if at + 1 < len(lines) else "", before + at + 1)

    def _line(self, line: str, following: str, number: int) -> int:
        """One line; the count of lines that it took, two where an underline makes it a heading."""
        heading = _HEADING.match(line)
        if heading:
            title = heading[2].strip()
            unclosed = title.rstrip("#")
            title = unclosed if unclosed.endswith((" ", "\t")) or not unclosed else title
            self._paragraph(join_lines(_inline(title)), number, len(heading[1]))
            return 1
        if _RULE.match(line):
            return 1
        stripped = _without_start(_BULLET, _without_start(_QUOTE, line))
        underline = _UNDERLINE.match(following) if line.strip() and not _BULLET.match(line) else None
        # Under a long line dashes are a rule that lacks its blank line, not the mark of a heading.
        rank = (1 if underline[1][0] == "=" else 2) if underline and len(line) <= 80 and "|" not in line else 0
        for text in _inline(stripped):
            self._paragraph(text, number, rank)
        return 2 if rank else 1

    def _paragraph(self, text: str, line: int, heading: int) -> None:
        if text.strip():
            self.blocks.append(Paragraph(text.strip(), f"line {line}", "", heading))

    def _pipe_table(self, rows: Sequence[str]) -> None:
        self._tables += 1
        cells = [
            [GridCell("\n".join(_inline(cell)), "") for cell in _pipe_cells(row)]
            for at, row in enumerate(rows)
            if at != 1
        ]
        made = build_grid(place_cells(cells, self.path), f"table {self._tables}", self.path)
        if made is not None:
            self.blocks.append(made)


def _without_start(mark: re.Pattern[str], line: str) -> str:
    found = mark.match(line)
    return line[found.end() :] if found else line


def _table_rows(lines: Sequence[str], at: int) -> Sequence[str]:
    """The lines of a table that begins at `at`: a header, a line of dashes, rows; empty where none begins."""
    if at + 1 >= len(lines) or "|" not in lines[at] or not _DELIMITER.fullmatch(lines[at + 1].strip()):
        return ()
    if "|" not in lines[at + 1]:
        return ()
    end = at + 2
    while end < len(lines) and "|" in lines[end]:
        end += 1
    return lines[at:end]


def _pipe_cells(row: str) -> list[str]:
    row = row.strip()
    cells = _BARE_PIPE.split(row)
    if row.startswith("|"):
        cells = cells[1:]
    if cells and not cells[-1].strip() and row.endswith("|"):
        cells = cells[:-1]
    return [cell.strip() for cell in cells]


def _inline(text: str) -> list[str]:
    r"""The lines of a text without Markdown's marks and HTML's tags.

    >>> _inline("**一、目标**<br/>1\\. 见[方案](a.html)<note>（责任单位：县教委）</note>")
    ['一、目标', '1. 见方案（责任单位：县教委）']
    """
    lines = []
    for line in _BREAK.split(text):
        plain = _LINK.sub(r"\1", _IMAGE.sub("", _TAG.sub("", line)))
        plain = _STRONG.sub(lambda match: match[1] or match[2] or match[3], plain)
        plain = _ESCAPE.sub(r"\1", _CODE.sub(r"\1", plain))
        lines.append(unescape(plain).strip())
    return [line for line in lines if line]
