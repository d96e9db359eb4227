"""Tables of a plan folder, read strictly: rows, headers, and exact messages for what is no table."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter

from respnet.core.errors import InputError
from respnet.core.plan import Role
from respnet.core.problems import Severity
from respnet.intake.builder import UnitList
from respnet.intake.documents.formats import read_document
from respnet.intake.read import read_plan
from respnet.intake.tables.columns import TASK_VOCABULARY
from respnet.intake.tables.table import TableLine, TaskTable, read_table, read_task_table

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "序号,任务,牵头单位\n1,修路,县交通局\n"
HEADER = ("序号", "任务", "牵头单位", "完成时限")
SAVE_EN = "Save it as “CSV UTF-8 (comma delimited)”."


def _file(folder: Path, data: bytes) -> Path:
    path = folder / "a.csv"
    path.write_bytes(data)
    return path


def _error(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_table(path, TASK_VOCABULARY)
    return caught.value


def _tasks(folder: Path, *rows: tuple[str, ...]) -> TaskTable:
    path = folder / "a.csv"
    path.write_text("\n".join(",".join(f'"{cell}"' for cell in row) for row in rows), encoding="utf-8")
    return read_task_table(read_document(path), path)


def _book(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def _words(line: TableLine) -> tuple[int | str, ...]:
    return (line.row, *line.cells)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_unicode_with_any_line_end(tmp_path: Path, encoding: str, end: str) -> None:
    table = read_table(_file(tmp_path, TEXT.replace("\n", end).encode(encoding)), TASK_VOCABULARY)
    assert _words(table.header) == (1, "序号", "任务", "牵头单位")
    assert [_words(line) for line in table.lines] == [(2, "1", "修路", "县交通局")]
    assert table.remarks == ()


def test_gb18030_is_read_and_said(tmp_path: Path) -> None:
    table = read_table(_file(tmp_path, TEXT.encode("gb18030")), TASK_VOCABULARY)
    assert [_words(line) for line in table.lines] == [(2, "1", "修路", "县交通局")]
    assert [(one.code, one.what.zh, one.remedy.en) for one in table.remarks] == [
        ("encoding", "文件不是 UTF-8 编码，按 gb18030 读入", f"See whether the text is right. {SAVE_EN}")
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("a,b\n修路,x\n".encode("gb18030"), " has no known header; row 1 reads: a | b. Known headers are: number, "),
        (b"a,b\nc,d\n\xff\xfe\n", " is neither UTF-8 nor GB18030 (GBK) text; it fails in line 3. "),
        (TEXT.encode() + b"2,\x00,\n", " is neither UTF-8 nor GB18030 (GBK) text; it fails in line 3. "),
        (b"PK\x03\x04rest", " ends in .csv, but it holds an archive. "),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", " ends in .csv, but it holds an old Office file. "),
        (b"", " cannot be read: the file is empty (0 bytes). "),
        (b"\xef\xbb\xbf\n,,\n", " holds no text. "),
        (TEXT.splitlines()[0].encode(), " has a header (row 1) and nothing under it. Write one row for each task."),
        (b"x,y\n1,2\n", " has no known header; row 1 reads: x | y. Known headers are: number, part, section, title, "),
        (
            (TEXT + '2,"架桥,县交通局\n3,x,y\n').encode(),
            ', row 3: a quotation mark (") is opened and never closed. Close or remove it.',
        ),
        (
            (TEXT + '2,"架"桥,县交通局\n').encode(),
            ', row 3: after a closing quotation mark (") only a separator or a line end may follow. '
            'Write a quotation mark inside a cell twice ("").',
        ),
        (
            (TEXT + "2,架桥,县交通局,县财政局\n").encode(),
            ", row 3 has 4 cells where the header has 3; “县财政局” is too many. "
            "Put quotation marks around a cell that holds a comma.",
        ),
    ],
)
def test_what_is_no_table(tmp_path: Path, data: bytes, message: str) -> None:
    assert _error(_file(tmp_path, data)).text.en.startswith(f"{tmp_path / 'a.csv'}{message}")


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    text = '序号,任务,牵头单位,,\n\n1,"修\n路",县交通局,,\n,,\n2,架桥\n'
    table = read_table(_file(tmp_path, text.encode()), TASK_VOCABULARY)
    assert [(line.row, line.cells[:2]) for line in table.lines] == [(3, ("1", "修\n路")), (5, ("2", "架桥"))]


def test_a_title_above_the_header_is_said(tmp_path: Path) -> None:
    table = read_table(_file(tmp_path, f"任务分解表,,\n{TEXT}".encode()), TASK_VOCABULARY)
    assert table.header.row == 2
    assert [(one.code, one.row, one.value, one.what.en) for one in table.remarks] == [
        ("above-header", 1, "任务分解表", "row 1 stands above the header and is not read")
    ]


def test_all_columns(tmp_path: Path) -> None:
    header = (
        *("number", "part", "section", "title", "supporting_units", "deadline", "targets", "text", "clause", "source"),
    )
    cells = (
        *("4", "1", "一、甲 > (一)乙", "修\n路", "县妇联等", "年底\n前", "桥 5座；路 3条;  \n灯 9盏", "a\nb"),
        *("（c）", "附件\n2"),
    )
    (row,) = _tasks(tmp_path, header, cells).rows
    assert (row.number, row.part, row.section, row.title) == ("4", "1", ("一、甲", "(一)乙"), "修路")
    assert row.units == (UnitList(Role.SUPPORT, ("县妇联",), open=True),)
    assert (row.deadline, row.targets) == ("年底前", ("桥 5座", "路 3条", "灯 9盏"))
    assert (row.text, row.clause, row.source, row.row) == ("a\nb", "（c）", "附件2", 2)


def test_a_table_without_a_title_or_units(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        _tasks(tmp_path, ("序号", "牵头单位"), ("1", "县科协"))
    assert caught.value.text.en.endswith(
        "a.csv has no column for the task. Its headers are: 序号、牵头单位. "
        "Give that column a header: title, 任务, 工作任务 or 重点任务."
    )
    with pytest.raises(InputError) as caught:
        _tasks(tmp_path, ("序号", "任务", "牵头领导"), ("1", "修路", "某"))
    assert caught.value.text.zh.endswith(
        "a.csv 没有单位一列。表头有：序号、任务、牵头领导。至少要有一列：牵头单位、责任单位、配合单位、督促单位"
        "（lead_units、responsible_units、supporting_units、supervising_units、inherited_units）。"
    )


def test_unread_columns_are_said_if_they_hold_something(tmp_path: Path) -> None:
    read = _tasks(
        tmp_path, ("任务", "牵头单位", "备注", "", "状态", "", ""), ("修路", "县科协", "急", "x", "", "", "y")
    )
    assert [(one.code, one.level, one.column, one.what.en) for one in read.remarks] == [
        ("unread-column", Severity.NOTE, "备注", "the column “备注” is not read"),
        ("unread-column", Severity.WARNING, "", "column 4 has no header and is not read"),
        ("unread-column", Severity.WARNING, "", "column 7 has no header and is not read"),
    ]


def test_merged_cells_of_a_strict_table_hold_for_every_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("序号", "章节", "任务标题", "牵头单位", "责任单位"),
        (1, "一、交通", "修路", "县交通局", "县财政局"),
        (2, None, "架桥", None, "县水利局"),
        ("二、农业", None, None, None, None),
        (3, None, "种树", "县林业局", None),
        (None, None, None, "县水利局", None),
    ):
        sheet.append(row)
    for merged in ("B2:B3", "D2:D3", "A4:E4", "A5:A6", "C5:C6"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "tasks.xlsx")
    plan = read_plan(tmp_path)
    assert [(task.label, task.section, task.title, task.row) for task in plan.tasks] == [
        ("1", ("一、交通",), "修路", 2),
        ("2", ("一、交通",), "架桥", 3),
        ("3.1", ("二、农业",), "种树", 5),
        ("3.2", ("二、农业",), "种树", 6),
    ]
    assert [(one.task.split("/")[1], one.printed) for one in plan.assignments if one.role is Role.LEAD] == [
        *(("1", "县交通局"), ("2", "县交通局"), ("3.1", "县林业局"), ("3.2", "县水利局"))
    ]


def test_values_as_a_person_sees_them(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        date = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, (2.0, " 修\r\n路 ", "县交通局\n县财政局"))
        sheet.write_datetime(1, 3, dt.date(2026, 12, 31), date)
        sheet.write_row(3, 0, (4.1, True, "县交通局", "年底前"))
        sheet.write_number(4, 0, 0.5, book.add_format({"num_format": "0%"}))
        sheet.write_formula(4, 1, '="架"&"桥"', None, "架桥")
    table = read_table(path, TASK_VOCABULARY)
    assert _words(table.header) == (1, *HEADER)
    assert [_words(line) for line in table.lines] == [
        (2, "2", "修\n路", "县交通局\n县财政局", "2026-12-31"),
        (4, "4.1", "TRUE", "县交通局", "年底前"),
        (5, "50%", "架桥", "", ""),
    ]
    assert table.remarks == ()


def test_the_first_sheet_with_a_known_header_and_a_warning_of_the_others(tmp_path: Path) -> None:
    path = tmp_path / "tasks.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("说明").write(0, 0, "填表说明")
        for name in ("上半年", "下半年"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEADER)
            sheet.write_row(1, 0, (1, name, "县交通局"))
    plan = read_plan(tmp_path)
    assert [task.title for task in plan.tasks] == ["上半年"]
    assert [(one.code, one.level, one.value, one.what.zh) for one in plan.remarks] == [
        (
            "other-sheets",
            Severity.WARNING,
            "下半年",
            "只读入工作表“上半年”，同样带有表头的“下半年”没有读入",
        )
    ]


def test_a_formula_that_was_never_calculated_is_a_warning(tmp_path: Path) -> None:
    _book(tmp_path / "tasks.xlsx", HEADER, (1, '="修"&"路"', "县交通局", ""), (2, "架桥", "县交通局", ""))
    assert [(one.code, one.level) for one in read_plan(tmp_path).remarks] == [
        ("read-note", Severity.WARNING),
        ("no-title", Severity.ERROR),
    ]


def test_damaged_workbooks(tmp_path: Path) -> None:
    whole = _book(tmp_path / "whole.xlsx", HEADER, (1, "修路", "县交通局", "")).read_bytes()
    path = tmp_path / "a.xlsx"
    for cut in (10, len(whole) // 2, len(whole) - 30):
        path.write_bytes(whole[:cut])
        assert "损坏" in _error(path).text.zh or "无法读取" in _error(path).text.zh
    spoilt = bytearray(whole)
    for place in range(40, len(whole) - 800, 97):
        spoilt[place] ^= 0xFF
    path.write_bytes(spoilt)
    assert str(path) in _error(path).text.zh
