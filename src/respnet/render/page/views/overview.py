"""Overview: what carries too much, where the plan is fragile, and what to do next; and the page for a superior."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable

from respnet.analysis.workload.random_assignment import FlagBasis
from respnet.analysis.workload.workload import Flag
from respnet.core.plan import WORKING_ROLES, Role
from respnet.core.problems import Problem
from respnet.findings.centrality import list_clear_measures
from respnet.findings.deadlines import format_period
from respnet.findings.next_steps import NextStep, build_next_steps
from respnet.pipeline import Analysis
from respnet.render.brief.brief import build_brief
from respnet.render.page.views.base import BarSpec, PageView, build_bars
from respnet.render.presenter import Presenter

MAX_HEADLINE_BARS = 5
"""Bars in a small picture."""
MAX_HEADLINE_TASKS = 7
MAX_HEADLINES = 5
"""Findings of the first screen."""


Headline = namedtuple("Headline", "finding weight href more note bars tasks", defaults=("", (), ()))
"""A finding of the first screen. `weight` sorts them, decisions first; 0 means that there is nothing to say. `note`
explains the bars; `tasks` are task ids with the only unit that leads each; `href` leads to more, named by the
label `more`."""


def build_headlines(analysis: Analysis, voice: Presenter) -> list[Headline]:
    """Build the headlines of this plan, highest priority first; those with nothing to say are left out.

    Args:
        analysis: The results.
        voice: The presenter.
    """
    made = [write(analysis, voice) for write in _HEADLINES]
    said = [one for one in made if one.weight and analysis.finding(one.finding).shown]
    return sorted(said, key=lambda one: -one.weight)


def _list_other_roles(voice: Presenter) -> str:
    """List in brackets what other shares in the work this plan knows."""
    others = [f"role_{role.value}" for role in voice.roles_shown() if role in WORKING_ROLES and role is not Role.LEAD]
    words = voice.t("comma").join(map(voice.t, others))
    return voice.t("in_brackets", words=words) if others else ""


def _load_headline(analysis: Analysis, voice: Presenter) -> Headline:
    """Exceeded capacities, then loads too high under every weighting scheme, then under some."""
    found = analysis.results.lottery
    over, some = found.flagged(Flag.OVERLOADED), found.flagged(Flag.SOME_WEIGHTS)
    full = any(one.by is FlagBasis.CAPACITY for one in over)
    led = analysis.network.names_leads
    loads = analysis.results.workload.rank_leaders()[:MAX_HEADLINE_BARS]
    bars = [
        BarSpec(
            (("lead", load.leads), ("other", load.total - load.leads)),
            f"{load.leads}＋{load.total - load.leads}" if led else str(load.total),
            units=(load.unit,),
        )
        for load in loads
    ]
    return Headline(
        finding="overloaded-units",
        weight=100 if full else 99 if over else 50 if some else 15,
        href="#units",
        more=voice.t("more_units", n=len(analysis.network.actors)),
        note=voice.t("note_load_leads", roles=_list_other_roles(voice)) if led else voice.t("note_load_tasks"),
        bars=build_bars(bars),
    )


def _missing_leads(analysis: Analysis, voice: Presenter) -> Headline:
    """Tasks without a lead; if every task has one, those with a single lead."""
    gaps, network = analysis.results.lead_gaps, analysis.network
    if gaps.none or not network.tasks:
        more = voice.t("more_without")
        return Headline("tasks-without-lead", 85 if network.names_leads else 95, "#tasks?leads=none", more)
    whole = len(gaps.single) == len(network.tasks)  # then who leads most is missed most, which another card says
    return Headline(
        finding="single-lead-tasks",
        weight=0 if whole or not gaps.single else 97,
        href="#tasks?leads=single",
        more=voice.t("more_single", n=len(gaps.single)),
        tasks=tuple((one.task, one.unit) for one in gaps.single[:MAX_HEADLINE_TASKS]),
    )


def _drop_outs(analysis: Analysis, voice: Presenter) -> Headline:
    """Units whose removal leaves most tasks without a lead, alone or as a pair."""
    worst = [one for one in analysis.results.fragility.rank_drop_outs() if one.leaderless]
    rows = [
        BarSpec((("lead", len(one.leaderless)),), str(len(one.leaderless)), units=(one.unit,))
        for one in worst[: MAX_HEADLINE_BARS - 1]
    ]
    pair = analysis.results.fragility.worst_pair
    if worst and pair is not None and pair.level == 1:
        lost = len(pair.leaderless)
        rows.append(BarSpec((("pair", lost),), str(lost), units=(pair.a, pair.b)))
    note = voice.t("note_missed") if rows else ""
    return Headline("drop-outs", 80 if worst else 20, "#units", voice.t("more_missed"), note, build_bars(rows))


def _pair_headline(analysis: Analysis, voice: Presenter) -> Headline:
    """Pairs with significantly many joint leads; otherwise the stable clusters."""
    found = analysis.results
    pairs = found.ties.leads.together()[:MAX_HEADLINE_BARS]
    cores = [core for core in found.clusters.cores if core.firm][:MAX_HEADLINE_BARS]
    joint: list[tuple[tuple[str, ...], int]] = [((one.a, one.b), len(one.tasks)) for one in pairs]
    joint = joint or [(one.units, len(one.joint)) for one in cores]
    return Headline(
        finding="co-leads-beyond-chance" if pairs else "working-clusters",
        weight=70 if pairs else 60 if cores else 0,
        href="#coleads",
        more=voice.t("more_pairs"),
        note=voice.t("note_pairs"),
        bars=build_bars([BarSpec((("lead", tasks),), str(tasks), units=units) for units, tasks in joint]),
    )


def _focus_headline(analysis: Analysis, voice: Presenter) -> Headline:
    """Positions of the focus units against those that their number of tasks explains."""
    placed = [one for one in analysis.focus.units if one.neighbours and one.standing.beyond]
    clear = any(list_clear_measures(analysis.results.standing, one.unit) for one in placed)
    return Headline("focus-units", (65 if clear else 40) if placed else 0, "#network", voice.t("more_network"))


def _due_headline(analysis: Analysis, voice: Presenter) -> Headline:
    """The period in which most tasks are due, if the plan states deadlines."""
    found = analysis.results.timetable
    counts = [(period, sum(due.period == period for due in found.dues)) for period in found.periods]
    return Headline(
        finding="due-dates",
        weight=75 if counts else 0,
        href="#time",
        more=voice.t("more_time"),
        note=voice.t("note_due_first", n=MAX_HEADLINE_BARS) if len(counts) > MAX_HEADLINE_BARS else voice.t("note_due"),
        bars=build_bars(
            [
                BarSpec((("lead", n),), str(n), label=voice.say(format_period(one)))
                for one, n in counts[:MAX_HEADLINE_BARS]
            ]
        ),
    )


_HEADLINES: tuple[Callable[[Analysis, Presenter], Headline], ...] = (
    _load_headline,
    _missing_leads,
    _drop_outs,
    _pair_headline,
    _focus_headline,
    _due_headline,
)

STEP_LINKS = {
    "check-problems": "#data-problems",
    "name-leads": "#tasks?leads=none",
    "due-soon": "#tasks?due=soon",
    "confirm-single-leads": "#tasks?leads=single",
    "list-members": "#units?kind=collective",
}
"""Where the button of a step leads, unless it depends on the step's units."""


