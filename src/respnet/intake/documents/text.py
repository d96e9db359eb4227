"""Plain text: one paragraph a line, UTF-8 or gb18030, read strictly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.intake.documents.document import Document, Paragraph

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE_BYTES = 64 * 1024 * 1024
"""Bytes; a plan is a thousandth of that."""


def read_plain(path: Path) -> Document:
    """The document in a .txt file. Raises InputError where it is too large, empty, binary or in another encoding."""
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise InputError(
            Text(
                zh=f"{path} 有 {size} 字节，超过上限 {MAX_FILE_BYTES}。请只保留方案本身的文字。",
                en=f"{path} holds {size} bytes, more than the limit of {MAX_FILE_BYTES}. Keep only the plan's "
                "own text.",
            )
        )
    return parse_plain_text(decode_plain_text(path.read_bytes(), str(path)), path.stem)


def decode_plain_text(data: bytes, where: str) -> str:
    """The text of these bytes: UTF-8 with or without BOM, UTF-16 with BOM, else gb18030; all strictly."""
    has_mark = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if has_mark else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise InputError(
        Text(
            zh=f"{where} 既不是 UTF-8 也不是 GB18030 文本。请确认它是文本文件，用编辑器另存为 UTF-8 后再试。",
            en=f"{where} is neither UTF-8 nor GB18030 text. Check that it is a text file and save it as UTF-8.",
        )
    )


_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def parse_plain_text(text: str, name: str) -> Document:
    r"""A document of this text, each line with something on it a paragraph.

    >>> [(one.text, one.source) for one in parse_plain_text("一、目标\r\n\r\n二、任务", "x").blocks]
    [('一、目标', 'line 1'), ('二、任务', 'line 3')]
    """
    blocks = [Paragraph(line, f"line {number}") for number, line in enumerate(_LINE_END.split(text), 1) if line.strip()]
    return Document(name, tuple(blocks))
