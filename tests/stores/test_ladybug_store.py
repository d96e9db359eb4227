"""The embedded store: what is said of a file, and that a file is only ever replaced as a whole."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import ladybug
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from respnet.cli.group import main
from respnet.core import safe_writing
from respnet.core.errors import OutdatedStoreError, StoreError
from respnet.core.plan import Origin, Plan, Role, UnitKind
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
from respnet.stores import ladybug_store, open_store
from respnet.stores.ladybug_graph import LadybugDatabase
from respnet.stores.statements import load_statement
from tests import toy
from tests.interrupted import InterruptAtLine, count_lines
from tests.requirements import FUZZ

TEXT = st.text(max_size=12)
NO_PIPES = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
LISTS = st.builds(
    UnitList,
    role=st.sampled_from(Role),
    names=st.lists(st.sampled_from((*toy.AWKWARD, "县科协", "县教委", "各乡镇")), max_size=3).map(tuple),
    origin=st.sampled_from(Origin),
    open=st.booleans(),
)
ROWS = st.builds(
    TaskRow,
    title=TEXT,
    number=st.sampled_from(("", "1", "2", "2~2", "一")),
    part=st.sampled_from(("", "1")),
    section=st.lists(TEXT, max_size=2).map(tuple),
    units=st.lists(LISTS, max_size=4).map(tuple),
    deadline=TEXT,
    targets=st.lists(TEXT, max_size=2).map(tuple),
    text=TEXT,
    summary=TEXT,
    clause=TEXT,
    source=TEXT,
)
PLANS = st.builds(
    build_plan,
    st.builds(
        PlanFacts, name=TEXT, id=TEXT, title=TEXT, area=TEXT, period=TEXT, owner=TEXT, focus=st.just(("县科协",))
    ),
    st.lists(ROWS, max_size=5),
    st.just([UnitRecord("县科协", UnitKind.MASS, also_written=("县科学技术协会", ""), english="")]),
)


@pytest.mark.fuzz
@settings(max_examples=10 * FUZZ, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(plan=PLANS)
def test_any_plan_comes_back_as_it_was(plan: Plan) -> None:
    with open_store() as store:
        store.load(plan)
        assert store.plan(plan.id) == plan


def files(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_nothing_lies_beside_the_file(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "a.lbug")) as store:
        assert files(tmp_path) == set()
        store.load(toy.science())
        assert files(tmp_path) == {"a.lbug"}
        store.load(toy.roads())
        store.remove("roads")
    assert files(tmp_path) == {"a.lbug"}


def test_a_store_without_a_file_is_empty_until_it_is_loaded(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "a.lbug")) as store:
        assert store.plans() == ()
        assert store.ask("MATCH (u:Unit) RETURN count(u) AS units", {}).rows == ((0,),)
    assert files(tmp_path) == set()


def test_a_failed_load_leaves_the_file_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.lbug"
    plan = toy.science()
    too_far = replace(plan, assignments=(*plan.assignments[:-1], replace(plan.assignments[-1], position=2**80)))
    with open_store(str(path)) as store:
        with pytest.raises(StoreError, match=r"^The database refused: "):
            store.load(too_far)
        assert files(tmp_path) == set()
        store.load(plan)
        before = path.read_bytes()
        with pytest.raises(StoreError, match=r"^The database refused: "):
            store.load(too_far)
        assert path.read_bytes() == before
    assert files(tmp_path) == {"a.lbug"}


def test_what_a_killed_load_left_is_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / "a.lbug"
    path.touch()
    (tmp_path / "a.lbug.new").write_text("half of a file", encoding="utf-8")
    (tmp_path / "a.lbug.new.wal").write_text("half of a log", encoding="utf-8")
    with open_store(str(path)) as store:
        store.load(toy.science())
        assert store.plan("science") == toy.science()
    assert files(tmp_path) == {"a.lbug"}


def test_a_killed_first_load_leaves_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "a.lbug"
    code = f"import ladybug, os; held = ladybug.Database({str(path)!r}, max_db_size=1 << 30); os._exit(9)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    assert path.stat().st_size > 0
    with pytest.raises(StoreError, match=r"a\.lbug is empty: load a plan into it first"):
        open_store(str(path), read_only=True)
    with open_store(str(path)) as store:
        assert store.plans() == ()
        store.load(toy.science())
    with open_store(str(path), read_only=True) as store:
        assert store.plan("science") == toy.science()


def test_a_reader_keeps_what_it_has_opened(tmp_path: Path) -> None:
    path = str(tmp_path / "a.lbug")
    with open_store(path) as writer:
        writer.load(toy.science())
        with open_store(path, read_only=True) as reader:
            writer.load(toy.science_revised())
            assert reader.plan("science") == toy.science()
        with open_store(path, read_only=True) as reader:
            assert reader.plan("science") == toy.science_revised()


def test_a_file_that_another_program_is_writing(tmp_path: Path) -> None:
    path = tmp_path / "a.lbug"
    with open_store(str(path)) as store:
        store.load(toy.science())
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import ladybug; held = ladybug.Database({str(path)!r}, max_db_size=1 << 30)\n"
            "print('held', flush=True); input()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        with open_store(str(path)) as store:
            with pytest.raises(StoreError) as error:
                store.load(toy.roads())
            assert store.plan("science") == toy.science()
    finally:
        holder.communicate(b"\n")
    assert error.value.message("zh") == f"另一个程序正在写 {path}：请等它结束后再试。"
    assert error.value.message("en") == f"Another program is writing {path}: try again when it has finished."
    with open_store(str(path), read_only=True) as store:
        assert [plan.id for plan in store.plans()] == ["science"]


def test_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "a.lbug"
    with pytest.raises(StoreError) as error:
        open_store(str(path), read_only=True)
    assert error.value.message("zh") == f"没有文件 {path}：请先用 respnet load 载入方案。"
    assert error.value.message("en") == f"There is no file {path}: load a plan into it first (respnet load)."
    assert files(tmp_path) == set()


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "a.lbug"
    path.touch()
    with pytest.raises(StoreError) as error:
        open_store(str(path), read_only=True)
    assert error.value.message("zh") == f"文件 {path} 是空的：请先用 respnet load 载入方案。"
    assert error.value.message("en") == f"The file {path} is empty: load a plan into it first (respnet load)."
    assert path.read_bytes() == b""


@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_that_is_no_database(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "a.lbug"
    path.write_text("序号,任务\n" * 1000, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(StoreError) as error:
        open_store(str(path), read_only=read_only)
    assert error.value.message("zh") == f"{path} 不是 LadybugDB 数据库文件。"
    assert error.value.message("en") == f"{path} is not a LadybugDB database file."
    assert path.read_bytes() == before


def test_a_file_that_must_not_be_written_is_not_called_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.lbug"
    with open_store(str(path)) as store:
        store.load(toy.science())
        real = Path.open

        def refuse(self: Path, mode: str = "r", *given: object, **named: object) -> object:
            if self == path and "+" in mode:
                raise OSError(errno.EROFS, os.strerror(errno.EROFS))
            return real(self, mode, *given, **named)  # type: ignore[call-overload]

        monkeypatch.setattr(Path, "open", refuse)  # root may write where others may not
        with pytest.raises(StoreError, match=r"a\.lbug cannot be written: Read-only file system"):
            store.load(toy.roads())
        assert store.plan_ids() == ("science",)


@pytest.mark.parametrize("make", [os.mkdir, pytest.param(getattr(os, "mkfifo", None), marks=NO_PIPES)])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_folder_or_a_pipe(tmp_path: Path, read_only: bool, make: Callable[[Path], None]) -> None:
    path = tmp_path / "a.lbug"
    make(path)
    with pytest.raises(StoreError) as error:
        open_store(str(path), read_only=read_only)
    assert error.value.message("zh") == f"{path} 是文件夹或设备，不是文件。"
    assert error.value.message("en") == f"{path} is a folder or device, not a file."


@pytest.mark.parametrize("read_only", [True, False])
def test_a_database_that_respnet_did_not_make(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "a.lbug"
    with ladybug.Database(str(path), max_db_size=1 << 30) as database, ladybug.Connection(database) as connection:
        connection.execute("CREATE NODE TABLE Person(name STRING, PRIMARY KEY(name))")
    before = path.read_bytes()
    with pytest.raises(StoreError) as error:
        open_store(str(path), read_only=read_only)
    assert error.value.message("zh") == f"{path} 是 LadybugDB 数据库，但不是 respnet 建的：请另选一个文件名。"
    assert error.value.message("en") == (
        f"{path} is a LadybugDB database, but not one that respnet made: choose another file."
    )
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "a.lbug"
    with open_store(str(path)) as store, pytest.raises(StoreError) as error:
        store.load(toy.science())
    assert error.value.message("zh") == (
        f"无法写入 {path}：没有这个文件或文件夹。请检查所在的文件夹，或换一个（--store）。"
    )
    assert error.value.message("en") == (
        f"{path} cannot be written: No such file or directory. "
        "Check the folder that it is in, or choose another one (--store)."
    )


def test_a_disk_without_room_is_not_begun_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plans.lbug"
    with open_store(str(path)) as store:
        store.load(toy.science())
    before = path.read_bytes()
    real = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: real._replace(free=3 << 20))  # a disk cannot be had so full
    with open_store(str(path)) as store, pytest.raises(StoreError) as refusal:
        store.load(toy.roads())
    assert refusal.value.message("zh") == (
        f"{tmp_path} 所在的磁盘只剩 3 MB，载入约需 11 MB，因此没有开始。请腾出空间，或换一个位置。"
    )
    assert refusal.value.message("en").startswith(f"The disk of {tmp_path} has 3 MB left and loading takes about 11 MB")
    assert [one.name for one in tmp_path.iterdir()] == ["plans.lbug"]
    assert path.read_bytes() == before


def test_a_store_opened_for_reading_refuses_to_change(tmp_path: Path) -> None:
    path = str(tmp_path / "a.lbug")
    with open_store(path) as store:
        store.load(toy.science())
    with open_store(path, read_only=True) as store:
        for act in (lambda: store.load(toy.roads()), lambda: store.remove("science")):
            with pytest.raises(StoreError) as error:
                act()
            assert error.value.message("zh") == "该库以只读方式打开，不能载入或移除方案。"
            assert error.value.message("en") == (
                "The store was opened for reading only: nothing can be loaded or removed."
            )
        assert store.plan("science") == toy.science()


def test_an_embedded_run_imports_no_driver_and_no_pandas(tmp_path: Path) -> None:
    code = (
        "import sys; from respnet.stores import open_store; from respnet.core.plan import Plan\n"
        f"with open_store({str(tmp_path / 'a.lbug')!r}) as store:\n"
        "    store.load(Plan(id='p', title='t'))\n"
        "    store.network('p')\n"
        "print(sorted({'neo4j', 'pandas', 'networkx', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(("kilobytes", "is_enough"), [(12_000_000, True), (700_000, False)])
def test_little_address_space_is_made_do_with_or_told(kilobytes: int, is_enough: bool) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux holds a process to its address space")
    # The library takes address space of its own when it is loaded, so the limit is set after that.
    program = (
        "import resource, respnet.stores.ladybug_graph as graph; used = int(open('/proc/self/statm').read().split()[0])"
        f"; most = used * resource.getpagesize() + {kilobytes} * 1024"
        "; resource.setrlimit(resource.RLIMIT_AS, (most, most)); graph.LadybugDatabase.create_empty().close()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode == 0) is is_enough, done.stderr
    assert is_enough or "StoreError" in done.stderr


@pytest.mark.parametrize("kept", [100, 4096, 20_000, 200_000])
def test_a_file_that_was_cut_is_called_damaged(tmp_path: Path, kept: int) -> None:
    whole, cut = tmp_path / "whole.lbug", tmp_path / "cut.lbug"
    with open_store(str(whole)) as store:
        store.load(toy.science())
    cut.write_bytes(whole.read_bytes()[:kept])
    with pytest.raises(StoreError, match=re.escape(f"{cut} is damaged or incomplete")) as error:
        open_store(str(cut), read_only=True)
    assert f"{cut} 已损坏或不完整" in error.value.message("zh")


@pytest.mark.parametrize(("version", "said"), [(39, "旧版 LadybugDB"), (250, "更新版本的 LadybugDB")])
def test_a_file_of_another_ladybug_is_named_as_such_and_left_alone(tmp_path: Path, version: int, said: str) -> None:
    path = tmp_path / "plan.lbug"
    with open_store(str(path)) as store:
        store.load(toy.science())
    data = bytearray(path.read_bytes())
    data[4] = version  # the number of the file format follows the four letters LBUG
    path.write_bytes(data)
    for read_only in (True, False):
        with pytest.raises(StoreError) as raised:
            open_store(str(path), read_only=read_only)
        assert said in raised.value.text.zh
        assert isinstance(raised.value, OutdatedStoreError) is (version < 100)
    assert path.read_bytes() == data


def test_a_link_stays_and_the_file_behind_it_is_loaded(tmp_path: Path) -> None:
    real, link, loose = tmp_path / "real.lbug", tmp_path / "link.lbug", tmp_path / "loose.lbug"
    link.symlink_to(real)
    loose.symlink_to(tmp_path / "later.lbug")
    for path, plan in ((real, toy.science()), (link, toy.roads()), (loose, toy.roads())):
        with open_store(str(path)) as store:
            store.load(plan)
    assert link.is_symlink()
    assert loose.is_symlink()
    for path, held in ((real, ["roads", "science"]), (tmp_path / "later.lbug", ["roads"])):
        with open_store(str(path), read_only=True) as store:
            assert [one.id for one in store.plans()] == held


def test_an_unchanged_plan_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "a.lbug"
    for _ in range(2):
        with open_store(str(path)) as store:
            store.load(toy.science())
            found = path.stat()
    with open_store(str(path)) as store:
        assert store.load(toy.science()).replaced
    assert path.stat().st_ino == found.st_ino


KILLED = """
import os, signal, sys, threading
from respnet.stores import open_store
from tests import toy
threading.Timer(float(sys.argv[2]), os.kill, (os.getpid(), signal.SIGKILL)).start()
with open_store(sys.argv[1]) as store:
    for turn in range(10_000):
        store.load(toy.many(60, turn))
