"""What a Word style passes on to its paragraphs: a list, a heading's rank, hiddenness."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from respnet.intake.documents.word_xml import child, children, is_on, number_of, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|目录)\s*(?:[1-9]|heading)?", re.IGNORECASE)
_TITLE_NAMES = ("title", "标题")
_LONGEST_CHAIN = 50


@dataclass(frozen=True, slots=True)
class Style:
    """None stands for what the style leaves open."""

    list_id: str | None = None
    level: int | None = None
    heading: int | None = None
    hidden: bool | None = None
    contents: bool = False
    """Whether it is for the lines of a table of contents."""


class Styles:
    """The styles of one document, each with what it takes from those it is based on."""

    def __init__(self, root: _Element | None) -> None:
        self._elements = {value(one, "styleId"): one for one in children(root, "style")}
        self._resolved: dict[str, Style] = {}
        self._usual = next(
            (
                value(one, "styleId")
                for one in children(root, "style")
                if value(one, "type") == "paragraph" and value(one, "default") in ("1", "true", "on")
            ),
            "",
        )

    def paragraph(self, style_id: str) -> Style:
        """The style of a paragraph; "" is the document's usual one."""
        return self.named(style_id or self._usual)

    def named(self, style_id: str) -> Style:
        """What the style of this id says, with what it takes over. An unknown one says nothing."""
        if style_id not in self._resolved:
            self._resolved[style_id] = self._resolve(style_id)
        return self._resolved[style_id]

    def _resolve(self, style_id: str) -> Style:
        found = Style()
        seen: set[str] = set()
        while style_id in self._elements and style_id not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(style_id)
            own = _own(self._elements[style_id])
            found = replace(
                found,
                list_id=own.list_id if found.list_id is None else found.list_id,
                level=own.level if found.level is None else found.level,
                heading=own.heading if found.heading is None else found.heading,
                hidden=own.hidden if found.hidden is None else found.hidden,
                contents=found.contents or own.contents,
            )
            style_id = value(child(self._elements[style_id], "basedOn"), "val")
        return found


def _own(element: _Element) -> Style:
    properties = child(element, "pPr")
    numbering = child(properties, "numPr")
    name = value(child(element, "name"), "val").strip().lower()
    outline = child(properties, "outlineLvl")
    heading = None if outline is None else rank(number_of(outline, "val", 9))
    if heading is None and (match := _HEADING_NAME.fullmatch(name)):
        heading = int(match[1])
    if heading is None and name in _TITLE_NAMES:
        heading = 1
    level = child(numbering, "ilvl")
    list_id = child(numbering, "numId")
    return Style(
        list_id=None if list_id is None else value(list_id, "val"),
        level=None if level is None else number_of(level, "val", 0),
        heading=heading,
        hidden=is_on(child(child(element, "rPr"), "vanish")),
        contents=_CONTENTS_NAME.fullmatch(name) is not None,
    )


def rank(outline: int) -> int:
    """Word's outline level (0 to 8, 9 for plain text) as a heading's rank (1 to 9, 0).

    >>> rank(0), rank(9)
    (1, 0)
    """
    return outline + 1 if 0 <= outline <= 8 else 0
