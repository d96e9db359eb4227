"""Object-graph mapping: a plan as rows for the load statements, and rows of the read statements as a plan.

Pure functions; the round trip loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import cast

from respnet.core.errors import StoreError
from respnet.core.i18n import Text
from respnet.core.plan import RELATIONSHIP_TYPES, Assignment, Origin, Plan, Role, Task, Unit, UnitKind
from respnet.stores.protocol import CypherValue, ResultSet

BATCH_SIZE = 10_000
"""Rows sent with one statement."""

CypherRow = dict[str, CypherValue]
"""One row as both drivers take it."""

_ROLE_ORDER = {role: place for place, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class LoadStep:
    """One load statement with its rows; `what` names the rows in messages."""

    statement: str
    what: Text
    rows: tuple[CypherRow, ...]

    def split_batches(self) -> Iterator[list[CypherRow]]:
        """Split the rows into batches for UNWIND; none if there are no rows, because UNWIND fails on an empty list."""
        for start in range(0, len(self.rows), BATCH_SIZE):
            yield list(self.rows[start : start + BATCH_SIZE])


def build_load_steps(plan: Plan) -> tuple[LoadStep, ...]:
    """Build the load statements of `plan`, in order: plan, units, capacities, tasks, assignments.

    >>> [step.statement for step in build_load_steps(Plan(id="p", title="t"))][:4]
    ['load/plan', 'load/units', 'load/capacities', 'load/tasks']
    """
    found = [
        LoadStep("load/plan", Text(zh="方案", en="plans"), (_plan_row(plan),)),
        LoadStep("load/units", Text(zh="单位", en="units"), tuple(_unit_row(plan.id, unit) for unit in plan.units)),
        LoadStep("load/capacities", Text(zh="承担能力", en="capacities"), _capacity_rows(plan)),
        LoadStep("load/tasks", Text(zh="任务", en="tasks"), tuple(_task_row(plan.id, task) for task in plan.tasks)),
    ]
    for role, link_type in RELATIONSHIP_TYPES.items():
        links = tuple(_link_row(one) for one in plan.assignments if one.role is role)
        found.append(LoadStep(f"load/{link_type.lower()}", Text(zh="分工", en="assignments"), links))
    return tuple(found)


def build_stored_plan(plan: ResultSet, units: ResultSet, tasks: ResultSet, assignments: ResultSet) -> Plan:
    """Build the plan from the answers of its four read statements.

    Args:
        plan: Answer of `read/plan`, one row.
        units: Answer of `read/units`.
        tasks: Answer of `read/tasks`.
        assignments: Answer of `read/assignments`.

    Returns:
        The plan. Units are in the order of their first assignment; units without assignments come last, by id.

    Raises:
        StoreError: A stored value cannot be part of a plan.
    """
    with _reject_damage():
        facts = _dicts(plan)[0]
        found_tasks = sorted(build_tasks(tasks), key=lambda task: (task.order, task.id))
        place = {task.id: number for number, task in enumerate(found_tasks)}
        links = [_assignment(row) for row in _dicts(assignments)]
        links.sort(key=lambda one: (place[one.task], _ROLE_ORDER[one.role], one.position, one.unit))
        named = {unit.id: unit for unit in build_units(units)}
        return Plan(
            id=cast("str", facts["id"]),
            title=_text(facts["title"]),
            area=_text(facts["area"]),
            document_number=_text(facts["document_number"]),
            issuer=_text(facts["issuer"]),
            issued=_text(facts["issued"]),
            published=_text(facts["published"]),
            lead_rule=_text(facts["lead_rule"]),
            owner=_text(facts["owner"]),
            focus=_texts(facts["focus"]),
            units=tuple(named[unit] for unit in dict.fromkeys([*(one.unit for one in links), *named])),
            tasks=tuple(found_tasks),
            assignments=tuple(links),
        )


def build_units(rows: ResultSet) -> list[Unit]:
    """The units that the answer of `read/units` makes. Raises StoreError where a value cannot be a unit's."""
    with _reject_damage():
        return [_unit(row) for row in _dicts(rows)]


def build_tasks(rows: ResultSet) -> list[Task]:
    """The tasks that the answer of `read/tasks` makes. Raises StoreError where a value cannot be a task's."""
    with _reject_damage():
        return [_task(row) for row in _dicts(rows)]


@contextmanager
def _reject_damage() -> Iterator[None]:
    """Raise StoreError where a stored value cannot be part of a plan."""
    try:
        yield
    except (KeyError, TypeError, ValueError, IndexError) as fault:
        raise StoreError(
            zh=f"库中的方案不完整，或已被其他程序改动（{fault}）：请重新载入。",
            en=f"The stored plan is incomplete or was changed by another program ({fault}): load it again.",
        ) from fault


