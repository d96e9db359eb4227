"""Reading of plan.toml and units.csv: what is said of a plan, and what people have recorded about names."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from respnet.core.deadlines import find_period
from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.plan import KIND_WORDS, Plan, UnitKind
from respnet.core.problems import Problem, Severity
from respnet.core.unit_names import UnbalancedBracketError, split_units
from respnet.intake.builder import PlanFacts, UnitRecord
from respnet.intake.tables.columns import UNIT_VOCABULARY, ColumnMatch, match_columns, parse_positive_number
from respnet.intake.tables.table import find_unread_columns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from respnet.intake.tables.table import Table, TableLine

PLAN_KEYS = (
    *("id", "title", "area", "document_number", "issuer", "issued", "published", "period"),
    *("lead_rule", "owner", "focus"),
)
"""The keys of plan.toml that say something of the plan, in the order they are written."""
SOURCE_FILE = "source_file"
"""The key that names the plan's document. It belongs to the folder, not to the plan, and is not written."""

_DATES = ("issued", "published")
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_YEAR = re.compile(r"[12]\d{3}年?")
_CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")


@dataclass(frozen=True, slots=True)
class PlanFile:
    """The facts in plan.toml, the document that it names, and what was noticed while reading it."""

    facts: PlanFacts
    remarks: tuple[Problem, ...] = ()
    source_file: str = ""


def read_plan_file(path: Path, name: str) -> PlanFile:
    """The facts in the file at `path`; `name` is the last resort for the plan's id.

    Raises InputError where it is not TOML, or a value is of the wrong type.
    """
    content = _content(path)
    texts = {key: _text(path, key, content[key]) for key in PLAN_KEYS if key in content and key != "focus"}
    focus = _names(path, content["focus"]) if "focus" in content else ()
    source = _text(path, SOURCE_FILE, content.pop(SOURCE_FILE, ""))
    unknown = tuple(_unknown(path.name, key) for key in content if key not in PLAN_KEYS)
    return PlanFile(PlanFacts(name=name, focus=focus, **texts), unknown, source)


def _content(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(
            zh=f"{path} 不是 UTF-8 编码，无法读取。请另存为 UTF-8。",
            en=f"{path} is not UTF-8 and cannot be read. Save it as UTF-8.",
        ) from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise InputError(
            zh=f"{path} {f'第 {line[1]} 行' if line else '末尾'}写法有误（{error}）。"
            f'每行应为：键 = "文字"，如 title = "方案名称"；文字要加英文引号。',
            en=f"{path} cannot be read: {error}. "
            f'Each line is: key = "text", such as title = "name of the plan", with straight quotation marks.',
        ) from error


def _text(path: Path, key: str, value: object) -> str:
    if key in _DATES:
        return _date(path, key, value)
    if key == "period":
        return _period(path, value)
    if not isinstance(value, str):
        raise _wrong_type(
            path, key, value, Text(zh='加引号的文字，如 "县科协"', en='text in quotation marks, such as "县科协"')
        )
    return value.strip()


def _date(path: Path, key: str, value: object) -> str:
    """The date as ISO text; 2022年5月10日 is understood."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    text = value.strip() if isinstance(value, str) else None
    if text is not None and (chinese := _CHINESE.fullmatch(text)):
        text = "-".join(part.zfill(2) for part in chinese.groups() if part)
    if text == "" or (text is not None and _ISO.fullmatch(text) and _exists(text)):
        return text
    raise _wrong_type(path, key, value, Text(zh='日期，如 "2022-05-10"', en='a date, such as "2022-05-10"'))


def _period(path: Path, value: object) -> str:
    """The period as 2021-2025; 2021—2025年 and a year alone are understood."""
    text = str(value).strip() if isinstance(value, str | int) else "?"
    period = find_period(text) if not _YEAR.fullmatch(text) else text[:4]
    if text and not period:
        expected = Text(zh='年份，如 "2021-2025"', en='years, such as "2021-2025"')
        raise _wrong_type(path, "period", value, expected)
    return period


def _exists(date: str) -> bool:
    try:
        dt.date.fromisoformat((date + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _names(path: Path, value: object) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [None]
    if not all(isinstance(name, str) for name in names):
        expected = Text(
            zh='加方括号的名称，如 ["县科协", "县教委"]', en='names in square brackets, such as ["县科协", "县教委"]'
        )
        raise _wrong_type(path, "focus", value, expected)
    return tuple(stripped for name in names if (stripped := str(name).strip()))


def _wrong_type(path: Path, key: str, value: object, expected: Text) -> InputError:
    shown = f"“{value}”" if isinstance(value, str) else str(value)
    return InputError(
        zh=f"{path} 的 {key} 应为{expected.zh}，现在是 {shown}。",
        en=f"{path}: {key} must be {expected.en}; it is {shown}.",
    )


def _unknown(file: str, key: str) -> Problem:
    near = difflib.get_close_matches(key, (*PLAN_KEYS, SOURCE_FILE), n=1)
    remedy = (
        Text(zh=f"是不是 {near[0]}？", en=f"is {near[0]} meant?")
        if near
        else Text(zh=f"可用的键有：{'、'.join(PLAN_KEYS)}", en=f"the known keys are: {', '.join(PLAN_KEYS)}")
    )
    what = Text(zh=f"没有“{key}”这个键，没有读入", en=f"the key “{key}” is not known and not read")
    return Problem("unknown-key", Severity.NOTE, what, remedy, file, column=key)


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
    records: list[UnitRecord] = []
    lines: list[int] = []
    for line in table.lines:
        record = _record(columns, line, table.file, remarks)
        if record:
            records.append(record)
            lines.append(line.row)
    kept, kept_lines = _without_clashes(records, lines, table.file, remarks)
    return UnitTable(table.file, kept, kept_lines, tuple(remarks))


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
    records: Sequence[UnitRecord], lines: Sequence[int], file: str, remarks: list[Problem]
) -> tuple[tuple[UnitRecord, ...], tuple[int, ...]]:
    first_line: dict[str, int] = {}
    for record, row in zip(records, lines, strict=True):
        first_line.setdefault(record.name, row)
    owner: dict[str, str] = {}
    kept: list[UnitRecord] = []
    kept_lines: list[int] = []
    for record, row in zip(records, lines, strict=True):
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
        kept.append(replace(record, also_written=tuple(aliases)))
        kept_lines.append(row)
    return tuple(kept), tuple(kept_lines)


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
