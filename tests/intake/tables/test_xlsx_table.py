"""Workbooks as offices make them, written here with two libraries."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter

from respnet.core.errors import InputError
from respnet.intake.read import read_plan
from respnet.intake.tables.columns import TASK_VOCABULARY
from respnet.intake.tables.table import TableLine
from respnet.intake.tables.xlsx_table import read_xlsx_table

if TYPE_CHECKING:
    from pathlib import Path

HEADER = ("序号", "任务", "牵头单位", "完成时限")


def _book(path: Path, *rows: tuple[object, ...], sheet: str = "Sheet1") -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def _error(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_xlsx_table(path, TASK_VOCABULARY)
    return caught.value


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
    table = read_xlsx_table(path, TASK_VOCABULARY)
    assert table.header == TableLine(1, HEADER)
    assert table.lines == (
        TableLine(2, ("2", "修\n路", "县交通局\n县财政局", "2026-12-31")),
        TableLine(4, ("4.1", "TRUE", "县交通局", "年底前")),
        TableLine(5, ("50%", "架桥")),
    )
    assert table.remarks == ()


def test_a_ledger_with_title_empty_rows_and_merged_title(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("台账")
        sheet.merge_range(1, 0, 1, 3, "重点工作任务分解表")
        sheet.write_row(2, 0, HEADER)
        sheet.write_row(5, 0, (1, "修路", "县交通局、县财政局", "持续推进"))
    plan = read_plan(path)
    assert [(task.id, task.title, task.row) for task in plan.tasks] == [("台账/1", "修路", 6)]
    assert [one.printed for one in plan.assignments] == ["县交通局", "县财政局"]
    assert [(one.code, one.row, one.value) for one in plan.remarks] == [("above-header", 2, "重点工作任务分解表")]


def test_the_first_sheet_with_a_known_header_and_a_note_on_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("说明").write(0, 0, "填表说明")
        for name in ("上半年", "下半年"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEADER)
            sheet.write_row(1, 0, (1, name, "县交通局"))
    table = read_xlsx_table(path, TASK_VOCABULARY)
    assert table.lines[0].cells[1] == "上半年"
    assert [(one.code, one.value, one.what.zh) for one in table.remarks] == [
        ("other-sheets", "下半年", "只读入工作表“上半年”，同样带有表头的“下半年”没有读入")
    ]


def test_a_formula_that_was_never_calculated(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", HEADER, (1, '="修"&"路"', "县交通局", ""))
    assert _error(path).text.en == (
        f'{path}, row 2, column 2 is a formula (="修"&"路") without a stored value. '
        "Open the file in a spreadsheet and save it, then read it again."
    )


def test_what_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"")
    assert _error(path).text.en == f"{path} is an empty file (0 bytes)."
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500))
    assert _error(path).text.zh == f"{path} 设有密码，或是旧版 Excel（.xls）。请取消密码，另存为 .xlsx。"
    path.write_text("序号,任务\n", encoding="utf-8")
    assert _error(path).text.en == (
        f"{path} is not an Excel workbook, though it ends in .xlsx. Open it in a spreadsheet, save it as .xlsx."
    )


def test_damaged_workbooks(tmp_path: Path) -> None:
    whole = _book(tmp_path / "whole.xlsx", HEADER, (1, "修路", "县交通局", "")).read_bytes()
    path = tmp_path / "a.xlsx"
    for cut in (10, len(whole) // 2, len(whole) - 30):
        path.write_bytes(whole[:cut])
        assert _error(path).text.en.startswith(f"{path} is damaged or not an Excel workbook (")
        assert _error(path).text.en.endswith("). Open it in a spreadsheet and save it as .xlsx.")
    spoilt = bytearray(whole)
    for place in range(40, len(whole) - 800, 97):
        spoilt[place] ^= 0xFF
    path.write_bytes(spoilt)
    assert "已损坏，或不是 Excel 工作簿" in _error(path).text.zh


def test_an_empty_workbook_and_one_without_a_known_header(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx")
    assert _error(path).text.en == f"{path} is empty. Fill in a header and one row for each task."
    path = _book(tmp_path / "b.xlsx", ("x", "y"), (1, 2))
    assert _error(path).text.zh.startswith(f"{path} 第 1 行没有可识别的表头，只看到：x | y。可用的表头有：序号、")


def test_csv_and_xlsx_give_the_same_plan(tmp_path: Path) -> None:
    rows = (("1", "修路", "县交通局、县财政局", "年底前"), ("2", "架桥", "各乡镇(街道、园区)等", ""))
    book = _book(tmp_path / "p.xlsx", HEADER, *rows)
    text = tmp_path / "p.csv"
    text.write_text("\n".join(",".join(row) for row in (HEADER, *rows)), encoding="utf-8")
    assert read_plan(book) == read_plan(text)
