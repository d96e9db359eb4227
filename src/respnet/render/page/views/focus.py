"""Focus units view: units side by side, others to choose, and the positions of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from respnet.analysis.position.position_tests import UnitPositionTests
from respnet.analysis.position.unit_profile import CoLeadPartner, Focus, profile_units
from respnet.analysis.workload.workload import UnitLoad
from respnet.core.i18n import Text
from respnet.core.network import Matrix
from respnet.core.problems import Problem
from respnet.findings.finding import Finding
from respnet.findings.position import describe_profiles
from respnet.findings.vocabulary import FLAG_WORDS
from respnet.pipeline import Analysis
from respnet.render.page.views.base import VIEWPORT_WIDTH, BarPiece, PageView, RankLine, compute_rank_positions
from respnet.render.presenter import Presenter

DRAWN_MEASURES = ("degree", "closeness", "unit_betweenness")
"""The measures whose ranks are drawn."""
LIST_ROWS = ("alone", "co_leads")
MAX_UNITS_WITH_TEXT = 400
"""Sentences are made of every unit up to so many; a page of a larger plan would grow by a megabyte."""


@dataclass(frozen=True, slots=True)
class UnitCard:
    """One unit. `bars`: a segment each for leads, responsible, support (zero width if none).

    `ranks`: a line for each measure of MEASURED; `texts`: one for each row except the lists; `said`: sentences.
    """

    unit: str
    bars: tuple[BarPiece, ...]
    ranks: tuple[RankLine, ...]
    alone: tuple[str, ...]
    co_leads: tuple[CoLeadPartner, ...]
    texts: tuple[str, ...]
    said: tuple[str, ...]


class UnitCardBuilder:
    """Builder of one plan's unit cards on a common scale."""

    def __init__(self, analysis: Analysis, voice: Presenter) -> None:
        self.analysis, self.voice = analysis, voice
        self.loads, places = analysis.results.workload.loads, analysis.results.centrality.units
        self.among = len(self.loads)
        self.scale = VIEWPORT_WIDTH / max([load.total for load in self.loads] + [1])
        self.neighbours = _count_neighbours(analysis.network.biadjacency())
        self.co_leads = _partners(analysis)
        self.alone: dict[str, list[str]] = {}
        for one in analysis.single_leads:
            self.alone.setdefault(one.unit, []).append(one.task)
        self.held = {
            measure: Counter(int(getattr(place, f"rank_{measure}")) for place in places) for measure in DRAWN_MEASURES
        }
        self.held["leads"] = Counter(load.rank_leads for load in self.loads)
        self.led = analysis.network.names_leads
        capacities = ("capacity",) if analysis.results.capacities.units else ()
        self.text_rows = (
            *(("roles", "share") if self.led else ("roles",)),
            *("neighbours", *DRAWN_MEASURES, "volume", "flag", *capacities),
        )

    @property
    def rows(self) -> tuple[str, ...]:
        """Rows of the comparison, in display order."""
        first = ("roles", "share", *LIST_ROWS) if self.led else ("roles",)
        return (*first, *(row for row in self.text_rows if row not in first))

    def of(self, row: int) -> UnitCard:
        """Build the card of the unit in this row of the network's matrices."""
        unit = self.analysis.network.actors[row]
        return UnitCard(
            unit=unit.id,
            bars=self._bars(self.loads[row]),
            ranks=tuple(self._rank(row, measure) for measure in DRAWN_MEASURES),
            alone=tuple(self.alone.get(unit.id, ())),
            co_leads=tuple(self.co_leads.get(unit.id, ())),
            texts=tuple(self._text(row, key) for key in self.text_rows),
            said=self._said(unit.name),
        )

    def _said(self, name: str) -> tuple[str, ...]:
        if self.among > MAX_UNITS_WITH_TEXT:
            return ()
        network, results = self.analysis.network, self.analysis.results
        told = describe_profiles(network, results, profile_units(network, results, (name,)))
        return tuple(self.voice.say(text) for text in told)

    def _bars(self, load: UnitLoad) -> tuple[BarPiece, ...]:
        pieces, start = [], 0.0
        for look, count in (("lead", load.leads), ("other", load.responsible), ("less", load.supports)):
            pieces.append(BarPiece(look, round(start), round(count * self.scale)))
            start += count * self.scale
        return tuple(pieces)

    def _rank(self, row: int, measure: str) -> RankLine:
        place = self.analysis.results.centrality.units[row]
        rank = getattr(place, f"rank_{measure}")
        text = self.voice.t("rank_shared" if self.held[measure][rank] > 1 else "rank_note", rank=rank)
        return RankLine(place.unit, compute_rank_positions(self.among)[rank - 1], text)

    def _text(self, row: int, key: str) -> str:
        voice, load = self.voice, self.loads[row]
        match key:
            case "roles":
                counts = {"leads": load.leads, "responsible": load.responsible, "supports": load.supports}
                return voice.t("roles_in_words", n=load.total, **counts)
            case "share":
                shared = self.held["leads"][load.rank_leads] > 1
                return voice.format_ranked(f"{load.lead_share:.0%}", load.rank_leads, shared=shared)
            case "neighbours":
                return voice.t("of_so_many", n=self.neighbours[row], of=max(0, self.among - 1))
            case "volume":
                return self._volume(self.analysis.results.standing.units[row])
            case "flag":
                return voice.say(FLAG_WORDS[self.analysis.results.lottery.flags[row].flag])
            case _:
                return self._rank(row, key).value if key in DRAWN_MEASURES else self._capacity(row)

    def _capacity(self, row: int) -> str:
        return self.analysis.network.actors[row].capacity_written or self.voice.t("none")

    def _volume(self, stands: UnitPositionTests) -> str:
        """Describe the unit's position against the null model of its number of tasks."""
        if not stands.beyond:
            return self.voice.t("volume_unknown")
        said = []
        for measure, name in (("unit_betweenness", "bridge"), ("harmonic", "near")):
            found = stands.get_null_comparison(measure)
            if found and (found.above or found.below):
                said.append(self.voice.t(f"volume_{name}_{'above' if found.above else 'below'}"))
        return self.voice.t("semicolon").join(said) or self.voice.t("volume_explained")


def _partners(analysis: Analysis) -> dict[str, list[CoLeadPartner]]:
    """Return each unit's co-lead partners with the joint tasks, the most first; units without partners are left out."""
    partners: dict[str, list[CoLeadPartner]] = {}
    for pair in analysis.results.co_leads.pairs:
        partners.setdefault(pair.a, []).append(CoLeadPartner(pair.b, pair.tasks))
        partners.setdefault(pair.b, []).append(CoLeadPartner(pair.a, pair.tasks))
    return partners


def _count_neighbours(b: Matrix) -> list[int]:
    """Count the units that each unit shares a task with."""
    part = b.astype(np.float32)
    return [max(0, int(number) - 1) for number in ((part @ part.T) > 0).sum(axis=1)]


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
