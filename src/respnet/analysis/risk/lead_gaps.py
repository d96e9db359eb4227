"""Where one absence is enough: tasks with a single lead, and tasks without any."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role


@dataclass(frozen=True, slots=True)
class SingleLead:
    """A task (id) that has exactly one lead, and that lead (id). `supported`: others take part in the task."""

    task: str
    unit: str
    supported: bool


@dataclass(frozen=True, slots=True)
class LeadGaps:
    """Tasks by how their lead could be missing, in printed order.

    A collective that leads counts as a lead (so the task is not without one) but never as a single unit.
    """

    single: tuple[SingleLead, ...]
    none: tuple[str, ...]


def find_lead_gaps(network: ResponsibilityNetwork) -> LeadGaps:
    """The tasks with one lead and those without; where a plan names no leads at all, every task is without.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> row = TaskRow("t", number="1", units=(UnitList(Role.LEAD, ("县教委",)),))
    >>> find_lead_gaps(ResponsibilityNetwork(build_plan(PlanFacts("p"), [row, TaskRow("u", number="2")])))
    LeadGaps(single=(SingleLead(task='p/1', unit='p/县教委', supported=False),), none=('p/2',))
    """
    single, none = [], []
    for task in network.tasks:
        assignments = network.assignments_by_task[task.id]
        leads = list(dict.fromkeys(one.unit for one in assignments if one.role is Role.LEAD))
        if not leads:
            none.append(task.id)
        elif len(leads) == 1 and not network.unit_by_id[leads[0]].collective:
            others = any(one.role is not Role.SUPERVISE and one.unit != leads[0] for one in assignments)
            single.append(SingleLead(task.id, leads[0], others))
    return LeadGaps(tuple(single), tuple(none))
