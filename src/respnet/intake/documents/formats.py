"""The list of formats, and the one way to read a document: its content must be what the ending of the name says."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, cast

from respnet.core.errors import InputError, to_input_error
from respnet.core.i18n import Text
from respnet.intake.documents.characters import clean_text
from respnet.intake.documents.document import Paragraph
from respnet.intake.documents.encoding import detect_file_type
from respnet.intake.documents.errors import macros_found_error, password_protected_error

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from respnet.intake.documents.document import Block, Document


@dataclass(frozen=True, slots=True)
class Format:
    """One format that is read: the ending of its name, its reader, and what the content may be.

    `office_filter` is what LibreOffice calls a format that it turns into .docx or .xlsx first. A table is a file whose
    rows a spreadsheet counts.
    """

    suffix: str
    module: str
    reader: str
    contents: frozenset[str]
    is_table: bool = False
    office_filter: str = ""


_TEXT = frozenset({"text", "html"})


def _by_office(suffix: str, content: str, office_filter: str, *, is_table: bool = False) -> Format:
    return Format(suffix, "libreoffice", "read_with_libreoffice", frozenset({content}), is_table, office_filter)


FORMATS = {
    one.suffix: one
    for one in (
        # An Office file whose parts have unusual names looks like any archive until it is opened.
        Format(".docx", "docx", "read_docx", frozenset({"docx", "zip"})),
        Format(".pdf", "pdf", "read_fixed_layout", frozenset({"pdf"})),
        Format(".ofd", "pdf", "read_fixed_layout", frozenset({"ofd", "zip"})),
        Format(".html", "html", "read_html", _TEXT),
        Format(".htm", "html", "read_html", _TEXT),
        Format(".xhtml", "html", "read_html", _TEXT),
        Format(".txt", "text", "read_plain", _TEXT),
        Format(".md", "text", "read_markdown", _TEXT),
        Format(".markdown", "text", "read_markdown", _TEXT),
        Format(".xlsx", "xlsx", "read_xlsx", frozenset({"xlsx", "zip"}), is_table=True),
        Format(".csv", "csv", "read_csv", _TEXT, is_table=True),
        Format(".tsv", "csv", "read_csv", _TEXT, is_table=True),
        _by_office(".doc", "ole", "MS Word 97"),
        _by_office(".wps", "ole", "MS Word 97"),
        _by_office(".rtf", "rtf", "Rich Text Format"),
        _by_office(".odt", "odt", "writer8"),
        _by_office(".xls", "ole", "MS Excel 97", is_table=True),
        _by_office(".et", "ole", "MS Excel 97", is_table=True),
        _by_office(".ods", "ods", "calc8", is_table=True),
    )
}
"""Every format that is read, the most usual first: help, messages and folders go by this list."""
TABLE_FILES = (".csv", ".xlsx")
"""What the tables of a plan folder may be, in the order in which they are looked for."""


def list_readable_formats() -> Text:
    """The endings that are read, with those that need a program of another maker apart."""
    direct = [one.suffix for one in FORMATS.values() if not one.office_filter]
    office = [one.suffix for one in FORMATS.values() if one.office_filter]
    return Text(
        zh=f"{'、'.join(direct)}；装有 LibreOffice（Windows 上 Word、WPS 也行）时还有 {'、'.join(office)}",
        en=f"{', '.join(direct)}; with LibreOffice (on Windows Word or WPS will do), {', '.join(office)}",
    )


def is_readable(path: Path) -> bool:
    """True if the ending of a file's name is that of a format that is read."""
    return path.suffix.lower() in FORMATS


_IMAGES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp", ".heic"})
_ARCHIVES = frozenset({".zip", ".rar", ".7z", ".gz", ".tar"})
_MACROS = {".docm": ".docx", ".dotm": ".docx", ".xlsm": ".xlsx"}

_KINDS = {
    "pdf": (Text(zh="PDF", en="a PDF"), ".pdf"),
    "docx": (Text(zh="Word 文档", en="a Word file"), ".docx"),
    "xlsx": (Text(zh="Excel 工作簿", en="an Excel workbook"), ".xlsx"),
    "pptx": (Text(zh="演示文稿", en="a presentation"), ".pptx"),
    "odt": (Text(zh="OpenDocument 文档", en="an OpenDocument text"), ".odt"),
    "ods": (Text(zh="OpenDocument 表格", en="an OpenDocument spreadsheet"), ".ods"),
    "ofd": (Text(zh="OFD 版式文件", en="an OFD file"), ".ofd"),
    "zip": (Text(zh="压缩包", en="an archive"), ".zip"),
    "ole": (Text(zh="旧版 Office 文件", en="an old Office file"), ".doc"),
    "rtf": (Text(zh="RTF 文档", en="an RTF file"), ".rtf"),
    "image": (Text(zh="图片", en="a picture"), ".png"),
    "archive": (Text(zh="压缩包", en="an archive"), ".zip"),
    "html": (Text(zh="网页", en="a web page"), ".html"),
    "text": (Text(zh="纯文本或无法识别的内容", en="plain text, or nothing that is known"), ".txt"),
}


def get_reader(path: Path) -> Callable[[Path], Document]:
    """The reader of this file. Raises InputError where there is none, or the content is not what the ending says."""
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise _unsupported_format_error(path, ending)
    found = FORMATS[ending]
    kind = detect_file_type(path)
    if kind == "locked":
        raise password_protected_error(path)
    if kind == "html" and found.office_filter:  # what a web system exports as .xls or .doc is often a page
        found = FORMATS[".html"]
    if kind not in found.contents:
        raise _another_kind(path, ending, kind)
    module = import_module(f"respnet.intake.documents.{found.module}")
    return cast("Callable[[Path], Document]", getattr(module, found.reader))


def _another_kind(path: Path, ending: str, kind: str) -> InputError:
    what, right = _KINDS[kind]
    if kind == "ole" and FORMATS[ending].is_table:
        right = ".xls"
    return InputError(
        zh=f"{path} 的扩展名是 {ending}，内容却是{what.zh}。若内容无误，请把扩展名改为 {right}；"
        f"否则请重新索取或另存为 {ending}。",
        en=f"{path} ends in {ending}, but it holds {what.en}. If that is right, rename it to end in {right};"
        f" if not, ask for the file again or save it as {ending}.",
    )


def _unsupported_format_error(path: Path, ending: str) -> InputError:
    if ending in _MACROS:
        return macros_found_error(path, _MACROS[ending])
    if ending in _IMAGES:
        return InputError(
            zh=f"{path} 是图片，不能直接读取。请用文字识别（OCR）转成 .docx 或 .txt，核对后再试。",
            en=f"{path} is a picture, which is not read. Turn it into a .docx or .txt by text recognition (OCR), "
            "check the result, and give that.",
        )
    if ending in _ARCHIVES:
        return InputError(
            zh=f"{path} 是压缩包。请先解压，再指定其中的文档。",
            en=f"{path} is an archive. Unpack it and give the document in it.",
        )
    readable = list_readable_formats()
    return InputError(
        zh=f"{path} 不是可读取的格式。可读取 {readable.zh}。其他格式请先另存为其中一种。",
        en=f"{path} is in no format that is read: {readable.en}. Save it as one of these first.",
    )


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
