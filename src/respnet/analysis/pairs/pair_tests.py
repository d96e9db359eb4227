"""Test of every pair of units for more, and for fewer, joint tasks than the fixed-margin null gives."""

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
    StepUp,
    compute_critical_p,
    count_detectable_pairs,
    find_joint_pairs,
)
from respnet.core.network import Matrix

if TYPE_CHECKING:  # the kernels are imported where they run: a report with cached results needs NullMethod alone
    from respnet.analysis.nulls.pair_null import Counts, PairNullModel, Vector

MOST_PAIRS_LISTED = 500_000
"""Up to so many pairs all are tested one by one; beyond, only those with a joint task, and none for having few."""
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


@dataclass(frozen=True, slots=True)
class TailTest:
    """Test of one tail, a family of its own: p-values, adjusted ones, rejections, and `testable` ones.

    `judged` marks the listed pairs that the most extreme number possible would make significant, all others unchanged;
    `testable` counts these in the whole family.
    """

    p: Vector
    corrected: Vector
    rejected: NDArray[np.bool_]
    judged: NDArray[np.bool_]
    testable: int


@dataclass(frozen=True, slots=True)
class PairTests:
    """Test results; arrays hold the listed `pairs`: all `family` ones, or in a large plan those with a joint task.

    `more` tests for many joint tasks, `fewer` for few (None where not all pairs are listed). `discrete`: the correction
    uses the p-values that each pair can have.
    """

    laws: PairNullModel
    pairs: JointTasks
    family: int
    discrete: bool
    more: TailTest
    fewer: TailTest | None


def assess_pairs(b: Matrix, law: NullMethod, *, draws: int, seed: int, tell: Callable[[int], None]) -> PairTests:
    """Test all pairs of units with a task.

    Where the law is exact, the correction is the discrete Benjamini–Hochberg one: few joint tasks are possible, and the
    plain one would leave nearly all of the level unused.

    Args:
        b: Boolean biadjacency matrix, units x tasks.
        law: Method of the null distribution.
        draws: Number of draws, for the sampled null.
        seed: Seed of the draws.
        tell: Progress callback; called with the number of matrices drawn since the last call.

    Returns:
        p-values, adjusted p-values and verdicts.

    >>> b = np.repeat([[True, False], [True, False], [False, True]], [3, 6], axis=1)
    >>> found = assess_pairs(b, NullMethod.EXACT, draws=10, seed=1, tell=lambda drawn: None)
    >>> found.family, found.more.testable, found.more.p.round(4).tolist(), found.more.rejected.tolist()
    (3, 3, [0.0014, 1.0, 1.0], [True, False, False])
    """
    degrees = b.sum(axis=1)
    active = int((degrees > 0).sum())
    family = active * (active - 1) // 2
    laws = build_null(b, law, (draws, seed), tell)
    listed = family <= MOST_PAIRS_LISTED
    units, tasks = np.nonzero(b)
    pairs = list_all_pairs(b) if listed else find_joint_pairs(units, tasks, b.shape)
    rules = build_step_ups(laws, degrees, family, discrete=law is NullMethod.EXACT)
    more, fewer = (_assess_tail(laws, degrees, pairs, rule, fewer=tail) for tail, rule in enumerate(rules))
    return PairTests(laws, pairs, family, law is NullMethod.EXACT, more, fewer if listed else None)


def list_all_pairs(b: Matrix) -> JointTasks:
    """List all pairs of units with a task, and their numbers of joint tasks."""
    rows = np.flatnonzero(b.any(axis=1))
    numbers = b[rows].astype(np.float32)  # exact up to 16 million tasks, and multiplied far faster than integers
    first, second = np.triu_indices(rows.size, k=1)
    return JointTasks(rows[first], rows[second], (numbers @ numbers.T)[first, second].astype(np.int64))


def build_step_ups(laws: PairNullModel, degrees: Counts, family: int, *, discrete: bool) -> tuple[StepUp, StepUp]:
    """Build the rules for many and for few joint tasks."""
    if not discrete:
        return StepUp(family), StepUp(family)
    kinds, units = np.unique(degrees[degrees > 0], return_counts=True)
    first, second = np.triu_indices(kinds.size)
    number = np.where(first == second, units[first] * (units[first] - 1) // 2, units[first] * units[second])
    held = [place for place in range(first.size) if number[place]]
    more, fewer = (
        StepUp.discrete(
            [laws.list_attainable_p(kinds[first[at]], kinds[second[at]], fewer=tail) for at in held], number[held]
        )
        for tail in (False, True)
    )
    return more, fewer


def _assess_tail(laws: PairNullModel, degrees: Counts, pairs: JointTasks, rule: StepUp, *, fewer: int) -> TailTest:
    first, second = degrees[pairs.first], degrees[pairs.second]
    p = (laws.at_most if fewer else laws.at_least)(first, second, pairs.joint)
    after = rule.adjust(p)
    limits = compute_critical_p(p, rule.thresholds(min(rule.family, p.size + 1)))
    rejected = after <= SIGNIFICANCE_LEVEL
    judged = rejected | (laws.compute_smallest_p(first, second, fewer=bool(fewer)) <= limits[:-1])
    unlisted = 0 if fewer else count_detectable_pairs(laws, degrees, pairs, float(limits[-1]))
    return TailTest(p, after, rejected, judged, int(judged.sum()) + unlisted)


def build_null(b: Matrix, law: NullMethod, lot: tuple[int, int], tell: Callable[[int], None]) -> PairNullModel:
    """Build the null distributions, on the canonical order of units and tasks.

    Args:
        b: Boolean biadjacency matrix, units x tasks.
        law: Method of the null distribution.
        lot: Number of draws and their seed, for the sampled null.
        tell: Progress callback; called with the number of matrices drawn since the last call.
    """
    from respnet.analysis.nulls.approximate_null import compute_approximate_null
    from respnet.analysis.nulls.exact_null import compute_exact_null
    from respnet.analysis.nulls.fixed_margins import draw_fixed_margin_matrices
    from respnet.analysis.nulls.pair_null import compute_sampled_null
    from respnet.analysis.stats.canonical_order import compute_canonical_order

    rows, columns = compute_canonical_order(b)
    b = b[rows][:, columns]
    draws, seed = lot
    if law is not NullMethod.SAMPLED:
        return compute_exact_null(b) if law is NullMethod.EXACT else compute_approximate_null(b)

    def blocks() -> Iterator[NDArray[np.bool_]]:
        for block in draw_fixed_margin_matrices(b, draws=draws, seed=seed):
            tell(block.shape[0])
            yield block

    return compute_sampled_null(b, blocks())
