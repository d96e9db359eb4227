"""English: labels and headers by their words, and lists of units with the roles that are said inside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from respnet.core.plan import ROLE_COLUMNS, Role
from respnet.intake.tables.columns import PERSON

if TYPE_CHECKING:
    from collections.abc import Iterator

_OFFICE = (
    r"(?:agenc(?:y|ies)|departments?|organi[sz]ations?|bod(?:y|ies)|partners?|units?|entit(?:y|ies)|institutions?|"
    r"ministr(?:y|ies)|teams?|part(?:y|ies)|offices?|authorit(?:y|ies)|owners?|directorates?|stakeholders?|"
    r"services?|divisions?|sections?|branch(?:es)?|council|actors?|(?:sub)?group)"
)
_COLUMNS = {
    "lead_units": r"(?:co-?)?(?:lead(?:s|ing|er)?|primary|main|principal|accountable)(?:responsible|delivery)?"
    rf"{_OFFICE}?|who(?:will)?leads?|.{{0,14}}owners?|(?:owning|ownedby|ledby){_OFFICE}?|leadresponsibility",
    "responsible_units": r"(?!deliverypartners?)(?:responsible|delivery|implementing|executing|assigned|performing)"
    rf"(?:(?:officer|person|official)s?(?:or|and)?(?={_OFFICE}))?{_OFFICE}?|"
    rf"{_OFFICE}responsible|responsibilit(?:y|ies)|assignedto|deliveredby|(?:by)?whom?|implement(?:edby|ers?)",
    "supporting_units": r"(?:support(?:ing|ed|ive)?|partner(?:ing)?|contributing|collaborating|cooperating|other|"
    rf"consulted|key|delivery|assisting|participating|involved|secondary){_OFFICE}?|partners?|contributors?|supportedby|supporters?|"
    r"collaborators?|(?:inpartnership|working)?with",
    "supervising_units": rf"(?:oversight|monitoring|supervising|overse(?:eing|enby)|supervisedby){_OFFICE}?",
    "deadline": r"deadlines?|(?:by)?when|completeby|time(?:line|frame|scale|ing|table)s?|"
    r"(?:due|target|completion|end|finish|milestone|delivery)(?:dates?|by)|due",
    "targets": r"targets?|(?:key)?(?:performance)?indicators?|kpis?|(?:success)?measuresofsuccess|"
    r"expected(?:outcomes?|results?)",
    PERSON: r"contacts?(?:persons?|points?)?|(?:responsible|lead|senior|accountable)(?:responsible)?"
    r"(?:officers?|officials?|persons?|ministers?)|sro|focalpoints?",
}


@cache
def _compile_columns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in _COLUMNS.items())


def parse_english_label(word: str) -> str:
    """The column of tasks.csv (or PERSON) that an English header or label announces by its words, "" for none.

    >>> [parse_english_label(word) for word in ("Lead agency", "Supported by", "Due", "Contact", "Cost")]
    ['lead_units', 'supporting_units', 'deadline', 'person', '']
    """
    form = re.sub(r"[\s:*_()/.\-]+", "", word.lower())
    return next((name for name, pattern in _compile_columns() if pattern.fullmatch(form)), "") if form else ""


_ROLES = {column: role for role, column in ROLE_COLUMNS.items()}
_LABEL = re.compile(r"(?:^|(?<=[;,.|\n(•]))[ \t]*(?P<label>[A-Z][A-Za-z/ ()-]{1,40}?) ?(?::| [–—-] )\s*")
_CUES: tuple[tuple[Role | None, str], ...] = (
    (
        Role.SUPERVISE,
        r"(?:with|under) (?:the )?(?:direction|oversight|guidance) (?:from|of|by)|(?:overseen|supervised) by",
    ),
    (
        Role.SUPPORT,
        r"with (?:the )?(?:support|input|help|assistance|contributions?|advice|participation) (?:from|of|by)|"
        r"(?:supported|assisted|advised) by|working (?:closely )?with|(?:working )?(?:in )?(?:close )?"
        r"(?:partnership|collaboration|co-?ordination|consultation|co-?operation|conjunction) with",
    ),
    (Role.LEAD, r"(?:to be )?(?:jointly |co-?)?led (?:jointly )?by"),
    (None, r"as well as|together with|along with|jointly with|in addition to|alongside"),
)
_CUE = re.compile(
    "[ ,]*" + r"\b(?:" + "|".join(f"(?P<c{place}>{words})" for place, (_, words) in enumerate(_CUES)) + r")\s+",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[;；、|•\n]| / | // ")
_GOES_ON = re.compile(r"(?:\b(?:of|for|and|the|in|to|with|on|as|by|from)|[&,])\s*$", re.IGNORECASE)
_SCOPE = re.compile(
    r"(?:required|mandatory|applicable|applies|relevant) (?:for|to)\s+|(?:the|and|by|&)\s+", re.IGNORECASE
)
_OPEN_END = re.compile(r"[, ]*\b(?:etc\.?|and others|among others|et al\.?)$", re.IGNORECASE)
_OWN_ROLE = re.compile(
    r"[ ,]*(?:\((?P<note>[A-Za-z -]{4,20})\)|\b(?:to|will) (?P<verb>lead|support|co-lead)|\b(?P<short>leads|co-leads))$"
)
_HEAD = (
    r"(?:Departments?|Ministr(?:y|ies)|Offices?|Agenc(?:y|ies)|Authorit(?:y|ies)|Commissions?|Councils?|Committees?|"
    r"Boards?|Bureau|Services?|Administration|Institutes?|Directorates?|Divisions?|Secretariat|Cent(?:re|er)s?|Police|"
    r"Treasury|Universit(?:y|ies)|Academy|Trusts?|Fund|Bank|Courts?|Associations?|Societ(?:y|ies)|Union|Foundations?|"
    r"Groups?|Teams?|Units?|Branch|Task ?[Ff]orce|Networks?|Partnership|Compan(?:y|ies)|Corporation|Ltd|Inc|House|"
    r"Municipality|Librar(?:y|ies)|Museums?|Schools?|Hospitals?|NGOs|Forum|Alliance|Federation|Chambers?|Registry|"
    r"Inspectorate|Cabinet|Operators?|Facilit(?:y|ies)|Colleges?|Executive|Consortium|Assembly|Parliament|Archives?|"
    r"Laborator(?:y|ies)|Embassy|Organi[sz]ations?)"
)
"""What the names of offices end in, or begin with before of and for: by these a name is known to be whole."""
_OPENS = re.compile(rf"(?:[\w’'&-]+ ){{0,2}}{_HEAD} (?:of|for|on)\b")
_ENDS = re.compile(rf".*\b{_HEAD}(?: \([^()]*\))?$")
_PROPER = re.compile(r"[A-Z][\w’']+(?: [A-Z][\w’']+){1,3}")
"""What may be the name of a body that ends as no office does (Habitat Lakeside)."""
_ACRONYM = re.compile(r"(?:[A-Z][a-z]*){0,2}[A-Z]{2,}[A-Za-z]*(?:\b|$)|[A-Z][a-z]+[A-Z]\b")
_KINDS = re.compile(r"(?:all|other|relevant|local|state|each|every)\b.*s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EnglishList:
    """Names under one role, each from `start` to `end` of the text; `role` is None where the text says none."""

    role: Role | None
    word: str
    names: tuple[tuple[int, int], ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class EnglishClause:
    """The lists of a clause, its deadline, the persons it names and what stands under labels that are no role."""

    lists: tuple[EnglishList, ...]
    deadline: str = ""
    persons: tuple[str, ...] = ()
    unread: tuple[tuple[int, int], ...] = ()


def parse_english_clause(text: str) -> EnglishClause:
    """Parse a clause or a cell of units in English.

    Semicolons, lines and slashes with blanks part names; a comma does where nothing else does, between names that are
    whole (the Department for Business, Energy and Industrial Strategy is one).

    >>> text = "Lead: Department of Education; Partners: Library Council, Cabinet Office"
    >>> [(one.role.value, [text[a:b] for a, b in one.names]) for one in parse_english_clause(text).lists]
    [('lead', ['Department of Education']), ('support', ['Library Council', 'Cabinet Office'])]
    """
    lists: list[EnglishList] = []
    unread: list[tuple[int, int]] = []
    persons: list[str] = []
    deadline = ""
    for word, start, end in _cut_at_labels(text):
        column = parse_english_label(word) if word else ""
        role = _ROLES.get(column)
        if word and role is None:
            said = text[start:end].strip(" ;,.\n")
            if column == "deadline":
                deadline = deadline or said
            elif column == PERSON:
                persons.append(said)
            elif start < end:
                unread.append((start, end))
            continue
        lists += _parse_lists(text, start, end, role, word)
    return EnglishClause(tuple(lists), deadline, tuple(persons), tuple(unread))


def _cut_at_labels(text: str) -> Iterator[tuple[str, int, int]]:
    """The stretches between labels, each with the label before it."""
    found = [one for one in _LABEL.finditer(text) if one[0].rstrip().endswith(":") or parse_english_label(one["label"])]
    starts = [0, *(one.end() for one in found)]
    stops = [*(one.start() for one in found), len(text)]
    for word, start, end in zip(["", *(one["label"] for one in found)], starts, stops, strict=True):
        if word or text[start:end].strip(" ;,.\n"):
            yield word, start, end


def _parse_lists(text: str, start: int, end: int, role: Role | None, word: str) -> list[EnglishList]:
    phrases = _cut_phrases(text, start, end)
    commas_part = len(phrases) < 2
    lists: list[EnglishList] = []
    for first, last in phrases:
        own, own_word = role, word
        for cue_role, cue, a, b in _cut_at_cues(text, first, last):
            if cue_role is not None:
                own, own_word = cue_role, cue
            names = _cut_at_commas(text, a, b) if commas_part else _cut_at_and(text, a, b)
            for begin, stop in names:
                lists += _make_list(text, begin, stop, own, own_word)
    merged: list[EnglishList] = []
    for one in lists:
        same = [place for place, other in enumerate(merged) if other.role is one.role]
        if same:
            before = merged[same[0]]
            merged[same[0]] = EnglishList(before.role, before.word, before.names + one.names, before.open or one.open)
        else:
            merged.append(one)
    return merged


def _cut_phrases(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between strong separators outside brackets; a line end in the middle of a name parts nothing."""
    cuts, begin = [], start
    for match in _SEPARATOR.finditer(text, start, end):
        left = text[start : match.start()]
        if left.count("(") > left.count(")"):
            continue
        after = text[match.end() : end].lstrip()
        if match[0] == "\n" and (_GOES_ON.search(left) or (after[:1].islower() and not _CUE.match(after))):
            continue
        cuts.append((begin, match.start()))
        begin = match.end()
    return [one for one in [*cuts, (begin, end)] if text[one[0] : one[1]].strip(" .,-–—")]


