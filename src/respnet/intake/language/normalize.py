"""Text folded for reading, every character of it knowing where it stood in the original.

Full width becomes half width, traditional characters of the clause words become simplified, blanks inside a word,
pinyin glosses, tags and invisible characters fall away. What is printed in a table always comes from the original.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from respnet.intake.documents.document import Paragraph


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the document: the block, and `start` to `end` (exclusive) in its text.

    In a table, `row` and `column` (from 0, as the cells are listed) say which cell's text is meant; else both are -1.
    """

    block: int
    start: int
    end: int
    row: int = -1
    column: int = -1


_SIMPLIFIED = str.maketrans(
    "牽頭責單負參與縣區門關辦級實協導領務時間據長鄉鎮會發員農業經濟財術環護資國處組織體責標號項點報總審計監場勞衛氣電險",
    "牵头责单负参与县区门关办级实协导领务时间据长乡镇会发员农业经济财术环护资国处组织体责标号项点报总审计监场劳卫气电险",
)
HALF_WIDTH = str.maketrans("（），：；［］", "(),:;[]")
_KEPT = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_CJK = r"\u3400-\u9fff\uf900-\ufaff"
_MARK = r"、,:;。!?()〔〕\[\]【】"
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_DROPPED_BY = frozenset(f"<*# {_TONED}")
"""Whatever is dropped has one of these."""


@cache
def _compile_dropped() -> re.Pattern[str]:
    return re.compile(
        rf"</?[A-Za-z][^<>\n]{{0,80}}>"  # a tag
        r"|\*\*|(?m:^[ ]{0,3}\#{1,6}[ ]+)"  # Markdown
        rf"|(?<=[{_CJK}])\([a-z]{{0,6}}[{_TONED}][a-z{_TONED} ]{{0,8}}\)"  # a gloss: 乡(xiāng)
        rf"|(?<=[{_CJK}{_MARK}]) (?=[{_MARK}])|(?<=[{_MARK}]) (?=[{_CJK}])"  # a blank beside a mark
        rf"|(?<=(?<![{_CJK}])[{_CJK}]) (?=[{_CJK}])"  # 牵 头: a blank after a lone character
        rf"|(?<=[{_CJK}]) (?=[{_CJK}](?![{_CJK}]))"  # a blank before one
    )


@lru_cache(maxsize=65536)
def _folded(character: str) -> str:
    if character in _KEPT or character in "\n\t":
        return character
    if character == "\ue010":  # the dot after a number in copies of one law database
        return "."
    if character in "\r\v\f\x85\u2028\u2029":
        return "\n"
    if unicodedata.category(character) in ("Cf", "Cc", "Cs", "Co", "Cn"):
        return ""
    return unicodedata.normalize("NFKC", character).translate(_SIMPLIFIED)


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """`text` folded; `offsets[i]` is where in the original the i-th character of it came from.

    >>> folded = normalize_text("（牽 頭單位：市教育局）")
    >>> folded.text, folded.offsets[2]
    ('(牵头单位:市教育局)', 3)
    """

    text: str
    offsets: array[int]


@lru_cache(maxsize=16384)
def normalize_text(original: str) -> NormalizedText:
    """The folded text of one paragraph or cell. Linear in its length."""
    characters: list[str] = []
    offsets = array("q")
    for offset, character in enumerate(original):
        for one in _folded(character):
            characters.append(one)
            offsets.append(offset)
    text = "".join(characters)
    kept: list[str] = []
    places = array("q")
    start = 0
    for match in () if _DROPPED_BY.isdisjoint(text) else _compile_dropped().finditer(text):
        kept.append(text[start : match.start()])
        places.extend(offsets[start : match.start()])
        start = match.end()
    if not start:
        return NormalizedText(text, offsets)
    kept.append(text[start:])
    places.extend(offsets[start:])
    return NormalizedText("".join(kept), places)


