"""Damaged documents come to their rows by steps of the journal, as a browser sends them, and stay so when reopened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from respnet.intake.anchors import DocumentText
from respnet.intake.hint_book import find_row
from respnet.intake.hints import Begin, Clause, Grid, Hint, Name, Quote, RoleWord
from respnet.intake.language.normalize import normalize_text
from respnet.workspace.office import Office
from respnet.workspace.plan_folder import PlanFolder
from respnet.workspace.state import RowState
from tests.damaged_plans import damage, mend
from tests.workspace.steps import step

DOCUMENTS = Path(__file__).resolve().parents[3] / "shared" / "documents"


def to_step(hint: Hint, whole: DocumentText, rows: tuple[RowState, ...]) -> dict[str, Any]:
    """The step of the browser that makes a hint."""
    if isinstance(hint, Begin):
        return {**step("begin", level=hint.level), "anchor": to_anchor(hint.quote, whole)}
    if isinstance(hint, Clause):
        at = find_row(hint.row, [(one.number, one.title, one.part, one.section) for one in rows]) if hint.row else -1
        return {**step("clause", row=rows[at].key if at >= 0 else None), "anchor": to_anchor(hint.quote, whole)}
    if isinstance(hint, Name):
        return step("name", name=hint.name, means=list(hint.means), row=None)
    if isinstance(hint, RoleWord):
        return step("role", word=hint.word, role=hint.role, row=None)
    assert isinstance(hint, Grid)
    return step("grid", header=list(hint.header), nth=hint.nth, columns=dict(hint.columns))


def to_anchor(quote: Quote, whole: DocumentText) -> dict[str, int]:
    found = whole.find(quote)
    (block, start), (end_block, last) = (to_raw(place, whole) for place in (found.start, found.end - 1))
    return {"block": block, "row": -1, "column": -1, "start": start, "end": last + 1, "end_block": end_block}


def to_raw(place: int, whole: DocumentText) -> tuple[int, int]:
    key = whole.locate(place)
    folded = normalize_text(whole.document.blocks[key[0]].text)  # type: ignore[union-attr]
    offsets = [at for at, one in zip(folded.offsets, folded.text, strict=True) if not one.isspace()]
    return key[0], offsets[place - whole.starts[key]]


def shown(plan: PlanFolder) -> list[tuple[str, dict[str, list[str]]]]:
    rows = plan.state().rows
    return [
        (row.number, {one.role: [u.name for u in row.units if u.role is one.role] for one in row.units}) for row in rows
    ]


@pytest.mark.parametrize("name", ["ganyu_huanjing_2014", "zhejiang_ai_table_2026", "guangzhou_5g_2025"])
def test_a_damaged_plan_comes_to_its_rows_by_steps(name: str, tmp_path: Path) -> None:
    file = DOCUMENTS / f"{name}.txt"
    if not file.exists():
        pytest.skip("the hand-checked documents are not here")
    sound = shown(Office(tmp_path / "sound").add("方案.txt", file.read_bytes()))
    damaged = damage(file.read_text(encoding="utf-8"), seed=1)
    text = "\n".join(block.text for block in damaged.document.blocks)  # type: ignore[union-attr]
    plan = Office(tmp_path / "damaged").add("方案.txt", text.encode())
    assert shown(plan) != sound
    for hint in mend(damaged)[0]:
        plan.decide(to_step(hint, DocumentText(damaged.document), plan.state().rows))
    bare = [(number.strip("（）() "), units) for number, units in shown(plan)]
    assert bare == [(number.strip("（）() "), units) for number, units in sound]
    assert shown(PlanFolder(plan.path, plan.office)) == shown(plan)
