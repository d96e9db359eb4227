"""Pairs of units with joint tasks and their significance, for the network and co-leads views."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis.clusters.clusters import LeadClusters
from respnet.analysis.pairs.backbone import Tie, TieLayer, TieVerdict
from respnet.core.i18n import format_number
from respnet.findings.display_names import classify_tie
from respnet.pipeline import Analysis
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


def format_verdict(voice: Presenter, pair: JointPair) -> str:
    """Format the verdict of the test.

    Args:
        voice: The presenter.
        pair: The pair.
    """
    return voice.t(f"verdict_{get_verdict_key(pair)}")


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
        verdict=format_verdict(voice, pair),
    )
