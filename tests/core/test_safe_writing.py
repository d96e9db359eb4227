"""An interrupt waits while something is made or cleared away, and is never lost."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from respnet.core import safe_writing
from respnet.core.errors import HeldFileError, describe_held_file, describe_os_error
from respnet.core.safe_writing import replace_file, replace_files, run_and_clear


def run_whole(work: Callable[[], object]) -> None:
    run_and_clear(lambda: None, work)


def test_an_interrupt_ends_the_work_alone_and_waits_elsewhere() -> None:
    for place, expected in (
        ("prepare", ["prepare", "work", "clear"]),
        ("work", ["prepare", "clear"]),
        ("clear", ["prepare", "work", "clear"]),
    ):
        done: list[str] = []

        def do(name: str, place: str = place, done: list[str] = done) -> None:
            if name == place:
                signal.raise_signal(signal.SIGINT)
            done.append(name)

        with pytest.raises(KeyboardInterrupt):
            run_and_clear(lambda do=do: do("work"), lambda do=do: do("clear"), lambda do=do: do("prepare"))
        assert done == expected
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_one_within_another_waits_for_the_outer_one() -> None:
    done: list[str] = []

    def inner() -> None:
        signal.raise_signal(signal.SIGINT)
        done.append("inner")

    with pytest.raises(KeyboardInterrupt):
        run_whole(lambda: (run_whole(inner), done.append("outer")))
    assert done == ["inner", "outer"]


def test_an_error_comes_before_the_interrupt_that_waited_behind_it() -> None:
    def fail() -> None:
        signal.raise_signal(signal.SIGINT)
        raise ValueError("no room")

    with pytest.raises(KeyboardInterrupt) as raised:
        run_whole(fail)
    assert str(raised.value.__context__) == "no room"


def test_a_program_that_ignores_interrupts_and_another_thread_are_left_alone() -> None:
    former = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        run_whole(lambda: signal.raise_signal(signal.SIGINT))
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, former)
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(run_and_clear(lambda: 3, lambda: None)))
    thread.start()
    thread.join(60)
    assert found == [3]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[int]]:
    """Names of files that Windows refuses to replace, with the numbers that it gives, one a try."""
    numbers: dict[str, list[int]] = {}
    replace = Path.replace

    def refuse(source: Path, target: Path) -> Path:
        found = numbers.get(Path(target).name)
        if not found:
            return replace(source, target)
        error = PermissionError(13, "Access is denied", str(source))
        error.winerror = found[0]  # type: ignore[attr-defined, unused-ignore]
        del found[0]
        raise error

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(safe_writing, "REPLACE_SECONDS", 0.2)
    return numbers


def list_files(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def test_a_scanner_that_holds_a_fresh_file_for_a_moment_is_waited_for(
    tmp_path: Path, held: dict[str, list[int]]
) -> None:
    (tmp_path / "a.csv").write_bytes(b"old")
    held["a.csv"] = [5, 32, 33]
    replace_files({tmp_path / "a.csv": b"new"})
    assert list_files(tmp_path) == {"a.csv": b"new"}


def test_a_file_open_in_excel_is_named_and_what_was_to_be_written_is_kept_beside_it(
    tmp_path: Path, held: dict[str, list[int]]
) -> None:
    wanted = {tmp_path / name: b"new" for name in ("first.csv", "b.xlsx", "last.csv")}
    for name in ("first.csv", "b.xlsx", "b-new.xlsx"):
        (tmp_path / name).write_bytes(b"old")
    for keep, more in ((False, {}), (True, {"b-new2.xlsx": b"new", "last-new.csv": b"new"})):
        held["b.xlsx"] = [32] * 1000
        with pytest.raises(HeldFileError) as raised:
            replace_files(wanted, keep_aside=keep)
        there = {"first.csv": b"new", "b.xlsx": b"old", "b-new.xlsx": b"old"}
        assert list_files(tmp_path) == {**there, **more}
    said = describe_held_file(raised.value)
    assert said is not None
    assert said.zh.startswith("b.xlsx 正在别的程序（多半是 Excel 或 WPS）里打开。请在那里关闭它")
    assert str(tmp_path / "b-new2.xlsx") in said.en
    assert describe_os_error(raised.value).zh == said.zh.rstrip("。")


def test_another_reason_is_told_at_once_as_it_is(tmp_path: Path, held: dict[str, list[int]]) -> None:
    (tmp_path / "a").write_bytes(b"")
    (tmp_path / "protected").write_bytes(b"")
    (tmp_path / "protected").chmod(0o444)
    for target, number in (("protected", 5), ("free", 112)):
        held[target] = [number] * 1000
        with pytest.raises(PermissionError) as raised:
            replace_file(tmp_path / "a", tmp_path / target)
        assert not isinstance(raised.value, HeldFileError)
        assert len(held[target]) == 999
        assert describe_held_file(raised.value) is None
