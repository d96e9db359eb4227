"""Plain text, one paragraph a line, and Markdown, of which markdown-it makes a page that is read like any other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from respnet.intake.documents.document import Document, Paragraph
from respnet.intake.documents.encoding import decode_text, read_bytes

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE_BYTES = 8 * 1024 * 1024
"""Bytes; a plan is a hundredth of that, and reading takes some three seconds for a million."""
LONGEST_UNDERLINED = 80
"""Characters of a line that dashes below make a heading; under a longer one they are a rule without its blank line."""
_CHECKBOX = re.compile(r"^([ \t]*[-*+][ \t]+)\[[ xX]\][ \t]+", re.MULTILINE)
_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def read_plain(path: Path) -> Document:
    """Read the document in a .txt file.

    Raises:
        InputError: It is too large, binary or in another encoding.
    """
    return parse_plain_text(decode_text(path, read_bytes(path, MAX_FILE_BYTES)), path.stem)


_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def parse_plain_text(text: str, name: str) -> Document:
    r"""Make a document of a text, each line with something on it a paragraph.

    Args:
        text: The text.
        name: The document's name.

    >>> [(one.text, one.source) for one in parse_plain_text("一、目标\r\n\r\n二、任务", "x").blocks]
    [('一、目标', 'line 1'), ('二、任务', 'line 3')]
    """
    blocks = [Paragraph(line, f"line {number}") for number, line in enumerate(_LINE_END.split(text), 1) if line.strip()]
    return Document(name, tuple(blocks))


def read_markdown(path: Path) -> Document:
    """Read a .md file: each line is a paragraph, lists are numbered as they are shown, HTML in it counts.

    Raises InputError where the file is too large, no text, or empty.
    """
    from respnet.intake.documents.html import parse_html_document
    from respnet.intake.documents.html_tree import strip_front_matter

    text = decode_text(path, read_bytes(path, MAX_FILE_BYTES)).removeprefix("\ufeff")
    return parse_html_document(path, text if _PAGE.match(text) else render_markdown(strip_front_matter(text)))


def render_markdown(text: str) -> str:
    r"""Render Markdown as HTML, each line of a paragraph on its own; an indented line is no code.

    >>> render_markdown("**一、目标**\n1\\. 见[方案](a.html)")
    '<p><strong>一、目标</strong><br />\n1. 见<a href="a.html">方案</a></p>\n'
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"breaks": True, "html": True}).enable(["table", "strikethrough"]).disable("code")
    tokens = parser.parse(_CHECKBOX.sub(r"\1", text))
    for opening, inline, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        is_underlined = opening.type == "heading_open" and opening.markup in ("-", "=")
        if is_underlined and (len(inline.content) > LONGEST_UNDERLINED or "\n" in inline.content):
            opening.tag = closing.tag = "p"
    return str(parser.renderer.render(tokens, parser.options, {}))
