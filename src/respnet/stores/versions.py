"""Changes of stored plans, by what differs from the stored version; former versions, packed on nodes of their own."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import cast

from respnet.core.errors import StoreError
from respnet.core.plan import Plan
from respnet.stores.mapping import (
    CypherRow,
    LoadStep,
    build_load_steps,
    build_plan_from_dict,
    build_plan_queries,
    build_stored_plan,
    get_date,
    get_signature,
    sign_digest,
    to_dicts,
)
from respnet.stores.protocol import CypherValue, PlanVersion, ResultSet
from respnet.stores.statements import load_statement
from respnet.stores.validation import broken_text_error

Run = Callable[[str, Mapping[str, CypherValue]], ResultSet]
"""Runs one statement with its parameters."""

_MOST_CHANGED = 0.25
"""Share of a plan's tasks above which all of it is written: from there on, lists of ids cost more than they spare."""


@dataclass(frozen=True, slots=True)
class PlanPart:
    """Part of a plan that is written, and the ids of what is taken out before: tasks, which may come back, and units.

    `plan` is the plan itself, or only its changed tasks with their assignments, its changed units and the units of
    those tasks. `known` are the ids of the units and of the tasks with their assignments that are stored as they are:
    of such a task only its properties are written.
    """

    plan: Plan
    tasks: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlanChange:
    """Change of one stored plan: `plan` takes its place, or nothing does.

    `loaded` is the date of the new version, `signature` its digest, `kept` what `read/versions` finds afterwards: the
    new version as number 0, then former ones, the replaced one last; those with contents are to be written.
    `versions` are the ids of those that are taken out before; `replaces` tells that a version was stored.
    """

    id: str
    plan: Plan | None
    part: PlanPart
    loaded: str = ""
    signature: str = ""
    kept: tuple[CypherRow, ...] = ()
    versions: tuple[str, ...] = ()
    replaces: bool = True

    def list_steps(self) -> tuple[LoadStep, ...]:
        """List the load statements of the change; none where the plan goes."""
        rows = [row for row in self.kept if row["json"]]
        part = self.part
        return build_load_steps(part.plan, self.loaded, rows, self.signature, part.known) if self.plan else ()

    def list_stale_tasks(self) -> list[str]:
        """List the ids of the tasks that do not come back."""
        staying = {task.id for task in self.part.plan.tasks}
        return [one for one in self.part.tasks if one not in staying]


def encode_plan(plan: Plan) -> bytes:
    """Return the contents of a plan as JSON. Raises StoreError where a text of it cannot be stored."""
    try:
        return plan.to_json().encode("utf-8")
    except UnicodeEncodeError:
        raise broken_text_error(plan) from None


def make_change(
    run: Run, plan: Plan, said: bytes, loaded: str, keep: int | None, *, anew: bool = False
) -> PlanChange | None:
    """Make the change that stores a plan, by what is stored.

    Args:
        run: Runs a reading statement.
        plan: The plan that comes.
        said: What `encode_plan` makes of it.
        loaded: Its date.
        keep: How many former versions stay at most, the newest ones; None for all.
        anew: Write all of the plan, also what is stored already.

    Returns:
        The change; None where this version of the plan is stored already.
    """
    digest = hashlib.sha256(said).hexdigest()
    signature = sign_digest(digest)
    head = run(*build_plan_queries(plan.id)[0])
    is_there = is_stored(head)
    if is_there and not anew and get_signature(head) == signature:
        return None
    part, former, found = None, None, []
    if is_there:
        found = to_dicts(run(load_statement("read/versions"), {"plan": plan.id, "full": [f"{plan.id}@"]}))
        former = _find_packed(found, get_signature(head))
        if former and not anew:
            part = _find_part(plan, _unpack(former), said)
        former = former or _read_former(run, plan.id)
    part = part or (_find_all(run, plan) if is_there else PlanPart(plan))
    kept = [row for row in found if row["number"]]
    if former and former["digest"] != digest:  # the same, written anew, is no other version
        kept.append(_name_version(plan.id, former, get_date(head), kept))
    kept = kept[-keep:] if keep else kept if keep is None else []
    staying = {row["id"] for row in kept}
    gone = tuple(str(one["id"]) for one in found if one["id"] not in staying)
    current: CypherRow = {"id": f"{plan.id}@", "plan": plan.id, "number": 0, "loaded": "", **_pack(said)}
    return PlanChange(plan.id, plan, part, loaded, signature, (current, *kept), gone, is_there)


def make_removal(run: Run, plan_id: str) -> PlanChange:
    """Make the change after which a plan is not stored any more, by what `run` reads."""
    found = run(load_statement("read/versions"), {"plan": plan_id, "full": [""]})
    part = _find_all(run, Plan(plan_id, ""))
    return PlanChange(plan_id, None, part, versions=tuple(str(one["id"]) for one in to_dicts(found)))


def is_stored(head: ResultSet) -> bool:
    """True if the answer of `read/plan` is a plan, and not only the node by which a first load claims one."""
    return bool(head.rows) and to_dicts(head)[0]["title"] is not None


