"""How many tasks each unit has, in which role: counts of mentions, not of work."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis.stats.ranks import competition_ranks
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role


@dataclass(frozen=True, slots=True)
class UnitLoad:
    """One unit's tasks by role, each task once, in the stronger role.

    `lead_share` is the part of all tasks of the plan that the unit leads, 0 to 1 (co-led tasks count for each
    leader, so shares may add up to more than 1). Ranks are 1 for the most; equal counts share the best.
    """

    unit: str
    leads: int
    responsible: int
    supports: int
    total: int
    lead_share: float
    rank_leads: int
    rank_total: int

    @property
    def others(self) -> int:
        """The tasks it takes part in without leading."""
        return self.responsible + self.supports


@dataclass(frozen=True, slots=True)
class Workload:
    """The load of every actor, in printed order."""

    loads: tuple[UnitLoad, ...]

    def rank_leaders(self) -> tuple[UnitLoad, ...]:
        """Actors from the most leads down; then by all tasks, then in printed order."""
        return tuple(sorted(self.loads, key=lambda load: (-load.leads, -load.total)))


def compute_workload(network: ResponsibilityNetwork) -> Workload:
    """The loads of all actors.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> row = TaskRow("t", units=(UnitList(Role.LEAD, ("县教委",)), UnitList(Role.SUPPORT, ("县科协",))))
    >>> [(load.leads, load.others, load.rank_leads) for load in
    ...     compute_workload(ResponsibilityNetwork(build_plan(PlanFacts("p"), [row]))).loads]
    [(1, 0, 1), (0, 1, 2)]
    """
    counts = [network.biadjacency(role).sum(axis=1) for role in (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT)]
    leads, responsible, supports = ([int(number) for number in column] for column in counts)
    total = [sum(three) for three in zip(leads, responsible, supports, strict=True)]
    rank_leads, rank_total = competition_ranks(leads), competition_ranks(total)
    return Workload(
        tuple(
            UnitLoad(
                unit=unit.id,
                leads=leads[row],
                responsible=responsible[row],
                supports=supports[row],
                total=total[row],
                lead_share=leads[row] / len(network.tasks) if network.tasks else 0.0,
                rank_leads=rank_leads[row],
                rank_total=rank_total[row],
            )
            for row, unit in enumerate(network.actors)
        )
    )
