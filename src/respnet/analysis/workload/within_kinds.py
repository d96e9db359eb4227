"""Test of each unit's load against random assignment in which each seat goes to a unit of its holder's kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from respnet.analysis.nulls.random_assignment_sampler import Seats, draw_seat_blocks, limit_draws
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL, compute_limit, count_as_extreme
from respnet.analysis.workload.workload import LOAD_TOLERANCE, Flag, compute_loads, get_flag, list_weighting_schemes
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import DRAWS, SEED
from respnet.core.plan import Role, UnitKind


@dataclass(frozen=True, slots=True)
class KindTest:
    """Test of one unit against random assignment among the `pool` units of its kind.

    `over_in` counts the schemes in which its load exceeds the 95 % quantile of the kind's largest load. `p` is the
    chance that any unit of the kind, in any scheme, is as far out, times the number of kinds tested. The flag is given
    where `p` is at most .05: over in all schemes, or in some.
    """

    unit: str
    kind: UnitKind
    pool: int
    over_in: int
    p: float
    flag: Flag


@dataclass(frozen=True, slots=True)
class KindTests:
    """Tests of the actors within their kinds, in printed order.

    `single` are the kinds left out because they have one unit; `without_kind` actors are left out as well.
    """

    draws: int
    units: tuple[KindTest, ...]
    single: tuple[UnitKind, ...]
    without_kind: int


def assess_within_kinds(network: ResponsibilityNetwork, *, draws: int = DRAWS, seed: int = SEED) -> KindTests:
    """Test every actor's load against random assignment in which each seat goes to a unit of its holder's kind.

    Each task keeps its lead and its other seats of every kind; loads are shared among all units of the task as in
    `assess_loads`. A fifth of the draws is made, since only the 5 % level decides.

    Args:
        network: Network of the plan.
        draws: Number of draws of the lottery among all units.
        seed: Seed of the draws.

    Returns:
        Tests of the actors whose kind is known and has at least two units.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
    >>> rows = [TaskRow("t", units=(UnitList(Role.LEAD, ("a",)), UnitList(Role.SUPPORT, ("b", "c")))) for _ in range(9)]
    >>> kinds = [UnitRecord("a", UnitKind.MASS), UnitRecord("b", UnitKind.MASS), UnitRecord("c", UnitKind.PARTY)]
    >>> found = assess_within_kinds(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows, kinds)))
    >>> [(one.pool, one.over_in, one.flag.value) for one in found.units], [kind.value for kind in found.single]
    ([(2, 19, 'overloaded-under-some-weights'), (2, 0, 'none')], ['party'])
    """
    lead, other = network.biadjacency(Role.LEAD), network.biadjacency(Role.RESPONSIBLE, Role.SUPPORT)
    whole, ways = Seats.of(lead, other, network.efforts), list_weighting_schemes(bool(lead.any()))
    loads, made = np.array(compute_loads(whole.observed(lead, other), ways)), -(-limit_draws(draws, whole) // 5)
    sizes = Counter(unit.kind for unit in network.actors if unit.kind is not UnitKind.UNKNOWN)
    kinds, found = [kind for kind, size in sizes.items() if size > 1], {}
    for kind in kinds:
        rows = [row for row, unit in enumerate(network.actors) if unit.kind is kind]
        seats = replace(Seats.of(lead[rows], other[rows], network.efforts), shared_by=whole.tasks)
        blocks = [compute_loads(block, ways) for block in draw_seat_blocks(seats, draws=made, seed=seed)]
        maxima = np.concatenate([[load.max(axis=0) for load in block] for block in blocks], axis=1)
        limits = np.array([compute_limit(one) for one in maxima])
        over = (loads[:, rows] > limits[:, None] + LOAD_TOLERANCE).sum(axis=0).tolist()
        p = (1 + count_as_extreme(maxima, loads[:, rows], LOAD_TOLERANCE)) / (1 + made) * len(kinds)
        for row, above, chance in zip(rows, over, np.minimum(p, 1).tolist(), strict=True):
            flag = get_flag(above, len(ways)) if chance <= SIGNIFICANCE_LEVEL else Flag.NONE
            found[row] = KindTest(network.actors[row].id, kind, len(rows), above, chance, flag)
    return KindTests(
        draws=made,
        units=tuple(found[row] for row in sorted(found)),
        single=tuple(kind for kind, size in sizes.items() if size == 1),
        without_kind=len(network.actors) - sizes.total(),
    )
