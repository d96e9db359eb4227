"""The way in: folders, lone tables, and every way in which a path is no plan."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import openpyxl
import pytest

from respnet.core.errors import InputError
from respnet.core.plan import Origin, Plan, Role, UnitKind
from respnet.core.problems import Severity
from respnet.intake.read import read_plan

if TYPE_CHECKING:
    from pathlib import Path

TASKS = "number,title,lead_units,responsible_units\n1,修路,县交通局,县财政局、各乡镇\n2,架桥,县交通局,\n"


def _write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def _error(path: Path | str) -> InputError:
    with pytest.raises(InputError) as caught:
        read_plan(path)
    return caught.value


def _assignments(plan: Plan) -> set[tuple[str, str, str]]:
    names = {unit.id: unit.name for unit in plan.units}
    return {(one.task, one.role.value, names[one.unit]) for one in plan.assignments}


def test_a_lone_table(tmp_path: Path) -> None:
    plan = read_plan(_write(tmp_path / "分工.csv", TASKS))
    assert (plan.id, plan.title, plan.file, plan.remarks) == ("分工", "分工", "分工.csv", ())
    assert _assignments(plan) == {
        ("分工/1", "lead", "县交通局"),
        ("分工/1", "responsible", "县财政局"),
        ("分工/1", "responsible", "各乡镇"),
        ("分工/2", "lead", "县交通局"),
    }
    assert [task.row for task in plan.tasks] == [2, 3]


def test_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    _write(folder / "tasks.csv", TASKS)
    _write(folder / "units.csv", "单位,类别,其他写法\n县交通局,政府部门,县交通运输局\n县财政局,government,\n")
    _write(folder / "plan.toml", 'title = "修路架桥方案"\narea = "丰都县"\nissued = 2022-05-10\nfokus = ["x"]\n')
    plan = read_plan(folder)
    assert (plan.id, plan.title, plan.area, plan.issued) == ("plan", "修路架桥方案", "丰都县", "2022-05-10")
    assert [(unit.id, unit.kind, unit.guessed) for unit in plan.units] == [
        ("丰都县/县交通局", UnitKind.GOVERNMENT, False),
        ("丰都县/县财政局", UnitKind.GOVERNMENT, False),
        ("丰都县/各乡镇", UnitKind.COLLECTIVE, True),
    ]
    assert [(one.code, one.file, one.row, one.value) for one in plan.remarks] == [
        ("unknown-key", "plan.toml", None, ""),
        ("recorded-not-found", "units.csv", 2, "县交通运输局"),
    ]
    assert plan.remarks[0].remedy.en == "is focus meant?"
    assert plan.remarks[1].what.zh == "方案中没有出现“县交通运输局”"


def test_the_table_alone_says_that_the_folder_was_not_read(tmp_path: Path) -> None:
    _write(tmp_path / "plan.toml", 'title = "x"\n')
    plan = read_plan(str(_write(tmp_path / "tasks.csv", TASKS)))
    assert plan.title == "tasks"
    assert [(one.code, one.what.en) for one in plan.remarks] == [
        ("folder-beside", "plan.toml in the same folder is not read")
    ]


def test_a_bad_row_stays_and_every_error_names_row_and_task(tmp_path: Path) -> None:
    text = (
        "序号,任务,牵头单位,责任单位,依据\n"
        "1,修路,县交通局（县公路局,县财政局,\n2,,县交通局,,\n\n3,架桥,县交通局,,随便\n"
    )
    plan = read_plan(_write(tmp_path / "a" / "tasks.csv", text).parent)
    assert [(one.code, one.level, one.row, one.column, one.value, one.tasks) for one in plan.remarks] == [
        ("unbalanced-bracket", Severity.ERROR, 2, "牵头单位", "县交通局（县公路局", ("a/1",)),
        ("no-title", Severity.ERROR, 3, "任务", "2", ("a/2",)),
        ("unknown-origin", Severity.ERROR, 5, "依据", "随便", ("a/3",)),
    ]
    assert [task.title for task in plan.tasks] == ["修路", "", "架桥"]
    assert _assignments(plan) == {
        ("a/1", "responsible", "县财政局"),
        ("a/2", "lead", "县交通局"),
        ("a/3", "lead", "县交通局"),
    }
    assert plan.remarks[0].what.zh == "括号没有配对，这一格的单位没有读入"
    assert plan.remarks[0].what.en == "a bracket has no partner; the units of this cell are not read"
    assert (plan.remarks[0].row, plan.remarks[0].column) == (2, "牵头单位")


def test_convention_and_inheritance(tmp_path: Path) -> None:
    text = (
        "number,title,lead_units,responsible_units,inherited_units,origin\n"
        "1,修路,县交通局,县财政局,县发展改革委,convention\n2,架桥,县交通局,无,—,\n"
    )
    plan = read_plan(_write(tmp_path / "a.csv", text))
    assert [(one.task, one.printed, one.role, one.position, one.origin) for one in plan.assignments] == [
        ("a/1", "县交通局", Role.LEAD, 1, Origin.CONVENTION),
        ("a/1", "县财政局", Role.RESPONSIBLE, 1, Origin.PRINTED),
        ("a/1", "县发展改革委", Role.RESPONSIBLE, 2, Origin.INHERITED),
        ("a/2", "县交通局", Role.LEAD, 1, Origin.PRINTED),
    ]


@pytest.mark.parametrize("suffix", [".docx", ".doc", ".pdf", ".ofd", ".html", ".txt", ".md", ".wps"])
def test_a_document_with_nothing_in_it_says_why(tmp_path: Path, suffix: str) -> None:
    error = _error(_write(tmp_path / f"方案{suffix}", "…"))
    assert "方案" in error.text.zh
    assert len(error.text.en) > 40


def test_a_ledger_made_for_people_is_read_as_one(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["某县任务分工表"],
        ["序号", "任务", "牵头单位", "责任单位"],
        ["一、经济发展"],
        [1, "修路", "县交通局", "县财政局"],
        [2, "架桥", None, "县水利局"],
    ):
        sheet.append(row)
    for merged in ("A1:D1", "A3:D3", "C4:C5"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "台账.xlsx")
    plan = read_plan(tmp_path / "台账.xlsx")
    assert [(task.number, task.title, task.section) for task in plan.tasks] == [
        ("1", "修路", ("一、经济发展",)),
        ("2", "架桥", ("一、经济发展",)),
    ]
    assert _assignments(plan) == {
        (f"{plan.id}/1", "lead", "县交通局"),
        (f"{plan.id}/1", "responsible", "县财政局"),
        (f"{plan.id}/2", "lead", "县交通局"),
        (f"{plan.id}/2", "responsible", "县水利局"),
    }
    assert plan.title == "某县任务分工表"


def test_what_is_no_plan(tmp_path: Path) -> None:
    missing = tmp_path / "missing.csv"
    assert (
        _error(missing).text.en
        == f"{missing} does not exist. Check the path; a plan is a folder, a table or a document."
    )
    assert _error(missing).text.zh == f"没有找到 {missing}。请核对路径；应为方案文件夹、表格或方案文件。"
    old = _write(tmp_path / "a.xls", "x")
    assert _error(old).text.en.startswith(f"{old} ends in .xls, but it holds plain text, or nothing that is known.")
    other = _write(tmp_path / "a.json", "{}")
    assert _error(other).text.en.startswith(f"{other} is in no format that is read: .docx, .pdf, ")


def test_a_folder_without_a_plan(tmp_path: Path) -> None:
    assert _error(tmp_path).text.en == (
        f"{tmp_path} is not a plan folder: it has no tasks.csv or tasks.xlsx. "
        "Give the document or table of the plan itself instead of the folder."
    )
    for name in ("分工.csv", "方案.docx", "图.png"):
        _write(tmp_path / name, TASKS)
    assert _error(tmp_path).text.zh == (
        f"{tmp_path} 不是方案文件夹：没有 tasks.csv 或 tasks.xlsx。里面有：分工.csv、方案.docx。"
        "请直接指定其中的方案文件或表格。"
    )
    _write(tmp_path / "tasks.csv", TASKS)
    _write(tmp_path / "tasks.xlsx", "")
    assert _error(tmp_path).text.en == (
        f"{tmp_path} holds both tasks.csv and tasks.xlsx, and nothing says which one counts. Keep one of them."
    )


def test_reading_needs_no_heavy_library() -> None:
    code = (
        "import sys, respnet.intake.read; "
        "print([name for name in ('pandas', 'openpyxl', 'numpy', 'networkx') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"
