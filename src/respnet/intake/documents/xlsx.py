"""Excel ledgers (.xlsx) as documents: each sheet's title lines as paragraphs and the rest as one table."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from respnet.core.i18n import Text
from respnet.core.problems import Problem, Severity
from respnet.intake.documents.cell_spans import PlacedCell, build_grid
from respnet.intake.documents.document import GENERATOR_MARK, Block, Document, Paragraph
from respnet.intake.documents.errors import (
    damaged_file_error,
    empty_document_error,
    limit_exceeded_error,
    scanned_document_error,
    struck_text_note,
)
from respnet.intake.documents.ooxml import open_package
from respnet.intake.documents.xlsx_values import NumberFormats, clean_cell_text, is_struck

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lxml.etree import _Element

    from respnet.intake.documents.ooxml import Package

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
MAX_WORKBOOK_CELLS = 1_000_000
MAX_SHEETS = 200
MAX_SHEET_CHARACTERS = 4_000_000
"""Characters of a sheet: a small file can show one long text in thousands of cells."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    part: str
    is_hidden: bool


def read_xlsx(path: Path) -> Document:
    """The document in an .xlsx file; a formula counts as the value stored with it.

    Raises InputError where the file is damaged, carries macros, passes a limit, or holds no text.
    """
    blocks: list[Block] = []
    notes: list[Text] = []
    remarks: list[Problem] = []
    with open_package(path, ".xlsx") as package:
        main = package.find_main_part("xl/workbook.xml")
        book = package.xml(main)
        if book is None or book.tag != f"{_S}workbook":
            raise damaged_file_error(path, zh="没有工作簿（workbook）", en="it has no workbook")
        values = _Values([], NumberFormats.of(package.find_xml(main, "/styles"), _since_1904(book)))
        values.texts.extend(_shared_texts(package.find_xml(main, "/sharedStrings"), values.struck))
        properties = package.find_xml("", "/core-properties")
        is_own = properties is not None and GENERATOR_MARK in (properties.findtext(f"{_CORE}category") or "")
        sheets = _sheets(package, main, book)[: 1 if is_own else None]  # the others are counted from the first
        for sheet in sheets:
            root = package.xml(sheet.part)
            if root is None:
                continue
            if sheet.is_hidden:
                if root.find(f"{_S}sheetData/{_S}row") is not None:
                    notes.append(_hidden(sheet.name))
                continue
            blocks += _blocks(root, sheet.name, values, path, notes)
            remarks += _note_hidden_rows(root, sheet.name)
        if not blocks:
            raise (
                scanned_document_error(path)
                if package.has_part_ending(".png", ".jpeg", ".jpg", ".emf")
                else empty_document_error(path)
            )
    if values.struck:
        notes.append(struck_text_note(values.struck))
    return Document(path.stem, tuple(blocks), tuple(notes), tuple(remarks), is_table=True, is_own=is_own)


def _note_hidden_rows(root: _Element, name: str) -> list[Problem]:
    rows = [
        row.get("r") or ""
        for row in root.iterfind(f"{_S}sheetData/{_S}row")
        if row.get("hidden") in ("1", "true") and row.find(f"{_S}c/*") is not None
    ]
    if not rows:
        return []
    value = "、".join(rows[:20]) + ("…" if len(rows) > 20 else "")
    what = Text(
        zh=f"工作表“{name}”的隐藏行（第 {value} 行）也读入了", en=f"hidden rows of sheet “{name}” are read too: {value}"
    )
    remedy = Text(zh="若已作废，请删去后再读", en="delete them if they no longer count")
    return [Problem("hidden-rows", Severity.WARNING, what, remedy, value=value)]


def _hidden(name: str) -> Text:
    return Text(
        zh=f"隐藏的工作表“{name}”没有读入；若其中有任务，请取消隐藏后再试。",
        en=f"The hidden sheet “{name}” is not read; show it if it holds tasks.",
    )


def _since_1904(book: _Element) -> bool:
    properties = book.find(f"{_S}workbookPr")
    return properties is not None and properties.get("date1904") in ("1", "true")


def _sheets(package: Package, main: str, book: _Element) -> list[_Sheet]:
    parts = dict(package.find_related(main, "/worksheet"))
    found: list[_Sheet] = []
    for sheet in book.iterfind(f"{_S}sheets/{_S}sheet"):
        part = parts.get(sheet.get(_ID) or "")
        if part is not None:
            hidden = sheet.get("state") in ("hidden", "veryHidden")
            found.append(_Sheet(sheet.get("name") or f"{len(found) + 1}", part, hidden))
    if len(found) > MAX_SHEETS:
        raise limit_exceeded_error(
            package.path, zh=f"工作表超过 {MAX_SHEETS} 张", en=f"it has more than {MAX_SHEETS} sheets"
        )
    return found


def _shared_texts(root: _Element | None, struck: list[str]) -> list[str]:
    return [] if root is None else [_rich_text(one, struck) for one in root.iterfind(f"{_S}si")]


def _rich_text(element: _Element, struck: list[str]) -> str:
    """The runs of a text; pronunciation hints (rPh) stand beside them and are left out, and so is what is struck."""
    pieces = [one.text or "" for one in element.iterfind(f"{_S}t")]
    for run in element.iterfind(f"{_S}r"):
        properties = run.find(f"{_S}rPr")
        is_out = properties is not None and is_struck(properties)
        (struck if is_out else pieces).append(run.findtext(f"{_S}t") or "")
    return "".join(pieces)


