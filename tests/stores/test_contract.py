"""What every store promises, on all of them: in memory, in a file, on a Neo4j server."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from respnet.core.errors import StoreError
from respnet.core.plan import Plan, Role
from respnet.findings.graph_links import list_finding_links
from respnet.queries.ask import ask
from respnet.stores.base import Store
from respnet.stores.mapping import LoadStep
from respnet.stores.protocol import LoadSummary, PlanVersion, StoredPlan
from respnet.stores.statements import load_statement
from respnet.stores.versions import PlanChange
from tests import toy
from tests.analysis.family import analyse_few

if TYPE_CHECKING:
    from tests.conftest import Opener


def refusal(error: pytest.ExceptionInfo[StoreError]) -> tuple[str, str]:
    return error.value.message("zh"), error.value.message("en")


@pytest.mark.parametrize("plan", [toy.science(), toy.science_revised(), toy.roads(), toy.empty(), toy.awkward()])
def test_a_plan_comes_back_as_it_was(store: Store, plan: Plan) -> None:
    said = store.load(plan)
    assert said == LoadSummary(plan.id, len(plan.units), len(plan.tasks), len(plan.assignments), replaced=False)
    assert store.plan(plan.id) == plan
    assert store.network(plan.id).plan == plan


def write_findings(store: Store, plan: Plan) -> dict[str, set[tuple[object, ...]]]:
    """Write what an analysis finds, and return it as sets of tuples."""
    network = store.network(plan.id)
    links = list_finding_links(network, analyse_few(network).results)
    links["LEADS_TOGETHER"] = [
        {
            "a": "甲县/县教委",
            "b": "甲县/县科协",
            "plan": plan.id,
            "tasks": 2,
            "expected": 0.5,
            "p": 0.01,
            "adjusted": 0.04,
        }
    ]
    links["OVERLOADED_IN"] = [
        {"unit": "甲县/县科协", "plan": plan.id, "flag": "watch", "ways": 1, "excess": 1, "p": 0.2}
    ]
    store.write_findings(network.plan, links)
    return {name: {tuple(row.values()) for row in rows} for name, rows in links.items()}


def read_findings(store: Store) -> dict[str, set[tuple[object, ...]]]:
    return {
        name: set(store.ask(load_statement(f"findings/read_{name.lower()}"), {}).rows)
        for name in ("RANKED_IN", "OVERLOADED_IN", "LEADS_TOGETHER")
    }


def test_findings_stand_beside_the_plan_and_go_with_its_next_load(store: Store) -> None:
    """The digest does not know them, a second writing replaces them, and what is forgotten takes them along."""
    store.load(toy.science())
    store.load(toy.roads())
    wanted = write_findings(store, toy.science())
    assert len(wanted["RANKED_IN"]) == 4
    assert read_findings(store) == wanted
    assert write_findings(store, toy.science()) == wanted == read_findings(store)
    assert store.plan("science") == toy.science()
    assert store.load(toy.science()).unchanged  # the same version: the findings still hold
    assert read_findings(store) == wanted
    store.load(toy.science_revised())
    assert not any(read_findings(store).values())
    write_findings(store, toy.science_revised())
    store.remove("science")
    assert store.plan_ids() == ("roads",)
    assert store.plan("roads") == toy.roads()


def test_findings_on_another_version_are_refused(store: Store) -> None:
    store.load(toy.science_revised())
    with pytest.raises(StoreError, match="science"):
        store.write_findings(toy.science(), {})
    with pytest.raises(StoreError, match="roads"):
        store.write_findings(toy.roads(), {})
    assert store.plan_ids() == ("science",)


def test_the_graph_of_a_plan(store: Store) -> None:
    store.load(toy.science())
    assert toy.units(store) == {
        ("甲县/县教委", "县教委", "甲县"),
        ("甲县/县科协", "县科协", "甲县"),
        ("甲县/团县委", "团县委", "甲县"),
        ("甲县/各乡镇(街道)", "各乡镇(街道)", "甲县"),
        ("甲县/县农业农村委", "县农业农村委", "甲县"),
    }
    assert toy.tasks(store) == {
        ("science/1", "科普进校园"),
        ("science/2.1", "农技培训"),
        ("science/2.2", "科普场馆"),
        ("science/3", "经费保障"),
    }
    assert toy.assignments(store, "science") == {
        ("县教委", "lead", "science/1", 1),
        ("县科协", "responsible", "science/1", 1),
        ("团县委", "support", "science/1", 1),
        ("各乡镇(街道)", "support", "science/1", 2),
        ("县农业农村委", "lead", "science/2.1", 1),
        ("县科协", "lead", "science/2.1", 2),
        ("县科协", "lead", "science/2.2", 1),
        ("县教委", "responsible", "science/2.2", 1),
        ("县科协", "responsible", "science/2.2", 2),
        ("县教委", "responsible", "science/2.2", 3),
        ("团县委", "responsible", "science/2.2", 4),
        ("县农业农村委", "supervise", "science/2.2", 1),
    }
    assert toy.named(store, "science") == {
        ("县教委", None, False),
        ("县科协", "mass organisation", False),
        ("团县委", None, False),
        ("各乡镇(街道)", "collective", True),
        ("县农业农村委", None, False),
    }


def test_a_capacity_belongs_to_what_the_plan_says_of_the_unit(store: Store) -> None:
    """Kept to the last digit, for this plan alone, and gone when the plan no longer gives it."""
    exact = 0.1 + 0.2
    store.load(_with_capacities(toy.science(), {"县教委": exact, "团县委": 3.0}))
    store.load(toy.roads())
    assert _capacities(store, "science") == {("县教委", exact), ("团县委", 3.0)}
    assert _capacities(store, "roads") == set()
    assert store.plan("science") == _with_capacities(toy.science(), {"县教委": exact, "团县委": 3.0})
    store.load(_with_capacities(toy.science(), {"团县委": 4.0}))
    assert _capacities(store, "science") == {("团县委", 4.0)}
    store.load(_with_capacities(toy.science(), {}))
    assert _capacities(store, "science") == set()
    assert {unit.capacity for unit in store.plan("science").units} == {None}


def _with_capacities(plan: Plan, given: dict[str, float]) -> Plan:
    return replace(plan, units=tuple(replace(unit, capacity=given.get(unit.name)) for unit in plan.units))


def _capacities(store: Store, plan: str) -> set[tuple[object, ...]]:
    asked = "MATCH (u:Unit)-[n:NAMED_IN]->(:Plan {id: $plan}) WHERE n.capacity IS NOT NULL RETURN u.name, n.capacity"
    return set(store.ask(asked, {"plan": plan}).rows)


def test_each_role_has_its_relationship(store: Store) -> None:
    store.load(toy.science())
    found = {
        link: store.ask(f"MATCH (:Unit)-[r:{link}]->(:Task) RETURN r.role AS role, count(r) AS links", {}).rows
        for link in ("LEADS", "RESPONSIBLE_FOR", "SUPPORTS", "SUPERVISES")
    }
    assert found == {
        "LEADS": (("lead", 4),),
        "RESPONSIBLE_FOR": (("responsible", 5),),
        "SUPPORTS": (("support", 2),),
        "SUPERVISES": (("supervise", 1),),
    }


def test_what_is_not_stated_is_null(store: Store) -> None:
    store.load(toy.roads())
    asked = "MATCH (t:Task) WHERE t.deadline IS NULL AND t.text IS NULL AND t.clause IS NULL RETURN count(t) AS tasks"
    assert store.ask(asked, {}).rows == ((2,),)


def test_loading_twice_changes_nothing(store: Store) -> None:
    store.load(toy.science())
    before = everything(store)
    assert store.load(toy.science()).replaced
    assert everything(store) == before


def test_a_new_version_replaces_the_old_one_as_a_whole(store: Store) -> None:
    store.load(toy.science())
    assert store.load(toy.science_revised()) == LoadSummary("science", 3, 2, 4, replaced=True)
    assert store.plan("science") == toy.science_revised()
    assert toy.tasks(store) == {("science/1", "科普进校园"), ("science/2.1", "农技培训(修订)")}
    assert {name for _, name, _ in toy.units(store)} == {"县科协", "县教委", "县司法局"}


def test_another_plan_stays_untouched(store: Store) -> None:
    store.load(toy.roads())
    store.load(toy.science())
    store.load(toy.science_revised())
    assert store.plan("roads") == toy.roads()
    store.remove("science")
    assert store.plan("roads") == toy.roads()
    assert everything(store) == everything_of(toy.roads())


def test_a_shared_unit_stays_while_any_plan_names_it(store: Store) -> None:
    store.load(toy.science())
    store.load(toy.roads())
    shared = ("甲县/县教委", "县教委", "甲县")
    assert shared in toy.units(store)
    store.remove("roads")
    assert shared in toy.units(store)
    assert store.plan("science") == toy.science()
    store.remove("science")
    assert toy.units(store) == set()


def test_units_of_two_areas_are_two(store: Store) -> None:
    store.load(toy.roads(area="甲县"))
    store.load(replace(toy.science(area="乙县"), id="other"))
    assert {one for one, name, _ in toy.units(store) if name == "县教委"} == {"甲县/县教委", "乙县/县教委"}


def test_the_plans_held(store: Store) -> None:
    assert store.plans() == ()
    for plan in (toy.science(), toy.empty(), toy.roads()):
        store.load(plan)
    assert store.plans() == (
        StoredPlan("empty", "空方案", 0),
        StoredPlan("roads", "甲县道路方案", 2, area="甲县"),
        StoredPlan("science", "甲县科学素质实施方案", 4, area="甲县", year="2022"),
    )


def test_a_plan_that_is_not_there(store: Store) -> None:
    with pytest.raises(StoreError) as error:
        store.plan("science")
    assert refusal(error) == (
        "库里还没有方案：请先载入（respnet load）。",
        "The store holds no plan yet: load one first (respnet load).",
    )
    store.load(toy.roads())
    store.load(toy.empty())
    for act in (store.plan, store.network, store.remove):
        with pytest.raises(StoreError) as error:
            act("science")
        assert refusal(error) == (
            "库中没有方案“science”。现有：empty、roads。",
            "There is no plan “science” in the store. It holds empty and roads.",
        )


BROKEN: list[tuple[Plan, str]] = [
    (
        replace(toy.science(), tasks=toy.science().tasks[:1] * 2),
        "The task id “science/1” stands 2 times in the plan; it must stand once.",
    ),
    (
        replace(
            toy.science(),
            assignments=(*toy.science().assignments, replace(toy.science().assignments[0], printed="教委(筹)")),
        ),
        "The assignment id “甲县/县教委 → science/1, lead 1, printed” stands 2 times in the plan; it must stand once.",
    ),
    (
        replace(toy.science(), units=toy.science().units[1:]),
        "An assignment of plan “science” (甲县/县教委 → science/1) names a unit or task that the plan does not have.",
    ),
    (
        replace(toy.science(), owner="县\ud800科协"),
        "Plan “science”, plan 1, owner: half a character that cannot be stored, in 县\\ud800科协. "
        "Correct it in the table.",
    ),
]


def test_what_cannot_be_stored_is_refused_before_anything_is_written(store: Store) -> None:
    store.load(toy.science())
    for broken, said in BROKEN:
        with pytest.raises(StoreError) as error:
            store.load(broken)
        assert error.value.message("en") == said
    assert store.plan("science") == toy.science()


def test_a_load_that_fails_half_way_leaves_the_old_version(store: Store) -> None:
    """No database takes a number beyond 64 bits: plan, units and tasks are written by then, this assignment is not."""
    store.load(toy.science())
    store.load(toy.roads())
    before = everything(store)
    revised = toy.science_revised()
    too_far = replace(
        revised, assignments=(*revised.assignments[:-1], replace(revised.assignments[-1], position=2**80))
    )
    with pytest.raises(StoreError, match=r"^The database refused: "):
        store.load(too_far)
    assert everything(store) == before
    assert store.load(revised).replaced
    assert store.plan("science") == revised


def test_a_plan_that_does_not_come_back_is_not_kept(store: Store) -> None:
    """No database keeps an order of units other than that of the tasks: seen when it is read back."""
    store.load(toy.science())
    before = everything(store)
    plan = toy.science_revised()
    with pytest.raises(StoreError) as error:
        store.load(replace(plan, units=plan.units[::-1]))
    assert refusal(error) == (
        "数据库没有原样保存方案“science”（units 1），原有内容保持不变。",
        "The database did not keep plan “science” as it was sent (units 1); what it held before is unchanged.",
    )
    assert everything(store) == before


def test_a_unit_id_that_another_plan_uses_for_another_area(store: Store) -> None:
    store.load(toy.roads())
    plan = toy.science()
    moved = replace(plan, units=(replace(plan.units[0], area="乙县"), *plan.units[1:]))
    with pytest.raises(StoreError) as error:
        store.load(moved)
    assert refusal(error) == (
        "方案“science”的单位标识“甲县/县教委”在方案“roads”中是另一名称或地区：请核对两份方案的 area。",
        "The unit id “甲县/县教委” of plan “science” has another name or area in plan “roads”: "
        "look at the area of both plans.",
    )
    assert [plan.id for plan in store.plans()] == ["roads"]


def test_a_task_id_that_belongs_to_another_plan(store: Store) -> None:
    store.load(toy.roads())
    with pytest.raises(StoreError) as error:
        store.load(replace(toy.roads(), id="paths"))
    assert refusal(error) == (
        "方案“paths”的任务标识“roads/#2”已属于方案“roads”：请给其中一份方案另定 id。",
        "The task id “roads/#2” of plan “paths” belongs to plan “roads”: give one of the plans another id.",
    )


def test_questions_answer_in_their_own_order(store: Store) -> None:
    store.load(toy.science())
    found = store.ask(
        "MATCH (u:Unit)-[r:LEADS]->(t:Task) WHERE u.name IN $names "
        "RETURN u.name AS unit, count(t) AS tasks, collect(t.id) AS ids, collect(t.`order`) AS places "
        "ORDER BY tasks DESC;",
        {"names": ["县教委", "县科协"]},
    )
    assert found.columns == ("unit", "tasks", "ids", "places")
    assert [(unit, tasks) for unit, tasks, _, _ in found.rows] == [("县科协", 2), ("县教委", 1)]
    assert sorted(found.rows[0][2]) == ["science/2.1", "science/2.2"]  # type: ignore[arg-type, type-var]  # a list here
    assert sorted(found.rows[0][3]) == [2, 3]  # type: ignore[arg-type, type-var]  # a list here


UNANSWERABLE: list[tuple[str, dict[str, str], str]] = [
    ("MATCH (u:Unit {name: $name}) RETURN u.id", {}, "Parameter $name has no value."),
    (
        "MATCH (u:Unit {name: $name}) RETURN u.id",
        {"names": "县科协"},
        "The statement has no parameter $names; did you mean $name?",
    ),
    (
        "MATCH (u:Unit {name: $name}) WHERE u.area <> $area RETURN u.id",
        {"name": "县科协", "zone": "甲县"},
        "The statement has no parameter $zone.",
    ),
    ("RETURN '$name' AS one // $other", {"name": "县科协"}, "The statement has no parameter $name."),
    ("RETURN 1 AS one; MATCH (n) DETACH DELETE n", {}, "Ask one statement at a time (no semicolon)."),
    (
        "CREATE (:Unit {id: 'x'})",
        {},
        "Questions only read: begin with MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN.",
    ),
    ("", {}, "Questions only read: begin with MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN."),
    (
        "MATCH (u:Unit) RETURN u",
        {},
        "Column u returns neither text, number, truth value nor a list of these; of a node or relationship, return "
        "properties, such as u.name.",
    ),
    (
        "RETURN " + "[" * 101 + "]" * 101 + " AS one",
        {},
        "The statement has over 20000 characters beside texts, or 100 nested brackets.",
    ),
    (
        "RETURN 1" + " + 1" * 5_000 + " AS one",
        {},
        "The statement has over 20000 characters beside texts, or 100 nested brackets.",
    ),
    (
        "UNWIND $values AS one RETURN one",
        {"values": [1.0, math.inf]},
        "Column one returns neither text, number, truth value nor a list of these; of a node or relationship, return "
        "properties, such as u.name.",
    ),
]


def test_a_question_that_cannot_be_answered(store: Store) -> None:
    store.load(toy.science())
    for statement, given, said in UNANSWERABLE:
        with pytest.raises(StoreError) as error:
            store.ask(statement, given)
        assert error.value.message("en") == said


def test_a_question_cannot_write(store: Store) -> None:
    store.load(toy.science())
    before = everything(store)
    for statement in (
        "MATCH (u:Unit) SET u.name = 'x' RETURN u.id AS id",
        "MATCH (u:Unit) DETACH DELETE u",
        "UNWIND [1] AS one MERGE (p:Plan {id: 'x'}) RETURN p.id AS id",
    ):
        with pytest.raises(StoreError, match=r"^The database refused: .*(read-only|read access)"):
            store.ask(statement, {})
        assert everything(store) == before


def test_a_question_with_a_mistake_leaves_the_store_usable(store: Store) -> None:
    store.load(toy.science())
    with pytest.raises(StoreError, match=r"^The database refused: "):
        store.ask("MATCH (u:Unit RETURN u.name", {})
    assert store.plan("science") == toy.science()


def test_names_are_values_and_never_cypher(store: Store) -> None:
    store.load(toy.awkward())
    for name in toy.AWKWARD:
        found = store.ask("MATCH (u:Unit {name: $name})-[r:LEADS]->(t:Task) RETURN t.number AS number", {"name": name})
        assert found.rows == ((name,),)


def test_a_store_that_keeps_what_was_loaded(opener: Opener, request: pytest.FixtureRequest) -> None:
    if "memory" in request.node.name:
        with opener() as first:
            first.load(toy.science())
        assert opener().plans() == ()
        return
    with opener() as first:
        first.load(toy.awkward())
        first.load(toy.science())
    assert opener().plan(toy.awkward().id) == toy.awkward()
    assert opener().plan("science") == toy.science()


def test_units_without_tasks_come_last(store: Store) -> None:
    """No reader makes such a plan; by hand it can be made, and it must not lose a unit."""
    plan = toy.roads()
    more = replace(plan, units=(*plan.units, replace(plan.units[0], id="甲县/县档案馆", name="县档案馆")))
    store.load(more)
    assert store.plan("roads") == more


def test_open_lists_and_origins_come_back(store: Store) -> None:
    store.load(toy.science())
    found = store.plan("science")
    assert [task.open_roles for task in found.tasks] == [(Role.RESPONSIBLE,), (), (), ()]
    assert [one.printed for one in found.assignments if one.unit == "甲县/县科协"][:2] == ["县科学技术协会", "县科协"]
    assert sum(one.origin.value == "inherited" for one in found.assignments) == 2


def test_a_replaced_plan_stays_as_a_former_version(store: Store) -> None:
    first, second, third = toy.science(), toy.science_revised(), replace(toy.science(), title="第三版")
    store.load(first, loaded="2026-01-01")
    store.load(first, loaded="2026-01-15")  # stored already: nothing is replaced
    store.load(second, loaded="2026-02-01")
    store.load(toy.roads())
    store.load(third)
    assert store.history("science") == (
        PlanVersion("science@2026-01-01", "2026-01-01", 4, 12),
        PlanVersion("science@2026-02-01", "2026-02-01", 2, 4),
    )
    with pytest.raises(StoreError, match=r"“science@1999”.*holds science@2026-01-01 and science@2026-02-01"):
        store.plan("science@1999")
    assert [store.plan(one.id) for one in store.history("science")] == [first, second]
    assert store.network("science@2026-01-01").plan == first
    assert store.plan("science") == third
    assert store.history("roads") == ()
    assert [(one.id, one.loaded, one.versions) for one in store.plans()] == [("roads", "", 0), ("science", "", 2)]
    store.load(store.plan("science@2026-01-01"), loaded="2026-01-01")
    assert store.plan("science") == first
    assert [one.id for one in store.history("science")] == ["science@2026-01-01", "science@2026-02-01", "science@3"]
    store.load(second, loaded="2026-03-01")
    assert [one.id for one in store.history("science")][-1] == "science@2026-01-01~4"
    store.load(third, keep=2)
    assert [one.id for one in store.history("science")] == ["science@2026-01-01~4", "science@2026-03-01"]
    assert store.load(first, keep=0).replaced
    assert store.history("science") == ()


def test_former_versions_are_counted_by_no_question(store: Store) -> None:
    store.load(toy.roads())
    store.load(toy.science_revised())
    nodes = [everything(store), ask(store, "shared_units", {}).rows, ask(store, "plans", {}).rows]
    store.remove("science")
    for plan in (toy.science(), replace(toy.science(), title="第二版"), toy.science_revised()):
        store.load(plan)
    assert len(store.history("science")) == 2
    assert [everything(store), ask(store, "shared_units", {}).rows, ask(store, "plans", {}).rows] == nodes
    store.remove("science")
    versions = "MATCH (v:Version {plan: 'science'}) RETURN count(v) AS versions"
    assert store.ask(versions, {}).rows == ((0,),)
    with pytest.raises(StoreError, match="There is no plan “science@1”"):
        store.plan("science@1")
    with pytest.raises(StoreError, match="There is no plan “science”"):
        store.history("science")


def edit_in_turn() -> list[Plan]:
    """A plan of 40 tasks and what an office does to it, one thing a version."""
    plan = toy.many(40, 0)
    title = replace(plan, tasks=(replace(plan.tasks[0], title="另一任务", targets=("一", "二")), *plan.tasks[1:]))
    gone = plan.tasks[7].id
    fewer = replace(
        title,
        tasks=tuple(task for task in title.tasks if task.id != gone),
        assignments=tuple(one for one in title.assignments if one.task != gone),
    )
    named = {unit.id: unit for unit in fewer.units}
    fewer = replace(fewer, units=tuple(named[one] for one in dict.fromkeys(one.unit for one in fewer.assignments)))
    first = fewer.assignments[0]
    moved = replace(fewer, assignments=(replace(first, printed="一局(筹)"), *fewer.assignments[1:]))
    called = replace(moved, title="改名", units=tuple(replace(unit, english="x") for unit in moved.units))
    able = replace(called, units=(replace(called.units[0], capacity=3.5), *called.units[1:]))
    new = replace(able.units[0], id="甲县/县档案馆", name="县档案馆", capacity=None)
    more = replace(able, units=(*able.units, new))
    return [plan, title, fewer, moved, called, able, more, able, called, title, plan]


def test_what_changed_is_written_and_the_rest_stays(store: Store) -> None:
    """The graph is in each turn the one that a first load makes, and every version can be had back."""
    for turn, plan in enumerate(edit_in_turn()):
        store.load(plan, loaded=f"{turn:02}")
        assert everything(store) == everything_of(plan)
    assert [store.plan(one.id) for one in store.history("many")] == edit_in_turn()[:-1]


def test_a_changed_title_sends_one_task_and_changed_units_their_assignments(
    opener: Opener, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "memory" in request.node.name:
        pytest.skip("a database in memory is always made anew")
    plan, title = edit_in_turn()[:2]
    first = plan.assignments[0]
    moved = replace(title, assignments=(replace(first, printed="一局(筹)"), *title.assignments[1:]))
    written: list[Counter[str]] = []
    real = PlanChange.list_steps

    def listen(change: PlanChange) -> tuple[LoadStep, ...]:
        steps = real(change)
        written.append(Counter())
        for step in steps:
            written[-1][step.statement.partition(":")[0]] += len(step.rows)
        return steps

    with opener() as store:
        store.load(plan)
        monkeypatch.setattr(PlanChange, "list_steps", listen)
        store.load(title)
        store.load(moved)
    others = {"load/plan": 1, "load/tasks": 1, "load/units": 0, "load/capacities": 0, "load/versions": 2}
    on_it = sum(one.task == first.task for one in plan.assignments)
    assert written == [{**others, "load/assignments": 0}, {**others, "load/assignments": on_it}]


def test_several_plans_at_once(store: Store) -> None:
    told: list[str] = []
    store.load(toy.science())
    plans = [(toy.science_revised(), "2026-02-01"), (toy.roads(), ""), (toy.empty(), "")]
    assert [one.replaced for one in store.load_all(plans, None, told.append)] == [True, False, False]
    assert told[-3:] == ["science", "roads", "empty"]
    assert [store.plan(one) for one in store.plan_ids()] == [toy.empty(), toy.roads(), toy.science_revised()]
    with pytest.raises(StoreError, match="stands 2 times"):
        store.load_all([(toy.roads(), ""), (toy.roads(), "")], None, told.append)


def test_a_statement_of_the_users_own_has_limits(store: Store) -> None:
    store.load(toy.science())
    few = "UNWIND range(1, 10000) AS n RETURN n ORDER BY n"
    assert len(store.ask(few, {}, bounded=True).rows) == 10_000
    with pytest.raises(StoreError, match="The answer has more than 10000 rows: end the statement with LIMIT"):
        store.ask(few.replace("10000", "10001"), {}, bounded=True)
    with pytest.raises(StoreError):
        store.ask("MATCH (t:Task) SET t.title = 'x' RETURN t.title", {}, bounded=True)
    assert store.plan("science") == toy.science()


def everything(store: Store) -> tuple[object, ...]:
    """All that a store holds, to compare before and after."""
    plans = tuple(store.plan(held.id) for held in store.plans())
    links = "MATCH (u:Unit)-[n:NAMED_IN]->(p:Plan) RETURN u.id AS unit, p.id AS plan"
    parts = "MATCH (t:Task)-[:PART_OF]->(p:Plan) RETURN t.id AS task, p.id AS plan"
    return (
        plans,
        toy.units(store),
        toy.tasks(store),
        sorted(map(str, store.ask(links, {}).rows)),
        sorted(map(str, store.ask(parts, {}).rows)),
    )


def everything_of(plan: Plan) -> tuple[object, ...]:
    """What `everything` says of a store that holds this plan alone."""
    return (
        (plan,),
        {(unit.id, unit.name, unit.area) for unit in plan.units},
        {(task.id, task.title) for task in plan.tasks},
        sorted(str((unit.id, plan.id)) for unit in plan.units),
        sorted(str((task.id, plan.id)) for task in plan.tasks),
    )
