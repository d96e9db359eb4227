"""Safe file writing: atomic replacement, and only of files that respnet wrote."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from respnet.core.errors import OutputError, describe_held_file, describe_os_error
from respnet.core.safe_writing import replace_files
from respnet.intake.documents import document

GENERATOR_MARK = document.GENERATOR_MARK
"""Stands near the beginning of every file that respnet writes, and makes it respnet's to replace."""

_MARK_WITHIN = 2048


def write_files(
    folder: Path, contents: Mapping[str, str | bytes], *, force: bool = False, marks: Mapping[str, str] | None = None
) -> tuple[Path, ...]:
    """Write files into a folder, in order, each atomically.

    All names are checked first: a file without respnet's mark is only replaced with `force`, a folder never.

    Args:
        folder: The folder; it is created if need be.
        contents: Text or bytes by file name; a name may begin with a subfolder.
        force: Replace files that respnet did not write.
        marks: By file name, the mark near the file's beginning, for formats without room for the usual one.

    Returns:
        The paths, in the order of `contents`.

    Raises:
        OutputError: A file cannot be written or must not be replaced; only files already renamed into place changed.
    """
    targets = {
        folder / name: content if isinstance(content, bytes) else content.encode("utf-8")
        for name, content in contents.items()
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        check_targets(targets, force=force, marks=marks)
        replace_files(targets, keep_aside=True)
    except OSError as error:
        raise _refused(folder, error) from error
    return tuple(targets)


def check_targets(targets: Iterable[Path], *, force: bool = False, marks: Mapping[str, str] | None = None) -> None:
    """Check that files may be written, before the work for them begins.

    Args:
        targets: Paths of the files.
        force: Files that respnet did not write may be replaced.
        marks: As for `write_files`.

    Raises:
        OutputError: A file is there that respnet did not write.
        IsADirectoryError: A folder is there.
    """
    for target in targets:
        if force and target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not force and target.exists() and not _is_ours(target, (marks or {}).get(target.name, GENERATOR_MARK)):
            raise _not_ours(target)


def _is_ours(path: Path, mark: str) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return mark.encode("utf-8") in file.read(_MARK_WITHIN)


def _not_ours(path: Path) -> OutputError:
    return OutputError(
        zh=f"{path} 已存在，而且不是 respnet 生成的文件，没有覆盖。请换一个输出文件夹（--output），或加 --force 覆盖。",
        en=f"{path} exists and was not written by respnet, so it was left alone. "
        "Choose another folder (--output), or add --force to replace it.",
    )


def _refused(folder: Path, error: OSError) -> OutputError:
    held = describe_held_file(error)
    if held:
        return OutputError(zh=held.zh, en=held.en)
    why = describe_os_error(error)
    return OutputError(
        zh=f"无法写入 {folder}：{why.zh}。请检查该文件夹是否可写、磁盘是否已满，或换一个输出文件夹（--output）。",
        en=f"Cannot write to {folder}: {why.en}. "
        "Check that the folder can be written to and the disk is not full, or choose another one (--output).",
    )
