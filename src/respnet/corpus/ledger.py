"""The ledger of a corpus (SQLite): what became of each file, written in the same moment as its part counts."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from respnet.core.errors import OutputError, describe_os_error

FILE = "ledger.sqlite"
PARTS = "parts"
"""Folder of the parts within a corpus."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Outcome of a file: `state` is `read`, `not_read` or `same`.

    `path` is its place on this machine, `file` as the folder was given, `stamp` its size and time of change. `part`,
    `digest` (of the plan) belong to a file that was read, `taken` (a file's or a plan's digest) to one like another,
    the rest to one that was not read.
    """

    path: str
    file: str
    stamp: str
    file_digest: str
    state: str
    part: str = ""
    digest: str = ""
    taken: str = ""
    kind: str = ""
    zh: str = ""
    en: str = ""
    seconds: float = 0.0


_COLUMNS = tuple(one.name for one in fields(Entry))


class Ledger:
    """Ledger in the folder of a corpus, which only one process at a time may hold.

    Raises:
        OutputError: Another process holds it, or it cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self.parts = folder / PARTS
        self._lock = threading.RLock()
        try:
            self.parts.mkdir(parents=True, exist_ok=True)
            place = folder / FILE
            self._base = sqlite3.connect(place, check_same_thread=False, isolation_level=None, timeout=1)
            for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = FULL"):
                self._base.execute(f"PRAGMA {pragma}")
            columns = ", ".join(f"{name} REAL" if name == "seconds" else f"{name} TEXT" for name in _COLUMNS)
            self._base.execute("BEGIN IMMEDIATE")
            self._base.execute(f"CREATE TABLE IF NOT EXISTS entries ({columns}, PRIMARY KEY (path))")
            for name in ("file_digest", "digest"):
                self._base.execute(f"CREATE INDEX IF NOT EXISTS by_{name} ON entries ({name})")
            self._base.execute("COMMIT")
        except OSError as error:
            why = describe_os_error(error)
            raise OutputError(
                zh=f"无法写入 {folder}：{why.zh}。请换一个文件夹。",
                en=f"{folder} cannot be written to: {why.en}. Give another folder.",
            ) from error
        except sqlite3.Error as error:
            raise OutputError(
                zh=f"{folder} 正被另一个 respnet gather 使用，或台账不可用（{error}）。请等它完成，或换一个文件夹。",
                en=f"{folder} is in use by another respnet gather, or its ledger cannot be used ({error}). "
                "Wait until that is done, or give another folder.",
            ) from error
        self._clear_parts()

    def close(self) -> None:
        """Let others have it."""
        self._base.close()

    def _clear_parts(self) -> None:
        """Delete parts that were not finished, or whose files are not in the ledger."""
        known = {name for (name,) in self._base.execute("SELECT DISTINCT part FROM entries WHERE part <> ''")}
        for place in self.parts.iterdir():
            if place.name not in known:
                shutil.rmtree(place)

    @contextmanager
    def change(self) -> Iterator[None]:
        """Hold the ledger for one transaction; another thread waits."""
        with self._lock:
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")

    def add(self, entries: Iterable[Entry]) -> None:
        """Write what became of files, within a transaction."""
        marks = ", ".join("?" * len(_COLUMNS))
        self._base.executemany(f"INSERT OR REPLACE INTO entries VALUES ({marks})", map(astuple, entries))  # noqa: S608

    def find_twin(self, column: str, digest: str) -> bool:
        """True if a file (`file_digest`) or a plan (`digest`) with this digest was taken."""
        with self._lock:
            found = self._base.execute(
                f"SELECT 1 FROM entries WHERE {column} = ? AND state <> 'same' LIMIT 1",  # noqa: S608 - a column of ours
                (digest,),
            )
            return found.fetchone() is not None

    def forget_changed(self, stamps: dict[str, str]) -> None:
        """Forget files that changed since, and those that were left out for being like one of them.

        Args:
            stamps: Size and time of change of each path that is there now.
        """
        with self.change():
            held = self._base.execute("SELECT path, stamp, file_digest, digest FROM entries").fetchall()
            for path, stamp, *digests in held:
                if stamps.get(path, stamp) != stamp:
                    self._base.execute("DELETE FROM entries WHERE path = ?", (path,))
                    for digest in filter(None, digests):
                        self._base.execute("DELETE FROM entries WHERE state = 'same' AND taken = ?", (digest,))

    def list_paths(self) -> set[str]:
        """List the paths that are in it."""
        return {path for (path,) in self._base.execute("SELECT path FROM entries")}

    def list_entries(self, state: str) -> list[Entry]:
        """List the entries of one state, in the order of their writing."""
        rows = self._base.execute("SELECT * FROM entries WHERE state = ? ORDER BY rowid", (state,))
        return [Entry(*row) for row in rows]
