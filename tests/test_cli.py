"""The command line: what it prints, what it leaves behind, and its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from respnet.cli import group
from respnet.cli.group import main, run
from respnet.core.i18n import LANGS, get_message_lang

ROOT = Path(__file__).parents[1]
DATA = str(ROOT / "data")


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("RESPNET_LANG", "RESPNET_STORE", "RESPNET_DEBUG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_report_writes_the_page_and_the_numbers() -> None:
    result = call("report", DATA)
    assert result.output == (
        "The report is written: report/index.html "
        "(open it in a browser; it needs no network and can be sent as it is).\n"
        "32 tasks, 30 units and 2 collectives; 4 points to check, under “About”.\n"
    )
    assert result.exit_code == 0
    assert sorted(path.name for path in Path("report").iterdir()) == ["analysis.json", "index.html"]
    assert '<html lang="zh-CN">' in Path("report/index.html").read_text(encoding="utf-8")


def test_the_example_needs_no_checkout(tmp_path: Path) -> None:
    assert call("report", "--example", "--output", "a").exit_code == 0
    assert call("report", DATA, "--output", "b").exit_code == 0
    for name in ("index.html", "analysis.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_report_in_english_with_other_focus_units() -> None:
    result = call("report", DATA, "--lang", "en", "--focus", "县教委", "--focus", "县气象局")
    assert result.exit_code == 0
    page = Path("report/index.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    focus = json.loads(Path("report/analysis.json").read_text(encoding="utf-8"))["focus"]
    assert [one["unit"] for one in focus["units"]] == ["丰都县/县教委", "丰都县/县气象局"]


def test_report_from_a_store_file_is_the_same_as_from_the_table(tmp_path: Path) -> None:
    loaded = call("load", DATA, "--store", "plans.lbug", "--lang", "zh")
    assert loaded.output == ("fengdu-kexue-suzhi-2021-2025：32 个单位、32 项任务、239 条分工，已载入并核对一致。\n")
    again = call("load", DATA, "--store", "plans.lbug")
    assert again.output == (
        "fengdu-kexue-suzhi-2021-2025: this version is stored already; "
        "nothing was written (load --anew writes it again).\n"
    )
    plan = ("--plan", "fengdu-kexue-suzhi-2021-2025")
    assert call("report", "--store", "plans.lbug", *plan, "--output", "stored").exit_code == 0
    assert call("report", DATA, "--output", "table").exit_code == 0
    assert (tmp_path / "stored/analysis.json").read_bytes() == (tmp_path / "table/analysis.json").read_bytes()


def test_what_is_missing_on_the_command_line_is_status_2() -> None:
    nothing = call("report")
    assert nothing.exit_code == 2
    assert (
        "Give one PLAN (folder, table or document), or --example, or --store ADDRESS (with --plan ID)."
        in nothing.output
    )
    nowhere = call("load", DATA)
    assert nowhere.exit_code == 2
    assert "Say which store: --store plan.lbug, or --store neo4j://host" in nowhere.output


def test_the_only_plan_of_a_store_needs_no_name() -> None:
    assert call("load", DATA, "--store", "plans.lbug").exit_code == 0
    assert call("report", "--store", "plans.lbug").exit_code == 0
    Path("other.csv").write_text("title,lead_units\n修路,县交通局\n", encoding="utf-8")
    assert call("load", "other.csv", "--store", "plans.lbug").exit_code == 0
    assert call("report", "--store", "plans.lbug").output == (
        "Error: The store holds 2 plans: fengdu-kexue-suzhi-2021-2025 and other. Name one with --plan.\n"
    )
    assert call("report", DATA, "--example").exit_code == 2
    assert call("report", DATA, "--store", "plans.lbug", "--plan", "other").exit_code == 2


def test_a_console_that_lacks_characters_gets_the_rest() -> None:
    command = [sys.executable, "-m", "respnet", "check", DATA, "--lang", "zh"]
    done = subprocess.run(command, capture_output=True, env={"PATH": "", "PYTHONIOENCODING": "ascii"}, check=False)
    assert done.returncode == 0
    assert b"[two-roles]" in done.stdout


def test_data_for_programs_is_utf_8_whatever_the_console(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("number,title,lead_units\n1,保护㵲阳河,㵲水镇\n", encoding="utf-8")
    for form, start in (("csv", "\ufeff"), ("json", "{")):
        command = [sys.executable, "-m", "respnet", "ask", "tasks", str(table), "--format", form]
        done = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "gbk"}, check=True)
        text = done.stdout.decode("utf-8")
        assert "保护㵲阳河" in text
        assert text.startswith(start)


def test_what_cannot_be_done_is_status_1_in_the_language_asked_for() -> None:
    english, chinese = call("report", "missing.csv"), call("report", "missing.csv", "--lang", "zh")
    assert (english.exit_code, chinese.exit_code) == (1, 1)
    assert english.output == (
        "Error: missing.csv does not exist. Check the path; a plan is a folder, a table or a document.\n"
    )
    assert "没有找到 missing.csv" in chinese.output
    assert not Path("report").exists()


def test_errors_in_the_table_are_all_listed_and_stop_the_report() -> None:
    Path("tasks.csv").write_text("title,lead_units\n,县教委\n修路,县交通局(\n种树,县林业局\n", encoding="utf-8")
    result = call("report", "tasks.csv")
    assert result.exit_code == 1
    assert result.output.count("error  ") == 2
    assert "2 errors, 0 warnings, 0 notes." in result.output
    assert not Path("report").exists()
    checked = call("check", "tasks.csv")
    assert checked.exit_code == 1
    assert checked.output.count("error  ") == 2


def test_check_names_place_and_remedy() -> None:
    result = call("check", DATA, "--lang", "zh")
    assert result.exit_code == 0
    assert (
        "警告  tasks.csv, 第 13 行, responsible_units: 任务 14 中，“县民政局”既是牵头单位，又是责任单位"
        in result.output
    )
    assert "缺少 1、6" in result.output
    assert "任务 17、19 的单位和角色完全相同" in result.output
    assert result.output.endswith("0 个错误，1 个警告，3 条提示。\n")


def test_check_for_programs() -> None:
    result = call("check", DATA, "--format", "json")
    problems = json.loads(result.output)
    assert next((one["code"], one["row"], one["tasks"]) for one in problems) == (
        "two-roles",
        13,
        ["fengdu-kexue-suzhi-2021-2025/14"],
    )
    assert all(one["what"]["zh"] and one["remedy"]["en"] for one in problems)


def test_ask_lists_and_answers(tmp_path: Path) -> None:
    listed = call("ask", "--lang", "zh")
    assert listed.exit_code == 0
    assert "unit_tasks" in listed.output
    answer = call("ask", "unit_tasks", DATA, "--with", "unit=县应急管理局", "--format", "json")
    assert [(row[0], row[1]) for row in json.loads(answer.output)["rows"]] == [
        ("lead", "26"),
        ("responsible", "10"),
        ("responsible", "12"),
        ("responsible", "22"),
        ("responsible", "25"),
    ]
    assert call("load", DATA, "--store", "plans.lbug").exit_code == 0
    stored = call("ask", "unit_tasks", "--store", "plans.lbug", "--with", "unit=县应急局", "--format", "json")
    assert stored.output == answer.output
    table = call("ask", "unit_tasks", DATA, "--with", "unit=县应急局", "--lang", "zh")
    assert table.output.startswith("某单位在每项任务中的分工\n")
    assert call("ask", "unit_tasks", DATA, "--with", "unit=县应急局", "--format", "csv").output.count("\n") == 6


def test_ask_says_what_is_wrong() -> None:
    unknown = call("ask", "unit_taks", DATA)
    assert (unknown.exit_code, unknown.output.count("unit_tasks")) == (1, 1)
    assert call("ask", "unit_tasks").exit_code == 2
    assert "县科技局" in call("ask", "unit_tasks", DATA, "--with", "unit=县科技").output


def test_someone_elses_page_is_not_replaced() -> None:
    Path("report").mkdir()
    Path("report/index.html").write_text("mine", encoding="utf-8")
    result = call("report", DATA)
    assert result.exit_code == 1
    assert "was not written by respnet, so it was left alone" in result.output
    assert Path("report/index.html").read_text(encoding="utf-8") == "mine"
    assert call("report", DATA, "--force").exit_code == 0


def test_export_writes_what_was_asked_for() -> None:
    result = call("export", DATA, "--format", "gexf", "--output", "out")
    assert result.output.split() == ["out/plan.gexf"]
    assert [path.name for path in Path("out").iterdir()] == ["plan.gexf"]


@pytest.mark.parametrize(
    ("name", "value", "lang"),
    [("LANG", "zh_CN.UTF-8", "zh"), ("LANG", "C", "en"), ("LC_ALL", "zh", "zh"), ("RESPNET_LANG", "en", "en")],
)
def test_messages_follow_the_locale(monkeypatch: pytest.MonkeyPatch, name: str, value: str, lang: str) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv(name, value)
    assert get_message_lang() == lang


def test_a_fault_of_its_own_is_a_sentence_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by design")

    monkeypatch.setattr(group, "main", broken)
    with pytest.raises(SystemExit) as stopped:
        run([])
    assert stopped.value.code == 1
    assert capsys.readouterr().err.startswith("respnet has a fault (ZeroDivisionError: by design).")
    monkeypatch.setenv("RESPNET_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run([])


def test_marks_in_a_fault_do_nothing_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("县\u202e局\x1b[31m")

    monkeypatch.setattr(group, "main", broken)
    with pytest.raises(SystemExit):
        run([])
    assert "(ValueError: 县<U+202E>局<U+001B>[31m)" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("lang", LANGS)
def test_a_full_disk_behind_the_output_is_told(lang: str) -> None:
    command = [sys.executable, "-m", "respnet", "check", DATA, "--lang", lang]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert (
        done.stderr
        == {
            "zh": "错误：输出：磁盘空间不足。请核对路径、读写权限和磁盘空间。\n",
            "en": "Error: Output: No space left on device. "
            "Check the path, the right to read and write there, and the space on the disk.\n",
        }[lang]
    )


@pytest.mark.skipif(sys.platform == "win32", reason="pipes as on POSIX")
def test_a_listener_that_goes_away_is_no_fault() -> None:
    script = f"{sys.executable} -m respnet rebalance {DATA} | head -1"
    done = subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Weighted workload: ")
    assert done.stderr == ""


def test_the_module_runs_and_imports_only_what_it_needs() -> None:
    heavy = ("pandas", "networkx", "scipy", "neo4j", "pyvis", "openpyxl", "numpy", "jinja2", "ladybug")
    script = "import sys, respnet.cli; print(*[name for name in sys.argv[1:] if name in sys.modules])"
    at_start = subprocess.run([sys.executable, "-c", script, *heavy], check=True, capture_output=True, text=True)
    assert at_start.stdout.split() == []
    script = (
        "import sys; from respnet.cli import main; main(sys.argv[1].split('|'), standalone_mode=False); "
        "print(*[name for name in sys.argv[2:] if name in sys.modules], file=sys.stderr)"
    )
    report = [sys.executable, "-c", script, f"report|{DATA}", *heavy]
    done = subprocess.run(report, check=True, capture_output=True, text=True)
    assert (
        {"numpy", "jinja2"} <= set(done.stderr.split()) <= {"numpy", "jinja2", "ladybug"}
    )  # a plan stored before needs none
