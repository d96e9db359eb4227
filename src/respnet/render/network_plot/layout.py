"""Circular layout of units: deterministic coordinates on a ring, partners near each other."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Sequence
from math import cos, pi, sin

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
