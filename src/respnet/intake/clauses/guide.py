"""Hints in running text: where tasks begin, which words are a clause, which words give a role."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from respnet.core.plan import Role
from respnet.intake.clauses.bracketed import stands_alone
from respnet.intake.clauses.clause import MAX_CLAUSE_LENGTH, Clause, join_clause_lines
from respnet.intake.clauses.row_hints import revise_conventions, revise_rows
from respnet.intake.clauses.scope import assign_clauses
from respnet.intake.hint_book import HintBook, find_row
from respnet.intake.hints import Begin, RoleWord
from respnet.intake.hints import Clause as ClauseHint
from respnet.intake.language.clause_parser import parse_clause
from respnet.intake.language.lexicon import CLOSING_BRACKETS, OPENING_BRACKETS, parse_label
from respnet.intake.language.normalize import TextStream
from respnet.intake.language.outline import build_outline
from respnet.intake.language.row_builder import get_item_number, shorten_title
from respnet.intake.tables.table_hints import add_text_tables, fill_down, find_columns, find_marks, part_false_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from respnet.intake.clauses.clause import ClausesInText, FoundClauses
    from respnet.intake.documents.document import Document
    from respnet.intake.hints import Hint, Level
    from respnet.intake.language.outline import Outline
    from respnet.intake.language.row_draft import RiderDraft, RowDraft
    from respnet.intake.language.text_lines import TextLine
    from respnet.intake.tables.table_hints import KnownColumns
    from respnet.intake.tables.text_tables import TextTable

_LABELS = {Role.LEAD: "牵头", Role.RESPONSIBLE: "责任", Role.SUPPORT: "配合", Role.SUPERVISE: "督查"}
_VERBS = {**_LABELS, Role.RESPONSIBLE: "负责"}
_NUMBER_BEFORE = re.compile(
    r"(?:(?:^|\n)[ \t]*(?=\d{1,3}[ \t]*$)|(?:^|[\n。;:)〕】])[ \t]*(?=.{1,5}[)〕\]、.][ \t]*$))"
    r"(?P<number>[(〔\[]?(?:[一二三四五六七八九十]{1,3}|\d{1,3})[)〕\]、.]{0,2}[ \t]*)$"
)


@dataclass(frozen=True, slots=True)
class GuidedText:
    """A stream with what hints say of it: begins by place, and for each place of the document's text that here."""

    stream: TextStream
    begins: dict[int, Level]
    places: array[int]


