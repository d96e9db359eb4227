"""The network: its pictures, their legend, the panel of what is picked, and the same as a table."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from respnet.analysis.workload.random_assignment import FLAG_WORDS
from respnet.core.i18n import Text
from respnet.core.plan import KIND_WORDS, Assignment, Kind, Role, Unit
from respnet.core.problems import Problem
from respnet.pipeline import Analysis
from respnet.render.network_plot.aggregate import MOST_UNITS, condensed, is_large
from respnet.render.network_plot.plot import KIND_LOOKS, ROLE_LOOKS
from respnet.render.network_plot.scenes import Joint as Line
from respnet.render.network_plot.scenes import Keys, own_scenes, section_scenes, unit_nodes, units_scene, whole_scene
from respnet.render.page.views.base import Prepared
from respnet.render.page.views.pairs import Joint, JointPair, in_groups, joint_pairs, pair_words
from respnet.render.presenter import Voice

MOST_PAIRS = 5_000
"""Above this many pairs of units none are drawn: nobody could read them."""
MOST_LINES_LED, MOST_LINES_SHARED, MOST_ON_RING = 300, 60, 60
MOST_PARTNERS = 30
TABLE_UNITS = 300

_SHAPES = {
    "dot": '<circle r="6"></circle>',
    "diamond": '<path d="M0 -7 7 0 0 7 -7 0Z"></path>',
    "triangle": '<path d="M0 -7 7 6 -7 6Z"></path>',
    "triangleDown": '<path d="M0 7 7 -6 -7 -6Z"></path>',
    "square": '<path d="M-6 -6H6V6H-6Z"></path>',
    "hexagon": '<path d="M-7 0 -3.5 -6H3.5L7 0 3.5 6H-3.5Z"></path>',
    "star": '<path d="M0 -7 2 -2 7 -2 3 1.5 4.5 7 0 3.7 -4.5 7 -3 1.5 -7 -2 -2 -2Z"></path>',
}


@dataclass(frozen=True, slots=True)
class RoleLine:
    """How one role's line looks in the legend."""

    role: Role
    width: object
    dash: str


