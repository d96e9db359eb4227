from __future__ import annotations

from dataclasses import replace

import pytest

from respnet.analysis.approximations import TieApproximation
from respnet.analysis.pairs.backbone import NullMethod, Ties, find_significant_ties
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.finding import Finding
from respnet.findings.pairs import describe_significant_pairs
from tests.analysis.family import FAMILY, network
from tests.analysis.fengdu import fengdu
from tests.findings.wording import assert_well_worded, list_facts


def findings(plan: ResponsibilityNetwork, *, draws: int = 60) -> tuple[Finding, Finding]:
    found = find_significant_ties(plan, draws=draws, seed=2022)
    return describe_significant_pairs(plan, found.leads), describe_significant_pairs(plan, found.all_roles)


@pytest.fixture(scope="module")
def ties() -> Ties:
    return find_significant_ties(fengdu(), draws=20_000, seed=2022)


@pytest.mark.parametrize("plan", [fengdu(), *FAMILY.values()], ids=["fengdu", *FAMILY.keys()])
def test_every_sentence_is_one_that_a_person_would_write(plan: ResponsibilityNetwork) -> None:
    for finding in findings(plan):
        assert_well_worded(finding)


class TestTheShippedPlan:
    def test_who_leads_together_beyond_chance(self, ties: Ties) -> None:
        finding = describe_significant_pairs(fengdu(), ties.leads)
        assert (
            list_facts(finding.sentence.zh)
            == "3 县科协 县科技局 11 20 21 22 23 24 25 30 31 32 33 34 6.4 县人力社保局 县总工会 3 10 11 12 0.3 "
            "县经济信息委 县总工会 2 11 13 0.1 县人力社保局 县科协 2.1 县科协 县总工会 2.1 78 45"
        )
        assert (
            list_facts(finding.sentence.en)
            == "3 11 20 21 22 23 24 25 30 31 32 33 34 6.4 3 10 11 12 0.3 2 11 13 0.1 2.1 2.1 45 78"
        )

    def test_the_rule_says_how_many_pairs_could_be_judged(self, ties: Ties) -> None:
        rule = describe_significant_pairs(fengdu(), ties.leads).rule
        assert list_facts(rule.zh) == "78 33 5%"
        assert list_facts(rule.en) == "78 33 5%"
        assert "discrete" in rule.en

    def test_nobody_shares_tasks_beyond_chance(self, ties: Ties) -> None:
        finding = describe_significant_pairs(fengdu(), replace(ties.all_roles, testable=18))
        assert list_facts(finding.sentence.zh) == "435 417"
        assert list_facts(finding.sentence.en) == "417 435"
        assert finding.evidence == ()
        assert "20000 2022 100 10" in list_facts(finding.rule.zh)
        assert finding.rule.en.endswith("(false discovery rate) and must be at most 5%.")

    def test_evidence_is_both_units_on_each_task(self, ties: Ties) -> None:
        evidence = describe_significant_pairs(fengdu(), ties.leads).evidence
        assert len(evidence) == 2 * (11 + 3 + 2)
        assert [(row.unit, row.role) for row in evidence[:2]] == [
            ("丰都县/县科协", "lead"),
            ("丰都县/县科技局", "lead"),
        ]
        assert evidence[0].task == evidence[1].task


class TestOtherPlans:
    def test_one_pair_and_all_can_be_judged(self) -> None:
        plan = network([*[("ab", [])] * 3, *[("c", []), ("d", [])] * 3])
        sentence = findings(plan)[0].sentence
        assert list_facts(sentence.zh) == "1 a b 3 1 2 3 0.5"
        assert list_facts(sentence.en) == "1 b 3 1 2 3 0.5"

    def test_more_pairs_than_a_sentence_tells(self) -> None:
        rows = [(names, []) for names in ("ab", "cd", "ef", "gh") for _ in range(6)]
        sentence = findings(network(rows))[0].sentence
        assert list_facts(sentence.zh).startswith("4 3 a b 6 1 2 3 4 5 6")
        assert list_facts(sentence.en).startswith("4 3 b 6")

    def test_nothing_to_compare(self) -> None:
        said = {name: tuple(one.sentence.en for one in findings(FAMILY[name])) for name in FAMILY}
        assert said["empty"] == ("The plan holds no tasks.",) * 2
        assert said["nobody leads"][0] == "The plan names no lead units, and none are assumed."
        assert said["one unit"] == (
            "With fewer than two single units that lead there is no pair to compare.",
            "With fewer than two single units that have tasks there is no pair to compare.",
        )
        assert said["two components"][0] == "No task is led by two units together."
        assert findings(network([([], "a"), ([], "b")]))[1].sentence.zh == "没有两个单位共同承担的任务。"
        assert "compared" not in findings(FAMILY["empty"])[0].rule.en

    def test_an_approximation_is_named(self, ties: Ties) -> None:
        cut = TieApproximation(False, 900, 500)
        layer = replace(ties.leads, law=NullMethod.NEAR_EXACT, approximation=cut)
        finding = describe_significant_pairs(fengdu(), layer)
        assert "4% 7% 27% 126%" in list_facts(finding.rule.zh)
        assert "1% 4% 7% 27%" in list_facts(finding.rule.en)
        assert list_facts(finding.limits.zh).endswith("900 500")
        assert list_facts(finding.limits.en).endswith("900 500")
