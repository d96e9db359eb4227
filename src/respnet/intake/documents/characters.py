"""Characters that files store for others which look the same or nobody sees, and lines that only a page broke."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_RADICALS = str.maketrans(
    "⺁⺄⺆⺇⺈⺋⺌⺍⺎⺏⺐⺒⺓⺔⺖⺗⺘⺙⺛⺝⺞⺟⺠⺣⺤⺥⺧⺨⺩⺪⺫⺬⺭⺯⺰⺱⺲⺳⺵⺶⺷⺹⺺⺼⺽⺾⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻋⻌⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "厂乙冂几刀卩小小兀尢尣巳幺彑忄心扌攵无月歺母民灬爫爫牛犭王疋罒示礻糹纟罓罒网羊羊羊耂肀月臼艹艹虎衤覀西见角角讠贝车辶辶阝钅長镸长门阜阝雨青韦页风飞食饣饣马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
_INVISIBLE = "\u200b\u200c\u200d\ufeff\u00ad"
_FALSE_BLANK = "\ue5e5"
"""GB18030's reading of the bytes A3 A0, which old Chinese programs write for a blank."""
_REPLACED = {
    **_RADICALS,
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    **dict.fromkeys(map(ord, _INVISIBLE)),
    ord(_FALSE_BLANK): "\u3000",
}


def clean_text(text: str) -> str:
    r"""Replace radicals by the characters they stand for, false blanks by blanks, and drop invisible marks.

    >>> clean_text("⼈⺠政府"), clean_text("县农业农村委\ue5e5县科协"), clean_text("县\u200b科协")
    ('人民政府', '县农业农村委\u3000县科协', '县科协')
    """
    return text if text.isascii() else text.translate(_REPLACED)


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
