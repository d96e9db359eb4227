"""Limits of a process that reads what may be hostile: resource limits, on Windows a job object."""

from __future__ import annotations

import sys
from contextlib import suppress


def limit_this_process(memory: int, cpu_seconds: int, *, file_bytes: int = 0, open_files: int = 0) -> None:
    """Limit this process and, each for itself, those that it starts; a limit that the system refuses is left out.

    Args:
        memory: Bytes of address space; on Windows of committed memory.
        cpu_seconds: Seconds of processor time.
        file_bytes: Bytes of the largest file written; 0 for no limit. Windows has none.
        open_files: Open files; 0 for no limit. Windows has none.
    """
    if sys.platform == "win32":
        from respnet.core.job_object import limit_own_process

        limit_own_process(memory, cpu_seconds)
        return
    import resource

    limits = {resource.RLIMIT_AS: memory, resource.RLIMIT_CPU: cpu_seconds, resource.RLIMIT_CORE: 0}
    limits |= {resource.RLIMIT_FSIZE: file_bytes} if file_bytes else {}
    limits |= {resource.RLIMIT_NOFILE: open_files} if open_files else {}
    for what, most in limits.items():
        with suppress(ValueError, OSError):  # macOS refuses some
            hard = resource.getrlimit(what)[1]
            resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
