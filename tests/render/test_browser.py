"""The page in a real headless Chromium: what people see, click, type and print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import respnet
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan, Role, UnitKind
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
from respnet.render.page.views import VIEWS
from tests.render.conftest import LANGS, Watched

SHOWN = tuple(name for name in VIEWS if name != "time")
"""The views of the shipped plan, which has no deadlines."""


def test_the_overview_says_what_the_plan_shows(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"])
    expect(page.locator("h1")).to_have_text("丰都县全民科学素质行动规划纲要实施方案(2021-2025年)")
    overload = page.locator("#overview #first-overloaded-units")
    expect(overload.locator("h4")).to_contain_text("县科协牵头 22 项")
    expect(overload.locator(".sentence")).to_contain_text("平均每家牵头 2 项")
    overload.locator("summary").click()
    expect(overload.locator("dl")).to_contain_text("30 个单位")
    assert page.locator(".tiles b").all_inner_texts() == ["32", "30", "2", "60", "13", "7", "4"]


def test_tables_sort_by_number_and_come_back_to_printed_order(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#workload")
    head = page.locator("#workload-table th", has_text="合计")
    column = page.locator("#workload-table tbody tr td:nth-child(4)")
    printed = column.all_inner_texts()
    head.locator("button").click()
    numbers = [int(text) for text in column.all_inner_texts()]
    assert numbers == sorted(numbers, reverse=True)
    assert head.get_attribute("aria-sort") == "descending"
    head.locator("button").click()
    assert [int(text) for text in column.all_inner_texts()] == sorted(numbers)
    head.locator("button").click()
    assert column.all_inner_texts() == printed


def test_the_filter_keeps_what_has_all_its_words(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#tasks")
    page.locator("#tasks .filter [name=q]").fill("县气象局 科普")
    assert page.locator("#tasks-table tbody tr:visible th").all_inner_texts() == ["22", "25"]


@pytest.mark.parametrize(
    ("typed", "unit"), [("教委", "县教委"), ("xjw", "县教委"), ("应急管理", "县应急局"), ("kx", "县科协")]
)
def test_search_finds_units_by_name_other_spelling_and_initials(
    desktop: Watched, reports: dict[str, Path], typed: str, unit: str
) -> None:
    page = desktop.open(reports["zh"])
    page.locator("#find").fill(typed)
    expect(page.locator("#found li").first).to_contain_text(unit)
    page.keyboard.press("Enter")
    expect(page.locator("#panel h3")).to_have_text(unit)
    assert page.url.endswith("#unit=" + page.evaluate("name => encodeURIComponent(name)", unit))
    desktop.quiet(reports["zh"])


def test_search_by_keyboard_alone(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"])
    page.locator("#find").focus()
    page.keyboard.type("科普活动")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#found li[aria-selected=true]")).to_contain_text("25 培育品牌科普活动")
    page.keyboard.press("Enter")
    expect(page.locator("#tasks")).to_be_visible()
    expect(page.locator("#task-23.lit th")).to_have_text("25")
    page.locator("#find").fill("没有这个")
    expect(page.locator("#found")).to_have_text("没有找到")
    page.keyboard.press("Escape")
    expect(page.locator("#found")).to_be_hidden()


def test_a_unit_in_focus_stays_until_escape(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#unit=县教委")
    panel = page.locator("#panel")
    expect(panel.locator("h3")).to_have_text("县教委")
    assert panel.locator("h4").all_inner_texts() == ["牵头 (4)", "责任 (12)", "共同牵头 (1)"]
    expect(page.locator("#chart svg .on.t")).to_have_count(16)
    page.locator("#chart a.u", has_text="县教委").focus()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.locator("#chart svg .on")).to_have_count(0)
    panel_link = desktop.open(reports["zh"], "#unit=没有的单位").locator("#panel")
    expect(panel_link).to_contain_text("方案中没有这个单位。")
    desktop.quiet(reports["zh"])


def test_a_duty_sheet_prints_alone_on_a4(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#sheet=县教委")
    sheet = page.locator(".sheet:visible")
    expect(sheet.locator("h2")).to_have_text("《丰都县全民科学素质行动规划纲要实施方案(2021-2025年)》 任务清单")
    assert sheet.locator("h3").all_inner_texts()[:2] == ["一、牵头任务（4项）", "二、责任任务（12项）"]
    page.emulate_media(media="print")
    assert page.locator("header, nav, .view, .sheet .tools").locator("visible=true").count() == 0
    assert page.locator(".sheet:visible").count() == 1
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = set(re.findall(rb"/MediaBox \[([\d. ]+)\]", pdf))
    assert {tuple(round(float(x)) for x in box.split()) for box in boxes} == {(0, 0, 595, 842)}
    assert 1 <= len(re.findall(rb"/Type /Page\b", pdf)) <= 4


def test_all_duty_sheets_print_in_one_go(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#sheet=县教委")
    page.evaluate("window.print = () => { document.body.dataset.printed = document.body.className; }")
    page.get_by_role("button", name="打印全部清单").click()
    assert "print-all" in str(page.locator("body").get_attribute("data-printed"))
    page.emulate_media(media="print")
    assert page.locator(".sheet:visible").count() == 32
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".sheet:visible").count() == 1


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("薄弱环节", "#risks"),
        ("缺位影响", "#finding-drop-outs"),
        ("共同牵头次数", "#finding-frequent-co-leads"),
        ("tpys", "#data"),
    ],
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


HOSTILE = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "{{7*7}}${7*7}<%= 7*7 %>",
    "href=javascript:alert(3)",
    "\u202eetalumis\u202c",
    "=cmd()|'/c calc'!A1",
    "a'b\"c`d\\e",
    "#sheet=x&unit=y",
    "长" * 3000,
)


def hostile_plan() -> Plan:
    rows = [
        TaskRow(
            name,
            number=f"{place}{name[:20]}",
            section=(name, f"{name}之{place}"),
            units=(
                UnitList(Role.LEAD, (HOSTILE[place - 1], name)),
                UnitList(Role.RESPONSIBLE, tuple(one + "二" for one in HOSTILE), open=True),
            ),
            deadline=f"2025年{place + 1}月 {name}",
            targets=(name,),
            text=name,
            source=name,
        )
        for place, name in enumerate(HOSTILE)
    ]
    records = [
        UnitRecord(name, UnitKind.MASS, also_written=(name + "三",), english=name, capacity=2) for name in HOSTILE
    ]
    facts = PlanFacts("p", id=HOSTILE[0], title=HOSTILE[1], area=HOSTILE[2], issuer=HOSTILE[3], owner=HOSTILE[0])
    return build_plan(facts, rows, records)


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_names_stay_text_in_every_view(any_size: Watched, tmp_path: Path, lang: str) -> None:
    plan = hostile_plan()
    analysis = respnet.analyse(ResponsibilityNetwork(plan), draws=200, tie_draws=100, null_draws=5)
    path = respnet.write_report(analysis, respnet.check(plan), tmp_path, lang=lang)[-1]
    page = any_size.open(path)
    expect(page.locator("h1")).to_have_text(HOSTILE[1])
    for view in VIEWS:
        page.goto(f"{path.as_uri()}#{view}")
        expect(page.locator(f"#{view}")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), view
    for name in HOSTILE:
        assert follow(page, path, "unit", name).locator("#panel h4").count() == 2  # leads, co-leads
        expect(follow(page, path, "sheet", name).locator(".sheet:visible")).to_have_attribute("data-name", name)
    page.locator("#find").fill("alert(1)")
    assert page.locator("#found li").count() > 1
    assert page.locator("main img, #panel img").count() == 0
    assert page.locator("script").count() == 2
    any_size.quiet(path)


def follow(page: Page, path: Path, what: str, name: str) -> Page:
    """Go to the unit's or sheet's address as a link on the page would."""
    page.goto(path.as_uri() + f"#{what}=" + page.evaluate("name => encodeURIComponent(name)", name))
    return page


def test_without_scripts_everything_but_the_picture_is_there(desktop: Watched, reports: dict[str, Path]) -> None:
    context = desktop.page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    page = context.new_page()
    page.goto(reports["zh"].as_uri())
    assert page.locator(".view:visible").count() == len(SHOWN)
    expect(page.locator("#tasks-table")).to_be_visible()
    context.close()
