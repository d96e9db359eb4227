"""Places in the picture: integers, the same every time, nobody on top of anybody."""

from __future__ import annotations

from typing import Any

import pytest

from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
from respnet.render.network_plot.plot import draw_network


def network(tasks: int, units: int, sections: int) -> ResponsibilityNetwork:
    rows = [
        TaskRow(
            f"任务{task}",
            number=str(task + 1),
            section=(f"第{task * sections // tasks}节",) if sections else (),
            units=(UnitList(Role.LEAD, (f"单位{task % units}", f"单位{(task * 7 + 1) % units}")),) if units else (),
        )
        for task in range(tasks)
    ]
    return ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))


SIZES = [(0, 1, 0), (1, 1, 0), (1, 0, 1), (2, 2, 1), (32, 33, 10), (81, 40, 4), (300, 120, 20), (1000, 200, 1)]


def place(net: ResponsibilityNetwork, what: str) -> list[tuple[int, int]]:
    nodes: list[dict[str, Any]] = [node for node in draw_network(net).nodes if node["what"] == what]
    assert all(type(node[axis]) is int for node in nodes for axis in ("x", "y"))
    return [(node["x"], node["y"]) for node in nodes]


@pytest.mark.parametrize(("tasks", "units", "sections"), SIZES)
def test_everything_has_a_place_of_its_own_at_readable_distance(tasks: int, units: int, sections: int) -> None:
    net = network(tasks, units, sections)
    of_tasks, of_units = place(net, "task"), place(net, "unit")
    assert (len(of_tasks), len(of_units)) == (len(net.tasks), len(net.plan.units))
    assert len({*of_tasks, *of_units}) == len(of_tasks) + len(of_units)
    for number, (x, y) in enumerate(of_units):
        assert all(abs(x - x2) >= 100 or abs(y - y2) >= 60 for x2, y2 in of_units[:number])
        assert all(abs(x) < abs(x2) for x2, _ in of_tasks)


def test_the_same_every_time_and_in_printed_order() -> None:
    net = network(32, 33, 10)
    assert draw_network(net) == draw_network(net)
    places = place(net, "task")
    left = [y for x, y in places if x < 0]
    right = [y for x, y in places if x > 0]
    assert [*left, *right] == [y for _, y in places]
    assert left == sorted(left)
    assert right == sorted(right)
    assert abs(len(left) - len(right)) <= 4
