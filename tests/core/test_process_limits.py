"""Limits that a process sets itself; of Windows what Linux can show: the layout, and the order of calls."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from respnet.core.job_object import _BasicLimits, _ExtendedLimits, hold_in_job

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the limits of POSIX")


@POSIX
def test_memory_files_and_their_number_are_limited() -> None:
    code = (
        "from respnet.core.process_limits import limit_this_process\n"
        "limit_this_process(300 * 2**20, 5, file_bytes=1000, open_files=20)\n"
        "import resource as r, tempfile\n"
        "print(*(r.getrlimit(one)[0] for one in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_FSIZE, r.RLIMIT_NOFILE)))\n"
        "try: bytearray(400 * 2**20)\n"
        "except MemoryError: print('no memory')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == [f"{300 * 2**20} 5 1000 20", "no memory"]


def test_structures_are_laid_out_as_windows_documents_them_for_64_bits() -> None:
    assert ctypes.sizeof(ctypes.c_void_p) == 8
    assert (ctypes.sizeof(_BasicLimits), ctypes.sizeof(_ExtendedLimits)) == (64, 144)
    places = {name: getattr(_BasicLimits, name).offset for name, _ in _BasicLimits._fields_}
    assert list(places.values()) == [0, 8, 16, 24, 32, 40, 48, 56, 60]
    assert _ExtendedLimits.ProcessMemoryLimit.offset == 112


class Kernel(SimpleNamespace):
    """Stand-in of kernel32 that keeps its calls and refuses one of them."""

    def __init__(self, refuses: str = "") -> None:
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        super().__init__(**{name: self._make(name, refuses) for name in NAMES})

    def _make(self, name: str, refuses: str) -> Any:
        def call(*arguments: Any) -> int | None:
            self.calls.append((name, arguments))
            return None if name == refuses else 2**40 + 8  # a handle may need more than 32 bits

        return call


NAMES = ("CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject")


def test_a_job_is_made_limited_and_only_then_given_the_process() -> None:
    kernel = Kernel()
    assert hold_in_job(kernel, -1, 7 * 2**30, 60)
    assert tuple(name for name, _ in kernel.calls) == NAMES
    handle, kind, limits, size = kernel.calls[1][1]
    assert (handle.value, kind, size) == (2**40 + 8, 9, 144)
    found = limits._obj
    assert found.BasicLimitInformation.PerProcessUserTimeLimit == 600_000_000
    assert found.BasicLimitInformation.LimitFlags == 0x2 | 0x8 | 0x100 | 0x400 | 0x2000
    assert found.ProcessMemoryLimit == 7 * 2**30
    assert [one.value for one in kernel.calls[2][1]] == [2**40 + 8, 2**64 - 1]


@pytest.mark.parametrize("refused", NAMES)
def test_what_the_system_refuses_is_said(refused: str) -> None:
    kernel = Kernel(refused)
    assert not hold_in_job(kernel, -1, 1, 1)
    assert kernel.calls[-1][0] == refused
