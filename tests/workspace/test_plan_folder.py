"""A plan of an office: its steps, what they change, and what two windows do to it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from respnet.core.errors import InputError
from respnet.core.installation import find_resource_dir
from respnet.core.to_json import to_jsonable
from respnet.workspace.errors import Conflict, NotRead
from respnet.workspace.office import Office
from respnet.workspace.plan_folder import PlanFolder
from tests.workspace.steps import TEXT, step


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "张 三" / "办公室（一）")


@pytest.fixture
def plan(office: Office) -> PlanFolder:
    return office.add("科普方案.txt", TEXT.encode())


@pytest.fixture
def tables(tmp_path: Path) -> PlanFolder:
    shutil.copytree(str(find_resource_dir("data")), tmp_path / "data")
    return Office(tmp_path / "data").plans()[0]


def test_a_document_is_read_once_and_shown_from_what_was_kept(office: Office, plan: PlanFolder) -> None:
    assert plan.document is not None
    assert plan.document.read_bytes() == TEXT.encode()
    again = Office(office.folder).find(plan.id)
    state = again.state()
    assert again.state().title == "丰都县科普工作方案"
    assert [row.number for row in state.rows] == ["1", "2", "3"]
    assert [unit.name for unit in state.rows[0].units] == ["县科协", "县教委", "团县委"]
    place = state.rows[0].place
    assert place is not None
    assert "科技馆" in state.blocks[place.block].text[place.start : place.end]
    assert {mark.row for block in state.blocks for mark in block.marks if mark.kind == "clause"} == {
        row.key for row in state.rows
    }
    to_jsonable(state)


def test_a_role_is_changed_and_changed_back_in_one_step(plan: PlanFolder) -> None:
    key = plan.state().rows[0].key
    was = plan.state().rows[0].units
    change = plan.decide(step("assign", row=key, name="县教委", role="lead", instead="responsible"))
    assert change.sentence.zh == "第 1 项“建好科技馆”的“县教委”由责任改为牵头"
    assert [(unit.role, unit.name) for unit in plan.state().rows[0].units] == [
        ("lead", "县科协"),
        ("lead", "县教委"),
        ("responsible", "团县委"),
    ]
    plan.undo()
    assert plan.state().rows[0].units == was
    with pytest.raises(InputError, match="instead"):
        plan.decide(step("assign", row=key, name="县教委", role="lead", instead="chief"))


def test_another_document_or_no_reading_is_said_and_not_guessed(plan: PlanFolder) -> None:
    (plan.path / "versions" / "reading.json").unlink()
    plan.forget()
    with pytest.raises(NotRead):
        plan.state()
    plan.reread()
    assert len(plan.state().rows) == 3


def test_a_folder_of_tables_is_a_plan(tables: PlanFolder) -> None:
    state = tables.state()
    assert len(state.rows) == 32
    assert (tables.document, state.blocks, tables.list_versions()) == (None, (), ())
    assert state.rows[0].key == PlanFolder(tables.path).state().rows[0].key


def test_each_step_changes_its_row_alone_and_says_so(plan: PlanFolder) -> None:
    before = plan.state()
    key = before.rows[2].key
    change = plan.decide(step("assign", row=key, role="support", name="县 财政局"))
    after = plan.state()
    assert after.rows[:2] == before.rows[:2]
    assert after.rows[0] is before.rows[0]
    assert [(one.role.value, one.name) for one in after.rows[2].units] == [
        ("responsible", "县科协"),
        ("support", "县 财政局"),
    ]
    assert change.sentence.zh == "第 3 项“建立队伍”增加配合单位“县 财政局”"
    plan.decide(step("unassign", row=key, role="responsible", name="县科协"))
    plan.decide(step("field", row=key, name="title", value="建立 科普队伍"))
    plan.decide(step("field", row=key, name="targets", value=["10 人", "3 队"]))
    plan.decide(step("add", title="评估", number="4", after=key))
    assert [row.title for row in plan.state().rows][2:] == ["建立 科普队伍", "评估"]
    plan.decide(step("drop", row=plan.state().rows[3].key))
    assert [row.targets for row in plan.state().rows][2:] == [("10 人", "3 队")]
    plan.decide(step("fact", name="date", value="2026年3月5日"))
    assert next(one.value for one in plan.state().facts if one.name == "date") == "2026-03-05"
    state = plan.state()
    again = PlanFolder(plan.path, plan.office).state()
    assert (again.rows, again.facts, again.history) == (state.rows, state.facts, state.history)


def test_names_that_are_one_office_are_one_unit_of_the_plan(plan: PlanFolder) -> None:
    names = {unit.name for unit in plan.build_plan().units}
    assert {"县科技局", "县科学技术局"} <= names
    plan.decide(step("same", names=["县科技局", "县科学技术局"], printed="县科学技术局"))
    units = {unit.name: unit for unit in plan.build_plan().units}
    assert "县科技局" not in units
    assert units["县科学技术局"].also_written == ("县科技局",)
    shown = {(one.name, one.unit) for row in plan.state().rows for one in row.units}
    assert {("县科技局", "县科学技术局"), ("县科学技术局", "")} <= shown, "each row keeps what is printed there"
    plan.decide(step("group", name="团县委", members=["县少工委", "县青联"], office=False))
    assert plan.build_plan().units[2].members == ("县少工委", "县青联")


def test_undo_and_redo_are_lines_and_nothing_undone_is_lost(plan: PlanFolder) -> None:
    key = plan.state().rows[0].key
    first = plan.decide(step("field", row=key, name="deadline", value="2026年"))
    second = plan.decide(step("drop", row=key))
    shown = plan.state()
    assert plan.undo().sentence.zh == "撤销：删去第 1 项“建好科技馆”"
    assert plan.state().rows[0].deadline == "2026年"
    plan.undo(first.version)
    assert plan.state().rows[0].deadline == ""
    plan.decide(step("fact", name="area", value="丰都县"))  # a step after an undo keeps the branch
    assert plan.redo(first.version).sentence.en == "Done again: Deadline of 1 “建好科技馆” changed to “2026年”"
    plan.redo(second.version)
    assert plan.state().rows == shown.rows
    history = PlanFolder(plan.path, plan.office).state().history
    assert [one.n for one in history] == list(range(1, 9))
    assert not any(one.undone for one in history)
    with pytest.raises(InputError, match="no step to do again"):
        plan.redo()


def test_the_same_id_twice_is_one_step(plan: PlanFolder) -> None:
    made = step("add", title="评估")
    assert plan.decide(made).version == plan.decide(made).version
    assert PlanFolder(plan.path, plan.office).decide(made).sentence.zh == "增加任务“评估”"
    assert [row.title for row in plan.state().rows].count("评估") == 1
    plan.undo(decision="u1")
    plan.undo(decision="u1")
    assert plan.state().version == 3


def test_two_windows_merge_other_rows_and_see_both_on_the_same(plan: PlanFolder) -> None:
    rows = plan.state().rows
    sees = plan.state().version
    plan.decide(step("field", sees, row=rows[0].key, name="deadline", value="2026年"))
    plan.decide(step("field", sees, row=rows[1].key, name="deadline", value="2027年"))
    with pytest.raises(Conflict) as caught:
        plan.decide(step("field", sees, row=rows[0].key, name="deadline", value="2028年"))
    assert "2028年" in caught.value.mine.zh
    assert "2026年" in caught.value.theirs.zh
    plan.decide(step("drop", sees, row=rows[2].key))
    with pytest.raises(Conflict) as caught:
        plan.decide(step("assign", sees, row=rows[2].key, role="lead", name="县科协"))
    assert "删去" in caught.value.theirs.zh
    assert [row.deadline for row in plan.state().rows] == ["2026年", "2027年"]


def test_a_question_is_asked_once_for_all_its_places_and_seen_once(plan: PlanFolder) -> None:
    asked = plan.state().questions
    assert [(one.kind, len(one.places)) for one in asked] == [("alias", 1)]
    change = plan.decide(step("confirm", question=asked[0].key, note="两个局"))
    assert plan.state().questions == ()
    said = "看过，无误：“县科技局”和“县科学技术局”可能是同一单位（两个局）"
    assert change.sentence.zh == PlanFolder(plan.path).state().history[-1].sentence.zh == said
    plan.decide(step("confirm", all=True, by="张三", note=""))
    checked = plan.state().checked
    assert checked is not None
    assert checked.zh.startswith("张三于 20")
    plan.decide(step("fact", name="area", value="石柱县"))
    assert "之后又改动 1 处" in str(plan.state().checked)


def test_each_pair_of_names_can_be_one_office_by_itself(tmp_path: Path) -> None:
    """Also where the other pair is two, and where the answer comes from a unit's own tool."""
    text = TEXT.replace("团县委", "县应急局").replace("（责任单位：县科协）", "（责任单位：县应急管理局）")
    plan = Office(tmp_path).add("方案.txt", text.encode())
    (asked,) = [one for one in plan.state().questions if one.kind == "alias"]
    assert [len(set(one.parameters["names"])) for one in asked.proposals] == [2, 2]
    first, second = ([*one.parameters["names"]] for one in asked.proposals)
    plan.decide(step("same", **asked.proposals[1].parameters))
    (left,) = [one for one in plan.state().questions if one.kind == "alias"]
    assert [one.parameters["names"] for one in left.proposals] == [first, first]
    plan.decide(step("same", names=first[::-1], printed=first[0]))
    assert not [one for one in plan.state().questions if one.kind == "alias"]
    assert first != second


