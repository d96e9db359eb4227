"""The matrix in a real Chromium: keys, light, order, frozen heads and the print on A3."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.render.conftest import LANGS, Watched, hash_of


def active(page: Page) -> str | None:
    label: str | None = page.evaluate("document.activeElement.getAttribute('aria-label')")
    return label


def test_arrow_keys_move_through_the_cells_and_each_is_said(any_size: Watched, reports: dict[str, Path]) -> None:
    page = any_size.open(reports["zh"], "#matrix")
    assert page.locator("#matrix-table td[tabindex]").count() == 1
    page.locator("#matrix-table td[tabindex]").focus()
    assert active(page) == "县教委 牵头 任务 2"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert active(page) == "县人力社保局 不参与 任务 3"
    page.keyboard.press("End")
    assert active(page) == "县人力社保局 合计 20"
    page.keyboard.press("Control+Home")
    assert active(page) == "县教委 牵头 任务 2"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    assert active(page) == "县教委 牵头 任务 2"
    assert page.locator("#matrix-table td[tabindex]").count() == 1
    any_size.quiet(reports["zh"])


def test_row_and_column_light_up_under_pointer_and_focus(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#matrix")
    cell = page.locator("#matrix-table tbody tr").nth(3).locator("td").nth(11)
    cell.hover()
    expect(page.locator(".readout")).to_have_text("县民政局 牵头、责任 任务 14 实施智慧助老科普行动")
    expect(page.locator("#matrix-table tr.hot th")).to_have_text("县民政局")
    expect(page.locator("#matrix-table .numbers th.hot")).to_have_text("14")
    page.locator("h1").hover()
    assert page.locator("#matrix-table .hot").count() == 0


def test_heads_stay_while_the_matrix_scrolls(any_size: Watched, reports: dict[str, Path]) -> None:
    page = any_size.open(reports["en"], "#matrix")
    page.evaluate("const box = document.querySelector('.matrixbox'); box.scrollTop = 300; box.scrollLeft = 300;")
    inside = """selector => {
        const box = document.querySelector('.matrixbox').getBoundingClientRect();
        const head = document.querySelector(selector).getBoundingClientRect();
        return [Math.abs(head.left - box.left) < 3, head.top - box.top];
    }"""
    left, _ = page.evaluate(inside, "#matrix-table tbody tr:nth-child(12) th")
    assert left
    _, top = page.evaluate(inside, "#matrix-table .numbers th")
    assert 0 <= top < 160


def test_the_order_by_cluster_and_back(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#matrix")
    units = page.locator("#matrix-table tbody th a")
    numbers = page.locator("#matrix-table .numbers a")
    before = (units.all_inner_texts(), numbers.all_inner_texts())
    text = page.locator("#matrix-table tbody").inner_text()
    page.locator("[name=matrix-order][value=cluster]").check()
    assert hash_of(page) == "#matrix?order=cluster"
    after = (units.all_inner_texts(), numbers.all_inner_texts())
    assert after != before
    assert [sorted(one) for one in after] == [sorted(one) for one in before]
    expect(page.locator("#matrix-table .bands th").first).to_contain_text("协作组 1：")
    row = page.locator("#matrix-table tbody tr", has=page.locator("th", has_text="县科协"))
    assert row.locator("td", has_text="●").count() == 22
    page.locator("nav a[href='#units']").click()
    expect(page.locator("#units")).to_be_visible()
    page.go_back()
    expect(page.locator("#matrix")).to_be_visible()
    assert (units.all_inner_texts(), numbers.all_inner_texts()) == after
    page.locator("[name=matrix-order][value=section]").check()
    assert page.locator("#matrix-table tbody").inner_text() == text
    desktop.quiet(reports["zh"])


@pytest.mark.parametrize("lang", LANGS)
def test_the_matrix_prints_on_one_a3_sheet_across(desktop: Watched, reports: dict[str, Path], lang: str) -> None:
    page = desktop.open(reports[lang], "#matrix")
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[([\d. ]+)\]", pdf)
    assert {tuple(round(float(x)) for x in box.split()) for box in boxes} == {(0, 0, 1191, 842)}
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1497, "height": 1000})  # the width of A3 between its margins
    assert page.evaluate("document.getElementById('matrix-table').getBoundingClientRect().right <= window.innerWidth")
