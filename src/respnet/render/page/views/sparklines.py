"""Sparklines beside sentences: bars with a reference mark, and ranks.

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
    """A unit's rank on the axis: its coordinate, and as text."""

    unit: str
    at: int
    value: str
