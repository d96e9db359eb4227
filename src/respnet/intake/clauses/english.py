"""English plans: items with their clauses in brackets, on labelled lines and behind a label at the end of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from respnet.core.plan import Role
from respnet.intake.language.english import NUMBER, EnglishClause, parse_english_clause, parse_english_label
from respnet.intake.language.normalize import Span, collapse_whitespace
from respnet.intake.language.row_builder import shorten_title
from respnet.intake.language.row_draft import PrintedName, RowDraft, UnitListDraft
from respnet.intake.tables.columns import PERSON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.documents.document import Document
    from respnet.intake.language.normalize import TextStream

_BULLET = re.compile(r"[ \t]*[-*•–▪●] +(?=\S)")
_HEADING = re.compile(
    r"(?P<kind>Goal|Objective|Priority|Pillar|Theme|Strategy|Outcome|Chapter|Part|Section|Focus area|Workstream|Aim|"
    r"Area|Strand|Programme|Program|Phase|Annex|Appendix)s?\b.{0,100}"
)
_BRACKET = re.compile(r"[(\[](?P<inner>[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]]")
_LINE_LABEL = re.compile(r"[ \t]*(?:[-*•–] +)?(?P<label>[A-Z][A-Za-z/ -]{1,40}?) ?(?::| [–—-] )")
_LABEL_BEHIND = re.compile(r"(?<=[.;!?] )(?P<label>[A-Z][A-Za-z/ -]{1,40}?) ?:")
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
MOST_CHARACTERS = 1500
"""Characters of the longest clause."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause at its place in the stream; `inner` is where its words begin."""

    start: int
    end: int
    inner: int
    parsed: EnglishClause


@dataclass(slots=True)
class _Item:
    """An item or paragraph in the making: its number, where its words begin, and what belongs to it."""

    start: int
    words: int
    end: int
    number: str = ""
    path: tuple[str, ...] = ()
    clauses: list[_Clause] = field(default_factory=list)


def read_english_items(document: Document, stream: TextStream) -> list[RowDraft]:
    """Read the items of an English text that have clauses, and numbered ones beside them that have none.

    Prose is not read: a clause stands in brackets or behind a label (Lead: …; Partners: …).

    Args:
        document: The document, for the sources.
        stream: Its folded text.
    """
    items = _find_items(document, stream)
    led = {(one.path, one.number.count(".")) for one in items if one.number and one.clauses}
    kept = [one for one in items if one.clauses or (one.number and (one.path, one.number.count(".")) in led)]
    return [_draft(document, stream, one) for one in kept]


def _find_items(document: Document, stream: TextStream) -> list[_Item]:
    text = stream.text
    lines = _join_wrapped(text, [match.span() for match in re.finditer(r"[^\n]+", text) if match[0].strip()])
    numbers = [NUMBER.match(text, *line) for line in lines]
    following = [(match["number"].strip("().: ") if match else "") for match in numbers]
    items: list[_Item] = []
    path: list[tuple[str, str]] = []
    for place, (start, end) in enumerate(lines):
        labelled = _match_label_line(text, start, end)
        if labelled is not None:
            if items:
                items[-1].clauses.append(labelled)
                items[-1].end = end
            continue
        clauses = _find_clauses(text, start, end)
        number = following[place]
        below = number and any(one.startswith(f"{number}.") for one in following[place + 1 : place + 3])
        level = getattr(document.blocks[stream.blocks[start]], "heading", 0)
        words = _HEADING.fullmatch(text[start:end].strip()) if end - start < 120 else None
        if not clauses and (below or words or (level and not number)):
            key = words["kind"].lower() if words else f"level {level}" if level else f"number {number.count('.')}"
            kinds = [kind for kind, _ in path]
            path = path[: kinds.index(key)] if key in kinds else path
            title = shorten_title(_printed(stream, start, end))
            path = path if level == 1 and not items and not path else [*path, (key, title)]
            continue
        match = numbers[place] or _BULLET.match(text, start, end)
        if match is not None or clauses or not items or not items[-1].number:
            item = _Item(start, match.end() if match else start, end, number, tuple(title for _, title in path))
            items.append(item)
        items[-1].clauses += clauses
        items[-1].end = end
    return items


WIDEST = 130
"""Characters of the widest line of a text that a copy cut at a width: paragraphs of a word processor are wider."""


