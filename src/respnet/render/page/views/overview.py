"""Overview: headlines, counts, and links to the views."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from respnet.analysis.workload.random_assignment import FlagBasis
from respnet.analysis.workload.workload import Flag
from respnet.core.plan import Role
from respnet.core.problems import Problem
from respnet.findings.centrality import list_clear_measures
from respnet.findings.finding import Finding
from respnet.pipeline import Analysis
from respnet.render.page.views.base import BarLine, BarSpec, PageView, RankLine, build_bars, compute_rank_positions
from respnet.render.presenter import Presenter

MAX_HEADLINE_BARS = 5
"""Bars in a small picture."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A finding of the first screen. `weight` sorts them, decisions first; 0 means that there is nothing to say.

    `note` explains the picture, `view` is the view with details.
    """

    finding: str
    weight: int
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
    ranked = [
        write(analysis, voice)
        for write in (_load_headline, _missing_leads, _drop_outs, _pair_headline, _focus_headline, _due_headline)
    ]
    said = [one for one in ranked if one.weight and analysis.finding(one.finding).shown]
    return sorted(said, key=lambda one: -one.weight)


def _load_headline(analysis: Analysis, voice: Presenter) -> Headline:
    """Exceeded capacities, then loads too high under every weighting scheme, then under some."""
    found = analysis.results.lottery
    over, some = found.flagged(Flag.OVERLOADED), found.flagged(Flag.SOME_WEIGHTS)
    full = any(one.by is FlagBasis.CAPACITY for one in over)
    led = analysis.network.names_leads
    limit = found.lead_limit if led else found.task_limit
    loads = analysis.results.workload.rank_leaders()[:MAX_HEADLINE_BARS]
    counts = [(load.unit, load.leads if led else load.total) for load in loads]
    return Headline(
        finding="overloaded-units",
        weight=100 if full else 90 if over else 50 if some else 15,
        view="workload",
        note=voice.t("note_load_leads" if led else "note_load_tasks", limit=limit),
        bars=build_bars([BarSpec((unit,), (("lead", count),), str(count), mark=limit) for unit, count in counts]),
    )


def _missing_leads(analysis: Analysis, voice: Presenter) -> Headline:
    """Tasks without a lead; if every task has one, those with a single lead."""
    gaps, network = analysis.results.lead_gaps, analysis.network
    if gaps.none or not network.tasks:
        return Headline("tasks-without-lead", 85 if network.names_leads else 95, "risks")
    whole = len(gaps.single) == len(network.tasks)  # then who leads most is missed most, which another card says
    many = 2 * len(gaps.single) >= len(network.tasks)
    by_unit = Counter(one.unit for one in gaps.single)
    return Headline(
        finding="single-lead-tasks",
        weight=0 if whole or not gaps.single else 75 if many else 30,
        view="risks",
        note=voice.t("note_single"),
        bars=build_bars(
            [BarSpec((unit,), (("lead", count),), str(count)) for unit, count in by_unit.most_common(MAX_HEADLINE_BARS)]
        ),
    )


def _drop_outs(analysis: Analysis, voice: Presenter) -> Headline:
    """Units whose removal leaves most tasks without a lead, alone or as a pair."""
    worst = [one for one in analysis.results.fragility.rank_drop_outs() if one.leaderless]
    rows = [
        BarSpec((one.unit,), (("lead", len(one.leaderless)),), str(len(one.leaderless)))
        for one in worst[: MAX_HEADLINE_BARS - 1]
    ]
    pair = analysis.results.fragility.worst_pair
    if worst and pair is not None:
        lost = len(pair.leaderless)
        rows.append(BarSpec((pair.a, pair.b), (("pair", lost),), str(lost)))
    return Headline("drop-outs", 80 if worst else 20, "risks", voice.t("note_missed") if rows else "", build_bars(rows))


def _pair_headline(analysis: Analysis, voice: Presenter) -> Headline:
    """Pairs with significantly many joint leads; otherwise the stable clusters."""
    found = analysis.results
    pairs = found.ties.leads.together()
    if pairs:
        return Headline(
            finding="co-leads-beyond-chance",
            weight=70,
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
    return Headline(
        finding="working-clusters",
        weight=60 if cores else 0,
        view="coleads",
        note=voice.t("note_cores"),
        bars=build_bars(
            [BarSpec(one.units, (("lead", len(one.joint)),), str(len(one.joint))) for one in cores[:MAX_HEADLINE_BARS]]
        ),
    )


def _focus_headline(analysis: Analysis, voice: Presenter) -> Headline:
    """Positions of the focus units against those that their number of tasks explains."""
    placed = [one for one in analysis.focus.units if one.neighbours and one.standing.beyond]
    clear = any(list_clear_measures(analysis.results.standing, one.unit) for one in placed)
    among = len(analysis.network.actors)
    ranks = []
    for one in placed[:MAX_HEADLINE_BARS]:
        rank = one.centrality.rank_unit_betweenness
        ranks.append(RankLine(one.unit, compute_rank_positions(among)[rank - 1], voice.t("rank_note", rank=rank)))
    return Headline(
        finding="focus-units",
        weight=(65 if clear else 40) if placed else 0,
        view="network",
        note=voice.t("note_focus", n=among),
        ranks=tuple(ranks),
    )


def _due_headline(analysis: Analysis, voice: Presenter) -> Headline:
    """The period in which most tasks are due, if the plan states deadlines."""
    found = analysis.results.timetable
    counts = [(period, sum(due.period == period for due in found.dues)) for period in found.periods]
    return Headline(
        finding="due-dates",
        weight=45 if counts else 0,
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
