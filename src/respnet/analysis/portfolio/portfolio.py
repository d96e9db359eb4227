"""Duties of each unit over several plans: tasks by plan and role, due dates, joint leads with others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from respnet.analysis.portfolio.joint_leads import LeadCounts, assess_joint_leads
from respnet.analysis.portfolio.over_commitment import OverCommitment, PlanLoads, PlanSeats, assess_over_commitment
from respnet.analysis.structure.lead_network import find_lead_gaps
from respnet.core.deadlines import format_last_day
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import WORKING_ROLES, Plan, Role


@dataclass(frozen=True, slots=True)
class PlanShare:
    """Tasks (ids, printed order) of a unit in one plan (id), each in the unit's strongest role; may be empty."""

    plan: str
    leads: tuple[str, ...]
    responsible: tuple[str, ...]
    supports: tuple[str, ...]

    @property
    def tasks(self) -> tuple[str, ...]:
        """All tasks, by role."""
        return (*self.leads, *self.responsible, *self.supports)


@dataclass(frozen=True, slots=True)
class TaskDue:
    """A task (id) of a plan (id) and the last day of its deadline, as an ISO date."""

    plan: str
    task: str
    day: str


@dataclass(frozen=True, slots=True)
class UnitOverPlans:
    """A unit (id) with its share in every plan that names it, and its dated tasks by day.

    `collective` if every plan says so; `plans` is the number of plans, the others are numbers of tasks.
    """

    unit: str
    collective: bool
    plans: int
    leads: int
    responsible: int
    supports: int
    shares: tuple[PlanShare, ...]
    due: tuple[TaskDue, ...]

    @property
    def total(self) -> int:
        """Tasks in any working role."""
        return self.leads + self.responsible + self.supports


@dataclass(frozen=True, slots=True)
class JointShare:
    """Tasks (ids) of one plan (id) that two units lead together; none where both lead, but nothing together."""

    plan: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairOverPlans:
    """Two units (ids) that lead something in common plans, with their joint leads in each of these.

    `expected` joint leads by lot, `p` of as many or more (or as few, with `fewer`), `adjusted` for all pairs; `ratio`,
    how many times likelier a joint lead is than by lot (None where all are shared that could be), with its limit
    (None for a pair of which neither is estimated); `clear` if the pair stands out, `lasting` if it would without any
    one of the plans; in `years` its joint leads are on that side of what lots would give.
    """

    a: str
    b: str
    joint: int
    expected: float
    fewer: bool
    p: float
    adjusted: float
    ratio: float | None
    ratio_limit: float | None
    clear: bool
    lasting: bool
    years: int
    shares: tuple[JointShare, ...]


@dataclass(frozen=True, slots=True)
class PairFamily:
    """Pairs of units over several plans: those with a joint lead or clearly few, by p-value, and `family`, all of them.

    `approximate` and `left_out` are plans (ids) without an exact distribution, and with too many units to compare;
    `crowded` counts the tasks left out because too many units lead them.
    """

    pairs: tuple[PairOverPlans, ...]
    family: int
    approximate: tuple[str, ...]
    left_out: tuple[str, ...]
    crowded: int


@dataclass(frozen=True, slots=True)
class OverCommittedUnit:
    """A unit (id) that the plans of one area and year together ask too much of, and the `load` that says so.

    `plans` are the ids of those that name it, `largest` is one of them; lots have `units` to draw from, each plan its
    own. `year` is 0 for plans without a date.
    """

    unit: str
    area: str
    year: int
    units: int
    plans: tuple[str, ...]
    largest: str
    load: OverCommitment


@dataclass(frozen=True, slots=True)
class OverCommittedUnits:
    """Units that several plans together ask too much of; `compared` is the number of areas and years with two plans."""

    units: tuple[OverCommittedUnit, ...]
    compared: int


