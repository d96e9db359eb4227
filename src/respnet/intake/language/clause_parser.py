"""Inside one clause: which units stand under which role word, the deadline, and the riders."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from respnet.core.name_guard import is_likely_person, names_a_post
from respnet.core.plan import Role
from respnet.intake.language.clause_cuts import ANNOUNCED, BULLET, LIST_MARK, NamePiece, cut_stretches
from respnet.intake.language.lexicon import (
    LABEL_WITH_COPULA,
    LEVEL_WORDS,
    THING_WORDS,
    TWO_ROLES,
    LabelKind,
    LabelWord,
    has_level_prefix,
    has_office_ending,
    interpret_label,
    is_complete_name,
    is_deadline,
    is_official_name,
    match_final_verb,
    match_inner_verb,
    match_own_duty,
    parse_label,
    read_label_word,
    strip_final_verb,
    strip_person_behind,
)
from respnet.intake.language.riders import Rider, find_riders


@dataclass(frozen=True, slots=True)
class RoleList:
    """Names under one role. `word` is the printed role word, "" where the clause has none; `label` says it was one."""

    role: Role
    word: str
    pieces: tuple[NamePiece, ...]
    label: bool = False


@dataclass(frozen=True, slots=True)
class ParsedClause:
    """Content of a clause. `bare` are the names of a clause without any role word."""

    lists: tuple[RoleList, ...] = ()
    bare: tuple[NamePiece, ...] = ()
    deadline: str = ""
    riders: tuple[Rider, ...] = ()
    persons: tuple[NamePiece, ...] = ()
    unread: tuple[NamePiece, ...] = ()
    """Texts under a label that is no role, and words before the first label that name nobody."""
    own_duties: bool = False
    """True if an office in it has a duty of its own behind its verb (县财政局负责经费保障)."""

    def list_roles(self, role: Role = Role.RESPONSIBLE) -> tuple[RoleList, ...]:
        """List its role lists; the names of a clause without any role word have one under the given role."""
        return self.lists or ((RoleList(role, "", self.bare),) if self.bare else ())

    @property
    def has_label(self) -> bool:
        """True if a label (牵头单位：) stands in it."""
        return any(one.label for one in self.lists)


@dataclass(slots=True)
class _State:
    """State of the parser: the label in force and the names that wait for their verb."""

    text: str
    label: LabelWord | None = None
    waiting: list[NamePiece] = field(default_factory=list)
    lists: list[RoleList] = field(default_factory=list)
    deadline: str = ""
    dates: list[tuple[str, str]] = field(default_factory=list)
    persons: list[NamePiece] = field(default_factory=list)
    unread: list[NamePiece] = field(default_factory=list)
    nested: bool = False
    own_duties: bool = False

    def close(self, role: Role, word: str, *, label: bool = False) -> None:
        if self.waiting:
            self.lists.append(RoleList(role, word, tuple(self.waiting), label))
            self.waiting = []

    def drop_words_before_offices(self) -> None:
        """Set the phrases apart that stand before the offices of a verb and name nobody (招标完成,县交通局牵头)."""
        cut = max((at for at, piece in enumerate(self.waiting) if piece.after not in ("、", " ", "")), default=0)
        before, last = self.waiting[:cut], self.waiting[cut:]
        if before and not any(map(self._is_complete, before)) and all(map(self._is_complete, last)):
            self.unread += before
            self.waiting = last

    def _is_complete(self, piece: NamePiece) -> bool:
        return is_complete_name(self.text[piece.start : piece.end])

    def have_doers_before(self, phrase: int) -> bool:
        """True if offices that support nobody else stand before the supporting ones (县教委、县科协，县财政局配合)."""
        before, one_mark = self.waiting[:phrase], {piece.after for piece in self.waiting[1:]} == {","}
        return bool(before) and (len(self.waiting) == 2 or not one_mark) and all(map(self._is_complete, self.waiting))

    def close_label(self) -> None:
        """Assign the waiting names to the label in force."""
        if self.label is not None and self.label.role is not None:
            role = self.label.role
            if TWO_ROLES.search(self.label.word) and self.waiting:
                role = self._close_first_of_two(self.label, role)
            self.close(role, self.label.word, label=self.label.known)
        elif self.label is None and self.waiting:
            self._close_before_first_label()

    def _close_first_of_two(self, label: LabelWord, role: Role) -> Role:
        """The role that a label of two gives, behind a slash that parts the names too (牵头/配合单位:甲/乙) the second.

        One name alone has both roles: it leads (牵头及责任单位:甲).
        """
        words = label.word.split("/")
        roles = [own for word in words if (own := interpret_label(word).role) is not None]
        first = self.waiting[0]
        slash = self.text.find("/", first.start, first.end)
        if len(roles) == len(words) == 2 and slash > 0:
            behind, self.waiting = self.waiting[1:], [NamePiece(first.start, slash)]
            self.close(roles[0], label.word, label=label.known)
            self.waiting = [NamePiece(slash + 1, first.end), *behind]
            return roles[1]
        return Role.LEAD if len(self.waiting) == 1 and slash < 0 else role

    def _close_before_first_label(self) -> None:
        """Offices before the first label have no role word and promote nobody; other words there name nobody."""
        names = [self.text[piece.start : piece.end] for piece in self.waiting]
        if all(is_official_name(name) for name in names):
            self.close(Role.RESPONSIBLE, "")
        else:
            self.unread += self.waiting
            self.waiting = []


_LABEL_AT = re.compile(
    r"(?P<label>[^\s:,;。、\d“”《》()]{1,18}(?:\([^()]{1,12}\)[^\s:,;。、\d“”《》()]{0,6})?)(?: *:| +)"
)
_LONGEST_TO_SPLIT = 400
"""Characters of a stretch that is split again: each split is a call."""
_LEADING = re.compile(
    r"(?:以上|上述|本|此|该)(?:各?项|所有|全部|部分|[章节条段]|\d+项)*(?:工作|任务|事项|措施|项目)?(?:均|都|皆)?由|"
    r"(?:以上|其中|(?:具体|分别|均|主要)?由|请|并由|会同|并会同)(?=[\u4e00-\u9fff]{2})"
)


@lru_cache(maxsize=16384)  # of a long plan all, so that a hint to the reader parses only what it changes
def parse_clause(text: str) -> ParsedClause:
    """Read the folded text of one clause, without its outer brackets. Linear in its length.

    >>> found = parse_clause("责任部门:省科协牵头,省教育厅、省科技厅按职责分工负责")
    >>> [(one.role.value, len(one.pieces)) for one in found.lists]
    [('lead', 1), ('responsible', 2)]
    """
    riders, masked = find_riders(text)
    state = _State(masked)
    for start, end, mark in cut_stretches(masked):
        _read(state, start, end, mark)
    if state.label is not None:
        state.close_label()
    bare = tuple(state.waiting)
    if state.lists and bare:
        # Names after the last role word, with no word of their own: responsible, the role that promotes nobody.
        state.close(Role.RESPONSIBLE, "")
        bare = ()
    lists, persons = _set_persons_apart(text, state.lists)
    return ParsedClause(
        tuple(lists),
        bare,
        state.deadline or _join_dates(state.dates),
        riders,
        (*state.persons, *persons),
        tuple(state.unread),
        state.own_duties,
    )


def _join_dates(dates: list[tuple[str, str]]) -> str:
    """The date behind the names of a clause; several dates each with its name."""
    apart = len({date for _, date in dates}) > 1
    return "，".join(f"{name}{date}" for name, date in dates) if apart else dates[0][1] if dates else ""


def _set_persons_apart(text: str, lists: list[RoleList]) -> tuple[list[RoleList], list[NamePiece]]:
    """The lists without those that name nothing but persons, where other lists name offices; and these persons."""
    persons = [one for one in lists if all(_is_person(text[piece.start : piece.end]) for piece in one.pieces)]
    offices = [one for one in lists if any(is_complete_name(text[piece.start : piece.end]) for piece in one.pieces)]
    if not persons or not offices:
        return lists, []
    return [one for one in lists if one not in persons], [piece for one in persons for piece in one.pieces]


def _is_person(name: str) -> bool:
    return is_likely_person(name) or names_a_post(name)


def _read(state: _State, start: int, end: int, mark: str) -> None:
    text = state.text[start:end]
    inner = ANNOUNCED.search(text, 1)
    if inner is not None and len(text) <= _LONGEST_TO_SPLIT and inner[0][0] in "【[〔" and _is_announced(inner):
        _read(state, start, start + inner.start(), mark)  # 县教委【配合单位】县科协
        _read(state, start + inner.start(), end, ",")
        return
    match = ANNOUNCED.match(text)
    if match is not None and _is_announced(match):  # 【责任单位】县教委
        text = text.replace(match[0], f"{match['label']}:", 1)
        start += len(match[0]) - len(match["label"]) - 1
    number = LIST_MARK.match(text) or BULLET.match(text)
    if number is not None and _label_at(state, text[number.end() :])[0] is not None:  # 3.配合单位:县教委
        start += number.end()
        text = text[number.end() :]
    label, length = _label_at(state, text)
    if label is not None:
        state.close_label()
        state.label = label
        start += length
        text = state.text[start:end]
        mark = ""
    if label is None and is_deadline(text):
        state.deadline = state.deadline or text.strip()
        return
    if state.label is not None and state.label.kind is LabelKind.DEADLINE and label is None and _divides(text):
        state.label = None  # 完成时限:6月底,县教委牵头
    if state.label is not None and state.label.kind is not LabelKind.UNITS:
        _read_aside(state, start, end)
        return
    _names(state, start, end, mark)


def _is_announced(match: re.Match[str]) -> bool:
    """True if a bracket announces what follows it: a known label, or in 【】 any that is no name."""
    word = match["label"]
    return parse_label(word) is not None or (match[0][0] == "【" and _unknown_label(word) is not None)


def _divides(text: str) -> bool:
    """True if a stretch is an office and its verb."""
    name = strip_final_verb(text)
    return name != text and is_official_name(name)


_NO_OFFICE = re.compile("(?:省|市|县|区|州|镇|乡)级.*|[^省市县区州国]{2,6}(?:部门|单位)")


def _unknown_label(word: str) -> LabelWord | None:
    """Classify a word with a colon; None where it is the name of an office with its own duty behind it."""
    if has_level_prefix(word) and is_official_name(word) and not _NO_OFFICE.fullmatch(word):
        return None
    label = interpret_label(word)
    return None if label.kind is LabelKind.ASIDE and has_office_ending(word) else label


def _label_at(state: _State, text: str) -> tuple[LabelWord | None, int]:
    """The label at the start of a stretch and its length; a level inside a list (县级:县教委) keeps the list's role."""
    match = _LABEL_AT.match(text)
    if match is not None and _balanced(match["label"]):
        word, colon = match["label"], match[0].rstrip().endswith(":")
        label = read_label_word(word)
        if label is not None and (colon or match.end() < len(text)):
            return label, match.end()
        if colon and LEVEL_WORDS.fullmatch(word):
            return _level_label(state, word), match.end()
        if colon and (label := _unknown_label(word)) is not None:
            return label, match.end()
    return _label_without_colon(text)


