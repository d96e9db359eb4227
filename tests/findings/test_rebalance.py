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
from tests.findings.wording import assert_well_worded

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
    assert finding.sentence == Text(
        zh="调整 20 处牵头，最高加权任务量可由 26（县科协）降到 17（县科协、县科技局）。"
        "前 16 处见效最大，降到 18，此后每处降得少。每项任务的牵头家数不变，独家牵头任务仍是 7 项。"
        "县科协是本方案的统筹单位，牵头多可能正是方案的安排。以上供研究，不代替决定。",
        en="If 20 leads were passed on, the highest weighted workload would fall from 26 (County Association for "
        "Science and Technology) to 17 (County Association for Science and Technology and County Science and "
        "Technology Bureau). "
        "The first 16 moves do most, down to 18; each further one brings less. Every task keeps its number of leads; "
        "the 7 single-lead tasks stay as they are. County Association for Science and Technology coordinates this "
        "plan, so its many leads may well be by design. This is for study and decides nothing.",
    )
    assert len(finding.evidence) == 40
    assert [(row.unit.removeprefix("丰都县/"), row.role) for row in finding.evidence[:2]] == [
        ("县科协", "lead"),
        ("团县委", "responsible"),
    ]
    assert said(fengdu()) == finding.sentence  # read without its sections, it has more candidates and the same curve


@pytest.mark.parametrize(
    ("rows", "zh", "en"),
    [
        (
            [("ax", "b"), ("a", "b")],
            "调整 1 处牵头，最高加权任务量可由 2（a）降到 1.5（a、b）。每项任务的牵头家数不变，独家牵头任务仍是 1 项。",
            "If 1 lead were passed on, the highest weighted workload would fall from 2 (a) to 1.5 (a and b). "
            "Every task keeps its number of leads; the 1 single-lead task stays as it is.",
        ),
        (
            [("ax", "b"), ("ay", "b")],
            "调整 1 处牵头，最高加权任务量可由 2（a）降到 1.5（a、b）。"
            "每项任务的牵头家数不变，不会多出独家牵头的任务。",
            "If 1 lead were passed on, the highest weighted workload would fall from 2 (a) to 1.5 (a and b). "
            "Every task keeps its number of leads, so no task comes to hang on a single one.",
        ),
    ],
)
def test_a_move_helps(rows: list[Row], zh: str, en: str) -> None:
    assert said(network(rows)) == Text(zh=f"{zh}{PEOPLE_DECIDE.zh}", en=f"{en} {PEOPLE_DECIDE.en}")


@pytest.mark.parametrize(
    ("rows", "zh", "en"),
    [
        (
            [("a", "b"), ("a", [])],
            "最高加权任务量是 2（a）；按下列规则，没有哪种调整能使它降低。",
            "The highest weighted workload is 2 (a); within the rules, passing on leads cannot lower it.",
        ),
        ([([], "ab")], "方案没有写明牵头单位，不作推定。", "The plan names no lead units, and none are assumed."),
        ([], "方案里没有任务。", "The plan holds no tasks."),
    ],
)
def test_nothing_helps(rows: list[Row], zh: str, en: str) -> None:
    assert said(network(rows)) == Text(zh=zh, en=en)


def test_collectives_alone() -> None:
    assert said(FAMILY["only a collective leads"]).zh == "只有集合单位牵头，单个单位都不牵头。"


def test_where_the_first_move_does_most() -> None:
    plan = network([("ap", "z"), ("aq", "z"), ("ar", "x"), ("xs", "v"), ("xt", "v")])
    assert "第 1 处见效最大，降到 2.5，此后每处降得少。" in said(plan).zh
    assert "The first move does most, down to 2.5; each further one brings less." in said(plan).en


def test_a_curve_cut_short_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("respnet.analysis.rebalance.rebalance.MOST_MOVES", 2)
    assert "只计算到 2 次调整为止；" in said(shipped()).zh


def test_the_rule_says_what_was_kept_to() -> None:
    def rule(plan: ResponsibilityNetwork, rules: RebalanceOptions) -> Text:
        return describe_rebalancing(plan, rebalance(plan, rules)).rule

    usual = rule(shipped(), RebalanceOptions())
    assert "其他参与一项计 0.5。" in usual.zh
    assert "只转给已参与该任务、且在同一章节还参与其他任务的单位。" in usual.zh
    assert "At least one of the present leads of each task stays." in usual.en
    plan = sectioned([("", ("ab", "c"))])
    other = rule(plan, RebalanceOptions(ratio=0.25, keep_one=False, protected=(("p/1", "p/a"),)))
    assert "taking part otherwise 0.25." in other.en
    assert "Leads pass only to units that take part in the task." in other.en
    assert "1 lead stays as asked." in other.en
    assert "present leads" not in other.en
    assert (
        "只转给使用者列明可以牵头、且已参与该任务的单位。" in rule(plan, RebalanceOptions(field=(("p/c", "p/1"),))).zh
    )
