"""Safe file writing: atomic replacement, only of files that respnet wrote, under names that every system takes."""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from respnet.core.errors import OutputError, describe_held_file, describe_os_error
from respnet.core.safe_writing import make_folder, remove_if_empty, replace_files
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
        folder / name: content if isinstance(content, bytes) else content.encode("utf-8", "replace")
        for name, content in contents.items()
    }
    made: list[Path] = []
    try:
        check_targets(targets, force=force, marks=marks)
        for place in dict.fromkeys((folder, *(target.parent for target in targets))):
            made = [*make_folder(place), *made]
        replace_files(targets, keep_aside=True)
    except OSError as error:
        raise _refused(folder, error) from error
    finally:
        remove_if_empty(made)
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


MAX_STEM_CHARACTERS = 60
"""Characters of a name without its ending; Windows has 260 for the whole path."""

MAX_STEM_BYTES = 160
"""Most systems take 255 bytes for a name, and a Chinese character is three of them."""

_FORBIDDEN = re.compile('[<>:"/\\\\|?*]')
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def make_file_stem(number: int, of: int, name: str) -> str:
    """Make a file stem from a number and a name.

    The number comes first, zero-padded, so that folders list the units in the plan's order, names that differ only
    in removed characters stay distinct, and reserved names (CON, NUL) cannot occur.

    Args:
        number: Position of the unit in the plan, from 1.
        of: Largest position, which gives the number of digits.
        name: The unit's name; characters that file systems refuse are removed.

    >>> make_file_stem(1, 32, "县教委"), make_file_stem(7, 300, 'a/b:"c" ... ')
    ('01-县教委', '007-a_b__c_')
    >>> make_file_stem(3, 9, "CON"), make_file_stem(4, 9, "..")
    ('3-CON', '4')
    """
    kept = "".join("_" if unicodedata.category(one) in _HIDDEN else one for one in unicodedata.normalize("NFC", name))
    kept = " ".join(_FORBIDDEN.sub("_", kept).split())[:MAX_STEM_CHARACTERS]
    kept = kept.encode("utf-8")[:MAX_STEM_BYTES].decode("utf-8", "ignore").strip(" .")
    start = str(number).zfill(len(str(of)))
    return f"{start}-{kept}" if kept else start
