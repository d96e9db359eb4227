"""LadybugDB on Windows: the OpenSSL that its wheels ask for and do not bring, and the file names that it can write."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from respnet.core.errors import StoreError, describe_os_error


def supply_openssl(python: Path | None = None, package: Path | None = None) -> None:
    """Put copies of Python's own OpenSSL where ladybug's library finds them, under the names that it asks for.

    The wheels for Windows leave `libssl-3-x64.dll` and `libcrypto-3-x64.dll` out (LadybugDB/ladybug#775): on a computer
    without an OpenSSL of its own the library does not load. Python's has all 50 functions that it names.

    Args:
        python: Folder of Python; None for the one that runs.
        package: Folder of the package ladybug; None for the installed one.

    Raises:
        StoreError: The copies cannot be written.
    """
    spec = find_spec("ladybug")
    package = package or Path(spec.origin if spec and spec.origin else ".").parent
    libraries = package.with_name("ladybug.libs")
    base = python or Path(sys.base_prefix)
    own = next((one for one in (base, base / "DLLs") if (one / "libcrypto-3.dll").is_file()), None)
    if own is None or not libraries.is_dir():
        return  # the system's, if there is one
    try:
        for name in ("libssl-3", "libcrypto-3"):
            if not (copy := libraries / f"{name}-x64.dll").exists():
                shutil.copyfile(own / f"{name}.dll", copy)
    except OSError as error:
        why = describe_os_error(error)
        raise StoreError(
            zh=f"数据库要用的 OpenSSL 没有放到 {libraries}：{why.zh}。请用有权写这个文件夹的用户运行一次。",
            en=f"The OpenSSL that the database needs was not put into {libraries}: {why.en}. "
            "Run this once as a user who may write there.",
        ) from error
    if sys.platform == "win32":
        os.add_dll_directory(str(own))  # the copy of libssl asks for libcrypto by Python's own name


def to_ladybug_path(path: str, shorten: Callable[[str], str] | None = None) -> str:
    """Return a path that LadybugDB can open on Windows: absolute, and in ASCII by the short names of its folders.

    With other signs it fails, leaves its checkpoint half done, or ends the whole program.

    Args:
        path: The file.
        shorten: Gives a folder's short name (8.3), or "" where the disk keeps none; None asks Windows.

    Raises:
        StoreError: The file or a folder has no name in ASCII.
    """
    folder, name = os.path.split(Path(path).absolute())
    if not folder.isascii():
        folder = (shorten or _ask_short_name)(folder)
    if folder and folder.isascii() and name.isascii():
        return str(Path(folder, name))
    raise StoreError(
        zh=f"在 Windows 上，数据库文件 {path} 的路径只能用英文字母和数字：请换一个，例如 D:\\data\\plans.lbug。",
        en=f"On Windows the path of a database is in ASCII alone: instead of {path} take such as D:\\data\\plans.lbug.",
    )


def _ask_short_name(folder: str) -> str:
    import ctypes

    found = ctypes.create_unicode_buffer(32_768)
    call = getattr(ctypes, "windll").kernel32.GetShortPathNameW  # noqa: B009 - there is none elsewhere
    return found.value if call(ctypes.c_wchar_p(folder), found, len(found)) else ""
