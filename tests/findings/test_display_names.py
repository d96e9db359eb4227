from __future__ import annotations

from respnet.core.i18n import Text
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role, UnitKind
from respnet.findings.display_names import add_brackets, describe_population, format_task_labels, format_task_list
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
from tests.analysis.family import network


def numbered(*tasks: tuple[str, tuple[str, ...]]) -> ResponsibilityNetwork:
    """A plan of tasks with these numbers in these sections."""
    rows = [
        TaskRow("t", number=number, section=section, units=(UnitList(Role.LEAD, ("a",)),)) for number, section in tasks
    ]
    return ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))


def labels(plan: ResponsibilityNetwork) -> str:
    return format_task_labels(plan, [task.id for task in plan.tasks]).zh


def test_a_number_that_is_the_plans_own_stays_as_printed() -> None:
    assert labels(numbered(("1", ("一、任务",)), ("2", ("二、保障",)), ("（三）", ("二、保障",)))) == "1、2、（三）"


def test_numbers_that_start_anew_come_with_their_sections() -> None:
    plan = numbered(
        ("1", ("二、任务", "（一）工程")), ("1", ("二、任务", "（二）生态")), ("2", ("二、任务", "（二）生态"))
    )
    assert labels(plan) == "（一）1、（二）1、2"
    plan = numbered(("（一）", ("一、任务",)), ("（一）", ("二、保障",)))
    assert labels(plan) == "一（一）、二（一）"
    plan = numbered(("1", ("一、任务", "（一）工程")), ("1", ("二、保障", "（一）宣传")))
    assert labels(plan) == "一（一）1、二（一）1"


def test_where_the_sections_do_not_tell_them_apart_the_place_does() -> None:
    assert labels(numbered(("1", ("（四）农村",)), ("1", ("（四）企业",)), ("2", ()))) == "#1、#2、2"


def test_a_long_list_is_counted_in_tasks() -> None:
    plan = network([("a", [])] * 5)
    ids = [task.id for task in plan.tasks]
    assert format_task_list(plan, ids, most=3) == Text(zh="任务 1、2、3 等 5 项", en="tasks 1, 2, 3 and 2 more")
    assert format_task_list(plan, ids[:1]) == Text(zh="任务 1", en="task 1")
    bracket = numbered(*((f"（{number}）", ()) for number in "一二三四五"))
    ids = [task.id for task in bracket.tasks]
    assert format_task_list(bracket, ids, most=2) == Text(
        zh="任务（一）、（二）等 5 项", en="tasks (一), (二) and 3 more"
    )
    assert add_brackets(format_task_list(bracket, ids[:2])) == Text(
        zh="〔任务（一）、（二）〕", en="[tasks (一) and (二)]"
    )


def test_the_population_names_whom_it_leaves_out() -> None:
    plan = network(
        [(["a"], ["各县（市）政府"])],
        extra=["b"],
        records=[UnitRecord("各县（市）政府", UnitKind.COLLECTIVE)],
    )
    assert describe_population(plan) == Text(
        zh="2 个单位（其中 1 个没有承担任务）、2 项任务，不含代表多家的 1 个统称〔各县（市）政府〕。",
        en="2 units (1 of them without a task) and 2 tasks, without 1 collective [各县（市）政府].",
    )
