"""The slider of the weight, the switch, the filter and the CSV file of the workload, in a real Chromium."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import respnet
from respnet.core.network import ResponsibilityNetwork
from respnet.intake.builder import PlanFacts, TaskRow, build_plan
from respnet.pipeline import Analysis, analyse
from respnet.render.page.views.workload import WorkloadView, prepare
from respnet.render.presenter import Presenter
from tests.render.conftest import Watched
from tests.toy import lead, responsible


def table(page: Page) -> dict[str, tuple[str, str, str]]:
    rows = page.locator("#workload-table tbody tr").all()
    return {
        row.locator("a.unit").inner_text(): (
            row.locator(".weighted b").inner_text(),
            row.locator(".rank").inner_text(),
            row.locator(".over").inner_text(),
        )
        for row in rows
    }


def expected(analysis: Analysis, setting: int) -> dict[str, tuple[str, str, str]]:
    it = prepare(analysis, (), Presenter(analysis.network, "zh")).it
    assert isinstance(it, WorkloadView)
    one = it.weights.settings[setting]
    return {
        analysis.network.unit_by_id[row.unit].name: (
            one.loads[row.place],
            str(one.ranks[row.place]),
            "超过上限" if one.over[row.place] else "",
        )
        for row in it.rows
    }


def test_the_slider_by_keyboard_moves_loads_ranks_and_flags(
    any_size: Watched, reports: dict[str, Path], analysis: Analysis
) -> None:
    page = any_size.open(reports["zh"], "#workload")
    assert table(page) == expected(analysis, 5)
    page.locator("#weight").focus()
    page.keyboard.press("ArrowRight")
    assert table(page) == expected(analysis, 6)
    expect(page.locator(".weighed")).to_contain_text("参与按 0.6 项计：")
    assert page.locator("#weight").get_attribute("aria-valuetext") == "0.6 项"
    assert page.locator(".weighed").get_attribute("role") == "status"
    page.keyboard.press("Home")
    assert table(page) == expected(analysis, 0)
    page.locator("[name=sharing]").nth(1).check()
    assert table(page) == expected(analysis, 11)
    expect(page.locator(".weighed span")).to_have_text("参与不计、牵头均摊，这种算法没有抽签，不作判断。")
    assert page.locator(".meter .mark:visible").count() == 0
    any_size.quiet(reports["zh"])


def test_the_address_keeps_the_setting_and_back_comes_back_to_it(
    desktop: Watched, reports: dict[str, Path], analysis: Analysis
) -> None:
    page = desktop.open(reports["zh"], "#workload")
    page.locator("[name=sharing]").nth(1).check()
    page.locator("#weight").focus()
    page.keyboard.press("End")
    assert page.url.endswith("#workload?shared=1&weight=1")
    page.locator("nav a[href='#units']").click()
    page.go_back()
    expect(page.locator("#workload")).to_be_visible()
    assert table(page) == expected(analysis, 21)
    page.locator("nav a[href='#workload']").click()
    assert table(page) == expected(analysis, 5)
    page = desktop.open(reports["zh"], "#workload?weight=nonsense&shared=7")
    assert table(page) == expected(analysis, 5)


def test_a_sorted_live_column_stays_sorted_when_the_weight_moves(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#workload")
    page.locator("#workload-table th", has_text="加权任务量").locator("button").click()
    page.locator("#weight").focus()
    page.keyboard.press("End")
    loads = [float(text) for text in page.locator(".weighted b").all_inner_texts()]
    assert loads == sorted(loads, reverse=True)
    names = page.locator("#workload-table tbody a.unit").all_inner_texts()
    assert names.index("县委宣传部") < names.index("县人力社保局")  # 21 tasks before 20


def saved(page: Page, table: str) -> list[list[str]]:
    with page.expect_download() as download:
        page.locator(f"button[data-save={table}]").click()
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_table_is_saved_as_it_is_shown(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#workload")
    page.locator("#workload .filter [name=q]").fill("县教委")
    expect(page.locator("#workload .filter output")).to_have_text("显示 1 / 30 个单位")
    heads, row = saved(page, "workload-table")
    assert heads[:6] == ["单位", "牵头", "责任", "合计", "加权任务量", "名次"]
    assert row[:6] == ["县教委", "4", "12", "16", "10.0", "5"]
    assert "任务清单" not in heads
    desktop.quiet(reports["zh"])


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@cmd", '"甲,局"', '=HYPERLINK("x")'])
def test_a_name_that_looks_like_a_formula_stays_text_in_the_file(desktop: Watched, tmp_path: Path, name: str) -> None:
    plan = build_plan(PlanFacts("p"), [TaskRow("任务", units=(lead(name), responsible("乙局")))])
    analysis = analyse(ResponsibilityNetwork(plan), draws=50, tie_draws=50, null_draws=2)
    path = respnet.write_report(analysis, respnet.check(plan), tmp_path)[-1]
    rows = saved(desktop.open(path, "#workload"), "workload-table")
    assert rows[1][0] == (f"'{name}" if name[0] in "=+-@" else name)


def test_a_plan_without_leads_has_a_switch_but_no_slider(desktop: Watched, tmp_path: Path) -> None:
    rows = [TaskRow("t", units=(responsible("甲局", "乙局"),)), TaskRow("u", units=(responsible("甲局"),))]
    plan = build_plan(PlanFacts("p"), rows)
    analysis = analyse(ResponsibilityNetwork(plan), draws=50, tie_draws=50, null_draws=2)
    path = respnet.write_report(analysis, (), tmp_path)[-1]
    page = desktop.open(path, "#workload")
    assert page.locator("#weight").count() == 0
    assert table(page)["甲局"][0] == "2.0"
    page.locator("[name=sharing]").nth(1).check()
    assert table(page)["甲局"][0] == "1.50"
    desktop.quiet(path)