"""


def test_a_load_that_is_killed_leaves_a_version_and_is_no_hindrance(tmp_path: Path) -> None:
    """Killed at 4 moments, among them the checkpoint of the new file; bench/store_faults.py kills 30."""
    path = tmp_path / "a.lbug"
    with open_store(str(path)) as store:
        store.load(toy.many(60, 0))
    for turn in range(4):
        given = [sys.executable, "-c", KILLED, str(path), str(0.6 + turn / 7)]
        subprocess.run(given, cwd=Path(__file__).parents[2], check=False)
        with open_store(str(path), read_only=True) as store:
            found = store.plan("many")
        assert found == toy.many(60, int(found.title.removeprefix("第").removesuffix("版")))
        with open_store(str(path)) as store:
            store.load(toy.roads())
            store.load(toy.many(60, 0))
            assert store.plan("many") == toy.many(60, 0)
        assert sorted(one.name for one in tmp_path.iterdir()) == ["a.lbug"]


STEP = (pytest.param(32, id="every 32nd line"), pytest.param(3, id="every third line", marks=pytest.mark.rare))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # a file just opened is closed late
@pytest.mark.parametrize("step", STEP)
@pytest.mark.parametrize("what", ["the first plan", "another version", "removal"])
def test_an_interrupt_at_any_line_leaves_one_version_or_the_other(tmp_path: Path, what: str, step: int) -> None:
    before, after = None if what == "the first plan" else toy.science(), toy.science_revised()
    former, new = [before] if before else [], [] if what == "removal" else [after]
    kept, path = tmp_path / "kept.lbug", tmp_path / "a.lbug"
    if before:
        with open_store(str(kept)) as store:
            store.load(before)

    def prepare() -> None:
        path.unlink(missing_ok=True)
        if before:
            shutil.copyfile(kept, path)

    def work() -> None:
        with open_store(str(path)) as store:
            store.remove("science") if what == "removal" else store.load(after)

    modules = (ladybug_store, safe_writing)
    prepare()
    lines = count_lines(modules, work)
    assert lines > 60
    seen = set()
    for number in range(1, lines + 1, step):
        prepare()
        with pytest.raises(KeyboardInterrupt), InterruptAtLine(modules, number) as at:
            work()
        assert files(tmp_path) <= {"a.lbug", "kept.lbug"}, at.place
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler, at.place
        found = []
        if path.exists():
            with open_store(str(path), read_only=True) as store:
                found = [store.plan(one.id) for one in store.plans()]
        assert found in (former, new), at.place
        seen.add(found == new)
    assert seen == {True, False}  # some before and some after the copy took the file's place


SECOND_WRITER = """
import sys
from respnet.core.errors import StoreError
from respnet.stores import open_store
from tests import toy
try:
    with open_store(sys.argv[1]) as store:
        store.load(toy.roads())
