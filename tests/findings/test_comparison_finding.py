"""What is said of two plans: word for word where the wording turns, and for every two plans of the family."""

from __future__ import annotations

import re
from typing import Any

import pytest

from respnet.comparison import Comparison, compare
from respnet.core.i18n import Lang, Text
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.comparison import build_comparison_findings
from respnet.findings.finding import Finding
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
from respnet.whatif.edits import Assign, Edit, RemoveUnit, apply_edits, describe_edits, keep_spelling
from tests.analysis.editions import next_edition
from tests.analysis.family import FAMILY, network
from tests.analysis.fengdu import fengdu
from tests.findings.wording import assert_well_worded, list_facts

Item = tuple[str, str, str, str]
TWO_PLANS = re.compile(
    r"原方案|新方案|两个方案|任一方案|有一个方案|[Bb]oth plans|[Oo]ld plan|[Nn]ew plan|[Ee]ither plan|of the plans"
)
"""What only a comparison of two plans may say."""


def plan(*items: Item, area: str = "", records: tuple[UnitRecord, ...] = ()) -> ResponsibilityNetwork:
    """A plan from (number, title, leads, others), units as single letters."""
    rows = [
        TaskRow(
            title,
            number=number,
            units=(UnitList(Role.LEAD, tuple(leads)), UnitList(Role.SUPPORT, tuple(others))),
        )
        for number, title, leads, others in items
    ]
    return ResponsibilityNetwork(build_plan(PlanFacts("p", area=area), rows, records))


def finding(old: ResponsibilityNetwork, new: ResponsibilityNetwork, name: str, **more: Any) -> Finding:
    found = compare(old, new, **more)
    return next(one for one in build_comparison_findings(old, new, found) if one.id == name)


def said(old: ResponsibilityNetwork, new: ResponsibilityNetwork, name: str, lang: Lang = "zh", **more: Any) -> str:
    return finding(old, new, name, **more).sentence.of(lang)


def assert_written_by_a_person(old: ResponsibilityNetwork, new: ResponsibilityNetwork, found: Comparison) -> None:
    for one in build_comparison_findings(old, new, found):
        assert_well_worded(one)


@pytest.mark.parametrize("old", [fengdu(), *FAMILY.values()], ids=["fengdu", *FAMILY.keys()])
def test_every_sentence_is_one_that_a_person_would_write(old: ResponsibilityNetwork) -> None:
    for new in (fengdu(), next_edition(), *FAMILY.values()):
        assert_written_by_a_person(old, new, compare(old, new))


@pytest.mark.parametrize("one", [fengdu(), *FAMILY.values()], ids=["fengdu", *FAMILY.keys()])
def test_what_is_supposed_is_told_of_one_plan(one: ResponsibilityNetwork) -> None:
    for unit in one.plan.units[:3]:
        old, new, found = supposed(one, RemoveUnit(unit.name))
        assert_written_by_a_person(old, new, found)
        for told in build_comparison_findings(old, new, found):
            assert told.id != "tasks-changed"
            for text in (told.title, told.sentence, told.rule, told.population, told.limits):
                assert not TWO_PLANS.search(text.zh + text.en), text


def supposed(
    one: ResponsibilityNetwork, *edits: Edit
) -> tuple[ResponsibilityNetwork, ResponsibilityNetwork, Comparison]:
    new = ResponsibilityNetwork(keep_spelling(apply_edits(one.plan, edits), one.plan))
    return one, new, compare(one, new, supposed=describe_edits(edits))


A = ("1", "修建乡村道路", "a", "b")
B = ("2", "建设县科技馆", "b", "cd")
C = ("3", "举办科技活动周", "c", "")


