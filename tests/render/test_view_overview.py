"""What the overview puts first: the answers of this plan by their weight, each with its finding and picture."""

from __future__ import annotations

from functools import cache

import pytest

from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.intake.builder import UnitRecord
from respnet.pipeline import Analysis
from respnet.render.page.views.overview import MAX_HEADLINES, OverviewView, build_headlines, prepare
from respnet.render.presenter import Presenter
from tests.analysis.family import FAMILY, analyse_few, network


@cache
def said(of: ResponsibilityNetwork, lang: Lang = "zh") -> list[str]:
    analysis = analyse_few(of)
    return [analysis.finding(one.finding).headline.of(lang) for one in build_headlines(analysis, Presenter(of, lang))]


def test_the_shipped_plan_in_four_lines(analysis: Analysis) -> None:
    headlines = build_headlines(analysis, Presenter(analysis.network, "zh"))[:MAX_HEADLINES]
    assert [one.finding for one in headlines] == [
        "overloaded-units",
        "drop-outs",
        "co-leads-beyond-chance",
        "focus-units",
    ]
    for one in headlines:
        finding = analysis.finding(one.finding)
        assert finding.headline.zh
        assert finding.sentence.zh.startswith(finding.headline.zh)


def test_the_busiest_units_are_drawn_against_the_limit(analysis: Analysis) -> None:
    load = build_headlines(analysis, Presenter(analysis.network, "zh"))[0]
    assert [line.value for line in load.bars] == ["22", "11", "4", "4", "4"]
    assert [line.pieces[0].width for line in load.bars] == [1000, 500, 182, 182, 182]
    assert {line.mark for line in load.bars} == {round(1000 * 7 / 22)}
    assert load.note == "牵头项数；虚线：超过 7 项的，明显偏多"


def test_the_pair_missed_most_stands_below_the_units(analysis: Analysis) -> None:
    missed = build_headlines(analysis, Presenter(analysis.network, "zh"))[1]
    assert [(len(line.units), line.value) for line in missed.bars] == [
        (1, "2"),
        (1, "2"),
        (1, "2"),
        (1, "1"),
        (2, "12"),
    ]


def test_a_capacity_that_is_exceeded_comes_before_all_else() -> None:
    rows = [("ab", "c"), ("ab", "c"), ("ac", "b")]
    of = network(rows, records=[UnitRecord("a", capacity=1)])
    assert said(of)[0] == "a牵头 3 项、其他参与 0 项，超过承担能力（1 项）。"
    assert said(of, "en")[0] == "a leads 3 tasks and takes part in no others, and is above its capacity (1)."


def test_a_plan_without_leads_says_so_first() -> None:
    of = FAMILY["nobody leads"]
    assert said(of)[0] == "方案没有写明牵头单位，不作推定。"
    assert said(of, "en")[0] == "The plan names no lead units, and none are assumed."


def test_tasks_without_a_lead_come_before_what_could_happen() -> None:
    of = network([(["a"], "b"), ([], "ab"), ("ab", "c")])
    assert said(of)[0] == "3 项任务中有 1 项没有写明牵头单位：任务 2。"
    assert "a缺位影响最大：1 项没有牵头" in said(of)[1]


def test_the_counts_of_leads_are_the_networks(analysis: Analysis) -> None:
    it = prepare(analysis, (), Presenter(analysis.network, "zh")).it
    assert isinstance(it, OverviewView)
    assert it.tiles[3].number == int(analysis.network.biadjacency(Role.LEAD).sum()) == 60


@pytest.mark.parametrize("name", FAMILY)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_plan_has_an_overview_of_whole_lines(name: str, lang: Lang) -> None:
    analysis = analyse_few(FAMILY[name])
    it = prepare(analysis, (), Presenter(FAMILY[name], lang)).it
    assert isinstance(it, OverviewView)
    assert len(it.first) <= MAX_HEADLINES
    assert [one.weight for one, _ in it.first] == sorted((one.weight for one, _ in it.first), reverse=True)
    for one, finding in it.first:
        assert finding.headline.of(lang)
        assert finding.shown
        assert "{" not in one.note
        assert finding.id == one.finding
        for line in one.bars:
            assert all(0 <= piece.x <= 1000 and piece.x + piece.width <= 1001 for piece in line.pieces)
        for rank in one.ranks:
            assert 0 <= rank.at <= 1000


def test_one_lead_a_task_is_not_told_twice() -> None:
    of = network([("a", "b"), ("a", "c"), ("b", "a")])
    told = [one.finding for one in build_headlines(analyse_few(of), Presenter(of, "zh"))]
    assert "drop-outs" in told
    assert "single-lead-tasks" not in told
