"""Every sentence, for every plan of the family in both languages; and word for word where the wording turns."""

from __future__ import annotations

from functools import cache

import pytest

from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import UnitKind
from respnet.intake.builder import UnitRecord
from respnet.pipeline import Analysis, analyse
from tests.analysis.family import FAMILY, analyse_few, network
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
        assert said(FAMILY["only collectives"], "plan-size") == "方案有 2 项任务，只写了统称，没有写明任何单个单位。"


class TestOverloaded:
    def test_evidence_is_the_count_and_then_the_tasks(self) -> None:
        evidence = analysed(fengdu()).finding("overloaded-units").evidence
        assert (evidence[0].unit, evidence[0].role, evidence[0].value) == ("丰都县/县科协", "lead", 22.0)
        assert [row.task for row in evidence[1:23]] == [
            one.task for one in fengdu().assignments_by_unit["丰都县/县科协"] if one.role == "lead"
        ]

    def test_nothing_to_compare(self) -> None:
        for name in ("empty", "one unit", "only collectives", "a task without units"):
            assert said(FAMILY[name], "overloaded-units", "en") == (
                "There are not two single units with tasks to compare."
            )


class TestCoLeads:
    def test_none(self) -> None:
        assert said(FAMILY["one task"], "frequent-co-leads", "en") == "No task is led by two units together."
        assert said(FAMILY["nobody leads"], "frequent-co-leads") == "方案没有写明牵头单位，不作推定。"
        assert said(FAMILY["empty"], "frequent-co-leads") == "方案里没有任务。"


class TestSingleLeads:
    def test_the_shipped_plan(self) -> None:
        assert list_facts(said(fengdu(), "single-lead-tasks")) == "32 7 县教委 县科协 县委组织部 2"


class TestDropOuts:
    def test_where_all_are_missed_alike_none_is_named_and_the_evidence_is_what_is_left_to_one(self) -> None:
        units = [("ab", ""), ("cd", ""), ("ab", ""), ("cd", "")]
        found = analysed(network(units)).finding("drop-outs")
        assert found.headline.zh == "哪个牵头单位缺位，影响都一样：各有 2 项只剩一家牵头。"
        assert (
            found.headline.en
            == "All lead units would be missed alike: without any one of them 2 tasks have only one lead."
        )
        assert {(one.unit, one.value) for one in found.evidence if not one.task} == {
            (f"p/{unit}", 2.0) for unit in "abcd"
        }

    def test_who_is_alone_is_not_compared(self) -> None:
        assert not analysed(FAMILY["one unit, three tasks"]).finding("drop-outs").shown


class TestWithoutLead:
    def test_each_case(self) -> None:
        assert said(fengdu(), "tasks-without-lead", "en") == "Every task names a lead."
        assert said(network([("a", []), ([], "b")]), "tasks-without-lead", "en") == "1 of 2 tasks names no lead: 2."
        assert list_facts(said(network([("a", []), ([], "b"), ([], "c")]), "tasks-without-lead")) == "3 2 2 3"
        assert said(FAMILY["nobody leads"], "tasks-without-lead") == "方案没有写明牵头单位，不作推定。"


class TestNeverLeading:
    def test_no_leads_blame_nobody(self) -> None:
        finding = analysed(FAMILY["nobody leads"]).finding("never-leading-units")
        assert finding.sentence.zh == "方案没有写明牵头单位，不作推定。"
        assert finding.evidence == ()


def test_english_falls_back_on_the_printed_name() -> None:
    plan = network([(["a"], ["b"])], records=[UnitRecord("b", UnitKind.GOVERNMENT, english="Bureau B")])
    assert list_facts(said(plan, "never-leading-units", "en")) == "1 2"
    assert said(plan, "single-lead-tasks", "en") == "The only task has a single lead: a (task 1)."
