"""The folder of an office that release 0.1 wrote is opened by this one: nothing lost, nothing rewritten unasked."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from respnet.workspace.office import Office
from tests.workspace.steps import step

KEPT = Path(__file__).parent / "office_of_0_1"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    shutil.copytree(KEPT, tmp_path / "责任网")
    office = Office(tmp_path / "责任网")
    for plan in office.plans():
        plan.reread()  # a newer respnet reads a document anew: the desk does so when the plan is opened
    return office


def digest_files(folder: Path) -> dict[str, str]:
    """Of what people read and decide; what is derived for speed (`versions`) may be made again."""
    files = [one for one in folder.rglob("*") if one.is_file() and "versions" not in one.parts]
    return {str(one.relative_to(folder)): hashlib.sha256(one.read_bytes()).hexdigest() for one in files}


def test_its_plans_stand_as_they_were_left(office: Office) -> None:
    before = digest_files(office.folder)
    (plan,) = office.plans()
    state = plan.state()
    assert [(row.number, row.title, row.deadline) for row in state.rows] == [
        ("1", "建好科技馆", "2026年6月"),
        ("2", "办好科技节", ""),
        ("3", "建立队伍", ""),
        ("4", "评估", ""),
    ]
    assert [(one.role.value, one.name, one.unit) for one in state.rows[1].units] == [
        ("lead", "县教委", ""),
        ("responsible", "县科技局", ""),
        ("responsible", "县科学技术局", "县科技局"),
    ]
    assert {one.name for one in state.rows[2].units if one.role.value == "lead"} == {"县科协"}
    built = plan.build_plan()
    assert str(built.published or built.issued) == "2026-03-05"
    assert plan.list_lost_steps() == ()
    plan.write()
    assert digest_files(office.folder) == before, "a release that only looks changes nothing"


def test_its_steps_can_be_undone_and_new_ones_follow(office: Office) -> None:
    (plan,) = office.plans()
    plan.undo()
    assert [row.title for row in plan.state().rows] == ["建好科技馆", "办好科技节", "建立队伍"]
    later = step("field", row=plan.state().rows[2].key, name="deadline", value="2027年")
    plan.decide(later | {"id": "later"})
    (again,) = Office(office.folder).plans()
    assert again.state().rows[2].deadline == "2027年"


def test_what_it_removed_can_be_put_back(office: Office) -> None:
    (name,) = office.list_bin()
    back = office.restore(name)
    back.reread()
    assert back.state().rows[0].title == "建好科技馆"
    assert len(office.plans()) == 2
