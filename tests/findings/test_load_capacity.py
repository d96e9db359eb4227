"""The overload finding where capacities are given."""

from __future__ import annotations

import pytest

from respnet.analysis.workload.random_assignment import assess_loads
from respnet.analysis.workload.workload import compute_workload
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.finding import Finding
from respnet.findings.load import describe_overload
from respnet.intake.builder import UnitRecord
from tests.analysis.family import Row, network
from tests.findings.wording import assert_well_worded

STAR: list[Row] = [(["a"], [name]) for name in "bcdefghijkl"]


def told(rows: list[Row], owner: str = "", **capacity: float) -> Finding:
    plan = network(rows, owner=owner, records=[UnitRecord(name, capacity=number) for name, number in capacity.items()])
    return describe_overload(plan, compute_workload(plan), assess_loads(plan, draws=2_000))


def test_capacity_decides_where_it_is_known() -> None:
    finding = told(STAR, a=12, b=0.5)
    assert finding.sentence.zh == (
        "写了承担能力的单位：b（牵头 0 项、其他参与 1 项，承担能力 0.5 项），部分算法下超过承担能力；"
        "a没有超过承担能力。"
        "若把每项任务的席位在 12 个单位里随机分配，95% 的情形里牵头最多的单位也不超过 4 项。其余单位没有偏多。"
    )
    assert finding.sentence.en == (
        "Of the units with a known capacity, b (0 leads and 1 other task, capacity 0.5) is above capacity in some ways "
        "of counting; a stays within capacity. If the seats of every task were drawn by lot among 12 units, in 95% of "
        "the draws no unit would lead more than 4 tasks. No other unit carries more than an even hand would give."
    )
    assert finding.rule.zh.endswith(
        "写了承担能力的单位不与抽签比较：按同样的算法，任务量每种都大于承担能力的，为“任务偏多”；"
        "有的大于的，为“部分算法下任务偏多”。"
    )


def test_the_owner_stays_marked() -> None:
    words = told(STAR, owner="a", a=10).sentence
    assert words.zh.startswith(
        "写了承担能力的单位：a（牵头 11 项、其他参与 0 项，承担能力 10 项），各种算法下都超过承担能力。若把"
    )
    assert words.zh.endswith("a是本方案的统筹单位，任务多可能正是方案的安排。")
    assert words.en.endswith("a coordinates this plan, so its high count may well be by design.")


def test_the_others_are_still_compared_with_lots() -> None:
    assert told(STAR, b=1).sentence.zh.endswith("不超过 4 项。a牵头 11 项、其他参与 0 项：哪种算法下任务都偏多。")


def test_where_all_have_a_capacity_no_lots_are_told() -> None:
    finding = told([("abcde", [])] * 2, **dict.fromkeys("abcde", 1.0))
    assert finding.sentence.en == (
        "Of the units with a known capacity, a (2 leads and 0 other tasks, capacity 1), b (2 leads and 0 other tasks, "
        "capacity 1), c (2 leads and 0 other tasks, capacity 1) and 2 more are above capacity in some ways of counting."
    )
    assert (
        told([("abc", [])], **dict.fromkeys("abc", 9.0)).sentence.zh == "写了承担能力的单位：a、b、c没有超过承担能力。"
    )


def test_without_leads_and_with_one_unit() -> None:
    assert told([([], "ab"), ([], "ac")], a=1).sentence.en.startswith(
        "Of the units with a known capacity, a (2 tasks, capacity 1) is above capacity in some ways of counting. "
        "The plan names no leads"
    )
    assert told([("a", [])], a=0.5).sentence.zh == (
        "写了承担能力的单位：a（牵头 1 项、其他参与 0 项，承担能力 0.5 项），各种算法下都超过承担能力。"
    )


@pytest.mark.parametrize(
    "finding",
    [
        told(STAR, a=10, b=0.01, c=3, d=0.5),
        told([("a", [])], a=1),
        told([([], "ab")], a=1, b=0.3),
        told([("ab", "c")], c=1),
    ],
)
def test_every_sentence_is_one_that_a_person_would_write(finding: Finding) -> None:
    assert_well_worded(finding)


def test_a_plan_without_capacities_says_nothing_of_them() -> None:
    plan: ResponsibilityNetwork = network(STAR)
    finding = describe_overload(plan, compute_workload(plan), assess_loads(plan, draws=500))
    assert "承担能力" not in finding.sentence.zh + finding.rule.zh