def _label_without_colon(text: str) -> tuple[LabelWord | None, int]:
    """A label before 为 or directly before an office (牵头单位为县教委, 参战单位县教委, 资金来源县财政局)."""
    copula = LABEL_WITH_COPULA.match(text)
    label = read_label_word(copula["label"]) if copula else None
    if copula is not None and copula["copula"]:
        label = label or _unknown_label(copula["label"])
    if copula is not None and label is not None:
        certain = label.known and (copula["copula"] or label.kind is not LabelKind.UNITS)
        if certain or _is_office_below(text[copula.end() :]):
            return label, copula.end()
    for length in range(4, min(8, len(text) - 2) + 1):  # no place is called 资金来源县
        if THING_WORDS.search(text[:length]) and _is_office_below(text[length:]):
            return interpret_label(text[:length]), length
    return None, 0


def _is_office_below(text: str) -> bool:
    """True if a stretch is an office of a level of government, with its verb or without."""
    name = strip_final_verb(text)
    return has_level_prefix(name) and is_official_name(name)


def _level_label(state: _State, word: str) -> LabelWord:
    """The role of a label that names a level: that of the list it divides; after a list of its own, responsible."""
    under = state.label
    if under is not None and under.kind is LabelKind.UNITS and under.role is not None:
        state.nested = state.nested or not state.waiting
        if state.nested or under.role is not Role.LEAD:
            return under
    return LabelWord(LabelKind.UNITS, word, Role.RESPONSIBLE)


