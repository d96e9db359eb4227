"""Exact null distribution of joint tasks with fixed margins, by dynamic programming over all units x tasks matrices.

Matrices are counted unit by unit. A state holds only how many tasks have 1, 2, 3, … seats left; a unit that takes a of
the n tasks with r seats left can do so in C(n, a) ways. All terms are positive, so rounding is the only error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import comb, prod

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.nulls.pair_null import Counts, NullDistribution, PairNullModel, Vector
from respnet.core.network import Matrix

MAX_COUNTING_WORK = 6_000_000_000
"""Upper bound of additions, about three seconds; beyond it the sampled or the approximate null is used."""
MAX_COUNTED_TASKS = 128
"""With more tasks the counts would exceed the range of floating-point numbers."""
VECTOR_STEP_COST = 10_000
"""Overhead of one small vector operation, in additions."""


def compute_exact_null(b: Matrix) -> PairNullModel:
    """Compute the exact null distribution of joint tasks for every pair of units with tasks.

    Check `is_exact_feasible` first: the cost grows with the seats of a task, up to about 64 tasks with at most four
    leads.

    Args:
        b: Boolean biadjacency matrix, units x tasks.

    Returns:
        Null distributions by the pair's two degrees.

    >>> b = np.array([[True, True, False], [True, False, True], [False, True, False]])
    >>> laws = compute_exact_null(b)
    >>> laws.at_least(np.array([2]), np.array([1]), 1).round(4).tolist()  # 2 of the 5 matrices with these margins
    [0.4]
    """
    degrees, count = _count_degrees(b), _StateCounter.of(b)
    splits = _PairPlacements.of(count.tasks)
    return PairNullModel.of(
        (_compute_distribution(count, splits, pair, ways) for pair, ways in _place_other_units(count, degrees)),
        most=max(degrees, default=0),
    )


def is_exact_feasible(b: Matrix) -> bool:
    """Return True if `compute_exact_null` stays within MAX_COUNTING_WORK and the floating-point range.

    >>> is_exact_feasible(np.eye(3, dtype=bool)), is_exact_feasible(np.ones((20, 40), dtype=bool))
    (True, False)
    """
    return b.shape[1] <= MAX_COUNTED_TASKS and _estimate_work(b) <= MAX_COUNTING_WORK


def _estimate_work(b: Matrix) -> int:
    """Estimate the number of additions."""
    degrees = _count_degrees(b)
    if not degrees:
        return 0
    caps = [int(np.count_nonzero(b.sum(axis=0) >= seats)) for seats in range(2, int(b.sum(axis=0).max()) + 1)]
    classes = Counter(b.sum(axis=0).tolist())
    states = prod(cap + 1 for cap in caps)
    splits = prod(comb(tasks + 2, 2) for seats, tasks in classes.items() if seats > 1)
    pairs = len(degrees) * (len(degrees) + 1) // 2
    placing = 0
    for earlier, (degree, units) in enumerate(_order_by_cost(degrees)):
        times = units * (1 + earlier + earlier * (earlier + 1) // 2)
        placing += (
            times * (sum(min(cap, degree) + 1 for cap in caps) + 1) * ((degree + 1) * states * 2 + VECTOR_STEP_COST)
        )
    return placing + pairs * (20 * splits + VECTOR_STEP_COST)


def _count_degrees(b: Matrix) -> Counter[int]:
    """Count the units of each degree > 0."""
    return Counter(degree for degree in b.sum(axis=1).tolist() if degree)


def _order_by_cost(degrees: Counter[int]) -> list[tuple[int, int]]:
    """Order (degree, units) by cost of placement, highest first: the first classes are placed once for all pairs."""
    return sorted(degrees.items(), key=lambda one: (-one[0] * one[1], one[0]))


@dataclass(frozen=True, slots=True)
class _StateCounter:
    """The tasks by number of seats, and tables for counting.

    `tasks[r]` tasks have r seats. A state is (n_2, n_3, …), the tasks with so many seats left; n_1 follows from the
    total of seats left. `seats` and `held` are the seats and tasks of every state without n_1.
    """

    tasks: tuple[int, ...]
    binomials: Vector
    seats: Counts
    held: Counts

    @classmethod
    def of(cls, b: Matrix) -> _StateCounter:
        sizes = b.sum(axis=0)
        most = int(sizes.max(initial=1))
        tasks = tuple(int(np.count_nonzero(sizes == seats)) for seats in range(most + 1))
        shape = [sum(tasks[seats:]) + 1 for seats in range(2, most + 1)]
        states = tuple(np.indices(shape).astype(np.int64)) if shape else ()
        zero = np.zeros(shape, dtype=np.int64)
        largest = sum(tasks) - tasks[0]
        return cls(
            tasks=tasks,
            binomials=np.array([[float(comb(n, a)) for a in range(largest + 1)] for n in range(largest + 1)]),
            seats=sum((seats * grid for seats, grid in enumerate(states, 2)), zero),
            held=sum(states, zero),
        )

    def single(self, seats: int) -> tuple[Counts, NDArray[np.bool_]]:
        """Return n_1 of every state for a given total of seats left, and a mask of the valid states."""
        ones = seats - self.seats
        there = (ones >= 0) & (ones + self.held < self.binomials.shape[0])
        return np.where(there, ones, 0), there

    def place(self, ways: Vector, seats: int, degree: int) -> Vector:
        """Return the scaled number of ways to reach each state after one more unit of this degree is placed."""
        taken = np.zeros((degree + 1, *ways.shape))  # by the tasks with two or more seats that the unit takes
        taken[0] = ways
        for axis in reversed(range(ways.ndim)):
            taken = self._take(taken, axis)
        ones, there = self.single(seats + degree)
        first = max(0, degree + 1 - self.binomials.shape[0])
        found = np.zeros_like(ways)
        for some in range(first, degree + 1):
            found += self.binomials[ones, degree - some] * taken[some]
        found *= there
        return found / (found.max(initial=0.0) or 1.0)

    def _take(self, taken: Vector, axis: int) -> Vector:
        """Let the unit take tasks with `axis` + 2 seats left; each of them then counts as one with a seat less."""
        found = taken.copy()
        room = taken.shape[axis + 1]
        for more in range(1, min(taken.shape[0], room)):
            here, since = [slice(None)] * taken.ndim, [slice(None)] * taken.ndim
            here[0], since[0] = slice(more, None), slice(None, -more)
            here[axis + 1], since[axis + 1] = slice(more, None), slice(None, -more)
            if axis:
                here[axis], since[axis] = slice(None, -more), slice(more, None)
            choices = self.binomials[more:room, more].reshape(-1, *[1] * (taken.ndim - axis - 2))
            found[tuple(here)] += choices * taken[tuple(since)]
        return found


def _place_other_units(count: _StateCounter, degrees: Counter[int]) -> Iterator[tuple[tuple[int, int], Vector]]:
    """Generate, for each pair of degrees, the ways of all other units to reach every state."""
    turns = _order_by_cost(degrees)

    def go_on(turn: int, ways: Vector, seats: int, out: tuple[int, ...]) -> Iterator[tuple[tuple[int, int], Vector]]:
        if turn == len(turns):
            if len(out) == 2:
                yield (out[0], out[1]), ways
            return
        degree, units = turns[turn]
        most_out = min(2 - len(out), units)
        for placed in range(units + 1):
            if units - placed <= most_out:
                yield from go_on(turn + 1, ways, seats, out + (degree,) * (units - placed))
            if placed < units:
                ways, seats = count.place(ways, seats, degree), seats + degree

    empty = np.zeros(count.seats.shape)
    empty[(0,) * empty.ndim] = 1.0
    yield from go_on(0, empty, 0, ())


@dataclass(frozen=True, slots=True)
class _PairPlacements:
    """All placements of two units on the tasks with two or more seats, one array entry each.

    `joint` tasks have both units, `alone` tasks have one of them, `ways` is the number of choices, `state` is the rest.
    """

    joint: Counts
    alone: Counts
    ways: Vector
    state: tuple[Counts, ...]

    @classmethod
    def of(cls, tasks: tuple[int, ...]) -> _PairPlacements:
        joint, alone, ways = np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64), np.ones(1)
        state: list[Counts] = []
        for seats, number in enumerate(tasks[2:], 2):
            choices = [(x, c) for x in range(number + 1) for c in range(number - x + 1)]
            both, one = np.array(choices, dtype=np.int64).T
            choose = np.array([float(comb(number, x) * comb(number - x, c)) for x, c in choices])
            here = np.repeat(np.arange(joint.size), len(choices))
            both, one, choose = (np.tile(values, joint.size) for values in (both, one, choose))
            state = [left[here] for left in state]
            if seats > 2:
                state[-1] += one
            if seats > 3:
                state[-2] += both
            state.append(number - both - one)
            joint, alone, ways = joint[here] + both, alone[here] + one, ways[here] * choose
        return cls(joint, alone, ways, tuple(state))


def _compute_distribution(
    count: _StateCounter, splits: _PairPlacements, pair: tuple[int, int], ways: Vector
) -> NullDistribution:
    """Compute a pair's distribution of joint tasks: ways to place the two, times ways to place all others.

    Of the tasks with exactly one of the two units, any d - x may be the first unit's, whatever their seats.
    """
    first, second = pair
    single = first + second - 2 * splits.joint - splits.alone
    fits = (single >= 0) & (single <= count.tasks[1]) & (splits.joint <= min(pair))
    joint = splits.joint[fits]
    weights = splits.ways[fits] * count.binomials[count.tasks[1], single[fits]]
    weights *= ways[tuple(left[fits] for left in splits.state)]
    shared = np.array([float(comb(first + second - 2 * x, first - x)) for x in range(min(pair) + 1)])
    chances: Vector = np.bincount(joint, weights, minlength=min(pair) + 1) * shared
    return NullDistribution.trim_impossible(pair, 0, chances)
