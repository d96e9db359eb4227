"""One sheet, given as CSV, XLSX, DOCX, HTML, PDF or in a plan folder, yields the same rows."""

from __future__ import annotations

import csv
import html
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from respnet.core.plan import Plan, Role
from respnet.intake.read import read_plan
from tests.intake.documents.printed import cell, printed, ruled

Row = tuple[str, ...]
HEADER = ("序号", "章节", "任务标题", "牵头单位", "责任单位", "完成时限")
ROWS: tuple[Row, ...] = (
    ("1", "一、交通", "修路", "县交通局", "县财政局、各乡镇（街道、园区）", "2026年6月底"),
    ("2", "一、交通", "架桥", "县交通局", "县水利局；县财政局等", "2026年底前"),
    ("3", "二、农业", "种树", "县林业局", "无", "长期坚持"),
    ("4", "二、农业", "修渠", "县水利局", "县教委，县团委", "—"),
)
MERGED = ((1, 0, 2), (1, 2, 4), (3, 0, 2))
"""Column, first row and the row after the last one of the cells that say the same."""


def _is_covered(row: int, column: int) -> bool:
    return any(column == at and first < row < after for at, first, after in MERGED)


def as_csv(path: Path, *, merged: bool) -> None:
    assert not merged
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *ROWS])


def as_xlsx(path: Path, *, merged: bool) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADER, *ROWS):
        sheet.append(row)
    for column, first, after in MERGED if merged else ():
        sheet.merge_cells(start_row=first + 2, end_row=after + 1, start_column=column + 1, end_column=column + 1)
    book.save(path)


def as_docx(path: Path, *, merged: bool) -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=len(HEADER))
    for row in (HEADER, *ROWS):
        for one, text in zip(table.add_row().cells, row, strict=True):
            one.text = text
    for column, first, after in MERGED if merged else ():
        for row in range(first + 1, after):
            table.cell(row + 1, column).text = ""
        text = table.cell(first + 1, column).text
        table.cell(first + 1, column).merge(table.cell(after, column)).text = text
    document.save(str(path))


def as_html(path: Path, *, merged: bool) -> None:
    spans = {(first, column): after - first for column, first, after in MERGED} if merged else {}
    lines = ["".join(f"<th>{word}</th>" for word in HEADER)]
    for number, row in enumerate(ROWS):
        lines.append(
            "".join(
                f'<td rowspan="{spans.get((number, column), 1)}">{html.escape(text)}</td>'
                for column, text in enumerate(row)
                if not (merged and _is_covered(number, column))
            )
        )
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    path.write_text(f'<meta charset="utf-8"><table>{body}</table>', encoding="utf-8")


def as_pdf(path: Path, *, merged: bool) -> None:
    rows = [
        [cell("" if merged and number and _is_covered(number - 1, column) else text) for column, text in enumerate(row)]
        for number, row in enumerate((HEADER, *ROWS))
    ]
    spans = [((column, first + 1), (column, after)) for column, first, after in MERGED] if merged else []
    printed(path, [ruled(rows, (30, 60, 60, 70, 130, 90), *spans)])


def as_folder(path: Path, *, merged: bool) -> None:
    (as_xlsx if path.suffix == ".xlsx" else as_csv)(path, merged=merged)


MAKERS: dict[str, Callable[..., None]] = {
    "plan.csv": as_csv,
    "plan.xlsx": as_xlsx,
    "plan.docx": as_docx,
    "plan.html": as_html,
    "plan.pdf": as_pdf,
    "tasks.csv": as_folder,
    "tasks.xlsx": as_folder,
}
FORMS = [(name, merged) for name in MAKERS for merged in (False, True) if not (merged and name.endswith(".csv"))]


def said(plan: Plan) -> tuple[object, ...]:
    tasks = [(task.number, task.section, task.title, task.open_roles) for task in plan.tasks]
    return tasks, [(one.task.rsplit("/", 1)[-1], one.role, one.position, one.printed) for one in plan.assignments]


@pytest.mark.parametrize(("name", "merged"), FORMS)
def test_one_sheet_in_every_form(tmp_path: Path, name: str, merged: bool) -> None:
    MAKERS[name](tmp_path / name, merged=merged)
    plan = read_plan(tmp_path if name.startswith("tasks") else tmp_path / name)
    lead, responsible = Role.LEAD, Role.RESPONSIBLE
    assert said(plan) == (
        [
            ("1", ("一、交通",), "修路", ()),
            ("2", ("一、交通",), "架桥", (responsible,)),
            ("3", ("二、农业",), "种树", ()),
            ("4", ("二、农业",), "修渠", ()),
        ],
        [
            ("1", lead, 1, "县交通局"),
            ("1", responsible, 1, "县财政局"),
            ("1", responsible, 2, "各乡镇（街道、园区）"),
            ("2", lead, 1, "县交通局"),
            ("2", responsible, 1, "县水利局"),
            ("2", responsible, 2, "县财政局"),
            ("3", lead, 1, "县林业局"),
            ("4", lead, 1, "县水利局"),
            ("4", responsible, 1, "县教委"),
            ("4", responsible, 2, "县团委"),
        ],
    )
    assert [one.value for one in plan.remarks if one.code == "parted-at-comma"] == ["县教委，县团委"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县教委、县科协", "县教委|县科协"),
        ("县教委；县科协", "县教委|县科协"),
        ("县教委;县科协", "县教委|县科协"),
        ("县教委\n县科协", "县教委|县科协"),
        ("县教委，县科协", "县教委|县科协"),
        ("县教委/县科协", "县教委|县科协"),
        ("县教委 县科协", "县教委|县科协"),
        ("各乡镇（街道、园区）", "各乡镇（街道、园区）"),
        ("某甲，某乙", "某甲，某乙"),
        ("县规划和自然资\n源局", "县规划和自然资源局"),
        ("县教委等", "县教委"),
        ("空", ""),
        ("无", ""),
        ("—", ""),
        ("／", ""),
    ],
)
@pytest.mark.parametrize("name", ["plan.csv", "plan.xlsx", "plan.docx", "plan.html", "tasks.csv", "tasks.xlsx"])
def test_a_cell_of_units_means_the_same_in_every_form(tmp_path: Path, name: str, text: str, names: str) -> None:
    rows = (("序号", "任务", "牵头单位", "责任单位"), ("1", "修路", "县交通局", text), ("2", "架桥", "县水利局", ""))
    path = tmp_path / name
    if name.endswith(".csv"):
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    elif name.endswith(".xlsx"):
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in rows:
            sheet.append(row)
        book.save(path)
    elif name.endswith(".docx"):
        document = docx.Document()
        table = document.add_table(rows=0, cols=4)
        for row in rows:
            for one, words in zip(table.add_row().cells, row, strict=True):
                one.text = words
        document.save(str(path))
    else:
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(words).replace(chr(10), '<br>')}</td>" for words in row) + "</tr>"
            for row in rows
        )
        path.write_text(f'<meta charset="utf-8"><table>{body}</table>', encoding="utf-8")
    plan = read_plan(tmp_path if name.startswith("tasks") else path)
    assert "|".join(one.printed for one in plan.assignments if one.role is Role.RESPONSIBLE) == names
