"""The ways to add up a load, since no plan says what a share in the work weighs, and what a load can be called."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.nulls.random_assignment_sampler import DrawnLoads

Vector = NDArray[np.float64]

RATIOS = tuple(tenth / 10 for tenth in range(1, 11))
"""What one task without the lead weighs against one with it: nothing in a plan fixes this, so all are tried."""
ALPHAS = (0, 1)
"""0: every co-lead carries the whole lead; 1: one lead is shared among the co-leads."""
LOAD_TOLERANCE = 1e-9
"""Loads closer than this are equal; they differ only by the order in which fractions were added."""


class Flag(StrEnum):
    """What is said of one unit's load, from the strongest down."""

    OVERLOADED = "overloaded"
    SOME_WEIGHTS = "overloaded-under-some-weights"
    WATCH = "watch"
    NONE = "none"


def list_weighting_schemes(led: bool) -> tuple[tuple[float, int], ...]:
    """The (ratio, alpha) of every way; without any leads nothing has to be weighed against them, and two are left.

    >>> len(list_weighting_schemes(True)), list_weighting_schemes(False)
    (20, ((1.0, 0), (1.0, 1)))
    """
    return tuple((ratio, alpha) for alpha in ALPHAS for ratio in (RATIOS if led else (1.0,)))


def compute_loads(drawn: DrawnLoads, ways: Sequence[tuple[float, int]]) -> list[Vector]:
    """The load of each unit (of each draw) in every way: its leads, and its other tasks times the ratio."""
    parts = {0: (drawn.leads, drawn.others), 1: (drawn.lead_parts, drawn.other_parts)}
    return [parts[alpha][0] + ratio * parts[alpha][1] for ratio, alpha in ways]


def get_flag(over: int, ways: int) -> Flag:
    """By the number of ways in which a load is above what it is compared with.

    >>> get_flag(20, 20).value, get_flag(3, 20).value, get_flag(0, 20).value
    ('overloaded', 'overloaded-under-some-weights', 'none')
    """
    if not over:
        return Flag.NONE
    return Flag.OVERLOADED if over == ways else Flag.SOME_WEIGHTS
