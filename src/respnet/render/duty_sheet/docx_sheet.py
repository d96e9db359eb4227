"""DOCX duty sheets: one unit's sheet, or all sheets behind a summary and a list of units."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from math import sqrt
from typing import TYPE_CHECKING

from respnet.core.messages import WIDE_IN_CHINESE, count_columns
from respnet.core.plan import Role
from respnet.render.duty_sheet.docx_base import BaseDocument
from respnet.render.duty_sheet.docx_styles import SheetStyle
from respnet.render.duty_sheet.docx_xml import (
    Xml,
    build_bookmark,
    build_link,
    build_paragraph,
    build_run,
    build_table_cell,
    build_table_row,
    build_word_table,
    parse_elements,
    sanitize_xml_text,
)
from respnet.render.duty_sheet.duties import build_duty_sheet
from respnet.render.duty_sheet.notice_letter import format_notice_paragraph
from respnet.render.duty_sheet.pages import RunCell, SectionBlock, SheetPage, SheetPageBuilder, SheetPart, TaskLine
from respnet.render.files import GENERATOR_MARK
from respnet.render.reproducible_zip import make_reproducible

if TYPE_CHECKING:
    from docx.document import Document

NARROW_COLUMN_WIDTH = 12
"""Columns with nothing wider than six Chinese characters are centred, as official tables have them.

