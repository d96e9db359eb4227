"""A table of the plan that is open in Excel: said with the next step, and written when it is closed there."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from respnet.desk import plans
from respnet.desk.plans import OpenPlan
from respnet.workspace.office import Office
from tests.workspace.steps import TEXT, step


def test_a_step_is_kept_while_excel_holds_the_table_which_is_written_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = [True]
    replace = Path.replace

    def refuse(source: Path, target: Path) -> Path:
        if held[0] and Path(target).name == "tasks.csv":
            error = PermissionError(13, "Access is denied", str(target))
            error.winerror = 5  # type: ignore[attr-defined, unused-ignore]
            raise error
        return replace(source, target)

    monkeypatch.setattr(plans, "HELD_SECONDS", 0.1)
    plan = OpenPlan(Office(tmp_path).add("方案.txt", TEXT.encode()))
    plan.write(always=True)
    monkeypatch.setattr(Path, "replace", refuse)

    def add(name: str, sees: int) -> str:
        answer, status = plan.take("decisions", {**step("add", title=name), "sees": sees}, "zh")
        assert status == 200
        return str(answer["sentence"])

    assert "tasks.csv" not in add("评估", 1)
    end = time.monotonic() + 20
    while plan.is_due:
        assert time.monotonic() < end
        time.sleep(0.05)
    assert "tasks.csv 正在别的程序（多半是 Excel 或 WPS）里打开，在那里关闭后会自动写好" in add("总结", 2)
    table = plan.folder.path / "tasks.csv"
    assert "评估" not in table.read_text("utf-8-sig")
    held[0] = False
    while "总结" not in table.read_text("utf-8-sig"):
        assert time.monotonic() < end
        time.sleep(0.05)
    while plan.is_due:
        time.sleep(0.05)
    assert "tasks.csv" not in add("宣传", 3)
    plan.write()
