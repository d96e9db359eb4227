"""Localized help and error messages for click: English in the code, Chinese in `locale/zh`, by gettext.

click looks up its own words in the same catalogue. `python docs/generate.py` compiles it.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

import click

from respnet.core.messages import count_columns, wrap_text

if TYPE_CHECKING:
    from respnet.core.i18n import Lang

LOCALE = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120 - pathlib costs every start 5 ms
gettext.bindtextdomain("messages", LOCALE)


class TranslatedAttribute:
    """Descriptor of an attribute that is set in English and read in the message language."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._kept = f"_{name}_in_english"

    def __set__(self, one: object, text: str | None) -> None:
        setattr(one, self._kept, text and " ".join(text.split()))

    def __get__(self, one: object, owner: type) -> str | None:
        text: str | None = getattr(one, self._kept, None)
        if not text:
            return text
        translated = gettext.gettext(text)
        return fill_formats(translated, is_english=translated == text) if "{formats}" in text else translated


def fill_formats(text: str, *, is_english: bool) -> str:
    """Put the formats that are read into a help text, and behind it which of them this computer does not read.

    Args:
        text: The help, with {formats} where they stand.
        is_english: Whether it is the English one.
    """
    from respnet.intake.documents.converters import describe_missing
    from respnet.intake.documents.formats import list_readable_formats

    lang: Lang = "en" if is_english else "zh"
    return f"{text.replace('{formats}', list_readable_formats().of(lang))} {describe_missing().of(lang)}".rstrip()


class WideHelpFormatter(click.HelpFormatter):
    """Help formatter for double-width characters."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line; no space follows a full-width colon.

        Args:
            prog: Name of the program with its commands.
            args: Arguments and options.
            prefix: Replacement of the translated "Usage:".
        """
        usage = gettext.gettext("Usage:")
        head = (prefix or (usage if usage.endswith("：") else f"{usage} ")) + f"{prog} "
        lines = wrap_text(args, max(self.width - count_columns(head), 20))
        self.write((head + f"\n{' ' * count_columns(head)}".join(lines)).rstrip() + "\n")

    def write_heading(self, heading: str) -> None:
        """Write a heading with a colon."""
        self.write(" " * self.current_indent + gettext.gettext("{heading}:").format(heading=heading) + "\n")

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        indent = " " * self.current_indent
        self.write("".join(f"{indent}{line}\n" for line in wrap_text(text, self.width - self.current_indent)))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a definition list.

        Args:
            rows: Terms with their texts; the text starts on a new line where the term is too long.
            col_max: Largest width of the column of terms.
            col_spacing: Width of the gap between the columns.
        """
        rows = list(rows)
        first = min(max(map(count_columns, (term for term, _ in rows))), col_max) + col_spacing
        indent = " " * self.current_indent
        for term, text in rows:
            lines = wrap_text(text, max(self.width - self.current_indent - first, 10))
            if count_columns(term) + col_spacing > first:
                self.write(f"{indent}{term}\n")
                term = ""  # noqa: PLW2901 - it stands on a line of its own
            for line in lines or [""]:
                self.write(f"{indent}{term}{' ' * (first - count_columns(term))}{line}".rstrip() + "\n")
                term = ""  # noqa: PLW2901 - only the first line has it


class _Context(click.Context):
    formatter_class = WideHelpFormatter


class TranslatedCommand(click.Command):
    """A command with translated help."""

    context_class = _Context
    help = TranslatedAttribute()
    options_metavar = TranslatedAttribute()

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first sentence; click's own method finds and cuts only English sentences."""
        first, stop, _ = (self.help or "").partition("。")
        return first + stop if stop else super().get_short_help_str(limit)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return click's -h/--help option with translated help."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = gettext.gettext("Show this message and exit.")
        return found


class TranslatedGroup(TranslatedCommand, click.Group):
    """A command group with translated help."""

    command_class = TranslatedCommand
    subcommand_metavar = TranslatedAttribute()  # type: ignore[assignment]


class TranslatedOption(click.Option):
    """An option with translated help."""

    help = TranslatedAttribute()
    metavar = TranslatedAttribute()


class TranslatedArgument(click.Argument):
    """An argument with a translated name in the usage line."""

    metavar = TranslatedAttribute()


option = partial(click.option, cls=TranslatedOption)
argument = partial(click.argument, cls=TranslatedArgument)
