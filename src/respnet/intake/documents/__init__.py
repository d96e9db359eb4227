"""Readers: a file as it was issued becomes a Document, whatever its format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from respnet.core.errors import InputError, to_input_error
from respnet.core.i18n import Text
from respnet.intake.documents.formats import get_reader

if TYPE_CHECKING:
    from pathlib import Path

    from respnet.intake.documents.document import Document


def read_document(path: Path) -> Document:
    """The document in a file: .txt .md .html .docx .pdf .xlsx .csv, and others by way of LibreOffice.

    The ending of the name chooses the reader, and the content must be what it says. Raises InputError, saying what is
    wrong and what to do, for everything that cannot be read.
    """
    try:
        if not path.exists():
            raise InputError(Text(zh=f"没有找到 {path}。请核对路径。", en=f"{path} does not exist. Check the path."))
        if not path.is_file():
            raise InputError(Text(zh=f"{path} 不是文件。请指定一个文档。", en=f"{path} is no file. Give one document."))
        return get_reader(path)(path)
    except OSError as error:
        raise to_input_error(path, error) from error
