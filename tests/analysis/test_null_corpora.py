"""A part of the trials of `bench/atlas_null_trials.py`; the bounds would be passed once in a thousand runs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy.stats import binom

from tests.analysis.null_corpora import try_joint_leads, try_over_commitment, try_peers


def count(trial: Callable[[np.random.Generator], bool], trials: int) -> int:
    return sum(trial(np.random.default_rng([9, number])) for number in range(trials))


def bound(limit: float, trials: int) -> int:
    return int(binom.ppf(0.999, trials, limit))


@pytest.mark.rare
def test_lots_are_seldom_flagged_and_planted_ties_are_found() -> None:
    both = [try_joint_leads(np.random.default_rng([8, number]))[:2] for number in range(30)]
    assert max(np.sum(both, axis=0)) <= bound(0.07, 30)
    assert count(try_over_commitment, 200) <= bound(0.05, 200)
    for spread in (0.0, 0.02, 0.08):
        assert count(lambda random, s=spread: try_peers(random, s, 100), 40) <= bound(0.15, 40)
    planted, ours, plain, _, _ = np.sum(
        [try_joint_leads(np.random.default_rng([7, n]), 7)[2] for n in range(8)], axis=0
    )
    assert planted > 100
    assert ours >= 1.3 * plain > 0
