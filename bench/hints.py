"""Decisions of people on the hand-checked documents: applied again on other forms, and steps that mend damaged ones."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.damaged_plans import count_cells, damage, mend, read, score
from tests.read_again import FORMS, Count, read_again

DOCUMENTS = Path(__file__).resolve().parents[2] / "shared" / "documents"


def main() -> None:
    """Print what became of 30 random decisions a document in each form; then steps against cells, a line a document."""
    texts = {file.stem: file.read_text(encoding="utf-8") for file in sorted(DOCUMENTS.glob("*.txt"))}
    totals = {form: Count() for form in FORMS}
    for text in texts.values():
        for form, count in read_again(text, seed=1).items():
            totals[form] = totals[form] + count
    print("| form | decisions | applied | listed | wrong place | rows otherwise |\n|---|---|---|---|---|---|")
    for form, one in totals.items():
        print(f"| {form} | {one.made} | {one.applied} | {one.listed} | {one.wrong} | {one.changed} |")
    print("\n| document | rows | damages | F1 | cells to edit | hints | cells left | F1 |")
    print("|---|---|---|---|---|---|---|---|")
    sums = [0, 0, 0, 0, 0]
    for name, text in texts.items():
        damaged = damage(text, seed=1)
        before = read(damaged.document, [])
        hints, after = mend(damaged)
        cells, left = count_cells(damaged.wanted, before), count_cells(damaged.wanted, after)
        counts = (len(damaged.wanted.rows), damaged.damages, cells, len(hints), left)
        sums = [total + one for total, one in zip(sums, counts, strict=True)]
        row = f"| {name} | {counts[0]} | {counts[1]} | {score(damaged.wanted, before):.2f} | {cells} |"
        print(f"{row} {len(hints)} | {left} | {score(damaged.wanted, after):.3f} |", flush=True)
    print(f"| all | {sums[0]} | {sums[1]} | | {sums[2]} | {sums[3]} | {sums[4]} | |")
    print(f"steps {sums[3] + sums[4]} : {sums[2]} cells edited one by one   (asked: fewer, as 190 : 294 on the cases)")


if __name__ == "__main__":
    main()
