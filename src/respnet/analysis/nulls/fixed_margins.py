"""Uniform random matrices with fixed row and column sums, by Markov chains that run side by side.

The stationary distribution of both chains is uniform over all binary units x tasks matrices with the margins of the
given one: checkerboard swaps (Ryser 1957; Rao, Jana & Bandyopadhyay 1996), a bit a chain, for small and dense matrices,
curveball trades (Strona et al. 2014) for all others. Chains start from the canonical order of the graph, by colour
refinement, so that a seed gives equal draws for relabelled input.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.stats.sparse_counts import list_cells
from respnet.core.network import Matrix

MIN_THINNING = 10
"""Lower bound of the thinning interval in rounds of trades. After 10 rounds the worst pair of the shipped plan has
autocorrelation .2 (measured), others next to none: so many draws are worth more than half as many after 20 rounds.
"""
MIN_BURN_IN = 100
"""Lower bound of the burn-in in rounds of trades; see `compute_burn_in`."""
MAX_BLOCK = 250
"""Upper bound of draws in one block, and of curveball chains run side by side."""
CHAIN_BLOCK_EDGES = 1 << 16
"""Chains x edges held at once, sized for the processor's cache. A large network has few chains and so few burn-ins."""
MAX_SWAP_CELLS, MIN_SWAP_SPREAD = 1 << 15, 0.08
"""Matrices of at most so many cells are drawn by swaps if the share p of filled cells has p (1 - p) of at least the
second number: five times as fast there, while in a sparse matrix swaps seldom find a checkerboard.
"""

LARGE_EDGES = 1 << 14
"""From more edges on, every second round pairs units of like degree, which exchange many tasks, and a tenth of the
rounds does: at 1,000 x 10,000 the draws of the worst hubs are correlated by .2 after 20 rounds, as after 125 without
(measured; means and variances of joint tasks are equal within their error).
"""
LIKE_DEGREES = 4.0
"""Range of the noise, in powers of 2, by which units of like degree are shuffled."""
NEXT_UNITS = 4
"""Units that follow in degree, for the partner that a unit can expect there."""

WordArray = NDArray[np.uint64]
ONE = np.uint64(1)


def compute_burn_in(b: Matrix) -> int:
    """Compute the burn-in: rounds of trades of each chain before its first draw, at least MIN_BURN_IN.

    In one round a unit exchanges about as many tasks as its partner has, so the busiest unit needs about (its degree /
    the mean degree) rounds to forget its start; the burn-in is ten times that. In a large network the partners of every
    second round have about its own degree: there it is ten times the largest ratio of a degree to the mean of the next
    NEXT_UNITS, and at least 2 * MIN_BURN_IN.

    >>> compute_burn_in(np.eye(3, dtype=bool)), compute_burn_in(np.zeros((2, 2), dtype=bool))
    (100, 100)
    """
    degrees = b.sum(axis=1)
    held = degrees[degrees > 0]
    if held.sum() > LARGE_EDGES and held.size > NEXT_UNITS:
        falling = np.sort(held)[::-1]
        sums = np.concatenate(([0], np.cumsum(falling)))
        following = (sums[NEXT_UNITS + 1 :] - sums[1:-NEXT_UNITS]) / NEXT_UNITS
        return max(2 * MIN_BURN_IN, int(np.ceil(10 * (falling[:-NEXT_UNITS] / following).max())))
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

    The draws of one block come from different chains and are independent. The same seed gives the same draws.

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
    if draws < 1:
        return
    rounds = compute_thinning(b) if rounds is None else rounds
    chains = SwapChains(b, draws, seed) if SwapChains.suits(b) else CurveballChains(b, draws, seed)
    chains.trade(compute_burn_in(b) - rounds)
    while draws > 0:
        chains.trade(rounds)
        drawn = chains.matrices()[:draws]
        draws -= len(drawn)
        yield from (drawn[start : start + MAX_BLOCK] for start in range(0, len(drawn), MAX_BLOCK))


