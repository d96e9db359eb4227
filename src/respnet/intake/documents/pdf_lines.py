"""Characters with places to lines of text, and lines to rows of columns that stand side by side, in reading order."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
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
_FEWEST_LINES = 5
"""Lines on each side that make two columns."""
_TWO_BLANKS = 2.6
"""In letter sizes: as wide as two blanks become in a line that is spread out to its edge."""
_EDGE_SHARE = 0.4
"""Share of lines that end near one place where that place is the edge."""
_FULL_SHARE = 0.4
"""Share of a column's lines that reach its right edge; in a list set in columns fewer do."""


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


@dataclass(frozen=True, slots=True)
class PageRow:
    """One line of one column, with the edges of the column."""

    text: str
    left: float
    right: float
    base: float
    size: float
    column_left: float
    column_right: float
    is_columnar: bool = False
    """True if it sets things side by side, like a table without lines."""
    is_indent_opening: bool = True
    """True if most lines of the column begin at its edge, so that an indented one opens a paragraph."""
    is_large: bool = False
    """True if it is set larger than most of the page."""
    ends_blank: bool = False
    """True if the page draws a blank behind it."""

    @property
    def is_centred(self) -> bool:
        """True if it stands in the middle, well off both edges."""
        before, after = self.left - self.column_left, self.column_right - self.right
        return min(before, after) > 1.8 * self.size and abs(before - after) < 2.2 * self.size


def build_page_rows(pieces: Sequence[LineSegment], gutter: float | None, edge: float) -> list[PageRow]:
    """Build the rows of a page in reading order: columns beside the gutter one after the other, else from the top down.

    Args:
        pieces: The pieces of the page's lines.
        gutter: Where its right column begins, in points; None for one column.
        edge: How far lines of the document reach to the right, for pages with too few lines to tell.
    """
    if not pieces:
        return []
    usual = _usual_size(pieces)
    rows: list[PageRow] = []
    if gutter is None:
        return _column(pieces, usual, right=0 if _shows_edge(pieces) else edge)
    for zone, is_parted in _zones(pieces, gutter):
        if is_parted:
            rows += _column([one for one in zone if one.right <= gutter], usual)
            rows += _column([one for one in zone if one.left >= gutter], usual)
        else:
            rows += _column(zone, usual, pieces)
    return rows


def merge_reading_order(rows: Iterable[PageRow], tables: Sequence[tuple[float, float]]) -> list[PageRow | int]:
    """Put the tables of a page among its rows, each before the first row that stands below.

    Args:
        rows: The rows in reading order.
        tables: Top and bottom of each table.

    Returns:
        Rows, and for each table its place in the list.
    """
    order: list[PageRow | int] = []
    waiting = list(enumerate(tables))
    for row in rows:
        while waiting and waiting[0][1][0] < row.base:
            order.append(waiting.pop(0)[0])
        order.append(row)
    return [*order, *(place for place, _ in waiting)]


def _usual_size(pieces: Sequence[LineSegment]) -> float:
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[round(piece.size, 1)] += len(piece.text)
    return max(sizes, key=lambda size: (sizes[size], -size))


def _column(
    pieces: Sequence[LineSegment], usual: float, edges: Sequence[LineSegment] = (), right: float = 0
) -> list[PageRow]:
    """The rows of one column, whose edges are those of the text in it (or of `edges`), at least at `right`."""
    if not pieces:
        return []
    left = min(one.left for one in edges or pieces)
    right = max(right, _right_edge(edges or pieces))
    rows = [_row(level, left, right, usual) for level in group_segments(pieces)]
    at_edge = sum(row.left - left < 0.8 * row.size for row in rows)
    return [replace(row, is_indent_opening=at_edge * 3 >= len(rows)) for row in rows]


def _is_columnar(level: Sequence[LineSegment], right: float) -> bool:
    """True if a row sets things side by side.

    Two blanks within a line that fills its column only stand where a paragraph began before lines were run together.
    """
    gaps = [(after.left - piece.right) / max(piece.size, after.size) for piece, after in itertools.pairwise(level)]
    wide = [gap for gap in gaps if gap > COLUMN_GAP]
    if not wide or all(len(one.text) == 1 for one in level):  # titles are spaced out letter by letter
        return False
    written = sum(one.right - one.left for one in level)
    is_full = right - level[-1].right <= 2.2 * level[-1].size and written > 0.75 * (level[-1].right - level[0].left)
    return max(wide) > _TWO_BLANKS or not is_full