class TestWhatChanged:
    def test_the_shipped_plan_and_itself(self) -> None:
        assert list_facts(said(fengdu(), fengdu(), "what-changed")) == "32 238"
        assert list_facts(said(fengdu(), fengdu(), "what-changed", "en")) == "32 238"

    def test_the_shipped_plan_and_its_next_edition(self) -> None:
        assert list_facts(said(fengdu(), next_edition(), "what-changed")) == "32 31 1 1 232 1 1 2"
        assert list_facts(said(fengdu(), next_edition(), "what-changed", "en")) == "32 31 1 1 232 1 1 2"

    @pytest.mark.parametrize(
        ("old", "new", "zh", "en"),
        [
            ((), (), "两个方案都没有任务。", "Neither plan holds any tasks."),
            (
                (),
                (A,),
                "原方案没有任务，新方案有 1 项，无从比较。",
                "The old plan holds no tasks, the new one holds 1.",
            ),
            (
                (A, B),
                (),
                "原方案有 2 项任务，新方案没有任务，无从比较。",
                "The new plan holds no tasks, the old one holds 2.",
            ),
            (
                (A,),
                (C,),
                "原方案 1 项任务与新方案 1 项任务没有一项对得上，不能逐项比较分工。",
                "The old plan has 1 task and the new one 1, but no task of the one could be matched with one of the "
                "other, so assignments cannot be compared task by task.",
            ),
            (
                (A,),
                (("1", "修建乡村公路", "a", "b"),),
                "任务没有增减，1 项两个方案都有；2 处分工没有变化。",
                "No task came or went: both plans have the same 1 task and 2 assignments.",
            ),
            (
                (("1", "修路", "", ""),),
                (("1", "修路", "", ""),),
                "任务和分工都没有变化：1 项任务与原方案相同。",
                "Nothing changed: both plans have the same 1 task.",
            ),
            (
                (A, B),
                (A, B, C),
                "原方案 2 项任务，全部保留；新方案另新增 1 项。这些任务的 5 处分工没有变化。",
                "Of the old plan's 2 tasks, all are kept; the new plan adds 1. Their 5 assignments have not changed.",
            ),
            (
                (A, B, C),
                (A, B),
                "原方案 3 项任务，保留 2 项，取消 1 项；新方案没有新增任务。这些任务的 5 处分工没有变化。",
                "Of the old plan's 3 tasks, 2 are kept and 1 is gone; the new plan adds none. "
                "Their 5 assignments have not changed.",
            ),
            (
                (A, B),
                (("1", "修建乡村道路", "b", "a"), B),
                "2 项任务两个方案都有。两个方案都有的任务里，分工未变 3 处，角色改变 2 处。",
                "Both plans have the same 2 tasks. Of the assignments in the tasks of both plans, 3 are as before and "
                "2 are in another role.",
            ),
            (
                (("1", "修路", "", ""), A),
                (("1", "修路", "", ""),),
                "原方案 2 项任务，保留 1 项，取消 1 项；新方案没有新增任务。两个方案都有的任务没有写单位。",
                "Of the old plan's 2 tasks, 1 is kept and 1 is gone; the new plan adds none. "
                "The tasks of both plans name no units.",
            ),
        ],
    )
    def test_each_case(self, old: tuple[Item, ...], new: tuple[Item, ...], zh: str, en: str) -> None:
        assert said(plan(*old), plan(*new), "what-changed") == zh
        assert said(plan(*old), plan(*new), "what-changed", "en") == en

    def test_two_places(self) -> None:
        old, new = plan(A, B, area="甲县"), plan(A, C, area="乙县")
        assert list_facts(said(old, new, "what-changed")) == "1 1 1 2"
        assert list_facts(said(old, new, "what-changed", "en")) == "1 1 1 2"
        assert finding(old, new, "what-changed").limits.zh.endswith(
            "两个方案属于不同地区（甲县、乙县），单位只按名称对照；差别不等于变化。"
        )
        assert "不同地区" not in finding(plan(A, area="甲县"), plan(A, area="甲县"), "what-changed").limits.zh

    def test_names_that_look_alike(self) -> None:
        old, new = (network([([name], ["a"])]) for name in ("县发改委", "县发展改革委"))
        assert list_facts(said(old, new, "what-changed")).endswith("1 县发展改革委")
        assert list_facts(said(old, new, "what-changed", "en")).endswith("1 县发展改革委")

    def test_recorded_names_stand_in_the_population(self) -> None:
        record = UnitRecord("县应急局", also_written=("县应急管理局",))
        found = finding(
            network([(["县应急局"], [])], records=[record]), network([(["县应急管理局"], [])]), "what-changed"
        )
        assert list_facts(found.sentence.zh) == "1 1"
        assert list_facts(found.population.zh) == "1 1 1 1 1 县应急局"
        assert list_facts(found.population.en).endswith("1 县应急局")

    def test_numbers_that_are_not_believed_are_said(self) -> None:
        assert "（本次有 1 对）" in finding(plan(A), plan(("1", *C[1:])), "what-changed").rule.zh

    def test_evidence_is_every_change(self) -> None:
        evidence = finding(fengdu(), next_edition(), "what-changed").evidence
        assert [(one.unit, one.task, one.role) for one in evidence] == [
            ("", "fengdu/40", ""),
            ("", "fengdu/3", ""),
            ("县委编办", "fengdu/2", "support"),
            ("县气象局", "fengdu/5", "responsible"),
            ("县科协", "fengdu/7", "responsible"),
            ("县委宣传部", "fengdu/7", "lead"),
        ]


