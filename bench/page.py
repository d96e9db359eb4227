"""From opening the page to the first picture in headless Chromium, offline, against the plain pyvis page.

`python bench/page.py large`: the pages of two made plans instead, 300 x 3,000 and 1,000 x 10,000, as megabytes, seconds
to write, and seconds until a view stands there. Their analyses take few draws, which the page does not depend on.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from analysis import plan_of
from playwright.sync_api import Browser, sync_playwright
from timing import in_turn, tell

import respnet

HERE = Path(__file__).parent
DATA = HERE.parent / "data"

FIRST_PICTURE = """
() => new Promise((done) => {
  const look = () => {
    const svg = document.querySelector("#network.shown svg.assignments");
    const line = svg && svg.querySelector(".curve");
    if (line && line.getBoundingClientRect().height > 0) return requestAnimationFrame(() => done(performance.now()));
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


def first_picture(browser: Browser, address: str, work: list[float]) -> Callable[[], float]:
    """Opens the address in a new context without a network and waits for the picture.

    That is the first drawn pixel of pyvis's canvas, or the first frame with a line of the chart. `work` takes the
    processor's seconds that the page's own thread has spent by then.
    """

    def run() -> float:
        context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
        page = context.new_page()
        client = context.new_cdp_session(page)
        client.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(address, wait_until="commit")
        milliseconds: float = page.evaluate(FIRST_PICTURE)
        metrics = client.send("Performance.getMetrics")["metrics"]
        work.append(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))
        context.close()
        return milliseconds / 1000

    return run


def opened(browser: Browser, address: str) -> float:
    """Seconds from the address to two frames after the page says that it is loaded."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page = context.new_page()
    start = time.perf_counter()
    page.goto(address)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    seconds = time.perf_counter() - start
    context.close()
    return seconds


def large(browser: Browser, folder: Path) -> None:
    """Print the measures of both large plans."""
    for units, tasks in ((300, 3_000), (1_000, 10_000)):
        network = plan_of(units, tasks)
        analysis = respnet.analyse(network, draws=200, tie_draws=200, null_draws=5)
        problems = respnet.check(network.plan)
        start = time.perf_counter()
        page = respnet.write_report(analysis, problems, folder / str(units))[-1]
        took = time.perf_counter() - start
        print(f"{units} x {tasks}: {page.stat().st_size / 1e6:.1f} MB, written in {took:.1f} s; opened in", end="")
        for view in ("overview", "units", "network", "matrix", "tasks", f"task={tasks}", "unit=单位3"):
            print(f" {opened(browser, f'{page.as_uri()}#{view}'):.1f} s ({view})", end="")
        print()


def main() -> None:
    """Print the ratio for the shipped plan, or the measures of large ones."""
    if "large" in sys.argv:
        with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            large(chromium, Path(name))
            chromium.close()
        return
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        plain = [sys.executable, str(HERE / "plain_pyvis.py"), str(DATA / "tasks.csv"), str(folder / "plain.html")]
        subprocess.run(plain, check=True)
        report = [sys.executable, "-m", "respnet", "report", str(DATA), "--output", str(folder / "report")]
        subprocess.run(report, check=True, capture_output=True)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        work: tuple[list[float], list[float]] = ([], [])
        ours = first_picture(browser, (folder / "report" / "index.html").as_uri() + "#network", work[0])
        theirs = first_picture(browser, (folder / "plain.html").as_uri(), work[1])
        mine, other = in_turn(ours, theirs, 7)
        tell("first picture", mine, "plain pyvis page", other, 0.05)
        tell("processor of the page by then", work[0], "plain pyvis page", work[1])
        browser.close()


if __name__ == "__main__":
    main()
