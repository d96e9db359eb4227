from __future__ import annotations

import re
from dataclasses import replace

from respnet.analysis.workload.workload import Flag
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role, UnitKind
from respnet.findings.focus_units import describe_focus_units, describe_profiles
from respnet.intake.builder import UnitRecord
from respnet.pipeline import Analysis, analyse
from tests.analysis.family import FAMILY, network
from tests.analysis.fengdu import fengdu


def focus_of(plan: ResponsibilityNetwork, *names: str) -> Analysis:
    return analyse(plan, focus=names, draws=200, tie_draws=100)


def sentences(analysis: Analysis, lang: str = "zh") -> list[str]:
    return [getattr(text, lang) for text in describe_profiles(analysis.network, analysis.results, analysis.focus)]


def test_the_association_and_the_commission() -> None:
    found = focus_of(fengdu())
    association, commission = found.focus.units
    assert (association.unit, association.load.leads, association.load.others) == ("丰都县/县科协", 22, 8)
    assert (commission.unit, commission.load.leads, commission.load.others) == ("丰都县/县教委", 4, 12)
    assert association.flag.flag is Flag.OVERLOADED
    assert (association.neighbours, commission.neighbours) == (29, 23)
    assert [one.standing.unit for one in found.focus.units] == [one.unit for one in found.focus.units]
    assert len(association.co_leads) == 9
    assert association.co_leads[0].unit == "丰都县/县科技局"
    assert dict(association.co_leads)["丰都县/县教委"] == ("fengdu/4", "fengdu/5")
    assert commission.alone == ("fengdu/2", "fengdu/3")
    assert sentences(found)[2] == "在 30 个单位中，县教委任务数排第 5，联系远近并列第 5，衔接作用排第 7。"
    assert sentences(found, "en")[2] == (
        "Among 30 units County Education Commission is 5th by number of tasks, joint 5th by closeness and 7th by "
        "bridging."
    )


def test_the_evidence_of_the_units_compared_are_their_tasks() -> None:
    found = focus_of(fengdu())
    finding = describe_focus_units(found.network, found.results, found.focus)
    counts = [row for row in finding.evidence if row.value is not None]
    assert [(row.unit, row.role, row.value) for row in counts] == [
        *(("丰都县/县科协", "lead", 22), ("丰都县/县科协", "", 30)),
        *(("丰都县/县教委", "lead", 4), ("丰都县/县教委", "", 16)),
    ]
    rows = found.network.plan.assignments
    for count in counts:
        mine = [one for one in rows if one.unit == count.unit and (one.role is Role.LEAD or not count.role)]
        told = [row.task for row in finding.evidence if (row.unit, row.role) == (count.unit, count.role) and row.task]
        assert told == list(dict.fromkeys(one.task for one in mine))
        assert len(told) == count.value


def test_names_asked_for_come_before_the_plans_own_and_in_their_order() -> None:
    plan = network([("ab", "c"), ("a", [])], focus=("b",), records=[UnitRecord("c", also_written=("see",))])
    assert [one.unit for one in focus_of(plan).focus.units] == ["p/b"]
    assert [one.unit for one in focus_of(plan, "see", "a", "c", "a").focus.units] == ["p/c", "p/a"]


def test_without_any_choice_the_two_with_the_most_leads() -> None:
    plan = network([("b", "a"), ("b", "c"), ("c", "b"), ("a", []), ("c", "a")])
    assert [one.unit for one in focus_of(plan).focus.units] == ["p/b", "p/c"]
    nobody = network([([], "ab"), ([], "bc"), ([], "cb")])
    assert [one.unit for one in focus_of(nobody).focus.units] == ["p/b", "p/c"]


def test_units_that_only_supervise_are_not_chosen() -> None:
    assert focus_of(network([], extra=["a", "b"])).focus.units == ()
    found = focus_of(network([("a", [])], extra=["b"])).focus
    assert [one.unit for one in found.units] == ["p/a"]


def test_missing_names_and_collectives_of_the_plans_own_choice_are_said() -> None:
    plan = network([("a", ["各乡镇"])], records=[UnitRecord("各乡镇", UnitKind.COLLECTIVE)])
    found = focus_of(ResponsibilityNetwork(replace(plan.plan, focus=("各乡镇", "nobody"))))
    assert found.focus.units == ()
    assert found.focus.names_missing == ("各乡镇", "nobody")
    assert sentences(found) == ["本方案中没有找到名为各乡镇、nobody的单个单位，请核对名称。"]
    assert sentences(found, "en") == [
        "This plan has no single unit named 各乡镇 and nobody (collectives are not compared); please check the name."
    ]


def test_english_names_where_recorded() -> None:
    plan = network([(["a"], ["b"])], records=[UnitRecord("a", english="Office A")])
    assert sentences(focus_of(plan, "a"), "en")[0] == "Office A leads 1 task and takes part in no others."


def test_a_plan_without_leads_compares_tasks() -> None:
    found = focus_of(FAMILY["nobody leads, responsible"], "b", "a")
    assert sentences(found)[0] == "b承担 2 项；a承担 1 项。"


def test_a_single_unit_is_not_compared_with_others() -> None:
    assert sentences(focus_of(FAMILY["one unit"])) == ["a牵头 1 项、其他参与 0 项。"]


def two_groups() -> ResponsibilityNetwork:
    """Eight units share tasks in all ways, and so do another eight; one unit with two tasks joins them."""
    here, there = "bcdefghi", "jklmnopq"
    rows = [
        (group[at] + group[(at + step) % 8], []) for group in (here, there) for step in (1, 2, 3) for at in range(8)
    ]
    return network([*rows, ("ab", []), ("aj", [])])


def test_a_bridge_that_its_tasks_do_not_explain() -> None:
    told = sentences(focus_of(two_groups(), "a", "k"))
    assert "a任务数排第 17，" in told[1]
    assert "衔接作用排第 1。" in told[1]
    assert re.match(r"a的衔接作用是 53%，按任务数平均约 [\d.]+%，明显偏大", told[3])


def test_a_position_that_the_tasks_give() -> None:
    assert sentences(focus_of(FAMILY["star of tasks"], "a"))[1:] == [
        "在 5 个单位中，a任务数排第 1，联系远近排第 1，衔接作用排第 1。"
    ]
