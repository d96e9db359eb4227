"""Changes between two plans: in the content of matched tasks, and in their assignments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from respnet.analysis.stats.descriptive import competition_ranks
from respnet.core.deadlines import format_last_day, is_ongoing
from respnet.core.lookup import match_key, strip_numbering
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role, Task

if TYPE_CHECKING:
    from respnet.analysis.compare.matching import TaskMatch


class TaskField(StrEnum):
    """Compared fields of a task, in order of presentation."""

    TITLE = "title"
    DEADLINE = "deadline"
    TARGETS = "targets"
    SECTION = "section"


class DeadlineShift(StrEnum):
    """Direction of a changed deadline, where both are dates."""

    EARLIER = "earlier"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class TaskChange:
    """Changed field of a matched task (ids).

    `old` and `new` are as printed, one text a piece (a target, a section level); empty where nothing is written.
    `shift` is None for other fields and for deadlines without two dates.
    """

    old_task: str
    new_task: str
    part: TaskField
    old: tuple[str, ...]
    new: tuple[str, ...]
    shift: DeadlineShift | None


def find_task_changes(
    old: ResponsibilityNetwork, new: ResponsibilityNetwork, matches: Sequence[TaskMatch]
) -> tuple[TaskChange, ...]:
    """Find the changed fields of every matched task, in the new plan's order.

    Titles and sections are compared without their numbering, so a renumbered plan has not changed. Deadlines are equal
    if they have the same last day; those without a year are compared as texts. The order of targets does not matter.
    Sections are compared only if both plans have some: a table without that column moves no task.

    Args:
        old: Network of the old plan.
        new: Network of the new plan.
        matches: Matched tasks.

    Returns:
        One entry a changed field.

    >>> from respnet.analysis.compare.matching import match_tasks
    >>> from respnet.intake.builder import PlanFacts, TaskRow, build_plan
    >>> def plan(deadline, section):
    ...     rows = [TaskRow("修路", number="1", deadline=deadline, section=(section,))]
    ...     return ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))
    >>> old, new = plan("2025年6月", "一、交通"), plan("2025年底前", "二、交通")
    >>> [(one.part.value, one.new, one.shift) for one in find_task_changes(old, new, match_tasks(old, new).matches)]
    [('deadline', ('2025年底前',), <DeadlineShift.LATER: 'later'>)]
    """
    sections = all(any(task.section for task in network.tasks) for network in (old, new))
    return tuple(
        change
        for match in matches
        for change in _list_field_changes(old.task_by_id[match.old], new.task_by_id[match.new])
        if sections or change.part is not TaskField.SECTION
    )


def _list_field_changes(old: Task, new: Task) -> Iterator[TaskChange]:
    if strip_numbering(old.title) != strip_numbering(new.title):
        yield TaskChange(old.id, new.id, TaskField.TITLE, _to_pieces(old.title), _to_pieces(new.title), None)
    if not _is_same_deadline(old.deadline, new.deadline):
        shift = _find_shift(old.deadline, new.deadline)
        yield TaskChange(old.id, new.id, TaskField.DEADLINE, _to_pieces(old.deadline), _to_pieces(new.deadline), shift)
    if {match_key(one) for one in old.targets} != {match_key(one) for one in new.targets}:
        yield TaskChange(old.id, new.id, TaskField.TARGETS, old.targets, new.targets, None)
    if [strip_numbering(level) for level in old.section] != [strip_numbering(level) for level in new.section]:
        yield TaskChange(old.id, new.id, TaskField.SECTION, old.section, new.section, None)


def _to_pieces(text: str) -> tuple[str, ...]:
    return (text,) if text.strip() else ()


def _is_same_deadline(old: str, new: str) -> bool:
    """Return True for the same last day and the same open-endedness, or, without dates, the same words."""
    if match_key(old) == match_key(new):
        return True
    before = format_last_day(old)
    return before != "" and before == format_last_day(new) and is_ongoing(old) == is_ongoing(new)


def _find_shift(old: str, new: str) -> DeadlineShift | None:
    before, after = format_last_day(old), format_last_day(new)
    if not before or not after or before == after:
        return None
    return DeadlineShift.EARLIER if after < before else DeadlineShift.LATER


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
