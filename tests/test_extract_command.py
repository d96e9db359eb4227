"""`respnet extract`: from a document to a plan folder, and the whole way to a report."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import respnet
from respnet.cli.group import main

TEXT = """某县科普工作实施方案
一、重点任务
1. 开展科技下乡。每年组织活动20场次以上。(牵头单位:县科协,责任单位:县教委、县科技局、各乡镇(街道))
2. 建设科普馆。2026年底前建成。(牵头单位:县科技局,责任单位:县财政局等)
3. 总结经验。
"""


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("RESPNET_LANG", "RESPNET_STORE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    Path("方案.txt").write_text(TEXT, encoding="utf-8")


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_one_document_becomes_a_plan_folder() -> None:
    result = call("extract", "方案.txt", "--output", "plan/tasks.csv", "--review", "plan/review.html")
    assert result.exit_code == 0, result.output
    assert result.output == (
        "3 tasks, 5 units and 6 assignments written to plan/tasks.csv; 1 task has no units. "
        "Check every decision on plan/review.html.\n"
    )
    plan = respnet.read_plan("plan")
    assert [task.title for task in plan.tasks] == ["开展科技下乡", "建设科普馆", "总结经验"]
    names = {unit.id: unit.name for unit in plan.units}
    assert [(one.task[-1], one.role.value, names[one.unit]) for one in plan.assignments] == [
        ("1", "lead", "县科协"),
        ("1", "responsible", "县教委"),
        ("1", "responsible", "县科技局"),
        ("1", "responsible", "各乡镇(街道)"),
        ("2", "lead", "县科技局"),
        ("2", "responsible", "县财政局"),
    ]
    assert all(unit.guessed for unit in plan.units)
    assert "县科协" in Path("plan/review.html").read_text(encoding="utf-8")


def test_the_table_written_says_what_the_document_said() -> None:
    assert call("extract", "方案.txt", "--output", "plan").exit_code == 0
    direct, table = respnet.read_plan("方案.txt"), respnet.read_plan("plan")
    assert table.tasks == direct.tasks
    assert table.assignments == direct.assignments
    assert table.units == direct.units


def test_corrections_are_not_overwritten() -> None:
    assert call("extract", "方案.txt", "--output", "plan").exit_code == 0
    assert call("extract", "方案.txt", "--output", "plan").exit_code == 0  # nothing has changed
    units = Path("plan/units.csv")
    units.write_text(units.read_text(encoding="utf-8").replace("government?", "government"), encoding="utf-8")
    corrected = units.read_bytes()
    refused = call("extract", "方案.txt", "--output", "plan")
    assert refused.exit_code == 1
    assert refused.output == (
        "Error: plan/units.csv exists and may hold corrections, so it was left alone. "
        "Choose another place (--output), or add --force to replace it.\n"
    )
    assert units.read_bytes() == corrected
    assert call("extract", "方案.txt", "--output", "plan", "--force").exit_code == 0


def test_the_whole_way_from_document_to_report() -> None:
    result = call("report", "方案.txt")
    assert result.exit_code == 0, result.output
    assert "开展科技下乡" in Path("report/index.html").read_text(encoding="utf-8")


def test_many_at_once_list_what_failed() -> None:
    Path("docs").mkdir()
    Path("docs/a.txt").write_text(TEXT, encoding="utf-8")
    Path("docs/b.txt").write_text("今天天气很好。\n", encoding="utf-8")
    result = call("extract", "docs", "--output", "out")
    assert result.exit_code == 1
    assert Path("out/a/tasks.csv").is_file()
    assert Path("out/a/review.html").is_file()
    assert not Path("out/b").exists()
    assert "docs/b.txt: " in result.output
    assert (
        call("extract", "missing.txt", "--output", "x").output == "Error: missing.txt does not exist. Check the path.\n"
    )
