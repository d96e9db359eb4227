"""Older and other office files (.doc .wps .rtf .odt, .xls .et .ods): by way of a program that is installed.

That is LibreOffice, or on Windows the office program that `office_automation` drives.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.temporary_folder import make_temporary_folder
from respnet.intake.documents.converters import NEEDED, Converter, find_converter
from respnet.intake.documents.docx import read_docx
from respnet.intake.documents.encoding import detect_file_type
from respnet.intake.documents.errors import damaged_file_error, file_too_large_error
from respnet.intake.documents.formats import FORMATS
from respnet.intake.documents.xlsx import read_xlsx

if TYPE_CHECKING:
    from respnet.intake.documents.document import Document
    from respnet.intake.documents.formats import Format

MAX_FILE_BYTES = 100 * 2**20
TIMEOUT_SECONDS = 180
"""Seconds that LibreOffice may take for one file."""
MEMORY_BYTES = 2 * 2**30
"""Bytes of memory for LibreOffice on Windows, where it is held in a job object."""
SECONDS_A_FILE = 10
"""Seconds more for each file of a call that converts several."""
FILES_A_CALL = 30
"""Files that one call converts: each call starts the office anew, and a file that ends it takes the others along."""
MIN_FILES_A_CALL = 6
"""Files for which a call of its own pays beside another that runs at the same time."""
MAX_WORKERS = 4
"""Calls at the same time: each takes some 200 MB."""
_SETTINGS = """<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/Product"><prop oor:name="ooSetupLastVersion"><value>1000.0</value></prop></item>
</oor:items>"""
"""Settings of a profile that a later version has used: in a new one LibreOffice tests how it draws, which is two fifths
of the processor time of a single call."""
_converted: dict[Path, tuple[Converter, Path]] = {}
"""What was made of files that were converted together, and by which program."""


def read_with_libreoffice(path: Path) -> Document:
    """The document in a file that an office program can turn into .docx or .xlsx.

    Raises InputError where none is installed (saying what to do by hand), where it fails, or takes too long.
    """
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise file_too_large_error(path, size, MAX_FILE_BYTES)
    wanted = _get_target(path)
    if path in _converted:
        return _read_converted(path, *_converted[path])
    program = find_converter(is_table=wanted == ".xlsx")
    if program is None:
        raise missing_converter_error(path, wanted)
    with make_temporary_folder() as folder:
        made = _convert(program, [[path]], folder).get(path)
        if made is None:
            raise damaged_file_error(
                path,
                zh=f"{program.name} 打不开它，可能已损坏或设有密码",
                en=f"{program.name} cannot open it; it may be damaged or protected by a password",
            )
        return _read_converted(path, program, made)


@contextmanager
def convert_together(paths: Iterable[Path]) -> Iterator[None]:
    """Convert those of many files that need LibreOffice by few calls, one a processor at the same time.

    Within the context read_with_libreoffice takes what was made. A file of which nothing was made, because it or a file
    beside it ended the call, is converted by itself when it is read. A start of LibreOffice costs as much as two files.

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
    with make_temporary_folder() as folder:
        for is_table in (False, True):
            program = find_converter(is_table=is_table)
            if program is None:
                continue
            # Two of Word or WPS at the same time could be one, and who is first would end it.
            workers = 1 if program.is_automated else min(MAX_WORKERS, os.cpu_count() or 1)
            several = [group for suffix, group in groups.items() if FORMATS[suffix].is_table is is_table and group[1:]]
            batches = [batch for group in several for batch in _cut(group, workers)]
            for first in range(0, len(batches), workers):
                made = _convert(program, batches[first : first + workers], folder / f"{is_table}{first}")
                _converted.update((path, (program, result)) for path, result in made.items())
        try:
            yield
        finally:
            _converted.clear()


