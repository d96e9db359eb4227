"""Finding the clauses that divide work: in brackets, on lines of their own, as sentences; and what only looks so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from respnet.intake.clauses.bracketed import find_bracketed_clauses
from respnet.intake.clauses.clause import Clause, ClauseCoverage, FoundClauses
from respnet.intake.clauses.label_lines import find_assignment_sentences, find_label_lines, find_label_sentences
from respnet.intake.clauses.text_lines import split_lines
from respnet.intake.language.brackets import match_brackets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.language.normalize import TextStream


def find_clauses(stream: TextStream) -> FoundClauses:
    """All clauses of the stream. Linear in its length."""
    pairs = match_brackets(stream.text)
    lines = split_lines(stream.text, pairs)
    bracketed, deadlines, unread = find_bracketed_clauses(stream, pairs)
    labelled = find_label_lines(stream, lines, bracketed)
    taken = sorted([*bracketed, *labelled], key=lambda one: one.start)
    taken = sorted([*taken, *find_label_sentences(stream, lines, taken, pairs)], key=lambda one: one.start)
    clauses = sorted(
        [*taken, *find_assignment_sentences(stream, lines, _apart(taken), pairs)], key=lambda one: (one.start, -one.end)
    )
    apart = _apart(clauses)
    covered = ClauseCoverage(apart)
    return FoundClauses(
        tuple(apart),
        tuple(one for one in deadlines if not covered.holds(one.start)),
        tuple(place for place in unread if not covered.holds(place[0])),
        lines,
    )


def _apart(clauses: Sequence[Clause]) -> list[Clause]:
    kept: list[Clause] = []
    for clause in clauses:
        if not kept or clause.start >= kept[-1].end:
            kept.append(clause)
    return kept
