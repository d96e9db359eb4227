from __future__ import annotations

import pytest

from respnet.analysis.rebalance.rebalance import rebalance
from respnet.core.i18n import Text
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import RebalanceOptions
from respnet.findings.rebalance import describe_move_reason, describe_rebalancing
from tests.analysis.family import FAMILY, Row, network
from tests.analysis.fengdu import fengdu
from tests.analysis.sections import sectioned, shipped
from tests.findings.wording import assert_well_worded, list_facts

PEOPLE_DECIDE = Text(zh="以上供研究，不代替决定。", en="This is for study and decides nothing.")


def said(plan: ResponsibilityNetwork) -> Text:
    return describe_rebalancing(plan, rebalance(plan)).sentence


PLANS = {"shipped": shipped(), "fengdu": fengdu(), **FAMILY}


@pytest.mark.parametrize(
    "rules", [RebalanceOptions(), RebalanceOptions(moves=1, keep_one=False, ratio=0.3)], ids=["usual", "others"]
)
@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS.keys())
def test_every_sentence_is_one_that_a_person_would_write(plan: ResponsibilityNetwork, rules: RebalanceOptions) -> None:
    finding = describe_rebalancing(plan, rebalance(plan, rules))
    reasons = [describe_move_reason(move.reason) for point in rebalance(plan, rules).curve for move in point.proposed]
    assert_well_worded(finding, *reasons)


def test_the_shipped_plan() -> None:
    finding = describe_rebalancing(shipped(), rebalance(shipped()))
    assert list_facts(finding.sentence.zh) == "1 18 县科技局 17.5 县科技局 7 县科协"
    assert "left out of the comparison" in finding.sentence.en
    assert [(row.unit.removeprefix("丰都县/"), row.role) for row in finding.evidence] == [
        ("县科技局", "lead"),
        ("县应急局", "responsible"),
    ]
    asked = describe_rebalancing(shipped(), rebalance(shipped(), RebalanceOptions(from_owner=True)))
    assert "3 26 县科协 24.5 县科协 7 县科协" in list_facts(asked.sentence.zh)
    assert "by design" in asked.sentence.en


def test_a_move_helps_and_single_leads_stay() -> None:
    some = said(network([("ax", "b"), ("a", []), ("a", []), ("b", [])]))
    assert list_facts(some.zh) == "1 3 a 2.5 a 3"
    none = said(network([("ax", "b"), ("ay", "b"), ("az", ""), ("bz", "")]))
    assert "不会多出" in none.zh
    assert none.en.endswith(PEOPLE_DECIDE.en)


@pytest.mark.parametrize(
    ("rows", "rules", "zh", "en"),
    [
        ([("a", "b"), ("a", [])], RebalanceOptions(), "要留一家", "every task has one lead"),
        ([("ab", "c"), ("a", [])], RebalanceOptions(), "没有合适的承接单位", "no unit of the plan is suited"),
        ([("ab", "c"), ("ac", []), ("c", "")], RebalanceOptions(), "不能使它降低", "would lower it"),
        ([("ab", "c")], RebalanceOptions(moves=0), "限定为 0 处调整", "no moves were allowed"),
        ([([], "ab")], RebalanceOptions(), "方案没有写明牵头单位", "The plan names no lead units"),
        ([], RebalanceOptions(), "方案里没有任务。", "The plan holds no tasks."),
    ],
)
def test_why_nothing_moves(rows: list[Row], rules: RebalanceOptions, zh: str, en: str) -> None:
    plan = network(rows)
    sentence = describe_rebalancing(plan, rebalance(plan, rules)).sentence
    assert zh in sentence.zh
    assert en in sentence.en


def test_collectives_alone() -> None:
    assert said(FAMILY["only a collective leads"]).zh == "只有统称牵头，单个单位都不牵头。"


def test_the_rule_says_what_was_kept_to() -> None:
    def rule(plan: ResponsibilityNetwork, rules: RebalanceOptions) -> Text:
        return describe_rebalancing(plan, rebalance(plan, rules)).rule

    usual = rule(shipped(), RebalanceOptions())
    assert "其他参与一项计 0.5。" in usual.zh
    assert "只转给已参与该任务、且在同一章节还牵头其他任务的单位。" in usual.zh
    assert "最多调整 3 处" in usual.zh
    assert "At least one of the present leads of each task stays." in usual.en
    plan = sectioned([("", ("ab", "c"))])
    other = rule(plan, RebalanceOptions(ratio=0.25, keep_one=False, protected=(("p/1", "p/a"),)))
    assert "taking part otherwise 0.25." in other.en
    assert "Leads pass only to units that take part in the task and take part in another task." in other.en
    assert "1 lead stays as asked." in other.en
    assert "present leads" not in other.en
    assert (
        "只转给使用者列明可以牵头、且已参与该任务的单位。" in rule(plan, RebalanceOptions(field=(("p/c", "p/1"),))).zh
    )