def _join_wrapped(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the lines that a copy cut: a nearly full one without an end of a sentence goes on in the next."""
    widest = max((end - start for start, end in lines), default=0)
    joined: list[tuple[int, int]] = []
    full = False
    for start, end in lines:
        begin, before = joined[-1] if joined else (0, 0)
        stretch = text[begin:before].rstrip()
        in_bracket = stretch.count("(") > stretch.count(")")
        goes_on = full and not stretch.endswith((".", "!", "?", ":", ";", ")", "]")) and not _opens(text, start, end)
        in_clause = text[start:end].lstrip()[:1] in "([" or (in_bracket and not NUMBER.match(text, start, end))
        if joined and before - begin < MOST_CHARACTERS and (goes_on or in_clause):
            joined[-1] = (begin, end)
        else:
            joined.append((start, end))
        full = max(40, 0.7 * widest) <= end - start <= widest <= WIDEST
    return joined


def _opens(text: str, start: int, end: int) -> bool:
    """True if a line begins with a number, a bullet, a heading's word or a label."""
    label = _LINE_LABEL.match(text, start, end)
    labelled = label is not None and parse_english_label(label["label"]) != ""
    return labelled or any(pattern.match(text, start, end) for pattern in (NUMBER, _BULLET, _HEADING))


def _match_label_line(text: str, start: int, end: int) -> _Clause | None:
    """The clause on a line of its own, behind a label of a role, a date or a person."""
    match = _LINE_LABEL.match(text, start, end)
    if match is None or end - start > MOST_CHARACTERS:
        return None
    column = parse_english_label(match["label"])
    if not column or column == "targets":
        return None
    parsed = parse_english_clause(text[match.start("label") : end].replace("\n", " "))
    return _Clause(start, end, match.start("label"), parsed) if _says_something(parsed) else None


def _find_clauses(text: str, start: int, end: int) -> list[_Clause]:
    """The clauses inside a line: brackets that begin with a label, and a label behind the last sentence."""
    found: list[_Clause] = []
    for match in _BRACKET.finditer(text, start, end):
        inner = match["inner"].replace("\n", " ")
        parsed = parse_english_clause(inner) if len(inner) <= MOST_CHARACTERS else EnglishClause(())
        if _says_something(parsed) and all(one.role is not None for one in parsed.lists):
            found.append(_Clause(match.start(), match.end(), match.start("inner"), parsed))
    for match in _LABEL_BEHIND.finditer(text, found[-1].end if found else start, end):
        announces = parse_english_label(match["label"]) not in ("", "targets", PERSON)
        if announces and end - match.start() <= MOST_CHARACTERS:
            parsed = parse_english_clause(text[match.start() : end].replace("\n", " "))
            return [*found, _Clause(match.start(), end, match.start(), parsed)] if parsed.lists else found
    return found


def _says_something(parsed: EnglishClause) -> bool:
    return bool(parsed.lists or parsed.deadline or parsed.persons)


def _draft(document: Document, stream: TextStream, item: _Item) -> RowDraft:
    first = item.clauses[0].start if item.clauses else item.end
    stop = _SENTENCE_END.search(stream.text, item.words, max(first, item.words))
    title_end = stop.start() if stop else max(first, item.words)
    cuts = [item.words, *(place for one in item.clauses for place in (one.start, one.end)), item.end]
    stretches = [stretch for stretch in list(pairwise(cuts))[::2] if stretch[0] < stretch[1]]
    block = stream.blocks[item.start]
    return RowDraft(
        at=(block, item.start),
        title=shorten_title(_printed(stream, item.words, title_end)),
        number=item.number,
        section=item.path,
        lists=tuple(one for clause in item.clauses for one in _lists(stream, clause)),
        deadline=", ".join(filter(None, (one.parsed.deadline for one in item.clauses))),
        text="\n".join(filter(None, (_printed(stream, *stretch) for stretch in stretches))),
        folded="\n".join(stream.text[a:b] for a, b in stretches),
        clause="; ".join(_printed(stream, one.start, one.end) for one in item.clauses),
        source=document.blocks[block].source,
        task_spans=stream.spans(item.start, title_end),
        clause_spans=tuple(span for one in item.clauses for span in stream.spans(one.start, one.end)),
        persons=tuple((who, stream.spans(one.start, one.end)[0]) for one in item.clauses for who in one.parsed.persons),
        unread=tuple(_list_unread(stream, item.clauses)),
    )


def _printed(stream: TextStream, start: int, end: int) -> str:
    return collapse_whitespace(" ".join(stream.paragraphs(start, end))).strip()


def _list_unread(stream: TextStream, clauses: Sequence[_Clause]) -> list[tuple[str, Span]]:
    places = [(one.inner + a, one.inner + b) for one in clauses for a, b in one.parsed.unread]
    return [(_printed(stream, a, b), spans[0]) for a, b in places if (spans := stream.spans(a, b))]


def _lists(stream: TextStream, clause: _Clause) -> list[UnitListDraft]:
    made: list[UnitListDraft] = []
    for one in clause.parsed.lists:
        places = [(clause.inner + a, clause.inner + b) for a, b in one.names]
        names = tuple(PrintedName(name := _printed(stream, a, b), name, stream.spans(a, b)) for a, b in places)
        made.append(UnitListDraft(one.role or Role.RESPONSIBLE, one.word, names, one.open))
    return made
