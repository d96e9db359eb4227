"""Tables of a PDF page by their ruled lines: cells, what they are merged over, and the characters in each."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from respnet.intake.documents.cell_spans import PlacedCell
from respnet.intake.documents.characters import CONTINUING_SIGNS, join_lines
from respnet.intake.documents.pdf_limits import MAX_TABLE_LINES
from respnet.intake.documents.pdf_lines import group_segments, join_segments, split_line_segments
from respnet.intake.documents.pdf_objects import RuledLine
from respnet.intake.language.lexicon import is_complete_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from respnet.intake.documents.pdf_objects import Glyph, PageDrawing

_SNAP = 3.0
"""Points within which lines are one line, and ends meet."""
_SHORTEST = 6.0
_MOST_SQUARES = 100_000
_PADDING = 12.0
"""Points that a cell's text keeps from its two sides, at most."""
_LIST_SIGNS = re.compile("[、，；]")


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table on a page: where its columns' and rows' lines run, and its cells."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[PlacedCell, ...]
    names: tuple[str, ...] = ()
    middles: tuple[float, ...] = ()
    """What columns hold that no upright lines part, and the middles of their headers; () in a table with such lines."""
    last_number: int = 0
    """The number of its last row, 0 without numbers."""

    def holds(self, glyph: Glyph) -> bool:
        """True if the character stands in the table."""
        middle, height = (glyph.left + glyph.right) / 2, glyph.base - glyph.size / 3
        return self.columns[0] <= middle <= self.columns[-1] and self.rows[0] <= height <= self.rows[-1]


def find_ruled_tables(page: PageDrawing) -> tuple[list[RuledTable], list[RuledLine]]:
    """Find the tables of a page from the top down, and its lone level lines. A frame around text is no table."""
    if len(page.rules) > MAX_TABLE_LINES:
        return [], []
    groups = _connected(_merged(page.rules))
    found = sorted(filter(None, map(_frame, groups)), key=lambda one: (one[1][0], one[0][0]))
    tables: list[RuledTable] = []
    for columns, rows, group in found:
        empty = RuledTable(columns, rows, ())
        cells = _cells(columns, rows, group, [one for one in page.glyphs if empty.holds(one)])
        if len(cells) > 1 and any(cell.text for cell in cells) and not _within(empty, tables):
            tables.append(RuledTable(columns, rows, tuple(cells)))
    return tables, sorted((one[0] for one in groups if len(one) == 1 and one[0].level), key=lambda one: one.at)


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
    levels = group_segments(split_line_segments(glyphs))
    texts = list(map(join_segments, levels))
    for at, (level, text) in enumerate(zip(levels, texts, strict=True)):
        if parts and (_goes_on(parts[-1][-1], text) or (runs_on and not _are_two_names(parts[-1], texts[at : at + 2]))):
            parts[-1].append(text)
        else:
            parts.append([text])
        runs_on = width - (level[-1].right - level[0].left) < 1.2 * level[0].size + _PADDING
    return "\n".join(join_lines(part) for part in parts)


def _are_two_names(line: Sequence[str], following: Sequence[str]) -> bool:
    """True if a line that fills its cell ends with a whole name, and another of the same level of offices begins.

    It may go on in a second line.
    """
    last = _LIST_SIGNS.split("".join(line))[-1]
    names = {_LIST_SIGNS.split(text)[0] for text in (following[0], "".join(following))}
    return last[:1] == following[0][:1] and is_complete_name(last) and any(map(is_complete_name, names))


def _goes_on(line: str, following: str) -> bool:
    return line.endswith(("、", "，", "（", "《", "“")) or following.startswith(CONTINUING_SIGNS)
