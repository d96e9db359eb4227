"""Workload view: every unit's tasks by role, the limit under random assignment, and the ways of counting."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis.workload.random_assignment import FlagBasis, UnitFlag
from respnet.analysis.workload.workload import ALPHAS, LOAD_TOLERANCE, Flag, UnitCapacity, UnitLoad
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

MAX_NAMED_UNITS = 5


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A way of counting: its weight (empty where there is none to choose), its limit, and the units above it."""

    ratio: str
    alpha: int
    limit: str
    over: tuple[tuple[str, str], ...]
    more: int


def build_scheme_rows(analysis: Analysis) -> tuple[SchemeRow, ...]:
    """Build the table of the ways of counting; each names the units most above its limit, with their loads."""
    found, rows = analysis.results.lottery, []
    for one in found.settings:
        loads = zip((unit.id for unit in analysis.network.actors), one.loads, strict=True)
        over = sorted(((unit, load) for unit, load in loads if load > one.limit + LOAD_TOLERANCE), key=lambda x: -x[1])
        named = tuple((unit, f"{load:.{1 + one.alpha}f}") for unit, load in over[:MAX_NAMED_UNITS])
        limit, more = f"{one.limit:.{1 + one.alpha}f}", max(0, len(over) - MAX_NAMED_UNITS)
        ratio = f"{one.ratio:g}" if len(found.settings) > len(ALPHAS) else ""
        rows.append(SchemeRow(ratio, one.alpha, limit, named, more))
    return tuple(rows)


MAX_CHART_ROWS = 40
WIDE_CHART_WIDTH, NARROW_CHART_WIDTH = 960, 350
MAX_LABEL_WIDTH = 400
FINDINGS = ("overloaded-units", "concentration", "never-leading-units")


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One unit's row of the table.

    `judged_by` is the number of weighting schemes behind the judgement. `capacity` and `used` are empty if none
    is given.
    """

    unit: str
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
    schemes: tuple[SchemeRow, ...]
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
        schemes=build_scheme_rows(analysis),
        has_capacity=any(row.capacity for row in rows),
        has_focus=any(row.is_focus for row in rows),
        has_owner=any(row.is_owner for row in rows),
        findings=tuple(analysis.finding(name) for name in FINDINGS),
    )
    return PageView("workload", it)


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
        _row(voice, load, flags[load.unit], given.get(load.unit), load.unit in focus, len(found.lottery.settings))
        for load in loads
    )


def _row(
    voice: Presenter,
    load: UnitLoad,
    flag: UnitFlag,
    given: UnitCapacity | None,
    is_focus: bool,
    schemes: int,
) -> LoadRow:
    unit: Unit = voice.network.unit_by_id[load.unit]
    return LoadRow(
        unit=load.unit,
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
