"""Worksheet writer (XlsxWriter): formats, sizes, frozen panes, filters, validation and print set-up."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from respnet.core.i18n import Lang
from respnet.render.workbook.autofit import (
    BODY,
    HEAD,
    MAX_ROW_HEIGHT,
    SMALL,
    TITLE,
    SheetSize,
    measure_text_height,
    measure_text_width,
)
from respnet.render.workbook.cells import is_formula_like
from respnet.render.workbook.headings import SHEETS
from respnet.render.workbook.labels import WORKBOOK_LABELS
from respnet.render.workbook.table import CellValue, HeaderBand, SheetTable

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

A4, A3 = 9, 8
_ON_A4, _ON_A3 = 185.0, 330.0
"""Widths, in characters, that are still readable when set on one page of A4, and of A3."""

_FONTS = {"zh": ("仿宋", "黑体", "方正小标宋简体"), "en": ("Arial", "Arial", "Arial")}
_MARGIN = 0.5
_FIRST_TASK = 3
"""Row, from 1, of the first task in the task table, below its title and header."""
_HEADER = 34.0
"""Two lines, and room for the filter's button."""


@dataclass
class Formats:
    """Cached cell formats of one workbook."""

    book: Workbook
    lang: Lang
    _made: dict[tuple[object, ...], Format] = field(default_factory=dict)

    def body(self, *, centred: bool, form: str = "", is_guarded: bool = False, is_link: bool = False) -> Format:
        """Return the format of a table cell.

        Args:
            centred: Centre the text.
            form: Number format.
            is_guarded: Keep the content text even when somebody edits the cell.
            is_link: Set the text in the colour of a link.
        """
        made = {"font_name": _FONTS[self.lang][0], "font_size": BODY, "align": "center" if centred else "left"}
        colour = {"font_color": "#1F4E85"} if is_link else {}
        return self._of(**made, **colour, num_format=form or "General", quote_prefix=is_guarded)

    def head(self, *, top: bool = False) -> Format:
        """Return the format of a heading."""
        return self._of(**self._black(), align="center", valign="top" if top else "vcenter", bg_color="#EDEDED")

    def band(
        self,
        *,
        is_turned: bool = False,
        starts: bool = True,
        wraps: bool = False,
        is_run: bool = False,
        ends: bool = True,
    ) -> Format:
        """Return the format of a cell in a header band; a run has no lines inside.

        Args:
            is_turned: Rotate the text upright.
            starts: Draw a line on the left.
            wraps: Wrap the text.
            is_run: Let the text run over the following empty cells.
            ends: Draw a line on the right.
        """
        made = self._black() | {"font_size": SMALL, "text_wrap": wraps, "rotation": 90 if is_turned else 0}
        across = {
            "align": "left" if is_run else "center",
            "valign": "vcenter" if is_run else "bottom" if is_turned else "top",
        }
        lines = {"border": 0, "top": 1, "bottom": 1, "left": int(starts), "right": int(ends)}
        return self._of(**made, **across, **lines)

    def title(self) -> Format:
        """Return the format of the title above the table."""
        bold = self.lang == "en"
        return self._of(font_name=_FONTS[self.lang][2], font_size=TITLE, align="center", border=0, bold=bold)

    def _black(self) -> dict[str, object]:
        return {"font_name": _FONTS[self.lang][1], "font_size": HEAD, "bold": self.lang == "en"}

    def _of(self, **looks: object) -> Format:
        looks = {"border": 1, "text_wrap": True, "valign": "vcenter", "quote_prefix": True, **looks}
        key = tuple(sorted(looks.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format(looks)
        return self._made[key]


def write_worksheet(pens: Formats, sheet: SheetTable, fit: SheetSize) -> None:
    """Add a sheet to the workbook.

    Args:
        pens: The formats of the workbook.
        sheet: The sheet.
        fit: Its column widths and row heights.
    """
    page = pens.book.add_worksheet(sheet.name)
    for place, wide in enumerate(fit.widths):
        page.set_column(place, place, wide)
    last = len(sheet.columns) - 1
    _draw_title(pens, page, sheet, fit)
    for place, band in enumerate(sheet.bands, 1):
        _draw_band(pens, page, place, band, fit)
    _draw_header(pens, page, sheet, fit)
    _draw_rows(pens, page, sheet, fit)
    end = sheet.header + len(sheet.rows)
    page.autofilter(sheet.header, 0, end, last)
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{end + 1}"})
    for place, column in enumerate(sheet.columns):
        if column.choices and sheet.rows:
            offered = {"validate": "list", "source": list(column.choices), "show_error": False}
            page.data_validation(sheet.header + 1, place, end, place, offered)
    _set_page(page, sheet, fit, pens.lang)


def _draw_title(pens: Formats, page: Worksheet, sheet: SheetTable, fit: SheetSize) -> None:
    """Draw the title over the whole table, or over its first page if it takes several side by side."""
    first = list(accumulate(fit.widths))
    last = sum(end <= first[-1] / _pages(sheet, fit) for end in first) - 1
    page.set_row(0, min(MAX_ROW_HEIGHT, measure_text_height(sheet.title, first[last] * BODY / TITLE - 2, TITLE)))
    page.merge_range(0, 0, 0, last, "", pens.title())
    page.write_string(0, 0, sheet.title, pens.title())


def _pages(sheet: SheetTable, fit: SheetSize) -> int:
    """Count the pages that a matrix takes side by side; other tables take one."""
    return max(1, math.ceil(sum(fit.widths) / _ON_A3)) if sheet.grid else 1


def _draw_band(pens: Formats, page: Worksheet, row: int, band: HeaderBand, fit: SheetSize) -> None:
    """Draw a header band without merged cells: a name runs over empty cells, wraps, or is rotated."""
    high = 1.0
    for start, cells in _runs(band):
        own = fit.widths[start] * BODY / SMALL - 1
        across = sum(fit.widths[start : start + len(cells)]) * BODY / SMALL - 1
        text = cells[0] or ""
        has_room = measure_text_width(text) <= across
        is_turned = not has_room and not _is_wide(text)
        last = start + len(cells) - 1
        look = pens.band(is_turned=is_turned, wraps=not has_room, is_run=last > start, ends=last == start)
        _write(page, row, start, text, look, look)
        for place in range(start + 1, last + 1):
            page.write_blank(row, place, None, pens.band(starts=False, is_run=True, ends=place == last))
        flat = measure_text_height(text, across if has_room else own, SMALL)
        high = max(high, measure_text_width(text) * SMALL / 2 * 1.1 + 10 if is_turned else flat)
    page.set_row(row, min(MAX_ROW_HEIGHT, high))


def _runs(band: HeaderBand) -> Iterator[tuple[int, list[str | None]]]:
    starts = [place for place, cell in enumerate(band.cells) if cell is not None]
    for start, end in zip(starts, [*starts[1:], len(band.cells)], strict=True):
        yield start, list(band.cells[start:end])


def _is_wide(text: str) -> bool:
    return sum(one > "\u024f" for one in text) * 2 > len(text)


def _draw_header(pens: Formats, page: Worksheet, sheet: SheetTable, fit: SheetSize) -> None:
    high = max(
        measure_text_height(column.heading, wide - 1, HEAD)
        for column, wide in zip(sheet.columns, fit.widths, strict=True)
    )
    page.set_row(sheet.header, min(MAX_ROW_HEIGHT, max(high, _HEADER)))
    for place, column in enumerate(sheet.columns):
        page.write_string(sheet.header, place, column.heading, pens.head(top=sheet.grid and place > 1))


def _draw_rows(pens: Formats, page: Worksheet, sheet: SheetTable, fit: SheetSize) -> None:
    first = sheet.header + 1
    if not sheet.rows and sheet.nothing:
        page.set_row(first, measure_text_height(sheet.nothing, MAX_ROW_HEIGHT))
        page.write_string(first, 1, sheet.nothing, pens.band(wraps=False))
    looks = [
        pens.body(centred=centred, form=column.form) for centred, column in zip(fit.centred, sheet.columns, strict=True)
    ]
    guards = [
        pens.body(centred=centred, form=column.form, is_guarded=True)
        for centred, column in zip(fit.centred, sheet.columns, strict=True)
    ]
    for row, (cells, high) in enumerate(zip(sheet.rows, fit.heights, strict=True), first):
        page.set_row(row, high)
        for place, cell in enumerate(cells):
            links = sheet.columns[place].links
            target = links[row - first] if row - first < len(links) else None
            if isinstance(cell, str) and cell and target is not None:
                look = pens.body(centred=fit.centred[place], is_guarded=is_formula_like(cell), is_link=True)
                tasks = SHEETS["tasks"].word.of(pens.lang)
                page.write_url(row, place, f"internal:'{tasks}'!A{target + _FIRST_TASK}", look, cell)
            else:
                _write(page, row, place, cell, looks[place], guards[place])


def _write(page: Worksheet, row: int, place: int, cell: CellValue, look: Format, guard: Format) -> None:
    if cell is None or cell == "":
        page.write_blank(row, place, None, look)
    elif isinstance(cell, str):
        page.write_string(row, place, cell, guard if is_formula_like(cell) else look)
    else:
        page.write_number(row, place, cell, look)


def _set_page(page: Worksheet, sheet: SheetTable, fit: SheetSize, lang: Lang) -> None:
    wide = sum(fit.widths)
    page.freeze_panes(sheet.header + 1, 2)
    page.repeat_rows(0, sheet.header)
    page.set_landscape()
    page.set_paper(A3 if sheet.grid or wide > _ON_A4 else A4)
    pages = _pages(sheet, fit)
    page.fit_to_pages(pages, 0)
    if pages > 1:
        page.repeat_columns(0, 1)
    page.set_margins(left=_MARGIN, right=_MARGIN, top=0.6, bottom=0.75)
    page.center_horizontally()
    page.set_header("&R&A")
    page.set_footer(f"&L{WORKBOOK_LABELS['foot'].of(lang)}&R{WORKBOOK_LABELS['page'].of(lang)}")
    page.set_zoom(85 if wide > _ON_A4 else 100)
