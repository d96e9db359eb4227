"""What is drawn on a page: characters with their places, and ruled lines."""

from __future__ import annotations

from dataclasses import dataclass

UNKNOWN_CHARACTER = "\ufffd"
"""Stands for a character that the file draws without saying which one it is."""


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
    pictures: int
