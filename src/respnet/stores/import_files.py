"""Files that make in Neo4j the graph that a load makes: CSV for `neo4j-admin database import full`, a Cypher script."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from respnet.core.errors import OutputError
from respnet.core.plan import RELATIONSHIP_TYPES, Plan
from respnet.stores.mapping import build_load_steps
from respnet.stores.protocol import CypherValue
from respnet.stores.statements import CONSTRAINTS, load_statement

HEADERS = {
    "plan.csv": "id:ID(Plan) title area document_number issuer issued published period lead_rule owner "
    "focus:string[] loaded digest",
    "units.csv": "id:ID(Unit) name area",
    "tasks.csv": "id:ID(Task) order:long number part label section:string[] title deadline due targets:string[] text "
    "summary clause source open_roles:string[] effort:double",
    "named_in.csv": "id:START_ID(Unit) plan:END_ID(Plan) kind guessed:boolean collective:boolean "
    "also_written:string[] members:string[] english capacity:double",
    "part_of.csv": "id:START_ID(Task) plan:END_ID(Plan)",
    "assignments.csv": "unit:START_ID(Unit) task:END_ID(Task) role position:long printed origin",
}
"""File names with their columns; before the colon stands the row's key, of which ids of ends keep no property."""

_KINDS = {"plan.csv": "Plan", "units.csv": "Unit", "tasks.csv": "Task", "named_in.csv": "NAMED_IN"}
_LIST = "\x1f"  # the unit separator, which stands in no text that people write
_ARGUMENTS = (
    *(f"--nodes=./{name}" for name in ("plan.csv", "units.csv", "tasks.csv")),
    *(f"--relationships=./{name}" for name in ("named_in.csv", "part_of.csv", "assignments.csv")),
    "--array-delimiter=U+001F",
    "--multiline-fields=true",
)
_ROWS = 1_000  # of one statement of a script
_NOTE = """\
# {mark}
# Imports the plans of this folder into an empty database of Neo4j 5.26 or later; the first argument names it (neo4j).
# Stop the server first (neo4j stop), start it afterwards, and run: cypher-shell -f after-import.cypher
"""


def build_import_files(plans: Iterable[Plan], mark: str) -> dict[str, str]:
    """Build the import kit: CSV files, a script for the shell, one for PowerShell, and what follows the import.

    Args:
        plans: The plans. A unit that several name is one node, as in a database.
        mark: Line that marks the scripts as respnet's.

    Returns:
        Text by file name. A missing value is an empty cell, an empty text a quoted one; the importer has no empty
        lists, and `after-import.cypher` makes them, with the constraints.

    Raises:
        OutputError: A list is one empty text, or holds the character U+001F, which parts lists here.

    >>> files = build_import_files([Plan(id="p", title="t")], "by respnet")
    >>> files["plan.csv"].splitlines()[1].split(",")[:4]
    ['p', 't', '', '']
    """
    lines = {name: [format_import_header(name)] for name in HEADERS}
    for name, line in iterate_import_lines(plans):
        lines[name].append(line)
    return {name: "".join(found) for name, found in lines.items()} | build_import_scripts(mark)


def build_import_scripts(mark: str) -> dict[str, str]:
    """Build the scripts beside the CSV files: for the shell, for PowerShell, and what follows the import.

    Args:
        mark: Line that marks the scripts as respnet's.
    """
    files = {}
    command, note = "database import full", _NOTE.format(mark=mark)
    files["import.sh"] = (
        f'#!/bin/sh\n{note}set -e\ncd "$(dirname "$0")"\n'
        + " \\\n  ".join((f'neo4j-admin {command} "${{1:-neo4j}}"', *_ARGUMENTS))
        + "\n"
    )
    files["import.ps1"] = (
        f'{note}param([string]$Database = "neo4j")\nSet-Location $PSScriptRoot\n'
        + " `\n  ".join((f"neo4j-admin {command} $Database", *(f'"{one}"' for one in _ARGUMENTS)))
        + "\n"
    )
    after = (*CONSTRAINTS.values(), *(f"import/{name}_lists" for name in ("plan", "unit", "task")))
    files["after-import.cypher"] = f"// {mark}\n" + "".join(map(_load_statement, after))
    return files


