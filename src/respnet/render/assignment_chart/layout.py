"""Geometry of the assignment chart: widths of texts, order of the units, places of tasks, units and curves.

No curve passes through a unit or task that is not one of its two ends.
"""

from __future__ import annotations

from collections import namedtuple
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.core.i18n import Lang
from respnet.core.messages import WIDE_IN_CHINESE, count_columns
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.plan import Role, Task
from respnet.findings.display_names import format_unit_name

ROW = 20.0
"""Height of a task or heading."""
SIDE = 404.0
"""Width of each side's tasks; their numbers stand at its inner edge."""
CURVES = 101.0
"""Room for the curves between the tasks and the units."""
BOX_LEFT, LEAST_BOX, WIDEST_BOX = SIDE + CURVES, 190.0, 330.0
COUNTS = 70.0
"""Room for the counts beside the name in a box."""
BOX_HEIGHT, LEAST_STEP = 27.0, 31.0
TOP = 38.0
MAX_TASKS = 160
MAX_BOXES = 60
"""Units that have a box; more are listed below the chart."""


ChartHeading = namedtuple("ChartHeading", "text side y")
"""Section heading over its tasks: text, side ("left" or "right") and baseline."""

ChartTask = namedtuple("ChartTask", "task side x y")
"""Task with the middle of its row; the dot where curves end is beside the title."""

ChartUnit = namedtuple("ChartUnit", "unit y leads others bars")
"""Unit with the middle of its box, its leads, its other tasks, and the two widths of its bar in pixels."""

ChartCurve = namedtuple("ChartCurve", "unit task start end")
"""Curve of one assignment: ids of both ends and where it begins and ends."""


@dataclass(frozen=True, slots=True)
class ChartLayout:
    """Layout: all parts, the ids of the units without a box, the right edge of the boxes, and the height.

    Everything right of the boxes moves with their width, which the longest name decides.
    """

    headings: tuple[ChartHeading, ...]
    tasks: tuple[ChartTask, ...]
    units: tuple[ChartUnit, ...]
    curves: tuple[ChartCurve, ...]
    folded: tuple[str, ...]
    box_right: float
    height: float

    @property
    def right(self) -> float:
        """Return the x at which the numbers of the tasks begin on the right."""
        return self.box_right + CURVES

    @property
    def width(self) -> float:
        """Width of the whole chart."""
        return self.right + SIDE


def is_folded(network: ResponsibilityNetwork) -> bool:
    """True if the plan has more tasks than a reader scrolls through; its sections then stand for them."""
    return len(network.tasks) > MAX_TASKS


def lay_out_chart(network: ResponsibilityNetwork, lang: Lang = "zh") -> ChartLayout:
    """Lay out the chart of a plan.

    The units that lead have boxes, in an order with few crossings; a plan without leads gives boxes to its units with
    most tasks and draws every share in the work, or who supervises what where nobody has a share.

    Args:
        network: The network; a large one (see `is_folded`) aggregated first.
        lang: Language of the names.
    """
    drawn = _select_drawn(network)
    busy = np.argsort(-drawn.sum(axis=1), kind="stable")[:MAX_BOXES]
    boxed = np.sort(busy[drawn[busy].any(axis=1)])
    split = _split_tasks(network.tasks)
    names = [format_unit_name(network, network.actors[row].id, lang) for row in boxed]
    widest = max([0.0, *(estimate_text_width(name) * 14 / 13 + COUNTS for name in names)])
    box_right = BOX_LEFT + min(WIDEST_BOX, max(LEAST_BOX, widest))
    headings, tasks = _place_tasks(network.tasks, split, box_right + CURVES)
    order = boxed[order_units((drawn[boxed, :split], drawn[boxed, split:]))] if len(boxed) else boxed
    units = _place_units(network, drawn, order, max([ROW, *(one.y for one in tasks)]), box_right)
    shown = {one.unit.id for one in units}
    bottom = max([TOP, *(one.y + ROW / 2 for one in tasks), *(one.y + BOX_HEIGHT / 2 for one in units)])
    return ChartLayout(
        headings=headings,
        tasks=tasks,
        units=units,
        curves=_draw_curves(units, tasks, drawn[order], network, box_right),
        folded=tuple(unit.id for unit in network.plan.units if unit.id not in shown),
        box_right=box_right,
        height=bottom + 10,
    )


def _select_drawn(network: ResponsibilityNetwork) -> Matrix:
    if network.names_leads:
        return network.biadjacency(Role.LEAD)
    drawn = network.biadjacency()
    if not drawn.any():
        row = {unit.id: place for place, unit in enumerate(network.actors)}
        column = {task.id: place for place, task in enumerate(network.tasks)}
        for one in network.plan.assignments:
            if one.unit in row:
                drawn[row[one.unit], column[one.task]] = True
    return drawn


def _split_tasks(tasks: tuple[Task, ...]) -> int:
    """Return the number of tasks on the left: about half of the rows, at the end of a section if that costs little."""
    rows = np.cumsum([1 + (place == 0 or task.section != tasks[place - 1].section) for place, task in enumerate(tasks)])
    if not len(rows):
        return 0
    half = rows[-1] / 2
    ends = [place + 1 for place in range(len(tasks) - 1) if tasks[place].section != tasks[place + 1].section]
    best = min(ends, key=lambda end: abs(rows[end - 1] - half), default=0)
    if best and abs(rows[best - 1] - half) <= max(3, rows[-1] / 10):
        return best
    return int(np.searchsorted(rows, half)) + 1


