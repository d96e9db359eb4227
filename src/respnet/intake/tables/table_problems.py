"""Problems of tables: parts that are not read, rows without a task, dittos, unknown origins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from respnet.core.i18n import Text
from respnet.core.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.tables.header_rows import CellRow, ColumnHeader
    from respnet.intake.tables.text_tables import TextCell


def unread_table(headers: Sequence[ColumnHeader], *, has_units: bool) -> Problem:
    """The note on a table that is not read.

    Args:
        headers: Its headers.
        has_units: Whether it has a column of units, so that the one for the task is missing.
    """
    value = "、".join(dict.fromkeys(header.word for header in headers if header.word))
    missing = Text(zh="任务", en="the task") if has_units else Text(zh="单位", en="units")
    what = Text(
        zh=f"表头为“{value}”的表格没有{missing.zh}一列，没有读入",
        en=f"the table with the header “{value}” has no column for {missing.en} and is not read",
    )
    word = "工作任务" if has_units else "责任单位"
    remedy = Text(
        zh=f"若其中有分工，请给{missing.zh}一列加上表头“{word}”",
        en=f"if it divides work, give that column the header {word}",
    )
    return Problem("unread-table", Severity.NOTE, what, remedy, value=value)


def ditto(cell: TextCell, source: TextCell) -> Problem:
    """The note on a cell that is read as another.

    Args:
        cell: The cell with the ditto mark.
        source: The cell that stands for it.
    """
    what = Text(zh=f"“{cell.text}”读作“{source.text}”", en=f"“{cell.text}” is read as “{source.text}”")
    remedy = Text(zh="请核对；要稳妥，每格都写全", en="please check; it is safer to write every cell in full")
    return Problem("ditto-mark", Severity.NOTE, what, remedy, value=cell.text)


def unread_column(place: int, header: str) -> Problem:
    """The note on a column with content that is not read.

    Args:
        place: Where it stands, from 0.
        header: Its header, "" where it has none.
    """
    if header:
        what = Text(zh=f"“{header}”一列没有读入", en=f"the column “{header}” is not read")
        remedy = Text(
            zh="无需处理；若内容是任务、单位或时限，请改用可识别的表头",
            en="nothing to do, unless it holds tasks, units or deadlines: then use a known header",
        )
    else:
        what = Text(zh=f"第 {place + 1} 列没有表头，没有读入", en=f"column {place + 1} has no header and is not read")
        remedy = Text(zh="若要读入，请加上表头", en="give it a header if it should be read")
    return Problem("unread-column", Severity.NOTE if header else Severity.WARNING, what, remedy, column=header)


def no_title(cells: CellRow, header: str) -> Problem:
    """The problem of a row that names no task.

    Args:
        cells: The row.
        header: The header of the column of tasks.
    """
    line = cells[0].line
    what = Text(zh=f"第 {line} 行没有写任务", en=f"row {line} has no title")
    remedy = Text(
        zh="请填写任务；若是合并单元格，请在每行重复填写", en="write the task; repeat it where cells were merged"
    )
    first = next((cell.text for cell in cells if cell.text), "")
    return Problem("no-title", Severity.ERROR, what, remedy, column=header, value=first)


def unknown_origin(header: str, cell: TextCell) -> Problem:
    """The error on a cell that gives no known ground of a lead.

    Args:
        header: The header of its column.
        cell: The cell.
    """
    what = Text(zh=f"依据“{cell.text}”无法识别", en=f"the origin “{cell.text}” is not known")
    remedy = Text(
        zh="牵头单位在原文写明的，留空；依“排在第一位的为牵头单位”一类规定得出的，填 convention",
        en="leave it empty where the lead is printed; write convention where it follows from lead_rule",
    )
    return Problem("unknown-origin", Severity.ERROR, what, remedy, column=header, value=cell.text)
