"""The unit cells of a table: names parted at marks, line ends and blanks, roles by the column or by words inside."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from respnet.core.i18n import Text
from respnet.core.plan import Origin, Role
from respnet.core.problems import Problem, Severity
from respnet.core.unit_names import UnbalancedBracketError, find_foreign_separators, split_units
from respnet.intake.language.row_draft import PrintedName, UnitListDraft

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from respnet.intake.clauses.clause import ClauseText
    from respnet.intake.language.clause_cuts import NamePiece
    from respnet.intake.language.clause_parser import ParsedClause
    from respnet.intake.language.normalize import TextStream
    from respnet.intake.language.unit_list import NameExpansion
    from respnet.intake.tables.header_rows import ColumnHeader
    from respnet.intake.tables.text_tables import TextCell

EMPTY_CELL_TEXTS = frozenset(("", "无", "/", "／", "-", "－", "—", "——", "空", "暂无"))
"""What a cell says that says nothing."""
MAX_UNITS = 500
"""Units in one cell. No plan seen has more than 60; thousands are a slip, and pairs of them would fill the memory."""


@dataclass(frozen=True, slots=True)
class RowUnits:
    """The lists of units in one row of a table, the fuller names behind them, and the cells they stand in.

    `problems` are what is to be said of single cells, `deadlines` the dates beside the names.
    """

    lists: tuple[UnitListDraft, ...]
    fuller: tuple[NameExpansion, ...] = ()
    cells: tuple[TextCell, ...] = ()
    problems: tuple[tuple[Problem, TextCell], ...] = ()
    deadlines: tuple[str, ...] = ()

    def __add__(self, other: RowUnits) -> RowUnits:
        """Both together, in order."""
        return RowUnits(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


def parse_row_units(
    headers: Sequence[ColumnHeader],
    row: Sequence[TextCell],
    places: Iterable[int],
    *,
    strict: bool = False,
    literal: bool = False,
) -> RowUnits:
    """Parse the cells of units in a row.

    Args:
        headers: The columns of the table.
        row: The cells of the row, one a column.
        places: Which of them hold units.
        strict: Leave out a cell whose brackets do not match, with an error, instead of mending it.
        literal: Names are what stands between separators, as respnet writes them; else the words of a cell are read.

    Returns:
        The lists in the order of the columns; a merged cell counts in every row that it covers.
    """
    units = RowUnits(())
    for place in places:
        header, cell = headers[place], row[place]
        role = header.role
        if role is None or cell.text.strip() in EMPTY_CELL_TEXTS:
            continue
        origin = Origin.INHERITED if header.name == "inherited_units" else Origin.PRINTED
        try:
            names, is_open = split_units(cell.text)
        except UnbalancedBracketError:
            names, is_open = (), False
            if strict:
                units += RowUnits((), problems=((_unbalanced(header, cell), cell),))
                continue
        if len(names) > MAX_UNITS:
            units += RowUnits((), problems=((_too_many(header, cell, len(names)), cell),))
        elif literal:
            units += RowUnits((_plain_list(cell, role, header.word, origin, names, is_open),), cells=(cell,))
        else:
            made = parse_cell_lists(cell, role, header.word, origin)
            parted = made.lists and _is_parted_elsewhere(cell.text, made.lists)
            units += replace(made, problems=((_parted(header, cell), cell),)) if parted else made
    return units


def _plain_list(
    cell: TextCell, role: Role, word: str, origin: Origin, names: Sequence[str], is_open: bool
) -> UnitListDraft:
    """The list of a cell that holds names and separators alone."""
    printed: list[PrintedName] = []
    place = 0
    for name in names:
        start = max(cell.text.find(name, place), 0)
        place = start + len(name)
        printed.append(PrintedName(name, name, cell.spans(start, place)))
    return UnitListDraft(role, word, tuple(printed), is_open, origin)


def parse_cell_lists(cell: TextCell, role: Role, word: str, origin: Origin) -> RowUnits:
    """Parse the text of a cell of units with its own grammar.

    Args:
        cell: The cell.
        role: The role of names that have no word of their own.
        word: The header that gives this role.
        origin: The origin of those lists.

    Returns:
        The lists in printed order, the fuller names behind the printed ones, and the dates beside them.
    """
    from respnet.intake.language.clause_parser import parse_clause
    from respnet.intake.language.english import is_english
    from respnet.intake.language.normalize import to_text_stream
    from respnet.intake.language.unit_list import (
        ExpansionReason,
        NameExpansion,
        clean_unit_name,
        find_unit_mark,
        parse_unit_names,
        split_clean_name,
    )

    if is_english(cell.text):
        english = _parse_english_cell(cell, role, word, origin)
        return RowUnits(tuple(english), cells=(cell,) if english else ())
    stream = to_text_stream(mask_contacts(cell.text))
    body = _cell_body(stream.text)
    parsed = parse_clause(body.text)
    lists: list[UnitListDraft] = []
    fuller: list[NameExpansion] = []
    for own, own_word, pieces in _roles_in_cell(parsed, role, word):
        found = parse_unit_names(body.text, _rejoin_commas(body.text, pieces))
        names: list[PrintedName] = []
        for name in found.names:
            begin, end = body.place(name.start, name.end)
            raw = _printed(stream, body, name.start, name.end)
            printed, _ = clean_unit_name(raw)
            if single := split_clean_name(printed):
                spans = tuple(place for span in stream.spans(begin, end) for place in cell.spans(span.start, span.end))
                names += [PrintedName(one, name.text, spans, name.first_phrase, find_unit_mark(raw)) for one in single]
                fuller += [
                    NameExpansion(printed, more.full, more.ground)
                    for more in found.fuller
                    if more.printed == name.text
                    and not (more.ground is ExpansionReason.SCOPE_NOTE and printed == more.full)
                ]
        if names:
            lists.append(
                UnitListDraft(own, own_word, tuple(names), found.open, origin if own is role else Origin.PRINTED)
            )
    dates = (parsed.deadline,) if parsed.deadline else ()
    return RowUnits(tuple(lists), tuple(fuller), (cell,) if lists else (), deadlines=dates)


def _parse_english_cell(cell: TextCell, role: Role, word: str, origin: Origin) -> list[UnitListDraft]:
    from respnet.intake.language.english import parse_english_clause

    lists: list[UnitListDraft] = []
    for one in parse_english_clause(cell.text).lists:
        names = [(" ".join(cell.text[a:b].split()), cell.spans(a, b)) for a, b in one.names]
        own = one.role or role
        printed = tuple(PrintedName(name, name, spans) for name, spans in names)
        lists.append(UnitListDraft(own, one.word or word, printed, one.open, origin if own is role else Origin.PRINTED))
    return lists


_TELEPHONE = r"(?:1\d{10}|\d{3,4}-\d{7,8}|(?<!\d)(?!(?:19|20)\d{6})\d{7,8}(?!\d))"
_CONTACT = re.compile(
    r"[（(](?:[^（）()、，；]{0,4}(?:局长|主任|书记|镇长|乡长|校长|院长|队长|科长|处长|部长|县长|主席|经理)|联系人|联络员|负责人|责任人|联系电话|电话|手机)[^（）()]*[)）]"
    rf"|[（(][^（）()]{{0,12}}{_TELEPHONE}[^（）()]*[)）]"
    rf"|(?:联系人|联络员|负责人|责任人|联系电话|电话|手机)[:：][^\n、；;，,（(]*|{_TELEPHONE}"
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TOKEN = re.compile(r"[^\s、；;，,（）()]+")
_COLON = re.compile(
    r"(?:(?<=[局委办厅院会站队馆部所社校])|(?<=中心|公司|集团|银行))[:：](?=(?P<person>[^\s、；;，,（）():：]+))"
)
_BRACKET = re.compile(r"[（(][^（）()]*[)）]")


def mask_contacts(text: str) -> str:
    r"""Put blanks in place of persons and telephone numbers that stand beside the name of a unit.

    >>> [mask_contacts(text).strip() for text in ("县气象局（周某）", "县住建局\n吴某 13900000000", "县档案馆：吴军")]
    ['县气象局', '县住建局', '县档案馆']
    """
    from respnet.core.name_guard import is_likely_person
    from respnet.intake.language.lexicon import is_complete_name

    masked = _BREAK.sub(lambda match: "\n".ljust(len(match[0])), text)
    masked = _CONTACT.sub(lambda match: " " * len(match[0]), masked)
    masked = _COLON.sub(lambda match: " " if is_likely_person(match["person"]) else match[0], masked)
    if not any(is_complete_name(one) for one in _TOKEN.findall(masked)):
        return masked

    def mask(match: re.Match[str]) -> str:
        tokens = _TOKEN.findall(match[0])
        # 唐军 ends as an army does
        is_contact = all(is_likely_person(one) and (one.endswith("军") or not is_complete_name(one)) for one in tokens)
        return " " * len(match[0]) if is_contact else match[0]

    return _TOKEN.sub(mask, _BRACKET.sub(mask, masked))


def _printed(stream: TextStream, body: ClauseText, start: int, end: int) -> str:
    printed = "".join(stream.printed(place, place + 1) for place in body.at[start:end])
    return re.sub(r"(?<=[!-~])\s*\n\s*(?=[!-~])", " ", printed)


def _roles_in_cell(parsed: ParsedClause, role: Role, word: str) -> list[tuple[Role, str, tuple[NamePiece, ...]]]:
    """The column decides; inside a cell only a label, or a verb that says leading or supporting, says otherwise."""
    found = [(role, word, parsed.bare)] if parsed.bare else []
    for one in parsed.lists:
        stronger = one.label or (one.role is not Role.RESPONSIBLE and bool(one.word))
        found.append((one.role, one.word, one.pieces) if stronger else (role, word, one.pieces))
    return found


def _rejoin_commas(text: str, pieces: Sequence[NamePiece]) -> tuple[NamePiece, ...]:
    """The pieces of a list; a comma parts two of them only where both are whole names, else it stays for the check."""
    from respnet.intake.language.lexicon import is_complete_name

    joined: list[NamePiece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if (
            before is not None
            and piece.after == ","
            and not (
                is_complete_name(text[before.start : before.end]) and is_complete_name(text[piece.start : piece.end])
            )
        ):
            joined[-1] = replace(before, end=piece.end)
        else:
            joined.append(piece)
    return tuple(joined)


def _cell_body(text: str) -> ClauseText:
    """The text of a cell of units: a line end or a slash between two whole names parts them, else it joins."""
    from respnet.intake.clauses.clause import ClauseText
    from respnet.intake.language.lexicon import is_complete_name, is_deadline

    characters: list[str] = []
    at: list[int] = []
    place = 0
    for match in re.finditer(r"[^\n/|｜]+|[\n/|｜]+", text):
        piece = match[0]
        if piece[0] not in "\n/|｜":
            characters += piece
            at += range(place, match.end())
        else:
            left = re.split(r"[、,;。\n ]", "".join(characters[-60:]))[-1]
            right = re.split(r"[、,;。\n/ ]", text[match.end() : match.end() + 60].lstrip())[0]
            parts = is_complete_name(right) and not (_PLACE.search(left) and _OF_PLACE.match(right))  # 清溪县⏎供电公司
            if is_complete_name(left) and (parts or ":" in right or is_deadline(right)):
                characters.append("\n")
                at.append(place)
            elif piece.strip("\n"):
                characters += piece
                at += range(place, match.end())
        place = match.end()
    return ClauseText("".join(characters), tuple(at))


_PLACE, _OF_PLACE = re.compile("[省市县区州]$"), re.compile("(?![省市县区州镇乡各团]).+(?<![省市县区州镇乡])$")


def _is_parted_elsewhere(text: str, lists: Sequence[UnitListDraft]) -> bool:
    """True if a comma or slash that respnet does not take for a separator parted two names of a cell."""
    left = "".join(name.printed for one in lists for name in one.names)
    return len(lists) == 1 and len(find_foreign_separators(text)) > len(find_foreign_separators(left))


def _parted(header: ColumnHeader, cell: TextCell) -> Problem:
    what = Text(
        zh=f"“{cell.text}”里的逗号或斜杠看作两个单位之间的分隔",
        en=f"a comma or slash in “{cell.text}” is taken to part two units",
    )
    remedy = Text(zh="请核对；单位之间请用“、”", en="please check; write ; between units")
    return Problem("parted-at-comma", Severity.NOTE, what, remedy, column=header.word, value=cell.text)


def _too_many(header: ColumnHeader, cell: TextCell, found: int) -> Problem:
    what = Text(
        zh=f"这一格里有 {found} 个单位，超过 {MAX_UNITS} 个", en=f"{found} units in one cell; at most {MAX_UNITS}"
    )
    remedy = Text(
        zh="请核对是否粘贴错列；确实代表多家的，写统称（如“各乡镇”），名单写入 units.csv 的 members",
        en="check that the right column was pasted; for a name that stands for many, write the collective and list "
        "its members in units.csv",
    )
    return Problem("too-many-units", Severity.ERROR, what, remedy, column=header.word, value=f"{cell.text[:40]}…")


def _unbalanced(header: ColumnHeader, cell: TextCell) -> Problem:
    what = Text(
        zh="括号没有配对，这一格的单位没有读入", en="a bracket has no partner; the units of this cell are not read"
    )
    remedy = Text(zh="请补上或删去括号", en="close or remove the bracket")
    return Problem("unbalanced-bracket", Severity.ERROR, what, remedy, column=header.word, value=cell.text)
