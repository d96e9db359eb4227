"""Estimated widths of texts in a picture, where no browser measures them."""

from __future__ import annotations

from respnet.core.messages import WIDE_IN_CHINESE, count_columns


def estimate_text_width(text: str) -> float:
    """Estimate the width in pixels of a text at 13 px: Chinese characters are square, Latin letters about half as wide.

    >>> estimate_text_width("县科协"), estimate_text_width("abc")
    (39.0, 21.3)
    """
    wide = count_columns(text, WIDE_IN_CHINESE) - len(text)
    return round(13.0 * wide + 7.1 * (len(text) - wide), 1)


def truncate_to_width(text: str, room: float) -> str:
    """Truncate a text to a width in pixels, with an ellipsis.

    Args:
        text: The text.
        room: The width in pixels.

    >>> truncate_to_width("县科协", 40), truncate_to_width("县科学技术协会", 60)
    ('县科协', '县科学…')
    """
    if estimate_text_width(text) <= room:
        return text
    kept, used = "", 13.0
    for one in text:
        used += estimate_text_width(one)
        if used > room:
            break
        kept += one
    return kept + "…"
