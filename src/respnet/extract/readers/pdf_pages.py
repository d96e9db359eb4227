"""What is drawn on the pages of a PDF: characters with their places, and ruled lines. Work and memory are bounded."""

from __future__ import annotations

import itertools
import math
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.cmapdb import CMapBase
from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFCIDFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1, stream_value
from pdfminer.psparser import PSLiteral

from respnet.extract.readers.pdf_drawn import UNKNOWN, Glyph, Page, Rule
from respnet.extract.readers.pdf_limits import (
    MOST_CONTENT,
    MOST_FIGURES,
    MOST_GLYPHS,
    MOST_LOOKUPS,
    MOST_PAGES,
    MOST_RULES,
    MOST_UNPACKED,
    LimitError,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import BinaryIO

    from pdfminer.pdfcolor import PDFColorSpace
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfinterp import PDFGraphicState
    from pdfminer.utils import Matrix, PathSegment, Rect

_THIN = 2.5
"""Points; a filled rectangle thinner than this is a ruled line."""
_UPRIGHT = 0.1


def pages_of(file: BinaryIO) -> Iterator[Page]:
    """The pages in order. Raises LimitError where a limit is passed, and whatever pdfminer raises on a damaged file."""
    parser = _Parser(file)
    document = _Document(parser)
    resources = _Resources()
    device = _Device(resources, parser.spent)
    interpreter = _Interpreter(resources, device)
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if number > MOST_PAGES:
            raise LimitError(zh=f"超过 {MOST_PAGES} 页", en=f"it has more than {MOST_PAGES} pages")
        interpreter.process_page(page)
        yield device.taken(number)


@dataclass(slots=True)
class _Spent:
    """What a document has cost so far."""

    content: int = 0
    unpacked: int = 0
    figures: int = 0
    glyphs: int = 0
    rules: int = 0
    lookups: int = 0


class _Document(PDFDocument):
    """A document that counts look-ups: an object that refers to itself would be looked up for ever."""

    def __init__(self, parser: _Parser) -> None:
        self.spent = parser.spent
        super().__init__(parser)

    def getobj(self, objid: int) -> object:
        self.spent.lookups += 1
        if self.spent.lookups > MOST_LOOKUPS:
            raise _damaged_inside()
        return super().getobj(objid)


class _Parser(PDFParser):
    """A parser whose streams unpack within limits."""

    def __init__(self, file: BinaryIO) -> None:
        self.spent = _Spent()
        super().__init__(file)

    def do_keyword(self, pos: int, token: Any) -> None:
        super().do_keyword(pos, token)
        if token is self.KEYWORD_STREAM and self.curstack:
            place, made = self.curstack[-1]
            if type(made) is PDFStream:
                bounded = _Stream(made.attrs, made.rawdata or b"", made.decipher)
                bounded.spent = self.spent
                self.curstack[-1] = (place, bounded)


class _Stream(PDFStream):
    """A stream that is measured before it is unpacked."""

    spent: _Spent

    def decode(self) -> None:
        self.spent.unpacked += self._size()
        if self.spent.unpacked > MOST_UNPACKED:
            raise LimitError(
                zh=f"解压后超过 {MOST_UNPACKED // 2**20} MB",
                en=f"unpacked it has more than {MOST_UNPACKED // 2**20} MB",
            )
        super().decode()

    def _size(self) -> int:
        """How long the data are once unpacked, or more than the limit where that cannot be told."""
        data = self.rawdata or b""
        if self.decipher and self.objid is not None and self.genno is not None:
            data = self.decipher(self.objid, self.genno, data, self.attrs)
        names = [one.name if isinstance(one, PSLiteral) else str(one) for one, _ in self.get_filters()]
        packings = [name for name in names if name in _GROWING]
        if not packings:
            return len(data)
        if len(packings) > 1 or packings[0] not in ("FlateDecode", "Fl"):
            # Nobody packs twice but to hide how much there is; the old packings grow less than this.
            return len(data) * (_GROWTH if len(packings) == 1 else MOST_UNPACKED)
        for name in names:
            if name in ("ASCII85Decode", "A85"):
                data = ascii85decode(data)
            elif name in ("ASCIIHexDecode", "AHx"):
                data = asciihexdecode(data)
            elif name in _GROWING:
                return _inflated(data)
        return len(data)


_GROWING = frozenset({"FlateDecode", "Fl", "LZWDecode", "LZW", "RunLengthDecode", "RL"})
_GROWTH = 1_400


def _inflated(data: bytes) -> int:
    """The size of what a zlib stream holds, without keeping it; counting stops past the limit."""
    machine = zlib.decompressobj()
    size = 0
    try:
        while data and not machine.eof and size <= MOST_UNPACKED:
            size += len(machine.decompress(data, 1 << 20))
            data = machine.unconsumed_tail
    except zlib.error:
        pass  # a stream that breaks off is unpacked as far as it goes, and so far it was measured
    return size


_RANGES = re.compile(rb"begin(?:bf|cid)range(.*?)end(?:bf|cid)range", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]{1,16})>\s*<([0-9A-Fa-f]{1,16})>\s*(?:<[^<>]*>|\[[^\[\]]*\]|\d+)")


