from __future__ import annotations

import pytest

from respnet.analysis.workload.random_assignment import assess_loads
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.finding import Finding
from respnet.findings.overload import describe_concentration
from tests.analysis.family import FAMILY, letters, network
from tests.analysis.fengdu import fengdu
from tests.findings.wording import assert_well_worded, list_facts


def spread_of(plan: ResponsibilityNetwork, draws: int = 2_000) -> Finding:
    return describe_concentration(plan, assess_loads(plan, draws=draws))


@pytest.mark.parametrize("plan", [fengdu(), *FAMILY.values()], ids=["fengdu", *FAMILY.keys()])
def test_every_sentence_is_one_that_a_person_would_write(plan: ResponsibilityNetwork) -> None:
    finding = spread_of(plan, 200)
    assert_well_worded(finding)
    assert {row.unit for row in finding.evidence} <= {unit.id for unit in plan.actors}


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
        monkeypatch.setattr("respnet.analysis.nulls.random_assignment_sampler.MAX_DRAW_WORK", 1)
        assert "抽签次数由 1200 次减为 1000 次" in spread_of(FAMILY["path"], 1_200).rule.zh
