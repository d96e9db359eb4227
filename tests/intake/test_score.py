"""The hand-checked documents, read in all the variants of their score."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from respnet.intake.folder.write import render_tasks_csv
from respnet.intake.read import read_document_plan

SHARED = Path(__file__).resolve().parents[3] / "shared"
DOCUMENTS = sorted((SHARED / "documents").glob("*.txt"))
VARIANTS = ("as printed", "folded", "full width", "crlf")


@pytest.fixture(scope="module")
def score() -> ModuleType:
    file = SHARED / "score_extraction.py"
    if not file.exists() or not DOCUMENTS:
        pytest.skip("the hand-checked documents are not here")
    spec = importlib.util.spec_from_file_location("score_extraction", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_documents_are_read_right_and_no_lead_is_invented(score: ModuleType, variant: str, tmp_path: Path) -> None:
    wanted, found, hits, invented = 0, 0, 0, 0
    for file in DOCUMENTS:
        gold = json.loads(file.with_suffix(".gold.json").read_text(encoding="utf-8"))
        want, _, spellings, led = score.expected(gold)
        text = score.VARIANTS[variant](file.read_text(encoding="utf-8"))
        (tmp_path / "plan.txt").write_bytes(text.encode("utf-8"))
        have = _found(score, tmp_path / "plan.txt", want)
        for (key, role, unit), count in list(have.items()):
            printed = spellings.get(unit)
            if printed and (key, role, unit) not in want:
                del have[key, role, unit]
                have[key, role, printed] += count
        wanted, found, hits = wanted + want.total(), found + have.total(), hits + (want & have).total()
        invented += sum(n for (key, role, _), n in (have - want).items() if role == "lead" and key not in led)
    assert invented == 0
    assert 2 * hits / (wanted + found) >= 0.995


def _found(score: ModuleType, document: Path, want: Counter[tuple[str, str, str]]) -> Counter[tuple[str, str, str]]:
    whole = sorted({unit for _, _, unit in want if "、" in unit.split("(")[0]}, key=len, reverse=True)
    have: Counter[tuple[str, str, str]] = Counter()
    plan, _ = read_document_plan(document)
    for written in csv.DictReader(io.StringIO(render_tasks_csv(plan), newline="")):
        for role, column in score.ROLE_COLUMNS.items():
            for unit in score.split_units(written[column], whole):
                have[score.number_key(written["number"]), role, unit] += 1
    return have
