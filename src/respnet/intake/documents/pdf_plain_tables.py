"""Tables without any ruled line, as a spreadsheet prints them: columns under a header, rows by their numbers."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from respnet.intake.documents.cell_spans import PlacedCell
from respnet.intake.documents.pdf_lines import group_levels
from respnet.intake.documents.pdf_tables import RuledTable, join_cell_text

if TYPE_CHECKING:
    from respnet.intake.documents.pdf_objects import Glyph

_HEADER_GAPS = (0.3, 0.8, 1.3)
"""In letter sizes: gaps that may part the cells of a header, whose letters may be set apart themselves."""
_CLEAR = 0.12
"""In letter sizes: a strip this wide that no text crosses parts two columns; text cut at its cell leaves none."""
_SAME_LEVEL = 0.45
"""In letter sizes: how far the text of a row may stand off its number."""
_FULL = 3
"""In letter sizes: a line that ends this near to the next column fills its cell."""
_FAR = 10_000.0
"""Points: the outer columns are open, so that they are the same on all pages."""
_MOST_LINES = 500
_NUMBER = re.compile(r"(\d{1,4})[.、．]?")

Level = list["Glyph"]


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: its characters by column; `across` that it is one text over all columns."""

    columns: tuple[tuple[Glyph, ...], ...]
    across: bool = False


def find_plain_table(glyphs: Sequence[Glyph], before: RuledTable | None = None) -> RuledTable | None:
    """Find the table without lines on a page.

    It is read only under a header row that announces units, where no text crosses from column to column, and every
    row has a number of its own in the first column, which counts on.

    Args:
        glyphs: The characters of the page outside other tables.
        before: The last table of the page before, which a page without a header may go on with.

    Returns:
        The table, or None where the columns or rows are not certain.
    """
    levels = [level for level in group_levels(glyphs) if any(one.text.strip() for one in level)]
    if len(levels) > _MOST_LINES:
        return None
    for at, level in enumerate(levels):
        if header := _match_header(level):
            edges = _find_edges(header, levels[at + 1 :])
            rows = _choose_rows(levels[at + 1 :], edges, 0) if edges else []
            return _build(edges, [_Row(_by_column(level, edges)), *rows]) if rows else None
    last = _NUMBER.fullmatch(before.last_number) if before is not None else None
    if before is None or last is None or before.columns[0] != -_FAR:  # a ruled table does not go on without lines
        return None
    edges = before.columns[1:-1]
    rows = _choose_rows(levels, edges, int(last[1]) + 1)
    return _build(edges, rows) if rows else None


def _split_rows_behind_rest(levels: Sequence[Level], edges: Sequence[float], first: int) -> list[_Row]:
    """The rows of a page that begins with the rest of a row, which the end of the page before cut; that rest first."""
    numbers = [_text(_by_column(level, edges)[0]) for level in levels]
    cut = next((at for at, number in enumerate(numbers) if number), 0)
    if any(_crosses(level, edges) for level in levels[:cut]):
        return []
    rows = _split_rows(levels[cut:], edges, first, _share_below) if cut else []
    return [_Row(_by_column([one for level in levels[:cut] for one in level], edges)), *rows] if rows else []


def _runs(level: Level, gap: float) -> list[Level]:
    """The stretches of a line without a gap of so many letter sizes."""
    runs: list[Level] = []
    for glyph in level:
        if runs and glyph.left - runs[-1][-1].right <= gap * glyph.size:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _text(glyphs: Sequence[Glyph]) -> str:
    return "".join(one.text for one in glyphs).strip()


def _match_header(level: Level) -> list[Level]:
    """The cells of a line that is the header of a task table with numbers, () where it is none."""
    from respnet.intake.tables.header_rows import is_header_row, parse_header

    for gap in _HEADER_GAPS:
        runs = _runs(level, gap)
        texts = [_text(run) for run in runs]
        if is_header_row(texts) and parse_header(texts[0]).name == "number":
            return runs
    return []


