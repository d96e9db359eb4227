"""The words of one Word paragraph as a reader with all changes accepted sees them, and the text boxes hung onto it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from respnet.intake.documents.docx_fields import UNKNOWN_SYMBOL, FieldStack, read_symbol
from respnet.intake.documents.word_xml import RELATIONSHIP_NAMESPACE, find_child, get_attribute, get_local_name, is_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from respnet.intake.documents.docx_styles import StyleSheet

_PASSED_THROUGH = frozenset(
    {"ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "dir", "bdo", "customXml", "rubyBase"}
)
"""What stands around runs and changes nothing about their text."""
_LEFT_OUT = frozenset({"del", "moveFrom", "rt", "pPr", "rPr", "sdtPr", "delText", "delInstrText"})
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DRAWN_TEXT = (_DRAWING + "t", _DRAWING + "br")
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t", "softHyphen": ""}


@dataclass(slots=True)
class ParagraphContent:
    """Content found in a paragraph so far."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    """w:txbxContent and a:txBody elements, in reading order."""
    diagrams: list[str] = field(default_factory=list)
    """Relations that lead to the data of SmartArt pictures."""
    struck: list[str] = field(default_factory=list)
    """Pieces of text that are struck through and left out."""
    pictures: int = 0
    objects: int = 0
    notes: int = 0
    symbols: int = 0
    """Inserted symbols whose font's table is not known."""

    def text(self) -> str:
        """Return the text with its line breaks."""
        return "".join(self.pieces)


def collect_content(
    paragraph: _Element, styles: StyleSheet, numbers: Iterator[int], *, hidden: bool
) -> ParagraphContent:
    """Collect the words of a paragraph.

    Args:
        paragraph: A w:p element.
        styles: The document's styles, of which character styles can hide text.
        numbers: Counts the document's automatic numbers (AUTONUM fields).
        hidden: Whether the paragraph's style hides text.

    Returns:
        The words, and what hangs onto them or was not read.
    """
    collector = _Collector(styles, FieldStack(numbers), hidden=hidden)
    collector.collect(paragraph)
    return collector.found


class _Collector:
    """Goes through the runs of one paragraph."""

    def __init__(self, styles: StyleSheet, fields: FieldStack, *, hidden: bool) -> None:
        self.styles = styles
        self.fields = fields
        self.hidden = hidden
        self.found = ParagraphContent()

    def collect(self, parent: _Element) -> None:
        for element in parent:
            name = get_local_name(element)
            if name in _LEFT_OUT:
                continue
            if name == "r":
                properties = find_child(element, "rPr")
                if not self._is_hidden(properties):
                    is_struck = any(is_on(find_child(properties, one)) for one in ("strike", "dstrike"))
                    self._collect_run(element, is_struck=is_struck)
            elif name in _PASSED_THROUGH:
                self.collect(element)
            elif str(element.tag).startswith(_MATH):
                self._add("".join(one.text or "" for one in element.iter(_MATH + "t")))
            elif name == "AlternateContent":
                collect_drawing(element, self.found)

    def _is_hidden(self, properties: _Element | None) -> bool:
        own = is_on(find_child(properties, "vanish"))
        if own is None:
            own = self.styles.named(get_attribute(find_child(properties, "rStyle"), "val")).hidden
        return self.hidden if own is None else own

    def _add(self, text: str, *, is_struck: bool = False) -> None:
        if text and self.fields.is_shown:
            self.fields.mark_text()
            (self.found.struck if is_struck and text.strip() else self.found.pieces).append(text)

    def _collect_run(self, run: _Element, *, is_struck: bool) -> None:
        for element in run:
            name = get_local_name(element)
            if name == "t":
                self._add((element.text or "").replace("\n", " "), is_struck=is_struck)
            elif name in _SIGNS:
                self._add(_SIGNS[name])
            elif name == "fldChar":
                self._add(self.fields.change(element), is_struck=is_struck)
            elif name == "instrText":
                self.fields.add_code(element.text or "")
            elif name == "sym":
                self._add(self._read_symbol(element), is_struck=is_struck)
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                collect_drawing(element, self.found)
            elif name in ("footnoteReference", "endnoteReference"):
                self.found.notes += 1
            elif name == "ruby":
                self.collect(element)

    def _read_symbol(self, element: _Element) -> str:
        code = get_attribute(element, "char")
        try:
            sign = read_symbol(int(code[:6], 16), get_attribute(element, "font"))
        except ValueError:
            sign = UNKNOWN_SYMBOL
        self.found.symbols += sign == UNKNOWN_SYMBOL
        return sign


def collect_drawing(element: _Element, found: ParagraphContent) -> None:
    """Collect the text boxes in a drawing; what a file gives in a new and an old form is taken once, in the new one.

    Args:
        element: A drawing, an old-style picture or a choice between the two.
        found: Takes what is found.
    """
    name = get_local_name(element)
    if name == "AlternateContent":
        choices = [one for one in element if get_local_name(one) == "Choice"] or [
            one for one in element if get_local_name(one) == "Fallback"
        ]
        for one in choices[:1]:
            for inner in one:
                collect_drawing(inner, found)
        return
    if name in ("txbxContent", "txBody"):
        found.boxes.append(element)
        return
    if name == "relIds":
        found.diagrams.append(element.get(RELATIONSHIP_NAMESPACE + "dm") or "")
    found.pictures += name in ("blip", "imagedata")
    found.objects += name == "OLEObject"
    for inner in element:
        collect_drawing(inner, found)


def read_drawing_text(root: _Element | None) -> list[str]:
    """Read the lines of text in a drawing's own markup (DrawingML): one for each paragraph and break in it."""
    lines = []
    for paragraph in root.iter(_DRAWING + "p") if root is not None else ():
        text = "".join("\n" if one.tag == _DRAWING + "br" else one.text or "" for one in paragraph.iter(*_DRAWN_TEXT))
        lines += [line.strip() for line in text.split("\n") if line.strip()]
    return lines
