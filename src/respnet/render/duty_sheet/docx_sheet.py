"""DOCX duty sheets: one unit's sheet, or all sheets behind a list of units."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Sequence
from itertools import accumulate, pairwise

from respnet.core.plan import WORKING_ROLES, Role
from respnet.render.duty_sheet.docx_base import BaseDocument, save_document
from respnet.render.duty_sheet.duties import build_duty_sheet
from respnet.render.duty_sheet.pages import (
    MAX_CELL_WIDTH,
    RunCell,
    SheetPage,
    SheetPageBuilder,
    SheetPart,
    TaskLine,
    TextRun,
    balance_title,
    measure_width,
    pack,
    sanitize_xml_text,
)
from respnet.render.jinja_env import get_jinja_env

NARROW_COLUMN_WIDTH = 12
"""Columns with nothing wider than six Chinese characters are centred, as official tables have them."""

TITLE_LINE_WIDTH = {"zh": 40, "en": 46}
"""Half characters of 22 and of 17 pt on 156 mm."""

_HALF_CHARACTER, _CELL_MARGINS = 105, 136
"""In twips, as is everything of a document: half a character of 10.5 pt, and the margins of a cell."""

_TO_WRITE_IN = 964
"""Height of a row whose cells are to be filled in by hand: 17 mm."""

_LATIN = 1.2
"""Width of a Latin letter in half characters at most, with substitutes of Times New Roman."""


DocxLine = namedtuple("DocxLine", "cells styles details last long long_details")
"""One task: cells as lines of runs, the cells' styles; `last` keeps it beside the foot, `long` may break pages."""


class DocxSheetWriter:
    """Writer of one plan's sheets into copies of a base document."""

    def __init__(self, pages: SheetPageBuilder, base: BaseDocument) -> None:
        self.pages, self.base = pages, base
        self.zh = pages.lang == "zh"
        # A style of the user's own may have any size, so there lines are left to Word.
        self.own_cells = base.style_ids["SheetCell"] == "SheetCell" and self.zh

    def render(self, sheets: Sequence[SheetPage], *, whole: bool = False) -> bytes:
        """Render one unit's sheet, or with `whole` the list of units and each sheet on a page of its own.

        Args:
            sheets: The sheets; without `whole` one.
            whole: The sheets are those of the whole plan.
        """
        name = f"{self.pages.plan_name} {self.pages.t('all_title' if whole else 'sheet_title')}"
        label = round(0.22 * self.base.width)
        field = (self.base.width - 2 * label) // 2
        content = (
            get_jinja_env()
            .get_template("sheet.xml.j2")
            .render(
                t=self.pages.t,
                ids=self.base.style_ids,
                title=self._title(self.pages.t("sheet_title")),
                tall=_TO_WRITE_IN if self.pages.progress_columns else 0,
                front=self._front() if whole else None,
                sheets=[(page, [self._table(page, part) for part in page.parts]) for page in sheets],
                foot=[label, field, label, self.base.width - 2 * label - field],
            )
        )
        return save_document(
            self.base,
            content,
            plan=self.pages.plan,
            title=name,
            subject="" if whole else sheets[0].unit,
            lang=self.pages.lang,
        )

    def _title(self, what: str) -> str:
        """Return the title in lines: one if it fits, else balanced lines with the kind of document below."""
        name, width = self.pages.plan_name, TITLE_LINE_WIDTH[self.pages.lang]
        if self.zh and measure_width(name + what) <= width:
            return name + what
        lines = [name] if self.base.of_the_user else balance_title(self.pages.title, width)
        return "\n".join([*lines, what])

    def _table(self, page: SheetPage, part: SheetPart) -> tuple[SheetPart, list[int], list[tuple[str, list[DocxLine]]]]:
        ends = [0, *(round(share * self.base.width) for share in accumulate(part.widths))]
        widths = [right - left for left, right in pairwise(ends)]
        lines = [line for block in part.blocks for line in block.lines]
        narrow = [
            max(sum(run.width for run in line.cells[place]) for line in lines) <= NARROW_COLUMN_WIDTH
            for place in range(len(widths))
        ]
        styles = tuple("SheetCentred" if one else "SheetCell" for one in narrow)
        foot = lines[-2:] if page.signed and part is page.parts[-1] else []
        blocks = [
            (block.section, [self._line(line, widths, styles, foot) for line in block.lines]) for block in part.blocks
        ]
        return part, widths, blocks

    def _line(
        self, line: TaskLine, widths: Sequence[int], styles: tuple[str, ...], foot: Sequence[TaskLine]
    ) -> DocxLine:
        cells = zip(line.cells, widths, strict=True)
        return DocxLine(
            cells=tuple(self._break(cell, width) for cell, width in cells),
            styles=styles,
            details=line.details,
            last=any(line is one for one in foot),
            long=any(sum(run.width for run in cell) > MAX_CELL_WIDTH for cell in line.cells),
            long_details=sum(run.width for detail in line.details for run in detail) > MAX_CELL_WIDTH,
        )

    def _break(self, cell: RunCell, width: int) -> list[list[TextRun]]:
        """Break a list of names between names; Word would break Chinese ones anywhere."""
        if not (self.own_cells and any(run.whole for run in cell)):
            return [list(cell)]

        def measure(run: TextRun) -> float:
            text = run.text + run.after
            wide = measure_width(text) - len(text)
            return 2 * wide + _LATIN * (len(text) - wide)

        return pack(cell, (width - _CELL_MARGINS) / _HALF_CHARACTER, measure)

    def _front(self) -> dict[str, object]:
        """Return what stands before all sheets: title, and the units with their numbers of tasks."""
        pages = self.pages
        roles = [role for role in Role if any(one.role is role for one in pages.plan.assignments)]
        rows = []
        for number, unit in enumerate(pages.plan.units, 1):
            counts = {group.role: len(group.rows) for group in build_duty_sheet(pages.network, unit).groups}
            total = sum(counts.get(role, 0) for role in WORKING_ROLES)
            figures = [*(str(counts.get(role, "")) for role in roles), str(total)]
            rows.append((number, sanitize_xml_text(pages.unit_name(unit.id)), unit.collective, figures))
        narrow, first = (964 if self.zh else 1247), 737
        widths = [first, self.base.width - first - narrow * (len(roles) + 1), *[narrow] * (len(roles) + 1)]
        return {
            "title": self._title(pages.t("all_title")),
            "columns": ["number", "unit", *(f"role_{role.value}" for role in roles), "total"],
            "widths": widths,
            "rows": rows,
        }
