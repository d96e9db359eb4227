"""What the overview puts first: the answers of this plan by their weight, each with its finding and picture."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import unquote

import pytest

from respnet.checks import check
from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import WORKING_ROLES, Role
from respnet.intake.builder import UnitRecord
from respnet.pipeline import Analysis
from respnet.render.page.views.overview import MAX_HEADLINES, OverviewView, build_headlines, prepare
from respnet.render.presenter import Presenter
from tests import toy
from tests.analysis.family import FAMILY, analyse_few, network
from tests.render.pages import NAMES, leads_of, network_of, strongest_of, tree_of


@cache
def said(of: ResponsibilityNetwork, lang: Lang = "zh") -> list[str]:
    analysis = analyse_few(of)
    return [analysis.finding(one.finding).headline.of(lang) for one in build_headlines(analysis, Presenter(of, lang))]


def test_the_shipped_plan_in_five_lines(analysis: Analysis) -> None:
    headlines = build_headlines(analysis, Presenter(analysis.network, "zh"))
    assert [one.finding for one in headlines] == [
        *("overloaded-units", "single-lead-tasks", "drop-outs", "co-leads-beyond-chance", "focus-units")
    ]
    for one in headlines:
        finding = analysis.finding(one.finding)
        assert finding.headline.zh
        assert finding.sentence.zh.startswith(finding.headline.zh)


def test_the_busiest_units_are_drawn_with_leads_and_other_tasks(analysis: Analysis) -> None:
    load = build_headlines(analysis, Presenter(analysis.network, "zh"))[0]
    names = analysis.network.unit_by_id
    assert [(names[line.units[0]].name, line.value) for line in load.bars] == [
        *(
            ("县科协", "22＋8"),
            ("县科技局", "11＋14"),
            ("县人力社保局", "4＋16"),
            ("县教委", "4＋12"),
            ("县委组织部", "4＋6"),
        )
    ]
    assert [[piece.width for piece in line.pieces] for line in load.bars][:2] == [[733, 267], [367, 467]]
    assert (load.note, load.more) == ("牵头＋其他参与（责任），项", "看全部 30 家")


def test_tasks_with_one_lead_are_listed_with_it(analysis: Analysis) -> None:
    single = build_headlines(analysis, Presenter(analysis.network, "zh"))[1]
    led = {
        task: [one.unit for one in analysis.network.assignments_by_task[task] if one.role is Role.LEAD]
        for task, _ in single.tasks
    }
    assert led == {task: [unit] for task, unit in single.tasks}
    assert (len(led), single.href, single.more) == (7, "#tasks?leads=single", "看这 7 项")


def test_the_pair_missed_most_stands_below_the_units(analysis: Analysis) -> None:
    missed = build_headlines(analysis, Presenter(analysis.network, "zh"))[2]
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
        assert one.more
        for line in one.bars:
            assert all(0 <= piece.x <= 1000 and piece.x + piece.width <= 1001 for piece in line.pieces)
        assert {unit for line in one.bars for unit in line.units} <= set(FAMILY[name].unit_by_id)
    for step, href in it.steps:
        assert "{" not in step.text.of(lang)
        assert bool(href) != (step.id == "hand-out-sheets")


def test_periods_are_named_as_people_write_them() -> None:
    analysis = analyse_few(ResponsibilityNetwork(toy.science()))
    due = next(
        one for one in build_headlines(analysis, Presenter(analysis.network, "zh")) if one.finding == "due-dates"
    )
    assert [(line.label, line.value) for line in due.bars] == [("2025年12月", "1")]


def test_one_lead_a_task_is_not_told_twice() -> None:
    of = network([("a", "b"), ("a", "c"), ("b", "a")])
    told = [one.finding for one in build_headlines(analyse_few(of), Presenter(of, "zh"))]
    assert "drop-outs" in told
    assert "single-lead-tasks" not in told


def test_the_next_steps_of_the_shipped_plan_and_where_they_lead(analysis: Analysis) -> None:
    problems = tuple(check(analysis.network.plan))
    it = prepare(analysis, problems, Presenter(analysis.network, "zh")).it
    assert isinstance(it, OverviewView)
    assert [(step.id, unquote(href)) for step, href in it.steps] == [
        ("check-problems", "#data-problems"),
        ("confirm-single-leads", "#tasks?leads=single"),
        ("agree-summary", "#unit=县科协?with=县科技局"),
        ("list-members", "#units?kind=collective"),
        ("hand-out-sheets", ""),
    ]
    assert it.steps[0][0].text.zh == f"对照原文核对 {len(problems)} 处"
    leaders = {one.unit for one in analysis.network.plan.assignments if one.role is Role.LEAD}
    assert set(it.steps[-1][0].units) == leaders
    assert len(leaders) == 13


@pytest.mark.parametrize("name", [name for name in NAMES if network_of(name).tasks])
def test_sheets_go_to_each_unit_that_leads_or_to_all_where_nobody_does(name: str) -> None:
    buttons = tree_of(name).xpath('//*[@id="next-steps"]//button[@data-units]')
    units = network_of(name).plan.units
    leads = {unit for those in leads_of(name).values() for unit in those}
    single = {unit.id for unit in units if not unit.collective}
    busy = {unit for unit, mine in strongest_of(name).items() if set(mine.values()) & set(WORKING_ROLES)}
    busy = busy or {one.unit for one in network_of(name).plan.assignments}  # those that supervise
    assert bool(buttons) == bool(single & busy)  # nobody is sent nothing
    if not buttons:
        return
    (button,) = buttons
    to = [units[int(place)].id for place in button.get("data-units").split()]
    assert len(to) == len(set(to))
    assert set(to) == single & (leads if leads & single else busy)
    assert re.findall(r"\d+", button.getparent().text_content())[0] == str(len(to))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_words_that_puzzled_readers_lead_to_their_explanation(lang: Lang) -> None:
    tree = tree_of("shipped", lang)
    links = tree.xpath('//*[contains(@class, "sentence") or @class="intro"]/a')
    assert {one.get("href") for one in links} >= {"#word-collective", "#word-scheme", "#word-bridge"}
    assert links[0].text == {"zh": "统称", "en": "collectives"}[lang]
    assert {one.get("href")[1:] for one in links} <= {one.get("id") for one in tree.xpath("//tr[@id]")}
    assert tree.xpath('//*[@id="units-table"]//a[@class="ways"]/@href')[0] == "#schemes-table"
    assert tree.xpath('//*[@id="schemes-table"]')
    note = tree.xpath('//*[@id="finding-overloaded-units"]//figcaption')[0].text
    assert note == {"zh": "牵头＋其他参与（责任），项", "en": "Tasks led + other tasks (Responsible)"}[lang]


def test_two_units_are_a_bar_only_where_no_other_pair_is_level() -> None:
    of = ResponsibilityNetwork(toy.science())
    pair = analyse_few(of).results.fragility.worst_pair
    assert pair is not None
    assert pair.level == 2
    (answer,) = (one for one in build_headlines(analyse_few(of), Presenter(of, "zh")) if one.finding == "drop-outs")
    assert answer.bars
    assert all(len(line.units) == 1 for line in answer.bars)
