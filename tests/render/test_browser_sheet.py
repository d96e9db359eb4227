"""Duty sheets in a real Chromium: rows are cards on a telephone, where nothing scrolls sideways, and a table on A4."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from respnet.render.duty_sheet.files import render_sheet_html
from respnet.render.duty_sheet.pages import SheetPageBuilder
from tests.render.conftest import Watched
from tests.render.sheets_made import fengdu

UNIT = "县科协"
WIDER = """() => [document.documentElement, ...document.querySelectorAll('.shown, .shown *, main, main *')]
    .filter((one) => one.clientWidth > 1 && !one.closest('thead') && one.offsetParent !== null)
    .filter((one) => one.scrollWidth > one.clientWidth + 1)
    .map((one) => one.outerHTML.slice(0, 90))"""


@pytest.fixture(params=["page zh", "page en", "file zh", "file en"])
def sheet(request: pytest.FixtureRequest, phone: Watched, reports: dict[str, Path], tmp_path: Path) -> Page:
    """The sheet of one unit, in the page or as a file of its own, on a telephone."""
    what, lang = request.param.split()
    if what == "page":
        return phone.open(reports[lang], f"#sheet={UNIT}")
    pages = SheetPageBuilder(fengdu(), lang)
    unit = next(one for one in pages.plan.units if one.name == UNIT)
    file = tmp_path / "sheet.html"
    file.write_bytes(render_sheet_html(pages, [pages.page(unit)]))
    return phone.open(file)


def test_a_telephone_shows_a_sheet_without_scrolling_sideways(sheet: Page) -> None:
    assert sheet.evaluate(WIDER) == []
    table = sheet.locator(".duties:visible").first
    card = table.locator("tr:has(td[data-label]):visible").first
    above, below = (card.locator(part).first.bounding_box() for part in (".task", "td[data-label]:not(:empty)"))
    assert above is not None
    assert below is not None
    assert below["y"] >= above["y"] + above["height"] - 1
    assert card.locator("td[data-label]").count() >= 2
    assert table.get_attribute("role") == "table"


def test_a_sheet_prints_from_a_telephone_as_a_table(sheet: Page) -> None:
    sheet.emulate_media(media="print")
    sheet.set_viewport_size({"width": 673, "height": 1000})
    row = sheet.locator(".duties:visible tr:has(td[data-label])").first
    shown = "one => [getComputedStyle(one).display, ...[...one.cells].map((cell) => getComputedStyle(cell).display)]"
    assert set(row.evaluate(shown)) == {"table-row", "table-cell"}
    assert sheet.locator(".duties:visible thead").first.evaluate("one => getComputedStyle(one).display") == (
        "table-header-group"
    )
    before = "one => getComputedStyle(one, '::before').content"
    assert row.locator("td[data-label]").first.evaluate(before) == "none"
