"""Former versions of plans: packed on nodes of their own, which no question counts."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass
from typing import cast

from respnet.core.errors import StoreError
from respnet.core.plan import Plan
from respnet.stores.mapping import CypherRow, build_plan_from_dict, to_dicts
from respnet.stores.protocol import PlanVersion, ResultSet


@dataclass(frozen=True, slots=True)
class PlanChange:
    """Change of one stored plan: `plan` takes its place, or nothing does.

    `loaded` is the date of the new version, `kept` the former versions that stay, the replaced one last.
    """

    id: str
    plan: Plan | None
    loaded: str = ""
    kept: tuple[CypherRow, ...] = ()


def make_change(
    plan: Plan, loaded: str, former: Plan | None, former_date: str, held: ResultSet, keep: int | None
) -> PlanChange:
    """Make the change that stores a plan.

    Args:
        plan: The plan that comes.
        loaded: Its date.
        former: The plan that is replaced; None if there is none, or none that can be read.
        former_date: Its date.
        held: Answer of `read/versions`.
        keep: How many former versions stay at most, the newest ones; None for all.

    Returns:
        The change.
    """
    kept = to_dicts(held)
    if former is not None and former != plan:  # the same, written anew, is no other version
        number = cast("int", kept[-1]["number"]) + 1 if kept else 1
        name = f"{plan.id}@{former_date or number}"
        if any(row["id"] == name for row in kept):
            name += f"~{number}"
        row: CypherRow = {"id": name, "plan": plan.id, "number": number, "loaded": former_date}
        kept.append(row | {"digest": former.digest(), "json": _pack(former)})
    return PlanChange(plan.id, plan, loaded, tuple(kept[-keep:] if keep else kept if keep is None else ()))


def list_versions(held: ResultSet) -> tuple[PlanVersion, ...]:
    """List former versions, oldest first, from the answer of `read/versions`."""
    found = [(row, unpack_version(row)) for row in to_dicts(held)]
    return tuple(
        PlanVersion(str(row["id"]), str(row["loaded"]), len(was.tasks), len(was.assignments)) for row, was in found
    )


def unpack_version(row: CypherRow) -> Plan:
    """Return the plan that a former version was. Raises StoreError if another program changed it."""
    plan: Plan | None
    try:
        plan = build_plan_from_dict(json.loads(zlib.decompress(base64.b64decode(str(row["json"])))))
    except (ValueError, zlib.error, StoreError):
        plan = None
    if plan is None or plan.digest() != row["digest"]:
        raise StoreError(
            zh=f"库里保存的旧版本“{row['id']}”已被其他程序改动，读不出来。",
            en=f"The stored version “{row['id']}” was changed by another program and cannot be read.",
        )
    return plan


def _pack(plan: Plan) -> str:
    said = json.dumps(plan.to_dict(), ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(said.encode("utf-8"), 9)).decode("ascii")
