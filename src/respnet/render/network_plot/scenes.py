"""Scene of the units alone, and the tasks of each unit, as plain data for the page's script.

Colours and lines belong to the style sheet and the script; scenes hold names, sizes and coordinates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role, Unit
from respnet.findings.display_names import format_unit_name
from respnet.render.network_plot.layout import PlotPoint, compute_circular_layout
from respnet.render.network_plot.plot import compute_unit_size, count_busiest_tasks, wrap_label

SceneData = dict[str, object]


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
    full = format_unit_name(network, unit.id, lang)
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


def list_unit_tasks(network: ResponsibilityNetwork) -> SceneData:
    """List the tasks of each unit as [order, role], in printed order."""
    keys, roles, task = NodeKeys(network), list(Role), network.task_by_id
    return {
        keys.units[unit.id]: [
            [task[one.task].order, roles.index(one.role)] for one in network.assignments_by_unit[unit.id]
        ]
        for unit in network.plan.units
    }
