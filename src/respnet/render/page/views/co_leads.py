"""Co-leads and clusters view: pairs of units with joint tasks, their significance, and clusters."""

from __future__ import annotations

from collections import namedtuple
from dataclasses import dataclass

from markupsafe import Markup

from respnet.analysis.clusters.clusters import LeadClusters, StableCore
from respnet.analysis.pairs.backbone import Tie, TieLayer, TieVerdict
from respnet.core.i18n import format_number, format_share
from respnet.core.plan import KIND_WORDS, UnitKind
from respnet.core.problems import Problem
from respnet.findings.display_names import classify_tie
from respnet.findings.finding import describe_approximation
from respnet.pipeline import Analysis
from respnet.render.network_plot.node_styles import NODE_STYLES
from respnet.render.network_plot.units_svg import SHAPES, PairLine, format_units
from respnet.render.page.views.base import PageView
from respnet.render.presenter import Presenter


@dataclass(frozen=True, slots=True)
class JointPair:
    """Two unit ids in printed order, their joint tasks, and the significance test.

    `tie` is None for a pair that a truncated list of tests leaves out.
    """

    a: str
    b: str
    tasks: tuple[str, ...]
    tie: Tie | None

    @property
    def together(self) -> bool:
        """True if they have significantly many joint tasks."""
        return self.tie is not None and self.tie.verdict is TieVerdict.TOGETHER


@dataclass(frozen=True, slots=True)
class JointPairs:
    """Pairs of one layer, most joint tasks first, and each unit's number of tasks.

    `led` is True for joint leads; a plan without leads has tasks shared in any role instead.
    """

    led: bool
    units: tuple[str, ...]
    own: tuple[int, ...]
    pairs: tuple[JointPair, ...]
    layer: TieLayer

    def select_top_pairs(self, most: int) -> tuple[JointPair, ...]:
        """Select at most `most` pairs: significant ones first, then by joint tasks."""
        return tuple(sorted(self.pairs, key=lambda pair: not pair.together)[:most])


def get_joint_pairs(analysis: Analysis) -> JointPairs:
    """Return the joint leads of a plan, or its shared tasks if no unit leads."""
    found, ties = analysis.results.co_leads, analysis.results.ties
    if not found.units:
        return get_shared_pairs(analysis)
    compared = {(tie.a, tie.b): tie for tie in ties.leads.ties}
    pairs = tuple(JointPair(one.a, one.b, one.tasks, compared.get((one.a, one.b))) for one in found.pairs)
    own = tuple(found.matrix[row][row] for row in range(len(found.units)))
    return JointPairs(True, found.units, own, pairs, ties.leads)


def get_shared_pairs(analysis: Analysis) -> JointPairs:
    """Return the listed pairs that share tasks in any role."""
    layer = analysis.results.ties.all_roles
    busy = [load for load in analysis.results.workload.loads if load.total]
    ties = sorted(layer.ties, key=lambda tie: -len(tie.tasks))
    pairs = tuple(JointPair(tie.a, tie.b, tie.tasks, tie) for tie in ties)
    return JointPairs(False, tuple(load.unit for load in busy), tuple(load.total for load in busy), pairs, layer)


def group_by_cluster(units: tuple[str, ...], found: LeadClusters) -> tuple[tuple[str, ...], ...]:
    """Group the units by cluster: stable clusters first, then by size; in printed order if there is no consensus.

    Units without a cluster come last, in printed order.

    Args:
        units: Ids of the units.
        found: The clusters.
    """
    if not found.cores:
        return (units,) if units else ()
    core = {unit for one in found.cores for unit in one.units}
    clusters = [tuple(unit for unit in units if unit in set(one.units)) for one in found.best.clusters]
    clusters = [one for one in clusters if len(one) > 1]
    clusters.sort(key=lambda one: (not core & set(one), -len(one)))
    there = {unit for one in clusters for unit in one}
    rest = tuple(unit for unit in units if unit not in there)
    return (*clusters, rest) if rest else tuple(clusters)


def format_expected(pair: JointPair) -> str:
    """Format the expected number of joint tasks."""
    return "" if pair.tie is None else format_number(pair.tie.expected, 1)


def get_verdict_key(pair: JointPair) -> str:
    """Return the verdict of the test as a key for labels and filters."""
    return "unlisted" if pair.tie is None else classify_tie(pair.tie)


def format_pair(voice: Presenter, pair: JointPair, *, led: bool) -> str:
    """Format a pair's joint tasks with the expected number.

    Args:
        voice: The presenter.
        pair: The pair.
        led: True for joint leads.
    """
    count = len(pair.tasks)
    if pair.tie is None:
        return voice.t("pair_words_led" if led else "pair_words_shared", n=count)
    return voice.t(
        "pair_words_led_chance" if led else "pair_words_shared_chance",
        n=count,
        expected=format_expected(pair),
        verdict=voice.t(f"verdict_{get_verdict_key(pair)}"),
    )


