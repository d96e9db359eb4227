"""Parser of the options of `respnet rebalance`: names and numbers become ids of the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.lookup import lookup, lookup_task
from respnet.core.messages import truncate_text
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import RebalanceOptions
from respnet.intake.folder.candidates_file import LeadCandidateRow, LeadCandidates


def parse_rebalance_options(
    network: ResponsibilityNetwork,
    *,
    moves: int = 3,
    weight: float = 0.5,
    protected: Sequence[str] = (),
    field: LeadCandidates | None = None,
    sole_leads: bool = False,
    from_owner: bool = False,
) -> RebalanceOptions:
    """Resolve the command's options to `RebalanceOptions`.

    Args:
        network: The network to rebalance.
        moves: Largest number of moves.
        weight: Weight of a share in the work beside a lead, 0 to 1.
        protected: Leads that stay, as TASK:UNIT.
        field: Candidate leads by task; None for the default rule.
        sole_leads: True if a task's only lead may pass on, too.
        from_owner: True if the leads of the coordinating unit may pass on.

    Returns:
        The options, with ids of tasks and units.

    Raises:
        InputError: A task or unit is not in the plan, or a protected lead is none.
    """
    kept = tuple(_protected(network, one) for one in protected)
    pairs = [pair for row in (field.rows if field else ()) for pair in _pairs(network, row)]
    return RebalanceOptions(
        ratio=weight,
        moves=moves,
        protected=kept,
        field=tuple(dict.fromkeys(pairs)),
        keep_one=not sole_leads,
        from_owner=from_owner,
    )


def _protected(network: ResponsibilityNetwork, given: str) -> tuple[str, str]:
    number, name = (part.strip() for part in (*re.split("[:：]", given, maxsplit=1), "")[:2])
    if not number or not name:
        raise InputError(
            zh=f"--keep 的写法是“任务:单位”，如 12:县教委；写的是“{truncate_text(given)}”。",
            en=f"--keep is written TASK:UNIT, such as 12:县教委; given was “{truncate_text(given)}”.",
        )
    with _prefix_error_place(f"--keep {truncate_text(given)}"):
        kept = lookup_task(number, network.tasks).id, lookup(name, network.plan.units).id
        RebalanceOptions(protected=(kept,)).check(network)
    return kept


def _pairs(network: ResponsibilityNetwork, row: LeadCandidateRow) -> list[tuple[str, str]]:
    with _prefix_error_place(Text(zh=f"{row.file} 第 {row.row} 行", en=f"{row.file}, row {row.row}")):
        task = lookup_task(row.task, network.tasks)
        return [(lookup(name, network.plan.units).id, task.id) for name in row.units]


@contextmanager
def _prefix_error_place(where: Text | str) -> Iterator[None]:
    """Prefix the location of a name or number to errors raised inside."""
    place = where if isinstance(where, Text) else Text(zh=where, en=where)
    try:
        yield
    except InputError as error:
        raise InputError(zh=f"{place.zh}：{error.text.zh}", en=f"{place.en}: {error.text.en}") from error
