"""Backbone of significant pairs: units with more joint tasks than the fixed-margin null gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from respnet.analysis.approximations import TieApproximation
from respnet.analysis.nulls.curveball import compute_burn_in, compute_thinning
from respnet.analysis.pairs.pair_tests import NullMethod, PairTests, assess_pairs
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.options import SEED
from respnet.core.plan import Role
from respnet.core.progress import StepProgress

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
    WITHIN_CHANCE = "within-chance"
    TOO_FEW = "too-few-to-judge"  # even the most joint tasks possible would not be remarkable


@dataclass(frozen=True, slots=True)
class Tie:
    """Pair of units (ids, in printed order) with its joint tasks (ids) and its test.

    `expected` is the mean of joint tasks under the fixed-margin null, `most` their maximum; `p` and `p_fewer` are the
    upper and lower tail probabilities; `corrected` is `p` after Benjamini–Hochberg over the family.
    """

    a: str
    b: str
    tasks: tuple[str, ...]
    expected: float
    most: int
    p: float
    p_fewer: float
    corrected: float
    verdict: TieVerdict


@dataclass(frozen=True, slots=True)
class TieLayer:
    """Pair tests of one layer.

    `pairs` is the family of the correction; `testable` of them would be significant with the most joint tasks possible,
    all others unchanged. `ties` lists the `with_joint_tasks` pairs that have one, the `validated` (significant) ones
    first, then by p, at most `MOST_TIES`. `false_alarms` is the share of `null_plans` draws from the null (with `seed`)
    in which the same rule flags any pair. `draws`, `rounds` (thinning) and `burn_in` are 0 where the null was not
    sampled.
    """

    layer: TieScope
    law: NullMethod
    units: int
    pairs: int
    testable: int
    with_joint_tasks: int
    validated: int
    draws: int
    rounds: int
    burn_in: int
    seed: int
    level: float
    null_plans: int
    false_alarms: float
    ties: tuple[Tie, ...]
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
    """Test every pair of actors for more joint tasks than the fixed-margin null gives, in both layers.

    The family is all pairs of actors with a task in the layer. The null is exact where counting takes a second or two,
    sampled for small layers, else approximate. A pair is significant if its Benjamini–Hochberg adjusted p is at most
    .05.

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
    total, done = sum(law.plans(draws) for law in laws.values()), 0

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
    plans = law.null_plans(draws)
    return TieLayer(
        layer=layer,
        law=law,
        units=int(b.any(axis=1).sum()),
        pairs=found.family,
        testable=found.testable,
        with_joint_tasks=int(found.p.size),
        validated=int(found.together.sum()),
        draws=draws if sampled else 0,
        rounds=compute_thinning(b) if sampled else 0,
        burn_in=compute_burn_in(b) if sampled else 0,
        seed=seed,
        level=SIGNIFICANCE_LEVEL,
        null_plans=plans,
        false_alarms=found.alarms / plans,
        ties=_list_ties(network, b, law, found),
        approximation=_approximation(law, int(found.p.size)),
    )


def _list_ties(network: ResponsibilityNetwork, b: Matrix, law: NullMethod, found: PairTests) -> tuple[Tie, ...]:
    """List the pairs with a joint task, significant ones first, then by p, then in printed order."""
    pairs, tasks, degrees = found.pairs, [task.id for task in network.tasks], b.sum(axis=1)
    order = np.lexsort((pairs.second, pairs.first, found.p, ~found.together))[:MOST_TIES]
    first, second, joint = pairs.first[order], pairs.second[order], pairs.joint[order]
    a_tasks, b_tasks = degrees[first], degrees[second]
    # Only a task with two units or more can be a joint one.
    most = np.minimum(np.minimum(a_tasks, b_tasks), int((b.sum(axis=0) > 1).sum()))
    if law is NullMethod.EXACT:
        most = np.minimum(most, found.laws.most(a_tasks, b_tasks))
    fewer = found.laws.at_most(a_tasks, b_tasks, joint)
    return tuple(
        Tie(
            a=network.actors[first[k]].id,
            b=network.actors[second[k]].id,
            tasks=tuple(tasks[column] for column in np.flatnonzero(b[first[k]] & b[second[k]])),
            expected=float(found.laws.expected[a_tasks[k], b_tasks[k]]),
            most=int(most[k]),
            p=float(found.p[pair]),
            p_fewer=float(fewer[k]),
            corrected=float(found.corrected[pair]),
            verdict=_classify(bool(found.together[pair]), bool(found.judged[pair])),
        )
        for k, pair in enumerate(order)
    )


def _classify(together: bool, judged: bool) -> TieVerdict:
    if together:
        return TieVerdict.TOGETHER
    return TieVerdict.WITHIN_CHANCE if judged else TieVerdict.TOO_FEW


def _approximation(law: NullMethod, pairs: int) -> TieApproximation | None:
    found = TieApproximation(law is NullMethod.NEAR_EXACT, pairs, min(pairs, MOST_TIES))
    return found if found.near_exact or pairs > MOST_TIES else None
