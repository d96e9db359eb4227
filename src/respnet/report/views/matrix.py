"""The responsibility matrix: units by tasks, as people know it from responsibility tables."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis import Analysis
from respnet.plan import Role, Task
from respnet.problems import Problem
from respnet.report.views.prepared import Prepared
from respnet.report.voice import Voice

SIGNS = {Role.LEAD: "●", Role.RESPONSIBLE: "○", Role.SUPPORT: "△", Role.SUPERVISE: "◇"}
MOST_CELLS = 60_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit's part in one task: the signs of its roles, strongest first; nothing where it has none."""

    signs: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """All units (collectives last in nothing: printed order) by all tasks, or their beginning where there are many."""

    tasks: tuple[Task, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    roles: tuple[Role, ...]
    all_units: int
    all_tasks: int


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Voice) -> Prepared:
    """The matrix of every plan."""
    network = analysis.network
    tasks = network.tasks[: max(1, MOST_CELLS // max(1, len(network.plan.units)))]
    signs: dict[tuple[str, str], str] = {}
    for role, sign in SIGNS.items():
        for one in network.plan.assignments:
            if one.role is role:
                signs[one.unit, one.task] = signs.get((one.unit, one.task), "") + sign
    rows = tuple(
        (unit.id, tuple(Cell(signs.get((unit.id, task.id), "")) for task in tasks)) for unit in network.plan.units
    )
    roles = tuple(voice.roles_shown(working=False))
    return Prepared("matrix", Matrix(tasks, rows, roles, len(network.plan.units), len(network.tasks)))
