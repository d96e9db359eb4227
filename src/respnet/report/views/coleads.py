"""Co-leads and clusters: who leads together, whether more than chance, and which groups hold."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis import Analysis
from respnet.analysis.coleads import Pair
from respnet.analysis.finding import Finding
from respnet.analysis.ties import Tie
from respnet.problems import Problem
from respnet.report.views.prepared import Prepared
from respnet.report.voice import Voice

HEAT_UNITS, PAIR_ROWS = 60, 300
FINDINGS = ("co-leads-beyond-chance", "working-clusters", "frequent-co-leads", "shared-tasks-beyond-chance")


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One cell of the matrix: its shade (a class of the style sheet) and its count."""

    shade: str
    count: int


@dataclass(frozen=True, slots=True)
class PairRow:
    """One pair of the table: its joint tasks and, where it was compared with chance, what came of it."""

    pair: Pair
    expected: str
    verdict: str


@dataclass(frozen=True, slots=True)
class CoLeadsView:
    """The matrix of the units that lead, the table of pairs, the findings."""

    units: int
    heat: tuple[tuple[str, tuple[HeatCell, ...]], ...]
    pairs: tuple[PairRow, ...]
    all_pairs: int
    findings: tuple[Finding, ...]


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Voice) -> Prepared:
    """The co-leads of every plan; a plan without leads has an empty matrix, and the page says so."""
    found = analysis.results.co_leads
    ties = {(tie.a, tie.b): tie for tie in analysis.results.ties.leads.ties}
    rows = tuple(_pair_row(pair, ties.get((pair.a, pair.b)), voice) for pair in found.pairs[:PAIR_ROWS])
    it = CoLeadsView(
        units=len(found.units),
        heat=_heat(analysis),
        pairs=rows,
        all_pairs=len(found.pairs),
        findings=tuple(analysis.finding(name) for name in FINDINGS),
    )
    return Prepared("coleads", it)


def _pair_row(pair: Pair, tie: Tie | None, voice: Voice) -> PairRow:
    if tie is None:
        return PairRow(pair, "", "")
    return PairRow(pair, f"{tie.expected:.1f}", voice.t(f"verdict_{tie.verdict.name.lower()}"))


def _heat(analysis: Analysis) -> tuple[tuple[str, tuple[HeatCell, ...]], ...]:
    """Each unit with its row of shades and counts; the busiest where there are many."""
    found = analysis.results.co_leads
    busiest = sorted(range(len(found.units)), key=lambda row: -found.matrix[row][row])[:HEAT_UNITS]
    largest = max((len(pair.tasks) for pair in found.pairs), default=1)

    def shade(row: int, column: int) -> str:
        """Five steps up to the largest count off the diagonal."""
        count = found.matrix[row][column]
        if row == column:
            return "own"
        return f"h{max(1, -(-5 * count // largest))}" if count else "h0"

    shown = sorted(busiest)
    return tuple(
        (found.units[row], tuple(HeatCell(shade(row, column), found.matrix[row][column]) for column in shown))
        for row in shown
    )
