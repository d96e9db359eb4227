"""Nothing is lost: kills, full disks, torn ends, folders that go away, other formats."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from respnet.core.errors import OutputError
from respnet.intake.read import read_plan
from respnet.workspace.journal import JOURNAL_FILE, TORN_FILE, Entry, Journal
from respnet.workspace.office import Office
from respnet.workspace.plan_folder import PlanFolder
from tests.workspace.kills import kill_while_editing
from tests.workspace.steps import TEXT, step


def fill(folder: Path, count: int) -> Journal:
    journal = Journal(folder)
    for number in range(count):
        journal.append(Entry(f"e{number}", 0, "fact", parameters={"name": "area", "value": f"县{number}"}))
    return journal


@pytest.mark.parametrize("kills", [3, pytest.param(10, marks=pytest.mark.rare)])
def test_kills_while_editing_lose_nothing_that_was_answered(tmp_path: Path, kills: int) -> None:
    plan = Office(tmp_path).add("方案.txt", TEXT.encode())
    found = kill_while_editing(plan.path, kills, longest=0.2)
    assert found.answered > kills
    assert (found.kills, found.lost, found.half_tables) == (kills, 0, 0)


FULL = """
import resource, sys
from pathlib import Path
from respnet.core.errors import OutputError
from respnet.intake.read import read_plan
from respnet.workspace.journal import Entry, Journal
folder = Path(sys.argv[1])
journal, size, refused = Journal(folder), (folder / "history.jsonl").stat().st_size, 0
long = Entry("long", 0, "fact", parameters={"value": "县" * 1500})
for more in (*range(0, 4600, 512), 1):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + more, resource.RLIM_INFINITY))
    try:
        journal.append(long)
    except OutputError as error:
        refused += "File too large" in str(error)
    assert (folder / "history.jsonl").stat().st_size == size, more
    assert Journal(folder).version == journal.version == 3
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert journal.append(long).n == 4
print(refused)
"""


def test_a_disk_full_at_every_512_bytes_of_a_line_keeps_nothing_of_it(tmp_path: Path) -> None:
    fill(tmp_path, 3)
    done = subprocess.run([sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout == "10\n"
    assert [entry.id for entry in Journal(tmp_path).entries] == ["e0", "e1", "e2", "long"]


def test_an_end_cut_anywhere_costs_the_last_line_and_is_kept_aside(tmp_path: Path) -> None:
    fill(tmp_path, 30)
    whole = (tmp_path / JOURNAL_FILE).read_bytes()
    ends = [at + 1 for at, one in enumerate(whole) if one == ord("\n")]
    draw = random.Random(17)
    for cut in [0, len(whole), *ends[-3:], *(draw.randrange(len(whole)) for _ in range(195))]:
        (tmp_path / TORN_FILE).unlink(missing_ok=True)
        (tmp_path / JOURNAL_FILE).write_bytes(whole[:cut])
        journal = Journal(tmp_path)
        lines = sum(end <= cut for end in ends)
        assert len(journal.entries) == max(0, lines - 1)  # the first line says the format
        kept = [0, *ends][lines]
        torn = (tmp_path / TORN_FILE).read_bytes() if (tmp_path / TORN_FILE).exists() else b""
        assert torn == (whole[kept:cut] + b"\n" if cut > kept else b"")
        journal.append(Entry("next", 0, "fact"))
        assert [entry.id for entry in Journal(tmp_path).entries][-1] == "next"
        assert Journal(tmp_path).unreadable == 0


def test_a_line_damaged_in_the_middle_stays_and_stops_nobody(tmp_path: Path) -> None:
    fill(tmp_path, 5)
    path = tmp_path / JOURNAL_FILE
    lines = path.read_bytes().split(b"\n")
    lines[2] = lines[2].replace(b"fact", b"fake")
    path.write_bytes(b"\n".join(lines))
    journal = Journal(tmp_path)
    assert [entry.id for entry in journal.entries] == ["e0", "e2", "e3", "e4"]
    assert journal.unreadable == 1
    assert journal.append(Entry("next", 0, "fact")).n == 6
    assert path.read_bytes().startswith(b"\n".join(lines))


def test_a_folder_that_is_gone_or_changed_by_another_program_is_said_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    journal = fill(folder, 2)
    Journal(folder).append(Entry("other", 0, "fact"))
    with pytest.raises(OutputError, match="Another program has changed"):
        journal.append(Entry("mine", 0, "fact"))
    assert [entry.id for entry in Journal(folder).entries] == ["e0", "e1", "other"]
    folder.rename(tmp_path / "q")
    with pytest.raises(OutputError, match="No such file"):
        journal.append(Entry("mine", 0, "fact"))
    assert not folder.exists()


def test_a_file_that_cannot_be_written_is_read_and_refuses_with_its_reason(tmp_path: Path) -> None:
    plan = Office(tmp_path).add("方案.txt", TEXT.encode())
    path = plan.path / JOURNAL_FILE
    content = path.read_bytes()
    path.unlink()
    path.mkdir()  # what root, too, cannot open for writing
    with pytest.raises(OutputError, match="Is a directory"):
        plan.decide(step("add", title="评估"))
    assert len(plan.state().rows) == 3
    path.rmdir()
    path.write_bytes(content)
    plan.decide(step("add", title="评估"))


def test_twenty_thousand_lines_open_in_a_few_times_what_their_json_takes(tmp_path: Path) -> None:
    from respnet.workspace import journal

    entry = Entry(
        "e", 0, "fact", "2026-11-30T08:00:00+08:00", "张三", "0.1.0", "d" * 64, {"name": "area", "value": "县"}
    )
    lines = [journal._pack(journal._FORMAT_LINE)]
    for number in range(1, 20_001):
        fields = {name: getattr(entry, name) for name in Entry.__slots__} | {"id": f"e{number}", "n": number}
        lines.append(journal._pack(json.dumps(fields, ensure_ascii=False).encode()))
    (tmp_path / JOURNAL_FILE).write_bytes(b"".join(lines))
    started = time.process_time()
    found = Journal(tmp_path)
    taken = time.process_time() - started
    assert found.version == 20_000
    started = time.process_time()
    plain = [json.loads(line[9:]) for line in (tmp_path / JOURNAL_FILE).read_bytes().splitlines()]
    assert len(plain) == 20_001
    assert taken < 8 * (time.process_time() - started)


def test_an_older_format_is_read_and_written_on_and_a_newer_one_only_read(tmp_path: Path) -> None:
    from respnet.workspace import journal

    fill(tmp_path, 2)
    path = tmp_path / JOURNAL_FILE
    older = path.read_bytes().split(b"\n", 1)[1]
    path.write_bytes(older)
    assert Journal(tmp_path).append(Entry("e2", 0, "fact")).n == 3
    assert path.read_bytes().startswith(older)
    again = Journal(tmp_path)
    assert (again.version, again.format) == (3, 1)
    newer = journal._pack(b'{"format":2}') + journal._pack(b'{"id":"x","n":1,"op":"dance","steps":[1]}') + b"torn"
    path.write_bytes(newer)
    found = Journal(tmp_path)
    assert [entry.op for entry in found.entries] == ["dance"]
    with pytest.raises(OutputError, match="newer respnet"):
        found.append(Entry("e3", 0, "fact"))
    assert path.read_bytes() == newer


def test_steps_of_another_program_are_shown_and_not_followed(tmp_path: Path) -> None:
    plan = Office(tmp_path).add("方案.txt", TEXT.encode())
    rows = plan.state().rows
    for op, parameters in (
        ("dance", {"row": rows[0].key}),
        ("field", {"row": rows[0].key, "name": "title", "value": 7}),
        ("field", {"row": rows[0].key, "name": "place", "value": "x"}),
        ("same", {"names": "县", "printed": []}),
        ("begin", {"level": "same"}),
        ("unit", {"name": "县科协", "values": {"kind": "king"}}),
        ("confirm", {"row": [1]}),
        ("fact", {}),
    ):
        plan.journal.append(Entry(f"x{op}{len(plan.journal.entries)}", 0, op, parameters=parameters))
    plan.forget()
    state = plan.state()
    assert state.rows == rows
    assert {one.state for one in plan.list_outcomes()} == {"orphaned"}
    assert len([one.sentence.zh for one in state.history if one.sentence.zh]) == 9
    assert plan.decide(step("add", title="评估")).version == 10


def test_work_in_a_folder_that_is_gone_can_be_saved_elsewhere(tmp_path: Path) -> None:
    plan = Office(tmp_path / "stick").add("方案.txt", TEXT.encode())
    plan.decide(step("add", title="评估"))
    shown = plan.state()
    (tmp_path / "stick").rename(tmp_path / "pulled out")
    with pytest.raises(OutputError, match="No such file"):
        plan.decide(step("add", title="总结"))
    with zipfile.ZipFile(io.BytesIO(plan.pack())) as archive:
        archive.extractall(tmp_path / "elsewhere")
    assert [task.title for task in read_plan(tmp_path / "elsewhere").tasks][-1] == "评估"
    (tmp_path / "elsewhere" / "方案.txt").write_bytes(TEXT.encode())
    again = PlanFolder(tmp_path / "elsewhere")
    again.reread()
    assert (again.state().rows, again.state().history) == (shown.rows, shown.history)
