"""From the clauses of running text to rows: title, number, section, units, deadline, text and source."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from respnet.intake.language.clause_cuts import BULLET
from respnet.intake.language.clause_parser import RoleList
from respnet.intake.language.english import is_english
from respnet.intake.language.lexicon import BARE_DEADLINE
from respnet.intake.language.normalize import collapse_whitespace
from respnet.intake.language.outline import NumberKind
from respnet.intake.language.riders import RiderKind
from respnet.intake.language.row_draft import PrintedName, RiderDraft, RowDraft, UnitListDraft
from respnet.intake.language.text_lines import find_sentence_end
from respnet.intake.language.unit_list import (
    ExpansionReason,
    NameExpansion,
    clean_unit_name,
    find_unit_mark,
    parse_unit_names,
    split_clean_name,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.clauses.clause import Clause, FoundClauses
    from respnet.intake.clauses.scope import RowScope
    from respnet.intake.documents.document import Document
    from respnet.intake.language.clause_cuts import NamePiece
    from respnet.intake.language.normalize import Span, TextStream
    from respnet.intake.language.outline import Outline
    from respnet.intake.language.unit_list import UnitName

MAX_TITLE_LENGTH = 40
"""Characters: a longer first sentence is no heading and is cut."""
MAX_LATIN_TITLE_LENGTH = 120
"""The same for a sentence in Latin letters, which is cut between two words."""


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """Input from which the rows are made."""

    document: Document
    stream: TextStream
    tree: Outline
    found: FoundClauses
    known: frozenset[str] = frozenset()


def draft_row(reading: ReadingContext, governed: RowScope) -> RowDraft:
    """Draft the row of one item or part of an item.

    Args:
        reading: The document with its text, outline and clauses.
        governed: The item, its clauses and the text they govern.
    """
    stream, tree = reading.stream, reading.tree
    lists: list[UnitListDraft] = []
    fuller: list[NameExpansion] = []
    riders: list[RiderDraft] = []
    deadlines: list[str] = []
    persons: list[tuple[str, Span]] = []
    unread: list[tuple[str, Span]] = []
    for clause in governed.clauses:
        for one in clause.parsed.list_roles():
            made, more, aliases = _list_of(reading, clause, one)
            lists.append(made)
            fuller += more
            riders += aliases
        riders += _riders(reading, clause)
        if clause.parsed.deadline:
            deadlines.append(_verbatim_deadline(stream, clause))
        for held, pieces in ((persons, clause.parsed.persons), (unread, clause.parsed.unread)):
            for piece in pieces:
                spans = stream.spans(*clause.body.place(piece.start, piece.end))
                held.extend([(_joined(stream, clause, piece.start, piece.end), spans[0])] if spans else [])
    deadlines += _bracketed_deadlines(reading, governed)
    start, title = _title(reading, governed)
    first = (governed.clauses[0].start if governed.clauses else governed.start) if governed.node < 0 else start
    body = _text(reading, governed)
    place = stream.blocks[min(first, len(stream.blocks) - 1)]
    clause_text = "".join(
        collapse_whitespace("".join(stream.paragraphs(one.start, one.end))) for one in governed.clauses
    )
    return RowDraft(
        at=(place, start),
        title=title,
        number=get_item_number(stream, tree, governed.node),
        part=governed.part,
        section=_section(reading, governed.node),
        lists=tuple(one for one in lists if one.names),
        fuller=tuple(fuller),
        riders=tuple(riders),
        deadline="，".join(deadlines),
        text=body[0],
        folded=body[1],
        clause=clause_text,
        source=_source(reading, governed, start),
        section_wide=governed.section_wide,
        task_spans=stream.spans(start, _title_end(reading, governed, start)),
        clause_spans=tuple(span for one in governed.clauses for span in stream.spans(one.start, one.end)),
        role_spans=_role_spans(stream, governed),
        persons=tuple(persons),
        unread=tuple(unread),
    )


def _list_of(
    reading: ReadingContext, clause: Clause, one: RoleList
) -> tuple[UnitListDraft, list[NameExpansion], list[RiderDraft]]:
    found = parse_unit_names(clause.body.text, one.pieces, reading.known)
    names: list[PrintedName] = []
    aliases: list[RiderDraft] = []
    fuller: list[NameExpansion] = []
    printed_of: dict[str, str] = {}
    for name in found.names:
        raw = _joined(reading.stream, clause, name.start, name.end)
        printed, alias = clean_unit_name(raw)
        names += _print_name(reading.stream, clause, name)
        printed_of[name.text] = printed
        if alias and names:
            spans = reading.stream.spans(*clause.body.place(name.start, name.end))
            aliases.append(RiderDraft(RiderKind.ALIAS, raw, spans, (names[-1],), alias))
    for more in found.fuller:
        printed = printed_of.get(more.printed, more.printed)
        if more.ground is ExpansionReason.SCOPE_NOTE and printed == more.full:
            continue
        fuller.append(NameExpansion(printed, more.full, more.ground))
    return UnitListDraft(one.role, one.word, tuple(names), found.open), fuller, aliases


def _print_name(stream: TextStream, clause: Clause, name: UnitName) -> list[PrintedName]:
    """A name of a clause as it is printed, nearly always one."""
    raw = _joined(stream, clause, name.start, name.end)
    spans, mark = stream.spans(*clause.body.place(name.start, name.end)), find_unit_mark(raw)
    whole = split_clean_name(clean_unit_name(raw)[0])
    return [PrintedName(one, name.text, spans, name.first_phrase, mark) for one in whole]


def _joined(stream: TextStream, clause: Clause, start: int, end: int) -> str:
    """The printed characters of a name, joined over line ends inside it."""
    runs = groupby(enumerate(clause.body.at[start:end]), key=lambda one: one[1] - one[0])
    places = [[place for _, place in run] for _, run in runs]
    return "".join(stream.printed(run[0], run[-1] + 1) for run in places)


def _riders(reading: ReadingContext, clause: Clause) -> list[RiderDraft]:
    made: list[RiderDraft] = []
    every = [piece for one in clause.parsed.list_roles() for piece in one.pieces]
    for rider in clause.parsed.riders:
        begin, end = clause.body.place(rider.start, rider.end)
        pieces = rider.pieces
        if rider.kind is RiderKind.ALIAS:  # it stands for the last phrase of units before it
            before = [piece for piece in every if piece.end <= rider.start]
            pieces = tuple(_last_phrase(before))
        names = parse_unit_names(clause.body.text, pieces, reading.known).names if pieces else ()
        made.append(
            RiderDraft(
                rider.kind,
                collapse_whitespace("".join(reading.stream.paragraphs(begin, end))),
                reading.stream.spans(begin, end),
                tuple(one for name in names for one in _print_name(reading.stream, clause, name)),
                rider.name,
            )
        )
    return made


def _last_phrase(pieces: Sequence[NamePiece]) -> list[NamePiece]:
    begin = max((at for at, piece in enumerate(pieces) if piece.after not in ("、", " ")), default=0)
    return list(pieces[begin:])


def _verbatim_deadline(stream: TextStream, clause: Clause) -> str:
    found = clause.body.text.find(clause.parsed.deadline)
    if found < 0:
        return clause.parsed.deadline
    return collapse_whitespace(_joined(stream, clause, found, found + len(clause.parsed.deadline)))


def _bracketed_deadlines(reading: ReadingContext, governed: RowScope) -> list[str]:
    if not governed.clauses:
        return []
    text, clause = reading.stream.text, governed.clauses[0].start
    begin = max(text.rfind(mark, governed.start, clause - 1) for mark in "。;\n") + 1
    if begin and BARE_DEADLINE.fullmatch(text[begin:clause].strip("。; \n")):  # 修编预案。6月底前完成。牵头单位:…
        return [reading.stream.printed(begin, clause).strip("。；; \n")]
    dates = reading.found.deadlines
    first, last = (bisect_left(dates, at, key=lambda one: one.start) for at in (governed.start, governed.end))
    return [
        _verbatim_deadline(reading.stream, one)
        if ":" in one.body.text
        else collapse_whitespace(reading.stream.printed(one.start + 1, one.end - 1))
        for one in dates[first:last]
    ]


def _title(reading: ReadingContext, governed: RowScope) -> tuple[int, str]:
    """Return where the row begins and its title: the item's first sentence, cut where it is no heading."""
    stream = reading.stream
    if governed.node >= 0:
        node = reading.tree.nodes[governed.node]
        begin, end = node.marker.end, node.title_end
        first = governed.clauses[0] if governed.clauses else None
        if first is not None and governed.part:
            # A line behind a dash that has a clause of its own has a title of its own (——办展会。（县商务局负责）).
            for bullet in _BULLET_LINE.finditer(stream.text, governed.start, first.start):
                begin, end = bullet.end(), find_sentence_end(stream.text, bullet.end(), first.start)
        if first is not None and first.form == "before" and first.start <= begin < first.end:  # the unit stands first
            begin = first.end
            end = end if end > begin else find_sentence_end(stream.text, begin, node.own_end)
        return node.marker.start, shorten_title(stream.printed(begin, max(begin, end)))
    if governed.clauses and governed.clauses[0].form == "before":
        begin = governed.clauses[0].end
        return governed.start, shorten_title(stream.printed(begin, find_sentence_end(stream.text, begin, governed.end)))
    stop = next((one.start for one in governed.clauses if governed.start <= one.start), governed.end)
    stop = min(stop, governed.end)
    end = find_sentence_end(stream.text, governed.start, stop)
    if head := _PARAGRAPH_HEAD.match(stream.text, governed.start, end):  # 医疗机构：甲医院、乙医院（责任科室：…）
        end = head.end() - 1
    return governed.start, shorten_title(stream.printed(governed.start, end))


