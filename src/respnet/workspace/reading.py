"""Reading of a plan's document, kept beside it so that a change on the page needs no parser of documents."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.installation import digest_code, get_version
from respnet.core.problems import Problem
from respnet.core.safe_writing import replace_files
from respnet.intake.builder import PlanFacts, TaskRow, UnitRecord
from respnet.intake.documents.document import Document, Grid, Paragraph
from respnet.intake.language.extraction import Decision, Extraction, SourceMark
from respnet.workspace.errors import NotRead, report_write_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.hints import Hint

MAX_BLOCKS = 20_000
"""Paragraphs and tables of the longest document: its text is read again at every hint."""
READING_FILE = "versions/reading.json"


@dataclass(frozen=True, slots=True)
class Reading:
    """Result of a reading: the extraction, the SHA-256 of the document, and why nothing was recognised, if so."""

    extraction: Extraction
    digest: str
    refused: Text | None = None


@dataclass(frozen=True, slots=True)
class _Stored:
    """A reading as JSON: blocks by their place, since one list of two kinds cannot be told apart."""

    code: str
    digest: str
    document: tuple[str, bool, str, int, bool]
    notes: tuple[Text, ...]
    remarks: tuple[Problem, ...]
    paragraphs: dict[int, Paragraph]
    grids: dict[int, Grid]
    facts: PlanFacts
    rows: tuple[TaskRow, ...]
    records: tuple[UnitRecord, ...]
    decisions: tuple[Decision, ...]
    marks: tuple[SourceMark, ...]
    refused: Text | None


def read_afresh(document: Path) -> Reading:
    """Read a document and keep the reading in its folder. Documents come from anybody: a desk does this in a child.

    Args:
        document: The document.

    Raises:
        InputError: The document cannot be read at all.
        OutputError: The reading cannot be kept.
    """
    from respnet.intake.documents.formats import read_document
    from respnet.intake.tables.table import is_own_table, read_task_table

    digest = digest_file(document)
    read = read_document(document)
    if len(read.blocks) > MAX_BLOCKS:
        raise InputError(
            zh=f"{document.name} 有 {len(read.blocks)} 段，超过 {MAX_BLOCKS} 段，不像一份方案。请只留下分工部分。",
            en=f"{document.name} has {len(read.blocks)} paragraphs, more than {MAX_BLOCKS}: hardly one plan. Keep the "
            "part that divides the work.",
        )
    if is_own_table(read):
        rows = read_task_table(read, document).rows
        reading = Reading(Extraction(read, PlanFacts(document.stem), rows, (), (), ()), digest)
    else:
        reading = _extract(read, digest)
    place = document.parent / READING_FILE
    with report_write_errors(place):
        place.parent.mkdir(exist_ok=True)
        replace_files({place: msgspec.json.encode(_to_stored(reading))}, sync=False)
    return reading


def load_reading(document: Path) -> Reading:
    """Load the reading of a document that was kept.

    Raises:
        NotRead: There is none of this document by this respnet.
    """
    with contextlib.suppress(OSError, msgspec.MsgspecError, RecursionError, ValueError):
        stored = msgspec.json.decode((document.parent / READING_FILE).read_bytes(), type=_Stored)
        if stored.code == _digest_code() and stored.digest == digest_file(document):
            return _from_stored(stored)
    raise NotRead(
        zh=f"{document.name} 还没有由这个版本的 respnet 读过。",
        en=f"{document.name} has not been read by this respnet yet.",
    )


def read_with_hints(reading: Reading, hints: Sequence[Hint]) -> Reading:
    """Read the text again with hints; without any, the reading is the same.

    Args:
        reading: The reading without hints.
        hints: What people say of the text.
    """
    return _extract(reading.extraction.document, reading.digest, tuple(hints)) if hints else reading


def digest_file(path: Path) -> str:
    """Compute the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@lru_cache(maxsize=8)
def _extract(document: Document, digest: str, hints: Sequence[Hint] = ()) -> Reading:
    from respnet.intake.clauses.extractor import extract

    try:
        return Reading(extract(document, hints=hints), digest)
    except InputError as error:  # a person can still say where its tasks begin
        return Reading(Extraction(document, PlanFacts(document.name), (), (), (), ()), digest, error.text)


def _digest_code() -> str:
    try:
        return digest_code()
    except OSError:  # respnet itself is not files that can be read (a zipped package)
        return get_version("respnet")


def _to_stored(reading: Reading) -> _Stored:
    read = reading.extraction
    document = read.document
    blocks = tuple(enumerate(document.blocks))
    return _Stored(
        code=_digest_code(),
        digest=reading.digest,
        document=(document.name, document.is_table, document.file, document.pictures, document.is_own),
        notes=document.notes,
        remarks=document.remarks,
        paragraphs={place: block for place, block in blocks if isinstance(block, Paragraph)},
        grids={place: block for place, block in blocks if isinstance(block, Grid)},
        refused=reading.refused,
        **{name: getattr(read, name) for name in _SAME},
    )


def _from_stored(stored: _Stored) -> Reading:
    name, is_table, file, pictures, is_own = stored.document
    found = stored.paragraphs | stored.grids
    blocks = tuple(found[place] for place in range(len(found)))
    document = Document(name, blocks, stored.notes, stored.remarks, is_table, file, pictures, is_own)
    same = {name: getattr(stored, name) for name in _SAME}
    return Reading(Extraction(document, **same), stored.digest, stored.refused)


_SAME = ("facts", "rows", "records", "decisions", "marks")
