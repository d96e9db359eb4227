"""A newer document: what was decided is applied again, and what no longer fits is listed and never forced."""

from __future__ import annotations

from pathlib import Path

import pytest

from respnet.core.errors import InputError
from respnet.workspace.office import Office
from respnet.workspace.plan_folder import PlanFolder
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


def states(plan: PlanFolder) -> list[str]:
    return [one.state for one in plan.list_outcomes()]


@pytest.mark.parametrize("text", [TEXT.replace("\n", "\r\n"), TEXT.replace("\n", "\n\n"), TEXT.replace("。", "。 ")])
def test_the_same_text_takes_every_step_in(plan: PlanFolder, text: str) -> None:
    before = [(row.title, row.units, row.deadline) for row in plan.state().rows]
    assert plan.state().outcomes is None
    plan.replace_document("方案.txt", text.encode())
    assert states(plan) == ["taken"] * 5
    assert [(row.title, row.units, row.deadline) for row in plan.state().rows] == before
    assert str(plan.state().outcomes) == str(PlanFolder(plan.path, plan.office).state().outcomes)
    said = plan.state().outcomes
    assert said is not None
    assert said.zh == "重新读取后，以前的 5 步更正：5 步采用。"
    plan.decide(step("confirm", question="outcomes"))
    assert plan.state().outcomes is None


def test_what_no_longer_fits_is_listed_and_not_forced_on_a_row_that_looks_like_it(plan: PlanFolder) -> None:
    newer = (
        TEXT.replace("丰都县科普", "石柱县科普")
        .replace("1.建好科技馆", "1.建好新科技馆")
        .replace("2.办好科技节。每年一次。", "2.办一次展览。\n3.办好科技节。每年一次。")
        .replace("3.建立队伍。（责任单位：县科协）\n", "")
    )
    plan.replace_document("方案（修订）.docx.txt", newer.encode())
    outcomes = plan.list_outcomes()
    assert [one.state for one in outcomes] == ["orphaned", "taken", "already", "taken", "contradicted"]
    assert all(one.reason.zh for one in outcomes if one.state in ("orphaned", "contradicted"))
    rows = plan.state().rows
    assert [(row.title, row.deadline) for row in rows] == [("建好新科技馆", ""), ("办一次展览", ""), ("办好科技节", "")]
    assert [unit.name for unit in rows[2].units][-1] == "县财政局"
    said = plan.state().outcomes
    assert said is not None
    assert (
        said.en
        == "After the new reading, of 5 earlier steps: 2 taken in, 1 already so, 1 contradicted, 1 without their place."
    )
    plan.undo(outcomes[0].n)  # dropped for good
    assert len(plan.list_outcomes()) == 4


def test_a_number_that_moves_does_not_take_a_step_along(plan: PlanFolder) -> None:
    newer = TEXT.replace("1.建好科技馆", "1.修好广场。（责任单位：县教委）\n2.建好科技馆").replace("2.办好", "3.办好")
    plan.replace_document("方案.txt", newer.encode())
    assert [(row.title, row.deadline) for row in plan.state().rows][:2] == [("修好广场", ""), ("建好科技馆", "2026年")]


def test_two_rows_with_the_same_words_get_no_step_of_one_that_is_gone(tmp_path: Path) -> None:
    plan = Office(tmp_path).add("方案.txt", TEXT.encode())
    plan.decide(step("field", row=plan.state().rows[2].key, name="deadline", value="2026年"))
    twice = TEXT.replace(
        "3.建立队伍。（责任单位：县科协）", "4.建立队伍。（责任单位：县科协）\n5.建立队伍。（责任单位：县教委）"
    )
    plan.replace_document("方案.txt", twice.encode())
    assert states(plan) == ["orphaned"]
    assert {row.deadline for row in plan.state().rows} == {""}


def test_the_former_document_stays_in_the_versions_and_a_bad_one_changes_nothing(plan: PlanFolder) -> None:
    before = plan.state()
    with pytest.raises(InputError):
        plan.replace_document("方案.docx", b"no archive")
    assert PlanFolder(plan.path, plan.office).state() == before
    plan.replace_document("方案.txt", f"{TEXT}\n".encode())
    assert (plan.path / "versions" / "方案.txt").read_bytes() == TEXT.encode()
    assert plan.document is not None
    assert plan.document.read_bytes() == f"{TEXT}\n".encode()
    plan.replace_document("方案.txt", TEXT.encode())
    assert len(list((plan.path / "versions").glob("方案*.txt"))) == 2
