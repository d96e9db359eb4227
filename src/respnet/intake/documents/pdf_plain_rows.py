"""The rows of a table without upright lines: by level lines, the gaps between rows, numbers or full lines."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from respnet.intake.documents.pdf_lines import group_levels
from respnet.intake.documents.pdf_plain_columns import SET_APART, Level, crosses, split_columns, split_runs, text_of

if TYPE_CHECKING:
    from respnet.intake.documents.pdf_objects import Glyph, RuledLine

_SAME_LEVEL = 0.45
"""In letter sizes: how far the text of a row may stand off its number."""
_FULL = 3
"""In letter sizes: a line that ends this near to the next column fills its cell."""
_SAME_STEP = 1.08
"""Times the step from line to line: what stands further below belongs to another row."""
_APART = 2
"""In letter sizes: a line that stands further below the last row is none of it."""
_NEAR = 3.0
"""Points within which a line begins at a place between two columns."""
FAR = 10_000.0
"""Points: further than any page reaches."""
_NUMBER = re.compile(r"(\d{1,4})[.、．]?")

Line = tuple["Glyph", ...]
Cell = list["Glyph"]
Share = Callable[[Sequence[float], Sequence[Line], float], "list[Cell] | None"]


@dataclass(frozen=True, slots=True)
class PlainRow:
    """One row: its characters by column; `across` that it is one text over all columns."""

    columns: tuple[Line, ...]
    across: bool = False
    joined: frozenset[int] = frozenset()
    """Columns whose cell is the one above, since the line between the rows leaves them out."""


@dataclass(frozen=True, slots=True)
class PlainBody:
    """The lines below a header, the places between the columns, and which columns hold numbers and tasks."""

    levels: Sequence[Level]
    edges: tuple[float, ...]
    number: int | None
    task: int
    first: int = 0
    """The number that must come first, 0 for any; with one the first row may be the rest of a row above."""
    has_header: bool = True
    """False where the header is that of the page before."""

    def find_number(self, level: Sequence[Glyph]) -> int | None:
        """Find the number of the row that a line begins."""
        if self.number is None:
            return None
        match = _NUMBER.fullmatch(text_of(split_columns(level, self.edges)[self.number]))
        return int(match[1]) if match else None

    def list_numbers(self) -> list[int]:
        """List the numbers of all rows that begin here."""
        return [number for level in self.levels if (number := self.find_number(level)) is not None]

    def is_across(self, level: Level) -> bool:
        """True if a line is no part of a row: it crosses the columns, or the column of numbers holds words alone."""
        alone = self.number == 0 and self.find_number(level) is None and level[0].right < self.edges[0]
        return alone or crosses(level, self.edges)

    def trim(self) -> PlainBody:
        """Return it without a running head above it and without what stands apart below the last row."""
        levels = list(self.levels)
        if self.first:
            while len(levels) > 1 and len(split_runs(levels[0], SET_APART)) == 1 and _is_apart(*levels[:2]):
                del levels[0]
        is_row = [
            len(split_runs(level, SET_APART)) > 1 if self.number is None else self.find_number(level) is not None
            for level in levels
        ]
        behind = range(max((at + 1 for at, is_told in enumerate(is_row) if is_told), default=1), len(levels))
        ends = (at for at in behind if _is_apart(*levels[at - 1 : at + 1]) or crosses(levels[at], self.edges))
        end = next(ends, len(levels))
        return replace(self, levels=levels[:end])


def _is_apart(above: Level, level: Level) -> bool:
    return level[0].base - above[0].base > _APART * level[0].size


def split_plain_rows(body: PlainBody, rules: Sequence[RuledLine]) -> list[PlainRow]:
    """Split what stands below a header into rows, [] where they are not certain.

    Args:
        body: The lines, without anything that is no part of the table.
        rules: The level lines between rows.
    """
    rows = _split_by_rules(body, rules)
    if not rows:
        rows = _split_sections(body)
        lefts = find_lefts(rows, body.edges) if any(not row.across for row in rows) else []
        if not lefts or any(_is_of_two(row, lefts) for row in rows if not row.across):
            return []
    return rows


def _is_of_two(row: PlainRow, lefts: Sequence[float]) -> bool:
    """True if a row seems to be two: every cell of several lines has one that ends early."""
    early = [one for one in _list_early_ends(row, lefts) if one]
    return len(early) > 1 and all(map(any, early))


def _split_by_rules(body: PlainBody, rules: Sequence[RuledLine]) -> list[PlainRow]:
    """The rows where a line parts each from the next, [] where lines part larger pieces."""
    rows: list[PlainRow] = []
    for rule, levels in _split_bands(body, rules):
        numbers = sum(body.find_number(level) is not None for level in levels)
        glyphs = [one for level in levels for one in level]
        if all(map(body.is_across, levels)):
            rows.append(PlainRow((tuple(glyphs),), across=True))
        elif numbers > 1 or any(crosses(level, body.edges) for level in levels):
            return []
        else:
            left_out = [at for at, edge in enumerate(body.edges) if rule is not None and edge <= rule.start + _NEAR]
            rows.append(PlainRow(split_columns(glyphs, body.edges), joined=frozenset(left_out)))
    return rows if len(rows) > 1 else []


def _split_bands(body: PlainBody, rules: Sequence[RuledLine]) -> list[tuple[RuledLine | None, list[Level]]]:
    """The lines between two rules each, with the rule above."""
    heights = [rule.at for rule in rules]
    bands: dict[int, list[Level]] = {}
    for level in body.levels:
        bands.setdefault(bisect_right(heights, level[0].base - level[0].size / 3), []).append(level)
    return [(rules[at - 1] if at else None, levels) for at, levels in sorted(bands.items())]


def _split_sections(body: PlainBody) -> list[PlainRow]:
    """The rows of each stretch between lines across all columns, behind which numbers may begin anew."""
    rows: list[PlainRow] = []
    begin = 0
    first = body.first
    is_whole = body.number is not None
    for at in range(len(body.levels) + 1):
        if at < len(body.levels) and not body.is_across(body.levels[at]):
            continue
        part = replace(body, levels=body.levels[begin:at], first=first)
        if part.levels:
            made = _split_by_gaps(part) or (_choose_by_numbers(part) if is_whole else _split_by_full_lines(part))
            if first and is_whole and body.has_header and not part.list_numbers():
                made = [PlainRow(split_columns([one for level in part.levels for one in level], body.edges))]
            if not made:
                return []
            rows += made
        if at < len(body.levels):
            rows.append(PlainRow((tuple(body.levels[at]),), across=True))
        first, begin = ([first - 1, *part.list_numbers()][-1] + 1), at + 1
    return rows


def _do_numbers_count(rows: Sequence[PlainRow], body: PlainBody) -> bool:
    """True if each row has a number, which counts on; the first may have none where it may be the rest of one above."""
    told = [body.find_number([one for line in row.columns for one in line]) for row in rows]
    if body.first and told[0] is None:
        told = told[1:]
    counted = body.list_numbers()
    if not counted or told != counted or counted[0] not in (body.first or counted[0], 1):
        return False
    return counted == list(range(counted[0], counted[0] + len(counted)))


def _split_by_gaps(body: PlainBody) -> list[PlainRow]:
    """The rows where the lines of a cell stand closer than two rows do, [] where that does not tell."""
    bases = [level[0].base for level in body.levels]
    lines = [split_columns(level, body.edges) for level in body.levels]
    places = [[at for at, line in enumerate(lines) if line[column]] for column in range(len(body.edges) + 1)]
    pairs = [
        (lines[after][column][0].base - lines[at][column][0].base, range(at + 1, after + 1))
        for column, own in enumerate(places)
        for at, after in itertools.pairwise(own)
    ]
    pitch = min((step for step, _ in pairs), default=0) * _SAME_STEP
    within = {place for step, between in pairs if step <= pitch for place in between}
    parts: list[list[Glyph]] = []
    for at, level in enumerate(body.levels):
        if at in within or (at and bases[at] - bases[at - 1] <= 2 * _SAME_LEVEL * level[0].size):
            parts[-1] += level
        else:
            parts.append(list(level))
    rows = [PlainRow(split_columns(part, body.edges)) for part in parts]
    if body.number is not None:
        return rows if _do_numbers_count(rows, body) else []
    own = rows[1:] if body.first and not rows[0].columns[body.task] else rows
    is_told = len(rows) > 1 and all(row.columns[body.task] and sum(map(bool, row.columns)) > 1 for row in own)
    return rows if is_told else []


def _split_by_full_lines(body: PlainBody) -> list[PlainRow]:
    """The rows without numbers where every cell begins at the top of its row, [] where that is not certain.

    A row begins where a cell has a line above which its column is empty or ends early. A line below full lines only
    goes on, if a column that no row leaves empty has none there; else nothing tells.
    """
    levels = [split_columns(level, body.edges) for level in body.levels]
    width = len(body.edges) + 1
    rights = [max((level[at][-1].right for level in levels if level[at]), default=0.0) for at in range(width)]

    def begins(place: int, column: int) -> bool:
        above, line = levels[place - 1][column], levels[place][column]
        return bool(line) and (not above or rights[column] - above[-1].right > _FULL * above[-1].size)

    starts = [0, *(at for at in range(1, len(levels)) if any(begins(at, column) for column in range(width)))]
    begun = starts[1:] if body.first else starts
    needed = [at for at in range(width) if all(levels[start][at] for start in begun)]
    if body.task not in needed or len(needed) < 2:
        return []
    unsure = [at for at in range(len(levels)) if at not in starts and all(levels[at][column] for column in needed)]
    if unsure or len(starts) < 2:
        return []
    ends = [*starts[1:], len(levels)]
    return [
        PlainRow(split_columns([one for level in body.levels[start:end] for one in level], body.edges))
        for start, end in zip(starts, ends, strict=True)
    ]


def _choose_by_numbers(body: PlainBody) -> list[PlainRow]:
    """The rows as the one way of setting them gives in which lines fill their cells and stand close, [] without one."""
    cut = next((at for at, level in enumerate(body.levels) if body.find_number(level) is not None), 0)
    found = [rows for share in (*_AROUND, _share_below) if (rows := _share(body, 0, share))]
    if body.first and cut:
        found += [rows] if (rows := _share(body, cut, _share_below)) else []
        found += [rows for rest in range(1, cut + 1) for share in _AROUND if (rows := _share(body, rest, share))]
    ranked = sorted((_cost(rows, body.edges), at) for at, rows in enumerate(found))
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0] and found[ranked[0][1]] != found[ranked[1][1]]:
        return []
    return found[ranked[0][1]] if ranked else []


def _share(body: PlainBody, rest: int, share: Share) -> list[PlainRow]:
    """Share out the lines among the rows of the numbers, [] where they do not fit.

    Args:
        body: The lines.
        rest: How many of the first ones are the rest of a row above.
        share: The way of setting the rows.
    """
    levels = body.levels[rest:]
    anchors = [level[0].base for level in levels if body.find_number(level) is not None]
    if not anchors:
        return []
    parted = [split_columns(level, body.edges) for level in levels]
    near = _SAME_LEVEL * levels[0][0].size
    columns = []
    for at in range(len(body.edges) + 1):
        lines = [level[at] for level in parted if level[at]]
        cells = [list(line) for line in lines] if at == body.number else share(anchors, lines, near)
        if cells is None or len(cells) != len(anchors):
            return []
        columns.append([tuple(cell) for cell in cells])
    rows = [PlainRow(row) for row in zip(*columns, strict=True)]
    if rest:
        rows.insert(0, PlainRow(split_columns([one for level in body.levels[:rest] for one in level], body.edges)))
    return rows if _do_numbers_count(rows, body) else []


def _share_below(anchors: Sequence[float], lines: Sequence[Line], near: float) -> list[Cell] | None:
    """The lines of a column by row where every cell begins at its number."""
    cells: list[Cell] = [[] for _ in anchors]
    for line in lines:
        at = bisect_right(anchors, line[0].base + near) - 1
        if at < 0 or (not cells[at] and line[0].base - anchors[at] > near):
            return None
        cells[at] += line
    return cells


def _share_cut(anchors: Sequence[float], lines: Sequence[Line], near: float) -> list[Cell] | None:
    """The same around its number, but for the last row: the end of the page cuts it, and it begins there."""
    last = anchors[-1] - near
    cells = _share_around(anchors[:-1], [line for line in lines if line[0].base < last], near)
    return None if cells is None else [*cells, [one for line in lines if line[0].base >= last for one in line]]


def _share_around(anchors: Sequence[float], lines: Sequence[Line], near: float) -> list[Cell] | None:
    """The same where every cell has as many lines above its number as below."""
    cells: list[Cell] = []
    left = list(lines)
    for at, anchor in enumerate(anchors):
        above = [line for line in left if line[0].base < anchor - near]
        middle = [line for line in left if abs(line[0].base - anchor) <= near]
        count = 2 * len(above) + len(middle)
        own, left = left[:count], left[count:]
        bases = [line[0].base for line in own]
        following = anchors[at + 1] if at + 1 < len(anchors) else float("inf")
        if len(own) < count or (own and abs(sum(bases) / count - anchor) > near) or (own and bases[-1] >= following):
            return None
        cells.append([one for line in own for one in line])
    return None if left else cells


def find_lefts(rows: Sequence[PlainRow], edges: Sequence[float]) -> list[float]:
    """Find the x at which the text of each column begins (an empty one: its edge), and one far behind the last."""
    columns = zip(*(row.columns for row in rows if not row.across), strict=True)
    starts = [0.0, *edges]
    return [
        *(min((one.left for cell in column for one in cell), default=starts[at]) for at, column in enumerate(columns)),
        FAR,
    ]


def _list_early_ends(row: PlainRow, lefts: Sequence[float]) -> list[list[bool]]:
    """List for each cell of a row, for each of its lines but the last, if it ends well before the next column."""
    return [
        [following - line[-1].right > _FULL * line[-1].size for line in group_levels(cell)[:-1]]
        for cell, following in zip(row.columns, lefts[1:], strict=True)
    ]


def _cost(rows: Sequence[PlainRow], edges: Sequence[float]) -> tuple[int, float]:
    """Lines that end early though their cell goes on (the last column's do not count), and gaps between the lines."""
    lefts = find_lefts(rows, edges)
    early = sum(sum(map(sum, _list_early_ends(row, lefts)[:-1])) for row in rows)
    bases = [[line[0].base for line in group_levels(cell)] for row in rows for cell in row.columns if cell]
    return early, round(sum((one[-1] - one[0]) ** 2 for one in bases), 3)


_AROUND: tuple[Share, ...] = (_share_around, _share_cut)