class Guide:
    """The hints of one reading, at each of its steps. `marks` and `columns` are those of the prepared tables.

    Args:
        document: The document.
        hints: The hints.
        former: The book of a reading that has dealt with some of them, and their places in the list.
    """

    def __init__(
        self, document: Document, hints: Sequence[Hint], former: tuple[HintBook, Sequence[int]] | None = None
    ) -> None:
        self.book = HintBook(document, hints, former)
        self.known: frozenset[str] = frozenset()
        self.marks: dict[str, Role | None] = {}
        self.columns: dict[int, KnownColumns] = {}

    def prepare_tables(
        self, tables: tuple[TextTable, ...], consumed: frozenset[int]
    ) -> tuple[tuple[TextTable, ...], frozenset[int]]:
        """The tables with cells filled down, without those that are running text, and the paragraphs they are of."""
        tables, consumed = part_false_tables(self.book, tables, consumed)
        tables, consumed = add_text_tables(self.book, tables, consumed)
        tables = fill_down(self.book, tables)
        self.marks, self.columns = find_marks(self.book, tables), find_columns(self.book, tables)
        return tables, consumed

    def guide_text(self, plain: ClausesInText) -> GuidedText:
        """The stream as hints say it is to be read: a line end before each task that begins, role words made plain.

        Args:
            plain: The folded text of a paper, with the clauses that the reader itself sees in it.
        """
        stream = plain.stream
        places = self.book.text.map_stream(stream)
        rows, known = _find_known_starts(plain) if any(self.book.each(Begin)) else (frozenset(), frozenset())
        edits = dict(_replace_role_words(self.book, stream.text))
        begins: dict[int, Level] = {}
        for at, place, level in _find_begins(self.book):
            start = places[place]
            if start >= 0:
                before = _NUMBER_BEFORE.search(stream.text, max(0, start - 12), start)
                start = before.start("number") if before else start
                begins[start] = level
                same = start not in known if level == "none" else level == "same" and start in rows
                self.book.note(at, "already" if same else "taken")
                if level != "none" and stream.text[:start].rstrip(" \t")[-1:] not in ("\n", ""):
                    edits.setdefault((start, start), "\n")
        for _, hint in self.book.each(ClauseHint):  # a bracket without its other half would take in what follows
            found_quote = self.book.text.find(hint.quote)
            end = places[found_quote.end - 1] + 1 if found_quote.start >= 0 else 0
            exact = hint.quote.exact
            if end > 0 and sum(map(exact.count, OPENING_BRACKETS)) > sum(map(exact.count, CLOSING_BRACKETS)):
                edits.setdefault((end, end), "\n")
        if not edits:
            return GuidedText(stream, begins, places)
        made, moved = _edit_stream(stream, sorted(edits.items(), key=lambda edit: (edit[0][0], -edit[0][1])))
        mapped = array("q", (moved[place] if place >= 0 else -1 for place in places))
        return GuidedText(made, {moved[start]: level for start, level in begins.items()}, mapped)

    def guide_outline(
        self, guided: GuidedText, found: FoundClauses, headings: dict[int, int]
    ) -> tuple[FoundClauses, Outline]:
        """The clauses and the outline of the text, with the begins and clauses that were given."""
        begins = _place_at_lines(guided.begins, found.lines)
        starts = tuple(sorted(place for place, level in begins.items() if level != "none"))
        tasks = tuple(place for place in starts if begins[place] != "above")  # one that holds others is a section
        text = guided.stream.text
        cut = (part for clause in found.clauses if (part := _cut_clause(text, clause, starts)) is not None)
        found = replace(found, clauses=tuple(cut), begins=tasks)
        tree = build_outline(text, found, headings, begins)
        if not any(self.book.each(ClauseHint)):
            return found, tree
        found, owners = add_given_clauses(self.book, guided, found, tree)
        tree = build_outline(text, found, headings, begins)
        return place_given_clauses(found, owners, tree), tree

    def revise_rows(self, drafted: Sequence[list[RowDraft]]) -> list[list[RowDraft]]:
        """The rows of each paper with names and roles as they are meant."""
        revised, self.known = revise_rows(self.book, drafted)
        return revised

    def revise_conventions(
        self, drafts: Sequence[RowDraft], found: list[RiderDraft | None], tables: Sequence[TextTable]
    ) -> list[RiderDraft | None]:
        """The convention that holds for each row of a paper."""
        return revise_conventions(self.book, drafts, found, tables)


@lru_cache(maxsize=4)
def _find_known_starts(plain: ClausesInText) -> tuple[frozenset[int], frozenset[int]]:
    """The places where the reader itself sees a row begin, and those where it sees anything begin."""
    stream, found = plain.stream, plain.found
    tree = build_outline(stream.text, found, {})
    rows = assign_clauses(stream.text, tree, found).rows
    starts = frozenset(tree.starts[row.node] if row.node >= 0 else row.start for row in rows)
    return starts, starts.union(tree.starts)


def _place_at_lines(begins: dict[int, Level], lines: Sequence[TextLine]) -> dict[int, Level]:
    """The begins at the starts of their lines, behind blanks and bullets."""
    starts = [line.start for line in lines]
    placed: dict[int, Level] = {}
    for place, level in begins.items():
        at = bisect_left(starts, place)
        near = at < len(starts) and starts[at] - place <= MAX_BULLET_LENGTH
        placed[starts[at] if near else place] = level
    return placed


MAX_BULLET_LENGTH = 4
"""Blanks and bullets that may stand between a place that a person points at and the words of its line."""


