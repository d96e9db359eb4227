"""What is said of positions given volume."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from respnet.analysis.position.centrality import compute_centrality
from respnet.analysis.position.position_tests import NullComparison, PositionTests, assess_positions
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.finding import Finding
from respnet.findings.position import describe_centrality, describe_position_tests
from tests.analysis.family import FAMILY, network
from tests.analysis.fengdu import fengdu
from tests.findings.wording import assert_well_worded, list_facts

PLANS = {"fengdu": fengdu(), **FAMILY}


@cache
def of(name: str) -> PositionTests:
    return assess_positions(PLANS[name])


def rows(spread: str) -> ResponsibilityNetwork:
    return network([(pair, []) for pair in spread.split()])


TWO_GROUPS = rows(
    "bc cd de ef fg gh hi ib bd ce df eg fh gi hb ic jk kl lm mn no op pq qj jl km ln mo np oq pj qk ab ac ad aj ak al"
)
"""Two groups of eight that only a joins."""


@cache
def of_two_groups() -> PositionTests:
    return assess_positions(TWO_GROUPS)


@pytest.mark.parametrize("name", PLANS)
def test_every_sentence_is_one_that_a_person_would_write(name: str) -> None:
    finding = describe_position_tests(PLANS[name], of(name))
    assert_well_worded(finding)
    for row in finding.evidence:
        assert row.unit in PLANS[name].unit_by_id


def test_the_shipped_plan() -> None:
    volume = describe_position_tests(fengdu(), of("fengdu"))
    assert "偏小的有县委组织部）" in volume.sentence.zh
    assert {row.unit for row in volume.evidence} == {"丰都县/县委组织部"}


@pytest.mark.parametrize("name", ["empty", "one unit", "a unit without tasks", "only collectives"])
def test_too_few_units(name: str) -> None:
    finding = describe_position_tests(PLANS[name], of(name))
    assert finding.sentence.zh == "有任务的单个单位不足三个，位置无从比较。"
    assert finding.evidence == ()


def flagged(p: float, value: float, units: int, most: int) -> Finding:
    """The shipped plan's first unit with another bridging, and another count of such units."""
    found = of("fengdu")
    odd = NullComparison("unit_betweenness", value, 0.03, 3.0, p, p)
    first = replace(found.units[0], beyond=(*found.units[0].beyond[:2], odd))
    unusual = (*found.unusual[:2], replace(found.unusual[2], units=units, most=most, p=float(units <= most)))
    return describe_position_tests(fengdu(), replace(found, units=(first, *found.units[1:]), unusual=unusual))


def test_more_than_chance_and_no_more() -> None:
    assert list_facts(flagged(0.01, 0.2, 1, 0).sentence.zh).startswith("1 县教委")
    assert list_facts(flagged(0.01, 0.2, 1, 3).sentence.en).startswith("1 3")
    assert "偏小的有县教委" in flagged(0.01, 0.001, 1, 0).sentence.zh
    assert "没有哪个单位的桥梁作用与任务数不相称" in flagged(0.06, 0.2, 0, 3).sentence.zh


def test_a_large_plan_says_that_it_was_drawn_less_often() -> None:
    assert "60 22" in list_facts(describe_position_tests(PLANS["300 units"], of("300 units")).limits.zh)


def test_the_strongest_bridge_and_what_its_tasks_explain() -> None:
    said = describe_centrality(TWO_GROUPS, compute_centrality(TWO_GROUPS), of_two_groups()).sentence
    assert re.fullmatch(
        r"a的桥梁作用最大，其他单位两两之间的最短联系平均有 53\.3% 经过它。"
        r"这比它的任务数应有的大（按任务数平均约 \d+%）；(名次区间 1—\d+|方案稍有变动，都排第 1)。.*",
        said.zh,
    )
    assert re.search(
        r"pass it\. That is more than its number of tasks explains \(about \d+% on average\); (rank range|always)",
        said.en,
    )