class SwapChains:
    """Markov chains of checkerboard swaps, one in each bit: cells x words of 64 chains.

    Args:
        b: Boolean biadjacency matrix, units x tasks, from which each chain starts.
        draws: Number of draws wanted, an upper bound of the chains.
        seed: Seed of the generator.
    """

    def __init__(self, b: Matrix, draws: int, seed: int) -> None:
        words = max(1, min(-(-draws // 64), MAX_SWAP_CELLS // max(1, b.size)))
        self.shape = b.shape
        self.random = np.random.Generator(np.random.PCG64(seed))
        self.cells: WordArray = np.repeat(b.reshape(-1, 1) * ~np.uint64(0), words, axis=1)
        # A unit without tasks, or with all, has nothing to swap, and a task alike.
        self.units, self.tasks = (np.flatnonzero(b.any(axis=1 - side) & ~b.all(axis=1 - side)) for side in (0, 1))
        self.swaps = round(1 / max(_compute_spread(b), MIN_SWAP_SPREAD))

    @classmethod
    def suits(cls, b: Matrix) -> bool:
        """Return True if swaps are faster than trades: a small matrix, and neither nearly empty nor nearly full."""
        return b.size <= MAX_SWAP_CELLS and _compute_spread(b) >= MIN_SWAP_SPREAD

    def matrices(self) -> NDArray[np.bool_]:
        """Return the matrices of all chains, chains x units x tasks."""
        bits = np.unpackbits(self.cells.astype("<u8", copy=False).view(np.uint8), axis=1, bitorder="little")
        return bits.T.reshape(-1, *self.shape).view(np.bool_)

    def trade(self, rounds: int) -> None:
        """Run as many swaps as change about as much as `rounds` rounds of curveball trades.

        Each time units and tasks are paired at random, alike in every chain. Where two units and two tasks hold a
        checkerboard (each unit has one of the tasks, and each task one of the units), it is turned over with chance
        1/2.
        """
        pairs, most = self.units.size // 2, self.tasks.size // 2
        for _ in range(rounds * self.swaps if pairs and most else 0):
            rows = self.random.permutation(self.units)[: 2 * pairs].reshape(-1, 2, 1, 1) * self.shape[1]
            places = rows + self.random.permutation(self.tasks)[: 2 * most].reshape(-1, 2)
            corners = places.transpose(1, 3, 0, 2).reshape(4, -1)
            held = self.cells.take(corners, axis=0)
            turned = self.random.bit_generator.random_raw(held[0].size).reshape(held[0].shape)
            turned &= (held[0] ^ held[1]) & (held[0] ^ held[2]) & (held[1] ^ held[3])
            held ^= turned
            self.cells[corners] = held


def _compute_spread(b: Matrix) -> float:
    """Compute p (1 - p) with the share p of filled cells, without empty rows and columns."""
    share = b.sum() / max(1, int(b.any(axis=1).sum() * b.any(axis=0).sum()))
    return float(share * (1 - share))


class CurveballChains:
    """Markov chains of curveball trades: chains x edges arrays of task numbers, each unit's tasks adjacent.

    Args:
        b: Boolean biadjacency matrix, units x tasks, from which each chain starts.
        draws: Number of draws wanted, an upper bound of the chains.
        seed: Seed of the generator.
    """

    def __init__(self, b: Matrix, draws: int, seed: int) -> None:
        self.number = max(1, min(draws, MAX_BLOCK, CHAIN_BLOCK_EDGES // max(1, int(b.sum()))))
        self.shape = b.shape
        self.random = np.random.Generator(np.random.PCG64(seed))
        self.owners, self.given = list_cells(b)
        self.degrees = b.sum(axis=1)
        self.by_degree = self.given.size > LARGE_EDGES
        # A unit without tasks, or with all, has nothing to trade: it would only waste its partner's turn.
        moves = (self.degrees > 0) & (self.degrees < b.shape[1])
        self.movable = np.flatnonzero(moves)
        self.moving = moves[self.owners]
        self.tasks: WordArray = np.tile(self.given[self.moving].astype(np.uint64), (self.number, 1))
        self.starts = np.zeros_like(self.degrees)
        self._set_row_starts(self.movable)
        self.task_bits = max(1, b.shape[1] - 1).bit_length()
        self.random_bits = min(32, 62 - self.task_bits - self.movable.size.bit_length())

    def matrices(self) -> NDArray[np.bool_]:
        """Return the matrices of all chains, chains x units x tasks."""
        tasks = np.tile(self.given, (self.number, 1))
        tasks[:, self.moving] = self.tasks[:, self._index_tasks(self.movable)]
        found = np.zeros((self.number, self.shape[0] * self.shape[1]), dtype=np.bool_)
        np.put_along_axis(found, self.owners * self.shape[1] + tasks, values=True, axis=1)
        return found.reshape(self.number, *self.shape)

    def trade(self, rounds: int) -> None:
        """Run `rounds` rounds of trades; in each, the units are paired at random, alike in every chain.

        In a large network every second round pairs units of like degree. Who is paired never depends on who has which
        task, so that the draws stay uniform.
        """
        if self.movable.size > 1:
            for number in range(rounds):
                self._trade_round(self._shuffle_alike() if self.by_degree and number % 2 else self._shuffle())

    def _shuffle(self) -> NDArray[np.intp]:
        return self.random.permutation(self.movable)

    def _shuffle_alike(self) -> NDArray[np.intp]:
        """Order the units by degree, with noise: whoever stands side by side has about as many tasks."""
        noise = LIKE_DEGREES * self.random.random(self.movable.size)
        return self.movable[np.argsort(np.log2(self.degrees[self.movable]) + noise)]

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
        tasks, turn = _mark_shared(tasks, pair, second, self.task_bits)
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


def _mark_shared(tasks: WordArray, pair: WordArray, second: WordArray, task_bits: int) -> tuple[WordArray, WordArray]:
    """Return the tasks sorted within each pair, and a mark of each.

    The mark is -1 for the first row's copy of a task that both rows have, 1 for the second's, 0 for an unshared task;
    values are unsigned and wrap.
    """
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


Places = NDArray[np.intp]

MAX_REFINEMENT_WORK = 20_000_000
"""Upper bound of edges visited while symmetric units are individualised; units still alike then keep their input order.
"""


def compute_canonical_order(b: Matrix) -> tuple[Places, Places]:
    """Compute an order of rows and columns that does not depend on the order of the input.

    Draws made from `b[rows][:, columns]` are then the same for a plan whose units or tasks are listed in another order.
    Colour refinement (Weisfeiler & Leman 1968) hashes each node's colour with those of its neighbours until the number
    of colours no longer grows. Among units of one colour with different tasks, the first in input order is
    individualised (McKay 1981) and refinement repeats. Where such units are images of one another under an
    automorphism, the reordered matrix is the same whichever is chosen. In graphs where colour refinement cannot
    separate units that differ, such as biregular ones, the result may still depend on the input order.

    Args:
        b: Boolean biadjacency matrix, units x tasks.

    Returns:
        Row and column permutations.

    >>> b = np.array([[True, True, False, False], [False, False, True, True]])
    >>> for listed in (b, b[::-1], b[:, [0, 2, 1, 3]], b[:, ::-1]):
    ...     rows, columns = compute_canonical_order(listed)
    ...     print(listed[rows][:, columns].tolist() == [[True, True, False, False], [False, False, True, True]])
    True
    True
    True
    True
    """
    unit, task = list_cells(b)
    lines = unit, task
    units, tasks = _refine_colours(lines, *(np.ones(count, dtype=np.uint64) for count in b.shape))
    # Units with the same tasks are told apart by nothing, and need not be.
    own = _sum_at(unit, _mix_bits(np.arange(b.shape[1], dtype=np.uint64))[task], b.shape[0])
    for _ in range(MAX_REFINEMENT_WORK // max(1, unit.size)):
        first = _find_ambiguous_unit(units, own)
        if first is None:
            break
        units[first] = _mix_bits(units[first : first + 1])[0]
        units, tasks = _refine_colours(lines, units, tasks)
    return np.argsort(units, kind="stable"), np.argsort(tasks, kind="stable")


def _refine_colours(lines: tuple[Places, Places], units: WordArray, tasks: WordArray) -> tuple[WordArray, WordArray]:
    """Refine node colours by their neighbours' colours until the number of distinct colours is stable."""
    unit, task = lines
    distinct = 0
    while distinct < (now := np.unique(units).size + np.unique(tasks).size):
        distinct = now
        units, tasks = (
            _combine_colours(units, _sum_at(unit, _mix_bits(tasks)[task], units.size)),
            _combine_colours(tasks, _sum_at(task, _mix_bits(units)[unit], tasks.size)),
        )
    return units, tasks


def _find_ambiguous_unit(units: WordArray, own: WordArray) -> int | None:
    """Find the first unit of the lowest colour class whose units differ in their tasks (`own`), if any."""
    order = np.lexsort((own, units))
    mixed = (units[order][1:] == units[order][:-1]) & (own[order][1:] != own[order][:-1])
    if not mixed.any():
        return None
    return int(np.flatnonzero(units == units[order][int(mixed.argmax())])[0])


def _sum_at(places: Places, values: WordArray, count: int) -> WordArray:
    """Sum `values` into `count` bins modulo 2^64, so the order of summation makes no difference."""
    found = np.zeros(count, dtype=np.uint64)
    np.add.at(found, places, values)
    return found


def _combine_colours(colours: WordArray, sums: WordArray) -> WordArray:
    """Hash each node's colour with the sum of its neighbours' colours."""
    return _mix_bits(colours + _mix_bits(sums))


def _mix_bits(words: WordArray) -> WordArray:
    """Hash 64-bit words with the finaliser of splitmix64 (Steele et al. 2014)."""
    words = words + np.uint64(0x9E3779B97F4A7C15)
    words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return words ^ (words >> np.uint64(31))
