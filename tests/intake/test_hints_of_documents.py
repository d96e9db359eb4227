"""The hand-checked documents: decisions on them in other forms of the same text, and damaged ones mended by hints.

A tenth of what `bench/hints.py` does with all of them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from respnet.intake.clauses import extractor
from respnet.intake.clauses.guide import Guide
from respnet.intake.documents.document import Document
from respnet.intake.documents.text import parse_plain_text
from respnet.intake.hints import Hint
from respnet.intake.language import clause_parser, unit_list
from respnet.intake.tables.table_roles import TableRoles
from tests.damaged_plans import ASKED_F1, count_cells, damage, mend, read, score
from tests.read_again import FORMS, SAME_TEXT, decide, read_again

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


def read_whole(document: Document, hints: list[Hint], monkeypatch: pytest.MonkeyPatch) -> object:
    """Read a document with nothing kept of former readings, every hint in each part of it."""
    roles, given = TableRoles(), Guide(document, hints)
    for kept in (clause_parser.parse_clause, unit_list._parse_unit_names, extractor._draft_by_places):
        kept.cache_clear()
    with monkeypatch.context() as patch:
        drafted = extractor._draft_document(document, roles, given)
        patch.setattr(extractor, "_draft_with_hints", lambda *_: (given, drafted))
        return extractor.extract(document, hints=hints)


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.rare)])
def test_a_reading_of_what_has_changed_is_the_whole_reading(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """What is kept of former readings, with fewer and other hints, changes nothing in any document."""
    for file in sorted(DOCUMENTS.glob("*.txt"))[::step]:
        document = parse_plain_text(file.read_text(encoding="utf-8"), file.stem)
        hints = decide(extractor.extract(document), seed=3)
        for some in (hints[:9], hints[:10], hints[:24]):
            assert extractor.extract(document, hints=some) == read_whole(document, some, monkeypatch), file.stem


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
