"""Ledgers in Excel: title lines, headers that are not in the first row, merged cells, values as a person sees them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter

from respnet.core.errors import InputError
from respnet.intake.documents.document import Grid, Paragraph
from respnet.intake.documents.formats import read_document
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
        "2026年12月 | 2026-01-02T03:04:05",
        "15.0% | 架桥",
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


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (46357, 57, "2026年12月"),
        (46203, 31, "2026年6月30日"),
        (46387, 58, "12月31日"),
        (46387, "yyyy/m/d;@", "2026-12-31"),
        (46387, '[$-804]yyyy"年"m"月"', "2026年12月"),
        (46387, "mmm-yy", "2026-12"),
        (0.75, "h:mm", "18:00:00"),
        (1.1, "0.00", "1.10"),
        (1, "000", "001"),
        (1234.5, "#,##0.##", "1234.5"),
        (-2, "0.0_);(0.0)", "-2.0"),
        (5, '0"个"', "5个"),
        (0.125, "0.0%", "12.5%"),
        (4.1, "General", "4.1"),
        (3, "@", "3"),
        (1e300, "yyyy/m/d", "1e+300"),
    ],
)
def test_numbers_as_they_are_shown(tmp_path: Path, value: float, form: str | int, shown: str) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        book.add_worksheet().write_number(0, 0, value, book.add_format({"num_format": form}))
    assert lines(read_document(tmp_path / "a.xlsx")) == [shown]


def test_struck_text_is_left_out_and_said(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet = book.add_worksheet()
        struck = book.add_format({"font_strikeout": True})
        sheet.write_row(0, 0, ("任务", "单位"))
        sheet.write(1, 0, "修路")
        sheet.write_rich_string(1, 1, "县交通局", struck, "、县财政局")
        sheet.write_row(2, 0, ("架桥", "县水利局"), struck)
    document = read_document(tmp_path / "a.xlsx")
    assert lines(document) == ["任务 | 单位", "修路 | 县交通局"]
    assert all(word in document.notes[0].zh for word in ("县财政局", "架桥", "县水利局"))


def test_hidden_rows_are_read_and_said(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet = book.add_worksheet("表")
        for row in range(4):
            sheet.write_row(row, 0, (f"甲{row}", "乙"))
        sheet.set_row(2, None, None, {"hidden": True})
    document = read_document(tmp_path / "a.xlsx")
    assert len(lines(document)) == 4
    assert [(one.code, one.value) for one in document.remarks] == [("hidden-rows", "3")]


def test_one_long_text_in_many_cells_passes_a_limit(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet = book.add_worksheet()
        for row in range(300):
            sheet.write(row, 0, "长" * 20_000)
    with pytest.raises(InputError) as caught:
        read_document(tmp_path / "a.xlsx")
    assert "a sheet has more than 4000000 characters" in caught.value.text.en
