"""Kill a browser, or the process of its page, while a plan is edited: used by the tests and by ``bench``."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import BrowserType, Error, expect

from respnet.workspace.plan_folder import PlanFolder
from tests.desk.served import Desk, Window


@dataclass
class KillCounts:
    """Kills, steps by what the page had said of them, and steps that the journal has not, or more than once."""

    kills: int = 0
    answered: int = 0
    unanswered: int = 0
    lost: int = 0
    unsent: int = 0
    """Steps that the page had called not saved and that no window has sent again."""
    twice: int = 0


@contextmanager
def open_browser(chromium: BrowserType, desk: Desk, plan: PlanFolder, profile: str) -> Iterator[tuple[Window, int]]:
    """A window of a browser with its own profile that is no child of playwright; and the browser's process."""
    program = shutil.which("chromium") or "chromium"
    command = [
        program,
        "--headless=new",
        "--no-sandbox",
        "--window-size=1366,700",
        f"--user-data-dir={profile}",
        "--remote-debugging-port=0",
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, encoding="utf-8")
    assert process.stderr is not None
    try:
        address = next(line.split()[-1] for line in process.stderr if "DevTools listening" in line)
        browser = chromium.connect_over_cdp(address)
        context = browser.contexts[0]
        context.set_default_timeout(60_000)
        yield Window(desk, context.new_page(), plan.id), process.pid
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def kill_while_editing(chromium: BrowserType, desk: Desk, plan: PlanFolder, kills: int, seed: int = 1) -> KillCounts:
    """Edit, stop the desk, edit on, kill the page and every second time the whole browser; then look in again.

    Args:
        chromium: The kind of browser.
        desk: The desk, which is stopped for moments.
        plan: A plan of it.
        kills: Number of kills.
        seed: Seed of the random numbers.
    """
    lot, counts = random.Random(seed), KillCounts()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for kill in range(kills):
            whole = kill % 2 == 1
            with open_browser(chromium, desk, plan, profile) as (window, pid):
                answered = window.answered
                _edit(window, lot.randint(1, 3))
                window.wait_until_saved()
                os.kill(desk.process.pid, signal.SIGSTOP)
                _edit(window, lot.randint(1, 3))
                expect(window.page.locator("#saved.waiting")).to_have_text("正在保存……")
                waiting = [content["id"] for _, content in window.queue]
                window.page.wait_for_timeout(lot.randint(0, 300))
                if whole:
                    os.kill(pid, signal.SIGKILL)
                else:
                    with contextlib.suppress(Error):  # its process is gone, and the browser lives
                        window.page.goto("chrome://crash", timeout=5_000)
                os.kill(desk.process.pid, signal.SIGCONT)
                if not whole:
                    _wait_until_sent(Window(desk, window.page.context.new_page(), plan.id))
            if whole:
                with open_browser(chromium, desk, plan, profile) as (window, _):
                    _wait_until_sent(window)
            kept = [entry.id for entry in PlanFolder(plan.path).journal.entries]
            counts.kills += 1
            counts.answered += len(answered)
            counts.unanswered += len(waiting)
            counts.lost += sum(one not in kept for one in answered)
            counts.unsent += sum(one not in kept for one in waiting)
            counts.twice += sum(kept.count(one) > 1 for one in (*answered, *waiting))
    return counts


def _wait_until_sent(window: Window) -> None:
    for _ in range(200):
        if not window.queue:
            return
        window.page.wait_for_timeout(50)


def _edit(window: Window, steps: int) -> None:
    """Change the deadline of so many tasks."""
    for step in range(steps):
        window.click(f"#grid .r >> nth={step} >> .no")
        window.page.select_option("#tools form[data-op=field] select", "deadline")
        window.page.fill("#tools form[data-op=field] [name=value]", f"{random.random()}")
        window.press("Enter")
