"""Conversion by the Word, WPS or Excel that is installed: `python -m ...office_automation PROGID FOLDER FILE...`.

A process of its own, to which the program is bound: it ends with it, also where a file keeps it waiting. Copies are
opened, hidden and read-only, without macros, questions, links or passwords. The calls are those of learn.microsoft.com
(Documents.Open, Document.SaveAs2, Workbooks.Open, Workbook.SaveAs), which WPS has as well.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from respnet.intake.documents.com_dispatch import ComError, create_object

FORCE_DISABLE = 3
"""msoAutomationSecurityForceDisable: no macro runs, whatever the user's settings say."""
WRONG = "-"
"""A password that is wrong: a protected file gives an error and asks nobody."""
UNKNOWN_NAME = "80020006"
"""DISP_E_UNKNOWNNAME."""
MEMORY_BYTES = 2 * 2**30
CPU_SECONDS = 180


class ComObject(Protocol):
    """An object of an Office program."""

    def get(self, name: str, *arguments: object) -> Any:
        """Return a property, or what a method returns."""

    def put(self, name: str, value: object) -> None:
        """Set a property."""


def convert_files(app: ComObject, files: Sequence[Path], folder: Path, bind: Callable[[ComObject], object]) -> None:
    """Turn files into .docx or .xlsx; one that the program does not open is left out.

    Args:
        app: The program, just started; a user's own that answers instead is left open as it was.
        files: Copies of the files, all texts or all tables.
        folder: Where the results go, by the names of the files.
        bind: Binds the program to this process.

    Raises:
        ComError: The program does not do what is asked.
    """
    is_table = files[0].suffix == ".xls"
    opened = app.get("Workbooks" if is_table else "Documents")
    own = not app.get("Visible") and not opened.get("Count")
    settings = {"AutomationSecurity": FORCE_DISABLE, "DisplayAlerts": 0}
    settings |= {"EnableEvents": 0, "AskToUpdateLinks": 0} if is_table else {}
    former: dict[str, object] = {}
    try:
        if own:
            bind(app)
        for name, value in settings.items():
            with ignore_unknown_name():  # WPS has not all of them, and some of its editions no macros at all
                former[name] = app.get(name)
                app.put(name, value)
        for file in files:
            with suppress(ComError):
                _convert(opened, file, folder / f"{file.stem}.{'xlsx' if is_table else 'docx'}")
    finally:
        if own:
            app.get("Quit", *(() if is_table else (0,)))  # wdDoNotSaveChanges; Excel was asked nothing to save
        else:
            for name, before in former.items():
                app.put(name, before)


@contextmanager
def ignore_unknown_name() -> Iterator[None]:
    """Pass over a property that the program does not have; any other refusal counts."""
    try:
        yield
    except ComError as error:
        if error.args[1] != UNKNOWN_NAME:
            raise


def _convert(opened: ComObject, file: Path, target: Path) -> None:
    if target.suffix == ".xlsx":
        # UpdateLinks, ReadOnly, Format, Password, WriteResPassword, IgnoreReadOnlyRecommended
        document = opened.get("Open", str(file), 0, True, None, WRONG, WRONG, True)
        save: tuple[object, ...] = (51,)  # xlOpenXMLWorkbook
    else:
        # ConfirmConversions, ReadOnly, AddToRecentFiles, PasswordDocument, PasswordTemplate, Revert,
        # WritePasswordDocument, WritePasswordTemplate, Format, Encoding, Visible
        passwords = (WRONG, WRONG, False, WRONG, WRONG)
        document = opened.get("Open", str(file), False, True, False, *passwords, 0, None, False)
        # wdFormatXMLDocument, LockComments, Password, AddToRecentFiles
        save = (12, False, "", False)
    try:
        document.get("SaveAs", str(target), *save)
    finally:
        document.get("Close", False)


def bind_program(app: ComObject) -> bool:
    """Bind a program to this process by its window, which is found by a title that no other has.

    Returns:
        False where the window is not found; then the program is only asked to end.
    """
    import ctypes
    import os

    from respnet.core.job_object import bind_process

    user, number, title = getattr(ctypes, "WinDLL")("user32"), ctypes.c_uint32(), f"respnet {os.urandom(8).hex()}"  # noqa: B009
    with suppress(ComError):
        app.put("Caption", title)
        user.FindWindowW.restype = ctypes.c_void_p
        window = user.FindWindowW(None, ctypes.c_wchar_p(title))
        if window and user.GetWindowThreadProcessId(ctypes.c_void_p(window), ctypes.byref(number)):
            return bind_process(number.value, MEMORY_BYTES, CPU_SECONDS)
    return False


def main() -> None:
    """Convert the files that are named, into the folder before them, with the program before that."""
    program, folder, *files = sys.argv[1:]
    Path(folder).mkdir(exist_ok=True)
    convert_files(create_object(program), list(map(Path, files)), Path(folder), bind_program)


if __name__ == "__main__":
    main()
