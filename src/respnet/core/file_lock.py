"""Locks of the operating system on an open file, gone when the program ends however it ends."""

from __future__ import annotations

import sys


def lock_file(descriptor: int) -> None:
    """Lock a file for this program.

    Args:
        descriptor: Descriptor of the open file; closing it gives the lock up.

    Raises:
        OSError: Another program holds it.
    """
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
