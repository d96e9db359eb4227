"""The overload finding where capacities are given."""

from __future__ import annotations

import pytest

from respnet.analysis.workload.random_assignment import assess_loads
from respnet.analysis.workload.workload import compute_workload
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.finding import Finding
from respnet.findings.overload import describe_overload
from respnet.intake.builder import UnitRecord
from tests.analysis.family import Row, network
from tests.findings.wording import assert_well_worded, list_facts

STAR: list[Row] = [(["a"], [name]) for name in "bcdefghijkl"]


def told(rows: list[Row], owner: str = "", **capacity: float) -> Finding:
    plan = network(rows, owner=owner, records=[UnitRecord(name, capacity=number) for name, number in capacity.items()])
    return describe_overload(plan, compute_workload(plan), assess_loads(plan, draws=2_000))


def test_capacity_decides_where_it_is_known() -> None:
    finding = told(STAR, a=12, b=0.5)
    assert list_facts(finding.sentence.zh) == "b 0 1 0.5 a 0.9"
    assert list_facts(finding.sentence.en) == "b 0 1 0.5 0.9"
    assert finding.rule.zh.endswith(
        "写了承担能力的单位不与抽签比较：按同样的折算办法，任务量每种都大于承担能力的，为“任务偏多”；"
        "有的大于的，为“部分折算办法下任务偏多”。"
    )


def test_the_owner_stays_marked() -> None:
    words = told(STAR, owner="a", a=10).sentence
    assert list_facts(words.zh).startswith("a 11 0 10")
    assert words.zh.endswith("a是本方案的统筹单位，任务多可能正是方案的安排。")
    assert words.en.endswith("a coordinates this plan, so its high count may well be by design.")


def test_the_others_are_still_compared_with_lots() -> None:
    assert list_facts(told(STAR, b=1).sentence.zh).endswith("a 11 0 0.9")


def test_where_all_have_a_capacity_no_lots_are_told() -> None:
    finding = told([("abcde", [])] * 2, **dict.fromkeys("abcde", 1.0))
    assert list_facts(finding.sentence.en) == "2 1 b 2 1 c 2 1 2"
    assert list_facts(told([("abc", [])], **dict.fromkeys("abc", 9.0)).sentence.zh) == "a b c"


def test_without_leads_and_with_one_unit() -> None:
    assert list_facts(told([([], "ab"), ([], "ac")], a=1).sentence.en).startswith("2 1")
    assert list_facts(told([("a", [])], a=0.5).sentence.zh) == "a 1 0 0.5"


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
