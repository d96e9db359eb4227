"""Graph exports: CSV for `neo4j-admin database import`, GraphML and GEXF. The same plan gives the same bytes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import RELATIONSHIP_TYPES
from respnet.core.problems import Problem
from respnet.render.files import GENERATOR_MARK, write_files

if TYPE_CHECKING:
    import networkx

    from respnet.analysis.pairs.backbone import Ties

EXPORT_FORMATS = ("csv", "graphml", "gexf")
_XML = f'<?xml version="1.0" encoding="utf-8"?>\n<!-- {GENERATOR_MARK} -->\n'
_LIST = ";"  # neo4j-admin's own separator in lists


def write_exports(  # noqa: PLR0913 - one parameter an option of the command
    network: ResponsibilityNetwork,
    output: str | Path,
    format: str | Collection[str] = (),  # noqa: A002 - as pandas, matplotlib and the command call it
    *,
    problems: Iterable[Problem] = (),
    ties: Ties | None = None,
    progress_columns: bool = False,
    lang: Lang = "zh",
    force: bool = False,
) -> tuple[Path, ...]:
    """Write export files into a folder.

    Args:
        network: The network.
        output: The folder.
        format: Name, or names, of formats; empty for all graph formats. `xlsx` is the workbook.
        problems: Problems listed in the workbook.
        ties: Tests of the pairs of units; with them the workbook gives a verdict on each pair of co-leads.
        progress_columns: Add empty columns for progress reports to the workbook's task sheet.
        lang: Language of the workbook.
        force: Replace files that respnet did not write.

    Returns:
        The paths.

    Raises:
        OutputError: A file cannot be written or must not be replaced.
    """
    wanted = (format,) if isinstance(format, str) else format or EXPORT_FORMATS
    tables = build_csv_files(network) if "csv" in wanted else {}
    contents: dict[str, str | bytes] = dict(tables)
    if "graphml" in wanted:
        contents["plan.graphml"] = to_graphml(network)
    if "gexf" in wanted:
        contents["plan.gexf"] = to_gexf(network)
    if "xlsx" in wanted:
        from respnet.render.workbook.workbook import WORKBOOK_NAME, build_workbook

        contents[WORKBOOK_NAME] = build_workbook(network, problems, lang, ties=ties, progress_columns=progress_columns)
    # neo4j-admin allows no comment in a CSV file, so its header is what tells that respnet wrote it.
    headers = {name: text.split("\n", 1)[0] for name, text in tables.items()}
    return write_files(Path(output), contents, force=force, marks=headers)


def build_csv_files(network: ResponsibilityNetwork) -> dict[str, str]:
    """Build the CSV files of nodes and relationships, with the headers of `neo4j-admin database import full`."""
    plan = network.plan
    units = [
        (
            *(one.id, one.name, one.area, one.kind.value, str(one.collective).lower()),
            *(one.english, one.capacity_written, "Unit"),
        )
        for one in plan.units
    ]
    tasks = [
        (
            *(one.id, one.order, one.number, one.part, _LIST.join(one.section), one.title, one.summary),
            *(one.deadline, "Task"),
        )
        for one in plan.tasks
    ]
    assignments = [
        (one.unit, one.task, one.role.value, one.position, one.printed, one.origin.value, RELATIONSHIP_TYPES[one.role])
        for one in plan.assignments
    ]
    return {
        "units.csv": _csv("id:ID(Unit) name area kind collective:boolean english capacity:double :LABEL", units),
        "tasks.csv": _csv("id:ID(Task) order:int number part section:string[] title summary deadline :LABEL", tasks),
        "plan.csv": _csv("id:ID(Plan) title area :LABEL", [(plan.id, plan.title, plan.area, "Plan")]),
        "assignments.csv": _csv(":START_ID(Unit) :END_ID(Task) role position:int printed origin :TYPE", assignments),
        "part_of.csv": _csv(
            ":START_ID(Task) :END_ID(Plan) :TYPE", [(task.id, plan.id, "PART_OF") for task in plan.tasks]
        ),
    }


def to_graphml(network: ResponsibilityNetwork) -> str:
    """Export the graph as GraphML (yEd, Gephi, igraph, Cytoscape)."""
    import networkx

    return _XML + "\n".join(networkx.generate_graphml(_graph(network))) + "\n"


def to_gexf(network: ResponsibilityNetwork) -> str:
    """Export the graph as GEXF (Gephi)."""
    import networkx

    text = "\n".join(networkx.generate_gexf(_graph(network))) + "\n"
    return _XML + re.sub(r'( lastmodifieddate)="[^"]*"', r'\1="1980-01-01"', text)  # networkx writes today's date


def _graph(network: ResponsibilityNetwork) -> networkx.Graph[str]:
    import networkx

    plain = network.to_networkx(multigraph=True)
    for unit in network.plan.units:
        if unit.capacity is not None:
            plain.nodes[unit.id]["capacity"] = unit.capacity
    graph: networkx.Graph[str] = networkx.relabel_nodes(plain, {node: str(_xml_text(node)) for node in plain})
    for _, attributes in graph.nodes(data=True):
        attributes.update(
            {key: _xml_text(value) for key, value in attributes.items()}, label=_xml_text(attributes["name"])
        )
    for _, _, attributes in graph.edges(data=True):
        attributes.update({key: _xml_text(value) for key, value in attributes.items()})
    return graph


def _xml_text(value: object) -> object:
    """Remove the control characters that XML cannot represent."""
    if not isinstance(value, str):
        return value
    return re.sub(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", value)


def _csv(header: str, rows: Iterable[tuple[object, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header.split())
    writer.writerows(rows)
    return out.getvalue()
