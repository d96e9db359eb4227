"""Nodes and edges with style and coordinates, for pyvis and vis-network."""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING

from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role, Unit
from respnet.findings.display_names import format_task_label, format_unit_name
from respnet.render.assignment_chart.layout import ChartLayout, estimate_text_width, lay_out_chart
from respnet.render.network_plot.aggregate import aggregate_network, is_large
from respnet.render.network_plot.node_styles import NODE_STYLES
from respnet.render.network_plot.units_svg import compute_unit_size, count_busiest_tasks, wrap_label

if TYPE_CHECKING:
    from pyvis.network import Network as PyvisNetwork

FONT_FAMILY = (
    '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", '
    "system-ui, sans-serif"
)
INK, FAINT_INK = "#16202c", "#5b6877"


EDGE_STYLES: dict[Role, dict[str, object]] = {
    Role.LEAD: {"width": 2.2, "dashes": False, "color": "#1f3f66"},
    Role.RESPONSIBLE: {"width": 1, "dashes": [6, 4], "color": "#9aa8b8"},
    Role.SUPPORT: {"width": 1, "dashes": [1, 4], "color": "#9aa8b8"},
    Role.SUPERVISE: {"width": 1, "dashes": [8, 3, 1, 3], "color": "#b9a48a"},
}

MAX_BOX_TITLE_LENGTH = 16
_STRETCH = 1.78
"""The chart's heights, stretched to the boxes and names of vis-network."""
_TASK_X = {"left": -520, "right": 520}
_ASIDE, _APART, _IN_A_ROW, _ROW_HEIGHT = 90, 140, 8, 90


NetworkPlot = namedtuple("NetworkPlot", "nodes edges")
"""Nodes and edges in vis-network's format; values are constants or texts from the plan."""


def draw_network(network: ResponsibilityNetwork, lang: Lang = "zh") -> NetworkPlot:
    """Draw the whole plan: nodes are units, tasks and section headings, in this order.

    Args:
        network: The network.
        lang: Language of the labels.
    """
    labels = {} if is_large(network) else {task.id: format_task_label(network, task.id, lang) for task in network.tasks}
    network = aggregate_network(network)
    where, most = lay_out_chart(network), count_busiest_tasks(network)
    places = _place_units(network, where)
    unit_keys = {unit.id: f"u{place}" for place, unit in enumerate(network.plan.units)}
    task_keys = {task.id: f"t{task.order}" for task in network.tasks}
    nodes = [
        *(_unit_node(network, unit, unit_keys[unit.id], places[unit.id], lang, most) for unit in network.plan.units),
        *_task_nodes(network, task_keys, where, labels),
        *_headings(where),
    ]
    edges = [
        {
            "id": f"e{place}",
            "from": unit_keys[one.unit],
            "to": task_keys[one.task],
            "role": one.role.value,
            **EDGE_STYLES[one.role],
        }
        for place, one in enumerate(network.plan.assignments)
    ]
    return NetworkPlot(tuple(nodes), tuple(edges))


def _unit_node(
    network: ResponsibilityNetwork, unit: Unit, key: str, place: tuple[int, int], lang: Lang, most: int
) -> dict[str, object]:
    mine = network.assignments_by_unit[unit.id]
    look = NODE_STYLES[unit.kind]
    return {
        "id": key,
        "what": "unit",
        "label": wrap_label(format_unit_name(network, unit.id, lang)),
        "full": format_unit_name(network, unit.id, lang),
        "name": unit.name,
        "kind": unit.kind.value,
        "shape": look.shape,
        "color": look.colour,
        "size": compute_unit_size(len({one.task for one in mine}), most),
        "x": place[0],
        "y": place[1],
        "font": {
            "size": 15 if lang == "zh" else 12,
            "face": FONT_FAMILY,
            "color": INK,
            "strokeWidth": 3,
            "strokeColor": "#ffffff",
            "vadjust": -2,
        },
    }


