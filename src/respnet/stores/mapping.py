"""Object-graph mapping: a plan as rows for the load statements, and rows of the read statements as a plan.

Pure functions; the round trip loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import MISSING, dataclass, fields
from functools import cache
from itertools import starmap
from typing import Any, cast

from respnet.core.deadlines import format_last_day
from respnet.core.errors import StoreError
from respnet.core.i18n import Text
from respnet.core.plan import RELATIONSHIP_TYPES, Assignment, Origin, Plan, Role, Task, Unit, UnitKind
from respnet.stores.protocol import CypherValue, QueryRequest, ResultSet
from respnet.stores.statements import load_statement

BATCH_SIZE = 2_000
"""Rows sent with one statement; LadybugDB keeps the first rows of each, and takes longer for more."""

CypherRow = dict[str, CypherValue]
"""One row as both drivers take it."""

_GRAPH_VERSION = 3  # tasks have label, due and effort
_PARTS = ("units", "tasks", "assignments")
"""The fields of a plan that are nodes and relationships of their own."""

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


def build_load_steps(
    plan: Plan,
    loaded: str = "",
    versions: Sequence[CypherRow] = (),
    signature: str = "",
    known: Collection[str] = (),
) -> tuple[LoadStep, ...]:
    """Build the load statements of `plan`, in order: plan, units, capacities, tasks, assignments, versions.

    Args:
        plan: The plan, or a part of it.
        loaded: Date of this version; empty where none is known.
        versions: Versions that are to be written.
        signature: What is stored as the plan's digest; by default that of `plan`.
        known: Ids of units that are stored as they are, and of tasks that are stored with their assignments.

    >>> [step.statement for step in build_load_steps(Plan(id="p", title="t"))][:4]
    ['load/plan', 'load/units', 'load/capacities', 'load/tasks']
    """
    units = tuple(unit for unit in plan.units if unit.id not in known)
    new = [_task_row(plan.id, task) for task in plan.tasks if task.id not in known]
    old = [_task_row(plan.id, task) for task in plan.tasks if task.id in known]
    found = [
        LoadStep(
            "load/plan",
            Text(zh="方案", en="plans"),
            (_row(plan) | {"loaded": loaded or None, "digest": signature or sign_digest(plan.digest())},),
        ),
        LoadStep("load/units", Text(zh="单位", en="units"), tuple(_unit_row(plan.id, unit) for unit in units)),
        LoadStep("load/capacities", Text(zh="承担能力", en="capacities"), _capacity_rows(plan.id, units)),
        *(LoadStep("load/tasks", Text(zh="任务", en="tasks"), tuple(rows)) for rows in ([new, old] if old else [new])),
    ]
    for role, link_type in RELATIONSHIP_TYPES.items():
        links = tuple(_row(one) for one in plan.assignments if one.role is role and one.task not in known)
        found.append(LoadStep(f"load/assignments:{link_type}", Text(zh="分工", en="assignments"), links))
    found.append(LoadStep("load/versions", Text(zh="旧版本", en="former versions"), tuple(versions)))
    return tuple(found)


def build_stored_plan(plan: ResultSet, units: ResultSet, tasks: ResultSet, assignments: ResultSet) -> Plan:
    """Build the plan from the answers of its four read statements.

    Args:
        plan: Answer of `read/plan`, one row.
        units: Answer of `read/units`.
        tasks: Answer of `read/tasks`.
        assignments: Answer of `read/assignments`, one row of columns.

    Returns:
        The plan. Units are in the order of their first assignment; units without assignments come last, by id.

    Raises:
        StoreError: A stored value cannot be part of a plan.
    """
    with _reject_damage():
        facts = to_dicts(plan)[0]
        found_tasks = sorted(build_tasks(tasks), key=lambda task: (task.order, task.id))
        place = {task.id: number for number, task in enumerate(found_tasks)}
        columns: dict[str, Any] = dict(to_dicts(assignments)[0])
        values = (map(_READ.get(of, _same), columns[name]) for name, of, _ in _properties(Assignment))
        links = list(starmap(Assignment, zip(*values, strict=True)))
        links.sort(key=lambda one: (place[one.task], _ROLE_ORDER[one.role], one.position, one.unit))
        named = {unit.id: unit for unit in build_units(units)}
        return Plan(
            **_values(Plan, facts),
            units=tuple(named[unit] for unit in dict.fromkeys([*(one.unit for one in links), *sorted(named)])),
            tasks=tuple(found_tasks),
            assignments=tuple(links),
        )


def build_plan_from_dict(said: Mapping[str, Any]) -> Plan:
    """Build the plan that `Plan.to_dict` made; StoreError where a value cannot be part of a plan.

    >>> build_plan_from_dict(Plan(id="p", title="t").to_dict()) == Plan(id="p", title="t")
    True
    """
    with _reject_damage():
        return Plan(
            **_values(Plan, {"period": ""} | dict(said)),
            units=tuple(Unit(**_values(Unit, row)) for row in said["units"]),
            tasks=tuple(Task(**_values(Task, {"summary": "", "effort": None} | row)) for row in said["tasks"]),
            assignments=tuple(Assignment(**_values(Assignment, row)) for row in said["assignments"]),
        )


def sign_digest(digest: str) -> str:
    """Return what is stored as a plan's digest: the version of the graph's properties, and the digest."""
    return f"{_GRAPH_VERSION}:{digest}"


def get_date(plan: ResultSet) -> str:
    """Return the date of the stored version, from the answer of `read/plan`; empty where none is known."""
    return cast("str", to_dicts(plan)[0]["loaded"] or "") if plan.rows else ""


def get_signature(plan: ResultSet) -> str:
    """Return the digest that was stored with a plan, from the answer of `read/plan`; empty before there were any."""
    return cast("str", to_dicts(plan)[0]["digest"] or "")


def build_plan_queries(plan_id: str, **ids: list[str]) -> tuple[QueryRequest, ...]:
    """Return the four read statements of one plan, in the argument order of `build_stored_plan`.

    Args:
        plan_id: The plan.
        **ids: With `tasks` and `units`, only these are read, and the assignments on these tasks.
    """
    found: list[QueryRequest] = [(load_statement("read/plan"), {"plan": plan_id})]
    for name, column, of in (("units", "u.id", "units"), ("tasks", "t.id", "tasks"), ("assignments", "t.id", "tasks")):
        text, given = load_statement(f"read/{name}"), dict[str, CypherValue](plan=plan_id)
        if ids:
            text = text.replace("\nRETURN", f" WHERE {column} IN $ids\nRETURN", 1)
            given["ids"] = ids[of] or [""]  # an empty list has no type in LadybugDB
        found.append((text, given))
    return tuple(found)


def build_units(rows: ResultSet) -> list[Unit]:
    """The units that the answer of `read/units` makes. Raises StoreError where a value cannot be a unit's."""
    with _reject_damage():
        return [Unit(**_values(Unit, row)) for row in to_dicts(rows)]


