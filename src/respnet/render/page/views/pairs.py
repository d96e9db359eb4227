"""The pairs that the network and the co-leads show: who shares tasks with whom, and what chance has to do with it."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis.clusters.clusters import LeadClusters
from respnet.analysis.pairs.backbone import Tie, TieLayer, TieVerdict
from respnet.pipeline import Analysis
from respnet.render.presenter import Presenter


@dataclass(frozen=True, slots=True)
class JointPair:
    """Two units (ids, in printed order), their joint tasks, and the comparison with chance.

    `tie` is None for a pair that a long list of comparisons leaves out.
    """

    a: str
    b: str
    tasks: tuple[str, ...]
    tie: Tie | None

    @property
    def together(self) -> bool:
        """Whether they work together more than their loads explain."""
        return self.tie is not None and self.tie.verdict is TieVerdict.TOGETHER


@dataclass(frozen=True, slots=True)
class JointPairs:
    """The pairs with joint tasks of one layer, most joint tasks first, and how many each unit has by itself.

    `led` says whether joint leads are counted; a plan whose units lead nothing has its shared tasks (any role) instead.
    """

    led: bool
    units: tuple[str, ...]
    own: tuple[int, ...]
    pairs: tuple[JointPair, ...]
    layer: TieLayer

    def select_top_pairs(self, most: int) -> tuple[JointPair, ...]:
        """Up to so many pairs: those beyond chance first, then by joint tasks."""
        return tuple(sorted(self.pairs, key=lambda pair: not pair.together)[:most])


def get_joint_pairs(analysis: Analysis) -> JointPairs:
    """The joint leads of a plan, or its shared tasks where no unit leads."""
    found, ties = analysis.results.co_leads, analysis.results.ties
    if not found.units:
        return get_shared_pairs(analysis)
    compared = {(tie.a, tie.b): tie for tie in ties.leads.ties}
    pairs = tuple(JointPair(one.a, one.b, one.tasks, compared.get((one.a, one.b))) for one in found.pairs)
    own = tuple(found.matrix[row][row] for row in range(len(found.units)))
    return JointPairs(True, found.units, own, pairs, ties.leads)


def get_shared_pairs(analysis: Analysis) -> JointPairs:
    """The pairs that share tasks in any role, as far as they were listed."""
    layer = analysis.results.ties.all_roles
    busy = [load for load in analysis.results.workload.loads if load.total]
    ties = sorted(layer.ties, key=lambda tie: -len(tie.tasks))
    pairs = tuple(JointPair(tie.a, tie.b, tie.tasks, tie) for tie in ties)
    return JointPairs(False, tuple(load.unit for load in busy), tuple(load.total for load in busy), pairs, layer)


def group_by_cluster(units: tuple[str, ...], found: LeadClusters) -> tuple[tuple[str, ...], ...]:
    """The units in the clusters they belong to: those that hold first, then by size; without a core as printed.

    Units that are alone come last, in printed order.
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
    """The joint tasks that chance would give, as text."""
    return "" if pair.tie is None else f"{pair.tie.expected:.1f}"


def get_verdict_key(pair: JointPair) -> str:
    """What came of the comparison, as a word for labels and filters."""
    return "unlisted" if pair.tie is None else pair.tie.verdict.name.lower()


def format_verdict(voice: Presenter, pair: JointPair) -> str:
    """What came of the comparison, in words."""
    return voice.t(f"verdict_{get_verdict_key(pair)}")


def format_pair(voice: Presenter, pair: JointPair, *, led: bool) -> str:
    """A pair's joint tasks and what chance gives, in one phrase."""
    count = len(pair.tasks)
    if pair.tie is None:
        return voice.t("pair_words_led" if led else "pair_words_shared", n=count)
    return voice.t(
        "pair_words_led_chance" if led else "pair_words_shared_chance",
        n=count,
        expected=format_expected(pair),
        verdict=format_verdict(voice, pair),
    )