def written(*rows: dict[str, Any]) -> ResponsibilityNetwork:
    """A plan from what is written of its tasks, each with a title of its own unless one is given."""
    titles = ("修建乡村道路", "建设县科技馆", "举办科技活动周", "改造农村危房", "治理城区内涝")
    units = (UnitList(Role.LEAD, ("a",)),)
    told = [
        TaskRow(**{"title": title, "number": str(at), "units": units, **row})
        for at, (title, row) in enumerate(zip(titles, rows, strict=False), 1)
    ]
    return ResponsibilityNetwork(build_plan(PlanFacts("p"), told))


class TestTasksChanged:
    def test_nothing_is_said_where_nothing_changed(self) -> None:
        for old, new in ((fengdu(), fengdu()), (FAMILY["empty"], fengdu()), (plan(A), plan(("7", *A[1:])))):
            found = compare(old, new)
            assert "tasks-changed" not in [one.id for one in build_comparison_findings(old, new, found)]

    def test_the_shipped_plan_and_its_next_edition(self) -> None:
        assert list_facts(said(fengdu(), next_edition(), "tasks-changed")) == "31 1"
        assert list_facts(said(fengdu(), next_edition(), "tasks-changed", "en")) == "1 31"
        assert [one.task for one in finding(fengdu(), next_edition(), "tasks-changed").evidence] == ["fengdu/4"]

    @pytest.mark.parametrize(
        ("old", "new", "zh", "en"),
        [
            (
                [{}],
                [{"title": "修建乡村公路"}],
                "两个方案都有的 1 项任务题目不同。",
                "The one task in both plans has another title.",
            ),
            (
                [{}, {}],
                [{"targets": ("5 公里",)}, {"targets": ("1 座",)}],
                "两个方案都有的 2 项任务目标要求都不同。",
                "The 2 tasks in both plans have other targets.",
            ),
            (
                [{"section": ("一、建设",)}, {"section": ("一、建设",)}, {"section": ("二、科普",)}],
                [{"section": ("一、建设",)}, {"section": ("二、科普",)}, {"section": ("二、科普",)}],
                "两个方案都有的 3 项任务里，有 1 项所属章节不同。",
                "1 of the 3 tasks in both plans stands in another section.",
            ),
            (
                [{"deadline": "2025年"}, {}],
                [{"deadline": "2024年"}, {}],
                "两个方案都有的 2 项任务里，有 1 项完成时限不同：提前 1 项。完成时限提前的是任务 1。",
                "1 of the 2 tasks in both plans has another deadline: 1 earlier. Due earlier: task 1.",
            ),
            (
                [{"deadline": text} for text in ("2025年", "2025年", "", "年底前", "持续推进")],
                [{"deadline": text} for text in ("2024年6月", "2026年", "2025年", "", "年底前")],
                "两个方案都有的 5 项任务完成时限都不同："
                "提前 1 项、推后 1 项、新写明 1 项、不再写明 1 项、先后无法判断 1 项。"
                "完成时限提前的是任务 1，完成时限推后的是任务 2。",
                "All 5 tasks in both plans have another deadline: 1 earlier, 1 later, 1 added, 1 no longer given and "
                "1 not comparable. Due earlier: task 1; due later: task 2.",
            ),
            (
                [{"deadline": "2025年"}] * 5,
                [{"deadline": "2026年", "targets": ("x",)}, *[{"deadline": "2026年"}] * 4],
                "两个方案都有的 5 项任务内容都不同：完成时限 5 项（推后 5 项），目标要求 1 项。"
                "完成时限推后的是任务 1、2、3 等 5 项。",
                "All 5 tasks in both plans say something else: 5 have another deadline (5 later) and 1 has other "
                "targets. Due later: tasks 1, 2, 3 and 2 more.",
            ),
            (
                [{"deadline": "年底前"}, {}],
                [{"deadline": "6月底前", "targets": ("x",)}, {}],
                "两个方案都有的 2 项任务里，有 1 项内容不同：完成时限 1 项（先后无法判断 1 项），目标要求 1 项。",
                "1 of the 2 tasks in both plans says something else: 1 has another deadline (1 not comparable) and 1 "
                "has other targets.",
            ),
        ],
    )
    def test_each_case(self, old: list[dict[str, Any]], new: list[dict[str, Any]], zh: str, en: str) -> None:
        one, other = written(*old), written(*new)
        assert said(one, other, "tasks-changed") == zh
        assert said(one, other, "tasks-changed", "en") == en
        assert_written_by_a_person(one, other, compare(one, other))

    def test_a_plan_without_any_deadline_may_have_been_read_badly(self) -> None:
        dated, bare = written({"deadline": "2025年"}, {"targets": ("1 座",)}), written({}, {"targets": ("2 座",)})
        assert "新方案没有一项任务写明完成时限，" in finding(dated, bare, "tasks-changed").limits.zh
        assert "The old plan has no deadline on any task;" in finding(bare, dated, "tasks-changed").limits.en
        later = written({"deadline": "2026年"}, {"targets": ("1 座",)})
        assert "没有一项任务" not in finding(dated, later, "tasks-changed").limits.zh
        assert_written_by_a_person(dated, bare, compare(dated, bare))

    def test_two_places_differ_and_have_not_changed(self) -> None:
        old, new = plan(A, area="甲县"), plan(("1", "修建乡村公路", "a", "b"), area="乙县")
        assert finding(old, new, "tasks-changed").limits.zh.endswith("差别不等于变化。")


