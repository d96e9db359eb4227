"""Icon on the desktop that opens the desk: a .desktop file, a .command file, or on Windows a .lnk."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from respnet.core.errors import OutputError, describe_os_error
from respnet.core.installation import find_resource_dir

NAME = "责任网"


def make_shortcut(folder: Path | None) -> Path:
    """Put an icon on the desktop that opens the desk of a folder.

    Args:
        folder: The folder of the office; None for the one that `respnet desk` opens where none is named.

    Returns:
        The file made.

    Raises:
        OutputError: It cannot be made.
    """
    from platformdirs import user_desktop_path

    desktop = user_desktop_path()
    try:
        desktop.mkdir(parents=True, exist_ok=True)
        if sys.platform == "win32":
            return write_link(desktop / f"{NAME}.lnk", folder)
        return _write_script(desktop, folder)
    except OSError as error:
        why = describe_os_error(error)
        raise OutputError(
            zh=f"图标没有放到 {desktop}：{why.zh}。请检查权限。",
            en=f"The icon was not put on {desktop}: {why.en}. Check the permissions.",
        ) from error


def _list_arguments(folder: Path | None) -> list[str]:
    """List the arguments of Python; -P where with -I it would not find a respnet that is there for this user alone."""
    probe = [sys.executable, "-I", "-c", "import respnet"]
    found = subprocess.run(probe, capture_output=True, check=False)  # noqa: S603 - this Python
    return [
        "-X",
        "utf8",
        "-P" if found.returncode else "-I",
        "-m",
        "respnet",
        "desk",
        *([] if folder is None else [str(folder)]),
    ]


def _write_script(desktop: Path, folder: Path | None) -> Path:
    command = [sys.executable, *_list_arguments(folder)]
    if sys.platform == "darwin":
        file, text = desktop / f"{NAME}.command", f"#!/bin/sh\nexec {shlex.join(command)}\n"
    else:
        quoted = " ".join(one if re.fullmatch(r"[\w-]+", one) else f'"{_escape(one)}"' for one in command)
        icon = find_resource_dir("icons") / "respnet.svg"
        file = desktop / f"{NAME}.desktop"
        text = (
            f"[Desktop Entry]\nType=Application\nName={NAME}\nComment=核对方案，打印任务清单\nExec={quoted}\n"
            f"Icon={icon}\nTerminal=false\nCategories=Office;\n"
        )
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)
    return file


def _escape(word: str) -> str:
    r"""Escape a word for a quoted argument of a .desktop file, whose strings have escapes of their own.

    >>> _escape('a "b" $c 100%'), _escape("a\\b")
    ('a \\\\"b\\\\" \\\\$c 100%%', 'a\\\\\\\\b')
    """
    for sign in ("\\", '"', "`", "$"):
        word = word.replace(sign, "\\\\" * (1 if sign != "\\" else 2) + (sign if sign != "\\" else ""))
    return word.replace("%", "%%").replace("\n", " ")


def write_link(file: Path, folder: Path | None) -> Path:
    """Write a .lnk by the shell's own object (IShellLinkW), without a script host.

    Args:
        file: The link.
        folder: The folder of the office; None for that of `respnet desk`.

    Raises:
        OSError: The shell refuses.
    """
    import ctypes
    import uuid

    def guid(text: str) -> ctypes.Array[ctypes.c_char]:
        return ctypes.create_string_buffer(uuid.UUID(text).bytes_le, 16)

    def call(pointer: ctypes.c_void_p, place: int, *arguments: object) -> None:
        table = ctypes.cast(pointer, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p)))[0]
        result = ctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_void_p, *map(type, arguments))(int(table[place] or 0))(
            pointer, *arguments
        )
        if result < 0:
            raise OSError(result, f"IShellLink {place}")

    ole = getattr(ctypes, "windll").ole32  # noqa: B009 - there is none elsewhere
    ole.CoInitialize(None)
    link, saved = ctypes.c_void_p(), ctypes.c_void_p()
    shell = guid("00021401-0000-0000-C000-000000000046")
    if ole.CoCreateInstance(shell, None, 1, guid("000214F9-0000-0000-C000-000000000046"), ctypes.byref(link)):
        raise OSError("CoCreateInstance")
    program = Path(sys.executable).with_name("pythonw.exe")
    icon = str(find_resource_dir("icons") / "respnet.ico")
    call(link, 20, ctypes.c_wchar_p(str(program if program.exists() else sys.executable)))  # SetPath
    call(link, 11, ctypes.c_wchar_p(subprocess.list2cmdline(_list_arguments(folder))))  # SetArguments
    call(link, 9, ctypes.c_wchar_p(os.path.dirname(sys.executable)))  # noqa: PTH120 - SetWorkingDirectory
    call(link, 17, ctypes.c_wchar_p(icon), ctypes.c_int(0))  # SetIconLocation
    call(link, 0, guid("0000010B-0000-0000-C000-000000000046"), ctypes.pointer(saved))  # QueryInterface: IPersistFile
    call(saved, 6, ctypes.c_wchar_p(str(file)), ctypes.c_int(1))  # Save
    return file
