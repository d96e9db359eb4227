"""What is said of groups that hold, of groups that do not, and of what chance and the sections explain."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from respnet.analysis.clusters.clusters import LeadClusters, StableCore, find_lead_clusters
from respnet.core.i18n import Lang
from respnet.findings.clusters import describe_clusters
from respnet.findings.finding import Finding
from tests.analysis.family import FAMILY, network
from tests.analysis.fengdu import fengdu
from tests.findings.wording import assert_well_worded, list_facts

DATA = Path(__file__).parents[2] / "data"
TWO_PAIRS = network([("ab", []), ("cd", [])] * 10)
MIXED = network([(pair, []) for pair in ["ab", "ab", "ab", "ab", "ab", "ab", "ac", "bd", "cd", "de", "ef", "c", "e"]])
PLANS = {"fengdu": fengdu(), "two pairs": TWO_PAIRS, "mixed": MIXED, **FAMILY}


@cache
def of(name: str) -> LeadClusters:
    return find_lead_clusters(PLANS[name], null_draws=200 if name == "fengdu" else 40, seed=2022)


def finding(name: str, **changes: object) -> Finding:
    return describe_clusters(PLANS[name], replace(of(name), **changes))  # type: ignore[arg-type]


def said(name: str, lang: Lang = "en", **changes: object) -> str:
    return finding(name, **changes).sentence.of(lang)


@pytest.mark.parametrize("name", PLANS)
def test_every_sentence_is_one_that_a_person_would_write(name: str) -> None:
    assert_well_worded(finding(name))
    assert finding(name).id == "working-clusters"


def test_the_shipped_plan() -> None:
    assert (
        list_facts(said("fengdu", "zh"))
        == "2 县人力社保局 县总工会 10 11 12 县科协 县科技局 20 21 22 23 11 9 200 20 1% 县科协 县人力社保局 县总工会"
    )
    assert list_facts(said("fengdu")) == "2 10 11 12 20 21 22 23 7 9 200 20 1%"


def test_evidence_are_the_joint_tasks_of_the_cores_with_those_who_lead_them() -> None:
    rows = finding("fengdu").evidence
    assert len(rows) == 2 * 3 + 2 * 11
    assert {row.role for row in rows} == {"lead"}
    assert (rows[0].unit, rows[0].task) == ("丰都县/县人力社保局", "fengdu/10")


def test_only_close_calls_are_called_so() -> None:
    firm = tuple(replace(core, firm=True) for core in of("fengdu").cores)
    assert "close call" not in said("fengdu", cores=firm)
    assert "勉强" not in said("fengdu", "zh", cores=firm)
    alone = StableCore(("丰都县/县教委", "丰都县/县财政局"), 0.89, (), firm=False)
    assert list_facts(said("fengdu", "zh", cores=(alone,))).startswith("县教委 县财政局")
    assert "3 points of that it is called a close call" in finding("fengdu").rule.en
    assert "上下不到 3 个百分点的，注明“勉强”" in finding("fengdu").rule.zh


def test_nothing_holds() -> None:
    assert said("fengdu", cores=()).startswith(
        "No units stay in one group when the tasks change a little: who belongs with whom cannot be told. As a whole"
    )
    assert said("path", "zh").startswith("任务略有变动，各家的归组就会变：没有哪几家始终同组，不作结论。")
    assert not finding("fengdu", cores=()).evidence


def test_one_group_holds() -> None:
    assert list_facts(said("mixed")).startswith("b 1 2 3 4 2 4")
    assert list_facts(said("mixed", "zh")).startswith("a b 1 2 3 4 6 4")


def test_all_hold() -> None:
    assert list_facts(said("two pairs", "zh")).startswith("2 a b 1 3 5 7 10 c d 2 4 6 8 10")
    assert "cannot be told" not in said("two pairs")


def test_one_other_unit_and_one_joint_task_and_more_groups_than_are_told() -> None:
    cores = (StableCore(("p/a", "p/b", "p/c"), 0.95, ("p/1",)), StableCore(("p/d", "p/e"), 0.95, ()))
    assert list_facts(said("mixed", cores=cores)).startswith("2 b c 1 d e")
    assert "a b c 1 d e" in list_facts(said("mixed", "zh", cores=cores))
    assert "; and 1 more. " in said("mixed", cores=cores[1:] * 5)
    assert "；另有 1 组。" in said("mixed", "zh", cores=cores[1:] * 5)


class TestChance:
    def test_no_clearer(self) -> None:
        assert "40 40" in list_facts(said("path"))
        assert "40 40" in list_facts(said("path", "zh"))

    def test_clearer_but_not_far(self) -> None:
        best = replace(of("fengdu").best, p=5 / 201, z=2.1)
        assert "200 4" in list_facts(said("fengdu", best=best))
        assert "200 4" in list_facts(said("fengdu", "zh", best=best))

    def test_where_it_cannot_be_compared(self) -> None:
        best = replace(of("fengdu").best, z=None, null_sd=0.0, p=1.0)
        assert "so there is nothing to compare with chance." in said("fengdu", best=best)
        assert "No lotteries were drawn" in said("fengdu", best=replace(best, p=None, null_draws=0))


def test_how_good_the_division_is() -> None:
    assert "1 1%" in list_facts(said("fengdu", near_optimal=2))
    assert "No better division was found in many searches, and no other within 1% of it." in said("two pairs")


class TestWithoutTheHub:
    def test_no_clearer(self) -> None:
        assert said("path").endswith(
            "Without b, the first named of those that lead most, the division of the others is no clearer than chance."
        )
        assert said("path", "zh").endswith("不算b（牵头最多的几家中写在最前的），其余单位的分组不比偶然清楚。")

    def test_nothing_left_to_divide(self) -> None:
        plan = network([("ab", []), ("ac", []), ("a", []), ("bc", []), ("bc", [])])
        found = find_lead_clusters(plan, null_draws=5, seed=1)
        rest = replace(of("complete").best, clusters=())
        assert describe_clusters(plan, replace(found, without_hub=rest)).sentence.zh.endswith("其余单位分不出组。")
        assert "Without" not in describe_clusters(plan, replace(found, without_hub=None)).sentence.en

    def test_several_groups_stay(self) -> None:
        rest = replace(of("fengdu").best, z=None)
        one, other = of("fengdu").cores
        assert said("fengdu", without_hub=rest, cores=(one, one)).endswith(
            "the division of the others cannot be compared with chance, and 2 of the groups above stay."
        )
        assert said("fengdu", "zh", cores=(other,)).endswith("（牵头最多），其余单位的分组比偶然清楚。")


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("empty", "方案里没有任务。", "The plan holds no tasks."),
        ("nobody leads", "方案没有写明牵头单位，不作推定。", "The plan names no lead units, and none are assumed."),
        (
            "only a collective leads",
            "只有集合单位牵头，单个单位谈不上组团。",
            "Only collectives lead, so single units form no groups.",
        ),
        ("one task", "只有a牵头，谈不上组团。", "Only a leads, so there are no groups."),
        (
            "two components",
            "没有两个单位共同牵头的任务，谈不上组团。",
            "No task is led by two units together: no groups.",
        ),
        (
            "complete",
            "牵头单位分不出组：怎样分都不比合为一组好。",
            "The leads fall into no groups: no division is better than all in one.",
        ),
    ],
)
def test_where_there_is_nothing_to_say(name: str, zh: str, en: str) -> None:
    assert (said(name, "zh"), said(name)) == (zh, en)
    assert not finding(name).evidence


def test_the_rule_tells_the_draws_and_the_seed() -> None:
    found = of("two pairs")
    assert finding("two pairs").rule.zh.endswith(
        f"去掉任务试 20 次，重抽任务 {found.bootstraps} 次，随机对照抽签 40 次（随机种子 2022）。"
    )
    assert finding("two pairs").rule.en.endswith(
        f" Tasks were left out 20 times and drawn anew {found.bootstraps} times; 40 lotteries were drawn (seed 2022)."
    )
    assert "随机种子" not in finding("empty").rule.zh
