"""Data of a duty sheet: one unit's tasks by role, with everyone on them."""

from __future__ import annotations

import re
from collections import namedtuple
from dataclasses import dataclass

from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import ROLE_COLUMNS, WORKING_ROLES, Assignment, Role, Task, Unit, UnitKind


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One task on a sheet with all its assignments in printed order; `also` are further roles of the unit itself."""

    task: Task
    on_it: tuple[Assignment, ...]
    also: tuple[Role, ...] = ()

    def list_in_role(self, role: Role) -> tuple[Assignment, ...]:
        """List the assignments of the task in one role."""
        return tuple(one for one in self.on_it if one.role is role)


SheetGroup = namedtuple("SheetGroup", "role rows")
"""The tasks that a unit has in one role (its strongest on each), in printed order."""


@dataclass(frozen=True, slots=True)
class DutySheet:
    """Duties of one unit. `maybe` are tasks given to collectives that it may belong to."""

    unit: Unit
    groups: tuple[SheetGroup, ...]
    maybe: tuple[tuple[tuple[Unit, ...], SheetRow], ...]

    @property
    def columns(self) -> frozenset[str]:
        """The optional columns that some row of the sheet fills; the others are left out."""
        rows = [row for group in self.groups for row in group.rows] + [row for _, row in self.maybe]
        filled: dict[str, bool] = {
            "targets": any(row.task.targets for row in rows),
            "deadline": any(row.task.deadline for row in rows),
        }
        filled |= {column: any(row.list_in_role(role) for row in rows) for role, column in ROLE_COLUMNS.items()}
        return frozenset(name for name, there in filled.items() if there)


def build_duty_sheet(network: ResponsibilityNetwork, unit: Unit) -> DutySheet:
    """Build the duty sheet of one unit.

    Args:
        network: The network.
        unit: A unit of this network's plan.
    """
    by_role = group_tasks_by_role(network, unit.id)
    groups = tuple(
        SheetGroup(role, tuple(_row(network, task, also) for task, also in tasks.items()))
        for role, tasks in by_role.items()
        if tasks
    )
    own = {task for tasks in by_role.values() for task in tasks}
    return DutySheet(unit, groups, () if unit.collective else _find_possible_tasks(network, unit, own))


def group_tasks_by_role(network: ResponsibilityNetwork, unit: str) -> dict[Role, dict[str, tuple[Role, ...]]]:
    """Group the tasks of a unit by its strongest role on each, in printed order.

    Args:
        network: The network.
        unit: Id of the unit.

    Returns:
        For every role the ids of its tasks, each with the further roles of the unit on it.
    """
    roles: dict[str, set[Role]] = {}
    for one in network.assignments_by_unit[unit]:
        roles.setdefault(one.task, set()).add(one.role)
    found: dict[Role, dict[str, tuple[Role, ...]]] = {role: {} for role in Role}
    for task, mine in roles.items():
        strongest, *others = (role for role in Role if role in mine)
        found[strongest][task] = tuple(others)
    return found


def _find_possible_tasks(
    network: ResponsibilityNetwork, unit: Unit, own: set[str]
) -> tuple[tuple[tuple[Unit, ...], SheetRow], ...]:
    """Find tasks of collectives: all of those without a member list (never guessed), else those that list the unit."""
    spellings = {unit.name, *unit.also_written}
    meant = {
        one.id
        for one in network.collectives
        if (spellings & set(one.members) if one.members else _may_include(one, unit))
    }
    if not meant:
        return ()
    found = []
    for task in network.tasks:
        named = [
            one.unit for one in network.assignments_by_task[task.id] if one.unit in meant and one.role in WORKING_ROLES
        ]
        if named and task.id not in own:
            collectives = tuple(network.unit_by_id[name] for name in dict.fromkeys(named))
            found.append((collectives, _row(network, task.id)))
    return tuple(found)


def _may_include(collective: Unit, unit: Unit) -> bool:
    """True if a collective without a member list may mean the unit.

    A county's bureau is meant by 各部门, never by 各乡镇 or 有关企业; a town's own by 镇直各部门, but not by 各村.
    """
    own = unit.name[0] in "乡镇街"
    if re.search("村|社区" if own else "乡|镇|街道|村|社区", collective.name):
        return unit.kind in (UnitKind.TOWN, UnitKind.OTHER, UnitKind.UNKNOWN)
    office = unit.kind in (UnitKind.PARTY, UnitKind.GOVERNMENT, UnitKind.MASS)
    return not office or bool(re.search("部门|单位|机关|机构|方面|各级", collective.name))


def _row(network: ResponsibilityNetwork, task_id: str, also: tuple[Role, ...] = ()) -> SheetRow:
    return SheetRow(network.task_by_id[task_id], network.assignments_by_task[task_id], also)
