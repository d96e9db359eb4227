"""Plans on which a sentence could say something false, each with what is right."""

from __future__ import annotations

from functools import cache

import pytest

from respnet import check
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.display_names import TIE_VERDICT_WORDS, classify_tie
from respnet.intake.read import read_plan
from respnet.pipeline import Analysis, analyse
from tests.analysis.family import FAMILY, SHARED_CASES, network


@cache
def _analyse_case(name: str) -> Analysis:
    if not (SHARED_CASES / name).is_dir():
        pytest.skip("the shared cases are not beside this checkout")
    return analyse(ResponsibilityNetwork(read_plan(SHARED_CASES / name)), draws=2_000, tie_draws=1_000, null_draws=200)


def _said(name: str, finding: str) -> str:
    return _analyse_case(name).finding(finding).sentence.zh


def test_names_for_many_are_guessed_asked_about_and_never_ranked() -> None:
    plain = network([(["a"], ["b", "乡镇(街道)"]), (["b"], ["a", "c", "金融机构"]), (["c"], ["乡镇(街道)", "14个镇"])])
    assert [(unit.name, unit.guessed) for unit in plain.collectives] == [
        ("乡镇(街道)", True),
        ("金融机构", True),
        ("14个镇", True),
    ]
    (asked,) = [one for one in check(plain.plan) if one.code == "collective"]
    assert asked.value == "乡镇(街道)、金融机构、14个镇"
    assert [flag.unit for flag in analyse(plain, draws=200).results.lottery.flags] == ["p/a", "p/b", "p/c"]


def test_the_plan_with_names_for_many_has_six_units() -> None:
    found = _analyse_case("names-for-many")
    assert (len(found.network.actors), len(found.network.collectives)) == (6, 2)
    assert all(
        "乡镇" not in found.finding(name).sentence.zh and "区县政府" not in found.finding(name).sentence.zh
        for name in ("overloaded-units", "concentration", "central-units")
    )


def test_findings_on_leads_state_their_basis_where_only_some_tasks_name_one() -> None:
    for name in ("never-leading-units", "overloaded-units", "concentration", "single-lead-tasks", "drop-outs"):
        assert "在写明牵头的 10 项任务中，" in _said("half-the-leads-named", name)
        assert "10 tasks that name a lead" in _analyse_case("half-the-leads-named").finding(name).sentence.en
        assert "写明牵头的" not in _said("missed-most", name)


def test_no_task_is_a_basis_where_all_or_none_name_a_lead() -> None:
    for plan in (FAMILY["complete"], FAMILY["nobody leads"]):
        found = analyse(plan, draws=200, tie_draws=100, null_draws=10)
        assert not any("写明牵头的" in one.sentence.zh for one in found.findings)


def test_an_eighth_is_not_about_there() -> None:
    said = _said("about-there", "focus-units")
    assert "县水利局的衔接作用是 0.3%，按任务数平均约 2." in said
    assert "差得不明显" in said
    assert "县水利局与其他单位的联系，和它的任务数相当" not in said


def test_level_units_are_told_once_as_the_plans() -> None:
    said = _said("level-and-unexplained", "central-units")
    assert said.startswith("12 个单位的衔接作用都是 4.5%，分不出高下。这是整个方案的特点，按任务数平均约 2.")
    assert not _analyse_case("level-and-unexplained").finding("position-given-volume").evidence
    assert "4.5%" not in _said("level-and-unexplained", "focus-units")


def test_those_missed_most_are_told_by_both_counts() -> None:
    said = _said("missed-most", "drop-outs")
    assert said.startswith("县财政局缺位影响最大：2 项没有牵头")
    assert "，18 项只剩一家牵头。县审计局缺位也有 2 项没有牵头，只剩一家的少些。" in said


def test_who_leads_most_is_not_missed_most_where_others_lead_beside_it() -> None:
    plan = network([("ab", []), ("ab", []), ("ab", []), ("c", [])])
    said = analyse(plan, draws=200, tie_draws=100, null_draws=10).finding("drop-outs").sentence.zh
    assert said.startswith("c缺位影响最大：1 项没有牵头")


