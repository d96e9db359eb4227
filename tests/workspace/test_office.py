"""The folder of an office: plans, bin, lock, names decided in one plan and proposed in another."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from respnet.core.errors import InputError, OutputError
from respnet.workspace.lock import InUse
from respnet.workspace.office import Office
from tests.workspace.steps import TEXT, step


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "张 三" / "办公室（一）" / "计划 2026")


def test_names_of_any_kind_become_folders_inside_the_office(office: Office) -> None:
    names = ("../../方案.txt", "C:\\方案.txt", "方案.txt", "CON.txt", f"{'长' * 300}.txt", "tasks.txt", ".txt.txt")
    for name in (*names, "LPT9.方案.txt", "com² .txt"):
        plan = office.add(name, TEXT.encode())
        assert plan.path.parent == office.folder
        assert len(plan.path.name) < 100
        assert plan.document is not None
        assert plan.document.suffix == ".txt"
    folders = {plan.path.name for plan in office.plans()}
    assert {"方案", "方案 (2)", "方案 (3)", "_CON", "_tasks", "_LPT9.方案", "_com²"} <= folders
    assert len({plan.id for plan in office.plans()}) == 9


@pytest.mark.parametrize(("name", "data"), [("a.docx", b"no archive"), ("a.exe", b"MZ"), ("a.txt", b"")])
def test_a_document_that_cannot_be_read_leaves_nothing_behind(office: Office, name: str, data: bytes) -> None:
    with pytest.raises(InputError):
        office.add(name, data)
    assert office.plans() == []
    assert not office.folder.exists() or not list(office.folder.iterdir())


def test_a_document_without_tasks_is_kept_and_asks_where_the_first_begins(office: Office) -> None:
    plan = office.add("通知.txt", "关于开会的通知\n请各位按时参加。".encode())
    asked = plan.state().questions
    assert plan.state().rows == ()
    assert [one.kind for one in asked][:1] == ["refused"]


def test_a_plan_given_again_is_found(office: Office) -> None:
    first = office.add("方案.txt", TEXT.encode())
    same = office.add("方案（定稿）.txt", f"{TEXT}\n".encode())
    other = office.add("别的.txt", TEXT.replace("科普", "养老").encode())
    assert office.find_same(same) == [first]
    assert office.find_same(other) == []


def test_what_is_removed_comes_back_with_its_steps(office: Office) -> None:
    plan = office.add("方案.txt", TEXT.encode())
    plan.decide(step("add", title="评估"))
    office.remove(plan)
    assert office.plans() == []
    office.add("方案.txt", TEXT.encode())
    back = office.restore(office.list_bin()[0])
    assert back.path.name == "方案 (2)"
    assert [row.title for row in back.state().rows][-1] == "评估"
    with pytest.raises(InputError):
        office.restore("../x")


def test_a_plan_with_the_longest_name_goes_into_the_bin_and_comes_back(office: Office) -> None:
    plan = office.add(f"{'长' * 300}.txt", TEXT.encode())
    office.remove(plan)
    assert len(os.fsencode(office.list_bin()[0])) <= 255
    assert office.restore(office.list_bin()[0]).state().rows


def test_links_are_no_plans(office: Office, tmp_path: Path) -> None:
    plan = office.add("方案.txt", TEXT.encode())
    (office.folder / "link").symlink_to(plan.path)
    secret = tmp_path / "secret.csv"
    secret.write_text("title,lead_units\na,b\n", encoding="utf-8")
    for name in ("tasks.csv", "history.jsonl", "a.txt"):
        (office.folder / name[:3]).mkdir()
        (office.folder / name[:3] / name).symlink_to(secret)
    assert [one.path for one in office.plans()] == [plan.path]


def test_names_decided_in_one_plan_are_proposed_in_the_next_and_never_applied(office: Office) -> None:
    first, second = office.add("甲.txt", TEXT.encode()), office.add("乙.txt", TEXT.replace("科普", "养老").encode())
    same = step("same", names=["县科技局", "县科学技术局"], printed="县科学技术局")
    first.decide(same)
    second.forget()
    asked = next(one for one in second.state().questions if one.kind == "office-name")
    assert asked.sentence.zh == "“县科学技术局”和“县科技局”是同一单位，写作“县科学技术局”，这里也一样吗？"
    assert "县科技局" in {unit.name for unit in second.build_plan().units}
    proposal = asked.proposals[0]
    second.decide({**step(proposal.op), "parameters": dict(proposal.parameters)})
    assert "县科技局" not in {unit.name for unit in second.build_plan().units}
    assert not [one for one in second.state().questions if one.kind == "office-name"]
    first.undo()
    second.undo()
    assert not [one for one in second.state().questions if one.kind == "office-name"]


def test_two_hundred_plans_are_listed_in_half_a_second(office: Office) -> None:
    plan = office.add("方案.txt", TEXT.encode())
    plan.decide(step("add", title="评估"))
    plan.write()
    for number in range(199):
        copy = office.folder / f"方案 {number:03}"
        (copy / "versions").mkdir(parents=True)
        for name in ("方案.txt", "history.jsonl", "tasks.csv", "units.csv", "plan.toml", "versions/summary.json"):
            os.link(plan.path / name, copy / name)
    started = time.process_time()
    listed = [one.summary() for one in Office(office.folder).plans()]
    taken = time.process_time() - started
    assert (len(listed), {one.tasks for one in listed}) == (200, {4})
    assert taken < 0.5


def test_one_program_at_a_time_and_a_killed_one_leaves_no_lock(office: Office) -> None:
    program = (
        "import sys,time; from respnet.workspace.office import Office; lock = Office(sys.argv[1]).lock();"
        "lock.publish('http://127.0.0.1:1/'); print('locked', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", program, str(office.folder)], stdout=subprocess.PIPE)
    assert other.stdout is not None
    assert other.stdout.readline() == b"locked\n"
    with pytest.raises(InUse) as caught:
        office.lock()
    assert caught.value.address == "http://127.0.0.1:1/"
    other.kill()
    other.wait()
    other.stdout.close()
    lock = office.lock()
    with pytest.raises(InUse) as caught:
        Office(office.folder).lock()
    lock.close()
    office.lock().close()


def test_a_place_that_cannot_be_written_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError):
        Office(tmp_path / "file" / "office").add("方案.txt", TEXT.encode())
    with pytest.raises(OutputError):
        Office(tmp_path / "file" / "office").lock()
