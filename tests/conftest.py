"""Fixtures for stores; what a test may require is in `tests/requirements.py`."""

from __future__ import annotations

import gc
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from respnet import result_cache
from respnet.core.network import ResponsibilityNetwork
from respnet.render.exports import write_exports
from respnet.stores import open_store
from respnet.stores.base import Store
from respnet.stores.neo4j_store import Neo4jStore
from tests import neo4j_server, toy
from tests.neo4j_server import LocalServer, NoServerError, Server
from tests.requirements import is_required, missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A busy machine is no failure, and a run that fails can be run again: the same examples come each time.
settings.register_profile("same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")

# What is collected stays until the end: it is not looked through for garbage while it grows, nor after that.
gc.disable()

# A shell that starts the tests in its background has them ignore Ctrl-C; tests of Ctrl-C are about a terminal's.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def make_plans_for_import() -> list[ResponsibilityNetwork]:
    """Two plans that share units, one of awkward texts, one with line ends and quotes, one without tasks."""
    roads = toy.roads()
    lines = replace(
        roads,
        tasks=(replace(roads.tasks[0], text='一\n二\r\n"三",\\u0041 ; 四\t', source=" 第1页 "), *roads.tasks[1:]),
        units=(replace(roads.units[0], capacity=0.1 + 0.2), *roads.units[1:]),
    )
    return [ResponsibilityNetwork(plan) for plan in (toy.science(), lines, toy.awkward(), toy.empty())]


IMPORTED = make_plans_for_import()
"""What a server of the tests holds when it starts: made by the script of the files for import, before its start."""

Opener = Callable[[], Store]
"""Opens a store; where the kind of store can, every call opens the same contents again."""


LONG = (
    "test_smoke",
    "neo4j",
    "test_app",
    "test_check_browser",
    "test_check_hints",
    "test_page_large",
    "test_browser",
    "test_hostile",
)
"""Files and groups that take longest begin first (`--no-loadscope-reorder`), so that no process ends long before."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With several processes (pytest -n): a file stays in one, and all that share the one Neo4j server do."""

    def place(item: pytest.Item) -> int:
        marker = item.get_closest_marker("xdist_group")
        name = Path(str(marker.args[0] if marker else "")).name
        if item.name.startswith("test_the_import_makes"):  # on the server as it starts
            return -1
        return next((number for number, long in enumerate(LONG) if name.startswith(long)), len(LONG))

    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        callspec = getattr(item, "callspec", None)
        kind = callspec.params.get("opener") if callspec is not None else None
        at_server = "server" in fixtures or "neo4j_session" in fixtures or str(kind).startswith("neo4j")
        item.add_marker(pytest.mark.xdist_group("neo4j" if at_server else str(item.path)))
    items.sort(key=place)


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)  # Python's own 700 objects cost some 7 % of the processor's time
    gc.enable()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one Chromium of a process: Playwright's own loop does not stand a second one beside it."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        missing("browser", "no Chromium on this machine")
    with sync_playwright() as playwright:
        # Chromium refuses its sandbox to root, and containers are often root; the page is our own.
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def _short_stacks() -> Iterator[None]:
    """The driver keeps no stack with each statement, for a warning: that of pytest takes longer than the answer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("neo4j._sync.work.result.inspect", SimpleNamespace(stack=list))
        yield


@pytest.fixture(scope="session")
def neo4j_session(_short_stacks: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The one Neo4j server of this run, with authentication on if it is ours."""
    given = neo4j_server.given_server()
    if given is not None:
        with given.driver() as driver:
            found = driver.execute_query("MATCH (n) RETURN count(n) AS nodes", database_=given.database).records
            if found[0]["nodes"]:
                pytest.fail("NEO4J_URI names a database that is not empty; the tests would delete what is in it")
            yield given
            driver.execute_query("MATCH (n) DETACH DELETE n", database_=given.database)
        return
    yield from start_server("neo4j", tmp_path_factory.mktemp("neo4j"))


@pytest.fixture(scope="session")
def neo4j_current_session(_short_stacks: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the current release, for the tests that run against both."""
    yield from start_server("neo4j-current", tmp_path_factory.mktemp("neo4j-current"))


def start_server(release: str, folder: Path) -> Iterator[Server]:
    """A server of a release, until the fixture ends; an import was made while it did not run yet."""
    try:
        local = LocalServer(neo4j_server.jars(release), folder / "home")
        write_exports(IMPORTED, folder, "csv")
        local.run_script(folder / "import.sh")
        local.start()
    except NoServerError as reason:
        missing(release, str(reason))
    try:
        yield local.server
    finally:
        local.close()


RELEASES = (pytest.param("neo4j"), pytest.param("neo4j-current", marks=pytest.mark.rare))
"""For `indirect=["server"]`: what a test that must hold on both releases is given in turn."""


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Server:
    """The Neo4j server, empty; the current release where the test asks for it."""
    current = getattr(request, "param", "neo4j") == "neo4j-current"
    return empty_server(request.getfixturevalue("neo4j_current_session" if current else "neo4j_session"))


@pytest.fixture
def current_server(neo4j_current_session: Server) -> Server:
    """The server of the current release, empty."""
    return empty_server(neo4j_current_session)


def empty_server(server: Server) -> Server:
    """The server, after everything in its database has been deleted."""
    with server.driver() as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_=server.database)
    return server


def open_neo4j(server: Server, *, read_only: bool = False) -> Neo4jStore:
    """A store on `server` in which whatever the server notes about a statement is a warning, and so a failure."""
    return Neo4jStore(server.address, auth=server.auth, database=server.database, read_only=read_only, warn=True)


@pytest.fixture(params=["memory", "file", *RELEASES])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens a store of each kind in turn; whatever it opened is closed after the test."""
    with ExitStack() as opened:
        if request.param == "neo4j-current" and not is_required("neo4j-current"):
            pytest.skip("the whole contract runs on the current release where RESPNET_TEST_REQUIRE asks for it")
        if request.param.startswith("neo4j"):
            server: Server = request.getfixturevalue("server" if request.param == "neo4j" else "current_server")
            yield lambda: opened.enter_context(open_neo4j(server))
        elif request.param == "file":
            yield lambda: opened.enter_context(open_store(str(tmp_path / "plans.lbug")))
        else:
            yield lambda: opened.enter_context(open_store())


@pytest.fixture
def store(opener: Opener) -> Store:
    """An empty store of each kind in turn."""
    return opener()


@pytest.fixture(autouse=True, scope="session")
def _nothing_remembered_from_before(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Results are remembered within this run, in a folder of its own: what is tested is measured by this code.

    All processes of a run share the folder, so that each plan is measured once; no test counts its files.
    """
    base = tmp_path_factory.getbasetemp()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(result_cache, "MAX_CACHED_RESULTS", 10_000)  # more plans than a person has
        patch.setenv("RESPNET_CACHE", str((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "cache"))
        yield
