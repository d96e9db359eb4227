"""Sampled null distribution of joint tasks with fixed margins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.nulls.pair_null import Counts, NullDistribution, PairNullModel
from respnet.core.network import Matrix


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
    joint: Counts = (numbers @ numbers.transpose(0, 2, 1)).astype(np.int64)
    return joint
