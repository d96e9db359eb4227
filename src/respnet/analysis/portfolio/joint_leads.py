"""Joint leads of each two units over several plans, held against the exact distribution of their sum.

With every plan's margins given, plans are independent: a pair's joint leads over all plans in which both lead
something are a sum of independent numbers, whose distribution is the convolution of the single plans' distributions.
Plans in which the two do not meet count too. Probabilities are only added and multiplied, never subtracted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.nulls.pair_null import Counts, NullDistribution, Vector
from respnet.analysis.pairs.backbone import NullMethod
from respnet.analysis.portfolio.saddlepoint import BISECTIONS, LARGEST_LOG, SumOfLaws
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL, StepUp, find_joint_pairs
from respnet.core.network import Matrix

MAX_LEADS_OF_A_TASK = 30
"""A task with more leads is left out of pairs: it alone would make more pairs than all others together."""
MAX_LEADING_UNITS = 400
"""A plan with more leading units is left out of pairs: they grow with the square."""
MIN_RATIO = 1.25
"""With many plans everything is significant: a tie must also be so many times likelier than by lot, at least."""
MAX_CONVOLVED = 4_000
"""Largest sum of joint leads, over all plans of a pair, whose distribution is convolved; beyond, saddlepoint."""
MIN_STABLE_YEARS = 3
"""A tie is stable if it is met beyond its expectation in so many years."""
_PLANS_LEFT_OUT = 8


@dataclass(frozen=True, slots=True)
class LeadCounts:
    """Leads of one plan, counted without its crowded tasks.

    `units` are the keys of the units that lead something (whole numbers, the same in every plan; below 0 for a unit
    that is not compared) and `degrees` their leads; `seats` are the leads of each task; `first` and `second` are places
    in `units` of the pairs that share `joint` leads. `crowded` is the number of tasks left out for their many leads.
    """

    units: Counts
    degrees: Counts
    seats: Counts
    first: Counts
    second: Counts
    joint: Counts
    crowded: int = 0
    year: int = 0

    @classmethod
    def of(cls, units: Counts, b: Matrix, year: int = 0) -> LeadCounts:
        """Count the leads in a matrix.

        Args:
            units: Keys of the rows.
            b: Biadjacency matrix of leads, units x tasks.
            year: Year of the plan, 0 if it is not known.
        """
        kept = b.sum(axis=0) <= MAX_LEADS_OF_A_TASK
        rows = np.flatnonzero(b[:, kept].any(axis=1))
        b = b[np.ix_(rows, kept)]
        pairs = find_joint_pairs(b if rows.size <= MAX_LEADING_UNITS else b[:0])
        ends = (pairs.first, pairs.second, pairs.joint)
        return cls(units[rows], b.sum(axis=1), b.sum(axis=0), *ends, int(np.count_nonzero(~kept)), year)


@dataclass(frozen=True, slots=True)
class PlanLaws:
    """Distributions of the joint leads of a plan's pairs, by the degrees of both, the smaller first."""

    exact: bool
    laws: dict[tuple[int, int], NullDistribution]


def compute_plan_laws(plan: LeadCounts) -> PlanLaws | None:
    """Compute the distributions of a plan; None if it has too many leading units.

    They depend on the margins alone, so any matrix with these margins serves.
    """
    from respnet.analysis.nulls.approximate_null import compute_approximate_null
    from respnet.analysis.nulls.exact_null import compute_exact_null

    if plan.units.size > MAX_LEADING_UNITS:
        return None
    b = _build_matrix(plan.degrees, plan.seats)
    exact = NullMethod.of(b) is NullMethod.EXACT
    found = (compute_exact_null if exact else compute_approximate_null)(b)
    kinds, number = np.unique(plan.degrees, return_counts=True)
    laws = {}
    for at, a in enumerate(kinds.tolist()):
        for other in kinds[at if number[at] > 1 else at + 1 :].tolist():
            law = found.get_distribution(a, other)
            laws[a, other] = replace(law, chances=law.chances.copy())
    return PlanLaws(exact, laws)


