"""The header rows of a table: where they stand, and what each column holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from respnet.intake.tables.columns import (
    GENERIC_UNIT_WORDS,
    LOOSE,
    PERSON,
    ROLE_OF_COLUMN,
    TASK_VOCABULARY,
    is_too_long,
    strip_brackets,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from respnet.core.plan import Role
    from respnet.intake.tables.text_tables import TextCell

CellRow = tuple["TextCell", ...]
MOST_COLUMNS = 60
"""Cells of the longest row that is taken for a header."""
MOST_HEADER_ROWS = 3
SAMPLE_ROWS = 200
"""Rows below a header that are looked at to tell its columns apart."""


@dataclass(frozen=True, slots=True)
class ColumnHeader:
    """One column: the name of what it holds ("" where that is unknown), and its header as printed."""

    name: str
    word: str

    @property
    def role(self) -> Role | None:
        """The role of the units in the column, None where it holds no units."""
        return ROLE_OF_COLUMN.get(self.name)

    @property
    def is_generic(self) -> bool:
        """True if the header says 单位 and nothing more, which may be a measure."""
        return self.word in GENERIC_UNIT_WORDS


@lru_cache(maxsize=4096)  # every row may be a header, and most cells of a column say the same
def parse_header(text: str) -> ColumnHeader:
    """Parse the header of one column.

    >>> (parse_header("工 作 任 务").name, parse_header("市委内牵头处室").role.value, parse_header("备注").name)
    ('title', 'lead', '')
    """
    word = re.sub(r"[:：*]+", "", text)
    return ColumnHeader(TASK_VOCABULARY.parse_header(text), (" " if word.isascii() else "").join(word.split()))


def is_header_word(text: str) -> bool:
    """True if a text is the header of some column."""
    return bool(TASK_VOCABULARY.parse_header(text))


def is_header_row(texts: Sequence[str]) -> bool:
    """True if these cells are a header: a column of units, and one more that is known and says what is to be done."""
    if not 2 <= len(texts) <= MOST_COLUMNS or any(is_too_long(text) for text in texts):
        return False
    return _is_header([parse_header(text) for text in texts])


def _is_header(headers: Sequence[ColumnHeader]) -> bool:
    names = [header.name for header in headers if header.name]
    work = any(name in ("title", LOOSE, "text", "targets", "number", "section") for name in names)
    return len(names) >= 2 and work and any(header.role for header in headers)


def match_header(rows: Sequence[CellRow], place: int) -> tuple[int, tuple[ColumnHeader, ...]]:
    """Match the header that begins at a row.

    Args:
        rows: The rows of the table, each place filled.
        place: The row, from 0.

    Returns:
        How many rows the header has (0 where none begins), and the columns that it announces.
    """
    row = rows[place]
    texts = [text for text in get_distinct_texts(row) if text]
    if not 2 <= len(texts) <= MOST_COLUMNS or any(is_too_long(text) for text in texts):
        return 0, ()
    upper = tuple(parse_header(cell.text) for cell in row)
    if not any(header.name for header in upper):
        return 0, ()
    depth = _count_header_rows(rows, place)
    for size in range(depth, 1, -1):
        columns = tuple(_parse_path(_path(rows[place : place + size], column)) for column in range(len(row)))
        if _is_header(columns):
            return size, columns
    alone = _is_header(upper) or _is_headed_by_subject(rows, place, upper) or _has_unheaded_units(rows, place, upper)
    if place + 1 < len(rows):
        both = _with_row_below(upper, rows[place + 1])
        if both and (not alone or any(not header.name for header in upper) or spans_columns(row)):
            return 2, both
    return (1, upper) if alone else (0, ())


def _count_header_rows(rows: Sequence[CellRow], place: int) -> int:
    """Rows of a header by its merged cells: what stands below belongs to it under a cell over several columns only."""
    depth = 1
    while depth < MOST_HEADER_ROWS and place + depth < len(rows):
        above, row = rows[place + depth - 1], rows[place + depth]
        own = [at for at, cell in enumerate(row) if not cell.is_part_of(above[at])]
        if not own or any(is_too_long(row[at].text) for at in own):
            break
        if not all(_is_over_columns(above, at) or _parse_lower(row[at].text).role for at in own):
            break
        depth += 1
    return depth


def _is_over_columns(row: CellRow, at: int) -> bool:
    return (at > 0 and row[at].is_part_of(row[at - 1])) or (at + 1 < len(row) and row[at + 1].is_part_of(row[at]))


def _path(rows: Sequence[CellRow], column: int) -> list[str]:
    """The texts of a column's header from top to bottom, a cell over several rows once."""
    cells = [row[column] for row in rows]
    return [cell.text for at, cell in enumerate(cells) if cell.text and not (at and cell.is_part_of(cells[at - 1]))]


