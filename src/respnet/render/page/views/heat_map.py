"""The heat map of joint tasks: units by units, clusters side by side, the printed order kept beside it."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis.clusters.clusters import LeadClusters
from respnet.render.page.views.pairs import JointPair, JointPairs, format_pair, group_by_cluster
from respnet.render.presenter import Presenter

MAX_HEAT_UNITS = 60


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One cell: its shade (a class of the style sheet), its count, and for a pair what that says.

    `row` is the pair's place in the table, 0 where it has none; `first` is true in the one of a pair's two cells that
    the keyboard stops at.
    """

    shade: str
    count: int
    together: bool
    words: str
    row: int
    first: bool


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One unit's row. `printed` is its place in the plan; `starts` says that a cluster begins with it."""

    unit: str
    printed: int
    starts: bool
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """The rows in the order shown, how many units there are, and whether that order is the clusters'."""

    rows: tuple[HeatRow, ...]
    units: int
    grouped: bool


def build_heat_map(
    joint: JointPairs, clusters: LeadClusters, voice: Presenter, table: dict[tuple[str, str], int]
) -> HeatMap:
    """The matrix of the units with joint tasks of their own, the busiest where there are many."""
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
