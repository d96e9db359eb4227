"""The one way from a document to its rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from respnet.core.errors import InputError
from respnet.intake.clauses.bracketed import find_bracketed_clauses
from respnet.intake.clauses.clause import Clause, ClauseCoverage, ClausesInText, FoundClauses
from respnet.intake.clauses.conventions import (
    add_shared_deadlines,
    apply_conventions,
    find_conventions,
    find_stated_conventions,
)
from respnet.intake.clauses.decisions import (
    describe_drafts,
    describe_unread,
    drop_repeated_rows,
    drop_unlikely_names,
)
from respnet.intake.clauses.diagnostics import explain_empty_result
from respnet.intake.clauses.english import read_english_items
from respnet.intake.clauses.label_lines import (
    find_assignment_sentences,
    find_dash_lists,
    find_label_lines,
    find_label_sentences,
)
from respnet.intake.clauses.metadata import find_plan_facts
from respnet.intake.clauses.papers import find_papers
from respnet.intake.clauses.scope import ClauseScopes, assign_clauses
from respnet.intake.clauses.unit_records import build_unit_records, complete_numbered_names
from respnet.intake.documents.document import Paragraph
from respnet.intake.language.brackets import match_brackets
from respnet.intake.language.english import is_english
from respnet.intake.language.extraction import Decision, Extraction, SourceMark
from respnet.intake.language.normalize import build_text_stream
from respnet.intake.language.outline import build_outline
from respnet.intake.language.row_builder import ReadingContext, draft_row
from respnet.intake.language.row_draft import RiderDraft, RowDraft, build_task_row
from respnet.intake.language.targets import list_target_phrases
from respnet.intake.language.text_lines import find_page_numbers, find_wrapped_blocks, split_lines
from respnet.intake.tables.matrices import find_mark_legend
from respnet.intake.tables.table_roles import TableRoles, unknown_columns_error
from respnet.intake.tables.table_rows import TableReader
from respnet.intake.tables.text_tables import find_text_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.core.problems import Problem
    from respnet.intake.clauses.conventions import ResolvedUnits
    from respnet.intake.clauses.guide import Guide
    from respnet.intake.documents.document import Document
    from respnet.intake.hints import Hint
    from respnet.intake.language.normalize import TextStream
    from respnet.intake.tables.text_tables import TextCell, TextTable


def extract(document: Document, roles: TableRoles | None = None, hints: Sequence[Hint] = ()) -> Extraction:
    r"""The rows of the plan in a document, with every decision beyond its letter and the places of all that was read.

    Args:
        document: The document.
        roles: Roles that the user gives to columns and marks of its tables.
        hints: What a person says of its text; they go into the reading, and `outcomes` says what became of each.

    Raises:
        InputError: No assignment is recognised; the message says the likely reason.

    >>> from respnet.intake.documents.text import parse_plain_text
    >>> text = "一、重点任务\n1.建好科技馆。完成布展。（牵头单位：县科协，责任单位：县教委、团县委）"
    >>> row = extract(parse_plain_text(text, "plan")).rows[0]
    >>> row.number, row.title, [(one.role.value, one.names) for one in row.units]
    ('1', '建好科技馆', [('lead', ('县科协',)), ('responsible', ('县教委', '团县委'))])
    """
    roles, guide = roles or TableRoles(), None
    if hints:
        guide, (papers, tables, table_reader, drafted) = _draft_with_hints(document, tuple(hints), roles)
    else:
        papers, tables, table_reader, drafted = _draft_document(document, roles, None)
    drafted = guide.revise_rows(drafted) if guide is not None else drafted
    drafts: list[RowDraft] = []
    refused: list[Decision] = []
    for paper, own in zip(papers, drafted, strict=True):
        likely, more = drop_unlikely_names(own, guide.known if guide is not None else frozenset())
        drafts += add_shared_deadlines(paper.reading.stream, likely)
        refused += more
    drafts, repeated = drop_repeated_rows(drafts)
    if guide is None and not any(draft.lists for draft in drafts):
        unread = [one for paper in papers for one in paper.reading.found.unread]
        raise InputError(**explain_empty_result(document, unread).to_dict())
    rules, convention = _resolve_units(papers, drafts, tables, guide)
    rows = tuple(
        build_task_row(draft, rule.units, draft.targets or list_target_phrases(draft.folded))
        for draft, rule in zip(drafts, rules, strict=True)
    )
    facts = find_plan_facts(document, papers[0].reading.stream, convention)
    if facts.title:  # a heading over all sections in Word is none of them
        rows = tuple(replace(row, section=row.section[row.section[:1] == (facts.title,) :]) for row in rows)
    records, expanded = build_unit_records(drafts, rows)
    rows = complete_numbered_names(drafts, rows)
    decisions = [
        *(one for rule in rules for one in rule.decisions),
        *expanded,
        *describe_drafts(drafts),
        *repeated,
        *refused,
        *(one for paper in papers for one in describe_unread(paper.reading, paper.scoped)),
        *(_describe_cell_problem(document, *found) for found in table_reader.problems),
    ]
    outcomes = guide.book.outcomes if guide is not None else ()
    return Extraction(document, facts, rows, records, tuple(decisions), _marks(drafts), outcomes)


class _Drafted(NamedTuple):
    """A document before the rules over all its rows; nothing of it is changed afterwards."""

    papers: list[_Paper]
    tables: tuple[TextTable, ...]
    table_reader: TableReader
    rows: list[list[RowDraft]]
    """Those of each paper."""


def _draft_document(document: Document, roles: TableRoles, guide: Guide | None) -> _Drafted:
    tables, consumed = find_text_tables(document)
    if guide is not None:
        tables, consumed = guide.prepare_tables(tables, consumed)
    numbered = [
        (place, block)
        for place, block in enumerate(document.blocks)
        if isinstance(block, Paragraph) and place not in consumed
    ]
    pages = find_page_numbers(numbered)
    papers = _read_papers(document, [one for one in numbered if one[0] not in pages], pages, tables, guide)
    legend = {**find_mark_legend(document), **roles.marks, **(guide.marks if guide is not None else {})}
    table_reader = TableReader(is_file=document.is_table, legend=legend, given=roles.columns)
    for place, table in enumerate(tables):
        table_reader.read(table, guide.columns.get(place) if guide is not None else None)
    if roles.columns and not table_reader.found_given:
        raise unknown_columns_error(roles.columns, [cell.text for table in tables for cell in table.rows[0]][:40])
    return _Drafted(
        papers, tables, table_reader, [_draft_rows(document, paper, table_reader.drafts) for paper in papers]
    )


def _draft_with_hints(document: Document, hints: tuple[Hint, ...], roles: TableRoles) -> tuple[Guide, _Drafted]:
    """Draft the rows of a document, and the guide to go on with: names and who leads do not change what is drafted."""
    from respnet.intake.clauses.guide import Guide

    early = tuple(at for at, hint in enumerate(hints) if hint.kind not in ("name", "lead-rule"))
    guide, found = _draft_by_places(document, tuple(hints[at] for at in early), roles)
    return Guide(document, hints, (guide.book, early)), found


@lru_cache(maxsize=2)
def _draft_by_places(document: Document, hints: tuple[Hint, ...], roles: TableRoles) -> tuple[Guide, _Drafted]:
    from respnet.intake.clauses.guide import Guide

    guide = Guide(document, hints)
    return guide, _draft_document(document, roles, guide)


@dataclass(frozen=True, slots=True)
class _Paper:
    """One paper of the document, from block `first` to before `end`."""

    first: int
    end: int
    reading: ReadingContext
    scoped: ClauseScopes


def _read_papers(
    document: Document,
    numbered: Sequence[tuple[int, Paragraph]],
    pages: frozenset[int],
    tables: Sequence[TextTable],
    guide: Guide | None,
) -> list[_Paper]:
    """The papers of a document, each read by its own habits: where clauses stand, how lines are cut."""
    blocks = len(document.blocks)
    whole = _read_text(document, numbered, pages, guide)
    text, found = whole.stream, whole.found
    of_tables = [table.block for table in tables]
    rows = sorted([*(text.blocks[clause.start] for clause in found.clauses), *of_tables])
    papers: list[_Paper] = []
    for first, end in pairwise([0, *find_papers(text, found.lines, whole.tree, rows, of_tables), blocks]):
        own = [one for one in numbered if first <= one[0] < end]
        if end - first < blocks and first == 0 and guide is not None:
            guide.book.forget()
        reading = whole if end - first == blocks else _read_text(document, own, pages, guide)
        scoped = assign_clauses(reading.stream.text, reading.tree, reading.found)
        papers.append(_Paper(first, end, reading, scoped))
    return papers


def _draft_rows(document: Document, paper: _Paper, of_tables: Sequence[RowDraft]) -> list[RowDraft]:
    """The rows of a paper, from its text and tables in order."""
    if is_english(paper.reading.stream.text):
        own = read_english_items(document, paper.reading.stream)
    else:
        own = [draft_row(paper.reading, one) for one in paper.scoped.rows]
    own += [draft for draft in of_tables if paper.first <= draft.at[0] < paper.end]
    return sorted(own, key=lambda draft: draft.at)


def _resolve_units(
    papers: Sequence[_Paper], drafts: Sequence[RowDraft], tables: Sequence[TextTable], guide: Guide | None
) -> tuple[list[ResolvedUnits], str]:
    """The units of each row by the conventions of its paper, and the words of the first convention."""
    rules: list[ResolvedUnits] = []
    stated: list[RiderDraft] = []
    for paper in papers:
        own = [draft for draft in drafts if paper.first <= draft.at[0] < paper.end]
        within = [table for table in tables if paper.first <= table.block < paper.end]
        conventions = find_conventions(own, find_stated_conventions(paper.reading.stream, within))
        if guide is not None:
            conventions = guide.revise_conventions(own, conventions, tables)
        stated += [one for one in conventions if one]
        rules += apply_conventions(own, conventions)
    return rules, stated[0].text if stated else ""


_TITLE = re.compile(r".{6,200}?(?:通知|方案|意见|计划|规划|纲要|办法|要点|分工|清单|决定|措施|公告|函)")


def _read_text(
    document: Document, numbered: Sequence[tuple[int, Paragraph]], pages: frozenset[int], guide: Guide | None
) -> ReadingContext:
    plain = _find_in_text(tuple(numbered), pages)
    text, found = plain.stream, plain.found
    if is_english(text.text):  # its own reader joins the lines and finds the items
        return ReadingContext(document, build_text_stream(numbered), build_outline("", found, {}), found)
    guided = guide.guide_text(plain) if guide is not None else None
    if guided is not None and guided.stream is not text:
        text = guided.stream
        found = find_clauses(text)
    headings: dict[int, int] = {}
    wanted = {block: paragraph.heading for block, paragraph in numbered if paragraph.heading}
    highest = [(block, paragraph.text) for block, paragraph in numbered if paragraph.heading == 1]
    if len(highest) == 1 and _TITLE.match(highest[0][1]):  # the document's own title is no section
        del wanted[highest[0][0]]
    if wanted:
        for line in found.lines:
            level = wanted.get(text.blocks[line.start])
            if level and line.opens:
                headings[line.start] = level
    if guide is not None and guided is not None:
        found, tree = guide.guide_outline(guided, found, headings)
    else:
        tree = build_outline(text.text, found, headings)
    return ReadingContext(document, text, tree, found, _find_whole_names(found))


@lru_cache(maxsize=4)
def _find_in_text(numbered: tuple[tuple[int, Paragraph], ...], pages: frozenset[int]) -> ClausesInText:
    """The text of some paragraphs and the clauses in it, none where it is English: the same for any hints."""
    text = build_text_stream(numbered, find_wrapped_blocks(numbered, pages))
    return ClausesInText(text, FoundClauses((), (), (), ()) if is_english(text.text) else find_clauses(text))


def find_clauses(stream: TextStream) -> FoundClauses:
    """All clauses of the stream. Linear in its length."""
    pairs = match_brackets(stream.text)
    lines = split_lines(stream.text, pairs)
    bracketed, deadlines, unread = find_bracketed_clauses(stream, pairs)
    taken = _sort_apart([*bracketed, *find_label_lines(stream, lines, bracketed)])
    taken = _sort_apart([*taken, *find_label_sentences(stream, lines, taken, pairs)])
    taken = _sort_apart([*taken, *find_dash_lists(stream.text, lines, taken)])
    apart = _sort_apart([*taken, *find_assignment_sentences(stream, lines, taken, pairs)])
    covered = ClauseCoverage(apart)
    return FoundClauses(
        tuple(apart),
        tuple(one for one in deadlines if not covered.holds(one.start)),
        tuple(place for place in unread if not covered.holds(place[0])),
        lines,
    )


def _sort_apart(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses in order, of two that overlap the one that begins first."""
    kept: list[Clause] = []
    for clause in sorted(clauses, key=lambda one: (one.start, -one.end)):
        if not kept or clause.start >= kept[-1].end:
            kept.append(clause)
    return kept


def _find_whole_names(found: FoundClauses) -> frozenset[str]:
    """The names that stand between marks somewhere in the clauses: 和 between two of them parts them."""
    return frozenset(
        clause.body.text[piece.start : piece.end]
        for clause in found.clauses
        for one in clause.parsed.lists
        for piece in one.pieces
        if piece.end - piece.start <= 20
    )


def _describe_cell_problem(document: Document, problem: Problem, cell: TextCell) -> Decision:
    row = cell.line if document.is_table else None
    return Decision("table", problem.what, problem.remedy, cell.spans(0, len(cell.text))[0], replace(problem, row=row))


def _marks(drafts: Sequence[RowDraft]) -> tuple[SourceMark, ...]:
    marks: list[SourceMark] = []
    for row, draft in enumerate(drafts):
        marks += [SourceMark(span, "task", row) for span in draft.task_spans]
        marks += [SourceMark(span, "clause", row) for span in draft.clause_spans]
        marks += [SourceMark(span, "role", row) for span in draft.role_spans]
        marks += [SourceMark(span, "unit", row) for one in draft.lists for name in one.names for span in name.spans]
    return tuple(marks)
