"""WordprocessingML as text. What a plan says gets into it through `run` alone, so that a name stays a name.

Text and not elements, since making and moving elements takes ten times as long as parsing them all at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NewType
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

Xml = NewType("Xml", str)
"""Markup: made by this module only. A plain text is no Xml, and the type checker sees to it."""

_UNFIT = re.compile(
    "[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"  # what XML cannot hold
    "|[\\u202a-\\u202e\\u2066-\\u2069]"  # what would turn round the text after it
)


def fit(text: str) -> str:
    r"""The text with a mark in the place of what a file cannot hold, or what would turn its neighbours round.

    >>> fit("县\x00教\u202e委\r\n")
    '县�教�委\n'
    """
    return _UNFIT.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")


def w(tag: str, *children: Xml, **attributes: object) -> Xml:
    """An element of Word's own namespace with its attributes and children.

    >>> w("p", w("jc", val="<&>"))
    '<w:p><w:jc w:val="&lt;&amp;&gt;"/></w:p>'
    """
    said = "".join(
        f' w:{name}="{value}"' if isinstance(value, int) else f" w:{name}={quoteattr(str(value))}"
        for name, value in attributes.items()
    )
    return Xml(f"<w:{tag}{said}>{''.join(children)}</w:{tag}>" if children else f"<w:{tag}{said}/>")


def elements(made: Iterable[Xml]) -> list[_Element]:
    """The markup as elements that stand in no document yet."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return list(etree.fromstring(f'<w:all xmlns:w="{W}">{"".join(made)}</w:all>'.encode(), parser))


def _text(tag: str, text: str) -> Xml:
    return Xml(f'<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}>')


def run(text: str, style: str = "") -> Xml:
    """A run of text, in a character style if one is given; line breaks stay.

    >>> run("<a>")
    '<w:r><w:t xml:space="preserve">&lt;a&gt;</w:t></w:r>'
    """
    pieces = [w("rPr", w("rStyle", val=style))] if style else []
    for place, line in enumerate(fit(text).replace("\t", " ").split("\n")):
        if place:
            pieces.append(w("br"))
        if line:
            pieces.append(_text("t", line))
    return w("r", *pieces)


def field(instruction: str, shown: str) -> list[Xml]:
    """A field in runs of its own, `separate` among them; without it WPS drops the field."""
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", _text("instrText", f" {instruction} ")),
        w("r", w("fldChar", fldCharType="separate")),
        run(shown),
        w("r", w("fldChar", fldCharType="end")),
    ]


def paragraph(style: str, *content: Xml, new_page: bool = False, keep_next: bool = False, aside: int = 0) -> Xml:
    """A paragraph in a style, drawn in by `aside` twips on both sides."""
    properties = [w("pStyle", val=style)]
    if keep_next:
        properties.append(w("keepNext"))
    if new_page:
        properties.append(w("pageBreakBefore"))
    if aside:
        properties.append(w("ind", left=aside, right=aside))
    return w("p", w("pPr", *properties), *content)


def bookmarked(name: str, number: int, *content: Xml) -> list[Xml]:
    """Content that a link can go to. Names are respnet's own, never a unit's."""
    return [w("bookmarkStart", id=number, name=name), *content, w("bookmarkEnd", id=number)]


def link(name: str, *content: Xml) -> Xml:
    """A link to a bookmark of the same file."""
    return w("hyperlink", *content, anchor=name, history=1)


def cell(width: int, *paragraphs: Xml, across: int = 1, merged: str = "") -> Xml:
    """A cell over `across` columns; `merged` is "restart" or "continue" where it goes on in the rows below."""
    properties = [w("tcW", w=width, type="dxa")]
    if across > 1:
        properties.append(w("gridSpan", val=across))
    if merged:
        properties.append(w("vMerge", val=merged))
    properties.append(w("vAlign", val="center"))
    return w("tc", w("tcPr", *properties), *paragraphs)


def row(cells: Iterable[Xml], *, header: bool = False, may_break: bool = False, height: int = 0) -> Xml:
    """A row; it stays on one page unless it `may_break`, and a header is repeated on every page."""
    properties = [] if may_break else [w("cantSplit")]
    if height:
        properties.append(w("trHeight", val=height, hRule="atLeast"))
    if header:
        properties.append(w("tblHeader"))
    return w("tr", w("trPr", *properties), *cells)


def table(style: str, widths: Sequence[int], rows: Iterable[Xml], caption: str = "") -> Xml:
    """A table with fixed columns (in twips); the caption is for those who listen to it."""
    properties = [
        w("tblStyle", val=style),
        w("tblW", w=sum(widths), type="dxa"),
        w("jc", val="center"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
    ]
    if caption:
        properties.append(w("tblCaption", val=fit(caption)))
    return w("tbl", w("tblPr", *properties), w("tblGrid", *(w("gridCol", w=width) for width in widths)), *rows)
