"""Lead gaps: tasks with a single lead and tasks without a lead."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role


@dataclass(frozen=True, slots=True)
class SingleLead:
    """A task (id) with exactly one lead, and that unit (id); `supported` if other units take part."""

    task: str
    unit: str
    supported: bool


@dataclass(frozen=True, slots=True)
class LeadGaps:
    """Tasks with a single lead (`single`) and without a lead (`none`), in printed order.

    A collective counts as a lead, but never as a single one.
    """

    single: tuple[SingleLead, ...]
    none: tuple[str, ...]


def find_lead_gaps(network: ResponsibilityNetwork) -> LeadGaps:
    """Find the tasks with a single lead and those without; where a plan names no leads, every task is without.

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