def _place_units(network: ResponsibilityNetwork, where: ChartLayout) -> dict[str, tuple[int, int]]:
    """Place the units between the tasks as in the chart, left and right of its middle; those without a box below it."""
    places = {one.unit.id: ((-1) ** number * _ASIDE, round(one.y * _STRETCH)) for number, one in enumerate(where.units)}
    for number, unit in enumerate(where.folded):
        row, column = divmod(number, _IN_A_ROW)
        x = round((column - (_IN_A_ROW - 1) / 2) * _APART)
        places[unit] = (x, round(where.height * _STRETCH) + (row + 1) * _ROW_HEIGHT)
    return places


def _task_nodes(
    network: ResponsibilityNetwork, keys: dict[str, str], where: ChartLayout, labels: dict[str, str]
) -> list[dict[str, object]]:
    return [
        {
            "id": keys[one.task.id],
            "what": "task",
            "label": format_task_box(labels.get(one.task.id, one.task.label), one.task.title),
            "full": f"{labels.get(one.task.id, one.task.label)} {one.task.title}",
            "section": list(one.task.section),
            "order": one.task.order,
            "shape": "box",
            "color": {"background": "#ffffff", "border": "#8794a5"},
            "x": _TASK_X[one.side],
            "y": round(one.y * _STRETCH),
            "font": {"size": 14, "face": FONT_FAMILY, "color": INK, "align": "left"},
            "widthConstraint": 252,
        }
        for one in where.tasks
    ]


def _headings(where: ChartLayout) -> list[dict[str, object]]:
    return [
        {
            "id": f"h{place}",
            "what": "heading",
            "label": _truncate_label(heading.text, 18),
            "name": heading.text,
            "shape": "text",
            "x": _TASK_X[heading.side],
            "y": round(heading.y * _STRETCH),
            "font": {"size": 12, "face": FONT_FAMILY, "color": FAINT_INK},
        }
        for place, heading in enumerate(where.headings)
    ]


def _truncate_label(text: str, most: int) -> str:
    """Truncate a label with an ellipsis."""
    return text if len(text) <= most else text[: most - 1] + "…"


def format_task_box(number: str, title: str) -> str:
    """Format the label of a task's box on one line; a long number leaves less room for the title.

    Args:
        number: The task's number.
        title: The task's title.

    >>> format_task_box("12", "加强各类青少年科普阵地建设"), format_task_box("二（一）12", "加强各类青少年科普阵地建设")
    ('12 加强各类青少年科普阵地建设', '二（一）12 加强各类青少年科普阵地…')
    """
    room = MAX_BOX_TITLE_LENGTH - max(0, round(estimate_text_width(number) / estimate_text_width("国")) - 1)
    return f"{number} {_truncate_label(title, room)}"


def to_pyvis(network: ResponsibilityNetwork, lang: Lang = "zh") -> PyvisNetwork:
    """Convert the plot to a pyvis Network for notebooks: physics off, coordinates fixed by respnet.

    Use its `generate_html()` offline; pyvis writes files without an encoding.

    Args:
        network: The network.
        lang: Language of the labels.
    """
    from pyvis.network import Network

    drawn = draw_network(network, lang)
    # Directed, because pyvis drops the second edge between a pair of an undirected network.
    net = Network(height="760px", width="100%", directed=True, cdn_resources="in_line")
    net.options = {"physics": {"enabled": False}, "edges": {"smooth": False, "arrows": {"to": {"enabled": False}}}}
    for node in drawn.nodes:
        looks = {key: value for key, value in node.items() if key not in {"id", "label"}}
        net.add_node(node["id"], label=node["label"], **looks)
    for edge in drawn.edges:
        looks = {key: value for key, value in edge.items() if key not in {"from", "to"}}
        net.add_edge(edge["from"], edge["to"], arrows="", **looks)  # pyvis draws heads where nothing is said
    return net
