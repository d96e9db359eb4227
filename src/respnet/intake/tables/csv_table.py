"""Reading a CSV file strictly: nothing is guessed about its encoding without saying so."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.problems import Problem, Severity
from respnet.intake.tables.table import Table, TableLine, build_table, find_header

if TYPE_CHECKING:
    from pathlib import Path

    from respnet.intake.tables.columns import HeaderVocabulary

_SAVE_AS = Text(
    zh="请在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）”。", en="Save it as “CSV UTF-8 (comma delimited)”."
)


def read_csv_table(path: Path, vocabulary: HeaderVocabulary) -> Table:
    """The table in a CSV file: UTF-8 with or without a byte order mark, else gb18030 if a known header appears.

    Raises InputError where the file is empty, in another encoding, or not a CSV file.
    """
    data = path.read_bytes()
    _refuse_other_formats(str(path), data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _read_gb18030(path, data, vocabulary, error)
    return _even(str(path), build_table(path.name, str(path), _lines(str(path), text), vocabulary, ()))


def _read_gb18030(path: Path, data: bytes, vocabulary: HeaderVocabulary, error: UnicodeDecodeError) -> Table:
    # No header that is known, or no CSV at all: these bytes only happen to be gb18030.
    try:
        lines = _lines(str(path), data.decode("gb18030"))
    except (UnicodeDecodeError, InputError):
        raise _neither(path, data, error) from None
    if find_header([line for line in lines if any(line.cells)], vocabulary) is None:
        raise _neither(path, data, error)
    remark = Problem(
        code="encoding",
        level=Severity.NOTE,
        what=Text(zh="文件不是 UTF-8 编码，按 gb18030 读入", en="the file is not UTF-8; it was read as gb18030"),
        remedy=Text(zh=f"请看看文字是否正确。{_SAVE_AS.zh}", en=f"See whether the text is right. {_SAVE_AS.en}"),
        file=path.name,
    )
    return _even(str(path), build_table(path.name, str(path), lines, vocabulary, (remark,)))


def _neither(path: Path, data: bytes, error: UnicodeDecodeError) -> InputError:
    row = data.count(b"\n", 0, error.start) + 1
    return InputError(
        Text(
            zh=f"{path} 既不是 UTF-8 编码（第 {row} 行起读不通），也不是带有可识别表头的 gb18030（GBK）编码。"
            f"{_SAVE_AS.zh}",
            en=f"{path} is neither UTF-8 (it fails in line {row}) nor gb18030 (GBK) with a known header. {_SAVE_AS.en}",
        )
    )


def _refuse_other_formats(where: str, data: bytes) -> None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(
            Text(
                zh=f"{where} 是 UTF-16 编码（Excel 的“Unicode 文本”）。{_SAVE_AS.zh}",
                en=f"{where} is UTF-16 (what Excel calls “Unicode Text”). {_SAVE_AS.en}",
            )
        )
    if data.startswith(b"PK\x03\x04"):
        raise InputError(
            Text(
                zh=f"{where} 其实是 Excel 工作簿或压缩文件。若是工作簿，请把扩展名改为 .xlsx。",
                en=f"{where} is really an Excel workbook or an archive. If it is a workbook, rename it to end in "
                ".xlsx.",
            )
        )
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(
            Text(
                zh=f"{where} 其实是旧版 Excel（.xls）或加密的文件。{_SAVE_AS.zh}",
                en=f"{where} is really an old Excel file (.xls) or an encrypted one. {_SAVE_AS.en}",
            )
        )
    if b"\0" in data:
        row = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise InputError(
            Text(
                zh=f"{where} 第 {row} 行含有空字符（NUL），不是文本表格，或是没有标记的 UTF-16 编码。{_SAVE_AS.zh}",
                en=f"{where} holds a NUL character in line {row}: it is not a text table, or it is UTF-16 without a "
                "mark. "
                f"{_SAVE_AS.en}",
            )
        )


def _lines(where: str, text: str) -> list[TableLine]:
    """Every record, counted as a spreadsheet counts rows: a cell with a line break does not make two."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines: list[TableLine] = []
    try:
        for cells in reader:
            lines.append(TableLine(len(lines) + 1, tuple(_cell(cell) for cell in cells)))
    except csv.Error as error:
        raise _broken(where, len(lines) + 1, str(error)) from None
    return lines


def _cell(raw: str) -> str:
    return raw.replace("\r\n", "\n").replace("\r", "\n").strip()


def _broken(where: str, row: int, reason: str) -> InputError:
    if "unexpected end of data" in reason or "field larger" in reason:
        return InputError(
            Text(
                zh=f'{where} 第 {row} 行有一个引号（"）没有配对，后面的内容都被当成了同一格。请补上或删去这个引号。',
                en=f'{where}, row {row}: a quotation mark (") is opened and never closed. Close or remove it.',
            )
        )
    return InputError(
        Text(
            zh=f'{where} 第 {row} 行的引号（"）位置不对：引号之后应是逗号或换行。格内的引号要写成两个（""）。',
            en=f'{where}, row {row}: after a closing quotation mark (") only a comma or a line end may follow. '
            f'Write a quotation mark inside a cell twice ("").',
        )
    )


def _even(where: str, table: Table) -> Table:
    """The table, unless a line has more cells than the header: mostly a comma in a cell without quotation marks."""
    width = len(table.header.cells)
    for line in table.lines:
        extra = [cell for cell in line.cells[width:] if cell]  # trailing empty cells are a spreadsheet's habit
        if extra:
            raise InputError(
                Text(
                    zh=f"{where} 第 {line.row} 行有 {len(line.cells)} 格，表头只有 {width} 格，多出“{extra[0]}”。"
                    f"含有英文逗号的格要用引号括起来。",
                    en=f"{where}, row {line.row} has {len(line.cells)} cells where the header has {width}; "
                    f"“{extra[0]}” is too many. Put quotation marks around a cell that holds a comma.",
                )
            )
    return table
