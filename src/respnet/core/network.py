"""The two-mode graph of units and tasks, in memory: the input of every measure.

Counting rules, stated once and used everywhere:
* *Actors* are the units that are not collectives, in printed order. Measures rank actors only.
* A unit with two roles on one task counts once, in the stronger (lead, responsible, support).
* Supervision is no share in the work and makes no edge.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from respnet.core.i18n import Lang, get_message_lang
from respnet.core.lookup import distinct_labels, match_units
from respnet.core.notebook import NotebookSummary
from respnet.core.plan import WORKING_ROLES, Assignment, Plan, Role, Task, Unit

if TYPE_CHECKING:
    import networkx
    import pandas

Matrix = NDArray[np.bool_]
PLOTTING_BACKEND = "respnet.render.assignment_chart.svg"


@dataclass(frozen=True, repr=False)
class ResponsibilityNetwork(NotebookSummary):
    """Two-mode (bipartite) graph of one plan: units, tasks and their assignments.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> lists = (UnitList(Role.LEAD, ("县教委",)), UnitList(Role.RESPONSIBLE, ("县科协", "县教委")))
    >>> network = ResponsibilityNetwork(build_plan(PlanFacts("p"), [TaskRow("t", units=lists)]))
    >>> network.biadjacency(Role.LEAD).tolist(), network.biadjacency(Role.RESPONSIBLE).tolist()
    ([[True], [False]], [[False], [True]])
    """

    plan: Plan

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks, in printed order; the columns of every matrix."""
        return self.plan.tasks

    @cached_property
    def actors(self) -> tuple[Unit, ...]:
        """The units that are not collectives, in printed order; the rows of every matrix."""
        return tuple(unit for unit in self.plan.units if not unit.collective)

    @cached_property
    def collectives(self) -> tuple[Unit, ...]:
        """The units that stand for many units, in printed order."""
        return tuple(unit for unit in self.plan.units if unit.collective)

    @cached_property
    def unit_by_id(self) -> dict[str, Unit]:
        """Index of all units, collectives included."""
        return {unit.id: unit for unit in self.plan.units}

    @cached_property
    def task_by_id(self) -> dict[str, Task]:
        """Index of all tasks."""
        return {task.id: task for task in self.plan.tasks}

    @cached_property
    def label_by_task(self) -> dict[str, str]:
        """Distinct label of each task id: the printed number where no other task has it (see `core.task_labels`)."""
        return distinct_labels(self.plan.tasks)

    @cached_property
    def assignments_by_task(self) -> dict[str, tuple[Assignment, ...]]:
        """The assignments of each task id, in printed order; a task without units has none."""
        found: dict[str, list[Assignment]] = {task.id: [] for task in self.plan.tasks}
        for assignment in self.plan.assignments:
            found[assignment.task].append(assignment)
        return {task: tuple(those) for task, those in found.items()}

    @cached_property
    def assignments_by_unit(self) -> dict[str, tuple[Assignment, ...]]:
        """The assignments of each unit id, in printed order of the tasks."""
        found: dict[str, list[Assignment]] = {unit.id: [] for unit in self.plan.units}
        for assignment in self.plan.assignments:
            found[assignment.unit].append(assignment)
        return {unit: tuple(those) for unit, those in found.items()}

    @cached_property
    def efforts(self) -> NDArray[np.float64] | None:
        """Work of each task, 1 for a usual one; None where the plan gives none."""
        if all(task.effort is None for task in self.tasks):
            return None
        return np.array([1.0 if task.effort is None else task.effort for task in self.tasks])

    @property
    def names_leads(self) -> bool:
        """True if the plan names at least one lead; a lead is never inferred."""
        return any(assignment.role is Role.LEAD for assignment in self.plan.assignments)

    @cached_property
    def _strongest(self) -> NDArray[np.int8]:
        """Strongest role, actors x tasks: 0 for no share in the work, else 1 + the index in WORKING_ROLES."""
        row = {unit.id: place for place, unit in enumerate(self.actors)}
        column = {task.id: place for place, task in enumerate(self.tasks)}
        grid = np.zeros((len(row), len(column)), dtype=np.int8)
        for role in reversed(WORKING_ROLES):
            for assignment in self.plan.assignments:
                if assignment.role is role and assignment.unit in row:
                    grid[row[assignment.unit], column[assignment.task]] = 1 + WORKING_ROLES.index(role)
        return grid

    def biadjacency(self, *roles: Role) -> Matrix:
        """Biadjacency matrix, actors x tasks: True where the unit's strongest role on the task is one of `roles`.

        Without `roles`, every share in the work counts. A lead is never also counted as responsible.
        """
        if not roles:
            return self._strongest > 0
        found: Matrix = np.zeros(self._strongest.shape, dtype=np.bool_)
        for code, role in enumerate(WORKING_ROLES, 1):
            if role in roles:
                found |= self._strongest == code
        return found

    def find_actor_row(self, name: str) -> int | None:
        """Row of the actor that `name` means by the rule of `lookup` (the first of several), or None."""
        found = match_units(name, self.actors)
        return self.actors.index(found[0]) if found else None

    def to_networkx(self, *, multigraph: bool = False) -> networkx.Graph[str]:
        """Convert to networkx: a simple undirected two-mode graph, as the functions of `networkx.bipartite` take it.

        Args:
            multigraph: Return a MultiDiGraph of every assignment instead: all units, and for each role on a task an
                edge unit → task with role, position, printed and origin.

        Returns:
            Nodes are ids with `bipartite` (0 units, 1 tasks) and `name`. The simple graph is the one that the
            measures read: actors, tasks, and an edge where an actor has a share in the work, with its strongest
            `role` and all its `roles` on the task, comma-separated.
        """
        import networkx

        graph: networkx.Graph[str] = (networkx.MultiDiGraph if multigraph else networkx.Graph)(
            plan=self.plan.id, title=self.plan.title
        )
        for unit in self.plan.units if multigraph else self.actors:
            graph.add_node(unit.id, bipartite=0, name=unit.name, kind=unit.kind.value, collective=unit.collective)
        for task in self.tasks:
            graph.add_node(task.id, bipartite=1, name=task.title, order=task.order, number=task.label)
        for one in self.plan.assignments:
            if multigraph:
                facts: dict[str, Any] = {"role": one.role.value, "position": one.position, "printed": one.printed}
                graph.add_edge(
                    one.unit, one.task, key=f"{one.role.value} {one.position}", **facts, origin=one.origin.value
                )
        if not multigraph:
            roles: dict[tuple[str, str], list[Role]] = {}
            for one in self.plan.assignments:
                if one.role in WORKING_ROLES and one.unit in graph:
                    roles.setdefault((one.unit, one.task), []).append(one.role)
            for (unit_id, task_id), those in roles.items():
                named = [role.value for role in WORKING_ROLES if role in those]
                graph.add_edge(unit_id, task_id, role=named[0], roles=",".join(named))
        return graph

    def _summarize(self) -> dict[str, object]:
        counts = {"actors": len(self.actors), "collectives": len(self.collectives), "tasks": len(self.tasks)}
        return {"plan": self.plan.id, **counts, "edges": int(self.biadjacency().sum())}

    def plot(self, lang: Lang | None = None) -> Any:
        """Draw the network as SVG, which a notebook shows and `str` turns into text.

        As in pandas, the back end is named here and loaded at the call: core itself draws nothing.
        """
        return import_module(PLOTTING_BACKEND).draw_svg(self, lang or get_message_lang())

    def to_frame(self) -> pandas.DataFrame:
        """Return the edge list as a DataFrame: one row per assignment, in printed order."""
        import pandas

        rows: list[dict[str, Any]] = [
            {
                "unit": self.unit_by_id[one.unit].name,
                "kind": self.unit_by_id[one.unit].kind.value,
                "collective": self.unit_by_id[one.unit].collective,
                "role": one.role.value,
                "number": self.task_by_id[one.task].label,
                "title": self.task_by_id[one.task].title,
                "section": " > ".join(self.task_by_id[one.task].section),
                "position": one.position,
                "printed": one.printed,
                "origin": one.origin.value,
            }
            for one in self.plan.assignments
        ]
        columns = ("unit", "kind", "collective", "role", "number", "title", "section", "position", "printed", "origin")
        return pandas.DataFrame(rows, columns=list(columns))
