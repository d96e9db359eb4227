"""The folder for Windows: chosen for Windows on any machine, checked, complete, and without what no command opens."""

from __future__ import annotations

import base64
import hashlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import embeddable  # noqa: E402
import wheel_set  # noqa: E402
import windows_folder  # noqa: E402

WINDOWS = wheel_set.Target("win32", "AMD64", (3, 13))
ARM = wheel_set.Target("linux", "aarch64", (3, 11))


def make_wheel(folder: Path, name: str, files: dict[str, str], *requires: str, damaged: bool = False) -> Path:
    """A wheel with its RECORD, named as wheels are."""
    info = "-".join(name.split("-")[:2]) + ".dist-info"
    wants = "".join(f"Requires-Dist: {one}\n" for one in requires)
    files = files | {f"{info}/METADATA": f"Metadata-Version: 2.1\n{wants}\nRequires-Dist: no"}
    record = ""
    with zipfile.ZipFile(folder / f"{name}.whl", "w") as archive:
        for file, text in files.items():
            archive.writestr(file, text)
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
            record += f"{file},sha256={'x' if damaged else digest},{len(text)}\n"
        archive.writestr(f"{info}/RECORD", record)
    return folder / f"{name}.whl"


@pytest.fixture
def wheelhouse(tmp_path: Path) -> Path:
    folder = tmp_path / "wheelhouse"
    folder.mkdir()
    files = {
        "respnet/__init__.py": "import click",
        "respnet/__init__.pyi": "",
        "respnet/a.pyi": "",
        "respnet/tests/test_a.py": "",
    }
    make_wheel(folder, "respnet-0.1.0-py3-none-any", files, "click>=8", "shell; extra == 'shell'")
    click = {"click/__init__.py": "from click.tests.kept import x", "click/tests/kept.py": "x = 1", "click/a.pyc": ""}
    make_wheel(folder, "click-8.0-py3-none-any", click)
    wants = ('colorama; platform_system == "Windows"', 'pexpect; sys_platform != "win32"', "numpy")
    make_wheel(folder, "click-8.5-py3-none-any", click, *wants)
    make_wheel(folder, "colorama-1-py2.py3-none-any", {"colorama/__init__.py": ""})
    for tag in ("cp313-cp313-win_amd64", "cp313-cp313-manylinux_2_28_x86_64", "cp313-cp313-win32"):
        make_wheel(folder, f"numpy-2-{tag}", {"numpy/__init__.py": tag, "numpy-2.data/scripts/f2py": ""})
    return folder


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """What an embeddable Python looks like, without a signature."""
    file = tmp_path / "python-3.13.9-embed-amd64.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for name in (*embeddable.NEEDED, "python313.dll", "python313.zip", "python313._pth", "_ssl.pyd"):
            archive.writestr(name, "MZ")
    return file


def test_wheels_are_chosen_for_the_machine_that_is_meant_and_what_is_missing_is_named(wheelhouse: Path) -> None:
    chosen = wheel_set.choose_wheels(wheelhouse, WINDOWS)
    assert [one.name for one in chosen.values()] == [
        "respnet-0.1.0-py3-none-any.whl",
        "click-8.5-py3-none-any.whl",
        "numpy-2-cp313-cp313-win_amd64.whl",
        "colorama-1-py2.py3-none-any.whl",
    ]
    with pytest.raises(wheel_set.BuildError, match=r"Linux aarch64, Python 3\.11: numpy \(click\); pexpect \(click\)"):
        wheel_set.choose_wheels(wheelhouse, ARM)
    assert ARM.platforms[0] == "manylinux_2_28_aarch64"
    assert "manylinux2014_aarch64" in ARM.platforms


