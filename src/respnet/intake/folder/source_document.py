"""The document that plan.toml names: its texts go to the tasks of tasks.csv that it prints under number and title."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.core.errors import InputError, to_input_error
from respnet.core.i18n import Text
from respnet.core.lookup import match_key
from respnet.core.messages import truncate_text
from respnet.core.problems import Problem, Severity

if TYPE_CHECKING:
    from respnet.intake.builder import TaskRow

_FILE, _KEY = "plan.toml", "source_file"


def add_source_texts(
    folder: Path, name: str, rows: tuple[TaskRow, ...]
) -> tuple[tuple[TaskRow, ...], tuple[Problem, ...]]:
    """Fill in text, clause and source of the rows that have no text, from the plan's document.

    Rows stay as they are otherwise: what a document says of units, deadlines and targets is not taken over. A text is
    joined only where printed number, part and title are the same and stand once on either side.

    Args:
        folder: The plan folder.
        name: Path of the document, relative to the folder.
        rows: The tasks of tasks.csv.

    Returns:
        The rows, and a note on those without a text, or a warning where the document cannot be read.

    Raises:
        InputError: The path leads out of the folder.
    """
    path = folder / name
    if not name.isprintable() or not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        shown = truncate_text(name)
        raise InputError(
            zh=f"{folder / _FILE} 的 {_KEY} 是“{shown}”，不在方案文件夹里。请把文件放进文件夹，只写文件名。",
            en=f"{folder / _FILE}: {_KEY} is “{shown}”, which is outside the plan folder. Put the document into the "
            "folder and write its name alone.",
        )
    try:
        found = _read_texts(path)
    except (OSError, InputError) as error:
        why = error.text if isinstance(error, InputError) else to_input_error(path, error).text
        what = Text(zh=f"方案原文没有读入：{why.zh}", en=f"the plan's document is not read: {why.en}")
        remedy = Text(zh=f"请核对 {_KEY}；不需要原文时删去这一行", en=f"check {_KEY}, or remove the line")
        return rows, (Problem("source-unread", Severity.WARNING, what, remedy, _FILE, column=_KEY, value=name),)
    once = Counter(map(_key, rows))
    joined = tuple(
        replace(row, text=other.text, clause=row.clause or other.clause, source=row.source or other.source)
        if not row.text and once[_key(row)] == 1 and (other := found.get(_key(row)))
        else row
        for row in rows
    )
    missing = [row.number or row.title for row in joined if not row.text]
    return joined, (_describe_missing(name, len(rows), missing),) if missing else ()


def _read_texts(path: Path) -> dict[tuple[str, ...], TaskRow]:
    from respnet.intake.clauses.extractor import extract
    from respnet.intake.documents.formats import read_document

    rows = extract(read_document(path)).rows
    once = Counter(map(_key, rows))
    return {_key(row): row for row in rows if row.text and once[_key(row)] == 1}


def _key(row: TaskRow) -> tuple[str, ...]:
    return match_key(row.number), match_key(row.part), match_key(row.title)


def _describe_missing(name: str, rows: int, missing: list[str]) -> Problem:
    shown = "、".join(missing[:10]) + ("……" if len(missing) > 10 else "")
    what = Text(
        zh=f"{rows} 项任务中有 {rows - len(missing)} 项在 {name} 里找到原文，另 {len(missing)} 项没有：{shown}",
        en=f"{name} gives the text of {rows - len(missing)} of {rows} tasks; {len(missing)} have none: {shown}",
    )
    remedy = Text(zh="编号和名称须与原文一致", en="number and title must be those of the document")
    return Problem("source-part", Severity.NOTE, what, remedy, file=_FILE, column=_KEY, value=name)
