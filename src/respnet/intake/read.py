"""The way in: a table, a plan folder or a document becomes one Plan."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.core.errors import InputError, to_input_error
from respnet.core.i18n import Text
from respnet.core.problems import Problem, Severity, select_errors
from respnet.intake.builder import PlanFacts, build_plan
from respnet.intake.folder.plan_file import PlanFile, read_plan_file
from respnet.intake.folder.units_file import UnitTable, find_unused_records, parse_unit_records
from respnet.intake.tables.columns import TASK_VOCABULARY, UNIT_VOCABULARY, HeaderVocabulary
from respnet.intake.tables.csv_table import read_csv_table
from respnet.intake.tables.task_rows import parse_task_rows
from respnet.intake.tables.xlsx_table import read_xlsx_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.core.plan import Plan
    from respnet.intake.language.extraction import Decision, Extraction
    from respnet.intake.tables.table import Table

DOCUMENT_SUFFIXES = frozenset({".docx", ".doc", ".wps", ".ofd", ".pdf", ".html", ".htm", ".txt", ".md", ".rtf", ".odt"})
LEGACY_TABLE_SUFFIXES = frozenset({".xls", ".et", ".ods", ".numbers"})


def read_plan(path: str | Path) -> Plan:
    """The plan in a folder (tasks.csv or tasks.xlsx, with units.csv and plan.toml if there are any) or in one table.

    What is wrong with single rows is in `Plan.remarks`; `respnet.checks.check` adds its own findings.
    Raises InputError where nothing can be read: it says what, where and what to do.

    >>> from respnet.core.resources import find_resource_dir
    >>> plan = read_plan(str(find_resource_dir("data")))
    >>> plan.area, len(plan.tasks), len(plan.units), len(plan.assignments)
    ('丰都县', 32, 32, 239)
    """
    place = Path(path)
    try:
        if place.is_dir():
            return _read_folder(place)
        if not place.exists():
            raise InputError(
                Text(
                    zh=f"没有找到 {place}。请核对路径；应为方案文件夹、.csv 或 .xlsx 表格，或方案文件。",
                    en=f"{place} does not exist. Check the path; a plan is a folder, a .csv or .xlsx table, "
                    "or a document.",
                )
            )
        if place.suffix.lower() in DOCUMENT_SUFFIXES:
            return read_document_plan(place)[0]
        return _read_lone_table(place)
    except OSError as error:
        raise to_input_error(place, error) from error


def read_document_plan(path: str | Path) -> tuple[Plan, Extraction]:
    """The plan that a document contains, and how it was read. Its decisions are remarks of the plan.

    Raises InputError where nothing is recognised, with the likely reason.
    """
    from respnet.intake.clauses.extractor import extract
    from respnet.intake.documents import read_document

    path = Path(path)
    extraction = extract(read_document(path))
    remarks = tuple(_decision_to_problem(decision, path.name) for decision in extraction.decisions)
    plan = build_plan(extraction.facts, extraction.rows, extraction.records, file=path.name, remarks=remarks)
    return plan, extraction


def _decision_to_problem(decision: Decision, file: str) -> Problem:
    return Problem(
        code=f"read-{decision.kind}",
        level=Severity.WARNING if decision.kind in ("not-read", "alias") else Severity.NOTE,
        what=decision.what,
        remedy=decision.reason,
        file=file,
    )


def _read_folder(folder: Path) -> Plan:
    tasks = _table_file(folder, "tasks")
    if tasks is None:
        raise _no_tasks(folder)
    units_file = _table_file(folder, "units")
    plan_file = folder / "plan.toml"
    name = _name(folder.resolve().name)
    facts = read_plan_file(plan_file, name) if plan_file.is_file() else PlanFile(PlanFacts(name))
    units = parse_unit_records(_table(units_file, UNIT_VOCABULARY), str(units_file)) if units_file else UnitTable()
    return _plan(_table(tasks, TASK_VOCABULARY), str(tasks), facts, units)


def _read_lone_table(path: Path) -> Plan:
    _refuse_other_kinds(path)
    facts = PlanFile(PlanFacts(_name(path.stem)), _note_unread_files(path))
    try:
        plan = _plan(_table(path, TASK_VOCABULARY), str(path), facts, UnitTable())
    except InputError:
        ledger = _as_ledger(path)
        if ledger is None:
            raise
        return ledger
    if path.suffix.lower() == ".xlsx" and (select_errors(plan.remarks) or _has_merged_rows(path, plan)):
        return _as_ledger(path) or plan
    return plan


def _as_ledger(path: Path) -> Plan | None:
    """The plan in a workbook laid out for people (sections across, merged cells, two rows of headers), if it is one."""
    if path.suffix.lower() != ".xlsx":
        return None
    try:
        plan, _ = read_document_plan(path)
    except InputError:
        return None
    note = Problem(
        code="read-ledger",
        level=Severity.NOTE,
        what=Text(
            zh="按台账读入：合并单元格的内容用于它盖住的每一行，横贯的标题作为章节",
            en="read as a ledger: a merged cell holds for every row that it covers, a line across is a section",
        ),
        remedy=Text(
            zh="请核对；用 respnet extract 可写出读入的表格和核对页",
            en="please check; respnet extract writes the table that was read, and a page to check it on",
        ),
        file=path.name,
    )
    return replace(plan, remarks=(note, *plan.remarks))


_MERGED = re.compile(rb"<mergeCell ref=\"[A-Z]+[0-9]+:[A-Z]+([0-9]+)\"")


def _has_merged_rows(path: Path, plan: Plan) -> bool:
    """Whether cells are merged where the tasks stand; a merged title above them is no matter."""
    first = min((task.row for task in plan.tasks if task.row is not None), default=1)
    with zipfile.ZipFile(path) as book:
        sheets = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/")]
    return any(int(found.group(1)) >= first for sheet in sheets for found in _MERGED.finditer(sheet))


def _plan(table: Table, where: str, facts: PlanFile, units: UnitTable) -> Plan:
    tasks = parse_task_rows(table, where)
    remarks = (*tasks.remarks, *units.remarks, *facts.remarks)
    plan = build_plan(facts.facts, tasks.rows, units.records, file=table.file, remarks=remarks)
    return replace(plan, remarks=(*_add_task_ids(plan), *find_unused_records(units, plan)))


def _add_task_ids(plan: Plan) -> tuple[Problem, ...]:
    """The remarks of the plan, those on a row of its tasks with the task's id."""
    task_in = {task.row: task.id for task in plan.tasks}
    return tuple(
        replace(remark, tasks=(task_in[remark.row],))
        if remark.file == plan.file and remark.row in task_in and not remark.tasks
        else remark
        for remark in plan.remarks
    )


