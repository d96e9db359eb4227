"""Writing that Ctrl-C leaves whole or undone: it waits while files are made and cleared away."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType
from typing import TypeVar

T = TypeVar("T")


def run_and_clear(work: Callable[[], T], clear: Callable[[], object], prepare: Callable[[], object] | None = None) -> T:
    """Run `prepare`, `work` and `clear`; an interrupt (SIGINT) ends only `work`, otherwise it waits until the end.

    Args:
        work: May take long.
        clear: Runs in any case, also where `prepare` raises.
        prepare: Makes what must not be left behind.

    Returns:
        What `work` returns.

    >>> run_and_clear(lambda: 3, lambda: print("close"), lambda: print("open"))
    open
    close
    3
    """
    # A context manager would not do: an interrupt may fall between its entry and the block, or before its exit.
    allowed = False
    waiting: list[tuple[int, FrameType | None]] = []
    former = signal.getsignal(signal.SIGINT)

    def receive(number: int, frame: FrameType | None) -> None:
        if allowed and callable(former):
            former(number, frame)
        else:
            waiting.append((number, frame))

    # Other threads hear of no interrupt, and where none is answered none need wait.
    waits = callable(former) and threading.current_thread() is threading.main_thread()
    try:
        if waits:
            signal.signal(signal.SIGINT, receive)
        if prepare:
            prepare()
        try:
            allowed = True
            return work()
        finally:
            allowed = False
    finally:
        try:
            clear()
        finally:
            if waits:
                signal.signal(signal.SIGINT, former)
                allowed = True
                for given in waiting[:1]:
                    receive(*given)


def replace_files(contents: Mapping[Path, bytes], mode: int = 0o666, *, sync: bool = True) -> None:
    """Write files, each aside first, and put them in their places when all are written.

    Args:
        contents: Data by path; folders are made, one level deep.
        mode: Permissions of the files, less the umask.
        sync: Wait until the data are on the disk (fsync).

    Raises:
        OSError: Only files already in their places changed.
    """
    # A name that is known before there is a file can be cleared away whenever an interrupt comes.
    asides = {path: path.with_name(f".respnet-{os.urandom(8).hex()}.tmp") for path in contents}

    def write() -> None:
        for path, aside in asides.items():
            path.parent.mkdir(exist_ok=True)
            with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
                file.write(contents[path])
                file.flush()
                if sync:
                    os.fsync(file.fileno())
        for path, aside in asides.items():
            aside.replace(path)

    def clear() -> None:
        with contextlib.suppress(OSError):
            for aside in asides.values():
                aside.unlink(missing_ok=True)

    run_and_clear(write, clear)
