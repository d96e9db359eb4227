"""Leads spread more evenly with few moves: proposals for people to decide on, never written back by themselves."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.network import ResponsibilityNetwork
from respnet.words import Text


@dataclass(frozen=True, slots=True)
class Rules:
    """What a proposal must keep to.

    `ratio` is what a task without the lead weighs beside one with it. `moves` is the budget (None: as many as help).
    `protected` holds (task id, unit id) leads that stay. `field` holds (unit id, task id) pairs that may lead; empty:
    units that take part in the task and in at least one other task of its section. `keep_one`: at least one of a
    task's present leads stays.
    """

    ratio: float = 0.5
    moves: int | None = None
    protected: tuple[tuple[str, str], ...] = ()
    field: tuple[tuple[str, str], ...] = ()
    keep_one: bool = True


@dataclass(frozen=True, slots=True)
class Move:
    """The lead of one task passes from one unit to another; `reason` says why this one."""

    task: str
    from_unit: str
    to_unit: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Point:
    """With at most `moves` moves: the highest load any unit then has, who has it, and what happens to the rest.

    `squares` is the sum of squared loads (the tie-break: smaller is more even), `single_leads` the tasks that then
    have one lead, `most_leads` the most leads any unit has.
    """

    moves: int
    highest: float
    busiest: tuple[str, ...]
    squares: float
    single_leads: int
    most_leads: int
    proposed: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Rebalancing:
    """The curve of moves against the highest load: from no move to where more do not help, or to the budget.

    `candidates` counts the (unit, task) pairs that may take a lead; `proved` that each point is optimal.
    """

    rules: Rules
    candidates: int
    proved: bool
    curve: tuple[Point, ...]
    approximation: Text | None


def rebalance(network: ResponsibilityNetwork, rules: Rules = Rules()) -> Rebalancing:
    """The integer program of docs/methods.md, solved for every number of moves."""
    raise NotImplementedError
