"""The assignment chart: few crossings, no line through a stranger, names as text, the same bytes each time."""

from __future__ import annotations

from itertools import pairwise, permutations
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from numpy.typing import NDArray

from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
from respnet.intake.read import read_plan
from respnet.render.assignment_chart import layout as geometry
from respnet.render.assignment_chart.layout import (
    ChartLayout,
    compute_crossing_costs,
    is_folded,
    lay_out_chart,
    order_units,
)
from respnet.render.assignment_chart.svg import draw_svg
from respnet.render.network_plot.aggregate import aggregate_network
from tests.analysis.family import FAMILY, network
from tests.render.large import large_plan
from tests.toy import AWKWARD

SVG = "{http://www.w3.org/2000/svg}"


def count_crossings(order: NDArray[np.int64], sides: tuple[NDArray[np.bool_], ...]) -> int:
    """Crossings of straight lines between the units in this order and the tasks of each side, from the costs."""
    return int(np.triu(compute_crossing_costs(sides)[np.ix_(order, order)], 1).sum())


def cross(layout: ChartLayout) -> int:
    """Crossings of the curves as straight lines, counted pair by pair; neighbours on one box do not count."""
    found = 0
    for left in (True, False):
        curves = [one for one in layout.curves if (one.end[0] < geometry.BOX_LEFT) == left]
        middle = {unit.unit.id: unit.y for unit in layout.units}
        for place, one in enumerate(curves):
            for other in curves[:place]:
                found += (middle[one.unit] - middle[other.unit]) * (one.end[1] - other.end[1]) < 0
    return found


def test_crossings_are_counted_as_they_are_and_few_of_the_shipped_plan() -> None:
    network = ResponsibilityNetwork(read_plan(Path(__file__).parents[2] / "data"))
    layout = lay_out_chart(network)
    split = sum(one.side == "left" for one in layout.tasks)
    lead = network.biadjacency(Role.LEAD)
    order = np.array([network.actors.index(one.unit) for one in layout.units])
    assert count_crossings(order, (lead[:, :split], lead[:, split:])) == cross(layout) <= 171
    assert (len(layout.units), len(layout.curves), len(layout.folded)) == (13, 60, 19)
    assert layout.height <= 560


@pytest.mark.parametrize("seed", range(12))
def test_the_order_is_at_most_a_tenth_worse_than_the_best_of_all(seed: int) -> None:
    chance = np.random.default_rng(seed)
    sides = (chance.random((6, 9)) < 0.3, chance.random((6, 7)) < 0.3)
    best = min(count_crossings(np.array(order), sides) for order in permutations(range(6)))
    found = count_crossings(order_units(sides), sides)
    assert best <= found <= 1.1 * best + 1
    assert sorted(order_units(sides)) == list(range(6))


@pytest.mark.parametrize("name", FAMILY)
def test_no_line_runs_through_a_stranger_and_no_row_over_another(name: str) -> None:
    layout = lay_out_chart(aggregate_network(FAMILY[name]))
    dots = {"left": geometry.SIDE + 10, "right": layout.right - 10}
    for one in layout.curves:  # between the edge of its box and its dot there is nothing but curves
        (x1, _), (x2, _) = one.start, one.end
        assert {x1, x2} in ({geometry.BOX_LEFT, dots["left"]}, {layout.box_right, dots["right"]})
    boxes = sorted(one.y for one in layout.units)
    assert all(b - a >= geometry.BOX_HEIGHT + 2 for a, b in pairwise(boxes))
    for side in ("left", "right"):
        rows = [one.y for one in (*layout.tasks, *layout.headings) if one.side == side]
        assert all(b - a >= geometry.ROW for a, b in pairwise(sorted(rows)))
    for unit in layout.units:
        ends = [one.start[1] for one in layout.curves if one.unit == unit.unit.id]
        assert all(abs(y - unit.y) <= geometry.BOX_HEIGHT / 2 for y in ends)
    assert len(layout.tasks) == len(aggregate_network(FAMILY[name]).tasks)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_are_text_and_links_and_the_bytes_are_the_same(lang: str) -> None:
    names = (*AWKWARD, "<script>", 'a"onload=x', "很长的单位名称" * 6)
    rows = [TaskRow(name, number=name[:9], section=(name,), units=(UnitList(Role.LEAD, (name,)),)) for name in names]
    network = ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))
    drawn = draw_svg(network, "en" if lang == "en" else "zh")
    assert drawn == draw_svg(network, "en" if lang == "en" else "zh")
    root = ElementTree.fromstring(drawn)
    assert {one.tag.removeprefix(SVG) for one in root.iter()} == {
        *("svg", "style", "text", "title", "path", "a", "circle", "rect"),
    }
    assert all(one.get("href", "#").startswith("#") for one in root.iter(f"{SVG}a"))
    assert "\n" not in repr(drawn)


def test_parts_that_share_a_title_show_their_own_words() -> None:
    rows = [
        TaskRow(
            "完善体系", number="3", part=part, text=f"完善体系。\n{words}", units=(UnitList(Role.LEAD, ("县科协",)),)
        )
        for part, words in (("1", "建科技馆"), ("2", "办科普日"))
    ]
    drawn = draw_svg(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows)), "zh")
    assert "…建科技馆" in drawn
    assert "…办科普日" in drawn


def test_a_large_plan_is_drawn_by_sections() -> None:
    network = ResponsibilityNetwork(large_plan())
    layout = lay_out_chart(aggregate_network(network, large=is_folded(network)))
    assert len(layout.tasks) == 24
    assert len(layout.units) == 40
    assert draw_svg(network, "zh").count('class="t"') == 24


def test_a_plan_of_supervisors_alone_is_drawn_with_them() -> None:
    layout = lay_out_chart(network([], extra=["a", "b"]))
    assert {(one.unit, one.task) for one in layout.curves} == {("p/a", "p/w"), ("p/b", "p/w")}
    assert [(one.leads, one.others) for one in layout.units] == [(0, 1), (0, 1)]
    assert layout.folded == ()


def test_where_sections_stand_for_tasks_the_counts_are_said_to_be_of_sections() -> None:
    lists = (UnitList(Role.LEAD, ("甲局",)), UnitList(Role.RESPONSIBLE, ("乙局",)))
    rows = [TaskRow(f"任务{n}", section=(f"第{n % 4}部分",), units=lists) for n in range(geometry.MAX_TASKS + 1)]
    many = ResponsibilityNetwork(build_plan(PlanFacts("p"), sorted(rows, key=lambda row: row.section)))
    assert "Units (sections: leads + others)" in draw_svg(many, "en")
    few = ResponsibilityNetwork(build_plan(PlanFacts("p"), rows[:8]))
    assert "Units (leads + other tasks)" in draw_svg(few, "en")
