"""The co-leads in a real browser: the order of the heat map, its keys, and the way from a cell to its tasks."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.render.conftest import Watched


def test_the_heat_map_changes_its_order_and_comes_back(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#coleads")
    rows = page.locator("#heat tbody th")
    grouped = rows.all_inner_texts()
    page.locator("input[value=printed]").check()
    printed = rows.all_inner_texts()
    assert printed[:3] == ["县教委", "县人力社保局", "县科协"]
    assert page.locator("#heat thead th").all_text_contents() == printed
    diagonal = "[...document.querySelectorAll('#heat tbody tr')].every((row, i) => row.cells[i + 1].matches('.own'))"
    assert page.evaluate(diagonal)
    page.locator("input[value=grouped]").check()
    assert rows.all_inner_texts() == grouped
    assert page.evaluate(diagonal)
    desktop.quiet(reports["zh"])


def test_a_cell_says_what_it_means_and_leads_to_its_tasks(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#coleads")
    said = page.locator("#heat-at")
    page.locator("#heat .sure a").first.hover()
    expect(said).to_have_text("县人力社保局与县总工会：共同牵头 3 项，偶然应有 0.3 项：多于偶然")
    assert page.locator("#heat a[tabindex='0']").count() - page.locator("#heat tbody th a[tabindex='0']").count() == 1
    page.locator("#heat .sure a").first.focus()
    page.keyboard.press("ArrowLeft")
    expect(said).to_contain_text("县经济信息委")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#pairs-table tr.lit")).to_contain_text("县总工会")
    desktop.quiet(reports["zh"])


def test_the_pairs_are_filtered_by_verdict_and_the_address_keeps_it(
    any_size: Watched, reports: dict[str, Path]
) -> None:
    page = any_size.open(reports["zh"], "#coleads?verdict=together")
    expect(page.locator("#pairs-table tbody tr:visible")).to_have_count(3)
    page.locator("#coleads .filter select[name=verdict]").select_option("within_chance")
    expect(page.locator("#pairs-table tbody tr:visible")).to_have_count(2)
    expect(page).to_have_url(re.compile("verdict=within_chance"))
    any_size.quiet(reports["zh"])
