"""Validation before a plan is sent: it must be storable and read back equal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import cast

from respnet.core.errors import StoreError
from respnet.core.plan import Assignment, Plan, Task, Unit
from respnet.stores.protocol import CypherValue, ResultSet
from respnet.stores.statements import load_statement


def check_storable(plan: Plan, longest_id: int = 0) -> None:
    """Check that a database can keep `plan` unchanged; its texts are checked when it is signed.

    Args:
        plan: The plan to be stored.
        longest_id: Maximum length of an indexed id, in bytes of UTF-8; 0 for no limit.

    Raises:
        StoreError: The first reason found.
    """
    check_unique("unit", "单位", (unit.id for unit in plan.units))
    check_unique("task", "任务", (task.id for task in plan.tasks))
    keys = (f"{one.unit} → {one.task}, {one.role.value} {one.position}, {one.origin.value}" for one in plan.assignments)
    check_unique("assignment", "分工", keys)
    units, tasks = {unit.id for unit in plan.units}, {task.id for task in plan.tasks}
    for one in plan.assignments:
        if one.unit not in units or one.task not in tasks:
            raise StoreError(
                zh=f"方案“{plan.id}”中的一条分工（{one.unit} → {one.task}）所指的单位或任务不在方案中。",
                en=f"An assignment of plan “{plan.id}” ({one.unit} → {one.task}) "
                "names a unit or task that the plan does not have.",
            )
    if longest_id:
        _check_ids(plan, longest_id)


def broken_text_error(plan: Plan) -> StoreError:
    """Make the error for a plan with a text that is no Unicode: it names the first one."""
    where, text = next(
        (where, text) for where, text in _texts(plan) if text.encode("utf-8", "ignore").decode("utf-8") != text
    )
    return StoreError(
        zh=f"方案“{plan.id}”的 {where} 含有无法保存的残缺字符：{_shown(text)}。请在原表中改正。",
        en=f"Plan “{plan.id}”, {where}: half a character that cannot be stored, in {_shown(text)}. "
        "Correct it in the table.",
    )


def _check_ids(plan: Plan, longest: int) -> None:
    for one in (plan.id, *(unit.id for unit in plan.units), *(task.id for task in plan.tasks)):
        size = len(one.encode("utf-8"))
        if size > longest:
            raise StoreError(
                zh=f"名称或编号过长：“{one[:20]}…”有 {size} 字节，Neo4j 索引最多容纳 {longest} 字节。"
                "请核对该单元格是否漏了顿号。",
                en=f"A name or number is too long: “{one[:20]}…” has {size} bytes, "
                f"and Neo4j can index {longest}. Is a separator missing in that cell?",
            )


def check_unique(what: str, what_zh: str, ids: Iterable[str]) -> None:
    """Check that each id stands once.

    Args:
        what: Name of the thing for the message, in English.
        what_zh: The same in Chinese.
        ids: The ids.

    Raises:
        StoreError: An id stands more than once.
    """
    for one, times in Counter(ids).items():
        if times > 1:
            raise StoreError(
                zh=f"{what_zh}标识“{one}”在方案中出现 {times} 次，应当只有一次。",
                en=f"The {what} id “{one}” stands {times} times in the plan; it must stand once.",
            )


def _shown(text: str) -> str:
    return text[:40].encode("utf-8", "backslashreplace").decode("utf-8")


def _texts(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield every text of a plan with its location."""
    groups: tuple[tuple[str, Sequence[Plan | Unit | Task | Assignment]], ...] = (
        ("plan", (plan,)),
        ("unit", plan.units),
        ("task", plan.tasks),
        ("assignment", plan.assignments),
    )
    for what, things in groups:
        for number, thing in enumerate(things, 1):
            for item in fields(thing):
                value = getattr(thing, item.name) if item.compare else None
                for piece in value if isinstance(value, tuple) else (value,):
                    if isinstance(piece, str):
                        yield f"{what} {number}, {item.name}", piece


def check_conflicts(plan: Plan, run: Callable[[str, Mapping[str, CypherValue]], ResultSet]) -> None:
    """Check the plan's ids against the other stored plans.

    Args:
        plan: The plan to be stored.
        run: Runs a reading statement with its parameters.

    Raises:
        StoreError: Another plan has a unit id with another name or area, or has one of the task ids.
    """
    units = {unit.id: {"plan": plan.id, "id": unit.id, "name": unit.name, "area": unit.area} for unit in plan.units}
    tasks = {task.id: {"plan": plan.id, "id": task.id} for task in plan.tasks}
    for label, ids in (("Unit", units), ("Task", tasks)):
        held = run(load_statement(f"guard/ids:{label}"), {"ids": list(ids)}).rows if ids else ()
        rows = cast("CypherValue", [ids[str(one)] for (one,) in held])
        for one, other in run(load_statement(f"guard/other_{label.lower()}s"), {"rows": rows}).rows if held else ():
            raise StoreError(
                zh=f"方案“{plan.id}”的单位标识“{one}”在方案“{other}”中是另一名称或地区：请核对两份方案的 area。"
                if label == "Unit"
                else f"方案“{plan.id}”的任务标识“{one}”已属于方案“{other}”：请给其中一份方案另定 id。",
                en=f"The unit id “{one}” of plan “{plan.id}” has another name or area in plan “{other}”: "
                "look at the area of both plans."
                if label == "Unit"
                else f"The task id “{one}” of plan “{plan.id}” belongs to plan “{other}”: "
                "give one of the plans another id.",
            )
