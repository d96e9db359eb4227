"""Plans with everything that two engines might see differently, and their corpus."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from respnet.core.plan import Assignment, Plan, Role, Task, Unit, UnitKind

AREAS = ("丰都县", "南充市", "河北省", "", "临汾县", "沙坪坝区")
OFFICES = (
    "县科协",
    "县教委",
    "县委宣传部",
    "县财政局",
    "县应急局",
    "县民政局",
    "市科协",
    "市教育局",
    "省财政厅",
    "国家统计局",
)
NOBODY = "无名县"
"""An area whose plan names no unit at all."""


def make_plan(number: int, area: str, year: int, made: random.Random, *, tasks: int = 0) -> Plan:
    """A plan by lot, whose tasks are led by none to four of its units; each third plan names no leads."""
    key = f"{area or '无'}-{year}-{number}"
    names = [*OFFICES, *(f"县第{one}办" for one in range(6))]
    units = [Unit(f"{area or key}/{name}", name, area, UnitKind.GOVERNMENT) for name in made.sample(names, 12)]
    units.append(Unit(f"{area or key}/各乡镇", "各乡镇", area, UnitKind.COLLECTIVE))
    rows, edges = [], []
    for place in range(1, (tasks or made.randint(3, 9)) + 1):
        task = Task(f"{key}/{place}", place, f"任务{place}", str(place), deadline="")
        if made.random() < 0.4:
            task = Task(
                task.id, place, task.title, task.number, deadline=f"{year or 2024}年{made.randint(1, 12)}月底前"
            )
        rows.append(task)
        leads = 0 if number % 3 == 2 else made.choice((0, 1, 1, 1, 2, 2, 4))
        chosen = made.sample(units, leads + made.randint(0, 4))
        work = (Role.RESPONSIBLE, Role.SUPPORT, Role.SUPERVISE)
        held = [(Role.LEAD if at < leads else made.choice(work), unit) for at, unit in enumerate(chosen)]
        # The strongest of two roles counts, once.
        held += [(Role.SUPPORT, chosen[0])] if leads else []
        place_of: Counter[Role] = Counter()
        for role, unit in sorted(held, key=lambda one: list(Role).index(one[0])):
            place_of[role] += 1
            edges.append(Assignment(unit.id, task.id, role, place_of[role], unit.name))
    issued = f"{year}-03-01" if year else ""
    return Plan(
        key, f"方案 {key}", area, issued=issued, units=tuple(units), tasks=tuple(rows), assignments=tuple(edges)
    )


def make_wide_plan() -> Plan:
    """A plan with a task of 300 units, of which one leads, one task of 40 leads, and one of two."""
    units = [Unit(f"丰都县/{place:03}所", f"{place:03}所", "丰都县", UnitKind.INSTITUTION) for place in range(300)]
    tasks = [Task(f"wide/{place}", place, f"大任务{place}", str(place)) for place in (1, 2, 3)]
    sizes = ((300, 1), (40, 40), (2, 2))
    edges = [
        Assignment(
            units[one].id,
            task.id,
            Role.LEAD if one < leads else Role.SUPPORT,
            one + 1 if one < leads else one - leads + 1,
            units[one].name,
        )
        for task, (size, leads) in zip(tasks, sizes, strict=True)
        for one in range(size)
    ]
    return Plan(
        "wide",
        "大方案",
        "丰都县",
        issued="2023-05-01",
        units=tuple(units),
        tasks=tuple(tasks),
        assignments=tuple(edges),
    )


def make_plans(number: int, seed: int = 7) -> Iterator[Plan]:
    """Plans of several areas and years, one of them in two versions, one that names nobody."""
    made = random.Random(seed)
    for place in range(number):
        yield make_plan(place, AREAS[place % len(AREAS)], (2022, 2023, 2024, 2025, 0)[place // len(AREAS) % 5], made)
    yield make_wide_plan()
    first = make_plan(0, AREAS[0], 2022, random.Random(seed))
    yield replace(
        first,
        issued="2022-09-01",
        tasks=first.tasks[:2],
        assignments=tuple(one for one in first.assignments if one.task in {task.id for task in first.tasks[:2]}),
    )
    nobody = tuple(Task(f"nobody/#{place}", place, f"任务{place}") for place in (1, 2))
    yield Plan("nobody", "没有单位的方案", NOBODY, issued="2024-01-01", tasks=nobody)
