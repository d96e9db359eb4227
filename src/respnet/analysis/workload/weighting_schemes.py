"""Weighting schemes for load: 20 (ratio, alpha) pairs, since no plan fixes the weight of an assignment."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.nulls.random_assignment_sampler import DrawnLoads

Vector = NDArray[np.float64]

RATIOS = tuple(tenth / 10 for tenth in range(1, 11))
"""Weights of a task without the lead, relative to a task with it."""
ALPHAS = (0, 1)
"""Sharing exponents: 0, every co-lead carries the whole task; 1, a task is divided among its co-leads."""
LOAD_TOLERANCE = 1e-9
"""Loads closer than this are equal; they differ only by rounding in the order of summation."""


class Flag(StrEnum):
    """Verdict on the load of one unit, strongest first."""

    OVERLOADED = "overloaded"
    SOME_WEIGHTS = "overloaded-under-some-weights"
    WATCH = "watch"
    NONE = "none"


def list_weighting_schemes(led: bool) -> tuple[tuple[float, int], ...]:
    """List the (ratio, alpha) pairs; without any leads the ratio is 1 and two are left.

    >>> len(list_weighting_schemes(True)), list_weighting_schemes(False)
    (20, ((1.0, 0), (1.0, 1)))
    """
    return tuple((ratio, alpha) for alpha in ALPHAS for ratio in (RATIOS if led else (1.0,)))


def compute_loads(drawn: DrawnLoads, ways: Sequence[tuple[float, int]]) -> list[Vector]:
    """Compute the load of each unit (and draw) under every scheme: leads + ratio * other tasks.

    Args:
        drawn: Loads by role.
        ways: (ratio, alpha) pairs.

    Returns:
        One array a scheme, in the shape of the loads.
    """
    parts = {0: (drawn.leads, drawn.others), 1: (drawn.lead_parts, drawn.other_parts)}
    return [parts[alpha][0] + ratio * parts[alpha][1] for ratio, alpha in ways]


def get_flag(over: int, ways: int) -> Flag:
    """Return the flag for a unit that exceeds its limit in `over` of the schemes.

    Args:
        over: Number of schemes in which the load exceeds its limit.
        ways: Number of schemes.

    Returns:
        OVERLOADED for all schemes, SOME_WEIGHTS for some, NONE for none.

    >>> get_flag(20, 20).value, get_flag(3, 20).value, get_flag(0, 20).value
    ('overloaded', 'overloaded-under-some-weights', 'none')
    """
    if not over:
        return Flag.NONE
    return Flag.OVERLOADED if over == ways else Flag.SOME_WEIGHTS