def test_the_folder_holds_what_commands_open_and_is_the_same_whenever_it_is_made(
    wheelhouse: Path, python: Path, tmp_path: Path
) -> None:
    made = []
    for number in (1, 2):
        folder = tmp_path / str(number) / windows_folder.NAME
        wheels = wheel_set.choose_wheels(wheelhouse, WINDOWS)
        left = windows_folder.make_folder(folder, embeddable.open_embeddable(python), wheels)
        windows_folder.write_zip(folder, folder.with_suffix(".zip"))
        made.append(folder.with_suffix(".zip").read_bytes())
    assert made[0] == made[1]
    names = {one.relative_to(folder / "app").as_posix() for one in (folder / "app").rglob("*") if one.is_file()}
    assert {one for one in names if "dist-info" not in one} == {
        "respnet/__init__.py",
        "respnet/__init__.pyi",
        "click/__init__.py",
        "click/tests/kept.py",
        "colorama/__init__.py",
        "numpy/__init__.py",
    }
    assert left == 4
    assert (folder / "python/python313._pth").read_bytes() == b"python313.zip\r\n.\r\n..\\app\r\n"
    launcher = (folder / "打开责任网.cmd").read_bytes()
    ways = launcher.split(b"\r\n")
    assert b'start "" "%~dp0python\\pythonw.exe" -X utf8 -I -m respnet desk' in ways[1]
    assert b"\r\n".join(ways[:3]).isascii(), "cmd reads them before the code page is changed"
    assert {one.name for one in folder.rglob("*.exe")} == {"python.exe", "pythonw.exe"}
    digest = hashlib.sha256(launcher).hexdigest()
    assert f"{digest}  责任网程序/打开责任网.cmd\n" in windows_folder.list_digests(folder, [])


@pytest.mark.parametrize(
    ("name", "damaged", "says"),
    [("x/../../y.py", False, "outside"), ("C:/y.py", False, "outside"), ("x/y.py", True, "RECORD")],
)
def test_a_wheel_that_is_not_what_it_says_is_refused(tmp_path: Path, name: str, damaged: bool, says: str) -> None:
    wheel = make_wheel(tmp_path, "x-1-py3-none-any", {name: "1"}, damaged=damaged)
    with pytest.raises(wheel_set.BuildError, match=says):
        wheel_set.unpack_wheel(wheel, tmp_path / "app")
    assert not (tmp_path / "y.py").exists()


def test_a_python_that_nobody_signed_ends_the_build_with_1_and_leaves_nothing(
    wheelhouse: Path, python: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "roots.pem").write_text("")
    given = ["--python", str(python), "--wheels", str(wheelhouse), "--output", str(tmp_path / "dist")]
    assert windows_folder.main([*given, "--roots", str(tmp_path / "roots.pem")]) == 1
    assert "未完成 / not done" in (said := capsys.readouterr().err)
    assert "_ssl.pyd" in said or "osslsigncode" in said
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize("name", ["evil.exe", "sub/evil.dll", "autorun.inf"])
def test_what_is_no_embeddable_python_is_refused(python: Path, name: str) -> None:
    with zipfile.ZipFile(python, "a") as archive:
        archive.writestr(name, "MZ")
    with pytest.raises(wheel_set.BuildError, match=name.rpartition("/")[2]):
        embeddable.open_embeddable(python)
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("readme.txt", "")
    python.write_bytes(other.getvalue())
    with pytest.raises(wheel_set.BuildError, match="no embeddable Python"):
        embeddable.open_embeddable(python)


def test_what_the_build_needs_is_asked_for_before_wheels_are_collected(tmp_path: Path) -> None:
    (tmp_path / "python 3.zip").touch()
    command = ["/usr/bin/make", "-C", str(ROOT), "windows", "PYTHON=false", f"BIN={tmp_path}"]
    for given, lacks in (("none.zip", "no such file: EMBEDDABLE="), ("python 3.zip", "missing: osslsigncode")):
        told = subprocess.run(
            [*command, f"EMBEDDABLE={tmp_path / given}"],
            env={"PATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 2
        assert lacks in told.stderr
