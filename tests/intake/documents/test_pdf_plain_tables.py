"""PDF tables without any ruled line: read under a header where columns and numbers hold, else left as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.styles import Alignment
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

from respnet.intake.clauses.extractor import extract
from respnet.intake.documents.document import Grid
from respnet.intake.documents.formats import read_document
from tests.intake.documents.made import lines
from tests.intake.documents.printed import body, cell, font, printed, title
from tests.intake.shown import lines as rows_of
from tests.office import convert

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HEADER = ("序号", "工作任务", "牵头单位", "配合单位", "完成时限")
WORKS = ("推进老旧小区改造十八个，完成外立面整治和管网更新并建立长效管护机制", "新建公办幼儿园三所", "改造户厕800户")
UNITS = ("县财政局、县农业农村局、县自然资源局、各乡镇人民政府", "县教育局", "县水利局、县发展和改革局")


def plain(count: int, valign: str) -> Any:
    """A table as a spreadsheet prints it without borders."""
    rows = [
        (str(at), cell(WORKS[at % 3]), "县住房城乡建设局", cell(UNITS[at % 2 + at % 3 // 2]), "6月底前")
        for at in range(1, count + 1)
    ]
    style = TableStyle([("FONTNAME", (0, 0), (-1, -1), font()), ("VALIGN", (0, 0), (-1, -1), valign)])
    return Table([HEADER, *rows], colWidths=[36, 150, 90, 110, 60], style=style)


def texts(grid: Any) -> list[list[str]]:
    return [["".join(one.text.split()) for one in row] for row in grid.rows]


def drawn(path: Path, *pages: Sequence[Sequence[str]], places: Sequence[float] = (72, 110, 300, 400, 500)) -> Path:
    """A PDF of words at places, a line each 20 points, in letters of 12 points."""
    canvas = Canvas(str(path))
    for rows in pages:
        canvas.setFont(font(), 12)
        for at, row in enumerate(rows):
            for place, text in zip(places, row, strict=False):
                canvas.drawString(place, 760 - 20 * at, text)
        canvas.showPage()
    canvas.save()
    return path


@pytest.mark.parametrize("valign", ["TOP", "MIDDLE", "BOTTOM"])
def test_cells_of_several_lines_belong_to_the_number_beside_them_over_pages(tmp_path: Path, valign: str) -> None:
    story = [title("重点任务分解表"), plain(50, valign), body("注：各单位按季报送进展情况。")]
    document = read_document(printed(tmp_path / "a.pdf", story))
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    assert texts(grid) == [
        list(HEADER),
        *([str(at), WORKS[at % 3], "县住房城乡建设局", UNITS[at % 2 + at % 3 // 2], "6月底前"] for at in range(1, 51)),
    ]
    assert lines(document)[:: len(grid.rows) + 1] == ["重点任务分解表", "注：各单位按季报送进展情况。"]


def test_a_row_that_the_end_of_a_page_cuts_goes_on(tmp_path: Path) -> None:
    first = [HEADER[:4], ("1", "修建环湖公路和沿线的各处", "县交通局", "县财政局"), ("", "停车场地并做好")]
    second = [("", "管护"), ("2", "架桥", "县水利局", "县财政局"), ("3", "种树", "县林业局", "")]
    found = extract(read_document(drawn(tmp_path / "a.pdf", first, second)))
    assert rows_of(found) == (
        *("1 修建环湖公路和沿线的各处停车场地并做好管护 牵县交通局 配县财政局", "2 架桥 牵县水利局 配县财政局"),
        "3 种树 牵县林业局",
    )
    elsewhere = drawn(tmp_path / "b.pdf", first, [("", "管护"), ("4", "架桥", "县水利局", "县财政局")])
    assert len(extract(read_document(elsewhere)).rows) == 1  # the numbers do not count on


def test_longer_words_on_the_next_page_move_the_places_between_its_columns(tmp_path: Path) -> None:
    first = [HEADER[:4], ("1", "修路", "县交通局", "县财政局"), ("2", "架桥", "县水利局", "")]
    second = [("3", "改造沿河老旧厂房和仓库区域", "县住房城乡建设局", ""), ("4", "种树", "县林业局", "县财政局")]
    found = extract(read_document(drawn(tmp_path / "a.pdf", first, second)))
    assert rows_of(found) == (
        *("1 修路 牵县交通局 配县财政局", "2 架桥 牵县水利局"),
        *("3 改造沿河老旧厂房和仓库区域 牵县住房城乡建设局", "4 种树 牵县林业局 配县财政局"),
    )


def test_a_table_that_stays_lines_is_told_with_its_page(tmp_path: Path) -> None:
    first = [HEADER[:4], ("1", "修路", "县交通局", "县财政局"), ("2", "架桥", "县水利局", "")]
    unclear = [HEADER[:3], ("1", "修路", "县交通局"), ("4", "架桥", "县水利局")]
    notes = read_document(drawn(tmp_path / "a.pdf", first, ["其他事项另行通知。"], unclear)).notes
    assert [note.zh for note in notes] == ["第 3 页有没画竖线的表格，行或列分不清，没有当作表格读，请对照原件。"]
    assert read_document(drawn(tmp_path / "b.pdf", first)).notes == ()


def test_a_line_across_the_columns_is_a_section(tmp_path: Path) -> None:
    rows = ((*HEADER[:4], "备注"), ["一、重点工程建设和城市更新项目类别"], ["1", "修路", "县交通局", "县财政局"])
    more = (["2", "架桥", "县水利局", ""], ["二、民生保障和公共服务项目的类别"], ["1", "助学", "县教育局", "县财政局"])
    path = drawn(tmp_path / "a.pdf", [*rows, *more, [], [], ["注：本表由县政府督查室负责解释，请各单位认真抓好落实。"]])
    found = extract(read_document(path))
    assert rows_of(found) == ("1 修路 牵县交通局 配县财政局", "2 架桥 牵县水利局", "1 助学 牵县教育局 配县财政局")
    assert [row.section for row in found.rows][1:] == [
        ("一、重点工程建设和城市更新项目类别",),
        ("二、民生保障和公共服务项目的类别",),
    ]


def test_numbers_set_to_the_right_close_to_the_words(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    canvas.setFont(font(), 12)
    for at, row in enumerate([HEADER[:3], ("1", "修路", "县交通局"), ("2", "架设便民桥", "县水利局")]):
        for place, text in zip((72, 122, 300), row, strict=True):
            if text.isdigit():
                canvas.drawRightString(119, 700 - 20 * at, text)
            else:
                canvas.drawString(place, 700 - 20 * at, text)
    canvas.save()
    assert rows_of(extract(read_document(path))) == ("1 修路 牵县交通局", "2 架设便民桥 牵县水利局")


@pytest.mark.parametrize(
    "rows",
    [
        (HEADER[:3], ("1", "修路", "县交通局"), ("4", "架桥", "县水利局")),
        (HEADER[1:4], ("修路", "县交通局", "县财政局"), ("架桥", "县水利局", "县财政局")),
        (HEADER[:3], ("1", "修一条连接三个乡镇的公路，全长二十公里", "县交通局"), ("2", "架桥", "县水利局")),
        (HEADER[:3], ("1", "修路", "县交通局"), ("", "架桥", "县水利局"), ("2", "种树", "县林业局")),
        (("序号", "名称", "地点"), ("1", "老桥", "城关镇"), ("2", "古树", "石岭镇")),
    ],
    ids=["numbers leave out", "no numbers", "words cut at their cell", "a row without number", "no header of tasks"],
)
def test_what_is_not_certain_stays_lines(tmp_path: Path, rows: Sequence[Sequence[str]]) -> None:
    path = drawn(tmp_path / "a.pdf", rows)
    assert not any(isinstance(block, Grid) for block in read_document(path).blocks)


def test_a_workbook_printed_without_borders_reads_as_the_workbook_does(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADER)
    for at in range(1, 7):
        sheet.append((at, WORKS[at % 3], "县住房城乡建设局", UNITS[at % 2 + at % 3 // 2], "6月底前"))
    for letter, width in zip("ABCDE", (6, 30, 20, 24, 12), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows():
        sheet.row_dimensions[row[0].row].height = 48
        for one in row:
            one.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    book.save(tmp_path / "a.xlsx")
    convert("pdf", tmp_path, tmp_path / "a.xlsx")
    told = rows_of(extract(read_document(tmp_path / "a.pdf")))
    assert told == rows_of(extract(read_document(tmp_path / "a.xlsx")))
    assert len(told) == 6


def test_rows_without_numbers_are_told_by_the_gaps_between_them(tmp_path: Path) -> None:
    rows = [HEADER[1:4], ("修建环湖公路和沿线的", "县交通局", "县财政局"), ("停车场地", "", "县林业局"), ["", "", ""]]
    more = [("架桥", "县水利局", ""), ["", "", ""], ("种树", "县林业局", "县财政局")]
    found = extract(read_document(drawn(tmp_path / "a.pdf", [*rows, *more], places=(72, 200, 420))))
    assert [row.title for row in found.rows] == [
        "修建环湖公路和沿线的停车场地",
        "架桥",
        "种树",
    ]


def test_a_header_of_two_lines_over_columns_close_to_each_other(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    canvas.setFont(font(), 10)
    places = (72, 110, 210, 290)
    for at, row in enumerate([("1", "修路", "县交通运输局", "县财政局"), ("2", "架桥", "县水利局", "县林业局")]):
        for place, text in zip(places, row, strict=True):
            canvas.drawString(place, 700 - 16 * at, text)
    for place, height, text in ((72, 736, "序号"), (110, 736, "工作任务"), (250, 736, "责任分工")):
        canvas.drawString(place, height, text)
    for place, text in ((210, "牵头"), (290, "配合")):
        canvas.drawString(place, 720, text)
    for height in (750, 714, 694, 680):
        canvas.line(70, height, 400, height)
    canvas.save()
    assert rows_of(extract(read_document(path))) == ("1 修路 牵县交通运输局 配县财政局", "2 架桥 牵县水利局 配县林业局")
