"""Responsibility matrices: a column for every unit, marks (● ○ ★) or the letters of RACI in the cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from respnet.core.i18n import Text
from respnet.core.plan import Role
from respnet.core.problems import Problem, Severity
from respnet.intake.documents.document import Grid
from respnet.intake.language.row_draft import PrintedName, UnitListDraft
from respnet.intake.tables.columns import is_too_long
from respnet.intake.tables.header_rows import MOST_COLUMNS, SAMPLE_ROWS, ColumnHeader, get_distinct_texts, parse_header
from respnet.intake.tables.unit_cells import RowUnits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from respnet.intake.documents.document import Document
    from respnet.intake.tables.header_rows import CellRow

MARK = "mark"
"""The name of a column whose header is a unit and whose cells are marks."""
_SIGNS = "●○★☆√✓✔▲△◎◆◇■□"
_SIGN = re.compile(f"[{_SIGNS}]")
_LETTERS = re.compile(r"[RASCI](?:\s*[/,、&+]\s*[RASCI]){0,3}")
RACI = {"A": Role.LEAD, "R": Role.RESPONSIBLE, "S": Role.SUPPORT, "C": Role.SUPPORT, "I": None}
"""Roles of the letters: who is accountable leads, who is informed has no share."""
_EXPLAINED = re.compile(
    rf"(?P<sign>[{_SIGNS}])[”』」）)\s]*(?:为|表示|代表|是|指|即|[:：=—-])?\s*(?P<word>[\u4e00-\u9fff]{{2,8}})"
)
_NEAR = 5
"""Rows below the header of a matrix of which one holds a mark."""
_NOTE = re.compile(r"\s*(?:注|备注|说明)\s*[:：]|\s*[RASCI]\s*[=:：-]")


def find_mark_legend(document: Document) -> dict[str, Role]:
    """Find the roles that a document gives to marks (●为牵头单位，○为配合单位).

    Returns:
        The role of each sign that is explained.
    """
    from respnet.intake.language.lexicon import interpret_label

    legend: dict[str, Role] = {}
    for block in document.blocks:
        texts = [cell.text for row in block.rows for cell in row] if isinstance(block, Grid) else [block.text]
        for text in texts:
            for found in _EXPLAINED.finditer(text) if _SIGN.search(text) and len(text) <= 300 else ():
                role = interpret_label(f"{found['word'].removesuffix('单位').removesuffix('部门')}单位").role
                if role is not None:
                    legend.setdefault(found["sign"], role)
    return legend


def match_matrix(rows: Sequence[CellRow], place: int) -> tuple[ColumnHeader, ...]:
    """Match the header of a matrix of tasks and units.

    Args:
        rows: The rows of the table, each place filled.
        place: The row that may be the header, from 0.

    Returns:
        Its columns, those of units under the name MARK; () where it is none.
    """
    from respnet.intake.language.lexicon import is_complete_name

    row = rows[place]
    texts = [text for text in get_distinct_texts(row) if text]
    if not 3 <= len(texts) <= MOST_COLUMNS or any(is_too_long(text) for text in texts):
        return ()
    near = (cell.text.strip() for one in rows[place + 1 : place + 1 + _NEAR] for cell in one)
    if not any(_SIGN.fullmatch(text) or _LETTERS.fullmatch(text) for text in near):
        return ()
    sample = rows[place + 1 : place + 1 + SAMPLE_ROWS]
    below = [one for one in sample if len({cell.text for cell in one if cell.text}) > 1]  # no sections, no legend
    columns: list[ColumnHeader] = []
    letters: set[str] = set()
    for at, cell in enumerate(row):
        filled = [one[at].text.strip() for one in below if at < len(one) and one[at].text.strip()]
        signs = bool(filled) and all(_SIGN.fullmatch(text) for text in filled) and is_complete_name(cell.text)
        is_raci = bool(filled) and all(_LETTERS.fullmatch(text) for text in filled)
        if cell.text and (signs or is_raci):
            letters.update(letter for text in filled if is_raci for letter in re.findall("[RASCI]", text))
            columns.append(ColumnHeader(MARK, cell.text))
        else:
            columns.append(parse_header(cell.text))
    marks = sum(header.name == MARK for header in columns)
    if marks < 2 or (letters and (len(letters) < 2 or not letters & {"A", "R"})):
        return ()
    if not any(header.name == "title" for header in columns):
        spare = [at for at, header in enumerate(columns) if header.name in ("", "loose", "text")]
        if not spare:
            return ()
        columns[spare[0]] = ColumnHeader("title", columns[spare[0]].word)
    return tuple(columns)


def is_matrix_note(cells: CellRow) -> bool:
    """True if a row of a matrix explains its marks."""
    texts = [text for text in get_distinct_texts(cells) if text]
    return len(texts) == 1 and bool(_NOTE.match(texts[0]) or len(_EXPLAINED.findall(texts[0])) > 1)


def read_marks(
    header: CellRow, columns: Sequence[ColumnHeader], cells: CellRow, legend: Mapping[str, Role]
) -> RowUnits:
    """Read the units of one row of a matrix.

    Args:
        header: The cells with the names of the units.
        columns: The columns of the matrix.
        cells: The row.
        legend: The roles of the signs that the document explains; another sign makes a responsible unit.

    Returns:
        One list for each role, units in the order of the columns; a unit with several letters has the strongest role.
    """
    names: dict[Role, list[PrintedName]] = {}
    words: dict[Role, str] = {}
    used = []
    for column, unit, cell in zip(columns, header, cells, strict=False):
        text = cell.text.strip()
        if column.name != MARK or not text:
            continue
        if _SIGN.fullmatch(text):
            roles = [legend.get(text, Role.RESPONSIBLE)]
        else:
            roles = [role for letter in re.findall("[RASCI]", text) if (role := RACI[letter]) is not None]
        if roles:
            role = min(roles, key=list(Role).index)
            name = " ".join(unit.text.split())
            names.setdefault(role, []).append(PrintedName(name, name, unit.spans(0, len(unit.text))))
            words.setdefault(role, text)
            used.append(cell)
    lists = tuple(UnitListDraft(role, words[role], tuple(names[role]), open=False) for role in Role if role in names)
    return RowUnits(lists, cells=tuple(used))


def explain_marks(columns: Sequence[ColumnHeader], rows: Sequence[CellRow], legend: Mapping[str, Role]) -> Problem:
    """Say how the marks of a matrix were read."""
    seen = dict.fromkeys(
        mark
        for row in rows
        for column, cell in zip(columns, row, strict=False)
        if column.name == MARK
        for mark in re.findall(rf"[{_SIGNS}]|[RASCI]", cell.text)
    )
    roles = {mark: RACI[mark] if mark in RACI else legend.get(mark, Role.RESPONSIBLE) for mark in seen}
    unknown = [mark for mark in seen if mark not in RACI and mark not in legend]
    zh_words = {
        Role.LEAD: "牵头",
        Role.RESPONSIBLE: "责任",
        Role.SUPPORT: "配合",
        Role.SUPERVISE: "督促",
        None: "不承担任务",
    }
    zh = "，".join(f"{mark} {zh_words[role]}" for mark, role in roles.items())
    en = ", ".join(f"{mark} {role.value if role else 'no share'}" for mark, role in roles.items())
    return Problem(
        "matrix-marks",
        Severity.WARNING if unknown else Severity.NOTE,
        Text(
            zh=f"责任矩阵按标记读入：{zh}" + (f"；{'、'.join(unknown)} 文中没有说明" if unknown else ""),
            en=f"a matrix is read by its marks: {en}" + (f"; {', '.join(unknown)} is not explained" if unknown else ""),
        ),
        Text(
            zh="若不是这个意思，请在文中写明（如“●为牵头单位，○为配合单位”）后再读，或改正读出的表格",
            en="if that is not meant, explain the marks in the document or correct the table that was read",
        ),
        value="".join(seen),
    )
