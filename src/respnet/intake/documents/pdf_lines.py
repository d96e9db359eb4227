"""Characters with places to lines of text: what stands on one level, in reading order, with the gaps between."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from respnet.intake.documents.line_joining import is_latin

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from respnet.intake.documents.pdf_objects import Glyph

WIDE_GAP = 1.3
"""In letter sizes: a gap this wide parts the pieces of a line, which may stand in different columns."""
COLUMN_GAP = 1.9
"""In letter sizes: a gap this wide within one column is not one of justified text but sets things side by side."""
_LETTER_GAP = 0.2
_SIGN_GAP = 0.8
_SAME_LEVEL = 0.4
_SAME_PLACE = 0.25

# Files made on some systems store these radicals for the characters that look the same.
_RADICALS = str.maketrans(
    "⺁⺄⺆⺇⺈⺋⺌⺍⺎⺏⺐⺒⺓⺔⺖⺗⺘⺙⺛⺝⺞⺟⺠⺣⺤⺥⺧⺨⺩⺪⺫⺬⺭⺯⺰⺱⺲⺳⺵⺶⺷⺹⺺⺼⺽⺾⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻋⻌⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "厂乙冂几刀卩小小兀尢尣巳幺彑忄心扌攵无月歺母民灬爫爫牛犭王疋罒示礻糹纟罓罒网羊羊羊耂肀月臼艹艹虎衤覀西见角角讠贝车辶辶阝钅長镸长门阜阝雨青韦页风飞食饣饣马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)


@dataclass(frozen=True, slots=True)
class LineSegment:
    """A stretch of one line without a wide gap in it."""

    text: str
    left: float
    right: float
    base: float
    size: float


def split_line_segments(glyphs: Iterable[Glyph]) -> list[LineSegment]:
    """The pieces of lines, from the top down and from left to right."""
    found: list[LineSegment] = []
    for level in _levels(glyphs):
        run: list[Glyph] = []
        for glyph in level:
            if run and glyph.left - run[-1].right > WIDE_GAP * max(glyph.size, run[-1].size):
                found.append(_piece(run))
                run = []
            run.append(glyph)
        found.append(_piece(run))
    return found


def _levels(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Visible characters by the level they stand on, each level from left to right, what is drawn twice once."""
    visible = sorted((one for one in glyphs if one.text.strip() and one.size > 1), key=lambda one: (one.base, one.left))
    levels: list[list[Glyph]] = []
    start = 0.0
    for glyph in visible:
        if levels and glyph.base - start <= _SAME_LEVEL * max(glyph.size, levels[-1][0].size):
            levels[-1].append(glyph)
        else:
            levels.append([glyph])
            start = glyph.base
    return [_drawn_once(sorted(level, key=lambda one: one.left)) for level in levels]


def _drawn_once(level: list[Glyph]) -> list[Glyph]:
    """Bold is sometimes made by drawing each character twice, a hair apart."""
    kept: list[Glyph] = []
    for glyph in level:
        twin = any(
            one.text == glyph.text and abs(one.left - glyph.left) < _SAME_PLACE * glyph.size for one in kept[-3:]
        )
        if not twin:
            kept.append(glyph)
    return kept


def _piece(run: Sequence[Glyph]) -> LineSegment:
    written: list[str] = []
    last = run[0]
    for glyph in run:
        gap = glyph.left - last.right
        latin = is_latin(last.text[-1]) and is_latin(glyph.text[0])
        if written and gap > (_LETTER_GAP if latin else _SIGN_GAP) * max(last.size, glyph.size):
            written.append(" ")
        written.append(replace_radicals(glyph.text.strip()))
        last = glyph
    sizes = sorted(one.size for one in run)
    return LineSegment("".join(written), run[0].left, run[-1].right, run[0].base, sizes[len(sizes) // 2])


def replace_radicals(text: str) -> str:
    """The text with radicals as the characters they stand for and without invisible marks.

    >>> replace_radicals("⼈⺠政府")
    '人民政府'
    """
    if text.isascii():
        return text
    signs = (
        unicodedata.normalize("NFKC", sign) if "\u2f00" <= sign <= "\u2fd5" else sign
        for sign in text.translate(_RADICALS)
        if sign not in "\u200b\u200c\u200d\ufeff\u00ad"
    )
    return "".join(signs)


def join_segments(pieces: Sequence[LineSegment]) -> str:
    """The pieces of one line as one text; two blanks where they are set apart like columns."""
    spaced_out = all(len(piece.text) == 1 for piece in pieces)
    text = ""
    for before, piece in zip([None, *pieces], pieces, strict=False):
        if before is not None:
            wide = not spaced_out and piece.left - before.right > COLUMN_GAP * max(piece.size, before.size)
            text += "  " if wide else " "
        text += piece.text
    return text