def _find_edges(header: Sequence[Level], body: Sequence[Level]) -> tuple[float, ...]:
    """The places between the columns: of the strips between two headers that the fewest lines cross the last.

    What stands before that strip and under no header, such as a number set to the right, belongs to the left column.

    Returns:
        The places from left to right; () where the columns do not hold: a line of several texts crosses one.
    """
    stretches = [(run[0].left, run[-1].right) for level in body for run in _runs(level, _CLEAR)]
    stretches += [(run[0].left, run[-1].right) for run in header]
    edges: list[float] = []
    for low, high in itertools.pairwise((run[0].left + run[-1].right) / 2 for run in header):
        within = [(max(a, low), min(b, high)) for a, b in stretches if a < high and b > low]
        ends = sorted([(low, 0), *((a, 1) for a, _ in within), *((b, -1) for _, b in within), (high, 0)])
        crossing = itertools.accumulate(step for _, step in ends)
        strips = [
            (count, -right, left)
            for count, ((left, _), (right, _)) in zip(crossing, itertools.pairwise(ends), strict=False)
            if right - left >= _CLEAR * header[0][0].size
        ]
        if not strips:
            return ()
        _, right, left = min(strips)
        edges.append((left - right) / 2)
    return tuple(edges) if all(len(_runs(level, 1.3)) == 1 for level in body if _crosses(level, edges)) else ()


def _crosses(level: Level, edges: Sequence[float]) -> bool:
    return any(run[0].left < edge < run[-1].right for run in _runs(level, _CLEAR) for edge in edges)


def _by_column(level: Sequence[Glyph], edges: Sequence[float]) -> tuple[tuple[Glyph, ...], ...]:
    columns: list[list[Glyph]] = [[] for _ in range(len(edges) + 1)]
    for glyph in level:
        columns[bisect_right(edges, (glyph.left + glyph.right) / 2)].append(glyph)
    return tuple(map(tuple, columns))


def _choose_rows(levels: Sequence[Level], edges: Sequence[float], first: int) -> list[_Row]:
    """The rows as the one way of setting them gives in which lines fill their cells and stand close, [] without one.

    Args:
        levels: The lines below the header.
        edges: The places between the columns.
        first: The number that must come first, 0 for any.
    """
    found = [
        rows
        for share in (_share_below, _share_above, _share_around)
        if (rows := _split_rows(levels, edges, first, share))
    ]
    if first and (behind := _split_rows_behind_rest(levels, edges, first)):
        found.append(behind)
    ranked = sorted((_cost(rows, edges), at) for at, rows in enumerate(found))
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0] and found[ranked[0][1]] != found[ranked[1][1]]:
        return []
    return found[ranked[0][1]] if ranked else []


def _find_lefts(rows: Sequence[_Row], edges: Sequence[float]) -> list[float]:
    """Return the x at which the text of each column begins (an empty one: its edge), and of one far behind the last."""
    columns = zip(*(row.columns for row in rows if not row.across), strict=True)
    starts = [0.0, *edges]
    return [
        *(min((one.left for cell in column for one in cell), default=starts[at]) for at, column in enumerate(columns)),
        _FAR,
    ]


def _list_early_ends(row: _Row, lefts: Sequence[float]) -> list[list[bool]]:
    """For each cell of a row, for each of its lines but the last, whether it ends well before the next column."""
    return [
        [following - line[-1].right > _FULL * line[-1].size for line in group_levels(cell)[:-1]]
        for cell, following in zip(row.columns, lefts[1:], strict=True)
    ]


def _cost(rows: Sequence[_Row], edges: Sequence[float]) -> tuple[int, float]:
    """Lines that end early though their cell goes on (the last column's do not count), and gaps between the lines."""
    lefts = _find_lefts(rows, edges)
    own = [row for row in rows if not row.across]
    early = sum(sum(map(sum, _list_early_ends(row, lefts)[:-1])) for row in own)
    bases = [[line[0].base for line in group_levels(cell)] for row in own for cell in row.columns if cell]
    return early, round(sum((one[-1] - one[0]) ** 2 for one in bases), 3)


