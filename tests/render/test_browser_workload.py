"""The ways of counting, the filter and the CSV file of the workload, in a real Chromium."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import respnet
from respnet.core.network import ResponsibilityNetwork
from respnet.intake.builder import PlanFacts, TaskRow, build_plan
from respnet.pipeline import analyse
from tests.render.conftest import Watched
from tests.toy import lead, responsible


def test_the_ways_of_counting_unfold(any_size: Watched, reports: dict[str, Path]) -> None:
    page = any_size.open(reports["zh"], "#workload")
    rows = page.locator("#schemes-table tbody tr")
    expect(rows.first).to_be_hidden()
    page.locator("#workload details summary", has_text="各种算法的上限").click()
    expect(rows).to_have_count(20)
    expect(rows.nth(4)).to_contain_text("县科协")
    any_size.quiet(reports["zh"])


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
    assert heads[:4] == ["单位", "牵头", "责任", "合计"]
    assert row[:4] == ["县教委", "4", "12", "16"]
    assert "任务清单" not in heads
    desktop.quiet(reports["zh"])


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@cmd", '"甲,局"', '=HYPERLINK("x")'])
def test_a_name_that_looks_like_a_formula_stays_text_in_the_file(desktop: Watched, tmp_path: Path, name: str) -> None:
    plan = build_plan(PlanFacts("p"), [TaskRow("任务", units=(lead(name), responsible("乙局")))])
    analysis = analyse(ResponsibilityNetwork(plan), draws=50, tie_draws=50, null_draws=2)
    path = respnet.write_report(analysis, respnet.check(plan), tmp_path)[-1]
    rows = saved(desktop.open(path, "#workload"), "workload-table")
    assert rows[1][0] == (f"'{name}" if name[0] in "=+-@" else name)
