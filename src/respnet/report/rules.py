"""What people tell `respnet rebalance` to keep to, as Rules: names and numbers become ids of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from respnet.analysis.rebalancing import Rules
from respnet.errors import InputError
from respnet.network import ResponsibilityNetwork
from respnet.plan import Role
from respnet.tables.field_file import read_field
from respnet.words import Text, listed


def rules_given(
    network: ResponsibilityNetwork,
    *,
    moves: int | None = None,
    weight: float = 0.5,
    protected: Sequence[str] = (),
    field: str | None = None,
) -> Rules:
    """The rules, with each TASK:UNIT of `protected` and each row of the table `field` found in the plan.

    Raises InputError for a task or unit that the plan does not have, and for a lead to protect that is none.
    """
    kept = tuple(_protected(network, one) for one in protected)
    rows = read_field(field) if field else ()
    pairs = [
        (_unit(network, name, f"{row.file}: {row.row}"), task)
        for row in rows
        for task in _tasks(network, row.task, f"{row.file}: {row.row}")
        for name in row.units
    ]
    return Rules(ratio=weight, moves=moves, protected=kept, field=tuple(dict.fromkeys(pairs)))


def _protected(network: ResponsibilityNetwork, given: str) -> tuple[str, str]:
    number, colon, name = given.partition(":" if ":" in given else "：")
    if not colon or not number.strip() or not name.strip():
        raise InputError(
            Text(
                zh=f"--keep {given} 写法不对，应为“任务序号:单位”，例如 12:县教委。",
                en=f"--keep {given} is not of the form TASK:UNIT, such as 12:县教委.",
            )
        )
    unit = _unit(network, name.strip(), "--keep")
    for task in _tasks(network, number.strip(), "--keep"):
        if any(one.unit == unit and one.role is Role.LEAD for one in network.of_task[task]):
            return task, unit
    raise InputError(
        Text(
            zh=f"--keep {given}：{name.strip()}不是任务 {number.strip()} 的牵头单位，没有可保留的。请核对。",
            en=f"--keep {given}: {name.strip()} does not lead task {number.strip()}, so there is nothing to keep.",
        )
    )


def _tasks(network: ResponsibilityNetwork, number: str, where: str) -> list[str]:
    found = [task.id for task in network.tasks if task.label == number]
    if found:
        return found
    labels = [task.label for task in network.tasks]
    raise InputError(
        Text(
            zh=f"{where}：方案里没有序号为 {number} 的任务。方案里的序号有：{listed(labels, 'zh', most=12)}。",
            en=f"{where}: the plan has no task numbered {number}. It has: {listed(labels, 'en', most=12)}.",
        )
    )


def _unit(network: ResponsibilityNetwork, name: str, where: str) -> str:
    row = network.actor_row(name)
    if row is not None:
        return network.actors[row].id
    near = get_close_matches(name, [unit.name for unit in network.actors], n=3, cutoff=0.5)
    return _no_unit(name, near, where)


def _no_unit(name: str, near: list[str], where: str) -> str:
    raise InputError(
        Text(
            zh=f"{where}：方案里没有名为“{name}”的单个单位。"
            + (f"相近的有：{listed(near, 'zh')}。" if near else "请核对名称。"),
            en=f"{where}: the plan has no single unit named “{name}”. "
            + (f"Near it: {listed(near, 'en')}." if near else "Check the name."),
        )
    )
