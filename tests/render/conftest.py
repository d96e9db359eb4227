"""A real headless Chromium, and the report of the shipped plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
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


class Reports(dict[str, Path]):
    """The page in each language, made when it is first asked for."""

    def __init__(self, analysis: Analysis, folder: Path) -> None:
        super().__init__()
        self._analysis, self._folder = analysis, folder

    def __missing__(self, lang: str) -> Path:
        problems = respnet.check(self._analysis.network.plan)
        self[lang] = respnet.write_report(self._analysis, problems, self._folder / f"report-{lang}", lang=lang)[-1]
        return self[lang]


@pytest.fixture(scope="session")
def reports(analysis: Analysis, tmp_path_factory: pytest.TempPathFactory) -> Reports:
    return Reports(analysis, tmp_path_factory.mktemp("reports"))


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


_OPENED = count()


@dataclass
class Watched:
    """A page with everything it asked for and everything it complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: Path, hash: str = "") -> Page:  # noqa: A002 - the address's own word
        # A change of the hash alone would not load the page again, and a page between the two costs a process more.
        self.page.goto(f"{path.as_uri()}?{next(_OPENED)}{hash}")
        return self.page

    def quiet(self, path: Path) -> None:
        """Nothing but the file itself was asked for, and nothing was complained about."""
        assert {re.split(r"[?#]", request)[0] for request in self.requests} <= {path.as_uri()}
        assert self.complaints == []


OpenPage = Callable[..., Page]
"""Gives the page of a size and of options of its context."""


@pytest.fixture(scope="session")
def open_page(browser: Browser) -> OpenPage:
    """A page as if it were new; respnet's pages store nothing, and a context for every test costs more than the tests.

    Only what a test may have set is undone.
    """
    pages: dict[tuple[object, ...], Page] = {}

    def open_page(size: tuple[int, int] = DESKTOP, **options: Any) -> Page:
        key = (size, *sorted(options.items()))
        if key not in pages or pages[key].is_closed():
            pages[key] = open_context(browser, size, **options).new_page()
            pages[key].set_default_timeout(120_000)
        page = pages[key]
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(media="null", color_scheme="null")
        page.context.clear_permissions()
        page.mouse.move(0, 0)
        return page

    return open_page


BOTH = [pytest.param(DESKTOP, id="desktop"), pytest.param(PHONE, id="phone", marks=pytest.mark.rare)]
"""For `indirect=["any_size"]`: both sizes, for what the same script does at length in either."""


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def any_size(request: pytest.FixtureRequest, open_page: OpenPage) -> Iterator[Watched]:
    yield from _watched(open_page(request.param))


@pytest.fixture
def desktop(open_page: OpenPage) -> Iterator[Watched]:
    yield from _watched(open_page())


@pytest.fixture
def phone(open_page: OpenPage) -> Iterator[Watched]:
    yield from _watched(open_page(PHONE))


def open_context(browser: Browser, size: tuple[int, int] = DESKTOP, **options: Any) -> BrowserContext:
    """A context of its own, for what cannot be undone on a page; a telephone has a touch screen."""
    touch = size == PHONE
    viewport = ViewportSize(width=size[0], height=size[1])
    return browser.new_context(viewport=viewport, has_touch=touch, is_mobile=touch, **options)


def go_to(page: Page, address: str) -> None:
    """Follow an address of the page as a link does, until its own script, which listens first, has answered."""
    page.evaluate(
        """(address) => new Promise((done) => {
            const before = location.href;
            window.addEventListener("hashchange", () => done(), { once: true });
            location.hash = address;
            if (location.href === before) done();
        })""",
        address,
    )


def hash_of(page: Page) -> str:
    """What stands in the address now; Playwright's own note of it comes a moment later."""
    return unquote(page.evaluate("location.hash"))


def wait_for_frames(page: Page) -> None:
    """Wait until what the browser itself still does about an address, and what the page keeps of it, is done."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def find_barriers(page: Page, *parts: str) -> list[tuple[str, str]]:
    """Rules of axe that parts of a page break, or the whole of it, each with the first element that breaks it.

    Args:
        page: The page as it is shown.
        parts: Selectors of what is looked at; of several views and sheets those that are not among them are taken out
            of the page meanwhile, because axe makes its own tree of everything, also of what is hidden.
    """
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(Axe().axe_script)
    # To axe links before the first one to another page are skip links; here a script follows them all.
    options = {"resultTypes": ["violations"], "rules": {"skip-link": {"enabled": False}}}
    results = page.evaluate(
        """async ([parts, options]) => {
            const apart = [];
            for (const one of parts.length ? document.querySelectorAll(".view, .sheet") : [])
                if (!one.matches(parts.join())) {
                    apart.push([document.createComment(""), one]);
                    one.replaceWith(apart.at(-1)[0]);
                }
            const found = await axe.run(parts.length ? { include: parts.map((part) => [part]) } : document, options);
            for (const [place, one] of apart) place.replaceWith(one);
            return found.violations.map((one) => [one.id, one.nodes[0].html]);
        }""",
        [parts, options],
    )
    return [(rule, element) for rule, element in results]


def _watched(page: Page) -> Iterator[Watched]:
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
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    for other in page.context.pages:
        if other is not page:
            other.close()
