"""Joint leads of each two units over several plans, held against the exact distribution of their sum.

With every plan's margins given, plans are independent: a pair's joint leads over all plans in which both lead
something are a sum of independent numbers, whose distribution is the convolution of the single plans' distributions.
Plans in which the two do not meet count too. Probabilities are only added and multiplied, never subtracted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from respnet.analysis.nulls.pair_null import Counts, PairNullModel, Vector
from respnet.analysis.pairs.pair_tests import NullMethod, build_null, list_all_pairs
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL, StepUp
from respnet.core.network import Matrix

MAX_LEADS_OF_A_TASK = 30
"""A task with more leads is left out of pairs: it alone would make more pairs than all others together."""
MAX_LEADING_UNITS = 400
"""A plan with more leading units is left out of pairs: they grow with the square."""
MIN_RATIO = 1.25
"""With many plans everything is significant: a tie must also be so many times likelier than by lot, at least."""
_BISECTIONS, _LARGEST_LOG = 60, 7.0


@dataclass(frozen=True, slots=True)
class LeadMatrix:
    """Leads of one plan: the key of each unit (a whole number, the same in every plan), and units x tasks."""

    units: Counts
    b: Matrix


@dataclass(frozen=True, slots=True)
class JointLeadTests:
    """Pairs of units that both lead something in a common plan, ascending by their keys `first` < `second`.

    `plans` is the number of those plans, `joint` the joint leads in them and `expected` their mean by lot; `more` and
    `fewer` are p-values, `more_adjusted` and `fewer_adjusted` those of two families (discrete Benjamini-Hochberg).
    `approximate`, `left_out` are the plans (indices) whose distribution is not exact, or that have too many units;
    `crowded` is the number of tasks left out for their many leads.
    """

    first: Counts
    second: Counts
    plans: Counts
    joint: Counts
    expected: Vector
    more: Vector
    fewer: Vector
    more_adjusted: Vector
    fewer_adjusted: Vector
    ratio: Vector
    ratio_limit: Vector
    approximate: tuple[int, ...]
    left_out: tuple[int, ...]
    crowded: int

    @property
    def together(self) -> Counts:
        """Indices of the pairs with clearly more joint leads than by lot, by p-value."""
        found = np.flatnonzero((self.more_adjusted <= SIGNIFICANCE_LEVEL) & (self.ratio_limit > MIN_RATIO))
        return found[np.argsort(self.more[found], kind="stable")]

    @property
    def apart(self) -> Counts:
        """Indices of the pairs with clearly fewer joint leads than by lot, by p-value."""
        found = np.flatnonzero((self.fewer_adjusted <= SIGNIFICANCE_LEVEL) & (self.ratio_limit < 1 / MIN_RATIO))
        return found[np.argsort(self.fewer[found], kind="stable")]


@dataclass(frozen=True, slots=True)
class _Law:
    """Distribution of a sum: probabilities of `low` and the numbers that follow."""

    low: int
    chances: Vector

    def __add__(self, other: _Law) -> _Law:
        return _Law(self.low + other.low, np.convolve(self.chances, other.chances))


@dataclass(frozen=True, slots=True)
class _PlanPairs:
    """Pairs of one plan: keys, joint leads, and the degrees of both, the smaller first."""

    keys: Counts
    joint: Counts
    degrees: Counts


def assess_joint_leads(plans: Sequence[LeadMatrix]) -> JointLeadTests:
    """Test all pairs of units over several plans for more, and for fewer, joint leads than the margins give.

    Args:
        plans: Leads of each plan.

    Returns:
        The pairs with their p-values. `ratio` is how many times likelier a joint lead is than by lot (at most about
        1,000) and `ratio_limit` its limit on the side of 1, at 95%; both are 1 where a pair is not significant.

    >>> b = np.repeat([[True, False], [True, False], [False, True]], [3, 6], axis=1)
    >>> found = assess_joint_leads([LeadMatrix(np.arange(3), b)] * 2)
    >>> found.joint.tolist(), found.plans.tolist(), found.more.round(7).tolist(), found.together.tolist()
    ([6, 0, 0], [2, 2, 2], [2e-06, 1.0, 1.0], [0])
    """
    pairs: list[_PlanPairs] = []
    laws: list[PairNullModel] = []
    approximate, left_out, crowded = [], [], 0
    for place, plan in enumerate(plans):
        kept = plan.b.sum(axis=0) <= MAX_LEADS_OF_A_TASK
        crowded += int(np.count_nonzero(~kept))
        b = plan.b[:, kept]
        if np.count_nonzero(b.any(axis=1)) > MAX_LEADING_UNITS:
            left_out.append(place)
            continue
        exact = NullMethod.of(b) is NullMethod.EXACT
        law = NullMethod.EXACT if exact else NullMethod.NEAR_EXACT
        approximate += [] if exact else [place]
        laws.append(build_null(b, law, (0, 0), lambda drawn: None))
        pairs.append(_list_pairs(plan.units, b))
    return _assess(pairs, laws, (tuple(approximate), tuple(left_out), crowded))


def _list_pairs(units: Counts, b: Matrix) -> _PlanPairs:
    found, degrees = list_all_pairs(b), b.sum(axis=1)
    keys, held = (np.stack([of[found.first], of[found.second]], axis=1) for of in (units, degrees))
    return _PlanPairs(np.sort(keys, axis=1), found.joint, np.sort(held, axis=1))


def _assess(
    pairs: Sequence[_PlanPairs], laws: Sequence[PairNullModel], notes: tuple[tuple[int, ...], tuple[int, ...], int]
) -> JointLeadTests:
    none = np.zeros((0, 2), dtype=np.int64)
    keys = np.concatenate([none, *(one.keys for one in pairs)])
    joint = np.concatenate([none[:, 0], *(one.joint for one in pairs)])
    degrees = np.concatenate([none, *(one.degrees for one in pairs)])
    plan = np.repeat(np.arange(len(pairs)), [one.joint.size for one in pairs])
    parts, part = np.unique(np.column_stack([plan, degrees]), axis=0, return_inverse=True)
    single = [_Law(one.low, one.chances) for one in (laws[p].get_distribution(a, b) for p, a, b in parts.tolist())]
    order = np.lexsort((part, keys[:, 1], keys[:, 0]))
    starts = np.flatnonzero(np.append(True, (np.diff(keys[order], axis=0) != 0).any(axis=1))[: order.size])
    observed = np.add.reduceat(joint[order], starts) if starts.size else none[:, 0]
    whole, which = _add_laws(single, [one.tolist() for one in np.split(part[order], starts[1:])[: starts.size]])
    at = observed - np.array([one.low for one in whole], dtype=np.int64)[which]
    number = np.bincount(which, minlength=len(whole))
    tails = [[np.minimum(1.0, np.cumsum(one.chances[::-1])) for one in whole]]
    tails.append([np.minimum(1.0, np.cumsum(one.chances)) for one in whole])
    more = np.array([tails[0][law][-1 - place] for law, place in zip(which, at, strict=True)])
    fewer = np.array([tails[1][law][place] for law, place in zip(which, at, strict=True)])
    adjusted = [StepUp.discrete(one, number).adjust(p) for one, p in zip(tails, (more, fewer), strict=True)]
    ratio = np.ones((2, starts.size))
    for pair in np.flatnonzero(np.minimum(*adjusted) <= SIGNIFICANCE_LEVEL).tolist():
        ratio[:, pair] = _estimate_ratio(whole[which[pair]].chances, int(at[pair]), fewer=fewer[pair] < more[pair])
    means = np.array([one.low + float(one.chances @ np.arange(one.chances.size)) for one in whole])
    plans = np.diff(np.append(starts, order.size))
    ends = keys[order][starts]
    return JointLeadTests(
        *(ends[:, 0], ends[:, 1], plans, observed, means[which] if whole else np.zeros(0)),
        *(more, fewer, *adjusted, *ratio, *notes),
    )


def _add_laws(single: Sequence[_Law], pairs: Sequence[list[int]]) -> tuple[list[_Law], Counts]:
    """Add up the distributions of each pair's plans; pairs of the same ones share the sum, which is given by index."""
    places: dict[tuple[int, ...], int] = {}
    whole: list[_Law] = []
    for same in map(tuple, pairs):
        if same not in places:
            places[same] = len(whole)
            whole.append(reduce(_Law.__add__, [single[one] for one in same]))
    return whole, np.array([places[tuple(same)] for same in pairs], dtype=np.int64)