def _balanced(label: str) -> bool:
    return all(label.count(one) == label.count(other) for one, other in ("()", "[]", "〔〕", "【】"))


def _read_aside(state: _State, start: int, end: int) -> None:
    """Read text under a label of a person, a deadline, or of something that is no role."""
    if start >= end or state.label is None:
        return
    if state.label.kind is LabelKind.DEADLINE:
        state.deadline = f"{state.deadline},{state.text[start:end]}" if state.deadline else state.text[start:end]
    elif state.label.kind is LabelKind.PERSON:
        state.persons.append(NamePiece(start, end))
    else:
        state.unread.append(NamePiece(start, end))


_DATE_NOTE = re.compile(r"[(〔\[](?:(?P<label>[^()〔〕\[\]:]{2,8}):)?(?P<date>[^()〔〕\[\]]{2,30})[)〕\]]$")
_ROLE_NOTE = re.compile(r"[(〔\[【](?P<word>[^()〔〕\[\]【】]{2,8})[)〕\]】]$")


def _names(state: _State, start: int, end: int, mark: str) -> None:
    text = state.text[start:end]
    for pattern in (_LEADING, LIST_MARK):
        if lead := pattern.match(text):
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
    noted = _read_role_note(note["word"]) if note else None
    if note is not None and noted is not None:  # 省科协（牵头）、省教育厅
        held, state.waiting = state.waiting, [NamePiece(start, start + note.start(), mark)]
        state.close(noted, note["word"])
        state.waiting = held
        return
    verb = match_final_verb(text)
    if verb is None and (own := match_own_duty(text)):
        state.waiting.append(NamePiece(start, start + own[0], mark))
        state.own_duties = True
        _close_verb(state, own[2], text[own[0] : own[1]])
        return
    stop = end if verb is None else start + verb[0]
    state.own_duties = state.own_duties or state.text[start:stop].endswith(":")  # 各镇:组织实施
    name = state.text[start:stop]
    note = _DATE_NOTE.search(name)
    labelled = note is not None and note["label"] and interpret_label(note["label"]).kind is LabelKind.DEADLINE
    if note is not None and (labelled or is_deadline(note["date"])):  # 县教委(6月底前)
        name = name[: note.start()]
        state.dates.append((name, note["date"]))
    if name:
        name = strip_person_behind(name)
        state.waiting.append(NamePiece(start, start + len(name), mark))
    if verb is not None:
        _close_verb(state, verb[1], state.text[stop:end])


