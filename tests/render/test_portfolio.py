"""Several plans as one: totals against pandas on the single plans' tables, the page in a browser, the command."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas
import pytest
from click.testing import CliRunner
from lxml import html
from playwright.sync_api import expect

import respnet
from respnet.cli.group import main
from respnet.core.i18n import Lang
from respnet.core.plan import Plan
from respnet.intake.builder import PlanFacts, TaskRow, build_plan
from respnet.intake.counterparts import Counterpart
from respnet.portfolio import Portfolio, analyse_plans
from respnet.render.portfolio.page import render_portfolio
from tests import toy
from tests.render.conftest import OpenPage, Watched, find_barriers
from tests.toy import lead, responsible, support

ROOT = Path(__file__).parents[2]
RANKS = ["lead", "responsible", "support"]


def roads(area: str = "甲县") -> Plan:
    """Shares three units with the plan of science; one task without a lead, one name that is nearly another's."""
    rows = [
        TaskRow("修路", number="1", units=(lead("县教委", "县科协"), support("各乡镇(街道)")), deadline="2025年6月"),
        TaskRow("架桥", number="2", units=(lead("县教委"), responsible("县教委", "县农业农村委")), deadline="2025年"),
        TaskRow("<b>植树</b>", number="3", units=(responsible("县农委", "县交通局"),), deadline="长期坚持"),
    ]
    return build_plan(PlanFacts("roads", title=f"{area}<script>道路方案", area=area, issued="2025-01-20"), rows)


@pytest.fixture(scope="module")
def shipped() -> Plan:
    return respnet.read_plan(ROOT / "data")


@pytest.fixture(scope="module")
def portfolio(shipped: Plan) -> Portfolio:
    return analyse_plans([toy.science(), roads(), shipped, toy.science(area="乙县", plan_id="other")])


def count_plainly(plans: list[Plan]) -> pandas.DataFrame:
    """Tasks by unit, plan and strongest role, from the plans' own tables of assignments."""
    frames = [respnet.ResponsibilityNetwork(plan).to_frame().assign(plan=plan.id, area=plan.area) for plan in plans]
    rows = pandas.concat(frames)
    rows = rows[rows.role.isin(RANKS)].assign(rank=lambda one: one.role.map(RANKS.index))
    strongest = rows.groupby(["area", "unit", "plan", "number"], as_index=False)["rank"].min()
    return strongest.pivot_table(index=["area", "unit", "plan"], columns="rank", aggfunc="size", fill_value=0)


def test_each_total_is_the_sum_over_the_tables_of_the_single_plans(portfolio: Portfolio) -> None:
    counted = count_plainly([one.plan for one in portfolio.networks])
    found = portfolio.to_frame().set_index(["area", "unit", "plan"])
    found = found[found.total > 0].sort_index()
    assert found[["leads", "responsible", "supports"]].to_numpy().tolist() == counted.sort_index().to_numpy().tolist()
    assert len({one.unit for one in portfolio.results.units}) == len(portfolio.results.units)
    sums = counted.groupby(level=["area", "unit"]).sum()
    units = {unit.id: unit for one in portfolio.networks for unit in one.plan.units}
    for one in portfolio.results.units:
        name = units[one.unit]
        wanted = sums.loc[(name.area, name.name)].tolist() if one.total else [0, 0, 0]
        assert [one.leads, one.responsible, one.supports] == wanted


def test_units_are_one_within_an_area_and_apart_across_areas(portfolio: Portfolio) -> None:
    plans = {one.unit: one.plans for one in portfolio.results.units}
    assert (plans["甲县/县教委"], plans["乙县/县教委"], plans["甲县/县交通局"]) == (2, 1, 1)
    page = html.document_fromstring(render_portfolio(portfolio, "zh"))
    names = page.xpath("//table[@data-table='loads-over-plans']//th[@scope='row']/text()")
    assert {"县教委（甲县）", "县教委（乙县）", "县交通局（甲县）", "团县委（甲县）", "县农委"} <= set(names)
    assert len(set(names)) == len(names)


def test_what_is_due_from_a_unit_over_everything(portfolio: Portfolio) -> None:
    (unit,) = (one for one in portfolio.results.units if one.unit == "甲县/县教委")
    assert [(one.day, one.task) for one in unit.due] == [
        ("2025-06-30", "roads/1"),
        ("2025-12-31", "science/1"),
        ("2025-12-31", "roads/2"),
    ]
    finding = next(one for one in portfolio.findings if one.id == "due-over-plans")
    assert "到期最集中的是2025年12月，有 3 项" in finding.sentence.zh
    assert "The most in one month, 3, are due in December 2025." in finding.sentence.en


