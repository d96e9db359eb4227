"""Ledgers in Excel: title lines, headers that are not in the first row, merged cells, values as a person sees them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter

from respnet.core.errors import InputError
from respnet.intake.documents import read_document
from respnet.intake.documents.document import Grid, Paragraph
from tests.intake.documents.made import lines, spans

if TYPE_CHECKING:
    from pathlib import Path


def test_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("任务分工")
        sheet.merge_range("A1:D1", "2026年重点任务清单")
        sheet.write("D2", "单位：项")
        for at, text in enumerate(("序号", "任务", "单位", "")):
            sheet.write(3, at, text)
        sheet.merge_range("C4:D4", "单位")
        sheet.write_row(4, 2, ("牵头", "配合"))
        sheet.merge_range("A4:A5", "序号")
        sheet.merge_range("B4:B5", "任务")
        sheet.merge_range("A6:D6", "一、交通")
        sheet.write_row(6, 0, (1, "修路\n架桥", "县交通局", "县财政局"))
        sheet.write_row(8, 0, (2.5, "通电", "县经济信息委"))
        sheet.merge_range("D9:D1048576", "各乡镇")
        book.add_worksheet("空表")
        notes = book.add_worksheet("说明")
        notes.write_column(0, 0, ("填表说明", "一、按季度报送。"))
        hidden = book.add_worksheet("旧表")
        hidden.write(0, 0, "作废")
        hidden.hide()
    document = read_document(path)
    assert document.name == "台账"
    assert [note.en for note in document.notes] == ["The hidden sheet “旧表” is not read; show it if it holds tasks."]
    titles = [(one.text, one.source) for one in document.blocks if isinstance(one, Paragraph)]
    assert titles == [
        ("2026年重点任务清单", "sheet 任务分工 row 1"),
        ("单位：项", "sheet 任务分工 row 2"),
        ("填表说明", "sheet 说明 row 1"),
        ("一、按季度报送。", "sheet 说明 row 2"),
    ]
    grid = document.blocks[2]
    assert spans(grid) == [
        [("序号", 2, 1), ("任务", 2, 1), ("单位", 1, 2)],
        [("牵头", 1, 1), ("配合", 1, 1)],
        [("一、交通", 1, 4)],
        [("1", 1, 1), ("修路\n架桥", 1, 1), ("县交通局", 1, 1), ("县财政局", 1, 1)],
        [("2.5", 1, 1), ("通电", 1, 1), ("县经济信息委", 1, 1), ("各乡镇", 1, 1)],
    ]
    assert isinstance(grid, Grid)
    assert grid.rows[4][1].source == "sheet 任务分工 row 9 column 2"


def test_values_dates_and_formulas(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("甲", "乙"))
        sheet.write_datetime(1, 0, dt.date(2026, 12, 31), book.add_format({"num_format": "yyyy年m月"}))
        sheet.write_datetime(
            1, 1, dt.datetime.fromisoformat("2026-01-02T03:04:05"), book.add_format({"num_format": 22})
        )
        sheet.write_number(2, 0, 0.15, book.add_format({"num_format": "0.0%"}))
        sheet.write_formula(2, 1, '="架"&"桥"', None, "架桥")
        sheet.write_boolean(3, 0, True)
        sheet.write_rich_string(3, 1, book.add_format({"bold": True}), "县", "教委")
        sheet.write_formula(4, 0, "=1/0", None, "#DIV/0!")
        sheet.write_formula(4, 1, "=1+1", None, 2)
    assert lines(read_document(path)) == [
        "甲 | 乙",
        "2026-12-31 | 2026-01-02T03:04:05",
        "15% | 架桥",
        "TRUE | 县教委",
        "#DIV/0! | 2",
    ]


def test_formulas_that_nobody_calculated_are_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["任务", "单位"])
    sheet.append(["修路", "=B1"])
    book.save(tmp_path / "a.xlsx")
    document = read_document(tmp_path / "a.xlsx")
    assert lines(document) == ["任务 | 单位", "修路 | "]
    assert [note.zh for note in document.notes] == [
        "工作表“Sheet”有 1 个公式没有存下计算结果，按空格读入；请用 Excel 或 WPS 打开、保存后再读。"
    ]


def test_days_since_1904(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx"), {"date_1904": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_datetime(0, 0, dt.date(2026, 6, 30), book.add_format({"num_format": "yyyy-mm-dd"}))
    assert lines(read_document(tmp_path / "a.xlsx")) == ["2026-06-30"]


def test_an_empty_workbook(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(InputError) as caught:
        read_document(tmp_path / "a.xlsx")
    assert caught.value.text.zh == f"{tmp_path / 'a.xlsx'} 里没有文字。请打开文件，看看正文是否在其中。"


def test_cells_far_out_and_wide_merges_cost_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"], sheet["A1048576"] = "任务", "单位", "修路"
    book.save(tmp_path / "a.xlsx")
    (grid,) = read_document(tmp_path / "a.xlsx").blocks
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == [["任务", "单位"], ["修路", ""]]
    assert grid.rows[1][0].source == "sheet Sheet row 1048576 column 1"
