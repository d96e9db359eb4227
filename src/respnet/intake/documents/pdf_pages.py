"""What is drawn on the pages of a PDF: characters with their places, and ruled lines."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, stream_value

from respnet.intake.documents.pdf_guard import (
    BoundedDocument,
    BoundedFonts,
    BoundedParser,
    ResourceUsage,
    endless_reference_error,
)
from respnet.intake.documents.pdf_limits import (
    MAX_CONTENT_BYTES,
    MAX_FIGURES,
    MAX_GLYPHS,
    MAX_PAGES,
    MAX_RULED_LINES,
    LimitError,
)
from respnet.intake.documents.pdf_objects import UNKNOWN_CHARACTER, Glyph, PageDrawing, RuledLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from pdfminer.pdfcolor import PDFColorSpace
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfinterp import PDFGraphicState
    from pdfminer.utils import Matrix, PathSegment, Rect

_THIN = 2.5
"""Points; a filled rectangle thinner than this is a ruled line."""
_UPRIGHT = 0.1


def read_pages(file: BinaryIO) -> Iterator[PageDrawing]:
    """The pages in order. Raises LimitError where a limit is passed, and whatever pdfminer raises on a damaged file."""
    parser = BoundedParser(file)
    document = BoundedDocument(parser)
    resources = BoundedFonts()
    device = _Device(resources, parser.spent)
    interpreter = _Interpreter(resources, device)
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if number > MAX_PAGES:
            raise LimitError(zh=f"超过 {MAX_PAGES} 页", en=f"it has more than {MAX_PAGES} pages")
        interpreter.process_page(page)
        yield device.taken(number)


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
        self._width = self._height = 0.0
        self._glyphs: dict[int, list[Glyph]] = {}
        self._rules: list[RuledLine] = []
        self._pictures = 0

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        super().begin_page(page, ctm)
        self._width, self._height = self.cur_item.width, self.cur_item.height
        self._glyphs = {0: [], 90: [], 270: []}
        self._rules = []
        self._pictures = 0

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        super().begin_figure(name, bbox, matrix)
        self.spent.figures += 1
        if self.spent.figures > MAX_FIGURES:
            raise endless_reference_error()

    def end_figure(self, _: str) -> None:
        self.cur_item = self._stack.pop()

    def render_image(self, name: str, stream: PDFStream) -> None:
        del name, stream
        self._pictures += 1

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
        self.spent.glyphs += 1
        if self.spent.glyphs > MAX_GLYPHS:
            raise LimitError(zh=f"超过 {MAX_GLYPHS} 个字符", en=f"it draws more than {MAX_GLYPHS} characters")
        self._add_glyph(matrix, text, advance, fontsize, rise)
        return advance

    def _add_glyph(self, matrix: Matrix, text: str, advance: float, fontsize: float, rise: float) -> None:
        a, b, c, d, e, f = matrix
        size = abs(fontsize) * math.hypot(c, d)
        x, y = c * rise + e, d * rise + f
        length = advance * math.hypot(a, b)
        if not (math.isfinite(x) and math.isfinite(y) and 0 < size < 2_000 and 0 <= length < 20_000):
            return
        if not (-1 <= x <= self._width + 1 and -1 <= y <= self._height + 1):
            return
        if abs(b) <= _UPRIGHT * abs(a) and a > 0:
            self._glyphs[0].append(Glyph(text, x, x + length, self._height - y, size))
        elif abs(a) <= _UPRIGHT * abs(b) and b > 0:
            self._glyphs[90].append(Glyph(text, y, y + length, x, size))
        elif abs(a) <= _UPRIGHT * abs(b):
            top = self._height - y
            self._glyphs[270].append(Glyph(text, top, top + length, self._width - x, size))
        # Anything else is aslant: a watermark.

    def paint_path(
        self,
        gstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[PathSegment],
    ) -> None:
        del gstate, evenodd
        self.spent.rules += len(path)
        if self.spent.rules > MAX_RULED_LINES:
            raise LimitError(zh=f"线条超过 {MAX_RULED_LINES} 段", en=f"it draws more than {MAX_RULED_LINES} lines")
        a, b, c, d, e, f = self.ctm
        corner: list[tuple[float, float]] = []
        for step in path:
            if step[0] == "m":
                self._add_outline(corner, stroke=stroke, fill=fill)
                corner = []
            if step[0] == "h":
                if corner:
                    corner.append(corner[0])
                continue
            x, y = (float(value) for value in step[-2:])
            corner.append((a * x + c * y + e, b * x + d * y + f))
        self._add_outline(corner, stroke=stroke, fill=fill)

    def _add_outline(self, corners: list[tuple[float, float]], *, stroke: bool, fill: bool) -> None:
        """The ruled lines in one outline: its straight sides if it is stroked, itself if it is a filled sliver."""
        if len(corners) < 2:
            return
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        low, high = min(y for _, y in corners), max(y for _, y in corners)
        if not all(math.isfinite(value) for value in (left, right, low, high)):
            return
        top, bottom = self._height - high, self._height - low
        if (fill and not stroke) or len(corners) == 2 or min(right - left, bottom - top) <= _THIN:
            if bottom - top <= _THIN < right - left:
                self._rules.append(RuledLine(True, (top + bottom) / 2, left, right))
            elif right - left <= _THIN < bottom - top:
                self._rules.append(RuledLine(False, (left + right) / 2, top, bottom))
        elif stroke:
            for (x0, y0), (x1, y1) in itertools.pairwise(corners):
                if abs(y0 - y1) <= 1 < abs(x0 - x1):
                    self._rules.append(RuledLine(True, self._height - (y0 + y1) / 2, min(x0, x1), max(x0, x1)))
                elif abs(x0 - x1) <= 1 < abs(y0 - y1):
                    start, end = self._height - max(y0, y1), self._height - min(y0, y1)
                    self._rules.append(RuledLine(False, (x0 + x1) / 2, start, end))

    def taken(self, number: int) -> PageDrawing:
        """The page just drawn, turned so that most of its text is upright."""
        turn = max(self._glyphs, key=lambda one: (len(self._glyphs[one]), -one))
        rules = [self._turned(rule, turn) for rule in self._rules]
        width, height = (self._width, self._height) if turn == 0 else (self._height, self._width)
        return PageDrawing(number, width, height, tuple(self._glyphs[turn]), tuple(rules), self._pictures)

    def _turned(self, rule: RuledLine, turn: int) -> RuledLine:
        if turn == 0:
            return rule
        if turn == 90:
            if rule.level:
                return RuledLine(False, self._height - rule.at, rule.start, rule.end)
            return RuledLine(True, rule.at, self._height - rule.end, self._height - rule.start)
        if rule.level:
            return RuledLine(False, rule.at, self._width - rule.end, self._width - rule.start)
        return RuledLine(True, self._width - rule.at, rule.start, rule.end)
