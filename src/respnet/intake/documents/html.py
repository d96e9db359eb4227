"""Web pages (.html) as government sites serve them: paragraphs and tables in reading order, without furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from respnet.intake.documents.cell_spans import build_grid, place_cells
from respnet.intake.documents.characters import join_lines
from respnet.intake.documents.document import Block, Document, GridCell, Paragraph
from respnet.intake.documents.encoding import decode_text, read_bytes
from respnet.intake.documents.errors import empty_document_error, scanned_document_error, struck_text_note
from respnet.intake.documents.html_tree import find_boilerplate, is_struck, parse_html, split_words
from respnet.intake.language.numerals import format_numeral

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

MAX_FILE_BYTES = 8 * 1024 * 1024
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,20})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,20})""", re.IGNORECASE)
_BLOCKS = split_words(
    """
    html head body div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr td th pre
    blockquote section article main header address center form fieldset legend figure figcaption hr details
    summary
    """
)
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_FURNITURE_LINE = re.compile(
    r"[【\[（(]?(?:打印(?:本页|此页)?|关闭(?:窗口|本页)?|收藏(?:本页)?|返回(?:顶部|首页|列表|.{0,8}列表)|回到顶部|"
    r"上一[篇条页]|下一[篇条页]|微信|微博|复制链接|无障碍(?:浏览|阅读)?|扫一扫.{0,20}|分享到?)[】\]）)]?"
    r"|[【\[（(]?字[号体]?[:：]?[\[【（(]?大中小.{0,12}"
    r"|(?:您?(?:当前|现在|所在)?的?位置|您现在的位置是?|当前位置)[:：].{0,80}"
    r"|[←‹«<]*(?:上一[篇条页]|下一[篇条页])[→›»>]*(?:[:：].{0,60})?"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量|数|人数)[:：]?\d*次?"
)
_LONGEST_FURNITURE = 120
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CHINESE_LIST = re.compile(r"list-style(?:-type)?\s*:[^;]*(?:cjk-ideographic|simp-chinese-informal)")
_LONGEST_SPAN = 65_534
_MOST_PARAGRAPHS = 3
"""Paragraphs in a cell of a table of one row."""
_MOST_COLUMNS_SPANNED = 1_000


def read_html(path: Path) -> Document:
    """Read the document in a web page. Nothing that the page refers to is loaded.

    Raises:
        InputError: The file is too large, no text, too deep, or holds no text besides furniture.
    """
    data = read_bytes(path, MAX_FILE_BYTES)
    return parse_html_document(path, decode_text(path, data, find_declared_encoding(data)))


def parse_html_document(path: Path, text: str) -> Document:
    """Read the document in the text of a page.

    Args:
        path: The file, for messages and the document's name.
        text: The page.

    Raises:
        InputError: The page is too deep or holds no text.
    """
    root = parse_html(path, text)
    if root is None:
        raise empty_document_error(path)
    left_out = find_boilerplate(root)
    reader = HtmlBlockReader(path, left_out)
    reader.read(root)
    if not reader.blocks:
        raise scanned_document_error(path) if reader.pictures else empty_document_error(path)
    struck = [
        written
        for one in root.iter()
        if one in left_out and is_struck(one) and (written := "".join(map(str, one.itertext())).strip())
    ]
    notes = (struck_text_note(struck),) if struck else ()
    return Document(path.stem, tuple(reader.blocks), notes, pictures=reader.pictures)


def find_declared_encoding(data: bytes) -> str:
    """Find what a page says of its encoding in its first kilobytes; "" where it says nothing.

    >>> find_declared_encoding(b'<meta http-equiv=Content-Type content="text/html; charset=gb2312">')
    'gb2312'
    """
    match = _XML_ENCODING.search(data[:1024]) or _CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else ""


@dataclass(slots=True)
class _List:
    """An <ol> (or a <ul>, which numbers nothing) being read."""

    form: str
    after: str
    next: int


