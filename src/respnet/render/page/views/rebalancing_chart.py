"""Rebalancing chart: highest load against number of moves; and the proposed moves with their curve points."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis.rebalance.rebalance import CurvePoint, Rebalancing
from respnet.core.i18n import Text
from respnet.findings.display_names import format_unit_names
from respnet.findings.move_explanations import describe_move_reason
from respnet.pipeline import Analysis
from respnet.render.presenter import Presenter

LEFT, RIGHT, TOP = 40, 24, 30
TALL, GAP, LOW = 190, 46, 60
"""The height of the curve, the space below it, the height of the single-lead tasks."""
MAX_TICKS = 6


@dataclass(frozen=True, slots=True)
class CurveDot:
    """A point of the curve: its coordinates in both panels, and the number of moves."""

    x: float
    y: float
    y_single: float
    moves: int


@dataclass(frozen=True, slots=True)
class CurveChart:
    """Drawing: the highest load by number of moves, and below it the tasks with a single lead on the same axis.

    `base` and `base_single` are the y coordinates of the panels' axes; ticks are (number, coordinate).
    """

    width: int
    height: int
    left: int
    right: int
    base: int
    base_single: int
    dots: tuple[CurveDot, ...]
    line: str
    single: str
    x_ticks: tuple[tuple[int, float], ...]
    y_ticks: tuple[tuple[int, float], ...]
    single_ticks: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A proposed move and the indices of the curve points that contain it."""

    task: str
    from_unit: str
    to_unit: str
    reason: Text
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RebalancingChart:
    """The curve for wide and narrow screens, its points with text, the knee, and all moves."""

    wide: CurveChart
    narrow: CurveChart
    points: tuple[CurvePoint, ...]
    said: tuple[str, ...]
    turn: int
    rows: tuple[MoveRow, ...]


def build_rebalancing_chart(analysis: Analysis, voice: Presenter) -> RebalancingChart | None:
    """Build the chart.

    Args:
        analysis: The results.
        voice: The presenter.

    Returns:
        The chart; None if no move helps.
    """
    found = analysis.results.rebalancing
    if len(found.curve) < 2:
        return None
    return RebalancingChart(
        wide=_curve(found, 760),
        narrow=_curve(found, 340),
        points=found.curve,
        said=tuple(_said(analysis, voice, point) for point in found.curve),
        turn=found.curve.index(found.find_knee()),
        rows=_rows(analysis, found),
    )


def _said(analysis: Analysis, voice: Presenter, point: CurvePoint) -> str:
    return voice.t(
        "point_said" if point.moves else "point_none",
        moves=point.moves,
        highest=f"{point.highest:g}",
        units=voice.say(format_unit_names(analysis.network, point.busiest, 4)),
        leads=point.most_leads,
        single=point.single_leads,
    )


def _rows(analysis: Analysis, found: Rebalancing) -> tuple[MoveRow, ...]:
    """Return each move once for each reason given, in the order of tasks."""
    points: dict[tuple[str, str, str, Text], list[int]] = {}
    for place, point in enumerate(found.curve):
        for one in point.proposed:
            move = one.task, one.from_unit, one.to_unit, describe_move_reason(one.reason)
            points.setdefault(move, []).append(place)
    order = {task.id: place for place, task in enumerate(analysis.network.tasks)}
    rows = sorted(points.items(), key=lambda one: (order[one[0][0]], one[1]))
    return tuple(MoveRow(*move, tuple(places)) for move, places in rows)


def _curve(found: Rebalancing, width: int) -> CurveChart:
    last = found.curve[-1].moves
    highest, single = found.curve[0].highest, max(found.curve[0].single_leads, 1)
    base, base_single = TOP + TALL, TOP + TALL + GAP + LOW
    along = (width - LEFT - RIGHT) / last

    def x(moves: float) -> float:
        return round(LEFT + moves * along, 1)

    def y(load: float) -> float:
        return round(base - load / highest * TALL, 1)

    def y_single(tasks: float) -> float:
        return round(base_single - tasks / single * LOW, 1)

    dots = tuple(CurveDot(x(one.moves), y(one.highest), y_single(one.single_leads), one.moves) for one in found.curve)
    steps = [f"M{dots[0].x} {dots[0].y}"]
    steps += [f"H{dot.x}V{dot.y}" for dot in dots[1:]]
    return CurveChart(
        width=width,
        height=base_single + 44,
        left=LEFT,
        right=width - RIGHT,
        base=base,
        base_single=base_single,
        dots=dots,
        line="".join(steps),
        single=f"M{dots[0].x} {dots[0].y_single}" + "".join(f"H{dot.x}V{dot.y_single}" for dot in dots[1:]),
        x_ticks=tuple((number, x(number)) for number in compute_ticks(last)),
        y_ticks=tuple((number, y(number)) for number in compute_ticks(int(highest))),
        single_ticks=tuple((number, y_single(number)) for number in (0, single)),
    )


def compute_ticks(largest: int) -> list[int]:
    """Compute round axis ticks from 0 to at most `largest`.

    >>> compute_ticks(26), compute_ticks(3)
    ([0, 5, 10, 15, 20, 25], [0, 1, 2, 3])
    """
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10**9) if largest / step <= MAX_TICKS)
    return list(range(0, largest + 1, step))
