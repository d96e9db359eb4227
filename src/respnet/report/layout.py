"""Where each unit and task stands in the picture: computed here, the same every time, nothing random.

Tasks stand in printed order, grouped by section, in columns left and right; units stand between them,
each as near as there is room to the middle of its own tasks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from respnet.network import ResponsibilityNetwork
from respnet.plan import Task

_TASK_WIDTH, _TASK_HEIGHT = 220, 35
_SMALL_TASK = 46
_UNIT_WIDTH, _UNIT_HEIGHT = 128, 66
_FULL_LABELS = 80
"""Up to so many tasks have their title in the picture; more show their number."""


@dataclass(frozen=True, slots=True)
class Place:
    """The middle of something in the picture, in pixels at full size; y grows downwards."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's name above its tasks."""

    title: str
    place: Place


@dataclass(frozen=True, slots=True)
class Layout:
    """Places by id, the sections' headings, and whether tasks have room for their titles."""

    tasks: dict[str, Place]
    units: dict[str, Place]
    headings: tuple[Heading, ...]
    full_labels: bool


def layout(network: ResponsibilityNetwork) -> Layout:
    """Integer places for every task and unit of the network; no two units and no two tasks share one."""
    full = len(network.tasks) <= _FULL_LABELS
    tasks, headings = _columns(network.tasks, full)
    return Layout(tasks, _units(network, tasks), headings, full)


def _columns(tasks: Sequence[Task], full: bool) -> tuple[dict[str, Place], tuple[Heading, ...]]:
    blocks = _blocks(tasks)
    left, right = _halves(blocks)
    columns_a_side = 1 if full else max(1, round((len(tasks) / 60) ** 0.5))
    inner = _inner_width(len(tasks))
    places: dict[str, Place] = {}
    headings: list[Heading] = []
    for side, those in ((-1, left), (1, right)):
        _place_side(those, side, inner, columns_a_side, full, places, headings)
    return places, tuple(headings)


def _inner_width(tasks: int) -> int:
    return 660 + max(0, tasks - 40) * 6


def _blocks(tasks: Sequence[Task]) -> list[tuple[str, list[Task]]]:
    """Runs of tasks under one section, with the section's own (last) title."""
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
    """Split between two sections, as evenly as that allows; a single long section is cut in the middle."""
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
    inner: int,
    columns: int,
    full: bool,
    places: dict[str, Place],
    headings: list[Heading],
) -> None:
    """Fill one side from the top, section by section, `columns` tasks to a line."""
    step_x = _TASK_WIDTH if full else _SMALL_TASK
    step_y = _TASK_HEIGHT
    lines = sum(-(-len(tasks) // columns) + bool(title) for title, tasks in blocks)
    y = -(lines - 1) * step_y // 2
    first = side * (inner // 2 + step_x // 2)
    for title, tasks in blocks:
        if title:
            headings.append(Heading(title, Place(first + side * (columns - 1) * step_x // 2, y)))
            y += step_y
        for place, task in enumerate(tasks):
            column = place % columns
            # On the left the columns run outwards, so read them from the outside in.
            shift = column if side > 0 else columns - 1 - column
            places[task.id] = Place(first + side * shift * step_x, y + place // columns * step_y)
        y += -(-len(tasks) // columns) * step_y


def _units(network: ResponsibilityNetwork, tasks: dict[str, Place]) -> dict[str, Place]:
    """Each unit in the free cell nearest to the middle of its tasks, the busiest first."""
    if not network.plan.units:
        return {}
    wanted = _wanted(network, tasks)
    printed = {unit: place for place, unit in enumerate(wanted)}
    columns = max(1, _inner_width(len(network.tasks)) // _UNIT_WIDTH)
    rows = max(-(-len(wanted) * 3 // (2 * columns)), 1)
    height = max((place.y for place in tasks.values()), default=0) * 2
    step_y = max(_UNIT_HEIGHT, height // rows if rows else _UNIT_HEIGHT)
    free = [
        Place(round((column - (columns - 1) / 2) * _UNIT_WIDTH), round((row - (rows - 1) / 2) * step_y))
        for row in range(rows)
        for column in range(columns)
    ]
    spread_x, spread_y = columns * _UNIT_WIDTH, rows * step_y
    busiest = sorted(wanted, key=lambda unit: (-len(network.of_unit[unit]), printed[unit]))
    placed: dict[str, Place] = {}
    for unit in busiest:
        across, down = wanted[unit]
        aim_x, aim_y = (across - 0.5) * spread_x, (down - 0.5) * spread_y
        nearest = min(free, key=lambda cell: ((cell.x - aim_x) ** 2 + (cell.y - aim_y) ** 2, cell.y, cell.x))
        free.remove(nearest)
        placed[unit] = nearest
    return {unit.id: placed[unit.id] for unit in network.plan.units}


def _wanted(network: ResponsibilityNetwork, tasks: dict[str, Place]) -> dict[str, tuple[float, float]]:
    """Where each unit would like to be, as shares (0 to 1) of the room across and down.

    The busy units' middles all lie close together, so ranks are taken rather than the middles themselves.
    """
    middles: dict[str, tuple[float, float]] = {}
    for unit in network.plan.units:
        own = [tasks[one.task] for one in network.of_unit[unit.id]]
        middles[unit.id] = (
            (sum(place.x for place in own) / len(own), sum(place.y for place in own) / len(own)) if own else (0, 0)
        )
    across = _shares([middle[0] for middle in middles.values()])
    down = _shares([middle[1] for middle in middles.values()])
    return dict(zip(middles, zip(across, down, strict=True), strict=True))


def _shares(values: list[float]) -> list[float]:
    """Which share of the values lies below each, equal ones counted half.

    >>> _shares([3, 1, 1, 9])
    [0.625, 0.25, 0.25, 0.875]
    """
    ordered = sorted(values)
    return [(bisect_left(ordered, one) + bisect_right(ordered, one)) / 2 / len(ordered) for one in values]
