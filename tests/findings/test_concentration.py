from __future__ import annotations

import re

import pytest

from respnet.analysis.workload.random_assignment import assess_loads
from respnet.analysis.workload.weight_sensitivity import compute_weight_sensitivity
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.concentration import describe_concentration
from respnet.findings.finding import Finding
from respnet.findings.weight_sensitivity import describe_weight_sensitivity
from tests.analysis.family import FAMILY, letters, network
from tests.analysis.fengdu import fengdu
from tests.findings.wording import assert_well_worded


def spread_of(plan: ResponsibilityNetwork, draws: int = 2_000) -> Finding:
    return describe_concentration(plan, assess_loads(plan, draws=draws))


def weighed(plan: ResponsibilityNetwork) -> Finding:
    return describe_weight_sensitivity(plan, compute_weight_sensitivity(plan))


@pytest.mark.parametrize("plan", [fengdu(), *FAMILY.values()], ids=["fengdu", *FAMILY.keys()])
def test_every_sentence_is_one_that_a_person_would_write(plan: ResponsibilityNetwork) -> None:
    for finding in (spread_of(plan, 200), weighed(plan)):
        assert_well_worded(finding)
        known = {unit.id for unit in plan.actors}
        assert {row.unit for row in finding.evidence} <= known


class TestConcentration:
    def test_the_shipped_plan(self) -> None:
        finding = spread_of(fengdu(), 10_000)
        assert finding.sentence.zh == (
            "牵头共 60 处，由 30 个单位中的 13 个承担，县科协最多，占 37%，前 2 家合占 55%；相当于 5.2 家平均分担，"
            "比随机分配集中（抽签 10000 次，没有一次这样集中）。"
            "牵头和其他参与合计 230 处，30 个单位都有，县科协最多，占 13%，前 6 家合占 54%；相当于 15.0 家平均分担，"
            "比随机分配集中（抽签 10000 次，没有一次这样集中）。"
        )
        assert finding.sentence.en.startswith(
            "There are 60 leads: 13 of 30 units share them; County Association for Science and Technology has the "
            "most, 37%, the first 2 together 55%. That is as if 5.2 units shared equally, more concentrated than "
            "drawing lots gives (of 10000 draws, as much in none of them). Leading or not, there are 230 shares"
        )
        assert [(row.unit, row.role, row.value) for row in finding.evidence] == [
            ("丰都县/县科协", "lead", 22.0),
            ("丰都县/县科技局", "lead", 11.0),
        ]

    def test_one_has_all(self) -> None:
        assert spread_of(FAMILY["one leads all, of twelve"]).sentence.en.startswith(
            "There are 11 leads, all with a, more concentrated than drawing lots gives "
            "(of 2000 draws, as much in none of them). "
        )
        assert spread_of(FAMILY["one task"]).sentence.zh == (
            "牵头共 1 处，都由a一家承担，怎么抽签都是这样。牵头和其他参与合计 3 处，3 个单位一样多，各 1 处。"
        )

    def test_some_draws_are_as_concentrated(self) -> None:
        words = spread_of(FAMILY["star of tasks"]).sentence
        assert re.match(r"牵头共 4 处，都由a一家承担，比随机分配集中（抽签 2000 次，只有 \d+ 次这样集中）。", words.zh)
        assert words.zh.endswith("a最多，占 50%；相当于 3.2 家平均分担，与随机分配相差不大。")
        assert words.en.endswith("That is as if 3.2 units shared equally, much as drawing lots gives.")

    def test_even_and_more_even_than_lots(self) -> None:
        assert spread_of(FAMILY["complete"]).sentence.en == "There are 12 leads, spread evenly over 4 units, 3 each."
        plan = network([([name], []) for name in letters(20) for _ in "12"] + [(["u001"], [])])
        assert spread_of(plan).sentence.zh == (
            "牵头共 41 处，20 个单位都有，u001最多，占 7.3%，前 10 家合占 51%；相当于 19.8 家平均分担，"
            "比随机分配还均匀。"
        )

    def test_ties(self) -> None:
        assert spread_of(FAMILY["path"]).sentence.zh == (
            "牵头共 8 处，5 个单位都有，b、c、d最多，各占 25%；相当于 4.6 家平均分担，与随机分配相差不大。"
        )

    def test_some_have_as_much_and_the_rest_nothing(self) -> None:
        assert spread_of(FAMILY["two components"]).sentence.zh.startswith(
            "牵头共 3 处，由 5 个单位中的 3 个承担，各 1 处，与随机分配相差不大。"
        )
        assert spread_of(FAMILY["two components"]).sentence.en.startswith(
            "There are 3 leads, spread evenly over 3 of 5 units, 1 each, much as drawing lots gives. "
        )

    def test_without_leads(self) -> None:
        assert spread_of(FAMILY["nobody leads"]).sentence.zh.startswith(
            "方案没有写明牵头单位，不作推定，只看全部任务。参与共 8 处，4 个单位都有，b最多，占 38%，前 2 家合占 62%；"
        )
        assert spread_of(FAMILY["only a collective leads"]).sentence.en.startswith(
            "No single unit leads a task, so all tasks are counted. "
            "There are 3 shares in the work: both units have some"
        )

    def test_too_few(self) -> None:
        for name in ("empty", "one unit", "only collectives", "a task without units"):
            assert spread_of(FAMILY[name]).sentence.zh == "有任务的单个单位不足两个，谈不上任务多少的比较。"

    def test_fewer_draws_are_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("respnet.analysis.workload.random_assignment.MAX_DRAW_WORK", 1)
        assert "抽签次数由 1200 次减为 1000 次" in spread_of(FAMILY["path"], 1_200).rule.zh


