"""Counts places in the source that share ten Chinese characters or more: ``python bench/duplicate_words.py``.

A place is one text (`zh=` of a `Text`, with its parts joined); what a value fills in parts it. A sentence that stands
in two places has to be mended in both, so a smaller number is better. Prints the number, and the longest shared words.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

SHARED = 10
"""Chinese characters, without what stands between them, from which two places are said to share words."""
RUN = re.compile("[\u4e00-\u9fff，、：；。（）“”]+")


def list_places(root: Path) -> Iterator[tuple[str, list[str]]]:
    """List the places under `root` with their runs of Chinese words."""
    for file in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "zh":
                words = "".join(
                    part.value if isinstance(part.value, str) else "|"
                    for part in ast.walk(node.value)
                    if isinstance(part, ast.Constant)
                )
                runs = [run for run in RUN.findall(words) if len(run) >= SHARED]
                if runs:
                    yield f"{file.relative_to(root)}:{node.value.lineno}", runs


def find_pieces(runs: list[str]) -> set[str]:
    """Find every piece of `SHARED` Chinese characters in the runs, without the stops between them."""
    plain = (re.sub("[^\u4e00-\u9fff]", "", run) for run in runs)
    return {run[start : start + SHARED] for run in plain for start in range(len(run) - SHARED + 1)}


def main() -> None:
    """Print the number of pairs, and those that share most."""
    root = Path(sys.argv[1] if len(sys.argv) > 1 else "src/respnet")
    places = [(place, find_pieces(runs)) for place, runs in list_places(root)]
    shared = [(len(a & b), one, other, min(a & b)) for (one, a), (other, b) in combinations(places, 2) if a & b]
    sys.stdout.write(f"{len(shared)} pairs of {len(places)} places share {SHARED} Chinese characters or more\n")
    for number, one, other, piece in sorted(shared, reverse=True)[:60]:
        sys.stdout.write(f"{number + SHARED - 1:4}  {one}  {other}  {piece}\n")


if __name__ == "__main__":
    main()
