"""Processes of their own for what may be hostile: their start, their end, and what is said of one that is late."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import Any

from respnet.core.i18n import Text


def start_process(*arguments: str, stdin: int) -> subprocess.Popen[bytes]:
    """Start this Python on a module of respnet, in a group of its own; what it prints comes through a pipe.

    Args:
        arguments: The module, and what it takes.
        stdin: Where its input comes from, as `subprocess` has it.
    """
    # -P: a folder of the office may hold a file that is called like a library
    command = [sys.executable, "-P", *(["-I"] if sys.flags.isolated else []), "-X", "utf8", "-m", *arguments]
    flags: dict[str, Any] = {"start_new_session": True} if os.name == "posix" else {"creationflags": 0x08000000}
    flags |= {"stdin": stdin, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, **flags)  # noqa: S603 - this Python


def end_process(process: subprocess.Popen[bytes]) -> None:
    """End a process and those that it started; a moment before, it is asked to clear away what it keeps."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(2)  # it ends LibreOffice and removes its copies
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        elif process.poll() is None:
            process.kill()


def describe_late_reading(seconds: float) -> Text:
    """Describe that a document was still being read after so many seconds."""
    return Text(
        zh=f"读了 {seconds:.0f} 秒还没有读完，已停止。请把文件拆开，或只留任务分工那一部分再试。",
        en=f"It was still being read after {seconds:.0f} seconds and was stopped. "
        "Take it apart, or keep only the part with the tasks, and try again.",
    )
