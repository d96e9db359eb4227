"""A table of who may lead what: one row a task, with the units that are in the field for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from respnet.errors import InputError
from respnet.names import UnbalancedBracketError, split_units
from respnet.tables.columns import Column, Vocabulary, match
from respnet.tables.csv_table import read_csv
from respnet.tables.xlsx_table import read_xlsx
from respnet.words import Text

FIELD = Vocabulary(
    noun=Text(zh="任务", en="task"),
    columns=(
        Column("task", ("序号", "任务", "编号", "任务编号", "任务序号", "number")),
        Column("units", ("可牵头单位", "可以牵头的单位", "牵头候选单位", "单位", "unit")),
    ),
)


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One task by its printed number, the names of the units that may lead it, and where this stands."""

    task: str
    units: tuple[str, ...]
    file: str
    row: int


def read_field(path: str | Path) -> tuple[FieldRow, ...]:
    """The rows of a CSV or XLSX table with the columns `task` and `units` (序号, 可牵头单位).

    Raises InputError where the file, one of the columns or a cell cannot be read.
    """
    place = Path(path)
    try:
        table = (read_xlsx if place.suffix.lower() == ".xlsx" else read_csv)(place, FIELD)
    except OSError as error:
        raise InputError(
            Text(zh=f"无法读取 {place}：{error.strerror}。", en=f"{place} cannot be read: {error.strerror}.")
        ) from error
    columns = match(FIELD, table.header.cells, str(place))
    for column, word in (("task", "序号"), ("units", "可牵头单位")):
        if column not in columns:
            raise InputError(
                Text(
                    zh=f"{place} 没有“{word}”一列。需要两列：序号、可牵头单位。",
                    en=f"{place} has no column {column}. It needs two: task and units.",
                )
            )
    rows = []
    for line in table.lines:
        cell = columns.cell(line.cells, "units")
        try:
            units, _ = split_units(cell)
        except UnbalancedBracketError as error:
            raise InputError(
                Text(
                    zh=f"{table.file} 第 {line.row} 行“可牵头单位”的括号没有配对：{cell}。请补上或删去括号。",
                    en=f"{table.file}, row {line.row}, units: a bracket has no partner: {cell}. Add or remove one.",
                )
            ) from error
        rows.append(FieldRow(columns.cell(line.cells, "task"), tuple(units), table.file, line.row))
    return tuple(rows)
