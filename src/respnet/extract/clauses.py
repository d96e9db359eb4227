"""Finding the clauses that divide work: in brackets, on lines of their own, as sentences; and what only looks so."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from respnet.extract.brackets import Brackets, brackets_of
from respnet.extract.lines import Line, lines_of, starts_numbered
from respnet.extract.roles import Parsed, parse
from respnet.extract.units import names_of
from respnet.extract.wording import Label, is_deadline, label_of, looks_official

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from respnet.extract.fold import Stream

Form = Literal["bracket", "line", "sentence", "before"]
LONGEST = 1500
"""Characters of the longest clause: real ones stay under 500."""


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a clause to be read: line ends inside it joined; `at[i]` is character i's place in the stream."""

    text: str
    at: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The range of the stream behind `start` to `end` of the body."""
        return self.at[start], self.at[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: `start` to `end` of the stream with its brackets; `alone` says it has its lines to itself."""

    start: int
    end: int
    form: Form
    body: Body
    parsed: Parsed
    alone: bool


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that looks like a clause and was not read as one."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """The clauses of a stream in order, and what was passed over. `deadlines` are brackets that hold only a date."""

    clauses: tuple[Clause, ...]
    deadlines: tuple[Clause, ...]
    unread: tuple[Unread, ...]
    lines: tuple[Line, ...]

    def deadlines_between(self, start: int, end: int) -> tuple[Clause, ...]:
        """The dates in brackets of their own from `start` to `end`."""
        first = bisect_left(self.deadlines, start, key=lambda one: one.start)
        last = bisect_left(self.deadlines, end, key=lambda one: one.start)
        return self.deadlines[first:last]


_HINT = re.compile(r"牵\s*头|责\s*任|负\s*责|配\s*合|落\s*实|参\s*[与加]|协\s*[办助同]|承\s*办|实\s*施|督|考\s*核|单\s*位|部\s*门|各|局|委|办")
_LOOKS_LIKE = re.compile(r"牵头|负责|责任(?:单位|部门)|配合(?:单位|部门)|参[与加](?:单位|部门)")
_DEADLINE_HINT = re.compile(r"\d月|年|推进|坚持|完成")


def find_clauses(stream: Stream) -> Found:
    """All clauses of the stream. Linear in its length."""
    pairs = brackets_of(stream.text)
    lines = lines_of(stream.text, pairs)
    bracketed, deadlines, unread = _in_brackets(stream, pairs)
    labelled = _on_lines(stream, lines, bracketed)
    taken = sorted([*bracketed, *labelled], key=lambda one: one.start)
    sentences = _as_sentences(stream, lines, taken, pairs)
    clauses = sorted([*taken, *sentences], key=lambda one: (one.start, -one.end))
    apart = _apart(clauses)
    covered = _Cover(apart)
    return Found(
        tuple(apart),
        tuple(one for one in deadlines if not covered.holds(one.start)),
        tuple(one for one in unread if not covered.holds(one.start)),
        lines,
    )


def _apart(clauses: Sequence[Clause]) -> list[Clause]:
    kept: list[Clause] = []
    for clause in clauses:
        if not kept or clause.start >= kept[-1].end:
            kept.append(clause)
    return kept


class _Cover:
    """Which places of the stream lie in clauses already found (given in order, apart from one another)."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._starts = [clause.start for clause in clauses]
        self._ends = [clause.end for clause in clauses]

    def holds(self, place: int) -> bool:
        at = bisect_right(self._starts, place) - 1
        return at >= 0 and place < self._ends[at]


def body_of(text: str, start: int, end: int) -> Body:
    """The text from `start` to `end`, joined over line ends; a line end before a label or a new name stays."""
    raw = text[start:end]
    if "\n" not in raw:
        return Body(raw, tuple(range(start, end)))
    characters: list[str] = []
    at: list[int] = []
    place = start
    for index, part in enumerate(re.split(r"([ \t]*\n\s*)", raw)):
        if index % 2:
            after = text[place + len(part) : place + len(part) + 24]
            head = after.split(":")[0]
            if ":" in after and label_of(head) is not None:
                characters.append("\n")
                at.append(place)
        else:
            characters += part
            at.extend(range(place, place + len(part)))
        place += len(part)
    return Body("".join(characters), tuple(at))


