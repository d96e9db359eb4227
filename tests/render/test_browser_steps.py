"""Next steps and findings in a real browser: each button is pressed, and what it makes is opened and read."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from respnet.core.plan import Role
from respnet.pipeline import Analysis
from tests.render.conftest import DATED, OpenPage, Watched, hash_of

STEPS = "#next-steps li"


def press(page: Page, step: str) -> None:
    page.locator(STEPS, has_text=step).locator("a, button").click()


def catch_print(page: Page) -> None:
    """Printing opens a dialogue that nobody can answer here; what would be printed is looked at instead."""
    page.evaluate("window.asked = 0; window.print = () => { window.asked += 1; }; null")


def test_each_next_step_opens_what_it_names(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"])
    expect(page.locator(STEPS)).to_have_count(5)
    press(page, "核对 4 处")
    expect(page.locator("#data-problems")).to_be_in_viewport()
    assert page.locator("#problems-table tbody tr").count() == 4
    page.go_back()
    press(page, "7 项只有一家牵头")
    rows = page.locator("#tasks-table tbody tr:visible th")
    expect(rows).to_have_text(["2", "3", "9", "16", "17", "19", "28"])
    page.go_back()
    press(page, "县科协与县科技局共同牵头 11 项")
    expect(page.locator("#card h2")).to_have_text("县科协")
    expect(page.locator("#card select")).to_have_value("县科技局")
    both = page.locator("#card h3", has_text="共同牵头 11").first
    expect(both).to_be_visible()
    expect(page.locator("#overview")).to_be_visible()
    page.keyboard.press("Escape")
    press(page, "包括哪些单位")
    names = page.locator("#units-table tbody tr:visible th")
    expect(names).to_have_count(2)
    assert sorted(names.all_inner_texts()) == ["县级各部门", "各乡镇(街道)"]
    desktop.quiet(reports["zh"])


def count_pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


def test_the_sheets_of_just_the_lead_units_are_printed(
    desktop: Watched, reports: dict[str, Path], analysis: Analysis
) -> None:
    leads = {one.unit for one in analysis.network.plan.assignments if one.role is Role.LEAD}
    wanted = [unit.name for unit in analysis.network.plan.units if unit.id in leads]
    page = desktop.open(reports["zh"])
    catch_print(page)
    press(page, "发给 13 家牵头单位")
    assert page.evaluate("window.asked") == 1
    page.emulate_media(media="print")
    sheets = page.locator(".sheet:visible")
    assert [one.get_attribute("data-name") for one in sheets.all()] == wanted
    assert page.locator(".view:visible, header:visible, nav:visible, .sheet .tools:visible").count() == 0
    for name, text in zip(wanted, sheets.all_inner_texts(), strict=True):
        assert name in text
        assert "牵头任务" in text
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = {tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox \[([\d. ]+)\]", pdf)}
    assert {tuple(map(round, box)) for box in boxes} == {(0, 0, 595, 842)}
    assert 13 <= count_pages(pdf) <= 13 * 6
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="null")
    assert page.locator(".sheet:visible").count() == 0
    expect(page.locator("#overview")).to_be_visible()
    desktop.quiet(reports["zh"])


def test_one_sheet_all_sheets_and_a_card_are_printed_alone(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#sheet=县教委")
    catch_print(page)
    page.get_by_role("button", name="打印全部清单").locator("visible=true").click()
    page.emulate_media(media="print")
    assert page.locator(".sheet:visible").count() == 32
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".sheet:visible").count() == 1
    assert page.locator("header:visible, nav:visible, .view:visible, .tools:visible").count() == 0
    assert 1 <= count_pages(page.pdf(prefer_css_page_size=True)) <= 6
    page.emulate_media(media="null")
    page = desktop.open(reports["zh"], "#task=25")
    catch_print(page)
    page.locator("#card").get_by_role("button", name="打印").click()
    page.emulate_media(media="print")
    assert page.locator("header:visible, .view:visible, #card button:visible").count() == 0
    expect(page.locator("#card h2")).to_have_text("25 培育品牌科普活动")
    assert count_pages(page.pdf(prefer_css_page_size=True)) == 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="null")
    expect(page.locator("#tasks-table")).to_be_visible()


def test_printing_is_found_by_the_search(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#tasks?role=lead")
    catch_print(page)
    page.locator("#find").fill("打印")
    assert page.locator("#found li").count() >= 2
    page.locator("#found li", has_text="清单").first.click()
    expect(page.locator("body.print-all")).to_have_count(1)  # the page answers a moment after its address has changed
    assert page.evaluate("window.asked") == 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#tasks [name=role]")).to_have_value("lead")
    assert "role=lead" in hash_of(page)


@pytest.mark.parametrize(
    ("day", "said", "listed"),
    [
        ("2026-01-10", "", []),
        ("2026-06-01", "1 项 30 天内到期", ["1"]),
        ("2026-06-30", "2 项 30 天内到期", ["1", "2"]),  # on the last day itself nothing is late
        ("2026-07-01", "1 项已过时限、1 项 30 天内到期", ["1", "2"]),  # all that the line counts
        ("2027-01-01", "3 项已过时限", ["1", "2", "3"]),
    ],
)
def test_what_is_due_depends_on_the_day_of_reading(
    open_page: OpenPage, dated: Path, day: str, said: str, listed: list[str]
) -> None:
    page = open_page(timezone_id="Asia/Shanghai")
    page.clock.set_fixed_time(datetime.datetime.fromisoformat(f"{day}T10:00:00+08:00"))
    page.goto(dated.as_uri())
    step = page.locator("#due-soon")
    if not said:
        expect(step).to_be_hidden()
        return
    expect(step.locator("span")).to_have_text(said)
    step.locator("a").click()
    expect(page.locator("#tasks-table tbody tr:visible th")).to_have_text(listed)
    expect(page.locator("#tasks .filter output")).to_have_text(f"显示 {len(listed)} / {len(DATED)} 项")


def test_a_reader_at_midnight_east_of_greenwich_has_the_day_of_the_calendar(open_page: OpenPage, dated: Path) -> None:
    page = open_page(timezone_id="Asia/Shanghai")
    page.clock.set_fixed_time(datetime.datetime(2026, 6, 30, 22, 0, tzinfo=datetime.UTC))  # the first of July there
    page.goto(dated.as_uri())
    expect(page.locator("#due-soon span")).to_contain_text("1 项已过时限")


def test_from_a_finding_clicks_reach_unit_task_and_printed_sheet(any_size: Watched, reports: dict[str, Path]) -> None:
    page = any_size.open(reports["zh"])
    first = page.locator("#overview .answer").first
    expect(first.locator("h3")).to_contain_text("县科协牵头 22 项")
    first.locator("a.unit", has_text="县科协").first.click()
    expect(page.locator("#card h2")).to_have_text("县科协")
    page.locator("#card a.task", has_text="25 培育品牌科普活动").click()
    expect(page.locator("#card h2")).to_have_text("25 培育品牌科普活动")
    page.locator("#card a.unit", has_text="县科协").first.click()
    page.locator("#card").get_by_role("link", name="任务清单").click()
    sheet = page.locator(".sheet:visible")
    expect(sheet).to_contain_text("培育品牌科普活动")
    assert hash_of(page) == "#sheet=县科协"
    expect(page.locator(".tabs a[aria-current=page]")).to_have_text("单位")
    assert page.locator(".modes:visible").count() == 0
    sheet.get_by_role("link", name="← 单位详情").click()
    expect(page.locator("#card h2")).to_have_text("县科协")
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    catch_print(page)
    sheet.get_by_role("button", name="打印", exact=True).click()
    page.emulate_media(media="print")
    assert page.locator(".sheet:visible").count() == 1
    any_size.quiet(reports["zh"])


def test_a_word_of_the_unit_card_leads_to_its_explanation(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#unit=县教委")
    page.locator("#card dt a", has_text="衔接作用").click()
    row = page.locator("#glossary-table tr", has=page.locator("th", has_text="衔接作用"))
    expect(row).to_be_in_viewport()
    expect(row).to_have_class("lit")
    page.go_back()
    expect(page.locator("#card h2")).to_have_text("县教委")
    desktop.quiet(reports["zh"])


def test_each_unit_that_a_finding_names_opens_from_its_card(
    desktop: Watched, reports: dict[str, Path], analysis: Analysis
) -> None:
    names = sorted((unit.name for unit in analysis.network.plan.units), key=len, reverse=True)
    page = desktop.open(reports["zh"])
    cards = page.evaluate(
        """() => [...document.querySelectorAll(".answer:not(.steps), .finding")].map((one) => [
            one.id,
            [...one.querySelectorAll("h3, .sentence")].map((part) => part.textContent).join(" "),
            [...one.querySelectorAll("a.unit")].map((link) => link.textContent),
        ])"""
    )
    assert len(cards) > 8
    missing = {}
    for name, said, links in cards:
        named = set(re.findall("|".join(map(re.escape, names)), said))
        if not named <= set(links):
            missing[name] = named - set(links)
    assert missing == {}
