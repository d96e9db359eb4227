"""The whole page in a real headless Chromium: barriers, the Tab key, print, a frame, no scripts, a telephone."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.render.conftest import DESKTOP, LANGS, PHONE, OpenPage, Watched, find_barriers, go_to, wait_for_frames
from tests.render.test_browser import SHOWN

STATES = ("tasks?q=没有", "sheet=县教委", "unit=县科协?with=县科技局", "task=25")


@pytest.mark.parametrize(
    ("lang", "scheme", "size"),
    [
        ("zh", "light", DESKTOP),
        pytest.param("en", "dark", DESKTOP, marks=pytest.mark.rare),
        pytest.param("en", "light", PHONE, marks=pytest.mark.rare),
        pytest.param("zh", "dark", PHONE, marks=pytest.mark.rare),
    ],
)
def test_no_barrier_that_axe_knows(
    open_page: OpenPage,
    reports: dict[str, Path],
    dated: Path,
    lang: str,
    scheme: Literal["light", "dark"],
    size: tuple[int, int],
) -> None:
    page = open_page(size)
    page.emulate_media(color_scheme=scheme)
    found = {}
    for path, views in ((reports[lang], (*SHOWN, *STATES)), (dated, ("time", "overview"))):
        page.goto(path.as_uri())
        for view in views:
            go_to(page, f"#{view}")
            card = "=" in view.split("?")[0] and not view.startswith("sheet")
            shown = "#card" if card else ".view.shown, .sheet.shown"
            found[path.parent.name, view] = find_barriers(page, ".top", ".bar", shown)
    found["dated", "all of it"] = find_barriers(page)  # what stands outside all landmarks is seen in the whole alone
    assert {view: those for view, those in found.items() if those} == {}


TO_REACH = """
() => {
  const focusable = "a[href], button, input, select, summary, [tabindex], .scroll";
  const there = [...document.querySelectorAll(focusable)].filter((one) =>
    one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }) &&
    !(one.type === "radio" && !one.checked));
  window.reached = [];
  document.addEventListener("focusin", (event) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(event.target);
    const outlined = (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
    const words = event.target.closest("svg") && event.target.querySelector("text"); // in a picture a line under them
    const drawn = words && getComputedStyle(words).textDecorationLine === "underline";
    window.reached.push([there.indexOf(event.target), Boolean(outlined || drawn)]);
  });
  there[0].focus(); // an address that names a view lets the Tab key begin in it
  return there.map((one) => one.outerHTML.slice(0, 90));
}
"""


@pytest.mark.parametrize(
    "view",
    [
        *("overview", "tasks?role=lead&unit=县教委", "unit=县教委"),
        *(pytest.param(view, marks=pytest.mark.rare) for view in ("network", "coleads", "sheet=县教委")),
    ],
)
def test_the_tab_key_reaches_everything_in_the_order_of_the_page(
    desktop: Watched, reports: dict[str, Path], view: str
) -> None:
    page = desktop.open(reports["zh"], f"#{view}")
    wanted = page.evaluate(TO_REACH)
    for _ in wanted[1:]:
        page.keyboard.press("Tab")
    reached = page.evaluate("window.reached")
    assert [wanted[place] for place, _ in reached] == wanted
    assert [wanted[place] for place, seen in reached if not seen] == []


def test_the_skip_link_goes_to_what_is_shown(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#units")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#units")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("#units .filter [name=q]")).to_be_focused()


@pytest.mark.parametrize("lang", LANGS)
def test_in_a_usual_window_no_table_but_the_matrix_scrolls_sideways(
    desktop: Watched, reports: dict[str, Path], lang: str
) -> None:
    page = desktop.open(reports[lang])
    wider = """() => [...document.querySelectorAll('.view.shown .scroll:not(.matrixbox)')]
        .filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.querySelector('table').id)"""
    for view in SHOWN:
        go_to(page, f"#{view}")
        expect(page.locator(f"#{view}")).to_be_visible()
        assert page.evaluate(wider) == [], view


CONTROLS = "button:visible:not(th button), input:visible, select:visible, nav:visible, .tip:visible"
"""What paper has no use for; of a table's head the words remain."""
PRINTED = ("overview", "tasks", "network", "coleads")
"""Views of each size of paper but A3, which `test_browser_matrix.py` prints."""


