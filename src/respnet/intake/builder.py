"""From rows as they stand in a table or document to a Plan: canonical names, identities, order.

One way for every reader, so that a unit or task has the same identity wherever it came from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from respnet.core.plan import Assignment, Origin, Plan, Role, Task, Unit, UnitKind, make_unit_id
from respnet.core.problems import Problem
from respnet.core.unit_names import is_collective_name


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """Facts of the plan as a whole; `name` is the file's or folder's, the last resort for an id."""

    name: str
    id: str = ""
    title: str = ""
    area: str = ""
    document_number: str = ""
    issuer: str = ""
    issued: str = ""
    published: str = ""
    period: str = ""
    lead_rule: str = ""
    owner: str = ""
    focus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitList:
    """One printed list of units in one role on one task."""

    role: Role
    names: tuple[str, ...]
    origin: Origin = Origin.PRINTED
    open: bool = False


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as it was written, before it has an identity."""

    title: str
    number: str = ""
    part: str = ""
    section: tuple[str, ...] = ()
    units: tuple[UnitList, ...] = ()
    deadline: str = ""
    targets: tuple[str, ...] = ()
    text: str = ""
    summary: str = ""
    clause: str = ""
    source: str = ""
    effort: float | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """A recorded decision on a name: one row of units.csv. `guessed` says that the kind was guessed by rule.

    `capacity`, a positive number, is how many tasks the unit can carry.
    """

    name: str
    kind: UnitKind = UnitKind.UNKNOWN
    also_written: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    english: str = ""
    guessed: bool = False
    capacity: float | None = None


def build_plan(
    facts: PlanFacts,
    rows: Sequence[TaskRow],
    records: Iterable[UnitRecord] = (),
    *,
    file: str = "",
    remarks: tuple[Problem, ...] = (),
) -> Plan:
    """The plan that these rows make. Names are merged only where a record says so.

    >>> row = TaskRow("修路", number="1", units=(UnitList(Role.LEAD, ("县交通局",)),))
    >>> plan = build_plan(PlanFacts("p", area="丰都县"), [row])
    >>> plan.tasks[0].id, plan.units[0].id, plan.assignments[0].role.value
    ('p/1', '丰都县/县交通局', 'lead')
    """
    plan_id = facts.id or facts.document_number or facts.name
    known = {record.name: record for record in records}
    canonical = {other: record.name for record in known.values() for other in record.also_written}
    units: dict[str, Unit] = {}
    tasks: list[Task] = []
    assignments: list[Assignment] = []
    ids = make_task_ids(plan_id, [(row.number, row.part) for row in rows])
    for order, (row, task_id) in enumerate(zip(rows, ids, strict=True), 1):
        tasks.append(_task(row, task_id, order))
        position: Counter[Role] = Counter()
        for unit_list in sorted(row.units, key=lambda units: list(Role).index(units.role)):
            for printed in unit_list.names:
                name = canonical.get(printed, printed)
                if name not in units:
                    units[name] = _unit(name, plan_id, facts.area, known.get(name))
                position[unit_list.role] += 1
                assignments.append(
                    Assignment(
                        unit=units[name].id,
                        task=task_id,
                        role=unit_list.role,
                        position=position[unit_list.role],
                        printed=printed,
                        origin=unit_list.origin,
                    )
                )
    same: dict[str, Any] = {name: getattr(facts, name) for name in _FACTS}
    return Plan(
        id=plan_id,
        title=facts.title or facts.name,
        units=tuple(units.values()),
        tasks=tuple(tasks),
        assignments=tuple(assignments),
        file=file,
        remarks=remarks,
        **same,
    )


_FACTS = tuple(one.name for one in fields(PlanFacts) if one.name not in ("name", "id", "title"))
_WRITTEN = tuple(one.name for one in fields(TaskRow) if one.name != "units")


def _task(row: TaskRow, task_id: str, order: int) -> Task:
    same: dict[str, Any] = {name: getattr(row, name) for name in _WRITTEN}
    roles = tuple(role for role in Role if any(one.open and one.role is role for one in row.units))
    return Task(id=task_id, order=order, open_roles=roles, **same)


def make_task_ids(plan_id: str, numbers: Sequence[tuple[str, str]]) -> list[str]:
    """Return the ids of a plan's tasks, with ~2, ~3 where a number repeats; a task without one goes by its place.

    Args:
        plan_id: Id of the plan.
        numbers: Number and part of each task, in order.

    >>> make_task_ids("p", [("1", ""), ("1", "2"), ("1", ""), ("", "")])
    ['p/1', 'p/1.2', 'p/1~2', 'p/#4']
    """
    ids: list[str] = []
    seen: Counter[str] = Counter()
    taken: set[str] = set()
    for order, (number, part) in enumerate(numbers, 1):
        base = f"{plan_id}/{f'{number}.{part}' if part else number}" if number else f"{plan_id}/#{order}"
        seen[base] += 1
        task_id = base if seen[base] == 1 else f"{base}~{seen[base]}"
        while task_id in taken:  # a printed number may itself look like 4~2
            seen[base] += 1
            task_id = f"{base}~{seen[base]}"
        taken.add(task_id)
        ids.append(task_id)
    return ids


def _unit(name: str, plan_id: str, area: str, record: UnitRecord | None) -> Unit:
    recorded = record.kind if record else UnitKind.UNKNOWN
    collective = recorded is UnitKind.UNKNOWN and is_collective_name(name)
    return Unit(
        id=make_unit_id(name, area, plan_id),
        name=name,
        area=area,
        kind=UnitKind.COLLECTIVE if collective else recorded,
        guessed=collective or (record is not None and record.guessed),
        also_written=record.also_written if record else (),
        members=record.members if record else (),
        english=record.english if record else "",
        capacity=float(record.capacity) if record and record.capacity is not None else None,
    )