def _build_matrix(degrees: Counts, seats: Counts) -> Matrix:
    """Build a matrix with these margins: each task, the largest first, takes the units with most left (Gale–Ryser)."""
    b, left = np.zeros((degrees.size, seats.size), dtype=np.bool_), degrees.copy()
    for task in np.argsort(-seats, kind="stable").tolist():
        taken = np.argsort(-left, kind="stable")[: seats[task]]
        b[taken, task] = True
        left[taken] -= 1
    return b


@dataclass(frozen=True, slots=True)
class JointLeadTests:
    """Pairs of units that both lead something in a common plan, ascending by their keys `first` < `second`.

    `plans` is the number of those plans and `met` of those in which they share a lead, `joint` the joint leads and
    `expected` their mean by lot; `more` and `fewer` are p-values, `more_adjusted` and `fewer_adjusted` those of two
    families (discrete Benjamini-Hochberg). Where a pair is significant, `ratio` is how many times likelier a joint lead
    is than by lot (infinite where all are shared that could be), `ratio_limit` its limit on the side of 1, at 95%,
    `lasting` tells if the pair would stand out without any one of its plans, and `years` counts the years in which its
    joint leads are beyond their expectation (below it, if there are few): else these are nan, nan, False, 0.
    `approximate`, `left_out` are the plans (indices) whose distribution is not exact, or that have too many units;
    `crowded` is the number of tasks left out for their many leads.
    """

    first: Counts
    second: Counts
    plans: Counts
    met: Counts
    joint: Counts
    expected: Vector
    more: Vector
    fewer: Vector
    more_adjusted: Vector
    fewer_adjusted: Vector
    ratio: Vector
    ratio_limit: Vector
    lasting: NDArray[np.bool_]
    years: Counts
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


class _ExactSum:
    """Sum of independent numbers 0, 1, … by convolution; the same questions as `SumOfLaws`."""

    def __init__(self, laws: Iterable[Vector]) -> None:
        self.chances = reduce(np.convolve, laws, np.ones(1))
        self.tails = [np.minimum(1.0, np.cumsum(one)) for one in (self.chances[::-1], self.chances)]

    def compute_tail(self, number: int, *, fewer: bool = False) -> float:
        """Return the probability of `number` or more; with `fewer`, of `number` or fewer."""
        return float(self.tails[1][number] if fewer else self.tails[0][-1 - number])

    def estimate_ratio(self, number: int, *, fewer: bool, level: float) -> tuple[float, float]:
        """Estimate the ratio by which the distribution must be tilted, each probability times ratio ** number.

        Args:
            number: The observed sum.
            fewer: Take the limit above the estimate instead of below.
            level: Probability of the observed sum, or one further out, at the limit.

        Returns:
            The ratio under which the mean is `number`, infinite where there cannot be more, and its limit.
        """
        numbers = np.arange(self.chances.size)
        with np.errstate(divide="ignore"):
            logs = np.log(self.chances)

        def find(*, tail: bool) -> float:
            low, high = -LARGEST_LOG, LARGEST_LOG
            for _ in range(BISECTIONS):
                angle = (low + high) / 2
                weights = np.exp(logs + angle * numbers - (logs + angle * numbers).max())
                weights /= weights.sum()
                reached = weights[number:].sum() if not fewer else 1 - weights[: number + 1].sum()
                short = reached < (1 - level if fewer else level) if tail else weights @ numbers < number
                low, high = (angle, high) if short else (low, angle)
            return float(np.exp((low + high) / 2))

        least, most = np.flatnonzero(self.chances)[[0, -1]]
        ratio = 0.0 if number <= least else np.inf if number >= most else find(tail=False)
        return ratio, find(tail=True)


