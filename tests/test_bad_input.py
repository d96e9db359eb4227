"""What bad input gets: for each, the exact message and exit status. Never a traceback, never half a file."""

from __future__ import annotations

import io
import os
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
from respnet.cli import main

SAVE_AS = "Save it as “CSV UTF-8 (comma delimited)”.\n"
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
    "notitle.csv": "number,lead_units\n1,a\n",
    "nounits.csv": "number,title\n1,a\n",
    "two.csv": "任务,工作任务,牵头单位\na,b,c\n",
    "latin.csv": b"title,lead_units\ncaf\xe9,b\xe9\n",
    "utf16.csv": "任务,牵头单位\n修路,县交通局\n".encode("utf-16"),
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
    "file": "x",
}

CASES: list[tuple[list[str], int, str]] = [
    (
        ["report", "missing.csv"],
        1,
        "Error: missing.csv does not exist. Check the path; a plan is a folder, a .csv or .xlsx table, "
        "or a document.\n",
    ),
    (
        ["report", "theirs"],
        1,
        "Error: theirs is not a plan folder: it has no tasks.csv or tasks.xlsx. "
        "Name the table of tasks so, or give that table itself instead of the folder.\n",
    ),
    (["report", "empty.csv"], 1, "Error: empty.csv is empty. Fill in a header and one row for each task.\n"),
    (
        ["report", "header.csv"],
        1,
        "Error: header.csv has a header (row 1) and nothing under it. Write one row for each task.\n",
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
        ["report", "two.csv"],
        1,
        "Error: two.csv: the headers “任务” and “工作任务” stand for the same column, title. "
        "Keep one of them, or rename the other.\n",
    ),
    (
        ["report", "latin.csv"],
        1,
        "Error: latin.csv is neither UTF-8 (it fails in line 2) nor gb18030 (GBK) with a known header. " + SAVE_AS,
    ),
    (["report", "utf16.csv"], 1, "Error: utf16.csv is UTF-16 (what Excel calls “Unicode Text”). " + SAVE_AS),
    (
        ["report", "binary.csv"],
        1,
        "Error: binary.csv holds a NUL character in line 1: it is not a text table, or it is UTF-16 without a mark. "
        + SAVE_AS,
    ),
    (
        ["report", "damaged.xlsx"],
        1,
        "Error: damaged.xlsx is damaged or not an Excel workbook (BadZipFile). "
        "Open it in a spreadsheet and save it as .xlsx.\n",
    ),
    (
        ["report", "locked.xlsx"],
        1,
        "Error: locked.xlsx is protected by a password, or is an old Excel file (.xls). "
        "Remove the password and save it as .xlsx.\n",
    ),
    (
        ["report", "text.xlsx"],
        1,
        "Error: text.xlsx is not an Excel workbook, though it ends in .xlsx. "
        "Open it in a spreadsheet, save it as .xlsx.\n",
    ),
    (
        ["report", "book.csv"],
        1,
        "Error: book.csv is really an Excel workbook or an archive. If it is a workbook, rename it to end in .xlsx.\n",
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
        "Error: nul.csv holds a NUL character in line 2: it is not a text table, or it is UTF-16 without a mark. "
        + SAVE_AS,
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
        "Error: folder.lbug is a folder, not a database file.\n",
    ),
    (["report", "good.csv", "--output", "file"], 1, UNWRITABLE.format("file", "File exists")),
    (["report", "good.csv", "--output", "file/x"], 1, UNWRITABLE.format("file/x", "Not a directory")),
    (
        ["report", "good.csv", "--output", "theirs"],
        1,
        "Error: theirs/index.html exists and was not written by respnet, so it was left alone. "
        "Choose another folder (--output), or add --force to replace it.\n",
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
        other.wait(timeout=30)
    with respnet.open_store("plans.lbug", read_only=True) as store:
        assert [held.id for held in store.plans()] == ["good"]


@pytest.mark.skipif(os.name == "nt", reason="signals as on POSIX")
@pytest.mark.parametrize("wait", [0.05, 0.15, 0.25, 0.35, 0.45, 0.6, 0.8])
def test_an_interruption_leaves_nothing_half_done(folder: Path, wait: float) -> None:
    rows = "".join(f"任务{n},单位{n % 60}、单位{n % 7}\n" for n in range(400))
    (folder / "large.csv").write_text("title,lead_units\n" + rows, encoding="utf-8")
    command = [sys.executable, "-m", "respnet", "report", "large.csv", "--store", "plans.lbug"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        time.sleep(wait)
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate(timeout=60)
    if "respnet" in complaint or wait > 0.1:  # Python's own start-up cannot be answered for
        assert "Traceback" not in complaint
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
