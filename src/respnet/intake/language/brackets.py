"""Bracket matching by depth, whatever the kinds; one that opens full-width may close half-width."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPEN, _CLOSE = "([〔【", ")]〕】"
_BRACKET = re.compile(r"[(\[〔【)\]〕】\n]")
_TALLEST = 4
"""How many brackets deep a clause may hold others."""
_SPEAKS_OF_DUTY = re.compile(r"牵\s*头|负\s*责|责\s*任|单\s*位|部\s*门|落\s*实|配\s*合|参\s*与|参\s*加|协\s*办")
_LONGEST_BROKEN = 800


@dataclass(frozen=True, slots=True)
class BracketPairs:
    """Pairs of places (opener, place after the closer) in order of their openers, with how tall each nests.

    `broken` are pairs that run over line ends; one without any closer ends with its line.
    """

    pairs: tuple[tuple[int, int, int], ...]
    broken: tuple[tuple[int, int], ...]
    depths: bytes

    def candidates(self, longest: int) -> Iterator[tuple[int, int]]:
        """Pairs that may be clauses, in order; each character lies in a few of them at most."""
        short = [(start, end) for start, end, tall in self.pairs if end - start <= longest and tall <= _TALLEST]
        yield from sorted([*short, *self.broken])

    def is_inside(self, place: int) -> bool:
        """True if a place lies inside a bracket that is closed on its line."""
        return self.depths[place] > 0


def match_brackets(text: str) -> BracketPairs:
    """All pairs of the text. Pairs stay within a line; what stays open at its end may run on. Linear."""
    pairs: list[tuple[int, int, int]] = []
    waiting: list[list[int]] = []
    unclosed: list[int] = []
    strays: list[int] = []
    for match in _BRACKET.finditer(text):
        character, place = match[0], match.start()
        if character == "\n":
            if waiting:
                unclosed.append(waiting[-1][0])
            waiting = []
        elif character in _OPEN:
            waiting.append([place, 1])
        elif waiting:
            start, tall = waiting.pop()
            pairs.append((start, place + 1, tall))
            if waiting:
                waiting[-1][1] = max(waiting[-1][1], tall + 1)
        else:
            strays.append(place)
    if waiting:
        unclosed.append(waiting[-1][0])
    pairs.sort()
    return BracketPairs(tuple(pairs), tuple(_broken(text, unclosed, strays)), _depths(text, pairs))


def _broken(text: str, unclosed: list[int], strays: list[int]) -> Iterator[tuple[int, int]]:
    """Clauses that a line end cuts: up to a closer without partner on a line below, or to the end of their line."""
    stray = 0
    for start in unclosed:
        while stray < len(strays) and strays[stray] < start:
            stray += 1
        line_end = text.find("\n", start)
        line_end = len(text) if line_end < 0 else line_end
        end = strays[stray] + 1 if stray < len(strays) else line_end
        if end - start > _LONGEST_BROKEN or _numbered_between(text[start:end]):
            end = line_end
        if end - start <= _LONGEST_BROKEN and _SPEAKS_OF_DUTY.search(text, start, end):
            yield start, end


def _numbered_between(text: str) -> bool:
    return bool(re.search(r"\n\s*(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d{1,3}[.、])", text))


def _depths(text: str, pairs: list[tuple[int, int, int]]) -> bytes:
    """For each character whether it stands inside a pair (1) or not (0)."""
    depths = bytearray(len(text) + 1)
    reached = 0
    for start, end, _ in pairs:
        if end > reached:
            begin = max(start, reached)
            depths[begin:end] = b"\x01" * (end - begin)
            reached = end
    return bytes(depths)