def assess_joint_leads(plans: Sequence[LeadCounts], laws: Sequence[PlanLaws | None] | None = None) -> JointLeadTests:
    """Test all pairs of units over several plans for more, and for fewer, joint leads than the margins give.

    Args:
        plans: Leads of each plan.
        laws: Distributions of each plan (`compute_plan_laws`); None to compute them here.

    Returns:
        The pairs with their p-values.

    >>> b = np.repeat([[True, False], [True, False], [False, True]], [3, 6], axis=1)
    >>> found = assess_joint_leads([LeadCounts.of(np.arange(3), b)] * 2)
    >>> found.joint.tolist(), found.plans.tolist(), found.more.round(7).tolist(), found.together.tolist()
    ([6, 0, 0], [2, 2, 2], [2e-06, 1.0, 1.0], [0])
    """
    laws = list(map(compute_plan_laws, plans)) if laws is None else laws
    approximate = tuple(at for at, law in enumerate(laws) if law is not None and not law.exact)
    left_out = tuple(at for at, law in enumerate(laws) if law is None)
    pairs = _PairTable.of(plans, laws)
    whole, which = pairs.add_laws()
    observed, at = pairs.sum_up(pairs.joint), pairs.sum_up(pairs.joint - pairs.lows)
    tails = np.ones((2, at.size))
    for pair, (law, number) in enumerate(zip(which.tolist(), at.tolist(), strict=True)):
        tails[:, pair] = [whole[law].compute_tail(number, fewer=fewer) for fewer in (False, True)]
    exact = {place: law.tails for place, law in enumerate(whole) if isinstance(law, _ExactSum)}
    number, others = np.bincount(which, minlength=len(whole))[list(exact)], ~np.isin(which, list(exact))
    rules = [StepUp.discrete([one[fewer] for one in exact.values()], number, tails[fewer][others]) for fewer in (0, 1)]
    adjusted = np.array([rule.adjust(p) for rule, p in zip(rules, tails, strict=True)])
    critical = [_find_critical(rule, p) for rule, p in zip(rules, adjusted, strict=True)]
    ratios, years = np.full((2, at.size), np.nan), np.zeros(at.size, dtype=np.int64)
    lasting = np.zeros(at.size, dtype=np.bool_)
    for pair in np.flatnonzero(adjusted.min(axis=0, initial=1.0) <= SIGNIFICANCE_LEVEL).tolist():
        fewer = bool(tails[1, pair] < tails[0, pair])
        ratios[:, pair] = whole[which[pair]].estimate_ratio(int(at[pair]), fewer=fewer, level=SIGNIFICANCE_LEVEL)
        lasting[pair] = pairs.compute_largest_p_without_a_plan(pair, fewer=fewer) <= critical[fewer]
        years[pair] = pairs.count_years(pair, fewer=fewer)
    ends = pairs.keys[pairs.starts]
    return JointLeadTests(
        first=ends[:, 0],
        second=ends[:, 1],
        plans=pairs.sum_up(np.ones_like(pairs.joint)),
        met=pairs.sum_up((pairs.joint > 0).astype(np.int64)),
        joint=observed,
        expected=pairs.sum_up(pairs.means),
        more=tails[0],
        fewer=tails[1],
        more_adjusted=adjusted[0],
        fewer_adjusted=adjusted[1],
        ratio=ratios[0],
        ratio_limit=ratios[1],
        lasting=lasting,
        years=years,
        approximate=approximate,
        left_out=left_out,
        crowded=sum(one.crowded for one in plans),
    )


def _find_critical(rule: StepUp, adjusted: Vector) -> float:
    rejected = int(np.count_nonzero(adjusted <= SIGNIFICANCE_LEVEL))
    return float(rule.thresholds(rejected)[-1]) if rejected else 0.0