class _Resources(PDFResourceManager):
    """Fonts whose tables name more characters than there are would fill the memory; they are refused unopened."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        named = 0
        widths = resolve1(spec.get("W"))
        numbers = [resolve1(one) for one in widths] if isinstance(widths, list) else []
        for first, last in itertools.pairwise(numbers):
            if isinstance(first, int) and isinstance(last, int):
                named = max(named, last - first)
        for key in ("FirstChar", "LastChar"):
            number = resolve1(spec.get(key))
            named = max(named, number if isinstance(number, int) else 0)
        for key in ("ToUnicode", "Encoding"):
            stream = resolve1(spec.get(key))
            if isinstance(stream, PDFStream):
                ranges = [pair for block in _RANGES.findall(stream.get_data()) for pair in _RANGE.findall(block)]
                named = max(named, sum(max(0, int(last, 16) - int(first, 16)) for first, last in ranges))
        if named > _MOST_NAMED:
            raise _damaged_inside()
        font = super().get_font(objid, spec)
        encoding = resolve1(spec.get("Encoding"))
        if (
            isinstance(font, PDFCIDFont)
            and isinstance(encoding, PSLiteral)
            and not isinstance(font.cmap, _UnicodeCodes)
        ) and re.fullmatch(r"Uni\w+-(?:UCS2|UTF16)-H", str(encoding.name)):
            font.cmap = _UnicodeCodes(font.cmap)
        return font


class _UnicodeCodes(CMapBase):
    """A table from UTF-16 to a font's own numbers; a code that it lacks is passed on as minus its character."""

    def __init__(self, inner: CMapBase) -> None:
        super().__init__()
        self._inner = inner
        self.attrs = inner.attrs

    def decode(self, code: bytes) -> Iterable[int]:
        place = 0
        while place < len(code):
            long = 0xD8 <= code[place] <= 0xDB
            one = code[place : place + (4 if long else 2)]
            found = tuple(self._inner.decode(one))
            yield from found or [-ord(sign) for sign in one.decode("utf-16-be", "ignore")]
            place += len(one)


_MOST_NAMED = 1_200_000
"""More than the characters there are (1,114,112)."""


class _Interpreter(PDFPageInterpreter):
    """Counts the drawing instructions before they are carried out, however often a form is drawn again."""

    device: _Device

    def execute(self, streams: Sequence[object]) -> None:
        spent = self.device.spent
        spent.content += sum(len(stream_value(one).get_data()) for one in streams)
        if spent.content > MOST_CONTENT:
            raise LimitError(
                zh=f"页面内容超过 {MOST_CONTENT // 2**20} MB",
                en=f"its pages draw more than {MOST_CONTENT // 2**20} MB of instructions",
            )
        super().execute(streams)


class _Device(PDFLayoutAnalyzer):
    """Keeps characters and ruled lines; everything else that is drawn goes by."""

    def __init__(self, resources: PDFResourceManager, spent: _Spent) -> None:
        super().__init__(resources, laparams=None)
        self.spent = spent
        self._width = self._height = 0.0
        self._glyphs: dict[int, list[Glyph]] = {}
        self._rules: list[Rule] = []
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
        if self.spent.figures > MOST_FIGURES:
            raise _damaged_inside()

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
            text = UNKNOWN
        advance = font.char_width(cid) * fontsize * scaling
        self.spent.glyphs += 1
        if self.spent.glyphs > MOST_GLYPHS:
            raise LimitError(zh=f"超过 {MOST_GLYPHS} 个字符", en=f"it draws more than {MOST_GLYPHS} characters")
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
        if self.spent.rules > MOST_RULES:
            raise LimitError(zh=f"线条超过 {MOST_RULES} 段", en=f"it draws more than {MOST_RULES} lines")
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
                self._rules.append(Rule(True, (top + bottom) / 2, left, right))
            elif right - left <= _THIN < bottom - top:
                self._rules.append(Rule(False, (left + right) / 2, top, bottom))
        elif stroke:
            for (x0, y0), (x1, y1) in itertools.pairwise(corners):
                if abs(y0 - y1) <= 1 < abs(x0 - x1):
                    self._rules.append(Rule(True, self._height - (y0 + y1) / 2, min(x0, x1), max(x0, x1)))
                elif abs(x0 - x1) <= 1 < abs(y0 - y1):
                    start, end = self._height - max(y0, y1), self._height - min(y0, y1)
                    self._rules.append(Rule(False, (x0 + x1) / 2, start, end))

    def taken(self, number: int) -> Page:
        """The page just drawn, turned so that most of its text is upright."""
        turn = max(self._glyphs, key=lambda one: (len(self._glyphs[one]), -one))
        rules = [self._turned(rule, turn) for rule in self._rules]
        width, height = (self._width, self._height) if turn == 0 else (self._height, self._width)
        return Page(number, width, height, tuple(self._glyphs[turn]), tuple(rules), self._pictures)

    def _turned(self, rule: Rule, turn: int) -> Rule:
        if turn == 0:
            return rule
        if turn == 90:
            if rule.level:
                return Rule(False, self._height - rule.at, rule.start, rule.end)
            return Rule(True, rule.at, self._height - rule.end, self._height - rule.start)
        if rule.level:
            return Rule(False, rule.at, self._width - rule.end, self._width - rule.start)
        return Rule(True, self._width - rule.at, rule.start, rule.end)


def _damaged_inside() -> LimitError:
    return LimitError(
        zh="内部引用绕成了圈或多得不正常", en="the references inside it run in circles, or are far too many"
    )
