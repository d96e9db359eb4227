"""What tasks of both plans say otherwise, row by row: titles, deadlines, targets and sections, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from respnet.analysis.compare.task_changes import PART_WORDS, Part, TaskChange

if TYPE_CHECKING:
    from respnet.render.comparison.view import ComparedView

Way = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One part of a task before and after; the task itself stands in the first of its `span` rows.

    Where several tasks went from one section to the same other one, they are one row without a number. `short` is the
    task by its number, or several by the first.
    """

    number: str
    short: str
    title: str
    span: int
    what: str
    old: str
    new: str


def said_rows(view: ComparedView) -> list[SaidRow]:
    """Task by task in the new plan's order; then the sections from which several tasks went together."""
    changes = view.comparison.task_changes
    together = _together(changes)
    alone = [one for one in changes if one.part is not Part.SECTION or (one.old, one.new) not in together]
    rows = []
    for (old, new), those in groupby(alone, key=lambda one: (one.old_task, one.new_task)):
        of_task, number = list(those), view.number(old, new)
        for place, one in enumerate(of_task):
            span = 0 if place else len(of_task)
            rows.append(SaidRow(number, number, view.title(new), span, *_before_and_after(view, one)))
    return [*rows, *(_several(view, those) for those in together.values())]


def _together(changes: Sequence[TaskChange]) -> dict[Way, list[TaskChange]]:
    """The ways from one section to another that more than one task went."""
    found: dict[Way, list[TaskChange]] = {}
    for one in changes:
        if one.part is Part.SECTION:
            found.setdefault((one.old, one.new), []).append(one)
    return {way: those for way, those in found.items() if len(those) > 1}


def _several(view: ComparedView, changes: Sequence[TaskChange]) -> SaidRow:
    """Tasks that went together from one section to another."""
    numbers = [view.number(one.old_task, one.new_task) for one in changes]
    title = view.t("tasks_of_section", count=len(numbers), numbers=view.t("comma").join(numbers))
    short = view.t("first_of", first=numbers[0], count=len(numbers))
    return SaidRow("", short, title, 1, *_before_and_after(view, changes[0]))


def _before_and_after(view: ComparedView, one: TaskChange) -> tuple[str, str, str]:
    """What of the task it is, and what either plan says."""
    what = view.say(PART_WORDS[one.part])
    if one.shift is not None:
        what = view.t("part_shifted", part=what, way=view.t(one.shift.value))
    joint = " > " if one.part is Part.SECTION else view.t("semicolon")
    old, new = (joint.join(pieces) or view.t("not_written") for pieces in (one.old, one.new))
    return what, old, new
