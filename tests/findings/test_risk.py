from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from respnet.analysis.risk.robustness import Fragility, compute_fragility
from respnet.core.i18n import Text
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import UnitKind
from respnet.findings.finding import Finding
from respnet.findings.risk import describe_drop_outs, describe_largest_tasks, describe_lead_cover
from respnet.intake.builder import UnitRecord
from tests.analysis.family import FAMILY, Row, network
from tests.analysis.fengdu import fengdu
from tests.findings.wording import assert_well_worded, list_facts

Made = Callable[[ResponsibilityNetwork, Fragility], Finding]
COLLECTIVE = [UnitRecord("各乡镇", UnitKind.COLLECTIVE)]


def said(made: Made, plan: ResponsibilityNetwork) -> Text:
    return made(plan, compute_fragility(plan)).sentence


@pytest.mark.parametrize("made", [describe_drop_outs, describe_lead_cover, describe_largest_tasks])
@pytest.mark.parametrize("plan", [fengdu(), *FAMILY.values()], ids=["fengdu", *FAMILY.keys()])
def test_every_sentence_is_one_that_a_person_would_write(plan: ResponsibilityNetwork, made: Made) -> None:
    finding = made(plan, compute_fragility(plan))
    assert_well_worded(finding)


class TestDropOuts:
    def test_the_shipped_plan(self) -> None:
        assert said(describe_drop_outs, fengdu()) == Text(
            zh="县教委、县科协、县委组织部缺位影响最大：各有 2 项任务会没有牵头。"
            "两家同时缺位，以县科协与县科技局影响最大，12 项会没有牵头。"
            "无论哪家缺位，其余单位仍由共同任务连在一起。",
            en="County Education Commission, County Association for Science and Technology and Organisation Department "
            "of the County Party Committee would be missed most: without each of them 2 tasks would have no lead. "
            "Were two to drop out together, County Association for Science and Technology and County Science and "
            "Technology Bureau would be missed most: 12 tasks would have no lead. "
            "Whoever drops out, shared tasks still join all the others.",
        )

    def test_its_evidence_is_each_count_with_its_tasks_and_then_the_pair(self) -> None:
        rows = describe_drop_outs(fengdu(), compute_fragility(fengdu())).evidence
        assert [(row.unit, row.task, row.value) for row in rows[:3]] == [
            ("丰都县/县教委", "", 2.0),
            ("丰都县/县教委", "fengdu/2", None),
            ("丰都县/县教委", "fengdu/3", None),
        ]
        pair = rows[9:]
        assert {row.unit for row in pair} == {"丰都县/县科协", "丰都县/县科技局"}
        assert len({row.task for row in pair}) == 12

    @pytest.mark.parametrize(
        ("rows", "zh", "en"),
        [
            (
                [("a", "b"), ("a", [])],
                "a缺位影响最大：2 项任务会没有牵头，即任务 1、2。",
                "a would be missed most: without it 2 tasks would have no lead, numbers 1 and 2.",
            ),
            (
                [("a", "bc"), ("b", [])],
                "a、b缺位影响最大：各有 1 项任务会没有牵头。两家同时缺位，以a与b影响最大，2 项会没有牵头。"
                "无论哪家缺位，其余单位仍由共同任务连在一起。",
                "a and b would be missed most: without each of them 1 task would have no lead. Were two to drop out "
                "together, a and b would be missed most: 2 tasks would have no lead. "
                "Whoever drops out, shared tasks still join all the others.",
            ),
            (
                [("ab", []), ("bc", [])],
                "任何一家缺位，都不会使任务没有牵头。两家同时缺位，最多会有 1 项没有牵头，这样的组合有 2 对。"
                "没有b，其余单位就分成互不相连的 2 块。",
                "No task is left without a lead when one unit drops out. Were two to drop out together, up to 1 task "
                "would have no lead; 2 pairs are level. Without b, the others fall into 2 groups that share no task.",
            ),
            (
                [("abc", []), ("cd", "e"), ("de", [])],
                "任何一家缺位，都不会使任务没有牵头。两家同时缺位，最多会有 1 项没有牵头，这样的组合有 2 对。"
                "没有c，其余单位就分成互不相连的 2 块。",
                "No task is left without a lead when one unit drops out. Were two to drop out together, up to 1 task "
                "would have no lead; 2 pairs are level. Without c, the others fall into 2 groups that share no task.",
            ),
            (
                [("abc", [])],
                "任何一家缺位，都不会使任务没有牵头。两家同时缺位也不会。无论哪家缺位，其余单位仍由共同任务连在一起。",
                "No task is left without a lead when one unit drops out. Nor when two do. "
                "Whoever drops out, shared tasks still join all the others.",
            ),
            ([([], "ab")], "方案没有写明牵头单位，不作推定。", "The plan names no lead units, and none are assumed."),
            ([], "方案里没有任务。", "The plan holds no tasks."),
        ],
    )
    def test_each_case(self, rows: list[Row], zh: str, en: str) -> None:
        assert said(describe_drop_outs, network(rows)) == Text(zh=zh, en=en)

    def test_several_that_hold_the_others_together(self) -> None:
        assert list_facts(said(describe_drop_outs, FAMILY["path"]).zh).endswith("b c d")

    def test_either_of_two(self) -> None:
        assert list_facts(said(describe_drop_outs, network([("ab", []), ("bc", []), ("cd", [])])).en).endswith("b c")

    def test_units_without_tasks_are_not_joined_by_any(self) -> None:
        plan = network([("a", "bc"), ("bc", [])], extra=["idle"])
        assert said(describe_drop_outs, plan).zh.endswith("无论哪家缺位，其余有任务的单位仍由共同任务连在一起。")

    def test_collectives_alone(self) -> None:
        assert said(describe_drop_outs, FAMILY["only collectives"]).en == "Only collectives lead; no single unit does."


