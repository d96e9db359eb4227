"""Kills of a program that edits a plan, and of a browser; the time of a step: ``python bench/journal.py [--tenth]``."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).parents[1]))
from playwright.sync_api import sync_playwright

from respnet.workspace.journal import Entry, Journal
from respnet.workspace.office import Office
from respnet.workspace.plan_folder import PlanFolder
from tests.desk.browser_kills import kill_while_editing as kill_browser
from tests.desk.served import add_plan, serve
from tests.workspace.kills import kill_while_editing
from tests.workspace.steps import TEXT, step

TASKS = 3000
"""Rows of the large plan."""


def time_steps(folder: Path) -> None:
    """Print the seconds of opening a large plan, of a step on a row, an undo, the tables, and a hint to the reader."""
    tasks = (
        f"{n}.建好第{n}座科技馆。完成布展。（牵头单位：县{n % 40}局，责任单位：县教委、第{n % 70}镇）\n"
        for n in range(1, TASKS + 1)
    )
    plan = Office(folder).add("large.txt", f"三千项方案\n一、任务\n{''.join(tasks)}".encode())
    plan, started = PlanFolder(plan.path), time.perf_counter()
    rows = plan.state().rows
    print(f"open {len(rows)} rows: {time.perf_counter() - started:.2f} s")
    times = []
    for number in range(200):
        started = time.perf_counter()
        plan.decide(step("field", row=rows[number * 7].key, name="deadline", value=f"{number}"))
        times.append(1000 * (time.perf_counter() - started))
    print(f"step on a row: median {median(times):.1f} ms, 95 % {quantiles(times, n=20)[-1]:.1f} ms")
    for name, work in (
        ("undo", plan.undo),
        ("tables", plan.write),
        ("hint to the reader", lambda: plan.decide(step("name", name="县1局", means=["县一局"]))),
    ):
        started = time.perf_counter()
        work()
        print(f"{name}: {time.perf_counter() - started:.2f} s")


def time_journal(folder: Path) -> None:
    """Print the seconds of opening a journal of 20,000 lines."""
    folder.mkdir()
    plan = Journal(folder)
    for number in range(20_000):
        plan.append(Entry(f"e{number}", 0, "fact", parameters={"name": "area", "value": f"县{number}"}))
    started = time.perf_counter()
    Journal(folder)
    print(f"open 20,000 lines: {time.perf_counter() - started:.2f} s")


def main() -> None:
    """Print the counts of kills, then the times."""
    with tempfile.TemporaryDirectory() as name:
        plan = Office(Path(name) / "office").add("方案.txt", TEXT.encode())
        print(kill_while_editing(plan.path, 10 if "--tenth" in sys.argv else 100))
        with sync_playwright() as playwright, serve(Path(name) / "desk") as desk:
            checked = add_plan(desk.folder, "方案.txt", TEXT)
            print("browser:", kill_browser(playwright.chromium, desk, checked, 2 if "--tenth" in sys.argv else 20))
        time_steps(Path(name) / "large")
        time_journal(Path(name) / "long")


if __name__ == "__main__":
    main()
