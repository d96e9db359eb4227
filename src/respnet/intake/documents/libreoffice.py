"""Older and other office files (.doc .wps .rtf .odt, .xls .et .ods): by way of LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.intake.documents.docx import read_docx
from respnet.intake.documents.encoding import detect_file_type
from respnet.intake.documents.errors import damaged_file_error, file_too_large_error
from respnet.intake.documents.formats import FORMATS
from respnet.intake.documents.xlsx import read_xlsx

if TYPE_CHECKING:
    from respnet.intake.documents.document import Document

MAX_FILE_BYTES = 100 * 2**20
TIMEOUT_SECONDS = 180
"""Seconds that LibreOffice may take for one file."""
SECONDS_A_FILE = 10
"""Seconds more for each file of a call that converts several."""
FILES_A_CALL = 30
"""Files that one call converts: each call starts the office anew, and a file that ends it takes the others along."""
MIN_FILES_A_CALL = 6
"""Files for which a call of its own pays beside another that runs at the same time."""
MAX_WORKERS = 4
"""Calls at the same time: each takes some 200 MB."""
_converted: dict[Path, Path] = {}
"""What was made of files that were converted together."""


def read_with_libreoffice(path: Path) -> Document:
    """The document in a file that LibreOffice can turn into .docx or .xlsx.

    Raises InputError where LibreOffice is not installed (saying what to do by hand), fails, or takes too long.
    """
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise file_too_large_error(path, size, MAX_FILE_BYTES)
    wanted = _get_target(path)
    made = _converted.get(path)
    if made is not None:
        return _read_converted(path, made)
    program = _find_program()
    if program is None:
        raise missing_libreoffice_error(path, wanted)
    with tempfile.TemporaryDirectory(prefix="respnet-") as folder:
        made = _convert(program, [[path]], Path(folder)).get(path)
        if made is None:
            raise damaged_file_error(
                path,
                zh="LibreOffice 打不开它，可能已损坏或设有密码",
                en="LibreOffice cannot open it; it may be damaged or protected by a password",
            )
        return _read_converted(path, made)


@contextmanager
def convert_together(paths: Iterable[Path]) -> Iterator[None]:
    """Convert those of many files that need LibreOffice by few calls, one a processor at the same time.

    Within the context read_with_libreoffice takes what was made. A file of which nothing was made, because it or a file
    beside it ended the call, is converted by itself when it is read. A start of LibreOffice costs as much as ten files.

    Args:
        paths: Files of any format.
    """
    groups: dict[str, list[Path]] = {}
    for path in paths:
        found = FORMATS.get(path.suffix.lower())
        with suppress(OSError):  # told when the file is read
            if (
                found
                and found.office_filter
                and path.stat().st_size <= MAX_FILE_BYTES
                and detect_file_type(path) in found.contents
            ):
                groups.setdefault(found.suffix, []).append(path)
    program = _find_program()
    workers = min(MAX_WORKERS, os.cpu_count() or 1)
    batches = [batch for group in groups.values() if len(group) > 1 for batch in _cut(group, workers)]
    with tempfile.TemporaryDirectory(prefix="respnet-") as folder:
        for first in range(0, len(batches), workers) if program else ():
            _converted.update(_convert(str(program), batches[first : first + workers], Path(folder, str(first))))
        try:
            yield
        finally:
            _converted.clear()


def _cut(files: list[Path], workers: int) -> Iterator[list[Path]]:
    size = min(FILES_A_CALL, max(MIN_FILES_A_CALL, -(-len(files) // workers)))
    return (files[first : first + size] for first in range(0, len(files), size))


def _find_program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _get_target(path: Path) -> str:
    return ".xlsx" if FORMATS[path.suffix.lower()].is_table else ".docx"


def _read_converted(path: Path, made: Path) -> Document:
    """Read what was made of a file; messages and the document name the file itself."""
    wanted = _get_target(path)
    try:
        found = read_docx(made) if wanted == ".docx" else read_xlsx(made)
    except InputError as error:
        own = str(path)
        raise InputError(zh=error.text.zh.replace(str(made), own), en=error.text.en.replace(str(made), own)) from error
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


def _convert(program: str, batches: Sequence[Sequence[Path]], folder: Path) -> dict[Path, Path]:
    """Convert batches of files, each of one format, by one call each at the same time.

    Args:
        program: LibreOffice.
        batches: The files.
        folder: A folder for copies and results.

    Returns:
        What was made of each file; a file of which nothing was made is not among them.

    Raises:
        InputError: The only call took too long.
    """
    made: dict[Path, Path] = {}
    commands: list[list[str]] = []
    for number, paths in enumerate(batches):
        place, wanted, found = folder / str(number), _get_target(paths[0]), FORMATS[paths[0].suffix.lower()]
        place.mkdir(parents=True)
        # Copies under plain names: LibreOffice takes a name with odd characters for an option or a URL.
        sources = [place / f"document{at}{path.suffix.lower()}" for at, path in enumerate(paths)]
        for path, source in zip(paths, sources, strict=True):
            shutil.copyfile(path, source)
            made[path] = place / "out" / f"{source.stem}{wanted}"
        options = [
            *("--headless", "--norestore"),
            # The filter is named: left to itself LibreOffice opens a damaged file as if its bytes were plain text.
            f"--infilter={found.office_filter}",
            # A profile of its own: no macros, no settings of the user's, and no clash with an office that is running.
            f"-env:UserInstallation={(place / 'profile').as_uri()}",
            *("--convert-to", wanted.removeprefix("."), "--outdir", str(place / "out")),
        ]
        commands.append([program, *options, *map(str, sources)])
    seconds = TIMEOUT_SECONDS + SECONDS_A_FILE * len(made) if len(made) > 1 else TIMEOUT_SECONDS
    if not _run(commands, seconds) and len(made) == 1:
        raise damaged_file_error(
            batches[0][0],
            zh=f"LibreOffice 在 {seconds:.0f} 秒内没有转换完",
            en=f"LibreOffice did not finish turning it into another format within {seconds:.0f} seconds",
        )
    return {path: result for path, result in made.items() if result.is_file()}


def _run(commands: Sequence[list[str]], seconds: float) -> bool:
    """Run commands at the same time, none longer than so many seconds; False where one was ended for that."""
    processes: list[subprocess.Popen[bytes]] = []
    quiet = subprocess.DEVNULL
    until = time.monotonic() + seconds
    try:
        for command in commands:  # LibreOffice with files of our own naming
            one = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603
            processes.append(one)
        for process in processes:
            process.wait(timeout=max(0.0, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        return False
    finally:
        for process in processes:
            if process.poll() is None:
                _kill_process(process)
    return True


def _kill_process(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with the processes that it started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
