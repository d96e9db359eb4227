"""Documents of one plan: the present one, former versions, and a newer one that takes its place."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.core.errors import InputError
from respnet.core.safe_writing import replace_file, replace_files
from respnet.core.temporary_folder import make_temporary_folder
from respnet.workspace.drafting import REREAD, DocumentSource
from respnet.workspace.errors import report_write_errors
from respnet.workspace.plan_history import PlanHistory

if TYPE_CHECKING:
    from respnet.core.plan import Plan
    from respnet.workspace.reading import Reading


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """One document that the plan was read from: its line in the history, when and by whom, its file.

    `end` is the last line before the next version.
    """

    n: int
    at: str
    by: str
    file: str
    end: int


class PlanDocuments(PlanHistory):
    """The documents of one plan."""

    def reread(self) -> Reading:
        """Read the document again and keep the reading beside it; the steps are applied to it when it is next shown.

        Raises:
            InputError: There is no document, or it cannot be read.
            OutputError: The reading cannot be kept.
        """
        from respnet.workspace.reading import read_afresh

        document = self.document
        if document is None:
            raise InputError(
                zh=f"{self.path} 里没有方案文件，只有表格。", en=f"{self.path} holds tables and no document."
            )
        reading = read_afresh(document)
        self.forget()
        return reading

    def take_document(self, other: PlanDocuments, *, by: str = "") -> None:
        """Take the document of another plan folder, read there already, as a newer one of this plan.

        Args:
            other: The other folder.
            by: Who says so.

        Raises:
            InputError: It has no document, or steps of its own that would be lost.
            NotRead: It has still to be read.
            OutputError: It cannot be written.
        """
        from respnet.workspace.reading import READING_FILE, load_reading

        document = other.document
        if document is None or any(entry.op != REREAD for entry in other.journal.list_active()):
            raise InputError(
                zh="新的一份里已有更正，或只有表格，不能作为新版并入。请两份都留，或在旧的一份里重做。",
                en="The newer plan has corrections of its own, or tables alone, and cannot be a version. Keep both.",
            )
        reading = load_reading(document)
        former = self.document
        if former is not None and former.read_bytes() == document.read_bytes():
            return  # the same file again
        kept = (other.path / READING_FILE).read_bytes()
        self._keep_document(document.name, document.read_bytes(), kept, reading.digest, by)

    def _keep_document(self, file: str, data: bytes, reading: bytes, digest: str, by: str) -> None:
        from respnet.workspace.reading import READING_FILE

        versions = self.path / "versions"
        with self._lock:
            self._keep_base()
            former = self.document
            stem, dot, ending = file.rpartition(".")
            kept = self.path / (f"{stem}-{digest[:8]}{dot}{ending}" if self._has(file) else file)
            with report_write_errors(kept):
                versions.mkdir(exist_ok=True)
                replace_files({kept: data}, mode=0o444)
                replace_files({self.path / READING_FILE: reading}, sync=False)
                line = self._new_entry(REREAD, "", by, parameters={"name": kept.name})
                self.journal.append(replace(line, doc=digest))
                if former is not None and former != kept:  # the journal names the new one already
                    replace_file(former, versions / former.name)
            self.forget()

    def _has(self, file: str) -> bool:
        return os.path.lexists(self.path / file) or os.path.lexists(self.path / "versions" / file)

    def list_versions(self) -> tuple[DocumentVersion, ...]:
        """List the documents that the plan was read from, the present one last."""
        found = [entry for entry in self.journal.entries if entry.op == REREAD and entry.parameters.get("name")]
        ends = [*(entry.n - 1 for entry in found[1:]), self.journal.version]
        return tuple(
            DocumentVersion(entry.n, entry.at, entry.by, Path(entry.parameters["name"]).name, end)
            for entry, end in zip(found, ends, strict=False)  # none without a document
        )

    def find_version(self, n: int) -> Path:
        """Find the file of a version. Raises InputError where there is none."""
        for one in self.list_versions():
            for file in (self.path / one.file, self.path / "versions" / one.file):
                if one.n == n and file.is_file() and not file.is_symlink():
                    return file
        raise InputError(
            zh="没有这一版，或它的文件已不在 versions 文件夹里。",
            en="There is no such version, or its file is no longer in the folder versions.",
        )

    def build_version(self, n: int) -> Plan:
        """Build the plan of a version, with the steps until the next. Its document is read again: in a child.

        Args:
            n: Number of the version.

        Raises:
            InputError: There is no such version, or it cannot be read.
        """
        from respnet.workspace.reading import read_afresh

        file = self.find_version(n)
        end = next(one.end for one in self.list_versions() if one.n == n)
        with make_temporary_folder() as trial:
            copy = trial / file.name
            copy.write_bytes(file.read_bytes())
            return DocumentSource(read_afresh(copy)).build(self.journal.list_active(end)).build_plan("tasks.csv")
