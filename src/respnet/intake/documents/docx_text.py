"""The words of one Word paragraph as a reader with all changes accepted sees them, and the text boxes hung onto it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from respnet.intake.documents.word_xml import find_child, get_attribute, get_local_name, is_on

if TYPE_CHECKING:
    from lxml.etree import _Element

    from respnet.intake.documents.docx_styles import StyleSheet

_PASSED_THROUGH = frozenset(
    {"ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "dir", "bdo", "customXml", "rubyBase"}
)
"""What stands around runs and changes nothing about their text."""
_LEFT_OUT = frozenset({"del", "moveFrom", "rt", "pPr", "rPr", "sdtPr", "instrText", "delText", "delInstrText"})
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t", "softHyphen": ""}


@dataclass(slots=True)
class ParagraphContent:
    """What was found in a paragraph so far."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    """w:txbxContent elements, in reading order."""
    pictures: int = 0
    objects: int = 0
    notes: int = 0

    def text(self) -> str:
        """The text with its line breaks."""
        return "".join(self.pieces)


def collect_content(paragraph: _Element, styles: StyleSheet, *, hidden: bool) -> ParagraphContent:
    """The words of a w:p; `hidden` says whether its style hides text."""
    found = ParagraphContent()
    _collect(paragraph, styles, found, hidden=hidden)
    return found


def _collect(parent: _Element, styles: StyleSheet, found: ParagraphContent, *, hidden: bool) -> None:
    for element in parent:
        name = get_local_name(element)
        if name in _LEFT_OUT:
            continue
        if name == "r":
            if not _is_hidden(element, styles, hidden=hidden):
                _collect_run(element, styles, found, hidden=hidden)
        elif name in _PASSED_THROUGH:
            _collect(element, styles, found, hidden=hidden)
        elif str(element.tag).startswith(_MATH):
            found.pieces += [one.text or "" for one in element.iter(_MATH + "t")]
        elif name == "AlternateContent":
            _collect_drawing(element, found)


def _is_hidden(run: _Element, styles: StyleSheet, *, hidden: bool) -> bool:
    properties = find_child(run, "rPr")
    own = is_on(find_child(properties, "vanish"))
    if own is None:
        own = styles.named(get_attribute(find_child(properties, "rStyle"), "val")).hidden
    return hidden if own is None else own


def _collect_run(parent: _Element, styles: StyleSheet, found: ParagraphContent, *, hidden: bool) -> None:
    for element in parent:
        name = get_local_name(element)
        if name == "t":
            found.pieces.append((element.text or "").replace("\n", " "))
        elif name in _SIGNS:
            found.pieces.append(_SIGNS[name])
        elif name in ("drawing", "pict", "object", "AlternateContent"):
            _collect_drawing(element, found)
        elif name in ("footnoteReference", "endnoteReference"):
            found.notes += 1
        elif name == "ruby":
            _collect(element, styles, found, hidden=hidden)


def _collect_drawing(element: _Element, found: ParagraphContent) -> None:
    """The text boxes in a drawing. What a file gives in a new and an old form is taken once, in the new one."""
    if get_local_name(element) == "AlternateContent":
        choices = [one for one in element if get_local_name(one) == "Choice"] or [
            one for one in element if get_local_name(one) == "Fallback"
        ]
        for one in choices[:1]:
            for inner in one:
                _collect_drawing(inner, found)
        return
    if get_local_name(element) == "txbxContent":
        found.boxes.append(element)
        return
    if get_local_name(element) in ("blip", "imagedata"):
        found.pictures += 1
    if get_local_name(element) == "OLEObject":
        found.objects += 1
    for inner in element:
        _collect_drawing(inner, found)