Widths of text are in half characters: a Chinese character takes two, a Latin letter one.
"""

TITLE_LINE_LENGTH, TITLE_CHARACTER_WIDTH = 20, 440
"""Characters of 22 pt on 156 mm, and the width of one in twips."""

MIN_BREAKABLE_WIDTH = 900
"""A row with a cell of more may go on on the next page; else the page before it would stay half empty."""

_MM = 56.7
_FIXED = {"number": round(11 * _MM), "deadline": round(25 * _MM)}
_LEAST = {"zh": 18 * _MM, "en": 23 * _MM}


class DocxSheetWriter:
    """Writer of one plan's sheets into copies of a base document."""

    def __init__(self, pages: SheetPageBuilder, base: BaseDocument) -> None:
        self.pages, self.base = pages, base
        self.zh = pages.lang == "zh"
        self._made: dict[int, tuple[Xml, ...]] = {}

    def one(self, page: SheetPage) -> bytes:
        """Return the document with one unit's sheet."""
        return self._saved(self._sheet(page), f"{page.title} {page.what}", page.unit)

    def all(self, pages: Iterable[SheetPage]) -> bytes:
        """Return the document with the notice paragraph, the list of units, and each sheet on a page of its own."""
        made = list(self._front())
        for page in pages:
            made.extend(self._sheet(page, new_page=True))
        return self._saved(made, f"{self.pages.plan_name} {self.pages.t('all_title')}", "")

    def _saved(self, content: Iterable[Xml], title: str, subject: str) -> bytes:
        document = self.base.open()
        body = document.element.body
        end = body[-1]
        for element in parse_elements(content):
            end.addprevious(element)
        self._say_what_it_is(document, title, subject)
        made = io.BytesIO()
        document.save(made)
        return make_reproducible(made.getvalue())

    def _say_what_it_is(self, document: Document, title: str, subject: str) -> None:
        """Set the core properties: fixed dates, no person's name, and respnet's mark."""
        about, then = document.core_properties, _issued(self.pages.plan.issued)
        about.category, about.author, about.last_modified_by = GENERATOR_MARK, "respnet", "respnet"
        about.title, about.subject = sanitize_xml_text(title)[:255], sanitize_xml_text(subject)[:255]
        about.comments, about.keywords, about.revision = "", "", 1
        about.created, about.modified = then, then
        about.language = "zh-CN" if self.zh else "en"

    def _p(self, style: SheetStyle, *content: Xml, new_page: bool = False, keep_next: bool = False) -> Xml:
        return build_paragraph(self.base.style_ids[style], *content, new_page=new_page, keep_next=keep_next)

    # One sheet

    def _sheet(self, page: SheetPage, *, new_page: bool = False) -> Iterable[Xml]:
        if page.number not in self._made:  # once for the unit's own document and for the one with all
            self._made[page.number] = tuple(self._below_title(page))
        return (self._title(page.title, page.what, new_page=new_page), *self._made[page.number])

    def _below_title(self, page: SheetPage) -> Iterable[Xml]:
        yield self._p(SheetStyle.UNIT, *build_bookmark(f"sheet_{page.number}", page.number, build_run(page.for_unit)))
        for line in (page.facts, page.caution):
            if line:
                yield self._p(SheetStyle.FACTS, build_run(line))
        yield self._p(SheetStyle.BODY, build_run(page.load))
        for place, part in enumerate(page.parts, 1):
            yield self._p(SheetStyle.HEADING, build_run(self._numeral(place) + part.heading))
            if part.note:
                yield self._p(SheetStyle.NOTE, build_run(part.note), keep_next=True)
            yield self._table(part)
        for note in page.notes:
            yield self._p(SheetStyle.NOTE, build_run(note), keep_next=page.signed)
        if page.signed:
            yield self._foot()
            # A table cannot be the last thing in a document, nor stand directly before the next sheet's.
            yield self._p(SheetStyle.NOTE)

    def _title(self, plan: str, what: str, *, new_page: bool = False) -> Xml:
        """Build the title: one line if it fits, else balanced lines with the kind of document below.

        A template may set titles in any size, so there the line is left to Word.
        """
        if self.zh and len(plan + what) <= TITLE_LINE_LENGTH:
            return self._p(SheetStyle.TITLE, build_run(plan + what), new_page=new_page)
        lines = -(-_half_characters(plan) // (2 * TITLE_LINE_LENGTH))
        longest = -(-_half_characters(plan) // (2 * lines)) + 1
        spare = self.base.width - longest * TITLE_CHARACTER_WIDTH
        aside = spare // 2 if self.zh and lines > 1 and spare > 0 and not self.base.of_the_user else 0
        style = self.base.style_ids[SheetStyle.TITLE]
        return build_paragraph(style, build_run(f"{plan}\n{what}"), new_page=new_page, aside=aside)

    def _numeral(self, place: int) -> str:
        return f"{'零一二三四五六七八九'[place]}、" if self.zh else f"{place}. "

    def _table(self, part: SheetPart) -> Xml:
        widths = self._widths(part)
        centred = [_widest(part, place) <= NARROW_COLUMN_WIDTH for place in range(len(part.columns))]
        head = build_table_row(
            (
                build_table_cell(width, self._p(SheetStyle.HEAD, build_run(self.pages.t(column)), keep_next=True))
                for column, width in zip(part.columns, widths, strict=True)
            ),
            header=True,
        )
        rows = [head]
        for block in part.blocks:
            rows.extend(self._block(block, widths, centred))
        return build_word_table(self.base.style_ids[SheetStyle.TABLE], widths, rows, part.heading)

    def _block(self, block: SectionBlock, widths: Sequence[int], centred: Sequence[bool]) -> Iterable[Xml]:
        if block.section:
            yield build_table_row(
                [
                    build_table_cell(
                        sum(widths), self._p(SheetStyle.SECTION, build_run(block.section)), across=len(widths)
                    )
                ]
            )
        for line in block.lines:
            yield from self._line(line, widths, centred)

    def _line(self, line: TaskLine, widths: Sequence[int], centred: Sequence[bool]) -> Iterable[Xml]:
        long = any(_width(each) > MIN_BREAKABLE_WIDTH for each in line.cells)
        styles = [SheetStyle.CENTRED if one else SheetStyle.CELL for one in centred]
        first = "restart" if line.details else ""
        yield build_table_row(
            (
                build_table_cell(
                    width,
                    self._p(style, *self._runs(content), keep_next=bool(line.details)),
                    merged="" if place else first,
                )
                for place, (content, width, style) in enumerate(zip(line.cells, widths, styles, strict=True))
            ),
            may_break=long,
        )
        if line.details:
            below = [self._p(SheetStyle.CELL, build_run(detail)) for detail in line.details]
            yield build_table_row(
                [
                    build_table_cell(widths[0], self._p(SheetStyle.CENTRED), merged="continue"),
                    build_table_cell(sum(widths[1:]), *below, across=len(widths) - 1),
                ],
                may_break=sum(map(_half_characters, line.details)) > MIN_BREAKABLE_WIDTH,
            )

    def _runs(self, content: RunCell) -> list[Xml]:
        own = self.base.style_ids[SheetStyle.OWN]
        return [build_run(one.text, own if one.own else "") for one in content if one.text]

    def _widths(self, part: SheetPart) -> list[int]:
        """Compute column widths: fixed for numbers and deadlines, the rest in proportion to their text.

        A row is as high as its fullest cell, so the width beyond a column's minimum goes with its amount of text.
        """
        free = [place for place, column in enumerate(part.columns) if column not in _FIXED]
        rest = self.base.width - sum(_FIXED.get(column, 0) for column in part.columns)
        least = min(_LEAST[self.pages.lang], rest / len(free))
        share = {place: _compute_rms_width(part, place) for place in free}
        spare, whole = rest - least * len(free), sum(share.values())
        widths = [
            round(least + spare * share[place] / whole) if place in share else _FIXED[column]
            for place, column in enumerate(part.columns)
        ]
        widths[free[0]] += self.base.width - sum(widths)
        return widths

    def _foot(self) -> Xml:
        say = self.pages.t
        label = round(0.22 * self.base.width)
        field = (self.base.width - 2 * label) // 2
        widths = [label, field, label, self.base.width - 2 * label - field]

        def named(key: str) -> Xml:
            return build_table_cell(label, self._p(SheetStyle.HEAD, build_run(say(key)), keep_next=True))

        def blank(width: int, across: int = 1) -> Xml:
            return build_table_cell(width, self._p(SheetStyle.CELL, keep_next=True), across=across)

        rows = [
            build_table_row([named("sign_opinion"), blank(sum(widths[1:]), 3)], height=1100),
            build_table_row([named("sign_head"), blank(widths[1]), named("sign_date"), blank(widths[3])], height=680),
            build_table_row(
                [named("sign_liaison"), blank(widths[1]), named("sign_phone"), blank(widths[3])], height=680
            ),
        ]
        return build_word_table(self.base.style_ids[SheetStyle.TABLE], widths, rows)

    # Before all sheets

    def _front(self) -> Iterable[Xml]:
        pages = self.pages
        yield self._title(pages.plan_name, pages.t("all_title"))
        yield self._p(SheetStyle.FACTS, build_run(pages.t("caution")))
        yield self._p(SheetStyle.HEADING, build_run(self._numeral(1) + pages.t("all_summary")))
        yield self._p(SheetStyle.BODY, build_run(format_notice_paragraph(pages.network, pages.lang)))
        yield self._p(SheetStyle.HEADING, build_run(self._numeral(2) + pages.t("all_units")))
        if not pages.plan.units:
            yield self._p(SheetStyle.BODY, build_run(pages.t("no_units")))
            return
        yield self._p(SheetStyle.NOTE, build_run(pages.t("all_note")), keep_next=True)
        yield self._units()
        yield self._p(SheetStyle.NOTE, build_run(pages.version))

    def _units(self) -> Xml:
        """Build the table of units with their numbers of tasks; each name links to its sheet."""
        pages = self.pages
        roles = [role for role in Role if any(one.role is role for one in pages.plan.assignments)]
        columns = ["number", "unit", *(f"of_{role.value}" for role in roles), "total"]
        narrow = round((17 if self.zh else 22) * _MM)
        widths = [round(13 * _MM), 0, *[narrow] * (len(roles) + 1)]
        widths[1] = self.base.width - sum(widths)
        rows = [
            build_table_row(
                (
                    build_table_cell(width, self._p(SheetStyle.HEAD, build_run(pages.t(column))))
                    for column, width in zip(columns, widths, strict=True)
                ),
                header=True,
            )
        ]
        for number, unit in enumerate(pages.plan.units, 1):
            counts = dict(pages.counts(build_duty_sheet(pages.network, unit)))
            name = [build_link(f"sheet_{number}", build_run(pages.name(unit.id)))]
            if unit.collective:
                name.append(build_run(pages.t("is_collective")))
            numbers = [counts.get(role, 0) for role in roles]
            total = sum(count for role, count in counts.items() if role is not Role.SUPERVISE)
            figures = [str(number), *(str(count) if count else "" for count in numbers), str(total)]
            cells = [
                build_table_cell(width, self._p(SheetStyle.CENTRED, build_run(one)))
                for one, width in zip(figures, [widths[0], *widths[2:]], strict=True)
            ]
            cells.insert(1, build_table_cell(widths[1], self._p(SheetStyle.CELL, *name)))
            rows.append(build_table_row(cells))
        return build_word_table(self.base.style_ids[SheetStyle.TABLE], widths, rows, pages.t("all_units"))


def _half_characters(text: str) -> int:
    return count_columns(text, WIDE_IN_CHINESE)


def _width(content: RunCell) -> int:
    return sum(_half_characters(one.text) for one in content)


def _widths(part: SheetPart, place: int) -> list[int]:
    return [_width(line.cells[place]) for block in part.blocks for line in block.lines]


def _widest(part: SheetPart, place: int) -> int:
    return max(_widths(part, place), default=0)


def _compute_rms_width(part: SheetPart, place: int) -> float:
    """Root mean square of the text widths of a column: a few long cells make a table long.

    One extreme cell must not starve the other columns.
    """
    widths = [min(width, MIN_BREAKABLE_WIDTH) for width in _widths(part, place)]
    return max(1.0, sqrt(sum(width * width for width in widths) / max(1, len(widths))))


def _issued(text: str) -> datetime:
    """Return the plan's date of issue, or a fixed date if it has none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date(1980, 1, 1)
    return datetime(max(day.year, 1980), day.month, day.day)  # noqa: DTZ001 - a day of a document, in no time zone