except StoreError as error:
    print(error.message("en"))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="locks as on POSIX")
@pytest.mark.parametrize("is_first", [True, False])
def test_a_second_writer_is_kept_out_until_the_copy_has_taken_the_place_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_first: bool
) -> None:
    """The system gives a lock back when the process closes the file anywhere; a copy of it opens and closes it."""
    path = tmp_path / "a.lbug"
    with open_store(str(path)) as store:
        if not is_first:
            store.load(toy.science_revised())
        said = []

        def flush(new: Path) -> None:  # the last step before the copy takes the file's place
            given = [sys.executable, "-c", SECOND_WRITER, str(path)]
            done = subprocess.run(given, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True)
            said.append(done.stdout.strip())

        monkeypatch.setattr(ladybug_store, "_sync", flush)
        store.load(toy.science())
    assert said == [f"Another program is writing {path}: try again when it has finished."]
    with open_store(str(path), read_only=True) as store:
        assert [store.plan(one.id) for one in store.plans()] == [toy.science()]


def test_a_load_that_is_tried_once_more_keeps_the_other_plans(tmp_path: Path) -> None:
    """What another program took out of the plan is noticed after the first try, and all of the plan is written then."""
    path, plan = tmp_path / "a.lbug", toy.many(8, 0)
    with open_store(str(path)) as store:
        store.load_all([(plan, ""), (toy.roads(), "")], None, lambda _: None)
    with LadybugDatabase(str(path)) as graph:
        graph.run("MATCH (t:Task {id: $id}) DETACH DELETE t", {"id": plan.tasks[5].id})
    changed = replace(plan, tasks=(replace(plan.tasks[0], title="改"), *plan.tasks[1:]))
    with open_store(str(path)) as store:
        assert store.load(changed).replaced
        assert [store.plan(one) for one in store.plan_ids()] == [changed, toy.roads()]


