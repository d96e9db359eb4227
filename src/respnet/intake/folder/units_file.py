"""Reading of units.csv: what people have recorded about names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.plan import KIND_WORDS, Plan, UnitKind
from respnet.core.problems import Problem, Severity
from respnet.core.unit_names import UnbalancedBracketError, split_units
from respnet.intake.builder import UnitRecord
from respnet.intake.tables.columns import UNIT_VOCABULARY, ColumnMatch, match_columns, parse_positive_number
from respnet.intake.tables.table import find_unread_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from respnet.intake.tables.table import Table, TableLine


@dataclass(frozen=True, slots=True)
class UnitTable:
    """The records of a units file, the line of each, and what was noticed while reading them."""

    file: str = ""
    records: tuple[UnitRecord, ...] = ()
    lines: tuple[int, ...] = ()
    remarks: tuple[Problem, ...] = ()


def parse_unit_records(table: Table, where: str) -> UnitTable:
    """The records in `table`; what contradicts an earlier line is left out, and an error names it.

    Raises InputError without a column for the name.
    """
    columns = match_columns(UNIT_VOCABULARY, table.header.cells, where)
    if "name" not in columns:
        found = "、".join(header for header in columns.headers if header)
        raise InputError(
            zh=f"{where} 没有单位名称一列。表头有：{found}。请给名称一列加上表头“单位”或 name。",
            en=f"{where} has no column for the name. Its headers are: {found}. Give that column the header name "
            "or 单位.",
        )
    remarks = [*table.remarks, *find_unread_columns(columns, table)]
    read = [(line.row, _record(columns, line, table.file, remarks)) for line in table.lines]
    kept = list(_without_clashes([(row, record) for row, record in read if record], table.file, remarks))
    lines, records = tuple(row for row, _ in kept), tuple(record for _, record in kept)
    return UnitTable(table.file, records, lines, tuple(remarks))


GUESS_MARKS = ("?", "？")
"""What stands behind a kind that was guessed; whoever has checked it takes it away."""


def parse_unit_kind(word: str) -> UnitKind | None:
    """The kind a word stands for: the value or its Chinese word; None if it is none.

    >>> parse_unit_kind("群团组织"), parse_unit_kind("Public institution"), parse_unit_kind("?")
    (<UnitKind.MASS: 'mass organisation'>, <UnitKind.INSTITUTION: 'public institution'>, None)
    """
    wanted = " ".join(word.lower().split()).replace("集合单位", "统称")  # its name in files of older versions
    for kind, words in KIND_WORDS.items():
        if wanted in (kind.value, words.zh, words.en):
            return kind
    return None


def _record(columns: ColumnMatch, line: TableLine, file: str, remarks: list[Problem]) -> UnitRecord | None:
    name = columns.cell(line.cells, "name")
    if not name:
        what = Text(zh=f"第 {line.row} 行没有写单位名称，没有读入", en=f"row {line.row} has no name and is not read")
        remedy = Text(zh="请填写单位名称", en="write the name of the unit")
        remarks.append(_error("no-name", what, remedy, file, line.row, "name", next(filter(None, line.cells), "")))
        return None
    word = columns.cell(line.cells, "kind")
    guessed = word.endswith(GUESS_MARKS)
    kind = parse_unit_kind(word.rstrip("".join(GUESS_MARKS)))
    if kind is None:
        accepted = [kind for kind in UnitKind if kind]
        what = Text(zh=f"“{name}”的类别“{word}”无法识别", en=f"“{word}” is not a known kind ({name})")
        remedy = Text(
            zh=f"请改为：{'、'.join(KIND_WORDS[kind].zh for kind in accepted)}，或留空",
            en=f"use one of: {', '.join(accepted)}; or leave it empty",
        )
        remarks.append(_error("unknown-kind", what, remedy, file, line.row, "kind", word))
    return UnitRecord(
        name=name,
        kind=kind or UnitKind.UNKNOWN,
        also_written=_split_names(columns, line, "also_written", file, remarks),
        members=_split_names(columns, line, "members", file, remarks),
        english=columns.cell(line.cells, "english"),
        guessed=guessed and bool(kind),
        capacity=_capacity(columns, line, name, file, remarks),
    )


def _capacity(columns: ColumnMatch, line: TableLine, name: str, file: str, remarks: list[Problem]) -> float | None:
    word = columns.cell(line.cells, "capacity")
    capacity = parse_positive_number(word)
    if word and capacity is None:
        what = Text(
            zh=f"“{name}”的承担能力“{word}”不是正数", en=f"the capacity “{word}” of {name} is not a positive number"
        )
        remedy = Text(
            zh="请填这个单位能承担多少项任务，如 12，或留空",
            en="write how many tasks the unit can carry, such as 12, or leave it empty",
        )
        remarks.append(_error("unknown-capacity", what, remedy, file, line.row, "capacity", word))
    return capacity


def _split_names(
    columns: ColumnMatch, line: TableLine, column: str, file: str, remarks: list[Problem]
) -> tuple[str, ...]:
    cell = columns.cell(line.cells, column)
    try:
        names, is_open = split_units(cell)
    except UnbalancedBracketError:
        what = Text(
            zh=f"第 {line.row} 行 {column} 的括号没有配对，这一格没有读入",
            en=f"row {line.row}, {column}: a bracket has no partner, so this cell is not read",
        )
        remedy = Text(zh="请补上或删去括号", en="close or remove the bracket")
        remarks.append(_error("unbalanced-bracket", what, remedy, file, line.row, column, cell))
        return ()
    if is_open:
        what = Text(
            zh=f"第 {line.row} 行 {column} 末尾的“等”没有读入", en=f"row {line.row}, {column}: the final 等 is not read"
        )
        remedy = Text(zh="请列全，或删去“等”", en="list all of them, or remove 等")
        remarks.append(Problem("open-record", Severity.NOTE, what, remedy, file, line.row, column, cell))
    return names


def _without_clashes(
    records: Sequence[tuple[int, UnitRecord]], file: str, remarks: list[Problem]
) -> Iterator[tuple[int, UnitRecord]]:
    first_line: dict[str, int] = {}
    for row, record in records:
        first_line.setdefault(record.name, row)
    owner: dict[str, str] = {}
    for row, record in records:
        if first_line[record.name] != row:
            remarks.append(_name_twice(record.name, first_line[record.name], row, file))
            continue
        aliases = []
        for alias in record.also_written:
            other = alias if alias in first_line else owner.get(alias, record.name)
            if alias in first_line or other != record.name:
                remarks.append(_alias_taken(alias, record.name, other, row, file))
            elif alias not in aliases:
                aliases.append(alias)
                owner[alias] = record.name
        yield row, replace(record, also_written=tuple(aliases))


def _name_twice(name: str, first: int, row: int, file: str) -> Problem:
    what = Text(
        zh=f"“{name}”在第 {first} 行和第 {row} 行各有一条记录，第 {row} 行没有读入",
        en=f"“{name}” is recorded in row {first} and again in row {row}; row {row} is not read",
    )
    remedy = Text(zh="请合并成一行", en="make one row of the two")
    return _error("name-twice", what, remedy, file, row, "name", name)


def _alias_taken(alias: str, name: str, other: str, row: int, file: str) -> Problem:
    if other == alias:
        what = Text(
            zh=f"“{alias}”既是一个单位的名称，又记作“{name}”的其他写法；后者没有采用",
            en=f"“{alias}” is a unit of its own and also a spelling of “{name}”; the latter is not used",
        )
        remedy = Text(
            zh=f"若是同一单位，请删去“{alias}”一行；若不是，请从其他写法中删去",
            en=f"if they are one unit, remove the row “{alias}”; if not, remove it from also_written",
        )
    else:
        what = Text(
            zh=f"“{alias}”同时记作“{other}”和“{name}”的其他写法；后者没有采用",
            en=f"“{alias}” is recorded as a spelling of “{other}” and of “{name}”; the latter is not used",
        )
        remedy = Text(zh="请只留在一个单位名下", en="leave it with one of them")
    return _error("alias-clash", what, remedy, file, row, "also_written", alias)


def find_unused_records(units: UnitTable, plan: Plan) -> tuple[Problem, ...]:
    """A note for every recorded name and spelling that the plan never prints."""
    printed = {assignment.printed for assignment in plan.assignments}
    notes = []
    for record, row in zip(units.records, units.lines, strict=True):
        if not printed.intersection((record.name, *record.also_written)):
            notes.append(_not_found(record.name, row, "name", units.file))
            continue
        notes.extend(
            _not_found(alias, row, "also_written", units.file) for alias in record.also_written if alias not in printed
        )
    return tuple(notes)


def _not_found(name: str, row: int, column: str, file: str) -> Problem:
    what = Text(zh=f"方案中没有出现“{name}”", en=f"“{name}” does not occur in the plan")
    remedy = Text(zh="请核对写法；不需要的记录可以删去", en="check the spelling; remove the record if it is not needed")
    return Problem("recorded-not-found", Severity.NOTE, what, remedy, file, row, column, name)


def _error(code: str, what: Text, remedy: Text, file: str, row: int, column: str, value: str) -> Problem:
    return Problem(code, Severity.ERROR, what, remedy, file, row, column, value)
