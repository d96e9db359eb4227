"""Tables of a plan: made from its steps, and compared with what somebody has changed in them with another program."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from respnet.core.lookup import match_key
from respnet.core.safe_writing import replace_files
from respnet.core.temporary_folder import make_temporary_folder
from respnet.core.to_json import to_jsonable
from respnet.intake.builder import PlanFacts, TaskRow, UnitRecord
from respnet.intake.folder.plan_file import SOURCE_FILE
from respnet.intake.folder.write import render_plan_toml, render_tasks_csv, render_units_csv
from respnet.intake.read import read_folder_tables
from respnet.workspace.draft import FACT_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from respnet.workspace.draft import PlanDraft

TABLE_NAMES = ("tasks.csv", "tasks.xlsx", "units.csv", "units.xlsx", "plan.toml")
"""What the tables of a plan folder may be called."""

TableStep = tuple[str, dict[str, Any]]
"""Operation and parameters of a step that makes a difference between tables."""


def render_tables(draft: PlanDraft, source_file: str = "") -> dict[str, bytes]:
    """Render the tables of a plan, by file name.

    Args:
        draft: The plan.
        source_file: Document that plan.toml names.

    Raises:
        OutputError: A table cannot say what the plan says.
    """
    plan = draft.build_plan()
    toml = render_plan_toml(plan) if draft.facts.title else _leave_out_title(render_plan_toml(plan))
    if source_file:
        toml += f'{SOURCE_FILE} = "{source_file}"\n'
    texts = {"tasks.csv": f"\ufeff{render_tasks_csv(plan)}", "units.csv": f"\ufeff{render_units_csv(plan)}"}
    return {name: text.encode("utf-8") for name, text in {**texts, "plan.toml": toml}.items()}


def _leave_out_title(toml: str) -> str:
    return "".join(line for line in toml.splitlines(keepends=True) if not line.startswith("title = "))


def digest_tables(folder: Path) -> dict[str, str]:
    """Compute the SHA-256 of each table in a folder, by name; links count as nothing."""
    found = [folder / name for name in TABLE_NAMES]
    there = [one for one in found if one.is_file() and not one.is_symlink()]
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in there}


def find_differences(draft: PlanDraft, folder: Path) -> list[TableStep]:
    """Find the steps that make of a plan what the tables in its folder say. The order of rows counts for nothing.

    Args:
        draft: The plan as its steps make it.
        folder: The folder with the tables.

    Raises:
        InputError: The tables cannot be read.
        OutputError: The plan itself cannot be written as tables.
    """
    theirs = read_folder_tables(folder)
    with make_temporary_folder() as made:  # what is compared has gone the same way on both sides
        here = made / folder.name
        replace_files({here / file: data for file, data in render_tables(draft).items()}, sync=False)
        ours = read_folder_tables(here)
    own = list(zip(draft.rows, ours[1].rows, strict=True))
    return [
        *_compare_facts(ours[0].facts, theirs[0].facts),
        *_compare_rows(own, theirs[1].rows),
        *_compare_records(ours[2].records, theirs[2].records),
    ]


def _compare_facts(ours: PlanFacts, theirs: PlanFacts) -> Iterator[TableStep]:
    names = {field: name for name, field in FACT_FIELDS.items()}
    for name, value in _list_changes(ours, theirs, "name").items():
        yield "fact", {"name": names.get(name, name), "value": value}


def _compare_rows(ours: Sequence[tuple[str, TaskRow]], theirs: Sequence[TaskRow]) -> Iterator[TableStep]:
    same = _match_rows(ours, theirs)
    rows = dict(ours)
    yield from (("drop", {"row": key}) for key in rows if key not in same.values())
    before = ""
    for at, row in enumerate(theirs):
        key = same.get(at)
        if key is None:
            yield "add", {"title": row.title, "after": before, "fields": _list_changes(TaskRow(row.title), row, "row")}
            continue
        before = key
        for name, value in _list_changes(rows[key], row, "row").items():
            yield "field", {"row": key, "name": name, "value": value}


def _list_changes(ours: TaskRow | PlanFacts | UnitRecord, theirs: object, besides: str) -> dict[str, Any]:
    names = [one.name for one in fields(ours) if one.name != besides]
    changed = [name for name in names if getattr(ours, name) != getattr(theirs, name)]
    return {name: to_jsonable(getattr(theirs, name)) for name in changed}


def _match_rows(ours: Sequence[tuple[str, TaskRow]], theirs: Sequence[TaskRow]) -> dict[int, str]:
    """Match rows by all their printed words, then by number alone, then by title alone, each only where it is sure."""
    same: dict[int, str] = {}
    for words in (
        lambda row: (row.number, row.part, row.section, match_key(row.title)),
        lambda row: (row.number, row.part) if row.number else None,
        lambda row: match_key(row.title),
    ):
        left: dict[object, list[str]] = {}
        right: dict[object, list[int]] = {}
        taken = {*same.values()}
        for key, row in ours:
            if key not in taken:
                left.setdefault(words(row), []).append(key)
        for at, row in enumerate(theirs):
            if at not in same:
                right.setdefault(words(row), []).append(at)
        for said, places in right.items():
            if said is not None and len(places) == len(left.get(said, ())):
                same.update(zip(places, left[said], strict=True))
    return same


def _compare_records(ours: Sequence[UnitRecord], theirs: Sequence[UnitRecord]) -> Iterator[TableStep]:
    own = {record.name: record for record in ours}
    other = {record.name: record for record in theirs}
    for name in {**own, **other}:
        values = _list_changes(own.get(name, UnitRecord(name)), other.get(name, UnitRecord(name)), "name")
        if values:
            yield "unit", {"name": name, "values": values}
