"""The desk's page of 3,000 rows in a real browser: until it is usable, and until a change is shown."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
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


def measure(page: Page, name: str) -> None:
    """Print the medians of five visits and five changes."""
    usable, change, jump = [], [], []
    for n in range(5):
        start = time.perf_counter()
        page.reload(wait_until="commit")
        page.wait_for_selector("body.js", state="attached")
        page.evaluate(_FRAME)
        usable.append(time.perf_counter() - start)
        page.click(f"#grid .r >> nth={n} >> .no")
        change.append(page.evaluate(_PRESS, "v"))
        start = time.perf_counter()
        assert page.evaluate("window.find('推进第2999项')")
        page.evaluate(_FRAME)
        jump.append(1000 * (time.perf_counter() - start))
    undo = [page.evaluate(_PRESS, "z") for _ in range(3)]
    figures = [1000 * statistics.median(usable), *(statistics.median(one) for one in (change, undo, jump))]
    print(f"| {name} | " + " | ".join(f"{one:.0f} ms" for one in figures) + " |", flush=True)


def main() -> None:
    """Print a line for the whole processor, and one for a quarter of it."""
    print("| processor | usable | change shown | undo shown | Ctrl+F to row 2,999 |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, serve(Path(folder)) as desk:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        plan = add_plan(desk.folder, "large.txt", make_text(ROWS))
        with open_windows(chromium, desk, plan) as (window,):
            assert len(window.rows) == ROWS
            measure(window.page, "whole")
            session = window.page.context.new_cdp_session(window.page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
            measure(window.page, "a quarter")
        chromium.close()


if __name__ == "__main__":
    main()
