"""Files are written whole or not at all, and only over what respnet wrote."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from respnet.core import safe_writing
from respnet.core.errors import OutputError
from respnet.core.safe_writing import fill_folder
from respnet.render import files
from respnet.render.files import GENERATOR_MARK, write_files
from tests.interrupted import InterruptAtLine, count_lines


def test_writes_every_file_and_replaces_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "深" / "report"
    paths = write_files(folder, {"a.html": f"{GENERATOR_MARK} 一", "b.json": f"{GENERATOR_MARK} 二"})
    assert [path.read_text(encoding="utf-8") for path in paths] == [f"{GENERATOR_MARK} 一", f"{GENERATOR_MARK} 二"]
    write_files(folder, {"a.html": f"{GENERATOR_MARK} 三"})
    assert paths[0].read_text(encoding="utf-8") == f"{GENERATOR_MARK} 三"
    assert sorted(path.name for path in folder.iterdir()) == ["a.html", "b.json"]


def test_someone_elses_file_is_left_alone_and_nothing_else_written(tmp_path: Path) -> None:
    theirs = tmp_path / "index.html"
    theirs.write_text("my own page", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        write_files(tmp_path, {"analysis.json": GENERATOR_MARK, "index.html": GENERATOR_MARK})
    assert str(caught.value) == (
        f"{theirs} exists and was not written by respnet, so it was left alone. "
        "Choose another folder (--output), or add --force to replace it."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
    assert theirs.read_text(encoding="utf-8") == "my own page"
    write_files(tmp_path, {"index.html": GENERATOR_MARK}, force=True)
    assert theirs.read_text(encoding="utf-8") == GENERATOR_MARK


def test_a_format_without_room_for_the_mark_is_known_by_its_own(tmp_path: Path) -> None:
    write_files(tmp_path, {"units.csv": "id,name\n1,a\n"}, marks={"units.csv": "id,name"})
    write_files(tmp_path, {"units.csv": "id,name\n1,b\n"}, marks={"units.csv": "id,name"})
    with pytest.raises(OutputError, match=r"units\.csv exists and was not written by respnet"):
        write_files(tmp_path, {"units.csv": "id,name\n"}, marks={"units.csv": "other,header"})


def test_an_output_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "report").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match=r"^Cannot write to .*report: File exists\. Check that the folder can"):
        write_files(tmp_path / "report", {"index.html": GENERATOR_MARK})


def test_files_in_a_folder_inside_are_written_with_the_others_or_not_at_all(tmp_path: Path) -> None:
    contents = {"inside/a.json": GENERATOR_MARK, "index.html": GENERATOR_MARK}
    assert [path.relative_to(tmp_path).as_posix() for path in write_files(tmp_path, contents)] == list(contents)
    for theirs in ("other/inside/a.json", "third/index.html"):
        (tmp_path / theirs).mkdir(parents=True)  # a folder is never replaced, not even with force
        with pytest.raises(OutputError, match="Is a directory"):
            write_files(tmp_path / theirs.split("/", maxsplit=1)[0], contents, force=True)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()) == (
        ["index.html", "inside/a.json"]
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, {"index.html": f"{GENERATOR_MARK} old"})
    real = os.fsync

    def full(handle: int) -> None:
        real(handle)
        with Path("/dev/full").open("wb", buffering=0) as disk:
            disk.write(b"x")

    # Only the moment is arranged; the refusal is the system's own.
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write_files(tmp_path, {"index.html": f"{GENERATOR_MARK} new"})
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == f"{GENERATOR_MARK} old"


def test_colleagues_can_read_the_report(tmp_path: Path) -> None:
    (path,) = write_files(tmp_path, {"index.html": GENERATOR_MARK})
    plain = tmp_path / "plain"
    plain.touch()
    assert path.stat().st_mode == plain.stat().st_mode


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # a file just opened is closed late
def test_an_interrupt_at_any_line_leaves_no_file_half_written(tmp_path: Path) -> None:
    old, new = (
        {"a/b.csv": f"{GENERATOR_MARK} {one}", "index.html": f"{GENERATOR_MARK} {one}"} for one in ("old", "new")
    )
    lines = count_lines((files, safe_writing), lambda: write_files(tmp_path, old))
    assert lines > 40
    for number in range(1, lines + 1):
        write_files(tmp_path, old)
        with pytest.raises(KeyboardInterrupt), InterruptAtLine((files, safe_writing), number) as at:
            write_files(tmp_path, new)
        found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
        assert found == set(old), at.place
        for name in old:
            assert (tmp_path / name).read_text(encoding="utf-8") in (old[name], new[name]), at.place


def test_a_full_disk_leaves_no_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError):
        write_files(tmp_path / "out" / "plan", {"deep/page.html": "text"})
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_filled_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(aside: Path, *, fails: bool = False) -> None:
        (aside / "a.csv").write_text("new", encoding="utf-8")
        if fails:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        (aside / "b.csv").write_text("new", encoding="utf-8")

    folder = tmp_path / "out" / "tables"
    with pytest.raises(OSError, match="No space"):
        fill_folder(folder, lambda aside: write(aside, fails=True))
    real = os.mkdir

    def full(path: Path, mode: int = 0o777) -> None:
        if Path(path).name.startswith(".respnet"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(path, mode)

    with monkeypatch.context() as patch:
        patch.setattr(os, "mkdir", full)
        with pytest.raises(OSError, match="No space"):
            fill_folder(folder, write)
    assert list(tmp_path.iterdir()) == []
    assert fill_folder(folder, write) == (folder / "a.csv", folder / "b.csv")
    assert sorted(one.name for one in folder.iterdir()) == ["a.csv", "b.csv"]