@dataclass(frozen=True, slots=True)
class KindShape:
    """How one kind of unit looks in the legend; its place among all kinds names its colour."""

    kind: Kind
    place: int
    words: Text
    shape: Markup


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit of the table with its tasks (ids) by role."""

    unit: Unit
    tasks: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Network:
    """The legend, the sections to choose from, what is left out where a plan is large, and the table."""

    roles: tuple[RoleLine, ...]
    kinds: tuple[KindShape, ...]
    sections: tuple[str, ...]
    led: bool
    large: bool
    condensed: str
    pairs_note: str
    rows: tuple[UnitRow, ...]
    all_units: int


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Voice) -> Prepared:
    """The pictures of every plan."""
    network = analysis.network
    sections = tuple(dict.fromkeys(level for task in network.tasks for level in task.section))
    joint = joint_pairs(analysis)
    drawn = _drawn(joint)
    large = is_large(network)
    shown = condensed(network).plan.units[:TABLE_UNITS]
    roles = voice.roles_shown(working=False)
    it = Network(
        roles=tuple(_line(role) for role in roles),
        kinds=_kinds(voice),
        sections=() if large else sections,
        led=joint.led,
        large=large,
        condensed=voice.t("network_condensed", units=MOST_UNITS) if large else "",
        pairs_note=_pairs_note(voice, joint, len(drawn)),
        rows=tuple(UnitRow(unit, _tasks(network.of_unit[unit.id], roles)) for unit in shown),
        all_units=len(network.plan.units),
    )
    data = {
        "units": unit_nodes(network, voice.lang),
        "whole": whole_scene(network, voice.lang),
        "sections": section_scenes(network, sections, voice.lang),
        "pairs": _pairs_scene(analysis, joint, drawn),
        "own": own_scenes(network),
        "large": large,
        "led": joint.led,
        "panels": _panels(analysis, voice, joint),
        "lines": [[ROLE_LOOKS[role]["width"], ROLE_LOOKS[role]["dashes"]] for role in Role],
        "kinds": {kind.value: [place, KIND_LOOKS[kind].shape] for place, kind in enumerate(Kind)},
    }
    return Prepared("network", it, data)


def _drawn(joint: Joint) -> tuple[JointPair, ...]:
    if joint.layer.with_joint_tasks > MOST_PAIRS:
        return ()
    there: set[str] = set()
    drawn = []
    for pair in joint.most_telling(MOST_LINES_LED if joint.led else MOST_LINES_SHARED):
        if len(there | {pair.a, pair.b}) <= MOST_ON_RING:
            there |= {pair.a, pair.b}
            drawn.append(pair)
    return tuple(drawn)


def _pairs_note(voice: Voice, joint: Joint, drawn: int) -> str:
    """What the picture of units alone leaves out."""
    total = joint.layer.with_joint_tasks
    if total > MOST_PAIRS:
        return voice.t("pairs_too_many", n=total, most=MOST_PAIRS)
    return voice.t("pairs_cut", shown=drawn, n=total) if drawn < total else ""


def _pairs_scene(analysis: Analysis, joint: Joint, drawn: tuple[JointPair, ...]) -> dict[str, object]:
    """Units that have joint tasks, group by group; those that lead alone too while they are few."""
    linked = {unit for pair in drawn for unit in (pair.a, pair.b)}
    units = joint.units if joint.led and len(joint.units) <= 40 else tuple(u for u in joint.units if u in linked)
    order = [unit for group in in_groups(units, analysis.results.clusters) for unit in group]
    lines = [Line(pair.a, pair.b, len(pair.tasks), pair.together) for pair in drawn]
    return units_scene(analysis.network, order, lines)


def _line(role: Role) -> RoleLine:
    dashes = ROLE_LOOKS[role]["dashes"]
    return RoleLine(role, ROLE_LOOKS[role]["width"], " ".join(map(str, dashes)) if isinstance(dashes, list) else "")


def _kinds(voice: Voice) -> tuple[KindShape, ...]:
    there = {unit.kind for unit in voice.plan.units}
    return tuple(
        KindShape(kind, place, KIND_WORDS[kind], Markup(_SHAPES[KIND_LOOKS[kind].shape]))  # noqa: S704 - constants
        for place, kind in enumerate(Kind)
        if kind in there
    )


def _tasks(assignments: tuple[Assignment, ...], roles: list[Role]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(dict.fromkeys(one.task for one in assignments if one.role is role)) for role in roles)


def _panels(analysis: Analysis, voice: Voice, joint: Joint) -> dict[str, object]:
    """What the panel says of each unit beside its tasks: numbers, and whom it shares tasks with."""
    keys = Keys(analysis.network)
    partners: dict[str, list[JointPair]] = {unit: [] for unit in keys.units}
    for pair in joint.pairs:
        partners[pair.a].append(pair)
        partners[pair.b].append(pair)
    facts = _facts(analysis, voice)
    return {
        keys.units[unit]: {
            "facts": facts.get(unit, [[voice.t("kind"), voice.t("fact_collective")]]),
            "partners": [
                [keys.units[pair.b if pair.a == unit else pair.a], pair_words(voice, pair, led=joint.led)]
                for pair in those[:MOST_PARTNERS]
            ],
            "more": max(0, len(those) - MOST_PARTNERS),
        }
        for unit, those in partners.items()
    }


def _facts(analysis: Analysis, voice: Voice) -> dict[str, list[list[str]]]:
    """For each actor its numbers as [name, text]."""
    found, leads = analysis.results, analysis.network.names_leads
    rows = zip(found.workload.loads, found.weighing.units, found.lottery.flags, found.standing.units, strict=True)
    facts: dict[str, list[list[str]]] = {}
    for load, weight, flag, place in rows:
        tasks = voice.t("fact_of_all", n=load.total, all=len(analysis.network.tasks), rank=load.rank_total)
        mine = [[voice.t("fact_tasks"), tasks]]
        if leads:
            mine.append([voice.t("fact_leads"), voice.t("fact_ranked", n=load.leads, rank=load.rank_leads)])
            mine.append([voice.t("fact_load_range"), _span(voice, weight.best, weight.worst)])
        span = place.range_in("degree")
        if span is not None:
            mine.append([voice.t("fact_reach_range"), _span(voice, *span)])
        mine.append([voice.t("fact_flag"), voice.say(FLAG_WORDS[flag.flag])])
        facts[load.unit] = mine
    return facts


def _span(voice: Voice, best: int, worst: int) -> str:
    return voice.t("fact_span", ranks=f"{best}" if best == worst else f"{best}–{worst}")
