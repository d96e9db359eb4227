"""Pinyin initials of names, so that a search for jw finds 教委."""

from __future__ import annotations


def initials(name: str) -> list[str]:
    """For each character all initials it may have (重 is read zhong or chong), lower case; itself if it is no hanzi.

    >>> initials("重庆A")
    ['ctz', 'q', 'a']
    """
    from pypinyin import Style, pinyin

    readings = pinyin(
        list(name), style=Style.FIRST_LETTER, heteronym=True, errors=lambda text: [[letter] for letter in text]
    )
    return ["".join(sorted({one[:1].lower() for one in options if one})) for options in readings]
