"""Who works together more than their loads explain: every pair of units against chance, with both margins fixed."""

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
"""Ties listed of a layer; a plan with a thousand units has hundreds of thousands of pairs with a joint task."""


class TieScope(StrEnum):
    """Which assignments a result speaks of."""

    LEADS = "leads"
    ALL_ROLES = "all-roles"


class TieVerdict(StrEnum):
    """What can be said of a pair."""

    TOGETHER = "together"  # more than their loads explain
    WITHIN_CHANCE = "within-chance"
    TOO_FEW = "too-few-to-judge"  # even the most joint tasks possible would not be remarkable


@dataclass(frozen=True, slots=True)
class Tie:
    """Two units (ids, in printed order), their joint tasks (ids), and what chance would give.

    `expected` joint tasks, `most` joint tasks possible; `p` the chance of at least so many, `p_fewer` of at most so
    many, with every unit's and every task's number of assignments kept; `corrected` is `p` after Benjamini-Hochberg
    over the family.
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
    """All pairs of one layer, and those with a joint task one by one.

    `pairs` were compared (the family of the correction); `testable` of them would be flagged with the most joint tasks
    possible, all others as they are. `ties` holds the `with_joint_tasks` pairs that have one, the `validated` ones
    first, then by p; where there are many, the first `MOST_TIES`. `false_alarms` is the share of `null_plans` plans
    drawn from the null (with `seed`) in which any pair is flagged by this very rule. `draws`, `rounds` and
    `compute_burn_in` are 0 where the chances were not sampled.
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
        """The validated ties."""
        return tuple(tie for tie in self.ties if tie.verdict is TieVerdict.TOGETHER)


@dataclass(frozen=True, slots=True)
class Ties:
    """Both layers: leading together, and taking part together in any role."""

    leads: TieLayer
    all_roles: TieLayer


def find_significant_ties(
    network: ResponsibilityNetwork,
    *,
    draws: int = DEFAULT_TIE_DRAWS,
    seed: int = SEED,
    progress: StepProgress | None = None,
) -> Ties:
    """Compare every pair of actors with chance, in both layers; the family is all pairs of actors with a task in it.

    The chances are counted exactly where that is a matter of a second or two; else drawn, `draws` times, where the
    layer is small; else nearly exact. A pair is more than chance if its Benjamini-Hochberg corrected p is at most .05.
    `progress` hears (plans drawn, plans to draw).

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
        return _layer(network, layer, b, laws[layer], found, (draws, seed))

    return Ties(leads=compared(TieScope.LEADS), all_roles=compared(TieScope.ALL_ROLES))


def _layer(
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
        ties=_ties(network, b, law, found),
        approximation=_approximation(law, int(found.p.size)),
    )


def _ties(network: ResponsibilityNetwork, b: Matrix, law: NullMethod, found: PairTests) -> tuple[Tie, ...]:
    """The pairs with a joint task, validated first, then by p, then in printed order."""
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
            verdict=_verdict(bool(found.together[pair]), bool(found.judged[pair])),
        )
        for k, pair in enumerate(order)
    )


def _verdict(together: bool, judged: bool) -> TieVerdict:
    if together:
        return TieVerdict.TOGETHER
    return TieVerdict.WITHIN_CHANCE if judged else TieVerdict.TOO_FEW


def _approximation(law: NullMethod, pairs: int) -> TieApproximation | None:
    found = TieApproximation(law is NullMethod.NEAR_EXACT, pairs, min(pairs, MOST_TIES))
    return found if found.near_exact or pairs > MOST_TIES else None
