"""The bytes of a file: the type that the first ones state, and text from them, strictly."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from respnet.core.errors import InputError
from respnet.intake.documents.errors import damaged_file_error, file_too_large_error

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
    return next((kind for name, kind in _MEMBERS if name.encode() in tail or name.encode() in head), "zip")


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
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<meta", b"<style", b"<body", b"<table"))


# A mark that stands for UTF-32-LE begins with the one for UTF-16-LE, so it is looked for first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}
"""What pages call an encoding, and the wider one that their text really uses."""
_KNOWN = frozenset({"gb18030", "big5hkscs", "utf-8", "utf8", "hz-gb-2312"})


def read_bytes(path: Path, most: int) -> bytes:
    """Read a file's bytes.

    Args:
        path: The file.
        most: Bytes that are accepted.

    Raises:
        InputError: The file has more bytes.
    """
    size = path.stat().st_size
    if size > most:
        raise file_too_large_error(path, size, most)
    return path.read_bytes()


def decode_text(path: Path, data: bytes, declared: str = "") -> str:
    """Decode text by a byte order mark, else as UTF-8, else as the file declares, else as gb18030.

    UTF-8 goes before the declaration because text that decodes as UTF-8 is UTF-8, while pages often declare another.

    Args:
        path: The file, for messages.
        data: Its bytes.
        declared: What the file itself calls its encoding, "" where it says nothing.

    Raises:
        InputError: No encoding fits, the result is no text, or it is Big5.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            candidates = [encoding]
            break
    else:
        wanted = _WIDER.get(declared.strip().lower(), declared.strip().lower())
        candidates = ["utf-8", *([wanted] if wanted in _KNOWN else []), "gb18030"]
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text, CONTROLS_IN_UTF8 if encoding == "utf-8" else CONTROLS_ELSEWHERE):
            if encoding == "gb18030" and _is_big5(data, text):
                raise _traditional_encoding_error(path)
            return text
    raise _no_text(path, data)


def _is_big5(data: bytes, text: str) -> bool:
    """True if bytes that gb18030 reads as `text` are Big5: there its punctuation are characters of nobody's.

    Big5 has its comma and full stop at A1 41 and A1 43, which GBK leaves to users; every text has some.
    """
    private = sum(map(text.count, _USER_DEFINED))
    if not private:
        return False
    try:
        other = data.decode("big5hkscs")
    except UnicodeDecodeError:
        return False
    return private > sum("\ue000" <= sign <= "\uf8ff" for sign in other)


_USER_DEFINED = [bytes((0xA1, code)).decode("gb18030") for code in (0x41, 0x43, 0x47, 0x5D, 0x5E)]


def _traditional_encoding_error(path: Path) -> InputError:
    return InputError(
        zh=f"{path} 是 Big5 编码的繁体文字，不能直接读取。请用 Word 或 WPS 打开，转换为简体，另存为 .docx 后再试。",
        en=f"{path} is text in Big5 with traditional characters, which is not read. Open it in Word or WPS, turn "
        "it into simplified Chinese, and save it as .docx.",
    )


CONTROLS_IN_UTF8 = 0.2
CONTROLS_ELSEWHERE = 0.005
"""The largest share of control characters in text. Other bytes hardly ever decode as UTF-8, but often as gb18030."""


def _is_text(text: str, most: float) -> bool:
    """Text has no control characters to speak of; a picture or a program read as text has many."""
    return "\x00" not in text and sum(map(text.count, _CONTROLS)) <= most * len(text)


_CONTROLS = [chr(code) for code in range(1, 32) if chr(code) not in "\t\n\r\f\v\x1a"] + ["\x7f"]


def _no_text(path: Path, data: bytes) -> InputError:
    try:
        data.decode("utf-8")
        line = data.count(b"\n", 0, max(data.find(b"\0"), 0)) + 1
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    return InputError(
        zh=f"{path} 既不是 UTF-8 也不是 GB18030（GBK）文本，第 {line} 行起读不通。"
        "请用编辑器打开核对，另存为 UTF-8 后再试。",
        en=f"{path} is neither UTF-8 nor GB18030 (GBK) text; it fails in line {line}. "
        "Open it in an editor, see whether it is text, and save it as UTF-8.",
    )
