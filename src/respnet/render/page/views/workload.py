"""Workload view: every unit's tasks by role, the limit under random assignment, and weight sensitivity."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis.stats.ranks import competition_ranks
from respnet.analysis.workload.random_assignment import FlagBasis, UnitFlag
from respnet.analysis.workload.workload import ALPHAS, LOAD_TOLERANCE, RATIOS, Flag, UnitCapacity, UnitLoad
from respnet.core.plan import ROLE_WORDS, Role, Unit
from respnet.core.problems import Problem
from respnet.findings.finding import Finding
from respnet.findings.vocabulary import FLAG_WORDS
from respnet.pipeline import Analysis
from respnet.render.charts import (
    BarChart,
    BarData,
    build_bar_chart,
    compute_label_width,
    estimate_text_width,
    truncate_to_width,
)
from respnet.render.page.views.base import PageView
from respnet.render.presenter import Presenter

DEFAULT_RATIO = 0.5
"""Where the slider stands at first."""
MAX_NAMED_UNITS = 5


@dataclass(frozen=True, slots=True)
class WeightSetting:
    """Every unit's load under one weighting scheme, in table order: as text, as rank, and True if above the limit.

    `widths` are the lengths of the bars and `limit_at` the position of the limit, in percent of the longest bar of all
    schemes; `limit_at` is None if no limit was simulated for this scheme: then no unit counts as over.
    """

    ratio: str
    alpha: int
    limit_at: float | None
    loads: tuple[str, ...]
    widths: tuple[float, ...]
    ranks: tuple[int, ...]
    over: tuple[bool, ...]
    said: str


@dataclass(frozen=True, slots=True)
class WeightSlider:
    """All settings, grouped by sharing scheme, each by rising weight; `start` is the index shown first."""

    ratios: tuple[float, ...]
    settings: tuple[WeightSetting, ...]
    start: int

    @property
    def weighed(self) -> bool:
        """True if there is a weight to choose; without leads there is none."""
        return len(self.ratios) > 1


def build_weight_slider(analysis: Analysis, voice: Presenter, units: list[str]) -> WeightSlider:
    """Build the settings of the slider.

    Args:
        analysis: The results.
        voice: The presenter.
        units: Ids of the units, in table order.
    """
    found = analysis.results
    limits = {(one.ratio, one.alpha): one.limit for one in found.lottery.settings}
    led = len(limits) > len(ALPHAS)
    if led:
        limits[0.0, 0] = float(found.lottery.lead_limit)  # leads alone, each carried whole
    ratios = (0.0, *RATIOS) if led else (1.0,)
    lines = {one.unit: (one.whole, one.shared) for one in found.weighing.units}
    loads = [
        [lines[unit][alpha][0] + ratio * lines[unit][alpha][1] for unit in units]
        for alpha in ALPHAS
        for ratio in ratios
    ]
    largest = max((load for setting in loads for load in setting), default=0.0) or 1.0
    settings = tuple(
        _weight(voice, units, (ratio, alpha), limits.get((ratio, alpha)), loads[alpha * len(ratios) + place], largest)
        for alpha in ALPHAS
        for place, ratio in enumerate(ratios)
    )
    return WeightSlider(ratios, settings, ratios.index(DEFAULT_RATIO) if led else 0)


def _weight(
    voice: Presenter, units: list[str], way: tuple[float, int], limit: float | None, loads: list[float], largest: float
) -> WeightSetting:
    over = tuple(limit is not None and load > limit + LOAD_TOLERANCE for load in loads)
    texts = tuple(_written(load, way[1]) for load in loads)
    return WeightSetting(
        ratio=f"{way[0]:g}",
        alpha=way[1],
        limit_at=None if limit is None else round(100 * limit / largest, 2),
        loads=texts,
        widths=tuple(round(100 * load / largest, 2) for load in loads),
        ranks=competition_ranks(loads),
        over=over,
        said=_said(voice, units, way, limit, [(load, place) for place, load in enumerate(loads) if over[place]], texts),
    )


def _written(load: float, alpha: int) -> str:
    """Format a load: one decimal for whole leads and tenths of the weight, two for shares of leads."""
    return f"{load:.{1 + alpha}f}"


def _said(
    voice: Presenter,
    units: list[str],
    way: tuple[float, int],
    limit: float | None,
    over: list[tuple[float, int]],
    texts: tuple[str, ...],
) -> str:
    if limit is None:
        return voice.t("weight_not_drawn")
    written = _written(limit, way[1])
    if not over:
        return voice.t("weight_none_over", limit=written)
    named = sorted(over, key=lambda one: (-one[0], one[1]))
    names = voice.t("comma").join(
        voice.t("weight_unit", unit=voice.unit_name(units[place]), load=texts[place])
        for _, place in named[:MAX_NAMED_UNITS]
    )
    more = len(named) - MAX_NAMED_UNITS
    rest = voice.t("weight_more", n=more) if more > 0 else ""
    many = len(named) > 1
    return voice.t("weight_some_over" if many else "weight_one_over", limit=written, n=len(named), names=names + rest)


MAX_CHART_ROWS = 40
WIDE_CHART_WIDTH, NARROW_CHART_WIDTH = 960, 350
MAX_LABEL_WIDTH = 400
FINDINGS = ("overloaded-units", "load-whatever-the-weight", "concentration", "never-leading-units")


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One unit's row of the table, and its `place`, the index in the lists of the slider.

    `judged_by` is the number of weighting schemes behind the judgement. `capacity` and `used` are empty if none
    is given.
    """

    unit: str
    place: int
    counts: dict[Role, int]
    total: int
    rank_leads: int
    flag: str
    flag_order: int
    judged_by: str
    capacity: str
    used: str
    is_focus: bool
    is_owner: bool


