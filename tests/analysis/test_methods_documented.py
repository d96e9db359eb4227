"""Every number that an analysis holds is explained in both languages, by the name it has in the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from respnet.findings.display_names import FLAG_WORDS
from respnet.pipeline import analyse
from tests.analysis.fengdu import fengdu

DOCS = Path(__file__).parents[2] / "docs"
PLAIN = {
    "unit",
    "task",
    "tasks",
    "a",
    "b",
    "zh",
    "en",
    "id",
    "title",
    "area",
    "load",
    "flag",
    "measure",
    "role",
    "value",
}


def keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*(keys(each) for each in value.values()))
    if isinstance(value, list):
        return set().union(*(keys(each) for each in value))
    return set()


@pytest.mark.parametrize("name", ["methods.md", "methods.zh.md"])
def test_every_key_and_finding_is_explained(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    analysis = analyse(fengdu(), draws=50, tie_draws=100, null_draws=10)
    wanted = keys(analysis.to_dict()) - PLAIN - {"loads", "flags", "co_leads", "focus"}
    ranks = {key for key in wanted if key.startswith("rank_") and key not in {"rank_leads", "rank_total"}}
    missing = {key for key in wanted - ranks if f"`{key}`" not in text}
    assert not missing
    for finding in analysis.findings:
        assert f"| `{finding.id}` |" in text
    for flag, words in FLAG_WORDS.items():
        assert f"| `{flag.value}` | {words.of('zh' if 'zh' in name else 'en')} |" in text