def _read_role_note(word: str) -> Role | None:
    """The role that a bracket behind a name gives by a label or verbs alone (牵头单位, 牵头抓总); a duty gives none."""
    label, verb = parse_label(word), match_final_verb(word.removeprefix("总"))
    if label is not None:
        return label.role
    return verb[1] if verb and not verb[0] and verb[1] is not Role.RESPONSIBLE else None  # 负责统筹


def _close_verb(state: _State, role: Role, word: str) -> None:
    """A verb takes the names that wait; under a label of another role only those of its own phrase."""
    if state.label is None:
        state.drop_words_before_offices()
    phrase = len(state.waiting)
    while phrase and (phrase == len(state.waiting) or state.waiting[phrase].after in ("、", " ")):
        phrase -= 1
    if state.label is None:
        if role is Role.SUPPORT and not state.lists and state.have_doers_before(phrase):
            own, state.waiting = state.waiting[phrase:], state.waiting[:phrase]
            state.close(Role.RESPONSIBLE, "")
            state.waiting = own
    elif state.label.role not in (None, role):
        held, state.waiting = state.waiting[:phrase], state.waiting[phrase:]
        if held and state.label.role is not None and not state.lists:
            own, state.waiting = state.waiting, held
            state.close(state.label.role, state.label.word, label=state.label.known)
            state.waiting = own
        else:
            state.waiting = held + state.waiting
    known = state.label is not None and state.label.known
    state.close(role, f"{state.label.word}/{word}" if state.label else word, label=known)
