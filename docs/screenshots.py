"""Make the pictures of README and the walk afresh: `python docs/screenshots.py` (needs the dev extra and Chromium)."""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

import respnet

HERE = Path(__file__).parent
SIZE = {"width": 1280, "height": 800}
COLOURS = 96
"""More make files larger, and nothing on the page clearer."""

PICTURES = {
    "overview": ("#overview", ""),
    "units": ("#units", ""),
    "task": ("#task=25", ""),
    "matrix": ("#matrix", ""),
    "network": ("#network", ""),
    "coleads": ("#coleads", ".picture[data-picture=units]"),
    "sheet": ("#sheet=县教委", ".sheet.shown"),
}
"""For each picture the address that is opened, and what stands at its top where that is not the page's."""


def main() -> None:
    """Write the report of the shipped plan somewhere else and photograph it at desktop width."""
    plan = respnet.read_plan(HERE.parent / "data")
    with respnet.open_store() as store:
        store.load(plan)
        analysis = respnet.analyse(store.network(plan.id))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = respnet.write_report(analysis, respnet.check(plan), folder)[-1]
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = chromium.new_page(viewport=SIZE)  # type: ignore[arg-type]
        page.goto(page_file.as_uri())
        for name, (address, top) in PICTURES.items():
            (HERE / "images" / f"{name}.png").write_bytes(picture(page, address, top))
        chromium.close()


def picture(page: Page, address: str, top: str) -> bytes:
    """One screen as a small PNG."""
    page.evaluate("address => { location.hash = address; }", address)
    page.wait_for_timeout(400)
    if top:
        page.locator(top).first.evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 12)")
    taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    small = io.BytesIO()
    taken.quantize(COLOURS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    main()
