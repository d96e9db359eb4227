"""Filters, order and files of the lists in a real Chromium: choices, counts, addresses, nothing found."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect

import respnet
from respnet.core.network import ResponsibilityNetwork
from respnet.intake.builder import PlanFacts, TaskRow, build_plan
from respnet.pipeline import analyse
from tests.render.conftest import BOTH, Watched, hash_of
from tests.toy import lead, responsible


def numbers_of_tasks(page: Page) -> list[str]:
    return page.locator("#tasks-table tbody tr:visible th").all_inner_texts()


@pytest.mark.parametrize("any_size", BOTH, indirect=True)
def test_choices_work_together_and_are_counted(any_size: Watched, reports: dict[str, Path]) -> None:
    page = any_size.open(reports["zh"], "#tasks")
    count = page.locator("#tasks .filter output")
    expect(count).to_have_text("显示 32 / 32 项")
    page.locator("#tasks [name=unit]").select_option("县教委")
    expect(count).to_have_text("显示 16 / 32 项")
    page.locator("#tasks [name=role]").select_option("lead")
    assert numbers_of_tasks(page) == ["2", "3", "4", "5"]
    page.locator("#tasks [name=leads]").select_option("single")
    assert numbers_of_tasks(page) == ["2", "3"]
    page.locator("#tasks [name=q]").fill("教师")
    assert numbers_of_tasks(page) == ["3"]
    page.locator("#tasks [name=q]").fill("没有这样的任务")
    expect(page.locator("#tasks-table-nothing")).to_be_visible()
    expect(count).to_have_text("显示 0 / 32 项")
    page.locator("#tasks .clear").click()
    expect(count).to_have_text("显示 32 / 32 项")
    expect(page.locator("#tasks-table-nothing")).to_be_hidden()
    page.locator("#tasks [name=section]").select_option("二、提升行动")
    assert len(numbers_of_tasks(page)) == 17  # a section takes its subsections along
    page.locator("#tasks [name=section]").select_option("二、提升行动 › (一)实施青少年科学素质提升行动")
    assert numbers_of_tasks(page) == ["2", "3", "4", "5"]
    any_size.quiet(reports["zh"])


def test_a_number_leads_to_its_tasks_and_back_restores_the_filter(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#units")
    page.locator("#units-table tr", has_text="县科协").get_by_label("县科协牵头的任务：22 项").click()
    expect(page.locator("#tasks-table tbody tr:visible")).to_have_count(22)
    page.locator("#tasks [name=q]").fill("农民")
    page.wait_for_url("**q=*")
    page.locator(".tabs a[data-tab=data]").click()
    expect(page.locator("#data")).to_be_visible()
    page.go_back()
    expect(page.locator("#tasks")).to_be_visible()
    expect(page.locator("#tasks [name=q]")).to_have_value("农民")
    assert numbers_of_tasks(page) == ["7", "8", "9"]
    page.go_back()
    expect(page.locator("#units")).to_be_visible()
    desktop.quiet(reports["zh"])


def test_each_number_of_the_units_is_that_of_the_tasks_it_leads_to(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#units")
    links = page.locator("#units-table a[href^='#tasks?']")
    wanted = links.evaluate_all("links => links.map((one) => [one.getAttribute('href'), Number(one.textContent)])")
    assert len(wanted) > 30
    counted = page.evaluate(
        """async (wanted) => {
            const found = [];
            for (const [href] of wanted) {
                const there = new Promise((done) => window.addEventListener("hashchange", done, { once: true }));
                location.hash = href;
                await there;
                found.push([href, document.querySelectorAll("#tasks-table tbody tr:not([hidden])").length]);
            }
            return found;
        }""",
        wanted,
    )
    assert counted == wanted


def test_another_spelling_and_unknown_choices_in_an_address(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#tasks?unit=县应急管理局&role=lead")
    assert numbers_of_tasks(page) == ["26"]
    page = desktop.open(reports["zh"], "#tasks?unit=没有的单位&leads=nonsense&section=%zz")
    assert len(numbers_of_tasks(page)) == 32
    desktop.quiet(reports["zh"])


HURRIED = """() => {
    const choose = (name, value) => {
        const control = document.querySelector(`#tasks [name=${name}]`);
        control.value = value;
        control.dispatchEvent(new Event(name === "q" ? "input" : "change"));
    };
    const arrived = () => new Promise((done) => window.addEventListener("hashchange", done, { once: true }));
    return (async () => {
        choose("role", "lead");
        document.querySelector("#tasks-table tbody tr:not([hidden]) a.unit").click();
        await arrived();
        choose("q", "科普");
        document.querySelector("#card .close").click();
        return [document.querySelector("#tasks [name=role]").value, document.querySelector("#tasks [name=q]").value];
    })();
}"""
"""Choices right before a card is opened, and right before it is closed."""


def test_a_choice_right_before_a_card_is_opened_or_closed_is_kept(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#tasks")
    assert page.evaluate(HURRIED) == ["lead", "科普"]
    choices = parse_qs(hash_of(page).rpartition("?")[2])
    assert choices == {"role": ["lead"], "q": ["科普"]}
    page.reload()
    expect(page.locator("#tasks [name=q]")).to_have_value("科普")
    desktop.quiet(reports["zh"])


def test_units_by_kind_and_role(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["en"], "#units?kind=collective")
    count = page.locator("#units .filter output")
    expect(count).to_have_text("Units shown: 0 of 30; collectives: 2 of 2")
    page.locator("#units [name=kind]").select_option("")
    page.locator("#units [name=role]").select_option("lead")
    expect(count).to_have_text("Units shown: 13 of 30; collectives: 0 of 2")
    page.locator("#units [name=role]").select_option("no-lead")
    expect(count).to_have_text("Units shown: 17 of 30; collectives: 2 of 2")


def test_tables_sort_by_number_and_come_back_to_printed_order(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#units")
    head = page.locator("#units-table th", has_text="合计")
    place = head.evaluate("one => one.cellIndex + 1")
    column = page.locator(f"#units-table tbody tr td:nth-child({place})")
    printed = column.all_inner_texts()
    head.locator("button").click()
    numbers = [int(text) for text in column.all_inner_texts()]
    assert numbers == sorted(numbers, reverse=True)
    assert [str(one) for one in numbers] != printed
    assert head.get_attribute("aria-sort") == "descending"
    page.locator("#units-table a.unit", has_text="县教委").click()
    expect(page.locator("#card")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(".tabs a[data-tab=data]").click()
    expect(page.locator("#data")).to_be_visible()
    page.go_back()
    expect(page.locator("#units")).to_be_visible()
    assert [int(text) for text in column.all_inner_texts()] == numbers
    page.reload()
    assert [int(text) for text in column.all_inner_texts()] == numbers
    assert head.get_attribute("aria-sort") == "descending"
    page.locator("#units [name=q]").fill("局")
    page.wait_for_url("**q=*")
    page.locator("#units-table tbody tr:visible a[href^='#tasks?']").first.click()
    expect(page.locator("#tasks")).to_be_visible()
    page.go_back()
    expect(page.locator("#units")).to_be_visible()
    expect(page.locator("#units [name=q]")).to_have_value("局")
    assert [int(text) for text in column.all_inner_texts()] == numbers
    page.locator("#units .clear").click()
    head.locator("button").click()
    assert [int(text) for text in column.all_inner_texts()] == sorted(numbers)
    head.locator("button").click()
    assert column.all_inner_texts() == printed
    assert "sort" not in hash_of(page)
    page = desktop.open(reports["zh"], "#tasks?sort=99")
    assert numbers_of_tasks(page) == [str(n) for n in (*range(2, 6), *range(7, 35))]
    page = desktop.open(reports["zh"], "#tasks?sort=-1&role=lead")
    assert numbers_of_tasks(page)[0] == "34"


def test_bars_and_cells_of_the_timetable_lead_to_what_is_due(any_size: Watched, dated: Path) -> None:
    page = any_size.open(dated, "#time")
    periods = page.locator("#due-table tbody tr:visible th")
    assert periods.all_inner_texts() == ["2026年6月", "2026年7月", "2026年12月", "持续推进"]
    page.locator("#time figure.bars a", has_text="2026年7月").click()
    expect(periods).to_have_text(["2026年7月"])
    assert hash_of(page) == "#time?when=2026-07"
    page.locator("#due-units tr", has_text="甲局").locator("td a").first.click()
    expect(page.locator("#time [name=unit]")).to_have_value("甲局")
    assert periods.all_inner_texts() == ["2026年6月"]
    page.locator("#due-table a.task").locator("visible=true").click()
    expect(page.locator("#card h2")).to_have_text("1 修路")
    assert periods.all_inner_texts() == ["2026年6月"]
    any_size.quiet(dated)


def saved(page: Page, table: str) -> list[list[str]]:
    with page.expect_download() as download:
        page.locator(f"button[data-save={table}]").click()
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_table_is_saved_as_it_is_shown(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#units")
    page.locator("#units .filter [name=q]").fill("县教委")
    expect(page.locator("#units .filter output")).to_have_text("显示 1 / 30 个单位、0 / 2 个统称")
    heads, row = saved(page, "units-table")
    assert dict(zip(heads, row, strict=True)) | {"单位": "县教委", "牵头": "4", "责任": "12", "合计": "16"} == dict(
        zip(heads, row, strict=True)
    )
    assert "任务清单" not in heads
    desktop.quiet(reports["zh"])


def test_names_that_look_like_formulas_stay_text_in_the_file(desktop: Watched, tmp_path: Path) -> None:
    names = ["=1+1", "+1", "-1", "@cmd", '"甲,局"', '=HYPERLINK("x")']
    rows = [TaskRow(f"任务{place}", units=(lead(name), responsible("乙局"))) for place, name in enumerate(names)]
    analysis = analyse(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows)), draws=50, tie_draws=50, null_draws=2)
    path = respnet.write_report(analysis, (), tmp_path)[-1]
    found = {row[0] for row in saved(desktop.open(path, "#units"), "units-table")[1:]}
    assert found == {f"'{name}" if name[0] in "=+-@" else name for name in names} | {"乙局"}


@pytest.mark.rare
def test_a_long_list_is_cut_but_filtered_sorted_and_saved_whole(desktop: Watched, tmp_path: Path) -> None:
    rows = [TaskRow(f"第{n}件事", number=str(n), units=(lead(f"第{n % 9}局"),)) for n in range(1, 1_501)]
    analysis = analyse(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows)), draws=50, tie_draws=50, null_draws=2)
    path = respnet.write_report(analysis, (), tmp_path)[-1]
    page = desktop.open(path, "#tasks")
    assert len(numbers_of_tasks(page)) == 500
    expect(page.locator("#tasks .filter output")).to_contain_text("显示 1500 / 1500 项")
    page.locator("#tasks [name=q]").fill("第1499件")
    assert numbers_of_tasks(page) == ["1499"]
    page.locator("#tasks .clear").click()
    assert len(saved(page, "tasks-table")) == 1_501
    page.locator("#find").fill("第1500件事")
    page.keyboard.press("Enter")
    expect(page.locator("#card h2")).to_have_text("1500 第1500件事")
    desktop.quiet(path)
