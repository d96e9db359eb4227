"""What breaks if a unit drops out, who together leads everything, and which tasks take most coordination."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.network import ResponsibilityNetwork
from respnet.words import Text


@dataclass(frozen=True, slots=True)
class DropOut:
    """What is left without one unit: tasks (ids) then without a lead, left with one lead, and without any unit;
    `components` counts the separate parts of the network of the other actors (tasks without actors left out)."""

    unit: str
    leaderless: tuple[str, ...]
    single_left: tuple[str, ...]
    empty: tuple[str, ...]
    components: int


@dataclass(frozen=True, slots=True)
class WorstPair:
    """The two units whose common absence leaves most tasks without a lead; one of several where `level` > 1."""

    a: str
    b: str
    leaderless: tuple[str, ...]
    level: int


@dataclass(frozen=True, slots=True)
class LeadCover:
    """The smallest set of units (ids, printed order) so that each task with an actor as lead has one of them.

    `unique`: there is no other as small (None: not decided). `needed`: units that every smallest set has.
    """

    units: tuple[str, ...]
    unique: bool | None
    needed: tuple[str, ...]
    proved: bool


@dataclass(frozen=True, slots=True)
class TaskSize:
    """A task's seats: leads, others; `collectives` on it besides; `ties` between leads and everyone they must hold
    together, leads x others + leads(leads-1)/2; `pairs` of all its units."""

    task: str
    leads: int
    others: int
    collectives: int
    ties: int
    pairs: int


@dataclass(frozen=True, slots=True)
class Fragility:
    """`drop_outs` and `articulation` (units without which the network falls into more parts) in printed order."""

    components: int
    drop_outs: tuple[DropOut, ...]
    worst_pair: WorstPair | None
    cover: LeadCover
    articulation: tuple[str, ...]
    sizes: tuple[TaskSize, ...]
    approximation: Text | None


def fragility(network: ResponsibilityNetwork) -> Fragility:
    """Single points of failure and coordination seats."""
    raise NotImplementedError
