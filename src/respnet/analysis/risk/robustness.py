"""Robustness: effects of removing a unit or a pair, minimum lead cover, coordination effort of tasks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.approximations import CoverApproximation
from respnet.analysis.stats.sparse_counts import count_common
from respnet.analysis.structure.structure import count_components
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.plan import WORKING_ROLES, Role

MAX_ENUMERATED_UNITS = 14
"""Up to this many remaining units all sets are enumerated: a few milliseconds, without scipy."""

MAX_PROGRAM_CELLS = 20_000
"""Up to this many remaining units x distinct tasks the integer program is solved; above, the cover is greedy."""

MAX_COVER_NODES = 2_000
"""Branch-and-bound node limit; a cover found within it may not be proved minimum."""


@dataclass(frozen=True, slots=True)
class SetCover:
    """Rows of a cover.

    `unique`: there is no other of this size (None: undecided). `needed`: rows in every minimum cover, as far as known.
    `proved`: no smaller cover exists.
    """

    rows: tuple[int, ...]
    unique: bool | None
    needed: tuple[int, ...]
    proved: bool


def find_smallest_cover(lead: Matrix) -> SetCover:
    """Find the smallest set of rows such that every non-empty column has a True in one of them.

    Of several, enumeration returns the first in row order. `lead` is a boolean matrix, units x tasks.

    >>> find_smallest_cover(np.array([[True, True, False], [False, False, True], [False, False, True]]))
    SetCover(rows=(0, 1), unique=False, needed=(0,), proved=True)
    """
    forced = lead[:, lead.sum(axis=0) == 1].any(axis=1)
    left = lead[:, lead.any(axis=0) & ~lead[forced].any(axis=0)]
    rows = np.flatnonzero(left.any(axis=1))
    open_lead = np.unique(left[rows], axis=1)
    if not rows.size:
        found = SetCover((), unique=True, needed=(), proved=True)
    elif rows.size <= MAX_ENUMERATED_UNITS:
        found = _enumerate_covers(open_lead)
    elif open_lead.size <= MAX_PROGRAM_CELLS:
        found = _solve_cover_program(open_lead)
    else:
        found = SetCover(_build_greedy_cover(open_lead), unique=None, needed=(), proved=False)
    alone = np.flatnonzero(forced).tolist()
    return SetCover(
        rows=tuple(sorted([*alone, *rows[list(found.rows)].tolist()])),
        unique=found.unique,
        needed=tuple(sorted([*alone, *rows[list(found.needed)].tolist()])),
        proved=found.proved,
    )


def _enumerate_covers(lead: Matrix) -> SetCover:
    """Enumerate sets of rows by size until some cover every column."""
    reach = [sum(1 << column for column in np.flatnonzero(row).tolist()) for row in lead]
    whole = (1 << lead.shape[1]) - 1
    for size in range(1, len(reach) + 1):
        found = [rows for rows in combinations(range(len(reach)), size) if _unite(reach, rows) == whole]
        if found:
            needed = set(found[0]).intersection(*found)
            return SetCover(found[0], unique=len(found) == 1, needed=tuple(sorted(needed)), proved=True)
    raise ValueError("a column without a True cannot be covered")


def _unite(reach: list[int], rows: tuple[int, ...]) -> int:
    """Unite the bit sets of these rows."""
    joined = 0
    for row in rows:
        joined |= reach[row]
    return joined


def _solve_cover_program(lead: Matrix) -> SetCover:
    """Solve for one minimum cover; then, without each of its rows in turn, for another of the same size."""
    best, proved = _solve(lead, None, None)
    if best is None:
        return SetCover(_build_greedy_cover(lead), unique=None, needed=(), proved=False)
    if not proved:
        return SetCover(best, unique=None, needed=(), proved=False)
    needed, several, undecided = set(best), False, False
    for row in best:
        if row not in needed:
            continue
        other, certain = _solve(lead, row, len(best))
        if other is not None:
            needed &= set(other)
            several = True
        elif not certain:
            needed.remove(row)
            undecided = True
    unique = False if several else None if undecided else True
    return SetCover(best, unique, tuple(sorted(needed)), proved=True)


def _solve(lead: Matrix, without: int | None, most: int | None) -> tuple[tuple[int, ...] | None, bool]:
    """Solve for a cover without row `without`, of at most `most` rows; returns it or None, and certainty."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]  # scipy ships no types

    units = lead.shape[0]
    upper = np.ones(units)
    if without is not None:
        upper[without] = 0
    found = milp(
        np.ones(units),
        constraints=[
            LinearConstraint(lead.T.astype(np.float64), 1, np.inf),
            LinearConstraint(np.ones((1, units)), 0, units if most is None else most),
        ],
        bounds=Bounds(np.zeros(units), upper),
        integrality=np.ones(units),
        options={"mip_rel_gap": 0.0, "node_limit": MAX_COVER_NODES},
    )
    certain = found.status in (0, 2)
    if found.x is None:
        return None, certain
    return tuple(np.flatnonzero(found.x > 0.5).tolist()), certain


