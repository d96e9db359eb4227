"""From a table to rows of tasks: one function for CSV and XLSX alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.plan import Origin, Role
from respnet.core.problems import Problem, Severity
from respnet.core.unit_names import UnbalancedBracketError, split_units
from respnet.intake.builder import TaskRow, UnitList
from respnet.intake.tables.columns import TASK_VOCABULARY, UNIT_COLUMNS, ColumnMatch, match_columns

if TYPE_CHECKING:
    from respnet.intake.tables.table import Table, TableLine

SECTION_SEPARATOR = " > "
_TARGET_END = re.compile(r"[；;\n]")
MAX_UNITS = 500
"""Units in one cell. No plan seen has more than 60; thousands are a slip, and pairs of them would fill the memory."""

EMPTY_UNIT_CELLS = frozenset({"无", "—", "——", "-", "－", "/", "／"})
"""What clerks write into a cell of units to say that there are none."""

_ROLE_OF = {
    "lead_units": Role.LEAD,
    "responsible_units": Role.RESPONSIBLE,
    "supporting_units": Role.SUPPORT,
    "supervising_units": Role.SUPERVISE,
    "inherited_units": Role.RESPONSIBLE,
}


@dataclass(frozen=True, slots=True)
class TaskTable:
    """The rows of a table of tasks, and what was noticed while reading them."""

    rows: tuple[TaskRow, ...]
    remarks: tuple[Problem, ...] = ()


def parse_task_rows(table: Table, where: str) -> TaskTable:
    """The tasks in `table`. A row that cannot be read whole stays, and an error among the remarks names it.

    Raises InputError without a column for the title or for units, or with two columns for one thing.
    """
    columns = match_columns(TASK_VOCABULARY, table.header.cells, where)
    _require(columns, where)
    rows: list[TaskRow] = []
    remarks = [*table.remarks, *find_unread_columns(columns, table)]
    for line in table.lines:
        row, problems = _row(columns, line, table.file)
        rows.append(row)
        remarks.extend(problems)
    return TaskTable(tuple(rows), tuple(remarks))


def _require(columns: ColumnMatch, where: str) -> None:
    found = "、".join(header for header in columns.headers if header)
    if "title" not in columns:
        raise InputError(
            Text(
                zh=f"{where} 没有任务一列。表头有：{found}。请给任务一列加上表头，如“任务”“工作任务”“重点任务”或 "
                "title。",
                en=f"{where} has no column for the task. Its headers are: {found}. "
                f"Give that column a header: title, 任务, 工作任务 or 重点任务.",
            )
        )
    if not any(column in columns for column in UNIT_COLUMNS):
        raise InputError(
            Text(
                zh=f"{where} 没有单位一列。表头有：{found}。"
                f"至少要有一列：牵头单位、责任单位、配合单位、督促单位（{'、'.join(UNIT_COLUMNS)}）。",
                en=f"{where} has no column of units. Its headers are: {found}. "
                f"At least one is needed: {', '.join(UNIT_COLUMNS)} (牵头单位, 责任单位, 配合单位, 督促单位).",
            )
        )


def find_unread_columns(columns: ColumnMatch, table: Table) -> tuple[Problem, ...]:
    """A note for every column with content that respnet does not read, with or without a header."""
    width = max(len(line.cells) for line in (table.header, *table.lines))
    places = (*columns.unknown_places, *range(len(columns.headers), width))
    return tuple(
        _unread(table, place, columns.headers[place] if place < len(columns.headers) else "")
        for place in places
        if any(place < len(line.cells) and line.cells[place] for line in table.lines)
    )


def _unread(table: Table, place: int, header: str) -> Problem:
    if header:
        what = Text(zh=f"“{header}”一列没有读入", en=f"the column “{header}” is not read")
        remedy = Text(
            zh="无需处理；若内容是任务、单位或时限，请改用可识别的表头",
            en="nothing to do, unless it holds tasks, units or deadlines: then use a known header",
        )
    else:
        what = Text(zh=f"第 {place + 1} 列没有表头，没有读入", en=f"column {place + 1} has no header and is not read")
        remedy = Text(zh="若要读入，请加上表头", en="give it a header if it should be read")
    return Problem(
        code="unread-column",
        level=Severity.NOTE if header else Severity.WARNING,
        what=what,
        remedy=remedy,
        file=table.file,
        row=table.header.row,
        column=header,
    )


def _row(columns: ColumnMatch, line: TableLine, file: str) -> tuple[TaskRow, list[Problem]]:
    problems: list[Problem] = []
    origin = _origin(columns, line, file, problems)
    lists = [_units(columns, line, name, origin, file, problems) for name in UNIT_COLUMNS]
    title = join_cell_lines(columns.cell(line.cells, "title"))
    if not title:
        problems.append(_no_title(columns, line, file))
    row = TaskRow(
        title=title,
        number=join_cell_lines(columns.cell(line.cells, "number")),
        part=join_cell_lines(columns.cell(line.cells, "part")),
        section=_levels(columns.cell(line.cells, "section")),
        units=tuple(units for units in lists if units),
        deadline=join_cell_lines(columns.cell(line.cells, "deadline")),
        targets=_pieces(_TARGET_END.split(columns.cell(line.cells, "targets"))),
        text=columns.cell(line.cells, "text"),
        clause=columns.cell(line.cells, "clause"),
        source=join_cell_lines(columns.cell(line.cells, "source")),
        row=line.row,
    )
    return row, problems


def _units(
    columns: ColumnMatch, line: TableLine, name: str, lead_origin: Origin, file: str, problems: list[Problem]
) -> UnitList | None:
    cell = columns.cell(line.cells, name)
    if not cell or cell in EMPTY_UNIT_CELLS:
        return None
    try:
        names, is_open = split_units(cell)
    except UnbalancedBracketError:
        problems.append(_unbalanced(columns, line, name, file))
        return None
    if len(names) > MAX_UNITS:
        problems.append(_too_many(columns, line, name, file, len(names)))
        return None
    origin = Origin.INHERITED if name == "inherited_units" else Origin.PRINTED
    return UnitList(_ROLE_OF[name], names, lead_origin if name == "lead_units" else origin, is_open)


def _too_many(columns: ColumnMatch, line: TableLine, name: str, file: str, found: int) -> Problem:
    return Problem(
        code="too-many-units",
        level=Severity.ERROR,
        what=Text(
            zh=f"这一格里有 {found} 个单位，超过 {MAX_UNITS} 个", en=f"{found} units in one cell; at most {MAX_UNITS}"
        ),
        remedy=Text(
            zh="请核对是否粘贴错列；确实代表多家的，写集合名称（如“各乡镇”），名单写入 units.csv 的 members",
            en="check that the right column was pasted; for a name that stands for many, write the collective and list "
            "its members in units.csv",
        ),
        file=file,
        row=line.row,
        column=_header_of(columns, name),
        value=f"{columns.cell(line.cells, name)[:40]}…",
    )


def _origin(columns: ColumnMatch, line: TableLine, file: str, problems: list[Problem]) -> Origin:
    """On what ground the leads of this row are leads; everything else in a row is printed."""
    cell = columns.cell(line.cells, "origin")
    if cell in ("", Origin.PRINTED):
        return Origin.PRINTED
    if cell == Origin.CONVENTION:
        return Origin.CONVENTION
    problems.append(
        Problem(
            code="unknown-origin",
            level=Severity.ERROR,
            what=Text(zh=f"依据“{cell}”无法识别", en=f"the origin “{cell}” is not known"),
            remedy=Text(
                zh="牵头单位在原文写明的，留空；依“排在第一位的为牵头单位”一类规定得出的，填 convention",
                en="leave it empty where the lead is printed; write convention where it follows from lead_rule",
            ),
            file=file,
            row=line.row,
            column=_header_of(columns, "origin"),
            value=cell,
        )
    )
    return Origin.PRINTED


def _no_title(columns: ColumnMatch, line: TableLine, file: str) -> Problem:
    return Problem(
        code="no-title",
        level=Severity.ERROR,
        what=Text(zh=f"第 {line.row} 行没有写任务", en=f"row {line.row} has no title"),
        remedy=Text(
            zh="请填写任务；若是合并单元格，请在每行重复填写", en="write the task; repeat it where cells were merged"
        ),
        file=file,
        row=line.row,
        column=_header_of(columns, "title"),
        value=next((cell for cell in line.cells if cell), ""),
    )


def _unbalanced(columns: ColumnMatch, line: TableLine, name: str, file: str) -> Problem:
    return Problem(
        code="unbalanced-bracket",
        level=Severity.ERROR,
        what=Text(
            zh="括号没有配对，这一格的单位没有读入", en="a bracket has no partner; the units of this cell are not read"
        ),
        remedy=Text(zh="请补上或删去括号", en="close or remove the bracket"),
        file=file,
        row=line.row,
        column=_header_of(columns, name),
        value=columns.cell(line.cells, name),
    )


def _header_of(columns: ColumnMatch, name: str) -> str:
    return columns.headers[columns.names.index(name)]


def _levels(cell: str) -> tuple[str, ...]:
    return tuple(join_cell_lines(level) for level in _pieces(cell.split(SECTION_SEPARATOR.strip())))


def _pieces(pieces: list[str]) -> tuple[str, ...]:
    return tuple(piece for piece in (piece.strip() for piece in pieces) if piece)


def join_cell_lines(cell: str) -> str:
    r"""A cell's text without the line breaks that only make it fit its box; a space stays between Latin words.

    >>> join_cell_lines("实施青少年\n科学素质行动"), join_cell_lines("repair the\nroads")
    ('实施青少年科学素质行动', 'repair the roads')
    """
    return re.sub(r"(?<=[!-~])\s*\n\s*(?=[!-~])", " ", cell).replace("\n", "") if "\n" in cell else cell
