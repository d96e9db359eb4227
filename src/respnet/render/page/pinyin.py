"""Pinyin initials of names, so that a search for jw finds 教委."""

from __future__ import annotations

from functools import cache


def get_pinyin_initials(name: str) -> list[str]:
    """Return the possible initials of each hanzi (重 is read zhong or chong), other characters unchanged.

    >>> get_pinyin_initials("重庆A")
    ['ctz', 'q', 'a']
    """
    # Letter by letter, so that what has no reading stays in its place.
    return [_initial(letter) for letter in name]


@cache
def _initial(letter: str) -> str:
    from pypinyin import Style, pinyin

    reading = pinyin(letter, style=Style.FIRST_LETTER, heteronym=True)
    return "".join(sorted({option[:1].lower() for found in reading for option in found if option}))
