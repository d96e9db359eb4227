"""Replacement of a plan's assignments, and the identity of units that are new to the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from respnet.core.lookup import lookup, match_units
from respnet.core.plan import Assignment, Plan, Role, Unit, UnitKind, make_unit_id
from respnet.core.unit_names import is_collective_name


def find_or_make_unit(plan: Plan, name: str) -> Unit:
    """Return the unit with this name, or a new one with the id that reading a plan with it would give.

    Args:
        plan: The plan.
        name: A name that `core.lookup` accepts, or the name of a new unit.
    """
    if match_units(name, plan.units):
        return lookup(name, plan.units)
    collective = is_collective_name(name)
    kind = UnitKind.COLLECTIVE if collective else UnitKind.UNKNOWN
    return Unit(make_unit_id(name, plan.area, plan.id), name, plan.area, kind, guessed=collective)


def replace_assignments(plan: Plan, assignments: Iterable[Assignment], units: Sequence[Unit] = ()) -> Plan:
    """Return the plan with other assignments.

    Args:
        plan: The plan, which is not changed.
        assignments: The new assignments; each list is renumbered from 1, in order of tasks, roles and positions.
        units: Units that the plan does not have yet; they come after the plan's own.

    Returns:
        The new plan; units without an assignment are dropped.
    """
    order = {task.id: task.order for task in plan.tasks}
    strength = list(Role)
    placed: Counter[tuple[str, Role]] = Counter()
    numbered = []
    for one in sorted(assignments, key=lambda one: (order[one.task], strength.index(one.role), one.position)):
        placed[one.task, one.role] += 1
        numbered.append(replace(one, position=placed[one.task, one.role]))
    named = {one.unit for one in numbered}
    known = {unit.id: unit for unit in (*plan.units, *units)}
    return replace(plan, units=tuple(unit for unit in known.values() if unit.id in named), assignments=tuple(numbered))
