"""Lock of an office: one program at a time, by the operating system, gone when the program ends however it ends."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from respnet.core.errors import RespnetError
from respnet.core.file_lock import lock_file
from respnet.core.safe_writing import replace_files
from respnet.workspace.errors import report_write_errors

if TYPE_CHECKING:
    from pathlib import Path

LOCK_FILE = ".respnet-desk.lock"
ADDRESS_FILE = ".respnet-desk.address"


class InUse(RespnetError):  # noqa: N818 - named by what is so, as FileExists is
    """Another program has the folder open; `address` is what it said of itself, empty before it has."""

    def __init__(self, folder: Path, address: str) -> None:
        super().__init__(
            zh=f"{folder} 已在另一个 respnet 里打开。请使用那个窗口，或先把它关闭。",
            en=f"{folder} is open in another respnet. Use its window, or close that first.",
        )
        self.address = address


class OfficeLock:
    """Lock on the folder of an office, until `close`.

    Raises InUse where another program holds it, OutputError where the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._address = folder / ADDRESS_FILE
        with report_write_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
            self._descriptor = os.open(folder / LOCK_FILE, flags, 0o600)
        try:
            lock_file(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            raise InUse(folder, self._read_address()) from error

    def publish(self, address: str) -> None:
        """Say where this program is found; only the user can read it.

        Raises:
            OutputError: It cannot be written.
        """
        with report_write_errors(self._address):
            replace_files({self._address: address.encode("utf-8")}, mode=0o600, sync=False)

    def close(self) -> None:
        """Give the folder up."""
        with contextlib.suppress(OSError):
            self._address.unlink()
        os.close(self._descriptor)

    def _read_address(self) -> str:
        try:
            return "" if self._address.is_symlink() else self._address.read_text(encoding="utf-8")[:2000]
        except (OSError, UnicodeDecodeError):
            return ""
