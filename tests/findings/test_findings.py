"""Every sentence, for every plan of the family in both languages; and word for word where the wording turns."""

from __future__ import annotations

from functools import cache

import pytest

from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import UnitKind
from respnet.intake.builder import UnitRecord
from respnet.pipeline import Analysis, analyse
from tests.analysis.family import FAMILY, letters, network
from tests.analysis.fengdu import fengdu
from tests.findings.wording import assert_well_worded


@cache
def analysed(plan: ResponsibilityNetwork) -> Analysis:
    """Enough draws for what these sentences say; pairs and clusters have tests of their own."""
    return analyse(plan, draws=2_000, tie_draws=200)


def said(plan: ResponsibilityNetwork, finding: str, lang: Lang = "zh") -> str:
    return analysed(plan).finding(finding).sentence.of(lang)


@pytest.mark.parametrize("plan", [fengdu(), *FAMILY.values()], ids=["fengdu", *FAMILY.keys()])
def test_every_sentence_is_one_that_a_person_would_write(plan: ResponsibilityNetwork) -> None:
    for finding in analyse(plan, draws=200, tie_draws=200, null_draws=10).findings:
        assert_well_worded(finding)


class TestPlanSize:
    def test_the_shipped_plan(self) -> None:
        assert said(fengdu(), "plan-size") == (
            "方案有 32 项任务、30 个单位（另有 2 个集合单位）；每家在一项任务里计一次，牵头 60 处、其他参与 170 处。"
        )
        assert said(fengdu(), "plan-size", "en") == (
            "The plan has 32 tasks and 30 units (and 2 collectives); each unit counted once a task, "
            "there are 60 leads and 170 other shares in the work."
        )
        finding = analysed(fengdu()).finding("plan-size")
        assert finding.population.zh == (
            "30 个单位、32 项任务，不含代表多家的 2 个集合单位（各乡镇(街道)、县级各部门）。"
        )
        assert finding.population.en == (
            "30 units and 32 tasks, without 2 collectives "
            "(All Townships, Towns and Subdistricts and All County-Level Departments)."
        )

    def test_nothing(self) -> None:
        assert said(FAMILY["empty"], "plan-size", "en") == "The plan holds no tasks."
        assert said(FAMILY["a task without units"], "plan-size", "en") == "The plan has 1 task and names no units."

    def test_some_tasks_name_no_unit(self) -> None:
        plan = network([("a", "b"), ([], []), ([], [])])
        assert said(plan, "plan-size") == (
            "方案有 3 项任务、2 个单位；每家在一项任务里计一次，牵头 1 处、其他参与 1 处。有 2 项任务没有写单位。"
        )
        assert said(plan, "plan-size", "en") == (
            "The plan has 3 tasks and 2 units; each unit counted once a task, there is 1 lead and "
            "1 other share in the work. 2 tasks name no unit."
        )

    def test_no_leads(self) -> None:
        assert said(FAMILY["nobody leads"], "plan-size") == (
            "方案有 3 项任务、4 个单位，共 8 处分工；没有写明谁牵头，不作推定。"
        )

    def test_collectives_beside_units_that_do_not_lead(self) -> None:
        plan = network([([], ["a", "各乡镇"])], records=[UnitRecord("各乡镇", UnitKind.COLLECTIVE)])
        assert said(plan, "plan-size", "en") == (
            "The plan has 1 task and 1 unit (and 1 collective) with 1 assignment; "
            "it names no leads, and none are assumed."
        )
        assert said(FAMILY["only a collective leads"], "plan-size") == (
            "方案有 2 项任务、2 个单位（另有 1 个集合单位）；只有集合单位牵头，单个单位参与 3 处。"
        )

    def test_only_leads(self) -> None:
        assert said(FAMILY["complete"], "plan-size", "en") == (
            "The plan has 3 tasks and 4 units; each unit counted once a task, there are 12 leads and no other share "
            "in the work."
        )

    def test_supervisors_alone(self) -> None:
        plan = network([], extra=["a", "b"])
        assert said(plan, "plan-size") == "方案有 1 项任务、2 个单位；这些单位只写作督促单位，没有写明由谁承担。"
        assert said(plan, "plan-size", "en") == (
            "The plan has 1 task and 2 units; they are only named as supervising, and nobody is given a task."
        )
        assert analysed(plan).finding("plan-size").population.zh == "2 个单位（其中 2 个没有承担任务）、1 项任务。"

    def test_collectives_alone(self) -> None:
        assert (
            said(FAMILY["only collectives"], "plan-size") == "方案有 2 项任务，只写了集合单位，没有写明任何单个单位。"
        )


