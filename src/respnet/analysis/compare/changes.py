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

    def count(self, by: CountBasis) -> tuple[int, int]:
        """Return the counts of leads, or of all tasks, in the old plan and in the new."""
        leads, total = (self.old_leads, self.new_leads), (self.old_total, self.new_total)
        return leads if by is CountBasis.LEADS else total


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
    return tuple(change for pair in pairs for change in _list_role_changes(old, new, *pair))


def _list_role_changes(
    old: ResponsibilityNetwork, new: ResponsibilityNetwork, old_task: str, new_task: str
) -> Iterator[AssignmentChange]:
    before, after = _find_roles(old, old_task), _find_roles(new, new_task)
    for unit in dict.fromkeys((*after, *before)):
        found = (new if unit in after else old).unit_by_id[unit]
        yield AssignmentChange(
            unit=found.name,
            old_task=old_task,
            new_task=new_task,
            change=_classify_change(before.get(unit, ""), after.get(unit, "")),
            old_role=before.get(unit, ""),
            new_role=after.get(unit, ""),
            collective=found.collective,
        )


def _find_roles(network: ResponsibilityNetwork, task: str) -> dict[str, str]:
    """Find the strongest role of each unit on a task; none for no task."""
    roles: dict[str, Role] = {}
    for one in network.assignments_by_task[task] if task else ():
        roles[one.unit] = min(one.role, roles.get(one.unit, one.role), key=list(Role).index)
    return {unit: role.value for unit, role in roles.items()}


def _classify_change(before: str, after: str) -> AssignmentStatus:
    if before == after:
        return AssignmentStatus.KEPT
    if before and after:
        return AssignmentStatus.ROLE
    return AssignmentStatus.NEW if after else AssignmentStatus.GONE


def compute_assignment_overlap(changes: Sequence[AssignmentChange]) -> tuple[float | None, float | None, float | None]:
    """Compute the Jaccard similarities of (unit, task) pairs in matched tasks.

    Args:
        changes: Assignments of both plans.

    Returns:
        Those of pairs with their role, of leads, and of pairs in any role; None where neither plan has any.

    >>> def part(change, old_role, new_role):
    ...     return AssignmentChange("a", "p/1", "q/1", change, old_role, new_role, False)
    >>> (compute_assignment_overlap([part(AssignmentStatus.KEPT, "lead", "lead"), part(AssignmentStatus.ROLE,
    ... "lead", "support")]))
    (0.5, 0.5, 1.0)
    """
    inside = [one for one in changes if one.in_both]
    leads = [one for one in inside if Role.LEAD.value in (one.old_role, one.new_role)]
    kept = (AssignmentStatus.KEPT,)
    return _share(inside, kept), _share(leads, kept), _share(inside, (*kept, AssignmentStatus.ROLE))


def _share(changes: Sequence[AssignmentChange], statuses: tuple[AssignmentStatus, ...]) -> float | None:
    return sum(one.change in statuses for one in changes) / len(changes) if changes else None


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
    before, after = _count_loads(old, counted), _count_loads(new, counted)
    absent = (0, 0, None)
    return tuple(
        UnitChange(
            unit=unit,
            old_leads=one[0],
            new_leads=other[0],
            old_total=one[1],
            new_total=other[1],
            old_share=one[1] / max(1, len(old.tasks)),
            new_share=other[1] / max(1, len(new.tasks)),
            old_rank=one[2],
            new_rank=other[2],
        )
        for unit in dict.fromkeys((*after, *before))
        for one, other in [(before.get(unit, absent), after.get(unit, absent))]
    )


def _count_loads(network: ResponsibilityNetwork, counted: CountBasis) -> dict[str, tuple[int, int, int | None]]:
    """Count leads and tasks of each actor (name), and rank it."""
    leads, total = (network.biadjacency(*roles).sum(axis=1).tolist() for roles in ((Role.LEAD,), ()))
    ranks = competition_ranks(leads if counted is CountBasis.LEADS else total)
    rows = zip(leads, total, ranks, strict=True)
    return {unit.name: row for unit, row in zip(network.actors, rows, strict=True)}