class TestWhateverTheWeight:
    def test_the_shipped_plan(self) -> None:
        finding = weighed(fengdu())
        assert finding.sentence.zh == (
            "无论其他参与按牵头的 0% 还是 100% 计，也无论共同牵头各算一项还是平分，县科协都排第一。县科技局总排第二。"
            "30 个单位中有 28 个的名次随折算变动，有牵头的单位里，县总工会变动最大，在第 3 到第 13 名之间。"
        )
        assert finding.sentence.en == (
            "Whether taking part counts 0% or 100% of a lead, and whether joint leads count one each or are shared, "
            "County Association for Science and Technology comes first. "
            "County Science and Technology Bureau is always second. 28 of 30 ranks depend on the weight; "
            "among units that lead, County Federation of Trade Unions moves most, between rank 3 and rank 13."
        )
        assert [(row.unit, row.value) for row in finding.evidence] == [("丰都县/县科协", 1.0), ("丰都县/县科技局", 0.0)]

    def test_who_is_first_depends(self) -> None:
        plan = network([("a", []), ("a", []), ("b", []), ("c", "b"), ("d", "b"), ("e", "b"), ("f", "b")])
        assert weighed(plan).sentence.zh == (
            "谁排第一要看怎样折算：b（75%）、a（25%），括号里是排第一的情形所占的比例。"
            "6 个单位的名次都随折算变动，有牵头的单位里，a、b、c等 6 个变动最大，名次各相差 1 位。"
        )
        assert weighed(plan).sentence.en.startswith(
            "Who comes first depends on the weight: b (75%), a (25%); in brackets, in what share of the cases. "
            "All 6 ranks depend on the weight; "
        )

    def test_top_three(self) -> None:
        plan = network([*[("a", [])] * 9, *[("b", "c")] * 3, *[("c", "b")] * 3, ("d", []), ("e", [])])
        assert "b、c总在前三。" in weighed(plan).sentence.zh
        assert "b and c are always among the first three." in weighed(plan).sentence.en

    def test_ties(self) -> None:
        assert weighed(FAMILY["path"]).sentence.en.endswith(
            "b, c and d come first, level with one another. No rank depends on the weight."
        )
        assert weighed(FAMILY["complete"]).sentence.zh.endswith("各单位任务都一样多。")

    def test_many_take_turns(self) -> None:
        assert weighed(FAMILY["300 units"]).sentence.en.startswith(
            "Who comes first depends on the weight: u017 (75%), u024 (75%), u031 (75%) and 77 more; "
        )

    def test_without_leads(self) -> None:
        assert weighed(FAMILY["nobody leads"]).sentence.zh == (
            "无论一项任务各算一项还是按单位平分，b都排第一。a、c总在前三。各单位的名次都不随折算变动。"
        )

    def test_too_few(self) -> None:
        for name in ("empty", "one unit", "only collectives", "a task without units"):
            assert weighed(FAMILY[name]).sentence.en == "There are not two single units with tasks to compare."
            assert weighed(FAMILY[name]).evidence == ()

    def test_only_what_differs_is_said(self) -> None:
        alone = weighed(network([("a", "b"), ("b", "a"), ("a", "b"), ("c", "a")])).sentence
        assert alone.zh.startswith("无论其他参与按牵头的 0% 还是 100% 计，a都排第一。")
        assert alone.en.startswith("Whether taking part counts 0% or 100% of a lead, a comes first.")
        others = weighed(network([("a", "bc"), ("b", "ac"), ("a", "bd"), ("c", "a")])).sentence
        assert others.zh.startswith(
            "无论其他参与按牵头的 0% 还是 100% 计，也无论几家参与同一任务的各算一项还是平分，a都排第一。"
        )
        assert ", and whether the others of one task count one each or share one, a comes first." in others.en
        only = weighed(network([("a", []), ("a", []), ("b", [])])).sentence
        assert (only.zh, only.en) == (
            "a排第一。各单位的名次都不随折算变动。",
            "A comes first. No rank depends on the weight.",
        )

    def test_the_first_is_at_times_level_with_another(self) -> None:
        assert "a都排第一，有的算法下与b、c并列。" in weighed(FAMILY["identical tasks"]).sentence.zh
        assert "a comes first, in some ways of counting level with b and c." in (
            weighed(FAMILY["identical tasks"]).sentence.en
        )
