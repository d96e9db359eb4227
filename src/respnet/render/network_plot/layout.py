"""Two-mode layout: deterministic coordinates of units and tasks.

Tasks stand in printed order, grouped by section, in columns left and right; units stand between them,
each as near as possible to the centroid of its own tasks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Task

UnitLink = tuple[str, str]

_ROOM = 120
"""Pixels on the ring for each unit and its name."""
_CROWDED = 18
"""From so many units on every other one stands further in, so that names do not touch."""
_SIDE, _ASIDE, _INWARDS = 106, 128, 46
"""On a telephone: pixels from one unit down to the next, from the middle to the sides, and how far every
other one stands further in, so that lines between neighbours do not run through their names."""
_MOST_MOVED, _SWEEPS = 40, 8
"""Larger rings keep the order of the clusters."""


def compute_circular_layout(
    units: Sequence[str], links: Sequence[UnitLink], *, narrow: bool = False
) -> dict[str, PlotPoint]:
    """Compute integer coordinates of all units on the ring.

    Args:
        units: Ids of the units, in an order that keeps groups together.
        links: Weighted links between units.
        narrow: Use a shape for telephones.

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
        places[unit] = _at_side(place, len(order)) if narrow else _on_ring(place, len(order))
    return {unit: places[unit] for unit in units}


def _on_ring(place: int, units: int) -> PlotPoint:
    """Compute a point on the ring, clockwise from the top; in a crowd every other one is further in."""
    crowded = units >= _CROWDED
    around = max(1, units) * (_ROOM * 0.62 if crowded else _ROOM) / (2 * pi)
    across, down = max(400, round(around * 1.28)), max(250, round(around * 0.8))
    angle, share = 2 * pi * place / units - pi / 2, 0.78 if crowded and place % 2 else 1.0
    return PlotPoint(round(across * share * cos(angle)), round(down * share * sin(angle)))


def _at_side(place: int, units: int) -> PlotPoint:
    """Compute a point on the ring flattened to two columns: down the right side, up the left."""
    right = (units + 1) // 2
    side, step, many = (1, place, right) if place < right else (-1, units - 1 - place, units - right)
    y = round((step - (many - 1) / 2) * _SIDE)
    inwards = _INWARDS if step % 2 and abs(y) > _SIDE else 0
    return PlotPoint(side * (_ASIDE - inwards), y)


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


_TASK_HEIGHT, _SMALL_TASK = 35, 46
_MOST_TASK_HEIGHT = 60
_UNIT_WIDTH, _UNIT_HEIGHT = 128, 82
_FULL_LABELS = 80
"""Up to so many tasks have their title in the picture; more show their number."""


@dataclass(frozen=True, slots=True)
class PlotPoint:
    """Centre of a node, in pixels at full size; y grows downwards."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """Heading of a section above its tasks."""

    title: str
    place: PlotPoint


@dataclass(frozen=True, slots=True)
class NetworkLayout:
    """Coordinates by id, section headings, and the width of a task's box (0 for boxes with a number only)."""

    tasks: dict[str, PlotPoint]
    units: dict[str, PlotPoint]
    headings: tuple[SectionHeading, ...]
    box: int

    def port(self, task_id: str) -> PlotPoint:
        """Return the point at which edges end at a task: the side of its box that faces the units."""
        place = self.tasks[task_id]
        half = self.box // 2
        return PlotPoint(place.x + half if place.x < 0 else place.x - half, place.y)


