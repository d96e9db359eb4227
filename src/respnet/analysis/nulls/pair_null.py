"""Null distributions of the number of joint tasks, by the degrees of the two units, and their estimate from draws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.core.network import Matrix

Counts = NDArray[np.int64]
Vector = NDArray[np.float64]


NEGLIGIBLE_CHANCE = 1e-200
"""Probabilities below this share of the largest are taken as 0: rounding leaves such values in forced plans."""


@dataclass(frozen=True, slots=True)
class NullDistribution:
    """Null distribution of a pair: probabilities of `low`, `low + 1`, … joint tasks for units of these degrees."""

    degrees: tuple[int, int]
    low: int
    chances: Vector

    @classmethod
    def trim_impossible(cls, degrees: tuple[int, int], low: int, chances: Vector) -> NullDistribution:
        """Build a distribution without impossible values at either end.

        Args:
            degrees: Degrees of the two units.
            low: Number of joint tasks of the first probability.
            chances: Probabilities, not necessarily normalised.

        Returns:
            The distribution, cut to its support.

        >>> NullDistribution.trim_impossible((2, 2), 0, np.array([0.0, 1.0, 3.0, 0.0]))
        NullDistribution(degrees=(2, 2), low=1, chances=array([1., 3.]))
        """
        there = np.flatnonzero(chances > NEGLIGIBLE_CHANCE * chances.max())
        return cls(degrees, low + int(there[0]), chances[there[0] : there[-1] + 1])


@dataclass(frozen=True, slots=True)
class PairNullModel:
    """Null distributions of all pairs of a layer; with fixed margins they depend on the two degrees alone.

    `chances`, `upper` and `lower` hold probabilities and tails of all distributions, one after another; `place`, `size`
    and `low` (matrices over classes of degrees) give the offset, the length and the first number of joint tasks of the
    distribution for two degrees; `mean` is its mean, and `code` the class of each degree (0 for one without a law).
    Numbers of joint tasks outside a distribution have a probability below rounding.
    """

    code: Counts
    place: Counts
    size: Counts
    low: Counts
    mean: Vector
    chances: Vector
    upper: Vector
    lower: Vector

    @classmethod
    def of(cls, laws: Iterable[NullDistribution], most: int, *, drawn: bool = False) -> PairNullModel:
        """Build the model from single distributions, which are normalised.

        Args:
            laws: Distributions, one for each pair of degrees.
            most: Largest degree.
            drawn: True if probabilities are counts of draws; then p = (1 + draws in the tail) / (1 + draws).

        Returns:
            The model of all pairs.

        >>> laws = PairNullModel.of([NullDistribution((1, 2), 0, np.array([0.25, 0.75]))], most=2)
        >>> laws.at_least(np.array([1]), np.array([2]), np.array([1])), laws.at_most(np.array([2]), np.array([1]), 0)
        (array([0.75]), array([0.25]))
        """
        listed = list(laws)
        code = np.zeros(most + 1, dtype=np.int64)
        degrees = sorted({degree for law in listed for degree in law.degrees})
        code[degrees] = np.arange(1, len(degrees) + 1)
        shape = (len(degrees) + 1, len(degrees) + 1)
        place, size, low = (np.zeros(shape, dtype=np.int64) for _ in range(3))
        means = np.zeros(shape)
        held, upper, lower, filled = [np.ones(1)], [np.ones(1)], [np.ones(1)], 1
        size += 1  # a pair without a law of its own: any number is as likely as can be
        for law in listed:
            chances, add = law.chances, int(drawn)
            total = float(chances.sum())
            mean = float(chances @ np.arange(law.low, law.low + chances.size)) / total
            first, second = code[list(law.degrees)].tolist()
            for here in ((first, second), (second, first)):
                place[here], size[here], low[here], means[here] = filled, chances.size, law.low, mean
            held.append(chances / total)
            upper.append(np.minimum(1.0, (add + np.cumsum(chances[::-1])[::-1]) / (add + total)))
            lower.append(np.minimum(1.0, (add + np.cumsum(chances)) / (add + total)))
            filled += chances.size
        return cls(code, place, size, low, means, *map(np.concatenate, (held, upper, lower)))

    def get_distribution(self, a: int, b: int) -> NullDistribution:
        """Return the distribution for two degrees.

        Args:
            a: Degree of one unit.
            b: Degree of the other.

        >>> laws = PairNullModel.of([NullDistribution((1, 2), 0, np.array([1.0, 3.0]))], most=2)
        >>> laws.get_distribution(2, 1)
        NullDistribution(degrees=(2, 1), low=0, chances=array([0.25, 0.75]))
        """
        here = self.code[a], self.code[b]
        start = int(self.place[here])
        return NullDistribution((a, b), int(self.low[here]), self.chances[start : start + int(self.size[here])])

    def expected(self, a: Counts, b: Counts) -> Vector:
        """Return the expected numbers of joint tasks for two degrees.

        Args:
            a: Degrees of the first units.
            b: Degrees of the second units.
        """
        means: Vector = self.mean[self.code[a], self.code[b]]
        return means

    def at_least(self, a: Counts, b: Counts, joint: Counts | int) -> Vector:
        """Return the upper tail probability P(X >= joint).

        Args:
            a: Degrees of the first units.
            b: Degrees of the second units.
            joint: Observed joint tasks.

        Returns:
            Probabilities, in the broadcast shape of the arguments.
        """
        chances: Vector = self.upper[self._entry(a, b, joint)]
        return chances

    def at_most(self, a: Counts, b: Counts, joint: Counts | int) -> Vector:
        """Return the lower tail probability P(X <= joint).

        Args:
            a: Degrees of the first units.
            b: Degrees of the second units.
            joint: Observed joint tasks.

        Returns:
            Probabilities, in the broadcast shape of the arguments.
        """
        chances: Vector = self.lower[self._entry(a, b, joint)]
        return chances

    def compute_smallest_p(self, a: Counts, b: Counts, *, fewer: bool = False) -> Vector:
        """Return the smallest attainable p-value for two degrees (Tarone 1990).

        Args:
            a: Degrees of the first units.
            b: Degrees of the second units.
            fewer: True for the lower tail.

        Returns:
            Probabilities, in the broadcast shape of the arguments.
        """
        here = self.code[a], self.code[b]
        place = self.place[here]
        chances: Vector = self.lower[place] if fewer else self.upper[place + self.size[here] - 1]
        return chances

    def list_attainable_p(self, a: int, b: int, *, fewer: bool = False) -> Vector:
        """Return the p-values that a pair of these degrees can have, ascending; with `fewer` of the lower tail."""
        place, size = self.place[self.code[a], self.code[b]], self.size[self.code[a], self.code[b]]
        here = slice(place, place + size)
        return self.lower[here] if fewer else self.upper[here][::-1]

    def most(self, a: Counts, b: Counts) -> Counts:
        """Return the largest number of joint tasks in the support for two degrees.

        Args:
            a: Degrees of the first units.
            b: Degrees of the second units.

        Returns:
            Counts, in the broadcast shape of the arguments.
        """
        here = self.code[a], self.code[b]
        most: Counts = self.low[here] + self.size[here] - 1
        return most

    def _entry(self, a: Counts, b: Counts, joint: Counts | int) -> Counts:
        """Index the tail tables; numbers outside the support are clipped to its ends."""
        here = self.code[a], self.code[b]
        entry: Counts = self.place[here] + np.clip(joint - self.low[here], 0, self.size[here] - 1)
        return entry


def compute_sampled_null(b: Matrix, blocks: Iterable[NDArray[np.bool_]]) -> PairNullModel:
    """Estimate the null distribution of joint tasks from matrices drawn with the margins of `b`.

    Pairs with the same two degrees have the same distribution and share their draws on average, so equal pairs get
    equal probabilities. No p-value falls below 1 / (1 + draws).

    Args:
        b: Boolean biadjacency matrix, units x tasks.
        blocks: Drawn matrices, in blocks of draws x units x tasks.

    Returns:
        Null distributions by the pair's two degrees.

    >>> b = np.array([[True, False], [False, True]])
    >>> laws = compute_sampled_null(b, [np.stack([b, b[::-1], b])])
    >>> laws.at_least(np.array([1]), np.array([1]), np.array([0, 1])).tolist()
    [1.0, 1.0]
    """
    rows = np.flatnonzero(b.any(axis=1))
    degrees = b.sum(axis=1)[rows]
    first, second = np.triu_indices(rows.size, k=1)
    most = int(degrees.max(initial=0))
    kind = np.minimum(degrees[first], degrees[second]) * (most + 1) + np.maximum(degrees[first], degrees[second])
    kinds, which, pairs = np.unique(kind, return_inverse=True, return_counts=True)
    seen = np.zeros((kinds.size, most + 1), dtype=np.int64)
    for block in blocks:
        joint = count_joint_tasks(block[:, rows])[:, first, second]
        seen += np.bincount((which * (most + 1) + joint).ravel(), minlength=seen.size).reshape(seen.shape)
    shared = int((b.sum(axis=0) > 1).sum())
    return PairNullModel.of(_build_distributions(kinds, most, seen / pairs[:, None], shared), most, drawn=True)


def _build_distributions(
    kinds: Counts, most: int, seen: NDArray[np.float64], shared: int
) -> Iterator[NullDistribution]:
    """Build one distribution for each pair of degrees, up to the largest possible number of joint tasks.

    `shared` is the number of tasks with two units or more.
    """
    for place, kind in enumerate(kinds.tolist()):
        degrees = kind // (most + 1), kind % (most + 1)
        yield NullDistribution(degrees, 0, seen[place, : min(*degrees, shared) + 1])


def count_joint_tasks(matrices: NDArray[np.bool_]) -> Counts:
    """Count the joint tasks of each two units, matrices x units x units.

    >>> count_joint_tasks(np.array([[[True, True], [True, False]]])).tolist()
    [[[2, 1], [1, 1]]]
    """
    numbers = matrices.astype(np.float32)  # exact up to 16 million tasks, and multiplied far faster than integers
    turned = numbers.transpose(0, 2, 1).copy()  # else BLAS sees a matrix by itself, whose threads wait on one another
    joint: Counts = (numbers @ turned).astype(np.int64)
    return joint