class TestSupposed:
    def test_the_sentences(self) -> None:
        old, new, found = supposed(plan(A, B), RemoveUnit("c"), Assign("a", "2", Role.LEAD))
        first, loads, whole = build_comparison_findings(old, new, found)
        assert first.title.zh == "分工的变化"
        assert first.sentence == Text(
            zh="任务不变，共 2 项；分工未变 4 处，新增 1 处，取消 1 处。",
            en="The 2 tasks stay the same. Of the assignments, 4 are as before, 1 is new and 1 is gone.",
        )
        assert list_facts(loads.sentence.zh).endswith("1 c 3 0.82")
        assert "1 c" in list_facts(loads.sentence.en)
        assert list_facts(whole.sentence.en) == "2 1 2 1"
        assert [(one.unit, one.task) for one in first.evidence] == [("a", "p/2"), ("c", "p/2")]

    def test_one_task(self) -> None:
        old, new, found = supposed(plan(A), RemoveUnit("b"))
        assert list_facts(build_comparison_findings(old, new, found)[0].sentence.en) == "1 1"

    def test_nothing_would_change(self) -> None:
        old, new, found = supposed(plan(A), Assign("b", "1", Role.SUPPORT))
        assert build_comparison_findings(old, new, found)[0].sentence == Text(
            zh="分工没有变化：1 项任务、2 处分工与现方案相同。",
            en="Nothing would change: 1 task with the same 2 assignments.",
        )

    def test_the_only_leads_go(self) -> None:
        old, new, found = supposed(plan(A), RemoveUnit("a"))
        assert build_comparison_findings(old, new, found)[1].sentence.zh.startswith(
            "假设方案没有写明牵头单位，不作推定，只比较任务数。"
        )
        old, new, found = supposed(FAMILY["nobody leads"], RemoveUnit(FAMILY["nobody leads"].plan.units[0].name))
        assert build_comparison_findings(old, new, found)[1].sentence.en.startswith(
            "Neither the plan as it is nor the plan as supposed names lead units, and none are assumed;"
        )


