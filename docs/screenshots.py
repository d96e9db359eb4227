"""Make the pictures of README and docs afresh: `python docs/screenshots.py` (needs the dev extra and Chromium)."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import respnet

HERE = Path(__file__).parent
PICTURES = {"overview": "#overview", "network": "#unit=县教委"}


def main() -> None:
    """Write the report of the shipped plan somewhere else and photograph it at desktop width."""
    plan = respnet.read_plan(HERE.parent / "data")
    with respnet.open_store() as store:
        store.load(plan)
        analysis = respnet.analyse(store.network(plan.id))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = respnet.write_report(analysis, respnet.check(plan), folder)[-1]
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": 1280, "height": 860})
        for name, address in PICTURES.items():
            page.goto("about:blank")
            page.goto(page_file.as_uri() + address)
            page.wait_for_timeout(300)
            clip = {"x": 0, "y": 0, "width": 1280, "height": 1120 if name == "network" else 900}
            page.screenshot(path=HERE / "images" / f"{name}.png", full_page=True, clip=clip)
        chromium.close()


if __name__ == "__main__":
    main()
