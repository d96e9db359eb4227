"""Units view: what each unit carries, how that is judged, and what is left without it."""

from __future__ import annotations

from collections import namedtuple

from respnet.analysis.workload.random_assignment import FlagBasis, UnitFlag
from respnet.analysis.workload.workload import ALPHAS, LOAD_TOLERANCE, Flag
from respnet.core.plan import KIND_WORDS, WORKING_ROLES, Role, UnitKind
from respnet.core.problems import Problem
from respnet.findings.display_names import FLAG_WORDS
from respnet.findings.rebalance import describe_move_reason
from respnet.pipeline import Analysis
from respnet.render.page.views.base import BarSpec, PageView, build_bars
from respnet.render.presenter import Presenter

MAX_NAMED_UNITS = 5
FINDINGS = (*("overloaded-units", "concentration", "never-leading-units"), *("drop-outs", "smallest-leading-group"))


UnitRow = namedtuple(
    "UnitRow",
    "unit kind roles counts total bar flag flag_order judged_by used leaderless single_left is_focus is_owner",
)
"""One unit: tasks by strongest role, judgement, and what is left without it. `kind` and `roles` are filter values;
`used` is load over capacity, empty if none is given; a collective is not judged."""

SchemeRow = namedtuple("SchemeRow", "ratio alpha limit over more")
"""A way of counting: its weight (empty where there is none to choose), its limit, and the units above it."""

UnitsView = namedtuple(
    "UnitsView", "rows collectives roles kinds works translated has_capacity has_leads schemes findings even moves"
)
"""`kinds` are what to filter by: the key for the address, and the display name. A move comes with its reason."""


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Presenter) -> PageView:
    """Prepare the view for every plan.

    Args:
        analysis: The results.
        voice: The presenter.
    """
    network = analysis.network
    rows = _rows(analysis, voice)
    found = {unit.kind for unit in network.plan.units}
    it = UnitsView(
        rows=rows,
        collectives=len(network.collectives),
        roles=tuple(voice.roles_shown()),
        kinds=tuple((_key(kind), voice.say(KIND_WORDS[kind])) for kind in UnitKind if kind in found),
        works=bool(network.biadjacency().any()),
        translated=voice.lang == "en" and any(unit.english for unit in network.plan.units),
        has_capacity=any(row.used for row in rows),
        has_leads=any(row.leaderless or row.single_left for row in rows),
        schemes=build_scheme_rows(analysis),
        findings=tuple(analysis.finding(name) for name in FINDINGS),
        even=analysis.finding("even-leads"),
        moves=tuple((one, describe_move_reason(one.reason)) for one in analysis.results.rebalancing.curve[-1].proposed),
    )
    return PageView("units", "units", it)


def _rows(analysis: Analysis, voice: Presenter) -> tuple[UnitRow, ...]:
    """Return the rows by leads, then tasks (descending), then printed order; collectives last."""
    network, found = analysis.network, analysis.results
    order = [load.unit for load in found.workload.rank_leaders()] + [unit.id for unit in network.collectives]
    counts = {unit: {role: len(tasks) for role, tasks in voice.tasks_by_role[unit].items()} for unit in order}
    bars = build_bars([_bar(counts[unit]) for unit in order])
    flags = {one.unit: one for one in found.lottery.flags}
    given = {one.unit: one for one in found.capacities.units}
    absent = {one.unit: one for one in found.fragility.drop_outs}
    focus = {one.unit for one in analysis.focus.units}
    rows = []
    for id_, bar in zip(order, bars, strict=True):
        unit, flag, used, out = network.unit_by_id[id_], flags.get(id_), given.get(id_), absent.get(id_)
        roles = [role.value for role in Role if counts[id_][role]] + ([] if counts[id_][Role.LEAD] else ["no-lead"])
        rows.append(
            UnitRow(
                unit=unit,
                kind=_key(unit.kind),
                roles=" ".join(roles),
                counts=counts[id_],
                total=sum(counts[id_][role] for role in WORKING_ROLES),
                bar=bar,
                flag=voice.say(FLAG_WORDS[flag.flag]) if flag else "",
                flag_order=list(Flag).index(flag.flag) if flag else len(Flag),
                judged_by=_judged_by(voice, flag, len(found.lottery.settings)) if flag else "",
                used=_range(_short(used.least), _short(used.most)) if used else "",
                leaderless=out.leaderless if out else (),
                single_left=out.single_left if out else (),
                is_focus=id_ in focus,
                is_owner=flag is not None and flag.owner,
            )
        )
    return tuple(rows)


def _bar(counts: dict[Role, int]) -> BarSpec:
    return BarSpec(tuple((role.value, counts[role]) for role in WORKING_ROLES), "")


def _key(kind: UnitKind) -> str:
    return kind.value.replace(" ", "-") or "unknown"


def _judged_by(voice: Presenter, flag: UnitFlag, schemes: int) -> str:
    by_capacity = flag.by is FlagBasis.CAPACITY
    if flag.flag not in (Flag.OVERLOADED, Flag.SOME_WEIGHTS):
        return voice.t("judged_capacity") if by_capacity else ""
    return voice.t("judged_capacity_ways" if by_capacity else "judged_ways", over=flag.over_in, ways=schemes)


def _range(least: str, most: str) -> str:
    return least if least == most else f"{least}–{most}"


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def build_scheme_rows(analysis: Analysis) -> tuple[SchemeRow, ...]:
    """Build the table of the ways of counting; each names the units most above its limit, with their loads."""
    found, rows = analysis.results.lottery, []
    for one in found.settings:
        loads = zip((unit.id for unit in analysis.network.actors), one.loads, strict=True)
        over = sorted(((unit, load) for unit, load in loads if load > one.limit + LOAD_TOLERANCE), key=lambda x: -x[1])
        named = tuple((unit, f"{load:.{1 + one.alpha}f}") for unit, load in over[:MAX_NAMED_UNITS])
        limit, more = f"{one.limit:.{1 + one.alpha}f}", max(0, len(over) - MAX_NAMED_UNITS)
        ratio = f"{one.ratio:g}" if len(found.settings) > len(ALPHAS) else ""
        rows.append(SchemeRow(ratio, one.alpha, limit, named, more))
    return tuple(rows)
