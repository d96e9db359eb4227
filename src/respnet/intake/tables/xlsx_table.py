"""Reading an Excel workbook: the values as a person sees them, from the first sheet with a known header."""

from __future__ import annotations

import datetime as dt
import warnings
from typing import TYPE_CHECKING

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.problems import Problem, Severity
from respnet.intake.tables.table import Table, TableLine, build_table, find_header

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from openpyxl import Workbook

    from respnet.intake.tables.columns import HeaderVocabulary


def read_xlsx_table(path: Path, vocabulary: HeaderVocabulary) -> Table:
    """The table in a workbook. Formulas count as their stored value.

    Raises InputError where the file is no workbook, damaged or encrypted, or a formula has no stored value.
    """
    _refuse_other_formats(path)
    sheets = _sheets(path, values=True)
    found = [name for name, lines in sheets if _has_header(lines, vocabulary)]
    chosen = found[0] if found else next((name for name, lines in sheets if lines), "")
    lines = next((lines for name, lines in sheets if name == chosen), [])
    where = f"{path} [{chosen}]" if len(sheets) > 1 else str(path)
    table = build_table(path.name, where, lines, vocabulary, _other_sheets(path.name, chosen, found))
    _refuse_empty_formulas(path, where, chosen, table)
    return table


def _refuse_other_formats(path: Path) -> None:
    with path.open("rb") as handle:
        start = handle.read(8)
    if not start:
        raise InputError(Text(zh=f"{path} 是空文件（0 字节）。", en=f"{path} is an empty file (0 bytes)."))
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(
            Text(
                zh=f"{path} 设有密码，或是旧版 Excel（.xls）。请取消密码，另存为 .xlsx。",
                en=f"{path} is protected by a password, or is an old Excel file (.xls). "
                f"Remove the password and save it as .xlsx.",
            )
        )
    if not start.startswith(b"PK"):
        raise InputError(
            Text(
                zh=f"{path} 不是 Excel 工作簿，只是扩展名为 .xlsx。请用 Excel 或 WPS 打开后另存为 .xlsx。",
                en=f"{path} is not an Excel workbook, though it ends in .xlsx. Open it in a spreadsheet, save it as "
                ".xlsx.",
            )
        )


def _sheets(path: Path, *, values: bool) -> list[tuple[str, list[TableLine]]]:
    """Every sheet with its filled lines: stored values, or with `values=False` the formulas themselves."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles and validations that openpyxl does not know are not read anyway
        try:
            workbook = load_workbook(path, read_only=True, data_only=values)
            try:
                return _all_lines(workbook)
            finally:
                workbook.close()
        except Exception as error:  # openpyxl lets through whatever zipfile, zlib, the XML parser and its parts raise
            raise InputError(
                Text(
                    zh=f"{path} 已损坏，或不是 Excel 工作簿（{type(error).__name__}）。请用 Excel 或 WPS "
                    "打开后另存为 .xlsx。",
                    en=f"{path} is damaged or not an Excel workbook ({type(error).__name__}). "
                    f"Open it in a spreadsheet and save it as .xlsx.",
                )
            ) from error


def _all_lines(workbook: Workbook) -> list[tuple[str, list[TableLine]]]:
    sheets: list[tuple[str, list[TableLine]]] = []
    for sheet in workbook.worksheets:
        sheet.reset_dimensions()  # read-only sheets have it; a stored size can be wrong
        lines = []
        for row, cells in enumerate(sheet.iter_rows(), 1):
            texts = tuple(format_cell_value(cell.value, cell.number_format or "") for cell in cells)
            if any(texts):
                lines.append(TableLine(row, texts))
        sheets.append((sheet.title, lines))
    return sheets


def format_cell_value(value: object, number_format: str = "") -> str:
    """A cell's value as a person sees it.

    >>> (format_cell_value(2.0), format_cell_value(4.1), format_cell_value(0.5, "0%"),
    ... format_cell_value(None), format_cell_value(dt.datetime(2026, 12, 31)))
    ('2', '4.1', '50%', '', '2026-12-31')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        return (value.date() if value.time() == dt.time() else value).isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, int | float):
        return f"{value * 100:.15g}%" if "%" in number_format else f"{value:.15g}"
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").strip()


def _has_header(lines: Iterable[TableLine], vocabulary: HeaderVocabulary) -> bool:
    return find_header(list(lines), vocabulary) is not None


def _other_sheets(file: str, chosen: str, found: list[str]) -> tuple[Problem, ...]:
    others = "、".join(found[1:])
    if not others:
        return ()
    return (
        Problem(
            code="other-sheets",
            level=Severity.NOTE,
            what=Text(
                zh=f"只读入工作表“{chosen}”，同样带有表头的“{others}”没有读入",
                en=f"only the sheet “{chosen}” is read; “{others}” also has a known header",
            ),
            remedy=Text(zh="若都要读，请合并到一张工作表", en="to read them all, put them on one sheet"),
            file=file,
            value=others,
        ),
    )


def _refuse_empty_formulas(path: Path, where: str, chosen: str, table: Table) -> None:
    """A formula that no spreadsheet has calculated has no value; leaving the cell empty would lose it silently."""
    cells = {line.row: line.cells for line in (table.header, *table.lines)}
    for line in next(lines for name, lines in _sheets(path, values=False) if name == chosen):
        for place, formula in enumerate(line.cells):
            read = cells.get(line.row, ())
            if formula.startswith("=") and not (place < len(read) and read[place]) and line.row >= table.header.row:
                raise InputError(
                    Text(
                        zh=f"{where} 第 {line.row} 行第 {place + 1} 列是公式（{formula}），没有存下计算结果。"
                        f"请用 Excel 或 WPS 打开、保存后再读。",
                        en=f"{where}, row {line.row}, column {place + 1} is a formula ({formula}) without a stored "
                        "value. "
                        f"Open the file in a spreadsheet and save it, then read it again.",
                    )
                )
