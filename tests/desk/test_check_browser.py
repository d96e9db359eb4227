"""A plan is checked as a person does it: a real desk, a real Chromium, mouse and keys."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from respnet.workspace.plan_folder import PlanFolder
from tests.damaged_plans import damage, mend
from tests.desk.browser_kills import kill_while_editing
from tests.desk.clicks import Clerk
from tests.desk.served import SHARED, Desk, Window, add_plan, open_pages, open_windows, serve
from tests.read_again import to_form
from tests.render.conftest import find_barriers

PLAN = """云山县河湖保护三年行动方案
一、主要任务
（一）排查入河排污口。对全县主要河流两岸逐段排查，2024年底前完成整改120处。（牵头单位：县生态环境局；责任单位：县水利局、县住房城乡建设局）
（二）清理河道垃圾。定期开展清漂保洁。（牵头单位：县水利局；责任单位：县城市管理局、县农业农村局）
（三）控制农业面源污染。推广测土配方施肥。（牵头单位：县农业农村局；责任单位：县生态环境局、县应急局）
（四）完善监测网络。新建自动监测站6座。（牵头单位：县生态环境局、县水利局；责任单位：县气象局、县应急管理局）
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with serve(tmp_path_factory.mktemp("office") / "张 三" / "办公室（一）") as desk:
        yield desk


@pytest.fixture
def plan(desk: Desk) -> PlanFolder:
    return add_plan(desk.folder, "河湖 方案.txt", PLAN)


def list_ops(plan: PlanFolder) -> list[str]:
    return [entry.op for entry in PlanFolder(plan.path).journal.entries]


def test_a_unit_goes_and_comes_back_with_the_mouse(browser: Browser, desk: Desk, plan: PlanFolder) -> None:
    with open_windows(browser, desk, plan) as (window,):
        before = window.rows
        window.click("#grid .r:has-text('清理河道垃圾') .u:has-text('县农业农村局')")
        window.click("#tools button[data-op=unassign]")
        assert "县农业农村局" in window.wait_until_saved()
        after = window.rows
        assert [unit for unit in before["（二） 清理河道垃圾"] if unit not in after["（二） 清理河道垃圾"]] == [
            "responsible 县农业农村局"
        ]
        assert {key: units for key, units in after.items() if before[key] != units}.keys() == {"（二） 清理河道垃圾"}
        window.click("#said .undo")
        assert "撤销" in window.wait_until_saved()
        assert window.rows == before
        assert list_ops(plan)[-2:] == ["unassign", "undo"]
        window.click("#grid .r:has-text('清理河道垃圾') .u:has-text('县农业农村局')")
        window.click("#tools .b[data-for=unit] button:has-text('牵头')")
        assert "由责任改为牵头" in window.wait_until_saved()
        window.click("#said .undo")
        window.wait_until_saved()
        assert window.rows == before
        assert window.complaints == []


def test_a_task_is_seen_and_corrected_with_keys_alone(browser: Browser, desk: Desk, plan: PlanFolder) -> None:
    with open_windows(browser, desk, plan) as (window,):
        window.press("F6", "F6", "F6", "ArrowDown", "v")
        window.wait_until_saved()
        page = window.page
        assert page.get_attribute("#grid .r >> nth=0", "class") == "r checked"
        assert "on" in str(page.get_attribute("#grid .r >> nth=1", "class"))
        window.press("ArrowRight", "ArrowRight", "Delete")
        assert "县城市管理局" in window.wait_until_saved()
        window.press("z")
        window.wait_until_saved()
        window.press("?")
        expect(page.locator("#keys")).to_be_visible()
        window.press("Escape", "h")
        assert page.locator("#history li").count() >= 3
        assert page.locator("#history li.undone").count() >= 1
        assert window.complaints == []


def test_a_question_is_answered_by_its_number(browser: Browser, desk: Desk, plan: PlanFolder) -> None:
    with open_windows(browser, desk, plan) as (window,):
        window.press("ArrowRight", "ArrowRight")
        while "同一单位" not in window.page.inner_text("#asked .card.on"):
            window.press("ArrowRight")
        window.press("1")
        window.wait_until_saved()
        assert "同一单位，写作“县应急管理局”" in window.page.inner_text("#said")
        assert list_ops(plan)[-1] == "same"


