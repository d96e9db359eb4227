from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import betabinom, binom

from respnet.analysis.portfolio.peers import MIN_PLACES, compare_with_peers
from respnet.analysis.stats.multiple_testing import benjamini_hochberg


def draw(places: int, centre: float, spread: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    total = np.exp(random.uniform(np.log(20), np.log(3_000), places)).astype(np.int64)
    weight = 1 / spread - 1 if spread else 0.0
    share = random.beta(centre * weight, (1 - centre) * weight, places) if spread else np.full(places, centre)
    return random.binomial(total, share), total


@pytest.mark.parametrize("spread", [0.0, 0.02, 0.08])
def test_chances_are_the_exact_tails_at_the_fitted_centre_and_spread(spread: float) -> None:
    count, total = draw(400, 0.15, spread, seed=1)
    found = compare_with_peers(count, total)
    assert found is not None
    assert found.centre == pytest.approx(0.15, rel=0.1)
    assert found.spread == pytest.approx(spread, rel=0.25, abs=2e-3)
    weight = 1 / found.spread - 1 if found.spread else 0.0
    law = betabinom(total, found.centre * weight, (1 - found.centre) * weight) if weight else binom(total, found.centre)
    exact = np.minimum(1, 2 * np.minimum(law.cdf(count), law.sf(count - 1)))
    near = found.judged & (found.p < 0.2)
    assert np.count_nonzero(near) > 30
    assert found.p[near] == pytest.approx(exact[near], rel=1e-6)
    assert (found.p[~found.judged] == 1).all()
    if weight:
        assert found.shrunken == pytest.approx((count + found.centre * weight) / (total + weight))


def test_an_odd_place_is_found_and_does_not_hide_itself() -> None:
    count, total = draw(120, 0.1, 0.02, seed=4)
    odd = np.flatnonzero(total > 500)[:8]
    count[odd] = (0.6 * total[odd]).astype(np.int64)
    found = compare_with_peers(count, total)
    assert found is not None
    assert found.spread < 0.05
    assert set(np.flatnonzero(benjamini_hochberg(found.p) <= 0.05)) >= set(odd)


def test_places_that_differ_alike_are_left_in_peace() -> None:
    flagged = 0
    for seed in range(30):
        found = compare_with_peers(*draw(100, 0.2, (0.0, 0.02, 0.08)[seed % 3], seed))
        assert found is not None
        flagged += bool((benjamini_hochberg(found.p[found.judged]) <= 0.05).any())
    assert flagged <= 6


def test_few_places_or_few_tasks_are_not_compared() -> None:
    assert compare_with_peers(np.full(MIN_PLACES - 1, 10), np.full(MIN_PLACES - 1, 100)) is None
    assert compare_with_peers(np.full(50, 1), np.full(50, 40)) is None
    assert compare_with_peers(np.zeros(50, dtype=np.int64), np.full(50, 400)) is None
    assert compare_with_peers(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)) is None
    found = compare_with_peers(np.full(50, 40), np.full(50, 40))  # every task names it, everywhere
    assert found is not None
    assert found.p.min() > 0.05
