"""Clauses: their place, their text made ready for reading, and all that were found in a stream."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from respnet.intake.language.clause_parser import ParsedClause, parse_clause
from respnet.intake.language.lexicon import (
    LabelKind,
    has_level_prefix,
    interpret_label,
    is_complete_name,
    is_official_name,
    parse_label,
)
from respnet.intake.language.text_lines import is_page_number
from respnet.intake.language.unit_list import parse_unit_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.language.normalize import TextStream
    from respnet.intake.language.text_lines import TextLine

ClauseForm = Literal["bracket", "line", "sentence", "before", "plain"]
MAX_CLAUSE_LENGTH = 1500
"""Characters of the longest clause: real ones stay under 500."""


@dataclass(frozen=True, slots=True)
class ClauseText:
    """The text of a clause to be read: line ends inside it joined; `at[i]` is character i's place in the stream."""

    text: str
    at: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The range of the stream behind `start` to `end` of the body.

        Args:
            start: First character of the stretch in the body.
            end: Character after its last one.

        Returns:
            Start and end (exclusive) in the stream.
        """
        return self.at[start], self.at[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: `start` to `end` of the stream with its brackets; `alone` says it has its lines to itself."""

    start: int
    end: int
    form: ClauseForm
    body: ClauseText
    parsed: ParsedClause
    alone: bool
    numbers: str = ""
    """Numbers of the items that it governs, where it names them (第1、2项由…)."""
    given: bool = False
    """True if a person says that it is the clause of its item."""
    node: int = -1
    """The item whose clause it is given to be, -1 where its place says so."""

    def list_names(self) -> list[str]:
        """The names in its lists; of a clause without any role word those that it holds."""
        held = (parse_unit_names(self.body.text, one.pieces).names for one in self.parsed.list_roles())
        return [name.text for names in held for name in names]


def read_clause(
    text: str, place: tuple[int, int], form: ClauseForm, words: tuple[int, int] | None = None, *, alone: bool = False
) -> Clause:
    """Read a clause that stands within a line.

    Args:
        text: The stream's text.
        place: Its start and end.
        form: What it is known by.
        words: Start and end of its words, where they are not all of it.
        alone: Whether it has its line to itself.
    """
    first, last = words or place
    body = ClauseText(text[first:last], tuple(range(first, last)))
    return Clause(*place, form, body, parse_clause(body.text), alone)


@dataclass(frozen=True, slots=True)
class FoundClauses:
    """The clauses of a stream in order, and what was passed over. `deadlines` are brackets that hold only a date.

    `unread` are the places (start, end) of what looks like a clause and was not read as one.
    """

    clauses: tuple[Clause, ...]
    deadlines: tuple[Clause, ...]
    unread: tuple[tuple[int, int], ...]
    lines: tuple[TextLine, ...]
    begins: tuple[int, ...] = ()
    """Places where a person says that a task begins, in order."""


@dataclass(frozen=True, slots=True, eq=False)
class ClausesInText:
    """A stream with the clauses that were found in it; another object is another text."""

    stream: TextStream
    found: FoundClauses


class ClauseCoverage:
    """Places of the stream that lie in clauses already found (given in order, disjoint)."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._starts = [clause.start for clause in clauses]
        self._ends = [clause.end for clause in clauses]

    def holds(self, place: int) -> bool:
        """True if a place lies in one of the clauses."""
        at = bisect_right(self._starts, place) - 1
        return at >= 0 and place < self._ends[at]


_LABEL_HEAD = re.compile(
    r"[ \d.、()【\[〔•·—-]*(?P<label>[\u4e00-\u9fff]{2,10})(?:\([^()]{1,8}\))?(?:[)】\]〕] *:?| *:)"
)


def _opens_label(text: str, before: int, after: int) -> bool:
    """True if a line that begins at `after` opens a label, which does not go on from the line that ends at `before`."""
    match = _LABEL_HEAD.match(text, after)
    if match is None or interpret_label(match["label"]).kind is LabelKind.ASIDE:
        return False
    if parse_label(match["label"]) is not None:
        return True
    end = re.search(r"[\u4e00-\u9fff]{0,5}$", text[max(0, before - 5) : before])
    return not any(parse_label(end[0][cut:] + match["label"]) for cut in range(len(end[0]))) if end else True


_LABEL_ALONE = re.compile(r":[ \t]*\n")


def _parts_names(before: Sequence[str], after: str, *, hangs: bool) -> bool:
    """True if a line end stands between two names of a list that has a line for each, below its label or hanging."""
    line = "".join(before[-80:]).rpartition("\n")[2]
    left, right = re.split("[、,;:]", line)[-1], re.split("[、,;\n]", after.strip(), maxsplit=1)[0]
    return is_complete_name(left) and (may_begin_list_line(right) or (hangs and is_official_name(right)))


def hangs_below(text: str, label: int, line: int) -> bool:
    """True if a line is set in by at least a label's width more than the one of the label that begins at `label`."""
    found = (_INDENT.search(text[max(0, place - 40) : place]) for place in (line, label))
    indent, own = (len(match[1]) if match else 0 for match in found)
    return indent - own >= MIN_HANGING_INDENT


_INDENT = re.compile(r"(?:^|\n)([ \t]*)$")
MIN_HANGING_INDENT = 4
"""Blanks by which the further names of a list are set in below its label (责任单位：县水利局⏎　　　　　县住建局)."""


def may_begin_list_line(name: str) -> bool:
    """True if a folded name is an office that hardly goes on with the line before it: by its level, or a town."""
    return is_official_name(name) and (has_level_prefix(name) or name.endswith(("镇", "乡", "街道", "公司", "支行")))


def join_clause_lines(text: str, start: int, end: int) -> ClauseText:
    """Join the text of a clause over its line ends; a line end before a label stays, page numbers fall away.

    Args:
        text: The stream's text.
        start: Where the clause begins.
        end: Where it ends (exclusive).

    Returns:
        The joined text, each character with its place in the stream.
    """
    raw = text[start:end]
    is_listed = _LABEL_ALONE.search(raw) is not None
    characters: list[str] = []
    at: list[int] = []
    place = start
    for index, part in enumerate(re.split(r"([ \t]*\n\s*)", raw)):
        if index and not index % 2 and is_page_number(part):
            pass
        elif index % 2:
            rest = raw[place - start :]
            below = rest.find("\n", len(part))
            hangs = hangs_below(text, start, place + len(part))
            label_below = below >= 0 and _opens_label(text, place + below, place + below + 1)
            listed = is_listed or hangs or label_below or rest.lstrip()[:1] == "各"
            if (listed and _parts_names(characters, rest, hangs=hangs)) or _opens_label(text, place, place + len(part)):
                characters.append("\n")
                at.append(place)
        else:
            characters += part
            at.extend(range(place, place + len(part)))
        place += len(part)
    return ClauseText("".join(characters), tuple(at))