def test_the_facts_are_changed_and_the_title_everywhere(browser: Browser, desk: Desk, plan: PlanFolder) -> None:
    with open_windows(browser, desk, plan) as (window,):
        window.page.fill("#facts [name=title]", "云山县河湖 <b>新</b>方案")
        window.press("Tab")
        window.wait_until_saved()
        assert window.page.inner_text("#title") == "云山县河湖 <b>新</b>方案"
        assert window.page.evaluate("document.activeElement.name") == "area"
        window.page.reload()
        assert window.page.inner_text("#title") == "云山县河湖 <b>新</b>方案"


def test_nothing_counts_as_saved_before_the_desk_has_answered(browser: Browser, desk: Desk, plan: PlanFolder) -> None:
    with open_windows(browser, desk, plan) as (window,):
        page = window.page
        held = []
        page.route("**/decisions", lambda route: held.append(route))  # noqa: PLW0108 - playwright marks its handlers
        window.click("#grid .r >> nth=1 >> .no")
        window.press("v")
        expect(page.locator("#saved")).to_have_text("正在保存……")
        assert "checked" not in str(page.get_attribute("#grid .r >> nth=1", "class"))
        assert window.queue[0][1]["op"] == "confirm"
        page.once("dialog", lambda one: one.dismiss())
        with page.expect_event("dialog") as asked:
            page.close(run_before_unload=True)
        assert asked.value.type == "beforeunload"
        held[0].continue_()
        window.wait_until_saved()
        assert "checked" in str(page.get_attribute("#grid .r >> nth=1", "class"))
        assert window.queue == []
        window.click_at(0, 1)
        window.press("n")
        expect(page.locator("#saved")).to_have_text("正在按这一步重读原文……")
        while len(held) < 2:  # the words stand there before the driver hears of the step
            page.wait_for_timeout(20)
        held[1].continue_()
        window.wait_until_saved()


def test_a_desk_that_was_killed_gets_the_step_when_it_is_opened_again(
    browser: Browser, desk: Desk, plan: PlanFolder
) -> None:
    with open_windows(browser, desk, plan) as (window,):
        desk.kill()
        window.click("#grid .r >> nth=1 >> .no")
        window.press("v")
        expect(window.page.locator("#saved")).to_contain_text("没有保存")
        desk.start()
        other = window.page.context.new_page()
        other.goto(desk.entrance)
        window.wait_until_saved()
        assert list_ops(plan).count("confirm") == 1


@pytest.mark.rare
def test_a_browser_that_was_killed_loses_no_step_and_makes_none_twice(
    browser: Browser, desk: Desk, plan: PlanFolder
) -> None:
    """The page's process once, the whole browser once; twenty times in bench/journal.py."""
    found = kill_while_editing(browser.browser_type, desk, plan, kills=2)
    assert found.answered >= 2
    assert found.unanswered >= 2
    assert (found.kills, found.lost, found.unsent, found.twice) == (2, 0, 0, 0)


def test_a_folder_that_is_gone_is_said_at_once_and_gets_the_step_when_it_is_back(
    browser: Browser, desk: Desk, plan: PlanFolder
) -> None:
    with open_windows(browser, desk, plan) as (window,):
        elsewhere = desk.folder.parent / "elsewhere"
        plan.path.rename(elsewhere)
        saved = window.page.locator("#saved")
        expect(saved).to_contain_text("文件夹不见了")
        window.click("#grid .r:has-text('完善监测网络')")
        window.press("v")
        window.page.wait_for_timeout(1500)
        expect(saved).to_contain_text("文件夹不见了")
        elsewhere.rename(plan.path)
        expect(saved).to_have_text("已保存")
        window.wait_until_saved()
        assert list_ops(PlanFolder(plan.path))[-1:] == ["confirm"]


