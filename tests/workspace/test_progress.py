"""办理: reports on tasks, what is due and overdue, the figures of a circular, and forms that come back."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

import respnet
from respnet.cli import main
from respnet.core.errors import InputError
from respnet.core.installation import find_resource_dir
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan
from respnet.core.progress import ProgressRecord
from respnet.render.workbook.progress import build_progress_form
from respnet.render.workbook.workbook import build_workbook
from respnet.workspace.errors import Conflict
from respnet.workspace.office import Office
from respnet.workspace.plan_folder import PlanFolder
from respnet.workspace.progress import build_circular
from respnet.workspace.progress_file import (
    ASKED_FILE,
    PROGRESS_FILE,
    has_progress,
    merge_form,
    read_form,
    read_records,
    set_record,
    settle_report,
    start_progress,
    stop_progress,
)

TEXT = """丰都县科普工作方案
一、重点任务
1.建好科技馆。完成布展。（牵头单位：县科协，责任单位：县教委，完成时限：2026年6月底前）
2.办好科技节。办一次。（牵头单位：县教委、县科技局，完成时限：2026年12月底前）
3.建立队伍。完成培训。（责任单位：县科协，完成时限：2026年12月10日前）
4.长期宣传。（牵头单位：县委宣传部）
"""
DAY = dt.date(2026, 11, 30)


@pytest.fixture
def folder(tmp_path: Path) -> PlanFolder:
    return Office(tmp_path / "办公室").add("科普方案.txt", TEXT.encode())


@pytest.fixture
def plan(folder: PlanFolder) -> Plan:
    made = folder.build_plan()
    assert [task.deadline for task in made.tasks] == ["2026年6月底前", "2026年12月底前", "2026年12月10日前", ""]
    return made


def report(task: str, unit: str = "", **said: str) -> ProgressRecord:
    return ProgressRecord(task, unit, **said)


def test_progress_is_off_at_first_and_what_was_kept_stays_in_versions(folder: PlanFolder) -> None:
    assert not has_progress(folder.path)
    start_progress(folder.path)
    assert has_progress(folder.path)
    assert read_records(folder.path / PROGRESS_FILE) == ()
    set_record(folder.path, report("1", state="完成", date="2026年5月3日"), "")
    stop_progress(folder.path)
    (kept,) = (folder.path / "versions").glob("progress-*.csv")
    assert read_records(kept) == (report("1", state="已办结", date="2026-05-03"),)
    assert not has_progress(folder.path)
    assert PlanFolder(folder.path).document == folder.document, "progress.csv is no document"


def test_figures_of_a_circular_are_those_counted_by_hand(plan: Plan) -> None:
    empty = build_circular(plan, (), DAY)
    assert (
        empty.whole.describe().zh
        == "共 4 项：已办结 0 项，按进度推进 3 项（其中还没有填报 3 项），超期 1 项；按期办结率 0%。"
    )
    records = [
        report("1", "县科协", state="已办结", date="2026-07-02"),  # two days late
        report("2", "县教委", state="已办结", date="2026-11-01"),  # the other lead has not done it
        report("2", "县科技局", state="正常推进中", problem="缺经费"),
        report("4", state="已终止"),
    ]
    found = build_circular(plan, records, DAY)
    whole = found.whole
    assert (whole.total, whole.done, whole.on_schedule, whole.overdue, whole.ended) == (4, 1, 2, 0, 1)
    assert (whole.with_problems, whole.not_reported, whole.on_time) == (1, 1, 0)
    assert [one.describe().zh for one in found.tasks] == [
        "已办结，超过了时限",
        "正常推进中，还有 31 天",
        "还有 10 天",
        "已终止",
    ]
    assert {unit: (one.total, one.done, one.overdue, one.on_time) for unit, one in found.units.items()} == {
        "县科协": (2, 1, 0, 0),
        "县教委": (1, 1, 0, 1),
        "县科技局": (1, 0, 0, None),
        "县委宣传部": (1, 0, 0, None),
    }
    assert found.describe().zh.endswith("30 天内到期 1 项（3）。")
    late = build_circular(plan, records, dt.date(2027, 1, 1))
    assert late.describe().zh.endswith("超期的：县科协 1 项（3）；县科技局 1 项（2）。")
    assert late.whole.on_time == 0
    assert late.tasks[1].describe().en == "on track, 1 day overdue"
    undated = build_circular(plan, [report("1", "县科协", state="已办结")], DAY)
    assert undated.tasks[0].describe().zh == "已办结，没有填日期"
    assert (undated.whole.done, undated.whole.on_time) == (1, None)


def test_a_report_names_what_was_seen_and_overwrites_no_other(folder: PlanFolder) -> None:
    start_progress(folder.path)
    set_record(folder.path, report("1", state="正常推进中", note="=1+1"), "")
    assert "'=1+1" in (folder.path / PROGRESS_FILE).read_text(encoding="utf-8")
    (kept,) = read_records(folder.path / PROGRESS_FILE)
    assert kept.note == "=1+1"
    with pytest.raises(Conflict) as caught:
        set_record(folder.path, report("1", state="已办结"), "")
    assert caught.value.theirs.zh == "正常推进中；=1+1"
    set_record(folder.path, report("1"), kept.describe())
    assert read_records(folder.path / PROGRESS_FILE) == ()
    with pytest.raises(InputError, match="2000"):
        set_record(folder.path, report("1", note="长" * 2001), "")


def fill(form: bytes, path: Path, *changes: tuple[int, str, str]) -> Path:
    """Fill a form in: row of the task, heading, words."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[2]]
    for row, heading, words in changes:
        sheet.cell(2 + row, 1 + headings.index(heading), words)
    book.save(path)
    return path


