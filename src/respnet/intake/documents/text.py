"""Plain text: one paragraph a line, UTF-8 or gb18030, read strictly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from respnet.intake.documents.document import Document, Paragraph
from respnet.intake.documents.encoding import decode_text, read_bytes

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE_BYTES = 64 * 1024 * 1024
"""Bytes; a plan is a thousandth of that."""


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