@dataclass(frozen=True, slots=True)
class _PairTable:
    """A row a pair and plan, sorted by the pair's keys; `starts` is the first row of each pair.

    `part` is the place in `laws` of the row's distribution, `lows` and `means` its smallest number and its mean.
    """

    keys: Counts
    joint: Counts
    year: Counts
    part: Counts
    lows: Counts
    means: Vector
    starts: Counts
    laws: list[NullDistribution]

    @classmethod
    def of(cls, plans: Sequence[LeadCounts], laws: Sequence[PlanLaws | None]) -> _PairTable:
        rows, parts = [np.zeros((0, 5), dtype=np.int64)], list[NullDistribution]()
        for plan, law in zip(plans, laws, strict=True):
            if law is None:
                continue
            met = np.zeros((plan.units.size, plan.units.size), dtype=np.int64)
            met[plan.first, plan.second] = met[plan.second, plan.first] = plan.joint
            there = np.flatnonzero(plan.units >= 0)
            there = there[np.argsort(plan.units[there])]
            a, b = (there[side] for side in np.triu_indices(there.size, k=1))
            degrees = np.sort(np.stack([plan.degrees[a], plan.degrees[b]], axis=1), axis=1)
            kinds, kind = np.unique(degrees, axis=0, return_inverse=True)
            year = np.full(a.size, plan.year)
            rows.append(np.stack([plan.units[a], plan.units[b], met[a, b], year, len(parts) + kind.ravel()], axis=1))
            parts += [law.laws[one, other] for one, other in kinds.tolist()]
        table = np.concatenate(rows)
        table = table[np.lexsort((table[:, 4], table[:, 1], table[:, 0]))]
        starts = np.flatnonzero(np.append(True, (np.diff(table[:, :2], axis=0) != 0).any(axis=1))[: len(table)])
        part = table[:, 4]
        lows = np.array([law.low for law in parts], dtype=np.int64)[part]
        means = np.array([law.low + law.chances @ np.arange(law.chances.size) for law in parts])[part]
        return cls(table[:, :2], table[:, 2], table[:, 3], part, lows, means, starts, parts)

    def sum_up(self, values: NDArray[Any]) -> NDArray[Any]:
        """Add up the values of each pair's rows."""
        return np.add.reduceat(values, self.starts) if self.starts.size else values

    def _rows(self, pair: int) -> Counts:
        end = self.starts[pair + 1] if pair + 1 < self.starts.size else self.joint.size
        return np.arange(self.starts[pair], end)

    def _add_laws(self, parts: Counts) -> _ExactSum | SumOfLaws:
        laws = [self.laws[part].chances for part in parts.tolist()]
        if sum(law.size - 1 for law in laws) <= MAX_CONVOLVED:
            return _ExactSum(laws)
        distinct, counts = np.unique(parts, return_counts=True)
        return SumOfLaws([self.laws[part].chances for part in distinct.tolist()], counts)

    def add_laws(self) -> tuple[list[_ExactSum | SumOfLaws], Counts]:
        """Add up the distributions of each pair; pairs with the same ones share the sum, which is given by place."""
        places: dict[bytes, int] = {}
        whole: list[_ExactSum | SumOfLaws] = []
        which = np.zeros(self.starts.size, dtype=np.int64)
        for pair, parts in enumerate(np.split(self.part, self.starts[1:])[: self.starts.size]):
            key = parts.tobytes()
            if key not in places:
                places[key] = len(whole)
                whole.append(self._add_laws(parts))
            which[pair] = places[key]
        return whole, which

    def compute_largest_p_without_a_plan(self, pair: int, *, fewer: bool) -> float:
        """Compute the largest p-value of a pair without any one of the plans that speak most for it.

        Eight plans are tried, or where convolving takes too long the first of them.
        """
        rows = self._rows(pair)
        tried = 1 if isinstance(self._add_laws(self.part[rows]), SumOfLaws) else _PLANS_LEFT_OUT
        excess = (self.joint - self.means)[rows] * (-1 if fewer else 1)
        largest = 0.0
        for out in np.argsort(-excess, kind="stable")[:tried].tolist():
            rest = np.delete(rows, out)
            number = int((self.joint - self.lows)[rest].sum())
            p = self._add_laws(self.part[rest]).compute_tail(number, fewer=fewer) if rest.size else 1.0
            largest = max(largest, p)
        return largest

    def count_years(self, pair: int, *, fewer: bool) -> int:
        """Count the years in which the pair's joint leads are beyond what lots give; `fewer`, below it."""
        rows = self._rows(pair)
        excess = (self.joint - self.means)[rows] * (-1 if fewer else 1)
        return int(np.count_nonzero(np.bincount(np.unique(self.year[rows], return_inverse=True)[1], excess) > 0))
