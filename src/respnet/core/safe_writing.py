"""Writing that Ctrl-C leaves whole or undone, and that waits for a program that holds a file open for a moment."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import stat
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import FrameType
from typing import TypeVar

from respnet.core.errors import HeldFileError

T = TypeVar("T")
REPLACE_SECONDS = 2.5
"""Seconds in which a scanner of viruses or a synchronised folder lets go of a file; who edits it does not."""
_HELD = frozenset({5, 32, 33})
"""What Windows says of a file that is open elsewhere: ERROR_ACCESS_DENIED, _SHARING_VIOLATION, _LOCK_VIOLATION."""


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


def replace_file(source: Path, target: Path, patience: float | None = None) -> None:
    """Rename a file or folder, in place of the target if that is a file; tried again while another program holds it.

    Args:
        source: What is there.
        target: Its new path, on the same disk.
        patience: Seconds to try; None for `REPLACE_SECONDS`.

    Raises:
        HeldFileError: Another program kept it open.
        OSError: The system refuses it for another reason.
    """
    end = time.monotonic() + (REPLACE_SECONDS if patience is None else patience)
    while True:
        try:
            source.replace(target)
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD or (target.exists() and not _is_replaceable(target)):
                raise
            if time.monotonic() >= end:
                raise HeldFileError(target if target.exists() else source) from error
        else:
            return
        time.sleep(0.05)


def _is_replaceable(target: Path) -> bool:
    """True for a file that is not write-protected: Windows refuses the other with the same number."""
    found = target.stat().st_mode
    return stat.S_ISREG(found) and bool(found & stat.S_IWRITE)


def replace_files(
    contents: Mapping[Path, bytes],
    mode: int = 0o666,
    *,
    sync: bool = True,
    keep_aside: bool = False,
    patience: float | None = None,
) -> None:
    """Write files, each aside first, and put them in their places when all are written.

    Args:
        contents: Data by path; folders are made, one level deep.
        mode: Permissions of the files, less the umask.
        sync: Wait until the data are on the disk (fsync).
        keep_aside: Keep what cannot take the place of a file that is open in another program beside it: `NAME-new`.
        patience: Seconds in which another program may let go of a file; None for `REPLACE_SECONDS`.

    Raises:
        HeldFileError: Another program holds a file open; only files already in their places changed.
        OSError: The same for another reason.
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
        waiting = dict(asides)
        for path, aside in asides.items():
            try:
                replace_file(aside, path, patience)
            except HeldFileError as error:
                if keep_aside:
                    error.kept = tuple(_keep(aside, path) for path, aside in waiting.items())
                raise
            del waiting[path]

    def clear() -> None:
        with contextlib.suppress(OSError):
            for aside in asides.values():
                aside.unlink(missing_ok=True)

    run_and_clear(write, clear)


def fill_folder(folder: Path, write: Callable[[Path], object]) -> tuple[Path, ...]:
    """Fill a hidden folder, and move its files to their places when all are written.

    Args:
        folder: Where the files go; made where there is none, and then gone again if they cannot be written.
        write: Writes the files into the folder that it is given.

    Returns:
        The paths, by name.
    """
    aside = folder / f".respnet-{os.urandom(8).hex()}.tmp"
    made: list[Path] = []

    def fill() -> tuple[Path, ...]:
        write(aside)
        names = sorted(one.name for one in aside.iterdir())
        for name in names:
            replace_file(aside / name, folder / name)
        return tuple(folder / name for name in names)

    def clear() -> None:
        shutil.rmtree(aside, ignore_errors=True)
        remove_if_empty(made)

    return run_and_clear(fill, clear, lambda: made.extend(make_folder(aside)))


def make_folder(folder: Path) -> list[Path]:
    """Make a folder and those above it where there are none; none of them where the disk has no room for all.

    Returns:
        What was made, the deepest first, as `remove_if_empty` takes it.
    """
    made = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        remove_if_empty(made)
        raise
    return made


def remove_if_empty(folders: Iterable[Path]) -> None:
    """Remove the folders in which nothing could be written, as on a full disk."""
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()


def _keep(aside: Path, path: Path) -> Path:
    """Give what was written aside a name beside the file whose place it does not get."""
    kept = find_free_name(path, "new")
    aside.replace(kept)
    return kept


def find_free_name(path: Path, word: str) -> Path:
    """Find a name beside a file that nothing has.

    Args:
        path: The file.
        word: Word after its stem: `NAME-word`, or with a number behind it.
    """
    count = 1
    while True:
        free = path.with_name(f"{path.stem}-{word}{'' if count == 1 else count}{path.suffix}")
        if not os.path.lexists(free):
            return free
        count += 1