def _cut_at_cues(text: str, start: int, end: int) -> Iterator[tuple[Role | None, str, int, int]]:
    """The stretches of a phrase between words that say another role (supported by …) or only go on (as well as …)."""
    role, word, begin = None, "", start
    for match in _CUE.finditer(text, start, end):
        if begin < match.start():
            yield role, word, begin, match.start()
        role = next(_CUES[place][0] for place in range(len(_CUES)) if match[f"c{place}"])
        word, begin = match[0].strip(" ,"), match.end()
    if begin < end:
        yield role, word, begin, end


def _cut_at_commas(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names between commas; behind Department of … a piece that is no name of its own goes on with that."""
    cuts, depth = [start], 0
    for place in range(start, end):
        depth += (text[place] == "(") - (text[place] == ")")
        if text[place] == "," and depth <= 0:
            cuts.append(place + 1)
    pieces = [(a, b) for a, b in zip(cuts, [*(cut - 1 for cut in cuts[1:]), end], strict=True) if text[a:b].strip()]
    bare = [re.sub(r"^and ", "", text[a:b].strip()) for a, b in pieces]
    lists = not any(map(is_office, bare)) and all(len(one.split()) <= MOST_WORDS for one in bare)
    joined: list[tuple[int, int]] = []
    for (a, b), one in zip(pieces, bare, strict=True):
        before = text[joined[-1][0] : joined[-1][1]].strip() if joined else ""
        closed = bool(_ENDS.match(before) or _ACRONYM.match(before)) and one[:1].isupper()
        if not joined or lists or closed or (is_office(one) and (is_office(before) or _PROPER.fullmatch(before))):
            joined.append((a, b))
        else:
            joined[-1] = (joined[-1][0], b)
    return [name for a, b in joined for name in _cut_at_and(text, a, b, lists=lists and len(joined) > 1)]


MOST_WORDS = 5
"""Words of a name in a list whose names end as no office does (Planning, Legal): longer ones are sentences."""


def _cut_at_and(text: str, start: int, end: int, *, lists: bool = False) -> list[tuple[int, int]]:
    """Cut at “and” between two names that are whole (Cabinet Office and HM Treasury), not inside one."""
    for match in re.finditer(r" (?:and|&) (?=\S)", text[start:end]):
        a, b = start + match.start(), start + match.end()
        left, right = text[start:a].strip(), text[b:end].strip()
        if (is_office(left) and is_office(right)) or (lists and "," not in left):
            return [(start, a), *_cut_at_and(text, b, end, lists=lists)]
    return [(start, end)]


def _make_list(text: str, start: int, end: int, role: Role | None, word: str) -> list[EnglishList]:
    """The list of one name, without what is no part of it; () where nothing is left."""
    is_open = False
    while True:
        stretch = text[start:end]
        left, right = len(stretch) - len(stretch.lstrip(" \t\n,.;:-–—*")), len(stretch.rstrip(" \t\n,;:.-–—*"))
        if right <= left:
            return []
        start, end = start + left, start + right
        if match := _SCOPE.match(text, start, end):
            start = match.end()
        elif match := _OPEN_END.search(text, start, end):
            end, is_open = match.start(), True
        elif (
            (match := _OWN_ROLE.search(text, start, end))
            and match.start() > start
            and (own := _ROLES.get(parse_english_label(match[match.lastgroup or 0])))
        ):
            end, role, word = match.start(), own, match[0].strip(" ()")
        else:
            break
    if _PERSON_NAME.match(text, start, end):
        return []
    return [EnglishList(role, word, ((start, end),), is_open)]


_PERSON_NAME = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Hon|Minister) ?\.? (?!of\b|for\b)[A-Z]|"
    r"[A-Z]\. ?(?:[A-Z]\. ?)?[A-Z][a-z]+$|\S+@\S+$|\+?[\d() -]{6,}$"
)


NUMBER = re.compile(
    r"[ \t]*(?:[-*•–] +)?(?:(?:Action|Task|Recommendation|Measure|Initiative|Activity|Commitment|Step|Item) )?"
    r"\**(?P<number>\d{1,3}(?:\.\d{1,3}){1,3}[.):]?|\(?(?:[A-Z]{0,2}\d{1,3}(?:\.\d{1,2})*|[a-z]|[ivx]{2,4}|[A-Z])[.):]|"
    r"[A-Z]{1,2}\d{1,2}(?:\.\d{1,2})*|(?<=[a-z] )\d{1,3})\**\s+(?:[–—-] )?(?=\S)"
)
"""The number at the front of an item: 1.1, A2, (b), Action 3."""


def is_office(name: str) -> bool:
    """True if a name is whole by its words: it ends as offices do, begins Department of …, or is an acronym.

    >>> [is_office(name) for name in ("Library Council", "Ministry of Health", "DfE", "Build a road")]
    [True, True, True, False]
    """
    return any(pattern.match(name.strip()) for pattern in (_OPENS, _ENDS, _ACRONYM, _KINDS))


@lru_cache(maxsize=64)
def is_english(text: str) -> bool:
    """True if a text is written in Latin letters: hardly one Chinese character in twenty."""
    return len(_CHINESE.findall(text)) * 20 < len(_LATIN.findall(text))


_CHINESE, _LATIN = re.compile(r"[\u3400-\u9fff]"), re.compile("[A-Za-z]")
