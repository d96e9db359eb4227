"""Two commands or functions timed in turn, A B A B …, and their ratio: that holds when a machine's speed drifts."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence


def in_turn(a: Callable[[], float], b: Callable[[], float], runs: int) -> tuple[list[float], list[float]]:
    """Seconds of `runs` runs of each, in turn, after one run of each that does not count."""
    a(), b()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        times[0].append(a())
        times[1].append(b())
    return times


def command(arguments: Sequence[str]) -> Callable[[], float]:
    """A whole process, from start to end, with Python's bytecode kept from the run before, as it is by default."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def run() -> float:
        start = time.perf_counter()
        subprocess.run(arguments, check=True, capture_output=True, env=kept)
        return time.perf_counter() - start

    return run


def tell(what: str, ours: list[float], other: str, theirs: list[float], limit: float | None = None) -> None:
    """One line: medians, the median of the pairwise ratios, and the limit that was set."""
    ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    asked = "" if limit is None else f"   (asked: at most {limit:g})"
    print(
        f"{what}: {statistics.median(ours):.3f} s; {other}: {statistics.median(theirs):.3f} s; "
        f"ratio {ratio:.2f}{asked}",
        flush=True,
    )
