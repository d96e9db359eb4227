"""A worksheet before it is drawn: a title, columns with their headings, and rows in the plan's order."""

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


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column; `meaning` goes into the notes; it is empty where the sheet's own note says it.

    It is from `least` to `most` Latin characters wide. `form` is a number format; `choices` are offered where a
    person fills the cell in.
    """

    heading: str
    meaning: str = ""
    most: float = 36
    least: float = 4
    form: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeaderBand:
    """A line above the header: one cell a column; None goes on with what is left of it."""

    cells: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One worksheet. `key` is its key in SHEETS; `nothing` is what to say where there are no rows.

    `grid` sheets hold marks in many narrow columns, for A3.
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
        """The line of the header, from 0: the title comes first, then the bands."""
        return 1 + len(self.bands)


@dataclass(frozen=True, slots=True)
class ColumnSpec(Generic[T]):
    """How a column gets its cells: its key in HEADINGS, and the value for a row. A `kept` one may be empty."""

    key: str
    value: Callable[[T], CellValue]
    most: float = 36
    least: float = 4
    form: str = ""
    kept: bool = False
    choices: tuple[Text, ...] = ()


def build_sheet(
    key: str, title: str, fields: Iterable[ColumnSpec[T]], items: Iterable[T], lang: Lang, nothing: str = ""
) -> SheetTable:
    """The worksheet of `items`, one a row; fields without any data are left out unless they are kept."""
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
            )
            for field in wanted
        ),
        rows=tuple(zip(*columns, strict=True)) if those else (),
        nothing=nothing,
    )
