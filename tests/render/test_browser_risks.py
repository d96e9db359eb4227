"""Risks and the overview in a real browser: what is left without any unit."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.render.conftest import LANGS, Watched


def test_the_overview_answers_before_it_explains(any_size: Watched, reports: dict[str, Path]) -> None:
    page = any_size.open(reports["zh"])
    answers = page.locator("#overview .answer")
    assert answers.count() == 4
    expect(answers.first.locator("h4")).to_contain_text("任务明显偏多")
    box = answers.first.locator("figure").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < page.viewport_size["height"]  # type: ignore[index]
    answers.nth(1).locator(".more a").click()
    expect(page.locator("#risks")).to_be_visible()
    page.go_back()
    expect(page.locator("#overview")).to_be_visible()
    any_size.quiet(reports["zh"])


def test_what_is_left_without_a_unit_that_is_chosen(any_size: Watched, reports: dict[str, Path]) -> None:
    page = any_size.open(reports["zh"], "#risks")
    left = page.locator("#absent-shown dd")
    expect(page.locator("#absent-shown h4")).to_have_text("假如县科协缺位，剩下什么")
    before = page.locator("#absent-shown").inner_text().split()
    page.locator("#absent-choice select").select_option("县教委")
    assert unquote(page.url).endswith("#risks?without=县教委")
    expect(page.locator("#absent-shown h4")).to_have_text("假如县教委缺位，剩下什么")
    assert left.nth(0).locator("a").all_inner_texts() == ["2", "3"]
    assert left.nth(1).locator("a").all_inner_texts() == ["县科协", "4", "5"]
    page.locator("#absent-choice select").select_option("县气象局")
    assert [one.strip() for one in left.all_inner_texts()] == [*["没有"] * 4, "仍由共同任务连着，和现在一样"]
    page.locator("#absent-choice select").select_option("县科协")
    assert page.locator("#absent-shown").inner_text().split() == before
    any_size.quiet(reports["zh"])


@pytest.mark.parametrize("lang", LANGS)
def test_risks_and_data_print_without_controls(desktop: Watched, reports: dict[str, Path], lang: str) -> None:
    for view in ("risks", "data", "coleads", "overview"):
        page = desktop.open(reports[lang], f"#{view}")
        page.emulate_media(media="print")
        assert page.locator("select:visible, input:visible, button.save:visible").count() == 0
        assert page.locator(f"#{view} h2").is_visible()
        page.emulate_media(media="screen")