def test_a_pair_that_cannot_be_judged_is_not_said_to_be_few() -> None:
    ties = _analyse_case("nine-are-not-too-few").results.ties.leads.ties
    (tie,) = [tie for tie in ties if len(tie.tasks) == 9]
    assert classify_tie(tie) == "no_more"
    assert not any("太少" in words.zh or "too few" in words.en for words in TIE_VERDICT_WORDS.values())


def test_nobody_is_first_where_nobody_is_a_bridge() -> None:
    found = _analyse_case("no-bridges-but-a-first")
    assert found.finding("central-units").sentence.zh == "没有哪个单位处在其他单位之间。"
    assert not found.finding("central-units").evidence
    assert "衔接作用排" not in _said("no-bridges-but-a-first", "focus-units")


def test_a_strong_signal_is_told_though_it_is_alone_and_why() -> None:
    said = _said("hedged-away", "position-given-volume")
    assert said.startswith("县审计局的衔接作用明显偏小：0.3%，按任务数平均约 ")
    assert "没有别的单个单位参加它的任务 19、20、21、22。" in said


def test_units_within_chance_are_not_named() -> None:
    said = _said("about-there", "position-given-volume")
    assert said == "看不出哪家与其他单位的联系和它的任务数不相当。"


def test_a_plan_drawn_by_lot_has_nobody_over_in_some_ways() -> None:
    assert "种偏多" not in _said("drawn-by-lot", "overloaded-units")


def test_leads_alone_are_a_statement_of_their_own() -> None:
    said = _said("leads-everything", "overloaded-units")
    assert said.startswith(
        "单看牵头，县财政局 8 项，明显偏多。县财政局牵头 8 项、其他参与 0 项，20 种折算办法中有 19 种偏多。"
    )
    assert "没有单位" not in said


def test_the_number_told_is_the_number_tested() -> None:
    assert "县财政局最多，占 50%。相当于 3.7 家平均分担，明显集中。" in _said("share-without-test", "concentration")


def test_why_nothing_can_move_is_told() -> None:
    said = _said("one-lead-each", "even-leads")
    assert "每项任务只有一家牵头，按规则原牵头要留一家，所以都不能转" in said


def test_pairs_that_lead_much_and_never_together_are_told_by_their_counts(analysis: Analysis) -> None:
    said = analysis.finding("co-leads-beyond-chance").sentence.zh
    assert "县科协与县总工会没有共同牵头的，按各自任务数平均约 2.1 项。" in said
    assert "明显偏少" not in said


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    from tests.analysis.fengdu import fengdu

    return analyse(fengdu(), draws=1_000, tie_draws=1_000, null_draws=20)


def test_a_finding_that_the_form_of_the_plan_forces_is_not_shown() -> None:
    nobody = analyse(FAMILY["nobody leads"], draws=200, tie_draws=100, null_draws=10)
    hidden = {one.id for one in nobody.findings if not one.shown}
    assert hidden >= {"never-leading-units", "single-lead-tasks", "smallest-leading-group", "frequent-co-leads"}
    told = [one.id for one in nobody.findings if one.shown and "方案没有写明牵头单位" in one.sentence.zh]
    assert told == ["tasks-without-lead"]


def test_a_plan_without_leads_tells_the_tasks_with_one_unit() -> None:
    plan = network([([], "a"), ([], "ab"), ([], "b"), ([], ["各乡镇"])])
    found = analyse(plan, draws=200, tie_draws=100, null_draws=10)
    assert found.finding("tasks-without-lead").sentence.zh == (
        "方案没有写明牵头单位，不作推定。只有一家单位的任务有 2 项：任务 1、3。"
    )
    assert found.finding("drop-outs").sentence.zh.startswith("a、b缺位影响最大：各有 1 项任务没有单位承担。")
