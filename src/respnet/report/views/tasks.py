"""The list of tasks: everything the plan says of each, in printed order."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis import Analysis
from respnet.plan import Role, Task
from respnet.problems import Problem
from respnet.report.views.prepared import Prepared
from respnet.report.voice import Voice


@dataclass(frozen=True, slots=True)
class Tasks:
    """The tasks, the roles that have a column, and which further columns some task fills."""

    tasks: tuple[Task, ...]
    roles: tuple[Role, ...]
    has_section: bool
    has_targets: bool
    has_deadline: bool


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Voice) -> Prepared:
    """The tasks of every plan."""
    tasks = analysis.network.tasks
    it = Tasks(
        tasks=tasks,
        roles=tuple(voice.roles_shown(working=False)),
        has_section=any(task.section for task in tasks),
        has_targets=any(task.targets for task in tasks),
        has_deadline=any(task.deadline for task in tasks),
    )
    return Prepared("tasks", it)