def _find_begins(book: HintBook) -> Iterator[tuple[int, int, Level]]:
    """The begins with their places in the document's text; of two for one place the later counts."""
    found: dict[int, tuple[int, Level]] = {}
    for at, hint in book.each(Begin):
        place = book.find(at, hint.quote)
        if place is not None:
            if place[0] in found:
                book.note(found[place[0]][0], "later")
            found[place[0]] = (at, hint.level)
    return ((at, place, level) for place, (at, level) in found.items())


def _edit_stream(stream: TextStream, edits: Sequence[tuple[tuple[int, int], str]]) -> tuple[TextStream, array[int]]:
    """The stream with stretches replaced, and for each of its places that in the new one."""
    pieces: list[str] = []
    blocks, offsets, moved = array("q"), array("q"), array("q")
    reached = length = 0
    for (start, end), words in [*edits, ((len(stream.text), len(stream.text)), "")]:
        if start < reached:  # inside a longer word that was replaced
            continue
        pieces += [stream.text[reached:start], words]
        blocks.extend(stream.blocks[reached:start])
        offsets.extend(stream.offsets[reached:start])
        moved.extend(range(length, length + start - reached))
        length += start - reached
        for index in range(len(words)):
            at = min(start + index, end - 1)
            blocks.append(stream.blocks[at])
            offsets.append(stream.offsets[at] if end > start else -1)
        moved.extend(range(length, length + end - start))
        length += len(words)
        reached = end
    moved.append(length)
    return TextStream("".join(pieces), blocks, offsets, stream.originals), moved


