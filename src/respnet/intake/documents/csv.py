"""Ledgers as CSV or tab-separated text: title lines as paragraphs, the rest as one table."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from respnet.intake.documents.cell_spans import PlacedCell, build_grid
from respnet.intake.documents.document import Block, Document, Paragraph
from respnet.intake.documents.encoding import decode_text, read_bytes
from respnet.intake.documents.errors import broken_file_error, empty_document_error

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE_BYTES = 32 * 1024 * 1024


def read_csv(path: Path) -> Document:
    """The document in a .csv or .tsv file. Raises InputError where it is too large, empty, or no text."""
    text = decode_text(path, read_bytes(path, MAX_FILE_BYTES)).removeprefix("\ufeff")
    rows = _rows(path, text)
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
    return Document(path.stem, tuple(blocks))


def _rows(path: Path, text: str) -> list[list[str]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        return list(csv.reader(io.StringIO(lines, newline=""), delimiter=_delimiter(path, lines)))
    except csv.Error as error:  # a quote that is never closed makes one cell of the rest, longer than csv allows
        raise broken_file_error(path, path.suffix.lower(), error) from error


def _delimiter(path: Path, text: str) -> str:
    """A tab or semicolon only where commas cannot be it: units within a cell are often separated by semicolons."""
    lines = [line for line in text[:65536].split("\n") if line.strip()]
    for sign in "\t," if path.suffix.lower() == ".tsv" else ",\t;":
        if sum(sign in line for line in lines) * 2 >= len(lines):
            return sign
    return ","
