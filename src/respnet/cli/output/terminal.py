"""Output of the commands: complete texts in one language for the terminal, and data for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import click

from respnet.core.i18n import Lang, Text, format_count
from respnet.core.messages import escape_controls
from respnet.core.problems import SEVERITY_WORDS, Problem, Severity


def format_problems_text(problems: Sequence[Problem], lang: Lang) -> str:
    """Format problems with location and remedy, followed by the counts of each severity.

    Control and direction marks are spelt out, here and in every text below: names and values are foreign input.

    Args:
        problems: The problems, in order.
        lang: Language of the text.
    """
    lines = []
    for problem in problems:
        row = "" if problem.row is None else Text(zh=f"第 {problem.row} 行", en=f"row {problem.row}").of(lang)
        place = ", ".join(part for part in (problem.file, row, problem.column) if part)
        level = SEVERITY_WORDS[problem.level].of(lang)
        lines.append(f"{level}  {place + ': ' if place else ''}{problem.what.of(lang)}  [{problem.code}]")
        lines.append(f"      {problem.remedy.of(lang)}")
    errors, warnings, notes = (sum(problem.level is level for problem in problems) for level in Severity)
    said = Text(
        zh=f"{errors} 个错误，{warnings} 个警告，{notes} 条提示。",
        en=f"{format_count(errors, 'error', 'errors')}, {format_count(warnings, 'warning', 'warnings')}, "
        f"{format_count(notes, 'note', 'notes')}.",
    )
    return "\n".join(escape_controls(line) for line in [*lines, said.of(lang)])


def format_problems_json(problems: Sequence[Problem]) -> str:
    """Format problems as a JSON list, texts in both languages."""
    return format_json([problem.to_dict() for problem in problems])


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], *before: str) -> None:
    """Print a table as wide as the terminal.

    Args:
        headings: The column headings.
        rows: The cells, in which control and direction marks are spelt out.
        right: For each column, True to align it to the right (numbers).
        *before: Texts above the table.
    """
    from respnet.cli.options import escape_lines, get_terminal_width
    from respnet.render.terminal_table import build_text_table, render_text

    cells = [[escape_controls(cell) for cell in row] for row in rows]
    parts = [*map(escape_lines, before), build_text_table(headings, cells, right)]
    click.echo(render_text(parts, get_terminal_width()), nl=False)


def format_json(value: object, indent: int | None = 1) -> str:
    r"""Serialize to JSON with Chinese unescaped and invisible characters escaped.

    Args:
        value: What `json` can serialize.
        indent: Blanks of a level; None for one line.

    >>> format_json(["县\u202e"])
    '[\n "县\\u202e"\n]'
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return "".join(json.dumps(one)[1:-1] if one != "\n" and escape_controls(one) != one else one for one in text)


def write_data(text: str) -> None:
    """Write data for programs to standard output, in UTF-8 whatever the console's encoding.

    A console that lacks a character shows ? for it; in a file or a pipe that would change the data without a word.
    """
    if isinstance(sys.stdout, TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    else:
        click.echo(text, nl=False)
