"""From opening the page to the first picture in headless Chromium, offline, against the plain pyvis page."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from timing import in_turn, tell

HERE = Path(__file__).parent
DATA = HERE.parent / "data"

FIRST_PICTURE = """
() => new Promise((done) => {
  const look = () => {
    for (const canvas of document.querySelectorAll("canvas")) {
      if (!canvas.width || !canvas.height) continue;
      const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      for (let at = 3; at < pixels.length; at += 4) if (pixels[at]) return done(performance.now());
    }
    requestAnimationFrame(look);
  };
  look();
})
"""


def first_picture(browser: Browser, address: str) -> Callable[[], float]:
    """Opens the address in a new context without a network and waits for the first drawn pixel of a canvas."""

    def run() -> float:
        context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
        page = context.new_page()
        page.goto(address, wait_until="commit")
        milliseconds: float = page.evaluate(FIRST_PICTURE)
        context.close()
        return milliseconds / 1000

    return run


def main() -> None:
    """Print the ratio for the shipped plan."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        plain = [sys.executable, str(HERE / "plain_pyvis.py"), str(DATA / "tasks.csv"), str(folder / "plain.html")]
        subprocess.run(plain, check=True)
        report = [sys.executable, "-m", "respnet", "report", str(DATA), "--output", str(folder / "report")]
        subprocess.run(report, check=True, capture_output=True)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        ours = first_picture(browser, (folder / "report" / "index.html").as_uri() + "#network")
        theirs = first_picture(browser, (folder / "plain.html").as_uri())
        mine, other = in_turn(ours, theirs, 7)
        tell("first picture", mine, "plain pyvis page", other, 0.2)
        browser.close()


if __name__ == "__main__":
    main()
