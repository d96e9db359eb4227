"""The process that reads a PDF: it holds itself to the limits and prints what it found as JSON."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.intake.documents.document import Block, Grid
from respnet.intake.documents.errors import (
    empty_document_error,
    limit_exceeded_error,
    password_protected_error,
    scanned_document_error,
)
from respnet.intake.documents.pdf_limits import MAX_CPU_SECONDS, MAX_MEMORY_BYTES, LimitError

if TYPE_CHECKING:
    from typing import Any

_UNKNOWN_SHARE = 0.2
_FEW = 20
"""Characters on a page; a page of pictures can have a stamp or a page number in letters."""


def read_to_json(path: Path) -> str:
    """What the file holds, or why it is refused, as one JSON object."""
    told: dict[str, Any]
    try:
        blocks, notes = _read(path)
        told = {"blocks": [_block_to_dict(one) for one in blocks], "notes": [one.to_dict() for one in notes]}
    except InputError as error:
        told = {"refused": error.text.to_dict()}
    except LimitError as error:
        told = {"refused": limit_exceeded_error(path, zh=error.zh, en=error.en).text.to_dict()}
    except MemoryError:
        told = {"exhausted": True}
    except Exception as error:  # pdfminer lets through whatever a damaged file makes Python raise
        told = {"failed": type(error).__name__}
    return json.dumps(told)


def _read(path: Path) -> tuple[list[Block], list[Text]]:
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    from respnet.intake.documents.characters import clean_text
    from respnet.intake.documents.pdf_layout import build_blocks, build_page_layout
    from respnet.intake.documents.pdf_objects import UNKNOWN_CHARACTER
    from respnet.intake.documents.pdf_pages import read_pages

    sheets = []
    pictured: list[int] = []
    signs = unknown = 0
    with path.open("rb") as file:
        try:
            for page in read_pages(file):
                here = sum(bool(clean_text(glyph.text).strip()) for glyph in page.glyphs)
                signs += here
                unknown += sum(glyph.text == UNKNOWN_CHARACTER for glyph in page.glyphs)
                if page.pictures and here < _FEW:
                    pictured.append(page.number)
                sheets.append(build_page_layout(page))
        except (PDFPasswordIncorrect, PDFEncryptionError) as error:
            raise password_protected_error(path) from error
    if not sheets or signs == 0 or (len(pictured) == len(sheets) and signs < _FEW * len(sheets)):
        raise scanned_document_error(path) if pictured else empty_document_error(path)
    if unknown > signs * _UNKNOWN_SHARE:
        raise _unreadable_fonts(path)
    blocks = build_blocks(sheets, path)
    if not blocks:
        raise empty_document_error(path)
    return blocks, _notes(pictured, unknown)


def _unreadable_fonts(path: Path) -> InputError:
    return InputError(
        Text(
            zh=f"{path} 的文字只有字形，没有对应的字符，读不出来。请用带文字识别（OCR）的软件转换，或索取 .docx 原件。",
            en=f"{path} draws its letters without saying which ones they are. Run text recognition (OCR) on it, or ask "
            "for the .docx it was made from.",
        )
    )


def _notes(pictured: list[int], unknown: int) -> list[Text]:
    notes = []
    if pictured:
        pages = ", ".join(map(str, pictured[:20])) + (" …" if len(pictured) > 20 else "")
        notes.append(
            Text(
                zh=f"第 {pages} 页只有图片，没有文字，没有读入。",
                en=f"These pages are pictures without text and are not read: {pages}.",
            )
        )
    if unknown:
        notes.append(
            Text(
                zh=f"有 {unknown} 个字符在文件里没有对应的文字，显示为 �。",
                en=f"The file does not say which characters {unknown} of its signs are; they show as �.",
            )
        )
    return notes


def _block_to_dict(block: Block) -> dict[str, Any]:
    if isinstance(block, Grid):
        rows = [
            [{"text": one.text, "source": one.source, "rows": one.rows, "columns": one.columns} for one in row]
            for row in block.rows
        ]
        return {"rows": rows, "source": block.source}
    return {"text": block.text, "source": block.source}


def _limit_resources() -> None:
    """Limit this process's own memory and computing, where the system has limits to set."""
    try:
        import resource
    except ImportError:
        return
    for limit, most in ((resource.RLIMIT_AS, MAX_MEMORY_BYTES), (resource.RLIMIT_CPU, MAX_CPU_SECONDS)):
        try:
            _, hard = resource.getrlimit(limit)
            resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (OSError, ValueError):
            continue  # some systems know the limit and refuse to set it


def main() -> None:
    """Read the file named as the only argument and print the answer."""
    logging.disable()
    _limit_resources()
    sys.stdout.write(read_to_json(Path(sys.argv[1])))


if __name__ == "__main__":
    main()
