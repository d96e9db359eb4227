"""Header words: real ledgers, white space, brackets, and two headers for one column."""

from __future__ import annotations

import pytest

from respnet.core.errors import InputError
from respnet.intake.tables.columns import TASK_VOCABULARY, UNIT_VOCABULARY, match_columns


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("序号", "number"),
        ("编 号", "number"),
        ("章节", "section"),
        ("任务来源", "source"),
        ("工作任务", "title"),
        ("重点任务", "title"),
        ("任务\n名称", "title"),
        ("牵头单位", "lead_units"),
        ("牵头部门（科室）", "lead_units"),
        ("牵头责任单位", "lead_units"),
        ("牵头（责任）单位", "lead_units"),
        ("主办单位", "lead_units"),
        ("主要责任单位", "lead_units"),
        ("责任单位：", "responsible_units"),
        ("*责任单位", "responsible_units"),
        ("责任科室", "responsible_units"),
        ("其他责任单位", "responsible_units"),
        ("协同责任单位", "supporting_units"),
        ("配合单位", "supporting_units"),
        ("协办部门", "supporting_units"),
        ("参加单位", "supporting_units"),
        ("督促单位", "supervising_units"),
        ("督查单位", "supervising_units"),
        ("完成时限", "deadline"),
        ("整治期限", "deadline"),
        ("竣工时间", "deadline"),
        ("合同期限", ""),
        ("监管单位", "supervising_units"),
        ("Who leads", "lead_units"),
        ("完成时间（2026年）", "deadline"),
        ("时限要求", "deadline"),
        ("目标要求", "targets"),
        ("Lead Units", "lead_units"),
        ("lead-units", "lead_units"),
        ("\ufefftitle", "title"),
        ("ＴＩＴＬＥ", "title"),
        ("牵头领导", ""),
        ("备注", ""),
        ("实际完成时间", ""),
        ("", ""),
    ],
)
def test_headers_of_tasks(header: str, column: str) -> None:
    assert TASK_VOCABULARY.find_column(header) == column


@pytest.mark.parametrize(
    ("headers", "names"),
    [
        (
            "序号 任务来源 任务内容 牵头区领导 牵头单位 协办单位 完成时间",
            "number source title  lead_units supporting_units deadline",
        ),
        ("工作任务 工作要求 牵头单位 责任单位", "title text lead_units responsible_units"),
        ("工作任务 序号 具体要求 责任科室 时限要求", "title number text responsible_units deadline"),
        ("责任事项 具体目标 工作措施 完成时限 分管负责人 责任处室", "title targets text deadline  responsible_units"),
        ("工作内容 工作措施 责任单位", "title text responsible_units"),
    ],
)
def test_real_ledgers(headers: str, names: str) -> None:
    assert match_columns(TASK_VOCABULARY, headers.split(), "x").names == tuple(names.split(" "))


def test_two_headers_for_one_column() -> None:
    with pytest.raises(InputError) as caught:
        match_columns(TASK_VOCABULARY, ["任务", "责任单位", "责任部门"], "a.csv")
    assert (
        caught.value.text.zh
        == "a.csv 的表头“责任单位”和“责任部门”是同一列（responsible_units）。请只留一列，或给另一列改名。"
    )
    assert caught.value.text.en == (
        "a.csv: the headers “责任单位” and “责任部门” stand for the same column, responsible_units. "
        "Keep one of them, or rename the other."
    )


def test_headers_of_units() -> None:
    assert [
        UNIT_VOCABULARY.find_column(word) for word in ("单位", "单位名称", "类别", "其他写法", "成员", "英文名", "电话")
    ] == [*("name", "name", "kind", "also_written", "members", "english", "")]
    assert UNIT_VOCABULARY.find_column("承担能力") == UNIT_VOCABULARY.find_column("可承担任务数") == "capacity"


def test_no_word_stands_for_two_columns() -> None:
    for vocabulary in (TASK_VOCABULARY, UNIT_VOCABULARY):
        for column in vocabulary.columns:
            for word in (column.name, *column.words):
                assert vocabulary.find_column(word) == column.name, word