class TestOverloaded:
    def test_the_shipped_plan(self) -> None:
        assert said(fengdu(), "overloaded-units") == (
            "若把每项任务的席位在 30 个单位里随机分配，95% 的情形里牵头最多的单位也不超过 7 项。"
            "县科协牵头 22 项、其他参与 8 项；县科技局牵头 11 项、其他参与 14 项：哪种算法下任务都偏多。"
            "县人力社保局、县委宣传部、县教委只在部分算法下偏多，取决于其他参与折算成多少、共同牵头怎样分摊。"
            "县科协是本方案的统筹单位，任务多可能正是方案的安排。"
        )

    def test_evidence_is_the_count_and_then_the_tasks(self) -> None:
        evidence = analysed(fengdu()).finding("overloaded-units").evidence
        assert (evidence[0].unit, evidence[0].role, evidence[0].value) == ("丰都县/县科协", "lead", 22.0)
        assert [row.task for row in evidence[1:23]] == [
            one.task for one in fengdu().assignments_by_unit["丰都县/县科协"] if one.role == "lead"
        ]

    def test_one_unit_and_its_plan(self) -> None:
        assert said(FAMILY["one leads all, of twelve"], "overloaded-units", "en") == (
            "If the seats of every task were drawn by lot among 12 units, in 95% of the draws no unit would lead more "
            "than 4 tasks. a leads 11 tasks and takes part in no others: it carries more than an even hand would give, "
            "in every way of counting. a coordinates this plan, so its high count may well be by design."
        )

    def test_a_unit_whose_leads_alone_would_pass(self) -> None:
        names = letters(24)
        rows = [*[(["a"], [])] * 5, *[([name], ["a"]) for name in names[:12]], *[([name], []) for name in names[12:]]]
        assert said(network(rows), "overloaded-units").endswith(
            "牵头最多的单位也不超过 5 项。a牵头 5 项、其他参与 12 项（加上其他参与才超过）：哪种算法下任务都偏多。"
        )

    def test_nobody(self) -> None:
        assert said(FAMILY["complete"], "overloaded-units", "en") == (
            "If the seats of every task were drawn by lot among 4 units, in 95% of the draws no unit would lead more "
            "than 3 tasks. No unit carries more than an even hand would give."
        )
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
        assert said(plan, "overloaded-units").endswith(
            "没有单位偏多。u001、u002、u003、u004等 8 个未超出上限，但多于偶然，可以留意。"
        )

    def test_no_leads(self) -> None:
        plan = network([([], ["a", name]) for name in letters(14)])
        assert said(plan, "overloaded-units") == (
            "方案未写牵头单位，只比较参与的任务数：若在 15 个单位里随机分配，95% 的情形里最忙的单位也不超过 6 项。"
            "a参与 14 项：任务偏多。"
        )
        assert said(FAMILY["only a collective leads"], "overloaded-units").startswith("单个单位都不牵头，")

    def test_nothing_to_compare(self) -> None:
        for name in ("empty", "one unit", "only collectives", "a task without units"):
            assert said(FAMILY[name], "overloaded-units", "en") == (
                "There are not two single units with tasks to compare."
            )


class TestCoLeads:
    def test_one_pair(self) -> None:
        assert said(fengdu(), "frequent-co-leads") == (
            "共同牵头最多的是县科协与县科技局，共 11 项。共有 15 对单位共同牵头过；是否超出偶然，另有比较。"
        )
        assert said(network([("ab", [])]), "frequent-co-leads", "en") == (
            "The only units that lead together are a and b, on 1 task; whether that is more than chance is another "
            "finding."
        )

    def test_ties(self) -> None:
        assert said(FAMILY["path"], "frequent-co-leads") == (
            "共有 4 对单位共同牵头过，各 1 项：a与b、b与c、c与d等；是否超出偶然，另有比较。"
        )
        assert said(FAMILY["path"], "frequent-co-leads", "en") == (
            "4 pairs lead together, 1 task each: a and b; b and c; c and d; and 1 more. "
            "Whether that is more than chance is another finding."
        )

    def test_some_are_level(self) -> None:
        plan = network([("ab", []), ("ab", []), ("cd", []), ("cd", []), ("ac", [])])
        assert said(plan, "frequent-co-leads", "en") == (
            "2 pairs are level with 2 tasks each: a and b; c and d. 3 pairs lead something together; "
            "whether that is more than chance is another finding."
        )

    def test_none(self) -> None:
        assert said(FAMILY["one task"], "frequent-co-leads", "en") == "No task is led by two units together."
        assert said(FAMILY["nobody leads"], "frequent-co-leads") == "方案没有写明牵头单位，不作推定。"
        assert said(FAMILY["empty"], "frequent-co-leads") == "方案里没有任务。"


