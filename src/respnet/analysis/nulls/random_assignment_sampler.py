"""Sampler of the random assignment null: each task draws its units uniformly, without replacement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.stats.sparse_counts import sum_over_tasks
from respnet.core.network import Matrix

DRAW_BLOCK_CELLS = 1 << 17
"""Units x draws held at once: sized for the processor's cache, and a memory bound for any number of draws."""
SizedTask = tuple[int, int, float, float, float]
"""Lead seats, other seats and effort of a task, and the part of the effort that a lead and that another seat has."""
MAX_DRAW_WORK = 2_000_000_000
"""Upper bound of draws x (seats + 20 schemes x units), about a minute."""
MIN_LOTTERY_DRAWS = 1_000
"""Lower bound of draws; with fewer the 95 % quantile would be imprecise."""
MIN_REDRAW_UNITS = 100
"""From this many units on, tasks with few seats are drawn together by rejection instead of shuffled one by one."""


@dataclass(frozen=True, slots=True)
class DrawnLoads:
    """Loads of each unit: arrays of units, or of units x draws.

    `leads` and `others` count tasks, `lead_efforts` and `other_efforts` add up their efforts; `lead_parts` adds
    effort/leads for each task led, `other_parts` effort/others for each other task. An effort is 1 where none is given.
    """

    leads: NDArray[np.float64]
    others: NDArray[np.float64]
    lead_efforts: NDArray[np.float64]
    other_efforts: NDArray[np.float64]
    lead_parts: NDArray[np.float64]
    other_parts: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Seats:
    """The fixed part of the null: size of the pool, (lead, other) seats of each task, and efforts where given.

    `shared_by` counts the (lead, other) seats that a task's effort is divided by where the pool has only some of them.
    """

    pool: int
    tasks: tuple[tuple[int, int], ...]
    efforts: tuple[float, ...] | None = None
    shared_by: tuple[tuple[int, int], ...] | None = None

    @property
    def sized_tasks(self) -> list[SizedTask]:
        """Seats, effort and parts of each task."""
        every = zip(self.tasks, self.efforts or repeat(1.0), self.shared_by or self.tasks, strict=False)
        return [(*seats, work, work / max(1, by[0]), work / max(1, by[1])) for seats, work, by in every]

    @classmethod
    def of(cls, lead: Matrix, other: Matrix, efforts: NDArray[np.float64] | None = None) -> Seats:
        """Count the seats of a plan.

        Args:
            lead: Boolean matrix of leads, units x tasks.
            other: Boolean matrix of the other roles, units x tasks.
            efforts: Work of each task; None for 1 each.

        Returns:
            The seats; a task without units has none.

        >>> Seats.of(np.array([[True, False], [False, False]]), np.array([[False, False], [True, False]])).tasks
        ((1, 1), (0, 0))
        """
        pairs = zip(lead.sum(axis=0).tolist(), other.sum(axis=0).tolist(), strict=True)
        return cls(lead.shape[0], tuple(pairs), None if efforts is None else tuple(efforts.tolist()))

    def observed(self, lead: Matrix, other: Matrix) -> DrawnLoads:
        """Compute the loads of the plan itself, in the form of the draws.

        Args:
            lead: Boolean matrix of leads, units x tasks.
            other: Boolean matrix of the other roles, units x tasks.

        Returns:
            Loads, arrays of shape (units,).
        """
        *_, efforts, lead_each, other_each = np.array(self.sized_tasks).reshape(-1, 5).T
        return DrawnLoads(
            leads=lead.sum(axis=1).astype(np.float64),
            others=other.sum(axis=1).astype(np.float64),
            lead_efforts=sum_over_tasks(lead, efforts),
            other_efforts=sum_over_tasks(other, efforts),
            lead_parts=sum_over_tasks(lead, lead_each),
            other_parts=sum_over_tasks(other, other_each),
        )


