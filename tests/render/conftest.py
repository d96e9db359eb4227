"""A real headless Chromium, and the report of the shipped plan."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import respnet
from respnet.pipeline import Analysis
from tests.requirements import missing

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def analysis() -> Analysis:
    plan = respnet.read_plan(ROOT / "data")
    with respnet.open_store() as store:
        store.load(plan)
        return respnet.analyse(store.network(plan.id))


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


@pytest.fixture(params=[(1280, 800), (390, 844)], ids=["desktop", "phone"])
def any_size(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Watched]:
    yield from _watched(browser, *request.param)


@pytest.fixture
def desktop(browser: Browser) -> Iterator[Watched]:
    yield from _watched(browser, 1280, 800)


def _watched(browser: Browser, width: int, height: int) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": width, "height": height})
    watched = Watched(context.new_page())
    watched.page.on("request", lambda request: watched.requests.append(request.url))
    watched.page.on("console", lambda message: watched.complaints.append(message.text))
    watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    watched.page.on("dialog", lambda dialog: (watched.complaints.append(dialog.message), dialog.dismiss()))
    yield watched
    context.close()
