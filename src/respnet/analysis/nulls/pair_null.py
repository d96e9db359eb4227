"""The chances of every number of joint tasks, for every pair of units, by how many tasks the two have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Vector = NDArray[np.float64]


NEGLIGIBLE_CHANCE = 1e-200
"""Chances below this share of the largest are none: a forced plan leaves such."""


@dataclass(frozen=True, slots=True)
class NullDistribution:
    """One law: chances of `low`, `low + 1`, … joint tasks for two units with so many tasks each."""

    degrees: tuple[int, int]
    low: int
    chances: Vector

    @classmethod
    def trim_impossible(cls, degrees: tuple[int, int], low: int, chances: Vector) -> NullDistribution:
        """The law without the numbers at both ends that cannot be.

        >>> NullDistribution.trim_impossible((2, 2), 0, np.array([0.0, 1.0, 3.0, 0.0]))
        NullDistribution(degrees=(2, 2), low=1, chances=array([1., 3.]))
        """
        there = np.flatnonzero(chances > NEGLIGIBLE_CHANCE * chances.max())
        return cls(degrees, low + int(there[0]), chances[there[0] : there[-1] + 1])


@dataclass(frozen=True, slots=True)
class PairNullModel:
    """The laws of all pairs of a layer. Given both margins, a law depends on the two units' numbers of tasks alone.

    `upper` and `lower` hold, law after law, the chance of at least and of at most so many joint tasks; `place`,
    `size` and `low` (tasks + 1 x tasks + 1) say where the law for two numbers of tasks begins, how many entries it
    has and which number of joint tasks comes first. `expected` is its mean. Numbers of joint tasks that a law leaves
    out have a chance below rounding.
    """

    place: Counts
    size: Counts
    low: Counts
    expected: Vector
    upper: Vector
    lower: Vector

    @classmethod
    def of(cls, laws: Iterable[NullDistribution], most: int, *, drawn: bool = False) -> PairNullModel:
        """Gather the laws; `most` is the largest number of tasks of one unit.

        Chances need not add up to 1: they are made to. `drawn` says that they are numbers of draws: then p is
        (1 + draws with at least so many) / (1 + draws).

        >>> laws = PairNullModel.of([NullDistribution((1, 2), 0, np.array([0.25, 0.75]))], most=2)
        >>> laws.at_least(np.array([1]), np.array([2]), np.array([1])), laws.at_most(np.array([2]), np.array([1]), 0)
        (array([0.75]), array([0.25]))
        """
        shape = (most + 1, most + 1)
        place, size, low = (np.zeros(shape, dtype=np.int64) for _ in range(3))
        expected = np.zeros(shape)
        upper, lower, filled = [np.ones(1)], [np.ones(1)], 1
        size += 1  # a pair without a law of its own: any number is as likely as can be
        for law in laws:
            chances, add = law.chances, int(drawn)
            total = float(chances.sum())
            mean = float(chances @ np.arange(law.low, law.low + chances.size)) / total
            for here in (law.degrees, law.degrees[::-1]):
                place[here], size[here], low[here], expected[here] = filled, chances.size, law.low, mean
            upper.append(np.minimum(1.0, (add + np.cumsum(chances[::-1])[::-1]) / (add + total)))
            lower.append(np.minimum(1.0, (add + np.cumsum(chances)) / (add + total)))
            filled += chances.size
        return cls(place, size, low, expected, np.concatenate(upper), np.concatenate(lower))

    def at_least(self, a: Counts, b: Counts, joint: Counts | int) -> Vector:
        """The chance of at least `joint` joint tasks for units with `a` and `b` tasks."""
        chances: Vector = self.upper[self._entry(a, b, joint)]
        return chances

    def at_most(self, a: Counts, b: Counts, joint: Counts | int) -> Vector:
        """The chance of at most `joint` joint tasks for units with `a` and `b` tasks."""
        chances: Vector = self.lower[self._entry(a, b, joint)]
        return chances

    def compute_smallest_p(self, a: Counts, b: Counts) -> Vector:
        """The smallest chance of at least so many joint tasks that units with `a` and `b` tasks can come to."""
        chances: Vector = self.upper[self.place[a, b] + self.size[a, b] - 1]
        return chances

    def most(self, a: Counts, b: Counts) -> Counts:
        """The most joint tasks that the law knows."""
        most: Counts = self.low[a, b] + self.size[a, b] - 1
        return most

    def _entry(self, a: Counts, b: Counts, joint: Counts | int) -> Counts:
        """A number of joint tasks that the law leaves out is taken for the nearest that it knows."""
        entry: Counts = self.place[a, b] + np.clip(joint - self.low[a, b], 0, self.size[a, b] - 1)
        return entry