def limit_draws(draws: int, seats: Seats) -> int:
    """Limit the number of draws to about a minute, but not below `MIN_LOTTERY_DRAWS`.

    Args:
        draws: Number of draws wanted.
        seats: Pool and seats.

    Returns:
        Number of draws to make.

    >>> limit_draws(10_000, Seats(30, ((1, 2),) * 32)), limit_draws(10_000, Seats(10_000, ((2, 5),) * 100_000))
    (10000, 2222)
    """
    work = sum(leads + others for leads, others in seats.tasks) + 20 * seats.pool
    return min(draws, max(MIN_LOTTERY_DRAWS, MAX_DRAW_WORK // max(1, work)))


def draw_seat_blocks(seats: Seats, *, draws: int, seed: int) -> Iterator[DrawnLoads]:
    """Draw random assignments; the same seed gives the same draws.

    Args:
        seats: Pool and seats.
        draws: Number of random assignments.
        seed: Seed of the generator.

    Yields:
        Loads in blocks of units x draws.

    >>> blocks = list(draw_seat_blocks(Seats(pool=3, tasks=((1, 1), (2, 1))), draws=5, seed=1))
    >>> sum(block.leads for block in blocks).sum(axis=0).tolist()
    [3.0, 3.0, 3.0, 3.0, 3.0]
    """
    random = np.random.Generator(np.random.PCG64(seed))
    most = max(64, DRAW_BLOCK_CELLS // max(1, seats.pool))
    shuffled, repeated = _split_by_crowding(seats)
    for start in range(0, draws, most):
        block = _Block(seats, min(most, draws - start))
        _shuffle(block, shuffled, random)
        for size, count in repeated:
            _draw_with_rejection(block, size, count, random)
        yield block.drawn()


def _split_by_crowding(seats: Seats) -> tuple[list[SizedTask], list[tuple[SizedTask, int]]]:
    """Split the tasks into those to shuffle and those to draw by rejection, which costs less for few seats.

    The latter come as (task, number of such tasks), since equal tasks are drawn together. Both are sorted, so that a
    plan with its tasks in another order has the same draws.
    """
    tasks = seats.sized_tasks
    roomy = Counter(
        one for one in tasks if seats.pool >= MIN_REDRAW_UNITS and 0 < 2 * (one[0] + one[1]) ** 2 <= seats.pool
    )
    return sorted(one for one in tasks if one not in roomy), sorted(roomy.items())


class _Block:
    """Accumulator of random assignments side by side; the cell of a unit in a draw is unit * width + draw."""

    def __init__(self, seats: Seats, width: int) -> None:
        self.pool, self.width = seats.pool, width
        self.column = np.arange(width)
        self.counts, self.parts = np.zeros((2, 2, seats.pool * width))
        self.weighted = seats.efforts is not None
        self.efforts = np.zeros_like(self.counts) if self.weighted else self.counts

    def drawn(self) -> DrawnLoads:
        shape = (self.pool, self.width)
        return DrawnLoads(*(array.reshape(shape) for array in (*self.counts, *self.efforts, *self.parts)))


def _shuffle(block: _Block, tasks: list[SizedTask], random: np.random.Generator) -> None:
    """Draw task after task: the first steps of a Fisher–Yates shuffle, one column a draw.

    Each task continues from the order the previous one left: a shuffle is uniform from any start.
    """
    pool, width = block.pool, block.width
    order = np.repeat(np.arange(pool, dtype=np.intp), width) * width + np.tile(block.column, pool)
    for leads, others, effort, *parts in tasks:
        picks = random.random((leads + others, width))
        for seat in range(leads + others):
            here = order[seat * width : (seat + 1) * width]
            there = (picks[seat] * (pool - seat)).astype(np.intp) + seat
            there *= width
            there += block.column
            unit = order[there]
            order[there] = here
            order[seat * width : (seat + 1) * width] = unit
            side = 0 if seat < leads else 1
            block.counts[side][unit] += 1
            block.parts[side][unit] += parts[side]
            if block.weighted:
                block.efforts[side][unit] += effort


def _draw_with_rejection(block: _Block, size: SizedTask, tasks: int, random: np.random.Generator) -> None:
    """Draw `tasks` equal tasks at once, and redraw those in which a unit occurs twice."""
    leads, others, effort, *parts = size
    at_once = max(1, DRAW_BLOCK_CELLS // block.width)
    cells = block.counts.shape[1]
    for start in range(0, tasks, at_once):
        rows = min(at_once, tasks - start) * block.width
        units = random.integers(block.pool, size=(leads + others, rows), dtype=np.uint32)
        again = np.flatnonzero(_has_repeats(units))
        while again.size:
            units[:, again] = random.integers(block.pool, size=(leads + others, again.size), dtype=np.uint32)
            again = again[_has_repeats(units[:, again])]
        place = units.astype(np.intp) * block.width
        place.reshape(leads + others, -1, block.width)[:] += block.column
        for side, seats in enumerate((place[:leads], place[leads:])):
            if seats.size:
                found = np.bincount(seats.ravel(), minlength=cells)
                block.counts[side] += found
                block.parts[side] += found * parts[side]
                if block.weighted:
                    block.efforts[side] += found * effort


def _has_repeats(units: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Return True for each column in which a value occurs twice."""
    found = np.zeros(units.shape[1], dtype=np.bool_)
    for place in range(1, len(units)):
        for earlier in range(place):
            found |= units[place] == units[earlier]
    return found
