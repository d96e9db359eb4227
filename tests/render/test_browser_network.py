"""The network in a real browser: its modes, addresses, keys, panel, and what can be saved and printed."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.render.conftest import LANGS, Watched


@pytest.mark.parametrize("lang", LANGS)
def test_the_modes_have_addresses_and_back_and_forward_work(
    any_size: Watched, reports: dict[str, Path], lang: str
) -> None:
    page = any_size.open(reports[lang], "#network")
    units, chart = page.locator("svg.units"), page.locator("svg.assignments")
    expect(chart).to_be_visible()
    expect(units).to_be_hidden()
    page.locator(".modes a[data-mode=units]").click()
    assert page.url.endswith("#network?view=units")
    expect(units).to_be_visible()
    assert (units.locator("path.joint").count(), units.locator("path.together").count()) == (12, 3)
    expect(chart).to_be_hidden()
    assert page.locator("#network .legend").is_visible()
    page.go_back()
    expect(chart).to_be_visible()
    assert page.locator("#network .legend").is_hidden()
    page.go_forward()
    expect(units).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    any_size.quiet(reports[lang])


def lit(page: Page) -> tuple[int, int, int]:
    """Lit units, tasks and lines of the chart."""
    return tuple(page.locator(f"#chart svg {part}.on").count() for part in ("a.u", "a.t", ".curve"))  # type: ignore[return-value]


def test_the_chart_lights_what_is_pointed_at_and_keeps_what_is_picked(
    desktop: Watched, reports: dict[str, Path]
) -> None:
    page = desktop.open(reports["zh"], "#network")
    page.set_viewport_size({"width": 1366, "height": 600})
    box = page.locator("#chart svg").bounding_box()
    page.locator("#chart a.u", has_text="县教委").hover()
    assert lit(page) == (1, 16, 16)  # 4 leads as drawn, 12 others for it alone
    assert page.locator("#chart .curve.responsible").count() == 12
    expect(page.locator("#chart-tip")).to_have_text("县教委 · 牵头 4 · 责任 12")
    page.locator("#chart a.t", has_text="实施教师科学素质提升行动").hover()
    assert lit(page)[:2] != (1, 16)
    page.mouse.move(5, 5)
    assert lit(page) == (0, 0, 0)
    page.locator("#chart a.u", has_text="县教委").click()
    expect(page.locator("#panel h3")).to_have_text("县教委")
    page.mouse.move(5, 5)
    assert lit(page) == (1, 16, 16)
    assert page.locator("#chart svg").bounding_box() == box  # nothing has moved
    page.reload()
    assert lit(page) == (1, 16, 16)
    page.keyboard.press("Tab")
    page.locator("#panel .close").click()
    assert lit(page) == (0, 0, 0)
    page.go_back()
    expect(page.locator("#panel h3")).to_have_text("县教委")
    page.locator("#chart a.t", has_text="实施教师科学素质提升行动").click()
    expect(page.locator("#panel h3")).to_have_text("3 实施教师科学素质提升行动")
    expect(page.locator("#panel h4").first).to_have_text("牵头 (1)")
    page.locator("#chart a.t", has_text="实施教师科学素质提升行动").press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    desktop.quiet(reports["zh"])


def test_units_without_a_box_are_listed_and_light_their_tasks(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#network")
    page.locator(".folded summary").click()
    page.locator(".folded a", has_text="县财政局").click()
    expect(page.locator("#panel h3")).to_have_text("县财政局")
    assert lit(page)[1] > 0


def test_the_panel_says_what_chance_gives_and_leads_on(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#unit=县科协?view=units")
    panel = page.locator("#panel")
    expect(panel.locator("h3")).to_have_text("县科协")
    expect(panel.locator("li", has_text="县科技局").first).to_contain_text("偶然应有 6.4 项：多于偶然")
    expect(panel.locator("dl")).to_contain_text("任务偏多")
    panel.get_by_role("link", name="县科技局").click()
    expect(panel.locator("h3")).to_have_text("县科技局")
    assert unquote(page.url).endswith("#unit=县科技局?view=units")
    panel.get_by_role("link", name="任务清单").click()
    expect(page.locator(".sheet:visible")).to_have_attribute("data-name", "县科技局")
    desktop.quiet(reports["zh"])


def test_the_panel_is_copied_as_plain_text(desktop: Watched, reports: dict[str, Path]) -> None:
    desktop.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = desktop.open(reports["zh"], "#unit=县教委")
    page.locator("#panel .copy").click()
    expect(page.locator("#panel .copy")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("县教委\n承担任务\t16 项")
    assert "3 实施教师科学素质提升行动" in copied


def test_the_tab_key_moves_enter_picks_and_escape_goes_back(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#network?view=units")
    first = page.locator("svg.units a").first
    first.focus()
    assert first.evaluate("one => one.classList.contains('on')")
    page.keyboard.press("Tab")
    name = page.evaluate("document.activeElement.querySelector('title').textContent")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h3")).to_have_text(name)
    page.locator("svg.units a").nth(1).press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    assert page.url.endswith("#network?view=units")
    desktop.quiet(reports["zh"])


def saved(page: Page) -> bytes:
    with page.expect_download() as waiting:
        page.locator("#net-png").click()
    return Path(waiting.value.path()).read_bytes()


@pytest.mark.parametrize("view", ["", "?view=units"])
def test_a_dark_screen_changes_the_picture_but_not_what_is_saved(
    desktop: Watched, reports: dict[str, Path], view: str
) -> None:
    page = desktop.open(reports["zh"], f"#network{view}")
    png, light = saved(page), page.locator(".netwrap").screenshot()
    assert png.startswith(b"\x89PNG")
    assert len(png) > 50_000
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(300)
    assert page.locator(".netwrap").screenshot() != light
    assert saved(page) == png
    desktop.requests = [one for one in desktop.requests if not one.startswith("blob:")]
    desktop.quiet(reports["zh"])


def test_the_picture_prints_across_an_a4_page(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#network?view=units")
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = {tuple(round(float(x)) for x in box.split()) for box in re.findall(rb"/MediaBox \[([\d. ]+)\]", pdf)}
    assert (0, 0, 842, 595) in boxes


def test_the_same_stands_in_a_table(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#network")
    page.locator("#network a[href='#matrix']").click()
    marks = page.locator("#matrix tbody tr", has_text="县教委").locator("td").all_inner_texts()
    assert [marks.count(mark) for mark in ("●", "○")] == [4, 12]