def _parse_lower(text: str) -> ColumnHeader:
    """The column below another header, where a verb alone names a role: 街道 over 落实."""
    header = parse_header(text)
    return parse_header(f"{text}单位") if not header.name and len(header.word) == 2 else header


_START = re.compile(r"起|始|自|(?:开始|启动|起始|开工)(?:时间|日期)?")
"""What stands over the dates on which work begins, below a header such as 推进时间."""


def _parse_path(path: Sequence[str]) -> ColumnHeader:
    """The column that a header of several rows announces: 牵头单位 over 乡镇 holds leads, over 负责人 persons."""
    headers = [parse_header(text) for text in path]
    if len(headers) < 2:
        return headers[0] if headers else ColumnHeader("", "")
    word = "".join(header.word for header in headers)
    if _START.fullmatch(path[-1]):
        return ColumnHeader("", word)
    last = _parse_lower(path[-1])
    upper = next((header for header in headers[:-1] if header.role and not header.is_generic), None)
    if (last.role and not last.is_generic) or last.name == PERSON:
        return replace(last, word=word)
    if upper is not None and last.name not in ("deadline", "number"):
        return ColumnHeader(upper.name, word)
    joined = TASK_VOCABULARY.parse_header(word)
    above = next((header.name for header in reversed(headers[:-1]) if header.name), "")
    return ColumnHeader(joined or last.name or above, word)


def _with_row_below(upper: tuple[ColumnHeader, ...], row: CellRow) -> tuple[ColumnHeader, ...]:
    """The headers of two rows together, or () where the lower one is no part of a header."""
    lower = [_parse_lower(cell.text) for cell in row]
    own = [header for header, cell in zip(lower, row, strict=True) if cell.text and not cell.covered]
    if not own or not any(header.role for header in own):
        return ()
    both = _under_blanks(upper, row)
    if not both and all(header.name for header in own):
        both = tuple(below if below.name else above for above, below in zip(upper, lower, strict=True))
    return both if sum(bool(header.name) for header in upper) >= 2 and _is_header(both) else ()


def _under_blanks(upper: Sequence[ColumnHeader], row: CellRow) -> tuple[ColumnHeader, ...]:
    """The headers of two rows where a CSV lost its merged cells: the lower fills blanks and what stands before them."""
    blank = [not header.word for header in upper] + [False]
    filled = [at for at, cell in enumerate(row) if cell.text]
    if not all(blank[at] or blank[at + 1] for at in filled) or all(blank[at] or at in filled for at in range(len(row))):
        return ()
    paths, above = [], ""
    for header, cell in zip(upper, row, strict=True):
        above = header.word or (above if cell.text else "")
        paths.append(_parse_path([word for word in (above, cell.text) if word]))
    return tuple(paths)


def _is_headed_by_subject(rows: Sequence[CellRow], place: int, upper: Sequence[ColumnHeader]) -> bool:
    """True if a row heads a table whose task column is called by its subject: 攻坚战 | 牵头单位, with units below."""
    from respnet.intake.language.lexicon import is_complete_name

    units = [at for at, header in enumerate(upper) if header.role and not header.is_generic]
    others = [strip_brackets(header.word) for at, header in enumerate(upper) if header.word and at not in units]
    if not units or not others or any(re.search(r"\d|[，。；]", word) or is_complete_name(word) for word in others):
        return False
    return are_units([row[units[0]].text for row in rows[place + 1 : place + 1 + SAMPLE_ROWS]])


