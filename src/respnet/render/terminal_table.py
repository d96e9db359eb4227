"""Plain-text tables for terminals, in which wide characters count as two columns."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

TERMINAL_WIDTH = 100
"""Columns of a terminal whose width is not known."""

_NARROWEST = 40  # less than this shows one character a line


def build_text_table(headings: Sequence[str], cells: Iterable[Sequence[str]], right: Sequence[bool]) -> RenderableType:
    """Build a table for a terminal, wide characters counted as two columns.

    Args:
        headings: The column headings.
        cells: The rows.
        right: For each column, True to align it to the right (numbers).
    """
    from rich.box import Box
    from rich.table import Table
    from rich.text import Text as Words

    # Of plain ASCII: terminals do not agree how wide a drawn line is beside Chinese.
    box = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
    table = Table(box=box, show_edge=False, pad_edge=False)
    for heading, is_number in zip(headings, right, strict=True):
        table.add_column(Words(heading), justify="right" if is_number else "left", overflow="fold", min_width=2)
    for row in cells:
        table.add_row(*(Words(cell) for cell in row))  # as Words, nothing in a value is markup
    return table


def render_text(parts: Iterable[RenderableType], width: int) -> str:
    """Render parts as plain text.

    Args:
        parts: Texts and tables, from the top.
        width: Largest width in columns.
    """
    from rich.console import Console
    from rich.text import Text as Words

    out = io.StringIO()
    console = Console(
        file=out,
        width=max(width, _NARROWEST),
        color_system=None,
        force_terminal=False,
        legacy_windows=False,
        emoji=False,
    )
    for part in parts:
        console.print(Words(part) if isinstance(part, str) else part, overflow="fold")
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().removesuffix("\n").split("\n"))
