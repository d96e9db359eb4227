"""Changes between two plans under common names: assignments and loads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from respnet.analysis.compare.matching import TaskMatch
from respnet.analysis.stats.ranks import competition_ranks
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role


class AssignmentStatus(StrEnum):
    """Status of an assignment between two plans."""

    KEPT = "kept"
    NEW = "new"
    GONE = "gone"
    ROLE = "role"


class CountBasis(StrEnum):
    """Quantity that ranks and concentration count: leads, or all tasks where one of the plans names no lead."""

    LEADS = "leads"
    TASKS = "tasks"


@dataclass(frozen=True, slots=True)
class AssignmentChange:
    """Assignment of a unit to a task, in both plans or in one.

    The unit goes by its canonical name; roles are "" where there is none. `old_task` and `new_task` are ids, "" where
    the task is in one plan only. `collective`: the unit stands for many.
    """

    unit: str
    old_task: str
    new_task: str
    change: AssignmentStatus
    old_role: str
    new_role: str
    collective: bool

    @property
    def in_both(self) -> bool:
        """True if the task itself is in both plans."""
        return bool(self.old_task and self.new_task)


@dataclass(frozen=True, slots=True)
class UnitChange:
    """Counts of tasks, shares of each plan's tasks (0 to 1) and ranks of one unit (canonical name) in both plans.

    Ranks follow `Comparison.counted`; None where the plan does not name the unit.
    """

    unit: str
    old_leads: int
    new_leads: int
    old_total: int
    new_total: int
    old_share: float
    new_share: float
    old_rank: int | None
    new_rank: int | None


def find_assignment_changes(
    old: ResponsibilityNetwork, new: ResponsibilityNetwork, matches: Sequence[TaskMatch]
) -> tuple[AssignmentChange, ...]:
    """Compare the assignments of every task: the new plan's tasks in printed order, then those of the old plan only.

    A unit counts once a task, in its strongest role; supervision is a role too. Collectives are included and marked.

    Args:
        old: Network of the old plan, under common names.
        new: Network of the new plan, under common names.
        matches: Matched tasks.

    Returns:
        One entry a unit and task.
    """
    old_of = {match.new: match.old for match in matches}
    gone = [task.id for task in old.tasks if task.id not in set(old_of.values())]
    pairs = [*((old_of.get(task.id, ""), task.id) for task in new.tasks), *((task, "") for task in gone)]
    return tuple(
        change
        for old_task, new_task in pairs
        for change in _list_role_changes(_TaskRoles(old, old_task), _TaskRoles(new, new_task))
    )


class _TaskRoles:
    """Strongest role of each unit on one task; empty for no task."""

    def __init__(self, network: ResponsibilityNetwork, task: str) -> None:
        self.task, self.network = task, network
        found: dict[str, Role] = {}
        for one in network.assignments_by_task[task] if task else ():
            found[one.unit] = min(one.role, found.get(one.unit, one.role), key=list(Role).index)
        self.roles = found


def _list_role_changes(old: _TaskRoles, new: _TaskRoles) -> Iterator[AssignmentChange]:
    for unit in dict.fromkeys((*new.roles, *old.roles)):
        before, after = old.roles.get(unit), new.roles.get(unit)
        found = (new if after else old).network.unit_by_id[unit]
        yield AssignmentChange(
            unit=found.name,
            old_task=old.task,
            new_task=new.task,
            change=_classify_change(before, after),
            old_role=before.value if before else "",
            new_role=after.value if after else "",
            collective=found.collective,
        )


def _classify_change(before: Role | None, after: Role | None) -> AssignmentStatus:
    if before is None:
        return AssignmentStatus.NEW
    if after is None:
        return AssignmentStatus.GONE
    return AssignmentStatus.KEPT if before is after else AssignmentStatus.ROLE


@dataclass(frozen=True, slots=True)
class AssignmentOverlap:
    """Jaccard similarities of the assignments in matched tasks; None where neither plan has any."""

    roles: float | None
    leads: float | None
    any: float | None


def compute_assignment_overlap(changes: Sequence[AssignmentChange]) -> AssignmentOverlap:
    """Compute the Jaccard similarities of (unit, task) pairs in matched tasks: same role, leads only, any role.

    >>> def part(change, old_role, new_role):
    ...     return AssignmentChange("a", "p/1", "q/1", change, old_role, new_role, False)
    >>> (compute_assignment_overlap([part(AssignmentStatus.KEPT, "lead", "lead"), part(AssignmentStatus.ROLE,
    ... "lead", "support")]))
    AssignmentOverlap(roles=0.5, leads=0.5, any=1.0)
    """
    inside = [one for one in changes if one.in_both]
    kept, moved = (
        sum(one.change is change for one in inside) for change in (AssignmentStatus.KEPT, AssignmentStatus.ROLE)
    )
    leads = [one for one in inside if Role.LEAD.value in (one.old_role, one.new_role)]
    return AssignmentOverlap(
        roles=_divide(kept, len(inside)),
        leads=_divide(sum(one.change is AssignmentStatus.KEPT for one in leads), len(leads)),
        any=_divide(kept + moved, len(inside)),
    )


def _divide(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def find_unit_changes(
    old: ResponsibilityNetwork, new: ResponsibilityNetwork, counted: CountBasis
) -> tuple[UnitChange, ...]:
    """Compare the loads of every actor of either plan.

    The new plan's actors come in printed order, then those that only the old plan names.

    Args:
        old: Network of the old plan, under common names.
        new: Network of the new plan, under common names.
        counted: Quantity that is ranked.

    Returns:
        One entry a unit.
    """
    before, after = _LoadColumns(old, counted), _LoadColumns(new, counted)
    return tuple(
        UnitChange(
            unit=unit,
            old_leads=before.leads.get(unit, 0),
            new_leads=after.leads.get(unit, 0),
            old_total=before.total.get(unit, 0),
            new_total=after.total.get(unit, 0),
            old_share=before.total.get(unit, 0) / max(1, len(old.tasks)),
            new_share=after.total.get(unit, 0) / max(1, len(new.tasks)),
            old_rank=before.rank.get(unit),
            new_rank=after.rank.get(unit),
        )
        for unit in dict.fromkeys((*after.total, *before.total))
    )


class _LoadColumns:
    """Leads, tasks and rank of each actor, by name."""

    def __init__(self, network: ResponsibilityNetwork, counted: CountBasis) -> None:
        names = [unit.name for unit in network.actors]
        leads, total = (network.biadjacency(*roles).sum(axis=1).tolist() for roles in ((Role.LEAD,), ()))
        ranks = competition_ranks(leads if counted is CountBasis.LEADS else total)
        self.leads, self.total, self.rank = (dict(zip(names, column, strict=True)) for column in (leads, total, ranks))
