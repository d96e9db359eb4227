"""The graph for other programs: readable by them, complete, and the same bytes every time."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import networkx
import pytest

from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
from respnet.intake.read import read_plan
from respnet.render.exports import to_gexf, to_graphml, write_exports
from respnet.stores.import_files import build_import_files

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def fengdu() -> ResponsibilityNetwork:
    return ResponsibilityNetwork(read_plan(ROOT / "data"))


def test_the_graph_that_ships_is_what_export_writes(fengdu: ResponsibilityNetwork, tmp_path: Path) -> None:
    written = write_exports(fengdu, tmp_path)
    assert {path.name for path in written} == {path.name for path in (ROOT / "graph").iterdir()} - {"README.md"}
    for path in written:
        assert path.read_bytes() == (ROOT / "graph" / path.name).read_bytes(), path.name
    assert write_exports(fengdu, tmp_path) == written  # its own files may be replaced


def test_csv_holds_every_assignment(fengdu: ResponsibilityNetwork) -> None:
    rows = list(csv.DictReader(io.StringIO(build_import_files([fengdu.plan], "")["assignments.csv"])))
    plan = fengdu.plan
    assert sorted(
        (row[":START_ID(Unit)"], row[":END_ID(Task)"], row["role"], int(row["position:long"])) for row in rows
    ) == sorted((one.unit, one.task, one.role.value, one.position) for one in plan.assignments)
    assert sum(row[":TYPE"] == "LEADS" for row in rows) == 60


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networkx_reads_back_what_was_written(fengdu: ResponsibilityNetwork, tmp_path: Path, name: str) -> None:
    write_exports(fengdu, tmp_path, [name])
    graph = (
        networkx.read_graphml(tmp_path / "plan.graphml")
        if name == "graphml"
        else networkx.read_gexf(tmp_path / "plan.gexf")
    )
    assert graph.number_of_nodes() == 32 + 32
    assert graph.number_of_edges() == 239
    assert graph.nodes["丰都县/县应急局"]["name"] == "县应急局"


def test_hostile_names_stay_text() -> None:
    names = ('</node><x y="', "=cmd()|'x'!A1", "a\x00b", 'quote",comma', "\u202egnp")
    rows = [TaskRow("]]><t>", number="1", units=(UnitList(Role.LEAD, names),))]
    network = ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))
    assert networkx.parse_graphml(to_graphml(network)).number_of_nodes() == 6
    assert "</node><x" not in to_graphml(network) + to_gexf(network)
    units = list(csv.reader(io.StringIO(build_import_files([network.plan], "")["units.csv"])))
    assert [row[1] for row in units[1:]] == list(names)
