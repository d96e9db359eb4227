"""Output of data for programs."""

from __future__ import annotations

import sys
from io import TextIOWrapper

import click


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
