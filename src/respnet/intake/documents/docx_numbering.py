"""Word's automatic numbering: which number stands before a paragraph, though no character of it is in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from respnet.intake.documents.word_xml import find_child, find_children, get_attribute, get_int_attribute
from respnet.intake.language.numerals import format_numeral

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_LIST_LEVELS = 9
"""Word's lists have nine levels."""
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list. `restart` is the level (from 1) whose use makes this one begin again, None for any above."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list as paragraphs refer to it: `counter` is what it shares with the lists that it counts on with."""

    counter: str
    levels: tuple[ListLevel, ...]
    starts_again: tuple[int | None, ...]
    """For each level where its first paragraph starts, if this list says so itself."""
    style_link: str = ""


class Numbering:
    """Counters of the lists of one document, as its paragraphs are read in order."""

    def __init__(self, root: _Element | None) -> None:
        abstract = {get_attribute(one, "abstractNumId"): one for one in find_children(root, "abstractNum")}
        self._lists: dict[str, NumberedList] = {}
        self._by_style: dict[tuple[str, str], int] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._used: set[tuple[str, int]] = set()
        for one in find_children(root, "num"):
            reference = get_attribute(find_child(one, "abstractNumId"), "val")
            if reference in abstract:
                self._lists[get_attribute(one, "numId")] = _list(one, abstract[reference], reference)
        self._link_styles(abstract)

    def _link_styles(self, abstract: dict[str, _Element]) -> None:
        """A list can be a mere pointer to the list of a style; it takes that one's levels and its count."""
        owners = {get_attribute(find_child(one, "styleLink"), "val"): reference for reference, one in abstract.items()}
        for key, one in list(self._lists.items()):
            owner = owners.get(one.style_link, "") if one.style_link else ""
            if owner:
                self._lists[key] = replace(one, counter=owner, levels=_levels(abstract[owner]))
            for level, element in enumerate(find_children(abstract[one.counter], "lvl")[:MAX_LIST_LEVELS]):
                style = get_attribute(find_child(element, "pStyle"), "val")
                if style:
                    self._by_style[key, style] = get_int_attribute(element, "ilvl", level)

    def find_style_level(self, list_id: str, style: str) -> int:
        """Find the level of a list that belongs to a paragraph style.

        Args:
            list_id: The list (w:numId).
            style: The paragraph style's id.

        Returns:
            The level from 0; 0 where none says so.
        """
        return self._by_style.get((list_id, style), 0)

    def next(self, list_id: str, level: int) -> str:
        """Count one paragraph of a list on.

        Args:
            list_id: The list (w:numId).
            level: The paragraph's level, from 0.

        Returns:
            The number as printed, such as "（一）" or "1."; "" where the paragraph has none.
        """
        found = self._lists.get(list_id)
        if found is None or not 0 <= level < MAX_LIST_LEVELS:
            return ""
        counts = self._counts.setdefault(found.counter, [None] * MAX_LIST_LEVELS)
        again = found.starts_again[level]
        before = counts[level]
        if again is not None and (list_id, level) not in self._used:
            counts[level] = again
        else:
            counts[level] = found.levels[level].start if before is None else before + 1
        self._used.add((list_id, level))
        for deeper in range(level + 1, MAX_LIST_LEVELS):
            restart = found.levels[deeper].restart
            if restart is None or level < restart:
                counts[deeper] = None
        return _printed(found, level, counts)


def _printed(numbered: NumberedList, level: int, counts: list[int | None]) -> str:
    own = numbered.levels[level]
    if own.form == "bullet":
        return ""

    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        of = numbered.levels[place]
        count = counts[place]
        form = "decimal" if own.legal and of.form != "none" else of.form
        return format_numeral(of.start if count is None else count, form)

    return _PLACE.sub(number, own.text).strip()


def _list(element: _Element, abstract: _Element, counter: str) -> NumberedList:
    levels = list(_levels(abstract))
    again: list[int | None] = [None] * MAX_LIST_LEVELS
    for override in find_children(element, "lvlOverride"):
        place = get_int_attribute(override, "ilvl", 0)
        if not 0 <= place < MAX_LIST_LEVELS:
            continue
        own = find_child(override, "lvl")
        if own is not None:
            levels[place] = _level(own)
        start = find_child(override, "startOverride")
        if start is not None:
            again[place] = get_int_attribute(start, "val", 1)
    link = get_attribute(find_child(abstract, "numStyleLink"), "val")
    return NumberedList(counter, tuple(levels), tuple(again), link)


def _levels(abstract: _Element) -> tuple[ListLevel, ...]:
    levels = [ListLevel()] * MAX_LIST_LEVELS
    for place, element in enumerate(find_children(abstract, "lvl")[:MAX_LIST_LEVELS]):
        at = get_int_attribute(element, "ilvl", place)
        if 0 <= at < MAX_LIST_LEVELS:
            levels[at] = _level(element)
    return tuple(levels)


def _level(element: _Element) -> ListLevel:
    form = find_child(element, "numFmt")
    restart = find_child(element, "lvlRestart")
    legal = find_child(element, "isLgl")
    return ListLevel(
        start=get_int_attribute(find_child(element, "start"), "val", 0 if find_child(element, "start") is None else 1),
        form=get_attribute(form, "val") or "decimal",
        text=get_attribute(find_child(element, "lvlText"), "val"),
        legal=legal is not None and get_attribute(legal, "val") not in ("0", "false", "off"),
        restart=None if restart is None else get_int_attribute(restart, "val", 0),
    )
