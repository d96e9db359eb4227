"""Web pages (.html) as government sites serve them: the document without the page's own furniture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from respnet.intake.documents.document import Document
from respnet.intake.documents.encoding import decode_text, read_bytes
from respnet.intake.documents.errors import empty_document_error, scanned_document_error, struck_text_note
from respnet.intake.documents.html_blocks import HtmlBlockReader
from respnet.intake.documents.html_tree import find_boilerplate, is_struck, parse_html

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE_BYTES = 8 * 1024 * 1024
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,20})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,20})""", re.IGNORECASE)


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
