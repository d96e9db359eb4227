"""Programs that turn older office files into .docx or .xlsx: LibreOffice, on Windows also Word, WPS and Excel."""

from __future__ import annotations

import os
import shutil
import sys
from typing import NamedTuple

from respnet.core.i18n import EMPTY_TEXT, Text
from respnet.intake.documents.formats import FORMATS

TEXT_PROGRAMS = {"Word.Application": "Word", "KWPS.Application": "WPS", "WPS.Application": "WPS"}
TABLE_PROGRAMS = {"Excel.Application": "Excel", "KET.Application": "WPS", "ET.Application": "WPS"}

NEEDED = Text(zh="LibreOffice、Word 或 WPS", en="LibreOffice, Word or WPS")


class Converter(NamedTuple):
    """A program that converts: its name for people, and its file, or its ProgID where it is driven by COM."""

    name: str
    program: str
    is_automated: bool = False


def find_converter(*, is_table: bool) -> Converter | None:
    """Find the program that converts texts or tables on this computer; LibreOffice before others, since it was tried.

    Args:
        is_table: Whether spreadsheets are meant.
    """
    if sys.platform != "win32":
        place = shutil.which("soffice") or shutil.which("libreoffice")
        return Converter("LibreOffice", place) if place else None
    programs = [rf"{os.environ.get(name)}\LibreOffice\program" for name in ("ProgramFiles", "ProgramFiles(x86)")]
    for folder in (*programs, *os.get_exec_path()):
        place = rf"{folder}\soffice.exe"
        if os.path.isabs(place) and os.path.isfile(place):  # noqa: PTH117, PTH113 - `which` begins with this very folder
            return Converter("LibreOffice", place)
    for program, name in (TABLE_PROGRAMS if is_table else TEXT_PROGRAMS).items():
        if _is_registered(program):
            return Converter(name, program, is_automated=True)
    return None


def describe_missing() -> Text:
    """Say in one sentence which formats this computer does not read, and what to do; nothing where it reads all."""
    kinds = [is_table for is_table in (False, True) if find_converter(is_table=is_table) is None]
    missing = [one.suffix for one in FORMATS.values() if one.office_filter and one.is_table in kinds]
    if not missing:
        return EMPTY_TEXT
    targets = [".xlsx" if is_table else ".docx" for is_table in kinds]
    needed = NEEDED if sys.platform == "win32" else Text(zh="LibreOffice", en="LibreOffice")
    return Text(
        zh=f"这台电脑上没有 {needed.zh}，所以读不了 {'、'.join(missing)}；请先另存为 {' 或 '.join(targets)}。",
        en=f"This computer has no {needed.en}, so {', '.join(missing)} are not read here: "
        f"save them as {' or '.join(targets)} first.",
    )


def _is_registered(program: str) -> bool:
    """True if Windows knows a program by this ProgID."""
    if sys.platform != "win32":
        return False
    import winreg

    try:
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, rf"{program}\CLSID"))
    except OSError:
        return False
    return True
