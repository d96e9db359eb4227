"""A real headless Chromium, and the report of the shipped plan."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

import respnet
from respnet.pipeline import Analysis
from respnet.result_cache import analyse_cached
from tests.requirements import missing

expect.set_options(timeout=60_000)  # a busy machine is no failure

ROOT = Path(__file__).parents[2]
LANGS = ["zh", pytest.param("en", marks=pytest.mark.rare)]
"""Both languages, for what goes through the same template and script in either."""


@pytest.fixture(scope="session")
def analysis() -> Analysis:
    plan = respnet.read_plan(ROOT / "data")
    with respnet.open_store() as store:
        store.load(plan)
        return analyse_cached(store.network(plan.id))


@pytest.fixture(scope="session")
def reports(analysis: Analysis, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page in each language."""
    problems = respnet.check(respnet.read_plan(ROOT / "data"))
    pages = {}
    for lang in ("zh", "en"):
        folder = tmp_path_factory.mktemp(f"report-{lang}")
        pages[lang] = respnet.write_report(analysis, problems, folder, lang=lang)[-1]
    return pages


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        missing("browser", "no Chromium on this machine")
    with sync_playwright() as playwright:
        # Chromium refuses its sandbox to root, and containers are often root; the page is our own.
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@dataclass
class Watched:
    """A page with everything it asked for and everything it complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: Path, hash: str = "") -> Page:  # noqa: A002 - the address's own word
        self.page.goto("about:blank")  # a change of the hash alone would not load the page again
        self.page.goto(path.as_uri() + hash)
        return self.page

    def quiet(self, path: Path) -> None:
        """Nothing but the file itself was asked for, and nothing was complained about."""
        assert {request.split("#")[0] for request in self.requests} <= {path.as_uri(), "about:blank"}
        assert self.complaints == []


@pytest.fixture(scope="session")
def pages(browser: Browser) -> dict[tuple[int, int], Page]:
    """A page of each size that was asked for; a new one for every test costs as much again as the tests do."""
    return {}


@pytest.fixture(params=[(1280, 800), (390, 844)], ids=["desktop", "phone"])
def any_size(request: pytest.FixtureRequest, browser: Browser, pages: dict[tuple[int, int], Page]) -> Iterator[Watched]:
    yield from _watched(browser, pages, request.param)


@pytest.fixture
def desktop(browser: Browser, pages: dict[tuple[int, int], Page]) -> Iterator[Watched]:
    yield from _watched(browser, pages, (1280, 800))


def _watched(browser: Browser, pages: dict[tuple[int, int], Page], size: tuple[int, int]) -> Iterator[Watched]:
    """The page of this size as if it were new: respnet's pages store nothing, so only what a test set is undone."""
    if size not in pages or pages[size].is_closed():
        pages[size] = browser.new_context(viewport={"width": size[0], "height": size[1]}).new_page()
    page = pages[size]
    page.set_default_timeout(120_000)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(media="null", color_scheme="null")
    page.context.clear_permissions()
    page.mouse.move(0, 0)
    watched = Watched(page)
    listeners = {
        "request": lambda request: watched.requests.append(request.url),
        "console": lambda message: watched.complaints.append(message.text),
        "pageerror": lambda error: watched.complaints.append(str(error)),
        "dialog": lambda dialog: (watched.complaints.append(dialog.message), dialog.dismiss()),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield watched
    page.goto("about:blank")
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    for other in page.context.pages:
        if other is not page:
            other.close()