def test_units_of_plans_without_an_area_are_said_to_stand_apart_and_ties_are_told() -> None:
    rows = [TaskRow("修路", number="1", units=(lead("县教委", "县科协"),), deadline="2025年6月")]
    plans = [build_plan(PlanFacts(name, title=name, issued="2025-01-20"), rows) for name in ("甲", "乙")]
    loads, due = (
        one.sentence for one in analyse_plans(plans).findings if one.id in ("loads-over-plans", "due-over-plans")
    )
    assert (
        "没有单位同时出现在两个以上方案里。有 2 个名称出现在几个没有写明地区的方案里，没有合并为一个单位。" in loads.zh
    )
    assert "2 names stand in several plans without an area; their units are not taken for one." in loads.en
    assert "都在2025年6月到期。" in due.zh
    assert "等 4 个，各 1 项。" in due.zh
    assert due.en.endswith("with 1 each.")


def test_tasks_without_a_lead_stand_by_plan(portfolio: Portfolio) -> None:
    gaps = {one.plan: one.tasks for one in portfolio.results.gaps}
    assert (gaps["roads"], gaps["science"]) == (("roads/3",), ("science/3",))
    finding = next(one for one in portfolio.findings if one.id == "without-lead-over-plans")
    assert {one.task for one in finding.evidence} == {task for those in gaps.values() for task in those}


def data_of(page: html.HtmlElement) -> dict[str, Any]:
    return dict(json.loads(page.get_element_by_id("page-data").text))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_number_opens_as_many_tasks_as_it_says(portfolio: Portfolio, lang: Lang) -> None:
    page = html.document_fromstring(render_portfolio(portfolio, lang))
    data, numbers = data_of(page), page.xpath("//button[@data-column]")
    assert len(numbers) > 100
    for number in numbers:
        table, row = number.xpath("ancestor::table/@data-table")[0], number.xpath("ancestor::tr/@data-row")[0]
        column = int(number.get("data-column"))
        opened = [one for one in data["rows"][table][int(row)] if column in (-1, one[2])]
        assert len(opened) == int(number.text)
        assert len({task for task, _, _ in opened}) == len(opened)
        plans = [data["tasks"][task][0] for task, _, _ in opened]
        assert plans == sorted(plans)


def test_what_plans_say_is_text_and_the_same_plans_give_the_same_bytes(portfolio: Portfolio, tmp_path: Path) -> None:
    first, second = (respnet.write_portfolio(portfolio, tmp_path / name)[-1].read_bytes() for name in "ab")
    assert first == second
    page = first.decode("utf-8")
    assert "甲县&lt;script&gt;道路方案" in page
    assert "<script>道路" not in page
    assert "<b>植树" not in page
    said = json.loads((tmp_path / "a" / "portfolio.json").read_text(encoding="utf-8"))
    assert (said["generator"], said["version"], len(said["plans"])) == ("respnet-report", 1, 4)


def test_similar_names_in_one_area_are_shown_and_not_merged() -> None:
    other = build_plan(PlanFacts("x", area="甲县"), [TaskRow("t", units=(lead("县农业农村委员会"),))])
    found = analyse_plans([toy.science(), other])
    assert {"甲县/县农业农村委", "甲县/县农业农村委员会"} <= {one.unit for one in found.results.units}
    page = html.document_fromstring(render_portfolio(found, "zh"))
    (row,) = page.xpath("//table[@data-table='alike']/tbody/tr")
    assert row.text_content().split() == ["县农业农村委县农业农村委员会"]
    assert page.xpath("//table[@data-table='alike']/caption") == []  # the heading of the part says it


def test_counterparts_stand_side_by_side_and_are_never_added_up(tmp_path: Path) -> None:
    rows = [TaskRow("t", units=(lead("市科协"), support("县科协")))]
    plans = [toy.science(), build_plan(PlanFacts("city", area="丙市"), rows)]
    found = analyse_plans(plans)
    page = html.document_fromstring(render_portfolio(found, "zh"))
    shown = [
        [cell.text_content() for cell in row] for row in page.xpath("//table[@data-table='counterparts']/tbody/tr")
    ]
    assert ["科协", "县科协（甲县）", "县级", "推定", "1", "2", "1", "0", "3"] in shown
    assert ["科协", "市科协", "市级", "推定", "1", "1", "0", "0", "1"] in shown
    person = Counterpart("丙市", "市科协", "", "city", "person")
    corrected = html.document_fromstring(render_portfolio(analyse_plans(plans, counterparts=[person]), "zh"))
    names = corrected.xpath("//table[@data-table='counterparts']/tbody/tr/td[1]/text()")
    assert "市科协" not in names
    assert {one.unit for one in found.results.units} >= {"丙市/市科协", "丙市/县科协", "甲县/县科协"}


