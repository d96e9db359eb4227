"""Cells of an answer to a named question in words: roles, kinds and origins translated, lists joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from respnet.core.i18n import Lang, Text
from respnet.core.plan import KIND_WORDS, ROLE_WORDS, Origin
from respnet.queries.query import AnswerColumn, ColumnType, Question

if TYPE_CHECKING:
    from respnet.stores.protocol import CypherValue, ResultSet

ORIGIN_WORDS = {
    Origin.PRINTED: Text(zh="逐条写明", en="printed"),
    Origin.INHERITED: Text(zh="沿用总条目", en="inherited"),
    Origin.CONVENTION: Text(zh="按惯例确定", en="by convention"),
}

_WORDS: dict[ColumnType, dict[str, Text]] = {
    ColumnType.ROLE: {role.value: word for role, word in ROLE_WORDS.items()},
    ColumnType.KIND: {kind.value: word for kind, word in KIND_WORDS.items()},
    ColumnType.ORIGIN: {origin.value: word for origin, word in ORIGIN_WORDS.items()},
}


def format_cells(rows: ResultSet, question: Question, lang: Lang) -> list[list[str]]:
    """Format the cells of an answer, row by row.

    Args:
        rows: The answer.
        question: The question.
        lang: Language of words.
    """
    return [
        [_format_cell(value, column, lang) for value, column in zip(row, question.columns, strict=True)]
        for row in rows.rows
    ]


def _format_cell(value: CypherValue, column: AnswerColumn, lang: Lang) -> str:
    if isinstance(value, list):
        between = " > " if column.holds is ColumnType.PATH else "；" if lang == "zh" else "; "
        return between.join(str(piece) for piece in value)
    said = "" if value is None else str(value)
    word = _WORDS.get(column.holds, {}).get(said)
    return word.of(lang) if word else said
