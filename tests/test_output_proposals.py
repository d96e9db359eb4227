from __future__ import annotations

import json
from dataclasses import replace

from rich.cells import cell_len

from respnet.analysis.rebalance.rebalance import rebalance
from respnet.cli.output.proposals import format_rebalance_json, format_rebalance_text
from respnet.core.options import RebalanceOptions
from respnet.findings.rebalance import describe_move_reason
from tests.analysis.family import FAMILY, network
from tests.analysis.sections import shipped

FREE = RebalanceOptions(from_owner=True, keep_one=False)


def test_the_curve_stands_in_columns() -> None:
    found = rebalance(shipped(), replace(FREE, moves=12))
    text = format_rebalance_text(shipped(), found, "zh").splitlines()
    assert text[2].split() == ["调整", "最高加权任务量", "平方和", "最多牵头", "单独牵头任务", "任务量最高的单位"]
    assert text[4].split() == ["0", "26", "1699", "22", "7", "县科协"]
    assert text[5].split() == ["1", "25.5", "1674.5", "21", "7", "县科协"]
    assert text[16].startswith("  12 ")
    assert {cell_len(line[: line.index("县")]) for line in text[4:17]} == {cell_len(text[4][: text[4].index("县")])}


def test_each_proposal_is_a_line_with_its_reason_and_nothing_is_decided() -> None:
    found = rebalance(shipped(), replace(FREE, moves=2))
    text = format_rebalance_text(shipped(), found, "zh").splitlines()
    assert text[-5:] == [
        "降到 25 的 2 处调整建议：",
        *text[-4:-2],
        "",
        "以上供研究，不代替决定；方案没有改动，没有写回任何内容。",
    ]
    for line, move in zip(text[-4:-2], found.curve[-1].proposed, strict=True):
        assert line.endswith(f"。{describe_move_reason(move.reason).zh}")
    one = network([("ax", "b"), ("a", []), ("a", []), ("b", "")])
    assert format_rebalance_text(one, rebalance(one), "en").splitlines()[-4:] == [
        "The proposed move brings it down to 2.5:",
        "Task 1 (task 1): the lead passes from a to b. Already supports the task; the only unit that could take the "
        "lead; with all moves made, its weighted workload goes from 1.5 to 2.",
        "",
        "This is for study and decides nothing; the plan is as it was, and nothing was written back.",
    ]


def test_where_nothing_helps_it_says_why() -> None:
    plan = FAMILY["one task"]
    assert "every task has one lead" in format_rebalance_text(plan, rebalance(plan), "en")
    for each in FAMILY.values():
        for lang in ("zh", "en"):
            assert format_rebalance_text(each, rebalance(each), lang)


def test_marks_that_turn_words_round_are_spelt_out() -> None:
    plan = network([(["a\u202e", "x"], ["b"]), (["a\u202e"], []), (["b"], [])])
    text = format_rebalance_text(plan, rebalance(plan), "zh")
    assert "\u202e" not in text
    assert "a<U+202E>" in text


def test_as_json() -> None:
    found = json.loads(format_rebalance_json(rebalance(shipped())))
    assert set(found) == {"rules", "candidates", "exempt", "anchored", "curve", "approximation"}
    assert found["curve"][-1]["moves"] == 1
    assert found["curve"][-1]["proposed"][0]["reason"]["zh"].startswith("已是该任务的责任单位")
    assert found["rules"] == {
        "ratio": 0.5,
        "moves": 3,
        "protected": [],
        "field": [],
        "keep_one": True,
        "from_owner": False,
    }