class TestLeadingGroup:
    def test_the_shipped_plan(self) -> None:
        assert said(describe_lead_cover, fengdu()) == Text(
            zh="最少 5 个单位合起来就牵头全部 32 项任务：县教委、县科协、县委宣传部、县总工会、县委组织部。"
            "这样少的组合只有这一种。",
            en="5 units together lead all 32 tasks, and fewer cannot: County Education Commission, County Association "
            "for Science and Technology, Publicity Department of the County Party Committee, County Federation of "
            "Trade Unions and Organisation Department of the County Party Committee. No other group is as small.",
        )

    @pytest.mark.parametrize(
        ("rows", "zh", "en"),
        [
            (
                [("ab", []), ("a", "b")],
                "一家就够：a牵头全部 2 项任务。其他单位都做不到。",
                "One unit is enough: a leads both tasks. No other unit does.",
            ),
            (
                [("ab", [])],
                "一家就够：a牵头唯一的任务。能做到的不止这一家。",
                "One unit is enough: a leads the only task. It is not the only one to do so.",
            ),
            (
                [("a", []), ("bc", []), ([], "a")],
                "最少 2 个单位合起来就牵头由单个单位牵头的 2 项任务：a、b。这样少的组合不止一种，a必不可少。",
                "2 units together lead the 2 tasks that single units lead, and fewer cannot: a and b. "
                "Other groups are as small; a is in every one.",
            ),
            (
                [("a", []), ([], "a")],
                "一家就够：a牵头由单个单位牵头的 1 项任务。其他单位都做不到。",
                "One unit is enough: a leads the only task that a single unit leads. No other unit does.",
            ),
            (
                [("ab", []), ("cd", [])],
                "最少 2 个单位合起来就牵头全部 2 项任务：a、c。这样少的组合不止一种，没有哪家必不可少。",
                "2 units together lead both tasks, and fewer cannot: a and c. "
                "Other groups are as small, and nobody is in all of them.",
            ),
            (
                [("a", []), ("b", []), ("cd", [])],
                "最少 3 个单位合起来就牵头全部 3 项任务：a、b、c。这样少的组合不止一种：除c外，都必不可少。",
                "3 units together lead all 3 tasks, and fewer cannot: a, b and c. "
                "Other groups are as small; all of these but c are in every one.",
            ),
            ([([], "a")], "方案没有写明牵头单位，不作推定。", "The plan names no lead units, and none are assumed."),
            ([], "方案里没有任务。", "The plan holds no tasks."),
        ],
    )
    def test_each_case(self, rows: list[Row], zh: str, en: str) -> None:
        assert said(describe_lead_cover, network(rows)) == Text(zh=zh, en=en)

    def test_where_it_takes_all_that_lead(self) -> None:
        assert said(describe_lead_cover, FAMILY["two components"]) == Text(
            zh="要全部 3 个牵头单位合起来，才牵头全部 3 项任务，缺一不可：a、b、c。",
            en="It takes all 3 leading units to lead all 3 tasks; none can be left out: a, b and c.",
        )

    def test_what_was_not_decided_is_not_said(self) -> None:
        plan = network([("a", []), ("bc", [])])
        found = compute_fragility(plan)
        unproved = replace(found, cover=replace(found.cover, proved=False, unique=None))
        assert describe_lead_cover(plan, unproved).sentence == Text(
            zh="2 个单位合起来牵头全部 2 项任务（逐步选出，没有证明是最少的）：a、b。",
            en="2 units together lead both tasks (found step by step, not proved the fewest): a and b.",
        )
        undecided = replace(found, cover=replace(found.cover, unique=None))
        assert list_facts(describe_lead_cover(plan, undecided).sentence.zh).endswith("a b")

    def test_evidence_is_each_unit_with_its_leads(self) -> None:
        rows = describe_lead_cover(fengdu(), compute_fragility(fengdu())).evidence
        assert [(row.unit.removeprefix("丰都县/"), row.value) for row in rows] == [
            ("县教委", 4.0),
            ("县科协", 22.0),
            ("县委宣传部", 3.0),
            ("县总工会", 4.0),
            ("县委组织部", 4.0),
        ]


