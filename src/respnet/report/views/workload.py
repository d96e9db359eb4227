"""The workload: every unit's tasks by role, the lottery's limit, and what hangs on the weight."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis import Analysis
from respnet.analysis.finding import Finding
from respnet.analysis.lottery import FLAG_WORDS, Flag
from respnet.plan import KIND_WORDS, Role
from respnet.problems import Problem
from respnet.report.charts import BarChart, BarData, bar_chart
from respnet.report.views.prepared import Prepared
from respnet.report.voice import Voice

CHART_ROWS = 40
FINDINGS = ("overloaded-units", "load-whatever-the-weight", "concentration", "never-leading-units")


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One unit's row of the table. `ranks` is its rank range over all weights, as text."""

    unit: str
    kind: str
    counts: dict[Role, int]
    total: int
    rank_leads: int
    ranks: str
    best: int
    flag: str
    flag_order: int
    is_focus: bool
    is_owner: bool


@dataclass(frozen=True, slots=True)
class Workload:
    """The rows from the most leads down, the chart for wide and for narrow screens, and the lottery's limit."""

    rows: tuple[LoadRow, ...]
    roles: tuple[Role, ...]
    limit: int | None
    limit_note: str
    wide: BarChart
    narrow: BarChart
    chart_note: str
    findings: tuple[Finding, ...]


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Voice) -> Prepared:
    """The workload of every plan."""
    rows = _rows(analysis, voice)
    roles = tuple(voice.roles_shown(working=True))
    limit = analysis.results.lottery.lead_limit if analysis.network.names_leads else None
    bars = [
        BarData(voice.unit_name(row.unit), voice.unit_href(row.unit), tuple((role, row.counts[role]) for role in roles))
        for row in rows[:CHART_ROWS]
    ]
    units = len(analysis.network.actors)
    return Prepared(
        "workload",
        Workload(
            rows=tuple(rows),
            roles=roles,
            limit=limit,
            limit_note=voice.t("limit_key", limit=limit),
            wide=bar_chart(bars, limit, width=960, label_width=150 if voice.lang == "zh" else 330),
            narrow=bar_chart(bars, limit, width=350, label_width=0),
            chart_note=voice.t("chart_all" if units <= CHART_ROWS else "chart_top", n=units, shown=CHART_ROWS),
            findings=tuple(analysis.finding(name) for name in FINDINGS),
        ),
    )


def _rows(analysis: Analysis, voice: Voice) -> list[LoadRow]:
    """Most leads first, then most tasks, then printed order."""
    found, network = analysis.results, analysis.network
    focus = {one.unit for one in analysis.focus.units}
    owner = network.actor_row(network.plan.owner) if network.plan.owner else None
    rows = [
        LoadRow(
            unit=load.unit,
            kind=voice.say(KIND_WORDS[network.unit_by_id[load.unit].kind]),
            counts={Role.LEAD: load.leads, Role.RESPONSIBLE: load.responsible, Role.SUPPORT: load.supports},
            total=load.total,
            rank_leads=load.rank_leads,
            ranks=str(weight.best) if weight.best == weight.worst else f"{weight.best}–{weight.worst}",
            best=weight.best,
            flag=voice.say(FLAG_WORDS[flag.flag]),
            flag_order=list(Flag).index(flag.flag),
            is_focus=load.unit in focus,
            is_owner=row == owner,
        )
        for row, (load, weight, flag) in enumerate(
            zip(found.workload.loads, found.weighing.units, found.lottery.flags, strict=True)
        )
    ]
    return sorted(rows, key=lambda row: (-row.counts[Role.LEAD], -row.total))
