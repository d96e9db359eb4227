"""Heat map of joint tasks: units by units in cluster order, with the printed order kept."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis.clusters.clusters import LeadClusters
from respnet.render.page.views.pairs import JointPair, JointPairs, format_pair, group_by_cluster
from respnet.render.presenter import Presenter

MAX_HEAT_UNITS = 60


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A cell: its shade (a CSS class), its count, and for a pair its text alternative.

    `row` is the pair's index in the table, 0 for none; `first` is True in the one of a pair's two cells that takes the
    keyboard focus.
    """

    shade: str
    count: int
    together: bool
    words: str
    row: int
    first: bool


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One unit's row. `printed` is its position in the plan; `starts` is True for the first row of a cluster."""

    unit: str
    printed: int
    starts: bool
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Rows in display order, number of units, and True if that order is by cluster."""

    rows: tuple[HeatRow, ...]
    units: int
    grouped: bool


def build_heat_map(
    joint: JointPairs, clusters: LeadClusters, voice: Presenter, table: dict[tuple[str, str], int]
) -> HeatMap:
    """Build the matrix of the units with joint tasks; only the busiest if there are many.

    Args:
        joint: The pairs.
        clusters: The clusters, which give the order.
        voice: The presenter.
        table: Index of each pair in the table of pairs.
    """
    own = dict(zip(joint.units, joint.own, strict=True))
    printed = {unit: place for place, unit in enumerate(joint.units)}
    busiest = set(sorted(joint.units, key=lambda unit: -own[unit])[:MAX_HEAT_UNITS])
    groups = group_by_cluster(tuple(unit for unit in joint.units if unit in busiest), clusters) if joint.led else ()
    order = [unit for group in groups for unit in group] or [unit for unit in joint.units if unit in busiest]
    starts = {group[0] for group in groups[1:]}
    pairs = {frozenset((pair.a, pair.b)): pair for pair in joint.pairs}
    largest = max((len(pair.tasks) for pair in joint.pairs), default=1)

    def cell(unit: str, other: str) -> HeatCell:
        if unit == other:
            return HeatCell("own", own[unit], False, "", 0, False)
        pair = pairs.get(frozenset((unit, other)))
        if pair is None:
            return HeatCell("h0", 0, False, "", 0, False)
        # Five steps up to the largest count off the diagonal.
        shade = f"h{max(1, -(-5 * len(pair.tasks) // largest))}"
        words = _words(voice, pair, led=joint.led)
        return HeatCell(shade, len(pair.tasks), pair.together, words, table.get((pair.a, pair.b), 0), pair.a == unit)

    rows = tuple(
        HeatRow(unit, printed[unit], unit in starts, tuple(cell(unit, other) for other in order)) for unit in order
    )
    return HeatMap(
        rows, len(joint.units), len(groups) > 1 and [printed[unit] for unit in order] != sorted(printed.values())
    )


def _words(voice: Presenter, pair: JointPair, *, led: bool) -> str:
    names = {"a": voice.unit_name(pair.a), "b": voice.unit_name(pair.b)}
    return voice.t("pair_of", **names, words=format_pair(voice, pair, led=led))