@dataclass(frozen=True, slots=True)
class PlanGaps:
    """Tasks (ids) of a plan (id) without a lead; all of them where the plan `names_leads` nowhere."""

    plan: str
    names_leads: bool
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PortfolioResults:
    """Results over several plans: units in the order in which the plans first name them."""

    units: tuple[UnitOverPlans, ...]
    due: tuple[TaskDue, ...]
    gaps: tuple[PlanGaps, ...]
    pairs: PairFamily
    over_committed: OverCommittedUnits


def get_year(plan: Plan) -> int:
    """Return the year of a plan's date of issue, else of its publication; 0 if neither is known.

    >>> get_year(Plan("p", "", issued="2024-03")), get_year(Plan("p", ""))
    (2024, 0)
    """
    years = (int(day[:4]) for day in (plan.issued, plan.published) if day[:4].isascii() and day[:4].isdigit())
    return next((year for year in years if 1900 <= year < 2200), 0)


def find_over_committed(networks: Sequence[ResponsibilityNetwork]) -> OverCommittedUnits:
    """Find the units that are over-committed over the plans of each area and year."""
    groups: dict[tuple[str, int], list[ResponsibilityNetwork]] = defaultdict(list)
    for network in networks:
        groups[network.plan.area, get_year(network.plan)].append(network)
    found = tuple(one for (area, year), those in groups.items() for one in _find_in_group(area, year, those))
    return OverCommittedUnits(found, sum(len(those) > 1 for those in groups.values()))


def _find_in_group(area: str, year: int, networks: Sequence[ResponsibilityNetwork]) -> Iterator[OverCommittedUnit]:
    seats, rows, given = [], [], []
    keys = {unit: key for key, unit in enumerate(dict.fromkeys(unit.id for one in networks for unit in one.actors))}
    for place, network in enumerate(networks):
        lead, working = network.biadjacency(Role.LEAD), network.biadjacency()
        seats.append(PlanSeats.of(lead, working))
        owner = network.find_actor_row(network.plan.owner) if network.plan.owner else None
        loads = (lead.sum(axis=1).tolist(), (working & ~lead).sum(axis=1).tolist())
        for row, (unit, leads, others) in enumerate(zip(network.actors, *loads, strict=True)):
            rows.append((place, keys[unit.id], leads, others, row == owner))
            given.append(np.nan if unit.capacity is None else unit.capacity)
    plan, key, leads, others, owned = np.array(rows, dtype=np.int64).reshape(-1, 5).T
    ids, names = [one.plan.id for one in networks], list(keys)
    for one in assess_over_commitment(seats, PlanLoads(plan, key, leads, others, owned > 0, np.array(given))):
        plans = tuple(ids[at] for at in one.plans)
        yield OverCommittedUnit(names[one.unit], area, year, len(keys), plans, ids[one.largest], one)


def compare_with_lots(networks: Sequence[ResponsibilityNetwork]) -> PairFamily:
    """Compare the joint leads of each two units over all plans with lots that keep every plan's margins."""
    key = {unit.id: place for place, unit in enumerate(unit for one in networks for unit in one.actors)}
    ids, leads = {place: unit for unit, place in key.items()}, [one.biadjacency(Role.LEAD) for one in networks]
    rows = [{unit.id: row for row, unit in enumerate(one.actors)} for one in networks]
    found = assess_joint_leads(
        [
            LeadCounts.of(np.array([key[unit] for unit in row], dtype=np.int64), b, get_year(one.plan))
            for one, row, b in zip(networks, rows, leads, strict=True)
        ]
    )

    def list_shares(a: str, b: str) -> Iterable[JointShare]:
        for place, (network, row, lead) in enumerate(zip(networks, rows, leads, strict=True)):
            if place not in found.left_out and a in row and b in row and lead[row[a]].any() and lead[row[b]].any():
                tasks = np.flatnonzero(lead[row[a]] & lead[row[b]])
                yield JointShare(network.plan.id, tuple(network.tasks[task].id for task in tasks))

    clear = {*found.together.tolist(), *found.apart.tolist()}
    pairs = []
    for at in np.flatnonzero((found.joint > 0) | np.isin(np.arange(found.joint.size), list(clear))).tolist():
        a, b, fewer = ids[int(found.first[at])], ids[int(found.second[at])], bool(found.fewer[at] < found.more[at])
        p, adjusted = (found.fewer, found.fewer_adjusted) if fewer else (found.more, found.more_adjusted)
        ratio, limit = (float(one[at]) if np.isfinite(one[at]) else None for one in (found.ratio, found.ratio_limit))
        facts = (float(found.expected[at]), fewer, float(p[at]), float(adjusted[at]), ratio, limit, at in clear)
        lasting, years, shares = bool(found.lasting[at]), int(found.years[at]), tuple(list_shares(a, b))
        pairs.append(PairOverPlans(a, b, int(found.joint[at]), *facts, lasting, years, shares))
    pairs.sort(key=lambda one: (one.fewer, not one.clear, one.p, -one.joint))
    approximate, left_out = (
        tuple(networks[at].plan.id for at in those) for those in (found.approximate, found.left_out)
    )
    return PairFamily(tuple(pairs), int(found.first.size), approximate, left_out, found.crowded)


