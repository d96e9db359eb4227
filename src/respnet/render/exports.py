"""Exports of plans for other programs. The same plans give the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan
from respnet.core.problems import Problem
from respnet.core.safe_writing import fill_folder
from respnet.render.files import GENERATOR_MARK, check_targets, make_file_stem, write_files
from respnet.stores.import_files import (
    HEADERS,
    build_cypher_script,
    build_import_files,
    build_import_scripts,
    format_import_header,
    iterate_import_lines,
)

if TYPE_CHECKING:
    import networkx

    from respnet.analysis.pairs.backbone import Ties

EXPORT_FORMATS = ("csv", "graphml", "gexf")
"""What is written where no format is named."""

_XML = f'<?xml version="1.0" encoding="utf-8"?>\n<!-- {GENERATOR_MARK} -->\n'


def write_exports(  # noqa: PLR0913 - one parameter an option of the command
    network: ResponsibilityNetwork | Sequence[ResponsibilityNetwork],
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
        network: The network, or several: the graph formats then hold all of them, the workbook the first.
        output: The folder.
        format: Name, or names, of formats; empty for CSV, GraphML and GEXF. `cypher` is a script for Neo4j, `json` the
            plans' contents, `folder` a folder with tasks.csv for each plan, `xlsx` the workbook.
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
    networks = [network] if isinstance(network, ResponsibilityNetwork) else network
    wanted = (format,) if isinstance(format, str) else format or EXPORT_FORMATS
    plans = [one.plan for one in networks]
    contents: dict[str, str | bytes] = dict(build_import_files(plans, GENERATOR_MARK)) if "csv" in wanted else {}
    # neo4j-admin allows no comment in a CSV file, so the first of its columns is what tells that respnet wrote it.
    marks = {name: str(text).split(",", 1)[0] for name, text in contents.items() if name.endswith(".csv")}
    if "graphml" in wanted:
        contents["plan.graphml"] = to_graphml(*networks)
    if "gexf" in wanted:
        contents["plan.gexf"] = to_gexf(*networks)
    if "cypher" in wanted:
        contents["load.cypher"] = build_cypher_script(plans, GENERATOR_MARK)
    if "json" in wanted:
        said = {"generator": GENERATOR_MARK, "plans": [plan.to_dict() for plan in plans]}
        contents["plans.json"] = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    if "xlsx" in wanted:
        from respnet.render.workbook.workbook import WORKBOOK_NAME, build_workbook

        contents[WORKBOOK_NAME] = build_workbook(
            networks[0], problems, lang, ties=ties, progress_columns=progress_columns
        )
    written = write_files(Path(output), contents, force=force, marks=marks) if contents else ()
    if "folder" in wanted:
        from respnet.render.review.extracts import write_plan_tables

        for number, plan in enumerate(plans, 1):
            place = Path(output) / make_file_stem(number, len(plans), plan.id)
            written += write_plan_tables(plan, place, force=force)
    return written


def write_import_kit(plans: Iterable[Plan], output: str | Path, *, force: bool = False) -> tuple[Path, ...]:
    """Write the import kit for Neo4j of any number of plans, one in memory at a time.

    Args:
        plans: The plans.
        output: The folder.
        force: Replace files that respnet did not write.

    Returns:
        The paths; the files take their places when all are written.

    Raises:
        OutputError: A file cannot be written or must not be replaced.
    """
    folder, scripts = Path(output), build_import_scripts(GENERATOR_MARK)
    marks = {name: format_import_header(name).split(",", 1)[0] for name in HEADERS}
    check_targets([folder / name for name in (*HEADERS, *scripts)], force=force, marks=marks)

    def write(aside: Path) -> None:
        with ExitStack() as stack:
            files = {
                name: stack.enter_context((aside / name).open("w", encoding="utf-8", newline="")) for name in HEADERS
            }
            for name, file in files.items():
                file.write(format_import_header(name))
            for name, line in iterate_import_lines(plans):
                files[name].write(line)
        for name, text in scripts.items():
            (aside / name).write_text(text, encoding="utf-8", newline="")

    return fill_folder(folder, write)


def to_graphml(*networks: ResponsibilityNetwork) -> str:
    """Export the graph of one plan or several as GraphML (yEd, Gephi, igraph, Cytoscape)."""
    import networkx

    text = "\n".join(networkx.generate_graphml(networkx.compose_all(map(_graph, networks)))) + "\n"
    numbers = count()  # networkx writes ids that are unique between two nodes only, and Gephi drops what comes twice
    return _XML + re.sub(r'(<edge [^>]*) id="[^"]*"', lambda edge: f'{edge[1]} id="{next(numbers)}"', text)


def to_gexf(*networks: ResponsibilityNetwork) -> str:
    """Export the graph of one plan or several as GEXF (Gephi)."""
    import networkx

    text = "\n".join(networkx.generate_gexf(networkx.compose_all(map(_graph, networks)))) + "\n"
    text = re.sub(r'( lastmodifieddate)="[^"]*"', r'\1="1980-01-01"', text)  # networkx writes today's date
    return _XML + re.sub(r'(<graph [^>]*?) name="[^"]*"', r"\1", text, count=1)  # and a name that GEXF has no place for


def _graph(network: ResponsibilityNetwork) -> networkx.Graph[str]:
    import networkx

    plain = network.to_networkx(multigraph=True)
    for unit in network.plan.units:
        if unit.capacity is not None:
            plain.nodes[unit.id]["capacity"] = unit.capacity
    graph: networkx.Graph[str] = networkx.relabel_nodes(plain, {node: str(_xml_text(node)) for node in plain})
    for _, attributes in graph.nodes(data=True):
        attributes["label"] = attributes["name"]
    for *_, attributes in (*graph.nodes(data=True), *graph.edges(data=True)):
        attributes.update({key: _xml_text(value) for key, value in attributes.items()})
    return graph


def _xml_text(value: object) -> object:
    """Remove the control characters that XML cannot represent."""
    if not isinstance(value, str):
        return value
    return re.sub(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", value)
