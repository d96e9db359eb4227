"""Consensus clusters of units, and the clusters without the hub."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis.clusters.clusters import Partition, StableCore
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL
from respnet.pipeline import Analysis
from respnet.render.presenter import Presenter

_ALWAYS, _NEARLY = 0.995, 0.95


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """A cluster: unit ids, its stability in words, and the task ids that two or more of its units lead."""

    units: tuple[str, ...]
    holds: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupsSummary:
    """Consensus clusters; clusters of two or more without the hub, and their null comparison."""

    cores: tuple[UnitGroup, ...]
    hub: str
    without_hub: tuple[UnitGroup, ...]
    without_hub_said: str


def summarize_groups(analysis: Analysis, voice: Presenter) -> GroupsSummary | None:
    """Summarize the clusters of a plan.

    Args:
        analysis: The results.
        voice: The presenter.

    Returns:
        The summary; None if no division is better than one cluster.
    """
    found = analysis.results.clusters
    if not found.best.q:
        return None
    rest = found.without_hub
    others = (
        [UnitGroup(one.units, "", one.joint) for one in rest.clusters if len(one.units) > 1] if rest and rest.q else []
    )
    return GroupsSummary(
        cores=tuple(UnitGroup(core.units, _describe_stability(voice, core), core.joint) for core in found.cores),
        hub=found.hub if rest else "",
        without_hub=tuple(others),
        without_hub_said=_without_hub(voice, rest, bool(others)) if rest else "",
    )


def _describe_stability(voice: Presenter, core: StableCore) -> str:
    share = core.together
    if not core.firm:
        return voice.t("hold_border")
    if share >= _ALWAYS:
        return voice.t("hold_always")
    return voice.t("hold_nearly" if share >= _NEARLY else "hold_mostly")


def _without_hub(voice: Presenter, rest: Partition, groups: bool) -> str:
    if not groups:
        return voice.t("hub_alone")
    if rest.z is None or rest.p is None:
        return voice.t("hub_unknown")
    return voice.t("hub_clearer" if rest.p <= SIGNIFICANCE_LEVEL else "hub_chance")
