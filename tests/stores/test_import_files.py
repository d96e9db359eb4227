"""Files for Neo4j make the graph that a load makes, and what the store gives back makes the same files again."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import neo4j
import pytest

from respnet.core.errors import OutputError, StoreError
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan
from respnet.intake.read import read_plan
from respnet.render.exports import write_exports
from respnet.stores.import_files import build_cypher_script, build_import_files
from respnet.stores.mapping import build_plan_from_dict
from respnet.stores.neo4j_store import Neo4jStore
from tests import neo4j_server, toy
from tests.conftest import RELEASES, open_neo4j
from tests.neo4j_server import LocalServer, NoServerError, Server
from tests.requirements import missing

ROOT = Path(__file__).parents[2]
SHARED = sorted((ROOT.parent / "shared" / "documents").glob("*.txt"))
MARK = "of the tests"
SCRIPTS = ("import.sh", "import.ps1")


def plans() -> list[Plan]:
    """Two plans that share units, one of awkward texts, one with line ends and quotes, one without tasks."""
    roads = toy.roads()
    lines = replace(
        roads,
        tasks=(replace(roads.tasks[0], text='一\n二\r\n"三",\\u0041 ; 四\t', source=" 第1页 "), *roads.tasks[1:]),
        units=(replace(roads.units[0], capacity=0.1 + 0.2), *roads.units[1:]),
    )
    return [toy.science(), lines, toy.awkward(), toy.empty()]


def dump(driver: neo4j.Driver, database: str) -> list[str]:
    """All nodes and relationships of the plans with all their properties, read past respnet."""
    nodes = "MATCH (n) WHERE NOT n:Version RETURN labels(n) AS labels, properties(n) AS all"
    links = "MATCH (a)-[r]->(b) WHERE NOT a:Version RETURN a.id AS a, b.id AS b, type(r) AS type, properties(r) AS all"
    found = [row for text in (nodes, links) for row in driver.execute_query(text, database_=database).records]
    return sorted(
        repr([sorted(one.items()) if isinstance(one, dict) else one for one in row.values()]) for row in found
    )


def run_script(driver: neo4j.Driver, database: str, text: str) -> None:
    """What cypher-shell does: one statement after the other."""
    for statement in text.split(";\n"):
        if statement.strip():
            driver.execute_query(statement, database_=database)  # type: ignore[arg-type]  # ours


def load_all(server: Server) -> list[str]:
    """The graph that loading the plans makes."""
    with open_neo4j(server) as store, server.driver() as driver:
        for plan in plans():
            store.load(plan)
        return dump(driver, server.database)


@pytest.mark.parametrize(
    ("server", "release"), [pytest.param(*(one.values * 2), marks=one.marks) for one in RELEASES], indirect=["server"]
)
def test_the_import_makes_the_graph_of_a_load(server: Server, tmp_path: Path, release: str) -> None:
    loaded = load_all(server)
    kit = tmp_path / "kit"
    write_exports([ResponsibilityNetwork(plan) for plan in plans()], kit, "csv")
    try:
        local = LocalServer(neo4j_server.jars(release), tmp_path / "home", password=None)
    except NoServerError as reason:
        missing(release, str(reason))
    local.run_script(kit / "import.sh")
    local.start(**{"dbms.security.auth_enabled": "false"})
    try:
        with local.server.driver() as driver, open_neo4j(local.server, read_only=True) as store:
            assert [store.plan(plan.id) for plan in plans()] == plans()  # also before the lists are made
            run_script(driver, "neo4j", (kit / "after-import.cypher").read_text(encoding="utf-8"))
            assert dump(driver, "neo4j") == loaded
        with open_neo4j(local.server) as store:
            check_loads(store)
    finally:
        local.close()


def check_loads(store: Neo4jStore) -> None:
    """The constraints are there, and a plan can be loaded again or replaced."""
    with store._session() as session:
        held = session.run("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name").values()
    assert held == [["plan_id"], ["task_id"], ["unit_id"]]
    for plan in (*plans(), toy.science_revised()):
        assert store.load(plan).replaced
        assert store.network(plan.id).plan == plan


def test_the_script_makes_the_graph_of_a_load(server: Server) -> None:
    loaded = load_all(server)
    with server.driver() as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_=server.database)
        run_script(driver, server.database, build_cypher_script(plans(), MARK))
        assert dump(driver, server.database) == loaded


def test_powershell_is_given_the_same_arguments() -> None:
    files = build_import_files(plans(), MARK)
    words = [files[name].replace("\\", "").replace("`", "").replace('"', "").split() for name in SCRIPTS]
    shell, power = ([word for word in one if word.startswith("--")] for one in words)
    assert shell == power
    assert len(shell) == 8
    shown = (ROOT / "graph" / "README.md").read_text(encoding="utf-8")
    assert f"neo4j-admin database import full neo4j {' '.join(shell)}\n" in shown


@pytest.mark.skipif(shutil.which("pwsh") is None, reason="no PowerShell")
def test_powershell_parses_its_script(tmp_path: Path) -> None:
    script = tmp_path / "import.ps1"
    script.write_text(build_import_files(plans(), MARK)["import.ps1"], encoding="utf-8")
    parse = f"[scriptblock]::Create((Get-Content -Raw '{script}')) | Out-Null"
    assert subprocess.run(["pwsh", "-NoProfile", "-Command", parse], check=False).returncode == 0


@pytest.mark.parametrize("targets", [("",), ("甲\x1f乙",)])
def test_a_list_that_the_importer_cannot_read_is_refused(targets: tuple[str, ...]) -> None:
    roads = toy.roads()
    with pytest.raises(OutputError, match=r"U\+001F"):
        build_import_files([replace(roads, tasks=(replace(roads.tasks[0], targets=targets),))], MARK)


@pytest.mark.parametrize("plan", plans(), ids=lambda plan: plan.id[:8])
def test_a_plan_comes_back_from_its_json(plan: Plan) -> None:
    assert build_plan_from_dict(plan.to_dict()) == plan
    with pytest.raises(StoreError, match="incomplete"):
        build_plan_from_dict({name: value for name, value in plan.to_dict().items() if name != "tasks"})


@pytest.mark.parametrize("document", [ROOT / "data", *SHARED], ids=lambda path: path.stem)
def test_from_the_server_back_to_the_tables(server: Server, tmp_path: Path, document: Path) -> None:
    """A plan goes to the server, out as a folder, and is read as the same plan."""
    plan = read_plan(document)
    with open_neo4j(server) as store:
        store.load(plan)
        written = write_exports(store.network(plan.id), tmp_path, "folder")
    assert [path.name for path in written] == ["tasks.csv", "units.csv", "plan.toml"]
    assert read_plan(written[0].parent) == plan
