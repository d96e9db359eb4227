"""Journal of a plan: one line a decision, on the disk before it is answered, and never rewritten.

A line is eight hexadecimal digits of the SHA-256 of a JSON object, a blank, the object and a line feed. The first line
says the format. A line that cannot be read stops nobody: it stays where it is and is counted.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import msgspec

from respnet.core.errors import OutputError, to_input_error
from respnet.core.installation import get_version
from respnet.workspace.errors import report_write_errors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMAT = 1
"""Format of the lines written now. Format 0 was the same without a line that says so."""
MAX_LINE = 1 << 20
"""Bytes of the longest line."""
JOURNAL_FILE = "history.jsonl"
TORN_FILE = "history.torn"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: decision `id` became step `n`, made `at` a time `by` somebody on the reading of document `doc`.

    `was` is what it replaced, `row` the printed words of the row that it names, `undoes` the step that it takes back.
    """

    id: str
    n: int
    op: str
    at: str = ""
    by: str = ""
    app: str = ""
    doc: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    anchor: dict[str, Any] | None = None
    was: Any = None
    row: dict[str, Any] | None = None
    undoes: int = 0


def make_entry(op: str, *, decision: str = "", by: str = "", app: str = "", **more: Any) -> Entry:
    """Make the line of a step that is made now, by this respnet.

    Args:
        op: Operation.
        decision: Its id; a new one by default.
        by: Who decides.
        app: Version of respnet that has read the plan; this one by default.
        more: Other fields of the line.
    """
    at = dt.datetime.now(dt.UTC).astimezone().isoformat(timespec="seconds")
    return Entry(decision or os.urandom(8).hex(), 0, op, at, by[:80], app or get_version("respnet"), **more)


