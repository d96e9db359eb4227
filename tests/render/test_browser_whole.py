"""The whole page in a real headless Chromium: each view alone, addresses, back, Tab, barriers, print."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.render.conftest import LANGS, Watched
from tests.render.test_browser import SHOWN


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_view_shows_alone_from_its_top_fits_the_screen_and_asks_for_nothing(
    any_size: Watched, reports: dict[str, Path], lang: str
) -> None:
    page = any_size.open(reports[lang])
    for view in SHOWN:
        page.evaluate("scrollTo(0, 300)")
        page.evaluate("view => { location.hash = view; }", view)
        expect(page.locator(f"#{view}")).to_be_visible()
        assert page.locator(".view:visible, .sheet:visible").count() == 1
        link = page.locator("nav a[aria-current]")
        assert link.get_attribute("href") == f"#{view}"
        expect(link).to_be_in_viewport(ratio=0.99)
        at_top(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), view
    page.go_back()
    expect(page.locator(f"#{SHOWN[-2]}")).to_be_visible()
    page.go_forward()
    expect(page.locator(f"#{SHOWN[-1]}")).to_be_visible()
    any_size.quiet(reports[lang])


def at_top(page: Page) -> None:
    """What the browser itself may still do about the address has been done too."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60)))")
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize(
    ("address", "shown", "lit"),
    [
        ("#finding-drop-outs", "#risks", "#finding-drop-outs.lit"),
        ("#task-23", "#tasks", "#task-23.lit"),
        ("#unit=县教委", "#network", "#panel h3"),
        ("#sheet=县教委", ".sheet[data-name=县教委]", ".sheet[data-name=县教委] h2"),
        ("#sheet=县教育委员会", "#units", "#units-table"),
        ("#nowhere", "#overview", "#overview h2"),
    ],
)
def test_an_address_shows_what_it_names(
    any_size: Watched, reports: dict[str, Path], address: str, shown: str, lit: str
) -> None:
    page = any_size.open(reports["zh"], address)
    expect(page.locator(shown)).to_be_visible()
    assert page.locator(".view:visible, .sheet:visible").count() == 1
    expect(page.locator(lit)).to_be_in_viewport()
    if not lit.endswith(".lit"):
        at_top(page)
    any_size.quiet(reports["zh"])


def test_back_comes_to_where_a_link_was_followed(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#workload")
    link = page.locator("#workload-table a.unit", has_text="县妇联")
    link.scroll_into_view_if_needed()
    left = page.evaluate("scrollY")
    link.click()
    expect(page.locator("#panel h3")).to_have_text("县妇联")
    at_top(page)
    page.go_back()
    expect(page.locator("#workload")).to_be_visible()
    expect(link).to_be_in_viewport()
    assert page.evaluate("scrollY") == left > 0


TO_REACH = """
() => {
  const focusable = "a[href], button, input, select, summary, [tabindex], .scroll";
  const there = [...document.querySelectorAll(focusable)].filter((one) =>
    one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }) &&
    !(one.type === "radio" && !one.checked));
  window.reached = [];
  document.addEventListener("focusin", (event) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(event.target);
    window.reached.push([there.indexOf(event.target), outlineStyle !== "none" && parseFloat(outlineWidth) > 0]);
  });
  there[0].focus(); // an address that names a view lets the Tab key begin in it
  return there.map((one) => one.outerHTML.slice(0, 90));
}
"""


@pytest.mark.parametrize("view", [*(view for view in SHOWN if view != "data"), "sheet=县教委"])
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


STATES = (
    "workload",
    "matrix?order=cluster",
    "tasks?q=没有",
    "sheet=县教委",
    "unit=县科协",
    "network?view=units",
)


@pytest.mark.parametrize(
    ("lang", "scheme", "size"),
    [
        ("zh", "light", (1280, 800)),
        pytest.param("en", "dark", (1280, 800), marks=pytest.mark.rare),
        pytest.param("en", "light", (390, 844), marks=pytest.mark.rare),
        pytest.param("zh", "dark", (390, 844), marks=pytest.mark.rare),
    ],
)
def test_no_barrier_that_axe_knows(
    browser: Browser, reports: dict[str, Path], lang: str, scheme: Literal["light", "dark"], size: tuple[int, int]
) -> None:
    axe = Axe()
    # axe is put into the page by the test, which the page's own policy would refuse.
    context = browser.new_context(bypass_csp=True, color_scheme=scheme, viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.goto(reports[lang].as_uri())
    found = {}
    for view in (*SHOWN, *STATES):
        page.evaluate("view => { location.hash = view; }", view)
        page.wait_for_timeout(50)
        shown = ".sheet.shown" if "sheet=" in view else ".view.shown"
        results = axe.run(page, context={"include": [[".top"], [shown]]}, options={"resultTypes": ["violations"]})
        found[view] = [(one["id"], one["nodes"][0]["html"]) for one in results.response["violations"]]
    context.close()
    assert {view: those for view, those in found.items() if those} == {}


@pytest.mark.parametrize("lang", LANGS)
def test_in_a_usual_window_no_table_but_the_matrix_scrolls_sideways(
    desktop: Watched, reports: dict[str, Path], lang: str
) -> None:
    page = desktop.open(reports[lang])
    wider = """() => [...document.querySelectorAll('.view.shown .scroll:not(.matrixbox)')]
        .filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.querySelector('table').id)"""
    for view in SHOWN:
        page.evaluate("view => { location.hash = view; }", view)
        expect(page.locator(f"#{view}")).to_be_visible()
        assert page.evaluate(wider) == [], view


@pytest.mark.parametrize(
    ("view", "picture"), [("", "svg.assignments"), ("?view=units", "svg.units")], ids=["chart", "units"]
)
def test_the_network_prints_large_on_its_one_sheet(
    desktop: Watched, reports: dict[str, Path], view: str, picture: str
) -> None:
    page = desktop.open(reports["zh"], "#network" + view)
    expect(page.locator(picture)).to_be_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1017, "height": 688})  # A4 across between its margins
    wide, high, ratio, bottom = page.evaluate(
        """name => {
            const svg = document.querySelector(name);
            const { width, height, bottom } = svg.getBoundingClientRect();
            return [width, height, svg.viewBox.baseVal.width / svg.viewBox.baseVal.height, bottom];
        }""",
        picture,
    )
    assert min(wide, high * ratio) > 0.65 * 1017
    assert bottom <= 688


@pytest.mark.parametrize("lang", LANGS)
def test_every_view_prints_on_sheets_of_its_size(desktop: Watched, reports: dict[str, Path], lang: str) -> None:
    page = desktop.open(reports[lang])
    for view in SHOWN:
        page.evaluate("view => { location.hash = view; }", view)
        pdf = page.pdf(prefer_css_page_size=True)
        boxes = set(re.findall(rb"/MediaBox \[([\d. ]+)\]", pdf))
        sizes = {tuple(round(float(x)) for x in box.split())[2:] for box in boxes}
        assert sizes == {{"matrix": (1191, 842), "network": (842, 595)}.get(view, (595, 842))}, view
        assert 1 <= len(re.findall(rb"/Type /Page\b", pdf)) <= {"data": 12, "risks": 8}.get(view, 6), view
    desktop.quiet(reports[lang])
