from __future__ import annotations

from respnet.analysis import Analysis, Flag, analyse
from respnet.assemble import UnitRecord
from respnet.network import ResponsibilityNetwork
from respnet.plan import Kind
from tests.analysis.family import FAMILY, network
from tests.analysis.fengdu import fengdu


def focus_of(plan: ResponsibilityNetwork, *names: str) -> Analysis:
    return analyse(plan, focus=names, draws=200)


def sentences(analysis: Analysis, lang: str = "zh") -> list[str]:
    return [getattr(text, lang) for text in analysis.focus.sentences]


def test_the_association_and_the_commission() -> None:
    found = focus_of(fengdu())
    association, commission = found.focus.units
    assert (association.unit, association.load.leads, association.load.others) == ("丰都县/县科协", 22, 8)
    assert (commission.unit, commission.load.leads, commission.load.others) == ("丰都县/县教委", 4, 12)
    assert association.flag.flag is Flag.OVERLOADED
    assert len(association.co_leads) == 9
    assert association.co_leads[0].unit == "丰都县/县科技局"
    assert dict(association.co_leads)["丰都县/县教委"] == ("fengdu/4", "fengdu/5")
    assert commission.alone == ("fengdu/2", "fengdu/3")
    assert sentences(found) == [
        "在 30 个单位中，县科协牵头 22 项、其他参与 8 项，牵头数排第 1；"
        "县教委牵头 4 项、其他参与 12 项，牵头数并列第 3。",
        "县科协的桥梁作用排第 1，与任务数的名次相同，没有比任务数多说明什么；"
        "县教委的桥梁作用排第 7，低于任务数的名次（排第 5）。",
        "两家共同牵头 2 项（任务 4、5）。",
    ]


def test_names_asked_for_come_before_the_plans_own_and_in_their_order() -> None:
    plan = network([("ab", "c"), ("a", [])], focus=("b",), records=[UnitRecord("c", also_written=("see",))])
    assert [one.unit for one in focus_of(plan).focus.units] == ["p/b"]
    assert [one.unit for one in focus_of(plan, "see", "a", "c", "a").focus.units] == ["p/c", "p/a"]


def test_without_any_choice_the_two_with_the_most_leads() -> None:
    plan = network([("b", "a"), ("b", "c"), ("c", "b"), ("a", []), ("c", "a")])
    assert [one.unit for one in focus_of(plan).focus.units] == ["p/b", "p/c"]
    nobody = network([([], "ab"), ([], "bc"), ([], "cb")])
    assert [one.unit for one in focus_of(nobody).focus.units] == ["p/b", "p/c"]


def test_missing_names_and_collectives_are_said() -> None:
    plan = network([("a", ["各乡镇"])], records=[UnitRecord("各乡镇", Kind.COLLECTIVE)])
    found = focus_of(plan, "各乡镇", "nobody")
    assert found.focus.units == ()
    assert found.focus.names_missing == ("各乡镇", "nobody")
    assert sentences(found) == ["本方案中没有找到名为各乡镇、nobody的单个单位（集合单位不参加比较）；请核对名称。"]
    assert sentences(found, "en") == [
        "This plan has no single unit named 各乡镇 and nobody (collectives are not compared); please check the name."
    ]


def test_one_task_together_ties_and_no_bridge() -> None:
    found = focus_of(network([("ab", "c"), ("b", "c"), ("a", "d")]), "a", "b")
    assert sentences(found, "en") == [
        "Among 4 units: a leads 2 tasks and takes part in 0 others, shared rank 1 by leads; "
        "b leads 2 tasks and takes part in 0 others, shared rank 1 by leads.",
        "a has rank 1 as a bridge, the same as by number of tasks: its position adds nothing to the count; "
        "b is no bridge: no shortest path between two other units passes it.",
        "The two lead 1 task together (task 1).",
    ]


def test_english_names_where_recorded() -> None:
    plan = network([(["a"], ["b"])], records=[UnitRecord("a", english="Office A")])
    assert sentences(focus_of(plan, "a"), "en")[0] == (
        "Among 2 units: Office A leads 1 task and takes part in 0 others, rank 1 by leads."
    )


def test_a_plan_without_leads_compares_tasks() -> None:
    found = focus_of(FAMILY["nobody leads, responsible"], "b", "a")
    assert sentences(found) == [
        "在 3 个单位中，b参与 2 项，排第 1；a参与 1 项，并列第 2。",
        "b的桥梁作用排第 1，与任务数的名次相同，没有比任务数多说明什么；"
        "a没有桥梁作用：其他单位之间的最短联系都不经过它。",
        "方案没有写明牵头单位，是否共同牵头无从比较。",
    ]


def test_a_single_unit_is_not_compared_with_others() -> None:
    assert sentences(focus_of(FAMILY["one unit"]))[0] == "a牵头 1 项、其他参与 0 项，牵头数排第 1。"