def assess_portfolio(networks: Sequence[ResponsibilityNetwork]) -> PortfolioResults:
    """Bring several plans together: units by their ids, which are one across the plans of an area.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> row = TaskRow("修路", deadline="2025年6月", units=(UnitList(Role.LEAD, ("县交通局",)),))
    >>> plans = [build_plan(PlanFacts(one, area="甲县"), [row]) for one in ("p", "q")]
    >>> found = assess_portfolio([ResponsibilityNetwork(plan) for plan in plans])
    >>> [(one.unit, one.plans, one.leads, [due.day for due in one.due]) for one in found.units]
    [('甲县/县交通局', 2, 2, ['2025-06-30', '2025-06-30'])]
    """
    days = {
        (network.plan.id, task.id): day
        for network in networks
        for task in network.tasks
        if (day := format_last_day(task.deadline))
    }
    shares: dict[str, list[PlanShare]] = {}
    single = {unit.id for network in networks for unit in network.actors}
    for network in networks:
        for unit in network.plan.units:
            shares.setdefault(unit.id, []).append(_share_of(network, unit.id))
    return PortfolioResults(
        units=tuple(_sum_up(unit, unit not in single, tuple(those), days) for unit, those in shares.items()),
        due=tuple(sorted((TaskDue(*key, day) for key, day in days.items()), key=lambda one: one.day)),
        gaps=tuple(PlanGaps(one.plan.id, one.names_leads, find_lead_gaps(one).none) for one in networks),
        pairs=compare_with_lots(networks),
        over_committed=find_over_committed(networks),
    )


def _share_of(network: ResponsibilityNetwork, unit: str) -> PlanShare:
    strongest: dict[str, int] = {}
    for one in network.assignments_by_unit[unit]:
        if one.role in WORKING_ROLES:
            rank = WORKING_ROLES.index(one.role)
            strongest[one.task] = min(rank, strongest.get(one.task, rank))
    ordered = sorted(strongest, key=lambda task: network.task_by_id[task].order)
    by_role = (tuple(task for task in ordered if strongest[task] == rank) for rank in range(len(WORKING_ROLES)))
    return PlanShare(network.plan.id, *by_role)


def _sum_up(
    unit: str, collective: bool, shares: tuple[PlanShare, ...], days: dict[tuple[str, str], str]
) -> UnitOverPlans:
    dated = [
        TaskDue(one.plan, task, days[one.plan, task])
        for one in shares
        for task in one.tasks
        if (one.plan, task) in days
    ]
    return UnitOverPlans(
        unit,
        collective,
        plans=len(shares),
        leads=sum(len(one.leads) for one in shares),
        responsible=sum(len(one.responsible) for one in shares),
        supports=sum(len(one.supports) for one in shares),
        shares=shares,
        due=tuple(sorted(dated, key=lambda one: one.day)),
    )
