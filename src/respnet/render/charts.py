"""The geometry of the charts; the templates turn it into SVG, escaping every name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from respnet.core.plan import Role


@dataclass(frozen=True, slots=True)
class BarSegment:
    """One piece of a row: a number of tasks in one role, drawn from `x`, `width` pixels long."""

    role: Role
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One row: its label, the mark before it, the whole in words, the top of its bars, its pieces, where they end."""

    label: str
    href: str
    mark: str
    said: str
    y: int
    bars: tuple[BarSegment, ...]
    total: int
    end: float


@dataclass(frozen=True, slots=True)
class BarChart:
    """Rows of stacked bars with an axis of whole numbers and, where there is one, a limit for leads and its name."""

    width: int
    height: int
    top: int
    label_width: int
    bar_height: int
    stacked_labels: bool
    rows: tuple[ChartRow, ...]
    ticks: tuple[tuple[int, float], ...]
    limit: tuple[int, float] | None
    limit_name: str


@dataclass(frozen=True, slots=True)
class BarData:
    """What one row shows: a label, where it links to, counts by role in drawing order, a mark, and all in words."""

    label: str
    href: str
    counts: tuple[tuple[Role, int], ...]
    mark: str = ""
    said: str = ""


def build_bar_chart(
    data: Sequence[BarData], limit: int | None, *, width: int, label_width: int, limit_name: str | None = None
) -> BarChart:
    """Stacked bars for `data`; with `label_width` 0 the labels stand above the bars (for narrow screens).

    >>> chart = build_bar_chart([BarData("a", "#", ((Role.LEAD, 2), (Role.SUPPORT, 2)))], 1, width=140, label_width=0)
    >>> [(bar.x, bar.width) for bar in chart.rows[0].bars], chart.limit
    ([(0.0, 50.0), (50.0, 50.0)], (1, 25.0))
    """
    stacked = label_width == 0
    top, step, bar_height = 52 if limit_name else 34, 46 if stacked else 26, 16
    largest = max([sum(count for _, count in one.counts) for one in data] + [limit or 0, 1])
    scale = (width - label_width - 40) / largest
    rows = []
    for place, one in enumerate(data):
        x = float(label_width)
        bars = []
        for role, count in one.counts:
            bars.append(BarSegment(role, count, round(x, 2), round(count * scale, 2)))
            x += count * scale
        total = sum(count for _, count in one.counts)
        y = top + place * step + (22 if stacked else 4)
        rows.append(ChartRow(one.label, one.href, one.mark, one.said, y, tuple(bars), total, round(x, 2)))
    gap = max(1, next(gap for gap in (1, 2, 5, 10, 20, 50, 100, 200, 500, 10**9) if largest / gap <= 8))
    ticks = tuple((value, round(label_width + value * scale, 2)) for value in range(0, largest + 1, gap))
    return BarChart(
        width=width,
        height=top + len(data) * step + 8,
        top=top,
        label_width=label_width,
        bar_height=bar_height,
        stacked_labels=stacked,
        rows=tuple(rows),
        ticks=ticks,
        limit=None if limit is None else (limit, round(label_width + limit * scale, 2)),
        limit_name=limit_name or "",
    )


def estimate_text_width(text: str) -> float:
    """About how wide a text of 13 pixels is: Chinese characters are square, Latin letters a little over half.

    >>> estimate_text_width("县科协"), estimate_text_width("abc")
    (39.0, 21.3)
    """
    return round(sum(13.0 if unicodedata.east_asian_width(one) in "WFA" else 7.1 for one in text), 1)


def compute_label_width(labels: Iterable[str], *, most: int) -> int:
    """How wide a column of labels has to be, with a gap beside the bars, but no wider than `most`."""
    return min(most, 16 + round(max(map(estimate_text_width, labels), default=0)))


def truncate_to_width(text: str, room: float) -> str:
    """The text, or as much of it as finds room, with an ellipsis.

    >>> truncate_to_width("县科协", 40), truncate_to_width("县科学技术协会", 60)
    ('县科协', '县科学…')
    """
    if estimate_text_width(text) <= room:
        return text
    kept, used = "", 13.0
    for one in text:
        used += estimate_text_width(one)
        if used > room:
            break
        kept += one
    return kept + "…"