MAX_HEAT_UNITS = 60


HeatCell = namedtuple("HeatCell", "shade count together words row first")
"""A cell: its shade (a CSS class), its count, and for a pair its text alternative. `row` is the pair's index in the
table, 0 for none; `first` is True in the one of a pair's two cells that takes the keyboard focus."""

HeatRow = namedtuple("HeatRow", "unit printed starts cells")
"""One unit's row. `printed` is its position in the plan; `starts` is True for the first row of a cluster."""

HeatMap = namedtuple("HeatMap", "rows units grouped")
"""Rows in display order, number of units, and True if that order is by cluster."""


def _build_heat_map(
    joint: JointPairs, clusters: LeadClusters, voice: Presenter, table: dict[tuple[str, str], int]
) -> HeatMap:
    """Build the matrix of the units with joint tasks; only the busiest if there are many."""
    own = dict(zip(joint.units, joint.own, strict=True))
    printed = {unit: place for place, unit in enumerate(joint.units)}
    busiest = set(sorted(joint.units, key=lambda unit: -own[unit])[:MAX_HEAT_UNITS])
    groups = group_by_cluster(tuple(unit for unit in joint.units if unit in busiest), clusters) if joint.led else ()
    order = [unit for group in groups for unit in group] or [unit for unit in joint.units if unit in busiest]
    starts = {group[0] for group in groups[1:]}
    pairs = {frozenset((pair.a, pair.b)): pair for pair in joint.pairs}
    largest = max((len(pair.tasks) for pair in joint.pairs), default=1)

    def cell(unit: str, other: str) -> HeatCell:
        if unit == other:
            return HeatCell("own", own[unit], False, "", 0, False)
        pair = pairs.get(frozenset((unit, other)))
        if pair is None:
            return HeatCell("h0", 0, False, "", 0, False)
        # Five steps up to the largest count off the diagonal.
        shade = f"h{max(1, -(-5 * len(pair.tasks) // largest))}"
        names = {"a": voice.unit_name(pair.a), "b": voice.unit_name(pair.b)}
        words = voice.t("pair_of", **names, words=format_pair(voice, pair, led=joint.led))
        return HeatCell(shade, len(pair.tasks), pair.together, words, table.get((pair.a, pair.b), 0), pair.a == unit)

    rows = tuple(
        HeatRow(unit, printed[unit], unit in starts, tuple(cell(unit, other) for other in order)) for unit in order
    )
    return HeatMap(
        rows, len(joint.units), len(groups) > 1 and [printed[unit] for unit in order] != sorted(printed.values())
    )


UnitGroup = namedtuple("UnitGroup", "units holds tasks")
"""A cluster: unit ids, its stability in words, and the task ids that two or more of its units lead."""

GroupsSummary = namedtuple("GroupsSummary", "cores hub partners without_hub")
"""Consensus clusters; the hub, with the number of units that it leads with, and the clusters of two or more without it:
empty where it leads with nobody or there are none."""


def _summarize_groups(analysis: Analysis, voice: Presenter) -> GroupsSummary | None:
    """Summarize the clusters of a plan."""
    found = analysis.results.clusters
    if not found.best.q:
        return None
    rest = found.without_hub
    partners = sum(found.hub in (pair.a, pair.b) for pair in analysis.results.co_leads.pairs)
    others = (
        [UnitGroup(one.units, "", one.joint) for one in rest.clusters if len(one.units) > 1] if rest and rest.q else []
    )
    return GroupsSummary(
        cores=tuple(UnitGroup(core.units, _describe_stability(voice, core), core.joint) for core in found.cores),
        hub=found.hub if others and partners else "",
        partners=partners,
        without_hub=tuple(others),
    )


def _describe_stability(voice: Presenter, core: StableCore) -> str:
    return voice.t("hold" if core.firm else "hold_border", share=format_share(core.together))


MAX_DRAWABLE_PAIRS = 5_000
"""Above this many pairs of units none are drawn: nobody could read them."""
MAX_LED_LINES, MAX_SHARED_LINES, MAX_CIRCLE_UNITS = 300, 60, 60


KindShape = namedtuple("KindShape", "place words shape")
"""Shape of a kind of unit in the legend; its index among all kinds gives the colour."""

UnitsPlot = namedtuple("UnitsPlot", "picture kinds note")
"""Plot of the units alone: the picture, its legend, and what it leaves out."""


