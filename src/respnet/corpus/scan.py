"""Files to gather in folders: plan folders, tables and documents; nothing is left out in silence."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from respnet.core.errors import InputError, describe_os_error
from respnet.core.i18n import EMPTY_TEXT, Text
from respnet.intake.documents.formats import FORMATS, TABLE_FILES, check_file_name, get_reader, is_readable

_PLAN_FILES = {f"{stem}{suffix}" for stem in ("tasks", "units") for suffix in TABLE_FILES} | {"plan.toml"}
_HIDDEN = Text(
    zh="这是隐藏文件或办公软件的临时文件，没有读取。若是方案，请改名后再收集。",
    en="It is a hidden file or a temporary one of an office program and is not read. If it is a plan, rename it.",
)
_EMPTY = Text(zh="文件是空的。请核对是否复制完整。", en="The file is empty. Check whether it was copied whole.")
_LINK = Text(
    zh="这是指向文件夹的链接，没有读取。请直接指定那个文件夹。",
    en="It is a link to a folder and is not followed. Give that folder itself.",
)


@dataclass(frozen=True, slots=True)
class Item:
    """A document, table or plan folder to be read; `refused` where it is known beforehand that it is not."""

    path: Path
    file: str
    stamp: str
    files: tuple[Path, ...]
    kind: str = ""
    refused: Text = EMPTY_TEXT

    @property
    def key(self) -> str:
        """The absolute path as text that any program can write."""
        return write_path(self.path.absolute())

    @property
    def office_filter(self) -> str:
        """Ending of the file if LibreOffice has to convert it, else empty."""
        found = FORMATS.get(self.path.suffix.lower())
        return found.suffix if found and found.office_filter and not self.kind else ""

    def digest(self) -> str:
        """SHA-256, in hexadecimal, of its bytes; of several files with their names."""
        whole = hashlib.sha256()
        for file in self.files:
            if len(self.files) > 1 or file != self.path:
                whole.update(file.name.encode() + b"\0")
            with file.open("rb") as opened:
                while block := opened.read(1 << 20):
                    whole.update(block)
        return whole.hexdigest()


def write_path(path: Path) -> str:
    """Write a path as text, bytes that are no UTF-8 as escapes.

    >>> write_path(Path("a/b"))
    'a/b'
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def scan(folders: Iterable[Path], output: Path) -> Iterator[Item]:
    """List what there is to gather, in the order of names.

    Args:
        folders: Folders with all that is in them, or single files.
        output: Folder of the corpus, which is left out.

    Raises:
        InputError: One of the folders is not there.
    """
    for folder in folders:
        if not folder.exists():
            raise InputError(
                zh=f"没有找到 {folder}。请核对路径；应为存放方案文件的文件夹。",
                en=f"{folder} does not exist. Check the path; it is to be a folder of documents.",
            )
        if not folder.is_dir():
            yield _make_item(folder)
            continue
        for place, inside, names in os.walk(folder):
            here = Path(place)
            own = {name for name in names if name in _PLAN_FILES} if _is_plan_folder(names) else set()
            if own:
                yield _make_item(here, tuple(here / name for name in sorted(own)))
            for path in sorted(here / name for name in inside):
                if path.is_symlink() or path.name.startswith("."):
                    left = ("link", _LINK) if path.is_symlink() else ("hidden", _HIDDEN)
                    yield Item(path, write_path(path), "", (), *left)
            inside[:] = sorted(
                name for name in inside if not name.startswith(".") and (here / name).resolve() != output.resolve()
            )
            yield from (_make_item(here / name) for name in sorted(names) if name not in own)


def _is_plan_folder(names: list[str]) -> bool:
    return any(f"tasks{suffix}" in names for suffix in TABLE_FILES)


def _make_item(path: Path, files: tuple[Path, ...] = ()) -> Item:
    """Make an item, refused where its name or size tells that nothing is to be read."""
    parts = files or (path,)
    try:
        states = [one.stat() for one in parts]
    except OSError as error:
        said = describe_os_error(error)
        why = Text(zh=f"无法读取：{said.zh}。", en=f"It cannot be read: {said.en}.")
        return Item(path, write_path(path), "", (), "refused", why)
    stamp = " ".join(f"{one.st_size} {one.st_mtime_ns}" for one in states)
    kind, refused = "", EMPTY_TEXT
    if not files:
        if path.name.startswith((".", "~$")):
            kind, refused = "hidden", _HIDDEN
        elif not states[0].st_size:
            kind, refused = "empty", _EMPTY
        else:
            try:
                check_file_name(path)
                if not is_readable(path):
                    get_reader(path)
            except InputError as error:
                kind, refused = "format", error.text
    return Item(path, write_path(path), stamp, parts, kind, refused)
