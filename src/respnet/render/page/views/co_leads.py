"""Co-leads and clusters view: pairs of units, their significance, and clusters."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis.pairs.backbone import TieLayer
from respnet.core.problems import Problem
from respnet.findings.approximations import describe_approximation
from respnet.findings.finding import Finding
from respnet.pipeline import Analysis
from respnet.render.page.views.base import PageView
from respnet.render.page.views.clusters import GroupsSummary, summarize_groups
from respnet.render.page.views.heat_map import HeatMap, build_heat_map
from respnet.render.page.views.pairs import (
    JointPair,
    JointPairs,
    format_expected,
    format_verdict,
    get_joint_pairs,
    get_shared_pairs,
    get_verdict_key,
)
from respnet.render.presenter import Presenter

MAX_PAIR_ROWS, MAX_SHARED_ROWS = 300, 60
FINDINGS = ("co-leads-beyond-chance", "working-clusters", "frequent-co-leads", "shared-tasks-beyond-chance")


@dataclass(frozen=True, slots=True)
class PairTableRow:
    """One pair: its joint tasks and, where tested, expected value and verdict."""

    place: int
    pair: JointPair
    expected: str
    verdict: str
    verdict_key: str


@dataclass(frozen=True, slots=True)
class PairTable:
    """Table of one layer's pairs: name, rows, number of all pairs, and the verdicts to filter by."""

    name: str
    led: bool
    rows: tuple[PairTableRow, ...]
    total: int
    verdicts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CoLeadsView:
    """View model: null comparison in words, heat map, pairs, clusters, findings.

    `led` is True if the pairs are joint leads; otherwise they share tasks in any role. `shared` is the table of the
    latter beside the joint leads.
    """

    led: bool
    compared: str
    how: str
    heat: HeatMap
    pairs: PairTable
    shared: PairTable | None
    groups: GroupsSummary | None
    findings: tuple[Finding, ...]


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Presenter) -> PageView:
    """Prepare the view for every plan; if no unit leads, pairs that share tasks take the place of joint leads.

    Args:
        analysis: The results.
        voice: The presenter.
    """
    joint = get_joint_pairs(analysis)
    pairs = _table("pairs-table", joint, MAX_PAIR_ROWS, voice)
    it = CoLeadsView(
        led=joint.led,
        compared=_compared(voice, joint),
        how=_how(voice, joint.layer),
        heat=build_heat_map(
            joint, analysis.results.clusters, voice, {(row.pair.a, row.pair.b): row.place for row in pairs.rows}
        ),
        pairs=pairs,
        shared=_table("shared-table", get_shared_pairs(analysis), MAX_SHARED_ROWS, voice) if joint.led else None,
        groups=summarize_groups(analysis, voice) if joint.led else None,
        findings=tuple(analysis.finding(name) for name in FINDINGS),
    )
    return PageView("coleads", it)


def _compared(voice: Presenter, joint: JointPairs) -> str:
    """Format the number of pairs tested, and of those that a test can decide."""
    layer = joint.layer
    said = voice.t(
        "compared_led" if joint.led else "compared_shared",
        units=layer.units,
        pairs=layer.pairs,
        joint=layer.with_joint_tasks,
        validated=layer.validated,
        testable=layer.testable,
    )
    gap = "" if voice.lang == "zh" else " "
    return said + gap + voice.t("too_few_note") if layer.testable < layer.pairs else said


def _how(voice: Presenter, layer: TieLayer) -> str:
    """Describe the null model, its computation, and the false discovery rate."""
    law = voice.t(f"chance_{layer.law.name.lower()}", draws=layer.draws)
    said = [voice.t("chance_how"), law]
    if layer.testable:
        said.append(voice.t("chance_alarms", plans=layer.null_plans, share=f"{layer.false_alarms:.1%}"))
    if layer.approximation is not None:
        said.append(voice.say(describe_approximation(layer.approximation)))
    return ("" if voice.lang == "zh" else " ").join(said)


def _table(name: str, joint: JointPairs, most: int, voice: Presenter) -> PairTable:
    shown = joint.pairs if len(joint.pairs) <= most else joint.select_top_pairs(most)
    rows = tuple(
        PairTableRow(place, pair, format_expected(pair), format_verdict(voice, pair), get_verdict_key(pair))
        for place, pair in enumerate(shown, 1)
    )
    verdicts = tuple(dict.fromkeys((row.verdict_key, row.verdict) for row in rows))
    return PairTable(name, joint.led, rows, joint.layer.with_joint_tasks, verdicts)
