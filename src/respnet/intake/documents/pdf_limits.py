"""Limits of reading a PDF or an OFD: one place for the numbers, which the messages repeat."""

from __future__ import annotations

MAX_FILE_BYTES = 64 * 2**20
MAX_PAGES = 1_000
MAX_UNPACKED_BYTES = 128 * 2**20
"""Bytes of all streams together, once unpacked."""
MAX_CONTENT_BYTES = 16 * 2**20
"""Bytes of drawing instructions, counted as often as they are carried out."""
MAX_GLYPHS = 2_000_000
MAX_RULED_LINES = 1_000_000
MAX_FIGURES = 100_000
MAX_NESTING = 30
"""Drawings within drawings."""
MAX_LOOKUPS = 3_000_000
MAX_TABLE_LINES = 6_000
"""Ruled lines on one page; with more it is a drawing, and no tables are looked for."""

MAX_MEMORY_BYTES = 1_536 * 2**20
"""Bytes of the process that reads a file, where the system can hold it to that."""
MAX_CPU_SECONDS = 240
"""Seconds of computing of that process. Nothing that keeps the other limits comes near it."""


class LimitError(Exception):
    """A limit was passed; both sentences say which."""

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en
