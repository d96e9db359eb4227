"""Reproducible Office files: fixed timestamps, and respnet's mark near the beginning."""

from __future__ import annotations

import io
import zipfile

_FIRST = ("[Content_Types].xml", "docProps/core.xml")
_THEN = (1980, 1, 1, 0, 0, 0)
"""The earliest date a ZIP can hold; it says that no date is meant."""


def make_reproducible(package: bytes) -> bytes:
    """Rewrite a .docx or .xlsx with every part dated 1980-01-01 and its core properties stored first.

    The properties are left uncompressed, so that a mark in them (`files.GENERATOR_MARK`) shows in the first bytes of
    the file. Everything else keeps its order and contents.

    >>> file = io.BytesIO()
    >>> with zipfile.ZipFile(file, "w") as archive:
    ...     archive.writestr("word/document.xml", "<w/>")
    ...     archive.writestr("docProps/core.xml", "<respnet-report/>")
    >>> b"<respnet-report/>" in make_reproducible(file.getvalue())[:200]
    True
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(made, "w") as target:
        names = source.namelist()
        for name in [*(one for one in _FIRST if one in names), *(one for one in names if one not in _FIRST)]:
            entry = zipfile.ZipInfo(name, date_time=_THEN)
            entry.compress_type = zipfile.ZIP_STORED if name == "docProps/core.xml" else zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            target.writestr(entry, source.read(name))
    return made.getvalue()