@pytest.mark.parametrize(
    ("lang", "views"), [("zh", PRINTED), pytest.param("en", SHOWN, marks=pytest.mark.rare)], ids=["zh", "en"]
)
def test_each_view_prints_on_sheets_of_its_size_without_controls(
    desktop: Watched, reports: dict[str, Path], lang: str, views: tuple[str, ...]
) -> None:
    page = desktop.open(reports[lang])
    for view in views:
        go_to(page, f"#{view}")
        page.emulate_media(media="print")
        assert page.locator(CONTROLS).count() == 0
        expect(page.locator(f"#{view} h2").locator("visible=true").first).to_be_visible()
        page.emulate_media(media="null")  # a page asked to look as on a screen would be printed so too
        pdf = page.pdf(prefer_css_page_size=True)
        boxes = set(re.findall(rb"/MediaBox \[([\d. ]+)\]", pdf))
        sizes = {tuple(round(float(x)) for x in box.split())[2:] for box in boxes}
        across = {"matrix": {(1191, 842)}, "network": {(842, 595)}, "coleads": {(595, 842), (842, 595)}}
        assert sizes <= across.get(view, {(595, 842)}), view
        most = {"overview": 1, "brief": 1, "matrix": 1, "network": 2, "data": 12}.get(view, 6)
        assert 1 <= len(re.findall(rb"/Type /Page\b", pdf)) <= most, view
    desktop.quiet(reports[lang])


@pytest.mark.parametrize("table", ["units", "tasks"])
def test_a_table_prints_as_a_table_with_each_cell_below_its_head(
    desktop: Watched, reports: dict[str, Path], table: str
) -> None:
    page = desktop.open(reports["zh"], f"#{table}")
    page.set_viewport_size({"width": 673, "height": 980})  # A4 between its margins, as narrow as some telephones
    page.emulate_media(media="print")
    places = page.locator(f"#{table}-table").evaluate(
        """table => [table.tHead.rows[0], table.tBodies[0].rows[0]].map((row) => [...row.cells]
            .filter((one) => getComputedStyle(one).display !== "none")
            .map((one) => Math.round(one.getBoundingClientRect().left)))"""
    )
    page.emulate_media(media="null")
    assert places[0] == places[1]
    assert len(set(places[0])) >= 5


@pytest.mark.parametrize(
    ("view", "picture"), [("network", "svg.assignments"), ("coleads", "svg.units")], ids=["chart", "units"]
)
def test_a_picture_prints_large_on_its_one_sheet(
    desktop: Watched, reports: dict[str, Path], view: str, picture: str
) -> None:
    page = desktop.open(reports["zh"], f"#{view}")
    page.locator(f"#{view} [data-zoom='1.25']").click(click_count=3)  # paper shows it whole all the same
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1017, "height": 688})  # A4 across between its margins
    wide, high, ratio = page.evaluate(
        """name => {
            const svg = document.querySelector(name);
            const { width, height } = svg.getBoundingClientRect();
            return [width, height, svg.viewBox.baseVal.width / svg.viewBox.baseVal.height];
        }""",
        picture,
    )
    assert min(wide, high * ratio) > 0.6 * 1017
    assert wide <= 1018
    assert high <= 688


@pytest.fixture
def at_server(reports: dict[str, Path]) -> Iterator[str]:
    """The address of the Chinese page at a server of this machine: browsers let no page in a frame read files."""
    handler = partial(SimpleHTTPRequestHandler, directory=reports["zh"].parent)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/index.html"
        server.shutdown()


@pytest.mark.parametrize("way", ["src", "srcdoc"])
def test_in_a_frame_that_may_store_nothing_the_page_works(
    open_page: OpenPage, reports: dict[str, Path], at_server: str, way: str
) -> None:
    page = open_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    content = at_server if way == "src" else reports["zh"].read_text(encoding="utf-8")
    page.goto(at_server.replace("index.html", "nothing"))
    page.evaluate(
        """([way, content]) => {
            const frame = document.createElement("iframe");
            frame.sandbox = "allow-scripts";
            frame.style = "width: 1300px; height: 560px";
            frame[way] = content;
            document.body.replaceChildren(frame);
        }""",
        [way, content],
    )
    frame = page.frame_locator("iframe")
    frame.locator(".tabs a[data-tab=tasks]").click()
    frame.locator("#tasks [name=role]").select_option("lead")
    frame.locator("#tasks-table a.unit", has_text="县教委").first.click()
    expect(frame.locator("#card h2")).to_have_text("县教委")
    frame.locator("#card .close").click()
    expect(frame.locator("#card")).to_be_hidden()
    expect(frame.locator("#tasks [name=role]")).to_have_value("lead")
    frame.locator("#find").fill("25")
    frame.locator("#found li").first.click()
    expect(frame.locator("#card h2")).to_have_text("25 培育品牌科普活动")
    frame.locator(".tabs a[data-tab=network]").click()
    expect(frame.locator("svg.assignments")).to_be_visible()
    assert complaints == []


