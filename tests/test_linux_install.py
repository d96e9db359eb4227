"""The script that installs without a network on Linux: what it says, and what stays where it cannot go on."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "tools/linux_install.sh"
OLD = '[ "$1" = --version ] && echo Python 3.8.10\nexit 1'
NEW = """case "$*" in
  *--version) echo Python 3.11.9;;
  -m\\ venv*) mkdir -p "$3/bin" && ln -s "$0" "$3/bin/python";;
  -m\\ pip*) exit 1;;
esac"""
"""A Python that makes environments, and whose pip finds nothing for this machine."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "张 三（一）"
    (place / "安装 包").mkdir(parents=True)
    (place / "安装 包/respnet-9.whl").touch()
    return place


def make_python(place: Path, body: str) -> Path:
    place.mkdir(exist_ok=True)
    file = place / "python3"
    file.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    file.chmod(0o755)
    return file


def install(place: Path, *options: str, path: str = os.environ["PATH"]) -> subprocess.CompletedProcess[str]:
    environment = {"HOME": str(place), "XDG_DATA_HOME": str(place / "数 据"), "PATH": path}
    command = ["/bin/sh", str(SCRIPT), *options]
    return subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)


def test_a_python_that_will_not_do_is_named_in_one_sentence(place: Path) -> None:
    make_python(place / "bin 1", OLD)
    (place / "tools").mkdir()
    for name in ("dirname", "head"):
        (place / "tools" / name).symlink_to(f"/usr/bin/{name}")
    told = [
        install(place, "--python", "bin 1/python3", "--wheels", "安装 包"),
        install(place, "--wheels", "安装 包", path=f"{place / 'bin 1'}:{place / 'tools'}"),
        install(place, "--python", "no such/python3"),
    ]
    for found, there in zip(told, ("Python 3.8.10", "Python 3.8.10", "没有"), strict=True):
        assert (found.returncode, found.stdout, found.stderr.count("\n")) == (1, "", 1)
        assert "需要 Python 3.11 或更高，并带 venv" in found.stderr
        assert f"这里是：{there}。" in found.stderr


def test_wheels_that_were_named_are_taken_or_nothing(place: Path) -> None:
    (place / "wheelhouse").mkdir()
    (place / "wheelhouse/respnet-9.whl").touch()
    script = place / "linux_install.sh"
    script.write_bytes(SCRIPT.read_bytes())
    python = make_python(place / "bin 1", NEW)
    command = ["/bin/sh", str(script), "--python", str(python)]
    environment = {**os.environ, "HOME": str(place), "XDG_DATA_HOME": str(place / "数 据")}
    found = subprocess.run([*command, "--wheels", "/"], env=environment, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr.count("\n")) == (1, 1)
    assert "没有找到安装包文件夹" in found.stderr


def test_what_was_installed_stays_where_its_successor_cannot_be_installed(place: Path) -> None:
    python = make_python(place / "bin 1", NEW)
    own = place / "数 据/respnet/venv/bin/python"
    own.parent.mkdir(parents=True)
    own.write_text("the former", encoding="utf-8")
    found = install(place, "--python", str(python), "--wheels", "安装 包")
    assert found.returncode == 1
    assert "没有装成" in found.stderr
    assert "Python 3.11.9" in found.stderr
    assert own.read_text(encoding="utf-8") == "the former"
    assert [one.name for one in (place / "数 据/respnet").iterdir()] == ["venv"]
