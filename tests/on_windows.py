"""What only Windows (or Wine) can show of the code that is written for it: `python -X utf8 tests/on_windows.py`.

One line a check; the exit status is the number of those that do not hold. It needs nothing but respnet.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from respnet.core.errors import HeldFileError, InputError
from respnet.core.safe_writing import replace_files
from respnet.core.temporary_folder import remove_abandoned_folders
from respnet.desk.shortcut import write_link
from respnet.intake.documents.com_dispatch import ComError, create_object
from respnet.workspace.file_names import clean_file_name
from respnet.workspace.office import Office

PLAN = """丰都县方案

（一）做好甲工作。（牵头单位：县教委；责任单位：县科协、团县委）
（二）做好乙工作。（牵头单位：县科协）
"""


def check_a_file_that_is_open_is_named_and_the_new_one_kept(folder: Path) -> None:
    table = folder / "任务 清单.csv"
    table.write_bytes(b"old")
    begin = time.monotonic()
    with table.open("rb"):
        try:
            replace_files({table: b"new"}, keep_aside=True)
        except HeldFileError as error:
            (kept,) = error.kept
            assert kept.read_bytes() == b"new"
            assert 2 < time.monotonic() - begin < 10
        else:
            raise AssertionError("replaced though open")
    replace_files({table: b"new"})
    assert table.read_bytes() == b"new"


def check_what_a_limited_process_started_ends_with_it(folder: Path) -> None:
    sleeper = [sys.executable, "-c", "import time; time.sleep(40)"]
    code = (
        "import os, subprocess, sys\n"
        "from respnet.core.job_object import limit_own_process\n"
        "assert limit_own_process(2**30, 20)\n"
        f"print(subprocess.Popen({sleeper!r}, stdin=-3, stdout=-3, stderr=-3).pid, flush=True)\n"
        "os._exit(3)\n"
    )
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], stdout=subprocess.PIPE, check=False)
    assert done.returncode == 3
    time.sleep(1)
    listed = subprocess.run(["tasklist"], capture_output=True, check=False).stdout.decode("mbcs", "replace")
    assert done.stdout.decode().strip() not in listed.split(), "still there"


def check_copies_of_a_killed_program_go_and_those_in_use_stay(folder: Path) -> None:
    code = (
        "import time\n"
        "from respnet.core.temporary_folder import make_temporary_folder\n"
        "with make_temporary_folder() as made:\n"
        "    (made / '方案.doc').write_bytes(b'x')\n"
        "    print(made.name, flush=True)\n"
        "    time.sleep(40)\n"
    )
    environment = {**os.environ, **dict.fromkeys(("TMP", "TEMP", "TMPDIR"), str(folder))}
    command = [sys.executable, "-X", "utf8", "-c", code]
    former, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=environment) as process:
            assert process.stdout is not None
            made = folder / process.stdout.readline().strip()
            remove_abandoned_folders()
            assert (made / "方案.doc").exists()
            process.kill()
        remove_abandoned_folders()
        assert not made.exists()
    finally:
        tempfile.tempdir = former


def check_names_that_windows_reserves_are_changed(folder: Path) -> None:
    for name in (
        "CON.txt",
        "nul",
        "com1.docx",
        "LPT9.方案.txt",
        "COM¹.txt",
        "点.. ",
        'a"b|c?.txt',
        "CONIN$",
        "长" * 300,
    ):
        file = folder / clean_file_name(name)
        file.write_bytes(b"x")
        assert [one.name for one in folder.iterdir()] == [file.name], name
        file.unlink()


def check_a_long_folder_with_chinese_and_blanks(folder: Path) -> None:
    office = Office(folder / ("张 三（办公室）" * 12) / ("计划 2026 " + "长" * 100))
    plan = office.add("关于印发" + "很长的名称" * 20 + ".txt", PLAN.encode())
    assert plan.summary().tasks == 2
    assert len(str(plan.path)) > 260
    office.restore(office.remove(plan).name)
    (found,) = office.plans()
    assert found.summary().units == 3


def check_a_refused_document_leaves_nothing(folder: Path) -> None:
    office = Office(folder / "办公室")
    try:
        office.add("坏.docx", b"PK\x03\x04 broken")
    except InputError:
        assert list(office.folder.iterdir()) == []
    else:
        raise AssertionError("read")


def check_calls_of_com_objects_by_name(folder: Path) -> None:
    words = create_object("Scripting.Dictionary")  # stands for Word: any object that a macro may use
    words.put("CompareMode", 1)
    words.get("Add", "甲 a", 3)
    words.get("Add", "b", True)
    assert (words.get("Count"), words.get("Item", "甲 A"), words.get("Item", "b")) == (2, 3, True)
    files = create_object("Scripting.FileSystemObject")
    assert files.get("GetFolder", str(folder)).get("Name") == folder.name
    for program, name in (("KWPS.None", ""), ("Scripting.Dictionary", "Nothing")):
        try:
            create_object(program).get(name)
        except ComError:
            continue
        raise AssertionError(f"{program}.{name} answered")


def check_the_icon_starts_the_desk_isolated(folder: Path) -> None:
    words = write_link(folder / "责任网.lnk", folder / "张 三").read_bytes().decode("utf-16-le", "replace")
    words += (folder / "责任网.lnk").read_bytes()[1:].decode("utf-16-le", "replace")
    assert f'-X utf8 -I -m respnet desk "{folder / "张 三"}"' in words
    assert "respnet.ico" in words


def check_the_console_of_an_ansi_code_page(folder: Path) -> None:
    for encoding in ("cp936", "cp437"):
        environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "RESPNET_LANG": "zh"}
        done = subprocess.run(
            [sys.executable, "-m", "respnet", "--help"], capture_output=True, env=environment, check=False
        )
        assert done.returncode == 0, done.stderr
        assert b"UnicodeEncodeError" not in done.stderr


def run_checks() -> int:
    """Run every check in a folder of its own and return how many do not hold."""
    checks: list[Callable[[Path], None]] = [value for name, value in globals().items() if name.startswith("check_")]
    failed = 0
    for one in checks:
        with tempfile.TemporaryDirectory(prefix="respnet-on-windows-", ignore_cleanup_errors=True) as folder:
            try:
                one(Path(folder))
                said = "ok"
            except Exception:
                failed += 1
                said = "FAILED\n" + traceback.format_exc()
        print(f"{one.__name__.removeprefix('check_').replace('_', ' ')}: {said}", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(run_checks())
