"""PDF files with a text layer, and OFD files (GB/T 33190), the form in which official documents are issued.

They are read in a process of their own, since a file can be made to never end.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.problems import Problem, Severity
from respnet.intake.documents.document import Block, Document, Grid, GridCell, Paragraph
from respnet.intake.documents.errors import damaged_file_error, file_too_large_error, limit_exceeded_error
from respnet.intake.documents.pdf_limits import MAX_CPU_SECONDS, MAX_FILE_BYTES, MAX_MEMORY_BYTES

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

_PATIENCE = 4
"""Times SECONDS that the process may take by the wall, where the system cannot count its computing."""


def read_fixed_layout(path: Path) -> Document:
    """Read the document in a PDF or, by its ending, an OFD: without the template pages, annotations and seals of that.

    Raises:
        InputError: The file is damaged, scanned, drawn as curves, behind a password, or passes a limit of `pdf_limits`.
    """
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise file_too_large_error(path, size, MAX_FILE_BYTES)
    if not sys.executable:  # inside another program there is no interpreter to start
        from respnet.intake.documents.pdf_process import read_to_json

        return _document(path, json.loads(read_to_json(path)))
    folders = os.pathsep.join(folder for folder in sys.path if folder)
    command = [sys.executable, "-P", "-m", "respnet.intake.documents.pdf_process", str(path)]
    try:
        # The command is this program's own; the file's name is handed over as one argument.
        done = subprocess.run(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=MAX_CPU_SECONDS * _PATIENCE,
            check=False,
            env={**os.environ, "PYTHONPATH": folders},
        )
    except subprocess.TimeoutExpired as error:
        raise _endless(path) from error
    try:
        return _document(path, json.loads(done.stdout))
    except ValueError as error:  # it was stopped before it could answer
        raise _endless(path) from error


def _endless(path: Path) -> InputError:
    memory = MAX_MEMORY_BYTES // 2**20
    return limit_exceeded_error(
        path,
        zh=f"读取它需要超过 {MAX_CPU_SECONDS} 秒的计算或 {memory} MB 内存，文件多半已损坏或被做了手脚",
        en=f"reading it takes more than {MAX_CPU_SECONDS} seconds of computing or {memory} MB of memory; "
        "it is probably damaged or made to do harm",
    )


def _document(path: Path, told: dict[str, Any]) -> Document:
    if "refused" in told:
        raise InputError(**told["refused"])
    if "failed" in told:
        kind = path.suffix[1:].upper()
        raise damaged_file_error(
            path,
            zh=f"文件已损坏，或不是真正的 {kind}（{told['failed']}）",
            en=f"it is damaged, or not really a {kind} ({told['failed']})",
        )
    if "exhausted" in told:
        raise _endless(path)
    notes = tuple(Text(**one) for one in told["notes"])
    remarks = (_running_heads_remark(told["left_out"]),) if told["left_out"] else ()
    return Document(path.stem, tuple(_block(one) for one in told["blocks"]), notes, remarks)


def _running_heads_remark(lines: list[str]) -> Problem:
    shown = [f"“{one[:60]}”" for one in lines[:5]]
    more = len(lines) > len(shown)
    what = Text(
        zh=f"各页重复的页眉、页脚没有读入：{'、'.join(shown)}{' 等' if more else ''}",
        en=f"lines repeated at the top or foot of the pages are not read: {', '.join(shown)}{' …' if more else ''}",
    )
    return Problem("read-note", Severity.NOTE, what, Text(zh="请对照原文件", en="compare with the file"))


def _block(told: dict[str, Any]) -> Block:
    if "rows" not in told:
        return Paragraph(**told)
    return Grid(tuple(tuple(GridCell(**cell) for cell in row) for row in told["rows"]), told["source"])