@dataclass(frozen=True, slots=True)
class WorkloadView:
    """View model: rows by leads in descending order, the charts for wide and narrow screens, and the limit."""

    rows: tuple[LoadRow, ...]
    roles: tuple[Role, ...]
    limit: int | None
    wide: BarChart
    narrow: BarChart
    chart_note: str
    weights: WeightSlider
    shown: WeightSetting
    has_capacity: bool
    has_focus: bool
    has_owner: bool
    findings: tuple[Finding, ...]


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Presenter) -> PageView:
    """Prepare the view for every plan.

    Args:
        analysis: The results.
        voice: The presenter.
    """
    loads = analysis.results.workload.rank_leaders()
    rows = _rows(analysis, voice, loads)
    roles = tuple(voice.roles_shown(working=True))
    limit = analysis.results.lottery.lead_limit if analysis.network.names_leads else None
    wide, narrow = (
        [_bar(voice, row, roles, room) for row in rows[:MAX_CHART_ROWS]]
        for room in (MAX_LABEL_WIDTH - 16, NARROW_CHART_WIDTH)
    )
    room = compute_label_width(_labels(wide), most=MAX_LABEL_WIDTH)
    settings = build_weight_slider(analysis, voice, [row.unit for row in rows])
    name = None if limit is None else voice.t("limit_short", limit=limit)
    it = WorkloadView(
        rows=rows,
        roles=roles,
        limit=limit,
        wide=build_bar_chart(wide, limit, width=WIDE_CHART_WIDTH, label_width=room, limit_name=name),
        narrow=build_bar_chart(narrow, limit, width=NARROW_CHART_WIDTH, label_width=0, limit_name=name),
        chart_note=voice.t(
            "chart_all" if len(rows) <= MAX_CHART_ROWS else "chart_top", n=len(rows), shown=MAX_CHART_ROWS
        ),
        weights=settings,
        shown=settings.settings[settings.start],
        has_capacity=any(row.capacity for row in rows),
        has_focus=any(row.is_focus for row in rows),
        has_owner=any(row.is_owner for row in rows),
        findings=tuple(analysis.finding(name) for name in FINDINGS),
    )
    return PageView("workload", it, _data(settings))


def _data(found: WeightSlider) -> dict[str, object]:
    """Return the data of the slider's script."""
    return {
        "ratios": [f"{ratio:g}" for ratio in found.ratios],
        "start": found.start,
        "settings": [
            {
                "limit": one.limit_at,
                "loads": one.loads,
                "widths": one.widths,
                "ranks": one.ranks,
                "over": [place for place, over in enumerate(one.over) if over],
                "said": one.said,
            }
            for one in found.settings
        ],
    }


def _labels(bars: list[BarData]) -> list[str]:
    return [f"{bar.mark} {bar.label}" if bar.mark else bar.label for bar in bars]


def _bar(voice: Presenter, row: LoadRow, roles: tuple[Role, ...], room: float) -> BarData:
    counts = tuple((role, row.counts[role]) for role in roles)
    said = voice.t("comma").join(f"{voice.say(ROLE_WORDS[role])} {count}" for role, count in counts)
    name = voice.unit_name(row.unit)
    mark = "★" * row.is_owner + "◆" * row.is_focus
    return BarData(
        label=truncate_to_width(name, room - (estimate_text_width(f"{mark} ") if mark else 0)),
        href=voice.unit_href(row.unit),
        counts=counts,
        mark=mark,
        said=voice.t("bar_said", unit=name, counts=said, total=row.total),
    )


def _rows(analysis: Analysis, voice: Presenter, loads: tuple[UnitLoad, ...]) -> tuple[LoadRow, ...]:
    """Return the rows by leads, then tasks (descending), then printed order."""
    found = analysis.results
    flags = {one.unit: one for one in found.lottery.flags}
    given = {one.unit: one for one in found.capacities.units}
    focus = {one.unit for one in analysis.focus.units}
    return tuple(
        _row(
            voice, place, load, flags[load.unit], given.get(load.unit), load.unit in focus, len(found.lottery.settings)
        )
        for place, load in enumerate(loads)
    )


def _row(
    voice: Presenter,
    place: int,
    load: UnitLoad,
    flag: UnitFlag,
    given: UnitCapacity | None,
    is_focus: bool,
    schemes: int,
) -> LoadRow:
    unit: Unit = voice.network.unit_by_id[load.unit]
    return LoadRow(
        unit=load.unit,
        place=place,
        counts={Role.LEAD: load.leads, Role.RESPONSIBLE: load.responsible, Role.SUPPORT: load.supports},
        total=load.total,
        rank_leads=load.rank_leads,
        flag=voice.say(FLAG_WORDS[flag.flag]),
        flag_order=list(Flag).index(flag.flag),
        judged_by=_judged_by(voice, flag, schemes),
        capacity=unit.capacity_written,
        used=_range(_short(given.least), _short(given.most)) if given else "",
        is_focus=is_focus,
        is_owner=flag.owner,
    )


def _judged_by(voice: Presenter, flag: UnitFlag, schemes: int) -> str:
    by_capacity = flag.by is FlagBasis.CAPACITY
    if flag.flag not in (Flag.OVERLOADED, Flag.SOME_WEIGHTS):
        return voice.t("judged_capacity") if by_capacity else ""
    return voice.t("judged_capacity_ways" if by_capacity else "judged_ways", over=flag.over_in, ways=schemes)


def _range(least: str, most: str) -> str:
    return least if least == most else f"{least}–{most}"


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
