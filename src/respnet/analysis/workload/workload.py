"""Workload: number of tasks of each unit by role, and its ranks."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis.stats.ranks import competition_ranks
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role


@dataclass(frozen=True, slots=True)
class UnitLoad:
    """Tasks of one unit by role, each task once, in the stronger role.

    `lead_share` is the share of the plan's tasks that the unit leads, 0 to 1 (co-led tasks count for each lead, so
    shares may sum to more than 1). Ranks are 1 for the most; ties share the best.
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
        """Number of tasks with a role other than lead."""
        return self.responsible + self.supports


@dataclass(frozen=True, slots=True)
class Workload:
    """Workload of every actor, in printed order."""

    loads: tuple[UnitLoad, ...]

    def rank_leaders(self) -> tuple[UnitLoad, ...]:
        """Sort the actors by leads, then by all tasks, both descending, then in printed order."""
        return tuple(sorted(self.loads, key=lambda load: (-load.leads, -load.total)))


def compute_workload(network: ResponsibilityNetwork) -> Workload:
    """Count the tasks of all actors by role.

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
