"""Values filled into a PDF's form fields: the page shows them, but they stand beside the page's own instructions."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from pdfminer.pdftypes import dict_value, list_value, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import apply_matrix_pt, decode_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pdfminer.pdfpage import PDFPage
    from pdfminer.utils import Matrix

    from respnet.intake.documents.pdf_objects import PageCanvas, PageCost

_HIDDEN = 2 | 32
"""Annotation flags: hidden, and not to be shown on a screen."""
_DEEPEST = 20
_SIZE = re.compile(r"([\d.]+)\s+Tf\b")
_LARGEST = 12.0
"""Points; a field that leaves the size to the program is taken to be set in this at most."""


def add_form_fields(page: PDFPage, canvas: PageCanvas, cost: PageCost, matrix: Matrix) -> None:
    """Put the values of a page's form fields where they are shown, and count its comments.

    Args:
        page: The page.
        canvas: Takes the characters.
        cost: Counts them.
        matrix: From the page's own space to the canvas: a page may be turned, its corner need not be (0, 0).
    """
    for annotation in list_value(page.annots) if page.annots is not None else ():
        entries = dict_value(annotation)
        flags = resolve1(entries.get("F"))
        if isinstance(flags, int) and flags & _HIDDEN:
            continue
        if _name(entries.get("Subtype")) != "Widget":
            canvas.comments += bool(_text(entries.get("Contents")).strip())
            continue
        corners = [resolve1(one) for one in list_value(entries.get("Rect") or [])]
        value = _read_value(entries)
        if value and len(corners) == 4 and all(isinstance(one, (int, float)) for one in corners):
            cost.add_glyphs(len(value))
            left, low, right, high = (float(one) for one in corners)
            box = (min(left, right), min(low, high), abs(right - left), abs(high - low))
            for sign, place, advance, size in _place_lines(value, box, _font_size(entries)):
                along = (matrix[0] * advance, matrix[1] * advance)
                canvas.add_glyph(sign, apply_matrix_pt(matrix, place), along, size)


def _inherited(entries: Mapping[str, object], key: str) -> object:
    """An entry of a field, which may stand with the field that it is a part of."""
    for _ in range(_DEEPEST):
        if key in entries:
            return resolve1(entries[key])
        parent = resolve1(entries.get("Parent"))
        if not isinstance(parent, dict):
            break
        entries = parent
    return None


def _read_value(entries: Mapping[str, object]) -> str:
    kind = _name(_inherited(entries, "FT"))
    value = _inherited(entries, "V")
    if kind == "Btn":
        state = _name(entries.get("AS") or value)
        return "☑" if state not in ("", "Off") else ""
    if isinstance(value, list):
        return "、".join(filter(None, map(_text, value)))
    return _text(value)


def _name(value: object) -> str:
    value = resolve1(value)
    return str(value.name) if isinstance(value, PSLiteral) else ""


def _text(value: object) -> str:
    value = resolve1(value)
    return decode_text(value) if isinstance(value, bytes) else ""


def _font_size(entries: Mapping[str, object]) -> float:
    """The size that the field's appearance names; 0 where it leaves it to the program."""
    found = _SIZE.search(_text(_inherited(entries, "DA")))
    try:
        return float(found[1]) if found else 0.0
    except ValueError:
        return 0.0


def _place_lines(
    value: str, box: tuple[float, float, float, float], size: float
) -> Iterator[tuple[str, tuple[float, float], float, float]]:
    """The characters of a field with their places, widths and sizes."""
    left, low, width, height = box
    lines = value.splitlines() or [""]
    size = size or min(_LARGEST, height * 0.8 / len(lines))
    # A single line stands in the middle of its field, several from its top down.
    first = low + (height - size) / 2 + size * 0.15 if len(lines) == 1 else low + height - size
    for number, line in enumerate(lines):
        at = left
        for sign, advance in _advances(line, size, width):
            yield sign, (at, first - number * size * 1.2), advance, size
            at += advance


def _advances(line: str, size: float, width: float) -> Iterator[tuple[str, float]]:
    """The characters of a line with their widths, which are made to fit into the field."""
    widths = [size * (1 if unicodedata.east_asian_width(sign) in "WFA" else 0.5) for sign in line]
    scale = min(1.0, width / sum(widths)) if sum(widths) > 0 else 1.0
    return ((sign, one * scale) for sign, one in zip(line, widths, strict=True))
