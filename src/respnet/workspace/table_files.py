"""Table files of a plan folder, and what a list of plans says of it: which bytes are respnet's own is remembered."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import msgspec

from respnet.core.i18n import Text
from respnet.core.safe_writing import replace_file, replace_files
from respnet.workspace.errors import report_write_errors
from respnet.workspace.journal import JOURNAL_FILE
from respnet.workspace.tables import TABLE_NAMES, digest_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

SUMMARY_FILE = "versions/summary.json"
Stamps = dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Summary:
    """A plan in a list of plans. `known` are the digests of tables that respnet wrote or has read.

    `written` is the version that the tables say. By `stamps`, size and time of journal and tables, a summary is seen to
    be old.
    """

    title: str
    area: str = ""
    number: str = ""
    date: str = ""
    tasks: int = 0
    units: int = 0
    questions: int = 0
    checked: Text | None = None
    version: int = 0
    changed: str = ""
    is_read: bool = True
    known: tuple[str, ...] = ()
    written: int = 0
    stamps: Stamps = field(default_factory=dict, hash=False)


def load_summary(folder: Path) -> Summary | None:
    """Load the summary of a plan; None where there is none, or journal or tables have changed since."""
    found = _load(folder)
    return found if found and found.stamps == stamp_tables(folder) else None


def save_summary(folder: Path, summary: Summary) -> None:
    """Keep the summary of a plan; a folder that cannot be written to has none."""
    former = _load(folder) or summary
    with contextlib.suppress(OSError):
        _save(folder, replace(summary, known=former.known, written=former.written, stamps=stamp_tables(folder)))


def write_tables(
    folder: Path, contents: Mapping[str, bytes], summary: Summary, *, patience: float | None = None
) -> bool:
    """Write tables, all or none; what is there already is left alone.

    Args:
        folder: The plan folder.
        contents: Bytes by name.
        summary: What a list says of the plan.
        patience: Seconds in which another program may let go of a table; None for as long as is usual.

    Returns:
        True if something was written.

    Raises:
        OutputError: They cannot be written.
    """
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()}
    there = digest_tables(folder)
    changed = {folder / name: data for name, data in contents.items() if there.get(name) != digests[name]}
    other = [name for name in there if name.endswith(".xlsx") and name.removesuffix("xlsx") + "csv" in contents]
    known = tuple(dict.fromkeys((*there.values(), *digests.values())))
    with report_write_errors(folder):
        # What a program that was killed left: only one works here at a time.
        for left in (*folder.glob(".respnet-*.tmp"), *folder.glob("versions/.respnet-*.tmp")):
            left.unlink()
        if changed:  # known before they are written: a program that ends in between leaves nothing that looks edited
            _save(folder, replace(summary, known=known, written=find_written_version(folder)))
            replace_files(changed, patience=patience)
        for name in other:  # kept in the base; beside a .csv nobody could say which one counts
            (folder / name).unlink()
        _save(folder, replace(summary, known=known, written=summary.version, stamps=stamp_tables(folder)))
    return bool(changed)


def find_written_version(folder: Path) -> int:
    """Find the version that the tables of a folder were last written from, 0 if none."""
    former = _load(folder)
    return former.written if former else 0


def find_edited(folder: Path, contents: Mapping[str, bytes]) -> list[str]:
    """Find the tables whose bytes are neither respnet's own nor those to be written."""
    former = _load(folder)
    known = {*(former.known if former else ()), *(hashlib.sha256(data).hexdigest() for data in contents.values())}
    for base in folder.glob("versions/base-*"):
        known |= {*digest_tables(base).values()}
    return [name for name, digest in digest_tables(folder).items() if digest not in known]


def accept_tables(folder: Path) -> None:
    """Count the tables as they are now as known.

    Raises:
        OutputError: That cannot be kept.
    """
    known = (*digest_tables(folder).values(),)
    with report_write_errors(folder):
        _save(folder, replace(_load(folder) or Summary(folder.name), known=known, stamps={}))


def copy_tables(folder: Path) -> str:
    """Copy the tables of a folder into `versions`, and return the name of the copy.

    Raises:
        OutputError: They cannot be copied.
    """
    digests = digest_tables(folder)
    name = f"base-{hashlib.sha256(repr(digests).encode()).hexdigest()[:12]}"
    with report_write_errors(folder):
        (folder / "versions").mkdir(exist_ok=True)
        replace_files({folder / "versions" / name / one: (folder / one).read_bytes() for one in digests})
    return name


def move_tables(folder: Path, names: Iterable[str]) -> Path | None:
    """Move tables into a folder of their own under `versions`.

    Args:
        folder: The plan folder.
        names: Names of the tables.

    Returns:
        The folder that holds them; None if there were none.

    Raises:
        OutputError: They cannot be moved.
    """
    stamp = dt.datetime.now(dt.UTC).astimezone().strftime("%Y%m%d-%H%M%S-%f")
    target = folder / "versions" / f"edited-{stamp}"
    files = [folder / name for name in names if name in TABLE_NAMES]
    with report_write_errors(target):
        if files:
            target.mkdir(parents=True)
        for file in files:
            replace_file(file, target / file.name)
    return target if files else None


def _load(folder: Path) -> Summary | None:
    try:
        return msgspec.json.decode((folder / SUMMARY_FILE).read_bytes(), type=Summary)
    except (OSError, msgspec.MsgspecError, RecursionError):
        return None


def _save(folder: Path, summary: Summary) -> None:
    place = folder / SUMMARY_FILE
    place.parent.mkdir(exist_ok=True)
    replace_files({place: msgspec.json.encode(summary)}, sync=False)


def stamp_tables(folder: Path, names: Sequence[str] = (JOURNAL_FILE, *TABLE_NAMES)) -> Stamps:
    """Return size and time of journal and tables, by which a change in them is seen.

    Args:
        folder: The plan folder.
        names: The files.
    """
    stamps: Stamps = {}
    for name in names:
        with contextlib.suppress(OSError):
            found = (folder / name).lstat()
            stamps[name] = (found.st_size, found.st_mtime_ns)
    return stamps