def test_a_form_goes_out_and_comes_back_and_what_disagrees_is_asked(
    folder: PlanFolder, plan: Plan, tmp_path: Path
) -> None:
    place = folder.path
    start_progress(place)
    set_record(place, report("1", "县科协", state="正常推进中"), "")
    form = build_progress_form(plan, read_records(place / PROGRESS_FILE))
    filled = fill(
        form, tmp_path / "回.xlsx", (1, "状态", "已办结"), (1, "日期", "2026年6月1日"), (2, "进展情况", "已开两次会")
    )
    rows = read_form(filled)
    assert [(row.number, row.report.unit) for row in rows] == [("1", "县科协"), ("2", "县教委")]
    found = merge_form(place, plan, rows)
    assert found.describe().zh == "采用 2 处。"
    assert {one.key: one.describe() for one in read_records(place / PROGRESS_FILE)} == {
        ("1", "县科协"): "已办结；2026-06-01",
        ("2", "县教委"): "已开两次会",
    }
    assert merge_form(place, plan, rows).describe().zh == "2 处已是如此。"
    other = fill(
        form, tmp_path / "又.xlsx", (1, "状态", "审核中"), (3, "填报单位", "县科技管理局"), (3, "状态", "已办结")
    )
    found = merge_form(place, plan, read_form(other))
    assert found.describe().zh == "1 处与现有的不同，请决定，1 行对不上任务或单位，没有采用。"
    assert "县科技管理局" in found.lost[0].zh
    assert read_records(place / PROGRESS_FILE)[0].state == "已办结", "nothing is overwritten"
    settle_report(place, "1", "县科协", take=True)
    assert read_records(place / PROGRESS_FILE)[0].state == "审核中"
    assert read_records(place / ASKED_FILE) == ()
    odd = fill(form, tmp_path / "怪.xlsx", (3, "状态", "搞定了"), (3, "日期", "11月35日"))
    found = merge_form(place, plan, read_form(odd))
    assert found.describe().zh == "采用 1 处，1 处已是如此，状态或日期看不懂、照写记下的：搞定了、11月35日。"
    with pytest.raises(InputError, match="decided already"):
        settle_report(place, "1", "县科协", take=False)


def test_the_plans_workbook_and_a_list_of_one_unit_come_back_too(
    folder: PlanFolder, plan: Plan, tmp_path: Path
) -> None:
    place = folder.path
    start_progress(place)
    made = build_workbook(ResponsibilityNetwork(plan), (), progress_columns=True)
    rows = read_form(fill(made, tmp_path / "全.xlsx", (2, "状态", "正常推进中")))
    assert merge_form(place, plan, rows).taken == (report("2", state="正常推进中"),)
    listed = tmp_path / "教委.csv"
    listed.write_text(
        "序号,工作任务,状态\n2,办好科技节,已完成\n9,没有的任务,已办结\n2,别的题目,已办结\n", encoding="gb18030"
    )
    found = merge_form(place, plan, read_form(listed), unit="县教委")
    assert found.taken == (report("2", "县教委", state="已办结"),)
    assert [one.zh[:12] for one in found.lost] == ["第 3 行“9 没有的任", "第 4 行“2 别的题目"]
    other = tmp_path / "单位.csv"
    other.write_text("单位,职责\n县教委,教育\n", encoding="utf-8")
    with pytest.raises(InputError, match="holds no form"):
        read_form(other)


def test_a_table_that_says_two_things_of_one_task_is_told_and_not_used(folder: PlanFolder) -> None:
    file = folder.path / PROGRESS_FILE
    file.write_text("task,unit,state\n1,,已办结\n1,,审核中\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 3"):
        read_records(file)
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="task"):
        read_records(file)
    file.unlink()
    file.symlink_to("/etc/passwd")
    assert read_records(file) == ()
    assert not has_progress(folder.path)


def test_the_shipped_plan_has_figures_too() -> None:
    plan = respnet.read_plan(find_resource_dir("data"))
    found = build_circular(plan, (), DAY)
    assert found.whole.total == len(plan.tasks) == 32
    assert sum(one.total for one in found.units.values()) >= 32


def test_the_command_merges_forms_and_says_the_figures(folder: PlanFolder, plan: Plan, tmp_path: Path) -> None:
    form = fill(build_progress_form(plan, ()), tmp_path / "回.xlsx", (1, "状态", "已办结"), (1, "日期", "2026-05-01"))
    command = ["progress", str(folder.path), str(form), "--date", "2026-11-30", "--lang", "zh"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    assert "回.xlsx: 采用 1 处。" in done.output
    assert "共 4 项：已办结 1 项" in done.output
    assert "按期办结率 100%" in done.output
    absent = CliRunner().invoke(main, ["progress", str(tmp_path / "没有"), "--lang", "zh"])
    assert absent.exit_code == 2
    assert "没有”这个文件夹" in absent.output
