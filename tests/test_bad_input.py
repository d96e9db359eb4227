"""What bad input gets: for each, the exact message and exit status. Never a traceback, never half a file."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import respnet
from respnet.cli.group import main

NO_TEXT = "Open it in an editor, see whether it is text, and save it as UTF-8.\n"
FORMS = "bolt://, bolt+s://, bolt+ssc://, neo4j://, neo4j+s://, neo4j+ssc://"
NO_SERVER = (
    "Error: The Neo4j server at {} cannot be reached or has gone: is it running, and is this its Bolt address "
    "(such as bolt://host:7687)? An unfinished load leaves nothing behind.\n"
)
UNWRITABLE = (
    "Error: Cannot write to {}: {}. Check that the folder can be written to and the disk is not full, "
    "or choose another one (--output).\n"
)
GOOD = "title,lead_units\n修路,县交通局\n"


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["任务", "牵头单位"], ["修路", "县交通局"]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FILES: dict[str, str | bytes] = {
    "good.csv": GOOD,
    "empty.csv": "",
    "header.csv": "number,title,lead_units\n",
    "empty-ledger.csv": "任务,牵头单位\n",
    "notitle.csv": "number,lead_units\n1,a\n",
    "nounits.csv": "number,title\n1,a\n",
    "two/tasks.csv": "任务,工作任务,牵头单位\na,b,c\n",
    "latin.csv": b"title,lead_units\ncaf\xe9,b\xe9\n",
    "binary.csv": bytes(range(256)) * 20,
    "damaged.xlsx": workbook()[:1500],
    "locked.xlsx": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000),
    "macro.xlsm": workbook(),
    "text.xlsx": GOOD,
    "book.csv": workbook(),
    "many.csv": "title,lead_units\na," + "、".join(f"单位{i}" for i in range(10_000)) + "\n",
    "wide.csv": "title,lead_units\na,b,c,d\n",
    "quote.csv": 'title,lead_units\n"a,b\nc,d\n',
    "nul.csv": "title,lead_units\na\0b,c\n",
    "bracket.csv": "title,lead_units\na,县(局\n",
    "untitled.csv": "title,lead_units\n,a\n",
    "plan.docx": b"PK\x03\x04",
    "twice/tasks.csv": GOOD,
    "twice/units.csv": "name,kind\nb,party\nb,mass organisation\n",
    "toml/tasks.csv": GOOD,
    "toml/plan.toml": 'title = "x\nid=\n',
    "no.lbug": "hello, this is no database at all",
    "zero.lbug": "",
    "folder.lbug/x": "",
    "theirs/index.html": "mine",
    "theirs/1-县交通局.docx": "mine",
    "theirs/plan.graphml": "mine",
    "file": "x",
    "again/good.csv": GOOD,
    "works/tasks.csv": "number,title,lead_units,responsible_units\n1,修路,县教委,\n2,种树,县林业局,县教委\n",
    "text.docx": "hello",
    "macro.docm": "PK",
    "field/columns.csv": "序号,任务\n1,修路\n",
    "field/others.csv": "name,kind\na,b\n",
    "field/nobody.csv": "task,units\n#1,\n",
    "field/task.csv": "task,units\n#1,县交通局\n9,县交通局\n",
    "field/unit.csv": "task,units\n#1,县交通局、县交局\n",
    "field/no-task.csv": "task,units\n,县交通局\n",
    "field/bracket.csv": "task,units\n#1,县(局\n",
    "field/latin.csv": b"task,units\ncaf\xe9,b\xe9\n",
    "field/header.csv": "task,units\n",
    "field/table.txt": "task,units\n#1,县交通局\n",
}


def usage(command: str, said: str) -> str:
    """What click says of a command line that it refuses, or that the command refuses through it."""
    name = command.partition(" ")[0]
    return f"Usage: main {command}\nTry 'main {name} --help' for help.\n\nError: {said}\n"


ONE_PLAN = "Give one PLAN (folder, table or document), or --example, or --store ADDRESS (with --plan ID)."
SHEET = "sheet [OPTIONS] UNIT... | --all [PLAN]"
NAME_UNITS = "Name the units, or give --all; the plan comes last, as in: respnet sheet 县教委 data."

CASES: list[tuple[list[str], int, str]] = [
    (
        ["report", "missing.csv"],
        1,
        "Error: missing.csv does not exist. Check the path; a plan is a folder, a table or a document.\n",
    ),
    (
        ["report", "theirs"],
        1,
        "Error: theirs is not a plan folder: it has no tasks.csv or tasks.xlsx. "
        "It holds 1-县交通局.docx and index.html. "
        "Give the document or table of the plan itself instead of the folder.\n",
    ),
    (
        ["report", "empty.csv"],
        1,
        "Error: empty.csv cannot be read: the file is empty (0 bytes). Open it in the program that made it, "
        "see that it is whole, save a copy and try that.\n",
    ),
    (
        ["report", "header.csv"],
        1,
        "Error: header.csv has a header (row 1) and nothing under it. Write one row for each task.\n",
    ),
    (
        ["report", "empty-ledger.csv"],
        1,
        "Error: No task was read: the tables hold headers alone (任务 (title), 牵头单位 (lead_units)), with nothing "
        "under them. Write one row for each task, or choose another file.\n",
    ),
    (
        ["report", "notitle.csv"],
        1,
        "Error: notitle.csv has no column for the task. Its headers are: number、lead_units. "
        "Give that column a header: title, 任务, 工作任务 or 重点任务.\n",
    ),
    (
        ["report", "nounits.csv"],
        1,
        "Error: nounits.csv has no column of units. Its headers are: number、title. At least one is needed: "
        "lead_units, responsible_units, supporting_units, supervising_units, inherited_units "
        "(牵头单位, 责任单位, 配合单位, 督促单位).\n",
    ),
    (
        ["report", "two"],
        1,
        "Error: two/tasks.csv: the headers “任务” and “工作任务” stand for the same column, title. "
        "Keep one of them, or rename the other.\n",
    ),
    (
        ["report", "latin.csv"],
        1,
        "Error: latin.csv is neither UTF-8 nor GB18030 (GBK) text; it fails in line 2. " + NO_TEXT,
    ),
    (
        ["report", "binary.csv"],
        1,
        "Error: binary.csv is neither UTF-8 nor GB18030 (GBK) text; it fails in line 2. " + NO_TEXT,
    ),
    (
        ["report", "damaged.xlsx"],
        1,
        "Error: damaged.xlsx cannot be read: it is damaged, or not really a .xlsx file (BadZipFile). "
        "Open it in the program that made it, see that it is whole, save a copy and try that.\n",
    ),
    (
        ["report", "locked.xlsx"],
        1,
        "Error: locked.xlsx ends in .xlsx, but it holds an old Office file. If that is right, rename it to end in "
        ".xls; if not, ask for the file again or save it as .xlsx.\n",
    ),
    (
        ["report", "text.xlsx"],
        1,
        "Error: text.xlsx ends in .xlsx, but it holds plain text, or nothing that is known. If that is right, rename "
        "it to end in .txt; if not, ask for the file again or save it as .xlsx.\n",
    ),
    (
        ["report", "book.csv"],
        1,
        "Error: book.csv ends in .csv, but it holds an Excel workbook. If that is right, rename it to end in .xlsx; "
        "if not, ask for the file again or save it as .csv.\n",
    ),
    (
        ["report", "many.csv"],
        1,
        "error  many.csv, row 2, lead_units: 10000 units in one cell; at most 500  [too-many-units]\n"
        "      check that the right column was pasted; for a name that stands for many, write the collective and list "
        "its members in units.csv\n1 error, 0 warnings, 0 notes.\n",
    ),
    (
        ["report", "wide.csv"],
        1,
        "Error: wide.csv, row 2 has 4 cells where the header has 2; “c” is too many. "
        "Put quotation marks around a cell that holds a comma.\n",
    ),
    (
        ["report", "quote.csv"],
        1,
        'Error: quote.csv, row 2: a quotation mark (") is opened and never closed. Close or remove it.\n',
    ),
    (
        ["report", "nul.csv"],
        1,
        "Error: nul.csv is neither UTF-8 nor GB18030 (GBK) text; it fails in line 2. " + NO_TEXT,
    ),
    (
        ["report", "bracket.csv"],
        1,
        "error  bracket.csv, row 2, lead_units: a bracket has no partner; the units of this "
        "cell are not read  [unbalanced-bracket]\n      close or remove the bracket\n1 error, 0 warnings, 0 notes.\n",
    ),
    (
        ["report", "twice"],
        1,
        "error  units.csv, row 3, name: “b” is recorded in row 2 and again in row 3; row 3 is not read  [name-twice]\n"
        "      make one row of the two\n1 error, 0 warnings, 0 notes.\n",
    ),
    (
        ["report", "toml"],
        1,
        "Error: toml/plan.toml cannot be read: Illegal character '\\n' (at line 1, column 11). "
        'Each line is: key = "text", such as title = "name of the plan", with straight quotation marks.\n',
    ),
    (
        ["report", "good.csv", "--store", "http://localhost:7474"],
        1,
        "Error: “http://localhost:7474” is a web address; for Neo4j use its Bolt address, such as bolt://host:7687.\n",
    ),
    (
        ["load", "good.csv", "--store", "mysql://x"],
        1,
        f"Error: “mysql://x” is no store. A server's address begins with {FORMS}.\n",
    ),
    (
        ["load", "good.csv", "--store", "bolt://me:secret@host"],
        1,
        "Error: Leave user and password out of the store's address: set NEO4J_USERNAME and NEO4J_PASSWORD.\n",
    ),
    (["load", "good.csv", "--store", "bolt://127.0.0.1:1"], 1, NO_SERVER.format("bolt://127.0.0.1:1")),
    (["load", "good.csv", "--store", "no.lbug"], 1, "Error: no.lbug is not a LadybugDB database file.\n"),
    (
        ["report", "--store", "zero.lbug", "--plan", "x"],
        1,
        "Error: The file zero.lbug is empty: load a plan into it first (respnet load).\n",
    ),
    (
        ["report", "--store", "missing.lbug", "--plan", "x"],
        1,
        "Error: There is no file missing.lbug: load a plan into it first (respnet load).\n",
    ),
    (
        ["load", "good.csv", "--store", "folder.lbug"],
        1,
        "Error: folder.lbug is a folder or device, not a file.\n",
    ),
    (["report", "good.csv", "--output", "file"], 1, UNWRITABLE.format("file", "File exists")),
    (["report", "good.csv", "--output", "file/x"], 1, UNWRITABLE.format("file/x", "Not a directory")),
    (
        ["report", "good.csv", "--output", "theirs"],
        1,
        "Error: theirs/index.html exists and was not written by respnet, so it was left alone. "
        "Choose another folder (--output), or add --force to replace it.\n",
    ),
    (["sheet"], 2, usage(SHEET, NAME_UNITS)),
    (["sheet", "县交通局"], 2, usage(SHEET, NAME_UNITS)),
    (["sheet", "--all"], 2, usage(SHEET, ONE_PLAN)),
    (
        ["sheet", "good.csv", "县交通局"],
        2,
        usage(SHEET, "There is no plan “县交通局”. The plan comes last: respnet sheet 县交通局 good.csv"),
    ),
    (
        ["sheet", "good.csv", "Transport Bureau"],
        2,
        usage(
            SHEET, 'There is no plan “Transport Bureau”. The plan comes last: respnet sheet "Transport Bureau" good.csv'
        ),
    ),
    (
        ["sheet", "县交通局", "--all", "good.csv"],
        2,
        usage(SHEET, "--all means every unit: leave out the names of units, or leave out --all."),
    ),
    (["sheet", "县交通局", "good.csv", "--example"], 2, usage(SHEET, ONE_PLAN)),
    (
        ["sheet", "县交通", "good.csv"],
        1,
        "Error: The plan has no unit “县交通”; did you mean 县交通局? "
        "Check the name; respnet sheet --all makes the sheets of all units.\n",
    ),
    (
        ["sheet", "县\u202e教委", "good.csv"],
        1,
        "Error: The plan has no unit “县<U+202E>教委”. "
        "Check the name; respnet sheet --all makes the sheets of all units.\n",
    ),
    (
        ["sheet", "县交通局", "good.csv", "--template", "missing.docx"],
        1,
        "Error: There is no template missing.docx. Check the path; a template is a .docx or .dotx file.\n",
    ),
    (
        ["sheet", "县交通局", "good.csv", "--template", "text.docx"],
        1,
        "Error: text.docx cannot be read: it is damaged, or not really a DOCX file (BadZipFile). "
        "Open it in the program that made it, see that it is whole, save a copy and try that.\n",
    ),
    (
        ["sheet", "县交通局", "good.csv", "--template", "macro.docm"],
        1,
        "Error: macro.docm cannot be the template: it carries macros. "
        "Open it in Word or WPS, save it as a .docx without macros, and try that.\n",
    ),
    (
        ["sheet", "县交通局", "good.csv", "--template", "text.docx", "--format", "html"],
        1,
        "Error: A template is for DOCX only. Leave out --template, or take --format docx.\n",
    ),
    (["sheet", "--all", "good.csv", "--output", "file"], 1, UNWRITABLE.format("file", "File exists")),
    (
        ["sheet", "--all", "good.csv", "--output", "theirs"],
        1,
        "Error: theirs/1-县交通局.docx exists and was not written by respnet, so it was left alone. "
        "Choose another folder (--output), or add --force to replace it.\n",
    ),
    (
        ["rebalance", "good.csv", "--keep", "县交通局"],
        1,
        "Error: --keep is written TASK:UNIT, such as 12:县教委; given was “县交通局”.\n",
    ),
    (
        ["rebalance", "good.csv", "--keep", "1：县交通局"],
        1,
        "Error: --keep 1：县交通局: The plan has no task “1”. "
        "Write its number, such as 4 or 4.1, or where none is printed # and its place, such as #3.\n",
    ),
    (
        ["rebalance", "good.csv", "--keep", "#1:县\x1b教委"],
        1,
        "Error: --keep #1:县<U+001B>教委: The plan has no unit “县<U+001B>教委”. Write it as the plan does.\n",
    ),
    (
        ["rebalance", "works/tasks.csv", "--keep", "2:县教委"],
        1,
        "Error: --keep 2:县教委: 县教委 does not lead task 2, so there is no lead to keep. Please check.\n",
    ),
    (
        ["rebalance", "good.csv", "--weight", "nan"],
        1,
        "Error: Taking part is to weigh nan of a lead; it must be between 0 and 1. 0.5 is usual.\n",
    ),
    (
        ["rebalance", "good.csv", "--store", "plans.lbug"],
        2,
        usage("rebalance [OPTIONS] [PLAN]", ONE_PLAN),
    ),
    (
        ["rebalance", "good.csv", "--field", "missing.csv"],
        1,
        "Error: missing.csv does not exist. Check the path.\n",
    ),
    (
        ["rebalance", "good.csv", "--field", "field"],
        1,
        "Error: field is no file. Give one document.\n",
    ),
    (
        ["rebalance", "good.csv", "--field", "field/table.txt"],
        1,
        "Error: field/table.txt is no table. Save it as .xlsx or .csv.\n",
    ),
    (
        ["rebalance", "good.csv", "--field", "field/columns.csv"],
        1,
        "Error: field/columns.csv has no column units. It needs two: task and units.\n",
    ),
    (
        ["rebalance", "good.csv", "--field", "field/others.csv"],
        1,
        "Error: field/others.csv has no known header; row 1 reads: name | kind. Known headers are: task, units.\n",
    ),
    (
        ["rebalance", "good.csv", "--field", "field/nobody.csv"],
        1,
        "Error: The column units of field/nobody.csv is empty. Name the units that may lead; without such a limit, "
        "leave out --field.\n",
    ),
    (
        ["rebalance", "good.csv", "--field", "field/task.csv"],
        1,
        "Error: task.csv, row 3: The plan has no task “9”. "
        "Write its number, such as 4 or 4.1, or where none is printed # and its place, such as #3.\n",
    ),
    (
        ["rebalance", "good.csv", "--field", "field/unit.csv"],
        1,
        "Error: unit.csv, row 2: The plan has no unit “县交局”; did you mean 县交通局? Write it as the plan does.\n",
    ),
    (
        ["rebalance", "good.csv", "--field", "field/no-task.csv"],
        1,
        "Error: no-task.csv, row 2 names no task. Write its number, or remove the row.\n",
    ),
    (
        ["rebalance", "good.csv", "--field", "field/bracket.csv"],
        1,
        "Error: bracket.csv, row 2, units: a bracket has no partner: 县(局. Add or remove one.\n",
    ),
    (
        ["rebalance", "good.csv", "--field", "field/latin.csv"],
        1,
        "Error: field/latin.csv is neither UTF-8 nor GB18030 (GBK) text; it fails in line 2. " + NO_TEXT,
    ),
    (
        ["rebalance", "good.csv", "--field", "field/header.csv"],
        1,
        "Error: field/header.csv has a header (row 1) and nothing under it. Write one row for each task.\n",
    ),
    (
        ["whatif", "good.csv"],
        2,
        usage("whatif [OPTIONS] [PLAN]", "Say what if: --merge, --remove, --unassign, --assign or --transfer-lead."),
    ),
    (["whatif", "--remove", "县交通局"], 2, usage("whatif [OPTIONS] [PLAN]", ONE_PLAN)),
    (
        ["whatif", "good.csv", "--remove", "县交局"],
        1,
        "Error: The plan has no unit “县交局”; did you mean 县交通局? Write it as the plan does.\n",
    ),
    (
        ["whatif", "good.csv", "--remove", "县交通局", "--remove", "县交通局"],
        1,
        "Error: The plan has no unit “县交通局”. Write it as the plan does.\n",
    ),
    (
        ["whatif", "good.csv", "--merge", "县交通局"],
        1,
        "Error: --merge is written UNIT=INTO, such as 县应急管理局=县应急局; given was “县交通局”.\n",
    ),
    (
        ["whatif", "good.csv", "--unassign", "1：县交通局"],
        1,
        "Error: The plan has no task “1”. "
        "Write its number, such as 4 or 4.1, or where none is printed # and its place, such as #3.\n",
    ),
    (
        ["whatif", "good.csv", "--assign", "#1：县教委：领导"],
        1,
        "Error: “领导” is no role: write one of lead, responsible, support, supervise, or in Chinese "
        "牵头、责任、配合、督促.\n",
    ),
    (
        ["whatif", "good.csv", "--transfer-lead", "#1:县教委:县交通局"],
        1,
        "Error: The plan has no unit “县教委”. Write it as the plan does.\n",
    ),
    (
        ["compare", "good.csv", "missing.csv"],
        1,
        "Error: missing.csv does not exist. Check the path; a plan is a folder, a table or a document.\n",
    ),
    (
        ["compare", "good.csv", "x", "--store", "missing.lbug"],
        1,
        "Error: There is no file missing.lbug: load a plan into it first (respnet load).\n",
    ),
    (["check"], 2, usage("check [OPTIONS] [PLAN]", ONE_PLAN)),
    (["check", ""], 2, usage("check [OPTIONS] [PLAN]", ONE_PLAN)),
    (["check", "good.csv", "--plan", "x"], 2, usage("check [OPTIONS] [PLAN]", ONE_PLAN)),
    (["check", "--plan", "x"], 2, usage("check [OPTIONS] [PLAN]", ONE_PLAN)),
    (["check", "good.csv", "--store", "plans.lbug"], 2, usage("check [OPTIONS] [PLAN]", ONE_PLAN)),
    (["export", "--example", "--store", "plans.lbug"], 2, usage("export [OPTIONS] [PLAN]", ONE_PLAN)),
    (["export", "good.csv", "--output", "file"], 1, UNWRITABLE.format("file", "File exists")),
    (
        ["export", "good.csv", "--output", "theirs"],
        1,
        "Error: theirs/plan.graphml exists and was not written by respnet, so it was left alone. "
        "Choose another folder (--output), or add --force to replace it.\n",
    ),
    (["ask", "tasks", "good.csv", "--store", "plans.lbug"], 2, usage("ask [OPTIONS] [QUESTION] [PLAN]", ONE_PLAN)),
    (
        ["ask", "unit_tasks", "unit=县教委", "--store", "plans.lbug"],
        2,
        usage("ask [OPTIONS] [QUESTION] [PLAN]", "Write --with before it: --with unit=县教委."),
    ),
    (
        ["load", "good.csv", "again/good.csv", "--store", "plans.lbug"],
        1,
        "Error: good.csv and again/good.csv are both the plan “good”, and the second would replace the first. "
        "Give one of them another id in plan.toml.\n",
    ),
    (
        ["extract", "good.csv", "header.csv", "--output", "out", "--review", "review.html"],
        2,
        usage(
            "extract [OPTIONS] DOCUMENT...",
            "--review is for one DOCUMENT; with several, each folder gets its own review.html.",
        ),
    ),
    (
        ["report", "--store", f"{'长' * 300}.lbug"],
        1,
        f"Error: {'长' * 60}…: File name too long. "
        "Check the path, the right to read and write there, and the space on the disk.\n",
    ),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, content in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    for name in ("RESPNET_LANG", "RESPNET_STORE", "LC_ALL", "LC_MESSAGES", "LANG", "NEO4J_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(("arguments", "status", "message"), CASES, ids=[" ".join(case[0]) for case in CASES])
def test_the_message_and_the_exit_status(folder: Path, arguments: list[str], status: int, message: str) -> None:
    before = snapshot(folder)
    result = CliRunner().invoke(main, arguments)
    assert result.output == message
    assert result.exit_code == status
    assert snapshot(folder) == before  # nothing written, nothing changed


def test_the_same_in_chinese_says_chinese(folder: Path) -> None:
    for arguments, status, _ in CASES:
        result = CliRunner().invoke(main, [*arguments, "--lang", "zh"])
        assert result.exit_code == status
        assert sum("\u4e00" <= letter <= "\u9fff" for letter in result.output) >= 5, result.output


NASTY = (
    "<script>alert(1)</script>",
    "引'号\"",
    "\u202e反\u202c",
    "=1+1",
    "+2",
    "-3",
    "@sum",
    "换\n行",
    "长" * 10_000,
    "} DETACH DELETE n //",
)


def test_nasty_names_are_names(folder: Path) -> None:
    text = "title,lead_units\n" + "".join(
        '"{}","{}"\n'.format(name.replace('"', '""'), name.replace('"', '""').replace("\n", "")) for name in NASTY
    )
    (folder / "nasty.csv").write_text(text, encoding="utf-8")
    for command in (["report", "nasty.csv"], ["load", "nasty.csv", "--store", "nasty.lbug"], ["export", "nasty.csv"]):
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 0, result.output
    with respnet.open_store("nasty.lbug", read_only=True) as store:
        (held,) = store.plans()
        names = {unit.name for unit in store.plan(held.id).units}
    assert {name.replace("\n", "") for name in NASTY} - {"+2", "-3"} <= names


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to(folder: Path) -> None:
    (folder / "closed").mkdir(mode=0o500)
    result = CliRunner().invoke(main, ["report", "good.csv", "--output", "closed"])
    assert result.output == UNWRITABLE.format("closed", "Permission denied")


def test_a_locked_store_says_who_to_wait_for(folder: Path) -> None:
    assert CliRunner().invoke(main, ["load", "good.csv", "--store", "plans.lbug"]).exit_code == 0
    script = (
        "import ladybug, sys; d = ladybug.Database(sys.argv[1], buffer_pool_size=1<<26, max_db_size=1<<30); "
        "c = ladybug.Connection(d); c.execute('RETURN 1'); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, "plans.lbug"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        result = CliRunner().invoke(main, ["load", "good.csv", "--store", "plans.lbug"])
        assert result.exit_code == 1
        assert "plans.lbug" in result.output
        assert "Another program is writing" in result.output
        assert other.stdin is not None
        other.stdin.close()
        other.wait(timeout=120)
    with respnet.open_store("plans.lbug", read_only=True) as store:
        assert [held.id for held in store.plans()] == ["good"]


@pytest.mark.skipif(os.name == "nt", reason="signals as on POSIX")
@pytest.mark.parametrize(
    "wait",
    [
        *(0.1, 0.3, 0.5, 0.8),  # and at every line of what writes files: tests/stores and tests/render/test_files.py
        *(pytest.param(number / 50, marks=pytest.mark.rare) for number in range(1, 60, 4)),
    ],
)
def test_an_interruption_leaves_nothing_half_done(folder: Path, wait: float) -> None:
    rows = "".join(f"任务{n},单位{n % 60}、单位{n % 7}\n" for n in range(400))
    (folder / "large.csv").write_text("title,lead_units\n" + rows, encoding="utf-8")
    command = [sys.executable, "-m", "respnet", "report", "large.csv", "--store", "plans.lbug"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell starts what runs in its background deaf to Ctrl-C, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no thread runs yet
    ) as process:
        time.sleep(wait)
        process.send_signal(signal.SIGINT)
        try:
            _, complaint = process.communicate(timeout=120)
        except subprocess.TimeoutExpired:
            process.kill()  # else the test itself would wait for ever
            raise
    # Before `run` begins, Python is starting up; that cannot be answered for.
    assert "Traceback" not in complaint or not re.search(r'__main__\.py", line \d+, in (run|_)', complaint)
    left = {path.name for path in folder.rglob("*") if path.is_file()} - {Path(name).name for name in FILES}
    assert left <= {"large.csv", "plans.lbug", "index.html", "analysis.json"}
    for page in (folder / "report").glob("index.html"):
        assert page.read_text(encoding="utf-8").endswith("</html>")
    if (folder / "plans.lbug").exists():
        with respnet.open_store("plans.lbug", read_only=True) as store:
            assert [held.tasks for held in store.plans()] == [400]


def outcome(write: Callable[[Path], object], path: Path) -> None:
    write(path)
    result = CliRunner().invoke(main, ["check", str(path)])
    assert result.exit_code in (0, 1)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400))
def test_random_bytes_never_end_in_a_traceback(tmp_path: Path, data: bytes) -> None:
    outcome(lambda path: path.write_bytes(data), tmp_path / "random.csv")
    outcome(lambda path: path.write_bytes(b"PK\x03\x04" + data), tmp_path / "random.xlsx")


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=3), max_size=6))
def test_random_cells_never_end_in_a_traceback(tmp_path: Path, cells: list[list[str]]) -> None:
    lines = ["title,lead_units,deadline"] + [
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in cells
    ]
    text = "\n".join(lines).encode("utf-8", "surrogatepass")
    outcome(lambda path: path.write_bytes(text), tmp_path / "cells.csv")
