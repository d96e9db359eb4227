"""A deadline stated once for all tasks above it (上述工作完成时限：…)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from respnet.intake.language.lexicon import ABOVE_DEADLINE_PATTERN
from respnet.intake.language.normalize import collapse_whitespace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.language.normalize import TextStream
    from respnet.intake.language.row_draft import RowDraft


def add_shared_deadlines(stream: TextStream, drafts: Sequence[RowDraft]) -> list[RowDraft]:
    """Give the deadline of such a sentence to the rows above it that have none, down from the sentence before it.

    Args:
        stream: The folded text.
        drafts: The rows, in order.

    Returns:
        All rows, in the same order.
    """
    given = list(drafts)
    first = 0
    for match in ABOVE_DEADLINE_PATTERN.finditer(stream.text):
        when = collapse_whitespace(stream.printed(*match.span("when"))).strip("）)。；; ")
        stop = first
        while stop < len(given) and given[stop].at < (stream.blocks[match.start()], match.start()):
            if not given[stop].deadline:
                given[stop] = replace(given[stop], deadline=when)
            stop += 1
        first = stop
    return given
