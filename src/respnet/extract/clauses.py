"""Finding the clauses that divide work: in brackets, on lines of their own, as sentences; and what only looks so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from respnet.extract.bracketed import in_brackets
from respnet.extract.brackets import brackets_of
from respnet.extract.clause import Clause, Cover, Found
from respnet.extract.label_lines import as_sentences, on_lines
from respnet.extract.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.extract.fold import Stream


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
