"""Test of every pair of units for more joint tasks than the fixed-margin null gives, with its false alarm rate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.stats.multiple_testing import (
    SIGNIFICANCE_LEVEL,
    JointTasks,
    benjamini_hochberg,
    compute_critical_p,
    count_detectable_pairs,
    find_joint_pairs,
    has_significant_pair,
)
from respnet.core.network import Matrix

if TYPE_CHECKING:  # the kernels are imported where they run: a report with cached results needs NullMethod alone
    from respnet.analysis.nulls.pair_null import PairNullModel, Vector

NULL_PLANS = 1_000
NULL_PLANS_LARGE = 100
"""Draws from the null that measure the false alarm rate; a large plan takes a tenth of a second each."""
MOST_EDGES_DRAWN = 1_500
MOST_PAIRS_DRAWN = 1_000
"""Draws cannot give p-values below 1 / (1 + draws): with more pairs the correction would never reject."""


class NullMethod(StrEnum):
    """Method of the null distribution."""

    EXACT = "exact"
    NEAR_EXACT = "near-exact"
    SAMPLED = "sampled"

    @classmethod
    def of(cls, b: Matrix) -> NullMethod:
        """Choose the method: exact where counting takes a second or two, sampled for small layers, else approximate.

        >>> NullMethod.of(np.eye(3, dtype=bool)), NullMethod.of(np.ones((100, 200), dtype=bool))
        (<NullMethod.EXACT: 'exact'>, <NullMethod.NEAR_EXACT: 'near-exact'>)
        """
        from respnet.analysis.nulls.exact_null import is_exact_feasible

        if is_exact_feasible(b):
            return cls.EXACT
        units = int(b.any(axis=1).sum())
        small = b.sum() <= MOST_EDGES_DRAWN and units * (units - 1) // 2 <= MOST_PAIRS_DRAWN
        return cls.SAMPLED if small else cls.NEAR_EXACT

    def null_plans(self, draws: int) -> int:
        """Return the number of draws that measure the false alarm rate, at most `draws`."""
        return min(draws, NULL_PLANS_LARGE if self is NullMethod.NEAR_EXACT else NULL_PLANS)

    def plans(self, draws: int) -> int:
        """Return the total number of draws."""
        return draws if self is NullMethod.SAMPLED else self.null_plans(draws)


@dataclass(frozen=True, slots=True)
class PairTests:
    """Test results; arrays hold the pairs with a joint task, in printed order of the units.

    `family` pairs were compared, `testable` of them could be rejected; `alarms` counts the null draws with a rejection.
    """

    laws: PairNullModel
    pairs: JointTasks
    family: int
    testable: int
    alarms: int
    p: Vector
    corrected: Vector
    together: NDArray[np.bool_]
    judged: NDArray[np.bool_]


def assess_pairs(b: Matrix, law: NullMethod, *, draws: int, seed: int, tell: Callable[[int], None]) -> PairTests:
    """Test all pairs of units with a task.

    Args:
        b: Boolean biadjacency matrix, units x tasks.
        law: Method of the null distribution.
        draws: Number of draws, for the sampled null and for the false alarm rate.
        seed: Seed of the draws.
        tell: Progress callback; called with the number of matrices drawn since the last call.

    Returns:
        p-values, adjusted p-values and verdicts.

    >>> b = np.repeat([[True, False], [True, False], [False, True]], [3, 6], axis=1)
    >>> found = assess_pairs(b, NullMethod.EXACT, draws=10, seed=1, tell=lambda drawn: None)
    >>> found.family, found.testable, found.p.round(4).tolist(), found.together.tolist()
    (3, 3, [0.0014], [True])
    """
    degrees = b.sum(axis=1)
    active = int((degrees > 0).sum())
    family = active * (active - 1) // 2
    laws, alarms = _build_null(b, law, (draws, seed), family, tell)
    pairs = _list_joint_pairs(b)
    first, second = degrees[pairs.first], degrees[pairs.second]
    p = laws.at_least(first, second, pairs.joint)
    after, limits = benjamini_hochberg(p, family), compute_critical_p(p, family)
    together = after <= SIGNIFICANCE_LEVEL
    judged = together | (laws.compute_smallest_p(first, second) <= limits[:-1])
    testable = int(judged.sum()) + count_detectable_pairs(laws, degrees, pairs, float(limits[-1]))
    return PairTests(laws, pairs, family, testable, alarms, p, after, together, judged)


def _build_null(
    b: Matrix, law: NullMethod, lot: tuple[int, int], family: int, tell: Callable[[int], None]
) -> tuple[PairNullModel, int]:
    """Build the null distributions and count the null draws in which they reject, on the canonical order."""
    from respnet.analysis.nulls.approximate_null import compute_approximate_null
    from respnet.analysis.nulls.curveball import MIN_THINNING, draw_fixed_margin_edges, draw_fixed_margin_matrices
    from respnet.analysis.nulls.exact_null import compute_exact_null
    from respnet.analysis.nulls.sampled_null import compute_sampled_null
    from respnet.analysis.stats.canonical_order import compute_canonical_order

    rows, columns = compute_canonical_order(b)
    b = b[rows][:, columns]
    draws, seed = lot
    plans = law.null_plans(draws)
    if law is NullMethod.SAMPLED:
        kept: list[Matrix] = []

        def blocks() -> Iterator[NDArray[np.bool_]]:
            for block in draw_fixed_margin_matrices(b, draws=draws, seed=seed):
                kept.extend(block[: plans - len(kept)])
                tell(block.shape[0])
                yield block

        laws = compute_sampled_null(b, blocks())
        return laws, sum(_has_false_alarm(laws, b, _list_joint_pairs(matrix), family) for matrix in kept)
    laws = compute_exact_null(b) if law is NullMethod.EXACT else compute_approximate_null(b)
    units, alarms = np.nonzero(b)[0], 0
    # How like one draw is to the next makes a share of them no larger or smaller: the fewest rounds will do.
    for block in draw_fixed_margin_edges(b, draws=plans, seed=seed, rounds=MIN_THINNING):
        alarms += sum(_has_false_alarm(laws, b, find_joint_pairs(units, tasks, b.shape), family) for tasks in block)
        tell(block.shape[0])
    return laws, alarms


def _list_joint_pairs(b: Matrix) -> JointTasks:
    units, tasks = np.nonzero(b)
    return find_joint_pairs(units, tasks, b.shape)


def _has_false_alarm(laws: PairNullModel, b: Matrix, pairs: JointTasks, family: int) -> bool:
    """Return True if the test rejects any pair of a matrix drawn with the margins of `b`."""
    degrees = b.sum(axis=1)
    return has_significant_pair(laws.at_least(degrees[pairs.first], degrees[pairs.second], pairs.joint), family)
