"""A real desk over a folder, in a process of its own, and windows of a real Chromium on it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from respnet.workspace.office import Office
from respnet.workspace.plan_folder import PlanFolder

SHARED = Path(__file__).parents[3] / "shared"


class Desk:
    """A desk that can be killed and started again."""

    def __init__(self, folder: Path, private: Path) -> None:
        self.folder, self._private = folder, private
        self.start()

    def start(self) -> None:
        environment = {**os.environ, "RESPNET_CACHE": str(self._private), "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-m", "respnet", "desk", str(self.folder), "--no-browser", "--lang", "zh"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, encoding="utf-8")
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        found = re.search(r"http://[\d.:]+", line)
        assert found, line
        self.address, self.entrance = found[0], line.strip().split()[-1]

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


def add_plan(folder: Path, name: str, text: str) -> PlanFolder:
    return Office(folder).add(name, text.encode("utf-8"))


@contextmanager
def serve(folder: Path) -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as private:
        desk = Desk(folder, Path(private))
        try:
            yield desk
        finally:
            desk.kill()


_FIND = """(words) => {
    const boxes = [...document.querySelectorAll('#document .text')];
    const whole = boxes.map((box) => box.textContent).join('');
    const start = whole.indexOf(words);
    if (start < 0) return null;
    const range = document.createRange();
    let passed = 0;
    for (const box of boxes) {
        const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            if (passed <= start && start < passed + node.length) range.setStart(node, start - passed);
            const end = start + words.length;
            if (passed < end && end <= passed + node.length) range.setEnd(node, end - passed);
            passed += node.length;
        }
    }
    range.startContainer.parentElement.scrollIntoView({ block: 'center' });
    const rects = range.getClientRects();
    const [first, last] = [rects[0], rects[rects.length - 1]];
    return [first.left, first.top + first.height / 2, last.right, last.top + last.height / 2];
}"""


_MEASURE = """async ([block, start, endBlock, end]) => {
    const place = (number, offset) => {
        const walker = document.createTreeWalker(document.querySelector(`#b-${number} .text`), NodeFilter.SHOW_TEXT);
        let last = null;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const signs = [...node.data];
            if (offset < signs.length) return [node, signs.slice(0, offset).join('').length, signs[offset].length];
            offset -= signs.length;
            last = node;
        }
        return [last, last.length - 1, 1];
    };
    const box = ([node, offset, size]) => {
        const range = document.createRange();
        range.setStart(node, offset);
        range.setEnd(node, offset + size);
        return range.getBoundingClientRect();
    };
    const [first, last] = [place(block, start), place(endBlock, end - 1)];
    first[0].parentElement.scrollIntoView({ block: 'center' });
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    for (let n = 0; n < 3; n += 1) await frame();  // paragraphs nearby get their true height
    if (box(first).top < 60 || box(last).bottom > innerHeight - 60) {
        const pane = document.getElementById('document');
        pane.scrollTop += box(first).top - 140;
        for (let n = 0; n < 3; n += 1) await frame();
    }
    const [a, b] = [box(first), box(last)];
    return [a.left, a.top + a.height / 2, b.right, b.top + b.height / 2];
}"""
_CHOICE = """() => {
    const range = getSelection().getRangeAt(0);
    const box = range.startContainer.parentElement.closest('.text');
    const before = document.createRange();
    before.selectNodeContents(box);
    before.setEnd(range.startContainer, range.startOffset);
    return { block: Number(box.dataset.at.split(' ')[0]), start: [...before.toString()].length };
}"""
_QUEUES = """() => new Promise((done) => {
    const asked = indexedDB.open('respnet-desk', 1);
    asked.onsuccess = () => {
        const all = asked.result.transaction('queues').objectStore('queues').getAll();
        all.onsuccess = () => { asked.result.close(); done(all.result); };
    };
})"""
_ROWS = """() => [...document.querySelectorAll('#grid .r')].map((row) =>
    [row.dataset.label, row.querySelector('.ti').textContent])"""
_UNITS = """() => [...document.querySelectorAll('#grid .r')].flatMap((row, place) =>
    [...row.querySelectorAll('.u')].map((unit) => [place, unit.textContent]))"""


class Window:
    """A window on the plan under check, with what it complained about and the clicks and keys that were made."""

    def __init__(self, desk: Desk, page: Page, plan: str) -> None:
        self.desk, self.page, self.complaints, self.plan = desk, page, list[str](), plan
        self.clicks = self.steps = 0
        self.answered: list[str] = []
        """Ids of the steps that the desk has answered."""
        page.on("response", self._note_answer)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        address = f"{desk.address}/plans/{plan}/check"
        if (answer := page.goto(address)) is None or answer.status == 403:  # not let in yet, or into one that is gone
            page.goto(desk.entrance)
            page.wait_for_url(re.compile(r"/$"))
            self.complaints.clear()
            page.goto(address)

    @property
    def queue(self) -> list[tuple[str, dict[str, Any]]]:
        """What the window keeps because the desk has not answered: where it goes, and the step."""
        return [tuple(one) for kept in self.page.evaluate(_QUEUES) for one in json.loads(kept)]  # type: ignore[misc]

    def _note_answer(self, answer: Response) -> None:
        if answer.request.method == "POST" and answer.url.endswith("/decisions") and answer.ok:
            self.answered.append(answer.request.post_data_json["id"])

    def click(self, selector: str) -> None:
        self.page.click(selector)
        self.clicks += 1

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.clicks += 1

    def click_text(self, words: str) -> None:
        """Click into the document where these words begin."""
        left, top, _, _ = self._find_text(words)
        self.page.mouse.click(left + 3, top)
        self.clicks += 1

    def draw_over(self, words: str) -> None:
        """Select words of the document with the mouse."""
        left, top, right, bottom = self._find_text(words)
        self.page.mouse.move(left + 1, top)
        self.page.mouse.down()
        self.page.mouse.move(right - 1, bottom, steps=3)
        self.page.mouse.up()
        self.clicks += 1

    def click_at(self, block: int, offset: int) -> None:
        """Click into a paragraph, on the character at `offset`."""
        left, top, right, _ = self.page.evaluate(_MEASURE, [block, offset, block, offset + 1])
        self.page.mouse.click(left + min(3, (right - left) / 3), top)
        self.clicks += 1

    def draw(self, block: int, start: int, end_block: int, end: int) -> None:
        """Select from one character to another with the mouse."""
        left, top, right, bottom = self.page.evaluate(_MEASURE, [block, start, end_block, end])
        self.page.mouse.move(left + 1, top)
        self.page.mouse.down()
        self.page.mouse.move(right - 1, bottom, steps=2)
        self.page.mouse.up()
        self.clicks += 1

    def get_choice(self) -> dict[str, int]:
        """Block and start of what is selected in the document."""
        return self.page.evaluate(_CHOICE)  # type: ignore[no-any-return]

    def list_rows(self) -> list[tuple[str, str]]:
        """Number and title of each row."""
        return [tuple(one) for one in self.page.evaluate(_ROWS)]  # type: ignore[misc]

    def list_units(self) -> list[tuple[int, str]]:
        """Place of the row and name of each unit."""
        return [tuple(one) for one in self.page.evaluate(_UNITS)]  # type: ignore[misc]

    def click_unit(self, row: int, name: str) -> None:
        """Click on a unit of a row."""
        box = self.page.locator("#grid .r").nth(row).locator(".u", has_text=re.compile(f"^{re.escape(name)}$")).first
        box.click()
        self.clicks += 1

    def _find_text(self, words: str) -> tuple[float, float, float, float]:
        """Where the first character of the words is, and the last: left and middle, right and middle."""
        found = self.page.evaluate(_FIND, words)
        assert found, f"{words} is not in the document"
        left, top, right, bottom = found
        return left, top, right, bottom

    def wait_until_saved(self) -> str:
        """Wait for the answer to every step; what the foot of the page says then."""
        expect(self.page.locator("#saved.waiting")).to_have_count(0, timeout=60_000)
        self.steps += 1
        return self.page.inner_text("#said")

    @property
    def rows(self) -> dict[str, list[str]]:
        """Number and title of each row, with its units."""
        read = """() => [...document.querySelectorAll('#grid .r')].map((row) =>
            [row.querySelector('.no').textContent + ' ' + row.querySelector('.ti').textContent,
             [...row.querySelectorAll('.u')].map((unit) => unit.dataset.role + ' ' + unit.textContent)])"""
        return dict(self.page.evaluate(read))


@cache
def _open_context(browser: Browser, width: int, height: int) -> BrowserContext:
    context = browser.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(60_000)
    return context


def open_pages(browser: Browser, count: int = 1, size: tuple[int, int] = (1366, 600)) -> list[Page]:
    """Pages of a size, those of former tests first: a new one is a process, and costs a second of processor."""
    context = _open_context(browser, *size)
    for page in context.pages[:count]:
        page.unroute_all()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(media="null")
    return [*context.pages, *(context.new_page() for _ in range(count - len(context.pages)))][:count]


@contextmanager
def open_windows(
    browser: Browser, desk: Desk, plan: PlanFolder, count: int = 1, size: tuple[int, int] = (1366, 600)
) -> Iterator[list[Window]]:
    yield [Window(desk, page, plan.id) for page in open_pages(browser, count, size)]
