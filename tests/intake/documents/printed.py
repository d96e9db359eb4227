"""PDFs printed with reportlab, in a Chinese font that every PDF reader knows."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table, TableStyle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

FONT = "STSong-Light"


@cache
def font() -> str:
    """The font, made known to reportlab once."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    return FONT


def body(text: str, size: float = 12) -> Any:
    """A paragraph whose first line is indented by two characters."""
    style = ParagraphStyle(
        "body", fontName=font(), fontSize=size, leading=size * 1.7, firstLineIndent=2 * size, wordWrap="CJK"
    )
    return Paragraph(text, style)


def title(text: str) -> Any:
    """A centred title in large letters."""
    style = ParagraphStyle("title", fontName=font(), fontSize=22, leading=32, alignment=1, wordWrap="CJK")
    return Paragraph(text, style)


def cell(text: str) -> Any:
    """Text that is broken into lines in a cell."""
    return Paragraph(text, ParagraphStyle("cell", fontName=font(), fontSize=10, leading=14, wordWrap="CJK"))


def ruled(
    rows: Sequence[Sequence[object]], widths: Sequence[float], *spans: tuple[tuple[int, int], tuple[int, int]]
) -> Any:
    """A table with lines around every cell, its header again on every page."""
    style = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("FONTNAME", (0, 0), (-1, -1), font()),
        *(("SPAN", first, last) for first, last in spans),
    ]
    return Table(rows, colWidths=widths, repeatRows=1, style=TableStyle(style))


def printed(
    path: Path,
    story: Sequence[Any],
    *,
    columns: int = 1,
    on_page: Callable[[Any, Any], None] | None = None,
    wide: bool = False,
    encrypt: object = None,
) -> Path:
    """A PDF of these paragraphs and tables in one column or two."""
    size = landscape(A4) if wide else A4
    width = (size[0] - 144) / columns - (12 if columns > 1 else 0)
    frames = [
        Frame(72 + at * (width + 24), 72, width, size[1] - 160, leftPadding=0, rightPadding=0) for at in range(columns)
    ]
    made = BaseDocTemplate(str(path), pagesize=size, invariant=1, encrypt=encrypt)
    made.addPageTemplates([PageTemplate(frames=frames, onPage=on_page or (lambda canvas, document: None))])
    made.build(list(story))
    return path


def header_and_number(canvas: Any, document: Any) -> None:
    """A line above and a page number below, as offices print them."""
    canvas.setFont(font(), 9)
    canvas.drawString(72, 800, "某县人民政府办公室文件")
    canvas.drawCentredString(297, 40, f"— {document.page} —")