@dataclass(frozen=True, slots=True)
class TextStream:
    r"""Paragraphs one after the other as one folded text, `\n` between them.

    `blocks[i]` and `offsets[i]` say where in the document character i stood; an offset is -1 for characters that
    stand in no text (a list's automatic number, the line ends between paragraphs).
    """

    text: str
    blocks: array[int]
    offsets: array[int]
    originals: dict[int, str]

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The places in the document that `start` to `end` of the stream came from, one for each block.

        Args:
            start: First character of the stretch in the stream.
            end: Character after its last one.

        Returns:
            A span for each block, in order.
        """
        if start < end and self._is_verbatim(start, end):
            return (Span(self.blocks[start], self.offsets[start], self.offsets[end - 1] + 1),)
        found: dict[int, tuple[int, int]] = {}
        for block, offset in zip(self.blocks[start:end], self.offsets[start:end], strict=True):
            if offset < 0:
                continue
            first, last = found.get(block, (offset, offset))
            found[block] = (min(first, offset), max(last, offset))
        return tuple(Span(block, first, last + 1) for block, (first, last) in found.items())

    def _is_verbatim(self, start: int, end: int) -> bool:
        """True if a stretch is one of one paragraph, character by character: nearly all of them are."""
        first = self.offsets[start]
        return (
            first >= 0
            and self.blocks[start] == self.blocks[end - 1]
            and self.offsets[start:end] == count_up(first, first + end - start)
        )

    def printed(self, start: int, end: int) -> str:
        """The original characters behind `start` to `end`, without what folding dropped between them.

        Args:
            start: First character of the stretch in the stream.
            end: Character after its last one.
        """
        if start < end and self._is_verbatim(start, end):
            return self.originals[self.blocks[start]][self.offsets[start] : self.offsets[end - 1] + 1]
        seen: list[str] = []
        before = (-1, -1)
        for place in range(start, end):
            block, offset = self.blocks[place], self.offsets[place]
            if offset < 0 or (block, offset) == before:
                continue
            before = (block, offset)
            seen.append(self.originals[block][offset])
        return "".join(seen)

    def paragraphs(self, start: int, end: int) -> tuple[str, ...]:
        """The original characters behind `start` to `end`, paragraph by paragraph, without what folding dropped.

        Args:
            start: First character of the stretch in the stream.
            end: Character after its last one.

        Returns:
            One text for each paragraph that holds something.
        """
        found: list[str] = []
        place = start
        while place < end:
            stop = bisect_right(self.blocks, self.blocks[place], place, end)
            found.append(self.printed(place, stop))
            place = stop
        return tuple(text for text in found if text.strip())


def count_up(start: int, end: int) -> array[int]:
    """The numbers from `start` to before `end`, cut out of an array that is kept: many times faster than a new one."""
    return _count_to(1 << max(10, end.bit_length()))[start:end]


@lru_cache(maxsize=24)
def _count_to(end: int) -> array[int]:
    return array("q", range(end))


def build_text_stream(paragraphs: Iterable[tuple[int, Paragraph]], wrapped: frozenset[int] = frozenset()) -> TextStream:
    """Build one stream of paragraphs.

    Args:
        paragraphs: The paragraphs in order, each with the number of its block.
        wrapped: Blocks whose line goes on in the next one: no line end stands between them.
    """
    texts: list[str] = []
    blocks, offsets = array("q"), array("q")
    originals: dict[int, str] = {}
    for block, paragraph in paragraphs:
        originals[block] = paragraph.text
        number = fold_number(paragraph.number)
        folded = normalize_text(paragraph.text)
        end = "" if block in wrapped else "\n"
        texts += [number, folded.text, end]
        offsets.extend([-1] * len(number))
        offsets.extend(folded.offsets)
        offsets.extend([-1] * len(end))
        blocks.extend([block] * (len(number) + len(folded.text) + len(end)))
    return TextStream("".join(texts), blocks, offsets, originals)


def fold_number(automatic: str) -> str:
    """A word processor's number as it would have been typed: "1" and "1." and "1、" all end in a mark."""
    text = normalize_text(automatic.strip()).text
    if not text:
        return ""
    return text if text[-1] in ".、)章节条" else f"{text}."


def to_text_stream(original: str) -> TextStream:
    """A stream of one text of its own, as a cell of a table is read. Its block is 0."""
    folded = normalize_text(original)
    return TextStream(folded.text, array("q", [0] * len(folded.text)), array("q", folded.offsets), {0: original})


def collapse_whitespace(text: Sequence[str] | str) -> str:
    """Text for a cell of a table: white space runs become one blank, none beside Chinese characters or marks."""
    joined = " ".join("".join(text).split())
    return re.sub(rf"(?<=[{_CJK}，。；：、（）〔〕]) (?=[{_CJK}，。；：、（）〔〕])", "", joined)
