"""Tables of a PDF page by their ruled lines: cells, what they are merged over, and the characters in each.

A table with level lines only, such as a three-line table (三线表), gets the missing ones where the gaps are.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from respnet.intake.documents.cell_spans import PlacedCell
from respnet.intake.documents.characters import CONTINUING_SIGNS, join_lines
from respnet.intake.documents.pdf_limits import MAX_TABLE_LINES
from respnet.intake.documents.pdf_lines import group_segments, join_segments, split_line_segments
from respnet.intake.documents.pdf_objects import RuledLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from respnet.intake.documents.pdf_lines import LineSegment
    from respnet.intake.documents.pdf_objects import Glyph, PageDrawing

_SNAP = 3.0
"""Points within which lines are one line, and ends meet."""
_SHORTEST = 6.0
_MOST_SQUARES = 100_000
_PADDING = 12.0
"""Points that a cell's text keeps from its two sides, at most."""
_SAME_END = 6.0
"""Points within which the ends of lines are the same."""
_FEWEST_RULES = 3
_MOST_RULES = 500
"""Lone lines on one page; with more they are no tables' lines."""
_GAP = 0.8
"""In letter sizes: a strip this wide that no line of text crosses parts two columns."""
_NEAR_LEVEL = 0.5
"""In letter sizes: a number may be set a little higher than the words beside it."""
TextLine = list["LineSegment"]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table on a page: where its columns' and rows' lines run, and its cells."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[PlacedCell, ...]

    def holds(self, glyph: Glyph) -> bool:
        """True if the character stands in the table."""
        middle, height = (glyph.left + glyph.right) / 2, glyph.base - glyph.size / 3
        return self.columns[0] <= middle <= self.columns[-1] and self.rows[0] <= height <= self.rows[-1]

    @property
    def last_number(self) -> str:
        """The text that stands first in the last row."""
        return next((cell.text for cell in reversed(self.cells) if not cell.column), "")


def find_ruled_tables(page: PageDrawing) -> list[RuledTable]:
    """Find the tables of a page from the top down. A frame around text, or lone lines, are none."""
    if len(page.rules) > MAX_TABLE_LINES:
        return []
    rules = _merged(page.rules)
    found = []
    groups = _connected(rules)
    for group in [
        *groups,
        *_close_open_tables([one[0] for one in groups if len(one) == 1 and one[0].level], page.glyphs),
    ]:
        frame = _frame(group)
        if frame is not None:
            found.append(frame)
    found.sort(key=lambda one: (one[1][0], one[0][0]))
    tables: list[RuledTable] = []
    for columns, rows, group in found:
        empty = RuledTable(columns, rows, ())
        cells = _cells(columns, rows, group, [one for one in page.glyphs if empty.holds(one)])
        if len(cells) > 1 and any(cell.text for cell in cells) and not _within(empty, tables):
            tables.append(RuledTable(columns, rows, tuple(cells)))
    return tables


def _within(inner: RuledTable, tables: Sequence[RuledTable]) -> bool:
    return any(
        outer.columns[0] - _SNAP <= inner.columns[0]
        and inner.columns[-1] <= outer.columns[-1] + _SNAP
        and outer.rows[0] - _SNAP <= inner.rows[0]
        and inner.rows[-1] <= outer.rows[-1] + _SNAP
        for outer in tables
    )


def _merged(rules: Iterable[RuledLine]) -> list[RuledLine]:
    """Lines drawn in several strokes, or one beside the other, as one line."""
    found: list[RuledLine] = []
    for rule in sorted(rules, key=lambda one: (one.level, round(one.at / _SNAP), one.start, one.end)):
        last = found[-1] if found else None
        if (
            last is not None
            and last.level == rule.level
            and abs(last.at - rule.at) <= _SNAP
            and rule.start <= last.end + _SNAP
        ):
            found[-1] = RuledLine(last.level, last.at, last.start, max(last.end, rule.end))
        else:
            found.append(rule)
    return [one for one in found if one.end - one.start >= _SHORTEST]


