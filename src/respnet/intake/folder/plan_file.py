"""Reading of plan.toml: what is said of a plan."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from respnet.core.deadlines import find_period
from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.problems import Problem, Severity
from respnet.intake.builder import PlanFacts

if TYPE_CHECKING:
    from pathlib import Path

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
