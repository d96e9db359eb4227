"""Sparklines beside sentences: bars with a reference mark, and ranks with their intervals.

Lengths are in a viewport of 1,000, which the page stretches to the available width; names and numbers stand beside
the picture as text, so that they wrap and keep their size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

VIEWPORT_WIDTH = 1000
AXIS_INSET = 20
"""A dot at the end of an axis still lies inside the picture."""


@dataclass(frozen=True, slots=True)
class BarPiece:
    """Segment of a bar: style, start, length."""

    look: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class BarLine:
    """One bar: its units (or `label`), segments, value as text, reference mark."""

    units: tuple[str, ...]
    label: str
    pieces: tuple[BarPiece, ...]
    value: str
    mark: int | None


@dataclass(frozen=True, slots=True)
class BarSpec:
    """Input of a bar: counts with styles, and the reference value."""

    units: tuple[str, ...]
    counts: tuple[tuple[str, float], ...]
    value: str
    mark: float | None = None
    label: str = ""


def build_bars(given: Sequence[BarSpec]) -> tuple[BarLine, ...]:
    """Build bars on one scale.

    >>> [(line.pieces[0].width, line.mark) for line in build_bars([BarSpec(("u",), (("lead", 2),), "2", mark=4)])]
    [(500, 1000)]
    """
    largest = max([sum(count for _, count in one.counts) for one in given] + [one.mark or 0 for one in given] + [1])
    return tuple(
        BarLine(
            units=one.units,
            label=one.label,
            pieces=_pieces(one.counts, VIEWPORT_WIDTH / largest),
            value=one.value,
            mark=None if one.mark is None else round(one.mark * VIEWPORT_WIDTH / largest),
        )
        for one in given
    )


def _pieces(counts: tuple[tuple[str, float], ...], scale: float) -> tuple[BarPiece, ...]:
    pieces, start = [], 0.0
    for look, count in counts:
        if count:
            pieces.append(BarPiece(look, round(start * scale), max(1, round(count * scale))))
        start += count
    return tuple(pieces)


@cache
def compute_rank_positions(units: int) -> tuple[int, ...]:
    """Compute the x coordinates of ranks 1 to `units`, the first on the left.

    >>> compute_rank_positions(3)
    (20, 500, 980)
    """
    return tuple(
        AXIS_INSET + round((VIEWPORT_WIDTH - 2 * AXIS_INSET) * place / max(1, units - 1)) for place in range(units)
    )


@dataclass(frozen=True, slots=True)
class RankLine:
    """A unit's rank on the axis: coordinates of the rank and of its interval, and both as text."""

    unit: str
    at: int
    low: int
    high: int
    value: str


def build_rank_line(unit: str, rank: int, range_: tuple[int, int], units: int, value: str) -> RankLine:
    """Build a rank with its interval.

    Args:
        unit: Id of the unit.
        rank: The rank, from 1.
        range_: Lowest and highest rank of the interval.
        units: Number of ranked units.
        value: Text beside the picture.

    >>> build_rank_line("u", 2, (1, 3), 3, "2 (1-3)")
    RankLine(unit='u', at=500, low=20, high=980, value='2 (1-3)')
    """
    places = compute_rank_positions(units)
    low, high = range_
    return RankLine(unit, places[rank - 1], places[low - 1], places[high - 1], value)
