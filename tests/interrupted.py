"""Ctrl-C at any line of chosen files: `signal.raise_signal` from a trace function, as if it were typed there."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType, ModuleType, TracebackType
from typing import Any, Self


class InterruptAtLine:
    """Context in which SIGINT comes just before the n-th line that is run of these modules."""

    def __init__(self, modules: tuple[ModuleType, ...], number: int) -> None:
        self.files = {str(Path(str(module.__file__))) for module in modules}
        self.number = number
        self.lines = 0
        self.place = ""

    def __enter__(self) -> Self:
        sys.settrace(self._call)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        sys.settrace(None)

    def _call(self, frame: FrameType, event: str, given: object) -> Callable[..., Any] | None:
        return self._line if frame.f_code.co_filename in self.files else None

    def _line(self, frame: FrameType, event: str, given: object) -> Callable[..., Any]:
        if event == "line":
            self.lines += 1
            if self.lines == self.number:
                self.place = f"{frame.f_code.co_qualname}, line {frame.f_lineno}"
                signal.raise_signal(signal.SIGINT)
        return self._line


def count_lines(modules: tuple[ModuleType, ...], work: Callable[[], object]) -> int:
    """Count the lines that `work` runs of these modules."""
    with InterruptAtLine(modules, -1) as counted:
        work()
    return counted.lines
