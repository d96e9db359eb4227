"""Content changes of matched tasks: titles, deadlines, targets and sections, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from respnet.analysis.compare.task_changes import TaskChange, TaskField
from respnet.findings.vocabulary import TASK_FIELD_WORDS

if TYPE_CHECKING:
    from respnet.render.comparison.view import ComparisonView

SectionMove = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ContentChange:
    """One attribute of a task before and after; the task itself stands in the first of its `span` rows.

    Tasks that moved together between the same two sections are one row without a number. `short` is the task by its
    number, or several by the first.
    """

    number: str
    short: str
    title: str
    span: int
    what: str
    old: str
    new: str


def list_content_changes(view: ComparisonView) -> list[ContentChange]:
    """List the changes task by task in the new plan's order, then the joint moves between sections."""
    changes = view.comparison.task_changes
    together = _group_section_moves(changes)
    alone = [one for one in changes if one.part is not TaskField.SECTION or (one.old, one.new) not in together]
    rows = []
    for (old, new), those in groupby(alone, key=lambda one: (one.old_task, one.new_task)):
        of_task, number = list(those), view.number(old, new)
        for place, one in enumerate(of_task):
            span = 0 if place else len(of_task)
            rows.append(ContentChange(number, number, view.title(new), span, *_before_and_after(view, one)))
    return [*rows, *(_merge_section_moves(view, those) for those in together.values())]


def _group_section_moves(changes: Sequence[TaskChange]) -> dict[SectionMove, list[TaskChange]]:
    """Group the moves between sections that more than one task made."""
    found: dict[SectionMove, list[TaskChange]] = {}
    for one in changes:
        if one.part is TaskField.SECTION:
            found.setdefault((one.old, one.new), []).append(one)
    return {way: those for way, those in found.items() if len(those) > 1}


def _merge_section_moves(view: ComparisonView, changes: Sequence[TaskChange]) -> ContentChange:
    """Merge tasks that moved together from one section to another."""
    numbers = [view.number(one.old_task, one.new_task) for one in changes]
    title = view.t("tasks_of_section", count=len(numbers), numbers=view.t("comma").join(numbers))
    short = view.t("first_of", first=numbers[0], count=len(numbers))
    return ContentChange("", short, title, 1, *_before_and_after(view, changes[0]))


def _before_and_after(view: ComparisonView, one: TaskChange) -> tuple[str, str, str]:
    """Return the attribute's name and its value in both plans."""
    what = view.say(TASK_FIELD_WORDS[one.part])
    if one.shift is not None:
        what = view.t("part_shifted", part=what, way=view.t(one.shift.value))
    joint = " > " if one.part is TaskField.SECTION else view.t("semicolon")
    old, new = (joint.join(pieces) or view.t("not_written") for pieces in (one.old, one.new))
    return what, old, new
