"""The unit cells of a table: names parted at marks, line ends and blanks, roles by the column or by words inside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from respnet.core.plan import Role
from respnet.intake.clauses.clause import ClauseText
from respnet.intake.language.clause_parser import parse_clause
from respnet.intake.language.lexicon import is_complete_name
from respnet.intake.language.normalize import to_text_stream
from respnet.intake.language.row_draft import PrintedName, UnitListDraft
from respnet.intake.language.unit_list import (
    ExpansionReason,
    NameExpansion,
    clean_unit_name,
    parse_unit_names,
    split_clean_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from respnet.intake.language.clause_parser import NamePiece, ParsedClause
    from respnet.intake.language.normalize import TextStream
    from respnet.intake.tables.header_words import ColumnHeader
    from respnet.intake.tables.text_tables import TextCell

EMPTY_CELL_TEXTS = frozenset(("", "无", "/", "-", "—", "——", "空", "暂无"))
"""What a cell says that says nothing."""


@dataclass(frozen=True, slots=True)
class RowUnits:
    """The lists of units in one row of a table, the fuller names behind them, and the cells they stand in."""

    lists: tuple[UnitListDraft, ...]
    fuller: tuple[NameExpansion, ...]
    cells: tuple[TextCell, ...]


def parse_row_units(headers: Sequence[ColumnHeader], row: Sequence[TextCell], places: Iterable[int]) -> RowUnits:
    """The lists in the unit columns (`places`) of a row."""
    lists: list[UnitListDraft] = []
    fuller: list[NameExpansion] = []
    used: list[TextCell] = []
    for place in places:
        header, cell = headers[place], row[place]
        if cell.text.strip() in EMPTY_CELL_TEXTS or header.role is None:
            continue
        made, more = _cell_lists(cell, header.role, header.word)
        if made:
            lists += made
            fuller += more
            used.append(cell)
    return RowUnits(tuple(lists), tuple(fuller), tuple(used))


def _cell_lists(cell: TextCell, role: Role, word: str) -> tuple[list[UnitListDraft], list[NameExpansion]]:
    stream = to_text_stream(cell.text)
    body = _cell_body(stream.text)
    parsed = parse_clause(body.text)
    lists: list[UnitListDraft] = []
    fuller: list[NameExpansion] = []
    for own, own_word, pieces in _roles_in_cell(parsed, role, word):
        found = parse_unit_names(body.text, pieces)
        names: list[PrintedName] = []
        for name in found.names:
            begin, end = body.place(name.start, name.end)
            printed, _ = clean_unit_name(_printed(stream, body, name.start, name.end))
            if single := split_clean_name(printed):
                spans = tuple(place for span in stream.spans(begin, end) for place in cell.spans(span.start, span.end))
                names += [PrintedName(one, name.text, spans, name.first_phrase) for one in single]
                fuller += [
                    NameExpansion(printed, more.full, more.ground)
                    for more in found.fuller
                    if more.printed == name.text
                    and not (more.ground is ExpansionReason.SCOPE_NOTE and printed == more.full)
                ]
        if names:
            lists.append(UnitListDraft(own, own_word, tuple(names), found.open))
    return lists, fuller


def _printed(stream: TextStream, body: ClauseText, start: int, end: int) -> str:
    return "".join(stream.printed(place, place + 1) for place in body.at[start:end])


def _roles_in_cell(parsed: ParsedClause, role: Role, word: str) -> list[tuple[Role, str, tuple[NamePiece, ...]]]:
    """The column decides; inside a cell only a label, or a verb that says leading or supporting, says otherwise."""
    found = [(role, word, parsed.bare)] if parsed.bare else []
    for one in parsed.lists:
        stronger = one.label or (one.role is not Role.RESPONSIBLE and bool(one.word))
        found.append((one.role, one.word, one.pieces) if stronger else (role, word, one.pieces))
    return found


def _cell_body(text: str) -> ClauseText:
    """The text of a cell of units: a line end or a slash between two whole names parts them, else it joins."""
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
            if is_complete_name(left) and (is_complete_name(right) or ":" in right):
                characters.append("\n")
                at.append(place)
            elif piece.strip("\n"):
                characters += piece
                at += range(place, match.end())
        place = match.end()
    return ClauseText("".join(characters), tuple(at))
