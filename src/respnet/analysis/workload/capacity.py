"""Capacity utilisation: load over the capacities that a user gives, where there are any."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from respnet.analysis.nulls.random_assignment_sampler import Seats
from respnet.analysis.workload.weighting_schemes import (
    LOAD_TOLERANCE,
    Flag,
    compute_loads,
    get_flag,
    list_weighting_schemes,
)
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role


@dataclass(frozen=True, slots=True)
class UnitCapacity:
    """Utilisation of one unit with a given capacity: the number of tasks it can carry, a lead counting 1.

    `least` and `most` are load / capacity over all weighting schemes; `over_in` counts the schemes in which it exceeds
    1, and `flag` says whether these are all, some or none.
    """

    unit: str
    capacity: float
    least: float
    most: float
    over_in: int
    flag: Flag


@dataclass(frozen=True, slots=True)
class Capacities:
    """Units with a capacity, in printed order; `without` counts the actors that have none."""

    settings: int
    units: tuple[UnitCapacity, ...]
    without: int


def compare_with_capacity(network: ResponsibilityNetwork) -> Capacities:
    """Compute load / capacity for the actors with a capacity, in all weighting schemes of the overload rule.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
    >>> rows = [TaskRow("t", units=(UnitList(Role.LEAD, ("a", "b")), UnitList(Role.SUPPORT, ("c",))))] * 3
    >>> plan = build_plan(PlanFacts("p"), rows, [UnitRecord("a", capacity=1), UnitRecord("b", capacity=2)])
    >>> [(one.least, one.most, one.flag.value) for one in compare_with_capacity(ResponsibilityNetwork(plan)).units]
    [(1.5, 3.0, 'overloaded'), (0.75, 1.5, 'overloaded-under-some-weights')]
    """
    lead = network.biadjacency(Role.LEAD)
    other = network.biadjacency(Role.RESPONSIBLE, Role.SUPPORT)
    ways = list_weighting_schemes(bool(lead.any()))
    observed = np.array(compute_loads(Seats.of(lead, other).observed(lead, other), ways))
    found = []
    for row, unit in enumerate(network.actors):
        if unit.capacity is not None:
            used = observed[:, row] / unit.capacity
            over = int(np.count_nonzero(used > 1 + LOAD_TOLERANCE))
            found.append(
                UnitCapacity(
                    unit=unit.id,
                    capacity=unit.capacity,
                    least=float(used.min()),
                    most=float(used.max()),
                    over_in=over,
                    flag=get_flag(over, len(ways)),
                )
            )
    return Capacities(len(ways), tuple(found), len(network.actors) - len(found))
