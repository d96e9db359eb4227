"""Long work is shown on a terminal, on standard error and in the language asked for, and nowhere else."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from respnet.cli.group import main
from respnet.cli.options import progress_bar
from respnet.core.i18n import Text

pty = pytest.importorskip("pty", reason="pseudo terminals are POSIX")

DATA = str(Path(__file__).parents[1] / "data")
STEPS = """
import sys, time
from respnet.cli.options import progress_bar
from respnet.core.i18n import Text
with progress_bar(sys.argv[1]) as tell:
    for done in range(4):
        tell(Text(zh="抽签", en="Drawing lots"), done, 3)
        time.sleep(0.15)
    tell(Text(zh="收尾", en="Closing"), 0, 0)
print("done")
"""
CLEARED = "\x1b[1A\x1b[2K"  # one line up, and that line is empty


def on_a_terminal(*arguments: str, interrupt: str = "", columns: int = 80, out: bool = False) -> tuple[str, str, int]:
    """What Python with these arguments wrote to a terminal (standard error, with `out` all) and to a pipe; its status.

    Ctrl-C is typed as soon as `interrupt` stands on the terminal, and again after three seconds, as a person would:
    about one in twenty is lost, probably in a library that catches everything while it is imported.
    """
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    surroundings = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("RESPNET", "LC_", "LANG", "COL"))},
        "TERM": "xterm-256color",
        "RESPNET_CACHE": "off",
        "PYTHONIOENCODING": "utf-8",
    }
    shown: list[bytes] = []
    with subprocess.Popen(
        [sys.executable, *arguments],
        stdin=theirs,
        stdout=theirs if out else subprocess.PIPE,
        stderr=theirs,
        env=surroundings,
        start_new_session=True,
        preexec_fn=_answer_interrupts,  # noqa: PLW1509 - it sets one handler, and no thread runs yet
    ) as process:
        os.close(theirs)
        reader = threading.Thread(target=_listen, args=(ours, shown, process.pid, interrupt))
        reader.start()
        piped, _ = process.communicate(timeout=120)
        reader.join(timeout=30)
    os.close(ours)
    return b"".join(shown).decode(), (piped or b"").decode(), process.returncode


def _answer_interrupts() -> None:
    """As at a terminal; a shell starts what runs in its background deaf to Ctrl-C, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _listen(terminal: int, shown: list[bytes], process: int, interrupt: str) -> None:
    until = time.monotonic() + 120
    typed = 0.0
    with contextlib.suppress(OSError):  # what a terminal says whose program has ended
        while time.monotonic() < until:
            if typed and time.monotonic() > typed + 3:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, 2)
                typed = time.monotonic()
            if not select.select([terminal], [], [], 0.5)[0]:
                continue
            piece = os.read(terminal, 65536)
            if not piece:
                return
            shown.append(piece)
            if interrupt and not typed and interrupt in b"".join(shown).decode(errors="replace"):
                os.kill(process, 2)
                typed = time.monotonic()


@pytest.mark.parametrize(("lang", "words"), [("zh", ("抽签", "收尾")), ("en", ("Drawing lots", "Closing"))])
def test_each_step_has_a_line_that_is_gone_at_the_end(lang: str, words: tuple[str, str]) -> None:
    shown, piped, status = on_a_terminal("-c", STEPS, lang)
    assert (piped, status) == ("done\n", 0)
    assert all(word in shown for word in words)
    assert "0:00:0" in shown
    assert shown.endswith(CLEARED * 2)


def test_where_no_terminal_is_nothing_is_shown() -> None:
    done = subprocess.run(
        [sys.executable, "-c", STEPS.replace("tell(", "assert tell is None or tell("), "zh"],
        capture_output=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == (b"done\n", b"")


def test_nobody_is_told_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    with progress_bar("zh") as tell:
        assert tell is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with progress_bar("zh") as tell:
        assert tell is not None
        tell(Text(zh="抽签", en="Drawing lots"), 1, 1)


def test_a_report_shows_its_steps_and_prints_the_rest_alone(tmp_path: Path) -> None:
    (tmp_path / "good.csv").write_text("title,lead_units\n修路,县交通局\n", encoding="utf-8")
    report = ("-m", "respnet", "report", str(tmp_path / "good.csv"), "--output", str(tmp_path / "out"), "--lang", "zh")
    shown, piped, status = on_a_terminal(*report)
    assert status == 0
    for step in ("比较任务量", "寻找协作组", "试算牵头调整"):
        assert step in shown
    assert piped.startswith("报告已写好：")
    assert "\x1b" not in piped


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("rebalance", DATA, "--moves", "1", "--lang", "zh"), "试算牵头调整…"),
        (("compare", DATA, DATA, "--lang", "en"), "Comparing the plans…"),
        (("whatif", DATA, "--remove", "县科协", "--lang", "en"), "Comparing the plans…"),
    ],
    ids=["rebalance", "compare", "whatif"],
)
def test_work_of_one_step_is_shown_too(command: tuple[str, ...], words: str) -> None:
    shown, piped, status = on_a_terminal("-m", "respnet", *command)
    assert status == 0
    assert words in shown
    assert words not in piped
    assert "\x1b" not in piped
    assert piped == CliRunner().invoke(main, command).stdout


def test_sheets_show_that_they_are_being_made(tmp_path: Path) -> None:
    shown, piped, status = on_a_terminal(
        "-m", "respnet", "sheet", "县教委", DATA, "--output", str(tmp_path / "out"), "--lang", "zh"
    )
    assert (status, piped) == (0, f"{tmp_path}/out/01-县教委.docx\n")
    assert "生成任务清单…" in shown


def test_ctrl_c_ends_in_one_word_and_leaves_nothing(tmp_path: Path) -> None:
    # A quarter of a minute of sheets: on a busy machine the signal comes late.
    rows = "".join(f"任务{n},单位{n}、单位{n % 7}\n" for n in range(1_500))
    (tmp_path / "large.csv").write_text("title,lead_units\n" + rows, encoding="utf-8")
    large = str(tmp_path / "large.csv")
    shown, piped, status = on_a_terminal(
        *("-m", "respnet", "sheet", "--all", large, "--output", str(tmp_path / "out"), "--lang", "en"),
        interrupt="Making the sheets",
    )
    assert status in (1, -2)
    assert shown.rstrip().endswith("Aborted!")
    assert "Traceback" not in shown
    assert piped == ""
    assert list(tmp_path.glob("out/*")) == []


@pytest.mark.parametrize("columns", [60, 150])
def test_tables_are_as_wide_as_the_terminal(columns: int) -> None:
    shown, _, status = on_a_terminal("-m", "respnet", "whatif", DATA, "--remove", "县科协", columns=columns, out=True)
    assert status == 0
    rules = [line.rstrip() for line in shown.splitlines() if line.startswith("----")]
    assert max(map(len, rules)) <= columns
    assert max(map(len, rules)) > columns - 15


def test_tables_in_a_pipe_are_of_one_width() -> None:
    piped = CliRunner().invoke(main, ["whatif", DATA, "--remove", "县科协"]).stdout
    assert max(len(line) for line in piped.splitlines() if line.startswith("----")) == 100