@dataclass(slots=True)
class HtmlBlockReader:
    """Goes through a page once; `left_out` are the elements that are no part of the document."""

    path: Path
    left_out: set[_Element]
    blocks: list[Block] = field(default_factory=list)
    pictures: int = 0
    _inline: list[str] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    _number: str = ""
    _heading: int = 0
    _preformatted: int = 0
    _paragraphs: int = 0
    _tables: int = 0

    def read(self, root: _Element) -> None:
        """Read every paragraph and table in `root` into `blocks`."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if not isinstance(element.tag, str):
                if event == "end" and element is not root:
                    self._text(element.tail)
                continue
            if event == "end":
                self._end(element)
                if element is not root:
                    self._text(element.tail)
            elif element in self.left_out or (element.tag == "table" and self._is_read_as_table(element)):
                walk.skip_subtree()
            else:
                self._start(element)
        self._flush()

    def _start(self, element: _Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
        if tag in ("ul", "ol"):
            self._lists.append(_list_of(element))
        elif tag == "li" and self._lists:
            self._number = _next_number(self._lists[-1], element)
        elif tag == "pre":
            self._preformatted += 1
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self._heading = int(tag[1])
        elif tag == "br":
            self._inline.append("\n")
        elif tag == "img":
            self.pictures += 1
        self._text(element.text)

    def _end(self, element: _Element) -> None:
        tag = element.tag
        if tag in _BLOCKS and element not in self.left_out:
            self._flush()
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            elif tag == "pre":
                self._preformatted -= 1
            elif tag == "li":
                self._number = ""
            elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
                self._heading = 0

    def _text(self, text: str | None) -> None:
        if text:
            self._inline.append(text if self._preformatted else _BLANKS.sub(" ", text))

    def _flush(self) -> None:
        """End the paragraph: each line of it, as <br> makes them, is one; in a heading they are one title."""
        text = "".join(self._inline)
        self._inline.clear()
        lines = [stripped for line in text.split("\n") if (stripped := line.strip())]
        if self._heading and len(lines) > 1:
            lines = [join_lines(lines)]
        for line in lines:
            if not is_boilerplate(line):
                self._paragraphs += 1
                self.blocks.append(Paragraph(line, f"paragraph {self._paragraphs}", self._number, self._heading))
                self._number = ""

    def _is_read_as_table(self, table: _Element) -> bool:
        """Read a table of data; one that only lays out the page is gone through like any other element."""
        if table.find(".//table") is not None:
            return False
        rows = [row for row in table.iter("tr") if not self._is_left_out(row, table)]
        cells = [list(_cells(row)) for row in rows]
        if max(map(len, cells), default=0) <= 1 or any(_is_page_part(one, len(rows)) for row in cells for one in row):
            return False
        self._flush()
        self._tables += 1
        name = f"table {self._tables}"
        for caption in table.iterfind("caption"):
            self.blocks += [Paragraph(line, f"{name} caption") for line in self._lines_in(caption)]
        placed = place_cells([list(map(self._cell, row)) for row in cells], self.path)
        made = build_grid(placed, name, self.path)
        if made is not None:
            self.blocks.append(made)
        return True

    def _is_left_out(self, row: _Element, table: _Element) -> bool:
        part = row.getparent()
        return row in self.left_out or (part is not None and part is not table and part in self.left_out)

    def _cell(self, cell: _Element) -> GridCell:
        down = _number(cell.get("rowspan"), 1)
        return GridCell(
            "\n".join(self._lines_in(cell)),
            "",
            min(down, _LONGEST_SPAN) or _LONGEST_SPAN,
            max(1, min(_number(cell.get("colspan"), 1), _MOST_COLUMNS_SPANNED)),
        )

    def _lines_in(self, element: _Element) -> Iterator[str]:
        """The paragraphs in a cell, as lines."""
        if len(element) == 0:
            yield from (line for line in [_BLANKS.sub(" ", element.text or "").strip()] if line)
            return
        inner = HtmlBlockReader(self.path, self.left_out)
        inner.read(element)
        self.pictures += inner.pictures
        for block in inner.blocks:
            if isinstance(block, Paragraph):
                yield block.number + block.text


def is_boilerplate(line: str) -> bool:
    """True if a line is one of a page's buttons or hints.

    >>> is_boilerplate("【打印】"), is_boilerplate("字体：[大 中 小]"), is_boilerplate("上一篇工作总结如下。")
    (True, True, False)
    """
    return len(line) <= _LONGEST_FURNITURE and _FURNITURE_LINE.fullmatch("".join(line.split())) is not None


def _is_page_part(cell: _Element, rows: int) -> bool:
    """True if a cell holds a part of the page and not of a table: its title, or all of a text."""
    return any(True for _ in cell.iter("h1", "h2")) or (rows == 1 and sum(1 for _ in cell.iter("p")) > _MOST_PARAGRAPHS)


def _cells(row: _Element) -> Iterator[_Element]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def _list_of(element: _Element) -> _List:
    if element.tag == "ul":
        return _List("none", "", 1)
    form = _LIST_FORMS.get(element.get("type") or "", "decimal")
    after = "."
    if _CHINESE_LIST.search(element.get("style") or ""):
        form, after = "chineseCountingThousand", "、"
    return _List(form, after, _number(element.get("start"), 1))


def _next_number(numbered: _List, item: _Element) -> str:
    number = _number(item.get("value"), numbered.next)
    numbered.next = number + 1
    written = format_numeral(number, numbered.form)
    return written + numbered.after if written else ""


def _number(text: str | None, default: int) -> int:
    text = (text or "").strip()
    return int(text) if text.isdecimal() and len(text) <= 6 else default
