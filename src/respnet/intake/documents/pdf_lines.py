"""Characters with places to lines of text: what stands on one level, in reading order, with the gaps between."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from respnet.intake.documents.characters import clean_text, is_latin

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from respnet.intake.documents.pdf_objects import Glyph

WIDE_GAP = 1.3
"""In letter sizes: a gap this wide parts the pieces of a line, which may stand in different columns."""
COLUMN_GAP = 1.9
"""In letter sizes: a gap this wide within one column is not one of justified text but sets things side by side."""
_LETTER_GAP = 0.2
"""In letter sizes: a gap this wide between Latin letters is a blank."""
_SIGN_GAP = 0.8
"""In letter sizes: a gap this wide before or after a Chinese character is a blank."""
_SURPLUS_GAP = 0.35
"""In letter sizes: a gap between two Chinese characters that exceeds the line's usual one by this much is a blank."""
_DRAWN_GAP = 0.1
"""In letter sizes: a gap in which the page draws a blank; with less, the next character covers it."""
_SAME_LEVEL = 0.4
_SAME_PLACE = 0.25
"""In letter sizes, and at most half a letter: the same letter so near is one drawn twice."""
_MARK_SIZE = 0.75
_MARKS = frozenset("①②③④⑤⑥⑦⑧⑨⑩*＊†‡[]〔〕")
_RAISED = 0.12
"""In letter sizes: a small character that stands this far above its line is a mark, such as a footnote's."""


@dataclass(frozen=True, slots=True)
class LineSegment:
    """A stretch of one line without a wide gap in it."""

    text: str
    left: float
    right: float
    base: float
    size: float
    ends_blank: bool = False
    """True if the page draws a blank behind it."""


def split_line_segments(glyphs: Iterable[Glyph]) -> list[LineSegment]:
    """Split the characters of a page into the pieces of its lines, from the top down and from left to right."""
    found: list[LineSegment] = []
    for level in group_levels(glyphs):
        run: list[Glyph] = []
        last: Glyph | None = None
        for glyph in level:
            if glyph.text.strip():
                if last is not None and glyph.left - last.right > WIDE_GAP * max(glyph.size, last.size):
                    found.append(_piece(run))
                    run = []
                last = glyph
            if last is not None:
                run.append(glyph)
        found.append(_piece(run))
    return found


def group_segments(pieces: Iterable[LineSegment], share: float = _SAME_LEVEL) -> list[list[LineSegment]]:
    """Group pieces by the line they stand on, lines from the top down, each from left to right.

    Args:
        pieces: The pieces.
        share: How far they may stand apart, in letter sizes.
    """
    levels: list[list[LineSegment]] = []
    for piece in sorted(pieces, key=lambda one: (one.base, one.left)):
        if levels and piece.base - levels[-1][0].base <= share * max(piece.size, levels[-1][0].size):
            levels[-1].append(piece)
        else:
            levels.append([piece])
    return [sorted(level, key=lambda one: one.left) for level in levels]


def group_levels(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters by the level they stand on, each level from left to right, what is drawn twice once.

    A blank joins the level of the characters beside it and makes none of its own.
    """
    ordered = sorted((one for one in glyphs if one.size > 1), key=lambda one: (one.base, one.left))
    levels: list[list[Glyph]] = []
    starts: list[float] = []
    for glyph in ordered:
        if not glyph.text.strip():
            continue
        if levels and glyph.base - starts[-1] <= _SAME_LEVEL * max(glyph.size, levels[-1][0].size):
            levels[-1].append(glyph)
        else:
            levels.append([glyph])
            starts.append(glyph.base)
    levels = [_drawn_once(sorted(level, key=lambda one: one.left)) for level in levels]
    for glyph in ordered:
        if not glyph.text.strip():
            at = bisect_right(starts, glyph.base + _SAME_LEVEL * glyph.size) - 1
            if at >= 0 and abs(glyph.base - starts[at]) <= _SAME_LEVEL * glyph.size:
                levels[at].append(glyph)
    return [sorted(level, key=lambda one: one.left) for level in levels]


def _drawn_once(level: list[Glyph]) -> list[Glyph]:
    """Bold is sometimes made by drawing each character twice, a hair apart."""
    kept: list[Glyph] = []
    for glyph in level:
        near = min(_SAME_PLACE * glyph.size, max((glyph.right - glyph.left) / 2, 0.5))
        if not any(one.text == glyph.text and abs(one.left - glyph.left) < near for one in kept[-3:]):
            kept.append(glyph)
    return kept


def _piece(run: Sequence[Glyph]) -> LineSegment:
    signs = [one for one in run if one.text.strip()]
    sizes = sorted(one.size for one in signs)
    size = sizes[len(sizes) // 2]
    base = next((one.base for one in signs if one.size >= size), run[0].base)
    gaps = sorted((after.left - one.right) / max(one.size, after.size) for one, after in itertools.pairwise(signs))
    usual = gaps[len(gaps) // 2] if gaps else 0.0
    written: list[str] = []
    last = run[0]
    is_blank_drawn = False
    for glyph in run:
        if not glyph.text.strip():
            is_blank_drawn = True
            continue
        if written and glyph.size <= _MARK_SIZE * size and base - glyph.base > _RAISED * size and _is_mark(last, glyph):
            continue
        gap = (glyph.left - last.right) / max(last.size, glyph.size)
        if written and _is_blank(last.text[-1], glyph.text[0], gap, usual, is_drawn=is_blank_drawn):
            written.append(" ")
        written.append(clean_text(glyph.text.strip()))
        last = glyph
        is_blank_drawn = False
    return LineSegment("".join(written), run[0].left, last.right, base, size, ends_blank=is_blank_drawn)


def _is_mark(last: Glyph, glyph: Glyph) -> bool:
    """True if a small raised character refers to a footnote: behind a Latin letter it may be a power."""
    return not (last.text[-1:].isascii() and last.text[-1:].isalnum()) and (
        glyph.text.isdecimal() or glyph.text in _MARKS
    )


def _is_blank(sign: str, following: str, gap: float, usual: float, *, is_drawn: bool) -> bool:
    """True if a blank stands between two characters `gap` letter sizes apart, where `usual` is the line's usual gap."""
    if is_drawn and gap > _DRAWN_GAP:
        return True
    if is_latin(sign) and is_latin(following):
        return gap > _LETTER_GAP
    # Punctuation may be set in a font that takes it for narrower than the place it is given.
    return gap > _SIGN_GAP or (gap - usual > _SURPLUS_GAP and sign.isalnum() and following.isalnum())


def join_segments(pieces: Sequence[LineSegment]) -> str:
    """Join the pieces of one line to one text; two blanks where they are set apart like columns."""
    spaced_out = all(len(piece.text) == 1 for piece in pieces)
    text = ""
    for before, piece in zip([None, *pieces], pieces, strict=False):
        if before is not None:
            wide = not spaced_out and piece.left - before.right > COLUMN_GAP * max(piece.size, before.size)
            text += "  " if wide else " "
        text += piece.text
    return text
