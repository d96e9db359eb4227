"""What is said of positions given volume."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from respnet.analysis.position.centrality import compute_centrality
from respnet.analysis.position.position_tests import NullComparison, PositionTests, assess_positions
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.centrality import describe_centrality, describe_position_tests
from respnet.findings.finding import Finding
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
    for unit in {row.unit for row in finding.evidence}:
        told = [row.task for row in finding.evidence if row.unit == unit and row.task]
        column = PLANS[name].biadjacency()[[one.id for one in PLANS[name].actors].index(unit)]
        assert told == [task.id for task, there in zip(PLANS[name].tasks, column, strict=True) if there]


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


def test_a_large_plan_says_that_it_was_drawn_less_often() -> None:
    assert "60 22" in list_facts(describe_position_tests(PLANS["300 units"], of("300 units")).limits.zh)


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