def test_units_of_one_plan_lead_together_there(portfolio: Portfolio) -> None:
    finding = next(one for one in portfolio.findings if one.id == "joint-leads-over-plans")
    assert "in 1 of them" not in finding.sentence.en


def test_plans_that_cannot_be_told_apart_are_refused() -> None:
    with pytest.raises(respnet.InputError, match="roads"):
        analyse_plans([roads(), roads("乙县")])
    with pytest.raises(respnet.InputError):
        analyse_plans([])


def test_a_number_opens_its_tasks_plan_by_plan(any_size: Watched, portfolio: Portfolio, tmp_path: Path) -> None:
    path = respnet.write_portfolio(portfolio, tmp_path)[-1]
    page = any_size.open(path)
    name = page.get_by_role("rowheader", name="县教委（甲县）")
    row = page.locator("table[data-table=loads-over-plans] tr", has=name)
    row.get_by_role("button").first.press("Enter")
    opened = page.locator("tr.opened")
    expect(opened.locator("h3")).to_have_text(["甲县科学素质实施方案（1 项）", "甲县<script>道路方案（2 项）"])
    expect(opened.locator("li")).to_have_text(["● 1 科普进校园 2025年12月底", "● 1 修路 2025年6月", "● 2 架桥 2025年"])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert find_barriers(page) == []
    row.get_by_role("button").first.press("Enter")
    expect(opened).to_have_count(0)
    any_size.quiet(path)


def test_tables_are_sorted_and_what_is_open_closes_first(
    desktop: Watched, portfolio: Portfolio, tmp_path: Path
) -> None:
    path = respnet.write_portfolio(portfolio, tmp_path)[-1]
    page = desktop.open(path)
    table = page.locator("table[data-table=loads-over-plans]")
    printed = table.locator("tbody th").all_inner_texts()
    table.locator("td button").first.click()
    expect(table.locator(".opened")).to_have_count(1)
    head = table.locator("thead th", has_text="配合")
    head.get_by_role("button").press("Enter")
    expect(table.locator(".opened")).to_have_count(0)
    supports = [int(one) for one in table.locator("tbody td:nth-child(5)").all_inner_texts()]
    assert head.get_attribute("aria-sort") == "descending"
    assert supports == sorted(supports, reverse=True)
    assert max(supports) > min(supports)
    table.locator("td button").first.click()  # the row's own tasks, wherever it stands
    name = table.locator("tbody th").first.inner_text()
    leads = int(table.locator("tbody tr").first.locator("td button").first.inner_text())
    assert (name != printed[0], table.locator(".opened li").count()) == (True, leads)
    for _ in range(2):
        head.get_by_role("button").press("Enter")
    assert table.locator("tbody th").all_inner_texts() == printed
    chances = page.locator("table[data-table=joint-leads-over-plans] tbody td:nth-child(5)")
    keys = [float(one.get_attribute("data-sort") or "nan") for one in chances.all()]
    page.locator("table[data-table=joint-leads-over-plans] thead button", has_text="碰巧").press("Enter")
    sorted_keys = [float(one.get_attribute("data-sort") or "nan") for one in chances.all()]
    assert sorted_keys == sorted(keys, reverse=True)
    desktop.quiet(path)


