"""Temporary folders for copies of documents: gone when they are no longer needed, also after a kill."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from respnet.core.file_lock import lock_file

PREFIX = "respnet-"
LOCK_FILE = ".respnet-in-use"
"""File in each such folder that its program keeps locked: a folder whose lock is free has been left behind."""


@contextmanager
def make_temporary_folder() -> Iterator[Path]:
    """Make a folder that only the user can read; those that were left behind go first."""
    remove_abandoned_folders()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    lock = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        lock_file(lock)
        yield folder
    finally:
        os.close(lock)
        shutil.rmtree(folder, ignore_errors=True)


def remove_abandoned_folders() -> None:
    """Remove the temporary folders of programs of this user that were killed."""
    with suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for one in [one for one in entries if one.name.startswith(PREFIX)]:
            with suppress(OSError):
                owner = one.stat(follow_symlinks=False).st_uid
                if one.is_dir(follow_symlinks=False) and (not hasattr(os, "getuid") or owner == os.getuid()):
                    _remove_if_free(Path(one.path))


def _remove_if_free(folder: Path) -> None:
    """Remove a folder unless its lock is held; one without a lock is no folder of respnet's, or this moment made."""
    lock = os.open(folder / LOCK_FILE, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    try:
        lock_file(lock)
    finally:
        os.close(lock)
    shutil.rmtree(folder, ignore_errors=True)
