"""Responsibility matrices: a column for every unit, marks (● ○ ★) or the letters of RACI in the cells."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from respnet.core.i18n import Text
from respnet.core.plan import ROLE_WORDS, Role
from respnet.core.problems import Problem, Severity
from respnet.intake.documents.document import Paragraph
from respnet.intake.language.row_draft import PrintedName, UnitListDraft
from respnet.intake.tables.columns import is_too_long
from respnet.intake.tables.header_rows import (
    MOST_COLUMNS,
    SAMPLE_ROWS,
    ColumnHeader,
    begins_with_office,
    get_distinct_texts,
    match_header,
    name_number_column,
    parse_header,
)
from respnet.intake.tables.unit_cells import RowUnits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from respnet.intake.documents.document import Document, Grid
    from respnet.intake.tables.header_rows import CellRow

MARK = "mark"
"""The name of a column whose header is a unit and whose cells are marks."""
_SIGNS = "●○★☆√✓✔▲△◎◆◇■□"
_WORDS = {
    **dict.fromkeys(("牵头", "主办", "主责"), Role.LEAD),
    **dict.fromkeys(("责任", "负责", "承办", "落实"), Role.RESPONSIBLE),
    **dict.fromkeys(("配合", "协办", "参与", "协助", "参加"), Role.SUPPORT),
    **dict.fromkeys(("督办", "督查", "督导", "考核"), Role.SUPERVISE),
}
"""Words that stand in the cells of a matrix as marks do."""
RACI = {"A": Role.LEAD, "R": Role.RESPONSIBLE, "S": Role.SUPPORT, "C": Role.SUPPORT, "I": None, **_WORDS}
"""Roles of the letters: who is accountable leads, who is informed has no share; and of words."""
_MARKS = re.compile(rf"(?:[{_SIGNS}]|[A-Zx])(?:\s*[/,、&+]\s*[A-Z]){{0,3}}")
_EXPLAINED = re.compile(
    rf"(?P<sign>[{_SIGNS}])[”』」）)\s]*(?:为|表示|代表|是|指|即|[:：=—-])?\s*(?P<word>[\u4e00-\u9fff]{{2,8}})"
    r"|(?<![A-Za-z])(?P<letter>[A-Z])\s*[=:：–—-]\s*(?P<english>[A-Z]?[a-z]+)"
)
_NEAR = 5
"""Rows below the header of a matrix of which one holds a mark."""
_LONGEST_LEGEND = 300
_NOTE = re.compile(r"\s*(?:注|备注|说明)\s*[:：]|\s*[RASCI]\s*[=:：-]")


def find_mark_legend(document: Document) -> dict[str, Role | None]:
    """Find the roles that a document gives to marks (●为牵头单位，○为配合单位; P = primary, S = support).

    Returns:
        The role of each mark: that of the document where it explains one, else that of RACI.
    """
    from respnet.intake.language.english import parse_english_label
    from respnet.intake.language.lexicon import interpret_label
    from respnet.intake.tables.columns import ROLE_OF_COLUMN

    legend: dict[str, Role | None] = {}
    for block in document.blocks:
        texts = [block.text] if isinstance(block, Paragraph) else _list_legend_texts(block)
        for text in texts:
            for found in _EXPLAINED.finditer(text) if len(text) <= _LONGEST_LEGEND else ():
                if found["sign"]:
                    word = found["word"].removesuffix("单位").removesuffix("部门")
                    role = interpret_label(f"{word}单位").role
                else:
                    role = ROLE_OF_COLUMN.get(parse_english_label(found["english"]))
                if role is not None:
                    legend.setdefault(found["sign"] or found["letter"], role)
    return {**RACI, **legend}


def _list_legend_texts(grid: Grid) -> list[str]:
    """The texts of a table, and each mark with what stands beside it: ● | 牵头单位."""
    texts = [cell.text for row in grid.rows for cell in row]
    pairs = (pair for row in grid.rows for pair in pairwise(row))
    return texts + [f"{mark.text.strip()}={word.text}" for mark, word in pairs if len(mark.text.strip()) == 1]


def is_legend(rows: Sequence[CellRow]) -> bool:
    """True if a table explains the marks of another: a mark and its meaning in each row, two or more."""
    texts = [[text for text in get_distinct_texts(row) if text] for row in rows]
    explained = sum(len(row) == 2 and bool(_EXPLAINED.fullmatch(f"{row[0].strip()}={row[1].strip()}")) for row in texts)
    return explained > 1 and 2 * explained >= len(rows)


def _split_marks(text: str) -> list[str]:
    """The marks of a cell, [] where it holds anything else."""
    if text.strip() in _WORDS:
        return [text.strip()]
    return re.findall(rf"[{_SIGNS}A-Zx]", text) if _MARKS.fullmatch(text.strip()) else []


def match_matrix(
    rows: Sequence[CellRow], place: int, legend: Mapping[str, Role | None] = RACI
) -> tuple[ColumnHeader, ...]:
    """Match the header of a matrix of tasks and units.

    Args:
        rows: The rows of the table, each place filled.
        place: The row that may be the header, from 0.
        legend: The roles of the marks that are known.

    Returns:
        Its columns, those of units under the name MARK; () where it is none, or tasks are its columns.
    """
    row = rows[place]
    texts = [text for text in get_distinct_texts(row) if text]
    if not 2 <= len(texts) <= MOST_COLUMNS or any(map(is_too_long, texts)):
        return ()
    near = (cell.text for one in rows[place + 1 : place + 1 + _NEAR] for cell in one)
    if not any(map(_split_marks, near)):
        return ()
    sample = rows[place + 1 : place + 1 + SAMPLE_ROWS]
    below = [one for one in sample if len({cell.text for cell in one if cell.text}) > 1]  # no sections, no legend
    columns: list[ColumnHeader] = []
    seen: set[str] = set()
    for at, cell in enumerate(row):
        filled = [one[at].text for one in below if at < len(one) and one[at].text.strip()]
        marks = [_split_marks(text) for text in filled]
        letters = {mark for one in marks for mark in one}
        if cell.text and marks and all(marks):
            if not letters <= legend.keys() | set(_SIGNS) and not begins_with_office(cell.text):
                return ()  # marks of something else: grades, types
            seen |= letters
            columns.append(ColumnHeader(MARK, cell.text))
        else:
            columns.append(parse_header(cell.text))
    offices = sum(header.name == MARK and begins_with_office(header.word) for header in columns)
    marked = sum(header.name == MARK for header in columns)
    name_number_column(columns, below)
    if marked < 2 or not _are_roles(seen, legend, offices=2 * offices >= marked) or _is_sideways(columns, row, below):
        return ()
    if not any(header.name == "title" for header in columns):
        spare = [at for at, one in enumerate(columns) if one.is_generic or one.name in ("", "loose", "text", "section")]
        if not spare:
            return ()
        columns[spare[0]] = ColumnHeader("title", columns[spare[0]].word)
    return tuple(columns)


def has_header(rows: Sequence[CellRow], legend: Mapping[str, Role | None] = RACI, most: int | None = None) -> bool:
    """True if the header of a task table or a matrix begins in a table.

    Args:
        rows: The rows of the table.
        legend: The roles of marks.
        most: How many rows are looked at, None for all.
    """
    places = range(len(rows[:most]))
    return any(match_header(rows, at)[0] or match_matrix(rows, at, legend) for at in places)


def _are_roles(seen: set[str], legend: Mapping[str, Role | None], *, offices: bool) -> bool:
    """True if marks say who does what: known letters of two kinds or R alone; others under names of offices."""
    if seen <= legend.keys() and not seen & set(_SIGNS):
        works = any(legend[mark] in (Role.LEAD, Role.RESPONSIBLE) for mark in seen)
        return works and (len(seen) > 1 or seen == {"R"} or offices)
    return offices


def _is_sideways(columns: Sequence[ColumnHeader], header: CellRow, below: Sequence[CellRow]) -> bool:
    """True if offices stand in the first column and tasks in the header, as more offices or single A tell."""
    units = [at for at, one in enumerate(columns) if one.name == MARK]
    firsts = [row[0].text for row in below if row[0].text]
    if columns[0].name in ("title", "number") or not firsts:
        return False
    above, left = (
        [begins_with_office(text) for text in texts] for texts in ([header[at].text for at in units], firsts)
    )
    if sum(above) * len(left) != sum(left) * len(above):
        return sum(left) * len(above) > sum(above) * len(left)
    single_down = sum(sum("A" in row[at].text for row in below) == 1 for at in units) / len(units)
    single_across = sum(sum("A" in row[at].text for at in units) == 1 for row in below) / len(below)
    return single_down > single_across


def is_matrix_note(cells: CellRow) -> bool:
    """True if a row of a matrix explains its marks."""
    texts = [text for text in get_distinct_texts(cells) if text]
    return len(texts) == 1 and bool(_NOTE.match(texts[0]) or len(_EXPLAINED.findall(texts[0])) > 1)


def read_marks(
    header: CellRow, columns: Sequence[ColumnHeader], cells: CellRow, legend: Mapping[str, Role | None]
) -> RowUnits:
    """Read the units of one row of a matrix.

    Args:
        header: The cells with the names of the units.
        columns: The columns of the matrix.
        cells: The row.
        legend: The roles of the marks; one that is not among them makes a responsible unit.

    Returns:
        One list for each role, units in the order of the columns; a unit with several letters has the strongest role.
    """
    names: dict[Role, list[PrintedName]] = {}
    words: dict[Role, str] = {}
    used = []
    for column, unit, cell in zip(columns, header, cells, strict=False):
        marks = _split_marks(cell.text) if column.name == MARK else []
        roles = [role for mark in marks if (role := legend.get(mark, Role.RESPONSIBLE)) is not None]
        if roles:
            role = min(roles, key=list(Role).index)
            name = " ".join(unit.text.split())
            names.setdefault(role, []).append(PrintedName(name, name, unit.spans(0, len(unit.text))))
            words.setdefault(role, cell.text.strip())
            used.append(cell)
    lists = tuple(UnitListDraft(role, words[role], tuple(names[role]), open=False) for role in Role if role in names)
    return RowUnits(lists, cells=tuple(used))


_NO_SHARE = Text(zh="不承担任务", en="no share")


def explain_marks(
    columns: Sequence[ColumnHeader], rows: Sequence[CellRow], legend: Mapping[str, Role | None]
) -> Problem:
    """Say how the marks of a matrix were read.

    Args:
        columns: The columns of the matrix.
        rows: Its rows below the header.
        legend: The roles of the marks.
    """
    cells = (cell for row in rows for column, cell in zip(columns, row, strict=False) if column.name == MARK)
    seen = list(dict.fromkeys(mark for cell in cells for mark in _split_marks(cell.text)))
    unknown = [mark for mark in seen if mark not in legend]
    roles = {mark: legend.get(mark, Role.RESPONSIBLE) for mark in seen}
    words = {mark: ROLE_WORDS[role] if role else _NO_SHARE for mark, role in roles.items()}
    zh = "，".join(f"{mark} {word.zh}" for mark, word in words.items() if mark != word.zh) or "格里写的就是角色"
    en = ", ".join(f"{mark} {word.en}" for mark, word in words.items())
    what = Text(
        zh=f"责任矩阵按标记读入：{zh}" + (f"；{'、'.join(unknown)} 文中没有说明" if unknown else ""),
        en=f"a matrix is read by its marks: {en}" + (f"; {', '.join(unknown)} is not explained" if unknown else ""),
    )
    remedy = Text(
        zh="若不是这个意思，请用 --marks 指定（如 --marks ●=牵头,○=配合）再读一次，或改正读出的表格",
        en="if that is not meant, read it again with --marks (such as --marks A=lead,C=support,I=none), or correct "
        "the table that was read",
    )
    return Problem("matrix-marks", Severity.WARNING if unknown else Severity.NOTE, what, remedy, value="".join(seen))
