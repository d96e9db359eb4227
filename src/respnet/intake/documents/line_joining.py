"""Joining lines that were broken only because the page ended there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def join_lines(lines: Iterable[str]) -> str:
    """Join lines to one text: a blank only between Latin words, none beside Chinese characters.

    >>> join_lines(["关于进一步支持", "建筑业做优做强的意见"]), join_lines(["public", "works"]), join_lines(["", "甲"])
    ('关于进一步支持建筑业做优做强的意见', 'public works', '甲')
    """
    pieces: list[str] = []
    last = ""
    for line in lines:
        if line:
            if last.strip() and is_latin(last) and is_latin(line[0]):
                pieces.append(" ")
            pieces.append(line)
            last = line[-1]
    return "".join(pieces)


def is_latin(sign: str) -> bool:
    """True if a character stands in words that blanks separate.

    >>> is_latin("a"), is_latin("）"), is_latin("5")
    (True, False, True)
    """
    return sign < "\u2000" and sign not in "([/-"


CONTINUING_SIGNS = ("、", "，", "。", "；", "）", "》", "”")
"""No paragraph begins with these."""
