"""What is said of two plans: its facts, and words that a person would write for every two plans of the family."""

from __future__ import annotations

import re
from typing import Any

import pytest

from respnet.analysis.compare.matching import CERTAIN_SIMILARITY, MIN_SIMILARITY, MIN_TITLE_SIMILARITY
from respnet.comparison import Comparison, compare
from respnet.core.i18n import LANGS, Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.comparison import build_comparison_findings
from respnet.findings.finding import Finding
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
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


def plan(*items: Item, area: str = "") -> ResponsibilityNetwork:
    """A plan from (number, title, leads, others), units as single letters."""
    rows = [
        TaskRow(
            title,
            number=number,
            units=(UnitList(Role.LEAD, tuple(leads)), UnitList(Role.SUPPORT, tuple(others))),
        )
        for number, title, leads, others in items
    ]
    return ResponsibilityNetwork(build_plan(PlanFacts("p", area=area), rows))


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
    def test_the_shipped_plan_and_its_next_edition(self) -> None:
        for lang in LANGS:
            assert list_facts(said(fengdu(), next_edition(), "what-changed", lang)) == "31 1 1 1 232 1 1 2"
            assert list_facts(said(fengdu(), fengdu(), "what-changed", lang)) == "32 238"

    @pytest.mark.parametrize(
        ("old", "new", "facts"),
        [
            ((), (), ""),
            ((), (A,), "1"),
            ((A, B), (), "2"),
            ((A,), (C,), "1 1"),
            ((A,), (("1", "修建乡村公路", "a", "b"),), "1 2"),
        ],
    )
    def test_each_case(self, old: tuple[Item, ...], new: tuple[Item, ...], facts: str) -> None:
        assert list_facts(said(plan(*old), plan(*new), "what-changed")) == facts

    def test_two_places(self) -> None:
        old, new = plan(A, B, area="甲县"), plan(A, C, area="乙县")
        assert list_facts(said(old, new, "what-changed")) == "1 1 1 2"
        assert "保留" not in said(old, new, "what-changed")
        assert finding(old, new, "what-changed").limits.zh.endswith("差别不等于变化。")
        assert "不同地区" not in finding(plan(A, area="甲县"), plan(A, area="甲县"), "what-changed").limits.zh

    def test_names_that_look_alike_are_counted(self) -> None:
        old, new = (network([([name], ["a"])]) for name in ("县发改委", "县发展改革委"))
        assert "1 对" in said(old, new, "what-changed")
        assert "1 pair" in said(old, new, "what-changed", "en")

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

    def test_the_rule_has_the_limits_of_the_matching(self) -> None:
        rule = finding(fengdu(), next_edition(), "what-changed").rule
        for number in (CERTAIN_SIMILARITY, MIN_SIMILARITY, MIN_TITLE_SIMILARITY):
            assert str(number) in rule.zh
            assert str(number) in rule.en


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
        assert list_facts(said(fengdu(), next_edition(), "tasks-changed")) == "1 1"
        assert [one.task for one in finding(fengdu(), next_edition(), "tasks-changed").evidence] == ["fengdu/4"]

    @pytest.mark.parametrize(
        ("old", "new", "facts"),
        [
            ([{}, {}], [{"targets": ("5 公里",)}, {"targets": ("1 座",)}], "2 2"),
            ([{"deadline": "2025年"}, {}], [{"deadline": "2024年"}, {}], "1 1"),
            (
                [{"deadline": text} for text in ("2025年", "2025年", "", "年底前", "持续推进")],
                [{"deadline": text} for text in ("2024年6月", "2026年", "2025年", "", "年底前")],
                "5 1 1 1 1 1",
            ),
            (
                [{"deadline": "2025年"}] * 5,
                [{"deadline": "2026年", "targets": ("x",)}, *[{"deadline": "2026年"}] * 4],
                "5 1 5",
            ),
        ],
    )
    def test_each_case(self, old: list[dict[str, Any]], new: list[dict[str, Any]], facts: str) -> None:
        one, other = written(*old), written(*new)
        for lang in LANGS:
            assert list_facts(said(one, other, "tasks-changed", lang)) == facts
        assert_written_by_a_person(one, other, compare(one, other))

    def test_a_plan_without_any_deadline_may_have_been_read_badly(self) -> None:
        dated, bare = written({"deadline": "2025年"}, {"targets": ("1 座",)}), written({}, {"targets": ("2 座",)})
        assert "新方案没有一项任务写明完成时限，" in finding(dated, bare, "tasks-changed").limits.zh
        assert "The old plan has no deadline on any task;" in finding(bare, dated, "tasks-changed").limits.en
        later = written({"deadline": "2026年"}, {"targets": ("1 座",)})
        assert "没有一项任务" not in finding(dated, later, "tasks-changed").limits.zh
        assert_written_by_a_person(dated, bare, compare(dated, bare))


class TestSupposed:
    def test_the_sentences(self) -> None:
        old, new, found = supposed(plan(A, B), RemoveUnit("c"), Assign("a", "2", Role.LEAD))
        first, loads, whole = build_comparison_findings(old, new, found)
        assert list_facts(first.sentence.zh) == "2 4 1 1"
        assert list_facts(loads.sentence.zh) == "a 1 2 a 1 2 c 1 0 c"
        assert list_facts(whole.sentence.en) == "2 1"
        assert [(one.unit, one.task) for one in first.evidence] == [("a", "p/2"), ("c", "p/2")]
        assert "文字推定" not in first.limits.zh

    def test_the_only_leads_go(self) -> None:
        old, new, found = supposed(plan(A), RemoveUnit("a"))
        _, loads, leads = build_comparison_findings(old, new, found)
        assert "假设方案没有单个单位牵头" in loads.sentence.zh
        assert leads.sentence.en.startswith("No lead units are named in the plan as supposed,")


class TestLoadsChanged:
    def test_the_shipped_plan_and_its_next_edition(self) -> None:
        assert list_facts(said(fengdu(), next_edition(), "loads-changed")) == "县委宣传部 3 4 0 1 县民政局 县气象局 1"
        evidence = finding(fengdu(), next_edition(), "loads-changed").evidence
        assert [(one.unit, one.role, one.value) for one in evidence] == [("县委宣传部", "lead", 1.0)]
        assert finding(fengdu(), fengdu(), "loads-changed").evidence == ()

    def test_units_that_go(self) -> None:
        assert list_facts(said(plan(A, B), plan(A), "loads-changed")) == "b 1 0 b c d 1 c d"

    def test_only_collectives_lead(self) -> None:
        old = FAMILY["only a collective leads"]
        assert "No single unit leads in the old plan and the new plan" in said(old, old, "loads-changed", "en")

    def test_nothing_to_compare(self) -> None:
        assert "原方案没有单个单位承担的任务" in said(FAMILY["empty"], fengdu(), "loads-changed")
        assert "No unit is the same" in said(plan(A), plan(("1", "修建乡村道路", "x", "y")), "loads-changed", "en")


class TestLeadsChanged:
    def test_the_shipped_plan_and_its_next_edition(self) -> None:
        for lang in LANGS:
            assert list_facts(said(fengdu(), next_edition(), "leads-changed", lang)) == "7 6"

    def test_tasks_without_lead(self) -> None:
        old, new = plan(A, B), plan(A, ("2", "建设县科技馆", "", "bcd"))
        assert list_facts(said(old, new, "leads-changed")) == "2 1 0 1"

    def test_no_leads(self) -> None:
        assert "原方案没有写明牵头单位，不能比较" in said(FAMILY["nobody leads"], FAMILY["path"], "leads-changed")
