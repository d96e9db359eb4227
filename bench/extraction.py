"""Seconds per megabyte of document text, at three sizes (linear: the ratio stays near 1), and twenty plans at once."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from timing import command, in_turn, tell

from respnet.intake.read import read_document_plan

SECTION = """（{n}）实施第{n}类行动
1. 开展第{n}项科技下乡。每年组织活动20场次以上。（牵头单位：县科协，责任单位：县教委、县科技局、各乡镇（街道））
2. 建设第{n}个科普馆。2026年底前建成。（县科技局牵头，县财政局、县自然资源和规划局等按职责分工负责）
3. 总结推广第{n}条经验，定期通报进展情况。
"""


def text_of(megabytes: float) -> str:
    """A plan of about so many megabytes, of ordinary forms."""
    whole = "某县科普工作实施方案\n一、重点任务\n"
    size, parts, number = 0, [whole], 0
    while size < megabytes * 1e6:
        number += 1
        parts.append(SECTION.format(n=number))
        size += len(parts[-1].encode("utf-8"))
    return "".join(parts)


def main() -> None:
    """Print seconds per megabyte, then all the hand-checked plans against five imports of pandas."""
    with tempfile.TemporaryDirectory() as folder:
        rates = []
        (Path(folder) / "warm.txt").write_text(text_of(0.1), encoding="utf-8")
        read_document_plan(Path(folder) / "warm.txt")  # the first reading also imports and compiles
        for megabytes in (0.1, 1.0, 10.0):
            document = Path(folder) / f"{megabytes:g}.txt"
            document.write_text(text_of(megabytes), encoding="utf-8")
            start = time.perf_counter()
            plan, _ = read_document_plan(document)
            rates.append((time.perf_counter() - start) / (document.stat().st_size / 1e6))
            print(f"{megabytes:4g} MB: {rates[-1]:.2f} s/MB, {len(plan.tasks):,} tasks", flush=True)
        print(f"largest ratio per MB: {max(rates[1:]) / min(rates):.2f}   (asked: under 1.5)")
        documents = Path(__file__).parents[2] / "shared" / "documents"
        if documents.is_dir():
            ours = [sys.executable, "-m", "respnet", "extract", *map(str, sorted(documents.glob("*.txt")))]
            five = "for i in 1 2 3 4 5; do " + f'"{sys.executable}" -c "import pandas"; done'
            times = in_turn(command([*ours, "--output", f"{folder}/out", "--force"]), command(["sh", "-c", five]), 5)
            tell("twenty documents in one command", times[0], "import pandas, five times", times[1], 1.0)


if __name__ == "__main__":
    main()
