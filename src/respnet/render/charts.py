"""Chart geometry; the templates turn it into SVG and escape every name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from respnet.core.messages import WIDE_IN_CHINESE, count_columns
from respnet.core.plan import Role


@dataclass(frozen=True, slots=True)
class BarSegment:
    """Segment of a stacked bar: `count` tasks in one role, from `x`, `width` pixels long."""

    role: Role
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class ChartRow:
    """Row of a bar chart: label, mark before it, text alternative, top of the bar, segments, and the bar's end."""

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
    """Stacked bar chart with an axis of whole numbers; `limit` is an optional reference line for leads."""

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
    """Data of one row: label, link, counts by role in drawing order, mark, and text alternative."""

    label: str
    href: str
    counts: tuple[tuple[Role, int], ...]
    mark: str = ""
    said: str = ""


def build_bar_chart(
    data: Sequence[BarData], limit: int | None, *, width: int, label_width: int, limit_name: str | None = None
) -> BarChart:
    """Lay out a stacked bar chart.

    Args:
        data: The rows, from the top.
        limit: Number of leads at which the reference line stands; None for no line.
        width: Width of the chart in pixels.
        label_width: Width of the labels' column in pixels; 0 puts the labels above the bars (narrow screens).
        limit_name: Name of the reference line.

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
    """Estimate the width in pixels of a text at 13 px: Chinese characters are square, Latin letters about half as wide.

    >>> estimate_text_width("县科协"), estimate_text_width("abc")
    (39.0, 21.3)
    """
    wide = count_columns(text, WIDE_IN_CHINESE) - len(text)
    return round(13.0 * wide + 7.1 * (len(text) - wide), 1)


def compute_label_width(labels: Iterable[str], *, most: int) -> int:
    """Compute the width in pixels of the labels' column, with a gap beside the bars.

    Args:
        labels: The labels.
        most: Largest width.
    """
    return min(most, 16 + round(max(map(estimate_text_width, labels), default=0)))


def truncate_to_width(text: str, room: float) -> str:
    """Truncate a text to a width in pixels, with an ellipsis.

    Args:
        text: The text.
        room: The width in pixels.

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