def _in_brackets(stream: Stream, pairs: Brackets) -> tuple[list[Clause], list[Clause], list[Unread]]:
    text = stream.text
    clauses: list[Clause] = []
    deadlines: list[Clause] = []
    unread: list[Unread] = []
    reached = 0
    for start, end in pairs.candidates(LONGEST):
        if start < reached or not _HINT.search(text, start, end) and not _DEADLINE_HINT.search(text, start, end):
            continue
        closed = text[end - 1] in ")]〕】}"
        body = body_of(text, start + 1, end - 1 if closed else end)
        parsed = parse(body.text)
        clause = Clause(start, end, "bracket", body, parsed, _alone(text, start, end))
        if is_clause(body.text, parsed) and (parsed.labelled or (closed and _stands_apart(text, start, end))):
            clauses.append(clause)
            reached = end
        elif closed and is_bare_list(body.text, parsed) and (parsed.riders or _ends_item(text, start, end)):
            clauses.append(clause)
            reached = end
        elif closed and is_deadline(body.text) and _after_sentence(text, start):
            deadlines.append(clause)
        elif closed and _LOOKS_LIKE.search(body.text):
            unread.append(Unread(start, end))
    return clauses, deadlines, unread


def is_clause(text: str, parsed: Parsed) -> bool:
    """Whether what stands in brackets divides work: a label with units, or particular offices with a verb."""
    lists = [names_of(text, one.pieces) for one in parsed.lists]
    names = [name.text for one in lists for name in one.names]
    if not names or any(len(name) > 80 for name in names):
        return False
    if parsed.labelled:
        return True
    completed = {more.printed for one in lists for more in one.fuller}  # 保定、唐山市政府
    official = [name in completed or looks_official(name) for name in names]
    return not parsed.bare and sum(official) * 2 >= len(official)


def is_bare_list(text: str, parsed: Parsed) -> bool:
    """Whether it is a list of particular offices without any role word."""
    names = names_of(text, parsed.bare).names
    return bool(names) and not parsed.lists and all(looks_official(name.text) for name in names)


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Whether a bracket ends a sentence or follows one, and is no part of it."""
    after = text[end : end + 1]
    if after in ("", "\n", "。", ";", ",", ".", "!", "\t", "(", "〔", "["):
        return True
    return _after_sentence(text, start) or after == " " or starts_numbered(text, end)


def _after_sentence(text: str, start: int) -> bool:
    return text[max(0, start - 4) : start].rstrip(" \t\n")[-1:] in ("", "。", ";", ".", "!", "?", "”", ")", "〕")


def _ends_item(text: str, start: int, end: int) -> bool:
    """Whether a bracket stands between the end of a sentence and the end of the line."""
    before = text[max(0, start - 4) : start].rstrip(" \t")[-1:]
    return before in ("。", "\n", ";") and text[end : end + 1] in ("", "\n", "。")


def _alone(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands on the lines (or between the gaps) of this range."""
    before, after = text[max(0, start - 8) : start], text[end : end + 8]
    starts = before.rstrip(" \t")[-1:] in ("", "\n") or before.endswith("  ")
    return starts and bool(re.match(r"[。;,.]?(?:[ \t]*(?:\n|$)|  |\t)", after))


_LINE_LABEL = re.compile(r"(?:[-—–•·▲△*◆●] *)?[【\[(〔]?(?P<label>[^\s:,;。、\d“”《》【】\[\]〔〕]{2,18}?)(?:[】\])〕] *:?| *:)")
_FOOTER = re.compile(r"主办|承办|联系|协办|技术支持")


def _line_label(text: str, line: Line) -> Label | None:
    match = _LINE_LABEL.match(text, line.start, line.end)
    if match is None:
        return None
    label = label_of(match["label"])
    if label is None or (label.kind is Label.UNITS and _FOOTER.match(label.word)):
        return None
    if label.kind is Label.UNITS and len(label.word) < 3:  # 责任：… may begin any sentence
        return None
    return label.kind


def _on_lines(stream: Stream, lines: Sequence[Line], bracketed: Sequence[Clause]) -> list[Clause]:
    """Clauses on lines of their own; label lines that follow one another are one clause."""
    text = stream.text
    covered = _Cover(bracketed)
    found: list[Clause] = []
    place = 0
    while place < len(lines):
        if covered.holds(lines[place].start) or _line_label(text, lines[place]) is None:
            place += 1
            continue
        last = _last_of_group(text, lines, place)
        clause = _line_clause(stream, lines[place].start, lines[last].end)
        if clause is not None:
            found.append(clause)
        place = last + 1
    return found