def _has_unheaded_units(rows: Sequence[CellRow], place: int, upper: Sequence[ColumnHeader]) -> bool:
    """True if the header of a task table leaves one column without a word, and offices stand below."""
    if any(header.role for header in upper) or sum(bool(header.name) for header in upper) < 3:
        return False
    below = rows[place + 1 : place + 1 + SAMPLE_ROWS]
    empty = [at for at, header in enumerate(upper) if not header.word]
    return any(are_units([row[at].text for row in below]) for at in empty)


def are_units(texts: Sequence[str]) -> bool:
    """True if half of the texts or more begin with the name of an office."""
    filled = [text for text in texts if text]
    return bool(filled) and 2 * sum(map(begins_with_office, filled)) >= len(filled)


def begins_with_office(text: str) -> bool:
    """True if the first name of a cell is that of an office by its words, Chinese or English."""
    from respnet.intake.language.english import is_office
    from respnet.intake.language.lexicon import is_complete_name, strip_final_verb

    return is_complete_name(strip_final_verb(re.split(r"[、；;，,/\s（(]", text, maxsplit=1)[0])) or is_office(
        re.split(r"[;,/\n(]", text, maxsplit=1)[0]
    )


def is_numbered_header(rows: Sequence[CellRow]) -> bool:
    """True if the first row begins with the header of a number (序号), and a number stands below it."""
    first = [row[0].text if row else "" for row in rows[:2]]
    return parse_header(first[0]).name == "number" and bool(re.fullmatch(r"\d{1,3}[.、]?", first[-1]))


def spans_columns(row: CellRow) -> bool:
    """True if a cell of the row covers several columns."""
    return any(one.text and one.is_part_of(before) for before, one in pairwise(row))


def get_distinct_texts(row: CellRow) -> list[str]:
    """The texts of a row, a cell merged over several columns once."""
    return [cell.text for place, cell in enumerate(row) if place == 0 or not cell.is_part_of(row[place - 1])]


def resolve_columns(headers: tuple[ColumnHeader, ...], below: Sequence[CellRow]) -> tuple[ColumnHeader, ...]:
    """Tell the columns apart by what stands in them.

    Args:
        headers: The columns by their headers.
        below: Rows under the header.

    Returns:
        The columns: the title is the text beside the units, whatever its header says; a measure is no unit. Without any
        text beside the units no column is the title; () where no column holds units.
    """
    below = [row for row in below if len(row) == len(headers)]
    columns = list(headers)

    def texts(place: int) -> list[str]:
        return [row[place].text for row in below]

    for place, header in enumerate(columns):
        if not header.name and (named := _parse_lower(header.word)).role and are_units(texts(place)):
            columns[place] = replace(named, word=header.word)  # 督导, over offices
    for place, header in enumerate(columns):
        explicit = any(other.role and not other.is_generic for other in columns)
        if header.role and header.is_generic and (explicit or not are_units(texts(place))):
            columns[place] = replace(header, name="")
    _add_unheaded_units(columns, texts)
    if not any(header.role for header in columns):
        return ()
    years = [at for at, header in enumerate(columns) if not header.name and _YEAR.fullmatch(header.word)]
    for at in years if len(years) > 1 else ():
        columns[at] = replace(columns[at], name="targets")
    name_number_column(columns, below)
    _choose_title(columns, below, texts)
    return tuple(replace(header, name="text") if header.name == LOOSE else header for header in columns)


_NUMBER = re.compile(r"(?:[A-Z]{1,3}[-.]?)?\d{1,4}(?:[.-]\d{1,3})*[.、]?")
"""What stands in a column of numbers: 3, 1.2, 2025-01, A7, WP-2.1."""


def name_number_column(columns: list[ColumnHeader], below: Sequence[CellRow]) -> None:
    """Take the first column for that of numbers where they stand in it and no other is (Item, №, 项次)."""
    filled = [row[0].text for row in below if row[0].text]
    is_free = not columns[0].name and not any(header.name == "number" for header in columns)
    if is_free and filled and all(map(_NUMBER.fullmatch, filled)):
        columns[0] = replace(columns[0], name="number")