_BULLET_LINE = re.compile(rf"\n[ \t]*(?:{BULLET.pattern})+")
_PARAGRAPH_HEAD = re.compile(r"[^:;,。、\n]{2,12}:")


def _title_end(reading: ReadingContext, governed: RowScope, start: int) -> int:
    if governed.node >= 0:
        return reading.tree.nodes[governed.node].title_end
    return min(governed.end, start + MAX_TITLE_LENGTH)


def shorten_title(sentence: str) -> str:
    """A title of at most 40 characters: a longer sentence is cut at a comma, with … for what is left out.

    >>> shorten_title("加强科普。"), shorten_title("一" * 30 + "，" + "二" * 30), shorten_title("医院：" + "三" * 40)
    ('加强科普', '一一一一一一一一一一一一一一一一一一一一一一一一一一一一一一…', '医院')
    """
    text = collapse_whitespace(sentence).strip(" 　。．.:：;；,，、—●■◆▲★•·")
    label = re.match(r"(?P<head>[^:：，,、]{2,20})[:：](?=.{12,})", text)
    if label and len(text) > MAX_TITLE_LENGTH:
        return label["head"]
    latin = len(text) > MAX_TITLE_LENGTH and is_english(text)
    if len(text) <= (MAX_LATIN_TITLE_LENGTH if latin else MAX_TITLE_LENGTH):
        return text
    if latin:
        return f"{text[:MAX_LATIN_TITLE_LENGTH].rpartition(' ')[0] or text[:MAX_LATIN_TITLE_LENGTH]}…"
    cut = max(text.rfind(mark, 6, MAX_TITLE_LENGTH) for mark in "，,；;、：:")
    return f"{text[: cut if cut > 0 else MAX_TITLE_LENGTH]}…"


