"""User cache directory (platformdirs) for compiled templates and measured results.

`RESPNET_CACHE` names another folder; `off` disables the cache.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
from pathlib import Path

from respnet.core.safe_writing import replace_files


def get_cache_dir() -> Path | None:
    """Return the cache folder, existing or not; None if the user disabled it or the system has no place for one."""
    given = os.environ.get("RESPNET_CACHE", "")
    if given.lower() == "off":
        return None
    if given:
        return Path(given)
    from platformdirs import user_cache_path

    with contextlib.suppress(OSError, RuntimeError):
        return user_cache_path("respnet", appauthor=False)
    return None


def write_cache_file(file: Path, data: bytes) -> None:
    """Write a cache file whole or not at all; a folder that cannot be written to is no reason to fail."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_files({file: data}, mode=0o600, sync=False)


def make_private_dir(name: str) -> Path | None:
    """Create a cache subfolder for code that will be executed; None unless only the user can write to it.

    A folder that belongs to someone else, is a symbolic link, or is writable by others could hold foreign code.
    """
    cache = get_cache_dir()
    if cache is None:
        return None
    folder = cache.absolute() / name
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder if _is_private(folder) and _is_private(folder.parent) else None
    except OSError:
        return None


_OWN = re.compile(r"(stored-)?[0-9a-f]{64}\.json|pinyin-.*|\.respnet-[0-9a-f]{16}\.tmp|templates|desk")
"""Names of what respnet keeps: the user may have named a folder that holds other things."""


def measure_cache() -> tuple[int, int]:
    """Return the number of files in the cache folder and their size in bytes."""
    files = [file for one in _list_own() for file in (one.rglob("*") if _is_folder(one) else (one,))]
    sizes = []
    for file in files:
        with contextlib.suppress(OSError):  # another program may be clearing it
            found = file.lstat()
            sizes += [] if stat.S_ISDIR(found.st_mode) else [found.st_size]
    return len(sizes), sum(sizes)


def clear_cache() -> None:
    """Remove everything that respnet keeps in the cache folder; what another program has open stays."""
    for one in _list_own():
        if _is_folder(one):
            shutil.rmtree(one, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                one.unlink()


def _list_own() -> list[Path]:
    folder = get_cache_dir()
    with contextlib.suppress(OSError):
        return [one for one in folder.iterdir() if _OWN.fullmatch(one.name)] if folder else []
    return []


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _is_private(folder: Path) -> bool:
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        return False
    if not hasattr(os, "getuid"):  # Windows keeps a user's folders from other users by itself
        return True
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
