"""Shipped SQL statements, one file each in `sql/`, with titles and columns in a header of comments.

    -- zh: title in Chinese
    -- en: title in English
    -- about zh: what is counted, in Chinese
    -- about en: the same in English
    -- column NAME (number|share|date|key): Chinese | English       (one or more)

A column without brackets holds text. A key joins rows of two statements and is never shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from respnet.core.i18n import Text
from respnet.core.installation import find_resource_dir

COLUMN_TYPES = {"": "string", "number": "int64", "share": "double", "date": "date", "key": "int64"}
"""Types of columns, with the names that `corpus.schema.build_arrow_schema` takes."""
_TEXTS = ("zh", "en", "about zh", "about en")
_COLUMN = re.compile(r"column ([a-z][a-z0-9_]*)(?: \((\w+)\))?: ([^|]*\S) \| ([^|]*\S)")


@dataclass(frozen=True, slots=True)
class StatementColumn:
    """Column of a statement's rows; `kind` is one of COLUMN_TYPES."""

    name: str
    kind: str
    heading: Text


@dataclass(frozen=True, slots=True)
class Statement:
    """A named SQL statement; `about` states the counting rule."""

    name: str
    title: Text
    about: Text
    columns: tuple[StatementColumn, ...]
    sql: str

    @property
    def types(self) -> dict[str, str]:
        """Name and type of each column."""
        return {one.name: COLUMN_TYPES[one.kind] for one in self.columns}


@cache
def load_sql(name: str) -> Statement:
    """Return the statement in `sql/<name>.sql`, cached.

    >>> load_sql("load").title.en
    'Load of each unit in each year'
    """
    place = find_resource_dir("sql")
    for part in f"{name}.sql".split("/"):
        place = place / part
    return parse_statement(name, place.read_text(encoding="utf-8"))


def parse_statement(name: str, text: str) -> Statement:
    """Parse one file.

    Args:
        name: Name of the statement, which is the file's path in `sql` without suffix.
        text: Content of the file.

    Raises:
        ValueError: The header breaks the fixed form; the message gives the line.
    """
    lines = text.split("\n")
    header = [line.removeprefix("-- ") for line in lines[: next(n for n, at in enumerate(lines) if at[:3] != "-- ")]]
    said = [line.partition(": ") for line in header[: len(_TEXTS)]]
    columns = []
    for line in header[len(_TEXTS) :]:
        found = _COLUMN.fullmatch(line)
        if not found or (found[2] or "") not in COLUMN_TYPES:
            raise ValueError(f"sql/{name}.sql: not of the fixed form: {line}")
        columns.append(StatementColumn(found[1], found[2] or "", Text(zh=found[3], en=found[4])))
    if tuple(key for key, _, _ in said) != _TEXTS or not columns:
        raise ValueError(f"sql/{name}.sql begins with {', '.join(_TEXTS)} and its columns")
    zh, en, about_zh, about_en = (value for _, _, value in said)
    body = "\n".join(lines[len(header) :])
    return Statement(name, Text(zh=zh, en=en), Text(zh=about_zh, en=about_en), tuple(columns), body)
