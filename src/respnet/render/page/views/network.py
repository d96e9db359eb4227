"""Network view: assignment chart, scene of the units, and panel of what is picked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from respnet.core.i18n import Text
from respnet.core.plan import KIND_WORDS, UnitKind
from respnet.core.problems import Problem
from respnet.findings.finding import Finding
from respnet.findings.vocabulary import FLAG_WORDS
from respnet.pipeline import Analysis
from respnet.render.assignment_chart.layout import is_folded, lay_out_chart
from respnet.render.assignment_chart.svg import STYLE, format_chart
from respnet.render.network_plot.aggregate import MAX_AGGREGATE_UNITS, aggregate_network, group_tasks
from respnet.render.network_plot.node_styles import NODE_STYLES
from respnet.render.network_plot.units_svg import SHAPES, PairLine, format_units, get_unit_keys, list_unit_tasks
from respnet.render.page.views.base import PageView
from respnet.render.page.views.pairs import JointPair, JointPairs, format_pair, get_joint_pairs, group_by_cluster
from respnet.render.presenter import Presenter

FINDINGS = ("focus-units", "central-units", "position-given-volume")
MAX_DRAWABLE_PAIRS = 5_000
"""Above this many pairs of units none are drawn: nobody could read them."""
MAX_LED_LINES, MAX_SHARED_LINES, MAX_CIRCLE_UNITS = 300, 60, 60
MAX_PANEL_PARTNERS = 30


@dataclass(frozen=True, slots=True)
class KindShape:
    """Shape of a kind of unit in the legend; its index among all kinds gives the colour."""

    kind: UnitKind
    place: int
    words: Text
    shape: Markup


@dataclass(frozen=True, slots=True)
class FoldedUnit:
    """Unit without a box in the chart, with the number of its tasks."""

    unit: str
    tasks: int


@dataclass(frozen=True, slots=True)
class NetworkView:
    """View model: chart, units without a box, plot of the units alone with its legend, omissions, and findings."""

    chart: Markup
    units: Markup
    folded: tuple[FoldedUnit, ...]
    kinds: tuple[KindShape, ...]
    led: bool
    condensed: str
    pairs_note: str
    findings: tuple[Finding, ...]


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Presenter) -> PageView:
    """Prepare the view for every plan.

    Args:
        analysis: The results.
        voice: The presenter.
    """
    network = analysis.network
    joint = get_joint_pairs(analysis)
    drawn = _drawn(joint)
    large = is_folded(network)
    small = aggregate_network(network, large=large)
    layout = lay_out_chart(small)
    tasks_of = network.assignments_by_unit
    it = NetworkView(
        chart=Markup(format_chart(small, layout, voice.lang)),  # noqa: S704 - every text in it is escaped there
        units=Markup(_units_plot(analysis, joint, drawn, voice)),  # noqa: S704 - as above
        folded=tuple(FoldedUnit(unit, len({one.task for one in tasks_of[unit]})) for unit in layout.folded),
        kinds=_kinds(voice),
        led=joint.led,
        condensed=voice.t("network_condensed", units=MAX_AGGREGATE_UNITS) if large else "",
        pairs_note=_pairs_note(voice, joint, len(drawn)),
        findings=tuple(analysis.finding(name) for name in FINDINGS),
    )
    data = {
        "units": [[unit.name, voice.unit_name(unit.id)] for unit in network.plan.units],
        "own": list_unit_tasks(network),
        "groups": group_tasks(network) if large else {},
        "led": joint.led,
        "panels": _panels(analysis, voice, joint),
        "style": STYLE,
    }
    return PageView("network", it, data)


def _drawn(joint: JointPairs) -> tuple[JointPair, ...]:
    if joint.layer.with_joint_tasks > MAX_DRAWABLE_PAIRS:
        return ()
    there: set[str] = set()
    drawn = []
    for pair in joint.select_top_pairs(MAX_LED_LINES if joint.led else MAX_SHARED_LINES):
        if len(there | {pair.a, pair.b}) <= MAX_CIRCLE_UNITS:
            there |= {pair.a, pair.b}
            drawn.append(pair)
    return tuple(drawn)


def _pairs_note(voice: Presenter, joint: JointPairs, drawn: int) -> str:
    """Describe the pairs that the plot of units leaves out."""
    total = joint.layer.with_joint_tasks
    if total > MAX_DRAWABLE_PAIRS:
        return voice.t("pairs_too_many", n=total, most=MAX_DRAWABLE_PAIRS)
    return voice.t("pairs_cut", shown=drawn, n=total) if drawn < total else ""


def _units_plot(analysis: Analysis, joint: JointPairs, drawn: tuple[JointPair, ...], voice: Presenter) -> str:
    """Plot the units with joint tasks by cluster; units that lead alone too while they are few."""
    linked = {unit for pair in drawn for unit in (pair.a, pair.b)}
    units = joint.units if joint.led and len(joint.units) <= 40 else tuple(u for u in joint.units if u in linked)
    order = [unit for group in group_by_cluster(units, analysis.results.clusters) for unit in group]
    lines = [PairLine(pair.a, pair.b, len(pair.tasks), pair.together) for pair in drawn]
    return format_units(analysis.network, order, lines, voice.lang)


def _kinds(voice: Presenter) -> tuple[KindShape, ...]:
    there = {unit.kind for unit in voice.plan.units}
    return tuple(
        KindShape(kind, place, KIND_WORDS[kind], Markup(SHAPES[NODE_STYLES[kind].shape]))  # noqa: S704 - constants
        for place, kind in enumerate(UnitKind)
        if kind in there
    )


def _panels(analysis: Analysis, voice: Presenter, joint: JointPairs) -> dict[str, object]:
    """Return the panel of each unit beside its tasks: numbers, and the units it shares tasks with."""
    keys = get_unit_keys(analysis.network)
    partners: dict[str, list[JointPair]] = {unit: [] for unit in keys}
    for pair in joint.pairs:
        partners[pair.a].append(pair)
        partners[pair.b].append(pair)
    facts = _facts(analysis, voice)
    return {
        keys[unit]: {
            "facts": facts.get(unit, [[voice.t("kind"), voice.t("fact_collective")]]),
            "partners": [
                [keys[pair.b if pair.a == unit else pair.a], format_pair(voice, pair, led=joint.led)]
                for pair in those[:MAX_PANEL_PARTNERS]
            ],
            "more": max(0, len(those) - MAX_PANEL_PARTNERS),
        }
        for unit, those in partners.items()
    }


def _facts(analysis: Analysis, voice: Presenter) -> dict[str, list[list[str]]]:
    """Return the numbers of each actor as [name, text]: tasks, leads, partners, and how central it is."""
    found, network = analysis.results, analysis.network
    matrix = network.biadjacency().astype(np.float32)
    partners = ((matrix @ matrix.T) > 0).sum(axis=1)
    places = zip(found.centrality.units, found.standing.units, partners, strict=True)
    rows = zip(found.workload.loads, found.lottery.flags, places, strict=True)
    facts: dict[str, list[list[str]]] = {}
    for load, flag, (place, stands, near) in rows:
        of_all = voice.t("fact_of_all", n=load.total, all=len(network.tasks), rank=load.rank_total)
        mine = [[voice.t("fact_tasks"), of_all]]
        if network.names_leads:
            mine.append([voice.t("fact_leads"), voice.t("fact_ranked", n=load.leads, rank=load.rank_leads)])
        mine.append([voice.t("fact_flag"), voice.say(FLAG_WORDS[flag.flag])])
        of_units = voice.t("of_so_many", n=max(0, int(near) - 1), of=max(0, len(network.actors) - 1))
        mine.append([voice.t("fact_near"), of_units])
        drawn = stands.get_null_comparison("unit_betweenness")
        how = "above" if drawn and drawn.above else "below" if drawn and drawn.below else "as" if drawn else "alone"
        mine.append([voice.t("fact_bridge"), voice.t(f"bridge_{how}", rank=place.rank_unit_betweenness)])
        facts[load.unit] = mine
    return facts
