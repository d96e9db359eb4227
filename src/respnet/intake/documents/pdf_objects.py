"""Objects drawn on a page of a PDF or an OFD: characters with their places, and ruled lines."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from respnet.intake.documents.pdf_limits import MAX_GLYPHS, MAX_RULED_LINES, LimitError

if TYPE_CHECKING:
    from collections.abc import Sequence

UNKNOWN_CHARACTER = "\ufffd"
"""Stands for a character that the file draws without saying which one it is."""
_THIN = 2.5
"""Points; a filled rectangle thinner than this is a ruled line."""
_UPRIGHT = 0.1


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character: from `left` to `right`, standing on a line `base` points under the page's upper edge."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class RuledLine:
    """A straight line, level or upright: at `at` across, from `start` to `end` along."""

    level: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PageDrawing:
    """One page, its upper left corner being (0, 0); lengths in points."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[RuledLine, ...]
    pictures: int = 0
    curves: int = 0
    """Outlines with curves that are filled: letters can be drawn so."""
    comments: int = 0
    """Annotations that say something."""


@dataclass(slots=True)
class PageCost:
    """Count of what a document has drawn so far, held to the limits."""

    glyphs: int = 0
    steps: int = 0

    def add_glyphs(self, count: int) -> None:
        """Count characters. Raises LimitError where there are too many."""
        self.glyphs += count
        if self.glyphs > MAX_GLYPHS:
            raise LimitError(zh=f"超过 {MAX_GLYPHS} 个字符", en=f"it draws more than {MAX_GLYPHS} characters")

    def add_steps(self, count: int) -> None:
        """Count the steps of outlines. Raises LimitError where there are too many."""
        self.steps += count
        if self.steps > MAX_RULED_LINES:
            raise LimitError(zh=f"线条超过 {MAX_RULED_LINES} 段", en=f"it draws more than {MAX_RULED_LINES} lines")


class PageCanvas:
    """Takes what a page draws, its lower left corner being (0, 0) as in a PDF, and keeps it by direction."""

    def __init__(self, width: float, height: float) -> None:
        self._width, self._height = width, height
        self._glyphs: dict[int, list[Glyph]] = {0: [], 90: [], 270: []}
        self._rules: list[RuledLine] = []
        self.pictures = 0
        self.curves = 0
        self.comments = 0

    def add_glyph(self, text: str, place: tuple[float, float], along: tuple[float, float], size: float) -> None:
        """Add a character.

        Args:
            text: The character.
            place: Where it stands.
            along: From there to where the next one would stand, in points.
            size: Its height in points.
        """
        (x, y), (a, b) = place, along
        length = math.hypot(a, b)
        if not (math.isfinite(x) and math.isfinite(y) and 0 < size < 2_000 and 0 <= length < 20_000):
            return
        if not (-1 <= x <= self._width + 1 and -1 <= y <= self._height + 1):
            return
        if abs(b) <= _UPRIGHT * abs(a) and a >= 0:
            self._glyphs[0].append(Glyph(text, x, x + length, self._height - y, size))
        elif abs(a) <= _UPRIGHT * abs(b) and b > 0:
            self._glyphs[90].append(Glyph(text, y, y + length, x, size))
        elif abs(a) <= _UPRIGHT * abs(b):
            top = self._height - y
            self._glyphs[270].append(Glyph(text, top, top + length, self._width - x, size))
        # Anything else is aslant: a watermark.

    def add_outline(self, corners: Sequence[tuple[float, float]], *, stroke: bool, fill: bool) -> None:
        """Add the ruled lines in one outline: its straight sides if it is stroked, itself if it is a filled sliver.

        Args:
            corners: Where its steps end, in points.
            stroke: Whether its sides are drawn.
            fill: Whether it is filled.
        """
        if len(corners) < 2:
            return
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        low, high = min(y for _, y in corners), max(y for _, y in corners)
        if not all(math.isfinite(value) for value in (left, right, low, high)):
            return
        top, bottom = self._height - high, self._height - low
        if (fill and not stroke) or len(corners) == 2 or min(right - left, bottom - top) <= _THIN:
            if bottom - top <= _THIN < right - left:
                self._rules.append(RuledLine(True, (top + bottom) / 2, left, right))
            elif right - left <= _THIN < bottom - top:
                self._rules.append(RuledLine(False, (left + right) / 2, top, bottom))
        elif stroke:
            for (x0, y0), (x1, y1) in itertools.pairwise(corners):
                if abs(y0 - y1) <= 1 < abs(x0 - x1):
                    self._rules.append(RuledLine(True, self._height - (y0 + y1) / 2, min(x0, x1), max(x0, x1)))
                elif abs(x0 - x1) <= 1 < abs(y0 - y1):
                    start, end = self._height - max(y0, y1), self._height - min(y0, y1)
                    self._rules.append(RuledLine(False, (x0 + x1) / 2, start, end))

    def build_drawings(self, number: int) -> list[PageDrawing]:
        """Build the page turned so that most of its text is upright, then what else stands on it, turned likewise."""
        turns = sorted(self._glyphs, key=lambda one: (-len(self._glyphs[one]), one))
        found = []
        for at, turn in enumerate(turns):
            if at == 0 or self._glyphs[turn]:
                width, height = (self._width, self._height) if turn == 0 else (self._height, self._width)
                rules = tuple(self._turned(rule, turn) for rule in self._rules)
                glyphs = tuple(self._glyphs[turn])
                found.append(
                    PageDrawing(number, width, height, glyphs, rules, self.pictures, self.curves, self.comments)
                )
        return found

    def _turned(self, rule: RuledLine, turn: int) -> RuledLine:
        if turn == 0:
            return rule
        if turn == 90:
            if rule.level:
                return RuledLine(False, self._height - rule.at, rule.start, rule.end)
            return RuledLine(True, rule.at, self._height - rule.end, self._height - rule.start)
        if rule.level:
            return RuledLine(False, rule.at, self._width - rule.end, self._width - rule.start)
        return RuledLine(True, self._width - rule.at, rule.start, rule.end)
