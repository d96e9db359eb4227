"""Risks and what-if view: single points of failure, unit removal, and rebalancing of leads."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis.rebalance.rebalance import CurvePoint, Rebalancing
from respnet.analysis.risk.lead_gaps import SingleLead
from respnet.analysis.risk.robustness import DropOut, TaskSize
from respnet.core.i18n import Text
from respnet.core.plan import Role
from respnet.core.problems import Problem
from respnet.findings.display_names import format_unit_names
from respnet.findings.finding import Finding
from respnet.findings.rebalance import describe_move_reason
from respnet.pipeline import Analysis
from respnet.render.page.views.base import BarLine, BarSpec, PageView, build_bars
from respnet.render.presenter import Presenter


@dataclass(frozen=True, slots=True)
class UnitAbsence:
    """The plan without `unit`, over the task ids that it leads or takes part in.

    `leaderless` have no lead then; `left_to` are those with one lead left, by that unit; `others_lead` are those it
    leads now and that keep more; `empty` have no unit at all. `parts` is the number of components that the others fall
    into, 0 if that is no more than with the unit.
    """

    unit: str
    leaderless: tuple[str, ...]
    left_to: tuple[tuple[str, tuple[str, ...]], ...]
    empty: tuple[str, ...]
    others_lead: tuple[str, ...]
    parts: int


def compute_absences(analysis: Analysis) -> tuple[UnitAbsence, ...]:
    """Compute the removal of every actor, in printed order."""
    found, network = analysis.results.fragility, analysis.network
    leads = {
        task.id: tuple(dict.fromkeys(one.unit for one in network.assignments_by_task[task.id] if one.role is Role.LEAD))
        for task in network.tasks
    }
    led: dict[str, list[str]] = {unit.id: [] for unit in network.plan.units}
    for task, units in leads.items():
        for unit in units:
            led[unit].append(task)
    absent = []
    for one in found.drop_outs:
        left_to: dict[str, list[str]] = {}
        for task in one.single_left:
            left_to.setdefault(next(unit for unit in leads[task] if unit != one.unit), []).append(task)
        lost = {*one.leaderless, *one.single_left}
        absent.append(
            UnitAbsence(
                unit=one.unit,
                leaderless=one.leaderless,
                left_to=tuple((unit, tuple(tasks)) for unit, tasks in left_to.items()),
                empty=one.empty,
                others_lead=tuple(task for task in led[one.unit] if task not in lost),
                parts=one.components if one.components > found.components else 0,
            )
        )
    return tuple(absent)


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


MAX_TASK_SIZES = 20
MAX_FINDING_BARS = 6
"""Bars in a picture beside a finding."""


@dataclass(frozen=True, slots=True)
class IllustratedFinding:
    """A finding with its picture and the picture's explanation."""

    finding: Finding
    note: str
    bars: tuple[BarLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RisksView:
    """View model: findings by subject; units that can be removed (ids and names) and the first of them; tables; curve.

    `drop_outs` are the units whose removal changes something, the worst first.
    """

    absence: IllustratedFinding
    choices: tuple[tuple[str, str], ...]
    chosen: UnitAbsence | None
    drop_outs: tuple[DropOut, ...]
    group: IllustratedFinding
    single: IllustratedFinding
    singles: tuple[SingleLead, ...]
    gaps: Finding
    without: tuple[str, ...]
    large: IllustratedFinding
    sizes: tuple[TaskSize, ...]
    even: Finding
    spreading: RebalancingChart | None


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Presenter) -> PageView:
    """Prepare the view for every plan.

    Args:
        analysis: The results.
        voice: The presenter.
    """
    found, network = analysis.results.fragility, analysis.network
    touched = tuple(one for one in found.drop_outs if one.leaderless or one.single_left or one.empty)
    worst = tuple(sorted(touched, key=lambda one: (-len(one.leaderless), -len(one.single_left))))
    every = compute_absences(analysis)
    first = worst[0].unit if worst else (network.actors[0].id if network.actors else "")
    sizes = tuple(sorted(found.sizes, key=lambda one: -one.ties)[:MAX_TASK_SIZES])
    spread = build_rebalancing_chart(analysis, voice)
    it = RisksView(
        absence=IllustratedFinding(
            analysis.finding("drop-outs"), voice.t("note_absence"), _absence_bars(analysis, worst)
        ),
        choices=tuple((unit.id, unit.name) for unit in network.actors),
        chosen=next((one for one in every if one.unit == first), None),
        drop_outs=worst,
        group=IllustratedFinding(
            analysis.finding("smallest-leading-group"), voice.t("note_group"), _group_bars(analysis)
        ),
        single=IllustratedFinding(
            analysis.finding("single-lead-tasks"), voice.t("note_single"), _single_bars(analysis)
        ),
        singles=analysis.single_leads,
        gaps=analysis.finding("tasks-without-lead"),
        without=analysis.without_lead if network.names_leads else (),
        large=IllustratedFinding(analysis.finding("largest-tasks"), voice.t("note_large"), _size_bars(voice, sizes)),
        sizes=sizes,
        even=analysis.finding("even-leads"),
        spreading=spread,
    )
    return PageView("risks", it, _data(analysis, every, spread))


