"""Word files (.docx): paragraphs with their automatic numbers, tables and text boxes, with all changes accepted."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from respnet.core.i18n import Text
from respnet.intake.documents.cell_spans import build_grid, place_cells
from respnet.intake.documents.document import Block, Document, GridCell, Paragraph
from respnet.intake.documents.docx_numbering import MAX_LIST_LEVELS, Numbering
from respnet.intake.documents.docx_styles import ParagraphStyle, StyleSheet, to_heading_level
from respnet.intake.documents.docx_text import ParagraphContent, collect_content, read_drawing_text
from respnet.intake.documents.errors import (
    damaged_file_error,
    empty_document_error,
    scanned_document_error,
    struck_text_note,
)
from respnet.intake.documents.ooxml import open_package
from respnet.intake.documents.word_xml import (
    WORD_NAMESPACE,
    find_child,
    find_children,
    get_attribute,
    get_int_attribute,
    get_local_name,
    is_on,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

_CONTAINERS = frozenset({"sdtContent", "ins", "moveTo", "customXml", "smartTag"})


def read_docx(path: Path) -> Document:
    """Read the document in a .docx file, without headers and footers, comments, deleted and hidden text.

    Raises:
        InputError: The file is damaged, carries macros, passes a limit, or holds no text.
    """
    with open_package(path, ".docx") as package:
        main = package.find_main_part("word/document.xml")
        root = package.xml(main)
        body = find_child(root, "body")
        if body is None:
            raise damaged_file_error(path, zh="没有正文（w:body）", en="it has no body (w:body)")
        reader = _Body(
            path,
            StyleSheet(package.find_xml(main, "/styles")),
            Numbering(package.find_xml(main, "/numbering")),
            {key: read_drawing_text(package.xml(part)) for key, part in package.find_related(main, "/diagramData")},
        )
    _empty_unfilled_controls(body)
    reader.read(body)
    if not reader.blocks:
        raise scanned_document_error(path) if reader.pictures else empty_document_error(path)
    return Document(path.stem, tuple(reader.blocks), tuple(reader.notes()), pictures=reader.pictures)


def _empty_unfilled_controls(body: _Element) -> None:
    """Take the text out of content controls that show only what to fill in: 选择一项, Click to enter text."""
    for control in body.iter(WORD_NAMESPACE + "sdt"):
        if is_on(find_child(find_child(control, "sdtPr"), "showingPlcHdr")):
            for text in control.iter(WORD_NAMESPACE + "t"):
                text.text = ""


@dataclass(slots=True)
class _Line:
    """A paragraph being read."""

    words: ParagraphContent
    number: str
    heading: int


@dataclass(slots=True)
class _Body:
    """Goes through a document once, in order, since numbers count on."""

    path: Path
    styles: StyleSheet
    numbering: Numbering
    diagrams: dict[str, list[str]]
    """The lines of text in each SmartArt picture, by its relation."""
    blocks: list[Block] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    pictures: int = 0
    objects: int = 0
    footnotes: int = 0
    embedded: int = 0
    symbols: int = 0
    struck: list[str] = field(default_factory=list)
    autonumbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    pending: str = ""
    """Text of a paragraph whose end was deleted: it runs on into the next."""

    def notes(self) -> Iterator[Text]:
        """Yield notes on content of the file that was not read."""
        for count, zh, en in (
            (self.footnotes, "{} 处脚注或尾注没有读入。", "Footnotes and endnotes ({}) are not read."),
            (
                self.objects,
                "{} 个嵌入对象（如嵌入的 Excel 表格）没有读入；若是任务表，请在 Word 中粘贴为表格。",
                "Embedded objects ({}), such as Excel sheets, are not read; paste them as tables if they hold tasks.",
            ),
            (
                self.embedded,
                "文档引用了 {} 个其他文件（子文档或嵌入文件），没有读入。",
                "Other files that the document takes in ({}) are not read.",
            ),
            (
                self.symbols,
                "有 {} 个插入的符号不知是什么字，显示为 �；请对照原文核对。",
                "It is not known what {} inserted symbols show; they appear as �. Compare with the original.",
            ),
        ):
            if count:
                yield Text(zh=zh.format(count), en=en.format(count))
        if self.struck:
            yield struck_text_note(self.struck)

    def read(self, parent: _Element) -> None:
        """Read every paragraph and table in `parent` into `blocks`."""
        for element in _block_elements(parent):
            name = get_local_name(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self.tables += 1
                self._table(element, f"table {self.tables}")
            else:
                self.embedded += 1
        self._end_pending()

    def _end_pending(self) -> None:
        if self.pending.strip():
            self.blocks.append(Paragraph(self.pending.strip(), f"paragraph {self.paragraphs}"))
        self.pending = ""

    def _paragraph(self, element: _Element) -> None:
        self.paragraphs += 1
        line = self._line(element)
        if line is not None:
            for at, text in enumerate(_lines(line.words.text())):
                source = f"paragraph {self.paragraphs}"
                self.blocks.append(Paragraph(text, source, "" if at else line.number, line.heading))
            self._boxes(line.words)

    def _boxes(self, words: ParagraphContent) -> None:
        for line in self._diagram_lines(words):
            self.blocks.append(Paragraph(line, f"paragraph {self.paragraphs}"))
        for box in words.boxes:
            self.read(box)

    def _diagram_lines(self, words: ParagraphContent) -> Iterator[str]:
        return itertools.chain.from_iterable(self.diagrams.get(key, ()) for key in words.diagrams)

    def _line(self, element: _Element) -> _Line | None:
        """The paragraph's words, number and rank; None where its end is deleted, so that it goes on in the next."""
        properties = find_child(element, "pPr")
        style = self.styles.find_paragraph_style(get_attribute(find_child(properties, "pStyle"), "val"))
        words = collect_content(element, self.styles, self.autonumbers, hidden=bool(style.hidden))
        self.pictures += words.pictures
        self.objects += words.objects
        self.footnotes += words.notes
        self.symbols += words.symbols
        self.struck += words.struck
        if style.contents:
            words.pieces.clear()
        if _runs_on(properties):
            self.pending += words.text()
            self._boxes(words)
            return None
        words.pieces.insert(0, self.pending)
        self.pending = ""
        hidden = bool(is_on(find_child(find_child(properties, "rPr"), "vanish"))) and not words.text().strip()
        number = "" if style.contents or hidden else self._number(properties, style)
        outline = find_child(properties, "outlineLvl")
        heading = style.heading or 0 if outline is None else to_heading_level(get_int_attribute(outline, "val", 9))
        return _Line(words, number, heading)

    def _number(self, properties: _Element | None, style: ParagraphStyle) -> str:
        own = find_child(properties, "numPr")
        list_id, level = find_child(own, "numId"), find_child(own, "ilvl")
        chosen = get_attribute(list_id, "val") if list_id is not None else (style.list_id or "")
        if level is not None:
            at = get_int_attribute(level, "val", 0)
        elif list_id is None and style.level is None:
            at = self.numbering.find_style_level(chosen, get_attribute(find_child(properties, "pStyle"), "val"))
        else:
            at = style.level or 0
        return self.numbering.next(chosen, min(at, MAX_LIST_LEVELS - 1))

    def _table(self, element: _Element, name: str) -> None:
        """A table as a Grid. One of a single column is a frame around text and is read as that text."""
        rows = [row for row in _parts(element, "tr") if not _is_left_out(row)]
        if max((sum(_span(cell) for cell in _cells(row)) for row in rows), default=0) <= 1:
            for row in rows:
                for cell in _cells(row):
                    self.read(cell)
            return
        inner: list[tuple[_Element, str]] = []
        placed = place_cells(
            _merged([self._row(row, inner, f"{name} row {at}") for at, row in enumerate(rows, 1)]), self.path
        )
        made = build_grid(placed, name, self.path)
        if made is not None:
            self.blocks.append(made)
        for nested, its_name in inner:
            self._table(nested, its_name)

    def _row(self, row: _Element, inner: list[tuple[_Element, str]], name: str) -> list[_RowCell]:
        properties = find_child(row, "trPr")
        found = [_RowCell("", get_int_attribute(find_child(properties, "gridBefore"), "val", 0), "")]
        for at, cell in enumerate(_cells(row), 1):
            merge = find_child(find_child(cell, "tcPr"), "vMerge")
            merged = "" if merge is None else get_attribute(merge, "val") or "continue"
            found.append(_RowCell(self._cell_text(cell, inner, f"{name} column {at}"), _span(cell), merged))
        return [one for one in found if one.columns > 0]

    def _cell_text(self, cell: _Element, inner: list[tuple[_Element, str]], name: str) -> str:
        """The paragraphs in a cell, numbers and text boxes included; tables in it are put on `inner`."""
        lines: list[str] = []
        outer, self.pending = self.pending, ""
        for element in _block_elements(cell):
            if get_local_name(element) == "tbl":
                inner.append((element, f"{name} table {len(inner) + 1}"))
            elif get_local_name(element) == "p" and (line := self._line(element)) is not None:
                texts = list(_lines(line.words.text()))
                lines += [line.number + text if at == 0 else text for at, text in enumerate(texts)]
                if line.number and not texts:
                    lines.append(line.number)
                lines += self._diagram_lines(line.words)
                for box in line.words.boxes:
                    lines.append(self._cell_text(box, inner, name))
        lines.append(self.pending.strip())
        self.pending = outer
        return "\n".join(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class _RowCell:
    text: str
    columns: int
    merged: str
    """restart or continue where cells of several rows are one, else empty."""


def _merged(rows: list[list[_RowCell]]) -> list[list[GridCell]]:
    """Rows of cells in which one that goes on downwards stands once, with its height."""
    heights: list[list[int]] = [[1] * len(row) for row in rows]
    owners: dict[int, tuple[int, int, int]] = {}
    swallowed: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        current: dict[int, tuple[int, int, int]] = {}
        for at, cell in enumerate(row):
            above = owners.get(column)
            if cell.merged == "continue" and above is not None and above[2] == cell.columns:
                heights[above[0]][above[1]] += 1
                swallowed.add((number, at))
                current[column] = above
            elif cell.merged:
                current[column] = (number, at, cell.columns)
            column += cell.columns
        owners = current
    return [
        [
            GridCell(cell.text, "", heights[number][at], cell.columns)
            for at, cell in enumerate(row)
            if (number, at) not in swallowed
        ]
        for number, row in enumerate(rows)
    ]


def _block_elements(parent: _Element) -> Iterator[_Element]:
    """Paragraphs, tables and taken-in files in reading order, also inside content controls."""
    for element in parent:
        name = get_local_name(element)
        if name in ("p", "tbl", "altChunk", "subDoc"):
            yield element
        elif name == "sdt":
            if _is_contents(element):
                continue
            for inner in find_children(element, "sdtContent"):
                yield from _block_elements(inner)
        elif name in _CONTAINERS:
            yield from _block_elements(element)
        elif name == "AlternateContent":
            for choice in element:
                if get_local_name(choice) == "Choice":
                    yield from _block_elements(choice)
                    break


def _is_contents(control: _Element) -> bool:
    """True if a content control holds the table of contents, which only repeats the headings."""
    part = find_child(find_child(find_child(control, "sdtPr"), "docPartObj"), "docPartGallery")
    return get_attribute(part, "val") == "Table of Contents"


def _parts(parent: _Element, name: str) -> Iterator[_Element]:
    """The rows (tr) of a table or cells (tc) of a row, also inside content controls and insertions."""
    for element in parent:
        if get_local_name(element) == name:
            yield element
        elif get_local_name(element) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _parts(element, name)


def _cells(row: _Element) -> Iterator[_Element]:
    return (cell for cell in _parts(row, "tc") if find_child(find_child(cell, "tcPr"), "cellDel") is None)


def _is_left_out(row: _Element) -> bool:
    properties = find_child(row, "trPr")
    return find_child(properties, "del") is not None or bool(is_on(find_child(properties, "hidden")))


def _span(cell: _Element) -> int:
    return max(1, get_int_attribute(find_child(find_child(cell, "tcPr"), "gridSpan"), "val", 1))


def _runs_on(properties: _Element | None) -> bool:
    """True if the paragraph's end is deleted or moved away, or hidden between a heading and its text."""
    mark = find_child(properties, "rPr")
    return any(find_child(mark, name) is not None for name in ("del", "moveFrom")) or bool(
        is_on(find_child(mark, "specVanish"))
    )


def _lines(text: str) -> Iterator[str]:
    return (stripped for line in text.split("\n") if (stripped := line.strip()))
