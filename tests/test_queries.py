"""The named questions: the same rows on both databases, known answers, and what a wrong question gets."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import respnet
from respnet.analysis.structure.lead_network import count_co_leads, find_lead_gaps
from respnet.analysis.workload.workload import compute_workload
from respnet.core.errors import InputError, RespnetError, StoreError
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Origin, Plan, Role, UnitKind
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
from respnet.queries.ask import ask, get_question, list_questions, parse_parameters
from respnet.queries.query import ColumnType, ParameterType
from respnet.queries.query_file import parse_question
from respnet.stores import open_store
from respnet.stores.base import Store
from tests import toy
from tests.conftest import RELEASES, Opener, open_neo4j

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.neo4j_server import Server

DATA = Path(__file__).parents[1] / "data"
FENGDU = "fengdu-kexue-suzhi-2021-2025"
NAMES = [one.name for one in list_questions()]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@cache
def fengdu() -> Plan:
    return respnet.read_plan(DATA)


@cache
def crowded() -> Plan:
    """Sixty tasks, forty units, and so many equal counts that only a total order gives one answer."""
    chance = random.Random(4)
    names = [f"单位{number}" for number in range(36)] + [f"各{number}组" for number in range(4)]
    rows = []
    for number in range(60):
        lists = [
            UnitList(Role.LEAD, tuple(chance.choices(names, k=chance.randrange(3)))),
            UnitList(Role.RESPONSIBLE, tuple(chance.choices(names, k=chance.randrange(6)))),
            UnitList(Role.RESPONSIBLE, tuple(chance.choices(names, k=chance.randrange(2))), Origin.CONVENTION),
            UnitList(Role.SUPPORT, tuple(chance.choices(names, k=chance.randrange(6))), open=number % 7 == 0),
            UnitList(Role.SUPERVISE, tuple(chance.choices(names, k=chance.randrange(2)))),
        ]
        rows.append(
            TaskRow(
                f"任务{number % 9}",
                number=str(number % 50) if number % 5 else "",
                part=str(number % 2 or ""),
                section=("甲" if number < 30 else "乙", f"({number % 4})"),
                units=tuple(lists),
                deadline=f"{2023 + number % 3}年底" if number % 3 else "",
                targets=("目标一", f"目标{number % 4}") if number % 4 else (),
            )
        )
    return build_plan(PlanFacts("crowded", title="很多单位"), rows)


def plans() -> tuple[Plan, ...]:
    return (
        fengdu(),
        toy.science(),
        toy.science(area="乙县", plan_id="science-2"),
        toy.roads(),
        toy.empty(),
        toy.awkward(),
        crowded(),
    )


@pytest.fixture(params=["memory", *RELEASES])
def opener(opener: Opener) -> Opener:
    """Stores of both databases: a question does not see whether the embedded one lies in a file."""
    return opener


@pytest.fixture(scope="module")
def memory() -> Iterator[Store]:
    """All plans in one store in memory, for questions only."""
    with open_store() as store:
        store.load_all([(plan, "") for plan in plans()], None, lambda _: None)  # each load of one writes all of them
        yield store


def refusal(error: pytest.ExceptionInfo[RespnetError]) -> tuple[str, str]:
    return error.value.message("zh"), error.value.message("en")


def given_for(name: str, plan: Plan, turns: int = 2) -> list[dict[str, str]]:
    """Parameters that make sense for a plan: several units, tasks and words in turn."""
    units = [unit.name for unit in plan.units][:4] or ["没有"]
    choices: dict[ParameterType, list[str]] = {
        ParameterType.UNIT: units,
        ParameterType.TASK: [task.id for task in plan.tasks[:4]] or ["没有"],
        ParameterType.NUMBER: ["0", "1", "3", "12"],
        ParameterType.DAY: ["2025-12-31", "2030年", "2027年6月", "2021年"],
        ParameterType.TEXT: ["一", "科", "2", "局"],
    }
    return [
        {
            one.name: choices[one.takes][(turn + place) % len(choices[one.takes])]
            for place, one in enumerate(asked.parameters)
        }
        for asked in [get_question(name)]
        for turn in range(turns if asked.parameters else 1)
    ]


# ---- Both databases ----


@pytest.mark.parametrize("turns", [1, pytest.param(2, marks=pytest.mark.rare)])
def test_both_databases_give_the_same_rows(turns: int, memory: Store, server: Server) -> None:
    answered = set()
    with open_neo4j(server) as neo4j:
        for plan in plans():
            neo4j.load(plan)
        for name in NAMES:
            columns = tuple(column.name for column in get_question(name).columns)
            for plan in plans() if turns > 1 else (fengdu(), crowded()):
                for given in given_for(name, plan, turns):
                    if "没有" in given.values():
                        continue
                    here, there = (ask(store, name, given, plan.id) for store in (memory, neo4j))
                    assert here == there, (name, plan.id, given)
                    assert here.columns == columns
                    answered |= {name} if here.rows else set()
    assert answered >= set(NAMES) - {
        "tasks_without_units",
        "members_load",
    }  # every task of these two has some; first units


def test_the_examples_fit_the_shipped_plan(store: Store) -> None:
    store.load(fengdu())
    found = {
        one.name: len(ask(store, one.name, {p.name: p.example for p in one.parameters}).rows)
        for one in list_questions()
    }
    assert found == {
        "answers_to_whom": 14,
        "busiest_units": 30,
        "co_leads": 22,
        "collective_tasks": 8,
        "connection": 20,
        "deadlines": 0,
        "double_roles": 1,
        "due_by": 0,
        "largest_tasks": 4,
        "lead_pairs": 6,
        "load_over_plans": 1,
        "members_load": 0,
        "most_leads": 13,
        "never_lead": 17,
        "open_lists": 0,
        "other_spellings": 1,
        "plans": 1,
        "roles_not_printed": 0,
        "section_tasks": 3,
        "sections": 10,
        "shared_tasks": 16,
        "shared_units": 0,
        "single_lead_tasks": 7,
        "supervised_tasks": 0,
        "targets": 6,
        "task_units": 17,
        "tasks": 32,
        "tasks_with_word": 8,
        "tasks_without_deadline": 32,
        "tasks_without_leads": 0,
        "tasks_without_units": 0,
        "unit_in_plans": 30,
        "unit_tasks": 30,
        "units_by_kind": 32,
        "who_answers_to": 139,
    }


# ---- Known answers ----


def test_the_questions_for_browser_have_the_rows_beside_them(store: Store) -> None:
    """Each block of Cypher in graph/README.md is followed by its answer as a table."""
    store.load(fengdu())
    page = (DATA.parent / "graph" / "README.md").read_text(encoding="utf-8")
    found = re.findall(r"```cypher\n([^`]*(?:`order`[^`]*)*)```\n\n((?:\|.*\n)+)", page)
    assert len(found) == 8
    for statement, table in found:
        head, _, *rows = ([cell.strip() for cell in line.strip("|\n").split("|")] for line in table.splitlines())
        answer = store.ask(statement.strip(), {})
        assert [list(answer.columns), *([str(cell) for cell in row] for row in answer.rows)] == [head, *rows]


def test_answers_of_the_shipped_plan(store: Store) -> None:
    store.load(fengdu())
    assert ask(store, "busiest_units", {}).rows[:2] == (
        ("县科协", "mass organisation", 22, 8, 0, 30),
        ("县科技局", "government", 11, 14, 0, 25),
    )
    assert ask(store, "co_leads", {"unit": "县教委"}).rows == (
        ("县科协", "mass organisation", 2, "4", "加强各类青少年科普阵地建设"),
        ("县科协", "mass organisation", 2, "5", "建立校内外科学教育资源有效衔接机制"),
    )
    assert [row[0::2] for row in ask(store, "single_lead_tasks", {}).rows] == [
        ("2", "县教委"),
        ("3", "县教委"),
        ("9", "县科协"),
        ("16", "县科协"),
        ("17", "县委组织部"),
        ("19", "县委组织部"),
        ("28", "县委宣传部"),
    ]
    assert ask(store, "other_spellings", {}).rows == (
        ("县应急局", "县应急管理局", "26", "建立应急科普宣教协同机制", "lead"),
    )
    assert ask(store, "double_roles", {}).rows == (
        ("14", "实施智慧助老科普行动", "县民政局", "lead", "responsible", 2),
    )
    assert ask(store, "largest_tasks", {"at_least": "13"}).rows == (
        ("22", "提升科普公共服务能力", 16, 3, 1),
        ("25", "培育品牌科普活动", 14, 2, 0),
    )
    assert ask(store, "lead_pairs", {"at_least": "3"}).rows == (
        ("县科协", "县科技局", 11),
        ("县人力社保局", "县总工会", 3),
    )
    assert [(row[0], row[2]) for row in ask(store, "collective_tasks", {}).rows] == [
        ("4", "各乡镇(街道)"),
        ("17", "县级各部门"),
        ("17", "各乡镇(街道)"),
        ("19", "县级各部门"),
        ("19", "各乡镇(街道)"),
        ("20", "各乡镇(街道)"),
        ("22", "各乡镇(街道)"),
        ("24", "各乡镇(街道)"),
    ]
    assert ask(store, "sections", {}).rows[3] == (["二、提升行动", "(四)实施老年人科学素质提升行动"], 3, 14)


SCIENCE: dict[str, tuple[dict[str, str], tuple[tuple[object, ...], ...]]] = {
    "answers_to_whom": ({"unit": "县科协"}, (("县教委", None, 1, "1", "科普进校园"),)),
    "busiest_units": (
        {},
        (
            ("县科协", "mass organisation", 2, 1, 0, 3),
            ("县教委", None, 1, 1, 0, 2),
            ("团县委", None, 0, 1, 1, 2),
            ("县农业农村委", None, 1, 0, 0, 1),
        ),
    ),
    "co_leads": ({"unit": "县科协"}, (("县农业农村委", None, 1, "2.1", "农技培训"),)),
    "collective_tasks": ({}, (("1", "科普进校园", "各乡镇(街道)", "support"),)),
    "deadlines": ({}, (("2025年12月底", "1", "科普进校园", "县教委"),)),
    "double_roles": (
        {},
        (
            ("2.2", "科普场馆", "县科协", "lead", "responsible", 2),
            ("2.2", "科普场馆", "县教委", "responsible", "responsible", 2),
        ),
    ),
    "largest_tasks": (
        {"at_least": "2"},
        (("1", "科普进校园", 3, 1, 1), ("2.2", "科普场馆", 3, 1, 0), ("2.1", "农技培训", 2, 2, 0)),
    ),
    "lead_pairs": ({"at_least": "1"}, (("县科协", "县农业农村委", 1),)),
    "most_leads": (
        {},
        (
            ("县科协", "mass organisation", 2, 1, 1),
            ("县教委", None, 1, 1, 0),
            ("县农业农村委", None, 1, 0, 1),
        ),
    ),
    "never_lead": ({}, (("团县委", None, 1, 1, 2),)),
    "open_lists": ({}, (("1", "科普进校园", "responsible"),)),
    "other_spellings": ({}, (("县科协", "县科学技术协会", "1", "科普进校园", "responsible"),)),
    "plans": ({}, (("science", "甲县科学素质实施方案", "甲县", 4, 5),)),
    "roles_not_printed": (
        {},
        (
            ("2.2", "科普场馆", "县教委", "responsible", "inherited"),
            ("2.2", "科普场馆", "团县委", "responsible", "inherited"),
        ),
    ),
    "section_tasks": (
        {"section": "青少年"},
        (("1", "科普进校园", ["一、重点任务", "(一)青少年"], "2025年12月底"),),
    ),
    "sections": (
        {},
        (
            (["一、重点任务", "(一)青少年"], 1, 3),
            (["一、重点任务"], 1, 2),
            (["二、保障"], 1, 3),
            ([], 1, 0),
        ),
    ),
    "shared_tasks": (
        {"unit": "县科协", "other": "县教委"},
        (("1", "科普进校园", "responsible", "lead"), ("2.2", "科普场馆", "lead", "responsible")),
    ),
    "shared_units": ({}, ()),
    "single_lead_tasks": ({}, (("1", "科普进校园", "县教委", 3), ("2.2", "科普场馆", "县科协", 2))),
    "supervised_tasks": ({}, (("2.2", "科普场馆", "县农业农村委"),)),
    "targets": ({}, (("1", "科普进校园", ["覆盖率达到90%", "每校1名"]),)),
    "task_units": (
        {"task": "2.2"},
        (
            ("lead", 1, "县科协", "mass organisation", "县科协", "printed"),
            ("responsible", 1, "县教委", None, "县教委", "printed"),
            ("responsible", 2, "县科协", "mass organisation", "县科协", "printed"),
            ("responsible", 3, "县教委", None, "县教委", "inherited"),
            ("responsible", 4, "团县委", None, "团县委", "inherited"),
            ("supervise", 1, "县农业农村委", None, "县农业农村委", "printed"),
        ),
    ),
    "tasks": (
        {},
        (
            ("1", "科普进校园", ["一、重点任务", "(一)青少年"], "2025年12月底"),
            ("2.1", "农技培训", ["一、重点任务"], None),
            ("2.2", "科普场馆", ["二、保障"], None),
            ("3", "经费保障", [], None),
        ),
    ),
    "tasks_with_word": ({"word": "每校"}, (("1", "科普进校园", ["一、重点任务", "(一)青少年"], "2025年12月底"),)),
    "tasks_without_deadline": (
        {},
        (("2.1", "农技培训", ["一、重点任务"]), ("2.2", "科普场馆", ["二、保障"]), ("3", "经费保障", [])),
    ),
    "tasks_without_leads": ({}, (("3", "经费保障", 0),)),
    "tasks_without_units": ({}, (("3", [], "经费保障"),)),
    "due_by": (
        {"unit": "县科协", "day": "2025年底"},
        (("2025-12-31", "science", "甲县", "1", "科普进校园", "responsible"),),
    ),
    "connection": (
        {"unit": "县科协", "other": "团县委"},
        (
            (1, "science", "1 科普进校园", "", "", "", ""),
            (1, "science", "2.2 科普场馆", "", "", "", ""),
        ),
    ),
    "load_over_plans": ({"unit": "县科协"}, (("甲县", "science", 3, 2, 1),)),
    "members_load": ({"unit": "各乡镇(街道)"}, (("东镇", 0, 0, 1), ("西乡", 0, 0, 1))),
    "unit_in_plans": (
        {"unit": "县农业农村委"},
        (
            ("science", "甲县", "lead", "2.1", "农技培训", None),
            ("science", "甲县", "supervise", "2.2", "科普场馆", None),
        ),
    ),
    "unit_tasks": (
        {"unit": "县农业农村委"},
        (
            ("lead", "2.1", "农技培训", ["一、重点任务"], None, "县农业农村委", "printed"),
            ("supervise", "2.2", "科普场馆", ["二、保障"], None, "县农业农村委", "printed"),
        ),
    ),
    "units_by_kind": (
        {},
        (
            ("mass organisation", "县科协", 3, []),
            ("collective", "各乡镇(街道)", 1, ["东镇", "西乡"]),
            (None, "县教委", 2, []),
            (None, "团县委", 2, []),
            (None, "县农业农村委", 1, []),
        ),
    ),
    "who_answers_to": (
        {"unit": "县科协"},
        (("县教委", None, 1, "2.2", "科普场馆"), ("团县委", None, 1, "2.2", "科普场馆")),
    ),
}


def test_every_question_of_a_plan_known_by_heart(store: Store) -> None:
    store.load(toy.science())
    assert {name: ask(store, name, given).rows for name, (given, _) in SCIENCE.items()} == {
        name: rows for name, (_, rows) in SCIENCE.items()
    }
    assert sorted(SCIENCE) == NAMES


def test_questions_about_several_plans(store: Store) -> None:
    for plan in (toy.science(), toy.science(area="乙县", plan_id="science-2"), toy.roads()):
        store.load(plan)
    assert ask(store, "shared_units", {}).rows == (
        ("县教委", "甲县", 2, "roads", 1),
        ("县教委", "甲县", 2, "science", 2),
    )
    assert ask(store, "load_over_plans", {"unit": "县教委"}).rows == (
        ("乙县", "science-2", 2, 1, 1),
        ("甲县", "science", 2, 1, 1),
        ("甲县", "roads", 1, 0, 0),
    )
    due = ask(store, "due_by", {"unit": "县教委", "day": "2025-12-31"})
    assert [row[:4] for row in due.rows] == [
        ("2025-12-31", "science", "甲县", "1"),
        ("2025-12-31", "science-2", "乙县", "1"),
    ]
    assert ask(store, "due_by", {"unit": "县教委", "day": "2025-12-30"}).rows == ()
    with pytest.raises(InputError, match="Parameter day is a day, such as 2025-12-31, not “soon”"):
        ask(store, "due_by", {"unit": "县教委", "day": "soon"})
    assert [row[:4] for row in ask(store, "unit_in_plans", {"unit": "县教委"}).rows] == [
        ("roads", "甲县", "responsible", "1"),
        *[
            (plan, area, role, number)
            for plan, area in (("science", "甲县"), ("science-2", "乙县"))
            for role, number in (("lead", "1"), ("responsible", "2.2"), ("responsible", "2.2"))
        ],
    ]


def test_a_connection_is_the_shortest_of_three_lengths_and_spares_collectives(store: Store) -> None:
    rows = [
        TaskRow("一", number="1", units=(toy.lead("甲"), toy.support("乙", "各乡镇(街道)"))),
        TaskRow("二", number="2", units=(toy.lead("乙"), toy.responsible("乙"), toy.support("丙"))),
        TaskRow("三", number="3", units=(toy.lead("丙", "丁"),)),
        TaskRow("四", number="4", units=(toy.lead("丁", "戊", "各乡镇(街道)"), toy.supervise("甲"))),
    ]
    store.load(build_plan(PlanFacts("chain", area="丁县"), rows))
    for other, row in (
        ("乙", (1, "chain", "1 一", "", "", "", "")),
        ("丙", (2, "chain", "1 一", "乙", "2 二", "", "")),
        ("丁", (3, "chain", "1 一", "乙", "2 二", "丙", "3 三")),
    ):
        assert ask(store, "connection", {"unit": "甲", "other": other}).rows == (row,)
    for other in ("戊", "甲"):
        assert ask(store, "connection", {"unit": "甲", "other": other}).rows == ()


def test_connections_are_those_that_a_search_in_python_finds(store: Store) -> None:
    plans = [toy.ring(0, 60), toy.ring(3, 60), toy.ring(1, 60, area="乙县")]
    for plan in plans:
        store.load(plan)
    for other in ("4局", "6局", "8局", "各乡镇", "11局", "监察局"):
        wanted = find_connections(plans, "3局", other)
        assert ask(store, "connection", {"unit": "3局", "other": other}).rows == tuple(wanted), other


def find_connections(plans: list[Plan], unit: str, other: str) -> list[tuple[object, ...]]:
    """What `connection` answers: from each first task, by way of each unit, on by the task of the least id."""
    tasks = {task.id: (plan.id, task) for plan in plans for task in plan.tasks}
    on: dict[str, set[str]] = {}
    for plan in plans:
        for one in plan.assignments:
            if one.role is not Role.SUPERVISE:
                on.setdefault(one.unit, set()).add(one.task)
    names = {one.id: one.name for plan in plans for one in plan.units}
    passing = {one for one in on if names[one] != "各乡镇"}

    def search(start: str, end: str) -> list[list[str]]:
        if on[start] & on[end]:
            return [[task] for task in on[start] & on[end]]
        near = [one for one in passing if on[one] & on[end]]
        found = [[task, one, min(on[one] & on[end])] for one in near for task in on[start] & on[one]]
        return found or [
            [task, first, min(on[first] & on[one]), one, min(on[one] & on[end])]
            for one in near
            for first in passing
            if on[first] & on[one]
            for task in on[start] & on[first]
        ]

    starts, ends = ([one for one in on if names[one] == name] for name in (unit, other))
    paths = [path for start in starts for end in ends for path in search(start, end)]

    def format_path(path: list[str]) -> tuple[object, ...]:
        plan, _ = tasks[path[0]]
        said = [f"{tasks[one][1].label} {tasks[one][1].title}" if one in tasks else names[one] for one in path]
        return ((len(path) + 1) // 2, plan, *said, *[""] * (5 - len(path)))

    paths.sort(key=lambda path: (len(path), tasks[path[0]][0], tasks[path[0]][1].order, *path[:2], *path[3:4]))
    return [row for length in (1, 3, 5) for row in [format_path(one) for one in paths if len(one) == length][:20]]


def test_a_plan_without_leads_and_numbers(store: Store) -> None:
    store.load(toy.roads())
    assert ask(store, "tasks_without_leads", {}).rows == (("1", "修路", 2), ("#2", "护路", 2))
    assert ask(store, "task_units", {"task": "#2"}).rows == (
        ("responsible", 1, "县交通局", None, "县交通局", "printed"),
        ("support", 1, "县公安局", None, "县公安局", "printed"),
    )
    assert ask(store, "most_leads", {}).rows == ()


def test_a_collective_is_never_ranked_but_not_hidden(store: Store) -> None:
    rows = [
        TaskRow("一", number="1", units=(toy.lead("甲局", "各乡镇"), toy.responsible("各学校", "乙局"))),
        TaskRow("二", number="2", units=(toy.lead("各乡镇"), toy.responsible("甲局"))),
        TaskRow("三", number="3", units=(toy.lead("甲局"), toy.responsible("各学校"))),
    ]
    store.load(build_plan(PlanFacts("p"), rows, [UnitRecord("甲局", UnitKind.GOVERNMENT)]))
    assert [row[0] for row in ask(store, "busiest_units", {}).rows] == ["甲局", "乙局"]
    assert ask(store, "most_leads", {}).rows == (("甲局", "government", 2, 1, 1),)
    assert ask(store, "co_leads", {"unit": "甲局"}).rows == (("各乡镇", "collective", 1, "1", "一"),)
    assert ask(store, "co_leads", {"unit": "各乡镇"}).rows == (("甲局", "government", 1, "1", "一"),)
    assert ask(store, "lead_pairs", {"at_least": "1"}).rows == ()
    assert ask(store, "single_lead_tasks", {}).rows == (("3", "三", "甲局", 1),)
    assert ask(store, "tasks_without_leads", {}).rows == ()
    assert [row[:4] for row in ask(store, "who_answers_to", {"unit": "甲局"}).rows] == [
        ("乙局", None, 1, "1"),
        ("各学校", "collective", 2, "1"),
        ("各学校", "collective", 2, "3"),
    ]


@pytest.mark.parametrize("plan", [fengdu(), toy.science(), toy.roads(), crowded()], ids=lambda plan: plan.id)
def test_questions_count_as_the_analyses_do(memory: Store, plan: Plan) -> None:
    network = ResponsibilityNetwork(plan)
    name_of = {unit.id: unit.name for unit in plan.units}
    label_of = {task.id: task.label for task in plan.tasks}
    loads = compute_workload(network).loads
    busiest = sorted(loads, key=lambda load: (-load.total, -load.leads))
    assert [(row[0], *row[2:]) for row in ask(memory, "busiest_units", {}, plan.id).rows] == [
        (name_of[one.unit], one.leads, one.responsible, one.supports, one.total) for one in busiest
    ]
    assert [(row[0], row[2]) for row in ask(memory, "never_lead", {}, plan.id).rows] == [
        (name_of[one.unit], one.responsible) for one in busiest if not one.leads
    ]
    assert ask(memory, "lead_pairs", {"at_least": "1"}, plan.id).rows == tuple(
        (name_of[pair.a], name_of[pair.b], len(pair.tasks)) for pair in count_co_leads(network).pairs
    )
    gaps = find_lead_gaps(network)
    assert [row[0::2] for row in ask(memory, "single_lead_tasks", {}, plan.id).rows] == [
        (label_of[one.task], name_of[one.unit]) for one in gaps.single
    ]
    assert [row[0] for row in ask(memory, "tasks_without_leads", {}, plan.id).rows] == [
        label_of[task] for task in gaps.none
    ]
    sizes = sorted(network.biadjacency().sum(axis=0).tolist(), reverse=True)
    assert [row[2] for row in ask(memory, "largest_tasks", {"at_least": "1"}, plan.id).rows] == [
        size for size in sizes if size
    ]


# ---- What is given ----


@pytest.mark.parametrize("written", ["县科协", "县科学技术协会", " 县科协 ", "county science association"])
def test_a_unit_in_every_recorded_spelling(memory: Store, written: str) -> None:
    assert ask(memory, "co_leads", {"unit": written}, "science").rows == SCIENCE["co_leads"][1]


@pytest.mark.parametrize("written", ["2.1", " 2.1 ", "science/2.1"])
def test_a_task_by_number_or_id(memory: Store, written: str) -> None:
    assert [row[2] for row in ask(memory, "task_units", {"task": written}, "science").rows] == [
        "县农业农村委",
        "县科协",
    ]


def test_numbers_in_full_width_digits(memory: Store) -> None:
    assert ask(memory, "largest_tasks", {"at_least": " １６ "}, FENGDU).rows == (
        ("22", "提升科普公共服务能力", 16, 3, 1),
    )


def test_parameters_written_as_pairs() -> None:
    assert parse_parameters([]) == {}
    assert parse_parameters(["word=", " unit =a=b"]) == {"word": "", "unit": "a=b"}
    with pytest.raises(InputError) as error:
        parse_parameters(["县科协"])
    assert refusal(error) == (
        "“县科协”不是“名称=值”的形式，如 unit=县科协。",
        "“县科协” is not of the form NAME=VALUE, such as unit=县科协.",
    )
    with pytest.raises(InputError) as error:
        parse_parameters(["unit=a", "unit=b"])
    assert refusal(error) == ("参数 unit 给了两次：只给一次。", "Parameter unit is given twice: give it once.")


HOSTILE = [
    *toy.AWKWARD,
    "' OR 1 = 1 //",
    "县科协'}) MATCH (n) DETACH DELETE n //",
    "$plan",
    "${plan}",
    "; MATCH (n) DETACH DELETE n",
    "*/ RETURN 1 /*",
    "\\u0027",
    "%s%n{0}",
    "\x1b[31m红",
    "县" * 10_000,
]


def test_hostile_words_are_words(store: Store) -> None:
    plan = toy.awkward()
    store.load(plan)
    for word in HOSTILE:
        found = [row[1] for row in ask(store, "tasks_with_word", {"word": word}).rows]
        assert found == [
            task.title for task in plan.tasks if any(word in text for text in (task.title, task.text, *task.targets))
        ]
        found = [row[1] for row in ask(store, "section_tasks", {"section": word}).rows]
        assert found == [task.title for task in plan.tasks if any(word in text for text in task.section)]
    assert store.plan(plan.id) == plan


def test_hostile_names_are_names(store: Store) -> None:
    plan = toy.awkward()
    store.load(plan)
    for name in HOSTILE:
        given = {"unit": name, "other": toy.AWKWARD[0]}
        if name in toy.AWKWARD:
            assert {row[5] for row in ask(store, "unit_tasks", {"unit": name}).rows} == {name}
            assert len(ask(store, "shared_tasks", given).rows) == len(toy.AWKWARD)
        else:
            for asked in ("unit_tasks", "unit_in_plans"):
                with pytest.raises(InputError):
                    ask(store, asked, {"unit": name})
    assert store.plan(plan.id) == plan


UNIT_EN = "the unit's name, or a recorded other spelling; for example unit=县科协"
UNIT_ZH = "单位名称，也可用登记过的其他写法；例如 unit=县科协"


@pytest.mark.parametrize(
    ("name", "given", "zh", "en"),
    [
        (
            "co_leds",
            {},
            "没有名为“co_leds”的问题；是不是“co_leads”或“most_leads”？respnet ask 可列出全部问题。",
            "There is no question “co_leds”; did you mean co_leads or most_leads? respnet ask lists them all.",
        ),
        (
            "谁最忙\u202e",
            {},
            "没有名为“谁最忙<U+202E>”的问题。respnet ask 可列出全部问题。",
            "There is no question “谁最忙<U+202E>”. respnet ask lists them all.",
        ),
        (
            "co_leads",
            {"units": "县科协"},
            "问题 co_leads 没有参数“units”；是不是“unit”？它需要 unit。",
            "Question co_leads has no parameter “units”; did you mean unit? It takes unit.",
        ),
        (
            "shared_tasks",
            {"unit": "县科协", "plan": "science", "other": "县教委"},
            "问题 shared_tasks 没有参数“plan”。它需要 unit、other。",
            "Question shared_tasks has no parameter “plan”. It takes unit and other.",
        ),
        (
            "busiest_units",
            {"most": "3"},
            "问题 busiest_units 没有参数“most”。它不需要参数。",
            "Question busiest_units has no parameter “most”. It takes none.",
        ),
        (
            "shared_tasks",
            {},
            f"问题 shared_tasks 还缺少参数：unit（{UNIT_ZH}）；other（另一单位的名称；例如 other=县教委）。",
            f"Question shared_tasks still needs unit ({UNIT_EN}); "
            "other (the other unit's name; for example other=县教委).",
        ),
        (
            "co_leads",
            {"unit": "县教育局"},
            "方案“science”中没有单位“县教育局”；是不是“县教委”？units_by_kind 可列出全部单位。",
            "Plan “science” has no unit “县教育局”; did you mean 县教委? units_by_kind lists them all.",
        ),
        (
            "co_leads",
            {"unit": "县科学技术学会"},
            "方案“science”中没有单位“县科学技术学会”；是不是“县科协”？units_by_kind 可列出全部单位。",
            "Plan “science” has no unit “县科学技术学会”; did you mean 县科协? units_by_kind lists them all.",
        ),
        (
            "co_leads",
            {"unit": "?" * 100},
            f"方案“science”中没有单位“{'?' * 60}…”。units_by_kind 可列出全部单位。",
            f"Plan “science” has no unit “{'?' * 60}…”. units_by_kind lists them all.",
        ),
        (
            "unit_in_plans",
            {"unit": "xyz"},
            "库中各方案都没有单位“xyz”。units_by_kind 可列出全部单位。",
            "No plan of the store has a unit “xyz”. units_by_kind lists them all.",
        ),
        (
            "co_leads",
            {"unit": " "},
            f"参数 unit 的值为空或无法读取：unit（{UNIT_ZH}）。",
            f"The value of parameter unit is empty or unreadable: unit ({UNIT_EN}).",
        ),
        (
            "tasks_with_word",
            {"word": "\udcff"},
            "参数 word 的值为空或无法读取：word（要找的文字；例如 word=人才）。",
            "The value of parameter word is empty or unreadable: word (the words to find; for example word=人才).",
        ),
        (
            "task_units",
            {"task": "99"},
            "方案“science”中没有任务“99”。tasks 可列出全部任务。",
            "Plan “science” has no task “99”. tasks lists them all.",
        ),
        *[
            (
                "largest_tasks",
                {"at_least": number},
                f"参数 at_least 应为 0 到 1000000000 的整数，而不是“{number}”。",
                f"Parameter at_least is a whole number from 0 to 1000000000, not “{number}”.",
            )
            for number in ("十", "-1", "1.5", "1e3", "1000000001", "1_0", "99999999999999999999")
        ],
    ],
)
def test_what_a_wrong_question_gets(memory: Store, name: str, given: dict[str, str], zh: str, en: str) -> None:
    with pytest.raises(InputError) as error:
        ask(memory, name, given, "science")
    assert refusal(error) == (zh, en)


def test_a_name_that_may_be_two_units() -> None:
    rows = [TaskRow("一", number="1", units=(toy.lead("甲局", "乙局"),)), TaskRow("二", number="1")]
    records = [UnitRecord("甲局", english="Office"), UnitRecord("乙局", english="Office")]
    with open_store() as store:
        store.load(build_plan(PlanFacts("p"), rows, records))
        with pytest.raises(InputError) as error:
            ask(store, "co_leads", {"unit": "office"})
        assert refusal(error) == (
            "“office”可能是“乙局”或“甲局”：请写全称。",
            "“office” may be 乙局 or 甲局: write that name.",
        )
        with pytest.raises(InputError) as error:
            ask(store, "task_units", {"task": "1"})
        assert refusal(error) == (
            "序号“1”的任务有 2 项：请写“p/1”或“p/1~2”。",
            "The number “1” stands on 2 tasks: write p/1 or p/1~2.",
        )
        assert ask(store, "task_units", {"task": "p/1~2"}).rows == ()


def test_which_plan_is_meant() -> None:
    with open_store() as store:
        with pytest.raises(StoreError) as error:
            ask(store, "tasks", {})
        assert refusal(error) == (
            "库里还没有方案：请先载入（respnet load）。",
            "The store holds no plan yet: load one first (respnet load).",
        )
        assert ask(store, "plans", {}).rows == ()
        store.load(toy.science())
        assert len(ask(store, "tasks", {}).rows) == 4
        store.load(toy.roads())
        with pytest.raises(StoreError) as error:
            ask(store, "tasks", {})
        assert refusal(error) == (
            "库里有 2 个方案：roads、science。请用 --plan 指定一个。",
            "The store holds 2 plans: roads and science. Name one with --plan.",
        )
        assert len(ask(store, "tasks", {}, "roads").rows) == 2
        for name in ("tasks", "plans"):
            with pytest.raises(StoreError) as error:
                ask(store, name, {}, "rods")
            assert refusal(error) == (
                "库中没有方案“rods”。现有：roads、science。",
                "There is no plan “rods” in the store. It holds roads and science.",
            )


# ---- The files ----


@pytest.mark.parametrize("name", NAMES)
def test_every_question_speaks_both_languages(name: str) -> None:
    asked = get_question(name)
    texts = [asked.title, asked.about, *(p.about for p in asked.parameters), *(c.heading for c in asked.columns)]
    assert [text for text in texts if not CHINESE.search(text.zh)] == []
    assert [text for text in texts if CHINESE.search(text.en.replace("各乡镇(街道)", "").replace("等", ""))] == []
    assert asked.title.zh[-1] not in "。？"
    assert asked.about.zh[-1] == "。"
    assert asked.about.en[-1] == "."


def test_no_two_questions_have_one_title() -> None:
    assert (
        len({one.title.zh for one in list_questions()})
        == len({one.title.en for one in list_questions()})
        == len(NAMES)
        >= 18
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_statement_is_in_a_total_order(name: str) -> None:
    """It ends in an ORDER BY that comes down to something unique: an id, a place, the name that rows are made for."""
    *_, order = get_question(name).statement.split("\nORDER BY ")
    assert order != get_question(name).statement
    assert re.search(r"\b(\w+\.id|plan|place|member)\b", order)


GOOD = """// zh: 题
// en: title
// about zh: 说明。
// about en: About.
// parameter least (number): 数 | number | 3
// column unit: 单位 | unit
// column leads (number): 牵头 | leads
MATCH (u:Unit) // a comment of the statement's own
WHERE u.size > $least RETURN u.name AS unit, $plan AS leads
"""


def test_the_form_of_a_file() -> None:
    asked = parse_question("good", GOOD)
    assert (asked.name, asked.title.zh, asked.title.en, asked.about.zh, asked.about.en) == (
        "good",
        "题",
        "title",
        "说明。",
        "About.",
    )
    assert [(one.name, one.takes, one.about.en, one.example) for one in asked.parameters] == [
        ("least", ParameterType.NUMBER, "number", "3")
    ]
    assert [(one.name, one.holds, one.heading.zh) for one in asked.columns] == [
        ("unit", ColumnType.TEXT, "单位"),
        ("leads", ColumnType.NUMBER, "牵头"),
    ]
    assert asked.statement == GOOD[GOOD.index("MATCH") :]
    assert asked.is_about_one_plan


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("// en: title\n", "", ", line 2: “about zh” is out of order; first come zh, en, about zh, about en"),
        ("// about en: About.\n", "", ": “about en” is missing"),
        ("// zh: 题", "// title: 题", ", line 1: not of the fixed form: // title: 题"),
        ("// zh: 题", "// zh: ", ", line 1: not of the fixed form: // zh: "),
        ("| number | 3", "| number", ", line 5: after the colon stands zh | en | example, and none of them is empty"),
        ("单位 | unit", "单位 |", ", line 6: after the colon stands zh | en, and none of them is empty"),
        ("least (number)", "least", ", line 5: in brackets stands one of text, number, unit, task, day, not “”"),
        (
            "leads (number)",
            "leads (count)",
            ", line 7: in brackets stands one of text, number, role, kind, origin, list, path, not “count”",
        ),
        ("column unit:", "column Unit:", ", line 6: names are small ASCII letters, digits and _, not Unit"),
        ("column leads", "column unit", ": there is at least one column, and no name stands twice"),
        ("| 3\n", "| three\n", ": the example of a number is a number"),
        ("$least", "$most", ": the statement takes ['most', 'plan'], and ['least'] are declared ($plan is not)"),
        ("$least", "3; RETURN $least", ": exactly one statement follows the header"),
        (GOOD[GOOD.index("MATCH") :], "", ": exactly one statement follows the header"),
        (
            "// column unit: 单位 | unit\n",
            "// column unit: 单位 | unit\n// parameter least (number): 数 | number | 3\n",
            ", line 7: parameters come before columns",
        ),
    ],
)
def test_a_file_that_is_not_of_the_form(old: str, new: str, said: str) -> None:
    assert GOOD.count(old) == 1
    with pytest.raises(ValueError) as error:  # noqa: PT011 - the whole message is compared
        parse_question("bad", GOOD.replace(old, new))
    assert str(error.value) == f"cypher/questions/bad.cypher{said}"
