"""Backbone of significant pairs: units with more, or fewer, joint tasks than the fixed-margin null gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.approximations import TieApproximation
from respnet.analysis.nulls.fixed_margins import compute_burn_in, compute_thinning
from respnet.analysis.stats.multiple_testing import (
    SIGNIFICANCE_LEVEL,
    JointTasks,
    StepUp,
    compute_critical_p,
    count_detectable_pairs,
    find_joint_pairs,
)
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.options import SEED, StepProgress
from respnet.core.plan import Role

if TYPE_CHECKING:
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
    pairs = list_all_pairs(b) if listed else find_joint_pairs(b)
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
    from respnet.analysis.nulls.fixed_margins import compute_canonical_order, draw_fixed_margin_matrices
    from respnet.analysis.nulls.pair_null import compute_sampled_null

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


DEFAULT_TIE_DRAWS = 20_000
MOST_TIES = 500
"""Pairs listed of a layer; a plan with a thousand units has hundreds of thousands of pairs with a joint task."""


class TieScope(StrEnum):
    """Assignments that a result is about."""

    LEADS = "leads"
    ALL_ROLES = "all-roles"


class TieVerdict(StrEnum):
    """Verdict on a pair."""

    TOGETHER = "together"  # more than their loads explain
    APART = "apart"  # fewer than their loads explain
    WITHIN_CHANCE = "within-chance"
    TOO_FEW = "too-few-to-judge"  # more than chance gives, but the most joint tasks possible would not be remarkable


@dataclass(frozen=True, slots=True)
class Tie:
    """Pair of units (ids, in printed order) with its joint tasks (ids) and its test.

    `expected` is the mean of joint tasks under the fixed-margin null, `most` their maximum; `p` and `p_fewer` are the
    upper and lower tail probabilities; `corrected` and `corrected_fewer` are these after the correction, each over a
    family of its own (1 where few joint tasks are not tested).
    """

    a: str
    b: str
    tasks: tuple[str, ...]
    expected: float
    most: int
    p: float
    p_fewer: float
    corrected: float
    corrected_fewer: float
    verdict: TieVerdict


@dataclass(frozen=True, slots=True)
class TieLayer:
    """Pair tests of one layer.

    `pairs` is the family of either correction, `discrete` where it uses the p-values that each pair can have.
    `testable` of them would be significant with the most joint tasks possible, all others unchanged, and
    `testable_fewer` with the fewest. `ties` lists the `with_joint_tasks` pairs that have one, the `validated`
    (significant) ones first, then by p; `fewer` those with `p_fewer` up to `level`, the `apart` (significant) ones
    first; each at most `MOST_TIES`. `draws`, `rounds` (thinning) and `burn_in` are 0 where the null was not sampled.
    """

    layer: TieScope
    law: NullMethod
    units: int
    pairs: int
    discrete: bool
    testable: int
    testable_fewer: int
    with_joint_tasks: int
    validated: int
    apart: int
    draws: int
    rounds: int
    burn_in: int
    seed: int
    level: float
    ties: tuple[Tie, ...]
    fewer: tuple[Tie, ...]
    approximation: TieApproximation | None

    def together(self) -> tuple[Tie, ...]:
        """List the significant pairs."""
        return tuple(tie for tie in self.ties if tie.verdict is TieVerdict.TOGETHER)


@dataclass(frozen=True, slots=True)
class Ties:
    """Pair tests of both layers: joint leads, and joint tasks in any role."""

    leads: TieLayer
    all_roles: TieLayer


def find_significant_ties(
    network: ResponsibilityNetwork,
    *,
    draws: int = DEFAULT_TIE_DRAWS,
    seed: int = SEED,
    progress: StepProgress | None = None,
) -> Ties:
    """Test every pair of actors for more, and for fewer, joint tasks than the fixed-margin null gives, in both layers.

    Each of the two families is all pairs of actors with a task in the layer. The null is exact where counting takes a
    second or two, sampled for small layers, else approximate. A pair is significant if its Benjamini–Hochberg adjusted
    p (discrete where the null is exact) is at most .05.

    Args:
        network: Network of the plan.
        draws: Number of draws of the sampled null.
        seed: Seed of the draws.
        progress: Progress callback: (matrices drawn, matrices to draw).

    Returns:
        Tests of both layers.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> leads = ["甲", "乙"], ["甲", "乙"], ["甲", "乙"], ["丙"], ["丁"], ["丙"], ["丁"], ["丙"], ["丁"]
    >>> rows = [TaskRow("t", units=(UnitList(Role.LEAD, tuple(names)),)) for names in leads]
    >>> found = find_significant_ties(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows)), draws=100).leads
    >>> found.law.value, found.pairs, found.testable, [(tie.a, tie.b, tie.verdict.value) for tie in found.ties]
    ('exact', 6, 6, [('p/甲', 'p/乙', 'together')])
    """
    matrices = {TieScope.LEADS: network.biadjacency(Role.LEAD), TieScope.ALL_ROLES: network.biadjacency()}
    laws = {layer: NullMethod.of(b) for layer, b in matrices.items()}
    total, done = sum(draws for law in laws.values() if law is NullMethod.SAMPLED), 0

    def tell(drawn: int) -> None:
        nonlocal done
        done += drawn
        if progress is not None:
            progress(done, total)

    def compared(layer: TieScope) -> TieLayer:
        b = matrices[layer]
        found = assess_pairs(b, laws[layer], draws=draws, seed=seed, tell=tell)
        return _build_layer(network, layer, b, laws[layer], found, (draws, seed))

    return Ties(leads=compared(TieScope.LEADS), all_roles=compared(TieScope.ALL_ROLES))


def _build_layer(
    network: ResponsibilityNetwork, layer: TieScope, b: Matrix, law: NullMethod, found: PairTests, lot: tuple[int, int]
) -> TieLayer:
    draws, seed = lot
    sampled = law is NullMethod.SAMPLED
    joint = int((found.pairs.joint > 0).sum())
    return TieLayer(
        layer=layer,
        law=law,
        units=int(b.any(axis=1).sum()),
        pairs=found.family,
        discrete=found.discrete,
        testable=found.more.testable,
        testable_fewer=found.fewer.testable if found.fewer else 0,
        with_joint_tasks=joint,
        validated=int(found.more.rejected.sum()),
        apart=int(found.fewer.rejected.sum()) if found.fewer else 0,
        draws=draws if sampled else 0,
        rounds=compute_thinning(b) if sampled else 0,
        burn_in=compute_burn_in(b) if sampled else 0,
        seed=seed,
        level=SIGNIFICANCE_LEVEL,
        ties=_list_ties(network, b, law, found, found.more, found.pairs.joint > 0),
        fewer=_list_ties(network, b, law, found, found.fewer, found.fewer.p <= SIGNIFICANCE_LEVEL)
        if found.fewer
        else (),
        approximation=_approximation(law, joint),
    )


def _list_ties(
    network: ResponsibilityNetwork,
    b: Matrix,
    law: NullMethod,
    found: PairTests,
    tail: TailTest,
    wanted: NDArray[np.bool_],
) -> tuple[Tie, ...]:
    """List the pairs wanted, those that a test found significant first, then by its p, then in printed order."""
    pairs, tasks, degrees = found.pairs, [task.id for task in network.tasks], b.sum(axis=1)
    order = np.lexsort((pairs.second, pairs.first, tail.p, ~tail.rejected))
    order = order[wanted[order]][:MOST_TIES]
    first, second, joint = pairs.first[order], pairs.second[order], pairs.joint[order]
    a_tasks, b_tasks = degrees[first], degrees[second]
    # Only a task with two units or more can be a joint one.
    most = np.minimum(np.minimum(a_tasks, b_tasks), int((b.sum(axis=0) > 1).sum()))
    if law is NullMethod.EXACT:
        most = np.minimum(most, found.laws.most(a_tasks, b_tasks))
    fewer = found.laws.at_most(a_tasks, b_tasks, joint)
    expected = found.laws.expected(a_tasks, b_tasks)
    return tuple(
        Tie(
            a=network.actors[first[k]].id,
            b=network.actors[second[k]].id,
            tasks=tuple(tasks[column] for column in np.flatnonzero(b[first[k]] & b[second[k]])),
            expected=float(expected[k]),
            most=int(most[k]),
            p=float(found.more.p[pair]),
            p_fewer=float(fewer[k]),
            corrected=float(found.more.corrected[pair]),
            corrected_fewer=float(found.fewer.corrected[pair]) if found.fewer else 1.0,
            verdict=_classify(found, int(pair), above=bool(joint[k] > expected[k])),
        )
        for k, pair in enumerate(order)
    )


def _classify(found: PairTests, pair: int, *, above: bool) -> TieVerdict:
    if found.more.rejected[pair]:
        return TieVerdict.TOGETHER
    if found.fewer and found.fewer.rejected[pair]:
        return TieVerdict.APART
    return TieVerdict.TOO_FEW if above and not found.more.judged[pair] else TieVerdict.WITHIN_CHANCE


def _approximation(law: NullMethod, pairs: int) -> TieApproximation | None:
    found = TieApproximation(law is NullMethod.NEAR_EXACT, pairs, min(pairs, MOST_TIES))
    return found if found.near_exact or pairs > MOST_TIES else None
