"""Risks and what-if view: single points of failure, unit removal, and rebalancing of leads."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass

from respnet.analysis.risk.lead_gaps import SingleLead
from respnet.analysis.risk.robustness import DropOut, TaskSize
from respnet.core.problems import Problem
from respnet.findings.finding import Finding
from respnet.pipeline import Analysis
from respnet.render.page.views.base import PageView
from respnet.render.page.views.rebalancing_chart import RebalancingChart, build_rebalancing_chart
from respnet.render.page.views.sparklines import BarLine, BarSpec, build_bars
from respnet.render.page.views.unit_removals import UnitAbsence, compute_absences
from respnet.render.presenter import Presenter

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

    `drop_outs` are the units whose removal changes something, the worst first. `keep`, `drop`: commands to type.
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
    keep: str
    drop: str


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
        keep=_keep(voice, spread),
        drop=f"respnet whatif {voice.t('plan_here')} --remove {quote_argument(network.unit_by_id[first].name)}"
        if first
        else "",
    )
    return PageView("risks", it, _data(analysis, every, spread))


def quote_argument(word: str) -> str:
    """Quote a command-line argument only if it must be: systems differ in their quotes.

    >>> quote_argument("12:县科协"), quote_argument("a b")
    ('12:县科协', "'a b'")
    """
    return word if re.fullmatch(r"[\w:.-]+", word) else shlex.quote(word)


def _keep(voice: Presenter, spread: RebalancingChart | None) -> str:
    """Return the command that keeps the first lead proposed to move."""
    if spread is None or not spread.rows:
        return ""
    move = spread.rows[0]
    task, label = move.task, voice.network.task_by_id[move.task].label
    number = label if label == voice.network.label_by_task[task] else task  # a number of several tasks is none to type
    lead = f"{number}:{voice.network.unit_by_id[move.from_unit].name}"
    return f"respnet rebalance {voice.t('plan_here')} --keep {quote_argument(lead)} --field {voice.t('field_here')}"


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
