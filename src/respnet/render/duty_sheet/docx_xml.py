"""WordprocessingML as text. Values from a plan enter it only through `build_run`, which escapes them.

Text instead of element objects: creating and moving elements takes ten times as long as parsing them at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NewType
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from lxml.etree import _Element

WORDML_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

Xml = NewType("Xml", str)
"""Markup: made by this module only. A plain text is no Xml, and the type checker sees to it."""

_UNFIT = re.compile(
    "[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"  # what XML cannot hold
    "|[\\u202a-\\u202e\\u2066-\\u2069]"  # what would turn round the text after it
)


def sanitize_xml_text(text: str) -> str:
    r"""Replace characters that XML cannot hold, and direction controls, by a visible mark.

    >>> sanitize_xml_text("县\x00教\u202e委\r\n")
    '县�教�委\n'
    """
    return _UNFIT.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")


def word_element(tag: str, *children: Xml, **attributes: object) -> Xml:
    """Build an element of Word's namespace.

    Args:
        tag: Name without prefix.
        children: Markup of the children.
        attributes: Attributes without prefix.

    >>> word_element("p", word_element("jc", val="<&>"))
    '<w:p><w:jc w:val="&lt;&amp;&gt;"/></w:p>'
    """
    said = "".join(
        f' w:{name}="{value}"' if isinstance(value, int) else f" w:{name}={quoteattr(str(value))}"
        for name, value in attributes.items()
    )
    return Xml(f"<w:{tag}{said}>{''.join(children)}</w:{tag}>" if children else f"<w:{tag}{said}/>")


def parse_elements(made: Iterable[Xml]) -> list[_Element]:
    """Parse markup into detached elements."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return list(etree.fromstring(f'<w:all xmlns:w="{WORDML_NAMESPACE}">{"".join(made)}</w:all>'.encode(), parser))


def _text(tag: str, text: str) -> Xml:
    return Xml(f'<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}>')


def build_run(text: str, style: str = "") -> Xml:
    """Build a run of text; line breaks stay.

    Args:
        text: The text, which is escaped.
        style: Id of a character style; empty for none.

    >>> build_run("<a>")
    '<w:r><w:t xml:space="preserve">&lt;a&gt;</w:t></w:r>'
    """
    pieces = [word_element("rPr", word_element("rStyle", val=style))] if style else []
    for place, line in enumerate(sanitize_xml_text(text).replace("\t", " ").split("\n")):
        if place:
            pieces.append(word_element("br"))
        if line:
            pieces.append(_text("t", line))
    return word_element("r", *pieces)


def build_field(instruction: str, shown: str) -> list[Xml]:
    """Build a complex field in runs of its own; without the `separate` part WPS drops the field.

    Args:
        instruction: The field code.
        shown: The result shown before the field is updated.
    """
    return [
        word_element("r", word_element("fldChar", fldCharType="begin")),
        word_element("r", _text("instrText", f" {instruction} ")),
        word_element("r", word_element("fldChar", fldCharType="separate")),
        build_run(shown),
        word_element("r", word_element("fldChar", fldCharType="end")),
    ]


def build_paragraph(style: str, *content: Xml, new_page: bool = False, keep_next: bool = False, aside: int = 0) -> Xml:
    """Build a paragraph.

    Args:
        style: Id of the paragraph style.
        content: Runs of the paragraph.
        new_page: Start a new page before it.
        keep_next: Keep it on one page with the next paragraph.
        aside: Indent on both sides, in twips.
    """
    properties = [word_element("pStyle", val=style)]
    if keep_next:
        properties.append(word_element("keepNext"))
    if new_page:
        properties.append(word_element("pageBreakBefore"))
    if aside:
        properties.append(word_element("ind", left=aside, right=aside))
    return word_element("p", word_element("pPr", *properties), *content)


def build_bookmark(name: str, number: int, *content: Xml) -> list[Xml]:
    """Build a bookmark around content.

    Args:
        name: Name of the bookmark; respnet's own, never a unit's.
        number: Id of the bookmark in the document.
        content: Markup inside it.
    """
    return [word_element("bookmarkStart", id=number, name=name), *content, word_element("bookmarkEnd", id=number)]


def build_link(name: str, *content: Xml) -> Xml:
    """Build a hyperlink to a bookmark of the same file.

    Args:
        name: Name of the bookmark.
        content: Runs of the link.
    """
    return word_element("hyperlink", *content, anchor=name, history=1)


def build_table_cell(width: int, *paragraphs: Xml, across: int = 1, merged: str = "") -> Xml:
    """Build a table cell.

    Args:
        width: Width in twips.
        paragraphs: Content of the cell.
        across: Number of columns it spans.
        merged: Vertical merge: "restart", "continue" or empty.
    """
    properties = [word_element("tcW", w=width, type="dxa")]
    if across > 1:
        properties.append(word_element("gridSpan", val=across))
    if merged:
        properties.append(word_element("vMerge", val=merged))
    properties.append(word_element("vAlign", val="center"))
    return word_element("tc", word_element("tcPr", *properties), *paragraphs)


def build_table_row(cells: Iterable[Xml], *, header: bool = False, may_break: bool = False, height: int = 0) -> Xml:
    """Build a table row.

    Args:
        cells: Markup of the cells.
        header: Repeat the row on every page.
        may_break: Allow a page break inside the row.
        height: Least height in twips; 0 for none.
    """
    properties = [] if may_break else [word_element("cantSplit")]
    if height:
        properties.append(word_element("trHeight", val=height, hRule="atLeast"))
    if header:
        properties.append(word_element("tblHeader"))
    return word_element("tr", word_element("trPr", *properties), *cells)


def build_word_table(style: str, widths: Sequence[int], rows: Iterable[Xml], caption: str = "") -> Xml:
    """Build a table with fixed column widths.

    Args:
        style: Id of the table style.
        widths: Column widths in twips.
        rows: Markup of the rows.
        caption: Text alternative for screen readers.
    """
    properties = [
        word_element("tblStyle", val=style),
        word_element("tblW", w=sum(widths), type="dxa"),
        word_element("jc", val="center"),
        word_element("tblLayout", type="fixed"),
        word_element("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
    ]
    if caption:
        properties.append(word_element("tblCaption", val=sanitize_xml_text(caption)))
    return word_element(
        "tbl",
        word_element("tblPr", *properties),
        word_element("tblGrid", *(word_element("gridCol", w=width) for width in widths)),
        *rows,
    )