def _cut(files: list[Path], workers: int) -> Iterator[list[Path]]:
    size = min(FILES_A_CALL, max(MIN_FILES_A_CALL, -(-len(files) // workers)))
    return (files[first : first + size] for first in range(0, len(files), size))


def _get_target(path: Path) -> str:
    return ".xlsx" if FORMATS[path.suffix.lower()].is_table else ".docx"


def _read_converted(path: Path, program: Converter, made: Path) -> Document:
    """Read what was made of a file; messages and the document name the file itself."""
    wanted = _get_target(path)
    try:
        found = read_docx(made) if wanted == ".docx" else read_xlsx(made)
    except InputError as error:
        own = str(path)
        raise InputError(zh=error.text.zh.replace(str(made), own), en=error.text.en.replace(str(made), own)) from error
    note = Text(
        zh=f"{path.suffix} 文件先由 {program.name} 转成 {wanted} 再读入；请对照原文核对编号和表格。",
        en=f"The {path.suffix} file was turned into {wanted} by {program.name} first; check numbers and tables.",
    )
    return replace(found, name=path.stem, notes=(note, *found.notes))


def missing_converter_error(path: Path, wanted: str) -> InputError:
    """Make the error that says what to do where no program converts a file."""
    kind = (
        Text(zh="Word 文档", en="Word document") if wanted == ".docx" else Text(zh="Excel 工作簿", en="Excel workbook")
    )
    needed = NEEDED if sys.platform == "win32" else Text(zh="LibreOffice（命令 soffice）", en="LibreOffice (soffice)")
    return InputError(
        zh=f"{path} 是 {path.suffix} 文件，不能直接读取。请用 Word 或 WPS 打开，点“文件”→“另存为”，保存类型选"
        f"“{kind.zh} (*{wanted})”，再用新存的文件；装了 {needed.zh}，就会自动转换。",
        en=f"{path} is a {path.suffix} file, which is not read directly. Open it in Word or WPS, choose File, Save As, "
        f"the type {kind.en} (*{wanted}), and give the new file; where {needed.en} is installed, this is done for you.",
    )


def _convert(program: Converter, batches: Sequence[Sequence[Path]], folder: Path) -> dict[Path, Path]:
    """Convert batches of files, each of one format, by one call each at the same time.

    Args:
        program: The program.
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
        suffix = found.suffix
        if program.is_automated:  # Word and Excel know a format of WPS by another ending, which the list has first
            suffix = next(one.suffix for one in FORMATS.values() if one.office_filter == found.office_filter)
        # Copies under plain names: LibreOffice takes a name with odd characters for an option or a URL.
        sources = [place / f"document{at}{suffix}" for at in range(len(paths))]
        for path, source in zip(paths, sources, strict=True):
            shutil.copyfile(path, source)
            made[path] = place / "out" / f"{source.stem}{wanted}"
        options = (
            _automate(program, place) if program.is_automated else _call_libreoffice(program, place, wanted, found)
        )
        commands.append([*options, *map(str, sources)])
    seconds = TIMEOUT_SECONDS + SECONDS_A_FILE * len(made) if len(made) > 1 else TIMEOUT_SECONDS
    if not _run(commands, seconds, folder) and len(made) == 1:
        raise damaged_file_error(
            batches[0][0],
            zh=f"{program.name} 在 {seconds:.0f} 秒内没有转换完",
            en=f"{program.name} did not finish turning it into another format within {seconds:.0f} seconds",
        )
    return {path: result for path, result in made.items() if result.is_file()}


def _call_libreoffice(program: Converter, place: Path, wanted: str, found: Format) -> list[str]:
    # A profile of its own: no macros, no settings of the user's, and no clash with an office that is running.
    settings = place / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    return [
        *(program.program, "--headless", "--norestore"),
        # The filter is named: left to itself LibreOffice opens a damaged file as if its bytes were plain text.
        f"--infilter={found.office_filter}",
        f"-env:UserInstallation={(place / 'profile').as_uri()}",
        *("--convert-to", wanted.removeprefix("."), "--outdir", str(place / "out")),
    ]


def _automate(program: Converter, place: Path) -> list[str]:
    module = "respnet.intake.documents.office_automation"
    return [sys.executable, "-P", "-X", "utf8", "-m", module, program.program, str(place / "out")]


def _run(commands: Sequence[list[str]], seconds: float, temporary: Path) -> bool:
    """Run commands at the same time, none longer than so many seconds; False where one was ended for that.

    Args:
        commands: The commands.
        seconds: Seconds for all of them.
        temporary: Folder for what they keep meanwhile: parts of documents.
    """
    processes: list[subprocess.Popen[bytes]] = []
    quiet = subprocess.DEVNULL
    flags: dict[str, Any] = {"start_new_session": True} if os.name == "posix" else {"creationflags": 0x08000000}
    flags["env"] = {**os.environ, **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(temporary))}
    until = time.monotonic() + seconds
    try:
        for command in commands:  # LibreOffice with files of our own naming
            processes.append(subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, **flags))  # noqa: S603
            if sys.platform == "win32":  # what it starts ends with this process
                from respnet.core.job_object import bind_process

                bind_process(processes[-1].pid, MEMORY_BYTES, TIMEOUT_SECONDS)
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
    """End a program with the processes that it started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