class TestLoadsChanged:
    def test_the_shipped_plan_and_its_next_edition(self) -> None:
        assert (
            list_facts(said(fengdu(), next_edition(), "loads-changed"))
            == "县委宣传部 3 4 0 1 县民政局 县气象局 1 1 30 0.99"
        )
        assert list_facts(said(fengdu(), next_edition(), "loads-changed", "en")) == "3 4 0 1 1 1 30 0.99"

    def test_the_shipped_plan_and_itself(self) -> None:
        assert list_facts(said(fengdu(), fengdu(), "loads-changed")) == "30 1.00"
        assert finding(fengdu(), fengdu(), "loads-changed").evidence == ()

    def test_one_gains_what_another_loses(self) -> None:
        old, new = plan(A, ("2", "栽树", "a", "b")), plan(("1", "修建乡村道路", "b", "a"), ("2", "栽树", "a", "b"))
        assert list_facts(said(old, new, "loads-changed", "en")) == "b 0 1 2 1"

    def test_units_that_go(self) -> None:
        assert list_facts(said(plan(A, B), plan(A), "loads-changed")) == "b 1 0 b c d 1 2 c d"

    def test_no_leads(self) -> None:
        old, new = FAMILY["nobody leads"], FAMILY["path"]
        assert said(old, new, "loads-changed").startswith("原方案没有写明牵头单位，不作推定，只比较任务数。")
        assert said(new, old, "loads-changed", "en").startswith(
            "The new plan names no lead units, and none are assumed; tasks are compared. In tasks in any role, "
        )
        assert said(old, old, "loads-changed").startswith("两个方案都没有写明牵头单位，不作推定，只比较任务数。")

    def test_only_collectives_lead(self) -> None:
        old = FAMILY["only a collective leads"]
        assert said(old, old, "loads-changed", "en").startswith(
            "In at least one of the plans no single unit leads; tasks are"
        )

    def test_ranks_that_turn_round(self) -> None:
        def ranked(*names: str) -> ResponsibilityNetwork:
            return network([([name], []) for at, name in enumerate(names) for _ in range(at + 1)])

        assert said(ranked("a", "b", "c", "d"), ranked("d", "c", "b", "a"), "loads-changed").endswith(
            "按牵头多少排的名次变化较大（τ=-1.00）。"
        )
        assert list_facts(said(ranked("a", "b", "c", "d"), ranked("b", "a", "c", "d"), "loads-changed", "en")).endswith(
            "4 0.67"
        )

    def test_nothing_to_compare(self) -> None:
        assert said(FAMILY["empty"], fengdu(), "loads-changed") == (
            "至少有一个方案没有写明单个单位承担的任务，谈不上增减。"
        )
        assert said(plan(A), plan(("1", "修建乡村道路", "x", "y")), "loads-changed", "en") == (
            "No unit is named in both plans, so nobody has gained or lost."
        )


class TestLeadsChanged:
    def test_the_shipped_plan_and_its_next_edition(self) -> None:
        assert list_facts(said(fengdu(), next_edition(), "leads-changed")) == "7 6 5"
        assert list_facts(said(fengdu(), next_edition(), "leads-changed", "en")) == "7 6 5"

    def test_tasks_without_lead(self) -> None:
        old, new = plan(A, B), plan(A, ("2", "建设县科技馆", "", "bcd"))
        assert list_facts(said(old, new, "leads-changed")).startswith("2 1 0 1")

    def test_no_leads(self) -> None:
        assert said(FAMILY["nobody leads"], FAMILY["path"], "leads-changed") == (
            "原方案没有写明牵头单位，不作推定，牵头方面不能比较。"
        )

    def test_nothing(self) -> None:
        assert said(FAMILY["empty"], fengdu(), "leads-changed") == "至少有一个方案没有任务，谈不上牵头的变化。"
