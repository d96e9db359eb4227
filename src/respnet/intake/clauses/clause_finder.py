"""Finding the clauses that divide work: in brackets, on lines of their own, as sentences; and what only looks so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from respnet.intake.clauses.bracketed import in_brackets
from respnet.intake.clauses.clause import Clause, Cover, Found
from respnet.intake.clauses.label_lines import as_sentences, on_lines
from respnet.intake.clauses.text_lines import lines_of
from respnet.intake.language.brackets import brackets_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.language.normalize import Stream


def find_clauses(stream: Stream) -> Found:
    """All clauses of the stream. Linear in its length."""
    pairs = brackets_of(stream.text)
    lines = lines_of(stream.text, pairs)
    bracketed, deadlines, unread = in_brackets(stream, pairs)
    labelled = on_lines(stream, lines, bracketed)
    taken = sorted([*bracketed, *labelled], key=lambda one: one.start)
    sentences = as_sentences(stream, lines, taken, pairs)
    clauses = sorted([*taken, *sentences], key=lambda one: (one.start, -one.end))
    apart = _apart(clauses)
    covered = Cover(apart)
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
