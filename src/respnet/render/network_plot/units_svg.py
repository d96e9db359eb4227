"""Plot of the units alone as SVG: on a ring, with a line for each pair that shares tasks, as wide as it shares many."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Sequence
from urllib.parse import quote

from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Unit, UnitKind
from respnet.findings.display_names import format_unit_name
from respnet.render.assignment_chart.svg import escape_text
from respnet.render.network_plot.layout import PlotPoint, compute_circular_layout
from respnet.render.network_plot.node_styles import NODE_STYLES
from respnet.render.network_plot.plot import compute_unit_size, count_busiest_tasks, wrap_label

SHAPES = {
    "dot": '<circle r="6"></circle>',
    "diamond": '<path d="M0 -7 7 0 0 7 -7 0Z"></path>',
    "triangle": '<path d="M0 -7 7 6 -7 6Z"></path>',
    "triangleDown": '<path d="M0 7 7 -6 -7 -6Z"></path>',
    "square": '<path d="M-6 -6H6V6H-6Z"></path>',
    "hexagon": '<path d="M-7 0 -3.5 -6H3.5L7 0 3.5 6H-3.5Z"></path>',
    "star": '<path d="M0 -7 2 -2 7 -2 3 1.5 4.5 7 0 3.7 -4.5 7 -3 1.5 -7 -2 -2 -2Z"></path>',
}
_MARGIN_X, _MARGIN_Y, _LINE = 80, 66, 17


PairLine = namedtuple("PairLine", "a b count together")
"""Link between two unit ids: number of shared tasks, and True if significantly many."""


def get_unit_keys(network: ResponsibilityNetwork) -> dict[str, str]:
    """Return short keys of the units in the page's data, independent of texts in the plan."""
    return {unit.id: f"u{place}" for place, unit in enumerate(network.plan.units)}


def format_units(network: ResponsibilityNetwork, units: Sequence[str], joint: Sequence[PairLine], lang: Lang) -> str:
    """Format the plot as SVG.

    Args:
        network: The network.
        units: Ids of the units, in an order that keeps groups together.
        joint: The links.
        lang: Language of the labels.

    Returns:
        A whole SVG element; names in it are escaped.
    """
    places = compute_circular_layout(units, [(one.a, one.b) for one in joint])
    keys, most = get_unit_keys(network), count_busiest_tasks(network)
    x, y = ([getattr(place, axis) for place in places.values()] or [0] for axis in "xy")
    left, top = min(x) - _MARGIN_X, min(y) - _MARGIN_Y
    size = f"{left} {top} {max(x) + _MARGIN_X - left} {max(y) + _MARGIN_Y - top}"
    parts = [_format_line(one, keys, places) for one in joint]
    parts += [_format_count(one, keys, places) for one in joint]
    parts += [_format_unit(network, network.unit_by_id[unit], keys[unit], places[unit], most, lang) for unit in units]
    return f'<svg xmlns="http://www.w3.org/2000/svg" class="units" viewBox="{size}" role="group">{"".join(parts)}</svg>'


def _format_line(one: PairLine, keys: dict[str, str], places: dict[str, PlotPoint]) -> str:
    a, b = places[one.a], places[one.b]
    width = min(9, 1.2 + 0.75 * one.count)  # wide enough to tell apart, never so wide that it hides names
    kind = "curve together" if one.together else "curve joint"
    ends = f'data-a="{keys[one.a]}" data-b="{keys[one.b]}" d="M{a.x} {a.y}L{b.x} {b.y}"'
    return f'<path class="{kind}" {ends} stroke-width="{width:.2f}"/>'


def _format_count(one: PairLine, keys: dict[str, str], places: dict[str, PlotPoint]) -> str:
    a, b = places[one.a], places[one.b]
    at = f'x="{(a.x + b.x) / 2:g}" y="{(a.y + b.y) / 2 + 5:g}"'
    return f'<text class="curve count" data-a="{keys[one.a]}" data-b="{keys[one.b]}" {at}>{one.count}</text>'


def _format_unit(network: ResponsibilityNetwork, unit: Unit, key: str, at: PlotPoint, most: int, lang: Lang) -> str:
    name = format_unit_name(network, unit.id, lang)
    size = compute_unit_size(len({one.task for one in network.assignments_by_unit[unit.id]}), most)
    lines = wrap_label(name).split("\n")
    # On the ring the lines of the upper units go down, so their names stand above.
    first = at.y - size - 7 - (len(lines) - 1) * _LINE if at.y < -20 else at.y + size + _LINE
    texts = [
        f'<tspan x="{at.x}" y="{first + place * _LINE}">{escape_text(line)}</tspan>' for place, line in enumerate(lines)
    ]
    shape = f'<g class="k{list(UnitKind).index(unit.kind)}" transform="translate({at.x} {at.y}) scale({size / 6:.2f})">'
    return (
        f'<a class="u" data-id="{key}" href="#unit={quote(unit.name, safe="")}">'
        f"<title>{escape_text(name)}</title>{shape}{SHAPES[NODE_STYLES[unit.kind].shape]}</g>"
        f"<text>{''.join(texts)}</text></a>"
    )