class TestLargestTasks:
    def test_the_shipped_plan(self) -> None:
        finding = describe_largest_tasks(fengdu(), compute_fragility(fengdu()))
        assert finding.sentence == Text(
            zh="协调面最广的是任务 22：3 家牵头、13 家其他参与，有 42 条联系要协调。另有 1 个集合单位参与。"
            "各项任务席位数的中位数是 7 个。",
            en="Task 22 takes most coordination: 3 leads and 13 others, which makes 42 ties to hold. "
            "1 collective takes part besides. The median task has 7 seats.",
        )
        assert [(row.task, row.value) for row in finding.evidence][:2] == [("fengdu/22", 16.0), ("fengdu/25", 14.0)]

    @pytest.mark.parametrize(
        ("rows", "zh", "en"),
        [
            (
                [("ab", [])],
                "协调面最广的是任务 1：2 家牵头，没有其他单位参与，有 1 条联系要协调。",
                "Task 1 takes most coordination: 2 leads and no others, which makes 1 tie to hold.",
            ),
            (
                [("a", "b"), ("a", "c"), ("a", [])],
                "协调面最广的是任务 1、2，各有 2 家单位、1 条联系要协调。各项任务席位数的中位数是 2 个。",
                "Tasks 1 and 2 take most coordination, with 2 units and 1 tie to hold in each. "
                "The median task has 2 seats.",
            ),
            (
                [([], "abc"), ([], "a")],
                "单位最多的是任务 1，共 3 家。各项任务席位数的中位数是 2 个。",
                "Task 1 has the most units, 3. The median task has 2 seats.",
            ),
            (
                [([], "ab"), ([], "bc")],
                "2 项任务的单位一样多，各 2 家。各项任务席位数的中位数是 2 个。",
                "Both tasks have as many units, 2 each. The median task has 2 seats.",
            ),
            (
                [("a", []), ([], "b")],
                "每项任务至多一家单位，没有单位之间的协调。",
                "No task has more than one unit, so there is nothing to coordinate between units.",
            ),
            (
                [([], [])],
                "没有任务写明由单个单位承担，谈不上协调。",
                "No task is given to a single unit, so there is nothing to coordinate.",
            ),
            ([], "方案里没有任务。", "The plan holds no tasks."),
        ],
    )
    def test_each_case(self, rows: list[Row], zh: str, en: str) -> None:
        assert said(describe_largest_tasks, network(rows)) == Text(zh=zh, en=en)

    def test_collectives_are_counted_apart(self) -> None:
        plan = network([("a", ["各乡镇", "b"]), (["各乡镇"], [])], records=COLLECTIVE)
        assert list_facts(said(describe_largest_tasks, plan).zh) == "1 1 1 1 1 1"

    def test_a_larger_task_that_nobody_leads_is_told_besides(self) -> None:
        plan = network([("a", "b"), ([], "bcd"), ([], "bce"), ([], "f")])
        assert said(describe_largest_tasks, plan) == Text(
            zh="协调面最广的是任务 1：1 家牵头、1 家其他参与，有 1 条联系要协调。"
            "没有单个单位牵头的任务里，单位最多的是任务 2、3，有 3 家。各项任务席位数的中位数是 2.5 个。",
            en="Task 1 takes most coordination: 1 lead and 1 other, which makes 1 tie to hold. "
            "Of the tasks that no single unit leads, tasks 2 and 3 have the most units, 3. "
            "The median task has 2.5 seats.",
        )

    def test_all_are_level(self) -> None:
        assert said(describe_largest_tasks, FAMILY["identical tasks"]) == Text(
            zh="6 项任务的协调面一样广，各有 3 家单位、2 条联系要协调。各项任务席位数的中位数是 3 个。",
            en="All 6 tasks take as much coordination, with 3 units and 2 ties to hold in each. "
            "The median task has 3 seats.",
        )

    def test_where_only_a_collective_leads(self) -> None:
        assert list_facts(said(describe_largest_tasks, FAMILY["only a collective leads"]).zh).startswith("1 2 1")
