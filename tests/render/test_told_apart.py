"""A plan that counts its tasks anew in each section: nowhere does one number stand for two tasks."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import unquote

import pytest

from respnet.analysis.structure.lead_network import count_co_leads
from respnet.checks import check
from respnet.comparison import compare
from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.comparison import build_comparison_findings
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
from respnet.pipeline import Analysis, analyse
from respnet.render.assignment_chart.svg import draw_svg
from respnet.render.comparison.view import ComparisonView
from respnet.render.network_plot.plot import draw_network
from respnet.render.page.page import render_report
from respnet.render.page.page_data import build_search_index
from respnet.render.presenter import Presenter
from respnet.render.workbook.workbook import build_worksheets

NUMBERED = ("（一）修路", "（二）植树", "（三）治水")
BARE = ("修路", "植树", "治水")


def plan(sections: tuple[str, ...], lead: str = "县甲局") -> ResponsibilityNetwork:
    """Three sections of three tasks; one unit leads most of them, and all are due in a year."""
    rows = [
        TaskRow(
            f"{section[-2:]}第{number}项工作",
            number=str(number),
            section=(section,),
            units=(
                UnitList(Role.LEAD, (lead, "县乙局") if number == 2 else (lead,)),
                UnitList(Role.RESPONSIBLE, ("县丙局", "县丁局", f"县{section[-1]}局")),
                UnitList(Role.SUPPORT, ("各乡镇",)),
            ),
            deadline=f"202{number + 4}年底",
        )
        for section in sections
        for number in (1, 2, 3)
    ]
    return ResponsibilityNetwork(build_plan(PlanFacts("p", title="三件事方案"), rows))


@cache
def analysed(sections: tuple[str, ...]) -> Analysis:
    return analyse(plan(sections), draws=20, tie_draws=20, null_draws=2)


def page(sections: tuple[str, ...], lang: Lang) -> str:
    found = analysed(sections)
    return render_report(found, tuple(check(found.network.plan)), lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("sections", "number"), [(NUMBERED, r"[（(].[）)]<wbr>\d"), (BARE, r"#\d")])
def test_every_link_of_the_page_says_which_task_it_is(sections: tuple[str, ...], number: str, lang: Lang) -> None:
    links = set(re.findall(r'<a class="task" href="#task=([^"]+)" title="([^"]*)">(.*?)</a>', page(sections, lang)))
    assert len(links) == len({text for *_, text in links}) == len({title for _, title, _ in links}) == 9
    assert all(re.fullmatch(number, text) for *_, text in links)
    assert all(unquote(href) == text.replace("<wbr>", "") for href, _, text in links)


def test_a_list_shows_the_place_where_numbers_and_sections_do_not_help() -> None:
    heads = re.compile(r'<th scope="row" data-sort="\d">([^<]*)</th><td class="section">')
    assert heads.findall(page(BARE, "zh")) == [f"{1 + place % 3} #{place + 1}" for place in range(9)]
    assert heads.findall(page(NUMBERED, "zh")) == ["1", "2", "3"] * 3


def test_search_and_scripts_know_each_task_by_its_own_number_and_by_the_printed_one() -> None:
    voice = Presenter(plan(NUMBERED), "zh")
    found = [one for one in build_search_index(analysed(NUMBERED), (), voice) if one["what"] == "what_task"]
    assert [one["short"] for one in found][:4] == ["（一）1", "（一）2", "（一）3", "（二）1"]
    assert found[3]["names"] == ["（二）1 植树第1项工作", "1 植树第1项工作"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_picture_has_a_number_of_its_own_for_each_task(lang: Lang) -> None:
    network = plan(NUMBERED)
    opened, closed = "（）" if lang == "zh" else "()"
    numbers = [f"{opened}{section}{closed}{number}" for section in "一二三" for number in (1, 2, 3)]
    tasks = re.findall(r'<a class="t".*?<text class="number"[^>]*>(.*?)</text>', draw_svg(network, lang))
    assert tasks == numbers
    drawn = [str(node["full"]).split()[0] for node in draw_network(network, lang).nodes if node["what"] == "task"]
    assert drawn == numbers


@pytest.mark.parametrize(("sections", "which"), [(NUMBERED, "（一）2、（二）2、（三）2"), (BARE, "#2、#5、#8")])
def test_the_workbook_s_lists_of_tasks_tell_them_apart(sections: tuple[str, ...], which: str) -> None:
    network = plan(sections)
    sheets = {one.key: one for one in build_worksheets(network, count_co_leads(network), check(network.plan), "zh")}
    assert next(row for row in sheets["units"].rows if "县乙局" in row).count(which) == 1
    assert which in sheets["pairs"].rows[0]
    repeated = [
        str(cell).replace("\n", "")  # links break into lines
        for row in sheets["problems"].rows
        if "任务编号重复" in str(row)
        for cell in row
    ]
    every = [f"（{section}）{number}" for section in "一二三" for number in (1, 2, 3)]
    assert "、".join(every if sections == NUMBERED else [f"#{place}" for place in range(1, 10)]) in repeated


def test_a_comparison_tells_the_tasks_of_both_plans_apart() -> None:
    old, new = plan(NUMBERED), plan(NUMBERED, lead="县新局")
    found = compare(old, new)
    first, *_ = ComparisonView(old, new, found, "zh").list_sections(build_comparison_findings(old, new, found))
    assert first.table
    assert [row[0] for row in first.table.rows][:4] == ["（一）1", "（一）2", "（一）3", "（二）1"]
