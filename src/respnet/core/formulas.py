"""Texts that a spreadsheet would take for a formula get an apostrophe before them, its own sign for text."""

from __future__ import annotations

import re

FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠⁺⁼₊₌﬩﹢﹣﹦﹫]")
"""Beginning of such a text, after blanks that a spreadsheet passes over; signs that look alike are taken alike."""


def guard_formula(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula, or that is guarded already.

    >>> guard_formula("=1+1"), guard_formula("' ＠a"), guard_formula("县教委"), guard_formula("'县教委")
    ("'=1+1", "'' ＠a", '县教委', "'县教委")
    """
    return f"'{text}" if FORMULA.match(text.lstrip("'")) else text


def unguard_formula(text: str) -> str:
    """Take off the apostrophe that `guard_formula` puts there.

    >>> [unguard_formula(guard_formula(one)) for one in ("=1+1", "'=1", "县教委", "'县教委")]
    ['=1+1', "'=1", '县教委', "'县教委"]
    """
    return text[1:] if text[:1] == "'" and FORMULA.match(text.lstrip("'")) else text
