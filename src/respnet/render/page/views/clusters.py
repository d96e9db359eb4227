"""The groups of units that hold, what is left of them without the busiest unit, and how far sections explain them."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis.clusters.clusters import Core, Partition, SectionAgreement
from respnet.findings.clusters import LARGELY, LEVEL, PARTLY
from respnet.pipeline import Analysis
from respnet.render.presenter import Voice

_ALWAYS, _NEARLY = 0.995, 0.95


@dataclass(frozen=True, slots=True)
class Group:
    """Units (ids), how firmly they hold together in words, and the tasks (ids) two or more of them lead."""

    units: tuple[str, ...]
    holds: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """The cores; the groups of two or more without the hub, with what chance says of them; the sections in words."""

    cores: tuple[Group, ...]
    hub: str
    without_hub: tuple[Group, ...]
    without_hub_said: str
    sections: str


def groups_shown(analysis: Analysis, voice: Voice) -> Groups | None:
    """The groups of a plan; nothing where no division is better than all in one."""
    found = analysis.results.clusters
    if not found.best.q:
        return None
    rest = found.without_hub
    others = [Group(one.units, "", one.joint) for one in rest.clusters if len(one.units) > 1] if rest and rest.q else []
    return Groups(
        cores=tuple(Group(core.units, _holds(voice, core), core.joint) for core in found.cores),
        hub=found.hub if rest else "",
        without_hub=tuple(others),
        without_hub_said=_without_hub(voice, rest, bool(others)) if rest else "",
        sections=_sections(voice, found.sections),
    )


def _holds(voice: Voice, core: Core) -> str:
    share = core.together
    if not core.firm:
        return voice.t("hold_border")
    if share >= _ALWAYS:
        return voice.t("hold_always")
    return voice.t("hold_nearly" if share >= _NEARLY else "hold_mostly")


def _without_hub(voice: Voice, rest: Partition, groups: bool) -> str:
    if not groups:
        return voice.t("hub_alone")
    if rest.z is None or rest.p is None:
        return voice.t("hub_unknown")
    return voice.t("hub_clearer" if rest.p <= LEVEL else "hub_chance")


def _sections(voice: Voice, found: SectionAgreement) -> str:
    if found.ami is None:
        return ""
    how = "largely" if found.ami >= LARGELY else "partly" if found.ami >= PARTLY else "little"
    return voice.t(f"sections_{how}", ami=f"{found.ami:.2f}")
