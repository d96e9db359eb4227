"""The comparison of units in a real browser: any pair, by its address too, and by keyboard."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.render.conftest import Watched


def test_another_pair_is_chosen_and_its_address_can_be_sent(any_size: Watched, reports: dict[str, Path]) -> None:
    page = any_size.open(reports["zh"], "#focus")
    said = page.locator("#focus-said")
    expect(said.locator("p").first).to_contain_text("两家共同牵头 2 项（任务 4、5）")
    page.locator("#focus-choice select").nth(1).select_option("县科技局")
    assert unquote(page.url).endswith("#focus?a=县科协&b=县科技局")
    expect(said.locator(".note")).to_have_text("下面的句子对每个单位分别写成；两家之间的比较请看表。")
    assert said.locator("p.sentence").count() == 6
    expect(page.locator("#compare-table thead th.of").nth(1)).to_have_text("县科技局")
    second = page.locator("#compare-table tr[data-row=roles] td").nth(1)
    expect(second.locator(".text")).to_have_text("牵头 11，责任 14，配合 0，共 25 项")
    assert second.locator("rect.piece").first.get_attribute("width") == str(round(1000 * 11 / 30))
    alone = page.locator("#compare-table tr[data-row=alone] td").nth(1)
    expect(alone).to_have_text("无")
    address = page.url
    page.locator("#focus-choice select").nth(1).select_option("县教委")
    assert said.locator("p").count() == 3  # the focus pair again
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("#compare-table thead th.of").nth(1)).to_have_text("县科技局")
    any_size.quiet(reports["zh"])


def test_what_the_script_places_is_what_python_wrote(desktop: Watched, reports: dict[str, Path]) -> None:
    """Both columns swapped show the other's cells, to the letter."""
    page = desktop.open(reports["zh"], "#focus")
    column = "at => [...document.querySelectorAll('#compare-table tbody tr')].map(row => row.cells[at].innerHTML)"

    def shown(at: int) -> list[str]:
        cells: list[str] = page.evaluate(column, at)
        return [" ".join(cell.split()).replace("</li><li>", "</li> <li>").replace("> <", "><") for cell in cells]

    first, second = shown(1), shown(2)
    page.goto(reports["zh"].as_uri() + "#focus?a=县教委&b=县科协")
    expect(page.locator("#compare-table thead th.of").first).to_have_text("县教委")
    assert (shown(2), shown(1)) == (first, second)


def test_a_name_that_the_plan_lacks_leaves_the_focus_unit(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#focus?a=没有的单位&b=县应急管理局")
    assert page.locator("#compare-table thead th.of").all_inner_texts() == ["县科协", "县应急局"]  # also written so
    desktop.quiet(reports["zh"])


def test_units_are_chosen_by_keyboard(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#focus")
    select = page.locator("#focus-choice select").first
    select.focus()
    page.keyboard.press("ArrowDown")
    chosen = select.evaluate("select => select.value")
    expect(page.locator("#compare-table thead th.of").first).to_have_text(chosen)


@pytest.mark.parametrize(
    ("typed", "shown"), [("薄弱环节", "#risks"), ("缺位影响", "#finding-drop-outs"), ("tpys", "#data")]
)
def test_the_search_goes_to_views_and_findings(
    desktop: Watched, reports: dict[str, Path], typed: str, shown: str
) -> None:
    page = desktop.open(reports["zh"])
    page.locator("#find").fill("sjyff" if typed == "tpys" else typed)
    page.keyboard.press("Enter")
    expect(page.locator(shown)).to_be_visible()
    assert page.url.endswith(shown)


def test_the_search_goes_to_a_section_of_the_tasks(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"])
    page.locator("#find").fill("三、重点工程")
    page.keyboard.press("Enter")
    expect(page.locator("#tasks")).to_be_visible()
    assert 0 < page.locator("#tasks-table tbody tr:visible").count() < 32