def _build_greedy_cover(lead: Matrix) -> tuple[int, ...]:
    """Build a cover greedily by the largest number of uncovered columns, then drop redundant rows."""
    times = np.zeros(lead.shape[1], dtype=np.int64)
    reach = lead.sum(axis=1)
    chosen: list[int] = []
    while not times.all():
        row = int(reach.argmax())
        chosen.append(row)
        reach = reach - lead[:, lead[row] & (times == 0)].sum(axis=1)
        times += lead[row]
    for row in reversed(chosen.copy()):
        if (times[lead[row]] > 1).all():
            chosen.remove(row)
            times -= lead[row]
    return tuple(sorted(chosen))


@dataclass(frozen=True, slots=True)
class DropOut:
    """Removal of one unit: tasks (ids) then without a lead, with a single lead, and without any unit.

    Collectives stay; a task left to one collective does not count as one with a single lead. `components` counts the
    connected components of the remaining network (actors with tasks).
    """

    unit: str
    leaderless: tuple[str, ...]
    single_left: tuple[str, ...]
    empty: tuple[str, ...]
    components: int


@dataclass(frozen=True, slots=True)
class WorstPair:
    """Pair of units whose joint removal leaves most tasks without a lead; the first of `level` such pairs."""

    a: str
    b: str
    leaderless: tuple[str, ...]
    level: int


@dataclass(frozen=True, slots=True)
class LeadCover:
    """Smallest set of units (ids, printed order) with a lead of every task that an actor leads.

    `unique`: no other set is as small (None: undecided). `needed`: units of every minimum set, as far as decided.
    `proved`: no smaller set exists.
    """

    units: tuple[str, ...]
    unique: bool | None
    needed: tuple[str, ...]
    proved: bool


@dataclass(frozen=True, slots=True)
class TaskSize:
    """Size of a task: leads, other units, and collectives (not counted as seats).

    `ties` = leads x others + leads (leads - 1) / 2 is the coordination effort of the leads; `pairs` = seats (seats - 1)
    / 2 counts all pairs of its units.
    """

    task: str
    leads: int
    others: int
    collectives: int
    ties: int
    pairs: int


@dataclass(frozen=True, slots=True)
class Fragility:
    """Robustness of a plan; `drop_outs`, `articulation` and `sizes` are in printed order.

    `components` counts the connected components of the network; `articulation` are the units whose removal increases it
    (articulation points). `worst_pair` is None where no two units leave a task without a lead. `approximation` records
    what was not decided.
    """

    components: int
    drop_outs: tuple[DropOut, ...]
    worst_pair: WorstPair | None
    cover: LeadCover
    articulation: tuple[str, ...]
    sizes: tuple[TaskSize, ...]
    approximation: CoverApproximation | None

    def rank_drop_outs(self) -> tuple[DropOut, ...]:
        """Sort the units that lead by the tasks left without a lead, then by those left with one, in printed order."""
        touched = (one for one in self.drop_outs if one.leaderless or one.single_left)
        return tuple(sorted(touched, key=lambda one: (-len(one.leaderless), -len(one.single_left))))


