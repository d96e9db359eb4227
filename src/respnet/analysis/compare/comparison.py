"""Numerical comparison of two plans, two editions of one, or a plan and a scenario."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from respnet.analysis.approximations import CandidateLimit
from respnet.analysis.compare.changes import (
    AssignmentChange,
    AssignmentStatus,
    CountBasis,
    TaskChange,
    UnitChange,
    compute_assignment_overlap,
    find_assignment_changes,
    find_task_changes,
    find_unit_changes,
)
from respnet.analysis.compare.matching import (
    MOST_CANDIDATES,
    TaskMatch,
    match_tasks,
    match_tasks_by_id,
)
from respnet.analysis.compare.name_alignment import align_unit_names
from respnet.analysis.risk.robustness import find_smallest_cover
from respnet.analysis.stats.descriptive import gini, kendall_tau_b
from respnet.analysis.structure.lead_network import find_lead_gaps
from respnet.core.network import ResponsibilityNetwork
from respnet.core.notebook import NotebookSummary
from respnet.core.plan import Role
from respnet.core.to_json import to_jsonable

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class ComparedPlan:
    """Identity of one of the two plans, with the printed facts that tell it apart."""

    id: str
    title: str
    area: str
    document_number: str
    issued: str
    names_leads: bool


@dataclass(frozen=True, slots=True)
class SummaryMeasure:
    """A summary measure of both plans, by name (`what`); None where it does not apply."""

    what: str
    old: float | None
    new: float | None


@dataclass(frozen=True, slots=True, repr=False)
class ComparisonResults(NotebookSummary):
    """Results of a comparison: matched tasks, changes, similarities and summary measures.

    `scenario`: the new plan is the old one with edits applied. `only_old` and `only_new` are unmatched tasks (ids,
    printed order); `numbers_refused` are pairs with the same number that are not the same task; `task_changes` are
    changed fields of matched tasks. `renamed` are the recorded decisions applied: (name in one plan, common name);
    `alike` are pairs (only old, only new) that look like one unit, without a decision. `jaccard_*` are Jaccard
    similarities of (unit, matched task) pairs: with the role, leads only, and any role. `tau` is Kendall's tau-b over
    the units of both plans. `counted` is the quantity of ranks, tau and Gini. `approximation` records what was not
    compared.
    """

    old: ComparedPlan
    new: ComparedPlan
    scenario: bool
    matches: tuple[TaskMatch, ...]
    numbers_refused: tuple[TaskMatch, ...]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    task_changes: tuple[TaskChange, ...]
    renamed: tuple[tuple[str, str], ...]
    alike: tuple[tuple[str, str], ...]
    assignments: tuple[AssignmentChange, ...]
    jaccard_roles: float | None
    jaccard_leads: float | None
    jaccard_any: float | None
    units: tuple[UnitChange, ...]
    counted: CountBasis
    tau: float | None
    structure: tuple[SummaryMeasure, ...]
    approximation: CandidateLimit | None

    def _summarize(self) -> dict[str, object]:
        lists = ("matches", "only_old", "only_new", "task_changes", "assignments", "units")
        return {"old": self.old.id, "new": self.new.id, **{name: len(getattr(self, name)) for name in lists}}

    def changed(self, change: AssignmentStatus) -> tuple[AssignmentChange, ...]:
        """List the assignments of this status in the tasks of both plans."""
        return tuple(one for one in self.assignments if one.in_both and one.change is change)

    @property
    def doubtful(self) -> tuple[TaskMatch, ...]:
        """Matches that a person should check; none in a scenario, where tasks are the same by their ids."""
        return () if self.scenario else tuple(one for one in self.matches if not one.certain)

    def find_single_leads(self, *, new: bool) -> dict[str, str]:
        """Find the tasks (ids) of one plan that have a single lead, a collective never, and that unit.

        Args:
            new: Tasks of the new plan, else of the old.
        """
        leads: dict[str, list[AssignmentChange]] = {}
        for one in self.assignments:
            if (one.new_role if new else one.old_role) == Role.LEAD.value:
                leads.setdefault(one.new_task if new else one.old_task, []).append(one)
        return {task: one.unit for task, (one, *more) in leads.items() if not more and not one.collective}

    def to_frame(self) -> pandas.DataFrame:
        """Build a frame with one row for each assignment and its status."""
        import pandas

        columns = [field.name for field in fields(AssignmentChange)]
        rows = [[to_jsonable(getattr(one, column)) for column in columns] for one in self.assignments]
        return pandas.DataFrame(rows, columns=columns)


def compare_plans(
    old: ResponsibilityNetwork, new: ResponsibilityNetwork, *, scenario: bool = False
) -> ComparisonResults:
    """Compare two plans in numbers: unit names first, then tasks, then who does what in them.

    Args:
        old: The plan to start from.
        new: The other plan.
        scenario: `new` is `old` with edits applied: tasks are the same by their ids.

    Returns:
        The results.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> def plan(*leads):
    ...     row = TaskRow("修路", number="1", units=(UnitList(Role.LEAD, leads),))
    ...     return ResponsibilityNetwork(build_plan(PlanFacts("p"), [row]))
    >>> found = compare_plans(plan("县交通局"), plan("县交通局", "县财政局"))
    >>> [(one.unit, one.change.value, one.new_role) for one in found.assignments]
    [('县交通局', 'kept', 'lead'), ('县财政局', 'new', 'lead')]
    """
    common = align_unit_names(old.plan, new.plan)
    matching = (match_tasks_by_id if scenario else match_tasks)(common.old, common.new)
    counted = CountBasis.LEADS if _has_leads(common.old) and _has_leads(common.new) else CountBasis.TASKS
    assignments = find_assignment_changes(common.old, common.new, matching.matches)
    units = find_unit_changes(common.old, common.new, counted)
    roles, leads, any_role = compute_assignment_overlap(assignments)
    before, after = _summarise(common.old, counted), _summarise(common.new, counted)
    return ComparisonResults(
        old=_describe_plan(old),
        new=_describe_plan(new),
        scenario=scenario,
        matches=matching.matches,
        numbers_refused=matching.numbers_refused,
        only_old=_list_unmatched({match.old for match in matching.matches}, old),
        only_new=_list_unmatched({match.new for match in matching.matches}, new),
        task_changes=find_task_changes(old, new, matching.matches),
        renamed=common.renamed,
        alike=common.alike,
        assignments=assignments,
        jaccard_roles=roles,
        jaccard_leads=leads,
        jaccard_any=any_role,
        units=units,
        counted=counted,
        tau=_correlate_ranks(units, counted),
        structure=tuple(SummaryMeasure(what, before[what], after[what]) for what in before),
        approximation=CandidateLimit(MOST_CANDIDATES) if matching.cut else None,
    )


def _describe_plan(network: ResponsibilityNetwork) -> ComparedPlan:
    plan = network.plan
    return ComparedPlan(plan.id, plan.title, plan.area, plan.document_number, plan.issued, network.names_leads)


def _list_unmatched(matched: set[str], network: ResponsibilityNetwork) -> tuple[str, ...]:
    return tuple(task.id for task in network.tasks if task.id not in matched)


def _has_leads(network: ResponsibilityNetwork) -> bool:
    return bool(network.biadjacency(Role.LEAD).any())


def _correlate_ranks(units: tuple[UnitChange, ...], counted: CountBasis) -> float | None:
    both = [one.count(counted) for one in units if one.old_rank is not None and one.new_rank is not None]
    return kendall_tau_b([old for old, _ in both], [new for _, new in both])


def _summarise(network: ResponsibilityNetwork, counted: CountBasis) -> dict[str, float | None]:
    """Compute the summary measures of a plan; collectives are no units here and have no assignments."""
    gaps = find_lead_gaps(network) if network.names_leads else None
    lead, any_role = network.biadjacency(Role.LEAD), network.biadjacency()
    cover = find_smallest_cover(lead) if lead.any() else None
    counts = (lead if counted is CountBasis.LEADS else any_role).sum(axis=1, keepdims=True).astype(np.float64)
    return {
        "tasks": len(network.tasks),
        "units": len(network.actors),
        "assignments": int(any_role.sum()),
        "single-lead": None if gaps is None else len(gaps.single),
        "without-lead": None if gaps is None else len(gaps.none),
        "lead-cover": len(cover.rows) if cover and cover.proved else None,
        "gini": float(gini(counts)[0]) if counts.any() else None,
    }