def test_an_answer_that_was_lost_is_not_a_second_step(browser: Browser, desk: Desk, plan: PlanFolder) -> None:
    with open_windows(browser, desk, plan) as (window,):
        seen = []

        def lose(route):  # type: ignore[no-untyped-def]
            seen.append(route.fetch())
            if len(seen) == 1:
                route.abort()
            else:
                route.continue_()

        window.page.route("**/decisions", lose)
        window.click("#grid .r >> nth=1 >> .u >> nth=1")
        window.press("Delete")
        window.wait_until_saved()
        assert len(seen) == 2
        assert list_ops(plan).count("unassign") == 1
        expect(window.page.locator("#grid .r >> nth=1 >> .u")).to_have_count(2)


def test_the_other_window_hears_and_the_same_row_shows_both(browser: Browser, desk: Desk, plan: PlanFolder) -> None:
    with open_windows(browser, desk, plan, 2) as (one, two):
        heard = list[str]()
        one.click("#grid .r >> nth=0 >> .no")
        one.press("v")
        one.wait_until_saved()
        two.page.on("response", lambda answer: heard.append(answer.url))
        expect(two.page.locator("#grid .r.checked")).to_have_count(1)
        assert len(heard) <= 2  # the next time it asks, every second and a half; one answer may be on its way
        assert "另一个窗口" in two.page.inner_text("#said")
        two.page.route("**/changes*", lambda route: route.abort())  # it hears nothing for a while
        one.click("#grid .r >> nth=1 >> .u >> nth=1")
        one.press("Delete")
        one.wait_until_saved()
        two.click("#grid .r >> nth=1 >> .u >> nth=2")
        two.press("Delete")
        card = two.page.locator("#conflict .card")
        expect(card).to_contain_text("县城市管理局")
        expect(card).to_contain_text("县农业农村局")
        expect(two.page.locator("#grid .r >> nth=1 >> .u")).to_have_count(2)
        two.click("#conflict button >> nth=0")
        two.wait_until_saved()
        assert two.rows["（二） 清理河道垃圾"] == ["lead 县水利局"]


def test_a_reload_comes_back_to_the_row_and_the_filter(browser: Browser, desk: Desk, plan: PlanFolder) -> None:
    with open_windows(browser, desk, plan) as (window,):
        window.page.select_option("#show", "unchecked")
        window.click("#grid .r:has-text('完善监测网络')")
        window.page.reload()
        assert window.page.input_value("#show") == "unchecked"
        assert "完善监测网络" in window.page.inner_text("#grid .r.on")
        assert "完善监测网络" in window.page.evaluate("getSelection().toString()")


def test_a_filter_that_matches_nothing_says_so(browser: Browser, desk: Desk, plan: PlanFolder) -> None:
    with open_windows(browser, desk, plan) as (window,):
        page = window.page
        expect(page.locator("#none")).to_be_hidden()
        page.select_option("#show", "bare")
        expect(page.locator("#none span")).to_have_text("没有符合条件的内容。")
        expect(page.locator(".top a[href=versions]")).to_be_visible()
        page.click("#none button")
        expect(page.locator("#none")).to_be_hidden()
        assert page.input_value("#show") == ""
        assert "show" not in page.url


def test_a_table_that_was_not_read_is_read_when_its_columns_are_named(browser: Browser, desk: Desk) -> None:
    table = "怎么办,谁来办\n修好县道,县交通局\n架好桥梁,县水利局\n"
    with open_windows(browser, desk, add_plan(desk.folder, "重点事项.csv", table)) as (window,):
        page = window.page
        expect(page.locator("#none span")).to_have_text("还没有任务。")
        expect(page.locator("#none button")).to_be_hidden()
        refused = page.locator("#q-refused")
        assert refused.inner_text().count("没有读出任务") == 1
        assert "--columns" not in refused.inner_text()
        window.click_text("谁来办")
        for name, meant in (("怎么办", "task"), ("谁来办", "lead")):
            page.locator("#columns label", has_text=name).locator("select").select_option(meant)
        page.locator("#columns button", has_text="确定").click()
        window.wait_until_saved()
        assert [title for _, title in window.list_rows()] == ["修好县道", "架好桥梁"]
        expect(page.locator("#none")).to_be_hidden()
        expect(refused).to_have_count(0)


