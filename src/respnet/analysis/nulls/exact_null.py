"""The exact chances of joint tasks with both margins fixed: all units x tasks matrices counted, none drawn.

The matrices are counted unit by unit. What matters of the tasks is only how many have 1, 2, 3, … seats left, so the
count runs over these numbers. A unit that takes a of the n tasks with r seats left can do so in C(n, a) ways. Rounding
is the only error: nothing is ever subtracted.
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
"""Numbers added up at most, about three seconds; beyond it draws or the near-exact law take over."""
MAX_COUNTED_TASKS = 128
"""With more tasks the numbers of ways would leave the range of floating-point numbers."""
VECTOR_STEP_COST = 10_000
"""What one small vector operation costs, in numbers added up."""


def compute_exact_null(b: Matrix) -> PairNullModel:
    """The law of every pair of units that have tasks. Ask `is_exact_feasible` first.

    Units x tasks; the cost grows with the seats of a task: up to about 64 tasks with at most four leads.

    >>> b = np.array([[True, True, False], [True, False, True], [False, True, False]])
    >>> laws = compute_exact_null(b)
    >>> laws.at_least(np.array([2]), np.array([1]), 1).round(4).tolist()  # 2 of the 5 matrices with these margins
    [0.4]
    """
    degrees, count = _degrees(b), _Count.of(b)
    splits = _Splits.of(count.tasks)
    return PairNullModel.of(
        (_pair_chances(count, splits, pair, ways) for pair, ways in _all_but_two(count, degrees)),
        most=max(degrees, default=0),
    )


def is_exact_feasible(b: Matrix) -> bool:
    """Whether `compute_exact_null` is done within MOST_WORK, and with numbers that fit.

    >>> is_exact_feasible(np.eye(3, dtype=bool)), is_exact_feasible(np.ones((20, 40), dtype=bool))
    (True, False)
    """
    return b.shape[1] <= MAX_COUNTED_TASKS and _work(b) <= MAX_COUNTING_WORK


def _work(b: Matrix) -> int:
    """About how many numbers are added up."""
    degrees = _degrees(b)
    if not degrees:
        return 0
    caps = [int(np.count_nonzero(b.sum(axis=0) >= seats)) for seats in range(2, int(b.sum(axis=0).max()) + 1)]
    classes = Counter(b.sum(axis=0).tolist())
    states = prod(cap + 1 for cap in caps)
    splits = prod(comb(tasks + 2, 2) for seats, tasks in classes.items() if seats > 1)
    pairs = len(degrees) * (len(degrees) + 1) // 2
    placing = 0
    for earlier, (degree, units) in enumerate(_in_turn(degrees)):
        times = units * (1 + earlier + earlier * (earlier + 1) // 2)
        placing += (
            times * (sum(min(cap, degree) + 1 for cap in caps) + 1) * ((degree + 1) * states * 2 + VECTOR_STEP_COST)
        )
    return placing + pairs * (20 * splits + VECTOR_STEP_COST)


def _degrees(b: Matrix) -> Counter[int]:
    """How many units have so many tasks, those without left out."""
    return Counter(degree for degree in b.sum(axis=1).tolist() if degree)


def _in_turn(degrees: Counter[int]) -> list[tuple[int, int]]:
    """(tasks, units), the costliest to place first: what comes first is counted for all pairs at once."""
    return sorted(degrees.items(), key=lambda one: (-one[0] * one[1], one[0]))


@dataclass(frozen=True, slots=True)
class _Count:
    """The tasks by their seats, and what counting needs.

    `tasks[r]` tasks have r seats. A state is (n_2, n_3, …), the tasks with so many seats left; n_1 follows from the
    seats left in all. `seats` and `held` are the seats and tasks of every state without these.
    """

    tasks: tuple[int, ...]
    binomials: Vector
    seats: Counts
    held: Counts

    @classmethod
    def of(cls, b: Matrix) -> _Count:
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
        """n_1 of every state with so many seats left in all, and whether there is such a state."""
        ones = seats - self.seats
        there = (ones >= 0) & (ones + self.held < self.binomials.shape[0])
        return np.where(there, ones, 0), there

    def place(self, ways: Vector, seats: int, degree: int) -> Vector:
        """The ways to fill each state with one more unit of so many tasks, from those without it (scaled)."""
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
        """Some more, of the tasks with `axis` + 2 seats left: each has one seat less then, and counts as such."""
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


def _all_but_two(count: _Count, degrees: Counter[int]) -> Iterator[tuple[tuple[int, int], Vector]]:
    """For each two numbers of tasks: the ways of all units but one of each to fill every state."""
    turns = _in_turn(degrees)

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
class _Splits:
    """Every way to put two units on the tasks with two or more seats, one entry each.

    `joint` tasks hold both, `alone` tasks hold one of them; `ways` to choose them; `state` is what is left.
    """

    joint: Counts
    alone: Counts
    ways: Vector
    state: tuple[Counts, ...]

    @classmethod
    def of(cls, tasks: tuple[int, ...]) -> _Splits:
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


def _pair_chances(count: _Count, splits: _Splits, pair: tuple[int, int], ways: Vector) -> NullDistribution:
    """Chances of the pair's joint tasks: the ways to place the two times the ways to place all others.

    Of the tasks that hold one of the two, whatever their seats, any d - x may be the first unit's.
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