def _estimate_ratio(chances: Vector, place: int, *, fewer: bool) -> tuple[float, float]:
    """Estimate how many times likelier a joint task is than by lot, and the limit of that on the side of 1.

    The distribution is tilted, each probability times ratio ** number, until its mean is the observed number; at the
    limit the tail from the observed number on has 5%.
    """
    numbers = np.arange(chances.size)
    with np.errstate(divide="ignore"):
        logs = np.log(chances)

    def tilt(angle: float) -> Vector:
        weights = np.exp(logs + angle * numbers - (logs + angle * numbers).max())
        tilted: Vector = weights / weights.sum()
        return tilted

    def find_angle(value: float, *, tail: bool) -> float:
        low, high = -_LARGEST_LOG, _LARGEST_LOG
        for _ in range(_BISECTIONS):
            middle = (low + high) / 2
            tilted = tilt(middle)
            reached = float(tilted[place:].sum() if not fewer else 1 - tilted[: place + 1].sum()) if tail else 0.0
            low, high = (middle, high) if (reached if tail else float(tilted @ numbers)) < value else (low, middle)
        return float(np.exp((low + high) / 2))

    limit = 1 - SIGNIFICANCE_LEVEL if fewer else SIGNIFICANCE_LEVEL
    return find_angle(float(place), tail=False), find_angle(limit, tail=True)
