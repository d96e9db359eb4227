"""Files for Neo4j make the graph that a load makes, and what the store gives back makes the same files again."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import neo4j
import pytest

from respnet.core.errors import OutputError, StoreError
from respnet.core.plan import Plan
from respnet.intake.read import read_plan
from respnet.render.exports import write_exports
from respnet.stores.import_files import build_cypher_script, build_import_files
from respnet.stores.mapping import build_plan_from_dict
from respnet.stores.neo4j_store import Neo4jStore
from tests import neo4j_server, toy
from tests.conftest import IMPORTED, empty_server, open_neo4j
from tests.neo4j_server import Server

ROOT = Path(__file__).parents[2]
SHARED = sorted((ROOT.parent / "shared" / "documents").glob("*.txt"))
PLANS = [one.plan for one in IMPORTED]
MARK = "of the tests"
SCRIPTS = ("import.sh", "import.ps1")


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
        for plan in PLANS:
            store.load(plan)
        return dump(driver, server.database)


@pytest.mark.parametrize("session", ["neo4j_session", pytest.param("neo4j_current_session", marks=pytest.mark.rare)])
def test_the_import_makes_the_graph_of_a_load(session: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """The server was started on what the import made, and this test is the first that it serves."""
    server: Server = request.getfixturevalue(session)
    if neo4j_server.given_server() == server:
        pytest.skip("the server of NEO4J_URI runs already, and an import wants one that does not")
    kit = {path.name: path for path in write_exports(IMPORTED, tmp_path, "csv")}
    with server.driver() as driver, open_neo4j(server) as store:
        assert [store.plan(plan.id) for plan in PLANS] == PLANS  # also before the lists are made
        run_script(driver, server.database, kit["after-import.cypher"].read_text(encoding="utf-8"))
        imported = dump(driver, server.database)
        check_loads(store)
        loaded = load_all(empty_server(server))
        assert imported == loaded
        empty_server(server)
        run_script(driver, server.database, build_cypher_script(PLANS, MARK))
        assert dump(driver, server.database) == loaded


def test_an_id_with_the_name_of_a_parameter_stays_a_text_of_the_script() -> None:
    plan = replace(toy.science(), tasks=(replace(toy.science().tasks[0], id="a$plan$ids$rows"),), assignments=())
    script = build_cypher_script([plan], MARK)
    assert 'UNWIND ["a$plan$ids$rows"] AS id' in script
    assert f":Plan {{id: {json.dumps(plan.id, ensure_ascii=False)}}}" in script
    assert script.count('"a$plan$ids$rows"') == script.count("$rows") == script.count("$plan")


def check_loads(store: Neo4jStore) -> None:
    """The constraints are there, and a plan can be loaded again or replaced."""
    with store._session() as session:
        held = session.run("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name").values()
    assert held == [["plan_id"], ["task_id"], ["unit_id"]]
    for plan in (*PLANS, toy.science_revised()):
        assert store.load(plan).replaced
        assert store.network(plan.id).plan == plan


def test_powershell_is_given_the_same_arguments() -> None:
    files = build_import_files(PLANS, MARK)
    words = [files[name].replace("\\", "").replace("`", "").replace('"', "").split() for name in SCRIPTS]
    shell, power = ([word for word in one if word.startswith("--")] for one in words)
    assert shell == power
    assert len(shell) == 8
    shown = (ROOT / "graph" / "README.md").read_text(encoding="utf-8")
    assert f"neo4j-admin database import full neo4j {' '.join(shell)}\n" in shown


@pytest.mark.skipif(shutil.which("pwsh") is None, reason="no PowerShell")
def test_powershell_parses_its_script(tmp_path: Path) -> None:
    script = tmp_path / "import.ps1"
    script.write_text(build_import_files(PLANS, MARK)["import.ps1"], encoding="utf-8")
    parse = f"[scriptblock]::Create((Get-Content -Raw '{script}')) | Out-Null"
    assert subprocess.run(["pwsh", "-NoProfile", "-Command", parse], check=False).returncode == 0


@pytest.mark.parametrize("targets", [("",), ("甲\x1f乙",)])
def test_a_list_that_the_importer_cannot_read_is_refused(targets: tuple[str, ...]) -> None:
    roads = toy.roads()
    with pytest.raises(OutputError, match=r"U\+001F"):
        build_import_files([replace(roads, tasks=(replace(roads.tasks[0], targets=targets),))], MARK)


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.id[:8])
def test_a_plan_comes_back_from_its_json(plan: Plan) -> None:
    assert build_plan_from_dict(plan.to_dict()) == plan
    with pytest.raises(StoreError, match="incomplete"):
        build_plan_from_dict({name: value for name, value in plan.to_dict().items() if name != "tasks"})


@pytest.mark.parametrize("document", [ROOT / "data", *SHARED[::4]], ids=lambda path: path.stem)
def test_from_the_server_back_to_the_tables(server: Server, tmp_path: Path, document: Path) -> None:
    """A plan goes to the server, out as a folder, and is read as the same plan."""
    plan = read_plan(document)
    with open_neo4j(server) as store:
        store.load(plan)
        written = write_exports(store.network(plan.id), tmp_path, "folder")
    assert [path.name for path in written] == ["tasks.csv", "units.csv", "plan.toml"]
    assert read_plan(written[0].parent) == plan
