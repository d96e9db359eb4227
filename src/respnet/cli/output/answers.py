"""Answers to named questions as a terminal table, CSV or JSON, and the list of questions.

Control and direction marks in values are spelt out (`<U+202E>`), so that an answer can neither move a terminal's
cursor nor reverse its text. JSON escapes them, and so loses nothing.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from respnet.cli.output.terminal import format_json
from respnet.core.formulas import FORMULA
from respnet.core.i18n import Lang, Text, format_count
from respnet.core.messages import escape_controls
from respnet.queries.answer_cells import format_cells
from respnet.queries.ask import list_questions
from respnet.queries.query import ColumnType, Question
from respnet.render.terminal_table import TERMINAL_WIDTH, build_text_table, render_text

if TYPE_CHECKING:
    from respnet.stores.protocol import ResultSet


def format_answer_table(rows: ResultSet, question: Question, lang: Lang, width: int = TERMINAL_WIDTH) -> str:
    """Format an answer as a plain-text table under its title and counting rule; ends with a line break.

    Args:
        rows: The answer.
        question: The question.
        lang: Language of headings and words.
        width: Width in terminal columns (at least 40); long cells wrap, and nothing is cut.
    """
    said = [f"{question.title.of(lang)}\n{question.about.of(lang)}\n"]
    if not rows.rows:
        return render_text([*said, _NOTHING.of(lang)], width)
    headings = [column.heading.of(lang) for column in question.columns]
    right = [column.holds is ColumnType.NUMBER for column in question.columns]
    cells = [[escape_controls(cell) for cell in row] for row in format_cells(rows, question, lang)]
    number = Text(zh=f"{len(cells)} 行", en=format_count(len(cells), "row", "rows"))
    return render_text([*said, build_text_table(headings, cells, right), number.of(lang)], width)


def format_answer_csv(rows: ResultSet, question: Question, lang: Lang) -> str:
    r"""Format an answer as CSV for spreadsheets, with the byte order mark that Excel needs.

    Text that a spreadsheet would take for a formula (it begins with = + - @ or their full-width forms) gets an
    apostrophe before it, as spreadsheets themselves mark text. Numbers stay numbers.

    Args:
        rows: The answer.
        question: The question.
        lang: Language of headings and words.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.heading.of(lang) for column in question.columns])
    for row, cells in zip(rows.rows, format_cells(rows, question, lang), strict=True):
        writer.writerow(
            [
                cell if isinstance(value, (int, float)) else "'" * bool(FORMULA.match(cell)) + escape_controls(cell)
                for value, cell in zip(row, cells, strict=True)
            ]
        )
    return "\ufeff" + out.getvalue()


def format_answer_json(rows: ResultSet, question: Question) -> str:
    """Format an answer as JSON: `question` (name), `columns` (names) and `rows`, values as stored, one row a line.

    Args:
        rows: The answer.
        question: The question.
    """
    name, columns = format_json(question.name, None), format_json(list(rows.columns), None)
    lines = ",".join(f"\n  {format_json(list(row), None)}" for row in rows.rows)
    return f'{{\n "question": {name},\n "columns": {columns},\n "rows": [{lines}\n ]\n}}\n'


def format_question_list(lang: Lang, width: int = TERMINAL_WIDTH) -> str:
    """List all questions with their parameters.

    Args:
        lang: Language of the list.
        width: Width in terminal columns.
    """
    headings = [heading.of(lang) for heading in (_NAME, _QUESTION, _PARAMETERS)]
    cells = [[one.name, one.title.of(lang), " ".join(p.name for p in one.parameters)] for one in list_questions()]
    return render_text([build_text_table(headings, cells, [False] * 3)], width)


_NOTHING = Text(zh="没有符合条件的内容。", en="Nothing found.")
_NAME = Text(zh="名称", en="name")
_QUESTION = Text(zh="问题", en="question")
_PARAMETERS = Text(zh="参数", en="parameters")