def _connected(rules: Sequence[RuledLine]) -> list[list[RuledLine]]:
    """Lines that touch each other, group by group."""
    level = sorted((one for one in rules if one.level), key=lambda one: one.at)
    upright = [one for one in rules if not one.level]
    heights = [one.at for one in level]
    parent = list(range(len(level) + len(upright)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for at, rule in enumerate(upright, len(level)):
        for other in range(bisect_left(heights, rule.start - _SNAP), bisect_right(heights, rule.end + _SNAP)):
            if level[other].start - _SNAP <= rule.at <= level[other].end + _SNAP:
                parent[root(at)] = root(other)
    groups: dict[int, list[RuledLine]] = {}
    for at, rule in enumerate([*level, *upright]):
        groups.setdefault(root(at), []).append(rule)
    return list(groups.values())


def _frame(group: list[RuledLine]) -> tuple[tuple[float, ...], tuple[float, ...], list[RuledLine]] | None:
    """The lines' places across and down, or None where they enclose no cells."""
    level = [one for one in group if one.level]
    upright = [one for one in group if not one.level]
    if len(level) < 2 or not upright:
        return None
    # A table may be open at its sides: then its level lines say how far it reaches.
    ends = [min(one.start for one in level), max(one.end for one in level)]
    columns = _places([one.at for one in upright] + ends)
    rows = _places([one.at for one in level])
    if len(columns) < 2 or len(rows) < 2 or len(columns) * len(rows) > _MOST_SQUARES:
        return None
    return columns, rows, group


def _places(values: Sequence[float]) -> tuple[float, ...]:
    """Values that differ by more than the snap, in order."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SNAP:
            found.append(value)
    return tuple(found)


def _cells(
    columns: tuple[float, ...], rows: tuple[float, ...], group: Sequence[RuledLine], glyphs: Sequence[Glyph]
) -> list[PlacedCell]:
    width, height = len(columns) - 1, len(rows) - 1
    owner = _owners(columns, rows, group)
    within: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        column = min(max(bisect_right(columns, (glyph.left + glyph.right) / 2) - 1, 0), width - 1)
        row = min(max(bisect_right(rows, glyph.base - glyph.size / 3) - 1, 0), height - 1)
        within.setdefault(owner[row * width + column], []).append(glyph)
    spans: dict[int, tuple[int, int]] = {}
    for square, first in enumerate(owner):
        row, column = divmod(square, width)
        top, left = divmod(first, width)
        down, across = spans.get(first, (1, 1))
        spans[first] = (max(down, row - top + 1), max(across, column - left + 1))
    return [
        PlacedCell(
            first // width,
            first % width,
            down,
            across,
            join_cell_text(within.get(first, ()), columns[first % width + across] - columns[first % width]),
        )
        for first, (down, across) in sorted(spans.items())
    ]


def _owners(columns: tuple[float, ...], rows: tuple[float, ...], group: Sequence[RuledLine]) -> list[int]:
    """For each square between neighbouring lines the first square of the cell that it belongs to.

    A cell is grown to the right and down from its first square as long as no line stands in the way.
    """
    width, height = len(columns) - 1, len(rows) - 1
    beside = _walls(columns, rows, [one for one in group if not one.level])
    below = _walls(rows, columns, [one for one in group if one.level])
    owner = [-1] * (width * height)
    for first in range(width * height):
        if owner[first] >= 0:
            continue
        row, column = divmod(first, width)
        across = 1
        while column + across < width and (column + across, row) not in beside and owner[first + across] < 0:
            across += 1
        down = 1
        while row + down < height and not any((row + down, column + step) in below for step in range(across)):
            down += 1
        for step in range(down):
            for over in range(across):
                owner[(row + step) * width + column + over] = first
    return owner


def _walls(across: tuple[float, ...], along: tuple[float, ...], rules: Sequence[RuledLine]) -> set[tuple[int, int]]:
    """Place of a line: (which of `across`, beside which stretch between neighbours in `along`)."""
    found: set[tuple[int, int]] = set()
    middles = [(first + last) / 2 for first, last in itertools.pairwise(along)]
    for rule in rules:
        place = min(
            range(
                max(0, bisect_left(across, rule.at - _SNAP)), min(len(across), bisect_right(across, rule.at + _SNAP))
            ),
            key=lambda one: abs(across[one] - rule.at),
            default=None,
        )
        if place is not None:
            for stretch in range(bisect_left(middles, rule.start), bisect_right(middles, rule.end)):
                found.add((place, stretch))
    return found


def join_cell_text(glyphs: Iterable[Glyph], width: float) -> str:
    """A cell's text: lines that fill the cell run on, others end where they were ended."""
    parts: list[list[str]] = []
    runs_on = False
    for level in group_segments(split_line_segments(glyphs)):
        text = join_segments(level)
        if runs_on or (parts and _goes_on(parts[-1][-1], text)):
            parts[-1].append(text)
        else:
            parts.append([text])
        runs_on = width - (level[-1].right - level[0].left) < 1.2 * level[0].size + _PADDING
    return "\n".join(join_lines(part) for part in parts)


def _goes_on(line: str, following: str) -> bool:
    return line.endswith(("、", "，", "（", "《", "“")) or following.startswith(CONTINUING_SIGNS)


def _close_open_tables(levels: Sequence[RuledLine], glyphs: Sequence[Glyph]) -> list[list[RuledLine]]:
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
        lines = group_segments(split_line_segments(inside), _NEAR_LEVEL)
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
