"""Work that takes long, each piece in a process of its own with limits: documents are hostile until they are read."""

from __future__ import annotations

import itertools
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal

from respnet.core.i18n import EMPTY_TEXT, Text

SECONDS = 90
"""Seconds that a document may take to be read; the desk's own clock, beside the limits that the process has."""
MAKE_SECONDS = 600
"""Seconds that a report of a large plan may take."""
CLEAR_SECONDS = 2
"""Seconds that a process has to end what it started (LibreOffice) and to remove its copies."""
KEPT_JOBS = 60
"""Jobs that are over and still known."""

_TOO_LONG = Text(
    zh="读了一分半钟还没有读完，已停止。请把文件拆开，或只留任务分工那一部分再试。",
    en="It was still being read after a minute and a half and was stopped. "
    "Take the document apart, or keep only the part with the tasks, and try again.",
)
_TOO_LARGE = Text(
    zh="读这个文件用的内存或时间超过了限度，已停止；责任网不受影响。请另存为 .docx 或 .txt，去掉图片和无关的页再试。",
    en="Reading this file took more memory or time than is allowed and was stopped; the desk goes on. "
    "Save it as .docx or .txt without pictures and pages that do not matter, and try again.",
)

READING = ("read", "reread", "form")
"""Kinds of work that read documents; they go through the queue with the shorter time."""
JobState = Literal["waiting", "running", "done", "failed"]


@dataclass(slots=True)
class Job:
    """Piece of work: its kind, its name on the pages, and what became of it."""

    id: str
    kind: str
    title: str
    arguments: dict[str, Any]
    state: JobState = "waiting"
    text: Text = EMPTY_TEXT
    result: dict[str, Any] = field(default_factory=dict)
    begun: float = field(default_factory=time.monotonic)
    over: threading.Event = field(default_factory=threading.Event)
    clear: Callable[[], object] = int

    @property
    def seconds(self) -> int:
        """Seconds since it was asked for."""
        return int(time.monotonic() - self.begun)


class Jobs:
    """Two queues, each one process at a time: documents to be read, and what is made of plans."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._processes: set[subprocess.Popen[bytes]] = set()
        self._queues: dict[bool, queue.SimpleQueue[Job]] = {True: queue.SimpleQueue(), False: queue.SimpleQueue()}
        for reading in self._queues:
            threading.Thread(target=self._work, args=(reading,), daemon=True).start()

    def submit(self, kind: str, title: str, arguments: dict[str, Any], clear: Callable[[], object] = int) -> Job:
        """Put a piece of work into its queue.

        Args:
            kind: What `respnet.desk.child` is to do.
            title: Name on the pages.
            arguments: What it takes, fit for JSON.
            clear: Takes away what was there for it alone.
        """
        with self._lock:
            job = Job(f"{next(self._numbers)}", kind, title, arguments, clear=clear)
            self._jobs[job.id] = job
            over = [one for one in self._jobs.values() if one.over.is_set()]
            for one in over[:-KEPT_JOBS]:
                del self._jobs[one.id]
        self._queues[kind in READING].put(job)
        return job

    def get(self, job_id: str) -> Job | None:
        """Return a job that is still known."""
        return self._jobs.get(job_id)

    def list_jobs(self, kind: str) -> list[Job]:
        """List the jobs of one kind, the newest first."""
        with self._lock:
            return [one for one in reversed(self._jobs.values()) if one.kind == kind]

    def forget(self, job_id: str) -> None:
        """Drop a job that is over from the list."""
        with self._lock:
            if job_id in self._jobs and self._jobs[job_id].over.is_set():
                del self._jobs[job_id]

    def is_busy(self) -> bool:
        """True while something is under way."""
        with self._lock:
            return any(not one.over.is_set() for one in self._jobs.values())

    def shut_down(self) -> None:
        """End what is still running."""
        for process in list(self._processes):
            _end(process)

    def _work(self, reading: bool) -> None:
        while True:
            job = self._queues[reading].get()
            job.state = "running"
            try:
                job.result = self._run(job, SECONDS if reading else MAKE_SECONDS)
                said = job.result.get("error")
                job.text = Text(**said) if said else EMPTY_TEXT
                job.state = "failed" if said else "done"
            except Exception as error:  # whatever it is, the next job has to come
                job.text, job.state = Text(zh=f"没有完成：{error}", en=f"It was not done: {error}"), "failed"
            finally:
                job.clear()
                job.over.set()

    def _run(self, job: Job, seconds: float) -> dict[str, Any]:
        # -P: a folder of the office may hold a file that is called like a library
        command = [sys.executable, "-P", *(["-I"] if sys.flags.isolated else []), "-X", "utf8", "-m"]
        order = json.dumps({"kind": job.kind, **job.arguments})
        flags: dict[str, Any] = {"start_new_session": True} if os.name == "posix" else {"creationflags": 0x08000000}
        with subprocess.Popen(  # noqa: S603 - this Python, with an order as one argument
            [*command, "respnet.desk.child", order],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            **flags,
        ) as process:
            self._processes.add(process)
            try:
                said, _ = process.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                return {"error": _TOO_LONG.to_dict()}
            finally:
                _end(process)
                self._processes.discard(process)
        with suppress(ValueError):
            found = json.loads(said)
            if isinstance(found, dict):
                return found
        return {"error": _TOO_LARGE.to_dict()}


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and those that it started; a moment before, it is asked to clear away what it keeps."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(CLEAR_SECONDS)
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        elif process.poll() is None:
            process.kill()
