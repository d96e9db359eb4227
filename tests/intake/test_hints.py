"""Hints: to JSON and back, hostile JSON, and what each does to a reading."""

from __future__ import annotations

import json
from typing import Any

import pytest

from respnet.core.errors import InputError
from respnet.core.to_json import to_jsonable
from respnet.intake.hints import (
    Begin,
    Clause,
    Fill,
    Grid,
    LeadRule,
    Name,
    Quote,
    RoleWord,
    RowKey,
    parse_hint,
)

ROW = RowKey("3", "2", ("一、任务", "（一）修路"), "修好县道")
QUOTE = Quote("3.修好县道", "局负责)", "。年底前", 2)
HINTS = (
    Begin(QUOTE, "above"),
    Clause(ROW, QUOTE),
    Name("*县教委", ("县教委", "团县委"), ROW),
    RoleWord("主抓", "lead"),
    LeadRule(first=False, quote=QUOTE),
    LeadRule(first=True),
    Grid(("内容", "谁干"), (("内容", "task"), ("谁干", "lead"))),
    Fill(("内容", "谁干"), "谁干", 2),
)


@pytest.mark.parametrize("hint", HINTS, ids=lambda hint: hint.kind)
def test_to_json_and_back(hint: Any) -> None:
    assert parse_hint(json.loads(json.dumps(to_jsonable(hint)))) == hint


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"kind": ["begin"]},
        {"kind": "begin"},
        {"kind": "begin", "quote": {"exact": 3}, "level": "same"},
        {"kind": "begin", "quote": {"exact": "a", "nth": -1}, "level": "same"},
        {"kind": "begin", "quote": {"exact": "a" * 5000}, "level": "same"},
        {"kind": "begin", "quote": {"exact": "\ud800"}, "level": "same"},
        {"kind": "begin", "quote": {"exact": "a"}, "level": "sideways"},
        {"kind": "begin", "quote": {"exact": "a"}, "level": []},
        {"kind": "name", "name": "a", "means": "县教委"},
        {"kind": "name", "name": "a", "means": ["b"] * 500},
        {"kind": "role", "word": "a", "role": "boss"},
        {"kind": "lead-rule", "first": 1},
        {"kind": "grid", "header": ["a"], "columns": {"a": "boss"}},
        {"kind": "grid", "header": ["a"], "columns": [["a"]]},
        {"kind": "fill", "header": ["a"], "column": "a", "nth": True},
    ],
)
def test_what_is_no_hint_is_refused_in_words(data: Any) -> None:
    with pytest.raises(InputError) as caught:
        parse_hint(data)
    assert "更正" in caught.value.text.zh
    assert "\ud800" not in caught.value.text.en
