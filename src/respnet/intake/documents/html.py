"""Web pages (.html) as government sites serve them: the document without the page's own furniture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from respnet.intake.documents.document import Block, Document
from respnet.intake.documents.encoding import decode_text, read_bytes
from respnet.intake.documents.errors import empty_document_error, scanned_document_error
from respnet.intake.documents.html_blocks import HtmlBlockReader
from respnet.intake.documents.html_tree import find_boilerplate, parse_html

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE_BYTES = 8 * 1024 * 1024
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,20})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,20})""", re.IGNORECASE)


def read_html(path: Path) -> Document:
    """The document in a web page. Nothing that the page refers to is loaded.

    Raises InputError where the file is too large, no text, too deep, or holds no text besides furniture.
    """
    data = read_bytes(path, MAX_FILE_BYTES)
    return parse_html_document(path, decode_text(path, data, find_declared_encoding(data)))


def parse_html_document(path: Path, text: str) -> Document:
    """The document in the text of a page."""
    blocks, pictures = parse_html_blocks(path, text)
    if not blocks:
        raise scanned_document_error(path) if pictures else empty_document_error(path)
    return Document(path.stem, blocks)


def parse_html_blocks(path: Path, text: str) -> tuple[tuple[Block, ...], int]:
    """The paragraphs and tables in the text of a page or a piece of one, and how many pictures stand between them."""
    root = parse_html(path, text)
    if root is None:
        return (), 0
    reader = HtmlBlockReader(path, find_boilerplate(root))
    reader.read(root)
    return tuple(reader.blocks), reader.pictures


def find_declared_encoding(data: bytes) -> str:
    """What the page says of its encoding in its first kilobytes; "" where it says nothing.

    >>> find_declared_encoding(b'<meta http-equiv=Content-Type content="text/html; charset=gb2312">')
    'gb2312'
    """
    match = _XML_ENCODING.search(data[:1024]) or _CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else ""
