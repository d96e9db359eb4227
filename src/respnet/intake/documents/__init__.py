"""Readers: a file as it was issued becomes a Document, whatever its format."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from respnet.core.errors import InputError, to_input_error
from respnet.intake.documents.characters import clean_text
from respnet.intake.documents.document import Paragraph
from respnet.intake.documents.formats import get_reader

if TYPE_CHECKING:
    from pathlib import Path

    from respnet.intake.documents.document import Block, Document


def read_document(path: Path, *, as_written: bool = False) -> Document:
    """Read the document in a file of any format of `formats.FORMATS`.

    The ending of the name chooses the reader, and the content must be what it says.

    Args:
        path: The file.
        as_written: Keep every character, as the tables of a plan folder are read; else what stands for other
            characters is replaced.

    Raises:
        InputError: For everything that cannot be read; it says what is wrong and what to do.
    """
    check_file_name(path)
    try:
        if not path.exists():
            raise InputError(zh=f"没有找到 {path}。请核对路径。", en=f"{path} does not exist. Check the path.")
        if not path.is_file():
            raise InputError(zh=f"{path} 不是文件。请指定一个文档。", en=f"{path} is no file. Give one document.")
        document = replace(get_reader(path)(path), file=path.name)
        return document if as_written else _clean_document(document)
    except OSError as error:
        raise to_input_error(path, error) from error


def check_file_name(path: Path) -> None:
    """Refuse a file whose name is in no encoding of this system: the plan is called by it.

    Raises:
        InputError: The name holds bytes that are not UTF-8, as archives packed on a Chinese Windows leave them.
    """
    try:
        path.name.encode("utf-8")
    except UnicodeEncodeError as error:
        name = os.fsencode(path.name).decode("gb18030", "replace")
        raise InputError(
            zh=f"文件名“{name}”不是 UTF-8 编码（多半由中文 Windows 打包而来），不能用作方案的名称。"
            "请改名后再试；解压时用 unzip -O GBK 可免此问题。",
            en=f"The file name “{name}” is not in UTF-8 (an archive packed on a Chinese Windows leaves such names), so "
            "the plan cannot be called by it. Rename the file; unpacking with unzip -O GBK avoids this.",
        ) from error


def _clean_document(document: Document) -> Document:
    """Replace what stands for other characters in every text: a unit must not be two by the way it was copied."""
    return replace(document, blocks=tuple(_clean_block(one) for one in document.blocks))


def _clean_block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        text = clean_text(block.text)
        return block if text == block.text else replace(block, text=text)
    rows = [[(cell, clean_text(cell.text)) for cell in row] for row in block.rows]
    if all(cell.text == text for row in rows for cell, text in row):
        return block
    return replace(block, rows=tuple(tuple(replace(cell, text=text) for cell, text in row) for row in rows))
