"""Inside one clause: which units stand under which role word, the deadline, and the riders."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from respnet.core.plan import Role
from respnet.intake.language.lexicon import (
    ALIAS_PATTERN,
    CLOSING_BRACKETS,
    CONVENTION_PATTERN,
    FIRST_COMMA_PATTERN,
    INHERITED_PATTERN,
    OPENING_BRACKETS,
    RIDER_NOISE_PATTERN,
    LabelKind,
    LabelWord,
    is_complete_name,
    is_deadline,
    match_final_verb,
    match_inner_verb,
    parse_label,
)


@dataclass(frozen=True, slots=True)
class NamePiece:
    """One printed name in a clause, from `start` to `end` of its text; `after` is the mark before it (、 or , or ;)."""

    start: int
    end: int
    after: str = ""


@dataclass(frozen=True, slots=True)
class RoleList:
    """Names under one role. `word` is the printed role word, "" where the clause has none; `label` says it was one."""

    role: Role
    word: str
    pieces: tuple[NamePiece, ...]
    label: bool = False


class RiderKind(StrEnum):
    """What a rider says."""

    FIRST = "first"
    FIRST_COMMA = "first comma"
    INHERITED = "inherited"
    ALIAS = "alias"


@dataclass(frozen=True, slots=True)
class Rider:
    """A sentence beside the units; `pieces` are the carried-forward units, or those an alias stands for."""

    kind: RiderKind
    start: int
    end: int
    name: str = ""
    pieces: tuple[NamePiece, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedClause:
    """What a clause says. `bare` are the names of a clause without any role word."""

    lists: tuple[RoleList, ...] = ()
    bare: tuple[NamePiece, ...] = ()
    deadline: str = ""
    riders: tuple[Rider, ...] = ()
    persons: tuple[NamePiece, ...] = ()

    @property
    def has_label(self) -> bool:
        """Whether a label (牵头单位：) stands in it."""
        return any(one.label for one in self.lists)


@dataclass(slots=True)
class _State:
    """Where the reading of a clause stands: the label in force and the names that wait for their verb."""

    text: str
    label: LabelWord | None = None
    word: str = ""
    waiting: list[NamePiece] = field(default_factory=list)
    lists: list[RoleList] = field(default_factory=list)
    deadline: str = ""
    persons: list[NamePiece] = field(default_factory=list)

    def close(self, role: Role, word: str, *, label: bool = False) -> None:
        if self.waiting:
            self.lists.append(RoleList(role, word, tuple(self.waiting), label))
            self.waiting = []

    def close_label(self) -> None:
        """What waits under a label belongs to it."""
        if self.label is not None and self.label.role is not None:
            self.close(self.label.role, self.label.word, label=True)


_BREAKS = ",;。、\n!?"
_LABEL_AT = re.compile(r"(?P<label>[^\s:,;。、\d“”《》]{2,18})(?: *:|(?<=[单部科处股人][位门室处员])  *| +)")
_ANNOUNCED = re.compile(r"[【\[〔(](?P<label>[^【】\[\]〔〕()]{2,12})[】\]〕)] *:? *(?=.)")
_LONGEST_TO_SPLIT = 400
"""Characters of a stretch that is split again: each split is a call."""
_LEADING = re.compile(r"(?:以上|其中|由|请|并由|会同|并会同)(?=[\u4e00-\u9fff]{2})")


def parse_clause(text: str) -> ParsedClause:
    """Read the folded text of one clause, without its outer brackets. Linear in its length.

    >>> found = parse_clause("责任部门:省科协牵头,省教育厅、省科技厅按职责分工负责")
    >>> [(one.role.value, len(one.pieces)) for one in found.lists]
    [('lead', 1), ('responsible', 2)]
    """
    riders, masked = _riders(text)
    state = _State(masked)
    for start, end, mark in _cut(masked):
        _read(state, start, end, mark)
    state.close_label()
    bare = tuple(state.waiting)
    if state.lists and bare:
        # Names after the last role word, with no word of their own: responsible, the role that promotes nobody.
        state.close(Role.RESPONSIBLE, "")
        bare = ()
    return ParsedClause(tuple(state.lists), bare, state.deadline, riders, tuple(state.persons))


def _riders(text: str) -> tuple[tuple[Rider, ...], str]:
    """The riders of a clause, and its text with their characters made into separators (places stay)."""
    riders: list[Rider] = []
    masked = text
    inside = _depths(text)
    for kind, pattern in (
        (RiderKind.INHERITED, INHERITED_PATTERN),
        (RiderKind.FIRST_COMMA, FIRST_COMMA_PATTERN),
        (RiderKind.FIRST, CONVENTION_PATTERN),
        (RiderKind.ALIAS, ALIAS_PATTERN),
    ):
        for match in pattern.finditer(masked):
            if inside[match.start()]:
                continue
            riders.append(_rider(kind, match, text))
            end = match.end() + (kind is RiderKind.ALIAS and text[match.end() : match.end() + 1] in ("”", '"', "」"))
            masked = masked[: match.start()] + "。" * (end - match.start()) + masked[end:]
    for match in RIDER_NOISE_PATTERN.finditer(masked):
        if not inside[match.start()] and (match.start() == 0 or masked[match.start() - 1] in _BREAKS):
            masked = masked[: match.start()] + "。" * len(match[0]) + masked[match.end() :]
    return tuple(sorted(riders, key=lambda one: one.start)), masked


def _rider(kind: RiderKind, match: re.Match[str], text: str) -> Rider:
    if kind is RiderKind.INHERITED:
        begin, end = match.span("units")
        pieces = [NamePiece(begin + a, begin + b, mark) for a, b, mark in _cut(text[begin:end])]
        return Rider(kind, match.start(), match.end(), pieces=tuple(pieces))
    name = match["alias"] if kind is RiderKind.ALIAS else ""
    return Rider(kind, match.start(), match.end(), name)


def _depths(text: str) -> list[int]:
    depths, depth = [], 0
    for character in text:
        depth += character in OPENING_BRACKETS
        depths.append(depth)
        depth = max(0, depth - (character in CLOSING_BRACKETS))
    return depths


def _cut(text: str) -> list[tuple[int, int, str]]:
    """The stretches between marks that stand outside brackets: start, end and the mark before each."""
    stretches: list[tuple[int, int, str]] = []
    start, mark = 0, ""
    for place, (character, depth) in enumerate(zip(text, _depths(text), strict=True)):
        if depth or character not in _BREAKS:
            continue
        _add(stretches, text, start, place, mark)
        start, mark = place + 1, character
    _add(stretches, text, start, len(text), mark)
    return stretches


def _add(stretches: list[tuple[int, int, str]], text: str, start: int, end: int, mark: str) -> None:
    """Add a stretch without the blanks around it; a blank inside cuts only between two whole names or a label."""
    for match in re.finditer(r"[^ \t].*?(?=[ \t]+|$)", text[start:end].replace("\n", " ")):
        begin, stop = start + match.start(), start + match.end()
        before = stretches[-1] if stretches and stretches[-1][1] > start - 1 and match.start() else None
        if before is not None and not _blank_cuts(text[before[0] : before[1]], text[begin:stop]):
            stretches[-1] = (before[0], stop, before[2])
        else:
            stretches.append((begin, stop, mark if before is None else " "))


def _blank_cuts(left: str, right: str) -> bool:
    if left.endswith(":") or parse_label(left.rsplit(" ", 1)[-1]) is not None:
        return False
    shown = _ANNOUNCED.match(right)
    announces = parse_label(shown["label"] if shown else re.split(r"[: ]", right)[0])
    verb = match_final_verb(right)
    name = right[: verb[0]] if verb else right
    return (
        announces is not None
        or match_final_verb(left) is not None
        or (is_complete_name(left) and is_complete_name(name))
    )


def _read(state: _State, start: int, end: int, mark: str) -> None:
    text = state.text[start:end]
    inner = _ANNOUNCED.search(text, 1)
    if (
        inner is not None
        and len(text) <= _LONGEST_TO_SPLIT
        and inner[0][0] in "【[〔"
        and parse_label(inner["label"]) is not None
    ):  # 县教委【配合单位】县科协
        _read(state, start, start + inner.start(), mark)
        _read(state, start + inner.start(), end, ",")
        return
    match = _ANNOUNCED.match(text)
    if match is not None and parse_label(match["label"]) is not None:  # 【责任单位】县教委
        text = text.replace(match[0], f"{match['label']}:", 1)
        start += len(match[0]) - len(match["label"]) - 1
    match = _LABEL_AT.match(text)
    label = parse_label(match["label"]) if match and _balanced(match["label"]) else None
    if match is not None and label is None and ":" in match[0]:
        inner = re.search(r"(?:牵头|责任|配合|参与|参加|协办|承办)(?:单位|部门)$", match["label"])
        if inner and inner.start() and match_final_verb(match["label"][: inner.start()]) is None:
            label = parse_label(inner[0])
    if match is not None and label is not None and (":" in match[0] or match.end() < len(text)):
        state.close_label()
        state.label, state.word = label, label.word
        start += match.end()
        text = state.text[start:end]
        mark = ""
    if label is None and is_deadline(text):
        state.deadline = state.deadline or text.strip()
        return
    if state.label is not None and state.label.kind is not LabelKind.UNITS:
        _read_aside(state, start, end)
        return
    _names(state, start, end, mark)


def _balanced(label: str) -> bool:
    return all(label.count(one) == label.count(other) for one, other in ("()", "[]", "〔〕", "【】"))


def _read_aside(state: _State, start: int, end: int) -> None:
    """What stands under a label of a person or a deadline."""
    if start >= end or state.label is None:
        return
    if state.label.kind is LabelKind.DEADLINE:
        state.deadline = f"{state.deadline},{state.text[start:end]}" if state.deadline else state.text[start:end]
    else:
        state.persons.append(NamePiece(start, end))


_ROLE_NOTE = re.compile(r"\((?P<word>[^()]{2,8})\)$")


def _names(state: _State, start: int, end: int, mark: str) -> None:
    text = state.text[start:end]
    if lead := _LEADING.match(text):
        start += lead.end()
        text = state.text[start:end]
    if not text.strip():
        return
    if len(text) <= _LONGEST_TO_SPLIT and (inner := match_inner_verb(text)):
        first, last, role = inner
        _names(state, start, start + first, mark)
        _close_verb(state, role, state.text[start + first : start + last])
        _names(state, start + last, end, ",")
        return
    note = _ROLE_NOTE.search(text)
    noted = parse_label(note["word"]) if note else None
    if note is not None and noted is not None and noted.role is not None:  # 省科协（牵头）、省教育厅
        held, state.waiting = state.waiting, [NamePiece(start, start + note.start(), mark)]
        state.close(noted.role, noted.word)
        state.waiting = held
        return
    verb = match_final_verb(text)
    stop = end if verb is None else start + verb[0]
    if stop > start:
        state.waiting.append(NamePiece(start, stop, mark))
    if verb is not None:
        _close_verb(state, verb[1], state.text[stop:end])


def _close_verb(state: _State, role: Role, word: str) -> None:
    """A verb takes the names that wait; under a label of another role only those of its own phrase."""
    if state.label is not None and state.label.role not in (None, role):
        phrase = len(state.waiting)
        while phrase and (phrase == len(state.waiting) or state.waiting[phrase].after in ("、", " ")):
            phrase -= 1
        held, state.waiting = state.waiting[:phrase], state.waiting[phrase:]
        if held and state.label.role is not None and not state.lists:
            own, state.waiting = state.waiting, held
            state.close(state.label.role, state.label.word, label=True)
            state.waiting = own
        else:
            state.waiting = held + state.waiting
    state.close(role, f"{state.word}/{word}" if state.word else word, label=state.label is not None)
