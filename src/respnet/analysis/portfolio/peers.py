"""A place beside its peers: a share held against those of all places of its kind, which differ anyway.

Shares of places differ by more than chance, by an additive spread (beta-binomial; Spiegelhalter 2005, doi
10.1002/sim.1970). A binomial test flags a fifth of honest places as soon as they differ a little, and a spread from
moments is blown up by the very places to be found. So centre and spread are those at which the median place is in the
middle of its distribution, and half of the places are within the middle half.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.nulls.pair_null import Counts, Vector

MIN_PLACES = 20
"""Fewer places are not compared."""
MIN_EXPECTED = 5
"""A place is judged from so many expected tasks on."""
_ROUNDS, _STEPS, _LEAST, _MOST = 4, 20, 1e-7, 0.9
_CLEARLY_INSIDE = 0.2


@dataclass(frozen=True, slots=True)
class PeerTests:
    """Tests of places, in the order given; `judged` are those with enough expected tasks, the others have p = 1.

    `centre` is the usual share; `spread` the correlation of two tasks of one place, 0 where places do not differ;
    `shrunken` are the shares drawn towards the centre (beta posterior means); `p` are the two-sided chances of a number
    as far out, exact below .2.
    """

    centre: float
    spread: float
    judged: NDArray[np.bool_]
    expected: Vector
    shrunken: Vector
    p: Vector


def compare_with_peers(count: Counts, total: Counts) -> PeerTests | None:
    """Test each place's share of tasks against those of all places.

    Args:
        count: Tasks of each place that count, 0 to its total.
        total: All tasks of each place, above 0.

    Returns:
        The tests; None with fewer than MIN_PLACES places that can be judged.

    >>> found = compare_with_peers(np.array([10] * 15 + [9, 11] * 6 + [40]), np.full(28, 100))
    >>> round(found.centre, 1), found.spread, round(float(found.shrunken[-1]), 1), bool(found.p[-1] < 1e-9)
    (0.1, 0.0, 0.1, True)
    """
    judged = total * np.median(count / total) >= MIN_EXPECTED if count.size else np.zeros(0, dtype=np.bool_)
    if np.count_nonzero(judged) < MIN_PLACES:
        return None
    centre, spread = _fit(count[judged], total[judged])
    judged = total * centre >= MIN_EXPECTED
    if np.count_nonzero(judged) < MIN_PLACES:
        return None
    p = np.ones(count.size)
    middle = _place_within(count[judged], total[judged], centre, spread)
    p[judged] = 2 * np.minimum(middle, 1 - middle)
    for at in np.flatnonzero(p < _CLEARLY_INSIDE).tolist():
        p[at] = _compute_exact_p(int(count[at]), int(total[at]), centre, spread)
    weight = 1 / spread - 1 if spread else np.inf
    shrunken = (count + centre * weight) / (total + weight) if spread else np.full(count.size, centre)
    return PeerTests(centre, spread, judged, total * np.float64(centre), shrunken, p)


def _place_within(count: Counts, total: Counts, centre: float, spread: float) -> Vector:
    """Compute P(fewer) + P(as many) / 2, from the beta distribution of the same two moments."""
    from scipy.special import betainc  # type: ignore[import-untyped]  # scipy ships no types

    size = np.maximum(total / (1 + (total - 1) * spread) - 1, 1e-3)
    a, b = centre * size, (1 - centre) * size
    below, above = (betainc(a, b, np.clip((count + half) / total, 0, 1)) for half in (-0.5, 0.5))
    middle: Vector = (below + above) / 2
    return middle


def _fit(count: Counts, total: Counts) -> tuple[float, float]:
    """Fit centre and spread to the medians, in turn, by bisection."""

    def is_too_low(centre: float, spread: float) -> bool:
        return bool(np.median(_place_within(count, total, centre, spread)) > 0.5)

    def is_too_narrow(centre: float, spread: float) -> bool:
        return bool(np.median(np.abs(_place_within(count, total, centre, spread) - 0.5)) > 0.25)

    centre = spread = 0.0
    for _ in range(_ROUNDS):
        low, high = 0.0, 1.0
        for _ in range(_STEPS):
            centre = (low + high) / 2
            low, high = (centre, high) if is_too_low(centre, spread) else (low, centre)
        low, high = _LEAST, _MOST
        if not is_too_narrow(centre, low):
            spread = 0.0
            continue
        for _ in range(_STEPS):
            spread = float(np.sqrt(low * high))
            low, high = (spread, high) if is_too_narrow(centre, spread) else (low, spread)
    return centre, spread


def _compute_exact_p(count: int, total: int, centre: float, spread: float) -> float:
    """Compute twice the smaller tail of the beta-binomial distribution, from the number itself outwards."""
    from scipy.special import betaln, gammaln, xlogy

    if not 0 < centre < 1:
        return 1.0 if count == round(centre * total) else 0.0
    tails = []
    for numbers in (np.arange(count + 1), np.arange(count, total + 1)):
        ways = gammaln(total + 1) - gammaln(numbers + 1) - gammaln(total - numbers + 1)
        if spread:
            a, b = (share * (1 / spread - 1) for share in (centre, 1 - centre))
            logs = ways + betaln(numbers + a, total - numbers + b) - betaln(a, b)
        else:
            logs = ways + xlogy(numbers, centre) + xlogy(total - numbers, 1 - centre)
        tails.append(float(np.exp(logs).sum()))
    return min(1.0, 2 * min(tails))
