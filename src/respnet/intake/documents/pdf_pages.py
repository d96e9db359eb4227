"""Objects drawn on the pages of a PDF: characters with their places, and ruled lines."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, stream_value

from respnet.intake.documents.pdf_forms import add_form_fields
from respnet.intake.documents.pdf_guard import (
    BoundedDocument,
    BoundedFonts,
    BoundedParser,
    ResourceUsage,
    endless_reference_error,
)
from respnet.intake.documents.pdf_limits import MAX_CONTENT_BYTES, MAX_FIGURES, MAX_PAGES, LimitError
from respnet.intake.documents.pdf_objects import UNKNOWN_CHARACTER, PageCanvas, PageCost, PageDrawing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from pdfminer.pdfcolor import PDFColorSpace
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfinterp import PDFGraphicState
    from pdfminer.utils import Matrix, PathSegment, Rect


def read_pages(file: BinaryIO) -> Iterator[list[PageDrawing]]:
    """Read the pages in order, each as it stands upright, with what stands sideways on it after it.

    Raises:
        LimitError: A limit is passed. What pdfminer raises on a damaged file comes through too.
    """
    parser = BoundedParser(file)
    document = BoundedDocument(parser)
    resources = BoundedFonts()
    device = _Device(resources, parser.spent)
    interpreter = _Interpreter(resources, device)
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if number > MAX_PAGES:
            raise LimitError(zh=f"超过 {MAX_PAGES} 页", en=f"it has more than {MAX_PAGES} pages")
        interpreter.process_page(page)
        add_form_fields(page, device.canvas, device.cost, device.page_matrix)
        yield device.canvas.build_drawings(number)


class _Interpreter(PDFPageInterpreter):
    """Counts the drawing instructions before they are carried out, however often a form is drawn again."""

    device: _Device

    def execute(self, streams: Sequence[object]) -> None:
        spent = self.device.spent
        spent.content += sum(len(stream_value(one).get_data()) for one in streams)
        if spent.content > MAX_CONTENT_BYTES:
            raise LimitError(
                zh=f"页面内容超过 {MAX_CONTENT_BYTES // 2**20} MB",
                en=f"its pages draw more than {MAX_CONTENT_BYTES // 2**20} MB of instructions",
            )
        super().execute(streams)


class _Device(PDFLayoutAnalyzer):
    """Keeps characters and ruled lines; everything else that is drawn goes by."""

    def __init__(self, resources: BoundedFonts, spent: ResourceUsage) -> None:
        super().__init__(resources, laparams=None)
        self.spent = spent
        self.cost = PageCost()
        self.canvas = PageCanvas(0, 0)
        self.page_matrix: Matrix = (1, 0, 0, 1, 0, 0)

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        super().begin_page(page, ctm)
        self.canvas = PageCanvas(self.cur_item.width, self.cur_item.height)
        self.page_matrix = ctm

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        super().begin_figure(name, bbox, matrix)
        self.spent.figures += 1
        if self.spent.figures > MAX_FIGURES:
            raise endless_reference_error()

    def end_figure(self, _: str) -> None:
        self.cur_item = self._stack.pop()

    def render_image(self, name: str, stream: PDFStream) -> None:
        del name, stream
        self.canvas.pictures += 1

    def render_char(  # noqa: PLR0913, PLR0917 - pdfminer's own signature
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        del ncs, graphicstate
        try:
            text = chr(-cid) if cid < 0 else font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNKNOWN_CHARACTER
        advance = font.char_width(cid) * fontsize * scaling
        self.cost.add_glyphs(1)
        a, b, c, d, e, f = matrix
        size = abs(fontsize) * math.hypot(c, d)
        self.canvas.add_glyph(text, (c * rise + e, d * rise + f), (a * advance, b * advance), size)
        return advance

    def paint_path(
        self, gstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[PathSegment]
    ) -> None:
        del gstate, evenodd
        self.cost.add_steps(len(path))
        self.canvas.curves += fill and any(step[0] in ("c", "v", "y") for step in path)
        a, b, c, d, e, f = self.ctm
        corners: list[tuple[float, float]] = []
        for step in path:
            if step[0] == "m":
                self.canvas.add_outline(corners, stroke=stroke, fill=fill)
                corners = []
            if step[0] == "h":
                if corners:
                    corners.append(corners[0])
                continue
            x, y = (float(value) for value in step[-2:])
            corners.append((a * x + c * y + e, b * x + d * y + f))
        self.canvas.add_outline(corners, stroke=stroke, fill=fill)
