"""File signatures: the type that a file's first bytes state, to compare with the ending of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from respnet.intake.documents.errors import damaged_file_error

if TYPE_CHECKING:
    from pathlib import Path

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
)

_MEMBERS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("OFD.xml", "ofd"),
    ("ppt/presentation.xml", "pptx"),
)
_MIME_TYPES = (
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
)
_HEAD = 4096
_TAIL = 70_000


def detect_file_type(path: Path) -> str:
    """Detect the type: pdf, docx, xlsx, ofd, pptx, odt, ods, zip, ole, locked, rtf, image, archive, html, or text.

    `locked` is an Office file behind a password, `text` whatever else. Raises InputError for an empty file.
    """
    with path.open("rb") as handle:
        head = handle.read(_HEAD)
        size = handle.seek(0, 2)
        handle.seek(max(0, size - _TAIL))
        tail = handle.read(_TAIL)
    if not head:
        raise damaged_file_error(path, zh="文件是空的（0 字节）", en="the file is empty (0 bytes)")
    kind = next((kind for start, kind in _STARTS if head.startswith(start)), "")
    if kind == "zip":
        return _zip_kind(head, tail)
    if kind == "ole":
        return "locked" if _holds(path, "EncryptedPackage".encode("utf-16-le")) else "ole"
    # Some programs put a few bytes before a PDF's first line; readers look for it in the first kilobyte.
    if not kind and b"%PDF-" in head[:1024]:
        return "pdf"
    return kind or ("html" if _looks_like_html(head) else "text")


def _zip_kind(head: bytes, tail: bytes) -> str:
    """The kind by the names in the archive's directory, which stands at its end (and by the first member's content)."""
    for mime, kind in _MIME_TYPES:
        if b"mimetype" in head[:64] and mime in head[:160]:
            return kind
    for name, kind in _MEMBERS:
        if name.encode() in tail or name.encode() in head:
            return kind
    return "zip"


def _holds(path: Path, needle: bytes) -> bool:
    """True if the bytes stand in the file, read piece by piece."""
    with path.open("rb") as handle:
        before = b""
        while piece := handle.read(1 << 20):
            if needle in before + piece:
                return True
            before = piece[-len(needle) :]
    return False


def _looks_like_html(head: bytes) -> bool:
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html"))
