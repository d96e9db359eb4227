"""Plain-text tables for terminals, in which wide characters count as two columns."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from respnet.core.messages import wrap_text

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.containers import Lines
    from rich.text import Text

TERMINAL_WIDTH = 100
"""Columns of a terminal whose width is not known."""

_NARROWEST = 40  # less than this shows one character a line


def _wrap(text: str, width: int) -> list[str]:
    """Wrap lines as `wrap_text` does; what is still longer than a line is cut."""
    from rich.cells import chop_cells

    lines = [part for line in text.split("\n") for part in wrap_text(line, width) or [""]]
    return [part for line in lines for part in chop_cells(line, width) or [""]]


@cache
def _get_cell_class() -> type[Text]:
    """Return rich's text with our line breaks; rich is loaded only where a table is printed."""
    from rich.containers import Lines
    from rich.text import Text

    class CellText(Text):
        def wrap(self, console: Console, width: int, **how: Any) -> Lines:
            made = Lines(map(Text, _wrap(self.plain, width)))
            made.justify(console, width, justify=how["justify"] or "left", overflow="fold")
            return made

    return CellText


def build_text_table(headings: Sequence[str], cells: Iterable[Sequence[str]], right: Sequence[bool]) -> RenderableType:
    """Build a table for a terminal, wide characters counted as two columns.

    Args:
        headings: The column headings.
        cells: The rows.
        right: For each column, True to align it to the right (numbers).
    """
    from rich.box import Box
    from rich.table import Table

    cell_text = _get_cell_class()
    # Of plain ASCII: terminals do not agree how wide a drawn line is beside Chinese.
    box = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
    table = Table(box=box, show_edge=False, pad_edge=False)
    for heading, is_number in zip(headings, right, strict=True):
        table.add_column(cell_text(heading), justify="right" if is_number else "left", overflow="fold", min_width=2)
    for row in cells:
        table.add_row(*map(cell_text, row))  # as text, nothing in a value is markup
    return table


def render_text(parts: Iterable[RenderableType], width: int) -> str:
    """Render parts as plain text.

    Args:
        parts: Texts and tables, from the top.
        width: Largest width in columns.
    """
    from rich.console import Console

    out = io.StringIO()
    console = Console(
        file=out, width=max(width, _NARROWEST), color_system=None, force_terminal=False, legacy_windows=False
    )
    for part in parts:
        if isinstance(part, str):
            out.write("\n".join(_wrap(part, console.width)) + "\n")
        else:
            console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().removesuffix("\n").split("\n"))
