"""Traces `respnet report data`: ``python tests/trace_report.py`` prints files, functions, calls and climbs.

A climb is a call from a room into one above it (the layers of pyproject.toml, from the top down). A file is crossed
a function of it runs; what runs while a module is imported does not count.
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from collections import Counter
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "respnet"


def list_layers() -> list[str]:
    """List the rooms from the top down, as import-linter holds them."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    return list(next(one["layers"] for one in contracts if one["type"] == "layers"))


class Tracer:
    """Profile hook that counts calls between the files of the package."""

    def __init__(self) -> None:
        self.height = {
            room.strip(" ()"): len(list_layers()) - level
            for level, layer in enumerate(list_layers())
            for room in layer.split("|")
        }
        self.calls: Counter[tuple[Path, str]] = Counter()
        self.climbs: Counter[tuple[str, str]] = Counter()

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        """Count one call."""
        if event != "call" or frame.f_code.co_name.startswith("<") or not frame.f_code.co_flags & CO_OPTIMIZED:
            return  # a module, a comprehension, or the body of a class
        file = Path(frame.f_code.co_filename)
        if file.suffix != ".py" or not file.is_relative_to(SOURCE):
            return
        self.calls[file, frame.f_code.co_qualname] += 1
        back = frame.f_back
        while back is not None and back.f_code.co_name.startswith("<"):
            back = back.f_back
        caller = Path(back.f_code.co_filename) if back is not None else file
        if caller.is_relative_to(SOURCE) and self._height(file) > self._height(caller):
            self.climbs[caller.relative_to(SOURCE).as_posix(), file.relative_to(SOURCE).as_posix()] += 1

    def _height(self, file: Path) -> int:
        return self.height.get(file.relative_to(SOURCE).parts[0].removesuffix(".py"), 0)


def trace_report() -> Tracer:
    """Run the report of the shipped plan, without results of earlier runs, and return what was traced."""
    import os
    import threading

    os.environ["RESPNET_CACHE"] = "off"
    from respnet.cli import main

    tracer = Tracer()
    with tempfile.TemporaryDirectory() as folder:
        threading.setprofile(tracer)
        sys.setprofile(tracer)
        try:
            main(["report", str(ROOT / "data"), "--output", folder, "--lang", "zh"], standalone_mode=False)
        finally:
            sys.setprofile(None)
            threading.setprofile(None)
    return tracer


def main() -> None:
    """Print the counts, the rooms and the climbs."""
    tracer = trace_report()
    files = {file for file, _ in tracer.calls}
    print(f"{len(files)} files, {len(tracer.calls)} functions, {sum(tracer.calls.values())} calls")
    for room, count in Counter(file.relative_to(SOURCE).parts[0] for file in files).most_common():
        print(f"{room:<20} {count}")
    for (lower, upper), count in tracer.climbs.items():
        print(f"climb: {lower} -> {upper} ({count})")


if __name__ == "__main__":
    main()
