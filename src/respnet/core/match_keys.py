"""Comparison keys: normalized texts, independent of width, blanks, punctuation and numbering."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = "〇零一二三四五六七八九十百0-9"
_NUMBERING = re.compile(
    rf"(?:\s*(?:\([{_DIGITS}]{{1,4}}\)|第[{_DIGITS}]{{1,5}}(?:[章节条篇]|部分)[、:]?|[①-⑳⑴-⒇]"
    rf"|[{_DIGITS}]{{1,4}}(?:、|\)|\.(?!\d))|\d{{1,3}}(?:\.\d{{1,3}})+(?:[、.]|\s+(?![万亿千百倍]))))+\s*"
)
"""（二）, 二、, 第三章, 2. and 2.1 before the words; 2025年, 12345 and 1.5万 are words."""
_ENDS = "。．.;；,，、"


def title_key(text: str) -> str:
    """Return the letters and digits of a title, full-width characters folded.

    >>> title_key("修 路，Ａ")
    '修路A'
    """
    return "".join(one for one in unicodedata.normalize("NFKC", text) if one.isalnum())


def strip_numbering(text: str) -> str:
    """Return the letters of a title or heading without the numbering before them; one that is all numbering stays.

    >>> (strip_numbering("（二）实施提升行动"), strip_numbering("第三章 保障"),
    ... strip_numbering("3.重点 任务"), strip_numbering("12345热线"))
    ('实施提升行动', '保障', '重点任务', '12345热线')
    """
    narrow = text.translate(_NARROW)
    return title_key(_NUMBERING.sub("", narrow, count=1) if _NUMBERING.match(narrow) else text) or title_key(text)


_NARROW = {0xFF08: "(", 0xFF09: ")", 0xFF0E: ".", 0xFF1A: ":", **{0xFF10 + digit: str(digit) for digit in range(10)}}


def match_key(text: str) -> str:
    """Return the text without blanks, width differences and final punctuation; signs count, as in ≥50%.

    >>> match_key("２０２５ 年 6月。"), match_key("＞50%") == match_key("<50%")
    ('2025年6月', False)
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).rstrip(_ENDS)
