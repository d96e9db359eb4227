"""Display width of text in columns, where a Chinese character takes two."""

from __future__ import annotations

from unicodedata import east_asian_width

WIDE = "WF"
"""East Asian Width classes that are two columns wide in every font."""

WIDE_IN_CHINESE = "WFA"
"""The same in Chinese fonts, which draw ambiguous characters (“ ” … ① ±) at full width."""


def count_columns(text: str, wide: str = WIDE) -> int:
    """Count the columns that a text takes.

    Args:
        text: Text of one line.
        wide: East Asian Width classes (Unicode Annex 11) that count two.

    >>> count_columns("县科协 OK"), count_columns("“县科协”"), count_columns("“县科协”", WIDE_IN_CHINESE)
    (9, 8, 10)
    """
    if text.isascii():
        return len(text)
    return len(text) + sum(east_asian_width(character) in wide for character in text)
