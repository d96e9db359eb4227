"""Drawn content of the pages of an OFD (GB/T 33190): characters with their places, and ruled lines.

An OFD is a ZIP of XML: `OFD.xml` names the documents, a document its pages, a page its objects in millimetres from the
upper left corner. Names are looked for without their namespace, since older files have others or none.
"""

from __future__ import annotations

import math
import posixpath
import re
import unicodedata
from typing import TYPE_CHECKING

from pdfminer.fontmetrics import FONT_METRICS

from respnet.intake.documents.errors import damaged_file_error
from respnet.intake.documents.ooxml import Package, open_package
from respnet.intake.documents.pdf_limits import MAX_FIGURES, MAX_NESTING, MAX_PAGES, LimitError
from respnet.intake.documents.pdf_objects import PageCanvas, PageCost, PageDrawing
from respnet.intake.documents.word_xml import get_local_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lxml.etree import _Element

    Matrix = tuple[float, float, float, float, float, float]

_POINTS = 72 / 25.4
"""Points in a millimetre."""
_A4 = (0.0, 0.0, 210.0, 297.0)
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_GROUPS = frozenset({"Content", "Layer", "PageBlock"})
"""Elements that only hold objects."""
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""Numbers that each step of a path takes; the last two are where it ends."""
_TOKEN = re.compile(r"[A-Za-z]|[-+.\d][-+.\dEe]*")
_DIRECTIONS = {"90": (0.0, 1.0), "180": (-1.0, 0.0), "270": (0.0, -1.0)}
"""Where the characters of a text go by its ReadDirection: down, back or up."""
_HALF_WIDTH = 0.02
"""In letter sizes: a step so near to half a size is the width of a letter in a Chinese font."""
_LATIN_WIDTHS = FONT_METRICS["Times-Roman"][1]


def read_ofd_pages(path: Path) -> Iterator[list[PageDrawing]]:
    """Read the pages in order, each as it stands upright, with what stands sideways on it after it.

    Raises:
        InputError: The package or a part of it is damaged or too large, or a page is missing.
        LimitError: A limit is passed.
    """
    cost = PageCost()
    number = 0
    with open_package(path, "OFD") as package:
        for part in _find_documents(package):
            document = package.xml(part)
            folder = posixpath.dirname(part)
            box = _read_box(_find(document, "PageArea"), _A4)
            units = _read_units(package, document, folder)
            templates = {  # an absolute place stands for itself when joined
                one.get("ID") or "": posixpath.normpath(posixpath.join("/", folder, one.get("BaseLoc") or "")).lstrip(
                    "/"
                )
                for one in _iterate(_find(document, "CommonData"), "TemplatePage")
            }
            for page in _iterate(_find(document, "Pages"), "Page"):
                number += 1
                if number > MAX_PAGES:
                    raise LimitError(zh=f"超过 {MAX_PAGES} 页", en=f"it has more than {MAX_PAGES} pages")
                root = package.xml(_find_part(package, folder, page.get("BaseLoc") or ""))
                painter = _Painter(_read_box(_find(root, "Area"), box), cost, units)
                for content in _iterate(root, "Content"):
                    painter.paint(content, _IDENTITY, 0)
                # A template's lines may be those of a table; its text is a head, unless the page has no text at all.
                painter.takes_text = not painter.has_text
                for used in _iterate(root, "Template"):
                    template = package.xml(templates.get(used.get("TemplateID") or "", ""))
                    for content in _iterate(template, "Content"):
                        painter.paint(content, _IDENTITY, 0)
                yield painter.canvas.build_drawings(number)


def _find_documents(package: Package) -> list[str]:
    root = package.xml("OFD.xml")
    places = [(one.text or "").strip() for one in (root.iter() if root is not None else ()) if _is(one, "DocRoot")]
    if not places:
        raise damaged_file_error(
            package.path,
            zh="不是 OFD 文件（OFD.xml 里没有文档）",
            en="it is no OFD file (its OFD.xml names no document)",
        )
    return [_find_part(package, "", place) for place in places]


def _find_part(package: Package, folder: str, place: str) -> str:
    """The name of a part: an absolute place counts from the package, any other from the folder of what names it."""
    place = place.strip().replace("\\", "/")
    for name in (place.lstrip("/") if place.startswith("/") else posixpath.join(folder, place), place):
        part = posixpath.normpath(name)
        if package.has(part):
            return part
    raise damaged_file_error(package.path, zh=f"缺少其中的 {place[:100]}", en=f"its part {place[:100]} is missing")


def _read_units(package: Package, document: _Element | None, folder: str) -> dict[str, _Element]:
    """The drawings that pages may use again, by their number."""
    units: dict[str, _Element] = {}
    for element in document.iter() if document is not None else ():
        if get_local_name(element) in ("PublicRes", "DocumentRes") and (element.text or "").strip():
            resources = package.xml(_find_part(package, folder, element.text or ""))
            for one in resources.iter() if resources is not None else ():
                if get_local_name(one).startswith("CompositeGraph") and one.get("ID"):
                    units[one.get("ID") or ""] = one
    return units


def _is(element: _Element, name: str) -> bool:
    return get_local_name(element) == name


def _iterate(parent: _Element | None, name: str) -> Iterator[_Element]:
    return (one for one in (parent if parent is not None else ()) if _is(one, name))


def _find(root: _Element | None, name: str) -> _Element | None:
    return next((one for one in (root.iter() if root is not None else ()) if _is(one, name)), None)


def _read_box(area: _Element | None, usual: Sequence[float]) -> Sequence[float]:
    """Left, top, width and height of a page in millimetres."""
    box = _find(area, "PhysicalBox")
    numbers = _read_numbers(box.text if box is not None else "")
    return numbers if len(numbers) == 4 and 0 < numbers[2] < 10_000 and 0 < numbers[3] < 10_000 else usual


def _read_numbers(text: str | None) -> list[float]:
    """The numbers in an attribute, up to the first that is none."""
    found = []
    for word in (text or "").split():
        try:
            found.append(float(word))
        except ValueError:
            break
    return found


def _read_number(element: _Element, name: str, usual: float) -> float:
    return (_read_numbers(element.get(name)) or [usual])[0]


def _read_steps(text: str | None, count: int) -> list[float]:
    """Read the steps between characters, of which `g n d` repeats the step d n times; `count` are wanted at most.

    >>> _read_steps("g 3 4.2 5", 9), _read_steps("1 g 1000000000 2", 4), _read_steps("1 x", 4)
    ([4.2, 4.2, 4.2, 5.0], [1.0, 2.0, 2.0, 2.0], [1.0])
    """
    words = iter((text or "").split())
    found: list[float] = []
    try:
        for word in words:
            if len(found) >= count:
                break
            if word == "g":
                times = int(next(words))
                found += [float(next(words))] * min(times, count - len(found))
            else:
                found.append(float(word))
    except (StopIteration, ValueError):
        pass  # what stands before the fault is of use
    return found


def _read_matrix(element: _Element) -> Matrix:
    """From an object's own space to that around it: its matrix, then its boundary's corner."""
    left, top = (*_read_numbers(element.get("Boundary")), 0.0, 0.0)[:2]
    numbers = _read_numbers(element.get("CTM"))
    a, b, c, d, e, f = numbers if len(numbers) == 6 else _IDENTITY
    return a, b, c, d, e + left, f + top


def _combine(outer: Matrix, inner: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    (x0, y0), (x1, y1), (x2, y2) = _apply(outer, a, b), _apply(outer, c, d), _apply(outer, e, f)
    return x0 - outer[4], y0 - outer[5], x1 - outer[4], y1 - outer[5], x2, y2


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _measure(sign: str) -> float:
    """Return the width of a character in em, as Times has it; a Chinese one is as wide as high."""
    if unicodedata.east_asian_width(sign) in "WFA":
        return 1.0
    return _LATIN_WIDTHS.get(sign, 500) / 1000


class _Painter:
    """Puts the objects of one page on a canvas."""

    def __init__(self, box: Sequence[float], cost: PageCost, units: dict[str, _Element]) -> None:
        self._left, self._top, width, height = box
        self._height = height
        self._cost = cost
        self._units = units
        self._figures = 0
        self.takes_text = True
        self.has_text = False
        self.canvas = PageCanvas(width * _POINTS, height * _POINTS)

    def paint(self, parent: _Element, matrix: Matrix, depth: int) -> None:
        """Paint the objects in an element.

        Args:
            parent: A page's content, or the drawing unit that a page uses.
            matrix: From its own space to the page, in millimetres.
            depth: How many drawing units are being drawn around it.

        Raises:
            LimitError: A limit is passed.
        """
        for element in parent:
            name = get_local_name(element)
            if element.get("Visible") == "false":
                continue
            if name in _GROUPS:
                self.paint(element, matrix, depth)
            elif name == "TextObject" and self.takes_text:
                self._paint_text(element, _combine(matrix, _read_matrix(element)))
            elif name == "PathObject":
                self._paint_path(element, _combine(matrix, _read_matrix(element)))
            elif name == "ImageObject":
                self.canvas.pictures += 1
            elif name == "CompositeObject":
                self._figures += 1
                if depth >= MAX_NESTING or self._figures > MAX_FIGURES:
                    raise LimitError(zh="图形一层套一层，套得过深", en="its drawings are nested too deep")
                unit = self._units.get(element.get("ResourceID") or "")
                if unit is not None:
                    self.paint(unit, _combine(matrix, _read_matrix(element)), depth + 1)

    def _to_page(self, matrix: Matrix, x: float, y: float) -> tuple[float, float]:
        """A point in points from the page's lower left corner."""
        across, down = _apply(matrix, x, y)
        return (across - self._left) * _POINTS, (self._height + self._top - down) * _POINTS

    def _paint_text(self, element: _Element, matrix: Matrix) -> None:
        size = _read_number(element, "Size", 0)
        width = size * _read_number(element, "HScale", 1)
        along = _DIRECTIONS.get(element.get("ReadDirection") or "", (1.0, 0.0))
        x = y = 0.0
        for code in _iterate(element, "TextCode"):
            text = (code.text or "").strip("\r\n\t")
            self._cost.add_glyphs(len(text))
            x, y = _read_number(code, "X", x), _read_number(code, "Y", y)
            across, down = (_read_steps(code.get(name), len(text)) for name in ("DeltaX", "DeltaY"))
            is_placed = bool(across or down)
            at, level = x, y
            for place, sign in enumerate(text):
                own = _measure(sign) * width
                # A list that ends too early goes on with its last step.
                step = (across[min(place, len(across) - 1)] if across else 0.0) if is_placed else own * along[0]
                if step > 0 and (abs(step - width / 2) <= _HALF_WIDTH * width or step < own):
                    own = step
                self._add_glyph(sign, matrix, (at, level), (own * along[0], own * along[1]), size)
                at += step
                level += (down[min(place, len(down) - 1)] if down else 0.0) if is_placed else own * along[1]

    def _add_glyph(
        self, sign: str, matrix: Matrix, place: tuple[float, float], width: tuple[float, float], size: float
    ) -> None:
        self.has_text = True
        x, y = self._to_page(matrix, *place)
        end, low = self._to_page(matrix, place[0] + width[0], place[1] + width[1])
        height = size * math.hypot(matrix[2], matrix[3]) * _POINTS
        self.canvas.add_glyph(sign, (x, y), (end - x, low - y), height)

    def _paint_path(self, element: _Element, matrix: Matrix) -> None:
        stroke, fill = element.get("Stroke") != "false", element.get("Fill") == "true"
        data = next(_iterate(element, "AbbreviatedData"), None)
        words = _TOKEN.findall((data.text or "") if data is not None else "")
        self._cost.add_steps(len(words))
        corners: list[tuple[float, float]] = []
        is_curved = False
        place = 0
        while place < len(words):
            step = words[place]
            count = _OPERANDS.get(step)
            numbers = _read_numbers(" ".join(words[place + 1 : place + 1 + (count or 0)]))
            if count is None or len(numbers) < count:
                break
            place += 1 + count
            if step == "C":
                corners += corners[:1]
                continue
            if step in "SM":
                self.canvas.add_outline(corners, stroke=stroke, fill=fill)
                corners = []
            is_curved = is_curved or step in "QBA"
            corners.append(self._to_page(matrix, *numbers[-2:]))
        self.canvas.add_outline(corners, stroke=stroke, fill=fill)
        self.canvas.curves += fill and is_curved