def _text(reading: ReadingContext, governed: RowScope) -> tuple[str, str]:
    """The item's sentences without its clauses: as printed, and folded."""
    pieces: list[str] = []
    folded: list[str] = []
    begin = governed.start
    inside = [one for one in governed.clauses if governed.start <= one.start < governed.end]
    for start, end in [*((one.start, one.end) for one in inside), (governed.end, governed.end)]:
        if start > begin:
            pieces += filter(_NO_STOPS, map(collapse_whitespace, reading.stream.paragraphs(begin, start)))
            folded.append(reading.stream.text[begin:start])
        begin = max(begin, end)
    text = "\n".join(pieces).strip()
    return re.sub(r"^[。．.，,；;\s]+", "", text), "".join(folded)


_NO_STOPS = re.compile(r"[^。．.，,；;\s]").search


def get_item_number(stream: TextStream, tree: Outline, node: int) -> str:
    """An item's number as printed, without the mark after it (brackets stay); "" where it has none.

    Args:
        stream: The folded text.
        tree: Its outline.
        node: The item, -1 for none.
    """
    marker = tree.nodes[node].marker if node >= 0 else None
    if marker is None or marker.kind is NumberKind.HEADING:
        return ""
    printed = stream.printed(marker.start, marker.end) or stream.text[marker.start : marker.end]
    return printed.strip().rstrip("、．.，,:： \ue010")


def _section(reading: ReadingContext, node: int) -> tuple[str, ...]:
    if node < 0:
        return ()
    path: list[str] = []
    for above in reading.tree.ancestors(node):
        one = reading.tree.nodes[above]
        marker = reading.stream.printed(one.marker.start, one.marker.end)
        automatic = "" if marker else reading.stream.text[one.marker.start : one.marker.end]
        title = shorten_title(reading.stream.printed(one.marker.end, one.title_end))
        gap = "　" if marker.startswith("第") and marker[-1:].isspace() else ""  # 第一章　总则
        path.append(f"{automatic}{collapse_whitespace(marker)}{gap}{title}")
    return tuple(path)


def _source(reading: ReadingContext, governed: RowScope, start: int) -> str:
    """Return the row's source: its first block, and that of its clause where it is another one."""
    blocks = reading.stream.blocks
    places = [start, *(clause.start for clause in governed.clauses[:1])]
    found = [reading.document.blocks[blocks[min(place, len(blocks) - 1)]].source for place in places]
    return "; ".join(dict.fromkeys(found))


def _role_spans(stream: TextStream, governed: RowScope) -> tuple[Span, ...]:
    spans: list[Span] = []
    for clause in governed.clauses:
        reached = 0
        for one in clause.parsed.lists:
            for word in filter(None, one.word.split("/")):
                at = clause.body.text.find(word, reached)
                if at >= 0:
                    spans += stream.spans(*clause.body.place(at, at + len(word)))
                    reached = at + len(word)
    return tuple(spans)
