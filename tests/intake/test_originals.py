"""The four documents as they came (web pages, Markdown) give the same tables as their texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from respnet.core.plan import Plan
from respnet.intake.read import read_document_plan

DOCUMENTS = Path(__file__).parents[3] / "shared" / "documents"
ORIGINALS = sorted((DOCUMENTS / "originals").glob("*")) if DOCUMENTS.is_dir() else []


@pytest.mark.skipif(not ORIGINALS, reason="the documents are not beside this checkout")
@pytest.mark.parametrize("original", ORIGINALS, ids=lambda path: path.name)
def test_an_original_gives_the_same_table_as_its_text(original: Path) -> None:
    ours, _ = read_document_plan(original)
    text, _ = read_document_plan(DOCUMENTS / f"{original.stem}.txt")
    assert said(ours) == said(text)


def said(plan: Plan) -> tuple[object, ...]:
    tasks = [
        (task.number, task.part, task.section, task.title, task.deadline, task.targets, task.clause)
        for task in plan.tasks
    ]
    names = [(one.task.rsplit("/", 1)[-1], one.role, one.position, one.printed, one.origin) for one in plan.assignments]
    return (plan.title, tasks, names)
