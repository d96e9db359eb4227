"""Names that the guard refuses leave the rows, and what was left out is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from respnet.core.i18n import Text
from respnet.core.name_guard import FAULT_TEXTS, NameFault, find_name_fault
from respnet.intake.clauses.conventions import describe_draft
from respnet.intake.language.extraction import Decision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.language.row_draft import PrintedName, RowDraft


def drop_unlikely_names(drafts: Sequence[RowDraft]) -> tuple[list[RowDraft], list[Decision]]:
    """Leave out the names that cannot be units, from running text and from tables alike.

    Args:
        drafts: The rows before the rules of the whole document, so that no rule makes a lead of such a name.

    Returns:
        The rows without these names, and a decision for each that says why it was not read.
    """
    kept: list[RowDraft] = []
    decisions: list[Decision] = []
    for draft in drafts:
        faults = [
            (name, fault)
            for one in draft.lists
            for name in one.names
            if (fault := find_name_fault(name.printed)) is not None
        ]
        if faults:
            refused = {id(name) for name, _ in faults}
            lists = (
                replace(one, names=tuple(name for name in one.names if id(name) not in refused)) for one in draft.lists
            )
            decisions += [_not_read(draft, name, fault) for name, fault in faults if name.spans]
            draft = replace(draft, lists=tuple(one for one in lists if one.names))  # noqa: PLW2901
        kept.append(draft)
    return kept, decisions


def _not_read(draft: RowDraft, name: PrintedName, fault: NameFault) -> Decision:
    where, why = describe_draft(draft), FAULT_TEXTS[fault]
    return Decision(
        "not-read",
        Text(
            zh=f"{where.zh}：“{name.printed}”没有读作单位",
            en=f"{where.en}: “{name.printed}” was not read as a unit",
        ),
        Text(
            zh=f"{why.zh}。如果其中有单位，请在 tasks.csv 里补上。",
            en=f"{why.en[0].upper()}{why.en[1:]}. If it names a unit, add it in tasks.csv.",
        ),
        name.spans[0],
    )