def read_change(run: Run, change: PlanChange) -> tuple[Plan, bool]:
    """Read back what a change wrote.

    Args:
        run: Runs a reading statement.
        change: The change, which has been made.

    Returns:
        The plan, or its part, as it was read; and True if the digest, the versions and the numbers of units, tasks and
        assignments are those of the whole plan.
    """
    part, whole = change.part.plan, cast("Plan", change.plan)
    ids = {} if part is whole else {"tasks": [one.id for one in part.tasks], "units": [one.id for one in part.units]}
    head, *answers = (run(*query) for query in build_plan_queries(change.id, **ids))
    full = [str(row["id"]) for row in change.kept if row["json"]]
    found = to_dicts(run(load_statement("read/versions"), {"plan": change.id, "full": full or [""]}))
    (counts,) = run(load_statement("read/counts"), {"plan": change.id}).rows
    is_right = counts == (len(whole.units), len(whole.tasks), len(whole.assignments)) and found == list(change.kept)
    return build_stored_plan(head, *answers), is_right and get_signature(head) == change.signature


def list_versions(held: ResultSet) -> tuple[PlanVersion, ...]:
    """List former versions, oldest first, from the answer of `read/versions`."""
    found = [(row, unpack_version(row)) for row in to_dicts(held) if row["number"]]
    return tuple(
        PlanVersion(str(row["id"]), str(row["loaded"]), len(was.tasks), len(was.assignments)) for row, was in found
    )


def unpack_version(row: CypherRow) -> Plan:
    """Return the plan that a former version was. Raises StoreError if another program changed it."""
    plan: Plan | None
    try:
        plan = build_plan_from_dict(json.loads(_unpack(row)))
    except (ValueError, zlib.error, StoreError):
        plan = None
    if plan is None or plan.digest() != row["digest"]:
        raise StoreError(
            zh=f"库里保存的旧版本“{row['id']}”已被其他程序改动，读不出来。",
            en=f"The stored version “{row['id']}” was changed by another program and cannot be read.",
        )
    return plan


def _find_packed(found: list[CypherRow], signature: str) -> CypherRow | None:
    """Return the packed copy of the stored plan; None where it is not there, or not by this version of the graph."""
    for row in found:
        if row["number"] == 0 and signature == sign_digest(str(row["digest"])):
            with suppress(ValueError, zlib.error):
                if hashlib.sha256(_unpack(row)).hexdigest() == row["digest"]:
                    return row
    return None


def _read_former(run: Run, plan_id: str) -> CypherRow | None:
    """Read and pack the stored plan; None where another program changed it, and there is no version to keep."""
    with suppress(StoreError):
        return _pack(encode_plan(build_stored_plan(*(run(*query) for query in build_plan_queries(plan_id)))))
    return None


def _find_all(run: Run, plan: Plan) -> PlanPart:
    """Return the part that is the whole plan, in the place of all that is stored of it."""
    tasks, units = (
        tuple(str(row[0]) for row in run(load_statement(f"read/ids:{link}"), {"plan": plan.id}).rows)
        for link in ("PART_OF", "NAMED_IN")
    )
    named = {unit.id for unit in plan.units}
    return PlanPart(plan, tasks, tuple(one for one in units if one not in named))


def _find_part(plan: Plan, was: bytes, said: bytes) -> PlanPart | None:
    """Find what of a plan differs from its stored version, both as JSON; None where that is much of it."""
    (old, before, held), (new, after, links) = _split_rows(was), _split_rows(said)
    moved = {one for one in after if one not in before or held.get(one) != links.get(one)}
    changed = moved | {one for one, row in after.items() if before.get(one) != row}
    tasks = (*(one for one in before if one in moved or one not in after),)
    if len(tasks) + len(changed) > _MOST_CHANGED * len(after):
        return None
    assignments = tuple(one for one in plan.assignments if one.task in changed)
    named = {unit.id: unit for unit in plan.units}
    others = {one for one in new if old.get(one) != new[one]}
    units = dict.fromkeys([*(one.unit for one in assignments), *sorted(others)])
    part = replace(
        plan,
        units=tuple(named[one] for one in units),
        tasks=tuple(task for task in plan.tasks if task.id in changed),
        assignments=assignments,
    )
    known = frozenset((changed - moved) | (units.keys() - others))
    return PlanPart(part, tasks, tuple(one for one in old if one not in new), known)


def _split_rows(said: bytes) -> tuple[dict[str, bytes], dict[str, bytes], dict[str, list[bytes]]]:
    """Split a plan's JSON into its rows, unread: units and tasks by id, assignments by the task's id."""
    import msgspec

    decode = msgspec.json.decode
    rows = decode(said, type=dict[str, msgspec.Raw])
    keys, raws = list[msgspec.defstruct("Key", [("id", str, ""), ("task", str, "")])], list[msgspec.Raw]  # type: ignore[misc]
    units, tasks, links = (
        [
            (named.task or named.id, bytes(row))
            for named, row in zip(decode(rows[name], type=keys), decode(rows[name], type=raws), strict=True)
        ]
        for name in ("units", "tasks", "assignments")
    )
    found: dict[str, list[bytes]] = {}
    for task, row in links:
        found.setdefault(task, []).append(row)
    return dict(units), dict(tasks), found


def _name_version(plan_id: str, former: CypherRow, date: str, kept: list[CypherRow]) -> CypherRow:
    """Make the row of a former version, which is named by its date or number."""
    number = cast("int", kept[-1]["number"]) + 1 if kept else 1
    name = f"{plan_id}@{date or number}"
    if any(row["id"] == name for row in kept):
        name += f"~{number}"
    row: CypherRow = {"id": name, "plan": plan_id, "number": number, "loaded": date}
    return row | {"digest": former["digest"], "json": former["json"]}


def _pack(said: bytes) -> CypherRow:
    packed = base64.b64encode(zlib.compress(said, 1)).decode("ascii")
    return {"digest": hashlib.sha256(said).hexdigest(), "json": packed}


def _unpack(row: CypherRow) -> bytes:
    return zlib.decompress(base64.b64decode(str(row["json"])))
