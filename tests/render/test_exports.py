"""The graph for other programs: readable by them, complete, and the same bytes every time."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import networkx
import pytest
from lxml import etree

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
    written = (tmp_path / f"plan.{name}").read_text(encoding="utf-8")
    ids = re.findall(r'<edge [^>]*\bid="([^"]*)"', written)
    assert len(set(ids)) == 239, "Gephi drops an edge whose id was there before"
    assert graph.nodes["丰都县/县应急局"]["name"] == "县应急局"


GEXF = {
    "gexf": ({"version": r"1\.2"}, {"variant": ".*"}, {"meta", "graph"}),
    "meta": ({}, {"lastmodifieddate": r"\d{4}-\d\d-\d\d"}, {"creator", "keywords", "description"}),
    "creator": ({}, {}, set()),
    "graph": (
        {},
        {"defaultedgetype": "directed|undirected|mutual", "mode": "static|dynamic", "idtype": "integer|string"},
        {"attributes", "nodes", "edges"},
    ),
    "attributes": ({"class": "node|edge"}, {"mode": "static|dynamic"}, {"attribute"}),
    "attribute": (
        {"id": ".+", "title": ".+", "type": "integer|long|double|float|boolean|liststring|string|anyURI"},
        {},
        {"default", "options"},
    ),
    "nodes": ({}, {"count": r"\d+"}, {"node"}),
    "node": ({"id": ".+"}, {"label": ".*"}, {"attvalues"}),
    "edges": ({}, {"count": r"\d+"}, {"edge"}),
    "edge": (
        {"id": ".+", "source": ".+", "target": ".+"},
        {"type": "directed|undirected|mutual", "label": ".*", "weight": r"[\d.]+"},
        {"attvalues"},
    ),
    "attvalues": ({}, {}, {"attvalue"}),
    "attvalue": ({"for": ".+", "value": "(?s:.*)"}, {}, set()),
}
"""What the schema of GEXF 1.2 (gephi/gexf) demands and allows of each element: attributes with their form, children."""


def test_gexf_is_of_the_form_that_its_schema_gives(fengdu: ResponsibilityNetwork) -> None:
    root = etree.fromstring(to_gexf(fengdu).encode("utf-8"))
    declared = {one.get("id") for one in root.iter("{*}attribute")}
    nodes = {one.get("id") for one in root.iter("{*}node")}
    for one in root.iter("{*}*"):
        demanded, allowed, children = GEXF[etree.QName(one).localname]
        found = {str(name): str(value) for name, value in one.attrib.items() if not str(name).startswith("{")}
        assert demanded.keys() <= found.keys() <= demanded.keys() | allowed.keys(), etree.tostring(one)[:200]
        assert all(re.fullmatch({**demanded, **allowed}[name], value) for name, value in found.items())
        assert {etree.QName(child).localname for child in one} <= children
        assert one.get("for") in {None, *declared}
        assert {one.get("source"), one.get("target")} <= {None, *nodes}


def test_hostile_names_stay_text() -> None:
    names = ('</node><x y="', "=cmd()|'x'!A1", "a\x00b", 'quote",comma', "\u202egnp")
    rows = [TaskRow("]]><t>", number="1", units=(UnitList(Role.LEAD, names),))]
    network = ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))
    assert networkx.parse_graphml(to_graphml(network)).number_of_nodes() == 6
    assert "</node><x" not in to_graphml(network) + to_gexf(network)
    units = list(csv.reader(io.StringIO(build_import_files([network.plan], "")["units.csv"])))
    assert [row[1] for row in units[1:]] == list(names)
