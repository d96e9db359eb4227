"""Joint leads: number of tasks that each pair of units leads together (observed counts, not tested)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role


@dataclass(frozen=True, slots=True)
class CoLeadPair:
    """Two units (ids, in printed order) and the tasks both lead (ids, in printed order)."""

    a: str
    b: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoLeads:
    """Co-lead matrix C = L L^T over the actors that lead at least one task.

    `matrix[i][j]` is the number of tasks that units i and j both lead; the diagonal has each unit's own leads. `pairs`
    are those with a joint task, by descending count, then in printed order.
    """

    units: tuple[str, ...]
    matrix: tuple[tuple[int, ...], ...]
    pairs: tuple[CoLeadPair, ...]


def count_co_leads(network: ResponsibilityNetwork) -> CoLeads:
    """Count the joint leads of all pairs of actors; empty where the plan names no leads.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> row = TaskRow("t", number="1", units=(UnitList(Role.LEAD, ("县教委", "县科协")),))
    >>> found = count_co_leads(ResponsibilityNetwork(build_plan(PlanFacts("p"), [row])))
    >>> found.matrix, found.pairs
    (((1, 1), (1, 1)), (CoLeadPair(a='p/县教委', b='p/县科协', tasks=('p/1',)),))
    """
    lead = network.biadjacency(Role.LEAD)
    rows = np.flatnonzero(lead.any(axis=1))
    lead = lead[rows]
    units = tuple(network.actors[row].id for row in rows)
    numbers = lead.astype(np.float64)  # exact for counts, and multiplied a hundred times faster than integers
    joint = (numbers @ numbers.T).astype(np.int64)
    first, second = np.nonzero(np.triu(joint, k=1))
    by_count = np.argsort(-joint[first, second], kind="stable")
    task_ids = [task.id for task in network.tasks]
    pairs = tuple(
        CoLeadPair(units[i], units[j], tuple(task_ids[column] for column in np.flatnonzero(lead[i] & lead[j])))
        for i, j in zip(first[by_count], second[by_count], strict=True)
    )
    return CoLeads(units, tuple(tuple(row) for row in joint.tolist()), pairs)