@dataclass(frozen=True, slots=True)
class _Values:
    texts: list[str]
    forms: NumberFormats
    struck: list[str] = field(default_factory=list)

    def of(self, cell: _Element) -> str:
        """Return the value that the cell shows; errors such as #REF! are kept, a formula without a value is empty."""
        style = cell.get("s") or "0"
        text = self._read(cell, style)
        if text and self.forms.is_struck(style):
            self.struck.append(text)
            return ""
        return text

    def _read(self, cell: _Element, style: str) -> str:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            inline = cell.find(f"{_S}is")
            return clean_cell_text("" if inline is None else _rich_text(inline, self.struck))
        written = cell.findtext(f"{_S}v") or ""
        if kind == "s":
            known = written.isdecimal() and int(written) < len(self.texts)
            return clean_cell_text(self.texts[int(written)]) if known else ""
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(written, "")
        if kind in ("str", "e", "d"):
            return clean_cell_text(written)
        return self.forms.number(written, style)


def _blocks(root: _Element, name: str, values: _Values, path: Path, notes: list[Text]) -> list[Block]:
    placed = _cells(root, name, values, path, notes)
    title = _title_rows(placed)
    source = f"sheet {name}"
    blocks: list[Block] = [
        Paragraph(line.strip(), f"{source} row {one.row + 1}")
        for one in placed
        if one.row in title and one.text
        for line in one.text.split("\n")
        if line.strip()
    ]
    table = build_grid([one for one in placed if one.row not in title], source, path)
    return [*blocks, table] if table is not None else blocks


def _title_rows(placed: Sequence[PlacedCell]) -> frozenset[int]:
    """The rows on top that say one thing only: title, date, or all of a sheet that is one column of text."""
    said: dict[int, int] = {}
    for one in placed:
        if one.text:
            said[one.row] = said.get(one.row, 0) + 1
    title = []
    for row in sorted(said):
        if said[row] > 1:
            break
        title.append(row)
    return frozenset(title)


def _cells(root: _Element, name: str, values: _Values, path: Path, notes: list[Text]) -> list[PlacedCell]:
    """The sheet's cells with what they are merged over, in order."""
    merged = _merges(root)
    found: list[PlacedCell] = []
    uncalculated = characters = 0
    row_number = -1
    for row in root.iterfind(f"{_S}sheetData/{_S}row"):
        row_number = _number(row.get("r"), row_number + 2) - 1
        column = -1
        for cell in row.iterfind(f"{_S}c"):
            column = _column(cell.get("r") or "", column + 1)
            text = values.of(cell)
            if not text:
                uncalculated += cell.find(f"{_S}f") is not None and not cell.findtext(f"{_S}v")
                continue
            rows, columns = merged.get((row_number, column), (1, 1))
            found.append(PlacedCell(row_number, column, rows, columns, text))
            characters += len(text)
            if characters > MAX_SHEET_CHARACTERS:
                raise limit_exceeded_error(
                    path,
                    zh=f"一张工作表的文字超过 {MAX_SHEET_CHARACTERS} 个字符",
                    en=f"a sheet has more than {MAX_SHEET_CHARACTERS} characters",
                )
            if len(found) > MAX_WORKBOOK_CELLS:
                raise limit_exceeded_error(
                    path,
                    zh=f"一张工作表超过 {MAX_WORKBOOK_CELLS} 格",
                    en=f"a sheet has more than {MAX_WORKBOOK_CELLS} filled cells",
                )
    if uncalculated:
        notes.append(_uncalculated(name, uncalculated))
    return _closed_up(sorted(found, key=lambda one: (one.row, one.column)))


def _uncalculated(name: str, count: int) -> Text:
    return Text(
        zh=f"工作表“{name}”有 {count} 个公式没有存下计算结果，按空格读入；请用 Excel 或 WPS 打开、保存后再读。",
        en=f"{count} formulas on sheet “{name}” have no stored value and are read as empty; open and save it in a "
        "spreadsheet first.",
    )


def _closed_up(placed: list[PlacedCell]) -> list[PlacedCell]:
    """Heights cut to the rows that are filled: a merge can reach to the sheet's last row, a million further down."""
    last = placed[-1].row if placed else 0
    return [replace(one, rows=min(one.rows, last - one.row + 1)) if one.rows > 1 else one for one in placed]


def _merges(root: _Element) -> dict[tuple[int, int], tuple[int, int]]:
    found = {}
    for merge in root.iterfind(f"{_S}mergeCells/{_S}mergeCell"):
        first, _, last = (merge.get("ref") or "").partition(":")
        top, left = _number(_row_part(first), 0) - 1, _column(first, -1)
        bottom, right = _number(_row_part(last), 0) - 1, _column(last, -1)
        if 0 <= top <= bottom and 0 <= left <= right:
            found[top, left] = (bottom - top + 1, right - left + 1)
    return found


def _row_part(reference: str) -> str:
    return reference.replace("$", "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _number(text: str | None, default: int) -> int:
    return min(int(text), 1_048_576) if text and text.isdecimal() and len(text) <= 9 else default


def _column(reference: str, default: int) -> int:
    """The column (from 0) of a reference such as "BC12"; `default` where it has none."""
    column = 0
    for letter in reference.replace("$", "")[:4]:
        if not "A" <= letter <= "Z":
            break
        column = column * 26 + ord(letter) - ord("A") + 1
    return min(column, 16_384) - 1 if column else default
