"""From the tables of a document to rows: sections, merged cells, parts, rows that go on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from respnet.core.i18n import Text
from respnet.core.plan import Origin, Role
from respnet.core.problems import Problem, Severity
from respnet.intake.language.row_draft import RowDraft
from respnet.intake.tables.columns import PERSON, parse_positive_number
from respnet.intake.tables.header_rows import (
    MOST_COLUMNS,
    SAMPLE_ROWS,
    CellRow,
    ColumnHeader,
    get_distinct_texts,
    is_header_row,
    is_numbered_header,
    match_header,
    resolve_columns,
)
from respnet.intake.tables.matrices import (
    RACI,
    explain_marks,
    has_header,
    is_legend,
    is_matrix_note,
    match_matrix,
    read_marks,
)
from respnet.intake.tables.table_problems import ditto, no_title, unknown_origin, unread_column, unread_table
from respnet.intake.tables.table_roles import match_given_columns
from respnet.intake.tables.unheaded_tables import match_clause_columns, read_cell_clauses, unfold_fields
from respnet.intake.tables.unit_cells import EMPTY_CELL_TEXTS, RowUnits, parse_row_units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from respnet.intake.tables.text_tables import TextCell, TextTable

SECTION_SEPARATOR = " > "
_TARGET_END = re.compile(r"[；;\n]")


@dataclass(slots=True)
class TableReader:
    """Reader of tables with its state: the columns, the open sections, the row before.

    With `strict`, as a plan folder's table is read, every row below the header is a task whose cells count as they
    stand; else titles are shortened, lines across are sections, and rows without a number go on. With `literal`, as
    respnet's own tables are read, a name of a unit is what stands between two separators. `is_file` says that the
    table is the file itself: its rows have numbers, and its cells of units are no clause. `legend` holds the roles of
    the marks of a matrix, `given` the columns that the user names; `found_given` says that a table has them.
    """

    strict: bool = False
    literal: bool = False
    given: Sequence[tuple[str, str]] = ()
    legend: Mapping[str, Role | None] = field(default_factory=lambda: RACI)
    is_file: bool = False
    headers: tuple[ColumnHeader, ...] = ()
    drafts: list[RowDraft] = field(default_factory=list)
    problems: list[tuple[Problem, TextCell]] = field(default_factory=list)
    sections: list[tuple[int, str]] = field(default_factory=list)
    number: str = ""
    title: str = ""
    part: int = 0
    above: CellRow = ()
    numbered: dict[str, CellRow] = field(default_factory=dict)
    found_given: bool = False

    def read(self, table: TextTable, columns: tuple[int, tuple[ColumnHeader, ...]] | None = None) -> None:
        """Read every row of a table; one without a header goes on with the columns of the table before it.

        Args:
            table: The table.
            columns: The first row below its header and its columns, where a person says what they hold.
        """
        if is_legend(table.rows):
            return
        if self.is_file or not table.rows or len(table.rows[0]) != len(self.headers) or is_numbered_header(table.rows):
            self.headers = ()
        self.sections, self.number, self.title, self.part = [], "", "", 0
        self.above, self.numbered = (), {}
        first = len(self.drafts)
        place, named = columns or match_given_columns(table.rows, self.given)
        if named:
            self.headers, self.found_given = named, True
        elif not self.headers:
            table = unfold_fields(table) or self._turn_if_sideways(table) or table
        self._read_rows(table, place, named=bool(named))
        if len(self.drafts) == first and not self.headers:
            above, found = match_clause_columns(table.rows)
            for cells in table.rows[above:] if found else ():
                kept, units = read_cell_clauses(cells)
                self._add_row(_Row(kept, found, units), after_row=len(self.drafts) > first)

    def _read_rows(self, table: TextTable, place: int, *, named: bool) -> None:
        """Read the rows from `place` on; where the user named the columns, no other header is looked for."""
        first = len(self.drafts)
        while place < len(table.rows):
            size, headers = (0, ()) if named else match_header(table.rows, place)
            units = place + size - 1 if size > 1 else place  # 责任单位 may stand over the names of a matrix
            matrix = () if size == 1 or named else match_matrix(table.rows, units, self.legend)
            if matrix:
                self._read_matrix(table.rows[units:], matrix)
                break
            if size:
                sample = table.rows[place + size : place + size + SAMPLE_ROWS]
                self.headers = resolve_columns(headers, sample)
                self.above = ()
                if any(header.name == "title" for header in self.headers):
                    self._note_unread(table.rows[place], sample)
                else:
                    problem = unread_table(headers, has_units=bool(self.headers))
                    self.headers = ()
                    self.problems.append((problem, table.rows[place][0]))
            elif self.headers:
                self._read_row(table.rows[place], goes_on=len(self.drafts) > first)
            place += max(size, 1)

    def _turn_if_sideways(self, table: TextTable) -> TextTable | None:
        """The table with rows and columns exchanged where its headers stand in the first column, else None."""
        if len(table.rows) > MOST_COLUMNS or has_header(table.rows, self.legend):
            return None
        rows = tuple(zip(*table.rows, strict=True))
        return replace(table, rows=rows) if has_header(rows, self.legend, 1) else None

    def _read_matrix(self, rows: Sequence[CellRow], columns: tuple[ColumnHeader, ...]) -> None:
        self.problems.append((explain_marks(columns, rows[1:], self.legend), rows[0][0]))
        first = len(self.drafts)
        for cells in rows[1:]:
            texts = [text for text in get_distinct_texts(cells) if text]
            units = read_marks(rows[0], columns, cells, self.legend)
            if not texts or is_matrix_note(cells):
                continue
            if len(texts) == 1 and not units.lists and self._is_section(cells):
                self._enter(texts[0])
                continue
            before = len(self.drafts)
            self._add_row(_Row(cells, columns, units), after_row=False)
            if len(self.drafts) > before and "number" not in {column.name for column in columns} and not self.number:
                self.drafts[-1] = replace(self.drafts[-1], number=str(len(self.drafts) - first))

    def _note_unread(self, header: CellRow, below: Sequence[CellRow]) -> None:
        for place, column in enumerate(self.headers):
            if not column.name and any(row[place].text and not _runs_in(row, place) for row in below):
                self.problems.append((unread_column(place, column.word), header[place]))

    def read_strictly(self, rows: Sequence[CellRow]) -> None:
        """Read the rows under a header that is known already."""
        for cells in rows:
            self._read_row(cells, goes_on=bool(self.drafts))

    def _read_row(self, cells: CellRow, *, goes_on: bool) -> None:
        distinct = [text for text in get_distinct_texts(cells) if text]
        if not distinct or (not self.strict and is_header_row(get_distinct_texts(cells))):
            return
        if not self.literal:
            cells = self._fill_dittos(cells)
        places = [
            place
            for place, header in enumerate(self.headers)
            if header.role is not None and place < len(cells) and not _runs_in(cells, place)
        ]
        row = _Row(
            cells, self.headers, parse_row_units(self.headers, cells, places, strict=self.strict, literal=self.literal)
        )
        self.problems += row.units.problems
        if len(distinct) == 1 and not row.units.lists and self._is_section(cells):
            self._enter(distinct[0])
            return
        number, title = row.first("number"), row.first("title")
        if not self.strict and any(_TOTAL.fullmatch("".join(one.text.split())) for one in (number, title) if one):
            return
        self._add_row(row, after_row=goes_on)

    def _fill_dittos(self, cells: CellRow) -> CellRow:
        """The row with the cell above in place of each ditto mark (同上, 〃), or the one of the row that it names."""
        filled = list(cells)
        for place, cell in enumerate(cells):
            found = _DITTO.fullmatch(cell.text)
            source = self.numbered.get(found["row"] or "", ()) if found and found["row"] else self.above
            if found and place < len(source):
                filled[place] = replace(source[place], line=cell.line, covered=False)
                self.problems.append((ditto(cell, filled[place]), cell))
        row = tuple(filled)
        number = next(
            (cell.text for header, cell in zip(self.headers, row, strict=False) if header.name == "number"), ""
        )
        if number:
            self.numbered[number.strip(" 、.．")] = row
        self.above = row
        return row

    def _is_section(self, cells: CellRow) -> bool:
        """True if a row of one text is a section: it runs across several columns, or stands where titles do.

        In a strict table only the former makes one, since a title may stand alone.
        """
        if any(_runs_in(cells, place) for place in range(1, len(cells))):
            return True
        names = (header.name for header, cell in zip(self.headers, cells, strict=False) if cell.text)
        return not self.strict and next(names, "") in ("", "number", "section", "title")

    def _enter(self, text: str) -> None:
        """A row that is a section: it closes those of its own level and below."""
        from respnet.intake.language.normalize import normalize_text
        from respnet.intake.language.outline import NumberKind, match_marker
        from respnet.intake.language.row_builder import shorten_title

        folded = normalize_text(text).text.strip()
        marker = match_marker(folded, 0, len(folded))
        level = int(marker.kind) if marker else int(NumberKind.HEADING)
        while self.sections and self.sections[-1][0] >= level:
            self.sections.pop()
        if title := shorten_title(text):
            self.sections.append((level, title))
        self.number = self.title = ""

    def _add_row(self, row: _Row, *, after_row: bool) -> None:
        number, title = row.first("number"), row.first("title")
        number_text = join_cell_lines(number.text) if number else ""
        title_text = title.text if title else ""
        is_chapter = False
        if not self.strict:
            number_text = "".join(number_text.split())
            is_chapter = bool(_HAN_ALONE.fullmatch(number_text))
            number_text = number_text.strip(" 、.．,，")
        if is_chapter:
            mark = "" if number_text.endswith((")", "）")) else "、"
            self._enter(f"{number_text}{mark}{title_text}")
            if not row.units.lists:
                return
        if after_row and self._leaves_units_out(row, number):
            row = replace(row, units=replace(row.units, lists=self.drafts[-1].lists, fuller=self.drafts[-1].fuller))
            self._add_task(row, number_text, title, is_chapter=is_chapter, goes_on=bool(self.number))
            return
        goes_on = after_row and self._goes_on(number, title)
        if goes_on and not row.units.lists and not self.strict:
            self._append_text([*([title] if title and not title.covered else []), *row.of("text")])
            return
        self._add_task(row, number_text, title, is_chapter=is_chapter, goes_on=goes_on)

    def _add_task(self, row: _Row, number: str, title: TextCell | None, *, is_chapter: bool, goes_on: bool) -> None:
        title_text = title.text if title else ""
        if not title_text and not (goes_on and self.title) and not self.strict:
            texts = row.of("text")
            if not texts:
                if row.units.lists:
                    self.problems.append((no_title(row.cells, row.header("title")), row.cells[0]))
                return
            title_text = texts[0].text
        self._count(goes_on=goes_on, number=number, title=title_text)
        if not (title_text or self.title):
            self.problems.append((no_title(row.cells, row.header("title")), row.cells[0]))
        open_sections = self.sections[:-1] if is_chapter else self.sections
        sections = tuple(level for _, text in open_sections for level in split_section(text))
        compose = self._compose_strictly if self.strict else self._compose
        self.drafts.append(compose(row, title_text or self.title, sections))
        if is_chapter:
            self.number = self.title = ""

    def _goes_on(self, number: TextCell | None, title: TextCell | None) -> bool:
        """True if a row belongs to the item of the row before: number and title are merged with it, or left empty."""
        if not self.title:
            return False
        if self.strict:
            return title is not None and title.covered and bool(title.text) and (number is None or number.covered)
        titled = title is None or not title.text or title.covered
        if number is None or not number.text:
            return titled
        return number.covered and (titled or bool(self.number))

    def _leaves_units_out(self, row: _Row, number: TextCell | None) -> bool:
        """True if number and units, which stand left of the task, are left empty as if merged with those above."""
        names = [header.name for header in self.headers]
        units = [place for place, header in enumerate(self.headers) if header.role]
        return (
            not self.strict
            and bool(units)
            and number is not None
            and not number.text
            and bool(row.text("title"))
            and max(units) < names.index("title")
            and not any(row.cells[place].text for place in units)
        )

    def _count(self, *, goes_on: bool, number: str, title: str) -> None:
        """The number, title and part of the row that begins: one that goes on makes the rows of its item parts."""
        if not goes_on:
            self.number, self.title, self.part = number, title, 0
            return
        self.part += 1
        if self.part == 1:
            self.drafts[-1] = replace(self.drafts[-1], part=self.drafts[-1].part or "1")
            self.part = 2
        if title:
            self.title = title

    def _append_text(self, more: Sequence[TextCell]) -> None:
        from respnet.intake.language.normalize import collapse_whitespace

        last = self.drafts[-1]
        text = "".join(collapse_whitespace(cell.text) for cell in more)
        self.drafts[-1] = replace(last, text=f"{last.text}{text}")

    def _compose_strictly(self, row: _Row, title: str, sections: tuple[str, ...]) -> RowDraft:
        """The row with its cells as they stand."""
        anchor = row.first("title") or row.cells[0]
        origin = self._read_origin(row)
        lists = row.units.lists
        if origin is not Origin.PRINTED:
            lists = tuple(replace(one, origin=origin) if one.role is Role.LEAD else one for one in lists)
        return RowDraft(
            at=(anchor.block, anchor.row * 1000),
            title=join_cell_lines(title),
            number=self.number,
            part=join_cell_lines(row.text("part")) or (str(self.part) if self.part else ""),
            section=(*sections, *split_section(row.text("section"))),
            lists=lists,
            deadline=join_cell_lines(row.text("deadline")),
            targets=_strip_pieces(_TARGET_END.split(row.text("targets"))),
            text=row.text("text"),
            summary=join_cell_lines(row.text("summary")),
            clause=row.text("clause"),
            source=join_cell_lines(row.text("source")),
            effort=self._read_effort(row),
            row=row.cells[0].line,
            task_spans=anchor.spans(0, len(anchor.text)),
        )

    def _read_origin(self, row: _Row) -> Origin:
        """On what ground the leads of this row are leads; everything else in a row is printed."""
        cell = row.first("origin")
        if cell is None or cell.text in ("", Origin.PRINTED):
            return Origin.PRINTED
        if cell.text == Origin.CONVENTION:
            return Origin.CONVENTION
        self.problems.append((unknown_origin(row.header("origin"), cell), cell))
        return Origin.PRINTED

    def _read_effort(self, row: _Row) -> float | None:
        """The work of the task; what is no positive number is an error in a plan's own table, elsewhere a warning."""
        cell = row.first("effort")
        if cell is None or cell.text in EMPTY_CELL_TEXTS:
            return None
        effort = parse_positive_number(cell.text)
        if effort is None:
            what = Text(
                zh=f"工作量“{cell.text}”不是正数，按 1 计",
                en=f"the effort “{cell.text}” is not a positive number; 1 is taken",
            )
            remedy = Text(
                zh="请填这项任务的工作量是一般任务的几倍，如 2 或 0.5，或留空",
                en="write how many usual tasks it is worth, such as 2 or 0.5, or leave it empty",
            )
            level = Severity.ERROR if self.strict else Severity.WARNING
            problem = Problem("unknown-effort", level, what, remedy, column=row.header("effort"), value=cell.text)
            self.problems.append((problem, cell))
        return effort

    def _compose(self, row: _Row, title: str, sections: tuple[str, ...]) -> RowDraft:
        """The row with its title shortened and all its words as text."""
        from respnet.intake.language.normalize import collapse_whitespace, normalize_text
        from respnet.intake.language.row_builder import shorten_title
        from respnet.intake.language.targets import list_target_phrases

        anchor = row.first("title") or row.cells[0]
        goals = row.list_goals()
        clauses = row.of("clause") or ([] if self.is_file else row.units.cells)
        texts = [title, *(cell.text for cell in row.of("text") if cell.text != title), *goals]
        folded = "\n".join(normalize_text(text).text for text in texts)
        dates = [collapse_whitespace(cell.text) for cell in row.of("deadline")] or list(row.units.deadlines)
        part = str(self.part) if self.part else ""
        if row.first("number") is None and not self.number:
            self.number, _ = _match_own_number(title)
        return RowDraft(
            at=(anchor.block, anchor.row * 1000 + anchor.start if anchor.row >= 0 else anchor.start),
            title=_shorten_cell(title),
            number=self.number,
            part=collapse_whitespace(row.text("part")) or part,
            section=(
                *sections,
                *(
                    short
                    for cell in row.of("section")
                    for one in split_section(cell.text)
                    if (short := shorten_title(one))
                ),
            ),
            lists=row.units.lists,
            fuller=row.units.fuller,
            deadline="，".join(date for date in dates if date not in EMPTY_CELL_TEXTS),
            text="\n".join(collapse_whitespace(text) for text in texts),
            summary=collapse_whitespace(row.text("summary")),
            folded=folded,
            targets=_strip_pieces([one for goal in goals if len(goal) <= 40 for one in _TARGET_END.split(goal)])
            or list_target_phrases(folded),
            clause="；".join(collapse_whitespace(cell.text) for cell in clauses),
            source=collapse_whitespace(row.text("source")) or anchor.source,
            effort=self._read_effort(row),
            row=row.cells[0].line if self.is_file else None,
            task_spans=anchor.spans(0, len(anchor.text)),
            clause_spans=tuple(span for cell in row.units.cells for span in cell.spans(0, len(cell.text))),
            persons=tuple(
                (name, cell.spans(0, len(cell.text))[0])
                for cell in row.of(PERSON)
                if (name := collapse_whitespace(cell.text)) not in EMPTY_CELL_TEXTS
            ),
        )