def find_first_difference(sent: Plan, found: Plan) -> str:
    """Find the first difference between two plans.

    Args:
        sent: The plan as it was written.
        found: The plan as it was read back.

    Returns:
        The location of the difference; empty if the plans are equal.

    >>> find_first_difference(Plan(id="p", title="a"), Plan(id="p", title="b"))
    'title'
    """
    for item in fields(Plan):
        if not item.compare:
            continue
        ours, theirs = getattr(sent, item.name), getattr(found, item.name)
        if ours == theirs:
            continue
        if item.name not in ("units", "tasks", "assignments"):
            return item.name
        for number, (one, other) in enumerate(zip(ours, theirs, strict=False), 1):
            if one != other:
                return f"{item.name} {number}"
        return f"{item.name}: {len(ours)} ≠ {len(theirs)}"
    return ""


def _plan_row(plan: Plan) -> CypherRow:
    return {
        "id": plan.id,
        "title": plan.title,
        "area": plan.area or None,
        "document_number": plan.document_number or None,
        "issuer": plan.issuer or None,
        "issued": plan.issued or None,
        "published": plan.published or None,
        "lead_rule": plan.lead_rule or None,
        "owner": plan.owner or None,
        "focus": list(plan.focus),
    }


def _unit_row(plan_id: str, unit: Unit) -> CypherRow:
    return {
        "plan": plan_id,
        "id": unit.id,
        "name": unit.name,
        "area": unit.area or None,
        "kind": unit.kind.value or None,
        "guessed": unit.guessed,
        "collective": unit.collective,
        "also_written": list(unit.also_written),
        "members": list(unit.members),
        "english": unit.english or None,
    }


def _capacity_rows(plan: Plan) -> tuple[CypherRow, ...]:
    return tuple(
        {"plan": plan.id, "id": unit.id, "capacity": unit.capacity} for unit in plan.units if unit.capacity is not None
    )


def _task_row(plan_id: str, task: Task) -> CypherRow:
    return {
        "plan": plan_id,
        "id": task.id,
        "order": task.order,
        "number": task.number or None,
        "part": task.part or None,
        "section": list(task.section),
        "title": task.title,
        "deadline": task.deadline or None,
        "targets": list(task.targets),
        "text": task.text or None,
        "clause": task.clause or None,
        "source": task.source or None,
        "open_roles": [role.value for role in task.open_roles],
    }


def _link_row(one: Assignment) -> CypherRow:
    return {
        "unit": one.unit,
        "task": one.task,
        "role": one.role.value,
        "position": one.position,
        "printed": one.printed,
        "origin": one.origin.value,
    }


def _unit(row: CypherRow) -> Unit:
    return Unit(
        id=cast("str", row["id"]),
        name=_text(row["name"]),
        area=_text(row["area"]),
        kind=UnitKind(_text(row["kind"])),
        guessed=cast("bool", row["guessed"]),
        also_written=_texts(row["also_written"]),
        members=_texts(row["members"]),
        english=_text(row["english"]),
        capacity=cast("float | None", row["capacity"]),
    )


def _task(row: CypherRow) -> Task:
    return Task(
        id=cast("str", row["id"]),
        order=cast("int", row["place"]),
        title=_text(row["title"]),
        number=_text(row["number"]),
        part=_text(row["part"]),
        section=_texts(row["section"]),
        deadline=_text(row["deadline"]),
        targets=_texts(row["targets"]),
        text=_text(row["text"]),
        clause=_text(row["clause"]),
        source=_text(row["source"]),
        open_roles=tuple(Role(role) for role in _texts(row["open_roles"])),
    )


def _assignment(row: CypherRow) -> Assignment:
    return Assignment(
        unit=cast("str", row["unit"]),
        task=cast("str", row["task"]),
        role=Role(_text(row["role"])),
        position=cast("int", row["position"]),
        printed=_text(row["printed"]),
        origin=Origin(_text(row["origin"])),
    )


def _dicts(rows: ResultSet) -> list[CypherRow]:
    return [dict(zip(rows.columns, row, strict=True)) for row in rows.rows]


def _text(value: CypherValue) -> str:
    """Convert NULL, the database's form of a missing value, to the empty text."""
    return "" if value is None else cast("str", value)


def _texts(value: CypherValue) -> tuple[str, ...]:
    return tuple(cast("Sequence[str]", value))
