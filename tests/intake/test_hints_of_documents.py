"""The hand-checked documents: decisions on them in other forms of the same text, and damaged ones mended by hints.

A tenth of what `bench/hints.py` does with all of them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.damaged_plans import ASKED_F1, count_cells, damage, mend, read, score
from tests.read_again import FORMS, SAME_TEXT, read_again

DOCUMENTS = Path(__file__).resolve().parents[3] / "shared" / "documents"
MIN_APPLIED = 0.95
"""Share of the decisions that are applied again on the same text in another form."""


def text_of(name: str) -> str:
    file = DOCUMENTS / f"{name}.txt"
    if not file.exists():
        pytest.skip("the hand-checked documents are not here")
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["guangzhou_5g_2025", "nanchong_opc_2026", "zhejiang_ai_table_2026"])
def test_decisions_are_applied_again_and_none_in_a_wrong_place(name: str) -> None:
    counts = read_again(text_of(name), seed=7)
    assert set(counts) == set(FORMS)
    for form, count in counts.items():
        assert count.made >= 10, form
        assert count.wrong == 0, form
        assert count.applied + count.listed == count.made, form
        if form in SAME_TEXT:
            assert count.applied >= MIN_APPLIED * count.made, form
            assert count.changed == 0, form


@pytest.mark.parametrize(
    ("name", "steps"),
    [("ganyu_huanjing_2014", 14), ("ganyu_huanjing_biao_2014", 1), ("wuhan_opc_2026", 5), ("guangzhou_5g_2025", 8)],
)
def test_a_damaged_plan_comes_to_its_rows_by_hints(name: str, steps: int) -> None:
    damaged = damage(text_of(name), seed=1)
    before = read(damaged.document, [])
    assert score(damaged.wanted, before) < ASKED_F1
    hints, after = mend(damaged)
    assert score(damaged.wanted, after) == 1
    assert count_cells(damaged.wanted, after) == 0
    assert len(hints) <= steps < count_cells(damaged.wanted, before)
