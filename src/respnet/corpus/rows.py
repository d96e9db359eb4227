"""A plan as rows of tables, and parts: a few hundred plans in Parquet files that a compaction joins later.

In a part a plan goes by its digest and a unit by its place in the plan: nothing there depends on other plans.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from respnet.core.deadlines import InvalidDateError, is_ongoing, parse_due_date
from respnet.core.plan import WORKING_ROLES, Plan, Role, Task
from respnet.corpus.schema import Row, build_arrow_schema, import_extra, list_columns

_OF_CORPUS = {"plan_key", "unit_key", "owner_key", "version", "current", "area_level", "year"}
_OF_CORPUS |= {"unit_tasks", "unit_leads", "unit_responsible"}
"""Columns that only all plans together give."""


def _part_columns(*tables: str, **more: str) -> dict[str, str]:
    columns = {name: kind for table in tables for name, kind in list_columns(table).items() if name not in _OF_CORPUS}
    return {"digest": "string", **columns, **more}


PART_TABLES = {
    "plans": _part_columns("plans"),
    "tasks": _part_columns("tasks", "task_texts"),
    "named_in": _part_columns("named_in", place="int32", name="string", area="string"),
    "assignments": _part_columns("assignments", place="int32"),
}


def flatten_plan(plan: Plan) -> dict[str, list[Row]]:
    """Convert a plan to rows of PART_TABLES, in printed order; which file it was is told by the compaction."""
    digest = plan.digest()
    assignments = _flatten_assignments(plan, digest)
    shares = Counter(
        (one["task"], one["role"] == "lead") for one in assignments if one["counts"] and not one["collective"]
    )
    return {
        "plans": [
            {
                **_take(plan, "title", "area", "issued", "published", "period", "issuer", "document_number", "owner"),
                "plan": plan.id,
                "digest": digest,
                "focus": list(plan.focus),
                "lead_rule": plan.lead_rule,
                "names_leads": any(one.role is Role.LEAD for one in plan.assignments),
                "tasks": len(plan.tasks),
                "units": len(plan.units),
                "assignments": len(assignments),
                "remarks": [one.code for one in plan.remarks],
            }
        ],
        "tasks": [_flatten_task(one, digest, shares[one.order, True], shares[one.order, False]) for one in plan.tasks],
        "named_in": [
            {
                **_take(unit, "name", "area", "guessed", "english", "capacity"),
                "digest": digest,
                "place": at,
                "kind": unit.kind.value,
                "also_written": list(unit.also_written),
                "members": list(unit.members),
            }
            for at, unit in enumerate(plan.units)
        ],
        "assignments": assignments,
    }


def _flatten_assignments(plan: Plan, digest: str) -> list[Row]:
    order = {task.id: task.order for task in plan.tasks}
    place = {unit.id: number for number, unit in enumerate(plan.units)}
    apart = {unit.id for unit in plan.units if unit.collective}
    held: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for at, one in enumerate(plan.assignments):
        if one.role in WORKING_ROLES:
            held.setdefault((one.unit, one.task), []).append((WORKING_ROLES.index(one.role), at))
    strongest = {min(those)[1] for those in held.values()}
    return [
        {
            **_take(one, "position", "printed"),
            "digest": digest,
            "task": order[one.task],
            "place": place[one.unit],
            "role": one.role.value,
            "origin": one.origin.value,
            "collective": one.unit in apart,
            "counts": at in strongest,
        }
        for at, one in enumerate(plan.assignments)
    ]


def _take(one: object, *names: str) -> Row:
    return {name: getattr(one, name) for name in names}


def _flatten_task(task: Task, digest: str, leads: int, others: int) -> Row:
    when, due = read_deadline(task.deadline)
    return {
        **_take(task, "number", "part", "title", "deadline", "effort", "text", "summary", "clause", "source"),
        "digest": digest,
        "task": task.order,
        "section": list(task.section),
        "targets": list(task.targets),
        "due_when": when,
        "due": due,
        "open_roles": [role.value for role in task.open_roles],
        "leads": leads,
        "others": others,
    }


def read_deadline(text: str) -> tuple[str, dt.date | None]:
    """Return what a deadline's text is, and the last day that it names.

    >>> [read_deadline(text)[0] for text in ("2025年6月底", "长期坚持", "适时", "")]
    ['dated', 'ongoing', 'unreadable', 'none']
    """
    if not text.strip():
        return "none", None
    with suppress(InvalidDateError):
        found = parse_due_date(text)
        if found:
            return "dated", dt.date(*found.last_day)
    return ("ongoing" if is_ongoing(text) else "unreadable"), None


def write_part(folder: Path, name: str, plans: Iterable[dict[str, list[Row]]]) -> None:
    """Write the rows of plans as one part: under a hidden name first, so that a part is there whole or not at all.

    Args:
        folder: Folder of the parts.
        name: Name of the part; one of the same name is replaced.
        plans: Rows of each plan, as flatten_plan gives them.
    """
    arrow, parquet = import_extra("pyarrow"), import_extra("pyarrow.parquet")
    aside = folder / f".{name}-{os.urandom(4).hex()}"
    aside.mkdir(parents=True)
    several = list(plans)
    for table, columns in PART_TABLES.items():
        rows = [row for one in several for row in one[table]]
        for row in rows if table == "tasks" else ():
            if isinstance(row["due"], str):  # from another process
                row["due"] = dt.date.fromisoformat(row["due"])
        made = arrow.Table.from_pylist(rows, build_arrow_schema(columns))
        parquet.write_table(made, aside / f"{table}.parquet", compression="zstd")
    shutil.rmtree(folder / name, ignore_errors=True)
    aside.rename(folder / name)
