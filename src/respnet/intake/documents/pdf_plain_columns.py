"""The header and the columns of a table without upright lines."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from respnet.intake.documents.cell_spans import PlacedCell
from respnet.intake.documents.characters import join_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.documents.pdf_objects import Glyph

_HEADER_GAPS = (0.3, 0.8, 1.3)
"""In letter sizes: gaps that may part the cells of a header, whose letters may be set apart themselves."""
_MOST_HEADER_LINES = 3
_CLEAR = 0.12
"""In letter sizes: a strip this wide that no text crosses parts two columns; text cut at its cell leaves none."""
SET_APART = 1.3
"""In letter sizes: a gap this wide is not one of a text."""
_NEXT_LINE = 2.2
"""In letter sizes: a line of a header stands no further below the one before."""

Level = list["Glyph"]


@dataclass(frozen=True, slots=True)
class PlainHeader:
    """A header: its cells, how many lines it takes, and the words from which each column hangs."""

    cells: tuple[PlacedCell, ...]
    depth: int
    leaves: tuple[Level, ...]
    names: tuple[str, ...]
    """What each column holds, as the vocabulary of task tables says."""

    @property
    def middles(self) -> tuple[float, ...]:
        """The middles of the leaves."""
        return tuple((leaf[0].left + leaf[-1].right) / 2 for leaf in self.leaves)


def split_runs(level: Level, gap: float) -> list[Level]:
    """Split a line where it has a gap of so many letter sizes."""
    runs: list[Level] = []
    for glyph in level:
        if runs and glyph.left - runs[-1][-1].right <= gap * glyph.size:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def text_of(glyphs: Sequence[Glyph]) -> str:
    """Return the characters as one text."""
    return "".join(one.text for one in glyphs).strip()


def crosses(level: Level, edges: Sequence[float]) -> bool:
    """True if a line has text across a place between two columns."""
    return any(run[0].left < edge < run[-1].right for run in split_runs(level, _CLEAR) for edge in edges)


def split_columns(level: Sequence[Glyph], edges: Sequence[float]) -> tuple[tuple[Glyph, ...], ...]:
    """Split characters by the column that they stand in."""
    columns: list[list[Glyph]] = [[] for _ in range(len(edges) + 1)]
    for glyph in level:
        columns[bisect_right(edges, (glyph.left + glyph.right) / 2)].append(glyph)
    return tuple(map(tuple, columns))


def match_plain_header(levels: Sequence[Level], at: int) -> PlainHeader | None:
    """Match the header of a task table that begins at a line, with as many of the lines below as belong to it.

    Args:
        levels: The lines of the page.
        at: Where it begins.
    """
    found = None
    for depth in range(1, _MOST_HEADER_LINES + 1):
        lines = levels[at : at + depth]
        if len(lines) < depth or (depth > 1 and not _is_next_line(lines[-2], lines[-1])):
            break
        headers = (_build_header([split_runs(line, gap) for line in lines]) for gap in _HEADER_GAPS)
        found = next(filter(None, headers), found)
    return found


def _is_next_line(above: Level, level: Level) -> bool:
    size = above[0].size
    return level[0].base - above[0].base <= _NEXT_LINE * size and abs(level[0].size - size) < 0.2 * size


def _build_header(lines: Sequence[Sequence[Level]]) -> PlainHeader | None:
    """The header in these lines, None where they hold something else."""
    from respnet.intake.tables.header_rows import is_header_row, is_header_word, parse_header

    groups = _group_columns(lines)
    texts = [[text_of(leaf) for leaf in leaves] for _, leaves in groups]
    whole = [join_lines(map(text_of, upper)) for upper, _ in groups]
    names = [
        join_lines([above, below]) if len(below_all) == 1 else below
        for above, below_all in zip(whole, texts, strict=True)
        for below in below_all
    ]
    lower = [text_of(run) for line in lines[1:] for run in line]
    cut = [below[0] for above, below in zip(whole, texts, strict=True) if above and not is_header_word(above)]
    if not is_header_row(names) or not all(text in cut or is_header_word(text) for text in lower):
        return None
    if len(lines) > 1 and not all(map(is_header_word, names)):
        return None
    rows = 2 if any(len(below) > 1 for below in texts) else 1
    cells: list[PlacedCell] = []
    column = 0
    for above, below_all in zip(whole, texts, strict=True):
        if len(below_all) > 1:
            cells.append(PlacedCell(0, column, 1, len(below_all), above))
            cells += (PlacedCell(1, column + step, 1, 1, below) for step, below in enumerate(below_all))
        else:
            cells.append(PlacedCell(0, column, rows, 1, names[column]))
        column += len(below_all)
    leaves = tuple(leaf for _, below in groups for leaf in below)
    return PlainHeader(tuple(cells), len(lines), leaves, tuple(parse_header(name).name for name in names))


def _group_columns(lines: Sequence[Sequence[Level]]) -> list[tuple[list[Level], list[Level]]]:
    """Columns from left to right: what stands above, and the words below it, several where that is over several."""
    placed = sorted(((run, at) for at, line in enumerate(lines) for run in line), key=lambda one: one[0][0].left)
    clusters: list[list[tuple[Level, int]]] = []
    right = float("-inf")
    for run, at in placed:
        if run[0].left < right:
            clusters[-1].append((run, at))
        else:
            clusters.append([(run, at)])
        right = max(right, run[-1].right)
    middle = 1
    while middle < len(clusters) - 1:
        three = clusters[middle - 1 : middle + 2]
        (_, before), (_, here), (_, after) = (min(one, key=lambda run: run[1]) for one in three)
        if here < before == after and all(len(one) == 1 for one in three):
            clusters[middle - 1 : middle + 2] = [[one[0] for one in three]]
        middle += 1
    groups = []
    for cluster in clusters:
        last = max(at for _, at in cluster)
        leaves = [run for run, at in cluster if at == last]
        groups.append(([run for run, at in sorted(cluster, key=lambda one: one[1]) if at < last], leaves))
    return groups


def find_edges(names: Sequence[str], middles: Sequence[float], body: Sequence[Level]) -> tuple[float, ...]:
    """Find the places between the columns: of the strips between two headers that the fewest lines cross the widest.

    Beside a column of numbers it is the last: what stands before it and under no header is a number set to the right.

    Args:
        names: What each column holds.
        middles: Where the middle of each header stands.
        body: The lines, those of the header among them where it is on the page.

    Returns:
        The places from left to right; () where the columns do not hold: a line of several texts crosses one.
    """
    stretches = [(run[0].left, run[-1].right) for level in body for run in split_runs(level, _CLEAR)]
    size = body[-1][0].size
    edges: list[float] = []
    for name, (low, high) in zip(names, itertools.pairwise(middles), strict=False):
        within = [(max(a, low), min(b, high)) for a, b in stretches if a < high and b > low]
        ends = sorted([(low, 0), *((a, 1) for a, _ in within), *((b, -1) for _, b in within), (high, 0)])
        crossing = itertools.accumulate(step for _, step in ends)
        strips = [
            (count, -right if name == "number" else left - right, left, right)
            for count, ((left, _), (right, _)) in zip(crossing, itertools.pairwise(ends), strict=False)
            if right - left >= _CLEAR * size
        ]
        if not strips:
            return ()
        _, _, left, right = min(strips)
        edges.append((left + right) / 2)
    return tuple(edges) if do_columns_hold(body, edges) else ()


def do_columns_hold(body: Sequence[Level], edges: Sequence[float]) -> bool:
    """True if no line of several texts crosses from column to column."""
    return all(len(split_runs(level, SET_APART)) == 1 for level in body if crosses(level, edges))
