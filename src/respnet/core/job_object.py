"""Job objects of Windows, which hold processes to limits (learn.microsoft.com/windows/win32/procthread/job-objects).

A job lives as long as its handle, so what it holds ends with the process that made it, however that ends.
"""

from __future__ import annotations

import ctypes
from typing import Any

_KILL_ON_JOB_CLOSE = 0x2000
_MAX_PROCESSES = 8
"""Processes in a job: LibreOffice takes two."""
_SET_QUOTA_AND_TERMINATE = 0x0101
_THIS_PROCESS = -1  # what GetCurrentProcess returns
_EXTENDED_LIMIT_INFORMATION = 9


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION; a DWORD of `ctypes.wintypes` has eight bytes elsewhere."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),  # in units of 100 ns
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class _ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("BasicLimitInformation", _BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def limit_own_process(memory: int, cpu_seconds: int) -> bool:
    """Put this process into a job: it and those that it starts end together.

    Args:
        memory: Bytes of committed memory of each process.
        cpu_seconds: Seconds of processor time of each.

    Returns:
        False where the system refuses it.
    """
    return hold_in_job(_load_kernel(), _THIS_PROCESS, memory, cpu_seconds)


def bind_process(pid: int, memory: int, cpu_seconds: int) -> bool:
    """Bind a process of Windows that is no child (an Office program) to this one: it ends with it, within limits.

    Args:
        pid: Its number.
        memory: Bytes of committed memory that it may have.
        cpu_seconds: Seconds of processor time that it may take from now on.

    Returns:
        True if it is bound.
    """
    kernel = _load_kernel()
    process = kernel.OpenProcess(_SET_QUOTA_AND_TERMINATE, 0, pid)
    if not process:
        return False
    try:
        return hold_in_job(kernel, process, memory, cpu_seconds)
    finally:
        kernel.CloseHandle(ctypes.c_void_p(process))


def hold_in_job(kernel: Any, process: int, memory: int, cpu_seconds: int) -> bool:
    """Put a process into a job object of its own, whose handle stays open until this process ends.

    Args:
        kernel: The library kernel32.
        process: Handle of the process.
        memory: Bytes of committed memory of each process in it.
        cpu_seconds: Seconds of processor time of each.

    Returns:
        False where the system refuses it.
    """
    job = kernel.CreateJobObjectW(None, None)
    if not job:
        return False
    limits = _ExtendedLimits()
    basic = limits.BasicLimitInformation
    # PROCESS_TIME, ACTIVE_PROCESS, PROCESS_MEMORY, DIE_ON_UNHANDLED_EXCEPTION: no window that reports a crash
    basic.LimitFlags = 0x2 | 0x8 | 0x100 | 0x400 | _KILL_ON_JOB_CLOSE
    basic.PerProcessUserTimeLimit = cpu_seconds * 10_000_000
    basic.ActiveProcessLimit = _MAX_PROCESSES
    limits.ProcessMemoryLimit = memory
    handle, size = ctypes.c_void_p(job), ctypes.sizeof(limits)
    return bool(
        kernel.SetInformationJobObject(handle, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), size)
        and kernel.AssignProcessToJobObject(handle, ctypes.c_void_p(process))
    )


def _load_kernel() -> Any:
    """Load kernel32; a handle has the size of a pointer, which ctypes would cut to 32 bits."""
    kernel = getattr(ctypes, "WinDLL")("kernel32")  # noqa: B009 - there is none elsewhere
    kernel.CreateJobObjectW.restype = kernel.OpenProcess.restype = ctypes.c_void_p
    return kernel