def test_without_scripts_all_is_there_says_so_and_links_jump_to_rows(
    open_page: OpenPage, reports: dict[str, Path]
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(reports["zh"].as_uri())
    expect(page.locator("noscript p").first).to_contain_text("没有运行脚本")
    assert page.locator(".view:visible").count() == len(SHOWN)
    assert page.locator(".sheet").count() == 32
    assert page.locator("svg.assignments:visible, svg.units:visible").count() == 2
    assert page.locator("#tasks-table tbody tr:visible").count() == 32
    page.locator("#overview a.unit", has_text="县科协").first.click()
    expect(page.locator("#units-table tr", has_text="县科协").first).to_be_in_viewport()
    page.locator("#overview .fewtasks a.task", has_text="28").click()
    expect(page.locator("#tasks-table tr", has_text="实施全媒体科学传播能力提升计划")).to_be_in_viewport()
    assert len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True))) >= 32 + len(SHOWN)


def test_each_link_of_the_page_leads_somewhere(desktop: Watched, reports: dict[str, Path], dated: Path) -> None:
    for path in (reports["zh"], dated):
        page = desktop.open(path)
        nowhere = page.evaluate(
            """() => {
                const page = JSON.parse(document.getElementById("page-data").textContent);
                const known = (what, key) => page.finder.filter((one) => one.what === what).flatMap(key);
                const units = new Set(known("what_unit", (one) => one.names));
                const tasks = new Set(known("what_task", (one) => [one.short]));
                const leads = (href) => {
                    const [place, choices = ""] = href.slice(1).split("?");
                    const [kind, name] = place.split("=").map(decodeURIComponent);
                    if (kind === "unit" || kind === "sheet") return units.has(name);
                    if (kind === "task") return tasks.has(name);
                    const there = document.getElementById(place);
                    return there && [...new URLSearchParams(choices)].every(([key, value]) =>
                        [...there.querySelectorAll(`.filter [name=${key}]`)].some((one) =>
                            one.matches("input") || [...one.options].some((option) => option.value === value)));
                };
                return [...new Set([...document.querySelectorAll("a[href^='#']")]
                    .map((one) => one.getAttribute("href")))].filter((href) => !leads(href));
            }"""
        )
        assert nowhere == []


TARGETS = """() => [...document.querySelectorAll("button, select, input[type=search], .tabs a, .modes a, .steps a")]
    .filter((one) => one.checkVisibility() && !one.closest("thead"))
    .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect().height]).filter(([, high]) => high < 40)"""
SIDEWAYS = """() => [...document.querySelectorAll(".shown, .shown *, #card, #card *")]
    .filter((one) => one.checkVisibility() && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1)
    .filter((one) => !one.closest(".matrixbox, .heatbox, .canvas, .heat, svg, .sr, thead"))
    .filter((one) => !one.matches("select, input, h2"))
    .map((one) => one.outerHTML.slice(0, 90))"""


def test_on_a_telephone_nothing_scrolls_sideways_and_targets_are_large(
    phone: Watched, reports: dict[str, Path]
) -> None:
    page = phone.open(reports["zh"])
    for address in (*SHOWN, "unit=县科协", "task=25", "sheet=县教委"):
        go_to(page, f"#{address}")
        wait_for_frames(page)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0], address
        assert page.evaluate(SIDEWAYS) == [], address
        assert page.evaluate(TARGETS) == [], address
    phone.quiet(reports["zh"])


def test_on_a_telephone_tabs_are_below_rows_are_cards_and_the_card_slides_up(
    phone: Watched, reports: dict[str, Path]
) -> None:
    page = phone.open(reports["zh"], "#tasks")
    tabs = page.locator(".tabs").bounding_box()
    assert tabs is not None
    assert round(tabs["y"] + tabs["height"]) == PHONE[1]
    expect(page.locator(".tabs a")).to_have_count(5)
    row = page.locator("#tasks-table tbody tr").nth(2)
    assert (
        row.evaluate("one => [one, ...one.cells].some((part) => getComputedStyle(part).display.includes('table'))")
        is False
    )
    expect(page.locator("#tasks-table thead")).not_to_be_in_viewport()
    assert (
        row.locator("td[data-label=牵头单位]").evaluate("one => getComputedStyle(one, '::before').content")
        == '"牵头单位 "'
    )
    row.locator("td.title a").tap()
    expect(page.locator("#card")).to_be_visible()
    card = page.locator("#card").bounding_box()
    assert card is not None
    assert card["width"] == PHONE[0]
    assert abs(card["y"] + card["height"] - tabs["y"]) <= 4
    assert card["y"] > 100  # what lies under it is still seen
    page.locator("#card a.unit").first.tap()
    expect(page.locator("#card h2")).to_be_in_viewport()
    page.locator("#card .close").tap()
    expect(page.locator("#card")).to_be_hidden()
    expect(row).to_be_in_viewport()
    page.locator(".tabs a[data-tab=network]").tap()
    page.locator("#network a.u", has_text="县科协").tap()
    expect(page.locator("#card h2")).to_have_text("县科协")
    assert page.locator(".tip:visible").count() == 0
    phone.quiet(reports["zh"])
