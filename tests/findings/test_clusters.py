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


def test_evidence_are_the_joint_tasks_of_the_cores_with_those_who_lead_them() -> None:
    rows = finding("fengdu").evidence
    assert len(rows) == 2 * 3 + 2 * 11
    assert {row.role for row in rows} == {"lead"}
    assert (rows[0].unit, rows[0].task) == ("丰都县/县人力社保局", "fengdu/10")


def test_all_hold() -> None:
    assert list_facts(said("two pairs", "zh")).startswith("2 a b 1 3 5 7 10 c d 2 4 6 8 10")
    assert "cannot be told" not in said("two pairs")


def test_one_other_unit_and_one_joint_task_and_more_groups_than_are_told() -> None:
    cores = (StableCore(("p/a", "p/b", "p/c"), 0.95, ("p/1",)), StableCore(("p/d", "p/e"), 0.95, ()))
    assert list_facts(said("mixed", cores=cores)).startswith("2 b c 1 d e")
    assert "a b c 1 d e" in list_facts(said("mixed", "zh", cores=cores))
    assert "; and 1 more. " in said("mixed", cores=cores[1:] * 5)
    assert "；另有 1 组。" in said("mixed", "zh", cores=cores[1:] * 5)


class TestWithoutTheHub:
    def test_nothing_left_to_divide(self) -> None:
        plan = network([("ab", []), ("ac", []), ("a", []), ("bc", []), ("bc", [])])
        found = find_lead_clusters(plan, null_draws=5, seed=1)
        rest = replace(of("complete").best, clusters=())
        assert describe_clusters(plan, replace(found, without_hub=rest)).sentence.zh.endswith("其余单位分不出组。")
        assert "Without" not in describe_clusters(plan, replace(found, without_hub=None)).sentence.en
