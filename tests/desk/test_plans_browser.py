"""The desk in a real browser: from the file page to printed sheets, without words in a console."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.served import open_pages
from tests.desk_server import ROOT, Served, serve_desk
from tests.render.conftest import find_barriers

FENGDU = ROOT.parent / "shared" / "documents" / "fengdu_kexue_suzhi_2022.txt"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    place = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "data", place / "办公室" / "丰都")
    with serve_desk(place / "办公室", place / "cache") as one:
        yield one


@pytest.fixture
def window(served: Served, browser: Browser) -> tuple[Page, list[str]]:
    """A window that came by the file page, as the icon on the desktop opens it."""
    (page,), said = open_pages(browser), list[str]()
    page.goto("about:blank")
    page.on("console", lambda one: said.append(one.text) if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda one: said.append(str(one)))
    page.goto(next(served.cache.glob("desk/*/start.html")).as_uri())
    page.wait_for_url("http://127.0.0.1:*/")
    return page, said


def test_from_the_icon_to_the_sheets(window: tuple[Page, list[str]], tmp_path: Path) -> None:
    page, said = window
    text = FENGDU.read_bytes() if FENGDU.exists() else "1.修好县道。（牵头单位：县交通局）".encode()
    page.locator("#files").set_input_files([{"name": "新方案.txt", "mimeType": "text/plain", "buffer": text}])
    expect(page.locator("#plans tbody tr")).to_have_count(2, timeout=60_000)
    page.locator("#plans tbody tr").first.get_by_text("清单与打印").click()
    page.locator("input[name=unit]").nth(1).check()
    with page.expect_download(timeout=60_000) as saved:
        page.get_by_text("下载 Word 清单").click()
    assert saved.value.suggested_filename.endswith("任务清单.docx")
    page.goto(page.url.rpartition("/plans/")[0] + "/")
    page.locator("#plans tbody tr").first.get_by_text("看页面").click()
    expect(page.locator("nav.desk a")).to_have_count(3, timeout=60_000)
    expect(page.locator(".tabs")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("nav.desk")).to_be_hidden()
    assert said == []


def test_a_plan_of_tables_goes_out_and_its_progress_comes_back_in_at_most_25_clicks(
    window: tuple[Page, list[str]], tmp_path: Path
) -> None:
    page, said = window
    clicks = 0

    def click(selector: str) -> None:
        nonlocal clicks
        clicks += 1
        page.locator(selector).first.click()

    click("#plans a:has-text('清单与打印')")
    with page.expect_download(timeout=60_000):
        click("button:has-text('下载 Word 清单')")
    click(".top a:has-text('方案')")
    click("#plans a:has-text('看页面')")
    expect(page.locator("nav.desk a")).to_have_count(3, timeout=60_000)
    click("nav.desk a:has-text('清单与打印')")
    click(".do a:has-text('办理情况')")
    click("button:has-text('开始记办理情况')")
    expect(page.locator(".lead")).to_contain_text("共 32 项")
    click(".forms summary")
    with page.expect_download(timeout=60_000) as download:
        click("a:has-text('下载填报表')")
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    sheet = book.worksheets[0]
    sheet.cell(3, 1 + [cell.value for cell in sheet[2]].index("状态"), "已办结")
    book.save(tmp_path / "县教委.xlsx")
    click(".top a:has-text('方案')")
    click("#plans a:has-text('办理情况')")
    click(".forms summary")
    clicks += 2  # the file is chosen in the system's own window
    page.locator("#filled").set_input_files(tmp_path / "县教委.xlsx")
    click("button:has-text('合并')")
    expect(page.locator("main")).to_contain_text("县教委.xlsx：采用 1 处。", timeout=60_000)
    click("main a:has-text('办理情况')")
    expect(page.locator(".lead")).to_contain_text("已办结 1 项")
    click(".tasks a:has-text('填报')")
    page.locator(".report input[name=progress]").first.fill("已开会")
    click(".report button")
    expect(page.locator(".tasks tbody tr").first).to_contain_text("已开会")
    assert clicks <= 25
    assert said == []


def test_a_file_is_dropped_and_one_that_fails_says_why(window: tuple[Page, list[str]]) -> None:
    page, said = window
    page.locator("#drop").evaluate(
        """(box) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array([137, 80, 78, 71])], "照片.png"));
            box.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }"""
    )
    expect(page.locator(".jobs .failed")).to_contain_text("是图片", timeout=60_000)
    page.locator(".jobs .failed button").click()
    expect(page.locator(".jobs .failed")).to_have_count(0)
    assert said == []


def test_a_word_that_no_plan_has_is_answered_by_a_sentence(browser: Browser, tmp_path: Path) -> None:
    for n in range(10):
        shutil.copytree(ROOT / "data", tmp_path / f"office/丰都 {n}")
    with serve_desk(tmp_path / "office", tmp_path / "cache") as served:
        (page,) = open_pages(browser)
        page.goto(served.client.address)
        page.wait_for_url("http://127.0.0.1:*/")
        for words, rows in (("没有的", 0), ("丰都", 10), ("核对", 0)):
            page.locator("#filter").fill(words)
            expect(page.locator("#plans tbody tr:visible")).to_have_count(rows)
            expect(page.locator("#none")).to_be_visible(visible=not rows)
        page.locator("#none button").click()
        expect(page.locator("#plans tbody tr:visible")).to_have_count(10)
        assert len({*page.locator("#plans th a").all_inner_texts()}) == 10


def test_a_file_is_in_sight_from_its_choice_until_it_is_read(window: tuple[Page, list[str]]) -> None:
    """Also between its last byte and the list that names it, which here does not come before the file is asked for."""
    page, _ = window
    page.route("**/", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_())
    page.locator("#files").set_input_files(
        [{"name": "通知.txt", "mimeType": "text/plain", "buffer": "开会。".encode()}]
    )
    expect(page.locator("#sending li[data-sent=answered]")).to_contain_text("100%")
    page.unroute("**/")
    expect(page.locator(".jobs li", has_text="通知.txt")).to_contain_text("没有读到任务", timeout=60_000)
    expect(page.locator("#sending li")).to_have_count(0)
    plan = page.locator(".jobs .do a").get_attribute("href")
    page.goto(f"{page.url}{str(plan)[1:].replace('/check', '/hand-out')}")
    expect(page.locator("main")).to_contain_text("没有清单可发")
    expect(page.get_by_text("打印清单")).to_have_count(0)


def test_forms_work_and_the_language_stays(window: tuple[Page, list[str]]) -> None:
    page, said = window
    page.get_by_text("English").click()  # a form: its Origin must not be null
    expect(page.locator("#drop")).to_contain_text("Drop plan documents here")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_text("中文").click()
    expect(page.locator("#drop")).to_contain_text("拖到这里")
    assert said == []


@pytest.mark.parametrize(
    ("path", "width"),
    [
        ("/", 1366),
        ("/", 390),
        *(pytest.param(path, 390, marks=pytest.mark.rare) for path in ("/all", "hand-out", "progress", "versions")),
    ],
)
def test_no_barrier_that_axe_knows(served: Served, browser: Browser, path: str, width: int) -> None:
    place = path if path.startswith("/") else f"/plans/{served.client.list_plans()[0]}/{path}"
    (page,) = open_pages(browser)
    page.set_viewport_size({"width": width, "height": 600})
    page.goto(served.client.address)
    page.wait_for_url("http://127.0.0.1:*/")
    page.goto(served.client.origin + place)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert find_barriers(page) == []
