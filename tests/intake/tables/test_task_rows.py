"""From cells to rows of tasks, and what is said of columns that are not read."""

from __future__ import annotations

import pytest

from respnet.core.errors import InputError
from respnet.core.plan import Role
from respnet.core.problems import Severity
from respnet.intake.builder import UnitList
from respnet.intake.tables.table import Table, TableLine
from respnet.intake.tables.task_rows import TaskTable, parse_task_rows


def _rows(header: tuple[str, ...], *lines: tuple[str, ...]) -> TaskTable:
    table = Table("a.csv", TableLine(1, header), tuple(TableLine(row, cells) for row, cells in enumerate(lines, 2)))
    return parse_task_rows(table, "a.csv")


def test_all_columns() -> None:
    header = (
        "number",
        "part",
        "section",
        "title",
        "supporting_units",
        "deadline",
        "targets",
        "text",
        "clause",
        "source",
    )
    cells = (
        "4",
        "1",
        "一、甲 > (一)乙",
        "修\n路",
        "县妇联等",
        "年底\n前",
        "桥 5座；路 3条;  \n灯 9盏",
        "a\nb",
        "（c）",
        "附件\n2",
    )
    (row,) = _rows(header, cells).rows
    assert (row.number, row.part, row.section, row.title) == ("4", "1", ("一、甲", "(一)乙"), "修路")
    assert row.units == (UnitList(Role.SUPPORT, ("县妇联",), open=True),)
    assert (row.deadline, row.targets) == ("年底前", ("桥 5座", "路 3条", "灯 9盏"))
    assert (row.text, row.clause, row.source, row.row) == ("a\nb", "（c）", "附件2", 2)


def test_a_table_without_a_title_or_units() -> None:
    with pytest.raises(InputError) as caught:
        _rows(("序号", "牵头单位"), ("1", "县科协"))
    assert caught.value.text.en == (
        "a.csv has no column for the task. Its headers are: 序号、牵头单位. "
        "Give that column a header: title, 任务, 工作任务 or 重点任务."
    )
    with pytest.raises(InputError) as caught:
        _rows(("序号", "任务", "牵头领导"), ("1", "修路", "某"))
    assert caught.value.text.zh == (
        "a.csv 没有单位一列。表头有：序号、任务、牵头领导。至少要有一列：牵头单位、责任单位、配合单位、督促单位"
        "（lead_units、responsible_units、supporting_units、supervising_units、inherited_units）。"
    )


def test_unread_columns_are_said_if_they_hold_something() -> None:
    read = _rows(("任务", "牵头单位", "备注", "", "状态", ""), ("修路", "县科协", "急", "x", "", "", "y"))
    assert [(one.code, one.level, one.column, one.what.en) for one in read.remarks] == [
        ("unread-column", Severity.NOTE, "备注", "the column “备注” is not read"),
        ("unread-column", Severity.WARNING, "", "column 4 has no header and is not read"),
        ("unread-column", Severity.WARNING, "", "column 7 has no header and is not read"),
    ]
