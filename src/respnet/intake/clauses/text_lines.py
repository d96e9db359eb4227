"""Lines of the folded text: as written, and cut at the wide gaps that crawled texts have in place of line ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from respnet.intake.language.brackets import BracketPairs


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
        if bullet and is_numbered_at(stripped, bullet.end()):  # - （二）架桥
            lines.append(TextLine(begin + bullet.end(), begin + len(stripped), opens))
        else:
            lines.append(TextLine(begin, begin + len(stripped), opens))


_PAGE_NUMBER = re.compile(r"\s*(?:[-—–~]+ *\d{1,4} *[-—–~]+|\d{1,3}|第 *\d{1,4} *页(?:.{0,4}共 *\d{1,4} *页)?)\s*")


def is_page_number(line: str) -> bool:
    """True if a folded line holds a page number and nothing else.

    >>> is_page_number("— 3 —"), is_page_number("4"), is_page_number("第3页 共9页"), is_page_number("1.修路")
    (True, True, True, False)
    """
    return bool(_PAGE_NUMBER.fullmatch(line))


def is_numbered_at(text: str, place: int) -> bool:
    """True if an item's number begins at `place`.

    Args:
        text: The folded text.
        place: A place in it.
    """
    return bool(_NUMBERED.match(text, place))