def build_cypher_script(plans: Iterable[Plan], mark: str) -> str:
    """Build a script for cypher-shell or Neo4j Browser: constraints, then the statements of a load with their rows.

    Args:
        plans: The plans.
        mark: Line that marks the script as respnet's.
    """
    pieces = [f"// {mark}\n", *map(_load_statement, CONSTRAINTS.values())]
    for plan in plans:
        # Who runs the script once more has each assignment once.
        pieces.append(_fill("remove/assignments", ids=[task.id for task in plan.tasks], plan=plan.id))
        for step in build_load_steps(plan):
            starts = range(0, len(step.rows), _ROWS)
            pieces += (_fill(step.statement, rows=step.rows[start : start + _ROWS]) for start in starts)
    return "".join(pieces)


def _load_statement(name: str) -> str:
    return load_statement(name).strip() + ";\n"


def _fill(name: str, **parameters: object) -> str:
    """A statement with its parameters written out, in one pass: a value may hold the name of one."""
    return re.sub(r"\$(\w+)", lambda match: _format_value(parameters[match[1]]), _load_statement(name))


def _format_value(value: object) -> str:
    """Format a value, rows as a list of Cypher maps; any other JSON value is a Cypher value."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"`{key}`: {_format_value(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple) and any(isinstance(one, dict) for one in value):
        return "[\n  " + ",\n  ".join(map(_format_value, value)) + "\n]"
    return json.dumps(value, ensure_ascii=False)


def iterate_import_lines(plans: Iterable[Plan]) -> Iterator[tuple[str, str]]:
    """Iterate over the lines of the CSV files, each with its file's name, from the rows that a load would send.

    Args:
        plans: The plans; of each only what is looked at is in memory, and the ids of all units.
    """
    known: set[CypherValue] = set()
    for plan in plans:
        sent = {step.statement: step.rows for step in build_load_steps(plan)}
        capacities = {row["id"]: row["capacity"] for row in sent["load/capacities"]}
        rows: list[tuple[str, Mapping[str, CypherValue]]] = [("plan.csv", row) for row in sent["load/plan"]]
        rows += [("units.csv", row) for row in sent["load/units"] if row["id"] not in known]
        known.update(row["id"] for row in sent["load/units"])
        rows += [("tasks.csv", row) for row in sent["load/tasks"]]
        rows += [("part_of.csv", row | {"type": "PART_OF"}) for row in sent["load/tasks"]]
        rows += [("named_in.csv", row | {"capacity": capacities.get(row["id"])}) for row in sent["load/units"]]
        for kind in RELATIONSHIP_TYPES.values():
            rows += [("assignments.csv", row | {"type": kind}) for row in sent[f"load/assignments:{kind}"]]
        yield from ((name, _format_line(name, row)) for name, row in rows)


def format_import_header(name: str) -> str:
    """Format the first line of a CSV file."""
    columns = [column.partition(":") for column in HEADERS[name].split()]
    header = [f":{kind}" if "_ID(" in kind else f"{key}{colon}{kind}" for key, colon, kind in columns]
    return ",".join([*header, ":TYPE" if ":END_ID" in HEADERS[name] else ":LABEL"]) + "\n"


def _format_line(name: str, row: Mapping[str, CypherValue]) -> str:
    cells = [_format_cell(row[column.partition(":")[0]]) for column in HEADERS[name].split()]
    return ",".join([*cells, str(row.get("type", _KINDS.get(name)))]) + "\n"


def _format_cell(value: CypherValue) -> str:
    """Format a value: nothing where it is missing, quotes where it is an empty text or list, or needs them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        texts = [str(one) for one in value]
        if texts == [""] or any(_LIST in one for one in texts):
            raise OutputError(
                zh=f"列表 {texts} 只有一个空值，或含有 U+001F 字符，无法写入导入文件：请在原表中改正。",
                en=f"The list {texts} is one empty text or holds the character U+001F, which the importer cannot read: "
                "correct it in the table.",
            )
        value = _LIST.join(texts)
    text = str(value)
    if not text or text != text.strip() or any(one in text for one in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
