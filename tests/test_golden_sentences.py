"""Every sentence of forty plans stands in one file; a change of words is a change of that file."""

from __future__ import annotations

from difflib import unified_diff

from tests.golden_sentences import FILE, list_lines, list_plans


def test_every_sentence_is_the_one_looked_at() -> None:
    assert len(list_plans()) == 40
    kept, said = FILE.read_text(encoding="utf-8").splitlines(), list_lines()
    changes = [line for line in unified_diff(kept, said, "looked at", "said now", lineterm="", n=0) if line[:2] != "@@"]
    assert not changes, "\n".join(
        ["meant? then: python -m tests.golden_sentences, and read the difference", *changes[:60]]
    )
    for found in ("\toverloaded-units ", "\tcheck ", "\tprofile "):
        assert any(found in line for line in kept)
