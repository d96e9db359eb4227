"""Lines: those that a copy cut at a fixed width, those of the folded text, page numbers between them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from respnet.intake.documents.document import Paragraph
    from respnet.intake.language.brackets import BracketPairs

MIN_FULL_LINES = 6
"""Full lines that a wrapped text has at least."""
SLACK = 3
"""Half-width columns that a full line may lack: a mark that must not begin a line moves a character on."""

_OPENS = re.compile(
    r"[ \t\u3000]{2,}|[一二三四五六七八九十百]{1,4}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|"
    r"\d{1,3}[.．、](?!\d)|第[一二三四五六七八九十百]{1,4}[条章节]|[①-⑳●○■□◆◇▲△★☆•·]|[\u4e00-\u9fff]{2,8}[:：]"
)
_CLOSES = re.compile(r"[。；！？：;!?:]$")


_SURE_PAGE_NUMBER = re.compile(r"\s*(?:[-—–~－]+ *\d{1,4} *[-—–~－]+|第 *\d{1,4} *页(?:.{0,4}共 *\d{1,4} *页)?)\s*")
_BARE_NUMBER = re.compile(r"\s*(\d{1,3})\s*")


def find_page_numbers(paragraphs: Sequence[tuple[int, Paragraph]]) -> frozenset[int]:
    """The blocks that hold a page number and nothing else: dressed as one, or bare numbers that count up by one.

    Args:
        paragraphs: The paragraphs in order, each with the number of its block.
    """
    sure = {block for block, one in paragraphs if _SURE_PAGE_NUMBER.fullmatch(one.text)}
    bare = [(block, int(match[1])) for block, one in paragraphs if (match := _BARE_NUMBER.fullmatch(one.text))]
    counts_up = len(bare) > 1 and all(later == before + 1 for (_, before), (_, later) in pairwise(bare))
    far_apart = all(later > before + 3 for (before, _), (later, _) in pairwise(bare))
    return frozenset(sure | ({block for block, _ in bare} if counts_up and far_apart else set()))


def find_wrapped_blocks(
    paragraphs: Sequence[tuple[int, Paragraph]], pages: frozenset[int] = frozenset()
) -> frozenset[int]:
    """The blocks whose line goes on in the next block, where the text as a whole is cut at one width.

    A text counts as wrapped where at least three in ten lines are as wide as the widest ones, in columns or in
    characters, and nearly all of these break off in mid-sentence; paragraphs with headings, numbers or tabs are a word
    processor's own and never wrapped.

    Args:
        paragraphs: The paragraphs in order, each with the number of its block.
        pages: Blocks left out between them that hold page numbers only.
    """
    lines = [(block, one.text) for block, one in paragraphs if one.text.strip()]
    if len(lines) < MIN_FULL_LINES or any(one.heading or one.number for _, one in paragraphs):
        return frozenset()
    full = max((_find_full_lines(lines, measure, slack) for measure, slack in ((_width, SLACK), (len, 0))), key=len)
    broken = [text for text in full.values() if not _CLOSES.search(text.rstrip())]
    if len(full) < max(MIN_FULL_LINES, 0.3 * len(lines)) or len(broken) < 0.7 * len(full):
        return frozenset()
    return frozenset(
        block
        for (block, text), (after, following) in pairwise(lines)
        if block in full
        and "\t" not in text
        and all(between in pages for between in range(block + 1, after))
        and not _CLOSES.search(text.rstrip())
        and not _OPENS.match(following)
    )


def _find_full_lines(lines: Sequence[tuple[int, str]], measure: Callable[[str], int], slack: int) -> dict[int, str]:
    """The blocks whose lines are as wide as the widest ones, but for `slack`; a few lines may stick out."""
    widths = [measure(text) for _, text in lines]
    least = max(sorted(widths)[-1 - len(widths) // 20] - slack, 2 * SLACK)
    return {block: text for (block, text), width in zip(lines, widths, strict=True) if width >= least}


def _width(text: str) -> int:
    """Columns of a text, two for a full-width character."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text.rstrip())


@dataclass(frozen=True, slots=True)
class TextLine:
    """`start` to `end` of the stream without the blanks around; `opens` says that it begins a paragraph."""

    start: int
    end: int
    opens: bool


_GAP = re.compile(r"\n|[ \t]{2,}|\t")
_BULLET = re.compile(r"[-*+•·▲△◆●★☆■□►▶—]+ *")
_HAN = "[一二三四五六七八九十百]{1,4}"
_NUMBERED = re.compile(rf"[ \t]*(?:{_HAN}、|\((?:{_HAN}|\d{{1,2}})\)|\d{{1,3}}[.、](?!\d(?!\d{{3}}年))|第{_HAN}[条章])")


def split_lines(text: str, brackets: BracketPairs) -> tuple[TextLine, ...]:
    """Split the text into lines; a gap of two blanks or more outside brackets is a line end too.

    Args:
        text: The folded text.
        brackets: Its brackets.
    """
    lines: list[TextLine] = []
    start, opens = 0, True
    for match in _GAP.finditer(text):
        ends_paragraph = match[0] == "\n"
        if not ends_paragraph and brackets.is_inside(match.start()):
            continue
        _add(lines, text, start, match.start(), opens)
        start, opens = match.end(), ends_paragraph or (opens and not text[start : match.start()].strip())
    _add(lines, text, start, len(text), opens)
    return tuple(lines)


def _add(lines: list[TextLine], text: str, start: int, end: int, opens: bool) -> None:
    stretch = text[start:end]
    left = len(stretch) - len(stretch.lstrip())
    stripped = stretch.strip()
    if stripped:
        begin = start + left
        bullet = _BULLET.match(stripped)
        numbered = bullet.end() if bullet and is_numbered_at(stripped, bullet.end()) else 0  # - （二）架桥
        lines.append(TextLine(begin + numbered, begin + len(stripped), opens))


def is_page_number(line: str) -> bool:
    """True if a folded line holds a page number and nothing else.

    >>> is_page_number("— 3 —"), is_page_number("4"), is_page_number("第3页 共9页"), is_page_number("1.修路")
    (True, True, True, False)
    """
    return bool(_SURE_PAGE_NUMBER.fullmatch(line) or _BARE_NUMBER.fullmatch(line))


def is_numbered_at(text: str, place: int) -> bool:
    """True if an item's number begins at `place`.

    Args:
        text: The folded text.
        place: A place in it.
    """
    return bool(_NUMBERED.match(text, place))


_SENTENCE_END = re.compile(r"[。!?\n]")


def find_sentence_end(text: str, start: int, stop: int) -> int:
    """The end of the sentence in which `start` lies, at most `stop`."""
    match = _SENTENCE_END.search(text, start, stop)
    return match.start() if match else stop