@dataclass(frozen=True, slots=True)
class _Row:
    """One row with its cells by column; merged cells that begin in another row stand in it too, as covered."""

    cells: CellRow
    headers: tuple[ColumnHeader, ...]
    units: RowUnits

    def of(self, column: str) -> list[TextCell]:
        """The cells of one column that hold something."""
        pairs = zip(self.headers, self.cells, strict=False)
        return [cell for header, cell in pairs if header.name == column and cell.text]

    def first(self, column: str) -> TextCell | None:
        """The first cell of a column, also an empty one."""
        pairs = zip(self.headers, self.cells, strict=False)
        return next((cell for header, cell in pairs if header.name == column), None)

    def text(self, column: str) -> str:
        """The text of the first cell of a column."""
        cell = self.first(column)
        return cell.text if cell else ""

    def list_goals(self) -> list[str]:
        """The cells of targets, each behind its header where several columns hold some (2024年目标92)."""
        pairs = zip(self.headers, self.cells, strict=False)
        goals = [(header.word, cell.text) for header, cell in pairs if header.name == "targets" and cell.text]
        return [f"{word}{text}" if len(goals) > 1 else text for word, text in goals]

    def header(self, column: str) -> str:
        """The printed header of a column."""
        return next((header.word for header in self.headers if header.name == column), "")


