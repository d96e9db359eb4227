"""Characters that files store for others which look the same, and marks that nobody sees."""

from __future__ import annotations

import unicodedata

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
