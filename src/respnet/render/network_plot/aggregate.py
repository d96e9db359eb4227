"""Aggregation of very large plans for drawing: the busiest units, and sections in place of tasks."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Assignment, Role, Task

MAX_DRAWN_NODES = 1_500
"""Units and tasks together that are drawn one by one."""

MAX_AGGREGATE_UNITS, MAX_AGGREGATE_GROUPS = 200, 300

GROUP_NUMBER = "·"
"""Number of what stands for a section; its `source` is the path of the section."""


def is_large(network: ResponsibilityNetwork) -> bool:
    """True if the plan has too many units and tasks to draw each of them."""
    return len(network.plan.units) + len(network.tasks) > MAX_DRAWN_NODES


def aggregate_network(network: ResponsibilityNetwork, *, large: bool | None = None) -> ResponsibilityNetwork:
    """Return the network itself, or for a large plan its busiest units with the sections they have tasks in.

    A section becomes one task, whose `order` is that of its first task; a unit has its strongest role there.
    In a plan without sections, or with too many, runs of tasks in printed order take their place.

    Args:
        network: The network.
        large: True to aggregate; None where `is_large` decides.
    """
    if not (is_large(network) if large is None else large):
        return network
    group_of, groups = _groups(network)
    busiest = sorted(network.plan.units, key=lambda unit: -len(network.assignments_by_unit[unit.id]))[
        :MAX_AGGREGATE_UNITS
    ]
    kept = {unit.id for unit in busiest}
    strongest: dict[tuple[str, str], Role] = {}
    roles = list(Role)
    for one in network.plan.assignments:
        if one.unit in kept:
            key = (group_of[one.task], one.unit)
            strongest[key] = min(strongest.get(key, one.role), one.role, key=roles.index)
    assignments = tuple(
        Assignment(unit, group, role, place, network.unit_by_id[unit].name)
        for place, ((group, unit), role) in enumerate(strongest.items(), 1)
    )
    units = tuple(unit for unit in network.plan.units if unit.id in kept)
    return ResponsibilityNetwork(replace(network.plan, units=units, tasks=groups, assignments=assignments))


def group_tasks(network: ResponsibilityNetwork) -> dict[int, int]:
    """Map the order of each task to that of the first task of its group, which stands for it in a large chart."""
    order = {task.id: task.order for task in network.tasks}
    return {order[task]: order[group] for task, group in _groups(network)[0].items()}


def _groups(network: ResponsibilityNetwork) -> tuple[dict[str, str], tuple[Task, ...]]:
    """Map each task to the id of its group; the groups are in printed order."""
    tasks, label_of = network.tasks, network.label_by_task
    runs = [(section, list(those)) for section, those in groupby(tasks, key=lambda task: task.section)]
    if len(runs) > MAX_AGGREGATE_GROUPS or len(runs) == 1:
        size = -(-len(tasks) // 50)
        runs = [((), list(tasks[start : start + size])) for start in range(0, len(tasks), size)]
    groups, group_of = [], {}
    for section, those in runs:
        first, last = those[0], those[-1]
        title = f"{section[-1] if section else f'{label_of[first.id]}–{label_of[last.id]}'} ({len(those)})"
        path = " › ".join(section)
        groups.append(Task(first.id, first.order, title, number=GROUP_NUMBER, section=section[:-1], source=path))
        group_of.update(dict.fromkeys((task.id for task in those), first.id))
    return group_of, tuple(groups)
