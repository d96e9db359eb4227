"""Focus units: a few units side by side, and the centrality of all."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis import Analysis
from respnet.analysis.finding import Finding
from respnet.analysis.focus import Focus
from respnet.analysis.lottery import FLAG_WORDS
from respnet.problems import Problem
from respnet.report.views.prepared import Prepared
from respnet.report.voice import Voice

CENTRALITIES = ("degree", "closeness", "harmonic", "betweenness", "unit_betweenness")
FINDINGS = ("focus-units", "central-units")


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One line of the comparison of focus units."""

    label: str
    values: tuple[str, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class CentralityRow:
    """One unit's row of the table of centralities."""

    unit: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FocusView:
    """The comparison, the table of all units, and over what it was measured."""

    focus: Focus
    rows: tuple[ComparisonRow, ...]
    centralities: tuple[CentralityRow, ...]
    headings: tuple[str, ...]
    note: str
    findings: tuple[Finding, ...]


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Voice) -> Prepared:
    """The focus units of every plan."""
    matrix = analysis.network.biadjacency()
    it = FocusView(
        focus=analysis.focus,
        rows=_comparison(analysis, voice),
        centralities=_centralities(analysis),
        headings=tuple(voice.t(f"focus_{key}") for key in CENTRALITIES),
        note=voice.t("centrality_caption", units=matrix.shape[0], tasks=matrix.shape[1], edges=int(matrix.sum())),
        findings=tuple(analysis.finding(name) for name in FINDINGS),
    )
    return Prepared("focus", it)


def _comparison(analysis: Analysis, voice: Voice) -> tuple[ComparisonRow, ...]:
    """Counts, then each centrality with its rank."""
    units, tasks = analysis.focus.units, max(len(analysis.network.tasks), 1)
    loads, places = analysis.results.workload.loads, analysis.results.centrality.units

    def row(key: str, values: list[str]) -> ComparisonRow:
        return ComparisonRow(voice.t(f"focus_{key}"), tuple(values), voice.t(f"focus_{key}_meaning"))

    def ranked(value: object, rank: int, ranks: list[int]) -> str:
        return voice.ranked(str(value), rank, shared=ranks.count(rank) > 1)

    def central(key: str) -> ComparisonRow:
        ranks = [getattr(place, f"rank_{key}") for place in places]
        values = [(getattr(one.centrality, key), getattr(one.centrality, f"rank_{key}")) for one in units]
        return row(key, [ranked(f"{value:.3f}", rank, ranks) for value, rank in values])

    lead_ranks = [load.rank_leads for load in loads]
    lead_rows = (
        row("leads", [ranked(one.load.leads, one.load.rank_leads, lead_ranks) for one in units]),
        row("share", [f"{one.load.leads / tasks:.1%}" for one in units]),
    )
    return (
        *(lead_rows if analysis.network.names_leads else ()),
        row("others", [str(one.load.others) for one in units]),
        row("flag", [voice.say(FLAG_WORDS[one.flag.flag]) for one in units]),
        *(central(key) for key in CENTRALITIES),
    )


def _centralities(analysis: Analysis) -> tuple[CentralityRow, ...]:
    """All units, highest degree first."""
    rows = sorted(analysis.results.centrality.units, key=lambda one: -one.degree)
    return tuple(CentralityRow(one.unit, tuple(f"{getattr(one, key):.3f}" for key in CENTRALITIES)) for one in rows)
