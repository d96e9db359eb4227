"""A real headless Chromium, and the report of the shipped plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

import respnet
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import UnitKind
from respnet.intake.builder import PlanFacts, TaskRow, UnitRecord, build_plan
from respnet.pipeline import Analysis
from respnet.result_cache import analyse_cached
from tests.toy import lead, responsible

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


DESKTOP, PHONE = (1366, 600), (390, 844)
"""A small window of an office computer, and a telephone with a touch screen."""


@pytest.fixture(scope="session")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a plan with texts, targets, deadlines, a title that two tasks share, and a task without a lead."""
    rows = [
        TaskRow(name, number=str(place), section=(section,), units=units, deadline=due, text=text, targets=targets)
        for place, (name, section, due, text, targets, units) in enumerate(DATED, 1)
    ]
    records = [UnitRecord("甲局", also_written=("甲管理局",)), UnitRecord("乙局", kind=UnitKind.COLLECTIVE)]
    plan = build_plan(PlanFacts("dated", title="乙县道路建设工作方案", owner="甲局"), rows, records)
    analysis = respnet.analyse(ResponsibilityNetwork(plan), draws=50, tie_draws=50, null_draws=2)
    return respnet.write_report(analysis, respnet.check(plan), tmp_path_factory.mktemp("dated"))[-1]


DATED = (
    (
        "修路",
        "一、道路",
        "2026年6月底前",
        "修路。改造农村公路 20 公里。",
        ("20 公里",),
        (lead("甲局"), responsible("丙局")),
    ),
    ("修路", "一、道路", "2026年7月15日前", "修路。新建桥梁 3 座。", ("3 座",), (lead("甲局", "丙局"),)),
    ("绿化", "二、环境", "2026年12月底前", "绿化。沿线植树，由丙局负责。", (), (lead("丙局"), responsible("甲局"))),
    ("管护", "二、环境", "持续推进", "", (), (responsible("乙局", "丁局"),)),
)
"""Title, section, deadline, text, targets and units of each task."""


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


BOTH = [pytest.param(DESKTOP, id="desktop"), pytest.param(PHONE, id="phone", marks=pytest.mark.rare)]
"""For `indirect=["any_size"]`: both sizes, for what the same script does at length in either."""


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def any_size(request: pytest.FixtureRequest, browser: Browser, pages: dict[tuple[int, int], Page]) -> Iterator[Watched]:
    yield from _watched(browser, pages, request.param)


@pytest.fixture
def desktop(browser: Browser, pages: dict[tuple[int, int], Page]) -> Iterator[Watched]:
    yield from _watched(browser, pages, DESKTOP)


@pytest.fixture
def phone(browser: Browser, pages: dict[tuple[int, int], Page]) -> Iterator[Watched]:
    yield from _watched(browser, pages, PHONE)


def open_context(browser: Browser, size: tuple[int, int] = DESKTOP, **options: Any) -> BrowserContext:
    """A context of its own, for what cannot be undone on a page; a telephone has a touch screen."""
    touch = size == PHONE
    viewport = ViewportSize(width=size[0], height=size[1])
    return browser.new_context(viewport=viewport, has_touch=touch, is_mobile=touch, **options)


def wait_for_frames(page: Page) -> None:
    """Wait until what the browser itself still does about an address, and what the page keeps of it, is done."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def _watched(browser: Browser, pages: dict[tuple[int, int], Page], size: tuple[int, int]) -> Iterator[Watched]:
    """The page of this size as if it were new: respnet's pages store nothing, so only what a test set is undone."""
    if size not in pages or pages[size].is_closed():
        pages[size] = open_context(browser, size).new_page()
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