def test_on_a_phone_a_conflict_is_seen_and_what_is_chosen_is_above_the_tools(
    browser: Browser, desk: Desk, plan: PlanFolder
) -> None:
    with open_windows(browser, desk, plan, 2, (390, 844)) as (one, two):
        two.page.route("**/changes*", lambda route: route.abort())
        for window, unit in ((one, 1), (two, 2)):
            window.click("nav.panes a >> nth=2")
            expect(window.page.locator(".pane:visible")).to_have_count(1)
            window.click(f"#grid .r >> nth=1 >> .u >> nth={unit}")
            window.press("Delete")
            window.wait_until_saved()
        expect(two.page.locator("#conflict .card")).to_be_in_viewport(ratio=1)
        one.click("nav.panes a >> nth=0")
        one.click_text("县应急管理局）")
        chosen = one.page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().bottom")
        assert chosen <= one.page.evaluate("document.getElementById('tools').getBoundingClientRect().top")


@pytest.mark.parametrize("size", [(1366, 600), (390, 844)], ids=["desktop", "phone"])
def test_nothing_is_in_the_way_of_anybody(
    browser: Browser, desk: Desk, plan: PlanFolder, size: tuple[int, int]
) -> None:
    with open_windows(browser, desk, plan, size=size) as (window,):
        for act in (lambda: None, lambda: window.page.keyboard.press("?"), lambda: window.page.keyboard.press("h")):
            act()
            assert find_barriers(window.page) == []
            window.page.keyboard.press("Escape")
        width = window.page.evaluate("document.documentElement.scrollWidth")
        assert width <= size[0]


@pytest.mark.parametrize(
    ("name", "title", "rows", "most"),
    [
        pytest.param("fengdu_kexue_suzhi_2022", "全民科学素质", 32, 15, id="Word"),
        pytest.param("zhejiang_ai_table_2026", "人工智能", 18, 25, id="table", marks=pytest.mark.rare),
    ],
)
def test_a_file_becomes_sheets_in_few_clicks(
    browser: Browser, desk: Desk, tmp_path: Path, name: str, title: str, rows: int, most: int
) -> None:
    """A Word file as it is (40 are asked, it takes 11), and a table with headings that nobody knows (25, 22)."""
    shared = SHARED / "documents" / f"{name}.txt"
    if not shared.is_file():
        pytest.skip("the shared documents are not here")
    text, damaged = shared.read_text(encoding="utf-8"), None
    to_form(text, ".docx", random.Random(1), tmp_path)
    file = tmp_path / "plan.docx"
    if "table" in name:
        damaged = damage(text, seed=1)
        file = tmp_path / "plan.txt"
        file.write_text("\n".join(block.text for block in damaged.document.blocks) + "\n", encoding="utf-8")  # type: ignore[union-attr]
    page, checked = open_pages(browser, 2)
    page.goto(desk.entrance)
    page.wait_for_selector("#files")
    page.set_input_files("#files", file)
    link = page.locator("#plans th a", has_text=title)
    window = Window(desk, checked, str(link.first.get_attribute("href")).split("/")[2])
    window.clicks = 3  # the button and the dialog of the system, the plan in the list
    if damaged is not None:
        for hint in mend(damaged)[0]:
            Clerk(window, damaged.document).carry_out(hint)
    left = window.page.locator("#asked article")
    while count := left.count():
        window.click("#asked article >> nth=0 >> .do >> nth=0")
        expect(left).not_to_have_count(count)  # one answer may settle two: here too, so they are no longer alike
    window.click("#facts .do")
    window.page.fill("[name=by]", "李")
    window.clicks += 2
    window.click(".top .main")
    expect(window.page.locator("#status")).to_contain_text("李")
    assert len(window.rows) == rows
    window.click(".top a[href=hand-out]")
    window.click("form[action$=sheets] button >> nth=0")
    expect(window.page.locator("article.sheet").first).to_be_visible(timeout=60_000)
    assert window.clicks <= most, window.clicks
