"""Overview: headlines, counts, and links to the views."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis.pairs.backbone import TieVerdict
from respnet.analysis.workload.random_assignment import FlagBasis
from respnet.analysis.workload.workload import Flag
from respnet.core.plan import Role
from respnet.core.problems import Problem
from respnet.findings.display_names import format_unit_names
from respnet.findings.finding import Finding
from respnet.pipeline import Analysis
from respnet.render.page.views.base import BarLine, BarSpec, PageView, RankLine, build_bars, compute_rank_positions
from respnet.render.presenter import Presenter

MAX_NAMED = 3
"""Units that a headline names one by one."""
MAX_HEADLINE_BARS = 5
"""Bars in a small picture."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A finding's answer in a line. `weight` sorts them, decisions first; 0 means that there is nothing to say.

    `note` explains the picture, `view` is the view with details.
    """

    finding: str
    weight: int
    said: str
    view: str
    note: str = ""
    bars: tuple[BarLine, ...] = ()
    ranks: tuple[RankLine, ...] = ()


def build_headlines(analysis: Analysis, voice: Presenter) -> list[Headline]:
    """Build the headlines of this plan, highest priority first; those with nothing to say are left out.

    Args:
        analysis: The results.
        voice: The presenter.
    """
    said = [
        write(analysis, voice)
        for write in (_load_headline, _missing_leads, _drop_outs, _pair_headline, _focus_headline, _due_headline)
    ]
    return sorted((one for one in said if one.weight), key=lambda one: -one.weight)


def _names(analysis: Analysis, voice: Presenter, units: list[str]) -> str:
    return voice.say(format_unit_names(analysis.network, units, MAX_NAMED))


def _load_headline(analysis: Analysis, voice: Presenter) -> Headline:
    """Exceeded capacities, then loads too high under every weighting scheme, then under some."""
    found = analysis.results.lottery
    full = [one.unit for one in found.flagged(Flag.OVERLOADED) if one.by is FlagBasis.CAPACITY]
    over = [one.unit for one in found.flagged(Flag.OVERLOADED)]
    some = [one.unit for one in found.flagged(Flag.SOME_WEIGHTS)]
    if full:
        weight, said = 100, voice.t("say_capacity", units=_names(analysis, voice, full))
    elif over:
        weight, said = 90, voice.t("say_over", units=_names(analysis, voice, over))
    elif some:
        weight, said = 50, voice.t("say_over_some", units=_names(analysis, voice, some))
    else:
        weight, said = (15 if analysis.network.actors else 0), voice.t("say_over_none")
    led = analysis.network.names_leads
    limit = found.lead_limit if led else found.task_limit
    loads = analysis.results.workload.rank_leaders()[:MAX_HEADLINE_BARS]
    counts = [(load.unit, load.leads if led else load.total) for load in loads]
    return Headline(
        finding="overloaded-units",
        weight=weight,
        said=said,
        view="workload",
        note=voice.t("note_load_leads" if led else "note_load_tasks", limit=limit),
        bars=build_bars([BarSpec((unit,), (("lead", count),), str(count), mark=limit) for unit, count in counts]),
    )


def _missing_leads(analysis: Analysis, voice: Presenter) -> Headline:
    """Tasks without a lead; if every task has one, those with a single lead."""
    gaps, network = analysis.results.lead_gaps, analysis.network
    if not network.tasks:
        return Headline("tasks-without-lead", 0, "", "risks")
    if not network.names_leads:
        return Headline("tasks-without-lead", 95, voice.t("say_no_leads"), "risks")
    if gaps.none:
        return Headline("tasks-without-lead", 85, voice.t("say_gaps", n=len(gaps.none)), "risks")
    many = 2 * len(gaps.single) >= len(network.tasks)
    by_unit: dict[str, int] = {}
    for one in gaps.single:
        by_unit[one.unit] = by_unit.get(one.unit, 0) + 1
    most = sorted(by_unit.items(), key=lambda one: -one[1])[:MAX_HEADLINE_BARS]
    return Headline(
        finding="single-lead-tasks",
        weight=(75 if many else 30) if gaps.single else 0,
        said=voice.t("say_single", n=len(gaps.single)),
        view="risks",
        note=voice.t("note_single"),
        bars=build_bars([BarSpec((unit,), (("lead", count),), str(count)) for unit, count in most]),
    )


def _drop_outs(analysis: Analysis, voice: Presenter) -> Headline:
    """Units whose removal leaves most tasks without a lead, alone or as a pair."""
    found = analysis.results.fragility
    if not analysis.network.names_leads:
        return Headline("drop-outs", 0, "", "risks")
    most = max((len(one.leaderless) for one in found.drop_outs), default=0)
    worst = [one.unit for one in found.drop_outs if most and len(one.leaderless) == most]
    if not worst:
        return Headline("drop-outs", 20, voice.t("say_nobody_missed"), "risks")
    alone = sorted((one for one in found.drop_outs if one.leaderless), key=lambda one: -len(one.leaderless))
    rows = [
        BarSpec((one.unit,), (("lead", len(one.leaderless)),), str(len(one.leaderless)))
        for one in alone[: MAX_HEADLINE_BARS - 1]
    ]
    if found.worst_pair is not None:
        lost = len(found.worst_pair.leaderless)
        rows.append(BarSpec((found.worst_pair.a, found.worst_pair.b), (("pair", lost),), str(lost)))
    return Headline(
        finding="drop-outs",
        weight=80,
        said=voice.t(
            "say_missed" if len(worst) == 1 else "say_missed_several", units=_names(analysis, voice, worst), n=most
        ),
        view="risks",
        note=voice.t("note_missed"),
        bars=build_bars(rows),
    )


def _pair_headline(analysis: Analysis, voice: Presenter) -> Headline:
    """Pairs with significantly many joint leads; otherwise the stable clusters."""
    found = analysis.results
    pairs = [one for one in found.ties.leads.ties if one.verdict is TieVerdict.TOGETHER]
    if pairs:
        first = pairs[0]
        names = {"a": voice.unit_name(first.a), "b": voice.unit_name(first.b), "n": found.ties.leads.validated}
        return Headline(
            finding="co-leads-beyond-chance",
            weight=70,
            said=voice.t("say_pair" if found.ties.leads.validated == 1 else "say_pairs", **names),
            view="coleads",
            note=voice.t("note_pairs"),
            bars=build_bars(
                [
                    BarSpec((one.a, one.b), (("lead", len(one.tasks)),), str(len(one.tasks)), mark=one.expected)
                    for one in pairs[:MAX_HEADLINE_BARS]
                ]
            ),
        )
    cores = [core for core in found.clusters.cores if core.firm]
    if not cores:
        return Headline("working-clusters", 0, "", "coleads")
    return Headline(
        finding="working-clusters",
        weight=60,
        said=voice.t("say_cores", n=len(cores), units=_names(analysis, voice, list(cores[0].units))),
        view="coleads",
        note=voice.t("note_cores"),
        bars=build_bars(
            [BarSpec(one.units, (("lead", len(one.joint)),), str(len(one.joint))) for one in cores[:MAX_HEADLINE_BARS]]
        ),
    )


def _focus_headline(analysis: Analysis, voice: Presenter) -> Headline:
    """Positions of the focus units against those that their number of tasks explains."""
    units = analysis.focus.units
    placed = [one for one in units if one.neighbours and one.standing.beyond]
    if not placed:
        return Headline("focus-units", 0, "", "network")
    beyond = [
        one
        for unit in placed
        for one in unit.standing.beyond
        if one.measure in {"harmonic", "unit_betweenness"} and (one.above or one.below)
    ]
    among = len(analysis.network.actors)
    ranks = []
    for one in placed[:MAX_HEADLINE_BARS]:
        rank = one.centrality.rank_unit_betweenness
        ranks.append(RankLine(one.unit, compute_rank_positions(among)[rank - 1], voice.t("rank_note", rank=rank)))
    return Headline(
        finding="focus-units",
        weight=65 if beyond else 40,
        said=voice.t(
            "say_focus_beyond" if beyond else "say_focus", units=_names(analysis, voice, [one.unit for one in placed])
        ),
        view="network",
        note=voice.t("note_focus", n=among),
        ranks=tuple(ranks),
    )


def _due_headline(analysis: Analysis, voice: Presenter) -> Headline:
    """The period in which most tasks are due, if the plan states deadlines."""
    found = analysis.results.timetable
    counts = [(period, sum(due.period == period for due in found.dues)) for period in found.periods]
    if not counts:
        return Headline("due-dates", 0, "", "time")
    most = max(n for _, n in counts)
    fullest = [period for period, n in counts if n == most]
    return Headline(
        finding="due-dates",
        weight=45,
        said=voice.t("say_due" if len(fullest) == 1 else "say_due_several", period=fullest[0], n=most, m=len(fullest)),
        view="time",
        note=voice.t("note_due"),
        bars=build_bars([BarSpec((), (("lead", n),), str(n), label=name) for name, n in counts[:MAX_HEADLINE_BARS]]),
    )


MAX_HEADLINES = 4
"""Findings that a reader takes in at once."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A count, its label, and its link."""

    number: int
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class OverviewView:
    """View model: the plan in a sentence, the headlines with their findings, the counts."""

    intro: Finding
    first: tuple[tuple[Headline, Finding], ...]
    tiles: tuple[Tile, ...]


