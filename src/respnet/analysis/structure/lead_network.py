"""Lead layer: tasks with one lead or none, units that lead together, and who leads where whom takes part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from respnet.analysis.stats.sparse_counts import count_common
from respnet.analysis.structure.structure import count_components
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role


@dataclass(frozen=True, slots=True)
class SingleLead:
    """A task (id) with exactly one lead, and that unit (id); `supported` if other units take part."""

    task: str
    unit: str
    supported: bool


@dataclass(frozen=True, slots=True)
class LeadGaps:
    """Tasks with a single lead (`single`) and without a lead (`none`), in printed order.

    A collective counts as a lead, but never as a single one.
    """

    single: tuple[SingleLead, ...]
    none: tuple[str, ...]


def find_lead_gaps(network: ResponsibilityNetwork) -> LeadGaps:
    """Find the tasks with a single lead and those without; where a plan names no leads, every task is without.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> row = TaskRow("t", number="1", units=(UnitList(Role.LEAD, ("县教委",)),))
    >>> find_lead_gaps(ResponsibilityNetwork(build_plan(PlanFacts("p"), [row, TaskRow("u", number="2")])))
    LeadGaps(single=(SingleLead(task='p/1', unit='p/县教委', supported=False),), none=('p/2',))
    """
    single, none = [], []
    for task in network.tasks:
        assignments = network.assignments_by_task[task.id]
        leads = list(dict.fromkeys(one.unit for one in assignments if one.role is Role.LEAD))
        if not leads:
            none.append(task.id)
        elif len(leads) == 1 and not network.unit_by_id[leads[0]].collective:
            others = any(one.role is not Role.SUPERVISE and one.unit != leads[0] for one in assignments)
            single.append(SingleLead(task.id, leads[0], others))
    return LeadGaps(tuple(single), tuple(none))


MOST_LINKS = 500
"""Upper bound of the links listed."""


@dataclass(frozen=True, slots=True)
class UnitLeadTies:
    """Ties of one unit in both networks.

    It leads `joint` tasks together with `partners` other units. It leads tasks in which `followers` units take part
    otherwise, `out_strength` times (a unit and a task each); `leaders` units lead tasks in which it takes part
    otherwise, `in_strength` times.
    """

    unit: str
    partners: int
    joint: int
    followers: int
    out_strength: int
    leaders: int
    in_strength: int


@dataclass(frozen=True, slots=True)
class LeadLink:
    """Link of the directed network: in `tasks` tasks `lead` leads and `other` takes part without leading."""

    lead: str
    other: str
    tasks: int


@dataclass(frozen=True, slots=True)
class LeadNetwork:
    """Lead layer of a plan; `units` has every actor in printed order.

    Of the units that lead something, `joint_pairs` pairs lead a task together: the share `density` of all their pairs
    (None below two units), in `components` connected components, a unit that always leads alone being one. The directed
    network has `links` links, of which the share `reciprocity` also runs the other way (None without links);
    `strongest` are those of most tasks, then in printed order, at most `MOST_LINKS`.
    """

    units: tuple[UnitLeadTies, ...]
    joint_pairs: int
    density: float | None
    components: int
    links: int
    reciprocity: float | None
    strongest: tuple[LeadLink, ...]


def build_lead_network(network: ResponsibilityNetwork) -> LeadNetwork:
    """Build both networks of the lead layer.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> lists = (UnitList(Role.LEAD, ("a", "b")), UnitList(Role.SUPPORT, ("c",)))
    >>> found = build_lead_network(ResponsibilityNetwork(build_plan(PlanFacts("p"), [TaskRow("t", units=lists)])))
    >>> found.joint_pairs, found.density, found.units[2].leaders, found.strongest[0]
    (1, 1.0, 2, LeadLink(lead='p/a', other='p/c', tasks=1))
    """
    lead, other = network.biadjacency(Role.LEAD), network.biadjacency(Role.RESPONSIBLE, Role.SUPPORT)
    units = len(lead)
    first, second, links = count_common(lead, other)
    one, partner, _ = count_common(lead, lead)
    pairs, leading = int((one < partner).sum()), int(lead.any(axis=1).sum())
    by_tasks = np.argsort(-links, kind="stable")[:MOST_LINKS]
    ids = [unit.id for unit in network.actors]
    columns = (
        np.bincount(one[one != partner], minlength=units),
        lead[:, lead.sum(axis=0) > 1].sum(axis=1),
        np.bincount(first, minlength=units),
        np.bincount(first, weights=links, minlength=units).astype(np.int64),
        np.bincount(second, minlength=units),
        np.bincount(second, weights=links, minlength=units).astype(np.int64),
    )
    return LeadNetwork(
        units=tuple(UnitLeadTies(*row) for row in zip(ids, *(column.tolist() for column in columns), strict=True)),
        joint_pairs=pairs,
        density=2 * pairs / (leading * (leading - 1)) if leading > 1 else None,
        components=count_components(lead).whole,
        links=first.size,
        reciprocity=float(np.isin(first * units + second, second * units + first).mean()) if first.size else None,
        strongest=tuple(LeadLink(ids[first[at]], ids[second[at]], int(links[at])) for at in by_tasks.tolist()),
    )


@dataclass(frozen=True, slots=True)
class CoLeadPair:
    """Two units (ids, in printed order) and the tasks both lead (ids, in printed order)."""

    a: str
    b: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoLeads:
    """Co-lead matrix C = L L^T over the actors that lead at least one task.

    `matrix[i][j]` is the number of tasks that units i and j both lead; the diagonal has each unit's own leads. `pairs`
    are those with a joint task, by descending count, then in printed order.
    """

    units: tuple[str, ...]
    matrix: tuple[tuple[int, ...], ...]
    pairs: tuple[CoLeadPair, ...]


def count_co_leads(network: ResponsibilityNetwork) -> CoLeads:
    """Count the joint leads of all pairs of actors; empty where the plan names no leads.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> row = TaskRow("t", number="1", units=(UnitList(Role.LEAD, ("县教委", "县科协")),))
    >>> found = count_co_leads(ResponsibilityNetwork(build_plan(PlanFacts("p"), [row])))
    >>> found.matrix, found.pairs
    (((1, 1), (1, 1)), (CoLeadPair(a='p/县教委', b='p/县科协', tasks=('p/1',)),))
    """
    lead = network.biadjacency(Role.LEAD)
    rows = np.flatnonzero(lead.any(axis=1))
    lead = lead[rows]
    units = tuple(network.actors[row].id for row in rows)
    first, second, counts = count_common(lead, lead)
    joint = np.zeros((len(rows), len(rows)), dtype=np.int64)
    joint[first, second] = counts
    above = first < second
    first, second, counts = first[above], second[above], counts[above]
    by_count = np.argsort(-counts, kind="stable")
    task_ids = [task.id for task in network.tasks]
    pairs = tuple(
        CoLeadPair(units[i], units[j], tuple(task_ids[column] for column in np.flatnonzero(lead[i] & lead[j])))
        for i, j in zip(first[by_count], second[by_count], strict=True)
    )
    return CoLeads(units, tuple(tuple(row) for row in joint.tolist()), pairs)
