"""The desk's page of 3,000 rows in a real browser: until it is usable, and until a change is shown."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Page, sync_playwright

from tests.desk.served import add_plan, open_windows, serve

ROWS = 3000
_PRESS = """async (key) => {
    const version = document.querySelectorAll('#history li').length;
    const start = performance.now();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    while (document.querySelectorAll('#history li').length === version) await new Promise((done) => setTimeout(done));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - start;
}"""
_FRAME = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"


def make_text(rows: int) -> str:
    """Write a plan of so many tasks."""
    lines = (
        f"{n}.推进第{n}项重点工程建设。完成年度目标，按期建成投用。（牵头单位：县教育局，责任单位：县科技局、县水利局）"
        for n in range(1, rows + 1)
    )
    return "河口县重点工程方案\n一、重点任务\n" + "\n".join(lines) + "\n"


class Stopwatch:
    """Milliseconds of the wall, and of the processor in the page's main thread, which others' load changes little."""

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)
        self._session.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
        self._session.send("Performance.enable")

    def throttle(self, rate: int) -> None:
        """Slow the page down so many times."""
        self._session.send("Emulation.setCPUThrottlingRate", {"rate": rate})

    def time(self, work: Callable[[], object]) -> tuple[float, float]:
        """Do some work, and say how long it took."""
        before, start = self._read(), time.perf_counter()
        work()
        took, after = time.perf_counter() - start, self._read()
        return 1000 * took, 1000 * (after - before if after > before else after)

    def _read(self) -> float:
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))


def measure(page: Page, watch: Stopwatch, name: str) -> None:
    """Print the medians of five visits, five changes and three undone, each with the processor's time."""

    def visit() -> None:
        page.reload(wait_until="commit")
        page.wait_for_selector("body.js", state="attached")
        page.evaluate(_FRAME)

    usable, change = [], []
    for n in range(5):
        usable.append(watch.time(visit))
        page.click(f"#grid .r >> nth={n} >> .no")
        change.append(watch.time(lambda: page.evaluate(_PRESS, "v")))
    undo = [watch.time(lambda: page.evaluate(_PRESS, "z")) for _ in range(3)]
    assert page.evaluate("window.find('推进第2999项')")
    medians = ([statistics.median(part) for part in zip(*times, strict=True)] for times in (usable, change, undo))
    print(f"| {name} | " + " | ".join(f"{wall:.0f} ms ({own:.0f})" for wall, own in medians) + " |", flush=True)


def main() -> None:
    """Print a line for the whole processor, and one for a quarter of it."""
    print("| processor | usable | change shown | undo shown |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, serve(Path(folder)) as desk:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        plan = add_plan(desk.folder, "large.txt", make_text(ROWS))
        with open_windows(chromium, desk, plan) as (window,):
            assert len(window.rows) == ROWS
            watch = Stopwatch(window.page)
            measure(window.page, watch, "whole")
            watch.throttle(4)
            measure(window.page, watch, "a quarter")
        chromium.close()


if __name__ == "__main__":
    main()