@dataclass(frozen=True, slots=True)
class _Form:
    """Dimensions of a layout, in pixels and counts.

    Width of a task's box (0: its number only), steps between tasks, columns of tasks on each side, the width between
    them, units in a row, and cells for each unit.
    """

    box: int
    task_x: int
    task_y: int
    columns: int
    inner: int
    across: int
    room: float

    @classmethod
    def of(cls, network: ResponsibilityNetwork, narrow: bool) -> _Form:
        tasks, units = len(network.tasks), len(network.plan.units)
        if narrow:
            step = _step(units / 2, tasks / 2, most=_UNIT_HEIGHT)
            return cls(0, _SMALL_TASK, step, 1, 2 * _UNIT_WIDTH + 8, 2, 1.0)
        inner = 660 + max(0, tasks - 40) * 6
        across = max(inner // _UNIT_WIDTH, round(0.9 * units**0.5))
        inner = max(inner, across * _UNIT_WIDTH + 20)
        if tasks <= _FULL_LABELS:
            lines = tasks + len({task.section for task in network.tasks})
            return cls(262, 272, _step(units * 1.1 / across, lines / 2, most=_MOST_TASK_HEIGHT), 1, inner, across, 1.1)
        return cls(0, _SMALL_TASK, _TASK_HEIGHT, max(1, round((tasks / 60) ** 0.5)), inner, across, 1.1)


def _step(rows: float, lines: float, *, most: int) -> int:
    """Compute the step between tasks, so that few tasks take as much height as the rows of units."""
    return min(most, max(_TASK_HEIGHT, round(rows * _UNIT_HEIGHT / max(lines, 1))))


def compute_layout(network: ResponsibilityNetwork, *, narrow: bool = False) -> NetworkLayout:
    """Compute integer coordinates of all tasks and units; no two units and no two tasks share a point.

    Args:
        network: The network.
        narrow: Use a shape for telephones: two units in a row, tasks with their numbers only, no headings.
    """
    form = _Form.of(network, narrow)
    tasks, headings = _columns(network.tasks, form, titled=not narrow)
    return NetworkLayout(tasks, _units(network, tasks, form), headings, form.box)


def _columns(
    tasks: Sequence[Task], form: _Form, *, titled: bool
) -> tuple[dict[str, PlotPoint], tuple[SectionHeading, ...]]:
    blocks = _blocks(tasks)
    if not titled:
        blocks = [("", those) for _, those in blocks]
    left, right = _halves(blocks)
    places: dict[str, PlotPoint] = {}
    headings: list[SectionHeading] = []
    for side, those in ((-1, left), (1, right)):
        _place_side(those, side, form, places, headings)
    return places, tuple(headings)


def _blocks(tasks: Sequence[Task]) -> list[tuple[str, list[Task]]]:
    """Group consecutive tasks of one section, with the section's own (last) title."""
    blocks: list[tuple[str, list[Task]]] = []
    before: tuple[str, ...] | None = None
    for task in tasks:
        if task.section != before:
            blocks.append((task.section[-1] if task.section else "", []))
            before = task.section
        blocks[-1][1].append(task)
    return blocks


def _halves(
    blocks: list[tuple[str, list[Task]]],
) -> tuple[list[tuple[str, list[Task]]], list[tuple[str, list[Task]]]]:
    """Split the blocks between two sections as evenly as possible; a single long section is cut in the middle."""
    if len(blocks) == 1:
        title, tasks = blocks[0]
        middle = (len(tasks) + 1) // 2
        return [(title, tasks[:middle])], [(title, tasks[middle:])] if tasks[middle:] else []
    total = sum(len(tasks) + 1 for _, tasks in blocks)
    best, done = 0, 0
    nearest = float("inf")
    for cut in range(1, len(blocks) + 1):
        done += len(blocks[cut - 1][1]) + 1
        if abs(total - 2 * done) < nearest:
            nearest, best = abs(total - 2 * done), cut
    return blocks[:best], blocks[best:]


def _place_side(
    blocks: list[tuple[str, list[Task]]],
    side: int,
    form: _Form,
    places: dict[str, PlotPoint],
    headings: list[SectionHeading],
) -> None:
    """Place the tasks of one side from the top, section by section, `form.columns` tasks to a line."""
    columns, step_x, step_y = form.columns, form.task_x, form.task_y
    lines = sum(-(-len(tasks) // columns) + bool(title) for title, tasks in blocks)
    y = -(lines - 1) * step_y // 2
    first = side * (form.inner // 2 + step_x // 2)
    for title, tasks in blocks:
        if title:
            headings.append(SectionHeading(title, PlotPoint(first + side * (columns - 1) * step_x // 2, y)))
            y += step_y
        for place, task in enumerate(tasks):
            column = place % columns
            # On the left the columns run outwards, so read them from the outside in.
            shift = column if side > 0 else columns - 1 - column
            places[task.id] = PlotPoint(first + side * shift * step_x, y + place // columns * step_y)
        y += -(-len(tasks) // columns) * step_y


def _units(network: ResponsibilityNetwork, tasks: dict[str, PlotPoint], form: _Form) -> dict[str, PlotPoint]:
    """Place each unit in the free cell nearest to the centroid of its tasks, the busiest first."""
    if not network.plan.units:
        return {}
    wanted = _compute_targets(network, tasks)
    printed = {unit: place for place, unit in enumerate(wanted)}
    columns = form.across
    rows = max(round(len(wanted) * form.room / columns + 0.499), 1)
    height = max((place.y for place in tasks.values()), default=0) * 2
    step_y = max(_UNIT_HEIGHT, height // rows)
    free = [
        PlotPoint(round((column - (columns - 1) / 2) * _UNIT_WIDTH), round((row - (rows - 1) / 2) * step_y))
        for row in range(rows)
        for column in range(columns)
    ]
    spread_x, spread_y = columns * _UNIT_WIDTH, rows * step_y
    busiest = sorted(wanted, key=lambda unit: (-len(network.assignments_by_unit[unit]), printed[unit]))
    placed: dict[str, PlotPoint] = {}
    for unit in busiest:
        across, down = wanted[unit]
        aim_x, aim_y = (across - 0.5) * spread_x, (down - 0.5) * spread_y
        nearest = min(free, key=lambda cell: ((cell.x - aim_x) ** 2 + (cell.y - aim_y) ** 2, cell.y, cell.x))
        free.remove(nearest)
        placed[unit] = nearest
    return {unit.id: placed[unit.id] for unit in network.plan.units}


def _compute_targets(network: ResponsibilityNetwork, tasks: dict[str, PlotPoint]) -> dict[str, tuple[float, float]]:
    """Compute each unit's target, as shares (0 to 1) of the width and height.

    Ranks of the centroids are used, because the centroids of busy units lie close together.
    """
    middles: dict[str, tuple[float, float]] = {}
    for unit in network.plan.units:
        own = [tasks[one.task] for one in network.assignments_by_unit[unit.id]]
        middles[unit.id] = (
            (sum(place.x for place in own) / len(own), sum(place.y for place in own) / len(own)) if own else (0, 0)
        )
    across = _shares([middle[0] for middle in middles.values()])
    down = _shares([middle[1] for middle in middles.values()])
    return dict(zip(middles, zip(across, down, strict=True), strict=True))


def _shares(values: list[float]) -> list[float]:
    """Compute the mid-rank quantile of each value: the share of values below it, equal ones counted half.

    >>> _shares([3, 1, 1, 9])
    [0.625, 0.25, 0.25, 0.875]
    """
    ordered = sorted(values)
    return [(bisect_left(ordered, one) + bisect_right(ordered, one)) / 2 / len(ordered) for one in values]
