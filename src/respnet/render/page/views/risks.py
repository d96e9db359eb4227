"""Risks and what-if view: single points of failure, unit removal, and rebalancing of leads."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis.risk.lead_gaps import SingleLead
from respnet.analysis.risk.robustness import DropOut, TaskSize
from respnet.core.i18n import Text
from respnet.core.plan import Role
from respnet.core.problems import Problem
from respnet.findings.finding import Finding
from respnet.findings.rebalance import describe_move_reason
from respnet.pipeline import Analysis
from respnet.render.page.views.base import PageView
from respnet.render.presenter import Presenter


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


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A proposed move of a lead and its reason."""

    task: str
    from_unit: str
    to_unit: str
    reason: Text


MAX_TASK_SIZES = 20


@dataclass(frozen=True, slots=True)
class RisksView:
    """View model: findings by subject; units that can be removed (ids and names) and the first of them; tables; moves.

    `drop_outs` are the units whose removal changes something, the worst first.
    """

    absence: Finding
    choices: tuple[tuple[str, str], ...]
    chosen: UnitAbsence | None
    drop_outs: tuple[DropOut, ...]
    group: Finding
    single: Finding
    singles: tuple[SingleLead, ...]
    gaps: Finding
    without: tuple[str, ...]
    large: Finding
    sizes: tuple[TaskSize, ...]
    even: Finding
    moves: tuple[MoveRow, ...]


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Presenter) -> PageView:
    """Prepare the view for every plan.

    Args:
        analysis: The results.
        voice: The presenter.
    """
    found, network = analysis.results.fragility, analysis.network
    worst = (*found.rank_drop_outs(), *(one for one in found.drop_outs if one.empty and not one.leaderless))
    every = compute_absences(analysis)
    first = worst[0].unit if worst else (network.actors[0].id if network.actors else "")
    sizes = tuple(sorted(found.sizes, key=lambda one: -one.leads - one.others)[:MAX_TASK_SIZES])
    it = RisksView(
        absence=analysis.finding("drop-outs"),
        choices=tuple((unit.id, unit.name) for unit in network.actors),
        chosen=next((one for one in every if one.unit == first), None),
        drop_outs=worst,
        group=analysis.finding("smallest-leading-group"),
        single=analysis.finding("single-lead-tasks"),
        singles=analysis.single_leads,
        gaps=analysis.finding("tasks-without-lead"),
        without=analysis.without_lead if network.names_leads else (),
        large=analysis.finding("largest-tasks"),
        sizes=sizes,
        even=analysis.finding("even-leads"),
        moves=tuple(
            MoveRow(one.task, one.from_unit, one.to_unit, describe_move_reason(one.reason))
            for one in analysis.results.rebalancing.curve[-1].proposed
        ),
    )
    return PageView("risks", it, _data(analysis, every))


def _data(analysis: Analysis, every: tuple[UnitAbsence, ...]) -> dict[str, object]:
    """Return the script's data: each unit's removal, with units and tasks as indices."""
    unit = {one.id: place for place, one in enumerate(analysis.network.plan.units)}
    task = {one.id: place for place, one in enumerate(analysis.network.plan.tasks)}
    return {
        "units": [
            [
                unit[one.unit],
                [task[each] for each in one.leaderless],
                [[unit[lead], [task[each] for each in tasks]] for lead, tasks in one.left_to],
                [task[each] for each in one.empty],
                [task[each] for each in one.others_lead],
                one.parts,
            ]
            for one in every
        ],
    }
