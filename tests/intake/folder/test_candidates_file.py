"""The table of who may lead what: what is read, what is left alone, and what is refused in which words."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from respnet.core.errors import InputError
from respnet.intake.folder.candidates_file import LeadCandidateRow, LeadCandidates, read_lead_candidates
from tests.intake.documents.made import p, word


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "field.csv"
    path.write_text(text, encoding=encoding)
    return path


def workbook(path: Path, *sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def told(field: LeadCandidates) -> list[tuple[str, tuple[str, ...]]]:
    return [(row.task, row.units) for row in field.rows]


def refused(path: Path) -> InputError:
    with pytest.raises(InputError) as error:
        read_lead_candidates(path)
    return error.value


def test_every_row_says_where_it_stands(tmp_path: Path) -> None:
    path = written(tmp_path, "task,units\n4,县教委、县科协\n\n4.1,各乡镇(街道、开发区)；团县委\n")
    assert read_lead_candidates(path) == LeadCandidates(
        (
            LeadCandidateRow("4", ("县教委", "县科协"), "field.csv", 2),
            LeadCandidateRow("4.1", ("各乡镇(街道、开发区)", "团县委"), "field.csv", 4),
        )
    )


@pytest.mark.parametrize(
    "header",
    ["序号,可牵头单位", "任务,可牵头单位", "任务序号,单位", "Number,Unit", "task,units", "序 号：,可牵头单位(名称)"],
)
def test_headers_in_chinese_and_english(tmp_path: Path, header: str) -> None:
    assert told(read_lead_candidates(written(tmp_path, f"{header}\n4,县教委\n"))) == [("4", ("县教委",))]


@pytest.mark.parametrize("header", ["序号,任务,可牵头单位", "序号,工作任务,可牵头单位", "number,title,units"])
def test_titles_for_people_to_read_are_left_alone(tmp_path: Path, header: str) -> None:
    assert told(read_lead_candidates(written(tmp_path, f"{header}\n4,修路,县教委\n"))) == [("4", ("县教委",))]


def test_a_task_that_nobody_else_may_lead(tmp_path: Path) -> None:
    assert told(read_lead_candidates(written(tmp_path, "task,units\n4,\n5,县教委\n"))) == [
        ("4", ()),
        ("5", ("县教委",)),
    ]


def test_another_encoding_is_read_and_said(tmp_path: Path) -> None:
    field = read_lead_candidates(written(tmp_path, "序号,可牵头单位\n4,县教委\n", "gb18030"))
    assert told(field) == [("4", ("县教委",))]
    assert [remark.code for remark in field.remarks] == ["encoding"]


def test_workbooks_too_with_their_other_sheets_named(tmp_path: Path) -> None:
    rows: list[list[object]] = [["可牵头单位一览"], ["序号", "可牵头单位"], [4, "县教委"], [4.1, "县科协"]]
    field = read_lead_candidates(workbook(tmp_path / "field.xlsx", rows, [["序号", "可牵头单位"], [9, "x"]]))
    assert told(field) == [("4", ("县教委",)), ("4.1", ("县科协",))]
    assert [remark.code for remark in field.remarks] == ["other-sheets", "above-header"]


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        (
            "序号,任务\n4,修路\n",
            "没有“可牵头单位”一列。需要两列：序号、可牵头单位。",
            "has no column units. It needs two: task and units.",
        ),
        (
            "可牵头单位\n县教委\n",
            "没有“序号”一列。需要两列：序号、可牵头单位。",
            "has no column task. It needs two: task and units.",
        ),
        (
            "name,kind\n县教委,government\n",
            "第 1 行没有可识别的表头，只看到：name | kind。可用的表头有：序号、可牵头单位。",
            "has no known header; row 1 reads: name | kind. Known headers are: task, units.",
        ),
        (
            "task,units\n4,\n5,、\n",
            "的“可牵头单位”一列是空的。请写出可以牵头的单位；不限定时去掉 --field。",
            "is empty. Name the units that may lead; without such a limit, leave out --field.",
        ),
        (
            "task,number,units\n4,4,县教委\n",
            "的表头“task”和“number”是同一列（task）。请只留一列，或给另一列改名。",
            "the headers “task” and “number” stand for the same column, task. Keep one of them, or rename the other.",
        ),
    ],
)
def test_what_a_table_lacks(tmp_path: Path, text: str, zh: str, en: str) -> None:
    path = written(tmp_path, text)
    said = refused(path).text
    assert said.zh.startswith(str(path))
    assert said.zh.endswith(zh)
    assert str(path) in said.en
    assert said.en.endswith(en)


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        (
            ",县教委",
            "field.csv 第 3 行没有写任务序号。请补上，或删去这一行。",
            "field.csv, row 3 names no task. Write its number, or remove the row.",
        ),
        (
            "5,县(教委",
            "field.csv 第 3 行“可牵头单位”的括号没有配对：县(教委。请补上或删去括号。",
            "field.csv, row 3, units: a bracket has no partner: 县(教委. Add or remove one.",
        ),
    ],
)
def test_what_a_row_lacks(tmp_path: Path, row: str, zh: str, en: str) -> None:
    said = refused(written(tmp_path, f"task,units\n4,县教委\n{row}\n")).text
    assert (said.zh, said.en) == (zh, en)


def test_a_place_where_no_table_is(tmp_path: Path) -> None:
    missing, other = tmp_path / "missing.csv", tmp_path / "field.docx"
    assert refused(missing).text.en == f"{missing} does not exist. Check the path."
    word(other, p("序号、可牵头单位"))
    assert refused(other).text.zh == f"{other} 不是表格。请另存为 .xlsx 或 .csv。"
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    assert str(refused(folder)).startswith(f"{folder} ")