def test_nothing_is_asked_that_changes_nothing(tmp_path: Path) -> None:
    """A name without its note is asked about where tasks name it; a column with a heading of its own never."""
    noted = TEXT.replace("团县委", "各镇（含城关镇）政府")
    twice = noted.replace("（责任单位：县科协）", "（责任单位：各镇政府）")
    for text, kinds in ((noted, []), (twice, ["expanded"]), (twice.replace("含城关镇", "含城关镇，下同"), [])):
        plan = Office(tmp_path).add("方案.txt", text.encode())
        assert [one.kind for one in plan.state().questions if one.kind != "alias"] == kinds
    table = "序号\t任务\t责任单位\t各项分值\n1\t修路\t县交通局、县财政局\t5\n2\t架桥\t县交通局\t7\n"
    plan = Office(tmp_path).add("表.txt", table.encode())
    assert [one.kind for one in plan.state().questions] == ["fact"]
    plan.decide(step("confirm", question="facts"))
    assert plan.state().questions == ()
    aims = TEXT.replace("一、重", "一、总则\n1.指导思想。建好队伍。\n2.工作目标。办好节日。\n二、重")
    aimed = aims.replace("工作目标。办好", "以改革为主线，以实效为目标，办好")
    for text, count in ((aims, 0), (aimed, 0), (aims.replace("工作目标", "加强宣传"), 1)):
        asked = Office(tmp_path).add("方案.txt", text.encode()).state().questions
        assert [len(one.places) for one in asked if one.kind == "no-clause"] == [count] * bool(count)


