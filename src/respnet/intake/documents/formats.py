"""Which reader a file gets: its ending says what it should be, and its content must agree."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.intake.documents.errors import macros_found_error, password_protected_error
from respnet.intake.documents.file_signature import detect_file_type

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from respnet.intake.documents.document import Document

_READERS = {
    ".txt": ("text", "read_plain"),
    ".md": ("markdown", "read_markdown"),
    ".markdown": ("markdown", "read_markdown"),
    ".html": ("html", "read_html"),
    ".htm": ("html", "read_html"),
    ".xhtml": ("html", "read_html"),
    ".docx": ("docx", "read_docx"),
    ".pdf": ("pdf", "read_pdf"),
    ".xlsx": ("xlsx", "read_xlsx"),
    ".csv": ("csv", "read_csv"),
    ".tsv": ("csv", "read_csv"),
    ".doc": ("libreoffice", "read_with_libreoffice"),
    ".wps": ("libreoffice", "read_with_libreoffice"),
    ".rtf": ("libreoffice", "read_with_libreoffice"),
    ".odt": ("libreoffice", "read_with_libreoffice"),
    ".xls": ("libreoffice", "read_with_libreoffice"),
    ".et": ("libreoffice", "read_with_libreoffice"),
    ".ods": ("libreoffice", "read_with_libreoffice"),
}
_PLAIN_KINDS = frozenset({"text", "html"})
_CONTENT = {
    ".docx": frozenset({"docx", "zip"}),
    ".pdf": frozenset({"pdf"}),
    ".xlsx": frozenset({"xlsx", "zip"}),
    ".doc": frozenset({"ole"}),
    ".wps": frozenset({"ole"}),
    ".rtf": frozenset({"rtf"}),
    ".odt": frozenset({"odt"}),
    ".xls": frozenset({"ole"}),
    ".et": frozenset({"ole"}),
    ".ods": frozenset({"ods"}),
}
"""What the content of a file with this ending may be; endings that are not here are text.

An Office file whose parts have unusual names looks like any archive until it is opened.
"""

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
    if ending not in _READERS:
        raise _unsupported_format_error(path, ending)
    kind = detect_file_type(path)
    if kind == "locked":
        raise password_protected_error(path)
    if kind not in _CONTENT.get(ending, _PLAIN_KINDS):
        raise _another_kind(path, ending, kind)
    module, name = _READERS[ending]
    return cast("Callable[[Path], Document]", getattr(import_module(f"respnet.intake.documents.{module}"), name))


def _another_kind(path: Path, ending: str, kind: str) -> InputError:
    what, right = _KINDS[kind]
    return InputError(
        Text(
            zh=f"{path} 的扩展名是 {ending}，内容却是{what.zh}。若内容无误，请把扩展名改为 {right}；"
            f"否则请重新索取或另存为 {ending}。",
            en=f"{path} ends in {ending}, but it holds {what.en}. If that is right, rename it to end in {right};"
            f" if not, ask for the file again or save it as {ending}.",
        )
    )


def _unsupported_format_error(path: Path, ending: str) -> InputError:
    if ending in _MACROS:
        return macros_found_error(path, _MACROS[ending])
    if ending == ".ofd":
        return InputError(
            Text(
                zh=f"{path} 是 OFD 版式文件，不能直接读取。请用 OFD 阅读器（如数科、福昕）打开，导出为 PDF 或 .docx；"
                "若导出后只有图片，再用文字识别（OCR）转换。",
                en=f"{path} is an OFD file, which is not read. Open it in an OFD reader, export it as a PDF or .docx, "
                "and give that; if it then holds only pictures, use text recognition (OCR).",
            )
        )
    if ending in _IMAGES:
        return InputError(
            Text(
                zh=f"{path} 是图片，不能直接读取。请用文字识别（OCR）转成 .docx 或 .txt，核对后再试。",
                en=f"{path} is a picture, which is not read. Turn it into a .docx or .txt by text recognition (OCR), "
                "check the result, and give that.",
            )
        )
    if ending in _ARCHIVES:
        return InputError(
            Text(
                zh=f"{path} 是压缩包。请先解压，再指定其中的文档。",
                en=f"{path} is an archive. Unpack it and give the document in it.",
            )
        )
    return InputError(
        Text(
            zh=f"{path} 不是可读取的格式。可读取 .docx、.pdf、.html、.md、.txt、.xlsx 和 .csv；"
            "其他格式请先另存为其中一种。",
            en=f"{path} is in no format that is read: .docx, .pdf, .html, .md, .txt, .xlsx and .csv. "
            "Save it as one of these first.",
        )
    )
