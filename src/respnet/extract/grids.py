"""From the tables of a document to rows: columns by their header words, sections, merged cells, parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from respnet.extract.clauses import Body
from respnet.extract.drafts import Draft, DraftList, PrintedName
from respnet.extract.fold import Span, fold, of_text, tidy
from respnet.extract.headers import Column, Header, header_of, role_headers
from respnet.extract.outline import Kind, marker_at
from respnet.extract.roles import parse
from respnet.extract.rows import shortened
from respnet.extract.targets import targets_in
from respnet.extract.units import Fuller, Ground, cleaned, names_of
from respnet.extract.wording import looks_complete
from respnet.plan import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from respnet.extract.fold import Stream
    from respnet.extract.roles import Parsed, Piece
    from respnet.extract.tabular import TextCell, TextTable

Row = tuple["TextCell", ...]


@dataclass(slots=True)
class _Reader:
    """What is known while a table is read: its columns, the open sections, the row before."""

    headers: tuple[Header, ...] = ()
    sections: list[tuple[int, str]] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    number: str = ""
    title: str = ""
    part: int = 0


def drafts_of_tables(tables: Sequence[TextTable]) -> list[Draft]:
    """The rows of all tables, in order. A table without a header goes on with the columns of the one before it."""
    drafts: list[Draft] = []
    headers: tuple[Header, ...] = ()
    for table in tables:
        reader = _Reader(headers if table.rows and len(table.rows[0]) == len(headers) else ())
        _read_table(reader, table)
        headers = reader.headers
        drafts += reader.drafts
    return drafts


def _read_table(reader: _Reader, table: TextTable) -> None:
    place = 0
    while place < len(table.rows):
        size, headers = _header_at(table, place)
        if size:
            reader.headers = _settled(headers, table.rows[place + size :])
            place += size
            continue
        if reader.headers:
            _read_row(reader, table, place)
        place += 1


def _header_at(table: TextTable, place: int) -> tuple[int, tuple[Header, ...]]:
    """How many rows from `place` are a header (0, 1 or 2), and the columns they announce."""
    first = _texts(table.rows[place])
    if not any(first):
        return 0, ()
    alone = role_headers(_distinct(table.rows[place]))
    if place + 1 < len(table.rows):
        upper, lower = [header_of(text) for text in first], [header_of(text) for text in _texts(table.rows[place + 1])]
        both = tuple(
            below if below.column is not Column.OTHER else above for above, below in zip(upper, lower, strict=True)
        )
        below_known = [
            header.column is not Column.OTHER
            for header, cell in zip(lower, table.rows[place + 1], strict=True)
            if cell.text and not cell.covered
        ]
        units_below = any(
            header.column is Column.UNITS
            for header, cell in zip(lower, table.rows[place + 1], strict=True)
            if not cell.covered
        )
        upper_known = sum(header.column is not Column.OTHER for header in upper)
        if below_known and all(below_known) and units_below and upper_known >= 2 and role_headers([h.word for h in both]):
            if not alone or any(header.column is Column.OTHER for header in upper) or _spans(table.rows[place]):
                return 2, both
    return (1, tuple(header_of(text) for text in first)) if alone else (0, ())


def _spans(row: Row) -> bool:
    """Whether a cell of the row covers several columns."""
    return any(one.covered and one.text and one.text == before.text for before, one in zip(row, row[1:], strict=False))


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row]


def _distinct(row: Row) -> list[str]:
    """The texts of a row, a cell merged over several columns once."""
    return [cell.text for place, cell in enumerate(row) if place == 0 or not (cell.covered and cell.text == row[place - 1].text)]


def _settled(headers: tuple[Header, ...], below: Sequence[Row]) -> tuple[Header, ...]:
    """One title column: of two, the one whose cells run over several rows is the section, else the second is text."""
    titles = [place for place, header in enumerate(headers) if header.column is Column.TITLE]
    loose = [place for place, header in enumerate(headers) if header.column is Column.LOOSE]
    settled = list(headers)
    if not titles:
        spare = loose or [place for place, header in enumerate(headers) if header.column is Column.TARGETS]
        if spare:
            settled[spare[0]] = replace(settled[spare[0]], column=Column.TITLE)
        return tuple(settled)
    first, others = titles[0], titles[1:]
    if others and any(row[first].covered and not row[others[0]].covered for row in below if len(row) > others[0]):
        settled[first] = replace(settled[first], column=Column.SECTION)
        others = others[1:]
    for place in others:
        settled[place] = replace(settled[place], column=Column.LOOSE)
    return tuple(settled)


_TOTAL = re.compile(r"(?:合计|总计|总分|小计)\d*分?")
_PLAIN_NUMBER = re.compile(r"[\d.\-—]+|[①-⑳]|[(]?[一二三四五六七八九十百]+[)]?")


def _read_row(reader: _Reader, table: TextTable, place: int) -> None:
    row = table.rows[place]
    cells = {column: [] for column in Column}  # type: dict[Column, list[int]]
    for at, header in enumerate(reader.headers):
        if at < len(row):
            cells[header.column].append(at)
    distinct = [one for one in _distinct(row) if one]
    if not distinct or role_headers(_distinct(row)):
        return
    units = _unit_lists(reader, row, cells[Column.UNITS])
    if len(set(distinct)) == 1 and len(distinct) == 1 and not units[0]:
        _enter(reader, distinct[0])
        return
    number = _first(row, cells[Column.NUMBER])
    title = _first(row, cells[Column.TITLE])
    if _TOTAL.fullmatch(tidy(title.text if title else "")) or _TOTAL.fullmatch(tidy(number.text if number else "")):
        return
    _add_row(reader, table, row, cells, units, number, title)


def _first(row: Row, places: Sequence[int]) -> TextCell | None:
    return row[places[0]] if places else None


def _enter(reader: _Reader, text: str) -> None:
    """A row that is a section: it closes those of its own level and below."""
    folded = fold(text).text.strip()
    marker = marker_at(folded, 0, len(folded))
    level = int(marker.kind) if marker else int(Kind.HEADING)
    while reader.sections and reader.sections[-1][0] >= level:
        reader.sections.pop()
    reader.sections.append((level, shortened(text)))
    reader.number = reader.title = ""


def _add_row(
    reader: _Reader,
    table: TextTable,
    row: Row,
    cells: dict[Column, list[int]],
    units: tuple[list[DraftList], list[Fuller], list[TextCell]],
    number: TextCell | None,
    title: TextCell | None,
) -> None:
    lists, fuller, unit_cells = units
    number_text = tidy(number.text).strip(" 、.．,，") if number else ""
    title_text = title.text if title else ""
    folded_number = fold(number.text).text if number else ""
    high = marker_at(folded_number, 0, len(folded_number)) if number else None
    is_chapter = high is not None and high.kind <= Kind.HAN_BRACKET
    if is_chapter and number is not None:
        _enter(reader, f"{number.text}{shortened(title_text)}")
        if not lists:
            return
    loose = [row[place] for place in cells[Column.LOOSE] if row[place].text]
    goes_on = _goes_on(reader, number, title)
    if goes_on and not lists and reader.drafts:
        _append_text(reader, [*([title] if title and not title.covered else []), *loose])
        return
    if not title_text and not (goes_on and reader.title):
        if not loose:
            return
        title_text = loose[0].text
    _count(reader, goes_on=goes_on, number=number_text, title=title_text)
    reader.drafts.append(
        _draft(reader, row, cells, lists, fuller, unit_cells, title, loose, title_text or reader.title)
    )
    if is_chapter:
        number_value = f"{number_text}、" if high is not None and high.kind is Kind.HAN else number_text
        reader.drafts[-1] = replace(reader.drafts[-1], number=number_value.rstrip("、"), section=_above(reader))
        reader.number = reader.title = ""


def _above(reader: _Reader) -> tuple[str, ...]:
    return tuple(text for _, text in reader.sections[:-1])


def _goes_on(reader: _Reader, number: TextCell | None, title: TextCell | None) -> bool:
    """Whether a row belongs to the item of the row before: its number and title are merged with it, or left empty."""
    if not reader.drafts or not reader.title:
        return False
    numbered = number is None or not number.text or number.covered
    titled = title is None or not title.text or title.covered
    if number is None or not number.text:
        return numbered and titled
    return number.covered and (titled or bool(reader.number))


def _count(reader: _Reader, *, goes_on: bool, number: str, title: str) -> None:
    if not goes_on:
        reader.number, reader.title, reader.part = number, title, 0
        return
    reader.part += 1
    if reader.part == 1:
        reader.drafts[-1] = replace(reader.drafts[-1], part="1")
        reader.part = 2
    if title:
        reader.title = title


def _append_text(reader: _Reader, more: Sequence[TextCell]) -> None:
    last = reader.drafts[-1]
    text = "".join(tidy(cell.text) for cell in more)
    reader.drafts[-1] = replace(last, text=f"{last.text}{text}")


def _draft(
    reader: _Reader,
    row: Row,
    cells: dict[Column, list[int]],
    lists: list[DraftList],
    fuller: list[Fuller],
    unit_cells: list[TextCell],
    title: TextCell | None,
    loose: list[TextCell],
    title_text: str,
) -> Draft:
    anchor = title or row[0]
    texts = [title_text, *(cell.text for cell in loose)]
    goals = [row[place].text for place in cells[Column.TARGETS] if row[place].text]
    sections = [row[place].text for place in cells[Column.SECTION] if row[place].text]
    folded = "\n".join(fold(text).text for text in [*texts, *goals])
    deadline = "，".join(tidy(row[place].text) for place in cells[Column.DEADLINE] if tidy(row[place].text) not in _NONE)
    return Draft(
        at=(anchor.block, anchor.row * 1000 + anchor.start if anchor.row >= 0 else anchor.start),
        title=_title(title_text),
        number=reader.number,
        part=str(reader.part) if reader.part else "",
        section=(*(text for _, text in reader.sections), *(shortened(text) for text in sections)),
        lists=tuple(lists),
        fuller=tuple(fuller),
        deadline=deadline,
        text="\n".join(tidy(text) for text in [*texts, *goals]),
        folded=folded,
        targets=tuple(tidy(goal) for goal in goals if len(goal) <= 40) or targets_in(folded),
        clause="；".join(tidy(cell.text) for cell in unit_cells),
        source=anchor.source,
        task_spans=(_span(anchor, 0, len(anchor.text)),),
        clause_spans=tuple(_span(cell, 0, len(cell.text)) for cell in unit_cells),
        persons=tuple(tidy(row[place].text) for place in cells[Column.PERSON] if tidy(row[place].text) not in _NONE),
        in_table=True,
    )


_NONE = frozenset(("", "无", "/", "-", "—", "——", "空", "暂无"))


def _title(text: str) -> str:
    folded = fold(text)
    start = 0
    marker = marker_at(folded.text, 0, len(folded.text))
    if marker is not None and not marker.doubtful and marker.end < len(folded.text):
        start = folded.offsets[marker.end]
    match = re.compile(r"[。!?！？]").search(text, start)
    return shortened(text[start : match.start() if match else len(text)].replace("\n", " "))


def _span(cell: TextCell, start: int, end: int) -> Span:
    if cell.row >= 0:
        return Span(cell.block, start, end, cell.row, cell.column)
    return Span(cell.block, cell.start + start, cell.start + end)


def _unit_lists(
    reader: _Reader, row: Row, places: Iterable[int]
) -> tuple[list[DraftList], list[Fuller], list[TextCell]]:
    """The lists in the unit columns of a row."""
    lists: list[DraftList] = []
    fuller: list[Fuller] = []
    used: list[TextCell] = []
    for place in places:
        header, cell = reader.headers[place], row[place]
        if cell.text.strip() in _NONE or header.role is None:
            continue
        made, more = _cell_lists(cell, header.role, header.word)
        if made:
            lists += made
            fuller += more
            used.append(cell)
    return lists, fuller, used


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
            if printed:
                spans = tuple(_span(cell, span.start, span.end) for span in stream.spans(begin, end))
                names.append(PrintedName(printed, name.text, spans, name.first_phrase))
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
