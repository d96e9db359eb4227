"""Start-up, and the whole report of the shipped plan, against what one would run instead."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from timing import command, in_turn, tell

HERE = Path(__file__).parent
DATA = HERE.parent / "data"


def main() -> None:
    """Print both ratios."""
    respnet = [str(Path(sys.executable).with_name("respnet"))]
    ours, theirs = in_turn(command([*respnet, "--help"]), command([sys.executable, "-c", "import click"]), 21)
    tell("respnet --help", ours, "import click", theirs, 1.5)
    with tempfile.TemporaryDirectory() as folder:
        report = command([*respnet, "report", str(DATA), "--output", f"{folder}/report"])
        plain = command([sys.executable, str(HERE / "plain_pyvis.py"), str(DATA / "tasks.csv"), f"{folder}/plain.html"])
        tell("respnet report data", *_swap(in_turn(report, plain, 11), "plain pandas, networkx and pyvis"), 1.5)


def _swap(times: tuple[list[float], list[float]], other: str) -> tuple[list[float], str, list[float]]:
    return times[0], other, times[1]


if __name__ == "__main__":
    main()