def test_several_bridges_level_with_one_another() -> None:
    plan = rows("ab bc cd")
    found = assess_positions(plan)
    assert (
        "按各自的任务数，本来就该有这样的位置。"
        in describe_centrality(plan, compute_centrality(plan), found).sentence.zh
    )
    above = [
        replace(one, beyond=(NullComparison("unit_betweenness", 0.66, 0.1, 3.0, 0.01, 0.01),))
        if one.unit in {"p/b", "p/c"}
        else one
        for one in found.units
    ]
    few = tuple(replace(one, units=2, most=0, p=0.0) for one in found.unusual)
    said = describe_centrality(plan, compute_centrality(plan), replace(found, units=tuple(above), unusual=few)).sentence
    assert "任务数解释不了的是b、c。" in said.zh
    assert "b c" in list_facts(said.en)
    many = tuple(replace(one, units=2, most=2, p=1.0) for one in found.unusual)
    said = describe_centrality(
        plan, compute_centrality(plan), replace(found, units=tuple(above), unusual=many)
    ).sentence
    assert "b c" in list_facts(said.zh)
    assert "b c" in list_facts(said.en)


def bridge(expected: float, p: float, most: int) -> Finding:
    """The strongest bridge of two groups, 53.3%, where draws would give so much on average."""
    found = of_two_groups()
    units = [
        replace(one, beyond=(NullComparison("unit_betweenness", 0.5333, expected, 1.0, p, p),))
        if one.unit == "p/a"
        else one
        for one in found.units
    ]
    unusual = tuple(replace(one, units=1, most=most, p=float(most >= 1)) for one in found.unusual)
    return describe_centrality(
        TWO_GROUPS, compute_centrality(TWO_GROUPS), replace(found, units=tuple(units), unusual=unusual)
    )


def test_a_bridge_beside_what_as_many_tasks_give() -> None:
    below = bridge(0.8, 0.01, 0).sentence
    assert "53.3% 80%" in list_facts(below.zh)
    assert "That is less than its number of tasks explains (about 80% on average); " in below.en
    many = bridge(0.2, 0.01, 1).sentence
    assert "这比它的任务数应有的大（按任务数平均约 20%；比较的单位多，偶然也会有这样的）；" in many.zh
    assert "(about 20% on average; among so many units chance alone gives some like that); " in many.en
    far = bridge(0.2, 0.2, 1).sentence
    assert "任务数同样多，平均约 20%，但差这么多没有超出偶然；" in far.zh
    assert "As many tasks give about 20% on average, but the difference is within what chance gives; " in far.en
    assert "按它的任务数，本来就该有这样的位置（按任务数平均约 50%）；" in bridge(0.5, 0.2, 1).sentence.zh


def test_the_rule_tells_the_draws_and_the_seed() -> None:
    found = of("fengdu")
    for finding in (
        describe_position_tests(fengdu(), found),
        describe_centrality(fengdu(), compute_centrality(fengdu()), found),
    ):
        assert f"共抽 {found.null_draws} 次（随机种子 2022）。" in finding.rule.zh
        assert f"{found.null_draws} plans were drawn (seed 2022)." in finding.rule.en
    assert "95% 200 2022" in list_facts(describe_centrality(fengdu(), compute_centrality(fengdu()), found).rule.zh)
    assert "共抽" not in describe_position_tests(PLANS["empty"], of("empty")).rule.zh


def test_nothing_differs_in_either_measure() -> None:
    assert describe_position_tests(PLANS["complete"], of("complete")).sentence.zh == (
        "任务数不变、重新抽签作对照：没有哪个单位的桥梁作用或接近程度与任务数不相称。"
    )
    assert describe_position_tests(PLANS["complete"], of("complete")).sentence.en == (
        "Held against draws that keep the numbers of tasks: no unit's bridging or closeness differs from what its "
        "tasks explain."
    )
