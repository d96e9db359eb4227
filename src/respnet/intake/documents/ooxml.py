"""An Office file is a zip of XML parts: opened within limits, and nothing outside the file is followed."""

from __future__ import annotations

import posixpath
import struct
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from respnet.intake.documents.errors import (
    broken_file_error,
    damaged_file_error,
    file_too_large_error,
    format_megabytes,
    limit_exceeded_error,
    macros_found_error,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from zipfile import ZipFile

    from lxml.etree import _Element

MAX_FILE_BYTES = 100 * 1024 * 1024
MAX_PART_BYTES = 48 * 1024 * 1024
MAX_TOTAL_BYTES = 128 * 1024 * 1024
MAX_PARTS = 10_000
_DIRECTORY = 4 * 1024 * 1024

_OFFICE_DOCUMENT = "/officeDocument"
# A file saved as "strict" names the same things differently.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


class Package:
    """Parts of one file. Every part is read at most once, and what has been read is counted."""

    def __init__(self, path: Path, archive: ZipFile, kind: str) -> None:
        self.path = path
        self.kind = kind
        self._archive = archive
        self._names = {name.lstrip("/").replace("\\", "/").lower(): name for name in archive.namelist()}
        self._read = 0

    def has(self, name: str) -> bool:
        """True if the part is there; the names of parts know no case."""
        return name.lower() in self._names

    def has_part_ending(self, *endings: str) -> bool:
        """True if any part's name ends so."""
        return any(name.endswith(endings) for name in self._names)

    def xml(self, name: str) -> _Element | None:
        """Parse an XML part, None where it is not there. Raises InputError where it is damaged or too large."""
        return parse_xml(self._bytes(name), self.path, self.kind) if self.has(name) else None

    def _bytes(self, name: str) -> bytes:
        import zipfile

        try:
            with self._archive.open(self._names[name.lower()]) as member:
                # The size that the archive states can be a lie, so reading itself stops at the limit.
                data = member.read(MAX_PART_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise broken_file_error(self.path, self.kind, error) from error
        self._read += len(data)
        if len(data) > MAX_PART_BYTES or self._read > MAX_TOTAL_BYTES:
            most = MAX_PART_BYTES if len(data) > MAX_PART_BYTES else MAX_TOTAL_BYTES
            raise limit_exceeded_error(
                self.path,
                zh=f"解压后超过 {format_megabytes(most)}",
                en=f"unpacked it has more than {format_megabytes(most)}",
            )
        return data

    def find_related(self, name: str, kind: str) -> list[tuple[str, str]]:
        """Find the parts to which a part refers; what stands outside the file is left out.

        Args:
            name: The part, "" for the package.
            kind: How the type of the relations ends.

        Returns:
            The id and the name of each part.
        """
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = []
        for relation in root if root is not None else ():
            target, mode = relation.get("Target", ""), relation.get("TargetMode", "")
            if (relation.get("Type") or "").endswith(kind) and mode != "External":
                part = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found.append((relation.get("Id") or "", posixpath.normpath(part)))
        return found

    def find_xml(self, name: str, kind: str) -> _Element | None:
        """Parse the first part to which a part refers, None where there is none.

        Args:
            name: The part, "" for the package.
            kind: How the type of the relation ends.
        """
        return next((self.xml(part) for _, part in self.find_related(name, kind)), None)

    def find_main_part(self, usual: str) -> str:
        """Find the part that holds the document itself, by the package's relations, else where it usually stands."""
        parts = [part for _, part in self.find_related("", _OFFICE_DOCUMENT) if self.has(part)]
        if parts:
            return parts[0]
        if self.has(usual):
            return usual
        raise damaged_file_error(
            self.path,
            zh=f"不是 {self.kind} 文件（压缩包里没有 {usual}）",
            en=f"it is no {self.kind} file (the archive in it has no {usual})",
        )


@contextmanager
def open_package(path: Path, kind: str) -> Iterator[Package]:
    """Open the package in a file.

    Args:
        path: The file.
        kind: What messages call it, such as ".docx".

    Raises:
        InputError: It is too large, damaged or carries macros.
    """
    import zipfile

    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise file_too_large_error(path, size, MAX_FILE_BYTES)
    _check_directory(path)
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError, struct.error) as error:
        raise broken_file_error(path, kind, error) from error
    with archive:
        if len(archive.namelist()) > MAX_PARTS:
            raise _too_many_parts(path)
        package = Package(path, archive, kind)
        if package.has_part_ending("vbaproject.bin"):
            raise macros_found_error(path, kind)
        yield package


def _check_directory(path: Path) -> None:
    """The list of members is loaded whole when an archive is opened, so its size is looked at before."""
    with path.open("rb") as handle:
        size = handle.seek(0, 2)
        handle.seek(max(0, size - 65_557))
        tail = handle.read()
    place = tail.rfind(b"PK\x05\x06")
    if place >= 0 and len(tail) >= place + 16:
        (length,) = struct.unpack_from("<I", tail, place + 12)
        if length > _DIRECTORY:
            raise _too_many_parts(path)


def _too_many_parts(path: Path) -> Exception:
    return limit_exceeded_error(
        path, zh=f"压缩包里的部件超过 {MAX_PARTS} 个", en=f"the archive in it has more than {MAX_PARTS} parts"
    )


def parse_xml(data: bytes, path: Path, kind: str) -> _Element:
    """Parse an XML part: without a document type, so without entities; nothing is loaded from elsewhere.

    Args:
        data: The part.
        path: The file, for messages.
        kind: What messages call it.

    Raises:
        InputError: The part is damaged or has a document type.
    """
    from lxml import etree

    if any(mark in data for mark in _DOCUMENT_TYPE):
        # Looked for before parsing, since unfolding its entities is what such a file is made for.
        raise _with_document_type(path, kind)
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise broken_file_error(path, kind, error) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _with_document_type(path, kind)
    return root


_DOCUMENT_TYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


def _with_document_type(path: Path, kind: str) -> Exception:
    return damaged_file_error(
        path,
        zh=f"其中的 XML 带有文档类型声明（DOCTYPE），{kind} 不允许",
        en=f"its XML has a document type declaration (DOCTYPE), which {kind} does not allow",
    )
