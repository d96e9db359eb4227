"""The way in: a plan folder or a file of any format becomes one Plan."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.core.errors import InputError, to_input_error
from respnet.core.i18n import EMPTY_TEXT, LANGS, Text, format_list
from respnet.core.problems import Problem, Severity
from respnet.intake.builder import PlanFacts, build_plan
from respnet.intake.documents.formats import TABLE_FILES, check_file_name, is_readable, read_document
from respnet.intake.folder.plan_file import PlanFile, read_plan_file
from respnet.intake.folder.units_file import UnitTable, find_unused_records, parse_unit_records
from respnet.intake.language.extraction import Extraction
from respnet.intake.tables.columns import UNIT_VOCABULARY
from respnet.intake.tables.table import is_own_table, note_to_problem, read_table, read_task_table

if TYPE_CHECKING:
    from respnet.core.plan import Plan
    from respnet.intake.language.extraction import Decision
    from respnet.intake.tables.table import TaskTable
    from respnet.intake.tables.table_roles import TableRoles


def read_plan(path: str | Path, roles: TableRoles | None = None) -> Plan:
    """The plan in a folder (tasks.csv or tasks.xlsx, with units.csv and plan.toml if there are any) or in one file.

    What is wrong with single rows is in `Plan.remarks`; `respnet.checks.check` adds its own findings.

    Args:
        path: The folder or file.
        roles: Roles that the user gives to columns and marks of a document's tables.

    Raises:
        InputError: Nothing can be read: it says what, where and what to do.

    >>> from respnet.core.installation import find_resource_dir
    >>> plan = read_plan(str(find_resource_dir("data")))
    >>> plan.area, len(plan.tasks), len(plan.units), len(plan.assignments)
    ('丰都县', 32, 32, 239)
    """
    place = Path(path)
    check_file_name(place)
    try:
        if not place.exists():
            raise InputError(
                zh=f"没有找到 {place}。请核对路径；应为方案文件夹、表格或方案文件。",
                en=f"{place} does not exist. Check the path; a plan is a folder, a table or a document.",
            )
        if place.is_dir():
            if roles is not None and roles.columns:
                raise InputError(
                    zh=f"--columns 用于单个文件，{place} 是方案文件夹。请指定其中的表格。",
                    en=f"--columns is for one file, and {place} is a plan folder. Give the table in it.",
                )
            return _read_folder(place)
        return read_document_plan(place, roles)[0]
    except OSError as error:
        raise to_input_error(place, error) from error


def read_document_plan(path: str | Path, roles: TableRoles | None = None) -> tuple[Plan, Extraction]:
    """The plan that a file contains, and how it was read. Its decisions are remarks of the plan.

    A table with the columns of tasks.csv under their own names counts as it stands; every other file is read for what
    it assigns.

    Args:
        path: The file.
        roles: Roles that the user gives to columns and marks of its tables.

    Raises:
        InputError: Nothing is recognised; the message gives the likely reason.
    """
    path = Path(path)
    document = read_document(path)
    if is_own_table(document) and not (roles and roles.columns):
        table = read_task_table(document, path)
        extraction = Extraction(document, PlanFacts(_name(path.stem)), table.rows, (), (), ())
        remarks = [*_note_unread_files(path), *table.remarks]
    else:
        from respnet.intake.clauses.extractor import extract

        extraction = extract(document, roles)
        notes = [*document.remarks, *map(note_to_problem, document.notes)]
        remarks = [
            *(replace(note, file=path.name) for note in notes),
            *(_decision_to_problem(decision, path.name) for decision in extraction.decisions),
            *_ask_for_title(extraction.facts, path.name),
        ]
    plan = build_plan(extraction.facts, extraction.rows, extraction.records, file=path.name, remarks=tuple(remarks))
    tasks = _find_decided_tasks(extraction, plan)
    remarks = [replace(one, tasks=one.tasks or tasks.get(one, ())) for one in _add_task_ids(plan)]
    return replace(plan, remarks=tuple(remarks)), extraction


def _find_decided_tasks(extraction: Extraction, plan: Plan) -> dict[Problem, tuple[str, ...]]:
    """The task that each decision of a document is about: that whose text holds the place."""
    if len(extraction.rows) != len(plan.tasks):
        return {}
    rows = {
        _decision_to_problem(decision, plan.file): mark.row
        for decision in extraction.decisions
        for mark in reversed(extraction.marks)
        if (mark.span.block, mark.span.row) == (decision.place.block, decision.place.row)
        and mark.span.start <= decision.place.start < mark.span.end
    }
    return {problem: (plan.tasks[row].id,) for problem, row in rows.items()}


def _decision_to_problem(decision: Decision, file: str) -> Problem:
    if decision.problem is not None:
        mild = Severity.WARNING if decision.problem.level is Severity.ERROR else decision.problem.level
        return replace(decision.problem, file=file, level=mild)
    level = Severity.WARNING if decision.kind in ("not-read", "alias") else Severity.NOTE
    return Problem(f"read-{decision.kind}", level, decision.what, decision.reason, file)


def _read_folder(folder: Path) -> Plan:
    facts, tasks, units, file = read_folder_tables(folder)
    remarks = (*tasks.remarks, *units.remarks, *facts.remarks)
    if (folder / "plan.toml").is_file():
        remarks = (*remarks, *_ask_for_title(facts.facts, "plan.toml"))
    rows = tasks.rows
    if facts.source_file:
        from respnet.intake.folder.source_document import add_source_texts

        rows, notes = add_source_texts(folder, facts.source_file, rows)
        remarks = (*remarks, *notes)
    plan = build_plan(facts.facts, rows, units.records, file=file, remarks=remarks)
    return replace(plan, remarks=(*_add_task_ids(plan), *find_unused_records(units, plan)))


def read_folder_tables(folder: Path) -> tuple[PlanFile, TaskTable, UnitTable, str]:
    """The facts, rows and records in the tables of a plan folder, and the name of its table of tasks.

    Raises InputError where there is no table of tasks, or a table cannot be read.
    """
    path = _table_file(folder, "tasks")
    if path is None:
        raise _no_tasks(folder)
    units_file = _table_file(folder, "units")
    plan_file = folder / "plan.toml"
    name = _name(folder.resolve().name)
    facts = read_plan_file(plan_file, name) if plan_file.is_file() else PlanFile(PlanFacts(name))
    units = parse_unit_records(read_table(units_file, UNIT_VOCABULARY), str(units_file)) if units_file else UnitTable()
    return facts, read_task_table(read_document(path, as_written=True), path), units, path.name


def _ask_for_title(facts: PlanFacts, file: str) -> list[Problem]:
    """Ask for the title where nothing gives one, since the name of the file stands for it on every page."""
    if facts.title:
        return []
    what = Text(
        zh=f"没有读到方案的名称，暂用文件或文件夹的名称“{facts.name}”",
        en=f"no title of the plan was found; the name of its file or folder, “{facts.name}”, stands for it",
    )
    remedy = Text(
        zh='请在方案文件夹的 plan.toml 写明，如 title = "丰都县科普工作方案"',
        en='write it in plan.toml of the plan\'s folder, such as title = "Science plan of Fengdu"',
    )
    return [Problem("no-plan-title", Severity.NOTE, what, remedy, file=file, column="title")]


def _add_task_ids(plan: Plan) -> tuple[Problem, ...]:
    """The remarks of the plan, those on a row of its tasks with the task's id."""
    task_in = {task.row: task.id for task in plan.tasks if task.row is not None}
    return tuple(
        replace(remark, tasks=(task_in[remark.row],))
        if remark.file == plan.file and remark.row in task_in and not remark.tasks
        else remark
        for remark in plan.remarks
    )


