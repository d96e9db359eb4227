"""Every sentence, for every plan of the family in both languages; and word for word where the wording turns."""

from __future__ import annotations

from functools import cache

import pytest

from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import UnitKind
from respnet.intake.builder import UnitRecord
from respnet.pipeline import Analysis, analyse
from tests.analysis.family import FAMILY, analyse_few, letters, network
from tests.analysis.fengdu import fengdu
from tests.findings.wording import assert_well_worded, list_facts


@cache
def analysed(plan: ResponsibilityNetwork) -> Analysis:
    """Enough draws for what these sentences say; pairs and clusters have tests of their own."""
    return analyse(plan, draws=2_000, tie_draws=200)


def said(plan: ResponsibilityNetwork, finding: str, lang: Lang = "zh") -> str:
    return analysed(plan).finding(finding).sentence.of(lang)


@pytest.mark.parametrize("plan", [fengdu(), *FAMILY.values()], ids=["fengdu", *FAMILY.keys()])
def test_every_sentence_is_one_that_a_person_would_write(plan: ResponsibilityNetwork) -> None:
    for finding in analyse_few(plan).findings:
        assert_well_worded(finding)


class TestPlanSize:
    def test_the_shipped_plan(self) -> None:
        assert list_facts(said(fengdu(), "plan-size")) == "32 30 2 60 170"
        assert list_facts(said(fengdu(), "plan-size", "en")) == "32 30 2 60 170"
        finding = analysed(fengdu()).finding("plan-size")
        assert list_facts(finding.population.zh) == "30 32 2 各乡镇(街道) 县级各部门"
        assert list_facts(finding.population.en) == "30 32 2"

    def test_nothing(self) -> None:
        assert said(FAMILY["empty"], "plan-size", "en") == "The plan holds no tasks."
        assert said(FAMILY["a task without units"], "plan-size", "en") == "The plan has 1 task and names no units."

    def test_some_tasks_name_no_unit(self) -> None:
        plan = network([("a", "b"), ([], []), ([], [])])
        assert list_facts(said(plan, "plan-size")) == "3 2 1 1 2"
        assert list_facts(said(plan, "plan-size", "en")) == "3 2 1 1 2"

    def test_no_leads(self) -> None:
        assert list_facts(said(FAMILY["nobody leads"], "plan-size")) == "3 4 8"

    def test_collectives_beside_units_that_do_not_lead(self) -> None:
        plan = network([([], ["a", "各乡镇"])], records=[UnitRecord("各乡镇", UnitKind.COLLECTIVE)])
        assert list_facts(said(plan, "plan-size", "en")) == "1 1 1 1"
        assert list_facts(said(FAMILY["only a collective leads"], "plan-size")) == "2 2 1 3"

    def test_only_leads(self) -> None:
        assert list_facts(said(FAMILY["complete"], "plan-size", "en")) == "3 4 12"

    def test_supervisors_alone(self) -> None:
        plan = network([], extra=["a", "b"])
        assert list_facts(said(plan, "plan-size")) == "1 2"
        assert list_facts(said(plan, "plan-size", "en")) == "1 2"
        assert list_facts(analysed(plan).finding("plan-size").population.zh) == "2 2 1"

    def test_collectives_alone(self) -> None:
        assert (
            said(FAMILY["only collectives"], "plan-size") == "方案有 2 项任务，只写了集合单位，没有写明任何单个单位。"
        )


