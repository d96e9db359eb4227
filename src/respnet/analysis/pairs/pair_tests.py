"""Every pair of units of a layer against chance with both margins fixed: which law, and what comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.nulls.approximate_null import near_laws
from respnet.analysis.nulls.curveball import ROUNDS, fixed_margin_draws, fixed_margin_edges
from respnet.analysis.nulls.exact_null import countable, exact_laws
from respnet.analysis.nulls.pair_null import PairLaws, Vector
from respnet.analysis.nulls.sampled_null import drawn_laws
from respnet.analysis.stats.canonical_order import structural_order
from respnet.analysis.stats.multiple_testing import (
    JointTasks,
    any_flagged,
    corrected,
    could_be_flagged,
    joint_pairs,
    room,
)
from respnet.analysis.workload.random_assignment import LEVEL
from respnet.core.network import Matrix

NULL_PLANS = 1_000
NULL_PLANS_LARGE = 100
"""Plans drawn to measure the false alarms; a large plan takes a tenth of a second each."""
MOST_EDGES_DRAWN = 1_500
MOST_PAIRS_DRAWN = 1_000
"""Draws cannot show chances below 1 / (1 + draws): with more pairs the correction would never let one through."""


class Law(StrEnum):
    """How the chances were found."""

    EXACT = "exact"
    NEAR_EXACT = "near-exact"
    SAMPLED = "sampled"

    @classmethod
    def of(cls, b: Matrix) -> Law:
        """The best that is to be had: exact where counting takes a second or two, draws where the layer is small.

        >>> Law.of(np.eye(3, dtype=bool)), Law.of(np.ones((100, 200), dtype=bool))
        (<Law.EXACT: 'exact'>, <Law.NEAR_EXACT: 'near-exact'>)
        """
        if countable(b):
            return cls.EXACT
        units = int(b.any(axis=1).sum())
        small = b.sum() <= MOST_EDGES_DRAWN and units * (units - 1) // 2 <= MOST_PAIRS_DRAWN
        return cls.SAMPLED if small else cls.NEAR_EXACT

    def null_plans(self, draws: int) -> int:
        """Plans drawn to measure the false alarms, at most the `draws` asked for."""
        return min(draws, NULL_PLANS_LARGE if self is Law.NEAR_EXACT else NULL_PLANS)

    def plans(self, draws: int) -> int:
        """Plans drawn in all."""
        return draws if self is Law.SAMPLED else self.null_plans(draws)


@dataclass(frozen=True, slots=True)
class PairTests:
    """The outcome. Arrays hold the pairs with a joint task, in printed order of the units.

    `family` pairs were compared, `testable` of them could be flagged; `alarms` of the null plans have a pair flagged.
    """

    laws: PairLaws
    pairs: JointTasks
    family: int
    testable: int
    alarms: int
    p: Vector
    corrected: Vector
    together: NDArray[np.bool_]
    judged: NDArray[np.bool_]


def judge_pairs(b: Matrix, law: Law, *, draws: int, seed: int, tell: Callable[[int], None]) -> PairTests:
    """Compare all pairs of the units that have a task in `b`, units x tasks. `tell` hears of each block of draws.

    >>> b = np.repeat([[True, False], [True, False], [False, True]], [3, 6], axis=1)
    >>> found = judge_pairs(b, Law.EXACT, draws=10, seed=1, tell=lambda drawn: None)
    >>> found.family, found.testable, found.p.round(4).tolist(), found.together.tolist()
    (3, 3, [0.0014], [True])
    """
    degrees = b.sum(axis=1)
    active = int((degrees > 0).sum())
    family = active * (active - 1) // 2
    laws, alarms = _laws(b, law, (draws, seed), family, tell)
    pairs = _joint_pairs(b)
    first, second = degrees[pairs.first], degrees[pairs.second]
    p = laws.at_least(first, second, pairs.joint)
    after, limits = corrected(p, family), room(p, family)
    together = after <= LEVEL
    judged = together | (laws.smallest(first, second) <= limits[:-1])
    testable = int(judged.sum()) + could_be_flagged(laws, degrees, pairs, float(limits[-1]))
    return PairTests(laws, pairs, family, testable, alarms, p, after, together, judged)


def _laws(b: Matrix, law: Law, lot: tuple[int, int], family: int, tell: Callable[[int], None]) -> tuple[PairLaws, int]:
    """The laws, and the number of null plans in which they flag a pair; the same however the plan is listed."""
    rows, columns = structural_order(b)
    b = b[rows][:, columns]
    draws, seed = lot
    plans = law.null_plans(draws)
    if law is Law.SAMPLED:
        kept: list[Matrix] = []

        def blocks() -> Iterator[NDArray[np.bool_]]:
            for block in fixed_margin_draws(b, draws=draws, seed=seed):
                kept.extend(block[: plans - len(kept)])
                tell(block.shape[0])
                yield block

        laws = drawn_laws(b, blocks())
        return laws, sum(_alarm(laws, b, _joint_pairs(matrix), family) for matrix in kept)
    laws = exact_laws(b) if law is Law.EXACT else near_laws(b)
    units, alarms = np.nonzero(b)[0], 0
    # How like one draw is to the next makes a share of them no larger or smaller: the fewest rounds will do.
    for block in fixed_margin_edges(b, draws=plans, seed=seed, rounds=ROUNDS):
        alarms += sum(_alarm(laws, b, joint_pairs(units, tasks, b.shape), family) for tasks in block)
        tell(block.shape[0])
    return laws, alarms


def _joint_pairs(b: Matrix) -> JointTasks:
    units, tasks = np.nonzero(b)
    return joint_pairs(units, tasks, b.shape)


def _alarm(laws: PairLaws, b: Matrix, pairs: JointTasks, family: int) -> bool:
    """Whether a plan drawn with the margins of `b` has any pair flagged."""
    degrees = b.sum(axis=1)
    return any_flagged(laws.at_least(degrees[pairs.first], degrees[pairs.second], pairs.joint), family)
