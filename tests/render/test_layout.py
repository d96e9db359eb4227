"""Places in the picture: integers, the same every time, nobody on top of anybody."""

from __future__ import annotations

import pytest

from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
from respnet.render.network_plot.layout import compute_layout


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


@pytest.mark.parametrize(("tasks", "units", "sections"), SIZES)
def test_everything_has_a_place_of_its_own(tasks: int, units: int, sections: int) -> None:
    net = network(tasks, units, sections)
    where = compute_layout(net)
    places = [*where.tasks.values(), *where.units.values()]
    assert set(where.tasks) == {task.id for task in net.tasks}
    assert set(where.units) == {unit.id for unit in net.plan.units}
    assert len(set(places)) == len(places)
    assert all(isinstance(place.x, int) and isinstance(place.y, int) for place in places)


@pytest.mark.parametrize(("tasks", "units", "sections"), SIZES)
def test_units_stand_between_the_columns_of_tasks_at_readable_distance(tasks: int, units: int, sections: int) -> None:
    where = compute_layout(network(tasks, units, sections))
    for unit in where.units.values():
        for other in where.units.values():
            assert unit is other or abs(unit.x - other.x) >= 100 or abs(unit.y - other.y) >= 60
        assert all(abs(unit.x) < abs(task.x) for task in where.tasks.values())


def test_the_same_every_time_and_in_printed_order() -> None:
    net = network(32, 33, 10)
    assert compute_layout(net) == compute_layout(net)
    left = [task for task in net.tasks if compute_layout(net).tasks[task.id].x < 0]
    right = [task for task in net.tasks if compute_layout(net).tasks[task.id].x > 0]
    assert left == list(net.tasks[: len(left)])
    for side in (left, right):
        heights = [compute_layout(net).tasks[task.id].y for task in side]
        assert heights == sorted(heights)
    assert abs(len(left) - len(right)) <= 4