def _absence_bars(analysis: Analysis, worst: tuple[DropOut, ...]) -> tuple[BarLine, ...]:
    """Return the bars: tasks then without a lead, behind them those left with one; the worst pair last."""
    rows = [
        BarSpec(
            (one.unit,),
            (("lead", len(one.leaderless)), ("other", len(one.single_left))),
            f"{len(one.leaderless)} + {len(one.single_left)}",
        )
        for one in worst[:MAX_FINDING_BARS]
        if one.leaderless or one.single_left
    ]
    pair = analysis.results.fragility.worst_pair
    if pair is not None:
        rows.append(BarSpec((pair.a, pair.b), (("pair", len(pair.leaderless)),), str(len(pair.leaderless))))
    return build_bars(rows)


def _group_bars(analysis: Analysis) -> tuple[BarLine, ...]:
    leads = {load.unit: load.leads for load in analysis.results.workload.loads}
    cover = analysis.results.fragility.cover.units
    return build_bars(
        [BarSpec((unit,), (("lead", leads[unit]),), str(leads[unit])) for unit in cover[: 2 * MAX_FINDING_BARS]]
    )


def _single_bars(analysis: Analysis) -> tuple[BarLine, ...]:
    counts: dict[str, int] = {}
    for one in analysis.single_leads:
        counts[one.unit] = counts.get(one.unit, 0) + 1
    most = sorted(counts.items(), key=lambda one: -one[1])[:MAX_FINDING_BARS]
    return build_bars([BarSpec((unit,), (("lead", count),), str(count)) for unit, count in most])


def _size_bars(voice: Presenter, sizes: tuple[TaskSize, ...]) -> tuple[BarLine, ...]:
    return build_bars(
        [
            BarSpec((), (("other", one.ties),), str(one.ties), label=voice.task_name(one.task))
            for one in sizes[:MAX_FINDING_BARS]
            if one.ties
        ]
    )


def _data(analysis: Analysis, every: tuple[UnitAbsence, ...], spread: RebalancingChart | None) -> dict[str, object]:
    """Return the script's data: each unit's removal, with units and tasks as indices; the text of each curve point."""
    unit = {one.id: place for place, one in enumerate(analysis.network.plan.units)}
    task = {one.id: place for place, one in enumerate(analysis.network.plan.tasks)}
    return {
        "units": [
            [
                unit[one.unit],
                [task[each] for each in one.leaderless],
                [[unit[lead], [task[each] for each in tasks]] for lead, tasks in one.left_to],
                [task[each] for each in one.empty],
                [task[each] for each in one.others_lead],
                one.parts,
            ]
            for one in every
        ],
        "points": list(spread.said) if spread is not None else [],
    }