class TestOverloaded:
    def test_the_shipped_plan(self) -> None:
        assert (
            list_facts(said(fengdu(), "overloaded-units"))
            == "30 95% 7 县科协 22 8 县科技局 11 14 县人力社保局 县委宣传部 县教委 县科协"
        )

    def test_evidence_is_the_count_and_then_the_tasks(self) -> None:
        evidence = analysed(fengdu()).finding("overloaded-units").evidence
        assert (evidence[0].unit, evidence[0].role, evidence[0].value) == ("丰都县/县科协", "lead", 22.0)
        assert [row.task for row in evidence[1:23]] == [
            one.task for one in fengdu().assignments_by_unit["丰都县/县科协"] if one.role == "lead"
        ]

    def test_one_unit_and_its_plan(self) -> None:
        assert list_facts(said(FAMILY["one leads all, of twelve"], "overloaded-units", "en")) == "12 95% 4 11"

    def test_a_unit_whose_leads_alone_would_pass(self) -> None:
        names = letters(24)
        rows = [*[(["a"], [])] * 5, *[([name], ["a"]) for name in names[:12]], *[([name], []) for name in names[12:]]]
        assert list_facts(said(network(rows), "overloaded-units")).endswith("5 a 5 12")

    def test_nobody(self) -> None:
        assert list_facts(said(FAMILY["complete"], "overloaded-units", "en")) == "4 95% 3"
        assert said(FAMILY["complete"], "overloaded-units").endswith("没有单位偏多。")

    def test_only_under_some_weights(self) -> None:
        assert said(FAMILY["identical tasks"], "overloaded-units", "en").endswith(
            "No unit carries more than an even hand would give in every way of counting. "
            "a exceeds the limit only in some ways of counting: it depends on how much taking part counts beside "
            "leading and how the others of one task share it."
        )

    def test_watched(self) -> None:
        names = letters(40)
        plan = network([([names[task % 8]], []) for task in range(40)], extra=names[8:])
        assert list_facts(said(plan, "overloaded-units")).endswith("u001 u002 u003 u004 8")

    def test_no_leads(self) -> None:
        plan = network([([], ["a", name]) for name in letters(14)])
        assert list_facts(said(plan, "overloaded-units")) == "15 95% 6 a 14"
        assert said(FAMILY["only a collective leads"], "overloaded-units").startswith("单个单位都不牵头，")

    def test_nothing_to_compare(self) -> None:
        for name in ("empty", "one unit", "only collectives", "a task without units"):
            assert said(FAMILY[name], "overloaded-units", "en") == (
                "There are not two single units with tasks to compare."
            )


class TestCoLeads:
    def test_one_pair(self) -> None:
        assert list_facts(said(fengdu(), "frequent-co-leads")) == "县科协 县科技局 11 15"
        assert list_facts(said(network([("ab", [])]), "frequent-co-leads", "en")) == "b 1"

    def test_ties(self) -> None:
        assert list_facts(said(FAMILY["path"], "frequent-co-leads")) == "4 1 a b b c c d"
        assert list_facts(said(FAMILY["path"], "frequent-co-leads", "en")) == "4 1 b b c c d 1"

    def test_some_are_level(self) -> None:
        plan = network([("ab", []), ("ab", []), ("cd", []), ("cd", []), ("ac", [])])
        assert list_facts(said(plan, "frequent-co-leads", "en")) == "2 2 b c d 3"

    def test_none(self) -> None:
        assert said(FAMILY["one task"], "frequent-co-leads", "en") == "No task is led by two units together."
        assert said(FAMILY["nobody leads"], "frequent-co-leads") == "方案没有写明牵头单位，不作推定。"
        assert said(FAMILY["empty"], "frequent-co-leads") == "方案里没有任务。"


class TestCentral:
    def test_the_shipped_plan(self) -> None:
        assert list_facts(said(fengdu(), "central-units")) == "县科协 12.0% 10% 1 0.90"

    def test_where_it_adds_nothing(self) -> None:
        assert list_facts(said(FAMILY["star of tasks"], "central-units", "en")) == "100.0% 100% 1"

    def test_ties(self) -> None:
        plan = network([("ab", []), ("bc", []), ("cd", [])])
        assert list_facts(said(plan, "central-units", "en")).startswith("b c 66.7%")

    def test_where_all_have_as_many_tasks(self) -> None:
        plan = network([("abc", []), ("def", []), ("ad", []), ("bc", []), ("ef", [])])
        assert said(plan, "central-units", "en").startswith("a and d are the strongest bridges, level with one another")
        assert said(plan, "central-units", "en").endswith(
            "All units have the same number of tasks; bridging differs by whom they share them with."
        )

    def test_where_a_ring_has_no_first(self) -> None:
        plan = network([("ab", []), ("bc", []), ("cd", []), ("de", []), ("ea", [])])
        assert list_facts(said(plan, "central-units", "en")).startswith("b c d 1")
        assert said(plan, "central-units", "en").endswith("position adds nothing to the count.")

    def test_where_it_differs(self) -> None:
        assert "不能只看任务数" in said(FAMILY["300 units"], "central-units")

    def test_no_bridges(self) -> None:
        assert said(FAMILY["complete"], "central-units").startswith("没有哪个单位处在其他单位之间")
        assert said(FAMILY["one unit"], "central-units") == "单个单位不足三个，谈不上桥梁作用。"
        assert said(FAMILY["empty"], "central-units") == "没有单位承担任务，谈不上位置。"


