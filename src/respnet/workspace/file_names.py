"""Names of files and folders in an office, whatever names documents come with."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

MAX_FOLDER_NAME = 80
"""Characters of a plan's folder name: paths on Windows have 260 in all."""
MAX_NAME_BYTES = 255
"""Bytes of a name on Linux; a Chinese character has three."""
OWN_STEMS = frozenset(
    {
        "tasks",
        "units",
        "plan",
        "progress",
        "progress-asked",
        "extracted",
        "history",
        "names",
        "review",
        "index",
        "readme",
    }
)
"""Files of a plan folder that are not its document, whatever their ending."""
_FORBIDDEN = frozenset('<>:"/\\|?*')
_RESERVED = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", *(one + n for one in ("COM", "LPT") for n in "0123456789¹²³")}
)
"""Devices of Windows, which takes what stands before the first point for one of them."""
_LONGEST_WITHIN = 215
"""Characters of the longest path within an office: a plan in the bin, and a former document in its `versions`."""


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
    if stem.partition(".")[0].rstrip().upper() in _RESERVED or stem.lower() in OWN_STEMS:
        stem = f"_{stem}"
    return f"{stem}{dot}{ending[:10]}"


def extend_path(folder: Path, system: str = sys.platform) -> Path:
    r"""Make a path that Windows lets grow beyond 260 characters, where paths within the folder could be so long.

    Args:
        folder: The folder of an office.
        system: The operating system; others know no such limit.

    >>> from pathlib import PureWindowsPath
    >>> print(extend_path(PureWindowsPath("C:/Users/zhang/Documents/责任网"), "win32"))
    C:\Users\zhang\Documents\责任网
    >>> print(extend_path(PureWindowsPath("D:/深化改革", "长" * 50), "win32").drive)
    \\?\D:
    >>> print(extend_path(PureWindowsPath("//server/share", "长" * 50), "win32").drive)
    \\?\UNC\server\share
    """
    if system != "win32":
        return folder
    path = folder if folder.is_absolute() else folder.absolute()
    text = str(path)
    if len(text) + _LONGEST_WITHIN < 260 or text.startswith("\\\\?\\"):
        return folder
    return type(path)("\\\\?\\UNC" + text[1:] if text.startswith("\\\\") else "\\\\?\\" + text)
