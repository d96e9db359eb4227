"""Hints on rows: what a name means, which role a word gives in one row, and who leads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from respnet.core.name_guard import find_name_fault
from respnet.core.plan import Role
from respnet.intake.anchors import fold_quote
from respnet.intake.hint_book import find_row
from respnet.intake.hints import LeadRule, Name, RoleWord
from respnet.intake.language.riders import RiderKind
from respnet.intake.language.row_draft import PrintedName, RiderDraft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.hint_book import HintBook
    from respnet.intake.hints import RowKey
    from respnet.intake.language.row_draft import RowDraft
    from respnet.intake.tables.text_tables import TextTable

FIRST_LEADS = RiderDraft(RiderKind.FIRST, "列第一位的为牵头单位", ())
"""The convention that a person states: without a place, so that nothing is asked about it."""


def revise_rows(book: HintBook, drafted: Sequence[list[RowDraft]]) -> tuple[list[list[RowDraft]], frozenset[str]]:
    """The rows with names and roles as they are meant.

    Args:
        book: The hints.
        drafted: The rows of each paper.

    Returns:
        The rows of each paper, and the names that a person says are units.
    """
    keys = [(draft.number, draft.title, draft.part, draft.section) for own in drafted for draft in own]
    names: dict[tuple[int, str], tuple[int, tuple[str, ...]]] = {}
    for at, hint in book.each(Name):
        row = _find_row(book, at, hint.row, keys)
        if row is not None:
            if (row, fold_quote(hint.name)) in names:
                book.note(names[row, fold_quote(hint.name)][0], "later")
            names[row, fold_quote(hint.name)] = (at, hint.means)
    roles: dict[tuple[int, str], tuple[int, Role | None]] = {}
    for at, word in book.each(RoleWord):
        row = _find_row(book, at, word.row, keys)
        if row is not None:
            roles[row, fold_quote(word.word)] = (at, None if word.role == "none" else Role(word.role))
    if not names and not roles:
        return list(drafted), frozenset()
    said = {name for _, name in names}
    reached = 0
    revised: list[list[RowDraft]] = []
    for own in drafted:
        revised.append(
            [
                _revise(book, draft, row, names, roles) if roles or said & _fold_names(draft) else draft
                for row, draft in enumerate(own, reached)
            ]
        )
        reached += len(own)
    return revised, frozenset(name for _, means in names.values() for name in means)


def _fold_names(draft: RowDraft) -> set[str]:
    names = (one.names for held in (draft.lists, draft.riders) for one in held)
    return {fold_quote(name.printed) for own in names for name in own}


def _find_row(
    book: HintBook, at: int, key: RowKey | None, keys: Sequence[tuple[str, str, str, Sequence[str]]]
) -> int | None:
    """The place of the row that a hint is for, -1 where it is for all; None for a row that is not there."""
    if key is None:
        return -1
    row = find_row(key, keys)
    if row < 0:
        book.note(at, "no row")
        return None
    return row


def _revise(
    book: HintBook,
    draft: RowDraft,
    row: int,
    names: dict[tuple[int, str], tuple[int, tuple[str, ...]]],
    roles: dict[tuple[int, str], tuple[int, Role | None]],
) -> RowDraft:
    """One row with what hints say of it, first of it alone and then of all."""

    def revise_name(name: PrintedName) -> list[PrintedName]:
        folded = fold_quote(name.printed)
        at, means = names.get((row, folded)) or names.get((-1, folded)) or (-1, ())
        if at < 0:
            return [name]
        kept = means == (name.printed,) and find_name_fault(name.printed) is None
        book.note(at, "already" if kept else "taken")
        return [replace(name, printed=one, folded=fold_quote(one)) for one in means if one.strip()]

    lists = []
    for one in draft.lists:
        words = [fold_quote(word) for word in (one.word, *one.word.split("/"))]
        at, role = next((roles[at, word] for at in (row, -1) for word in words if (at, word) in roles), (-1, one.role))
        if at >= 0:
            book.note(at, "already" if role is one.role else "taken")
        meant = tuple(name for printed in one.names for name in revise_name(printed))
        if meant and role is not None:
            lists.append(replace(one, role=role, names=meant))
    riders = tuple(
        replace(rider, names=tuple(name for printed in rider.names for name in revise_name(printed)))
        for rider in draft.riders
    )
    return replace(draft, lists=tuple(lists), riders=riders)


def revise_conventions(
    book: HintBook, drafts: Sequence[RowDraft], found: list[RiderDraft | None], tables: Sequence[TextTable]
) -> list[RiderDraft | None]:
    """The convention that holds for each row of a paper.

    Args:
        book: The hints.
        drafts: The rows, in order.
        found: The convention that the reader found for each.
        tables: The tables of the document.
    """
    held = list(found)
    for at, hint in book.each(LeadRule):
        place = book.find(at, hint.quote) if hint.quote is not None else (-1, -1)
        if place is None:
            continue
        block = book.text.locate(place[0])[0] if place[0] >= 0 else -1
        own = next((table for table in tables if block >= 0 and block in _list_blocks(table)), None)
        after = [draft.at[0] >= block for draft in drafts]
        for row, draft in enumerate(drafts):
            before = held[row]
            if own is not None:
                concerned = draft.at[0] in _list_blocks(own)
            elif block >= 0 and not hint.first:
                concerned = before is not None and any(span.block == block for span in before.spans)
            else:
                concerned = after[row] or not any(after)
            if concerned:
                held[row] = FIRST_LEADS if hint.first else None
                same = before is held[row] or (before is not None and hint.first and before.kind is RiderKind.FIRST)
                book.note(at, "already" if same else "taken")
    return held


def _list_blocks(table: TextTable) -> set[int]:
    return {cell.block for row in table.rows for cell in row}
