"""Help and complaints in the language of messages: the code has the English, `locale/zh` the Chinese, by gettext.

click looks up its own words in the same catalogue. `python docs/generate.py` compiles it.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Iterable
from functools import cache, partial

import click

LOCALE = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120 - pathlib costs every start 5 ms
gettext.bindtextdomain("messages", LOCALE)


class TranslatedAttribute:
    """An attribute that is written in English and read in the language of messages."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._kept = f"_{name}_in_english"

    def __set__(self, one: object, text: str | None) -> None:
        setattr(one, self._kept, text and " ".join(text.split()))

    def __get__(self, one: object, owner: type) -> str | None:
        text: str | None = getattr(one, self._kept, None)
        return gettext.gettext(text) if text else text


class WideHelpFormatter(click.HelpFormatter):
    """Lays out help whose characters are two columns wide."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How a command is written; no space after a colon that is wide itself."""
        usage = gettext.gettext("Usage:")
        head = (prefix or (usage if usage.endswith("：") else f"{usage} ")) + f"{prog} "
        lines = wrap_help_text(args, max(self.width - count_text_columns(head), 20))
        self.write((head + f"\n{' ' * count_text_columns(head)}".join(lines)).rstrip() + "\n")

    def write_heading(self, heading: str) -> None:
        """A line of its own, with a colon."""
        self.write(" " * self.current_indent + gettext.gettext("{heading}:").format(heading=heading) + "\n")

    def write_text(self, text: str) -> None:
        """A paragraph."""
        indent = " " * self.current_indent
        self.write("".join(f"{indent}{line}\n" for line in wrap_help_text(text, self.width - self.current_indent)))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Terms, each with its text beside it; under it where the term is too long."""
        rows = list(rows)
        first = min(max(map(count_text_columns, (term for term, _ in rows))), col_max) + col_spacing
        indent = " " * self.current_indent
        for term, text in rows:
            lines = wrap_help_text(text, max(self.width - self.current_indent - first, 10))
            if count_text_columns(term) + col_spacing > first:
                self.write(f"{indent}{term}\n")
                term = ""  # noqa: PLW2901 - it stands on a line of its own
            for line in lines or [""]:
                self.write(f"{indent}{term}{' ' * (first - count_text_columns(term))}{line}".rstrip() + "\n")
                term = ""  # noqa: PLW2901 - only the first line has it


class _Context(click.Context):
    formatter_class = WideHelpFormatter


class TranslatedCommand(click.Command):
    """A command whose help is translated."""

    context_class = _Context
    help = TranslatedAttribute()
    options_metavar = TranslatedAttribute()

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence; click finds its end, and where to cut it, in English alone."""
        first, stop, _ = (self.help or "").partition("。")
        return first + stop if stop else super().get_short_help_str(limit)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """-h and --help, which click makes, in the language of now."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = gettext.gettext("Show this message and exit.")
        return found


class TranslatedGroup(TranslatedCommand, click.Group):
    """The command that has all the others."""

    command_class = TranslatedCommand
    subcommand_metavar = TranslatedAttribute()  # type: ignore[assignment]


class TranslatedOption(click.Option):
    """An option whose help is translated."""

    help = TranslatedAttribute()
    metavar = TranslatedAttribute()


class TranslatedArgument(click.Argument):
    """An argument whose name in the usage line is translated."""

    metavar = TranslatedAttribute()


option = partial(click.option, cls=TranslatedOption)
argument = partial(click.argument, cls=TranslatedArgument)


def count_text_columns(text: str) -> int:
    """How many columns of a terminal the text takes.

    >>> count_text_columns("县科协 OK")
    9
    """
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def wrap_help_text(text: str, width: int) -> list[str]:
    """The text on lines of at most `width` columns; Chinese breaks anywhere but before a stop.

    >>> wrap_help_text("生成报告：index.html 和 analysis.json。", 18)
    ['生成报告：', 'index.html 和', 'analysis.json。']
    """
    lines = [""]
    for piece in _pieces().findall(text):
        if count_text_columns(lines[-1] + piece.rstrip()) > width and lines[-1]:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines if line.strip()]


@cache
def _pieces() -> re.Pattern[str]:
    """What stays on one line: a word of Latin letters, or one character, with its brackets and the stops after it."""
    return re.compile(r"[（“]*(?:[!-~]+|[^\s（“])[，。；：、）”]*|\s+|.")
