"""The geometry of the charts; the templates turn it into SVG, escaping every name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from respnet.plan import Role


@dataclass(frozen=True, slots=True)
class Bar:
    """One piece of a row: a number of tasks in one role, drawn from `x`, `width` pixels long."""

    role: Role
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """One unit's row: its label, the top of its bars, its pieces, and where its total is written."""

    label: str
    href: str
    y: int
    bars: tuple[Bar, ...]
    total: int
    end: float


@dataclass(frozen=True, slots=True)
class BarChart:
    """Rows of stacked bars with an axis of whole numbers and, where there is one, a limit for leads."""

    width: int
    height: int
    label_width: int
    bar_height: int
    stacked_labels: bool
    rows: tuple[Row, ...]
    ticks: tuple[tuple[int, float], ...]
    limit: tuple[int, float] | None


@dataclass(frozen=True, slots=True)
class BarData:
    """What one row shows: a label, where it links to, and the counts by role in drawing order."""

    label: str
    href: str
    counts: tuple[tuple[Role, int], ...]


def bar_chart(data: Sequence[BarData], limit: int | None, *, width: int, label_width: int) -> BarChart:
    """Stacked bars for `data`; with `label_width` 0 the labels stand above the bars (for narrow screens).

    >>> chart = bar_chart([BarData("a", "#", ((Role.LEAD, 2), (Role.SUPPORT, 2)))], 1, width=140, label_width=0)
    >>> [(bar.x, bar.width) for bar in chart.rows[0].bars], chart.limit
    ([(0.0, 50.0), (50.0, 50.0)], (1, 25.0))
    """
    stacked = label_width == 0
    top, step, bar_height = 34, 46 if stacked else 26, 16
    largest = max([sum(count for _, count in one.counts) for one in data] + [limit or 0, 1])
    scale = (width - label_width - 40) / largest
    rows = []
    for place, one in enumerate(data):
        x = float(label_width)
        bars = []
        for role, count in one.counts:
            bars.append(Bar(role, count, round(x, 2), round(count * scale, 2)))
            x += count * scale
        total = sum(count for _, count in one.counts)
        y = top + place * step + (22 if stacked else 4)
        rows.append(Row(one.label, one.href, y, tuple(bars), total, round(x, 2)))
    gap = max(1, next(gap for gap in (1, 2, 5, 10, 20, 50, 100, 200, 500, 10**9) if largest / gap <= 8))
    ticks = tuple((value, round(label_width + value * scale, 2)) for value in range(0, largest + 1, gap))
    return BarChart(
        width=width,
        height=top + len(data) * step + 8,
        label_width=label_width,
        bar_height=bar_height,
        stacked_labels=stacked,
        rows=tuple(rows),
        ticks=ticks,
        limit=None if limit is None else (limit, round(label_width + limit * scale, 2)),
    )
