"""The draws of the lottery: who would sit where if each task drew its units by lot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.network import Matrix

CELLS = 1 << 17
"""Units x draws held at once: fits the processor's cache, and bounds the memory whatever the number of draws."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What each unit got. Arrays of units, or of units x draws: numbers of tasks, and the same shared.

    `lead_parts` adds 1/leads for each task led, `other_parts` 1/others for each task shared otherwise.
    """

    leads: NDArray[np.float64]
    others: NDArray[np.float64]
    lead_parts: NDArray[np.float64]
    other_parts: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Seats:
    """What is given: the number of units in the pool, and of each task its seats for leads and for others."""

    pool: int
    tasks: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, lead: Matrix, other: Matrix) -> Seats:
        """The seats of a plan, from units x tasks matrices; a task without units has none to draw.

        >>> Seats.of(np.array([[True, False], [False, False]]), np.array([[False, False], [True, False]]))
        Seats(pool=2, tasks=((1, 1), (0, 0)))
        """
        pairs = zip(lead.sum(axis=0).tolist(), other.sum(axis=0).tolist(), strict=True)
        return cls(pool=lead.shape[0], tasks=tuple(pairs))

    def observed(self, lead: Matrix, other: Matrix) -> Drawn:
        """The plan as it is, counted as the draws are."""
        counts = np.array(self.tasks, dtype=np.float64).reshape(-1, 2)
        lead_each, other_each = 1 / np.maximum(counts, 1).T
        return Drawn(
            leads=lead.sum(axis=1).astype(np.float64),
            others=other.sum(axis=1).astype(np.float64),
            lead_parts=lead @ lead_each,
            other_parts=other @ other_each,
        )


def draw_blocks(seats: Seats, *, draws: int, seed: int) -> Iterator[Drawn]:
    """`draws` lotteries in blocks of units x draws, the same for the same seed.

    >>> blocks = list(draw_blocks(Seats(pool=3, tasks=((1, 1), (2, 1))), draws=5, seed=1))
    >>> sum(block.leads for block in blocks).sum(axis=0).tolist()
    [3.0, 3.0, 3.0, 3.0, 3.0]
    """
    random = np.random.Generator(np.random.PCG64(seed))
    most = max(64, CELLS // max(1, seats.pool))
    for start in range(0, draws, most):
        yield _draw(seats, min(most, draws - start), random)


def _draw(seats: Seats, width: int, random: np.random.Generator) -> Drawn:
    """`width` lotteries side by side: the first steps of a Fisher-Yates shuffle, one column a lottery.

    The order left by one task is where the next starts: a shuffle is uniform from wherever it starts.
    """
    size = seats.pool * width
    order = np.repeat(np.arange(seats.pool, dtype=np.intp), width) * width + np.tile(np.arange(width), seats.pool)
    counts = np.zeros((2, size))
    parts = np.zeros((2, size))
    column = np.arange(width)
    for leads, others in seats.tasks:
        picks = random.random((leads + others, width))
        for seat in range(leads + others):
            here = order[seat * width : (seat + 1) * width]
            there = (picks[seat] * (seats.pool - seat)).astype(np.intp) + seat
            there *= width
            there += column
            unit = order[there]
            order[there] = here
            order[seat * width : (seat + 1) * width] = unit
            side = 0 if seat < leads else 1
            counts[side][unit] += 1
            parts[side][unit] += 1 / (others if side else leads)
    shape = (seats.pool, width)
    return Drawn(*(array.reshape(shape) for array in (*counts, *parts)))
