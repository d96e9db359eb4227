"""Older and other office files (.doc .wps .rtf .odt, .xls .et .ods): by way of LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.intake.documents.docx import read_docx
from respnet.intake.documents.errors import damaged_file_error, file_too_large_error
from respnet.intake.documents.formats import FORMATS
from respnet.intake.documents.xlsx import read_xlsx

if TYPE_CHECKING:
    from respnet.intake.documents.document import Document

MAX_FILE_BYTES = 100 * 2**20
TIMEOUT_SECONDS = 180
"""Seconds that LibreOffice may take for one file."""


def read_with_libreoffice(path: Path) -> Document:
    """The document in a file that LibreOffice can turn into .docx or .xlsx.

    Raises InputError where LibreOffice is not installed (saying what to do by hand), fails, or takes too long.
    """
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise file_too_large_error(path, size, MAX_FILE_BYTES)
    # The filter is named: left to itself LibreOffice opens a damaged file as if its bytes were plain text.
    found_format = FORMATS[path.suffix.lower()]
    wanted = ".xlsx" if found_format.is_table else ".docx"
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise missing_libreoffice_error(path, wanted)
    with tempfile.TemporaryDirectory(prefix="respnet-") as folder:
        made = _convert_file(program, path, Path(folder), wanted, found_format.office_filter)
        try:
            found = read_docx(made) if wanted == ".docx" else read_xlsx(made)
        except InputError as error:
            # The copy's place is gone when the message is read; the user knows the file by its own name.
            own = str(path)
            raise InputError(
                zh=error.text.zh.replace(str(made), own), en=error.text.en.replace(str(made), own)
            ) from error
    note = Text(
        zh=f"{path.suffix} 文件先由 LibreOffice 转成 {wanted} 再读入；请对照原文核对编号和表格。",
        en=f"The {path.suffix} file was turned into {wanted} by LibreOffice first; check numbers and tables.",
    )
    return replace(found, name=path.stem, notes=(note, *found.notes))


def missing_libreoffice_error(path: Path, wanted: str) -> InputError:
    """Make the error that says what to do where LibreOffice is not installed."""
    return InputError(
        zh=f"{path} 是 {path.suffix} 文件，不能直接读取。请用 Word 或 WPS 打开，另存为 {wanted} 后再试；"
        "装有 LibreOffice（命令 soffice）时会自动转换。",
        en=f"{path} is a {path.suffix} file, which is not read directly. Open it and save it as {wanted}; where "
        "LibreOffice (the command soffice) is installed, this is done for you.",
    )


def _convert_file(program: str, path: Path, folder: Path, wanted: str, office_filter: str) -> Path:
    # A copy under a plain name: LibreOffice takes a name with odd characters for an option or a URL.
    source = folder / f"document{path.suffix.lower()}"
    shutil.copyfile(path, source)
    out = folder / "out"
    # A profile of its own: no macros, no settings of the user's, and no clash with an office that is running.
    command = [
        program,
        "--headless",
        "--norestore",
        f"--infilter={office_filter}",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to",
        wanted.removeprefix("."),
        "--outdir",
        str(out),
        str(source),
    ]
    _run(command, path)
    made = out / f"document{wanted}"
    if not made.is_file():
        raise damaged_file_error(
            path,
            zh="LibreOffice 打不开它，可能已损坏或设有密码",
            en="LibreOffice cannot open it; it may be damaged or protected by a password",
        )
    # The messages of the readers name the file; the copy's name would mean nothing to anybody.
    renamed = out / f"{path.stem or 'document'}{wanted}"
    return made.rename(renamed) if len(renamed.name.encode()) < 200 else made


def _run(command: list[str], path: Path) -> None:
    process = subprocess.Popen(  # noqa: S603 - LibreOffice with a file of our own naming
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired as error:
        _kill_process(process)
        raise damaged_file_error(
            path,
            zh=f"LibreOffice 在 {TIMEOUT_SECONDS} 秒内没有转换完",
            en=f"LibreOffice did not finish turning it into another format within {TIMEOUT_SECONDS} seconds",
        ) from error
    except BaseException:
        _kill_process(process)
        raise


def _kill_process(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with the processes that it started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