def test_a_question_about_a_person_points_at_the_cell_and_its_row(tmp_path: Path) -> None:
    table = "序号,任务,牵头领导,责任单位\n1,修好县道,王小明,县交通局\n2,架好桥梁,李大力,县水利局\n"
    state = Office(tmp_path).add("道路台账.csv", table.encode()).state()
    (asked,) = [one for one in state.questions if one.kind == "person"]
    cells = [state.blocks[one.place.block].cells[one.place.row][one.place.column] for one in asked.places if one.place]
    assert [cell.text for cell in cells] == ["王小明", "李大力"]
    assert [one.row for one in asked.places] == [row.key for row in state.rows]
    assert state.title == "道路台账"


@pytest.mark.rare
def test_16_questions_are_asked_over_the_hand_checked_documents_and_each_missing_title(tmp_path: Path) -> None:
    files = sorted((Path(__file__).parents[3] / "shared" / "documents").glob("*.txt"))
    keys = [one.key for file in files for one in Office(tmp_path).add(file.name, file.read_bytes()).state().questions]
    assert not files or (len(keys) - keys.count("title"), keys.count("title")) == (16, 5)


@pytest.mark.parametrize(
    "made",
    [
        step("assign", row="r0", role="lead", name="县科协"),
        step("fact", name="area", value="\ud800"),
        step("fact", name="area", value="x" * 9000),
        step("fact", name="area", value="a\u0000b"),
        step("fact", name="date", value="明年"),
        step("add", title=" "),
        step("add", title="t", color="red"),
        step("same", names=["县科协、县教委", "a"], printed="a"),
        step("begin", level="same"),
        step("undo", n=1),
        {**step("add", title="t"), "id": ""},
        {**step("add", title="t"), "sees": True},
        {**step("add", title="t"), "anchor": {"block": 1}},
        {**step("add", title="t"), "parameters": [1]},
        [],
        None,
    ],
)
def test_what_is_no_decision_is_refused_and_leaves_nothing(plan: PlanFolder, made: Any) -> None:
    before = (plan.path / "history.jsonl").read_bytes()
    with pytest.raises(InputError) as caught:
        plan.decide(made)
    assert caught.value.text.zh
    assert (plan.path / "history.jsonl").read_bytes() == before


def test_a_plan_that_was_seen_while_another_process_added_it_takes_steps(tmp_path: Path) -> None:
    made = Office(tmp_path / "made").add("p.txt", "河口县方案\n1.修路。（牵头单位：县交通局）\n".encode())
    journal = made.path / "history.jsonl"
    data = journal.read_bytes()
    journal.unlink()
    seen = PlanFolder(made.path)
    assert not seen.journal.entries
    journal.write_bytes(data)
    row = seen.state().rows[0].key
    change = seen.decide({"id": "a", "op": "confirm", "parameters": {"row": row}, "sees": seen.state().version})
    assert change.version == 2
    assert [one.op for one in PlanFolder(made.path).journal.entries] == ["reread", "confirm"]
