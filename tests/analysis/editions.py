"""The shipped plan and a next edition of it, made by hand: what changes is known to the last assignment."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Assignment, Plan, Role, Task, Unit
from tests.analysis.fengdu import fengdu


def id_of(plan: Plan, unit: str) -> str:
    return next(one.id for one in plan.units if one.name == unit)


def task_of(plan: Plan, number: str) -> Task:
    return next(task for task in plan.tasks if task.label == number)


def without_task(plan: Plan, number: str) -> Plan:
    gone = task_of(plan, number).id
    return replace(
        plan,
        tasks=tuple(task for task in plan.tasks if task.id != gone),
        assignments=tuple(one for one in plan.assignments if one.task != gone),
    )


def with_task(plan: Plan, number: str, title: str, *leads: str) -> Plan:
    task = Task(f"{plan.id}/{number}", len(plan.tasks) + 1, title, number)
    parts = tuple(Assignment(id_of(plan, unit), task.id, Role.LEAD, place, unit) for place, unit in enumerate(leads, 1))
    return replace(plan, tasks=(*plan.tasks, task), assignments=(*plan.assignments, *parts))


def retitled(plan: Plan, number: str, title: str, new_number: str = "") -> Plan:
    task = task_of(plan, number)
    changed = replace(task, title=title, number=new_number or task.number)
    return replace(plan, tasks=tuple(changed if one.id == task.id else one for one in plan.tasks))


def without(plan: Plan, number: str, unit: str) -> Plan:
    task, who = task_of(plan, number).id, id_of(plan, unit)
    left = tuple(one for one in plan.assignments if (one.task, one.unit) != (task, who))
    assert len(left) < len(plan.assignments)
    return replace(plan, assignments=left)


def given(plan: Plan, number: str, unit: str, role: Role) -> Plan:
    """The unit in this role on this task, and in no other; a unit the plan does not know becomes one of it."""
    if all(one.name != unit for one in plan.units):
        plan = replace(plan, units=(*plan.units, Unit(f"{plan.area}/{unit}", unit, plan.area)))
    task, who = task_of(plan, number).id, id_of(plan, unit)
    left = tuple(one for one in plan.assignments if (one.task, one.unit) != (task, who))
    return replace(plan, assignments=(*left, Assignment(who, task, role, 99, unit)))


@cache
def next_edition() -> ResponsibilityNetwork:
    """3 is gone, 40 is new, 4 becomes 3 with another title; 2 gains 县委编办, 5 loses 县气象局, 7 swaps two roles."""
    plan = without_task(fengdu().plan, "3")
    plan = with_task(plan, "40", "开展全国科普月活动", "县科协", "县教委")
    plan = retitled(plan, "4", "加强青少年科普阵地建设", "3")
    plan = given(plan, "2", "县委编办", Role.SUPPORT)
    plan = without(plan, "5", "县气象局")
    plan = given(plan, "7", "县科协", Role.RESPONSIBLE)
    plan = given(plan, "7", "县委宣传部", Role.LEAD)
    return ResponsibilityNetwork(replace(plan, id="fengdu-2026", title="丰都县新方案"))
