"""source_file in plan.toml: texts go where number and title agree, and no path leads out of the folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from respnet.checks import check
from respnet.core.errors import InputError
from respnet.core.plan import Plan
from respnet.intake.read import read_plan

TASKS = """number,title,lead_units,text,clause
1,修建道路,县交通局,,
2,植树造林,县林业局,自己的话。,
3,兴修水利,县水利局,,
4,办学校,县教委,,
"""
DOCUMENT = (
    "一、重点任务",
    "1. 修建道路。新建农村公路30公里。（牵头单位：县公路局）",
    "2．植树造林。造林500亩。（牵头单位：县林业局）",
    "3. 兴修水利。清淤。（牵头单位：县水利局）",
    "3. 兴修水利。筑坝。（牵头单位：县水利局）",
    "4. 办好学校。建一所。（牵头单位：县教委）",
)


def plan_of(folder: Path, source: str, lines: tuple[str, ...] = DOCUMENT) -> Plan:
    folder.mkdir(exist_ok=True)
    (folder / "tasks.csv").write_text(TASKS, encoding="utf-8")
    (folder / "plan.toml").write_text(f'title = "甲县计划"\nsource_file = {source}\n', encoding="utf-8")
    (folder / "计划.txt").write_text("\n".join(lines), encoding="utf-8")
    return read_plan(folder)


def test_texts_are_joined_where_number_and_title_agree_and_stand_once(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, '"计划.txt"')
    roads, trees, water, school = plan.tasks
    assert "新建农村公路30公里" in roads.text
    assert "县公路局" in roads.clause
    assert [unit.name for unit in plan.units] == ["县交通局", "县林业局", "县水利局", "县教委"]
    assert (trees.text, water.text, school.text) == ("自己的话。", "", "")
    (note,) = (one for one in check(plan) if one.code == "source-part")
    assert note.what.zh == "4 项任务中有 2 项在 计划.txt 里找到原文，另 2 项没有：3、4"
    assert (note.file, note.column, note.value) == ("plan.toml", "source_file", "计划.txt")


def test_nothing_is_said_where_every_task_has_its_text(tmp_path: Path) -> None:
    lines = (*DOCUMENT[:4], "4. 办学校。建一所。（牵头单位：县教委）")
    plan = plan_of(tmp_path, '"计划.txt"', lines)
    assert all(task.text for task in plan.tasks)
    assert [one.code for one in check(plan) if one.code.startswith("source")] == []


@pytest.mark.parametrize("source", ['"../计划.txt"', '"/etc/passwd"', '"a/../../x/计划.txt"', r'"a\u0000b"'])
def test_a_path_out_of_the_folder_is_refused(tmp_path: Path, source: str) -> None:
    with pytest.raises(InputError) as caught:
        plan_of(tmp_path / "方案", source)
    assert "不在方案文件夹里" in caught.value.text.zh
    assert "outside the plan folder" in caught.value.text.en


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "外面.txt").write_text("\n".join(DOCUMENT), encoding="utf-8")
    (tmp_path / "方案").mkdir()
    (tmp_path / "方案" / "里面.txt").symlink_to(tmp_path / "外面.txt")
    with pytest.raises(InputError, match="outside the plan folder"):
        plan_of(tmp_path / "方案", '"里面.txt"')


@pytest.mark.parametrize("source", ['"没有.docx"', '"."', '"计划.txt/x"', '"坏.docx"'])
def test_what_cannot_be_read_is_a_warning_and_the_plan_is_read(tmp_path: Path, source: str) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")
    plan = plan_of(tmp_path, source)
    assert len(plan.tasks) == 4
    (warning,) = (one for one in check(plan) if one.code == "source-unread")
    assert warning.level.value == "warning"
    assert warning.what.zh.startswith("方案原文没有读入：")


def test_it_is_a_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="source_file must be text in quotation marks"):
        plan_of(tmp_path, "3")
