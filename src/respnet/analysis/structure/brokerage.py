"""Two-mode brokerage between kinds of units (Jasny & Lubell 2015, after Gould & Fernandez 1989)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.plan import UnitKind

MAX_TASK_PAIRS = 20_000_000
"""Upper bound of pairs of tasks of one unit, over all units, a second or two; nothing is counted beyond it."""
TASK_BLOCK = 256
"""First tasks of the paths counted at once: a memory bound for units with thousands of tasks."""


@dataclass(frozen=True, slots=True)
class UnitBrokerage:
    """Paths that one unit brokers, by the kinds of the three units.

    `coordinator`: all three of one kind; `itinerant`: the two others of one kind, the broker of another; `gatekeeper`:
    one of the two of the broker's kind (in an undirected network the same as a representative); `liaison`: three kinds.
    """

    unit: str
    coordinator: int
    itinerant: int
    gatekeeper: int
    liaison: int


@dataclass(frozen=True, slots=True)
class Brokerage:
    """Brokerage of every actor whose kind is known, in printed order; `without_kind` actors are left out.

    Nobody is in `units` where the plan is too large to count.
    """

    units: tuple[UnitBrokerage, ...]
    without_kind: int


def assess_brokerage(network: ResponsibilityNetwork) -> Brokerage:
    """Count the paths that each unit brokers between units of its own and of other kinds, all roles.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
    >>> from respnet.core.plan import Role
    >>> rows = [TaskRow("t", units=(UnitList(Role.LEAD, tuple(names)),)) for names in ("ab", "bc")]
    >>> kinds = [UnitRecord("a", UnitKind.PARTY), UnitRecord("b", UnitKind.PARTY), UnitRecord("c", UnitKind.MASS)]
    >>> assess_brokerage(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows, kinds))).units[1]
    UnitBrokerage(unit='p/b', coordinator=0, itinerant=0, gatekeeper=1, liaison=0)
    """
    rows = [row for row, unit in enumerate(network.actors) if unit.kind is not UnitKind.UNKNOWN]
    units, b = [network.actors[row] for row in rows], network.biadjacency()[rows]
    without = len(network.actors) - len(units)
    if np.square(b.sum(axis=1)).sum() > MAX_TASK_PAIRS:
        return Brokerage((), without)
    counts = count_brokered_paths(b, [unit.kind for unit in units])
    found = tuple(UnitBrokerage(unit.id, *row) for unit, row in zip(units, counts.tolist(), strict=True))
    return Brokerage(found, without)


def count_brokered_paths(b: Matrix, kinds: Sequence[str]) -> NDArray[np.int64]:
    """Count the paths A - task - broker - other task - C in which A is not on C's task, and C not on A's.

    With D the number of units of a kind that are on one task and not on the other, a pair of the broker's tasks has
    D(first, second) x D(second, first) paths; the broker, being on both, is in none of them.

    Args:
        b: Boolean biadjacency matrix, units x tasks.
        kinds: Kind of each unit.

    Returns:
        Numbers of paths, units x 4, in the order of `UnitBrokerage`.

    >>> count_brokered_paths(np.array([[True, False], [True, True], [False, True]]), ["x", "y", "x"]).tolist()
    [[0, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0]]
    """
    found = np.zeros((len(b), 4))
    named = np.array(kinds)
    for row, own in enumerate(b):
        mine = b[:, own].astype(np.float64)
        parts = {kind: mine[named == kind] for kind in sorted({*kinds})}
        for start in range(0, mine.shape[1], TASK_BLOCK):
            here = slice(start, start + TASK_BLOCK)
            apart = {kind: _count_apart(part, here) for kind, part in parts.items()}
            every, (there, back) = _count_apart(mine, here), apart[kinds[row]]
            alike, both = sum(np.vdot(*pair) for pair in apart.values()), np.vdot(there, back)
            one = np.vdot(every[0], back) + np.vdot(there, every[1]) - 2 * both
            found[row] += both, alike - both, one, np.vdot(*every) - alike - one
    return (found / 2).round().astype(np.int64)  # each pair of tasks came twice


def _count_apart(mine: NDArray[np.float64], here: slice) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Count the units on a task of `here` that are not on another, and those on the other alone: tasks x tasks."""
    size, shared = mine.sum(axis=0), mine[:, here].T @ mine
    return size[here, None] - shared, size - shared
