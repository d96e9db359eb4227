"""A table of who may lead what: one row a task, with the units that are in the field for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.problems import Problem
from respnet.core.unit_names import UnbalancedBracketError, split_units
from respnet.intake.tables.columns import HeaderVocabulary, TableColumn, match_columns
from respnet.intake.tables.table import TableLine, read_table

CANDIDATE_VOCABULARY = HeaderVocabulary(
    noun=Text(zh="任务", en="task"),
    columns=(
        TableColumn("task", ("序号", "编号", "任务编号", "任务序号", "number")),
        TableColumn("units", ("可牵头单位", "可以牵头的单位", "牵头候选单位", "单位", "unit")),
    ),
    loose=("任务",),  # the number where no 序号 stands beside it, else the title, for people to read
    loose_columns=("task", "title"),
)


@dataclass(frozen=True, slots=True)
class LeadCandidateRow:
    """One task by its printed number, the names of the units that may lead it, and where this stands."""

    task: str
    units: tuple[str, ...]
    file: str
    row: int


@dataclass(frozen=True, slots=True)
class LeadCandidates:
    """The rows of such a table, and what is to be said of how it was read."""

    rows: tuple[LeadCandidateRow, ...] = ()
    remarks: tuple[Problem, ...] = ()


def read_lead_candidates(path: str | Path) -> LeadCandidates:
    """The CSV or XLSX table with the columns `task` and `units` (序号, 可牵头单位); others are left alone.

    Raises InputError where the file, one of the columns or a cell cannot be read, or where nobody is named.
    """
    place = Path(path)
    table = read_table(place, CANDIDATE_VOCABULARY)
    columns = match_columns(CANDIDATE_VOCABULARY, table.header.cells, str(place))
    for column, word in (("task", "序号"), ("units", "可牵头单位")):
        if column not in columns:
            raise InputError(
                zh=f"{place} 没有“{word}”一列。需要两列：序号、可牵头单位。",
                en=f"{place} has no column {column}. It needs two: task and units.",
            )
    rows = tuple(
        _row(table.file, line, columns.cell(line.cells, "task"), columns.cell(line.cells, "units"))
        for line in table.lines
    )
    if not any(row.units for row in rows):
        raise InputError(
            zh=f"{place} 的“可牵头单位”一列是空的。请写出可以牵头的单位；不限定时去掉 --field。",
            en=f"The column units of {place} is empty. Name the units that may lead; without such a limit, "
            "leave out --field.",
        )
    return LeadCandidates(rows, table.remarks)


def _row(file: str, line: TableLine, task: str, cell: str) -> LeadCandidateRow:
    if not task:
        raise InputError(
            zh=f"{file} 第 {line.row} 行没有写任务序号。请补上，或删去这一行。",
            en=f"{file}, row {line.row} names no task. Write its number, or remove the row.",
        )
    try:
        units, _ = split_units(cell)
    except UnbalancedBracketError as error:
        raise InputError(
            zh=f"{file} 第 {line.row} 行“可牵头单位”的括号没有配对：{cell}。请补上或删去括号。",
            en=f"{file}, row {line.row}, units: a bracket has no partner: {cell}. Add or remove one.",
        ) from error
    return LeadCandidateRow(task, tuple(units), file, line.row)
