"""Overview: headlines, counts, and links to the views."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.core.plan import Role
from respnet.core.problems import Problem
from respnet.findings.finding import Finding
from respnet.pipeline import Analysis
from respnet.render.page.views.base import PageView
from respnet.render.page.views.headlines import Headline, build_headlines
from respnet.render.presenter import Presenter

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
    return tuple(Tile(number, voice.t(key), href) for number, key, href in tiles)
