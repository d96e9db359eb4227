"""Curveball sampler (Strona et al. 2014): uniform random matrices with fixed row and column sums.

A vectorised Markov chain; many chains run side by side. Its stationary distribution is uniform over all binary units x
tasks matrices with the margins of the given one.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from respnet.core.network import Matrix

MIN_THINNING = 10
"""Lower bound of the thinning interval in rounds of trades. After 10 rounds the worst pair of the shipped plan has
autocorrelation .3 (measured), others next to none: so many draws are worth more than half as many after 20 rounds.
"""
MIN_BURN_IN = 100
"""Lower bound of the burn-in in rounds of trades; see `compute_burn_in`."""
MAX_CHAINS = 250
"""Upper bound of chains run side by side."""
CHAIN_BLOCK_EDGES = 1 << 16
"""Chains x edges held at once, sized for the processor's cache. A large network has few chains and so few burn-ins."""

WordArray = NDArray[np.uint64]
ONE = np.uint64(1)


def compute_burn_in(b: Matrix) -> int:
    """Compute the burn-in: rounds of trades of each chain before its first draw, at least MIN_BURN_IN.

    In one round a unit exchanges about as many tasks as its partner has, so the busiest unit needs about (its degree /
    the mean degree) rounds to forget its start; the burn-in is ten times that.

    >>> compute_burn_in(np.eye(3, dtype=bool)), compute_burn_in(np.zeros((2, 2), dtype=bool))
    (100, 100)
    """
    degrees = b.sum(axis=1)
    held = degrees[degrees > 0]
    return max(MIN_BURN_IN, -(-10 * int(held.max()) * held.size // int(held.sum()))) if held.size else MIN_BURN_IN


def compute_thinning(b: Matrix) -> int:
    """Compute the thinning interval: rounds of trades between two draws of a chain, at least MIN_THINNING.

    A tenth of the burn-in: after so many rounds the busiest unit has traded all its tasks once on average. With 20
    rounds the two hubs of a plan of 300 units and 3,000 tasks had autocorrelation .57.

    >>> hub = np.concatenate((np.ones((1, 400), dtype=bool), np.eye(400, dtype=bool)))[:, :-1]
    >>> compute_thinning(np.eye(3, dtype=bool)), compute_burn_in(hub), compute_thinning(hub)
    (10, 2000, 200)
    """
    return max(MIN_THINNING, compute_burn_in(b) // 10)


def draw_fixed_margin_matrices(
    b: Matrix, *, draws: int, seed: int, rounds: int | None = None
) -> Iterator[NDArray[np.bool_]]:
    """Draw random matrices with the row and column sums of `b`.

    The draws of one block come from different chains and are independent. The same seed gives the same draws. Where an
    edge list is enough, `draw_fixed_margin_edges` needs less memory.

    Args:
        b: Boolean biadjacency matrix, units x tasks.
        draws: Number of matrices.
        seed: Seed of the generator.
        rounds: Thinning interval in rounds of trades; None for `compute_thinning`. Every unit trades once a round.

    Yields:
        Blocks of draws x units x tasks: at most 250 draws, and one in a network of more than 65,000 edges (1,000 x
        10,000 take 10 MB).

    >>> b = np.array([[True, True, False], [False, True, True]])
    >>> blocks = list(draw_fixed_margin_matrices(b, draws=300, seed=1))
    >>> [block.shape for block in blocks], blocks[0].sum(axis=2)[0].tolist(), blocks[0].sum(axis=1)[0].tolist()
    ([(250, 2, 3), (50, 2, 3)], [2, 2], [1, 2, 1])
    """
    units = np.nonzero(b)[0]
    for tasks in draw_fixed_margin_edges(b, draws=draws, seed=seed, rounds=rounds):
        block = np.zeros((tasks.shape[0], b.size), dtype=np.bool_)
        np.put_along_axis(block, units * b.shape[1] + tasks, values=True, axis=1)
        yield block.reshape(tasks.shape[0], *b.shape)


def draw_fixed_margin_edges(
    b: Matrix, *, draws: int, seed: int, rounds: int | None = None
) -> Iterator[NDArray[np.int64]]:
    """Draw random matrices with the row and column sums of `b`, as edge lists.

    The unit of each edge never changes: it is `np.nonzero(b)[0]`. The tasks of one unit come in no order.

    Args:
        b: Boolean biadjacency matrix, units x tasks.
        draws: Number of matrices.
        seed: Seed of the generator.
        rounds: Thinning interval in rounds of trades; None for `compute_thinning`.

    Yields:
        Blocks of draws x edges: the task of each edge. For 1,000 x 10,000 with 70,000 edges a block is one draw of half
        a megabyte.

    >>> b = np.array([[True, True, False], [False, False, True]])
    >>> (block,) = draw_fixed_margin_edges(b, draws=2, seed=1)
    >>> block.shape, np.sort(block, axis=1).tolist(), np.nonzero(b)[0].tolist()
    ((2, 3), [[0, 1, 2], [0, 1, 2]], [0, 0, 1])
    """
    if draws < 1:
        return
    rounds = compute_thinning(b) if rounds is None else rounds
    chains = _CurveballChains(b, min(draws, MAX_CHAINS, max(1, CHAIN_BLOCK_EDGES // max(1, int(b.sum())))), seed)
    chains.trade(compute_burn_in(b) - rounds)
    for start in range(0, draws, chains.number):
        chains.trade(rounds)
        yield chains.edges()[: draws - start]


class _CurveballChains:
    """Markov chains of curveball trades: chains x edges arrays of task numbers, each unit's tasks adjacent."""

    def __init__(self, b: Matrix, number: int, seed: int) -> None:
        self.number = number
        self.random = np.random.Generator(np.random.PCG64(seed))
        units, self.given = np.nonzero(b)
        self.degrees = b.sum(axis=1)
        # A unit without tasks, or with all, has nothing to trade: it would only waste its partner's turn.
        moves = (self.degrees > 0) & (self.degrees < b.shape[1])
        self.movable = np.flatnonzero(moves)
        self.moving = moves[units]
        self.tasks: WordArray = np.tile(self.given[self.moving].astype(np.uint64), (number, 1))
        self.starts = np.zeros_like(self.degrees)
        self._set_row_starts(self.movable)
        self.task_bits = max(1, b.shape[1] - 1).bit_length()
        self.random_bits = min(32, 62 - self.task_bits - self.movable.size.bit_length())

    def edges(self) -> NDArray[np.int64]:
        """Return the task of each edge, chains x edges, units in row order."""
        found = np.tile(self.given, (self.number, 1))
        found[:, self.moving] = self.tasks[:, self._index_tasks(self.movable)]
        return found

    def trade(self, rounds: int) -> None:
        """Run `rounds` rounds of trades; in each, the units are paired at random, alike in every chain."""
        if self.movable.size > 1:
            for _ in range(rounds):
                self._trade_round(self.random.permutation(self.movable))

    def _set_row_starts(self, rows: NDArray[np.intp]) -> None:
        """Set the first column of each row for rows stored in this order."""
        self.starts[rows] = np.cumsum(self.degrees[rows]) - self.degrees[rows]

    def _index_tasks(self, rows: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return the columns of the tasks of these rows, row after row."""
        sizes = self.degrees[rows]
        ends = np.cumsum(sizes)
        return np.repeat(self.starts[rows] - (ends - sizes), sizes) + np.arange(ends[-1] if ends.size else 0)

    def _trade_round(self, rows: NDArray[np.intp]) -> None:
        """Trade the tasks of each two consecutive rows: shuffle what only one of them has, keeping both degrees.

        One sort of integer keys does it. The key orders by pair; within a pair first the tasks that both have, then
        those of one row alone in random order, then again those of both. The first row takes as many as its degree. An
        odd last row has no partner and keeps its tasks.
        """
        place = np.repeat(np.arange(rows.size, dtype=np.uint64), self.degrees[rows])
        pair, second = place >> ONE, place & ONE
        tasks = np.take(
            self.tasks, self._index_tasks(rows), axis=1
        )  # in rows of memory, which plain indexing gives not
        self._set_row_starts(rows)
        if self.task_bits <= 6:
            turn = _mark_shared_by_bits(tasks, self.starts[rows], pair.astype(np.intp), second)
        else:
            tasks, turn = _mark_shared_by_sorting(tasks, pair, second, self.task_bits)
        order = np.uint64(self.task_bits + self.random_bits)
        turn <<= order
        turn += ((pair << np.uint64(2)) + ONE) << order
        chance = self.random.integers(0, (1 << 32) - 1, endpoint=True, size=tasks.shape, dtype=np.uint32)
        chance >>= np.uint32(32 - self.random_bits)
        keys: WordArray = np.left_shift(chance, np.uint64(self.task_bits), dtype=np.uint64)
        keys |= tasks
        keys += turn
        keys.sort(axis=1)
        keys &= np.uint64((1 << self.task_bits) - 1)
        self.tasks = keys


def _mark_shared_by_bits(
    tasks: WordArray, starts: NDArray[np.intp], pair: NDArray[np.intp], second: WordArray
) -> WordArray:
    """Return -1 for the first row's copy of a task that both rows have, 1 for the second's, 0 for an unshared task.

    Values are unsigned and wrap. For up to 64 tasks: a row is one 64-bit word.
    """
    held = np.bitwise_or.reduceat(ONE << tasks, starts, axis=1)
    if starts.size % 2:
        held = np.pad(held, ((0, 0), (0, 1)))
    shared: WordArray = np.take(held[:, 0::2] & held[:, 1::2], pair, axis=1)
    shared >>= tasks
    shared &= ONE
    shared *= (second << ONE) - ONE
    return shared


def _mark_shared_by_sorting(
    tasks: WordArray, pair: WordArray, second: WordArray, task_bits: int
) -> tuple[WordArray, WordArray]:
    """Return the tasks sorted within each pair, and the marks of `_mark_shared_by_bits`, for any number of tasks."""
    keys = tasks << ONE
    keys |= second
    keys |= pair << np.uint64(task_bits + 1)
    keys.sort(axis=1)
    keys >>= ONE
    same = keys[:, 1:] == keys[:, :-1]
    turn = np.zeros_like(keys)
    turn[:, :-1] -= same
    turn[:, 1:] += same
    keys &= np.uint64((1 << task_bits) - 1)
    return keys, turn