class TestCentral:
    def test_the_shipped_plan(self) -> None:
        assert said(fengdu(), "central-units") == (
            "县科协的桥梁作用最大，其他单位两两之间的最短联系平均有 12.0% 经过它。"
            "按它的任务数，本来就该有这样的位置（按任务数平均约 10%）；名次区间 1—2。"
            "名次与任务数的名次大体一致（τ=0.90），比任务数多说明的不多。"
        )

    def test_where_it_adds_nothing(self) -> None:
        assert said(FAMILY["star of tasks"], "central-units", "en") == (
            "a is the strongest bridge: on average 100.0% of the shortest paths between two other units pass it. "
            "Its number of tasks explains that: it would stand about there anyway (about 100% on average); "
            "always rank 1 when the plan changes a little. "
            "The ranking is the one by number of tasks: position adds nothing to the count."
        )

    def test_ties(self) -> None:
        plan = network([("ab", []), ("bc", []), ("cd", [])])
        assert said(plan, "central-units", "en").startswith(
            "b and c are the strongest bridges, level with one another: on average 66.7% of the shortest paths "
            "between two other units pass each. "
        )

    def test_where_all_have_as_many_tasks(self) -> None:
        plan = network([("abc", []), ("def", []), ("ad", []), ("bc", []), ("ef", [])])
        assert said(plan, "central-units", "en").startswith("a and d are the strongest bridges, level with one another")
        assert said(plan, "central-units", "en").endswith(
            "All units have the same number of tasks; bridging differs by whom they share them with."
        )

    def test_where_a_ring_has_no_first(self) -> None:
        plan = network([("ab", []), ("bc", []), ("cd", []), ("de", []), ("ea", [])])
        assert said(plan, "central-units", "en").startswith("a, b, c, d and 1 more are the strongest bridges")
        assert said(plan, "central-units", "en").endswith("position adds nothing to the count.")

    def test_where_it_differs(self) -> None:
        assert "不能只看任务数" in said(FAMILY["300 units"], "central-units")

    def test_no_bridges(self) -> None:
        assert said(FAMILY["complete"], "central-units").startswith("没有哪个单位处在其他单位之间")
        assert said(FAMILY["one unit"], "central-units") == "单个单位不足三个，谈不上桥梁作用。"
        assert said(FAMILY["empty"], "central-units") == "没有单位承担任务，谈不上位置。"


class TestSingleLeads:
    def test_the_shipped_plan(self) -> None:
        assert said(fengdu(), "single-lead-tasks") == (
            "32 项任务中有 7 项独家牵头，其中县教委、县科协、县委组织部最多，各 2 项。"
        )

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
        assert said(network([("a", []), ([], "b"), ([], "c")]), "tasks-without-lead") == (
            "3 项任务中有 2 项没有写明牵头单位：任务 2、3。"
        )
        assert said(FAMILY["nobody leads"], "tasks-without-lead") == "方案没有写明牵头单位，不作推定。"


class TestNeverLeading:
    def test_each_case(self) -> None:
        assert said(fengdu(), "never-leading-units").startswith("30 个单位中有 17 个从不牵头：县财政局、团县委、")
        assert said(network([("a", "b")]), "never-leading-units", "en") == "1 of 2 units never leads: b."
        assert said(FAMILY["complete"], "never-leading-units", "en") == "Every unit leads at least one task."
        assert said(FAMILY["only a collective leads"], "never-leading-units", "en") == (
            "Only collectives lead; no single unit does."
        )
        assert said(FAMILY["only collectives"], "never-leading-units", "en") == "The plan names no single unit."

    def test_who_has_no_task_at_all_is_told(self) -> None:
        assert said(FAMILY["a unit without tasks"], "never-leading-units") == (
            "3 个单位中有 1 个从不牵头：idle，没有承担任务。"
        )
        plan = network([("a", "b")], extra=["c"])
        assert said(plan, "never-leading-units", "en") == (
            "2 of 3 units never lead: b and c, 1 of them without a task."
        )

    def test_no_leads_blame_nobody(self) -> None:
        finding = analysed(FAMILY["nobody leads"]).finding("never-leading-units")
        assert finding.sentence.zh == "方案没有写明牵头单位，不作推定。"
        assert finding.evidence == ()


def test_english_falls_back_on_the_printed_name() -> None:
    plan = network([(["a"], ["b"])], records=[UnitRecord("b", UnitKind.GOVERNMENT, english="Bureau B")])
    assert said(plan, "never-leading-units", "en") == "1 of 2 units never leads: Bureau B."
    assert said(plan, "single-lead-tasks", "en") == "The only task has a single lead: a (task 1)."
