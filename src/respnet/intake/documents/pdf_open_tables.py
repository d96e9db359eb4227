"""Tables with level lines only, such as three-line tables (三线表): the missing lines are put in where the gaps are."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from respnet.intake.documents.pdf_lines import split_line_segments
from respnet.intake.documents.pdf_objects import RuledLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from respnet.intake.documents.pdf_lines import LineSegment
    from respnet.intake.documents.pdf_objects import Glyph

_SAME_END = 6.0
"""Points within which the ends of lines are the same."""
_FEWEST_RULES = 3
_MOST_RULES = 500
"""Lone lines on one page; with more they are no tables' lines."""
_GAP = 0.8
"""In letter sizes: a strip this wide that no line of text crosses parts two columns."""

TextLine = list["LineSegment"]


def open_tables(levels: Sequence[RuledLine], glyphs: Sequence[Glyph]) -> list[list[RuledLine]]:
    """Find tables among level lines that no upright line touches, and close them.

    Args:
        levels: The lone level lines of a page.
        glyphs: Its characters.

    Returns:
        For each table its lines, with those put in that part its columns and rows.
    """
    tables = []
    for rules in _group_by_ends(levels):
        top, bottom = rules[0].at, rules[-1].at
        inside = [
            one
            for one in glyphs
            if top < one.base - one.size / 3 < bottom
            and rules[0].start - _SAME_END <= one.left <= rules[0].end + _SAME_END
        ]
        lines = _group_lines(split_line_segments(inside))
        uprights = _find_column_gaps(lines)
        bands = [
            [line for line in lines if above.at < line[0].base - line[0].size / 3 < below.at]
            for above, below in itertools.pairwise(rules)
        ]
        if uprights and len(bands[0]) < len(lines) and _are_headed(bands[0], uprights):
            cuts = [cut for band in bands[1:] for cut in _find_row_cuts(band, uprights[0])]
            rows = [RuledLine(True, cut, rules[0].start, rules[0].end) for cut in cuts]
            edges = sorted([*(rule.at for rule in rules), *cuts])
            columns = list(_draw_uprights(uprights, edges, lines))
            if columns:
                tables.append([*rules, *rows, *columns])
    return tables


def _group_by_ends(levels: Sequence[RuledLine]) -> list[list[RuledLine]]:
    groups: list[list[RuledLine]] = []
    if len(levels) > _MOST_RULES:
        return groups
    for rule in sorted(levels, key=lambda one: one.at):
        for group in groups:
            if abs(group[0].start - rule.start) <= _SAME_END and abs(group[0].end - rule.end) <= _SAME_END:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [group for group in groups if len(group) >= _FEWEST_RULES]


def _group_lines(segments: Sequence[LineSegment]) -> list[TextLine]:
    """Segments by the line they stand on, though a number may be set a little higher than the words beside it."""
    lines: list[TextLine] = []
    for segment in sorted(segments, key=lambda one: (one.base, one.left)):
        if lines and segment.base - lines[-1][0].base <= 0.5 * segment.size:
            lines[-1].append(segment)
        else:
            lines.append([segment])
    return [sorted(line, key=lambda one: one.left) for line in lines]


def _find_column_gaps(lines: Sequence[TextLine]) -> list[float]:
    """The middles of the strips that no line crosses; a line in one piece may be a heading over all columns."""
    pieces = sorted((one for line in lines if len(line) > 1 for one in line), key=lambda one: one.left)
    gaps = []
    right = pieces[0].right if pieces else 0.0
    for piece in pieces:
        if piece.left - right > _GAP * piece.size:
            gaps.append((right + piece.left) / 2)
        right = max(right, piece.right)
    return gaps


def _are_headed(header: Sequence[TextLine], uprights: Sequence[float]) -> bool:
    """True if every column has words above the first line: running text between lines has not."""
    edges = [float("-inf"), *uprights, float("inf")]
    return all(
        any(left < (one.left + one.right) / 2 < right for line in header for one in line)
        for left, right in itertools.pairwise(edges)
    )


def _find_row_cuts(band: Sequence[TextLine], first: float) -> list[float]:
    """Find where rows end between two lines: each has one entry in its first column, at its top or in its middle."""
    anchors = [at for at, line in enumerate(band) if line[0].left < first]
    if not anchors:
        return []
    if anchors[0] == 0:
        starts = anchors[1:]
    else:
        nearest = [min(anchors, key=lambda one: abs(band[one][0].base - line[0].base)) for line in band]
        starts = [at for at in range(1, len(band)) if nearest[at] != nearest[at - 1]]
    return [(band[at - 1][0].base + min(one.base - one.size for one in band[at])) / 2 for at in starts]


def _draw_uprights(uprights: Sequence[float], edges: Sequence[float], lines: Sequence[TextLine]) -> Iterator[RuledLine]:
    """Lines between the columns of each row, but for a row whose text crosses them."""
    for top, bottom in itertools.pairwise(edges):
        row = [one for line in lines for one in line if top < one.base - one.size / 3 < bottom]
        for at in uprights:
            if not any(one.left < at < one.right for one in row):
                yield RuledLine(False, at, top, bottom)
