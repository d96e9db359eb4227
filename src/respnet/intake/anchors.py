"""Places in a document by their words, as W3C text quotes: exactly found, or not at all."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from respnet.intake.documents.document import Paragraph
from respnet.intake.hints import Quote
from respnet.intake.language.normalize import count_up, fold_number, normalize_text
from respnet.intake.language.text_lines import find_page_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from respnet.intake.documents.document import Document
    from respnet.intake.language.normalize import TextStream

CONTEXT = 32
"""Characters that a quote keeps of the text before and after it."""
MIN_MOVED_LENGTH = 6
"""Characters of words that are found again when the text beside them has changed: fewer say too little."""
FoundState = Literal["found", "moved", "several", "gone"]


def fold_quote(text: str) -> str:
    r"""The folded text of a quote: no blanks, no line ends.

    >>> fold_quote("（牵头 单位：\n县教委）")
    '(牵头单位:县教委)'
    """
    return "".join(normalize_text(text).text.split())


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """Place where a quote stands, `start` to `end` of the folded text; -1 where it was not found."""

    state: FoundState
    start: int = -1
    end: int = -1


class DocumentText:
    """The folded text of a whole document, paragraphs and cells in order, without page numbers.

    `starts` gives where each piece begins: (block, row, column), row and column -1 for a paragraph.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.starts: dict[tuple[int, int, int], int] = {}
        texts: list[str] = []
        reached = 0
        for key, _, folded in self._pieces():
            self.starts[key] = reached
            texts.append(folded)
            reached += len(folded)
        self.text = "".join(texts)

    def _pieces(self) -> Iterator[tuple[tuple[int, int, int], str, str]]:
        """Each paragraph and cell: its key, its text as it stood, and folded."""
        blocks = self.document.blocks
        pages = find_page_numbers([(at, one) for at, one in enumerate(blocks) if isinstance(one, Paragraph)])
        for block, one in enumerate(blocks):
            if isinstance(one, Paragraph):
                if block not in pages:
                    yield (block, -1, -1), one.text, fold_quote(fold_number(one.number)) + fold_quote(one.text)
                continue
            for row, cells in enumerate(one.rows):
                for column, cell in enumerate(cells):
                    yield (block, row, column), cell.text, fold_quote(cell.text)

    def quote(self, block: int, start: int, end: int, row: int = -1, column: int = -1, end_block: int = -1) -> Quote:
        """The quote of a stretch of one paragraph or cell, or of several paragraphs.

        Args:
            block: Number of the block.
            start: First character, in the text as it stood; 0 takes a paragraph's automatic number in.
            end: Character after the last one.
            row: Row of a table's cell, else -1.
            column: Its place in the row, else -1.

            end_block: The block in which `end` counts, where the stretch runs over several paragraphs.

        Raises:
            KeyError: There is no such paragraph or cell.
        """
        last = block if end_block < 0 else end_block
        first = self.fold_place(block, start, row, column) if start else self.starts[(block, row, column)]
        return self.quote_range(first, self.fold_place(last, end, row, column))

    def fold_place(self, block: int, offset: int, row: int = -1, column: int = -1) -> int:
        """The place in the folded text of a character of one paragraph or cell.

        Args:
            block: Number of the block.
            offset: The character, in the text as it stood.
            row: Row of a table's cell, else -1.
            column: Its place in the row, else -1.
        """
        begin = self.starts[(block, row, column)]
        one = self.document.blocks[block]
        printed = one.text if isinstance(one, Paragraph) else one.rows[row][column].text
        folded = normalize_text(printed)
        begin += len(fold_quote(fold_number(one.number))) if isinstance(one, Paragraph) else 0
        pairs = zip(folded.offsets, folded.text, strict=True)
        return begin + sum(at < offset for at, character in pairs if not character.isspace())

    def quote_range(self, start: int, end: int) -> Quote:
        """The quote of `start` to `end` of the folded text."""
        exact = self.text[start:end]
        before, after = self.text[max(0, start - CONTEXT) : start], self.text[end : end + CONTEXT]
        places = list(_find_all(self.text, exact))
        several = len(places) > 1
        return Quote(exact, before, after, places.index(start) + 1 if several else 0, len(places) if several else 0)

    def find_all(self, quote: Quote) -> list[int]:
        """The places of the words of a quote, whatever stands beside them."""
        exact = quote.exact if quote.exact in self.text else fold_quote(quote.exact)
        return list(_find_all(self.text, exact)) if exact else []

    def find(self, quote: Quote, agreed: Sequence[int] = ()) -> FoundQuote:
        """Find the one place of a quote, strictest first; never one that only looks like it.

        Args:
            quote: Its words and what stands beside them.
            agreed: The places that lie in the row that is meant: one of them is taken where the words stand in several
                places, or where the text beside them has changed.
        """
        places = self.find_all(quote)
        exact = quote.exact if quote.exact in self.text else fold_quote(quote.exact)
        strict = [one for one in places if self._has_context(one, one + len(exact), quote)]
        if len(strict) > 1 and len(places) == quote.of and places[quote.nth - 1] in strict:
            strict = [places[quote.nth - 1]]
        if len(strict) == 1:
            return FoundQuote("found", strict[0], strict[0] + len(exact))
        if not places:
            return FoundQuote("gone")
        alone = len(places) == 1 and quote.of <= 1 and len(exact) >= MIN_MOVED_LENGTH
        left = places if alone else [one for one in strict or places if one in agreed]
        if len(left) == 1:
            return FoundQuote("found" if strict else "moved", left[0], left[0] + len(exact))
        return FoundQuote("several")

    def _has_context(self, start: int, end: int, quote: Quote) -> bool:
        return self.text.endswith(quote.before, 0, start) and self.text.startswith(quote.after, end)

    def locate(self, place: int) -> tuple[int, int, int]:
        """The block, row and column of a place of the folded text."""
        at = bisect_right(self._ordered, place, key=lambda one: one[1]) - 1
        return self._ordered[at][0]

    @cached_property
    def _ordered(self) -> list[tuple[tuple[int, int, int], int]]:
        return list(self.starts.items())

    def map_stream(self, stream: TextStream) -> array[int]:
        """For each place of this text its place in a stream of some of its paragraphs, -1 where it has none."""
        places = array("q", [-1]) * (len(self.text) + 1)
        start = 0
        while start < len(stream.text):
            block = stream.blocks[start]
            end = bisect_right(stream.blocks, block, start)
            reached = self.starts.get((block, -1, -1), -1)
            for words in _WORDS.finditer(stream.text, start, end) if reached >= 0 else ():
                size = words.end() - words.start()
                places[reached : reached + size] = count_up(*words.span())
                reached += size
            start = end
        return places


_WORDS = re.compile(r"\S+")


def _find_all(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