def test_a_file_with_much_waste_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.lbug"
    monkeypatch.setattr(ladybug_store, "_LARGE", 0)
    monkeypatch.setattr(ladybug_store, "_STEP", 1.0001)  # and every load lets it grow by a step
    monkeypatch.setattr(ladybug_store, "_EMPTY", 100_000)  # any file is twice as large as the rule allows
    heard: list[Path] = []
    rewrite = ladybug_store._rewrite
    monkeypatch.setattr(ladybug_store, "_rewrite", lambda path: (heard.append(path), rewrite(path)))
    plans = [toy.science(), toy.roads(), toy.science_revised()]
    for plan in plans:
        with open_store(str(path)) as store:
            store.load(plan)
    assert len(heard) == len(plans)
    monkeypatch.setattr(ladybug_store, "_STEP", 1e9)
    with open_store(str(path)) as store:
        store.load(toy.many(3, 0))  # within a step nobody looks
        assert len(heard) == len(plans)
        store.remove("many")
    assert len(heard) == len(plans) + 1
    with open_store(str(path), read_only=True) as store:
        assert [store.plan(one.id) for one in store.plans()] == [toy.roads(), toy.science_revised()]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.lbug"]


def test_findings_survive_the_load_of_another_plan_and_the_rewriting_of_a_wasteful_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = str(tmp_path / "plans.lbug")
    row = {"unit": "甲县/县科协", "plan": "science", "flag": "watch", "ways": 1, "excess": 1, "p": 0.2}
    with open_store(address) as store:
        store.load(toy.science())
        store.write_findings(toy.science(), {"OVERLOADED_IN": [row]})
        monkeypatch.setattr(ladybug_store, "_is_wasteful", lambda *_: True)
        store.load(toy.roads())
    with open_store(address, read_only=True) as store:
        found = store.ask(load_statement("findings/read_overloaded_in"), {})
        assert found.rows == (tuple(row.values()),)
        assert store.plan_ids() == ("roads", "science")


def test_the_command_writes_findings_on_request(tmp_path: Path) -> None:
    address = str(tmp_path / "plans.lbug")
    data = str(Path(__file__).parents[2] / "data")
    for command in (["load", data, "--write-findings"], ["load", data], ["report", "--write-findings"]):
        output = ["--output", str(tmp_path)] if command[0] == "report" else []
        told = CliRunner().invoke(main, [*command, "--store", address, *output])
        assert told.exit_code == 0, told.output
        with open_store(address, read_only=True) as store:
            pairs = store.ask(load_statement("findings/read_leads_together"), {}).rows
            ranks = store.ask(load_statement("findings/read_ranked_in"), {}).rows
        assert (len(pairs), len(ranks)) == (3, 30)
    refused = CliRunner().invoke(main, ["report", "--write-findings", "--store", address, "--all"])
    assert (refused.exit_code, "load --write-findings" in refused.output) == (2, True)