class TestSingleLeads:
    def test_the_shipped_plan(self) -> None:
        assert list_facts(said(fengdu(), "single-lead-tasks")) == "32 7 县教委 县科协 县委组织部 2"

    @pytest.mark.parametrize(
        ("rows", "zh", "en"),
        [
            (
                [("a", "b")],
                "唯一的任务独家牵头：a（任务 1）。",
                "The only task has a single lead: a (task 1).",
            ),
            (
                [("a", []), ("ab", [])],
                "2 项任务中有 1 项独家牵头：a（任务 1）。没有其他单位参与。",
                "1 of 2 tasks has a single lead: a (task 1). No other unit takes part.",
            ),
            (
                [("a", []), ("a", "b"), ("b", "a")],
                "3 项任务全部独家牵头，其中a最多，2 项。独家牵头的任务里有 1 项没有其他单位参与。",
                "All 3 tasks have a single lead; a leads the most of them, 2. In 1 of them no other unit takes part.",
            ),
            (
                [("a", "b"), ("b", "a")],
                "2 项任务全部独家牵头，牵头单位各不相同。",
                "Both tasks have a single lead, each a different unit.",
            ),
            (
                [("a", []), ("a", []), ("ab", [])],
                "3 项任务中有 2 项独家牵头，都由a牵头。这些任务都没有其他单位参与。",
                "2 of 3 tasks have a single lead, all led by a. No other unit takes part in any of them.",
            ),
            ([("ab", [])], "没有独家牵头的任务。", "No task hangs on a single lead."),
            ([([], "ab")], "方案没有写明牵头单位，不作推定。", "The plan names no lead units, and none are assumed."),
            ([], "方案里没有任务。", "The plan holds no tasks."),
        ],
    )
    def test_each_case(self, rows: list[tuple[str, str]], zh: str, en: str) -> None:
        assert said(network(rows), "single-lead-tasks") == zh
        assert said(network(rows), "single-lead-tasks", "en") == en


class TestWithoutLead:
    def test_each_case(self) -> None:
        assert said(fengdu(), "tasks-without-lead", "en") == "Every task names a lead."
        assert said(network([("a", []), ([], "b")]), "tasks-without-lead", "en") == "1 of 2 tasks names no lead: 2."
        assert list_facts(said(network([("a", []), ([], "b"), ([], "c")]), "tasks-without-lead")) == "3 2 2 3"
        assert said(FAMILY["nobody leads"], "tasks-without-lead") == "方案没有写明牵头单位，不作推定。"


class TestNeverLeading:
    def test_each_case(self) -> None:
        assert list_facts(said(fengdu(), "never-leading-units")).startswith("30 17 县财政局 团县委")
        assert said(network([("a", "b")]), "never-leading-units", "en") == "1 of 2 units never leads: b."
        assert said(FAMILY["complete"], "never-leading-units", "en") == "Every unit leads at least one task."
        assert said(FAMILY["only a collective leads"], "never-leading-units", "en") == (
            "Only collectives lead; no single unit does."
        )
        assert said(FAMILY["only collectives"], "never-leading-units", "en") == "The plan names no single unit."

    def test_who_has_no_task_at_all_is_told(self) -> None:
        assert list_facts(said(FAMILY["a unit without tasks"], "never-leading-units")) == "3 1"
        plan = network([("a", "b")], extra=["c"])
        assert list_facts(said(plan, "never-leading-units", "en")) == "2 3 b c 1"

    def test_no_leads_blame_nobody(self) -> None:
        finding = analysed(FAMILY["nobody leads"]).finding("never-leading-units")
        assert finding.sentence.zh == "方案没有写明牵头单位，不作推定。"
        assert finding.evidence == ()


def test_english_falls_back_on_the_printed_name() -> None:
    plan = network([(["a"], ["b"])], records=[UnitRecord("b", UnitKind.GOVERNMENT, english="Bureau B")])
    assert list_facts(said(plan, "never-leading-units", "en")) == "1 2"
    assert said(plan, "single-lead-tasks", "en") == "The only task has a single lead: a (task 1)."
