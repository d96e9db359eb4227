"""Filters of tasks, units and deadlines in a real Chromium: choices, counts, addresses, nothing found."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

import respnet
from respnet.core.network import ResponsibilityNetwork
from respnet.intake.builder import PlanFacts, TaskRow, build_plan
from respnet.pipeline import analyse
from tests.render.conftest import Watched
from tests.toy import lead, responsible


def numbers(page: Page) -> list[str]:
    return page.locator("#tasks-table tbody tr:visible th").all_inner_texts()


def test_choices_work_together_and_are_counted(any_size: Watched, reports: dict[str, Path]) -> None:
    page = any_size.open(reports["zh"], "#tasks")
    count = page.locator("#tasks .filter output")
    expect(count).to_have_text("显示 32 / 32 项")
    page.locator("#tasks [name=unit]").select_option("县教委")
    expect(count).to_have_text("显示 16 / 32 项")
    page.locator("#tasks [name=role]").select_option("lead")
    assert numbers(page) == ["2", "3", "4", "5"]
    page.locator("#tasks [name=leads]").select_option("single")
    assert numbers(page) == ["2", "3"]
    page.locator("#tasks [name=q]").fill("教师")
    assert numbers(page) == ["3"]
    expect(count).to_have_text("显示 1 / 32 项")
    page.locator("#tasks [name=q]").fill("没有这样的任务")
    expect(page.locator("#tasks-table-nothing")).to_be_visible()
    expect(count).to_have_text("显示 0 / 32 项")
    page.locator("#tasks .clear").click()
    expect(count).to_have_text("显示 32 / 32 项")
    expect(page.locator("#tasks-table-nothing")).to_be_hidden()
    any_size.quiet(reports["zh"])


def test_a_section_takes_its_subsections_along(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#tasks")
    page.locator("#tasks [name=section]").select_option("二、提升行动")
    assert len(numbers(page)) == 17
    page.locator("#tasks [name=section]").select_option("二、提升行动 › (一)实施青少年科学素质提升行动")
    assert numbers(page) == ["2", "3", "4", "5"]


def test_links_arrive_with_their_filter_and_back_restores_it(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"])
    page.locator(".tiles a[href='#tasks?leads=single']").click()
    assert numbers(page) == ["2", "3", "9", "16", "17", "19", "28"]
    expect(page.locator("nav a[aria-current]")).to_have_text("任务")
    page.locator("nav a[href='#units']").click()
    page.locator("#units-table tr", has_text="县科协").get_by_label("县科协牵头的任务：22 项").click()
    assert len(numbers(page)) == 22
    page.locator("#tasks [name=q]").fill("农民")
    page.wait_for_url("**q=*")
    page.locator("nav a[href='#data']").click()
    page.go_back()
    expect(page.locator("#tasks [name=q]")).to_have_value("农民")
    assert numbers(page) == ["7", "8", "9"]
    page.go_back()
    expect(page.locator("#units")).to_be_visible()
    page.go_back()
    assert len(numbers(page)) == 7
    desktop.quiet(reports["zh"])


def test_another_spelling_and_unknown_choices_in_an_address(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#tasks?unit=县应急管理局&role=lead")
    assert numbers(page) == ["26"]
    page = desktop.open(reports["zh"], "#tasks?unit=没有的单位&leads=nonsense&section=%zz")
    assert len(numbers(page)) == 32
    desktop.quiet(reports["zh"])


def test_a_link_to_a_task_shows_it_whatever_was_filtered(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#tasks?leads=single")
    page.locator("#find").fill("品牌科普活动")
    page.keyboard.press("Enter")
    expect(page.locator("#task-23")).to_be_visible()
    assert len(numbers(page)) == 32


def test_units_by_kind_and_role(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["en"], "#units?kind=collective")
    expect(page.locator("#units .filter output")).to_have_text("2 of 32 units shown")
    page.locator("#units [name=kind]").select_option("")
    page.locator("#units [name=role]").select_option("lead")
    expect(page.locator("#units .filter output")).to_have_text("13 of 32 units shown")
    page.locator("#units [name=role]").select_option("no-lead")
    expect(page.locator("#units .filter output")).to_have_text("19 of 32 units shown")


@pytest.fixture
def dated(tmp_path: Path) -> Path:
    rows = [
        TaskRow(f"任务{place}", number=str(place), deadline=text, units=(lead("甲局"), responsible("乙局")))
        for place, text in enumerate(("持续推进", "2025年12月", "2025年6月", "年底前"), 1)
    ]
    plan = build_plan(PlanFacts("p"), rows)
    analysis = analyse(ResponsibilityNetwork(plan), draws=50, tie_draws=50, null_draws=2)
    return respnet.write_report(analysis, (), tmp_path)[-1]


def test_a_bar_and_a_cell_lead_to_what_is_due(any_size: Watched, dated: Path) -> None:
    page = any_size.open(dated, "#time")
    assert page.locator("#due-table tbody tr th").all_inner_texts() == [
        "2025年6月",
        "2025年12月",
        "读不出日期",
        "持续推进",
    ]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator("#time .chart:visible a").nth(1).click()
    assert page.url.endswith("#time?when=2025-12")
    assert page.locator("#due-table tbody tr:visible th").all_inner_texts() == ["2025年12月"]
    page.locator("#due-units td a").first.click()
    expect(page.locator("#time [name=unit]")).to_have_value("甲局")
    assert page.locator("#due-table tbody tr:visible th").all_inner_texts() == ["2025年6月"]
    any_size.quiet(dated)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_timetable_has_no_barrier_that_axe_knows(desktop: Watched, dated: Path, scheme: str) -> None:
    browser = desktop.page.context.browser
    page = browser.new_context(bypass_csp=True, color_scheme=scheme).new_page()  # type: ignore
    page.goto(dated.as_uri() + "#time")
    results = Axe().run(page)
    assert [(one["id"], one["nodes"][0]["html"]) for one in results.response["violations"]] == []
    page.context.close()
