"""Steps that go into the reading: one mends number, title, text and units of every row that it touches."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from respnet.core.errors import InputError
from respnet.workspace.office import Office
from respnet.workspace.plan_folder import PlanFolder
from respnet.workspace.state import State
from tests.workspace.steps import TEXT, step

DAMAGED = TEXT.replace("2.办好", "办好")
"""The second task has lost its number, so that the reader sees no task there."""


def place(state: State, words: str, **more: Any) -> dict[str, int]:
    """Find where the words stand in the document, as a browser gives a selection."""
    block = next(at for at, one in enumerate(state.blocks) if words in one.text)
    start = state.blocks[block].text.index(words)
    return {"block": block, "row": -1, "column": -1, "start": start, "end": start + len(words), **more}


def shown(plan: PlanFolder) -> list[tuple[str, str, list[str]]]:
    return [(row.number, row.title, [unit.name for unit in row.units]) for row in plan.state().rows]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_where_a_task_begins_is_said_in_one_step_and_undone_in_one(office: Office) -> None:
    plan = office.add("方案.txt", DAMAGED.encode())
    before = shown(plan)
    assert "办好科技节" not in {title for _, title, _ in before}
    made = {**step("begin", level="same"), "anchor": place(plan.state(), "办好科技节")}
    change = plan.decide(made)
    assert ("", "办好科技节", ["县教委", "县科技局", "县科学技术局"]) in shown(plan)
    assert change.sentence.zh == "“办好科技节。每年一次。(牵头单位:县教委…”是一项任务的开头"
    assert shown(PlanFolder(plan.path, plan.office)) == shown(plan)
    plan.undo()
    assert shown(plan) == before
    plan.redo()
    assert len(shown(plan)) == 3


def test_a_clause_without_a_row_is_that_of_the_task_in_which_it_stands(office: Office) -> None:
    plan = office.add("方案.txt", TEXT.replace("（责任单位：县科协）", "由县科协和县教委去办").encode())
    change = plan.decide({**step("clause"), "anchor": place(plan.state(), "由县科协和县教委去办")})
    assert change.sentence.zh == "“由县科协和县教委去办”是它所在任务的分工"


def test_steps_on_rows_hold_through_a_step_into_the_reading(office: Office) -> None:
    plan = office.add("方案.txt", DAMAGED.encode())
    key = plan.state().rows[0].key
    plan.decide(step("field", row=key, name="deadline", value="2026年"))
    plan.decide({**step("begin", level="same"), "anchor": place(plan.state(), "办好科技节")})
    assert plan.state().rows[0].deadline == "2026年"
    key = plan.state().rows[0].key
    plan.decide(step("name", name="团县委", means=["共青团丰都县委"]))
    assert plan.state().rows[0].key == key
    assert [unit.name for unit in plan.state().rows[0].units] == ["县科协", "县教委", "共青团丰都县委"]
    assert {one.state for one in plan.list_outcomes()} == {"taken"}


def test_a_row_that_did_not_change_is_the_same_object_after_a_new_reading(office: Office) -> None:
    plan = office.add("方案.txt", TEXT.encode())
    before = plan.state().rows
    plan.decide(step("name", name="团县委", means=[]))
    assert plan.state().rows[0] is not before[0]
    assert plan.state().rows[1] is before[1]


def test_a_step_that_the_reader_cannot_use_is_refused_with_the_reason(office: Office) -> None:
    plan = office.add("方案.txt", TEXT.encode())
    before = (plan.path / "history.jsonl").read_bytes()
    for anchor in (
        {"block": 99, "row": -1, "column": -1, "start": 0, "end": 3},
        {"block": 1, "row": 0, "column": 0, "start": 0, "end": 3},
    ):
        with pytest.raises(InputError, match="no such place"):
            plan.decide({**step("begin", level="same"), "anchor": anchor})
    assert (plan.path / "history.jsonl").read_bytes() == before


def test_tables_alone_take_names_and_no_places(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "tasks.csv").write_text("number,title,lead_units\n1,修路,*县交通局\n", encoding="utf-8")
    plan = Office(tmp_path).plans()[0]
    plan.decide(step("name", name="*县交通局", means=["县交通局", "县财政局"]))
    assert shown(plan) == [("1", "修路", ["县交通局", "县财政局"])]
    with pytest.raises(InputError, match="tables and no text"):
        plan.decide(
            {**step("begin", level="same"), "anchor": {"block": 0, "row": -1, "column": -1, "start": 0, "end": 1}}
        )
    with pytest.raises(InputError, match="tables and no text"):
        plan.decide(step("role", word="牵头", role="lead"))


def test_names_that_are_typed_are_those_that_a_cell_of_a_table_holds(office: Office) -> None:
    plan = office.add("方案.txt", TEXT.encode())
    plan.decide(step("name", name="团县委", means=["各市", "县政府", "县科协（含所属", "下同）"]))
    assert shown(plan)[0][2] == ["县科协", "县教委", "各市、县政府", "县科协（含所属、下同）"]
    with pytest.raises(InputError, match="close every bracket"):
        plan.decide(step("name", name="县教委", means=["县教委（含"]))
