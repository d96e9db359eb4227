"""Backbone of significant pairs: units with more, or fewer, joint tasks than the fixed-margin null gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.approximations import TieApproximation
from respnet.analysis.nulls.fixed_margins import compute_burn_in, compute_thinning
from respnet.analysis.pairs.pair_tests import NullMethod, PairTests, TailTest, assess_pairs
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.options import SEED, StepProgress
from respnet.core.plan import Role

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
