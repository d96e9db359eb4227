"""Documents read in a guarded process of their own: whatever one does to it, the next is read by another."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from respnet.core.guarded_process import describe_late_reading, end_process, start_process
from respnet.core.i18n import EMPTY_TEXT, Text
from respnet.corpus.child import ORDERS_A_PROCESS

SECONDS = 90.0
"""Seconds that one document may take."""
OFFICE_SECONDS = 180.0
"""Seconds more that a call of LibreOffice may take, and for each of its files."""
OFFICE_SECONDS_A_FILE = 10.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """Outcome of a document: the rows of its plan, or the kind of failure and the reason."""

    rows: dict[str, list[dict[str, Any]]] | None = None
    kind: str = ""
    reason: Text = EMPTY_TEXT
    seconds: float = 0.0


class GuardedReader:
    """Reader with a process of its own, which is started when it is needed and again when it has died."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._send: IO[bytes]
        self._receive: IO[bytes]
        self._orders = 0
        self._late = False

    def __enter__(self) -> GuardedReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            end_process(process)
            process.wait()
            for pipe in (self._send, self._receive):
                with suppress(OSError):
                    pipe.close()

    def read(self, paths: Sequence[Path], *, by_office: bool = False) -> Iterator[tuple[Path, Outcome]]:
        """Read documents; of several in one order, those that an end of the process leaves are read one by one.

        Args:
            paths: Documents, tables or plan folders, as one order.
            by_office: LibreOffice turns them into other formats first, by one call.
        """
        process = self._start()
        more = OFFICE_SECONDS + OFFICE_SECONDS_A_FILE * len(paths) if by_office else 0.0
        with suppress(OSError):  # a process that died meanwhile gives no answer, which is told below
            self._send.write(json.dumps([str(path) for path in paths]).encode() + b"\n")
            self._send.flush()
        for number, path in enumerate(paths):
            begun = time.monotonic()
            said = self._wait(process, self._seconds + more)
            more = 0.0
            if said is None:
                failed = self._describe_end(process, time.monotonic() - begun)
                self.close()
                if len(paths) == 1:
                    yield path, failed
                for left in paths[number:] if len(paths) > 1 else ():
                    yield from self.read([left], by_office=by_office)
                return
            reason = Text(zh=said.get("zh", ""), en=said.get("en", ""))
            yield path, Outcome(said.get("rows"), said.get("kind", ""), reason, time.monotonic() - begun)
        self._orders += len(paths)

    def _start(self) -> subprocess.Popen[bytes]:
        if self._orders >= ORDERS_A_PROCESS:
            self.close()
        if self._process is None:
            self._orders, self._late = 0, False
            self._process = start_process("respnet.corpus.child", stdin=subprocess.PIPE)
            self._send, self._receive = cast("IO[bytes]", self._process.stdin), cast("IO[bytes]", self._process.stdout)
        return self._process

    def _wait(self, process: subprocess.Popen[bytes], seconds: float) -> dict[str, Any] | None:
        """The next answer, None where there is none in time."""
        watch = threading.Timer(seconds, self._stop_late, (process,))
        watch.daemon = True
        watch.start()
        try:
            line = self._receive.readline()
        finally:
            watch.cancel()
        with suppress(ValueError):
            found = json.loads(line)
            if isinstance(found, dict):
                return found
        return None

    def _stop_late(self, process: subprocess.Popen[bytes]) -> None:
        self._late = True
        end_process(process)

    def _describe_end(self, process: subprocess.Popen[bytes], seconds: float) -> Outcome:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)
        if self._late or process.returncode == -getattr(signal, "SIGXCPU", 1 << 20):
            return Outcome(None, "timeout", describe_late_reading(seconds), seconds)
        reason = Text(
            zh=f"读它的进程中断了（{process.returncode}）。请另存为 .docx 或 .txt 再试。",
            en=f"The process that read it ended ({process.returncode}). Save it as .docx or .txt and try again.",
        )
        return Outcome(None, "crash", reason, seconds)
