"""A document that stands twice in one file gives its rows once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from respnet.core.i18n import Text
from respnet.intake.language.extraction import Decision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.language.row_draft import RowDraft

MIN_REPEATED_ROWS = 3
"""Rows that must come again, all of them in order, before they count as the same text twice."""


def drop_repeated_rows(drafts: Sequence[RowDraft]) -> tuple[list[RowDraft], list[Decision]]:
    """The rows without a second (third …) copy of all of them, and what was left out. Linear in the rows."""
    keys = [(*draft.section, draft.number, draft.part, draft.title, draft.clause) for draft in drafts]
    size = _period(keys)
    if not size:
        return list(drafts), []
    again = drafts[size]
    spans = again.task_spans or again.clause_spans
    if not spans:
        return list(drafts), []
    decision = Decision(
        "repeated",
        Text(
            zh=f"后 {len(drafts) - size} 行是前面 {size} 行的重复，没有再列",
            en=f"the last {len(drafts) - size} rows repeat the first {size} and were left out",
        ),
        Text(zh="同一份文件的文字在这里又出现了一遍。", en="The text of the document stands here a second time."),
        spans[0],
    )
    return list(drafts[:size]), [decision]


def _period(keys: Sequence[tuple[str, ...]]) -> int:
    """The shortest length whose whole repetitions make up all keys, or 0. By the border table of the sequence."""
    if len(keys) < 2 * MIN_REPEATED_ROWS:
        return 0
    border = [0] * len(keys)
    matched = 0
    for place in range(1, len(keys)):
        while matched and keys[place] != keys[matched]:
            matched = border[matched - 1]
        matched += keys[place] == keys[matched]
        border[place] = matched
    size = len(keys) - border[-1]
    return size if MIN_REPEATED_ROWS <= size <= len(keys) // 2 and len(keys) % size == 0 else 0
