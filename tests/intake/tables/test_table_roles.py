"""Roles that the user gives to columns and marks, tables that stand sideways, and messages that offer the option."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from respnet.cli.group import main
from respnet.core.errors import InputError
from respnet.core.plan import Role
from respnet.core.problems import Severity
from respnet.intake.clauses.extractor import extract
from respnet.intake.documents.document import Document, Paragraph
from respnet.intake.read import read_document_plan, read_plan
from respnet.intake.tables.table_roles import parse_table_roles
from tests.intake.shown import lines
from tests.intake.test_tables import grid

ODD = (
    (("某县年度安排", 1, 4),),
    ("次序", "想做的", "谁来", "帮手"),
    ("1", "修好乡村公路", "县交通局", "县财政局、县水利局"),
    ("2", "整治黑臭水体", "县水利局", ""),
)
FILE = "次序,甲,乙,丙\n1,修好乡村公路并验收,县交通局,县财政局\n2,整治黑臭水体,县水利局,\n"


@pytest.mark.parametrize(
    "given", ["任务=想做的,牵头=谁来,配合=帮手", "title=B;lead=C;support=4", "工作任务＝2，牵头单位＝3，配合单位＝d"]
)
def test_columns_by_header_letter_or_number(given: str) -> None:
    found = extract(Document("plan", (grid(*ODD),)), parse_table_roles(given, None))
    assert lines(found) == ("#1 修好乡村公路 牵县交通局 配县财政局、县水利局", "#2 整治黑臭水体 牵县水利局")


def test_a_given_column_goes_before_what_its_header_says() -> None:
    table = (("任务", "牵头单位", "备注"), ("一处", "县交通局", "修路"), ("二处", "县水利局", "架桥"))
    assert lines(extract(Document("plan", (grid(*table),)))) == ("#1 一处 牵县交通局", "#2 二处 牵县水利局")
    found = extract(Document("plan", (grid(*table),)), parse_table_roles("任务=备注,责任=牵头单位", ""))
    assert lines(found) == ("#1 修路 责县交通局", "#2 架桥 责县水利局")


@pytest.mark.parametrize(
    ("columns", "marks", "said"),
    [
        ("任务", "", "“任务” in --columns is no pair"),
        ("奇怪=B", "", "“奇怪” in --columns is nothing that is read"),
        ("", "A=boss", "“boss” in --marks is no role"),
    ],
)
def test_what_is_no_role_is_refused(columns: str, marks: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_table_roles(columns, marks)
    assert caught.value.text.en.startswith(said)


def test_columns_that_no_table_has_are_named_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        extract(Document("plan", (grid(*ODD[1:]),)), parse_table_roles("任务=工作,牵头=谁来", None))
    assert "工作”“谁来" in caught.value.text.zh
    assert "次序、想做的、谁来、帮手" in caught.value.text.zh
    (tmp_path / "tasks.csv").write_text("任务,牵头单位\n修路,县交通局\n", "utf-8")
    with pytest.raises(InputError) as caught:
        read_plan(tmp_path, parse_table_roles("任务=任务", None))
    assert "is a plan folder" in caught.value.text.en


def test_the_message_offers_columns_that_it_has_tried(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text(FILE, "utf-8")
    with pytest.raises(InputError) as caught:
        read_document_plan(path)
    said = caught.value.text
    assert said.zh.startswith("没有读出任务。表格的表头是：次序、甲、乙、丙")
    assert "--columns '任务=甲,责任=乙'（试读得 2 行）" in said.zh
    plan, _ = read_document_plan(path, parse_table_roles("任务=甲,责任=乙", None))
    assert len(plan.assignments) == 2


def test_the_columns_that_are_offered_are_those_of_tasks_and_offices() -> None:
    table = (
        ("序号", "项目名称", "建设内容", "建设地点", "业主单位"),
        ("1", "科技馆", "新建3000平方米", "县城", "县科协"),
        ("2", "图书馆", "改造", "白云镇", "白云镇人民政府"),
    )
    with pytest.raises(InputError) as caught:
        extract(Document("plan", (grid(*table),)))
    assert "--columns '任务=项目名称,责任=业主单位'（试读得 2 行）" in caught.value.text.zh


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            (("单位", "姓名", "职务"), ("县教育局", "张三", "局长")),
            "单位（责任单位）、姓名（人，不是单位）、职务（括号",
        ),
        ((("序号", "单位", "得分"), ("1", "县教育局", "98")), "'任务=B,牵头=D'（B、D 换成实际的列号或表头）"),
        ((("1", "修路", "县交通局"), ("2", "架桥", "县水利局")), "第一行（1、修路、县交通局）像是内容，不是表头"),
    ],
)
def test_what_is_no_task_is_not_offered_as_one(rows: tuple[tuple[str, ...], ...], said: str) -> None:
    with pytest.raises(InputError) as caught:
        extract(Document("plan", (grid(*rows),)))
    assert said in caught.value.text.zh


def test_the_options_of_extract_and_report(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text(FILE, "utf-8")
    out, page = tmp_path / "out", tmp_path / "page"
    given = ["--columns", "任务=甲,牵头=乙,配合=丙", "--lang", "en"]
    done = CliRunner().invoke(main, ["extract", str(path), "--output", str(out), *given])
    assert done.output.startswith("2 tasks, 3 units and 3 assignments")
    done = CliRunner().invoke(main, ["report", str(path), "--output", str(page), *given])
    assert done.exit_code == 0, done.output
    assert (page / "index.html").is_file()
    refused = CliRunner().invoke(
        main, ["extract", str(path), "--output", str(out), "--columns", "任务", "--lang", "zh"]
    )
    assert refused.exit_code == 1
    assert "没有写成“甲=乙”" in refused.output


RACI_TABLE = (
    ("Task", "Planning", "Finance", "IT Services"),
    ("Write the requirements", "A", "C", "R"),
    ("Approve the budget", "I", "A", "S"),
)


def test_the_rule_of_raci_can_be_changed() -> None:
    table = Document("plan", (grid(*RACI_TABLE),))
    found = extract(table)
    assert lines(found) == (
        "1 Write the requirements 牵Planning 责IT Services 配Finance",
        "2 Approve the budget 牵Finance 配IT Services",
    )
    (note,) = [one.problem for one in found.decisions if one.problem is not None]
    assert note.what.en.endswith("A lead, C support, R responsible, I no share, S support")
    assert "--marks" in note.remedy.en
    changed = extract(table, parse_table_roles(None, "A=supervise,R=lead,C=none,I=配合"))
    assert lines(changed) == (
        "1 Write the requirements 牵IT Services 督Planning",
        "2 Approve the budget 配Planning、IT Services 督Finance",
    )


def test_a_matrix_with_tasks_as_columns_is_turned() -> None:
    turned = tuple(zip(*RACI_TABLE, strict=True))
    corner = (("", *turned[0][1:]), *turned[1:])
    assert lines(extract(Document("plan", (grid(*corner),)))) == lines(extract(Document("plan", (grid(*RACI_TABLE),))))
    chinese = (("", "修路", "架桥"), ("县交通局", "●", ""), ("县水利局", "○", "●"), ("县财政局", "", "○"))
    note = Paragraph("注：●为牵头单位，○为配合单位。", "line 1")
    assert lines(extract(Document("plan", (grid(*chinese), note)))) == (
        "1 修路 牵县交通局 配县水利局",
        "2 架桥 牵县水利局 配县财政局",
    )


def test_a_table_whose_headers_stand_in_the_first_column_is_turned() -> None:
    table = (("工作任务", "修路", "架桥"), ("牵头单位", "县交通局", "县水利局"), ("完成时限", "年底", "6月底"))
    assert lines(extract(Document("plan", (grid(*table),)))) == (
        "#1 修路 牵县交通局 限年底",
        "#2 架桥 牵县水利局 限6月底",
    )


def test_rows_with_r_alone_and_letters_that_a_document_explains() -> None:
    alone = (("Activity", "Planning", "Finance"), ("Write", "R", ""), ("Approve", "", "R"), ("Send", "R", "R"))
    assert lines(extract(Document("plan", (grid(*alone),)))) == (
        "1 Write 责Planning",
        "2 Approve 责Finance",
        "3 Send 责Planning、Finance",
    )
    table = grid(("Function", "Ministry of Health", "City Police"), ("Search", "S", "P"), ("Care", "P", "S"))
    explained = extract(Document("plan", (Paragraph("P = Primary agency; S = Support agency", "line 1"), table)))
    assert lines(explained) == (
        "1 Search 牵City Police 配Ministry of Health",
        "2 Care 牵Ministry of Health 配City Police",
    )
    bare = extract(Document("plan", (table,)))
    assert not any(one.role is Role.LEAD for row in bare.rows for one in row.units)
    (note,) = [one.problem for one in bare.decisions if one.problem is not None]
    assert (note.level, "P is not explained" in note.what.en) == (Severity.WARNING, True)


def test_a_row_of_a_matrix_that_names_no_task_is_no_row() -> None:
    odd = (RACI_TABLE[0], ("", "A", "C", "x"), ("", "", "note", ""), *RACI_TABLE[1:])
    found = extract(Document("plan", (grid(*odd),)))
    assert [row.title for row in found.rows] == ["Write the requirements", "Approve the budget"]


def test_grades_in_a_table_are_no_marks() -> None:
    with pytest.raises(InputError):
        extract(
            Document("plan", (grid(("Name", "Maths", "Art"), ("Ann", "A", "C"), ("Bob", "C", "A"), ("Cy", "B", "D")),))
        )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("某县防汛应急预案\n" + "各单位要提高认识，认真落实各项要求。" * 4, "像是“应急预案”"),
        ("关于做好工作的函\n" + "请认真研究。" * 10 + "\n备案：县教育局、县科协", "标签有：备案"),
    ],
)
def test_what_is_no_plan_and_labels_without_a_role_are_named(text: str, said: str) -> None:
    blocks = tuple(Paragraph(line, f"line {at}") for at, line in enumerate(text.split("\n"), 1))
    with pytest.raises(InputError) as caught:
        extract(Document("plan", blocks, file="plan.docx"))
    assert said in caught.value.text.zh
    assert caught.value.text.zh.startswith("plan.docx ")