def _table(path: Path, vocabulary: HeaderVocabulary) -> Table:
    return read_csv_table(path, vocabulary) if path.suffix.lower() == ".csv" else read_xlsx_table(path, vocabulary)


def _table_file(folder: Path, stem: str) -> Path | None:
    """The one table of this name in the folder; two would leave open which one counts."""
    found = [folder / f"{stem}{suffix}" for suffix in (".csv", ".xlsx") if (folder / f"{stem}{suffix}").is_file()]
    if len(found) > 1:
        raise InputError(
            Text(
                zh=f"{folder} 里同时有 {stem}.csv 和 {stem}.xlsx，不知道以哪个为准。请只留一个。",
                en=f"{folder} holds both {stem}.csv and {stem}.xlsx, and nothing says which one counts. Keep one of "
                "them.",
            )
        )
    return found[0] if found else None


def _no_tasks(folder: Path) -> InputError:
    tables = sorted(path.name for path in folder.iterdir() if path.suffix.lower() in (".csv", ".xlsx"))
    seen = (
        Text(zh=f"里面的表格有：{'、'.join(tables)}。", en=f" It holds the tables {_comma(tables)}.")
        if tables
        else Text("", "")
    )
    return InputError(
        Text(
            zh=f"{folder} 不是方案文件夹：没有 tasks.csv 或 tasks.xlsx。{seen.zh}"
            f"请把任务表改名为 tasks.csv 或 tasks.xlsx，或直接指定那张表格。",
            en=f"{folder} is not a plan folder: it has no tasks.csv or tasks.xlsx.{seen.en} "
            f"Name the table of tasks so, or give that table itself instead of the folder.",
        )
    )


def _comma(names: Sequence[str]) -> str:
    return ", ".join(names)


def _refuse_other_kinds(path: Path) -> None:
    suffix = path.suffix.lower()
    if suffix in (".csv", ".xlsx"):
        return
    if suffix in LEGACY_TABLE_SUFFIXES:
        raise InputError(
            Text(
                zh=f"{path} 是 {suffix} 表格，不能直接读取。请用 Excel 或 WPS 打开后另存为 .xlsx。",
                en=f"{path} is a {suffix} table, which respnet does not read. Open it in a spreadsheet and save it "
                "as .xlsx.",
            )
        )
    raise InputError(
        Text(
            zh=f"{path} 不是可读取的格式。respnet 读取 .csv、.xlsx 表格，含有 tasks.csv 的方案文件夹，"
            "或方案文件（.docx、.pdf、.html、.txt、.md）。",
            en=f"{path} is not in a format that respnet reads: a .csv or .xlsx table, a folder with a "
            "tasks.csv, or a document (.docx, .pdf, .html, .txt, .md).",
        )
    )


def _name(name: str) -> str:
    # Some systems store file names decomposed; an id must not depend on that.
    return unicodedata.normalize("NFC", name) or "plan"


def _note_unread_files(path: Path) -> tuple[Problem, ...]:
    """A note where someone gives tasks.csv alone though a whole plan folder is there."""
    others = [name for name in ("units.csv", "units.xlsx", "plan.toml") if (path.parent / name).is_file()]
    if path.stem != "tasks" or not others:
        return ()
    return (
        Problem(
            code="folder-beside",
            level=Severity.NOTE,
            what=Text(
                zh=f"同一文件夹里的 {'、'.join(others)} 没有读入",
                en=f"{_comma(others)} in the same folder {'is' if len(others) == 1 else 'are'} not read",
            ),
            remedy=Text(zh="若要一并读入，请指定文件夹", en="give the folder instead of the table to read all of it"),
            file=path.name,
        ),
    )
