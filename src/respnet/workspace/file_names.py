"""Names of files and folders in an office, whatever names documents come with."""

from __future__ import annotations

import unicodedata

MAX_FOLDER_NAME = 80
"""Characters of a plan's folder name: paths on Windows have 260 in all."""
OWN_STEMS = frozenset(
    {"tasks", "units", "plan", "progress", "extracted", "history", "names", "review", "index", "readme"}
)
"""Files of a plan folder that are not its document, whatever their ending."""
_FORBIDDEN = frozenset('<>:"/\\|?*')
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{one}{n}" for one in ("COM", "LPT") for n in range(10))})


def clean_file_name(name: str) -> str:
    r"""Make a name that every system takes for a file: its last part, without signs that a folder refuses.

    Args:
        name: The name as it was given; it may come from anybody.

    >>> clean_file_name("..\\..\\通知<1>.docx"), clean_file_name("CON.txt"), clean_file_name("/")
    ('通知_1_.docx', '_CON.txt', 'document')
    """
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rstrip("/").rpartition("/")[2])
    kept = "".join("_" if one in _FORBIDDEN else one for one in last if unicodedata.category(one)[0] != "C").strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if not dot:
        stem, ending = kept, ""
    stem = stem[:MAX_FOLDER_NAME].strip(" .") or "document"
    if stem.upper() in _RESERVED or stem.lower() in OWN_STEMS:
        stem = f"_{stem}"
    return f"{stem}{dot}{ending[:10]}"
