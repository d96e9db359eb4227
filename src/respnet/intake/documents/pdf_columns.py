"""Rows of text on a page: which pieces stand in columns side by side, and in which order they are read."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from respnet.intake.documents.pdf_lines import COLUMN_GAP, group_segments, join_segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from respnet.intake.documents.pdf_lines import LineSegment

_FEWEST_LINES = 5
"""Lines on each side that make two columns."""
_TWO_BLANKS = 2.6
"""In letter sizes: as wide as two blanks become in a line that is spread out to its edge."""
_EDGE_SHARE = 0.4
"""Share of lines that end near one place where that place is the edge."""
_FULL_SHARE = 0.4
"""Share of a column's lines that reach its right edge; in a list set in columns fewer do."""


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
