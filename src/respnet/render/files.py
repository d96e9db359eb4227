"""Safe file writing: atomic replacement, and only of files that respnet wrote."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from respnet.core.errors import OutputError, describe_os_error
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
    targets = [folder / name for name in contents]
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for target in targets:
            if force and target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if not force and target.exists() and not _is_ours(target, (marks or {}).get(target.name, GENERATOR_MARK)):
                raise _not_ours(target)
        for target, content in zip(targets, contents.values(), strict=True):
            target.parent.mkdir(exist_ok=True)
            written.append(_write_aside(target.parent, content))
        for aside, target in zip(written, targets, strict=True):
            aside.replace(target)
    except OSError as error:
        raise _refused(folder, error) from error
    finally:
        for aside in written:
            aside.unlink(missing_ok=True)
    return tuple(targets)


def _is_ours(path: Path, mark: str) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return mark.encode("utf-8") in file.read(_MARK_WITHIN)


def _write_aside(folder: Path, content: str | bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=folder, prefix=".respnet-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _umask() -> int:
    # mkstemp makes private files; a report is to be opened by colleagues, as any other new file is.
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _not_ours(path: Path) -> OutputError:
    return OutputError(
        zh=f"{path} 已存在，而且不是 respnet 生成的文件，没有覆盖。请换一个输出文件夹（--output），或加 --force 覆盖。",
        en=f"{path} exists and was not written by respnet, so it was left alone. "
        "Choose another folder (--output), or add --force to replace it.",
    )


def _refused(folder: Path, error: OSError) -> OutputError:
    why = describe_os_error(error)
    return OutputError(
        zh=f"无法写入 {folder}：{why.zh}。请检查该文件夹是否可写、磁盘是否已满，或换一个输出文件夹（--output）。",
        en=f"Cannot write to {folder}: {why.en}. "
        "Check that the folder can be written to and the disk is not full, or choose another one (--output).",
    )