def _place_tasks(
    tasks: tuple[Task, ...], split: int, right: float
) -> tuple[tuple[ChartHeading, ...], tuple[ChartTask, ...]]:
    headings, placed = [], []
    for side, x, those in (("left", SIDE + 10, tasks[:split]), ("right", right - 10, tasks[split:])):
        y, section = TOP, None
        for task in those:
            if task.section and task.section != section:
                headings.append(ChartHeading(task.section[-1], side, y))
                y += ROW
            section = task.section
            placed.append(ChartTask(task, side, x, y))
            y += ROW
    return tuple(headings), tuple(placed)


def _place_units(
    network: ResponsibilityNetwork, drawn: Matrix, order: NDArray[np.int64], bottom: float, box_right: float
) -> tuple[ChartUnit, ...]:
    leads = network.biadjacency(Role.LEAD).sum(axis=1)
    total = (network.biadjacency() | drawn).sum(axis=1)
    room = box_right - BOX_LEFT
    most = max(1, int(total.max(initial=1)))
    step = max(LEAST_STEP, min(48.0, (bottom - TOP) / max(1, len(order) - 1)))
    return tuple(
        ChartUnit(
            network.actors[row],
            TOP + place * step,
            int(leads[row]),
            int(total[row] - leads[row]),
            (float(leads[row] / most * room), float((total[row] - leads[row]) / most * room)),
        )
        for place, row in enumerate(order)
    )


def _draw_curves(
    units: tuple[ChartUnit, ...],
    tasks: tuple[ChartTask, ...],
    drawn: NDArray[np.bool_],
    network: ResponsibilityNetwork,
    box_right: float,
) -> tuple[ChartCurve, ...]:
    """Draw the curves of each unit; they leave its box beside one another, in the order of their tasks."""
    column = {task.id: place for place, task in enumerate(network.tasks)}
    curves = []
    for unit, row in zip(units, drawn, strict=True):
        for side, edge in (("left", BOX_LEFT), ("right", box_right)):
            mine = [one for one in tasks if one.side == side and row[column[one.task.id]]]
            gap = min(3.0, (BOX_HEIGHT - 6) / max(1, len(mine)))
            for place, task in enumerate(mine):
                y = unit.y + (place - (len(mine) - 1) / 2) * gap
                curves.append(ChartCurve(unit.unit.id, task.task.id, (edge, y), (task.x, task.y)))
    return tuple(curves)


def estimate_text_width(text: str) -> float:
    """Estimate the width in pixels of a text at 13 px: Chinese characters are square, Latin letters about half as wide.

    >>> estimate_text_width("县科协"), estimate_text_width("abc")
    (39.0, 21.3)
    """
    wide = count_columns(text, WIDE_IN_CHINESE) - len(text)
    return round(13.0 * wide + 7.1 * (len(text) - wide), 1)


def truncate_to_width(text: str, room: float) -> str:
    """Truncate a text to a width in pixels, with an ellipsis.

    Args:
        text: The text.
        room: The width in pixels.

    >>> truncate_to_width("县科协", 40), truncate_to_width("县科学技术协会", 60)
    ('县科协', '县科学…')
    """
    if estimate_text_width(text) <= room:
        return text
    kept, used = "", 13.0
    for one in text:
        used += estimate_text_width(one)
        if used > room:
            break
        kept += one
    return kept + "…"


MAX_SWEEPS = 20


def compute_crossing_costs(sides: tuple[NDArray[np.bool_], ...]) -> NDArray[np.int64]:
    """Compute for each two units the crossings of their lines when the first stands above the second.

    Args:
        sides: For each side units x tasks, True where a line is drawn; tasks from the top.

    Returns:
        Units x units.

    >>> compute_crossing_costs((np.array([[False, True], [True, False]]),)).tolist()
    [[0, 1], [0, 0]]
    """
    count = sides[0].shape[0]
    costs = np.zeros((count, count), dtype=np.int64)
    for side in sides:
        drawn = side.astype(np.int64)
        above = drawn.cumsum(axis=1) - drawn  # lines that end above a task
        costs += drawn @ above.T
    return costs


def order_units(sides: tuple[NDArray[np.bool_], ...]) -> NDArray[np.int64]:
    """Order the units so that few lines cross: by the mean place of their tasks, then each where it costs least.

    Moving one unit at a time to its best place is Matuszewski, Schönfeld and Molitor's sifting (Graph Drawing 1999).
    The result depends on the input alone.

    Args:
        sides: For each side units x tasks, True where a line is drawn; tasks from the top.

    Returns:
        Indices of the units from the top.

    >>> order_units((np.array([[False, True], [True, False]]),)).tolist()
    [1, 0]
    """
    costs = compute_crossing_costs(sides)
    count = len(costs)
    places = np.zeros(count)
    for side in sides:
        scale = np.arange(side.shape[1]) / max(1, side.shape[1] - 1)
        places += side @ scale
    means = places / np.maximum(1, sum(side.sum(axis=1) for side in sides))
    order = list(np.argsort(means, kind="stable"))
    for _ in range(MAX_SWEEPS):
        before = list(order)
        for unit in range(count):
            order.remove(unit)
            others = np.array(order, dtype=np.int64)
            # With the unit on top it costs costs[unit, others]; each step down trades one term for its mirror.
            steps = np.concatenate(([0], np.cumsum(costs[others, unit] - costs[unit, others])))
            order.insert(int(np.argmin(steps)), unit)
        if order == before:
            break
    return np.array(order, dtype=np.int64)