def _last_of_group(text: str, lines: Sequence[Line], first: int) -> int:
    """The last line of the label lines that begin at `first`, with the lines that only go on with a list."""
    seen = {_label_word(text, lines[first])}
    last = first
    while last + 1 < len(lines) and lines[last + 1].end - lines[first].start <= LONGEST:
        following = lines[last + 1]
        ends = text[lines[last].end - 1]
        if ends in "、,:" and not starts_numbered(text, following.start) and _line_label(text, following) is None:
            last += 1
            continue
        word = _label_word(text, following)
        if _line_label(text, following) is None or word in seen:
            break
        seen.add(word)
        last += 1
    return last


def _label_word(text: str, line: Line) -> str:
    match = _LINE_LABEL.match(text, line.start, line.end)
    return match["label"] if match else ""


def _line_clause(stream: Stream, start: int, end: int) -> Clause | None:
    text = stream.text
    end = _sentence_end(text, start, min(end, start + LONGEST))
    body = _unbracketed(body_of(text, start, end))
    parsed = parse(body.text)
    names = [body.text[piece.start : piece.end] for one in parsed.lists for piece in one.pieces]
    if any(len(name) > 60 for name in names):
        return None
    if not names and not parsed.deadline:
        return None
    return Clause(start, end, "line", body, parsed, alone=True)


def _unbracketed(body: Body) -> Body:
    """【责任单位】市教育局 reads as 责任单位:市教育局; a closing bracket without a partner at the end falls away."""
    match = re.match(r"(?:[-—–•·▲△*◆●] *)?[【\[(〔](?P<label>[^】\])〕:]{2,18})[】\])〕] *:?", body.text)
    text, at = body.text, body.at
    if match is not None:
        first = match.start("label")
        text = f"{match['label']}:{text[match.end() :]}"
        at = (*at[first : match.end("label")], at[match.end() - 1], *at[match.end() :])
    bullet = re.match(r"[-—–•·▲△*◆●] *", text)
    if bullet:
        text, at = text[bullet.end() :], at[bullet.end() :]
    while text and text[-1] in ")〕]" and text.count(text[-1]) > text.count({")": "(", "〕": "〔", "]": "["}[text[-1]]):
        text, at = text[:-1], at[:-1]
    return Body(text, at)


_GOES_ON = re.compile(r"。\s*(?P<label>[\u4e00-\u9fff]{2,12}):|。\s*(?=(?:[排列位]|第一|以下|下同))")


def _sentence_end(text: str, start: int, end: int) -> int:
    """Where a clause without brackets ends: its full stop, unless another label or a rider follows at once."""
    place = start
    while True:
        stop = text.find("。", place, end)
        if stop < 0:
            return end
        match = _GOES_ON.match(text, stop, min(end + 20, len(text)))
        label = label_of(match["label"]) if match is not None and match["label"] else None
        if match is None or (match["label"] and label is None):
            return stop
        place = match.end()


_SENTENCE_LABEL = re.compile(
    r"(?<=[。;!?”) 》])(?P<label>[\u4e00-\u9fff]{0,6}(?:牵头|责任|主责|配合|参与|参加|协办|落实|承办)[\u4e00-\u9fff]{0,4}(?:单位|部门|科室|处室|领导)):"
)


def _as_sentences(
    stream: Stream, lines: Sequence[Line], taken: Sequence[Clause], pairs: Brackets
) -> Iterator[Clause]:
    """责任单位：… after the sentences of an item, up to its full stop."""
    text = stream.text
    covered = _Cover(taken)
    ends = {line.start: line.end for line in lines}
    for line in lines:
        reached = line.start
        for match in _SENTENCE_LABEL.finditer(text, line.start, ends[line.start]):
            if match.start() < reached or covered.holds(match.start()) or pairs.inside(match.start()):
                continue
            if label_of(match["label"]) is None:
                continue
            clause = _line_clause(stream, match.start(), line.end)
            if clause is not None and clause.parsed.lists:
                yield Clause(clause.start, clause.end, "sentence", clause.body, clause.parsed, alone=False)
                reached = clause.end
