"""The process that reads a PDF or an OFD: it holds itself to the limits and prints what it found as JSON."""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.process_limits import limit_this_process
from respnet.intake.documents.characters import clean_text
from respnet.intake.documents.errors import (
    empty_document_error,
    limit_exceeded_error,
    password_protected_error,
    scanned_document_error,
)
from respnet.intake.documents.pdf_limits import MAX_CPU_SECONDS, MAX_MEMORY_BYTES, LimitError
from respnet.intake.documents.pdf_objects import UNKNOWN_CHARACTER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from respnet.intake.documents.document import Block
    from respnet.intake.documents.pdf_layout import PageLayout
    from respnet.intake.documents.pdf_objects import PageDrawing

_UNKNOWN_SHARE = 0.2
_FEWEST_CELLS = 4
"""Cells with text that make a table of what stands sideways; in less, a heading was turned to fit its cell."""
_FEW = 20
"""Characters on a page; a page of pictures can have a stamp or a page number in letters."""


def read_to_json(path: Path) -> str:
    """Read the file into one JSON object: what it holds, or why it is refused."""
    told: dict[str, Any]
    try:
        blocks, notes, left_out = _read(path)
        told = {
            "blocks": list(map(asdict, blocks)),
            "notes": [one.to_dict() for one in notes],
            "left_out": left_out,
        }
    except InputError as error:
        told = {"refused": error.text.to_dict()}
    except LimitError as error:
        told = {"refused": limit_exceeded_error(path, zh=error.zh, en=error.en).text.to_dict()}
    except MemoryError:
        told = {"exhausted": True}
    except Exception as error:  # pdfminer lets through whatever a damaged file makes Python raise
        told = {"failed": type(error).__name__}
    return json.dumps(told)


def _read(path: Path) -> tuple[list[Block], list[Text], list[str]]:
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    from respnet.intake.documents.pdf_layout import build_blocks
    from respnet.intake.documents.pdf_pages import read_pages

    reading = _Reading()
    if path.suffix.lower() == ".ofd":
        from respnet.intake.documents.ofd_pages import read_ofd_pages

        for drawings in read_ofd_pages(path):
            reading.add(drawings)
    else:
        with path.open("rb") as file:
            try:
                for drawings in read_pages(file):
                    reading.add(drawings)
            except (PDFPasswordIncorrect, PDFEncryptionError) as error:
                raise password_protected_error(path) from error
    reading.check(path)
    blocks, left_out = build_blocks(reading.sheets, path)
    if not blocks:
        raise empty_document_error(path)
    return blocks, list(reading.notes()), left_out


@dataclass(slots=True)
class _Reading:
    """The pages read so far, and what is to be said of them."""

    sheets: list[PageLayout] = field(default_factory=list)
    pictured: list[int] = field(default_factory=list)
    sideways: list[int] = field(default_factory=list)
    commented: list[int] = field(default_factory=list)
    signs: int = 0
    unknown: int = 0
    curves: int = 0

    def add(self, drawings: Sequence[PageDrawing]) -> None:
        """Add a page; what stands sideways on it is read where it is a table."""
        from respnet.intake.documents.pdf_layout import build_page_layout

        page = drawings[0]
        here = sum(bool(clean_text(glyph.text).strip()) for glyph in page.glyphs)
        self.signs += here
        self.unknown += sum(glyph.text == UNKNOWN_CHARACTER for glyph in page.glyphs)
        self.curves += page.curves
        if page.comments:
            self.commented.append(page.number)
        if page.pictures and here < _FEW:
            self.pictured.append(page.number)
        self.sheets.append(build_page_layout(page, self.sheets[-1].tables if self.sheets else ()))
        for other in drawings[1:]:
            layout = build_page_layout(other)
            if any(sum(bool(cell.text) for cell in table.cells) >= _FEWEST_CELLS for table in layout.tables):
                self.sheets.append(layout)
            elif any(glyph.text.strip() for glyph in other.glyphs):
                self.sideways.append(page.number)

    def check(self, path: Path) -> None:
        """Refuse what holds no text, or none that can be told."""
        pages = len(self.sheets)
        if not self.signs or (len(self.pictured) == pages and self.signs < _FEW * pages):
            if self.pictured:
                raise scanned_document_error(path)
            raise _letters_as_curves(path) if self.curves >= _FEW else empty_document_error(path)
        if self.unknown > self.signs * _UNKNOWN_SHARE:
            raise _unreadable_fonts(path)

    def notes(self) -> Iterator[Text]:
        """Say what was not read."""
        for pages, zh, en in (
            (self.pictured, "只有图片，没有文字，没有读入", "These pages are pictures without text and are"),
            (self.sideways, "有侧着排的文字，没有读入", "Text that is set sideways on these pages is"),
            (
                [sheet.page for sheet in self.sheets if sheet.has_unread_table],
                "有没画竖线的表格，行或列分不清，没有当作表格读，请对照原件",
                "Tables without upright lines and with unclear rows or columns (see the document) on these pages are",
            ),
            (self.commented, "的批注没有读入", "Comments on these pages are"),
        ):
            if pages:
                listed = ", ".join(map(str, pages[:20])) + (" …" if len(pages) > 20 else "")
                yield Text(zh=f"第 {listed} 页{zh}。", en=f"{en} not read: {listed}.")
        if self.unknown:
            yield Text(
                zh=f"有 {self.unknown} 个字符在文件里没有对应的文字，显示为 �。",
                en=f"The file does not say which characters {self.unknown} of its signs are; they show as �.",
            )


def _letters_as_curves(path: Path) -> InputError:
    return InputError(
        zh=f"{path} 里没有文字，字都画成了曲线（转曲）。请用文字识别（OCR）转成 .docx 后再试，或索取未转曲的原件。",
        en=f"{path} holds no text: its letters are drawn as curves. Run text recognition (OCR) on it, or ask for "
        "the file before its letters were made into curves.",
    )


def _unreadable_fonts(path: Path) -> InputError:
    return InputError(
        zh=f"{path} 的文字只有字形，没有对应的字符，读不出来。请用带文字识别（OCR）的软件转换，或索取 .docx 原件。",
        en=f"{path} draws its letters without saying which ones they are. Run text recognition (OCR) on it, or ask "
        "for the .docx it was made from.",
    )


def main() -> None:
    """Read the file named as the only argument and print the answer."""
    logging.disable()
    limit_this_process(MAX_MEMORY_BYTES, MAX_CPU_SECONDS)
    sys.stdout.write(read_to_json(Path(sys.argv[1])))


if __name__ == "__main__":
    main()
