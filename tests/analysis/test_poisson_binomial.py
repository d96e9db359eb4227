from __future__ import annotations

from functools import reduce
from itertools import product

import numpy as np
import pytest
import scipy.stats

from respnet.analysis.stats.poisson_binomial import (
    binomial_pmf,
    compute_log_factorials,
    convolve,
    leave_one_out,
)

CHANCES = np.array([0.05, 0.1, 0.2, 0.3, 0.45, 0.5, 0.6, 0.7, 0.9, 0.99])


def test_the_poisson_binomial_is_that_of_all_1024_outcomes() -> None:
    counted = np.zeros(11)
    for outcome in product((0, 1), repeat=10):
        counted[sum(outcome)] += np.prod(np.where(outcome, CHANCES, 1 - CHANCES))
    ours = reduce(convolve, [binomial_pmf(chance, 1, 10) for chance in CHANCES])
    assert ours == pytest.approx(counted, abs=1e-15)


def test_small_chances_keep_their_digits() -> None:
    ours = binomial_pmf(1e-4, 10_000, 40)
    assert ours == pytest.approx(scipy.stats.binom.pmf(np.arange(41), 10_000, 1e-4), rel=1e-10)


def test_all_but_one_leaves_out_one_at_a_time() -> None:
    single = [binomial_pmf(chance, 1, 4) for chance in CHANCES[:5]]
    for place, rest in enumerate(leave_one_out(single)):
        assert convolve(rest, single[place]) == pytest.approx(reduce(convolve, single))
    assert leave_one_out([]) == []


def test_log_factorials() -> None:
    assert compute_log_factorials(170) == pytest.approx(
        scipy.special.gammaln(np.arange(171) + 1.0), rel=1e-13, abs=1e-13
    )
