"""What changed between two plans told in the same names: every unit's part in every task, and every unit's load."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from respnet.analysis.compare.matching import TaskMatch
from respnet.analysis.stats.ranks import competition_ranks
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role


class AssignmentStatus(StrEnum):
    """What became of a unit's part in a task."""

    KEPT = "kept"
    NEW = "new"
    GONE = "gone"
    ROLE = "role"


class CountBasis(StrEnum):
    """What ranks and concentration count: leads, or all tasks where one of the plans names no lead."""

    LEADS = "leads"
    TASKS = "tasks"


@dataclass(frozen=True, slots=True)
class AssignmentChange:
    """One unit's part in one matched task, or in an unmatched one. Unit by canonical name; roles "" where none.

    `old_task` and `new_task` are ids, "" where the task is in one plan only. `collective`: the unit stands for many.
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
        """Whether the task itself is in both plans."""
        return bool(self.old_task and self.new_task)


@dataclass(frozen=True, slots=True)
class UnitChange:
    """One unit (canonical name) in both plans: counts of tasks, shares of each plan's tasks (0 to 1), ranks.

    Ranks go by what `Comparison.counted` says; None: the plan does not name the unit.
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
    """Every unit's part in every task: the new plan's tasks in printed order, then those that only the old has.

    A unit counts once a task, in its strongest role; supervision is a role too. Collectives are among them, marked.
    """
    old_of = {match.new: match.old for match in matches}
    gone = [task.id for task in old.tasks if task.id not in set(old_of.values())]
    pairs = [*((old_of.get(task.id, ""), task.id) for task in new.tasks), *((task, "") for task in gone)]
    return tuple(
        change for old_task, new_task in pairs for change in _of_task(_Parts(old, old_task), _Parts(new, new_task))
    )


class _Parts:
    """The strongest role of each unit on one task; nobody's on no task."""

    def __init__(self, network: ResponsibilityNetwork, task: str) -> None:
        self.task, self.network = task, network
        found: dict[str, Role] = {}
        for one in network.assignments_by_task[task] if task else ():
            found[one.unit] = min(one.role, found.get(one.unit, one.role), key=list(Role).index)
        self.roles = found


def _of_task(old: _Parts, new: _Parts) -> Iterator[AssignmentChange]:
    for unit in dict.fromkeys((*new.roles, *old.roles)):
        before, after = old.roles.get(unit), new.roles.get(unit)
        found = (new if after else old).network.unit_by_id[unit]
        yield AssignmentChange(
            unit=found.name,
            old_task=old.task,
            new_task=new.task,
            change=_change(before, after),
            old_role=before.value if before else "",
            new_role=after.value if after else "",
            collective=found.collective,
        )


def _change(before: Role | None, after: Role | None) -> AssignmentStatus:
    if before is None:
        return AssignmentStatus.NEW
    if after is None:
        return AssignmentStatus.GONE
    return AssignmentStatus.KEPT if before is after else AssignmentStatus.ROLE


@dataclass(frozen=True, slots=True)
class AssignmentOverlap:
    """What both plans share of what either has, in the matched tasks; None where neither has anything."""

    roles: float | None
    leads: float | None
    any: float | None


def compute_assignment_overlap(changes: Sequence[AssignmentChange]) -> AssignmentOverlap:
    """Jaccard overlaps of the units' parts in the tasks of both plans.

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
        roles=_share(kept, len(inside)),
        leads=_share(sum(one.change is AssignmentStatus.KEPT for one in leads), len(leads)),
        any=_share(kept + moved, len(inside)),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def find_unit_changes(
    old: ResponsibilityNetwork, new: ResponsibilityNetwork, counted: CountBasis
) -> tuple[UnitChange, ...]:
    """The loads of every actor of either plan: the new plan's in printed order, then those that only the old names."""
    before, after = _Loads(old, counted), _Loads(new, counted)
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


class _Loads:
    """Leads, tasks and rank of each actor, by name."""

    def __init__(self, network: ResponsibilityNetwork, counted: CountBasis) -> None:
        names = [unit.name for unit in network.actors]
        leads, total = (network.biadjacency(*roles).sum(axis=1).tolist() for roles in ((Role.LEAD,), ()))
        ranks = competition_ranks(leads if counted is CountBasis.LEADS else total)
        self.leads, self.total, self.rank = (dict(zip(names, column, strict=True)) for column in (leads, total, ranks))
