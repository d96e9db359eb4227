"""All ways to divide a few things into groups, and what a division is worth: the plainest checks of any search."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np


def partitions_of(size: int) -> Iterator[np.ndarray]:
    """Each partition of `size` things once, as labels in order of first use."""

    def grown(labels: list[int]) -> Iterator[list[int]]:
        if len(labels) == size:
            yield labels
            return
        for label in range(max(labels, default=-1) + 2):
            yield from grown([*labels, label])

    for labels in grown([]):
        yield np.array(labels, dtype=np.int64)


def compute_scaled_modularity(w: np.ndarray, units: np.ndarray) -> int:
    """E^2 times Q with every task in its best module; `w` is the modularity matrix."""
    return int(np.stack([w[units == module].sum(axis=0) for module in np.unique(units)]).max(axis=0).sum())