class Journal:
    """The steps of a plan in `folder`, in order. Safe among threads; one program at a time (`Office.lock`).

    Raises InputError where the file is there and cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / JOURNAL_FILE
        self._lock = threading.RLock()
        self.entries: list[Entry] = []
        self.unreadable = 0
        """Lines in the middle that cannot be read; they stay in the file."""
        self.format = 0
        self.steps: dict[int, Entry] = {}
        """The same by number."""
        self._by_id: dict[str, Entry] = {}
        self._size = 0
        self._load()

    @property
    def version(self) -> int:
        """Number of the last step, 0 before the first."""
        return self.entries[-1].n if self.entries else 0

    @property
    def read_only(self) -> bool:
        """True where a newer respnet has written the file."""
        return self.format > FORMAT

    def find(self, decision: str) -> Entry | None:
        """Find the step that was made of the decision with this id."""
        return self._by_id.get(decision)

    def list_active(self, until: int | None = None) -> list[Entry]:
        """List the steps that hold: neither undone nor themselves an undo. An undo may be undone again.

        Args:
            until: The version to go back to; None for now.
        """
        entries = self.entries if until is None else [entry for entry in self.entries if entry.n <= until]
        undone: set[int] = set()
        for entry in reversed(entries):
            if entry.undoes and entry.n not in undone:
                undone.add(entry.undoes)
        return [entry for entry in entries if not entry.undoes and entry.n not in undone]

    def append(self, entry: Entry) -> Entry:
        """Put a step on the disk; the same id a second time changes nothing.

        Args:
            entry: The step; its `n` is set here.

        Returns:
            The step as it was kept.

        Raises:
            OutputError: Nothing was kept, and the file is as before.
        """
        with self._lock:
            if entry.id in self._by_id:
                return self._by_id[entry.id]
            if self.read_only:
                raise OutputError(
                    zh=f"{self.path} 由更新版本的 respnet 写成，本版本只能查看，不能更改。请升级 respnet。",
                    en=f"{self.path} was written by a newer respnet. This one shows it and changes nothing: "
                    "install the newer one.",
                )
            kept = replace(entry, n=self.version + 1)
            line = _pack(msgspec.json.encode(kept))
            if len(line) > MAX_LINE:
                raise OutputError(
                    zh="这一步的内容超过 1 MB，没有保存。请分成几步。",
                    en="This step is longer than 1 MB and was not kept. Make several of it.",
                )
            with report_write_errors(self.path):
                self._write(line if self._size and self.format == FORMAT else _pack(_FORMAT_LINE) + line)
            self.format = FORMAT
            self._keep(kept)
            return kept

    def pack(self) -> bytes:
        """Return the lines of all steps, from memory."""
        lines = (_FORMAT_LINE, *map(msgspec.json.encode, self.entries))
        return b"".join(map(_pack, lines))

    def _write(self, data: bytes) -> None:
        """Append bytes and wait for the disk; cut back to what there was on any error."""
        new = 0 if self._size else os.O_CREAT
        with _open(self.path, os.O_WRONLY | os.O_APPEND | new) as descriptor:
            if os.fstat(descriptor).st_size != self._size:
                raise OutputError(
                    zh=f"{self.path} 已被别的程序改动，没有保存这一步。请重新打开这份方案。",
                    en=f"Another program has changed {self.path}, so this step was not kept. Open the plan again.",
                )
            try:
                rest = memoryview(data)
                while rest:
                    rest = rest[os.write(descriptor, rest) :]
                os.fsync(descriptor)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.ftruncate(descriptor, self._size)
                raise
        if new:
            _sync_folder(self.path.parent)
        self._size += len(data)

    def _load(self) -> None:
        try:
            data = _read(self.path)
        except OSError as error:
            raise to_input_error(self.path, error) from error
        bad = lines = 0
        for line in data.splitlines(keepends=True):
            found = _unpack(line)
            bad, lines = (0, 0) if found is not None else (bad + len(line), lines + 1)
            if isinstance(found, Entry):
                self._keep(found)
            elif found is not None:
                self.format = max(self.format, found)
            else:
                self.unreadable += 1
        self._size = len(data)
        if bad and not self.read_only:
            self.unreadable -= lines
            with contextlib.suppress(OSError):  # a folder that cannot be written to can still be looked at
                self._set_aside(data[-bad:])

    def _set_aside(self, torn: bytes) -> None:
        """Move what was not written whole at the end into a file of its own."""
        with _open(self.path.with_name(TORN_FILE), os.O_WRONLY | os.O_APPEND | os.O_CREAT) as descriptor:
            os.write(descriptor, torn + b"\n")
            os.fsync(descriptor)
        with _open(self.path, os.O_WRONLY) as descriptor:
            os.ftruncate(descriptor, self._size - len(torn))
        self._size -= len(torn)

    def _keep(self, entry: Entry) -> None:
        self.entries.append(entry)
        self.steps[entry.n] = entry
        self._by_id.setdefault(entry.id, entry)


_FORMAT_LINE = msgspec.json.encode({"format": FORMAT})
_decode = msgspec.json.Decoder(Entry).decode


def _pack(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest()[:8].encode() + b" " + data + b"\n"


def _unpack(line: bytes) -> Entry | int | None:
    """Return the step in a line, or the format that it says; None where its sum is wrong or it says neither."""
    data = line[9:-1]
    if line[-1:] != b"\n" or line[:9] != _pack(data)[:9]:
        return None
    try:
        if data.startswith(b'{"format":'):
            return int(msgspec.json.decode(data)["format"])
        return _decode(data)
    except (msgspec.MsgspecError, ValueError, TypeError, RecursionError):
        return None


@contextlib.contextmanager
def _open(path: Path, flags: int) -> Iterator[int]:
    """Open a file by its descriptor, never through a symbolic link."""
    descriptor = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0), 0o666)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _read(path: Path) -> bytes:
    try:
        with _open(path, os.O_RDONLY) as descriptor, os.fdopen(os.dup(descriptor), "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        with contextlib.suppress(OSError), _open(folder, os.O_RDONLY) as descriptor:
            os.fsync(descriptor)
