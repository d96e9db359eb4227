"""Portable file names made from unit names."""

from __future__ import annotations

import re
import unicodedata

MAX_STEM_CHARACTERS = 60
"""Characters of a name without its ending; Windows has 260 for the whole path."""

MAX_STEM_BYTES = 160
"""Most systems take 255 bytes for a name, and a Chinese character is three of them."""

_FORBIDDEN = re.compile('[<>:"/\\\\|?*]')
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def make_file_stem(number: int, of: int, name: str) -> str:
    """Make a file stem from a number and a name.

    The number comes first, zero-padded, so that folders list the units in the plan's order, names that differ only
    in removed characters stay distinct, and reserved names (CON, NUL) cannot occur.

    Args:
        number: Position of the unit in the plan, from 1.
        of: Largest position, which gives the number of digits.
        name: The unit's name; characters that file systems refuse are removed.

    >>> make_file_stem(1, 32, "县教委"), make_file_stem(7, 300, 'a/b:"c" ... ')
    ('01-县教委', '007-a_b__c_')
    >>> make_file_stem(3, 9, "CON"), make_file_stem(4, 9, "..")
    ('3-CON', '4')
    """
    kept = "".join("_" if unicodedata.category(one) in _HIDDEN else one for one in unicodedata.normalize("NFC", name))
    kept = " ".join(_FORBIDDEN.sub("_", kept).split())[:MAX_STEM_CHARACTERS]
    kept = kept.encode("utf-8")[:MAX_STEM_BYTES].decode("utf-8", "ignore").strip(" .")
    start = str(number).zfill(len(str(of)))
    return f"{start}-{kept}" if kept else start