def prepare(analysis: Analysis, problems: tuple[Problem, ...], voice: Presenter) -> PageView:
    """Prepare the view for every plan.

    Args:
        analysis: The results.
        problems: The problems that the checks found.
        voice: The presenter.
    """
    first = tuple((one, analysis.finding(one.finding)) for one in build_headlines(analysis, voice)[:MAX_HEADLINES])
    return PageView("overview", OverviewView(analysis.finding("plan-size"), first, _tiles(analysis, problems, voice)))


def _tiles(analysis: Analysis, problems: tuple[Problem, ...], voice: Presenter) -> tuple[Tile, ...]:
    network = analysis.network
    loads = analysis.results.workload.loads
    tiles = (
        (len(network.tasks), "tile_tasks", "#tasks"),
        (len(network.actors), "tile_units", "#units"),
        (len(network.collectives), "tile_collectives", "#units?kind=collective"),
        (int(network.biadjacency(Role.LEAD).sum()), "tile_leads", "#workload"),
        (sum(load.leads > 0 for load in loads), "tile_leading", "#units?role=lead"),
        (len(analysis.single_leads), "tile_single", "#tasks?leads=single"),
        (len(problems), "tile_problems", "#data"),
    )
    return tuple(Tile(number, voice.t(key), href) for number, key, href in tiles if number)
