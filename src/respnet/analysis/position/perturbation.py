"""Bootstrap of the tasks for the robustness of ranks, and the rank intervals it gives.

Costenbader & Valente 2003; Smith & Moody 2013.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from respnet.core.network import Matrix

PERTURBATION_BLOCK_CELLS = 1 << 18
"""Cells of a batch made at once, so that the working arrays of a small plan stay in the processor's cache."""
TRIMMED_ONE_IN = 40
"""One repetition in so many is trimmed at either end: the middle 95 % remain."""


def draw_resampled_matrices(b: Matrix, *, repetitions: int, seed: int) -> Iterator[NDArray[np.bool_]]:
    """Draw as many tasks as there are, with repetition; the same seed gives the same matrices.

    Args:
        b: Boolean biadjacency matrix, units x tasks.
        repetitions: Number of matrices.
        seed: Seed of the generator.

    Yields:
        Batches of matrices x units x tasks; nothing for a matrix without edges.

    >>> next(draw_resampled_matrices(np.eye(2, dtype=bool), repetitions=5, seed=1)).shape
    (5, 2, 2)
    """
    if not b.any():
        return
    random = np.random.Generator(np.random.PCG64([seed, 1]))
    most = max(1, PERTURBATION_BLOCK_CELLS // (b.shape[0] * max(b.shape)))
    for start in range(0, repetitions, most):
        drawn = random.integers(0, b.shape[1], (min(most, repetitions - start), b.shape[1]))
        yield b[:, drawn].transpose(1, 0, 2)


def compute_rank_intervals(ranks: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Compute the ends of the middle 95 % of `ranks`, repetitions x units; fewer than 40 repetitions are not trimmed.

    >>> compute_rank_intervals(np.array([[1, 2], [1, 2], [2, 1]]))
    (array([1, 1]), array([2, 2]))
    """
    in_order = np.sort(ranks, axis=0)
    cut = len(ranks) // TRIMMED_ONE_IN
    return in_order[cut], in_order[len(ranks) - 1 - cut]
