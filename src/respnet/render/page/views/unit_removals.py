"""Removal of each unit: tasks left without a lead, and the leads of the others."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.core.plan import Role
from respnet.pipeline import Analysis


@dataclass(frozen=True, slots=True)
class UnitAbsence:
    """The plan without `unit`, over the task ids that it leads or takes part in.

    `leaderless` have no lead then; `left_to` are those with one lead left, by that unit; `others_lead` are those it
    leads now and that keep more; `empty` have no unit at all. `parts` is the number of components that the others fall
    into, 0 if that is no more than with the unit.
    """

    unit: str
    leaderless: tuple[str, ...]
    left_to: tuple[tuple[str, tuple[str, ...]], ...]
    empty: tuple[str, ...]
    others_lead: tuple[str, ...]
    parts: int


def compute_absences(analysis: Analysis) -> tuple[UnitAbsence, ...]:
    """Compute the removal of every actor, in printed order."""
    found, network = analysis.results.fragility, analysis.network
    leads = {
        task.id: tuple(dict.fromkeys(one.unit for one in network.assignments_by_task[task.id] if one.role is Role.LEAD))
        for task in network.tasks
    }
    led: dict[str, list[str]] = {unit.id: [] for unit in network.plan.units}
    for task, units in leads.items():
        for unit in units:
            led[unit].append(task)
    absent = []
    for one in found.drop_outs:
        left_to: dict[str, list[str]] = {}
        for task in one.single_left:
            left_to.setdefault(next(unit for unit in leads[task] if unit != one.unit), []).append(task)
        lost = {*one.leaderless, *one.single_left}
        absent.append(
            UnitAbsence(
                unit=one.unit,
                leaderless=one.leaderless,
                left_to=tuple((unit, tuple(tasks)) for unit, tasks in left_to.items()),
                empty=one.empty,
                others_lead=tuple(task for task in led[one.unit] if task not in lost),
                parts=one.components if one.components > found.components else 0,
            )
        )
    return tuple(absent)
