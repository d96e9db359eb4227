from __future__ import annotations

import pytest

from respnet.analysis.workload.random_assignment import assess_loads
from respnet.analysis.workload.weight_sensitivity import compute_weight_sensitivity
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.concentration import describe_concentration
from respnet.findings.finding import Finding
from respnet.findings.weight_sensitivity import describe_weight_sensitivity
from tests.analysis.family import FAMILY, letters, network
from tests.analysis.fengdu import fengdu
from tests.findings.wording import assert_well_worded, list_facts


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
    def test_even_and_more_even_than_lots(self) -> None:
        assert list_facts(spread_of(FAMILY["complete"]).sentence.en) == "12 4 3"
        plan = network([([name], []) for name in letters(20) for _ in "12"] + [(["u001"], [])])
        assert list_facts(spread_of(plan).sentence.zh) == "41 20 u001 7.3% 10 51% 19.8"

    def test_ties(self) -> None:
        assert list_facts(spread_of(FAMILY["path"]).sentence.zh) == "8 5 b c d 25% 4.6"

    def test_some_have_as_much_and_the_rest_nothing(self) -> None:
        assert list_facts(spread_of(FAMILY["two components"]).sentence.zh).startswith("3 5 3 1")
        assert list_facts(spread_of(FAMILY["two components"]).sentence.en).startswith("3 3 5 1")

    def test_too_few(self) -> None:
        for name in ("empty", "one unit", "only collectives", "a task without units"):
            assert spread_of(FAMILY[name]).sentence.zh == "有任务的单个单位不足两个，谈不上任务多少的比较。"

    def test_fewer_draws_are_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("respnet.analysis.workload.random_assignment.MAX_DRAW_WORK", 1)
        assert "抽签次数由 1200 次减为 1000 次" in spread_of(FAMILY["path"], 1_200).rule.zh


class TestWhateverTheWeight:
    def test_the_shipped_plan(self) -> None:
        finding = weighed(fengdu())
        assert list_facts(finding.sentence.zh) == "0% 100% 县科协 县科技局 30 28 县总工会 3 13"
        assert list_facts(finding.sentence.en) == "0% 100% 28 30 3 13"
        assert [(row.unit, row.value) for row in finding.evidence] == [("丰都县/县科协", 1.0), ("丰都县/县科技局", 0.0)]

    def test_who_is_first_depends(self) -> None:
        plan = network([("a", []), ("a", []), ("b", []), ("c", "b"), ("d", "b"), ("e", "b"), ("f", "b")])
        assert list_facts(weighed(plan).sentence.zh) == "b 75% a 25% 6 a b c 6 1"
        assert list_facts(weighed(plan).sentence.en).startswith("b 75% 25% 6")

    def test_top_three(self) -> None:
        plan = network([*[("a", [])] * 9, *[("b", "c")] * 3, *[("c", "b")] * 3, ("d", []), ("e", [])])
        assert "b、c总在前三。" in weighed(plan).sentence.zh
        assert "b c" in list_facts(weighed(plan).sentence.en)

    def test_ties(self) -> None:
        assert list_facts(weighed(FAMILY["path"]).sentence.en).endswith("b c d")
        assert weighed(FAMILY["complete"]).sentence.zh.endswith("各单位任务都一样多。")

    def test_many_take_turns(self) -> None:
        assert list_facts(weighed(FAMILY["300 units"]).sentence.en).startswith("u017 75% u024 75% u031 75% 77")

    def test_without_leads(self) -> None:
        assert list_facts(weighed(FAMILY["nobody leads"]).sentence.zh) == "b a c"

    def test_too_few(self) -> None:
        for name in ("empty", "one unit", "only collectives", "a task without units"):
            assert weighed(FAMILY[name]).sentence.en == "There are not two single units with tasks to compare."
            assert weighed(FAMILY[name]).evidence == ()

    def test_only_what_differs_is_said(self) -> None:
        alone = weighed(network([("a", "b"), ("b", "a"), ("a", "b"), ("c", "a")])).sentence
        assert list_facts(alone.zh).startswith("0% 100% a")
        assert list_facts(alone.en).startswith("0% 100%")
        others = weighed(network([("a", "bc"), ("b", "ac"), ("a", "bd"), ("c", "a")])).sentence
        assert list_facts(others.zh).startswith("0% 100% a")
        assert ", and whether the others of one task count one each or share one, a comes first." in others.en
        only = weighed(network([("a", []), ("a", []), ("b", [])])).sentence
        assert (only.zh, only.en) == (
            "a排第一。各单位的名次都不随折算变动。",
            "A comes first. No rank depends on the weight.",
        )

    def test_the_first_is_at_times_level_with_another(self) -> None:
        assert "a b c" in list_facts(weighed(FAMILY["identical tasks"]).sentence.zh)
        assert "b c" in list_facts(weighed(FAMILY["identical tasks"]).sentence.en)
