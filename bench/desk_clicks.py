"""The damaged documents brought back by clicks in a real browser: steps and clicks, beside editing cell by cell."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import sync_playwright

from respnet.intake.documents.document import Paragraph
from tests.damaged_plans import count_cells, damage, mend, read, score
from tests.desk.clicks import Clerk, read_plan
from tests.desk.served import add_plan, open_windows, serve

DOCUMENTS = Path(__file__).resolve().parents[2] / "shared" / "documents"


def main(names: list[str]) -> None:
    """Print a line a document: what was wrong, the steps and clicks, and how near the plan came to what is right."""
    print("| document | rows | F1 | cells to edit | steps | clicks and keys | not taken | F1 after |", flush=True)
    print("|---|---|---|---|---|---|---|---|", flush=True)
    sums = [0] * 5
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, serve(Path(folder)) as desk:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for file in sorted(DOCUMENTS.glob("*.txt")):
            if names and file.stem not in names:
                continue
            damaged = damage(file.read_text(encoding="utf-8"), seed=1)
            before = read(damaged.document, [])
            hints, mended = mend(damaged)
            lines = (block.text for block in damaged.document.blocks if isinstance(block, Paragraph))
            plan = add_plan(desk.folder, f"{file.stem}.txt", "\n".join(lines) + "\n")
            refused = 0
            with open_windows(chromium, desk, plan) as (window,):
                clerk = Clerk(window, damaged.document)
                for hint in hints:
                    refused += "没有改成" in clerk.carry_out(hint)
                clerk.mend_rows(damaged.wanted, mended)
                after = read_plan(plan)
            cells = count_cells(damaged.wanted, before)
            counts = (len(damaged.wanted.rows), cells, window.steps, window.clicks, refused)
            sums = [total + one for total, one in zip(sums, counts, strict=True)]
            row = f"| {file.stem} | {counts[0]} | {score(damaged.wanted, before):.2f} | {cells} | {window.steps} |"
            print(f"{row} {window.clicks} | {refused} | {score(damaged.wanted, after):.3f} |", flush=True)
        chromium.close()
    print(f"| all | {sums[0]} | | {sums[1]} | {sums[2]} | {sums[3]} | {sums[4]} | |")


if __name__ == "__main__":
    main(sys.argv[1:])
