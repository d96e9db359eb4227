"""Work that takes long, each piece in a process of its own with limits: documents are hostile until they are read."""

from __future__ import annotations

import itertools
import json
import queue
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from respnet.core.guarded_process import describe_late_reading, end_process, start_process
from respnet.core.i18n import EMPTY_TEXT, Text

SECONDS = 90
"""Seconds that a document may take to be read; the desk's own clock, beside the limits that the process has."""
MAKE_SECONDS = 600
"""Seconds that a report of a large plan may take."""
KEPT_JOBS = 60
"""Jobs that are over and still known."""

_TOO_LARGE = Text(
    zh="读这个文件用的内存或时间超过了限度，已停止；责任网不受影响。请另存为 .docx 或 .txt，去掉图片和无关的页再试。",
    en="Reading this file took more memory or time than is allowed and was stopped; the desk goes on. "
    "Save it as .docx or .txt without pictures and pages that do not matter, and try again.",
)

_NOT_MADE = Text(
    zh="没有做完就停了，时间太长或内存不够；责任网不受影响。请少选几个方案或单位，关掉别的程序再试。",
    en="It took too long or too much memory and was stopped; the desk goes on. "
    "Choose fewer plans or units, close other programs, and try again.",
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
            end_process(process)

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
        order = json.dumps({"kind": job.kind, **job.arguments})
        with start_process("respnet.desk.child", order, stdin=subprocess.DEVNULL) as process:
            self._processes.add(process)
            try:
                said, _ = process.communicate(timeout=seconds)
                found: dict[str, Any] = json.loads(said)
                return found
            except subprocess.TimeoutExpired:
                failed = describe_late_reading(seconds)
            except ValueError:
                failed = _TOO_LARGE
            finally:
                end_process(process)
                self._processes.discard(process)
        return {"error": (failed if job.kind in READING else _NOT_MADE).to_dict()}
