"""Inherited properties of Word styles: lists, heading levels, hidden text."""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from respnet.intake.documents.word_xml import find_child, find_children, get_attribute, get_int_attribute, is_on

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|目录)\s*(?:[1-9]|heading)?", re.IGNORECASE)
_TITLE_NAMES = ("title", "标题")
_LONGEST_CHAIN = 50


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """None stands for what the style leaves open."""

    list_id: str | None = None
    level: int | None = None
    heading: int | None = None
    hidden: bool | None = None
    contents: bool | None = None
    """True if it is for the lines of a table of contents."""


class StyleSheet:
    """Styles of one document, each with what it takes from those it is based on."""

    def __init__(self, root: _Element | None) -> None:
        self._elements = {get_attribute(one, "styleId"): one for one in find_children(root, "style")}
        self._resolved: dict[str, ParagraphStyle] = {}
        self._usual = next(
            (
                get_attribute(one, "styleId")
                for one in find_children(root, "style")
                if get_attribute(one, "type") == "paragraph" and get_attribute(one, "default") in ("1", "true", "on")
            ),
            "",
        )

    def find_paragraph_style(self, style_id: str) -> ParagraphStyle:
        """Find the style of a paragraph; "" is the document's usual one."""
        return self.named(style_id or self._usual)

    def named(self, style_id: str) -> ParagraphStyle:
        """Return the style of this id with what it inherits; an unknown one has no properties."""
        if style_id not in self._resolved:
            self._resolved[style_id] = self._resolve(style_id)
        return self._resolved[style_id]

    def _resolve(self, style_id: str) -> ParagraphStyle:
        found = ParagraphStyle()
        seen: set[str] = set()
        while style_id in self._elements and style_id not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(style_id)
            pairs = zip(astuple(found), astuple(_own(self._elements[style_id])), strict=True)
            found = ParagraphStyle(*(above if own is None else own for own, above in pairs))
            style_id = get_attribute(find_child(self._elements[style_id], "basedOn"), "val")
        return found


def _own(element: _Element) -> ParagraphStyle:
    properties = find_child(element, "pPr")
    numbering = find_child(properties, "numPr")
    name = get_attribute(find_child(element, "name"), "val").strip().lower()
    outline = find_child(properties, "outlineLvl")
    heading = None if outline is None else to_heading_level(get_int_attribute(outline, "val", 9))
    if heading is None and (match := _HEADING_NAME.fullmatch(name)):
        heading = int(match[1])
    if heading is None and name in _TITLE_NAMES:
        heading = 1
    level = find_child(numbering, "ilvl")
    list_id = find_child(numbering, "numId")
    return ParagraphStyle(
        list_id=None if list_id is None else get_attribute(list_id, "val"),
        level=None if level is None else get_int_attribute(level, "val", 0),
        heading=heading,
        hidden=is_on(find_child(find_child(element, "rPr"), "vanish")),
        contents=_CONTENTS_NAME.fullmatch(name) is not None or None,
    )


def to_heading_level(outline: int) -> int:
    """Word's outline level (0 to 8, 9 for plain text) as a heading's rank (1 to 9, 0).

    >>> to_heading_level(0), to_heading_level(9)
    (1, 0)
    """
    return outline + 1 if 0 <= outline <= 8 else 0
