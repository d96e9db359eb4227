"""The unit cells of a table: names parted at marks, line ends and blanks, roles by the column or by words inside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from respnet.core.plan import Role
from respnet.intake.clauses.clause import Body
from respnet.intake.language.clause_parser import parse
from respnet.intake.language.lexicon import looks_complete
from respnet.intake.language.normalize import of_text
from respnet.intake.language.row_draft import DraftList, PrintedName
from respnet.intake.language.unit_list import Fuller, Ground, cleaned, names_of, single_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from respnet.intake.language.clause_parser import Parsed, Piece
    from respnet.intake.language.normalize import Stream
    from respnet.intake.tables.header_words import Header
    from respnet.intake.tables.text_tables import TextCell

NOTHING = frozenset(("", "无", "/", "-", "—", "——", "空", "暂无"))
"""What a cell says that says nothing."""


@dataclass(frozen=True, slots=True)
class RowUnits:
    """The lists of units in one row of a table, the fuller names behind them, and the cells they stand in."""

    lists: tuple[DraftList, ...]
    fuller: tuple[Fuller, ...]
    cells: tuple[TextCell, ...]


def units_of_row(headers: Sequence[Header], row: Sequence[TextCell], places: Iterable[int]) -> RowUnits:
    """The lists in the unit columns (`places`) of a row."""
    lists: list[DraftList] = []
    fuller: list[Fuller] = []
    used: list[TextCell] = []
    for place in places:
        header, cell = headers[place], row[place]
        if cell.text.strip() in NOTHING or header.role is None:
            continue
        made, more = _cell_lists(cell, header.role, header.word)
        if made:
            lists += made
            fuller += more
            used.append(cell)
    return RowUnits(tuple(lists), tuple(fuller), tuple(used))


def _cell_lists(cell: TextCell, role: Role, word: str) -> tuple[list[DraftList], list[Fuller]]:
    stream = of_text(cell.text)
    body = _cell_body(stream.text)
    parsed = parse(body.text)
    lists: list[DraftList] = []
    fuller: list[Fuller] = []
    for own, own_word, pieces in _roles_in_cell(parsed, role, word):
        found = names_of(body.text, pieces)
        names: list[PrintedName] = []
        for name in found.names:
            begin, end = body.place(name.start, name.end)
            printed, _ = cleaned(_printed(stream, body, name.start, name.end))
            if single := single_names(printed):
                spans = tuple(place for span in stream.spans(begin, end) for place in cell.spans(span.start, span.end))
                names += [PrintedName(one, name.text, spans, name.first_phrase) for one in single]
                fuller += [
                    Fuller(printed, more.full, more.ground)
                    for more in found.fuller
                    if more.printed == name.text and not (more.ground is Ground.SCOPE_NOTE and printed == more.full)
                ]
        if names:
            lists.append(DraftList(own, own_word, tuple(names), found.open))
    return lists, fuller


def _printed(stream: Stream, body: Body, start: int, end: int) -> str:
    return "".join(stream.printed(place, place + 1) for place in body.at[start:end])


def _roles_in_cell(parsed: Parsed, role: Role, word: str) -> list[tuple[Role, str, tuple[Piece, ...]]]:
    """The column decides; inside a cell only a label, or a verb that says leading or supporting, says otherwise."""
    found = [(role, word, parsed.bare)] if parsed.bare else []
    for one in parsed.lists:
        stronger = one.label or (one.role is not Role.RESPONSIBLE and bool(one.word))
        found.append((one.role, one.word, one.pieces) if stronger else (role, word, one.pieces))
    return found


def _cell_body(text: str) -> Body:
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
            if looks_complete(left) and (looks_complete(right) or ":" in right):
                characters.append("\n")
                at.append(place)
            elif piece.strip("\n"):
                characters += piece
                at += range(place, match.end())
        place = match.end()
    return Body("".join(characters), tuple(at))
