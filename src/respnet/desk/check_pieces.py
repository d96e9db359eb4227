"""Blocks and rows of the page under check as markup, written here since a template takes a second for 3,000 of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from respnet.desk.check_labels import CHECK_LABELS
from respnet.intake.documents.document import format_source
from respnet.render.review.highlights import escape_text, split_at_marks

if TYPE_CHECKING:
    from respnet.core.i18n import Lang
    from respnet.intake.language.normalize import Span
    from respnet.workspace.state import BlockState, Mark, RowState


_REMEMBERED = 20_000
"""Pieces of markup that are kept, since a page shows most of them again."""


def format_place(place: Span | None) -> str:
    """Format a place for the script: block, row, column, start and end; empty for none."""
    return f"{place.block} {place.row} {place.column} {place.start} {place.end}" if place else ""


@lru_cache(_REMEMBERED)
def render_block(number: int, block: BlockState, nth: int, lang: Lang) -> str:
    """Render a block of the document.

    Args:
        number: Its place in the document, from 0.
        block: The block.
        nth: For a table, which of those with the same header it is, from 1.
        lang: Language of the page.
    """
    kinds = {mark.kind for mark in block.marks}
    classes = " starts" * ("task" in kinds) + " asked" * ("question" in kinds) + " head" * bool(block.heading)
    begin = f'<div class="line{classes}" id="b-{number}" tabindex="-1">'
    if not block.cells:
        auto = f'<span class="auto">{escape_text(block.number)} </span>' if block.number else ""
        return (
            f'{begin}{auto}<p class="text" data-at="{number} -1 -1">{_render_text(block.text, block.marks)}</p></div>'
        )
    rows = []
    for down, row in enumerate(block.cells):
        cells = (
            f'<td class="text" data-at="{number} {down} {across}"{_span("row", cell.rows)}{_span("col", cell.columns)}>'
            f"{_render_text(cell.text, cell.marks)}</td>"
            for across, cell in enumerate(row)
        )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    header = escape_text(json.dumps([cell.text for cell in block.cells[0]], ensure_ascii=False))
    label = escape_text(format_source(block.source, lang))
    return (
        f'{begin}<div class="scroll" tabindex="0" role="group" aria-label="{label}"><table class="original" '
        f'data-header="{header}" data-nth="{nth}"><tbody>{"".join(rows)}</tbody></table></div></div>'
    )


def _span(what: str, count: int) -> str:
    return f' {what}span="{count}"' if count > 1 else ""


def _render_text(text: str, marks: Sequence[Mark]) -> str:
    """Render a text with its marks, one within another, so that a browser has few elements to lay out."""
    if not marks:
        return escape_text(text)
    outermost = sorted(marks, key=lambda one: (one.start, -one.end, one.kind != "question"))
    pieces: list[str] = []
    opened: list[str] = []
    for part, tokens in split_at_marks(text, [(one.start, one.end, f"{one.kind} {one.row}") for one in outermost]):
        same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(opened, tokens, strict=False))))
        pieces.append("</span>" * (len(opened) - same))
        for at in range(same, len(tokens)):
            kind, _, row = tokens[at].partition(" ")
            around = tokens[at - 1].partition(" ")[2] if at else ""
            of_row = f' data-r="{escape_text(row)}"' if row not in ("", around) else ""
            pieces.append(f'<span class="m {kind}"{of_row}>')
        pieces.append(escape_text(part))
        opened = list(tokens)
    return "".join(pieces) + "</span>" * len(opened)


@lru_cache(_REMEMBERED)
def render_row(row: RowState, label: str, heading: str, *, asked: bool, lang: Lang) -> str:
    """Render a row of the table of tasks.

    Args:
        row: The row.
        label: Its printed number, or its place among all rows.
        heading: Its section where a new one begins, else empty.
        asked: True if something is asked about it.
        lang: Language of the page.
    """
    classes = " checked" * row.checked + " bare" * (not row.units) + " asked" * asked
    more = escape_text(" · ".join(one for one in (row.deadline, *row.targets) if one))
    role, units = None, []
    for unit in row.units:
        if unit.role is not role:
            role = unit.role
            units.append(f'<span class="sr">{CHECK_LABELS[role].of(lang)}</span>')
        unsure = " unsure" * unit.unsure
        known = f' title="{escape_text(unit.unit)}"' * bool(unit.unit)
        name = escape_text(unit.name)
        units.append(f'<bdi class="u {unit.role}{unsure}" data-role="{unit.role}"{known}>{name}</bdi>')
    named = " ".join(units) or f"<em>{CHECK_LABELS['no_units'].of(lang)}</em>"
    seen = f'<span class="tick">✓ <span class="sr">{CHECK_LABELS["seen"].of(lang)}</span></span>' if row.checked else ""
    return (
        f'<div class="r{classes}" role="row" id="r-{escape_text(row.key)}" tabindex="-1" '
        f'data-label="{escape_text(label)}" data-at="{format_place(row.place)}">'
        + (f'<span class="sec" role="gridcell">{escape_text(heading)}</span>' if heading else "")
        + f'<span class="no" role="gridcell">{escape_text(label)}</span> '
        f'<bdi class="ti" role="gridcell">{escape_text(row.title)}</bdi>'
        + (f' <small role="gridcell">{more}</small>' if more else "")
        + f'<span class="us" role="gridcell">{named}{seen}</span></div>'
    )
