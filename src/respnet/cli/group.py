"""The `respnet` command group; each command has a file of its own beside this one."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import StringIO, TextIOWrapper
from typing import Any

import click

from respnet.cli.localized_click import TranslatedGroup, TranslatedOption
from respnet.cli.options import escape_lines
from respnet.core.i18n import Text, get_message_lang


@click.group(
    cls=TranslatedGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Who does what in a government plan, as a graph and as one report that anyone can read.",
)
@click.version_option(
    package_name="respnet", prog_name="respnet", cls=TranslatedOption, help="Show the version and exit."
)
def main() -> None:
    """Command group with all commands of respnet."""
    # pypinyin's phrase tables take 0.2 s to load and searching by initials needs single characters only.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")


def run(arguments: Sequence[str] | None = None) -> Any:
    """Run the command group; every exception becomes a message, never a traceback."""
    if sys.stderr is None:  # pythonw.exe, which an icon starts: there is no console
        return _run_without_console(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a console that lacks a character shows ? for it, and nothing is lost
            stream.reconfigure(errors="replace")
    os.environ["LANGUAGE"] = get_message_lang()  # what click says follows it, by gettext
    try:
        return main(list(arguments) if arguments is not None else None)
    except Exception as error:  # the last resort: a fault of respnet's own
        if os.environ.get("RESPNET_DEBUG"):
            raise
        said = Text(
            zh=f"respnet 内部出错（{type(error).__name__}：{error}）。没有写出任何不完整的文件。"
            "请设 RESPNET_DEBUG=1 重试，并把显示的内容报告给开发者。",
            en=f"respnet has a fault ({type(error).__name__}: {error}). No file was left half written. "
            "Set RESPNET_DEBUG=1, try again, and report what it shows to the developers.",
        )
        click.echo(escape_lines(said.of(get_message_lang())), err=True)
        sys.exit(1)


def _run_without_console(arguments: Sequence[str] | None) -> Any:
    """Run the command group and show in a window why it did not work: who double-clicks has nothing else to see."""
    sys.stdout = sys.stderr = said = StringIO()
    try:
        return run(arguments)
    except SystemExit as end:
        if end.code:
            show_message(said.getvalue().strip())
        raise


def show_message(text: str) -> None:
    """Show a message in a window of Windows and wait until it is closed."""
    import ctypes

    error, in_front = 0x10, 0x10000  # MB_ICONERROR, MB_SETFOREGROUND
    getattr(ctypes, "WinDLL")("user32").MessageBoxW(None, text, "责任网", error | in_front)  # noqa: B009
