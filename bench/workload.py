"""The lottery: how long it takes at three sizes."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import numpy as np
from timing import in_turn, tell

from respnet.analysis.nulls.random_assignment_sampler import Seats
from respnet.analysis.workload.random_assignment import assess_loads
from respnet.analysis.workload.workload import list_weighting_schemes
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import DRAWS
from respnet.core.plan import Role
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan

SIZES = {"S": (30, 32, 62, 168), "M": (300, 3_000, 5_600, 14_400), "L": (1_000, 10_000, 19_000, 51_000)}
"""Units, tasks, seats of leads and of others."""
TIMED = {"S": (10_000, 100, 5), "M": (10_000, 4, 1), "L": (1_000, 2, 1)}
"""Draws of ours, of plain Python, and runs: the time of a draw is the same for every draw."""


def made(units: int, tasks: int, leads: int, others: int) -> ResponsibilityNetwork:
    """A plan with so many seats, each task at least one lead; few units have many."""
    chance = np.random.Generator(np.random.PCG64(7))
    counts = zip(
        1 + chance.multinomial(leads - tasks, np.full(tasks, 1 / tasks)),
        chance.multinomial(others, np.full(tasks, 1 / tasks)),
        strict=True,
    )
    weight = np.arange(1, units + 1) ** -0.6
    rows = []
    for k, s in counts:
        names = [f"u{unit}" for unit in chance.choice(units, size=k + s, replace=False, p=weight / weight.sum())]
        rows.append(
            TaskRow("t", units=(UnitList(Role.LEAD, tuple(names[:k])), UnitList(Role.SUPPORT, tuple(names[k:]))))
        )
    return ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))


def plain(seats: Seats, draws: int) -> list[list[float]]:
    """The busiest unit of each setting and draw, as one would write it without numpy."""
    chance, ways = random.Random(1), list_weighting_schemes(True)
    maxima: list[list[float]] = [[] for _ in ways]
    for _ in range(draws):
        parts = [[0.0] * seats.pool for _ in range(4)]
        for k, s in seats.tasks:
            drawn = chance.sample(range(seats.pool), k + s)
            for place, unit in enumerate(drawn):
                side = 0 if place < k else 1
                parts[side][unit] += 1
                parts[2 + side][unit] += 1 / (s if side else k)
        for found, (ratio, alpha) in zip(maxima, ways, strict=True):
            found.append(max(a + ratio * b for a, b in zip(parts[2 * alpha], parts[2 * alpha + 1], strict=True)))
    return maxima


def speed(name: str, plan: ResponsibilityNetwork, ours: int, plain_draws: int, runs: int) -> None:
    """Print the time of the whole rule, and of plain Python for the maxima alone; both for fewer draws, scaled."""
    seats = Seats.of(plan.biadjacency(Role.LEAD), plan.biadjacency(Role.SUPPORT))
    times = in_turn(
        _scaled(lambda: assess_loads(plan, draws=ours), DRAWS / ours),
        _scaled(lambda: plain(seats, plain_draws), DRAWS / plain_draws),
        runs,
    )
    what = f"{name}, {len(plan.actors)} x {len(plan.tasks)}, {DRAWS} draws"
    tell(f"{what} (timed {ours})", times[0], f"plain Python (timed {plain_draws})", times[1])


def _scaled(run: Callable[[], object], factor: float) -> Callable[[], float]:
    def timed() -> float:
        start = time.process_time()
        run()
        return factor * (time.process_time() - start)

    return timed


if __name__ == "__main__":
    for size, numbers in SIZES.items():
        speed(size, made(*numbers), *TIMED[size])