def estimate_right_edge(pieces: Sequence[LineSegment], width: float) -> float:
    """Estimate the right margin; where too few lines tell, it is taken to be as wide as the left one."""
    right = _right_edge(pieces)
    return right if _shows_edge(pieces) else max(right, width - min(one.left for one in pieces))


def _shows_edge(pieces: Sequence[LineSegment]) -> bool:
    """True if enough lines end near one place to see that the column ends there: in a list of short ones few do."""
    right = _right_edge(pieces)
    full = sum(abs(right - one.right) < 1.2 * one.size for one in pieces)
    return len(pieces) >= 8 and full >= max(3, len(pieces) * _EDGE_SHARE)


def _right_edge(pieces: Sequence[LineSegment]) -> float:
    """Return where full lines end; a few with hanging punctuation may reach further."""
    ends = sorted(one.right for one in pieces)
    return ends[int(0.95 * (len(ends) - 1))]


def _row(level: Sequence[LineSegment], left: float, right: float, usual: float) -> PageRow:
    size = max(one.size for one in level)
    return PageRow(
        join_segments(level),
        level[0].left,
        level[-1].right,
        level[0].base,
        size,
        left,
        right,
        is_columnar=_is_columnar(level, right),
        is_large=size > 1.15 * usual,
        ends_blank=level[-1].ends_blank,
    )


def fill_missing_gutters(gutters: Sequence[float | None]) -> list[float | None]:
    """Fill in the gutter of most pages where a page shows none: its columns may hold short lines only.

    >>> fill_missing_gutters([None, 300.0, 300.0]), fill_missing_gutters([None, None, 300.0])
    ([300.0, 300.0, 300.0], [None, None, 300.0])
    """
    counts = Counter(gutter for gutter in gutters if gutter is not None)
    usual, count = max(counts.items(), key=lambda one: (one[1], -one[0]), default=(None, 0))
    if count * 2 < len(gutters):
        return list(gutters)
    return [usual if gutter is None else gutter for gutter in gutters]


def find_gutter(pieces: Sequence[LineSegment]) -> float | None:
    """Find where the right one of two text columns begins; None where the page has one column."""
    if not pieces:
        return None
    left, right = min(one.left for one in pieces), max(one.right for one in pieces)
    width = right - left
    starts = Counter(round(one.left / 4) for one in pieces if left + 0.35 * width < one.left < left + 0.7 * width)
    for start, count in sorted(starts.items(), key=lambda one: (-one[1], one[0]))[:3]:
        if count < _FEWEST_LINES:
            break
        gutter = start * 4 - 4.0
        parted = [zone for zone, is_parted in _zones(pieces, gutter) if is_parted]
        if parted and all(_is_running_text(zone, gutter) for zone in parted):
            return gutter
    return None


def _zones(pieces: Sequence[LineSegment], gutter: float) -> list[tuple[list[LineSegment], bool]]:
    """The pieces in stretches from the top down, each with whether it stands in two columns."""
    zones: list[tuple[list[LineSegment], bool]] = []
    zone: list[LineSegment] = []
    for piece in sorted(pieces, key=lambda one: (one.base, one.left)):
        crosses = piece.left < gutter < piece.right
        if crosses and zone:
            zones.append((zone, _is_parted(zone, gutter)))
            zone = []
        if crosses:
            zones.append(([piece], False))
        else:
            zone.append(piece)
    if zone:
        zones.append((zone, _is_parted(zone, gutter)))
    return _single_together(zones)


def _single_together(zones: Sequence[tuple[list[LineSegment], bool]]) -> list[tuple[list[LineSegment], bool]]:
    """Neighbouring stretches of one column as one."""
    found: list[tuple[list[LineSegment], bool]] = []
    for zone, is_parted in zones:
        if found and not is_parted and not found[-1][1]:
            found[-1] = ([*found[-1][0], *zone], False)
        else:
            found.append((zone, is_parted))
    return found


def _is_parted(zone: Sequence[LineSegment], gutter: float) -> bool:
    before = sum(one.right <= gutter for one in zone)
    after = sum(one.left >= gutter for one in zone)
    return min(before, after) >= _FEWEST_LINES


def _is_running_text(zone: Sequence[LineSegment], gutter: float) -> bool:
    """True if most lines on both sides fill their column, as text that runs on does."""
    for side in ([one for one in zone if one.right <= gutter], [one for one in zone if one.left >= gutter]):
        edge = _right_edge(side)
        full = sum(edge - one.right <= 3 * one.size for one in side)
        if full < _FULL_SHARE * len(side):
            return False
    return True