_DITTO = re.compile(r"\s*(?:同上|同前|〃|″+|＂|\"|''|”|“|同第?(?P<row>\d{1,3})(?:项|条|行)?)\s*")
_TOTAL = re.compile(r"(?:合计|总计|总分|小计)\d*分?")
_HAN_ALONE = re.compile(r"[(（]?[一二三四五六七八九十百]{1,4}[)）]?[、.]?")


def _runs_in(cells: CellRow, place: int) -> bool:
    """True if a cell of another column is merged into this one (一、… across the whole table)."""
    return place > 0 and cells[place].is_part_of(cells[place - 1])


def split_section(cell: str) -> tuple[str, ...]:
    """The levels of a section as tasks.csv writes them.

    >>> split_section("二、提升行动 > (一)农民")
    ('二、提升行动', '(一)农民')
    """
    return tuple(join_cell_lines(level) for level in _strip_pieces(cell.split(SECTION_SEPARATOR.strip())))


def _strip_pieces(pieces: Sequence[str]) -> tuple[str, ...]:
    return tuple(piece for piece in (piece.strip() for piece in pieces) if piece)


def join_cell_lines(cell: str) -> str:
    r"""A cell's text without the line breaks that only make it fit its box; a space stays between Latin words.

    >>> join_cell_lines("实施青少年\n科学素质行动"), join_cell_lines("repair the\nroads")
    ('实施青少年科学素质行动', 'repair the roads')
    """
    return re.sub(r"(?<=[!-~])\s*\n\s*(?=[!-~])", " ", cell).replace("\n", "") if "\n" in cell else cell


_SENTENCE_END = re.compile(r"[。!?！？]|(?<=[a-z)])\.(?=\s+[A-Z])")


def _match_own_number(text: str) -> tuple[str, int]:
    """The number at the front of a title, in a table without a column for it, and where the words begin."""
    from respnet.intake.language.english import NUMBER, is_english
    from respnet.intake.language.normalize import normalize_text
    from respnet.intake.language.outline import match_marker

    if is_english(text):
        found = NUMBER.match(text)
        return (found["number"].strip("().: "), found.end()) if found else ("", 0)
    folded = normalize_text(text)
    marker = match_marker(folded.text, 0, len(folded.text))
    if marker is None or marker.doubtful or marker.end >= len(folded.text):
        return "", 0
    end = folded.offsets[marker.end]
    return text[:end].strip().rstrip("、．.，,:： "), end


def _shorten_cell(text: str) -> str:
    """The first sentence of a cell, without a number of its own."""
    from respnet.intake.language.row_builder import shorten_title

    _, start = _match_own_number(text)
    match = _SENTENCE_END.search(text, start)
    return shorten_title(text[start : match.start() if match else len(text)].replace("\n", " "))