def compute_fragility(network: ResponsibilityNetwork) -> Fragility:
    """Compute the effects of unit removal, the minimum lead cover, and the sizes of tasks.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> row = TaskRow("t", number="1", units=(UnitList(Role.LEAD, ("县教委",)), UnitList(Role.SUPPORT, ("县科协",))))
    >>> found = compute_fragility(ResponsibilityNetwork(build_plan(PlanFacts("p"), [row])))
    >>> found.drop_outs[0].leaderless, found.cover.units, found.sizes[0].ties
    (('p/1',), ('p/县教委',), 1)
    """
    seats = _RoleMatrices(network)
    separate = count_components(network.biadjacency())
    cover = _find_lead_cover(network)
    return Fragility(
        components=separate.whole,
        drop_outs=tuple(seats.drop_out(row, left) for row, left in enumerate(separate.without)),
        worst_pair=seats.worst_pair(),
        cover=cover,
        articulation=tuple(
            unit.id for unit, left in zip(network.actors, separate.without, strict=True) if left > separate.whole
        ),
        sizes=tuple(seats.sizes()),
        approximation=None if cover.proved and cover.unique is not None else CoverApproximation(cover.proved),
    )


class _RoleMatrices:
    """Lead and participation matrices, actors x tasks, and the number of collectives on each task."""

    def __init__(self, network: ResponsibilityNetwork) -> None:
        self.network = network
        self.lead = network.biadjacency(Role.LEAD)
        self.part = network.biadjacency()
        self.lead_together = _count_collectives(network, (Role.LEAD,))
        self.together = _count_collectives(network, WORKING_ROLES)
        self.leads, self.units = self.lead.sum(axis=0), self.part.sum(axis=0)

    def drop_out(self, row: int, components: int) -> DropOut:
        lead, alone = self.lead[row], self.lead_together == 0
        return DropOut(
            unit=self.network.actors[row].id,
            leaderless=self._tasks(lead & alone & (self.leads == 1)),
            single_left=self._tasks(lead & alone & (self.leads == 2)),
            empty=self._tasks(self.part[row] & (self.units + self.together == 1)),
            components=components,
        )

    def worst_pair(self) -> WorstPair | None:
        """Find the worst pair from the tasks that one unit leads alone and those that only two lead."""
        alone = self.lead_together == 0
        single = self.lead[:, alone & (self.leads == 1)].sum(axis=1)
        two = self.lead[:, alone & (self.leads == 2)]
        both = np.zeros((len(single), len(single)), dtype=np.int32)
        first_row, second_row, counts = count_common(two, two)
        both[first_row, second_row] = counts
        most, level, first = 0, 0, (0, 0)
        for row in range(len(single) - 1):
            loss = single[row] + single[row + 1 :] + both[row, row + 1 :]
            worst = int(loss.max())
            if worst > most:
                most, level, first = worst, 0, (row, row + 1 + int(loss.argmax()))
            level += int((loss == most).sum())
        if not most:
            return None
        a, b = first
        gone = self.leads - self.lead[a] - self.lead[b]
        lost = self._tasks((self.lead[a] | self.lead[b]) & alone & (gone == 0))
        return WorstPair(self.network.actors[a].id, self.network.actors[b].id, lost, level)

    def sizes(self) -> Iterator[TaskSize]:
        counts = zip(self.network.tasks, self.leads.tolist(), self.units.tolist(), self.together.tolist(), strict=True)
        for task, leads, seats, together in counts:
            others = seats - leads
            yield TaskSize(
                task=task.id,
                leads=leads,
                others=others,
                collectives=together,
                ties=leads * others + leads * (leads - 1) // 2,
                pairs=seats * (seats - 1) // 2,
            )

    def _tasks(self, which: NDArray[np.bool_]) -> tuple[str, ...]:
        return tuple(self.network.tasks[column].id for column in np.flatnonzero(which))


def _count_collectives(network: ResponsibilityNetwork, roles: tuple[Role, ...]) -> NDArray[np.int64]:
    """Count the collectives with one of these roles on each task."""
    many = {unit.id for unit in network.collectives}
    return np.array(
        [
            len({one.unit for one in network.assignments_by_task[task.id] if one.role in roles and one.unit in many})
            for task in network.tasks
        ],
        dtype=np.int64,
    )


def _find_lead_cover(network: ResponsibilityNetwork) -> LeadCover:
    found = find_smallest_cover(network.biadjacency(Role.LEAD))
    return LeadCover(
        units=tuple(network.actors[row].id for row in found.rows),
        unique=found.unique,
        needed=tuple(network.actors[row].id for row in found.needed),
        proved=found.proved,
    )