def _replace_role_words(book: HintBook, text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """The places where a word that is said to give a role stands as label or verb, with a known word for it."""
    for at, hint in book.each(RoleWord):
        if hint.row is not None:
            continue
        role = None if hint.role == "none" else Role(hint.role)
        known = parse_label(hint.word)
        words = r"[ \t]*".join(map(re.escape, "".join(hint.word.split())))
        for match in re.finditer(words, text) if words else ():
            made = _choose_word(text, match.start(), match.end(), role)
            if made and known is not None and known.role is role:
                book.note(at, "already")
            elif made:
                book.note(at, "taken")
                yield match.span(), made


def _choose_word(text: str, start: int, end: int, role: Role | None) -> str:
    """The known word for a role word that stands as a label or as the verb after a name, "" where it is neither."""
    length = end - start
    before, after = text[:start].rstrip(" \t")[-1:], text[end:].lstrip(" \t")[:1]
    opens = before in ("", "\n", "。", ";", ",", "(", "〔", "[", "【", "、", ":")
    if (opens and after in (":", ")", "】", "〕", "]")) or (opens and text[end : end + 1] == " "):
        if role is None:
            return "备" * (length - 2) + "备注"
        word = _LABELS[role]
        if length <= len(word):
            return word
        noun = "单位" if length > 3 else "处"
        stem = max(0, length - len(noun))
        return ("各" if stem % 2 else "") + word * (stem // 2) + noun
    if role is not None and not opens and after in ("", "\n", ",", ";", "、", "。", ")", "】", "〕", "]"):
        return ("均" if length % 2 else "") + _VERBS[role] * max(1, length // 2)
    return ""


def add_given_clauses(
    book: HintBook, guided: GuidedText, found: FoundClauses, tree: Outline
) -> tuple[FoundClauses, dict[int, int]]:
    """The clauses with those that hints name in place of what was found there.

    Args:
        book: The hints.
        guided: The text and the begins in it.
        found: What the reader found.
        tree: The outline by it, in which the rows of the hints are looked for.

    Returns:
        The clauses, and by the start of each that was given the start of the item whose it is.
    """
    stream, clauses = guided.stream, list(found.clauses)
    owners: dict[int, int] = {}
    rows = [_describe_node(stream, tree, node) for node in range(len(tree.nodes))]
    for at, hint in book.each(ClauseHint):
        node = find_row(hint.row, rows) if hint.row else -1
        first, end = (tree.nodes[node].marker.start, tree.nodes[node].end) if node >= 0 else (0, 0)
        agreed = [one for one in book.text.find_all(hint.quote) if first <= guided.places[one] < end]
        place = book.find(at, hint.quote, agreed)
        if place is None or guided.places[place[0]] < 0:
            continue
        made = _make_clause(stream.text, guided.places[place[0]], guided.places[place[1] - 1] + 1)
        if made is None:
            book.note(at, "no units")
            continue
        owner = tree.owner(made.start)
        if hint.row is not None and node < 0:
            if (rows[owner][0] if owner >= 0 else "") != hint.row.number:
                book.note(at, "no row")
                continue
            node = owner
        same = any(one.body.text == made.body.text and one.start in (made.start, made.start - 1) for one in clauses)
        book.note(at, "already" if same and node in (-1, owner) else "taken")
        clauses = [one for one in clauses if one.end <= made.start or one.start >= made.end]
        clauses.append(made)
        if node >= 0 and not (hint.row is not None and hint.row.part and node == owner):  # other parts keep their own
            owners[made.start] = tree.nodes[node].marker.start
    clauses.sort(key=lambda one: one.start)
    return replace(found, clauses=tuple(clauses)), owners


def _describe_node(stream: TextStream, tree: Outline, node: int) -> tuple[str, str, str, tuple[str, ...]]:
    one = tree.nodes[node]
    title = shorten_title(stream.printed(one.marker.end, max(one.marker.end, one.title_end)))
    return get_item_number(stream, tree, node), title, "", ()


def _cut_clause(text: str, clause: Clause, begins: Sequence[int]) -> Clause | None:
    """A clause up to the task that begins inside it; None where nothing of it is left."""
    cut = next((place for place in begins if clause.start < place < clause.end), None)
    return clause if cut is None else _make_clause(text, clause.start, cut)


def _make_clause(text: str, start: int, end: int) -> Clause | None:
    """The clause from `start` to `end`, with the brackets at its ends or just outside; None where it has no units."""
    start, end = _strip_stray_marks(text, start, min(end, start + MAX_CLAUSE_LENGTH))
    if start == end:
        return None
    if start and text[start - 1] in OPENING_BRACKETS and text[end : end + 1] in CLOSING_BRACKETS and text[end:]:
        start, end = start - 1, end + 1
    first = start + (text[start] in OPENING_BRACKETS and text[end - 1] in CLOSING_BRACKETS)
    body = join_clause_lines(text, first, end - (first > start))
    clause = Clause(start, end, "bracket", body, parse_clause(body.text), stands_alone(text, start, end), given=True)
    return clause if clause.list_names() else None


def _strip_stray_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without blanks, full stops, and brackets of which the other one is not in it, at its ends."""
    while start < end and (text[end - 1] in " \t\n。;,、" or _is_stray(text, start, end, end - 1)):
        end -= 1
    while start < end and (text[start] in " \t\n。;,、" or _is_stray(text, start, end, start)):
        start += 1
    return start, end


def _is_stray(text: str, start: int, end: int, place: int) -> bool:
    if text[place] not in OPENING_BRACKETS + CLOSING_BRACKETS:
        return False
    counts = [sum(text[at] in marks for at in range(start, end)) for marks in (OPENING_BRACKETS, CLOSING_BRACKETS)]
    return counts[0] != counts[1] and (text[place] in OPENING_BRACKETS) == (counts[0] > counts[1])


def place_given_clauses(found: FoundClauses, owners: dict[int, int], tree: Outline) -> FoundClauses:
    """The clauses, those that were given with the item of the final outline whose they are.

    Args:
        found: The clauses.
        owners: By the start of a clause the start of its item.
        tree: The outline.
    """
    at_start = {node.marker.start: at for at, node in enumerate(tree.nodes)}
    clauses = (replace(one, node=at_start.get(owners.get(one.start, -1), -1)) for one in found.clauses)
    return replace(found, clauses=tuple(clauses))
