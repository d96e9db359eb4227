"""The page of a plan too large to show at once: what is in it, what is said to be elsewhere, what opens."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

import respnet
from respnet.render.page.page import MAX_INLINE_SHEETS
from respnet.render.page.views.base import MAX_INLINE_ROWS
from respnet.render.page.views.matrix import MAX_PAGE_CELLS
from tests.render.conftest import LANGS, Watched, go_to
from tests.render.large import ODD, TASKS, UNITS, large_analysis

Large = Callable[[str], Path]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Large:
    analysis = large_analysis()
    assert 200 * len(analysis.network.plan.assignments) > MAX_INLINE_SHEETS
    assert len(analysis.network.tasks) > MAX_INLINE_ROWS
    return cache(
        lambda lang: respnet.write_report(analysis, (), tmp_path_factory.mktemp(f"large-{lang}"), lang=lang)[-1]
    )


def test_the_page_stays_small_and_says_what_is_not_in_it(large: Large) -> None:
    text = large("zh").read_text(encoding="utf-8")
    assert len(text.encode("utf-8")) < 8_000_000
    assert len(re.findall(r'<tr id="task=\d+"', text)) == MAX_INLINE_ROWS
    assert 'id="sheet-apart"' in text
    assert '<article class="sheet' not in text
    assert "任务清单没有放进本页" in text
    assert "没有脚本时只列出前 1000 行，共 1200 行。" in text
    said = MAX_PAGE_CELLS // UNITS
    assert f"这里只列出前 {said} 项任务（共 {TASKS} 项）" in text
    table = text[text.index('id="matrix-table"') :]
    assert table[: table.index("</thead>")].count('class="task"') == said


@pytest.mark.parametrize("lang", LANGS)
def test_it_opens_and_every_view_shows(desktop: Watched, large: Large, lang: str) -> None:
    page = desktop.open(large(lang))
    expect(page.locator("#overview .intro")).to_be_visible()
    for link in page.locator(".tabs a, .modes a").all():
        go_to(page, str(link.get_attribute("href")))
        assert page.locator(".view:visible").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    desktop.quiet(large(lang))


def test_rows_that_are_not_shown_are_found_sorted_linked_and_listed(desktop: Watched, large: Large) -> None:
    page = desktop.open(large("zh"), "#tasks")
    count, rows = page.locator("#tasks .filter output"), page.locator("#tasks-table tbody tr:visible th")
    expect(count).to_have_text("显示 1200 / 1200 项（列出前 500 行）")
    assert rows.count() == 500
    page.locator("#tasks-table-rest button").click()
    page.locator("#tasks-table-rest button").click()
    assert rows.count() == TASKS
    expect(page.locator("#tasks-table-rest")).to_be_hidden()
    page.locator("#tasks [name=q]").fill("第1150件事")
    expect(count).to_have_text("显示 1 / 1200 项")
    row = page.locator("#tasks-table tbody tr:visible")
    assert row.locator("td").first.inner_text() == "第23节"
    assert row.locator("td.title a").get_attribute("href") == "#task=1150"
    assert row.locator("a.unit").first.inner_text() == "第30局"
    page.locator("#tasks .clear").click()
    page.locator("#tasks-table th", has_text="序号").locator("button").click()
    page.locator("#tasks-table th", has_text="序号").locator("button").click()
    assert rows.first.inner_text() == "1200"
    desktop.quiet(large("zh"))


def test_a_task_whose_row_is_not_there_yet_has_its_card(desktop: Watched, large: Large) -> None:
    page = desktop.open(large("zh"), "#task=1200")
    card = page.locator("#card")
    expect(card.locator("h2")).to_have_text("1200 第1200件事")
    assert card.locator("dd").all_inner_texts() == ["第24节", "2024年1月底前"]
    assert card.locator("ul").last.locator("li").last.inner_text() == "等"
    expect(page.locator("#tasks")).to_be_visible()
    go_to(page, "#time?when=2026-12")
    expect(card).to_be_hidden()
    expect(page.locator("#time .filter output")).to_have_text("显示 100 / 1200 项")
    desktop.quiet(large("zh"))


def test_made_rows_look_like_written_ones(desktop: Watched, large: Large) -> None:
    page = desktop.open(large("zh"), "#tasks")
    for _ in range(2):
        page.locator("#tasks-table-rest button").click()
    rows = page.locator("#tasks-table tbody tr")
    assert rows.count() == TASKS
    shape = """row => [...row.cells].map((cell) => [cell.tagName, cell.className, cell.scope ?? "", cell.dataset.label,
      [...cell.children].map((one) => one.tagName + one.className)[0] ?? ""])"""
    assert rows.nth(1199).evaluate(shape) == rows.nth(999).evaluate(shape)
    assert rows.nth(1199).evaluate("row => Object.keys(row.dataset)") == rows.nth(999).evaluate(
        "row => Object.keys(row.dataset)"
    )


def test_a_duty_sheet_that_is_not_in_the_page_is_told_how_to_make(desktop: Watched, large: Large) -> None:
    page = desktop.open(large("zh"), "#sheet=第3局")
    sheet = page.locator("#sheet-apart")
    expect(sheet.locator("h2")).to_have_text("第3局的任务清单")
    expect(sheet.locator("code").first).to_have_text("respnet sheet 第3局 方案文件夹 --lang zh")
    expect(sheet.locator("code").last).to_have_text("respnet sheet --all 方案文件夹 --lang zh")
    go_to(page, f"#sheet={quote(ODD)}")
    expect(sheet.locator("h2")).to_have_text(f"{ODD}的任务清单")
    expect(sheet.locator(".one")).to_be_hidden()
    page.goto(large("zh").as_uri() + "#sheet=没有的单位")
    expect(page.locator("#units")).to_be_visible()
    desktop.quiet(large("zh"))


def test_a_unit_of_a_large_plan_lists_its_first_tasks_in_its_card(desktop: Watched, large: Large) -> None:
    page = desktop.open(large("zh"), "#units")
    row = page.locator("#units-table tr").filter(has=page.get_by_role("link", name="第3局", exact=True))
    many = int(row.locator("td.number").nth(1).inner_text())
    assert many > 100
    go_to(page, "#unit=第3局")
    assert f"责任 {many}" in page.locator("#card h3").all_inner_texts()
    page.locator("#card a", has_text=f"另有 {many - 100} 项").click()
    expect(page.locator("#tasks .filter output")).to_contain_text(f"显示 {many} / 1200 项")
    desktop.quiet(large("zh"))
