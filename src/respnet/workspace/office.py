"""Folder of an office: one folder a plan, a bin, and a lock of the operating system."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
from pathlib import Path

from respnet.core.errors import InputError
from respnet.core.lookup import match_key
from respnet.core.safe_writing import replace_file, replace_files
from respnet.workspace.drafting import REREAD
from respnet.workspace.errors import report_write_errors, to_output_error
from respnet.workspace.file_names import MAX_FOLDER_NAME, MAX_NAME_BYTES, clean_file_name, extend_path
from respnet.workspace.journal import JOURNAL_FILE, Journal, make_entry
from respnet.workspace.lock import OfficeLock
from respnet.workspace.plan_folder import PlanFolder
from respnet.workspace.plan_history import find_document, has_tables
from respnet.workspace.reading import read_afresh

BIN = "bin"
"""Folder of what was removed."""


class Office:
    """The plans of an office.

    Args:
        folder: The folder; it is made when the first plan is added.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = extend_path(Path(folder))
        self._plans: dict[Path, PlanFolder] = {}

    def plans(self) -> list[PlanFolder]:
        """List the plans, by the names of their folders; a folder that holds tables itself is its own plan.

        Raises:
            InputError: The folder cannot be read.
        """
        try:
            if _is_plan(self.folder):
                return [self._get(self.folder)]
            folders = sorted(one for one in self.folder.iterdir() if one.name != BIN and one.name[:1] != ".")
            return [self._get(one) for one in folders if _is_plan(one)]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise to_output_error(self.folder, error) from error

    def lock(self) -> OfficeLock:
        """Lock the folder for this program, until `close` or its end.

        Raises:
            InUse: Another program has it open; the error holds its address.
            OutputError: The folder cannot be written.
        """
        return OfficeLock(self.folder)

    def find(self, plan: str) -> PlanFolder:
        """Find a plan by its id.

        Raises:
            InputError: There is none.
        """
        for one in self.plans():
            if one.id == plan:
                return one
        raise InputError(
            zh="没有这份方案，可能已经移走或改名。请回到方案列表。",
            en="There is no such plan; it may have been moved or renamed. Go back to the list of plans.",
        )

    def add(self, name: str, data: bytes) -> PlanFolder:
        """Add a document as a new plan and read it. Documents come from anybody: a desk does this in a child.

        Args:
            name: The file's name, of which only the last part counts.
            data: Its content, kept as it is.

        Returns:
            The plan; `find_same` says whether the office has it already.

        Raises:
            InputError: The document cannot be read; nothing is left behind.
            OutputError: It cannot be written.
        """
        file = clean_file_name(name)
        folder = self._make_folder(Path(file).stem)
        document = folder / file
        try:
            replace_files({document: data}, mode=0o444)
            reading = read_afresh(document)
            Journal(folder).append(make_entry(REREAD, doc=reading.digest, parameters={"name": file}))
            plan = self._get(folder)
            plan.summary()
        except BaseException as error:
            with contextlib.suppress(OSError):
                document.chmod(0o600)  # Windows removes nothing that is write-protected
            shutil.rmtree(folder, ignore_errors=True)
            if isinstance(error, OSError):
                raise to_output_error(folder, error) from error
            self._plans.pop(folder, None)
            raise
        return plan

    def find_same(self, plan: PlanFolder) -> list[PlanFolder]:
        """Find other plans with the same document number, or the same title and area.

        Args:
            plan: The plan, read.
        """
        own = _identify(plan)
        return [one for one in self.plans() if one.path != plan.path and own & _identify(one)]

    def take_newer(self, older: PlanFolder, newer: PlanFolder) -> None:
        """Make the document of one plan the newest version of another, and move the rest into the bin.

        Args:
            older: The plan that stays, with its steps.
            newer: The plan that was added, read and without steps of its own.

        Raises:
            InputError: It has steps of its own, or no document.
            NotRead: It has still to be read.
            OutputError: It cannot be written.
        """
        older.take_document(newer)
        self.remove(newer)

    def remove(self, plan: PlanFolder) -> Path:
        """Move a plan into the bin.

        Returns:
            Where it is now; its name is what `restore` takes.

        Raises:
            OutputError: It cannot be moved.
        """
        stamp = dt.datetime.now(dt.UTC).astimezone().strftime("%Y%m%d-%H%M%S-%f")
        name = os.fsencode(plan.path.name)[: MAX_NAME_BYTES - len(stamp) - 1]
        target = self.folder / BIN / f"{name.decode('utf-8', 'ignore')} {stamp}"
        return self._move(plan.path, target)

    def list_bin(self) -> list[str]:
        """List the names of what is in the bin, the last removed first."""
        with contextlib.suppress(OSError):
            folders = [one for one in (self.folder / BIN).iterdir() if one.is_dir() and not one.is_symlink()]
            return [one.name for one in sorted(folders, key=lambda one: one.name[-22:], reverse=True)]
        return []

    def restore(self, name: str) -> PlanFolder:
        """Take a plan out of the bin again.

        Args:
            name: Its name there.

        Raises:
            InputError: There is none.
            OutputError: It cannot be moved.
        """
        if name not in self.list_bin():
            raise InputError(zh="回收站里没有这份方案。", en="There is no such plan in the bin.")
        target = self.folder / name.rpartition(" ")[0]
        count = 1
        while target.exists():
            count += 1
            target = self.folder / f"{name.rpartition(' ')[0]} ({count})"
        return self._get(self._move(self.folder / BIN / name, target))

    def _move(self, source: Path, target: Path) -> Path:
        with report_write_errors(target):
            target.parent.mkdir(exist_ok=True)
            replace_file(source, target)
        self._plans.pop(source, None)
        return target

    def _make_folder(self, stem: str) -> Path:
        count = 1
        while True:
            folder = self.folder / (stem[:MAX_FOLDER_NAME].rstrip(" .") + (f" ({count})" if count > 1 else ""))
            try:
                folder.mkdir(parents=True)
            except FileExistsError:
                count += 1
            except OSError as error:
                raise to_output_error(folder, error) from error
            else:
                return folder

    def _get(self, folder: Path) -> PlanFolder:
        if folder not in self._plans:
            self._plans[folder] = PlanFolder(folder, self.folder)
        return self._plans[folder]


def _is_plan(folder: Path) -> bool:
    if folder.is_symlink() or not folder.is_dir() or _is_junction(folder):
        return False
    journal = folder / JOURNAL_FILE
    if journal.is_symlink() or (folder / "versions").is_symlink():
        return False
    return journal.is_file() or has_tables(folder) or find_document(folder) is not None


def _is_junction(folder: Path) -> bool:
    """True for a folder of Windows that leads elsewhere; `Path.is_junction` is newer than Python 3.11."""
    tag: int = getattr(folder.lstat(), "st_reparse_tag", 0)
    return tag == 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT; folders of OneDrive have tags too, and are plain folders


def _identify(plan: PlanFolder) -> set[tuple[str, ...]]:
    """Identify a plan by its number, or its title with its area."""
    found = plan.summary()
    if found.number:
        return {("number", match_key(found.number))}
    return {("title", match_key(found.title), match_key(found.area))} if found.title else set()