def _split_rows(levels: Sequence[Level], edges: Sequence[float], first: int, share: Share) -> list[_Row]:
    """The rows below a header by one way of setting them, [] where they are not certain.

    Args:
        levels: The lines below the header.
        edges: The places between the columns.
        first: The number that must come first, 0 for any. After a line across all columns they may begin anew.
        share: The way.
    """
    parted = [_by_column(level, edges) for level in levels]
    numbers = [_NUMBER.fullmatch(_text(columns[0])) for columns in parted]
    last = max((at for at, number in enumerate(numbers) if number), default=-1)
    end = next(
        (at for at in range(last + 1, len(levels)) if _ends_table(levels[at - 1], levels[at], edges)), len(levels)
    )
    rows: list[_Row] = []
    begin = 0
    for at in range(end + 1):
        if at < end and not _is_across(levels[at], edges, numbers[at]):
            continue
        anchors = [place for place in range(begin, at) if numbers[place]]
        counted = [int(number[1]) for place in anchors if (number := numbers[place])]
        expected = first or (counted[0] if counted else 0)
        if counted and (
            counted[0] not in (expected, 1) or counted != list(range(counted[0], counted[0] + len(counted)))
        ):
            return []
        made = _share([levels[place][0].base for place in anchors], parted[begin:at], share, levels[0][0].size)
        if made is None:
            return []
        rows += made
        if at < end:
            rows.append(_Row((tuple(levels[at]),), across=True))
        first, begin = (counted[-1] + 1 if counted else first), at + 1
    return rows if any(not row.across for row in rows) else []


def _ends_table(above: Level, level: Level, edges: Sequence[float]) -> bool:
    """True if a line below the last number stands apart from it, or runs across the columns."""
    return level[0].base - above[0].base > 2 * level[0].size or _crosses(level, edges)


def _is_across(level: Level, edges: Sequence[float], number: re.Match[str] | None) -> bool:
    """True if a line is no part of a row: it crosses the columns, or its first column holds words."""
    return _crosses(level, edges) or (number is None and level[0].right < edges[0])


Cell = list["Glyph"]
Share = Callable[[Sequence[float], Sequence[tuple["Glyph", ...]], float], "list[Cell] | None"]


def _share(
    anchors: Sequence[float], levels: Sequence[tuple[tuple[Glyph, ...], ...]], share: Share, size: float
) -> list[_Row] | None:
    """Share out lines among the rows whose numbers stand at `anchors`, None where they do not fit."""
    if not anchors:
        return None if levels else []
    cells = [
        share(anchors, [level[column] for level in levels if level[column]], _SAME_LEVEL * size)
        for column in range(1, len(levels[0]))
    ]
    numbers = [level[0] for level in levels if level[0]]
    whole = [one for one in cells if one is not None]
    if len(whole) < len(cells):
        return None
    return [_Row((numbers[at], *(tuple(one[at]) for one in whole))) for at in range(len(anchors))]


def _share_below(anchors: Sequence[float], lines: Sequence[tuple[Glyph, ...]], near: float) -> list[Cell] | None:
    """The lines of a column by row where every cell begins at its number."""
    cells: list[Cell] = [[] for _ in anchors]
    for line in lines:
        at = bisect_right(anchors, line[0].base + near) - 1
        if at < 0 or (not cells[at] and line[0].base - anchors[at] > near):
            return None
        cells[at] += line
    return cells


def _share_above(anchors: Sequence[float], lines: Sequence[tuple[Glyph, ...]], near: float) -> list[Cell] | None:
    """The same where every cell ends at its number: all seen from below."""
    turned = [tuple(replace(one, base=-one.base) for one in line) for line in reversed(lines)]
    cells = _share_below([-one for one in reversed(anchors)], turned, near)
    return None if cells is None else [[replace(one, base=-one.base) for one in cell] for cell in reversed(cells)]


def _share_around(anchors: Sequence[float], lines: Sequence[tuple[Glyph, ...]], near: float) -> list[Cell] | None:
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


def _build(edges: Sequence[float], rows: Sequence[_Row]) -> RuledTable | None:
    """The table of these rows, None where one seems to be two. Cells reach to where the next column begins."""
    lefts = _find_lefts(rows, edges)
    if any(
        len(early := [one for one in _list_early_ends(row, lefts) if one]) > 1 and all(map(any, early))
        for row in rows
        if not row.across
    ):
        return None
    widths = [after - before for before, after in itertools.pairwise(lefts)]
    cells = [
        PlacedCell(at, column, 1, len(edges) + 1 if row.across else 1, join_cell_text(text, widths[column]))
        for at, row in enumerate(rows)
        for column, text in enumerate(row.columns)
    ]
    glyphs = [one for row in rows for column in row.columns for one in column]
    heights = (min(one.base - one.size for one in glyphs), max(one.base for one in glyphs) + 1)
    return RuledTable((-_FAR, *edges, _FAR), heights, tuple(cells))
