"""Tables as CSV or tab-separated text: title lines as paragraphs, the rest as one table."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.problems import Problem, Severity
from respnet.intake.documents.cell_spans import PlacedCell, build_grid
from respnet.intake.documents.document import Block, Document, Paragraph
from respnet.intake.documents.encoding import decode_text, read_bytes
from respnet.intake.documents.errors import empty_document_error

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE_BYTES = 32 * 1024 * 1024


def read_csv(path: Path) -> Document:
    """Read a .csv or .tsv file: UTF-8, UTF-16 with its mark, or else gb18030, which a remark says.

    Raises InputError where it is too large, empty, no text, or its quotation marks or cells do not add up.
    """
    data = read_bytes(path, MAX_FILE_BYTES)
    rows = _rows(path, decode_text(path, data).removeprefix("\ufeff"))
    placed = [
        PlacedCell(number, column, 1, 1, cell.strip())
        for number, row in enumerate(rows)
        for column, cell in enumerate(row)
        if cell.strip()
    ]
    if not placed:
        raise empty_document_error(path)
    blocks: list[Block] = []
    first = next((number for number, row in enumerate(rows) if sum(bool(cell.strip()) for cell in row) > 1), len(rows))
    for one in placed:
        if one.row < first:
            blocks += [Paragraph(line, f"row {one.row + 1}") for line in one.text.splitlines() if line.strip()]
    table = build_grid([one for one in placed if one.row >= first], "table 1", path)
    if table is not None:
        blocks.append(table)
    return Document(path.stem, tuple(blocks), remarks=_note_encoding(data), is_table=True)


def _note_encoding(data: bytes) -> tuple[Problem, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        what = Text(zh="文件不是 UTF-8 编码，按 gb18030 读入", en="the file is not UTF-8; it was read as gb18030")
        remedy = Text(
            zh="请看看文字是否正确。请在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）”。",
            en="See whether the text is right. Save it as “CSV UTF-8 (comma delimited)”.",
        )
        return (Problem(code="encoding", level=Severity.NOTE, what=what, remedy=remedy),)
    return ()


def _rows(path: Path, text: str) -> list[list[str]]:
    """Every record, counted as a spreadsheet counts rows: a cell with a line break does not make two."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(lines, newline=""), delimiter=_delimiter(path, lines), strict=True))
    except csv.Error as error:
        raise _quotation_error(path, len(rows) + 1, str(error)) from None
    width = 0
    for number, row in enumerate(rows, 1):
        if not width and sum(bool(cell.strip()) for cell in row) > 1 and not any(":" in c or "：" in c for c in row):
            width = len(row)
        # Trailing empty cells are a spreadsheet's habit; a filled one mostly is a comma without quotation marks.
        extra = [cell for cell in row[width:] if cell.strip()] if width else []
        if extra:
            raise InputError(
                zh=f"{path} 第 {number} 行有 {len(row)} 格，表头只有 {width} 格，多出“{extra[0]}”。"
                f"含有英文逗号的格要用引号括起来。",
                en=f"{path}, row {number} has {len(row)} cells where the header has {width}; "
                f"“{extra[0]}” is too many. Put quotation marks around a cell that holds a comma.",
            )
    return rows


def _quotation_error(path: Path, row: int, reason: str) -> InputError:
    if "unexpected end of data" in reason or "field larger" in reason:
        return InputError(
            zh=f'{path} 第 {row} 行有一个引号（"）没有配对，后面的内容都被当成了同一格。请补上或删去这个引号。',
            en=f'{path}, row {row}: a quotation mark (") is opened and never closed. Close or remove it.',
        )
    return InputError(
        zh=f'{path} 第 {row} 行的引号（"）位置不对：引号之后应是分隔符或换行。格内的引号要写成两个（""）。',
        en=f'{path}, row {row}: after a closing quotation mark (") only a separator or a line end may follow. '
        f'Write a quotation mark inside a cell twice ("").',
    )


def _delimiter(path: Path, text: str) -> str:
    """A tab or semicolon only where commas cannot be it: units within a cell are often separated by semicolons."""
    outside = re.sub('"[^"]*"', "", text[:65536])  # a line within a quoted cell is no row
    lines = [line for line in outside.split("\n") if line.strip()]
    for sign in "\t," if path.suffix.lower() == ".tsv" else ",\t;":
        if sum(sign in line for line in lines) * 2 >= len(lines):
            return sign
    return ","