def test_without_scripts_every_task_of_every_plan_is_read(
    open_page: OpenPage, portfolio: Portfolio, tmp_path: Path
) -> None:
    path = respnet.write_portfolio(portfolio, tmp_path)[-1]
    page = open_page(java_script_enabled=False)
    page.goto(path.as_uri())
    said = page.locator("main").inner_text()
    assert "2 架桥 2025年 ● 县教委（甲县）" in said
    assert all(task.title in said for one in portfolio.networks for task in one.tasks)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a store that reports only read."""
    address = str(tmp_path_factory.mktemp("store") / "plans.lbug")
    with respnet.open_store(address) as store:
        for plan in (toy.science(), roads(), roads("乙县")):
            store.load(plan if plan.area == "甲县" else replace_id(plan, "far"))
    return address


def replace_id(plan: Plan, plan_id: str) -> Plan:
    tasks = {task.id: f"{plan_id}/{task.number}" for task in plan.tasks}
    return replace(
        plan,
        id=plan_id,
        tasks=tuple(replace(task, id=tasks[task.id]) for task in plan.tasks),
        assignments=tuple(replace(one, task=tasks[one.task]) for one in plan.assignments),
    )


@pytest.mark.parametrize(
    ("options", "plans"),
    [
        (("--area", "甲县"), ["roads", "science"]),
        (("--year", "2025"), ["far", "roads"]),
        (("--area", "甲县", "--year", "2022"), ["science"]),
        (("--plan", "science", "--plan", "far"), ["science", "far"]),
        (("--all",), ["far", "roads", "science"]),
    ],
)
def test_the_command_takes_plans_of_a_store(
    stored: str, tmp_path: Path, options: tuple[str, ...], plans: list[str]
) -> None:
    told = CliRunner().invoke(main, ["report", "--store", stored, *options, "--output", str(tmp_path / "r")])
    assert told.exit_code == 0, told.output
    said = json.loads((tmp_path / "r" / "portfolio.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in said["plans"]] == plans
    assert (tmp_path / "r" / "index.html").is_file()


def test_the_command_names_what_was_asked_for_and_what_is_there(stored: str) -> None:
    told = CliRunner().invoke(main, ["report", "--store", stored, "--area", "甲县", "--year", "22", "--lang", "zh"])
    assert told.exit_code == 1
    assert told.stderr.startswith("错误：库里没有“甲县 22”的方案。现有（? 是没有写明）：")
    assert "甲县 2022" in told.stderr


def test_the_command_keeps_a_file_of_counterparts(stored: str, tmp_path: Path) -> None:
    file = tmp_path / "counterparts.csv"
    command = ["report", "--store", stored, "--all", "--counterparts", str(file), "--output", str(tmp_path / "r")]
    assert CliRunner().invoke(main, command).exit_code == 0
    first = file.read_bytes()
    assert "甲县,县科协,科协,county,rule" in first.decode("utf-8")
    file.write_bytes(first.replace("甲县,县科协,科协".encode(), "甲县,县科协,科技".encode()))
    changed = file.read_bytes()
    assert CliRunner().invoke(main, command).exit_code == 0
    assert file.read_bytes() == changed
    said = json.loads((tmp_path / "r" / "portfolio.json").read_text(encoding="utf-8"))["counterparts"]
    assert {
        "home_area": "甲县",
        "name": "县科协",
        "counterpart": "科技",
        "level": "county",
        "by": "person",
        "note": "",
    } in said


def test_the_command_takes_plans_at_paths(tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        (tmp_path / f"{name}.csv").write_text("title,lead_units\n修路,县教委、各乡镇\n", encoding="utf-8")
    places = [str(tmp_path / f"{name}.csv") for name in ("甲", "乙")]
    told = CliRunner().invoke(main, ["report", *places, "--output", str(tmp_path / "r"), "--lang", "en"])
    assert told.exit_code == 0, told.output
    assert "2 plans, 2 tasks, 2 units." in told.output  # as on the page, without the collectives


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        (("--area", "丙县"), 1, "乙县 2025"),
        (("--all", "--focus", "县教委"), 2, "--focus"),
        (("--all", "--example"), 2, "--area"),
        (("--plan", "science", "--plan", "none"), 1, "none"),
    ],
)
def test_the_command_says_what_is_wrong(stored: str, options: tuple[str, ...], status: int, words: str) -> None:
    told = CliRunner().invoke(main, ["report", "--store", stored, *options])
    assert (told.exit_code, words in told.output) == (status, True), told.output


def test_no_heading_stands_over_what_the_plans_do_not_have() -> None:
    rows = [TaskRow("修路", number="1", units=(responsible("县教委", "县科协"),))]
    plans = [build_plan(PlanFacts(name, title=name), rows) for name in ("甲", "乙")]
    html = render_portfolio(analyse_plans(plans), "zh")
    titles = re.findall(r"<h2 [^>]*>([^<]+)</h2>", html)
    assert "各单位在全部方案中的任务" in titles
    assert not {"各单位到期的任务", "在全部方案中常常共同牵头的单位"} & set(titles)
