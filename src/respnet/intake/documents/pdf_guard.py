"""pdfminer's parts with limits put in: what a file can make them unpack, look up or list is counted beforehand."""

from __future__ import annotations

import itertools
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.cmapdb import CMapBase
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFCIDFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral

from respnet.intake.documents.pdf_limits import MAX_LOOKUPS, MAX_UNPACKED_BYTES, LimitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import BinaryIO

    from pdfminer.pdffont import PDFFont


@dataclass(slots=True)
class ResourceUsage:
    """Resources that a document has used so far."""

    content: int = 0
    unpacked: int = 0
    figures: int = 0
    lookups: int = 0


class BoundedDocument(PDFDocument):
    """A document that counts look-ups: an object that refers to itself would be looked up for ever."""

    def __init__(self, parser: BoundedParser) -> None:
        self.spent = parser.spent
        super().__init__(parser)
        # Where the pages are missing every number in the tables is tried, so the tables must not be endless.
        named = sum(count for xref in self.xrefs for _, count in getattr(xref, "ranges", ()))
        if named > MAX_LOOKUPS:
            raise endless_reference_error()

    def getobj(self, objid: int) -> object:
        """Look up the object of this number."""
        self.spent.lookups += 1
        if self.spent.lookups > MAX_LOOKUPS:
            raise endless_reference_error()
        return super().getobj(objid)


class BoundedParser(PDFParser):
    """A parser whose streams unpack within limits."""

    def __init__(self, file: BinaryIO) -> None:
        self.spent = ResourceUsage()
        super().__init__(file)

    def do_keyword(self, pos: int, token: Any) -> None:
        """Take one keyword; a stream that it completes becomes one that measures itself."""
        super().do_keyword(pos, token)
        if token is self.KEYWORD_STREAM and self.curstack:
            place, made = self.curstack[-1]
            if type(made) is PDFStream:
                bounded = _BoundedStream(made.attrs, made.rawdata or b"", made.decipher)
                bounded.spent = self.spent
                self.curstack[-1] = (place, bounded)


class _BoundedStream(PDFStream):
    """A stream that is measured before it is unpacked."""

    spent: ResourceUsage

    def decode(self) -> None:
        self.spent.unpacked += self._size()
        if self.spent.unpacked > MAX_UNPACKED_BYTES:
            raise LimitError(
                zh=f"解压后超过 {MAX_UNPACKED_BYTES // 2**20} MB",
                en=f"unpacked it has more than {MAX_UNPACKED_BYTES // 2**20} MB",
            )
        super().decode()

    def _size(self) -> int:
        """Return the unpacked length of the data, or more than the limit where that cannot be told."""
        data = self.rawdata or b""
        if self.decipher and self.objid is not None and self.genno is not None:
            data = self.decipher(self.objid, self.genno, data, self.attrs)
        names = [one.name if isinstance(one, PSLiteral) else str(one) for one, _ in self.get_filters()]
        packings = [name for name in names if name in _GROWING]
        if not packings:
            return len(data)
        if len(packings) > 1 or packings[0] not in ("FlateDecode", "Fl"):
            # Nobody packs twice but to hide how much there is; the old packings grow less than this.
            return len(data) * (_GROWTH if len(packings) == 1 else MAX_UNPACKED_BYTES)
        for name in names:
            if name in ("ASCII85Decode", "A85"):
                data = ascii85decode(data)
            elif name in ("ASCIIHexDecode", "AHx"):
                data = asciihexdecode(data)
            elif name in _GROWING:
                return _measure_inflated(data)
        return len(data)


_GROWING = frozenset({"FlateDecode", "Fl", "LZWDecode", "LZW", "RunLengthDecode", "RL"})
_GROWTH = 1_400


def _measure_inflated(data: bytes) -> int:
    """The size of what a zlib stream holds, without keeping it; counting stops past the limit."""
    machine = zlib.decompressobj()
    size = 0
    try:
        while data and not machine.eof and size <= MAX_UNPACKED_BYTES:
            size += len(machine.decompress(data, 1 << 20))
            data = machine.unconsumed_tail
    except zlib.error:
        pass  # a stream that breaks off is unpacked as far as it goes, and so far it was measured
    return size


_RANGES = re.compile(rb"begin(?:bf|cid)range(.*?)end(?:bf|cid)range", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]{1,16})>\s*<([0-9A-Fa-f]{1,16})>\s*(?:<[^<>]*>|\[[^\[\]]*\]|\d+)")


class BoundedFonts(PDFResourceManager):
    """Fonts whose tables name more characters than there are would fill the memory; they are refused unopened."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """Get a font unless its tables name more characters than there are.

        Args:
            objid: The number of its object.
            spec: How the file describes it.

        Raises:
            LimitError: They do.
        """
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
            raise endless_reference_error()
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


def endless_reference_error() -> LimitError:
    """Make the error for references that lead nowhere."""
    return LimitError(
        zh="内部引用绕成了圈或多得不正常", en="the references inside it run in circles, or are far too many"
    )
