"""How much of a PDF is read at most: one place for the numbers, which the messages repeat."""

from __future__ import annotations

LARGEST_FILE = 64 * 2**20
MOST_PAGES = 1_000
MOST_UNPACKED = 128 * 2**20
"""Bytes of all streams together, once unpacked."""
MOST_CONTENT = 16 * 2**20
"""Bytes of drawing instructions, counted as often as they are carried out."""
MOST_GLYPHS = 2_000_000
MOST_RULES = 1_000_000
MOST_FIGURES = 100_000
MOST_LOOKUPS = 3_000_000
MOST_TABLE_RULES = 6_000
"""Ruled lines on one page; with more it is a drawing, and no tables are looked for."""

MEMORY = 1_536 * 2**20
"""Bytes of the process that reads a PDF, where the system can hold it to that."""
SECONDS = 240
"""Seconds of computing of that process. Nothing that keeps the other limits comes near it."""


class LimitError(Exception):
    """A limit was passed; both sentences say which."""

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en
