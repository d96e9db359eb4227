"""A table as a spreadsheet shows it: one header line, and rows that know their line number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.tables.columns import HeaderVocabulary

_LOOKED_AT = 10
"""So many lines from the top may hold the header: offices print a title, and sometimes a date, above it."""


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line of a spreadsheet: its number from 1 and its cells, outer white space removed."""

    row: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What both readers (CSV and XLSX) give: the header, the lines under it that are not empty, and remarks."""

    file: str
    header: TableLine
    lines: tuple[TableLine, ...]
    remarks: tuple[Problem, ...] = ()


def find_header(lines: Sequence[TableLine], vocabulary: HeaderVocabulary) -> int | None:
    """Which of `lines` (none empty) is the header: the first if it has a known column, else one with two; or None.

    >>> from respnet.intake.tables.columns import TASK_VOCABULARY
    >>> find_header([TableLine(1, ("任务分解表", "")), TableLine(2, ("工作任务", "牵头单位"))], TASK_VOCABULARY)
    1
    """
    for place, line in enumerate(lines[:_LOOKED_AT]):
        known = {name for cell in line.cells if (name := vocabulary.find_column(cell))}
        if len(known) >= (2 if place else 1):
            return place
    return None


def build_table(
    file: str, where: str, lines: Sequence[TableLine], vocabulary: HeaderVocabulary, remarks: Sequence[Problem]
) -> Table:
    """The Table in these lines. Raises InputError where nothing, no known header, or nothing under it stands.

    `file` is the name that problems carry, `where` the path as the user gave it.
    """
    filled = [line for line in lines if any(line.cells)]
    if not filled:
        raise InputError(
            Text(
                zh=f"{where} 是空的。请填入表头和各行{vocabulary.noun.zh}后再读。",
                en=f"{where} is empty. Fill in a header and one row for each {vocabulary.noun.en}.",
            )
        )
    place = find_header(filled, vocabulary)
    if place is None:
        raise _no_header(where, filled[0], vocabulary)
    if not filled[place + 1 :] and not vocabulary.may_be_empty:
        raise InputError(
            Text(
                zh=f"{where} 只有表头（第 {filled[place].row} 行），下面没有内容。请每行填写一个{vocabulary.noun.zh}。",
                en=f"{where} has a header (row {filled[place].row}) and nothing under it. "
                f"Write one row for each {vocabulary.noun.en}.",
            )
        )
    above = tuple(_above_header(file, line) for line in filled[:place])
    return Table(file, filled[place], tuple(filled[place + 1 :]), (*remarks, *above))


def _no_header(where: str, first: TableLine, vocabulary: HeaderVocabulary) -> InputError:
    found = [cell for cell in first.cells if cell]
    hint = Text(zh="", en="")
    if len(found) == 1 and any(mark in found[0] for mark in "\t;"):
        hint = Text(
            zh="表头看起来不是用逗号分隔的，请另存为逗号分隔的 CSV。", en=" It seems not to be separated by commas."
        )
    return InputError(
        Text(
            zh=f"{where} 第 {first.row} 行没有可识别的表头，只看到：{' | '.join(found)}。{hint.zh}"
            f"可用的表头有：{vocabulary.accepted_headers.zh}。",
            en=f"{where} has no known header; row {first.row} reads: {' | '.join(found)}.{hint.en} "
            f"Known headers are: {vocabulary.accepted_headers.en}.",
        )
    )


def _above_header(file: str, line: TableLine) -> Problem:
    value = " ".join(cell for cell in line.cells if cell)
    return Problem(
        code="above-header",
        level=Severity.NOTE,
        what=Text(
            zh=f"表头上方的第 {line.row} 行没有读入", en=f"row {line.row} stands above the header and is not read"
        ),
        remedy=Text(zh="若是标题，可写入 plan.toml 的 title", en="if it is the title, write it as title in plan.toml"),
        file=file,
        row=line.row,
        value=value,
    )
