"""The network as one SVG picture, for notebooks: the nodes, edges and places of the page's picture."""

from __future__ import annotations

from html import escape
from typing import Any

from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.render.network_plot.plot import draw_network

MARGIN = 120
"""Room for labels around the outermost nodes, in the picture's own units."""


class SvgPlot(str):
    """SVG text that a notebook shows as a picture."""

    __slots__ = ()

    def _repr_svg_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        return f"<SvgPlot of {len(self)} characters>"


def draw_svg(network: ResponsibilityNetwork, lang: Lang) -> SvgPlot:
    """Draw units as circles, tasks as boxes, and a line a role.

    Args:
        network: The network; a large one is drawn by sections, as on the page.
        lang: Language of the labels.

    Returns:
        A whole SVG element; names in it are escaped.
    """
    plot = draw_network(network, lang)
    nodes: dict[Any, dict[str, Any]] = {node["id"]: node for node in plot.nodes}
    drawn = [_draw_edge(nodes[edge["from"]], nodes[edge["to"]], edge) for edge in plot.edges]
    drawn += [_draw_node(node) for node in nodes.values()]
    x, y = ([node[axis] for node in nodes.values()] or [0] for axis in ("x", "y"))
    box = (min(x) - MARGIN, min(y) - MARGIN, max(x) - min(x) + 2 * MARGIN, max(y) - min(y) + 2 * MARGIN)
    view = " ".join(f"{value:.0f}" for value in box)
    style = "max-width:100%;height:auto;background:#fff;font-family:sans-serif"
    return SvgPlot(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" style="{style}">{"".join(drawn)}</svg>')


def _draw_edge(start: dict[str, Any], end: dict[str, Any], edge: dict[str, Any]) -> str:
    dashes = f' stroke-dasharray="{" ".join(map(str, edge["dashes"]))}"' if edge["dashes"] else ""
    ends = f'x1="{start["x"]:.1f}" y1="{start["y"]:.1f}" x2="{end["x"]:.1f}" y2="{end["y"]:.1f}"'
    return f'<line {ends} stroke="{edge["color"]}" stroke-width="{edge["width"]}"{dashes}/>'


def _draw_node(node: dict[str, Any]) -> str:
    x, y, lines = node["x"], node["y"], str(node["label"]).split("\n")
    size, shape = node.get("font", {}).get("size", 12), ""
    if node["what"] == "unit":
        shape = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{node["size"]}" fill="{node["color"]}"/>'
        y += node["size"] + size
    text = "".join(
        f'<tspan x="{x:.1f}" y="{y + 1.2 * size * place:.1f}">{escape(line)}</tspan>'
        for place, line in enumerate(lines)
    )
    halo = 'text-anchor="middle" stroke="#fff" stroke-width="3" paint-order="stroke"'
    title = escape(str(node.get("full", node["label"])))
    return f'<g><title>{title}</title>{shape}<text font-size="{size}" {halo}>{text}</text></g>'
