"""The fixed form of a file in `cypher/questions`: comments that describe the question, then one statement.

    // zh: title in Chinese
    // en: title in English
    // about zh: what is counted, in Chinese
    // about en: the same in English
    // parameter NAME (text|number|unit|task|day): Chinese | English | example      (none or more)
    // column NAME (number|role|kind|origin|list|path): Chinese | English       (one or more)

A column without brackets holds plain text. `$plan`, the plan that is asked about, is not declared;
a statement without it looks at all plans of the store.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from respnet.core.i18n import Text
from respnet.queries.arguments import parse_whole_number
from respnet.queries.query import AnswerColumn, ColumnType, Parameter, ParameterType, Question
from respnet.stores.statements import find_parameters, is_single_statement

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_PIECE = re.compile(r"// (?:(zh|en|about zh|about en)|(parameter|column) (\w+)(?: \((\w+)\))?): (\S.*)")
_TEXTS = ("zh", "en", "about zh", "about en")


def parse_question(name: str, text: str) -> Question:
    """Parse one question file.

    Args:
        name: Name of the question, which is the file's stem.
        text: Content of the file.

    Returns:
        The question.

    Raises:
        ValueError: The file breaks the fixed form; the message gives file and line.
    """
    lines = text.split("\n")
    header = next((place for place, line in enumerate(lines) if not line.startswith("//")), len(lines))
    texts: list[str] = []
    takes: list[Parameter] = []
    shows: list[AnswerColumn] = []
    for number, line in enumerate(lines[:header], 1):
        try:
            _read_line(line, texts, takes, shows)
        except ValueError as fault:
            raise ValueError(f"cypher/questions/{name}.cypher, line {number}: {fault}") from fault
    body = "\n".join(lines[header:])
    wrong = _wrong(texts, takes, shows, body)
    if wrong:
        raise ValueError(f"cypher/questions/{name}.cypher: {wrong}")
    zh, en, about_zh, about_en = texts
    return Question(name, Text(zh=zh, en=en), Text(zh=about_zh, en=about_en), tuple(takes), tuple(shows), body)


def _read_line(line: str, texts: list[str], takes: list[Parameter], shows: list[AnswerColumn]) -> None:
    """Parse one header line into `texts`, `takes` or `shows`; ValueError explains an invalid line."""
    found = _PIECE.fullmatch(line)
    if not found:
        raise ValueError(f"not of the fixed form: {line}")
    key, sort, name, kind, rest = found.groups()
    if key:
        if takes or shows or len(texts) == len(_TEXTS) or key != _TEXTS[len(texts)]:
            raise ValueError(f"“{key}” is out of order; first come {', '.join(_TEXTS)}")
        texts.append(rest)
        return
    if not _NAME.fullmatch(name):
        raise ValueError(f"names are small ASCII letters, digits and _, not {name}")
    pieces = [piece.strip() for piece in rest.split("|")]
    if sort == "parameter":
        if shows:
            raise ValueError("parameters come before columns")
        zh, en, example = _pieces(pieces, "zh | en | example")
        takes.append(
            Parameter(name, ParameterType(_one_of(kind or "", list(ParameterType))), Text(zh=zh, en=en), example)
        )
    else:
        zh, en = _pieces(pieces, "zh | en")
        shows.append(AnswerColumn(name, ColumnType(_one_of(kind or "text", list(ColumnType))), Text(zh=zh, en=en)))


def _pieces(pieces: list[str], form: str) -> list[str]:
    if len(pieces) != form.count("|") + 1 or not all(pieces):
        raise ValueError(f"after the colon stands {form}, and none of them is empty")
    return pieces


def _one_of(kind: str, kinds: Sequence[str]) -> str:
    if kind not in kinds:
        raise ValueError(f"in brackets stands one of {', '.join(kinds)}, not “{kind}”")
    return kind


def _wrong(texts: list[str], takes: list[Parameter], shows: list[AnswerColumn], body: str) -> str:
    """Describe the first fault of a file as a whole; empty if there is none."""
    if len(texts) < len(_TEXTS):
        return f"“{_TEXTS[len(texts)]}” is missing"
    names, columns = [one.name for one in takes], [one.name for one in shows]
    if not columns or len(set(columns)) < len(columns) or len(set(names)) < len(names):
        return "there is at least one column, and no name stands twice"
    if not body.strip() or not is_single_statement(body):
        return "exactly one statement follows the header"
    if sorted({*names, "plan"}) != sorted({*find_parameters(body), "plan"}) or "plan" in names:
        return f"the statement takes {list(find_parameters(body))}, and {names} are declared ($plan is not)"
    if any(one.takes is ParameterType.NUMBER and parse_whole_number(one.example) is None for one in takes):
        return "the example of a number is a number"
    return ""