def _table_file(folder: Path, stem: str) -> Path | None:
    """The one table of this name in the folder; two would leave open which one counts."""
    found = [folder / f"{stem}{suffix}" for suffix in TABLE_FILES if (folder / f"{stem}{suffix}").is_file()]
    if len(found) > 1:
        raise InputError(
            zh=f"{folder} 里同时有 {stem}.csv 和 {stem}.xlsx，不知道以哪个为准。请只留一个。",
            en=f"{folder} holds both {stem}.csv and {stem}.xlsx, and nothing says which one counts. Keep one of them.",
        )
    return found[0] if found else None


def _no_tasks(folder: Path) -> InputError:
    files = sorted(path.name for path in folder.iterdir() if is_readable(path))
    zh, en = (format_list(files, lang, most=5) for lang in LANGS)
    seen = Text(zh=f"里面有：{zh}。", en=f" It holds {en}.") if files else EMPTY_TEXT
    return InputError(
        zh=f"{folder} 不是方案文件夹：没有 tasks.csv 或 tasks.xlsx。{seen.zh}请直接指定其中的方案文件或表格。",
        en=f"{folder} is not a plan folder: it has no tasks.csv or tasks.xlsx.{seen.en} "
        "Give the document or table of the plan itself instead of the folder.",
    )


def _name(name: str) -> str:
    # Some systems store file names decomposed; an id must not depend on that.
    return unicodedata.normalize("NFC", name) or "plan"


def _note_unread_files(path: Path) -> tuple[Problem, ...]:
    """A note where someone gives tasks.csv alone though a whole plan folder is there."""
    others = [name for name in ("units.csv", "units.xlsx", "plan.toml") if (path.parent / name).is_file()]
    if path.stem != "tasks" or not others:
        return ()
    what = Text(
        zh=f"同一文件夹里的 {'、'.join(others)} 没有读入",
        en=f"{', '.join(others)} in the same folder {'is' if len(others) == 1 else 'are'} not read",
    )
    remedy = Text(zh="若要一并读入，请指定文件夹", en="give the folder instead of the table to read all of it")
    return (Problem("folder-beside", Severity.NOTE, what, remedy, file=path.name),)
