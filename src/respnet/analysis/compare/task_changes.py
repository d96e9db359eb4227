"""Content changes of matched tasks: title, deadline, targets and section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from respnet.core.deadlines import format_last_day, is_ongoing
from respnet.core.lookup import match_key, strip_numbering
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Task

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