_YEAR = re.compile(r"20\d\d年度?(?:[^\d]{0,4}(?:目标|指标|计划)(?:任务|[值数量])?)?")
"""The header of one of several years: 2024年目标 | 2025年目标."""


def _add_unheaded_units(columns: list[ColumnHeader], texts: Callable[[int], list[str]]) -> None:
    """Take a column without a header that holds units alone for that of responsible ones, if no other announces any."""
    if any(header.role for header in columns):
        return
    found = [place for place, header in enumerate(columns) if not header.word and are_units(texts(place))]
    if len(found) == 1:
        columns[found[0]] = replace(columns[found[0]], name="responsible_units")


def _choose_title(columns: list[ColumnHeader], below: Sequence[CellRow], texts: Callable[[int], list[str]]) -> None:
    """Of two title columns the one over several rows is the section; without one, the text beside the units is it."""

    def places(name: str) -> list[int]:
        return [place for place, header in enumerate(columns) if header.name == name]

    def rename(place: int, name: str) -> None:
        columns[place] = replace(columns[place], name=name)

    titles, loose = places("title"), places(LOOSE)
    if titles[1:]:
        first, second = titles[:2]
        if any(row[first].covered and not row[second].covered for row in below):
            rename(first, "section")
            titles = titles[1:]
        for place in titles[1:]:
            rename(place, "text")
    elif titles and (texts_beside := loose or places("text")) and _is_group(titles[0], texts_beside[0], columns, below):
        rename(titles[0], "section")
        rename(texts_beside[0], "title")
    elif not titles:
        first_units = next(place for place, header in enumerate(columns) if header.role)
        spare = [place for place, header in enumerate(columns) if not header.name and is_text(header, texts(place))]
        left = [place for place in spare if place < min([first_units, *loose])]
        choice = (
            sorted(left, key=lambda place: -_mean_length(texts(place)))
            or loose
            or places("text")
            or sorted(spare, key=lambda place: -_mean_length(texts(place)))
            or places("targets")
        )
        if choice:
            rename(choice[0], "title")


def _is_group(title: int, text: int, columns: Sequence[ColumnHeader], below: Sequence[CellRow]) -> bool:
    """True if the title column is the group of the texts beside it: 项目 | 工作要求.

    It covers rows with texts of their own that are no parts of one number, or fewer than half of the rows with units
    fill it, while the texts are filled.
    """
    units = [place for place, header in enumerate(columns) if header.role]
    rows = [row for row in below if any(row[place].text for place in units)]
    numbers = [place for place, header in enumerate(columns) if header.name == "number"]
    if any(row[title].covered and not row[text].covered and not any(row[at].covered for at in numbers) for row in rows):
        return all(row[text].text for row in rows)
    return 2 * sum(bool(row[title].text) for row in rows) < len(rows) <= 2 * sum(bool(row[text].text) for row in rows)


_NO_TITLE = re.compile(
    r".*(?:备注|附注|说明|进展|进度|情况|状态|电话|联系|姓名|职务|单位|部门|机关|机构|签字|分值|得分|范围|日期|金额|资金|级别|类型|层级)|.*(?:notes?|remarks?|comments?|status|cost|budget)",
    re.IGNORECASE,
)


def is_remark(header: ColumnHeader) -> bool:
    """True if a column is no task by its header: remarks, progress, points, offices without a role."""
    return bool(_NO_TITLE.fullmatch(strip_brackets(header.word)))


def is_text(header: ColumnHeader, texts: Sequence[str]) -> bool:
    """True if a column may hold what is to be done: words, no marks, numbers, dates or offices."""
    from respnet.intake.language.lexicon import is_deadline

    filled = [text for text in texts if text]
    words = [text for text in filled if sum(map(str.isalpha, text)) >= 2 and not is_deadline(text)]
    return not is_remark(header) and 2 * len(filled) >= len(texts) and bool(words) and 2 * len(words) >= len(filled)


def _mean_length(texts: Sequence[str]) -> float:
    return sum(map(len, texts)) / max(len(texts), 1)
