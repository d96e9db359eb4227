"""Plot of the units alone as SVG: on a ring, with a line for each pair that shares tasks, as wide as it shares many.

Places on the ring are deterministic, partners near each other.
"""

from __future__ import annotations

import textwrap
from collections import namedtuple
from collections.abc import Sequence
from math import cos, pi, sin, sqrt
from urllib.parse import quote

from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Unit, UnitKind
from respnet.findings.display_names import format_unit_name
from respnet.render.assignment_chart.svg import escape_text
from respnet.render.network_plot.node_styles import NODE_STYLES

UnitLink = tuple[str, str]

_ROOM = 120
"""Pixels on the ring for each unit and its name."""
_CROWDED = 18
"""From so many units on every other one stands further in, so that names do not touch."""
_MOST_MOVED, _SWEEPS = 40, 8
"""Larger rings keep the order of the clusters."""


def compute_circular_layout(units: Sequence[str], links: Sequence[UnitLink]) -> dict[str, PlotPoint]:
    """Compute integer coordinates of all units on the ring.

    Args:
        units: Ids of the units, in an order that keeps groups together.
        links: Weighted links between units.

    Returns:
        Coordinates by unit id.

    >>> places = compute_circular_layout(["a", "b", "c", "d", "hub"], [("hub", one) for one in "abcd"])
    >>> places["hub"], len(set(places.values()))
    (PlotPoint(x=0, y=0), 5)
    """
    hub = _hub(units, links)
    order = _optimize_order([unit for unit in units if unit != hub], [link for link in links if hub not in link])
    places = {} if hub is None else {hub: PlotPoint(0, 0)}
    for place, unit in enumerate(order):
        places[unit] = _on_ring(place, len(order))
    return {unit: places[unit] for unit in units}


def _on_ring(place: int, units: int) -> PlotPoint:
    """Compute a point on the ring, clockwise from the top; in a crowd every other one is further in."""
    crowded = units >= _CROWDED
    around = max(1, units) * (_ROOM * 0.62 if crowded else _ROOM) / (2 * pi)
    across, down = max(400, round(around * 1.28)), max(250, round(around * 0.8))
    angle, share = 2 * pi * place / units - pi / 2, 0.78 if crowded and place % 2 else 1.0
    return PlotPoint(round(across * share * cos(angle)), round(down * share * sin(angle)))


def _hub(units: Sequence[str], links: Sequence[UnitLink]) -> str | None:
    """Find the unit linked with at least half of all others, if it has four or more links; it gets the middle."""
    partners = dict.fromkeys(units, 0)
    for link in links:
        for unit in link:
            partners[unit] += 1
    most = max(units, key=lambda unit: partners[unit], default=None)
    if most is None or partners[most] < max(4, (len(units) - 1) / 2):
        return None
    return most


def _optimize_order(order: list[str], links: Sequence[UnitLink]) -> list[str]:
    """Improve the order on the ring by moving one unit at a time while that shortens the links."""
    if not 3 < len(order) <= _MOST_MOVED:
        return order
    for _ in range(_SWEEPS):
        before = _compute_link_length(order, links)
        for unit in list(order):
            order = _move_to_best_place(order, unit, links)
        if _compute_link_length(order, links) == before:
            break
    return order


def _move_to_best_place(order: list[str], unit: str, links: Sequence[UnitLink]) -> list[str]:
    """Move one unit to its best place in the order; it stays where no place is better."""
    if not any(unit in link for link in links):
        return order
    best, least = order, _compute_link_length(order, links)
    rest = [one for one in order if one != unit]
    for place in range(len(rest)):
        tried = [*rest[:place], unit, *rest[place:]]
        length = _compute_link_length(tried, links)
        if length < least:
            best, least = tried, length
    return best


def _compute_link_length(order: list[str], links: Sequence[UnitLink]) -> int:
    """Sum the steps around the ring of all links."""
    at = {unit: place for place, unit in enumerate(order)}
    around = len(order)
    steps = (abs(at[a] - at[b]) for a, b in links)
    return sum(min(step, around - step) for step in steps)


PlotPoint = namedtuple("PlotPoint", "x y")
"""Centre of a node, in pixels at full size; y grows downwards."""


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


def compute_unit_size(tasks: int, most: int) -> int:
    """Compute the radius of a unit's node in pixels.

    The area, not the radius, grows with the number of tasks, as people read circles. In a plan of very many tasks all
    nodes are smaller, so that they keep apart.

    Args:
        tasks: Number of the unit's tasks.
        most: Number of tasks of the busiest unit.

    >>> compute_unit_size(30, 30), compute_unit_size(3000, 3000), compute_unit_size(30, 3000)
    (20, 28, 6)
    """
    return round(4 + min(2.9, 24 / sqrt(max(most, 1))) * sqrt(tasks))


def count_busiest_tasks(network: ResponsibilityNetwork) -> int:
    """Count the tasks of the busiest unit, collectives included."""
    return max(
        (len({one.task for one in network.assignments_by_unit[unit.id]}) for unit in network.plan.units), default=0
    )


def wrap_label(name: str) -> str:
    r"""Wrap a long name to at most three lines, so that neighbours keep their distance.

    >>> wrap_label("County Association for Science and Technology")
    'County Association\nfor Science and\nTechnology'
    >>> wrap_label("县规划和自然资源局"), wrap_label("县科协")
    ('县规划和自\n然资源局', '县科协')
    """
    if len(name) <= 8:
        return name
    line = 19 if " " in name else min(8, (len(name) + 1) // 2)
    return "\n".join(textwrap.wrap(name, line, max_lines=3, placeholder="…"))
