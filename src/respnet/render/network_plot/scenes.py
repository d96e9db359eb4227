"""Scenes of the network view, as plain data for the page's script.

A scene is the whole plan, one section, the units alone, or (for a plan too large to draw) one unit's own tasks.
Colours and lines belong to the style sheet and the script; scenes hold names, sizes and coordinates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Assignment, Role, Task, Unit
from respnet.render.network_plot.aggregate import aggregate_network, is_large
from respnet.render.network_plot.layout import NetworkLayout, PlotPoint, compute_circular_layout, compute_layout
from respnet.render.network_plot.plot import (
    compute_unit_size,
    count_busiest_tasks,
    format_task_box,
    get_plot_task_labels,
    get_unit_label,
    truncate_label,
    wrap_label,
)

SceneData = dict[str, object]
_HEADING_LENGTH = 20
_NARROW_TASKS = 80
"""More tasks do not fit a telephone, which then shows a part of the wide picture."""
_OWN_WIDTH, _OWN_HEIGHT, _OWN_LINES = 290, 35, 20
_OWN_MOST = 40
"""Tasks drawn on each side of a unit; the panel beside it names more."""


@dataclass(frozen=True, slots=True)
class PairLine:
    """Link between two unit ids: number of shared tasks, and True if significantly many."""

    a: str
    b: str
    count: int
    together: bool


class NodeKeys:
    """Short keys of units and tasks in the page's data, independent of texts in the plan."""

    def __init__(self, network: ResponsibilityNetwork) -> None:
        self.units = {unit.id: f"u{place}" for place, unit in enumerate(network.plan.units)}
        self.tasks = {task.id: f"t{task.order}" for task in network.tasks}


def build_unit_nodes(network: ResponsibilityNetwork, lang: Lang) -> list[SceneData]:
    """Build the nodes of all units, drawn or not: a unit of a large plan can be selected.

    Args:
        network: The network.
        lang: Language of the labels.
    """
    keys, most = NodeKeys(network), count_busiest_tasks(network)
    return [_unit_node(network, unit, keys.units[unit.id], lang, most) for unit in network.plan.units]


def _unit_node(network: ResponsibilityNetwork, unit: Unit, key: str, lang: Lang, most: int) -> SceneData:
    full = get_unit_label(unit, lang)
    tasks = len({one.task for one in network.assignments_by_unit[unit.id]})
    return {
        "id": key,
        "what": "unit",
        "label": wrap_label(full),
        "full": full,
        "name": unit.name,
        "kind": unit.kind.value,
        "size": compute_unit_size(tasks, most),
    }


def build_whole_scene(network: ResponsibilityNetwork, lang: Lang) -> SceneData:
    """Build the scene of the whole plan, aggregated if it is large.

    Args:
        network: The network.
        lang: Language of the labels.
    """
    return _scene(NodeKeys(network), aggregate_network(network), get_plot_task_labels(network, lang))


def build_section_scenes(network: ResponsibilityNetwork, sections: Sequence[str], lang: Lang) -> list[SceneData]:
    """Build a scene for each section: its tasks and the units that have one; none for a large plan.

    Args:
        network: The network.
        sections: Titles of sections of any level.
        lang: Language of the labels.
    """
    if is_large(network):
        return []
    keys, names = NodeKeys(network), get_plot_task_labels(network, lang)
    return [{"name": name, **_scene(keys, _filter_section(network, name), names)} for name in sections]


def _filter_section(network: ResponsibilityNetwork, section: str) -> ResponsibilityNetwork:
    tasks = tuple(task for task in network.tasks if section in task.section)
    kept = {task.id for task in tasks}
    assignments = tuple(one for one in network.plan.assignments if one.task in kept)
    there = {one.unit for one in assignments}
    units = tuple(unit for unit in network.plan.units if unit.id in there)
    return ResponsibilityNetwork(replace(network.plan, units=units, tasks=tasks, assignments=assignments))


def _scene(keys: NodeKeys, network: ResponsibilityNetwork, names: dict[str, str]) -> SceneData:
    """Build a scene: units, tasks with labels, headings and edges, with coordinates for wide and narrow screens."""
    wide = compute_layout(network)
    scene: SceneData = {
        "units": {keys.units[unit]: _xy(place) for unit, place in wide.units.items()},
        "tasks": [_task(network.task_by_id[task], keys, wide, names) for task in wide.tasks],
        "headings": [[truncate_label(one.title, _HEADING_LENGTH), *_xy(one.place)] for one in wide.headings],
        "lines": [_line(one, keys) for one in network.plan.assignments],
        "box": wide.box,
    }
    if len(network.tasks) <= _NARROW_TASKS:
        tight = compute_layout(network, narrow=True)
        places = [(keys.units[unit], place) for unit, place in tight.units.items()]
        places += [(keys.tasks[task], place) for task, place in tight.tasks.items()]
        scene["narrow"] = {key: _xy(place) for key, place in places}
    return scene


def _task(task: Task, keys: NodeKeys, where: NetworkLayout, names: dict[str, str]) -> SceneData:
    number = names.get(task.id, task.label)
    return {
        "id": keys.tasks[task.id],
        "what": "task",
        "label": format_task_box(number, task.title) if where.box else number,
        "short": number,
        "full": f"{number} {task.title}",
        "section": list(task.section),
        "order": task.order,
        "at": _xy(where.tasks[task.id]),
        "port": where.port(task.id).x,
    }


def _line(one: Assignment, keys: NodeKeys) -> list[object]:
    return [keys.units[one.unit], keys.tasks[one.task], list(Role).index(one.role)]


def _xy(place: PlotPoint) -> list[int]:
    return [place.x, place.y]


def build_units_scene(network: ResponsibilityNetwork, units: Sequence[str], joint: Sequence[PairLine]) -> SceneData:
    """Build the scene of the units alone with the links between them.

    Args:
        network: The network.
        units: Ids of the units, in an order that keeps groups together.
        joint: The links.
    """
    keys = NodeKeys(network)
    links = [(one.a, one.b) for one in joint]
    wide, tight = compute_circular_layout(units, links), compute_circular_layout(units, links, narrow=True)
    return {
        "units": {keys.units[unit]: _xy(place) for unit, place in wide.items()},
        "narrow": {keys.units[unit]: _xy(place) for unit, place in tight.items()},
        "pairs": [[keys.units[one.a], keys.units[one.b], one.count, int(one.together)] for one in joint],
    }


def build_own_task_scenes(network: ResponsibilityNetwork) -> SceneData:
    """Build each unit's own tasks for a large plan as [order, role, x, y], in printed order, leads on the left.

    Tasks without coordinates are too many to draw.
    """
    if not is_large(network):
        return {}
    keys = NodeKeys(network)
    return {keys.units[unit.id]: _place_own_tasks(network, unit) for unit in network.plan.units}


def _place_own_tasks(network: ResponsibilityNetwork, unit: Unit) -> list[list[int]]:
    sides: dict[bool, list[Assignment]] = {True: [], False: []}
    for one in network.assignments_by_unit[unit.id]:
        sides[one.role is Role.LEAD].append(one)
    rows = []
    for leading, those in sides.items():
        lines = min(_OWN_LINES, len(those))
        for place, one in enumerate(those):
            row = [network.task_by_id[one.task].order, list(Role).index(one.role)]
            rows.append(row)
            if place >= _OWN_MOST:
                continue
            column, line = divmod(place, _OWN_LINES)
            x = (330 + column * _OWN_WIDTH) * (-1 if leading else 1)
            y = round((line - (lines - 1) / 2) * _OWN_HEIGHT)
            row += [x, y]
    return rows