OverviewView = namedtuple("OverviewView", "intro first steps")


def prepare(analysis: Analysis, problems: tuple[Problem, ...], voice: Presenter) -> PageView:
    """Prepare the view for every plan.

    Args:
        analysis: The results.
        problems: The problems that the checks found.
        voice: The presenter.
    """
    first = tuple((one, analysis.finding(one.finding)) for one in build_headlines(analysis, voice)[:MAX_HEADLINES])
    steps = build_next_steps(analysis.network, analysis.results, problems)
    it = OverviewView(analysis.finding("plan-size"), first, tuple((one, _link_step(one, voice)) for one in steps))
    return PageView("overview", "overview", it)


def _link_step(step: NextStep, voice: Presenter) -> str:
    if step.id == "agree-summary":
        one, other = (voice.unit_href(unit) for unit in step.units)
        return f"{one}?with={other.removeprefix('#unit=')}"
    return STEP_LINKS.get(step.id, "")


def prepare_brief(analysis: Analysis, problems: tuple[Problem, ...], voice: Presenter) -> PageView | None:
    """Prepare the page for a superior, as `respnet brief` writes it; its date is blank, since the page has no clock.

    Args:
        analysis: The results.
        problems: The problems that the checks found.
        voice: The presenter.

    Returns:
        The view; None for a plan without tasks.
    """
    if not voice.plan.tasks:
        return None
    return PageView("brief", "overview", build_brief(analysis, problems, voice.lang))