def build_tasks(rows: ResultSet) -> list[Task]:
    """The tasks that the answer of `read/tasks` makes. Raises StoreError where a value cannot be a task's."""
    with _reject_damage():
        return [Task(**_values(Task, row | {"order": row["place"]})) for row in to_dicts(rows)]


@contextmanager
def _reject_damage() -> Iterator[None]:
    """Raise StoreError where a stored value cannot be part of a plan."""
    try:
        yield
    except (KeyError, TypeError, ValueError, IndexError) as fault:
        raise StoreError(
            zh=f"库中的方案不完整，或已被其他程序改动（{fault}）：请重新载入（respnet load --anew）。",
            en=f"The stored plan is incomplete or was changed by another program ({fault}): "
            "load it again, with --anew.",
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
        if item.name not in _PARTS:
            return item.name
        for number, (one, other) in enumerate(zip(ours, theirs, strict=False), 1):
            if one != other:
                return f"{item.name} {number}"
        return f"{item.name}: {len(ours)} ≠ {len(theirs)}"
    return ""


@cache
def _properties(kind: type) -> tuple[tuple[str, str, bool], ...]:
    """List name, annotation and need of the fields that are properties in the database."""
    stored = [one for one in fields(kind) if one.compare and one.name not in _PARTS]
    return tuple((one.name, str(one.type), one.default is MISSING) for one in stored)


def _row(thing: Plan | Unit | Task | Assignment) -> CypherRow:
    kind: type = type(thing)
    return {name: _to_property(getattr(thing, name), needed) for name, _, needed in _properties(kind)}


def _to_property(value: object, needed: bool) -> CypherValue:
    """Convert a field: an empty text that may be missing becomes NULL; ids, names and titles stay as they are."""
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return (str(value) or ("" if needed else None)) if isinstance(value, str) else cast("CypherValue", value)


def _same(value: CypherValue) -> object:
    return value


def _values(kind: type, row: Mapping[str, Any]) -> dict[str, Any]:
    """Convert a row to the arguments of the dataclass `kind`."""
    return {name: _READ[of](row[name]) if of in _READ else row[name] for name, of, _ in _properties(kind)}


def _capacity_rows(plan_id: str, units: Iterable[Unit]) -> tuple[CypherRow, ...]:
    return tuple(
        {"plan": plan_id, "id": unit.id, "capacity": unit.capacity} for unit in units if unit.capacity is not None
    )


def _unit_row(plan_id: str, unit: Unit) -> CypherRow:
    row = _row(unit) | {"plan": plan_id, "collective": unit.collective}
    del row["capacity"]  # belongs to the plan's relationship and has a statement of its own
    return row


def _task_row(plan_id: str, task: Task) -> CypherRow:
    """Convert a task, with what questions would have to work out: its label, its last day, and an effort of 1."""
    due = format_last_day(task.deadline) or None
    return _row(task) | {"plan": plan_id, "label": task.label, "due": due, "effort": task.effort or 1.0}


def to_dicts(rows: ResultSet) -> list[CypherRow]:
    """Convert an answer to one dictionary a row."""
    return [dict(zip(rows.columns, row, strict=True)) for row in rows.rows]


def _text(value: CypherValue) -> str:
    """Convert NULL, the database's form of a missing value, to the empty text."""
    return "" if value is None else cast("str", value)


def _texts(value: CypherValue) -> tuple[str, ...]:
    """Convert NULL to the empty list: the bulk import of Neo4j cannot write one."""
    return tuple(cast("Sequence[str]", value or ()))


_READ: dict[str, Callable[[CypherValue], object]] = {
    "str": _text,
    "tuple[str, ...]": _texts,
    "tuple[Role, ...]": lambda value: tuple(Role(role) for role in _texts(value)),
    "UnitKind": lambda value: UnitKind(_text(value)),
    "Role": lambda value: Role(_text(value)),
    "Origin": lambda value: Origin(_text(value)),
}
"""Stored value to field, by the field's annotation; numbers and truth values stay as they are."""
