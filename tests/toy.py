"""Small plans with known answers, and readers of stores and plans that answer in sets of tuples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from respnet.core.plan import Origin, Plan, Role, UnitKind
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan

if TYPE_CHECKING:
    from respnet.stores.base import Store


def lead(*names: str, origin: Origin = Origin.PRINTED, more: bool = False) -> UnitList:
    """A list of leading units; `more` is a list that ends in 等."""
    return UnitList(Role.LEAD, names, origin, open=more)


def responsible(*names: str, origin: Origin = Origin.PRINTED, more: bool = False) -> UnitList:
    """A list of responsible units."""
    return UnitList(Role.RESPONSIBLE, names, origin, open=more)


def support(*names: str, more: bool = False) -> UnitList:
    """A list of supporting units."""
    return UnitList(Role.SUPPORT, names, open=more)


def supervise(*names: str) -> UnitList:
    """A list of supervising units."""
    return UnitList(Role.SUPERVISE, names)


def science(*, area: str = "甲县", plan_id: str = "science") -> Plan:
    """Four tasks, five units: three leads, a unit in two roles, inherited units, a collective, a task without units."""
    rows = [
        TaskRow(
            "科普进校园",
            number="1",
            section=("一、重点任务", "(一)青少年"),
            units=(lead("县教委"), responsible("县科学技术协会", more=True), support("团县委", "各乡镇(街道)")),
            deadline="2025年12月底",
            targets=("覆盖率达到90%", "每校1名"),
            text="组织科普进校园,每年不少于 2 次。",
            summary="科普每年进校园两次。",
            clause="第三条",
            source="第2页",
        ),
        TaskRow("农技培训", number="2", part="1", section=("一、重点任务",), units=(lead("县农业农村委", "县科协"),)),
        TaskRow(
            "科普场馆",
            number="2",
            part="2",
            section=("二、保障",),
            units=(
                lead("县科协"),
                responsible("县教委", "县科协"),
                responsible("县教委", "团县委", origin=Origin.INHERITED),
                supervise("县农业农村委"),
            ),
        ),
        TaskRow("经费保障", number="3", section=()),
    ]
    facts = PlanFacts(
        "science",
        id=plan_id,
        title="甲县科学素质实施方案",
        area=area,
        document_number="甲府办〔2022〕5号",
        issuer="甲县人民政府办公室",
        issued="2022-05-10",
        published="2022-05-25",
        period="2022-2025",
        lead_rule="排在第一位的为牵头单位",
        owner="县科协",
        focus=("县科协", "县教委"),
    )
    records = [
        UnitRecord("县科协", UnitKind.MASS, also_written=("县科学技术协会",), english="County Science Association"),
        UnitRecord("县教委", capacity=12.5),
        UnitRecord("各乡镇(街道)", UnitKind.COLLECTIVE, members=("东镇", "西乡")),
    ]
    return build_plan(facts, rows, records)


def science_revised() -> Plan:
    """The next version of `science`: task 3 is gone, 团县委 too, 县教委 supports task 1, 县司法局 is new."""
    rows = [
        TaskRow("科普进校园", number="1", units=(lead("县科协"), support("县教委"))),
        TaskRow("农技培训(修订)", number="2", part="1", units=(lead("县科协"), responsible("县司法局"))),
    ]
    return build_plan(PlanFacts("science", id="science", title="甲县科学素质实施方案(修订)", area="甲县"), rows)


def roads(*, area: str = "甲县") -> Plan:
    """Another plan of the same area: it shares 县教委 with `science`, knows it differently, and names no leads."""
    rows = [
        TaskRow("修路", number="1", units=(responsible("县交通局", "县教委"),)),
        TaskRow("护路", units=(responsible("县交通局"), support("县公安局"))),
    ]
    records = [
        UnitRecord("县教委", UnitKind.GOVERNMENT, also_written=("县教育委员会",), english="Education Commission")
    ]
    return build_plan(PlanFacts("roads", id="roads", title="甲县道路方案", area=area), rows, records)


def empty() -> Plan:
    """A plan with a title and nothing else."""
    return build_plan(PlanFacts("empty", title="空方案"), [])


AWKWARD = (
    "带'单引号'的局",
    '带"双引号"的局',
    "反斜杠\\局\\",
    "表情🧪👩‍🔬局",
    "局}) DETACH DELETE n //",
    "$rows `反引号` {id: 1}",
    "从右到左\u202eقسم العلوم\u202c局",
    "不可见\u200b\u200e字符\ufeff局",
    "制表\t换行\n回车\r局",
    "nan",
    "NULL",
    " 首尾空格 ",
    "e\u0301 和 \u00e9",
    "零\x00字节",
)
"""Names that break careless programs: quotes, Cypher, marks that are not seen, and words that mean something else."""


def awkward() -> Plan:
    """Units, titles, sections and targets with every awkward name, and texts of 10,000 characters."""
    rows = [
        TaskRow(
            name,
            number=name,
            section=(name, "a > b", ""),
            units=(lead(name), support(*AWKWARD)),
            targets=(name, ""),
            text="长" * 10_000,
            deadline=name,
        )
        for name in AWKWARD
    ]
    rows.append(TaskRow("题" * 10_000, units=(lead("长名" * 1_000),)))
    records = [UnitRecord(name, also_written=(name * 2,), members=AWKWARD, english=name) for name in AWKWARD]
    return build_plan(PlanFacts("awkward", id="库'\"\\}) //", title=AWKWARD[4], area="区\\'"), rows, records)


def many(count: int, turn: int) -> Plan:
    """A plan of so many tasks in one of its versions: other titles and other leads in each turn."""
    rows = [
        TaskRow(
            f"第{number}项，第{turn}版",
            number=str(number),
            units=(
                lead(f"{(number + turn) % 17}局"),
                support(f"{(number + 5) % 17}局", f"{(number * 3 + turn + 6) % 17}局"),
            ),
        )
        for number in range(1, count + 1)
    ]
    return build_plan(PlanFacts("many", title=f"第{turn}版", area="甲县"), rows)


def ring(number: int, count: int = 100, *, area: str = "甲县") -> Plan:
    """One of many plans of the same 30 units: three neighbours a task, so that units are up to fifteen steps apart."""
    rows = []
    for task in range(1, count + 1):
        first, second, third = (f"{(task + number + step) % 30}局" for step in range(3))
        origin = Origin.INHERITED if task % 20 == 0 else Origin.PRINTED
        units = [lead(first), responsible(second, origin=origin), support(third, more=task % 9 == 0)]
        units += [support("各乡镇")] * (task % 10 == 0)
        units += [supervise("监察局")] * (task % 7 == 0)
        units += [lead(second)] * (task % 13 == 0)
        rows.append(
            TaskRow(
                f"第{task}项",
                number=str(task),
                section=("一、任务",) if task <= count / 2 else ("二、保障",),
                units=tuple(units),
                deadline="2025年12月底" if task % 2 else "",
                targets=("覆盖率达到90%",) if task % 5 == 0 else (),
                text="培训人才。",
            )
        )
    records = [
        UnitRecord("各乡镇", UnitKind.COLLECTIVE, members=("东镇", "3局")),
        UnitRecord("4局", also_written=("四局",)),
    ]
    return build_plan(PlanFacts("ring", id=f"plan{number:03}{area}", title="方案", area=area), rows, records)


def units(store: Store) -> set[tuple[object, ...]]:
    """(id, name, area) of every unit in a store, whether a plan names it or not."""
    return set(store.ask("MATCH (u:Unit) RETURN u.id AS id, u.name AS name, u.area AS area", {}).rows)


def tasks(store: Store) -> set[tuple[object, ...]]:
    """(id, title) of every task in a store."""
    return set(store.ask("MATCH (t:Task) RETURN t.id AS id, t.title AS title", {}).rows)


def assignments(store: Store, plan: str) -> set[tuple[object, ...]]:
    """(unit's name, role, task's id, position) of every assignment of a plan in a store."""
    question = """
        MATCH (u:Unit)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS|SUPERVISES]->(t:Task)-[:PART_OF]->(:Plan {id: $plan})
        RETURN u.name AS unit, r.role AS role, t.id AS task, r.position AS position
    """
    return set(store.ask(question, {"plan": plan}).rows)


def named(store: Store, plan: str) -> set[tuple[object, ...]]:
    """(unit's name, kind, collective) of every unit that a plan in a store names."""
    question = """
        MATCH (u:Unit)-[n:NAMED_IN]->(:Plan {id: $plan})
        RETURN u.name AS name, n.kind AS kind, n.collective AS collective
    """
    return set(store.ask(question, {"plan": plan}).rows)
