"""A newer document: what was decided is applied again, and what no longer fits is listed and never forced."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from respnet.core.errors import InputError, RespnetError
from respnet.core.plan import Origin, Role
from respnet.intake.read import read_plan
from respnet.workspace.office import Office
from respnet.workspace.plan_folder import PlanFolder
from respnet.workspace.state import UnitEntry
from tests.workspace.steps import TEXT, step


@pytest.fixture
def plan(tmp_path: Path) -> PlanFolder:
    plan = Office(tmp_path).add("方案.txt", TEXT.encode())
    rows = plan.state().rows
    plan.decide(step("field", row=rows[0].key, name="deadline", value="2026年"))
    plan.decide(step("assign", row=rows[1].key, role="support", name="县财政局"))
    plan.decide(step("drop", row=rows[2].key))
    plan.decide(step("same", names=["县科技局", "县科学技术局"], printed="县科学技术局"))
    plan.decide(step("fact", name="area", value="丰都"))
    return plan


def give_newer(plan: PlanFolder, name: str, data: bytes) -> None:
    office = Office(plan.office)
    office.take_newer(plan, office.add(name, data))


def states(plan: PlanFolder) -> list[str]:
    return [one.state for one in plan.list_outcomes()]


@pytest.mark.parametrize(("old", "new"), [("\n", "\r\n"), ("\n", "\n\n"), ("。", "。 ")])
def test_the_same_text_takes_every_step_in(plan: PlanFolder, old: str, new: str) -> None:
    before = [(row.title, row.units, row.deadline) for row in plan.state().rows]
    assert plan.state().outcomes is None
    give_newer(plan, "方案.txt", TEXT.replace(old, new).encode())
    assert states(plan) == ["taken"] * 5
    assert [(row.title, row.units, row.deadline) for row in plan.state().rows] == before
    assert str(plan.state().outcomes) == str(PlanFolder(plan.path, plan.office).state().outcomes)
    said = plan.state().outcomes
    assert said is not None
    assert said.zh == "现有的 5 步更正：5 步采用。"
    plan.decide(step("confirm", question="outcomes"))
    assert plan.state().outcomes is None


def test_a_plan_that_was_checked_before_its_newer_document_says_so(plan: PlanFolder) -> None:
    plan.decide(step("confirm", all=True), by="张三")
    for text, ending in ((TEXT, "核对"), (TEXT + "4.办好展览。（牵头单位：县教委）\n", "核对，之后换了新的文件")):
        give_newer(plan, "方案.txt", text.encode())
        checked = plan.state().checked
        assert checked is not None
        assert checked.zh.endswith(ending)
    plan.decide(step("confirm", all=True), by="李四")
    checked = plan.state().checked
    assert checked is not None
    assert checked.zh.endswith("核对")


def test_what_no_longer_fits_is_listed_and_not_forced_on_a_row_that_looks_like_it(plan: PlanFolder) -> None:
    newer = (
        TEXT.replace("丰都县科普", "石柱县科普")
        .replace("1.建好科技馆", "1.建好新科技馆")
        .replace("2.办好科技节。每年一次。", "2.办一次展览。\n3.办好科技节。每年一次。")
        .replace("3.建立队伍。（责任单位：县科协）\n", "")
    )
    give_newer(plan, "方案（修订）.docx.txt", newer.encode())
    outcomes = plan.list_outcomes()
    assert [one.state for one in outcomes] == ["orphaned", "taken", "already", "taken", "contradicted"]
    assert all(one.reason.zh for one in outcomes if one.state in ("orphaned", "contradicted"))
    rows = plan.state().rows
    assert [(row.title, row.deadline) for row in rows] == [("建好新科技馆", ""), ("办一次展览", ""), ("办好科技节", "")]
    assert [unit.name for unit in rows[2].units][-1] == "县财政局"
    said = plan.state().outcomes
    assert said is not None
    assert said.en == "Of 5 steps so far: 2 taken in, 1 already so, 1 contradicted, 1 without their place."
    plan.undo(outcomes[0].n)  # dropped for good
    assert len(plan.list_outcomes()) == 4


def test_a_number_that_moves_does_not_take_a_step_along(plan: PlanFolder) -> None:
    newer = TEXT.replace("1.建好科技馆", "1.修好广场。（责任单位：县教委）\n2.建好科技馆").replace("2.办好", "3.办好")
    give_newer(plan, "方案.txt", newer.encode())
    assert [(row.title, row.deadline) for row in plan.state().rows][:2] == [("修好广场", ""), ("建好科技馆", "2026年")]


def test_two_rows_with_the_same_words_get_no_step_of_one_that_is_gone(tmp_path: Path) -> None:
    plan = Office(tmp_path).add("方案.txt", TEXT.encode())
    plan.decide(step("field", row=plan.state().rows[2].key, name="deadline", value="2026年"))
    twice = TEXT.replace(
        "3.建立队伍。（责任单位：县科协）", "4.建立队伍。（责任单位：县科协）\n5.建立队伍。（责任单位：县教委）"
    )
    give_newer(plan, "方案.txt", twice.encode())
    assert states(plan) == ["orphaned"]
    assert {row.deadline for row in plan.state().rows} == {""}


def test_the_former_document_stays_in_the_versions_and_a_bad_one_changes_nothing(plan: PlanFolder) -> None:
    before = plan.state()
    with pytest.raises(InputError):
        give_newer(plan, "方案.docx", b"no archive")
    assert PlanFolder(plan.path, plan.office).state() == before
    give_newer(plan, "方案.txt", f"{TEXT}\n".encode())
    assert (plan.path / "versions" / "方案.txt").read_bytes() == TEXT.encode()
    assert plan.document is not None
    assert plan.document.read_bytes() == f"{TEXT}\n".encode()
    give_newer(plan, "方案.txt", TEXT.encode())
    assert len(list((plan.path / "versions").glob("方案*.txt"))) == 2


def test_a_step_that_a_later_one_takes_its_row_from_is_said(tmp_path: Path) -> None:
    plan = Office(tmp_path).add("方案.txt", TEXT.encode())
    plan.decide(step("field", row=plan.state().rows[1].key, name="deadline", value="2026年"))
    place = plan.state().rows[1].place
    assert place is not None
    anchor = {"block": place.block, "row": -1, "column": -1, "start": place.start, "end": place.end}
    plan.decide({**step("begin", level="none"), "anchor": anchor})
    said = plan.state().outcomes
    assert said is not None
    assert said.zh == "现有的 2 步更正：1 步采用、1 步找不到原处。"
    plan.decide(step("confirm", question="outcomes"))
    plan.decide(step("fact", name="area", value="丰都县"))
    assert plan.state().outcomes is None


DOCUMENTS = Path(__file__).parents[3] / "shared" / "documents"


def draw_step(plan: PlanFolder, draw: random.Random, number: int) -> dict[str, Any]:
    """Draw any decision on a plan, as somebody would make it who clicks at random."""
    state = plan.state()
    row = draw.choice(state.rows)
    units = [unit for one in state.rows for unit in one.units] or [UnitEntry(Role.LEAD, "无", Origin.PRINTED)]
    unit, other = draw.choice(units), draw.choice(units)
    parameters: dict[str, dict[str, Any]] = {
        "field": {"row": row.key, "name": draw.choice(["title", "deadline", "number"]), "value": f"改 {number}"},
        "assign": {"row": row.key, "role": "support", "name": f"新局 {number}"},
        "unassign": {"row": row.key, "role": unit.role.value, "name": unit.name},
        "drop": {"row": row.key},
        "confirm": {"row": row.key},
        "name": {"name": unit.name, "means": [f"读作 {number}"]},
        "same": {"names": [unit.name, other.name], "printed": other.name},
        "group": {"name": unit.name, "members": ["甲", "乙"], "office": False},
        "fact": {"name": "area", "value": f"县 {number}"},
        "add": {"title": f"新任务 {number}", "after": row.key},
        "begin": {"level": "none"},
        "clause": {},
    }
    op = draw.choice(list(parameters))
    marks = [
        {"block": at, "row": -1, "column": -1, "start": mark.start, "end": mark.end}
        for at, block in enumerate(state.blocks)
        for mark in block.marks
        if mark.kind == {"begin": "task"}.get(op, "clause")
    ]
    return {**step(op, **parameters[op]), "anchor": draw.choice(marks) if op in ("begin", "clause") and marks else None}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(path.name, marks=[pytest.mark.rare] if place % 10 else [])
        for place, path in enumerate(sorted(DOCUMENTS.glob("*.txt")))
    ],
)
def test_thirty_decisions_at_random_are_the_same_on_the_same_text_with_other_line_ends(
    tmp_path: Path, name: str
) -> None:
    text = (DOCUMENTS / name).read_text(encoding="utf-8")
    plan, draw, made = Office(tmp_path).add(name, text.encode()), random.Random(name), 0
    for number in range(90):
        try:
            made += made < 30 and plan.decide(draw_step(plan, draw, number)).version > 0
        except RespnetError:  # a place or row that an earlier one took away
            continue
    assert made >= 15
    before = plan.list_outcomes(), [(row.number, row.title, row.units, row.deadline) for row in plan.state().rows]
    give_newer(plan, name, text.replace("\n", "\r\n").encode())
    after = plan.list_outcomes(), [(row.number, row.title, row.units, row.deadline) for row in plan.state().rows]
    assert after == before
    plan.write()
    assert [task.title for task in read_plan(plan.path).tasks] == [row[1] for row in after[1]]


def test_a_plan_given_again_becomes_a_version_and_each_step_without_effect_is_settled(plan: PlanFolder) -> None:
    office = Office(plan.office)
    older = office.find(plan.id)
    newer = office.add("新版.txt", TEXT.replace("丰都县科普", "石柱县科普").replace("1.建好", "1.建好新").encode())
    office.take_newer(older, newer)
    assert [one.path for one in office.plans()] == [older.path]
    assert (office.folder / "bin" / office.list_bin()[0] / "新版.txt").is_file()
    former, present = older.list_versions()
    assert [one.file for one in (former, present)] == ["方案.txt", "新版.txt"]
    assert older.find_version(former.n) == plan.path / "versions" / "方案.txt"
    assert older.build_version(former.n).tasks[0].deadline == "2026年", "the steps of that time are in it"
    assert [task.title for task in older.build_version(present.n).tasks] == ["建好新科技馆", "办好科技节"]
    lost = older.list_lost_steps()
    assert [(one.n, one.state) for one in lost] == [(2, "orphaned"), (6, "contradicted")]
    with pytest.raises(InputError, match="no such task"):
        older.repeat_step(2)
    assert "留着这一步" in older.keep_step(2).sentence.zh
    older.repeat_step(6)
    assert older.state().facts[1].value == "丰都"
    assert older.list_lost_steps() == PlanFolder(plan.path, plan.office).list_lost_steps() == ()
    with pytest.raises(InputError, match="dealt with"):
        older.keep_step(2)
    again = office.add("又一版.txt", f"{TEXT}\n".encode())
    again.decide(step("fact", name="area", value="丰都"))
    with pytest.raises(InputError, match="corrections of its own"):
        office.take_newer(older, again)
    with pytest.raises(InputError, match="no such version"):
        older.find_version(4)
