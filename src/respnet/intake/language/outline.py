"""The outline: chapters and items by their numbers, wherever a line or a sentence begins with one."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from respnet.intake.language.lexicon import LabelKind, interpret_label, is_official_name
from respnet.intake.language.text_lines import find_sentence_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from respnet.intake.clauses.clause import FoundClauses
    from respnet.intake.hints import Level
    from respnet.intake.language.text_lines import TextLine


class NumberKind(IntEnum):
    """Kinds of numbers, from the highest level down."""

    CHAPTER = 0  # 第一章
    SECTION = 1  # 第一节
    HEADING = 2  # a heading without number, marked by the file itself
    ARTICLE = 3  # 第一条
    HAN = 4  # 一、
    HAN_BRACKET = 5  # （一）
    DIGIT = 6  # 1.
    DECIMAL = 7  # 1.1
    DIGIT_BRACKET = 8  # （1）
    DIGIT_HALF = 9  # 1)
    CIRCLE = 10  # ①


@dataclass(frozen=True, slots=True)
class NumberMarker:
    """A number as it stands: its kind, its value, where it begins and where the words after it begin."""

    kind: NumberKind
    value: int
    start: int
    end: int
    doubtful: bool = False


@dataclass(slots=True)
class OutlineNode:
    """One chapter or item. `own_end` is where the next number begins, `end` where all that belongs to it ends."""

    marker: NumberMarker
    parent: int
    title_end: int
    own_end: int = 0
    end: int = 0
    children: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outline:
    """The items in printed order; a parent stands before its children. `roots` have no parent (-1)."""

    nodes: tuple[OutlineNode, ...]
    starts: tuple[int, ...]
    roots: tuple[int, ...]

    def siblings(self, node: int) -> Sequence[int]:
        """The items beside an item, itself among them."""
        parent = self.nodes[node].parent
        return self.nodes[parent].children if parent >= 0 else self.roots

    def owner(self, place: int) -> int:
        """The item in which a place of the stream lies, or -1 before the first one."""
        at = bisect_left(self.starts, place + 1) - 1
        while at >= 0 and self.nodes[at].end <= place:
            at = self.nodes[at].parent
        return at

    def count_below(self, per_node: Mapping[int, int]) -> list[int]:
        """The sum of `per_node` over each item with all below it."""
        counts = [per_node.get(node, 0) for node in range(len(self.nodes))]
        for node in range(len(self.nodes) - 1, -1, -1):
            if (parent := self.nodes[node].parent) >= 0:
                counts[parent] += counts[node]
        return counts

    def ancestors(self, node: int) -> tuple[int, ...]:
        """The chapters above an item, the highest first."""
        above: list[int] = []
        at = self.nodes[node].parent
        while at >= 0:
            above.append(at)
            at = self.nodes[at].parent
        return tuple(reversed(above))


_HAN = "一二三四五六七八九十百零〇"
_COUNT = rf"(?:[{_HAN}]{{1,3}}|\d{{1,2}})"
_NOUNS = r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]{2})?(?:任务|问题|事项|项目|行动|工程|议题)"
_NAMED = rf"(?:(?:第{_COUNT}[项号]|{_NOUNS}{_COUNT})(?: ?[:、.]| +)|第{_COUNT}号(?=关于))"
_MARKER = re.compile(
    rf"(?P<article>第(?P<a>[{_HAN}]{{1,5}}|\d{{1,3}})(?P<level>[章节条篇])[ :、]?)"
    rf"|(?P<named>{_NAMED})"
    rf"|(?P<han>(?P<b>[{_HAN}]{{1,4}})(?:、|\.(?!\d)))"
    rf"|(?P<hanbracket>[(〔\[](?P<c>[{_HAN}]{{1,4}})[)〕\]][、.]?)"
    r"|(?P<decimal>(?P<d>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)(?=[ 、]?[\u4e00-\u9fff“]))"
    r"|(?P<digit>(?P<e>\d{1,3}) ?[.、])"
    r"|(?P<bracket>[(](?P<f>\d{1,3})[)][、.]?)"
    r"|(?P<half>(?P<g>\d{1,2})[)])"
    r"|(?P<circle>[①-⑳])"
)
_NOT_A_NUMBER = re.compile(rf"[{_HAN}]{{1,2}}(?:[级类批期轮线等次产月季、]|、)")
_UNIT_AFTER_DECIMAL = re.compile(r"[ 、]?(?:[亿万千百]|[倍个元家年人名项分吨度]|平方|公里|公顷|级)")


def parse_chinese_number(text: str) -> int:
    """The value of a Chinese number up to some hundreds, or of digits.

    >>> (parse_chinese_number("二十一"), parse_chinese_number("十"), parse_chinese_number("一百零三"),
    ... parse_chinese_number("7"))
    (21, 10, 103, 7)
    """
    if text.isdigit():
        return int(text)
    total, digit = 0, 0
    for character in text:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = "零一二三四五六七八九".find("零" if character == "〇" else character)
    return total + digit


def match_marker(text: str, place: int, end: int) -> NumberMarker | None:
    """Match the number that begins at a place; numbers that only look so (二、三级医院) are none.

    Args:
        text: The folded text.
        place: Where the number begins.
        end: Where its line ends.

    Returns:
        The number, or None.
    """
    match = _MARKER.match(text, place, end)
    if match is None:
        return None
    after = match.end()
    if match["article"]:
        kinds = {"章": NumberKind.CHAPTER, "篇": NumberKind.CHAPTER, "节": NumberKind.SECTION, "条": NumberKind.ARTICLE}
        return NumberMarker(kinds[match["level"]], parse_chinese_number(match["a"]), place, after)
    if match["han"]:
        value = parse_chinese_number(match["b"])
        listed = _NOT_A_NUMBER.match(text, after, end)
        if listed and not (listed[0][-1] in "月季" and parse_chinese_number(listed[0][:-1]) != value + 1):
            return None
        return NumberMarker(NumberKind.HAN, value, place, after)
    if match["hanbracket"] or match["named"]:
        return NumberMarker(
            NumberKind.HAN_BRACKET, parse_chinese_number(match["c"] or re.findall(_COUNT, match[0])[-1]), place, after
        )
    return _digit_marker(text, match, end)


def _digit_marker(text: str, match: re.Match[str], end: int) -> NumberMarker | None:
    place, after = match.start(), match.end()
    if match["decimal"]:
        if not _UNIT_AFTER_DECIMAL.match(text, after, end):
            return NumberMarker(NumberKind.DECIMAL, int(match["d"].rsplit(".", 1)[1]), place, after, doubtful=True)
        return NumberMarker(
            NumberKind.DIGIT, int(match["d"].split(".", 1)[0]), place, place + text[place:after].index(".") + 1, True
        )
    if match["digit"]:
        year = re.compile(r"\d{4}(?:[-—至~]\d{4})?年").match(text, after, end)
        doubtful = after < end and text[after].isdigit() and year is None
        return NumberMarker(NumberKind.DIGIT, int(match["e"]), place, after, doubtful)
    if match["bracket"]:
        return NumberMarker(NumberKind.DIGIT_BRACKET, int(match["f"]), place, after)
    if match["half"]:
        return NumberMarker(NumberKind.DIGIT_HALF, int(match["g"]), place, after)
    return NumberMarker(NumberKind.CIRCLE, ord(match["circle"]) - ord("①") + 1, place, after)


def build_outline(
    text: str, found: FoundClauses, headings: dict[int, int], begins: Mapping[int, Level] = MappingProxyType({})
) -> Outline:
    """Build the outline of the text from the numbers of its chapters and items.

    Args:
        text: The folded text.
        found: The clauses and lines: no item begins inside a clause.
        headings: Starts of lines that the file marks as headings, with their level.
        begins: Places where a person says that a task begins, and on which level; "none" where nothing does.
    """
    builder = _Builder(text, found)
    bare = _find_bare_numbers(text, found.lines)
    offices = frozenset() if found.clauses else _find_office_headings(text, found.lines)
    markers = [match_marker(text, line.start, line.end) or bare.get(line.start) for line in found.lines]
    for line, marker, below in zip(found.lines, markers, _find_values_below(markers), strict=True):
        level = begins.get(line.start)
        if level == "none":
            pass
        elif level is not None:
            builder.begin(marker, line, level)
        elif marker is not None and not builder.in_clause(line.start) and builder.accepts_at_line(marker):
            builder.add(marker, line)
        elif line.start in offices or (
            marker is None and _is_section_title(text, line) and not builder.in_clause(line.start)
        ):
            builder.add(NumberMarker(NumberKind.HEADING, 1, line.start, line.start), line)
        elif line.start in headings and line.opens and marker is None and not builder.in_clause(line.start):
            builder.add(NumberMarker(NumberKind.HEADING, headings[line.start], line.start, line.start), line)
        for inner in builder.inner_markers(line, below, listed=line.start in offices):
            if begins.get(inner.start) != "none":
                builder.add(inner, line)
    return builder.finish()


_SECTION_TITLE = re.compile(r"【[^【】\n]{2,20}】")


def _is_section_title(text: str, line: TextLine) -> bool:
    """True if a line is nothing but a title in heavy brackets (【会讯】), as bulletins part their sections."""
    match = _SECTION_TITLE.fullmatch(text, line.start, line.end)
    return match is not None and interpret_label(match[0].strip("【】").replace(" ", "")).kind is not LabelKind.UNITS


def _find_office_headings(text: str, lines: Sequence[TextLine]) -> frozenset[int]:
    """The starts of lines with an office before numbered items: alone above them, or with them behind its colon."""
    numbered = {before.end for before, line in pairwise(lines) if match_marker(text, line.start, line.end) is not None}
    heads = ((line, head) for line in lines if (head := _OFFICE_HEAD.match(text, line.start, line.end)))
    found = [
        line.start
        for line, head in heads
        if (head["items"] or (head.end() == line.end and line.end in numbered)) and is_official_name(head["office"])
    ]
    return frozenset(found if len(found) > 1 else ())


_OFFICE_HEAD = re.compile(r"(?P<office>[^:。;\n]{2,20})(?::(?P<items> *[1①][.、]?(?!\d)[^;。\n]+[;。] *[2②])|$)")
"""An office as a heading: alone on its line, or with its items behind it (县信访局:1.…;2.…)."""


def _find_values_below(markers: Sequence[NumberMarker | None]) -> list[dict[NumberKind, int]]:
    """For each line the value of the next number of each kind that begins a line below it."""
    below: list[dict[NumberKind, int]] = []
    seen: dict[NumberKind, int] = {}
    for marker in reversed(markers):
        below.append(seen)
        if marker is not None:
            seen = {**seen, marker.kind: marker.value}
    return below[::-1]


_BARE_NUMBER = re.compile(
    r"(\d{1,2})(?:[ \t]+|(?![个元家年月日天名位项次类批号条级期人分吨公亩百千万亿]))(?=[\u4e00-\u9fff“])"
)


def _find_bare_numbers(text: str, lines: Sequence[TextLine]) -> dict[int, NumberMarker]:
    """Numbers without a mark at the starts of lines (1 更新设施), where all of them count up from 1."""
    found = [(line, match) for line in lines if (match := _BARE_NUMBER.match(text, line.start, line.end))]
    if len(found) < 2 or [int(match[1]) for _, match in found] != list(range(1, len(found) + 1)):
        return {}
    return {line.start: NumberMarker(NumberKind.DIGIT, int(match[1]), line.start, match.end()) for line, match in found}


_INNER = re.compile(
    r"(?<=[。;!?:”)〕\]】\u4e00-\u9fff ])"
    rf"(?:第[{_HAN}]{{1,5}}条|[{_HAN}]{{1,4}}、|[(〔\[][{_HAN}]{{1,4}}[)〕\]]|\d{{1,3}}[.、]|[(]\d{{1,3}}[)]"
    rf"|{_NAMED})"
)


_SENTENCE_MARKS = frozenset(("。", ";", "!", "?", ":", "”"))
_NOTE_ENDS = frozenset((")", "〕", "]", "】"))
MAX_HEADING_LENGTH = 40
"""Characters of a heading to which the number of its first item may be glued."""
_REFERENCE_BEFORE = re.compile(r"(?:第(?:.{1,4}[条款项章节])?|部分|按照?|根据|依据|详?见|参照|上述|附件|附表|[表图])$")
_REFERENCE_AFTER = re.compile(r"(?:部分|要求|规定|项(?!目)|款|条(?!件)|所[列述定]|中的|和\(|至\()")


_Setting = Literal["clause", "sentence", "phrase", "note", "word"]
"""Context before a number inside a line."""


def _find_next_values(found: Sequence[tuple[NumberMarker, _Setting]]) -> list[int]:
    """For each number the value of the next of its kind that follows a sentence or clause, or 0."""
    seen: dict[NumberKind, int] = {}
    values: list[int] = []
    for marker, setting in reversed(found):
        values.append(seen.get(marker.kind, 0))
        if setting in ("clause", "sentence"):
            seen[marker.kind] = marker.value
    return values[::-1]


_DAMAGED = re.compile(
    rf"(?P<open>[(〔\[【〈{{]?) *(?P<value>[{_HAN}]{{1,4}}|\d{{1,3}}) *(?P<close>[)〕\]】〉}}]?)"
    r"(?P<mark>[、.,:;·。-]|[ \t]+|)"
)


_COUNTS = re.compile(r"[\d亿万千百倍个元家年月日天名位项次类批轮条件座所处级期人分%吨度公亩\-]")
"""Words after a number that is a count and begins no item."""


class _Builder:
    """Nodes in the making: the stack of open items and the last number of every kind."""

    def __init__(self, text: str, found: FoundClauses) -> None:
        self.text = text
        self.nodes: list[OutlineNode] = []
        self.stack: list[int] = []
        self.last: dict[NumberKind, int] = {}
        self.starts = [clause.start for clause in found.clauses]
        self.ends = [clause.end for clause in found.clauses]

    def in_clause(self, place: int) -> bool:
        at = bisect_left(self.starts, place + 1) - 1
        return at >= 0 and place < self.ends[at]

    def _clause_end(self, place: int) -> bool:
        """True if a clause ends just before `place`."""
        at = bisect_left(self.starts, place) - 1
        return at >= 0 and self.ends[at] <= place and not self.text[self.ends[at] : place].strip(" 。;\n")

    def accepts_at_line(self, marker: NumberMarker) -> bool:
        begins = marker.value == 1 and marker.kind is NumberKind.DECIMAL
        return begins or not marker.doubtful or marker.value == self.last.get(marker.kind, 0) + 1

    def inner_markers(self, line: TextLine, below: Mapping[NumberKind, int], *, listed: bool) -> Iterator[NumberMarker]:
        """Numbers inside a line where an item begins: after a clause, a sentence or a note, glued to a heading.

        Args:
            line: The line.
            below: The value of the next number of each kind that begins a line below.
            listed: Whether it is an office with its items behind it.
        """
        clauses = bisect_left(self.starts, line.end) - bisect_left(self.starts, line.start)
        glued = clauses >= 2 or listed
        found = [
            (marker, self._setting(marker.start))
            for match in _INNER.finditer(self.text, line.start + 1, line.end)
            if (marker := match_marker(self.text, match.start(), line.end)) and not self.in_clause(marker.start)
        ]
        if found and found[0][1] == "sentence" and self.nodes:  # (三)执法。5.打击采砂。, after 4. above
            first, above = found[0][0], self.nodes[-1].marker.kind
            goes_on = first.value == self.last.get(first.kind, 0) + 1 > 1 and not first.doubtful
            glued = glued or (goes_on and above < first.kind)
        for (marker, setting), following in zip(found, _find_next_values(found), strict=True):
            goes_on = setting == "word" and below.get(marker.kind) == marker.value + 1
            if self._accepts_inside(marker, setting, following, glued=glued or goes_on):
                glued = glued or marker.kind <= NumberKind.HAN_BRACKET
                yield marker

    def _setting(self, place: int) -> _Setting:
        if self._clause_end(place):
            return "clause"
        before = self.text[max(0, place - 2) : place].rstrip()[-1:]
        if before in _SENTENCE_MARKS:
            return "sentence" if before != ";" else "phrase"
        return "note" if before in _NOTE_ENDS else "word"

    def _accepts_inside(self, marker: NumberMarker, setting: _Setting, following: int, *, glued: bool) -> bool:
        """True if a number begins an item, going by what stands before it and by its turn.

        Args:
            marker: The number.
            setting: What stands before it.
            following: The value of the next number of its kind that follows a sentence or clause, 0 without one.
            glued: Whether the line holds several items, so that its line ends are lost.
        """
        expected = self.last.get(marker.kind, 0) + 1
        in_turn = marker.value in (expected, 1) and not (marker.doubtful and marker.value != expected)
        high = marker.kind <= NumberKind.HAN_BRACKET
        if not in_turn and not marker.doubtful and marker.value > expected:  # numbers were left out before it
            in_turn = following == marker.value + 1 and setting != "note"
        if setting == "clause":
            return in_turn or high
        if setting == "sentence":
            return in_turn and (high or glued)
        if not glued or not in_turn:
            return False
        if setting == "phrase":
            return True
        if marker.doubtful or following == marker.value:  # the item itself comes later
            return False
        return setting == "note" or self._is_glued_to_heading(marker, expected, following)

    def _is_glued_to_heading(self, marker: NumberMarker, expected: int, following: int) -> bool:
        """True if a number behind a word is glued to a title or heading (二、任务（一）…), and no reference to one."""
        if _REFERENCE_BEFORE.search(self.text, max(0, marker.start - 8), marker.start):
            return False
        if _REFERENCE_AFTER.match(self.text, marker.end):
            return False
        if not self.nodes:
            return marker.value == 1 and (marker.kind is NumberKind.HAN or following == 2)
        above = self.nodes[-1].marker
        heading = self.text[above.end : marker.start]
        if not 2 <= len(heading) <= MAX_HEADING_LENGTH or re.search(r"[。;\n]", heading):
            return False
        if marker.value == expected > 1 and (marker.kind is NumberKind.HAN or following == marker.value + 1):
            return True
        return above.kind < marker.kind

    def begin(self, marker: NumberMarker | None, line: TextLine, level: Level) -> None:
        """Add the item that a person sees at the start of a line; without any number or item above it is none."""
        marker = marker or self._match_damaged(line)
        ends = [*(node.marker.start for node in self.nodes[1:]), line.start]
        busy = (node for node, end in zip(self.nodes[::-1], ends[::-1], strict=False) if self._holds_clause(node, end))
        above = next(busy, self.nodes[-1] if self.nodes else None)
        if above is not None and (marker is None or level != "same"):
            kind = int(above.marker.kind)
            if level == "above":
                kind = self.nodes[above.parent].marker.kind if above.parent >= 0 else max(kind - 1, 0)
            elif level == "below":
                kind = min(kind + 1, NumberKind.CIRCLE)
            value, end = (marker.value, marker.end) if marker else (0, line.start)
            marker = NumberMarker(NumberKind(kind), value, line.start, end)
        if marker is not None:
            self.add(marker, line)

    def _holds_clause(self, node: OutlineNode, end: int) -> bool:
        at = bisect_left(self.starts, node.marker.start)
        return at < len(self.starts) and self.starts[at] < end

    def _match_damaged(self, line: TextLine) -> NumberMarker | None:
        """The number at the start of a line whose mark or one of whose brackets is lost (1，or 一）)."""
        match = _DAMAGED.match(self.text, line.start, line.end)
        if match is None:
            return None
        bracketed = bool(match["open"] or match["close"])
        value = parse_chinese_number(match["value"])
        bare = _COUNTS.match(self.text, match.end()) is None
        bare = bare and (match["value"].isdigit() or value == self.last.get(NumberKind.HAN, 0) + 1)
        if not (bracketed or match["mark"] or bare):
            return None
        han, digit = (NumberKind.HAN, NumberKind.HAN_BRACKET), (NumberKind.DIGIT, NumberKind.DIGIT_BRACKET)
        kind = (digit if match["value"].isdigit() else han)[bracketed]
        return NumberMarker(kind, value, line.start, match.end())

    def add(self, marker: NumberMarker, line: TextLine) -> None:
        while self.stack and not self._above(self.nodes[self.stack[-1]].marker, marker):
            self.stack.pop()
        parent = self.stack[-1] if self.stack else -1
        if parent >= 0:
            self.nodes[parent].children.append(len(self.nodes))
        self.stack.append(len(self.nodes))
        self.nodes.append(OutlineNode(marker, parent, self._title_end(marker, line)))
        self.last[marker.kind] = marker.value

    @staticmethod
    def _above(one: NumberMarker, other: NumberMarker) -> bool:
        if one.kind is NumberKind.HEADING and other.kind is NumberKind.HEADING:
            return one.value < other.value
        return one.kind < other.kind

    def _title_end(self, marker: NumberMarker, line: TextLine) -> int:
        at = bisect_left(self.starts, marker.end)
        stop = min(line.end, self.starts[at]) if at < len(self.starts) else line.end
        return find_sentence_end(self.text, marker.end, stop)

    def finish(self) -> Outline:
        nodes = self.nodes
        for place, node in enumerate(nodes):
            node.own_end = nodes[place + 1].marker.start if place + 1 < len(nodes) else len(self.text)
            node.title_end = min(node.title_end, node.own_end)
        for place in range(len(nodes) - 1, -1, -1):
            last = nodes[place].children[-1] if nodes[place].children else -1
            nodes[place].end = nodes[last].end if last >= 0 else nodes[place].own_end
        roots = tuple(place for place, node in enumerate(nodes) if node.parent < 0)
        return Outline(tuple(nodes), tuple(node.marker.start for node in nodes), roots)
