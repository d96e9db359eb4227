"""Roles that the user gives to columns and marks of a document's tables (--columns, --marks)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from respnet.core.errors import InputError
from respnet.core.plan import Role
from respnet.intake.tables.columns import LOOSE, ROLE_OF_COLUMN, TASK_VOCABULARY, fold_header
from respnet.intake.tables.header_rows import ColumnHeader, get_distinct_texts, match_header, parse_header

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from respnet.intake.tables.header_rows import CellRow

_FIRST_ROWS = 10
"""Rows of a table of which one may hold the headers that are given."""


@dataclass(frozen=True, slots=True)
class TableRoles:
    """Columns of tasks.csv by the headers (or letters, or numbers) of a document's columns; roles of marks."""

    columns: tuple[tuple[str, str], ...] = ()
    marks: Mapping[str, Role | None] = field(default_factory=dict, hash=False)


def parse_table_roles(columns: str | None, marks: str | None) -> TableRoles:
    """Parse what the user writes.

    Args:
        columns: Pairs such as 任务=工作内容,牵头=主抓单位 or title=B,lead=D.
        marks: Pairs such as ●=牵头,○=配合 or A=lead,I=none.

    Raises:
        InputError: A pair has no =, or its role is not known.

    >>> parse_table_roles("任务=工作内容,lead=D", "A=lead,I=none").columns
    (('title', '工作内容'), ('lead_units', 'D'))
    """
    given = tuple((_find_column(left), right) for left, right in _split_pairs(columns or "", "--columns"))
    roles = {mark: _find_role(word) for mark, word in _split_pairs(marks or "", "--marks")}
    return TableRoles(given, roles)


def _split_pairs(text: str, option: str) -> list[tuple[str, str]]:
    pairs = [piece.replace("＝", "=").partition("=") for piece in re.split("[,，;；]", text) if piece.strip()]
    for left, _, right in pairs:
        if not (left.strip() and right.strip()):
            raise InputError(
                zh=f"{option} 里的“{left}”没有写成“甲=乙”，例如 --columns 任务=工作内容,牵头=D，--marks ●=牵头。",
                en=f"“{left}” in {option} is no pair, such as --columns title=Work,lead=D or --marks A=lead.",
            )
    return [(left.strip(), right.strip()) for left, _, right in pairs]


def _find_column(word: str) -> str:
    name = TASK_VOCABULARY.find_column(word)
    if not name:
        known = TASK_VOCABULARY.accepted_headers
        raise InputError(
            zh=f"--columns 里的“{word}”不是可读入的内容。等号左边可写：{known.zh}；右边写表头，或列号（D 或 4）。",
            en=f"“{word}” in --columns is nothing that is read. Left of = stands one of: {known.en}; right of it a "
            "header, or the column's letter or number (D or 4).",
        )
    return name


def _find_role(word: str) -> Role | None:
    if word.lower() in ("none", "无", "不承担任务"):
        return None
    role = ROLE_OF_COLUMN.get(TASK_VOCABULARY.find_column(word))
    if role is None:
        raise InputError(
            zh=f"--marks 里的“{word}”不是角色。可写：牵头、责任、配合、督促、无。",
            en=f"“{word}” in --marks is no role. Write lead, responsible, support, supervise or none.",
        )
    return role


def match_given_columns(
    rows: Sequence[CellRow], given: Sequence[tuple[str, str]]
) -> tuple[int, tuple[ColumnHeader, ...]]:
    """Match the header row that holds all columns that the user gives.

    Args:
        rows: The rows of a table.
        given: Column names with headers, letters or numbers.

    Returns:
        The first row below the header, and all columns; 0 and () where no row holds them.
    """
    for place, row in enumerate(rows[:_FIRST_ROWS] if given else ()):
        name_at = {_find_place(row, word): name for name, word in given}
        if -1 in name_at or len([text for text in get_distinct_texts(row) if text]) < 2:
            continue
        size, headers = match_header(rows, place)
        found = headers or tuple(parse_header(cell.text) for cell in row)
        taken = set(name_at.values())
        loose = {LOOSE: "text"}
        columns = (replace(one, name="" if one.name in taken else loose.get(one.name, one.name)) for one in found)
        return place + max(size, 1), tuple(
            replace(one, name=name_at.get(at, one.name)) for at, one in enumerate(columns)
        )
    return 0, ()


def _find_place(row: CellRow, word: str) -> int:
    """The column with a header, or the one that a letter or number names; -1 for none."""
    for at, cell in enumerate(row):
        if fold_header(cell.text) == fold_header(word):
            return at
    at = -1
    if re.fullmatch(r"\d{1,2}", word):
        at = int(word) - 1
    elif re.fullmatch("[A-Za-z]", word):
        at = ord(word.upper()) - ord("A")
    return at if at < len(row) else -1


def unknown_columns_error(given: Sequence[tuple[str, str]], headers: Sequence[str]) -> InputError:
    """Make the error for columns that no table has.

    Args:
        given: Column names with what the user wrote.
        headers: Headers that were seen.
    """
    words, seen = [word for _, word in given], [one for one in headers if one]
    return InputError(
        zh=f"--columns 指定的“{'”“'.join(words)}”没有一起出现在任何表格的表头里。表头有：{'、'.join(seen) or '无'}。"
        "请照表头原样写，或写列号（D 或 4）。",
        en=f"No table has all columns of --columns: {', '.join(words)}. Headers that were seen: "
        f"{', '.join(seen) or 'none'}. Write them as they stand, or the column's letter or number (D or 4).",
    )