def _plot_units(analysis: Analysis, joint: JointPairs, voice: Presenter) -> UnitsPlot:
    """Plot the units with joint tasks by cluster; units that lead alone too while they are few."""
    drawn = _select_drawn(joint)
    linked = {unit for pair in drawn for unit in (pair.a, pair.b)}
    units = joint.units if joint.led and len(joint.units) <= 40 else tuple(u for u in joint.units if u in linked)
    order = [unit for group in group_by_cluster(units, analysis.results.clusters) for unit in group]
    lines = [PairLine(pair.a, pair.b, len(pair.tasks), pair.together) for pair in drawn]
    there = {unit.kind for unit in voice.plan.units}
    kinds = tuple(
        KindShape(place, KIND_WORDS[kind], Markup(SHAPES[NODE_STYLES[kind].shape]))  # noqa: S704 - constants
        for place, kind in enumerate(UnitKind)
        if kind in there
    )
    picture = format_units(analysis.network, order, lines, voice.lang)
    return UnitsPlot(Markup(picture), kinds, _note_omission(voice, joint, len(drawn)))  # noqa: S704 - escaped there


def _select_drawn(joint: JointPairs) -> tuple[JointPair, ...]:
    if joint.layer.with_joint_tasks > MAX_DRAWABLE_PAIRS:
        return ()
    there: set[str] = set()
    drawn = []
    for pair in joint.select_top_pairs(MAX_LED_LINES if joint.led else MAX_SHARED_LINES):
        if len(there | {pair.a, pair.b}) <= MAX_CIRCLE_UNITS:
            there |= {pair.a, pair.b}
            drawn.append(pair)
    return tuple(drawn)


def _note_omission(voice: Presenter, joint: JointPairs, drawn: int) -> str:
    """Describe the pairs that the plot leaves out."""
    total = joint.layer.with_joint_tasks
    if total > MAX_DRAWABLE_PAIRS:
        return voice.t("pairs_too_many", n=total, most=MAX_DRAWABLE_PAIRS)
    return voice.t("pairs_cut", shown=drawn, n=total) if drawn < total else ""


MAX_PAIR_ROWS, MAX_SHARED_ROWS = 300, 60
FINDINGS = ("co-leads-beyond-chance", "working-clusters", "shared-tasks-beyond-chance")


PairTableRow = namedtuple("PairTableRow", "place pair expected verdict verdict_key")
"""One pair: its joint tasks and, where tested, expected value and verdict."""

PairTable = namedtuple("PairTable", "name led rows total verdicts")
"""Table of one layer's pairs: name, rows, number of all pairs, and the verdicts to filter by."""

CoLeadsView = namedtuple("CoLeadsView", "led compared how plot heat pairs shared groups findings")
"""`led` is True if the pairs are joint leads; otherwise they share tasks in any role. `shared` is the table of the
latter beside the joint leads."""


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Presenter) -> PageView | None:
    """Prepare the view; if no unit leads, pairs that share tasks take the place of joint leads.

    Args:
        analysis: The results.
        voice: The presenter.

    Returns:
        The view; None for a plan without such pairs.
    """
    joint = get_joint_pairs(analysis)
    if not joint.pairs:
        return None
    pairs = _table("pairs-table", joint, MAX_PAIR_ROWS, voice)
    it = CoLeadsView(
        led=joint.led,
        compared=_compared(voice, joint),
        how=_how(voice, joint.layer),
        plot=_plot_units(analysis, joint, voice),
        heat=_build_heat_map(
            joint, analysis.results.clusters, voice, {(row.pair.a, row.pair.b): row.place for row in pairs.rows}
        ),
        pairs=pairs,
        shared=_table("shared-table", get_shared_pairs(analysis), MAX_SHARED_ROWS, voice) if joint.led else None,
        groups=_summarize_groups(analysis, voice) if joint.led else None,
        findings=tuple(analysis.finding(name) for name in FINDINGS),
    )
    return PageView("coleads", "network", it)


def _compared(voice: Presenter, joint: JointPairs) -> str:
    """Format the number of pairs tested, and of those that a test can decide."""
    layer = joint.layer
    layer_name = "led" if joint.led else "shared"
    said = voice.t(
        "compared",
        who=voice.t(f"who_{layer_name}"),
        what=voice.t(f"what_{layer_name}"),
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
    if layer.approximation is not None:
        said.append(voice.say(describe_approximation(layer.approximation)))
    return ("" if voice.lang == "zh" else " ").join(said)


def _table(name: str, joint: JointPairs, most: int, voice: Presenter) -> PairTable:
    shown = joint.pairs if len(joint.pairs) <= most else joint.select_top_pairs(most)
    rows = tuple(
        PairTableRow(
            place, pair, format_expected(pair), voice.t(f"verdict_{get_verdict_key(pair)}"), get_verdict_key(pair)
        )
        for place, pair in enumerate(shown, 1)
    )
    verdicts = tuple(dict.fromkeys((row.verdict_key, row.verdict) for row in rows))
    return PairTable(name, joint.led, rows, joint.layer.with_joint_tasks, verdicts)
