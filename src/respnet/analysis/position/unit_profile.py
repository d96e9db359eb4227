"""Profiles of the units in focus: load, joint leads, centrality and position tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from respnet.analysis.position.centrality import UnitCentrality
from respnet.analysis.position.position_tests import UnitPositionTests
from respnet.analysis.run import Results
from respnet.analysis.workload.random_assignment import UnitFlag
from respnet.analysis.workload.workload import UnitLoad
from respnet.core.network import ResponsibilityNetwork


class CoLeadPartner(NamedTuple):
    """A unit (id) and the tasks (ids, in printed order) that both lead."""

    unit: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FocusUnit:
    """Profile of one unit.

    `neighbours` counts the units it shares a task with, in any role. `co_leads` are by descending number of joint
    tasks, then in printed order; `alone` are the tasks (ids) it leads alone.
    """

    unit: str
    load: UnitLoad
    centrality: UnitCentrality
    standing: UnitPositionTests
    neighbours: int
    flag: UnitFlag
    co_leads: tuple[CoLeadPartner, ...]
    alone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Focus:
    """Profiles of the units in focus, and the requested names that are no single unit of this plan."""

    units: tuple[FocusUnit, ...]
    names_missing: tuple[str, ...]


def profile_units(network: ResponsibilityNetwork, results: Results, names: Sequence[str] = ()) -> Focus:
    """Profile the named units; without names those the plan names, else the two with most leads.

    Args:
        network: Network of the plan.
        results: Results of the analysis.
        names: Unit names, recorded other spellings included; a collective is no single unit and counts as missing.

    Returns:
        The profiles.
    """
    wanted = tuple(dict.fromkeys(names or network.plan.focus))
    row_of = {unit.id: row for row, unit in enumerate(network.actors)}
    if wanted:
        rows = {name: network.find_actor_row(name) for name in wanted}
        missing = tuple(name for name, row in rows.items() if row is None)
        chosen = list(dict.fromkeys(row for row in rows.values() if row is not None))
    else:
        missing = ()
        chosen = [row_of[load.unit] for load in results.workload.rank_leaders()[:2] if load.total]
    units = tuple(_profile_unit(network, results, row) for row in chosen)
    return Focus(units, missing)


def _profile_unit(network: ResponsibilityNetwork, results: Results, row: int) -> FocusUnit:
    unit = results.workload.loads[row].unit
    b = network.biadjacency()
    return FocusUnit(
        unit=unit,
        load=results.workload.loads[row],
        centrality=results.centrality.units[row],
        standing=results.standing.units[row],
        neighbours=int(b[:, b[row]].any(axis=1).sum()) - int(b[row].any()),
        flag=results.lottery.flags[row],
        co_leads=tuple(
            CoLeadPartner(pair.b if pair.a == unit else pair.a, pair.tasks)
            for pair in results.co_leads.pairs
            if unit in (pair.a, pair.b)
        ),
        alone=tuple(one.task for one in results.lead_gaps.single if one.unit == unit),
    )
