"""What breaks if a unit drops out, who together leads everything, and which tasks take most coordination."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.approximations import CoverApproximation
from respnet.analysis.risk.set_cover import find_smallest_cover
from respnet.analysis.structure.components import count_components
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import WORKING_ROLES, Role


@dataclass(frozen=True, slots=True)
class DropOut:
    """What is left without one unit: tasks (ids) then without a lead, left with one lead, and without any unit.

    A collective that leads or takes part still does; a task left to one collective is not left with one lead.
    `components` counts the separate parts of the network of the other actors (those with tasks; tasks without actors
    left out).
    """

    unit: str
    leaderless: tuple[str, ...]
    single_left: tuple[str, ...]
    empty: tuple[str, ...]
    components: int


@dataclass(frozen=True, slots=True)
class WorstPair:
    """The two units whose common absence leaves most tasks without a lead; the first of `level` such pairs."""

    a: str
    b: str
    leaderless: tuple[str, ...]
    level: int


@dataclass(frozen=True, slots=True)
class LeadCover:
    """The smallest set of units (ids, printed order) so that each task with an actor as lead has one of them.

    `unique`: there is no other as small (None: not decided). `needed`: units that every smallest set has, as far as
    that was decided. `proved`: no smaller set exists.
    """

    units: tuple[str, ...]
    unique: bool | None
    needed: tuple[str, ...]
    proved: bool


@dataclass(frozen=True, slots=True)
class TaskSize:
    """A task's seats: leads, others; `collectives` on it besides, never counted as seats.

    `ties` run between leads and everyone they must hold together, leads x others + leads(leads-1)/2; `pairs` are
    those of all its units, seats(seats-1)/2.
    """

    task: str
    leads: int
    others: int
    collectives: int
    ties: int
    pairs: int


@dataclass(frozen=True, slots=True)
class Fragility:
    """What hangs on whom. `drop_outs`, `articulation` and `sizes` are in printed order.

    `components` counts the parts of the network as it is; `articulation` holds the units without which it falls into
    more. `worst_pair`: None where no two units leave a task without a lead. `approximation`: what was not decided.
    """

    components: int
    drop_outs: tuple[DropOut, ...]
    worst_pair: WorstPair | None
    cover: LeadCover
    articulation: tuple[str, ...]
    sizes: tuple[TaskSize, ...]
    approximation: CoverApproximation | None


def compute_fragility(network: ResponsibilityNetwork) -> Fragility:
    """Single points of failure and coordination seats.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> row = TaskRow("t", number="1", units=(UnitList(Role.LEAD, ("县教委",)), UnitList(Role.SUPPORT, ("县科协",))))
    >>> found = compute_fragility(ResponsibilityNetwork(build_plan(PlanFacts("p"), [row])))
    >>> found.drop_outs[0].leaderless, found.cover.units, found.sizes[0].ties
    (('p/1',), ('p/县教委',), 1)
    """
    seats = _Seats(network)
    separate = count_components(network.biadjacency())
    cover = _cover(network)
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


class _Seats:
    """Who sits where: matrices of actors x tasks, and for each task how many collectives lead it or take part."""

    def __init__(self, network: ResponsibilityNetwork) -> None:
        self.network = network
        self.lead = network.biadjacency(Role.LEAD)
        self.part = network.biadjacency()
        self.lead_together = _collectives(network, (Role.LEAD,))
        self.together = _collectives(network, WORKING_ROLES)
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
        """Tasks that either leads alone, and those that only the two lead."""
        alone = self.lead_together == 0
        single = self.lead[:, alone & (self.leads == 1)].sum(axis=1)
        two = self.lead[:, alone & (self.leads == 2)].astype(np.float64)
        both = (two @ two.T).astype(np.int64)
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


def _collectives(network: ResponsibilityNetwork, roles: tuple[Role, ...]) -> NDArray[np.int64]:
    """For each task how many collectives have one of these roles on it."""
    many = {unit.id for unit in network.collectives}
    return np.array(
        [
            len({one.unit for one in network.assignments_by_task[task.id] if one.role in roles and one.unit in many})
            for task in network.tasks
        ],
        dtype=np.int64,
    )


def _cover(network: ResponsibilityNetwork) -> LeadCover:
    found = find_smallest_cover(network.biadjacency(Role.LEAD))
    return LeadCover(
        units=tuple(network.actors[row].id for row in found.rows),
        unique=found.unique,
        needed=tuple(network.actors[row].id for row in found.needed),
        proved=found.proved,
    )
