"""Focus units view: units side by side, others to choose, and the positions of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from respnet.analysis.position.unit_profile import CoLeadPartner, Focus
from respnet.core.i18n import Text
from respnet.core.problems import Problem
from respnet.findings.finding import Finding
from respnet.findings.unit_profile import describe_profiles
from respnet.pipeline import Analysis
from respnet.render.page.views.base import PageView
from respnet.render.page.views.unit_cards import DRAWN_MEASURES, UnitCard, UnitCardBuilder
from respnet.render.presenter import Presenter

FINDINGS = ("central-units", "position-given-volume")
UNRANKED_MEASURES = ("harmonic", "betweenness")
"""Measures of which the table of all units shows no rank."""
MAX_COMPARED_UNITS = 4
"""Units side by side at most."""
MAX_LISTED_PARTNERS = 12
"""Joint leads listed of one unit; the rest is counted."""


@dataclass(frozen=True, slots=True)
class CentralityRow:
    """One unit's row: value of each measure, and its rank."""

    unit: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FocusView:
    """View model: compared units, rows of the comparison, units to choose from (ids and names), table of all units."""

    focus: Focus
    sentences: tuple[Text, ...]
    finding: Finding
    columns: tuple[UnitCard, ...]
    rows: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]
    headings: tuple[str, ...]
    table: tuple[CentralityRow, ...]
    note: str
    findings: tuple[Finding, ...]


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Presenter) -> PageView:
    """Prepare the view for every plan.

    Args:
        analysis: The results.
        voice: The presenter.
    """
    matrix, made = analysis.network.biadjacency(), UnitCardBuilder(analysis, voice)
    every = {unit.id: made.of(row) for row, unit in enumerate(analysis.network.actors)}
    compared = _compared(analysis)
    it = FocusView(
        focus=analysis.focus,
        sentences=describe_profiles(analysis.network, analysis.results, analysis.focus),
        finding=analysis.finding("focus-units"),
        columns=tuple(every[unit] for unit in compared),
        rows=made.rows,
        choices=tuple((unit.id, unit.name) for unit in analysis.network.actors),
        headings=_headings(voice),
        table=_table(analysis, voice),
        note=voice.t("centrality_caption", units=matrix.shape[0], tasks=matrix.shape[1], edges=int(matrix.sum())),
        findings=tuple(analysis.finding(name) for name in FINDINGS),
    )
    return PageView("focus", it, _data(analysis, compared, tuple(every.values())))


def _compared(analysis: Analysis) -> tuple[str, ...]:
    """Return the focus units; a single one is joined by the unit that leads most, for comparison."""
    units = [one.unit for one in analysis.focus.units][:MAX_COMPARED_UNITS]
    others = (load.unit for load in analysis.results.workload.rank_leaders() if load.unit not in units)
    while len(units) < min(2, len(analysis.network.actors)):
        units.append(next(others))
    return tuple(units)


def _headings(voice: Presenter) -> tuple[str, ...]:
    """Return the headings: value and rank, or the value alone."""
    ranked = [
        heading
        for name in (voice.t(f"focus_{measure}") for measure in DRAWN_MEASURES)
        for heading in (name, voice.t("rank_of", name=name))
    ]
    return (*ranked, *(voice.t(f"focus_{measure}") for measure in UNRANKED_MEASURES))


def _table(analysis: Analysis, voice: Presenter) -> tuple[CentralityRow, ...]:
    """Return all units, highest betweenness first; equals by their tasks."""
    table = []
    for place in sorted(analysis.results.centrality.units, key=lambda one: (-one.unit_betweenness, -one.degree)):
        cells = []
        for measure in DRAWN_MEASURES:
            cells += [f"{getattr(place, measure):.3f}", str(getattr(place, f"rank_{measure}"))]
        cells += [f"{getattr(place, measure):.3f}" for measure in UNRANKED_MEASURES]
        table.append(CentralityRow(place.unit, tuple(cells)))
    return tuple(table)


def _data(analysis: Analysis, compared: tuple[str, ...], every: Sequence[UnitCard]) -> dict[str, object]:
    """Return the script's data: each unit's values, with units and tasks as indices."""
    unit = {one.id: place for place, one in enumerate(analysis.network.plan.units)}
    task = {one.id: place for place, one in enumerate(analysis.network.plan.tasks)}

    def partners(found: Sequence[CoLeadPartner]) -> list[list[object]]:
        return [[unit[one.unit], [task[each] for each in one.tasks]] for one in found[:MAX_LISTED_PARTNERS]]

    return {
        "compared": [unit[one] for one in compared],
        "units": [
            [
                unit[one.unit],
                [[piece.x, piece.width] for piece in one.bars],
                [line.at for line in one.ranks],
                [task[each] for each in one.alone],
                partners(one.co_leads),
                list(one.texts),
                list(one.said),
            ]
            for one in every
        ],
    }
