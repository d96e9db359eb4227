"""Worksheet model: title, columns with headings, and rows in the plan's order, before drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from respnet.core.i18n import Lang, Text
from respnet.render.workbook.headings import HEADINGS, SHEETS

CellValue = str | int | float | None
"""What stands in a cell; None is an empty one."""

T = TypeVar("T")

_LONGER = {"zh": 1.0, "en": 1.4}
"""English says the same in a longer line."""

SHARE_FORMAT = "0.0%"
MEAN_FORMAT = "0.00"
MAX_LINKED_ROWS = 5_000
"""A worksheet holds 65,530 links, and a unit has one for each role."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column; `meaning` is its explanation in the notes, empty where the sheet's own note gives it.

    Its width is from `least` to `most` Latin characters. `form` is a number format; `choices` are the options of a
    drop-down list where a person fills the cell in. `links` are the places, from 0, of the tasks that its
    cells lead to.
    """

    heading: str
    meaning: str = ""
    most: float = 36
    least: float = 4
    form: str = ""
    choices: tuple[str, ...] = ()
    links: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class HeaderBand:
    """A line above the header with one cell a column; None continues the cell to its left."""

    cells: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A worksheet. `key` is its key in SHEETS; `nothing` is the text shown if there are no rows.

    `grid` sheets have marks in many narrow columns, for A3.
    """

    key: str
    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    bands: tuple[HeaderBand, ...] = ()
    nothing: str = ""
    grid: bool = False

    @property
    def header(self) -> int:
        """Row index of the header, from 0: the title comes first, then the bands."""
        return 1 + len(self.bands)


@dataclass(frozen=True, slots=True)
class ColumnSpec(Generic[T]):
    """Specification of a column: its key in HEADINGS, and the function from a row item to the cell's value.

    A `kept` column stays even if it is empty.
    """

    key: str
    value: Callable[[T], CellValue]
    most: float = 36
    least: float = 4
    form: str = ""
    kept: bool = False
    choices: tuple[Text, ...] = ()
    link: Callable[[T], int | None] | None = None


def build_sheet(
    key: str, title: str, fields: Iterable[ColumnSpec[T]], items: Iterable[T], lang: Lang, nothing: str = ""
) -> SheetTable:
    """Build a worksheet with one row for each item; columns without any data are left out unless `kept`.

    Args:
        key: Key of the sheet in SHEETS.
        title: Title above the table.
        fields: The columns.
        items: The items.
        lang: Language of the sheet.
        nothing: Text shown if there are no items.
    """
    those = tuple(items)
    wanted: list[ColumnSpec[T]] = []
    columns: list[list[CellValue]] = []
    for field in fields:
        cells = [field.value(item) for item in those]
        if field.kept or any(cell not in (None, "") for cell in cells):
            wanted.append(field)
            columns.append(cells)
    return SheetTable(
        key=key,
        name=SHEETS[key].word.of(lang),
        title=title,
        columns=tuple(
            SheetColumn(
                HEADINGS[field.key].word.of(lang),
                HEADINGS[field.key].meaning.of(lang),
                field.most * _LONGER[lang],
                field.least,
                field.form,
                tuple(choice.of(lang) for choice in field.choices),
                tuple(map(field.link, those[:MAX_LINKED_ROWS])) if field.link else (),
            )
            for field in wanted
        ),
        rows=tuple(zip(*columns, strict=True)) if those else (),
        nothing=nothing,
    )
